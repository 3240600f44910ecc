//! The project's own commands. What they need they install, at pinned versions.

mod bench;
mod browser;
mod finish;
mod fuzz;
#[path = "../../src/route.rs"]
#[allow(dead_code, missing_docs)]
mod route;
mod server;
mod test;
mod tools;

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

const HELP: &str = "\
cargo xtask <command>

  serve [--port N]    Install what is missing, build the release page, serve it.
  host [--port N]     Serve the page that is built already, as any static host does.
  test [step …]       Install what is missing and run everything, or just these steps:
                      fmt, clippy, native, web, page, e2e.
  bench [part …]      Measure size and speed in the browser and print the table, whole or of
                      these parts: acts, opening, memory, storage, guidelines, import, search,
                      list, growth, inbox.
  bench --write       Write the whole table into docs/performance.md.
  fuzz [--cases N]    Put N random cases (ten million) before what reads strangers' files.
  finish              Called by Trunk after a build; see Trunk.toml.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["serve", rest @ ..] => {
            let port = port(rest)?;
            let tools = tools::Tools::ready()?;
            build_page(&tools)?;
            server::serve(&root().join("dist"), port)
        }
        ["host", rest @ ..] => server::serve(&root().join("dist"), port(rest)?),
        ["test", steps @ ..] => test::run(steps),
        ["bench", "--write"] => bench::run(&[], true),
        ["bench", parts @ ..] => bench::run(parts, false),
        ["fuzz"] => fuzz::run(fuzz::CASES),
        ["fuzz", "--cases", cases] => {
            fuzz::run(cases.parse().with_context(|| format!("“{cases}” is not a number"))?)
        }
        ["finish"] => finish::run(),
        ["help" | "--help" | "-h"] | [] => {
            print!("{HELP}");
            Ok(())
        }
        [other, ..] => bail!("there is no command “{other}”.\n\n{HELP}"),
    }
}

fn port(arguments: &[&str]) -> Result<Option<u16>> {
    match arguments {
        [] => Ok(None),
        ["--port", port] => {
            let port = port.parse().with_context(|| format!("“{port}” is not a port"))?;
            Ok(Some(port))
        }
        other => bail!("expected only --port N, got {other:?}"),
    }
}

/// The folder of the project.
pub fn root() -> PathBuf {
    // Cargo sets this to the folder of xtask.
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().map(PathBuf::from).unwrap_or_default()
}

/// Builds the release page into `dist`.
pub fn build_page(tools: &tools::Tools) -> Result<()> {
    let mut trunk = Command::new(&tools.trunk);
    trunk.args(["build", "--release"]);
    // Otherwise it asks the registry whether there is a newer one.
    trunk.env("TRUNK_SKIP_VERSION_CHECK", "true");
    // It takes this for a switch of its own, and refuses the usual `1`.
    if std::env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
    tools.run(&mut trunk)
}
