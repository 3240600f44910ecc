//! Size and speed, measured in the browser, for `docs/performance.md`.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::browser::{Browser, check_node};
use crate::tools::{TARGET, Tools};
use crate::{build_page, root, server, test};

const PAGE: &str = "<!doctype html><meta charset=\"utf-8\"><title>Benchmark</title>\
                    <link rel=\"icon\" href=\"data:,\">\n";
/// What can be measured, part by part: each is a part of `benches/run.mjs`.
const PARTS: [&str; 10] = [
    "acts",
    "opening",
    "memory",
    "storage",
    "guidelines",
    "import",
    "search",
    "list",
    "growth",
    "inbox",
];
const BEGIN: &str = "<!-- bench:begin -->\n";
const END: &str = "<!-- bench:end -->";

/// Builds what is measured, measures all of it or these parts, and prints the table, or writes
/// it where it belongs.
pub fn run(parts: &[&str], is_written: bool) -> Result<()> {
    if let Some(part) = parts.iter().find(|part| !PARTS.contains(part)) {
        bail!("there is no part “{part}”; there are {}", PARTS.join(", "));
    }
    check_node()?;
    let browser = Browser::ready()?;
    let tools = Tools::ready()?;
    build_page(&tools)?;
    let folder = build(&tools)?;
    let tests = root().join("tests/e2e");
    test::install_packages(&tests)?;
    test::install_packages(&root().join("benches"))?;
    let address = server::serve_beside(folder.clone())?;
    let dist = root().join("dist");
    let page = server::serve_beside(dist.clone())?;
    let measured = Command::new("node")
        .arg(root().join("benches/run.mjs"))
        .args([&address.into(), &folder, &tests, &page.into(), &dist])
        .args(if parts.is_empty() { &PARTS } else { parts })
        .env("CHROMIUM", &browser.chromium)
        .stderr(Stdio::inherit())
        .output()
        .context("node could not be started")?;
    if !measured.status.success() {
        bail!("the benchmark ended with {}", measured.status);
    }
    let table = String::from_utf8(measured.stdout).context("the table is no text")?;
    print!("{table}");
    if is_written {
        let path = root().join("docs/performance.md");
        let page = fs::read_to_string(&path).context("docs/performance.md")?;
        fs::write(&path, with_table(&page, &table)?)?;
    }
    Ok(())
}

/// The folder with the small program that is measured beside the real page.
fn build(tools: &Tools) -> Result<PathBuf> {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let folder = target.join("bench");
    tools.run(Command::new("cargo").args([
        "build",
        "--release",
        "--package",
        "quietly",
        "--features",
        "bench",
        "--bin",
        "bench",
        "--target",
        TARGET,
    ]))?;
    // Exports of an earlier run too.
    let _ = fs::remove_dir_all(&folder);
    let module = target.join(TARGET).join("release/bench.wasm");
    let mut bindgen = Command::new(&tools.bindgen);
    bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(&folder).arg(module);
    tools.run(&mut bindgen)?;
    fs::write(folder.join("index.html"), PAGE)?;
    Ok(folder)
}

/// The page with this table between its two marks.
fn with_table(page: &str, table: &str) -> Result<String> {
    let marked = page.split_once(BEGIN).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(END)?;
        Some(format!("{before}{BEGIN}{table}{END}{after}"))
    });
    marked.with_context(|| format!("the page has no {} and {END}", BEGIN.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_takes_the_place_of_the_one_before() {
        let page = "a\n<!-- bench:begin -->\nold\n<!-- bench:end -->\nb\n";
        let written = with_table(page, "new\n").unwrap();
        assert_eq!(written, "a\n<!-- bench:begin -->\nnew\n<!-- bench:end -->\nb\n");
        assert_eq!(with_table(&written, "new\n").unwrap(), written);
        assert!(with_table("a\n<!-- bench:end -->\n<!-- bench:begin -->\n", "new\n").is_err());
    }
}
