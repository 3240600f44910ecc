//! `/insights`

use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

use super::hand::{Page, accessible_name, open_anew, open_with_export, until};

/// The picture under this heading.
async fn picture(page: &Page, title: &str) -> Element {
    until(&format!("the picture “{title}”"), || {
        page.all("section").into_iter().find(|section| {
            let heading = section.query_selector("h2").unwrap();
            heading.is_some_and(|it| it.text_content().as_deref() == Some(title))
        })
    })
    .await
}

fn within(element: &Element, selector: &str) -> Vec<Element> {
    let found = element.query_selector_all(selector).unwrap();
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// The names of the bars of a picture, and of their parts.
fn bars(picture: &Element) -> Vec<String> {
    within(picture, "svg a").iter().map(accessible_name).collect()
}

/// The cells of its table, row by row.
async fn table(picture: &Element) -> Vec<Vec<String>> {
    let summary = picture.query_selector("summary").unwrap().unwrap();
    summary.unchecked_into::<HtmlElement>().click();
    until("the table", || picture.query_selector("table").unwrap()).await;
    let text = |cell: &Element| cell.text_content().unwrap_or_default().trim().to_owned();
    within(picture, "tr")
        .iter()
        .map(|row| within(row, "th, td").iter().map(text).collect())
        .collect()
}

#[wasm_bindgen_test]
async fn pictures_and_their_tables_tell_the_same() {
    let page = open_with_export().await;
    page.follow("Insights").await;
    let fields = picture(&page, "Connections by field").await;
    assert_eq!(
        bars(&fields),
        ["Data & analytics: 1 connection", "Operations & projects: 1 connection"]
    );
    let rows = table(&fields).await;
    assert_eq!(
        rows,
        [["Field", "Number"], ["Data & analytics", "1"], ["Operations & projects", "1"]]
    );
    let received = picture(&page, "Invitations received").await;
    let named = bars(&received);
    // A day before they were connected she had invited them; the others wait, or are too old.
    assert!(named.contains(&"2024: 1, Accepted (Archive)".to_owned()), "{named:?}");
    let rows = table(&received).await;
    assert_eq!(rows[0].first().unwrap(), "When");
    assert_eq!(rows[0].last().unwrap(), "Number");
    let all: usize =
        rows[1..].iter().map(|row| row.last().unwrap().parse::<usize>().unwrap()).sum();
    assert_eq!(all, 3);
    let took = picture(&page, "How long you took to accept").await;
    assert_eq!(bars(&took), ["Up to a week: 1, Accepted (Archive)"]);
}

#[wasm_bindgen_test]
async fn a_bar_is_as_long_as_what_it_counts() {
    let page = open_anew("/import").await;
    let mut csv = "First Name,Last Name,URL,Email Address,Company,Position,Connected On".to_owned();
    for (n, company) in ["Fjordline", "Fjordline", "fjordline", "Woodgrove", "Lantern", "Lantern"]
        .iter()
        .enumerate()
    {
        csv.push_str(&format!("\nP,{n},https://www.linkedin.com/in/p{n},,{company},,15 Mar 2024"));
    }
    page.import(&[("Connections.csv", csv.as_bytes())]).await;
    page.follow("Insights").await;
    let companies = picture(&page, "Connections by company").await;
    let widths: Vec<String> = within(&companies, "svg a .chart-mark")
        .iter()
        .map(|bar| bar.get_attribute("width").unwrap())
        .collect();
    assert_eq!(widths, ["100.000%", "66.667%", "33.333%"]);
    assert!(within(&companies, "[style]").is_empty(), "nothing that a strict policy forbids");
    // The bars are one stop of the Tab key.
    let stops = within(&companies, "svg a[tabindex='0']");
    assert_eq!(stops.len(), 1);
    assert_eq!(accessible_name(&stops[0]), "Fjordline: 3 connections");
}

#[wasm_bindgen_test]
async fn a_bar_leads_to_the_list_behind_it() {
    let page = open_with_export().await;
    page.follow("Insights").await;
    page.press_bar("Fjordline Analytics, Inc.: 1 connection").await;
    page.sees("1 of 2 connections").await;
    page.sees_rows(&["Mira Halvorsen"]).await;
    page.follow("Insights").await;
    page.press_bar("Up to a week: 1, Accepted (Archive)").await;
    page.sees_rows(&["Mira Halvorsen"]).await;
    page.sees("Accepted after: Up to a week").await;
}

#[wasm_bindgen_test]
async fn without_a_network_it_says_what_to_do() {
    let page = open_anew("/insights").await;
    page.sees("Nothing to draw yet").await;
    page.link("Import an export").await;
    assert!(page.all("svg a").is_empty());
}

#[wasm_bindgen_test]
async fn years_are_named_in_even_steps_wherever_there_is_room() {
    let page = open_anew("/import").await;
    let mut csv = "First Name,Last Name,URL,Email Address,Company,Position,Connected On".to_owned();
    for year in 2008..=2026 {
        csv.push_str(&format!("\nP,{year},https://www.linkedin.com/in/p{year},,,,15 Mar {year}"));
    }
    page.import(&[("Connections.csv", csv.as_bytes())]).await;
    page.follow("Insights").await;
    let years = picture(&page, "Connections over time").await;
    for hidden in [".chart-name-none", ".chart-name-none, .chart-name-spare"] {
        let named: Vec<bool> = within(&years, ".chart-name")
            .iter()
            .filter(|name| !name.text_content().unwrap_or_default().is_empty())
            .map(|name| !name.matches(hidden).unwrap())
            .collect();
        let named: Vec<usize> = (0..named.len()).filter(|at| named[*at]).collect();
        let steps: Vec<usize> = named.windows(2).map(|two| two[1] - two[0]).collect();
        assert!(steps.len() > 2 && steps.iter().all(|step| *step == steps[0]), "{named:?}");
    }
}
