//! `/todo`

use std::sync::Arc;

use leptos::prelude::*;

use super::parts::asking::Asking;
use super::parts::head::{HEADING, PageHead};
use super::parts::open_there::OpenOnLinkedIn;
use super::parts::people_nav::PeopleNav;
use super::parts::row;
use super::parts::scroll::keep_scroll;
use super::parts::task;
use crate::app::dates;
use crate::app::model::{Model, use_model};
use crate::app::words::{say, say_many};
use crate::browser::clock;
use crate::components::empty::Empty;
use crate::components::focus::focus_first;
use crate::components::icon::IconName;
use crate::components::virtual_list::VirtualList;
use crate::domain::id::PersonId;
use crate::domain::todo::{self, Task, Todo};
use crate::route::{Route, TodoView};

/// What is still to be done on LinkedIn: ticked off one by one, or by the next export.
#[component]
pub fn TodoPage() -> impl IntoView {
    let model = use_model();
    keep_scroll();
    let asking = Asking::<TodoView>::of(Route::Todo);
    let is_done = Memo::new(move |_| asking.view.with(|view| view.done));
    let all = Memo::new(move |_| model.network(todo::list));
    let tasks = Memo::new(move |_| {
        let is_done = is_done.get();
        all.with(|all| {
            let these = all.iter().filter(|todo| todo.done.is_some() == is_done);
            these.map(|todo| todo.task).collect::<Vec<_>>()
        })
    });
    let held = RwSignal::new(None::<Task>);
    let press = Callback::new(move |task: Task| turn_and_move_on(model, tasks, held, task));
    let count = move || {
        let count = tasks.with(Vec::len);
        if is_done.get() { say_many!(count, todo.count_done) } else { say_many!(count, todo.count) }
    };
    let show = move |done: bool, text: String| {
        let pressed = move || if is_done.get() == done { "true" } else { "false" };
        view! {
            <button
                type="button"
                aria-pressed=pressed
                on:click=move |_| asking.change(false, |view| view.done = done)
            >
                {text}
            </button>
        }
    };
    let empty = move || {
        if is_done.get() {
            view! {
                <Empty icon=IconName::Check heading=say!(todo.none_done) text=say!(todo.none_done_text) />
            }
        } else {
            view! { <Empty icon=IconName::Check heading=say!(todo.none) text=say!(todo.none_text) /> }
        }
    };
    view! {
        <PageHead title=say!(nav.todo) />
        <p class="page-lead">{say!(todo.lead)}</p>
        <PeopleNav />
        <div class="search">
            <div class="segmented" role="group" aria-label=say!(search.show)>
                {show(false, say!(todo.open))}
                {show(true, say!(todo.done))}
            </div>
        </div>
        <p class="list-count" role="status">
            {count}
        </p>
        <VirtualList
            keys=Memo::new(move |_| Arc::new(tasks.get()))
            held
            label=Signal::derive(|| say!(nav.todo))
            row_class=|_| "row"
            show=move |tasks: &[Task]| model.network(|network| {
                let line = |task: &Task| task.todo(network).map(|todo| Shown::of(network, &todo));
                tasks.iter().map(|task| line(task).unwrap_or_default()).collect()
            })
            row=move |task, row| view! { <TaskRow task row press /> }.into_any()
        />
        <Show when=move || tasks.with(Vec::is_empty)>{empty}</Show>
    }
}

/// Turns one round and moves the focus to the next, so that the keyboard never loses its place.
fn turn_and_move_on(
    model: Model,
    tasks: Memo<Vec<Task>>,
    held: RwSignal<Option<Task>>,
    task: Task,
) {
    let Some((_, act)) = model.network_now(|network| task.todo(network).map(|it| task::turn(&it)))
    else {
        return;
    };
    let next = tasks.with_untracked(|tasks| {
        let at = tasks.iter().position(|it| *it == task)?;
        tasks.get(at + 1).or_else(|| tasks.get(at.checked_sub(1)?)).copied()
    });
    if !model.act(act) {
        return;
    }
    held.set(next);
    focus_first(next.map(button_id).into_iter().chain([HEADING.to_owned()]).collect());
}

/// The id of the button that turns one round.
fn button_id(task: Task) -> String {
    match task {
        Task::Remove(id) => format!("tick-remove-{id}"),
        Task::Accept(id) => format!("tick-accept-{id}"),
        Task::Withdraw(id) => format!("tick-withdraw-{id}"),
    }
}

/// What a row shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Shown {
    person: Option<PersonId>,
    who: String,
    what: String,
    when: String,
    how: String,
    link: Option<String>,
    button: (String, String),
}

impl Shown {
    fn of(network: &crate::domain::network::Network, todo: &Todo) -> Shown {
        let person = network.person(todo.person);
        let who = person.map_or_else(|| say!(name.nobody), |it| row::called(&it.record));
        let what = task::what(network, todo, clock::today());
        let (verb, _) = task::turn(todo);
        Shown {
            person: person.map(|it| it.id),
            button: task::words_of(verb, &say!(todo.of, what = what.as_str(), who = who.as_str())),
            who,
            what,
            when: todo
                .since
                .map(|day| say!(todo.since, date = dates::day(day)))
                .unwrap_or_default(),
            how: task::how(todo),
            link: person.and_then(|it| it.record.profile.as_ref()?.link()),
        }
    }
}

#[component]
fn TaskRow(task: Task, row: RwSignal<Shown>, press: Callback<Task>) -> impl IntoView {
    let who = Signal::derive(move || row.with(|row| row.who.clone()));
    let link = Signal::derive(move || row.with(|row| row.link.clone()));
    let how = move || {
        let how = row.with(|row| row.how.clone());
        (!how.is_empty()).then(|| view! { <span>{how}</span> })
    };
    let called = move || match row.with(|row| row.person) {
        Some(id) => view! { <a href=row::page_of(id)>{who}</a> }.into_any(),
        None => view! { {who} }.into_any(),
    };
    view! {
        <div class="row-main">
            <p class="row-who" dir="auto">
                {called}
            </p>
            <p class="row-known">{move || row.with(|row| row.what.clone())}</p>
            <p class="row-meta">
                <span class="row-when">{move || row.with(|row| row.when.clone())}</span>
                {how}
            </p>
        </div>
        <div class="row-acts">
            <OpenOnLinkedIn href=link who class="button button-small button-primary" />
            <button
                type="button"
                class="button button-small"
                id=button_id(task)
                aria-label=move || row.with(|row| row.button.1.clone())
                on:click=move |_| press.run(task)
            >
                {move || row.with(|row| row.button.0.clone())}
            </button>
        </div>
    }
}
