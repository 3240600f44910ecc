//! `/import`

use wasm_bindgen_test::wasm_bindgen_test;

use super::hand::{CONNECTIONS, INVITATIONS, open_anew, open_with_export, storage, until};

fn facts_kept() -> usize {
    let storage = storage();
    let keys = (0..storage.length().unwrap()).filter_map(|at| storage.key(at).unwrap());
    keys.filter(|key| key.starts_with("quietly.net.")).count()
}

#[wasm_bindgen_test]
async fn the_report_comes_before_anything_changes() {
    let page = open_anew("/import").await;
    page.choose(
        "LinkedIn export",
        &[("Connections.csv", CONNECTIONS.as_bytes()), ("Invitations.csv", INVITATIONS.as_bytes())],
    )
    .await;
    page.sees("2 people will be added.").await;
    page.sees("4 invitations will be added.").await;
    for (term, number) in [
        ("People", "2"),
        ("Invitations received", "3"),
        ("Invitations sent", "1"),
        ("Accepted ones recognised", "1"),
        ("Hidden members", "1"),
        ("Rows skipped", "0"),
    ] {
        let shown = page
            .all(".report dl > div")
            .iter()
            .any(|it| it.text_content().unwrap_or_default() == format!("{term}{number}"));
        assert!(shown, "{term}: {number}");
    }
    assert_eq!(facts_kept(), 0);
}

#[wasm_bindgen_test]
async fn the_same_file_again_changes_nothing() {
    let page = open_with_export().await;
    page.follow("Import").await;
    page.choose(
        "LinkedIn export",
        &[("Connections.csv", CONNECTIONS.as_bytes()), ("Invitations.csv", INVITATIONS.as_bytes())],
    )
    .await;
    page.sees("Nothing new: everything in it is known already.").await;
    page.import(&[
        ("Connections.csv", CONNECTIONS.as_bytes()),
        ("Invitations.csv", INVITATIONS.as_bytes()),
    ])
    .await;
    page.follow("Connections").await;
    page.sees("2 connections").await;
}

#[wasm_bindgen_test]
async fn one_import_is_one_undo() {
    let page = open_with_export().await;
    page.press("Undo").await;
    page.sees("Undone.").await;
    page.follow("Connections").await;
    page.sees("No connections yet").await;
    page.go_to("Inbox").await;
    page.sees("Nothing waits here").await;
}

#[wasm_bindgen_test]
async fn old_ones_can_go_straight_into_the_archive() {
    let page = open_anew("/import").await;
    page.choose("LinkedIn export", &[("Invitations.csv", INVITATIONS.as_bytes())]).await;
    page.sees("older than six months straight into the archive").await;
    let choice = page.all("input[type=radio]").pop().unwrap();
    leptos::wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(choice).click();
    super::hand::breath().await;
    let import = page.all(".report .button-primary").pop().unwrap();
    leptos::wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(import).click();
    page.sees("The people you are connected with.").await;
    page.go_to("Archive").await;
    until("Tomas in the archive", || {
        page.rows().contains(&"Tomas Brekke".to_owned()).then_some(())
    })
    .await;
}

#[wasm_bindgen_test]
async fn bad_files_get_one_sentence_and_change_nothing() {
    let page = open_anew("/import").await;
    for (name, bytes) in [
        ("empty.csv", &b""[..]),
        ("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("broken.zip", b"PK\x03\x04 and then nothing"),
        ("list.csv", b"apples,pears\n1,2\n"),
        ("noise.bin", &[0, 255, 254, 1, 0, 7, 200, 131, 0, 9]),
    ] {
        page.choose("LinkedIn export", &[(name, bytes)]).await;
        let told = until(name, || {
            let alerts = page.all("main [role=alert]");
            alerts.first().and_then(|alert| alert.text_content()).filter(|text| !text.is_empty())
        })
        .await;
        assert!(told.ends_with('.'), "{name}: {told}");
        assert_eq!(facts_kept(), 0, "{name}");
    }
}
