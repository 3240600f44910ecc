//! Writing a rule: groups in groups, and conditions in them.

use leptos::prelude::*;

use crate::app::dates;
use crate::app::model::use_model;
use crate::app::words::say;
use crate::components::unique::unique_id;
use crate::domain::guideline::{
    Condition, Field, Guidelines, Rule, Verdict, judge_in, rule, verdict_on,
};

/// What a part of a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    All,
    Any,
    None,
    OwnEmployer,
    Company,
    Position,
    Headline,
    Message,
    Tag,
    HasMessage,
    Known,
    NameIn,
}

impl Kind {
    const GROUPS: [Kind; 3] = [Kind::Any, Kind::All, Kind::None];
    const CONDITIONS: [Kind; 9] = [
        Kind::OwnEmployer,
        Kind::Company,
        Kind::Position,
        Kind::Headline,
        Kind::Message,
        Kind::Tag,
        Kind::HasMessage,
        Kind::Known,
        Kind::NameIn,
    ];

    fn word(self) -> String {
        match self {
            Kind::All => say!(rule.all),
            Kind::Any => say!(rule.any),
            Kind::None => say!(rule.none),
            Kind::OwnEmployer => say!(rule.employer),
            Kind::Company => say!(rule.company),
            Kind::Position => say!(rule.position),
            Kind::Headline => say!(rule.headline),
            Kind::Message => say!(rule.message),
            Kind::Tag => say!(rule.tag),
            Kind::HasMessage => say!(rule.has_message),
            Kind::Known => say!(rule.known),
            Kind::NameIn => say!(rule.name),
        }
    }

    /// The kind of a condition, and what it names.
    fn of(condition: &Condition) -> (Kind, &[String]) {
        match condition {
            Condition::Company(names) => (Kind::Company, names),
            Condition::OwnEmployer => (Kind::OwnEmployer, &[]),
            Condition::Words(Field::Position, words) => (Kind::Position, words),
            Condition::Words(Field::Headline, words) => (Kind::Headline, words),
            Condition::Words(Field::Message, words) => (Kind::Message, words),
            Condition::Tag(tag) => (Kind::Tag, std::slice::from_ref(tag)),
            Condition::HasMessage => (Kind::HasMessage, &[]),
            Condition::Known => (Kind::Known, &[]),
            Condition::NameIn(names) => (Kind::NameIn, names),
        }
    }

    fn has_text(self) -> bool {
        matches!(
            self,
            Kind::Company
                | Kind::Position
                | Kind::Headline
                | Kind::Message
                | Kind::Tag
                | Kind::NameIn
        )
    }

    /// What a `select` calls it.
    fn key(self) -> String {
        format!("{self:?}")
    }
}

/// A part of a rule as it is being written; a handle that is passed around freely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draft {
    kind: RwSignal<Kind>,
    /// One on each line.
    text: RwSignal<String>,
    parts: RwSignal<Vec<Draft>>,
}

impl Draft {
    /// These guidelines, to be written on. What is one condition becomes a group of one.
    pub fn of(guidelines: &Guidelines) -> Draft {
        match &guidelines.rule {
            Some(rule @ Rule::Is(_)) => {
                Draft::new(Kind::Any, String::new(), vec![Draft::part(rule)])
            }
            Some(rule) => Draft::part(rule),
            None => Draft::new(Kind::Any, String::new(), Vec::new()),
        }
    }

    fn new(kind: Kind, text: String, parts: Vec<Draft>) -> Draft {
        Draft { kind: RwSignal::new(kind), text: RwSignal::new(text), parts: RwSignal::new(parts) }
    }

    fn part(rule: &Rule) -> Draft {
        let condition = match rule {
            Rule::All(parts) | Rule::Any(parts) | Rule::None(parts) => {
                let kind = match rule {
                    Rule::All(_) => Kind::All,
                    Rule::None(_) => Kind::None,
                    _ => Kind::Any,
                };
                return Draft::new(kind, String::new(), parts.iter().map(Draft::part).collect());
            }
            Rule::Is(condition) => condition,
        };
        let (kind, texts) = Kind::of(condition);
        Draft::new(kind, texts.join("\n"), Vec::new())
    }

    /// The rule as it is written now; none where nothing is. "All of nothing" is one: it is
    /// open to everybody.
    pub fn rule(self) -> Option<Rule> {
        let is_blank = self.kind.get() != Kind::All && self.parts.with(Vec::is_empty);
        (!is_blank).then(|| self.read())
    }

    fn read(self) -> Rule {
        let parts = || self.parts.get().into_iter().map(Draft::read).collect();
        let lines = || {
            let text = self.text.get();
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        Rule::Is(match self.kind.get() {
            Kind::All => return Rule::All(parts()),
            Kind::Any => return Rule::Any(parts()),
            Kind::None => return Rule::None(parts()),
            Kind::Company => Condition::Company(lines()),
            Kind::OwnEmployer => Condition::OwnEmployer,
            Kind::Position => Condition::Words(Field::Position, lines()),
            Kind::Headline => Condition::Words(Field::Headline, lines()),
            Kind::Message => Condition::Words(Field::Message, lines()),
            Kind::Tag => Condition::Tag(self.text.get().trim().to_owned()),
            Kind::HasMessage => Condition::HasMessage,
            Kind::Known => Condition::Known,
            Kind::NameIn => Condition::NameIn(lines()),
        })
    }
}

/// What a version added and took away, in words.
pub fn changes(before: &Guidelines, after: &Guidelines) -> Vec<String> {
    let words = |guidelines: &Guidelines| {
        let mut lines = Vec::new();
        if let Some(rule) = &guidelines.rule {
            tell(rule, "", &mut lines);
        }
        lines
    };
    let (before, after) = (words(before), words(after));
    let added = after.iter().filter(|line| !before.contains(line));
    let removed = before.iter().filter(|line| !after.contains(line));
    added
        .map(|line| say!(rule.added, what = line.as_str()))
        .chain(removed.map(|line| say!(rule.removed, what = line.as_str())))
        .collect()
}

fn tell(rule: &Rule, within: &str, lines: &mut Vec<String>) {
    let of = |what: String| {
        if within.is_empty() { what } else { format!("{within} {what}") }
    };
    let group = match rule {
        Rule::All(_) => of(Kind::All.word()),
        Rule::Any(_) => of(Kind::Any.word()),
        Rule::None(_) => of(Kind::None.word()),
        Rule::Is(condition) => {
            let (kind, texts) = Kind::of(condition);
            let texts = texts.join(", ");
            let what = kind.word();
            lines.push(of(if texts.is_empty() { what } else { format!("{what} {texts}") }));
            return;
        }
    };
    if rule.parts().is_empty() {
        lines.push(group.clone());
    }
    for part in rule.parts() {
        tell(part, &group, lines);
    }
}

/// The editor of a whole rule.
#[component]
pub fn RuleEditor(
    /// What is written, and another one where something else is started from.
    draft: RwSignal<Draft>,
) -> impl IntoView {
    move || view! { <Group draft=draft.get() depth=1 remove=None /> }
}

/// Takes a part out of its group.
type Remove = Option<Callback<()>>;

#[component]
fn Group(draft: Draft, depth: usize, remove: Remove) -> AnyView {
    let choose = move |event: web_sys::Event| {
        let key = event_target_value(&event);
        if let Some(kind) = Kind::GROUPS.into_iter().find(|kind| kind.key() == key) {
            draft.kind.set(kind);
        }
    };
    let kinds: Vec<_> = Kind::GROUPS
        .into_iter()
        .map(|kind| {
            view! {
                <option value=kind.key() selected=move || draft.kind.get() == kind>
                    {kind.word()}
                </option>
            }
        })
        .collect();
    let add = move |part: Draft| draft.parts.update(|parts| parts.push(part));
    let conditions: Vec<_> = Kind::CONDITIONS
        .into_iter()
        .map(|kind| view! { <option value=kind.key()>{kind.word()}</option> })
        .collect();
    let add_condition = move |event: web_sys::Event| {
        let key = event_target_value(&event);
        if let Some(kind) = Kind::CONDITIONS.into_iter().find(|kind| kind.key() == key) {
            add(Draft::new(kind, String::new(), Vec::new()));
            // Ready for the next one.
            use leptos::wasm_bindgen::JsCast;
            let select = event.target().and_then(|it| it.dyn_into::<web_sys::Element>().ok());
            if let Some(select) = select {
                let _ = js_sys::Reflect::set(&select, &"value".into(), &"".into());
            }
        }
    };
    let can_nest = depth + 1 < rule::DEPTH;
    let parts = move || {
        draft
            .parts
            .get()
            .into_iter()
            .map(|part| {
                let remove = Some(Callback::new(move |()| {
                    draft.parts.update(|parts| parts.retain(|other| *other != part));
                }));
                let is_group = Kind::GROUPS.contains(&part.kind.get_untracked());
                if is_group {
                    view! { <Group draft=part depth=depth + 1 remove /> }.into_any()
                } else {
                    view! { <One draft=part remove /> }.into_any()
                }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <div class="rule-group" role="group" aria-label=say!(rule.group)>
            <div class="cluster">
                <select
                    class="chip"
                    aria-label=say!(rule.how)
                    on:change=choose
                >
                    {kinds}
                </select>
                {remove.map(remove_button)}
            </div>
            <div class="rule-parts">{parts}</div>
            <div class="cluster">
                <select class="chip" aria-label=say!(rule.add) on:change=add_condition>
                    <option value="">{say!(rule.add)}</option>
                    {conditions}
                </select>
                {can_nest
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="chip"
                                on:click=move |_| {
                                    add(Draft::new(Kind::Any, String::new(), Vec::new()));
                                }
                            >
                                {say!(rule.add_group)}
                            </button>
                        }
                    })}
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn One(draft: Draft, remove: Remove) -> impl IntoView {
    let model = use_model();
    let kind = draft.kind.get_untracked();
    let id = unique_id("condition");
    let label = id.clone();
    let hits = Memo::new(move |_| {
        let rule = Some(draft.read());
        let guidelines = Guidelines { sentence: String::new(), rule };
        model.network(|network| {
            let judge = judge_in(network, &guidelines);
            let received = network.invitations().filter(|it| it.can_be_accepted());
            received.filter(|it| verdict_on(network, &judge, it) == Verdict::Fits).count()
        })
    });
    let entry = kind.has_text().then(|| {
        view! {
            <textarea
                id=id
                class="field-input"
                rows="2"
                placeholder=if kind == Kind::Tag { String::new() } else { say!(rule.lines) }
                prop:value=draft.text
                on:input=move |event| draft.text.set(event_target_value(&event))
            ></textarea>
        }
    });
    let name = if kind.has_text() {
        view! { <label for=label>{kind.word()}</label> }.into_any()
    } else {
        view! { <span>{kind.word()}</span> }.into_any()
    };
    view! {
        <div class="rule-one">
            <div class="rule-head">
                {name}
                <span class="hint">{move || say!(rule.hits, count = dates::number(hits.get()))}</span>
                {remove.map(remove_button)}
            </div>
            {entry}
        </div>
    }
}

fn remove_button(remove: Callback<()>) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button button-small button-quiet"
            on:click=move |_| remove.run(())
        >
            {say!(rule.remove)}
        </button>
    }
}
