//! `/history`

use quietly::app::words::{Way, told};
use quietly::domain::disclosure::{Delivery, may_learn};
use quietly::domain::fact::{Step, Verb};
use wasm_bindgen_test::wasm_bindgen_test;

use super::hand::{
    Page, accessible_description, accessible_name, open, open_anew, open_with_export, until,
};

const IMPORTED: &str = "Imported Connections.csv, Invitations.csv: 2 connections, 4 invitations";

/// What is told in the row that begins so, its badges included.
async fn row_of(page: &Page, what: &str) -> String {
    until(&format!("row “{what}”"), || {
        let rows = page.all("main ul[role=list] > li");
        let row = rows.into_iter().find(|row| {
            let who = row.query_selector(".row-who").unwrap();
            who.and_then(|who| who.text_content()).as_deref() == Some(what)
        });
        row.and_then(|row| row.query_selector(".row-main").unwrap()?.text_content())
    })
    .await
}

/// Waits until the keyboard is on the button of this name.
async fn focus_is_on(name: &str) {
    until(&format!("the focus on “{name}”"), || {
        let active = leptos::prelude::document().active_element()?;
        (accessible_name(&active) == name).then_some(())
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_was_done_is_listed_newest_first_and_any_of_it_taken_back() {
    let page = open_with_export().await;
    page.press("Ignore Tomas Brekke").await;
    page.follow("Connections").await;
    page.press("Remove Mira Halvorsen").await;
    page.follow("History").await;
    page.sees_rows(&["Removed Mira Halvorsen", "Ignored Tomas Brekke", IMPORTED]).await;
    page.sees("3 acts").await;
    page.sees("The newest 20,000 acts are kept and can be taken back.").await;
    // All of it was done just now, so that one day is named, once.
    assert_eq!(page.all("main h2").len(), 1);

    page.press("Undo: Ignored Tomas Brekke").await;
    page.sees_rows(&[
        "Took back: Ignored Tomas Brekke",
        "Removed Mira Halvorsen",
        "Ignored Tomas Brekke",
        IMPORTED,
    ])
    .await;
    assert!(row_of(&page, "Ignored Tomas Brekke").await.ends_with("Taken back"));
    // The button stays where it is, and does it again now.
    focus_is_on("Redo: Ignored Tomas Brekke").await;

    let page = page.reload().await;
    page.sees("4 acts").await;
    page.go_to("Inbox").await;
    page.sees_rows(&["Greta Lindqvist", "Tomas Brekke"]).await;
    page.follow("History").await;
    page.press("Redo: Ignored Tomas Brekke").await;
    page.sees("Done again: Ignored Tomas Brekke").await;
    // The envelope closes when the focus leaves it, so it has to have arrived.
    focus_is_on("Undo: Ignored Tomas Brekke").await;
    page.go_to("Inbox").await;
    page.sees_rows(&["Greta Lindqvist"]).await;
}

#[wasm_bindgen_test]
async fn what_was_changed_again_since_says_so_and_has_no_button() {
    let page = open_with_export().await;
    page.press("Ignore Tomas Brekke").await;
    page.go_to("Archive").await;
    page.press("Accept Tomas Brekke").await;
    page.follow("History").await;
    page.button("Undo: Accepted Tomas Brekke").await;
    assert!(row_of(&page, "Ignored Tomas Brekke").await.ends_with(
        "Cannot be taken back: since then “Accepted Tomas Brekke”. Take that back first."
    ));
    let names: Vec<String> = page.all(".row-acts button").iter().map(accessible_name).collect();
    assert!(!names.contains(&"Undo: Ignored Tomas Brekke".to_owned()), "{names:?}");
    page.press("Undo: Accepted Tomas Brekke").await;
    page.button("Undo: Ignored Tomas Brekke").await;
}

#[wasm_bindgen_test]
async fn whoever_an_undone_import_took_away_keeps_their_name_in_the_history() {
    let page = open_with_export().await;
    page.press("Ignore Tomas Brekke").await;
    page.follow("History").await;
    page.sees("New or changed: Mira Halvorsen, Zoë Brandt, PhD and 3 more").await;
    page.press("Undo: Ignored Tomas Brekke").await;
    page.press(&format!("Undo: {IMPORTED}")).await;
    page.sees_rows(&[
        &format!("Took back: {IMPORTED}"),
        "Took back: Ignored Tomas Brekke",
        "Ignored Tomas Brekke",
        IMPORTED,
    ])
    .await;
    page.press(&format!("Redo: {IMPORTED}")).await;
    page.button("Redo: Ignored Tomas Brekke").await;
}

#[wasm_bindgen_test]
async fn one_person_has_a_history_of_their_own() {
    let page = open_with_export().await;
    page.press("Ignore Greta Lindqvist").await;
    page.press("Ignore Tomas Brekke").await;
    page.follow("Connections").await;
    page.press("Remove Mira Halvorsen").await;
    page.follow("History of Zoë Brandt, PhD").await;
    page.sees_rows(&[IMPORTED]).await;
    page.sees("New or changed: Zoë Brandt, PhD, Mira Halvorsen and 3 more").await;
    page.follow("Connections").await;
    page.press("Former").await;
    page.follow("History of Mira Halvorsen").await;
    page.sees_rows(&["Removed Mira Halvorsen", IMPORTED]).await;
    page.press("Undo: Removed Mira Halvorsen").await;
    page.sees("Took back: Removed Mira Halvorsen").await;
    page.go_to("Archive").await;
    page.follow("History of Tomas Brekke").await;
    page.sees_rows(&["Ignored Tomas Brekke", IMPORTED]).await;
    let heading = || page.all("h1").pop().and_then(|it| it.text_content()).unwrap_or_default();
    assert_eq!(heading(), "History of Tomas Brekke");
    assert_eq!(leptos::prelude::document().title(), "History of Tomas Brekke · Quietly");
    page.follow("Show all").await;
    page.sees("5 acts").await;
    assert_eq!(heading(), "History");
    leptos::prelude::window().history().unwrap().back().unwrap();
    page.sees_rows(&["Ignored Tomas Brekke", IMPORTED]).await;
}

#[wasm_bindgen_test]
async fn an_empty_history_says_what_would_be_there() {
    let page = open_anew("/settings").await;
    page.follow("Open the history").await;
    page.sees("Nothing done yet").await;
    page.sees("0 acts").await;
    drop(page);
    let page = open("/history#person=0000000000000001").await;
    page.sees("History of one person").await;
    page.sees("Whatever you do about this person stands here.").await;
}

#[wasm_bindgen_test]
async fn no_button_of_the_history_says_otherwise_than_what_the_other_side_may_learn() {
    let page = open_with_export().await;
    page.press("Accept Tomas Brekke").await;
    page.press("Ignore Greta Lindqvist").await;
    page.go_to("Sent").await;
    page.press("Withdraw Ama Owusu").await;
    page.follow("History").await;
    let check = async |name: &str, step: Step, way: Way| {
        let button = page.button(name).await;
        let said = accessible_description(&button);
        let words = told(may_learn(step, Delivery::NotDelivered), way);
        assert!(said.contains(&words), "{name} says: {said}");
        assert_eq!(may_learn(step, Delivery::NotDelivered).is_none(), said.contains("not told"));
    };
    for (what, verb, way) in [
        ("Withdrew the invitation to Ama Owusu", Verb::Withdraw, Way::LapsedOnLinkedIn),
        ("Ignored Greta Lindqvist", Verb::Ignore, Way::ByHand),
        ("Accepted Tomas Brekke", Verb::Accept, Way::LapsedOnLinkedIn),
    ] {
        check(&format!("Undo: {what}"), Step::Undo(verb), way).await;
        page.press(&format!("Undo: {what}")).await;
        check(&format!("Redo: {what}"), Step::Redo(verb), way).await;
    }
}
