//! `/guidelines`

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::parts::head::{HEADING, PageHead};
use super::parts::row;
use super::parts::rule_editor::{Draft, RuleEditor};
use super::parts::verb::on_people;
use super::parts::verdict;
use crate::app::dates;
use crate::app::model::{Model, use_model};
use crate::app::words::{say, say_many};
use crate::components::field::Field;
use crate::components::focus::focus_first;
use crate::domain::fact::{Act, Verb};
use crate::domain::guideline::{
    Guidelines, Problem, ReadyMade, Verdict, change, judge_in, judge_invitation, problems,
    verdict_on, verdict_on_person,
};
use crate::domain::id::{InvitationId, PersonId};
use crate::domain::network::Network;

/// How many lines a list of people has at most.
const LINES: usize = 50;

/// With whom the user wants to be connected, judged as it is written.
#[component]
pub fn GuidelinesPage() -> impl IntoView {
    let model = use_model();
    let now = model.network_now(|network| network.guidelines().cloned().unwrap_or_default());
    let draft = RwSignal::new(Draft::of(&now));
    let sentence = RwSignal::new(now.sentence.clone());
    let written = Memo::new(move |_| Guidelines {
        sentence: sentence.get().trim().to_owned(),
        rule: draft.get().rule(),
    });
    let in_force = Memo::new(move |_| {
        model.network(|network| network.guidelines().cloned().unwrap_or_default())
    });
    // Changed in another tab, or taken back: what stands here is no longer what was meant.
    Effect::new(move |before: Option<Guidelines>| {
        let now = in_force.get();
        let is_own = written.with_untracked(|written| *written == now);
        if before.is_some_and(|before| before != now) && !is_own {
            sentence.set(now.sentence.clone());
            draft.set(Draft::of(&now));
        }
        now
    });
    let is_changed = Memo::new(move |_| written.with(|written| in_force.with(|it| it != written)));
    let start = move |from: ReadyMade| {
        let guidelines = model.network_now(|network| from.guidelines(network.owner()));
        draft.set(Draft::of(&guidelines));
    };
    let ready: Vec<_> = ReadyMade::ALL
        .into_iter()
        .map(|from| {
            view! {
                <button type="button" class="chip" on:click=move |_| start(from)>
                    {ready_word(from)}
                </button>
            }
        })
        .collect();
    let troubles = move || {
        let found = written.with(problems);
        let lines: Vec<_> = found
            .into_iter()
            .filter(|problem| *problem != Problem::Nothing)
            .map(|problem| view! { <li>{problem_word(problem)}</li> })
            .collect();
        (!lines.is_empty()).then(|| view! { <ul class="guide-problems">{lines}</ul> })
    };
    let judged = Memo::new(move |_| {
        written.with(|written| model.network(|network| judged(network, written)))
    });
    let hits = move || {
        let judged = judged.get();
        say!(
            guide.hits,
            fits = dates::number(judged.fits),
            unfit = dates::number(judged.unfit),
            unclear = dates::number(judged.unclear)
        )
    };
    view! {
        <div class="page-narrow stack">
            <PageHead title=say!(nav.guidelines) />
            <p class="page-lead">{say!(guide.lead)}</p>
            <section class="panel stack" aria-label=say!(guide.write)>
                <Field
                    label=say!(guide.sentence)
                    value=sentence
                    hint=say!(guide.sentence_hint)
                    multiline=true
                />
                <div class="chips" role="group" aria-label=say!(guide.ready)>
                    {ready}
                </div>
                <RuleEditor draft />
                {troubles}
                <p role="status">{hits}</p>
            </section>
            <Show when=move || is_changed.get()>
                <Preview written />
            </Show>
            <Show when=move || !is_changed.get()>
                <Outside />
            </Show>
            <Versions />
        </div>
    }
}

fn ready_word(from: ReadyMade) -> String {
    match from {
        ReadyMade::WorkedWith => say!(guide.worked),
        ReadyMade::MyField => say!(guide.field),
        ReadyMade::Met => say!(guide.met),
        ReadyMade::Everybody => say!(guide.everybody),
    }
}

fn problem_word(problem: Problem) -> String {
    match problem {
        Problem::Nothing => String::new(),
        Problem::FitsNobody => say!(guide.fits_nobody),
        Problem::FitsEverybody => say!(guide.fits_everybody),
        Problem::EmptyGroup => say!(guide.empty_group),
        Problem::EmptyCondition => say!(guide.empty_condition),
        Problem::TooLarge => say!(guide.too_large),
    }
}

/// How many open received invitations are judged how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Judged {
    fits: usize,
    unfit: usize,
    unclear: usize,
}

fn judged(network: &Network, guidelines: &Guidelines) -> Judged {
    let judge = judge_in(network, guidelines);
    let mut judged = Judged::default();
    for invitation in network.invitations().filter(|it| it.can_be_accepted()) {
        match verdict_on(network, &judge, invitation) {
            Verdict::Fits => judged.fits += 1,
            Verdict::DoesNotFit => judged.unfit += 1,
            Verdict::CannotTell => judged.unclear += 1,
        }
    }
    judged
}

/// What applying would change, before it is done.
#[component]
fn Preview(written: Memo<Guidelines>) -> impl IntoView {
    let model = use_model();
    let change = Memo::new(move |_| {
        written.with(|written| model.network(|network| change(network, written)))
    });
    let left_out = RwSignal::new(HashSet::<InvitationId>::new());
    let resurfacing = Memo::new(move |_| {
        written.with(|written| {
            change.with(|change| {
                model.network(|network| {
                    let judge = judge_in(network, written);
                    let lines = change.resurfacing.iter().take(LINES).filter_map(|id| {
                        let invitation = network.invitation(*id)?;
                        let judgement = judge_invitation(network, &judge, invitation);
                        let who = name(network, invitation.person);
                        Some((*id, who, verdict::sentence(&judgement)))
                    });
                    lines.collect::<Vec<_>>()
                })
            })
        })
    });
    let back = Memo::new(move |_| {
        change.with(|change| {
            left_out.with(|left_out| {
                let ids = change.resurfacing.iter().filter(|id| !left_out.contains(id));
                ids.copied().collect::<Vec<_>>()
            })
        })
    });
    let apply = move |bring_back: bool| {
        let back = back.get_untracked();
        if model.act(Act::Guide(Arc::new(written.get_untracked()))) && bring_back {
            model.act(Act::Restore(back));
        }
        focus_first(vec![HEADING.to_owned()]);
    };
    let outside = move || {
        let people = change.with(|change| change.outside.clone());
        (!people.is_empty()).then(|| view! { <People people act=false /> })
    };
    view! {
        <section class="panel stack" aria-label=say!(guide.preview)>
            <h2>{say!(guide.preview)}</h2>
            <p>{move || say_many!(change.with(|it| it.resurfacing.len()), guide.resurfacing)}</p>
            <ul class="guide-people" aria-label=say!(guide.resurfacing_list)>
                <For each=move || resurfacing.get() key=Clone::clone let((id, who, why))>
                    <li>
                        <label class="choice">
                            <input
                                type="checkbox"
                                prop:checked=move || left_out.with(|it| !it.contains(&id))
                                on:change=move |event| {
                                    let on = event_target_checked(&event);
                                    left_out.update(|it| {
                                        if on { it.remove(&id) } else { it.insert(id) };
                                    });
                                }
                            />
                            <span dir="auto">{who}</span>
                        </label>
                        <p class="hint">{why}</p>
                    </li>
                </For>
            </ul>
            <p>{move || say_many!(change.with(|it| it.outside.len()), guide.outside)}</p>
            {outside}
            <div class="cluster">
                <Show when=move || !back.with(Vec::is_empty)>
                    <button
                        type="button"
                        class="button button-primary"
                        on:click=move |_| apply(true)
                    >
                        {move || say_many!(back.with(Vec::len), guide.apply_back)}
                    </button>
                </Show>
                <button type="button" class="button" on:click=move |_| apply(false)>
                    {say!(guide.apply)}
                </button>
            </div>
        </section>
    }
}

fn name(network: &Network, id: PersonId) -> String {
    network.person(id).map(|person| row::called(&person.record)).unwrap_or_default()
}

/// Connections that do not fit the guidelines in force: to look through, nothing chosen
/// beforehand.
#[component]
fn Outside() -> impl IntoView {
    let model = use_model();
    let people = Memo::new(move |_| model.network(outside));
    view! {
        <Show when=move || !people.with(Vec::is_empty)>
            <section class="panel stack" aria-label=say!(guide.review)>
                <h2>{say!(guide.review)}</h2>
                <p class="hint">{say!(guide.review_text)}</p>
                {move || view! { <People people=people.get() act=true /> }}
            </section>
        </Show>
    }
}

fn outside(network: &Network) -> Vec<PersonId> {
    let Some(guidelines) = network.guidelines() else { return Vec::new() };
    let judge = judge_in(network, guidelines);
    let is_outside = |id: &PersonId| {
        network
            .person(*id)
            .is_some_and(|it| verdict_on_person(network, &judge, it) == Verdict::DoesNotFit)
    };
    network.connections().into_iter().map(|person| person.id).filter(is_outside).collect()
}

/// People, the first of them, with a quiet remove or without.
#[component]
fn People(people: Vec<PersonId>, act: bool) -> impl IntoView {
    let model = use_model();
    let more = people.len().saturating_sub(LINES);
    let lines: Vec<_> = people
        .into_iter()
        .take(LINES)
        .map(|id| {
            let (who, job) = model.network_now(|network| {
                let job = network.person(id).map(|person| row::job(&person.record));
                (name(network, id), job.unwrap_or_default())
            });
            let button = act.then(|| remove_button(model, id, who.clone()));
            view! {
                <li>
                    <span dir="auto">{who}</span>
                    " "
                    <span class="hint" dir="auto">{job}</span>
                    {button}
                </li>
            }
        })
        .collect();
    let more = (more > 0).then(|| {
        view! { <p class="hint">{say!(import.and_more, count = dates::number(more))}</p> }
    });
    view! {
        <ul class="guide-people">{lines}</ul>
        {more}
    }
}

fn remove_button(model: Model, id: PersonId, who: String) -> impl IntoView {
    let press = move |_| {
        if let Some(act) = on_people(Verb::Remove, vec![id]) {
            model.act(act);
            focus_first(vec![HEADING.to_owned()]);
        }
    };
    view! {
        <button
            type="button"
            class="button button-small"
            aria-label=say!(name.remove, who = who.as_str())
            on:click=press
        >
            {say!(verb.remove)}
        </button>
    }
}

/// The versions, newest first, and what each changed.
#[component]
fn Versions() -> impl IntoView {
    let model = use_model();
    let versions = Memo::new(move |_| {
        model.network(|network| {
            let all: Vec<_> = network
                .versions()
                .map(|(_, version)| (version.at, version.guidelines.clone()))
                .collect();
            let none = Arc::new(Guidelines::default());
            let before = std::iter::once(&none).chain(all.iter().map(|(_, it)| it));
            let lines = all.iter().zip(before).enumerate().map(|(at, ((when, it), before))| {
                let day = dates::day(when.date_naive());
                let nth = dates::number(at + 1);
                let title = say!(guide.version, nth = nth, date = day);
                (title, it.sentence.clone(), super::parts::rule_editor::changes(before, it))
            });
            let mut lines: Vec<_> = lines.collect();
            lines.reverse();
            lines
        })
    });
    let lines = move || {
        versions
            .get()
            .into_iter()
            .map(|(title, sentence, changes)| {
                let changes: Vec<_> =
                    changes.into_iter().map(|line| view! { <li dir="auto">{line}</li> }).collect();
                view! {
                    <li>
                        <h3>{title}</h3>
                        <p dir="auto">{sentence}</p>
                        <ul class="opened-lines">{changes}</ul>
                    </li>
                }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <Show when=move || !versions.with(Vec::is_empty)>
            <section class="panel stack" aria-label=say!(guide.versions)>
                <h2>{say!(guide.versions)}</h2>
                <ul class="guide-versions">{lines}</ul>
            </section>
        </Show>
    }
}
