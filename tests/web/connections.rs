//! `/connections`

use wasm_bindgen_test::wasm_bindgen_test;

use leptos::prelude::document;

use super::hand::{open_anew, open_with_export, until};

#[wasm_bindgen_test]
async fn removing_is_quiet_and_can_be_taken_back_and_put_back() {
    let page = open_with_export().await;
    page.follow("Connections").await;
    page.sees("2 connections").await;
    page.press("Remove Mira Halvorsen").await;
    page.sees("Removed. They are not told.").await;
    page.sees("1 connection").await;
    page.press("Undo").await;
    page.sees_rows(&["Zoë Brandt, PhD", "Mira Halvorsen"]).await;
    page.press("Remove Mira Halvorsen").await;
    let page = page.reload().await;
    page.sees_rows(&["Zoë Brandt, PhD"]).await;
    page.press("Former").await;
    page.sees_rows(&["Mira Halvorsen"]).await;
    page.press("Put Mira Halvorsen back").await;
    page.sees("No former connections").await;
    page.press("Current").await;
    page.sees_rows(&["Zoë Brandt, PhD", "Mira Halvorsen"]).await;
}

#[wasm_bindgen_test]
async fn search_finds_by_name_company_and_position() {
    let page = open_with_export().await;
    page.follow("Connections").await;
    for (query, found) in [
        ("zoe", &["Zoë Brandt, PhD"][..]),
        ("FJORD mira", &["Mira Halvorsen"]),
        ("chief", &["Zoë Brandt, PhD"]),
        ("nobody", &[]),
        ("", &["Zoë Brandt, PhD", "Mira Halvorsen"]),
    ] {
        page.write("Search connections", query).await;
        page.sees_rows(found).await;
    }
    page.write("Search connections", "mira").await;
    page.sees("1 of 2 connections").await;
    let address = leptos::prelude::window().location();
    // It is written once what is found is painted.
    until("the address", || (address.hash().unwrap() == "#q=mira").then_some(())).await;
    assert_eq!(address.search().unwrap(), "");
}

#[wasm_bindgen_test]
async fn a_connection_by_hand_is_here_only_until_an_export_shows_it() {
    let page = open_anew("/connections").await;
    page.press("Add…").await;
    page.write("Name", "Mira Halvorsen").await;
    page.write("Profile link", "linkedin.com/in/mira-halvorsen").await;
    page.press("Add").await;
    page.sees("Here only").await;
    page.import(&[("Connections.csv", super::hand::CONNECTIONS.as_bytes())]).await;
    page.follow("Connections").await;
    page.sees_rows(&["Zoë Brandt, PhD", "Mira Halvorsen"]).await;
    let list = until("the list", || document().query_selector(".rows-virtual").unwrap()).await;
    until("nobody who is here only", || {
        (!list.text_content().unwrap_or_default().contains("Here only")).then_some(())
    })
    .await;
}
