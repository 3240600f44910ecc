//! The house in order: each room names only what it may.

use std::fs;
use std::path::{Path, PathBuf};

/// Pure rooms, and what none of their lines may name.
const PURE: [&str; 7] = ["domain", "forms", "import", "outgoing", "store", "search", "route.rs"];
const OUTSIDE: [&str; 9] = [
    "leptos",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "gloo",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
];

/// What a room may not use of the other rooms.
const WALLS: [(&str, &[&str]); 11] = [
    ("domain", &["forms", "import", "store", "browser", "app", "pages", "components"]),
    ("forms", &["import", "outgoing", "store", "browser", "app", "pages", "components"]),
    ("import", &["outgoing", "store", "browser", "app", "pages", "components"]),
    ("outgoing", &["import", "store", "browser", "app", "pages", "components"]),
    ("store", &["import", "browser", "app", "pages", "components"]),
    ("search", &["domain", "import", "store", "browser", "app", "pages", "components"]),
    ("route.rs", &["domain", "import", "store", "browser", "app", "pages", "components"]),
    ("components", &["domain", "import", "store", "browser", "app", "pages", "search"]),
    ("browser", &["app", "pages", "components"]),
    // The shell is where the pages meet.
    ("app", &[]),
    ("pages", &[]),
];

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(&root).unwrap().to_owned(), text));
            }
        }
    }
    assert!(found.len() > 40, "the sources were found");
    found
}

/// The lines of code of the files of a room, without comments.
fn lines_of(room: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (path, text) in sources().into_iter().filter(|(path, _)| path.starts_with(room)) {
        for (at, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            found.push((format!("{}:{}", path.display(), at + 1), code.to_owned()));
        }
    }
    assert!(!found.is_empty(), "{room} has lines");
    found
}

#[test]
fn pure_rooms_name_nothing_from_outside() {
    for room in PURE {
        for (place, line) in lines_of(room) {
            for name in OUTSIDE {
                assert!(!line.contains(name), "{place} names {name}");
            }
            assert!(!line.contains("cfg(feature"), "{place} depends on a feature");
        }
    }
}

#[test]
fn rooms_use_only_what_lies_below_them() {
    for (room, forbidden) in WALLS {
        for (place, line) in lines_of(room) {
            for other in forbidden {
                assert!(!line.contains(&format!("crate::{other}::")), "{place} uses {other}");
            }
        }
    }
}

#[test]
fn no_page_uses_another() {
    for (place, line) in lines_of("pages") {
        let Some((_, used)) = line.split_once("crate::pages::") else { continue };
        assert!(used.starts_with("parts::"), "{place} uses the page {used}");
    }
    for (path, text) in sources() {
        let is_page = path.starts_with("pages") && path.components().count() == 2;
        if is_page && !path.ends_with("mod.rs") {
            for line in text.lines().filter(|line| line.contains("super::")) {
                assert!(line.contains("super::parts::"), "{} uses {line}", path.display());
            }
        }
    }
}

#[test]
fn the_shell_alone_meets_the_pages() {
    for (place, line) in lines_of("app") {
        if !place.starts_with("app/shell.rs") {
            assert!(!line.contains("crate::pages::"), "{place} uses a page");
        }
    }
}

#[test]
fn no_view_carries_a_style_of_its_own() {
    for room in ["pages", "components", "app"] {
        for (place, line) in lines_of(room) {
            assert!(!line.contains(" style=") && !line.contains("attr:style"), "{place}");
        }
    }
}

#[test]
fn colours_stand_in_the_tokens_alone() {
    let style = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let mut sheets = 0;
    for entry in fs::read_dir(style).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("tokens.css") || path.extension().is_none_or(|it| it != "css") {
            continue;
        }
        sheets += 1;
        for (at, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            let value = line.split_once(':').map_or("", |(_, value)| value);
            for raw in ["rgb(", "rgba(", "hsl(", "oklch(", "light-dark("] {
                assert!(!value.contains(raw), "{}:{}", path.display(), at + 1);
            }
            let is_hex = value
                .split('#')
                .skip(1)
                .any(|after| after.chars().take_while(char::is_ascii_hexdigit).count() >= 3);
            assert!(!is_hex, "{}:{}", path.display(), at + 1);
        }
    }
    assert!(sheets > 10, "the sheets were found");
}

/// A browser asks of each element after one that comes or goes whether such a selector is meant,
/// and restyles it: in a list, all rows.
#[test]
fn no_selector_has_a_bare_element_before_its_siblings() {
    let style = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let mut found = 0;
    for entry in fs::read_dir(style).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let selectors = text.lines().filter(|line| line.ends_with(['{', ',']));
        for line in selectors.filter(|line| !line.contains("calc(")) {
            let words: Vec<&str> = line.split_whitespace().collect();
            for pair in words.windows(2).filter(|pair| matches!(pair, [_, "+" | "~"])) {
                found += 1;
                assert!(pair[0].contains(['.', '#', '[', ':']), "{}: {line}", path.display());
            }
        }
    }
    assert!(found > 5, "selectors were found");
}

#[test]
fn only_the_door_reaches_the_outside() {
    for room in ["pages", "app"] {
        for (place, line) in lines_of(room) {
            for name in ["local_storage", "Date::new_0", "Math::random", "LocalStorage::", "fetch("]
            {
                assert!(!line.contains(name), "{place} names {name}");
            }
        }
    }
}

#[test]
fn every_room_says_its_rule() {
    for room in [
        "domain",
        "forms",
        "import",
        "outgoing",
        "store",
        "search",
        "browser",
        "app",
        "pages",
        "components",
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room).join("mod.rs");
        let text = fs::read_to_string(path).unwrap();
        assert!(text.starts_with("//!") && text.contains("**Room rule.**"), "{room}");
    }
}
