//! Everything that is tested, step by step.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::browser::{Browser, check_node};
use crate::tools::{TARGET, Tools, run as run_plain};
use crate::{build_page, root};

/// How long all browser tests together may take, in seconds: a bound for a page that hangs.
const WEB_TIMEOUT: &str = "900";

struct Step {
    name: &'static str,
    what: &'static str,
    run: fn(&Kit) -> Result<()>,
}

const STEPS: [Step; 6] = [
    Step { name: "fmt", what: "format", run: |_| fmt() },
    Step { name: "clippy", what: "lints, on both targets", run: |_| clippy() },
    Step { name: "native", what: "native tests", run: |_| native() },
    Step { name: "web", what: "browser tests", run: web },
    Step { name: "page", what: "the release page", run: |kit| build_page(&kit.tools) },
    Step { name: "e2e", what: "end-to-end tests", run: e2e },
];

/// What the steps need.
struct Kit {
    tools: Tools,
    browser: Browser,
}

/// Runs all steps, or those that are named, and stops at the first that fails.
pub fn run(names: &[&str]) -> Result<()> {
    for name in names {
        if !STEPS.iter().any(|step| step.name == *name) {
            let known: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
            bail!("there is no step “{name}”; there are {}", known.join(", "));
        }
    }
    check_node()?;
    let start = Instant::now();
    let kit = {
        // What is quickly found missing comes before what takes minutes to install.
        let browser = Browser::ready()?;
        Kit { tools: Tools::ready()?, browser }
    };
    let mut took = vec![("ready", start.elapsed())];
    for step in STEPS.iter().filter(|step| names.is_empty() || names.contains(&step.name)) {
        println!("\n── {}: {}", step.name, step.what);
        let start = Instant::now();
        (step.run)(&kit).with_context(|| format!("step {}", step.name))?;
        took.push((step.name, start.elapsed()));
    }
    println!("\nAll steps passed:");
    for (name, time) in &took {
        println!("  {name:<8}{:>6.1} s", time.as_secs_f64());
    }
    let all: Duration = took.iter().map(|(_, time)| *time).sum();
    println!("  {:<8}{:>6.1} s", "all", all.as_secs_f64());
    Ok(())
}

fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(arguments);
    cargo
}

fn fmt() -> Result<()> {
    run_plain(&mut cargo(&["fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    let deny = ["--", "-D", "warnings"];
    for scope in [
        &["clippy", "--package", "quietly-pure", "--all-targets"][..],
        &["clippy", "--package", "quietly", "--no-default-features", "--all-targets"],
        &[
            "clippy",
            "--package",
            "quietly",
            "--all-targets",
            "--features",
            "bench",
            "--target",
            TARGET,
        ],
        &["clippy", "--package", "xtask", "--all-targets"],
    ] {
        run_plain(cargo(scope).args(deny))?;
    }
    Ok(())
}

fn native() -> Result<()> {
    // Optimized, with every check on: the store is tried at some ten thousand points.
    let profile = ["--profile", "checked"];
    run_plain(cargo(&["test", "--package", "quietly", "--no-default-features"]).args(profile))?;
    run_plain(cargo(&["test", "--package", "quietly-pure"]).args(profile))?;
    run_plain(&mut cargo(&["test", "--package", "xtask"]))
}

fn web(kit: &Kit) -> Result<()> {
    let mut test = cargo(&["test", "--package", "quietly", "--target", TARGET, "--test", "web"]);
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &kit.tools.test_runner)
        .env("CHROMEDRIVER", &kit.browser.driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", WEB_TIMEOUT);
    kit.tools.run(&mut test)
}

fn e2e(kit: &Kit) -> Result<()> {
    let folder = root().join("tests/e2e");
    install_packages(&folder)?;
    let results = root().join("test-results/e2e.json");
    let host = std::env::current_exe().context("the path of this program")?;
    let mut playwright = Command::new("node");
    playwright
        .arg(folder.join("node_modules/@playwright/test/cli.js"))
        .args(["test", "--config", "tests/e2e/playwright.config.ts"])
        .env("CHROMIUM", &kit.browser.chromium)
        .env("QUIETLY_HOST", host)
        .env("QUIETLY_PORT", free_port()?.to_string())
        .env("PLAYWRIGHT_JSON_OUTPUT_NAME", &results);
    // Counts of an earlier run must not be taken for this one's.
    let _ = fs::remove_file(&results);
    let outcome = run_plain(&mut playwright);
    // The runner's own counts, in one plain line.
    if let Ok(text) = fs::read_to_string(&results) {
        println!("{}", closing_line(&text)?);
    }
    outcome
}

/// A port that nobody listens on: two clones may be tested at the same time.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port is free")?;
    Ok(listener.local_addr()?.port())
}

/// Installs the packages of the end-to-end tests unless just these are there already.
pub fn install_packages(folder: &std::path::Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json")).context("package-lock.json")?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--prefix"]).arg(folder);
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    run_plain(&mut npm)?;
    fs::write(stamp, lock).context("noting what is installed")
}

/// Playwright's counts as one line: `12 passed, 0 failed, 0 skipped`.
fn closing_line(results: &str) -> Result<String> {
    let results: serde_json::Value = serde_json::from_str(results).context("e2e.json")?;
    let count = |key: &str| results["stats"][key].as_u64().unwrap_or(0);
    Ok(format!(
        "{} passed, {} failed, {} skipped",
        count("expected"),
        count("unexpected") + count("flaky"),
        count("skipped")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_counts_what_playwright_counted() {
        let results = r#"{"stats":{"expected":3,"unexpected":1,"flaky":1,"skipped":2}}"#;
        assert_eq!(closing_line(results).unwrap(), "3 passed, 2 failed, 2 skipped");
    }
}
