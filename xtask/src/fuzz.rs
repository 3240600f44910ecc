//! Random cases by the million, with every overflow and every broken assumption told.

use std::process::Command;

use anyhow::Result;

use crate::tools::run as run_plain;

/// How many cases are tried unless one says otherwise.
pub const CASES: u32 = 10_000_000;

/// Runs `tests/fuzz.rs`, optimized and with all checks.
pub fn run(cases: u32) -> Result<()> {
    let mut test = Command::new("cargo");
    test.args(["test", "--profile", "checked", "--package", "quietly", "--no-default-features"])
        .args(["--test", "fuzz"])
        .env("PROPTEST_CASES", cases.to_string());
    run_plain(&mut test)
}
