//! `/`, unknown addresses and the sample.

use wasm_bindgen_test::wasm_bindgen_test;

use super::hand::{open, open_anew, open_with_export};

#[wasm_bindgen_test]
async fn the_first_visit_offers_an_import_and_a_sample() {
    let page = open_anew("/").await;
    page.sees("Your network is yours to cultivate").await;
    page.link("Import an export").await;
    page.button("Try a sample network").await;
}

#[wasm_bindgen_test]
async fn the_sample_is_marked_and_left_at_the_first_real_import() {
    let page = open_anew("/").await;
    page.press("Try a sample network").await;
    page.sees("This is a sample network of invented people.").await;
    page.button("Ignore Tomas Brekke").await;
    // It is there again after a reload, and still marked.
    let page = page.reload().await;
    page.sees("This is a sample network of invented people.").await;
    page.import(&[("Connections.csv", super::hand::CONNECTIONS.as_bytes())]).await;
    page.misses("This is a sample network").await;
    page.sees_rows(&["Zoë Brandt, PhD", "Mira Halvorsen"]).await;
}

#[wasm_bindgen_test]
async fn leaving_the_sample_leaves_nothing_of_it() {
    let page = open_anew("/").await;
    page.press("Try a sample network").await;
    page.press("Leave the sample").await;
    page.misses("This is a sample network").await;
    page.sees("Nothing waits here").await;
}

#[wasm_bindgen_test]
async fn whoever_has_a_network_lands_in_the_inbox() {
    drop(open_with_export().await);
    let page = open("/").await;
    page.button("Accept Tomas Brekke").await;
}

#[wasm_bindgen_test]
async fn an_unknown_address_says_so() {
    let page = open_anew("/nowhere").await;
    page.sees("There is no such page").await;
}
