//! `/settings` and what is kept.

use wasm_bindgen_test::wasm_bindgen_test;

use super::hand::{open, open_anew, open_with_export, storage, until};

#[wasm_bindgen_test]
async fn erasing_asks_first_and_touches_nobody_elses_keys() {
    drop(open_with_export().await);
    storage().set_item("somebody-else", "theirs").unwrap();
    let page = open("/settings").await;
    page.press("Erase everything").await;
    page.sees("Erase everything?").await;
    page.press("Cancel").await;
    page.follow("Connections").await;
    page.sees("2 connections").await;
    page.follow("Settings").await;
    page.press("Erase everything").await;
    page.sees("Erase everything?").await;
    let confirm =
        until("the open dialog's button", || page.all("dialog[open] .button-danger").pop()).await;
    leptos::wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(confirm).click();
    page.sees("Everything is erased.").await;
    assert_eq!(storage().get_item("somebody-else").unwrap().as_deref(), Some("theirs"));
    assert_eq!(storage().length().unwrap(), 1);
    storage().remove_item("somebody-else").unwrap();
}

#[wasm_bindgen_test]
async fn what_is_no_backup_is_refused_and_changes_nothing() {
    drop(open_with_export().await);
    let page = open("/settings").await;
    page.choose("Quietly backup", &[("notes.txt", b"shopping list")]).await;
    page.sees("This file is not a Quietly backup.").await;
    page.follow("Connections").await;
    page.sees("2 connections").await;
}

#[wasm_bindgen_test]
async fn bytes_that_cannot_be_read_are_told_of_and_never_overwritten() {
    drop(open_with_export().await);
    let damaged = "1:00000000:{\"not\":\"what was written\"}";
    storage().set_item("quietly.net.00000000000000aa.0", damaged).unwrap();
    let page = open("/inbox").await;
    page.sees("1 part of what was kept cannot be read.").await;
    page.press("Ignore Tomas Brekke").await;
    page.sees_rows(&["Greta Lindqvist"]).await;
    let kept = storage().get_item("quietly.net.00000000000000aa.0").unwrap();
    assert_eq!(kept.as_deref(), Some(damaged));
}

#[wasm_bindgen_test]
async fn what_a_newer_version_wrote_makes_this_one_only_read() {
    drop(open_with_export().await);
    storage().set_item("quietly.net.00000000000000aa.0", "3:whatever comes").unwrap();
    let page = open("/inbox").await;
    page.sees("A newer version of Quietly has written here").await;
    page.press("Ignore Tomas Brekke").await;
    page.sees_rows(&["Greta Lindqvist", "Tomas Brekke"]).await;
}

#[wasm_bindgen_test]
async fn the_theme_is_kept() {
    let page = open_anew("/settings").await;
    let choices = page.all("input[name=theme]");
    leptos::wasm_bindgen::JsCast::unchecked_ref::<web_sys::HtmlElement>(&choices[2]).click();
    super::hand::breath().await;
    let root = leptos::prelude::document().document_element().unwrap();
    assert_eq!(root.get_attribute("data-theme").as_deref(), Some("dark"));
    assert_eq!(storage().get_item("quietly.set.theme").unwrap().as_deref(), Some("\"dark\""));
}
