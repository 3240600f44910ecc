//! The envelope and its four lists.

use quietly::app::words::{Way, told};
use quietly::domain::disclosure::{Delivery, may_learn};
use quietly::domain::fact::{Step, Verb};
use wasm_bindgen_test::wasm_bindgen_test;

use super::hand::{Page, accessible_description, accessible_name, open_anew, open_with_export};

#[wasm_bindgen_test]
async fn ignore_keeps_it_open_in_the_archive_and_it_can_be_accepted_later() {
    let page = open_with_export().await;
    page.sees_rows(&["Greta Lindqvist", "Tomas Brekke"]).await;
    page.press("Ignore Tomas Brekke").await;
    page.sees("Ignored. They are not told.").await;
    page.sees_rows(&["Greta Lindqvist"]).await;
    page.sees("1 invitation").await;
    let page = page.reload().await;
    page.go_to("Archive").await;
    page.sees_rows(&["Tomas Brekke", "Mira Halvorsen"]).await;
    page.sees("Ignored, still open").await;
    page.press("Accept Tomas Brekke").await;
    page.sees("Accepted.").await;
    let page = page.reload().await;
    page.follow("Connections").await;
    page.sees_rows(&["Tomas Brekke", "Zoë Brandt, PhD", "Mira Halvorsen"]).await;
    page.sees("Here only").await;
}

#[wasm_bindgen_test]
async fn every_act_can_be_undone_from_its_notice_and_after_a_reload() {
    let page = open_with_export().await;
    for (verb, done) in [
        ("Accept Tomas Brekke", "Accepted."),
        ("Ignore Tomas Brekke", "Ignored."),
        ("Move Tomas Brekke to trash", "Moved to trash."),
    ] {
        page.press(verb).await;
        page.sees_rows(&["Greta Lindqvist"]).await;
        page.sees(done).await;
        page.press("Undo").await;
        page.sees_rows(&["Greta Lindqvist", "Tomas Brekke"]).await;
        page.sees("Undone.").await;
    }
    page.press("Ignore Tomas Brekke").await;
    page.sees_rows(&["Greta Lindqvist"]).await;
    let page = page.reload().await;
    page.sees_rows(&["Greta Lindqvist"]).await;
    page.ctrl("z").await;
    page.sees_rows(&["Greta Lindqvist", "Tomas Brekke"]).await;
    page.ctrl("y").await;
    page.sees_rows(&["Greta Lindqvist"]).await;
}

#[wasm_bindgen_test]
async fn trash_restore_and_delete_for_good() {
    let page = open_with_export().await;
    page.press("Move Greta Lindqvist to trash").await;
    page.go_to("Trash").await;
    page.sees_rows(&["Greta Lindqvist"]).await;
    page.press("Restore Greta Lindqvist").await;
    page.sees("The trash is empty").await;
    page.go_to("Inbox").await;
    page.sees_rows(&["Greta Lindqvist", "Tomas Brekke"]).await;
    page.press("Move Greta Lindqvist to trash").await;
    page.go_to("Trash").await;
    page.press("Delete Greta Lindqvist for good").await;
    // It asks first.
    page.sees("Delete Greta Lindqvist for good?").await;
    page.sees_rows(&["Greta Lindqvist"]).await;
    page.press("Delete for good").await;
    page.sees("The trash is empty").await;
    // A later import does not bring it back.
    page.import(&[("Invitations.csv", super::hand::INVITATIONS.as_bytes())]).await;
    page.go_to("Inbox").await;
    page.sees_rows(&["Tomas Brekke"]).await;
}

#[wasm_bindgen_test]
async fn withdrawing_and_the_trash_are_two_things() {
    let page = open_with_export().await;
    page.go_to("Sent").await;
    page.sees_rows(&["Ama Owusu"]).await;
    page.press("Withdraw Ama Owusu").await;
    page.sees("Withdrawn. They are not told. Withdraw it on LinkedIn too.").await;
    page.sees("Withdrawn on").await;
    page.press("Undo").await;
    page.sees("Open, as far as your export tells").await;
    page.press("Move Ama Owusu to trash").await;
    page.go_to("Trash").await;
    page.sees("Open, as far as your export tells").await;
    page.press("Restore Ama Owusu").await;
    page.go_to("Sent").await;
    page.sees_rows(&["Ama Owusu"]).await;
    page.press("Archive Ama Owusu").await;
    page.sees("Nothing sent").await;
    page.go_to("Archive").await;
    page.press("Restore Ama Owusu").await;
    page.go_to("Sent").await;
    page.sees_rows(&["Ama Owusu"]).await;
}

#[wasm_bindgen_test]
async fn the_envelope_opens_with_the_newest_and_closes() {
    let page = open_with_export().await;
    let envelope = page.button("Envelope").await;
    assert_eq!(envelope.get_attribute("aria-expanded").as_deref(), Some("false"));
    envelope.click();
    page.sees("0 new, 2 waiting").await;
    assert_eq!(envelope.get_attribute("aria-expanded").as_deref(), Some("true"));
    for link in ["Inbox", "Sent", "Archive", "Trash"] {
        page.link(link).await;
    }
    page.press("Ignore Greta Lindqvist").await;
    page.sees("0 new, 1 waiting").await;
    envelope.click();
    page.misses("0 new, 1 waiting").await;
}

#[wasm_bindgen_test]
async fn what_is_entered_by_hand_is_new_until_it_is_seen() {
    let page = open_anew("/sent").await;
    page.go_to("Inbox").await;
    page.press("Add…").await;
    page.write("Name", "Kofi Asante").await;
    page.write("Profile link", "javascript:alert(1)").await;
    page.press("Add").await;
    page.sees("This is not the address of a page.").await;
    page.write("Profile link", "https://www.linkedin.com/in/kofi-asante").await;
    page.write("Message", "Hello <i>there</i>").await;
    page.press("Add").await;
    page.sees_rows(&["Kofi Asante"]).await;
    page.sees("Hello <i>there</i>").await;
    page.button("Envelope, 1 new").await;
    // Seen once the list is left.
    page.go_to("Sent").await;
    page.button("Envelope").await;
    page.go_to("Inbox").await;
    let link = page.link("Open on LinkedIn: Kofi Asante").await;
    assert_eq!(
        link.get_attribute("href").as_deref(),
        Some("https://www.linkedin.com/in/kofi-asante")
    );
}

#[wasm_bindgen_test]
async fn somebody_already_known_is_recognised() {
    let page = open_with_export().await;
    page.press("Add…").await;
    page.write("Profile link", "http://uk.linkedin.com/in/Mira-Halvorsen/").await;
    page.sees("Known by this link: Mira Halvorsen").await;
    page.write("Name", "Mira Halvorsen").await;
    page.press("Add").await;
    page.sees("Already connected").await;
}

/// The words of a description that say what the other side learns, for each verb that a
/// button begins with.
fn expected(name: &str) -> Verb {
    match name.split(' ').next().unwrap() {
        "Accept" => Verb::Accept,
        "Ignore" => Verb::Ignore,
        "Archive" => Verb::Archive,
        "Move" => Verb::Trash,
        "Restore" => Verb::Restore,
        "Withdraw" => Verb::Withdraw,
        "Delete" => Verb::Delete,
        "Remove" => Verb::Remove,
        "Put" => Verb::PutBack,
        other => panic!("no verb begins with {other}"),
    }
}

fn check_descriptions(page: &Page) -> usize {
    let buttons = page.all(".row-acts button");
    for button in &buttons {
        let name = accessible_name(button);
        if name.starts_with("Write a note…") {
            assert!(accessible_description(button).contains("Quietly sends nothing"), "{name}");
            continue;
        }
        let learned = may_learn(Step::Do(expected(&name)), Delivery::NotDelivered);
        let said = accessible_description(button);
        let fits: Vec<String> = Way::ALL.iter().map(|way| told(learned, *way)).collect();
        assert!(fits.iter().any(|words| said.contains(words)), "{name} says: {said}");
        if learned.is_some() {
            assert!(!said.contains("not told"), "{name} says: {said}");
        }
    }
    buttons.len()
}

#[wasm_bindgen_test]
async fn no_button_says_otherwise_than_what_the_other_side_may_learn() {
    let page = open_with_export().await;
    page.press("Ignore Tomas Brekke").await;
    page.press("Move Greta Lindqvist to trash").await;
    let mut seen = 0;
    for (list, rows) in [("Sent", 1), ("Archive", 2), ("Trash", 1), ("Connections", 2)] {
        if list == "Connections" {
            page.follow(list).await;
        } else {
            page.go_to(list).await;
        }
        super::hand::until(list, || (page.rows().len() == rows).then_some(())).await;
        seen += check_descriptions(&page);
    }
    page.press("Undo").await;
    page.go_to("Inbox").await;
    super::hand::until("a row", || (!page.rows().is_empty()).then_some(())).await;
    seen += check_descriptions(&page);
    assert!(seen >= 12, "only {seen} buttons were seen");
}

#[wasm_bindgen_test]
async fn an_old_acceptance_says_that_linkedin_has_let_it_lapse() {
    let page = open_with_export().await;
    page.press("Accept Tomas Brekke").await;
    page.sees("LinkedIn has let this lapse: open their page and invite them.").await;
    page.press("Accept Greta Lindqvist").await;
    page.go_to("Archive").await;
    page.sees("LinkedIn has let this lapse").await;
}

#[wasm_bindgen_test]
async fn the_focus_goes_to_the_row_that_takes_the_place() {
    let page = open_with_export().await;
    page.button("Ignore Greta Lindqvist").await.focus().unwrap();
    page.press("Ignore Greta Lindqvist").await;
    super::hand::until("the focus on the next row", || {
        let active = leptos::prelude::document().active_element()?;
        (accessible_name(&active) == "Ignore Tomas Brekke").then_some(())
    })
    .await;
}

#[wasm_bindgen_test]
async fn no_two_buttons_of_a_list_have_one_name() {
    let page = open_anew("/import").await;
    let twins = "From,To,Sent At,Message,Direction\n\
                 Jane Doe,Ida Vik,\"1/2/24, 1:00 PM\",a,INCOMING\n\
                 Jane Doe,Ida Vik,\"1/2/24, 2:00 PM\",b,INCOMING\n\
                 Jane Doe,Ida Vik,\"1/3/24, 2:00 PM\",c,INCOMING\n";
    page.import(&[("Invitations.csv", twins.as_bytes())]).await;
    page.sees_rows(&["Jane Doe", "Jane Doe", "Jane Doe"]).await;
    let buttons = page.all(".row-acts button");
    let names: std::collections::HashSet<String> = buttons.iter().map(accessible_name).collect();
    assert_eq!((buttons.len(), names.len()), (9, 9), "{names:?}");
}
