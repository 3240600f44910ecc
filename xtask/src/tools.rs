//! The tools, at pinned versions: found, or installed.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::root;

/// 0.22 asks for a newer compiler than this project does.
const TRUNK: &str = "0.21.14";
/// What the page is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The tools that build the page.
pub struct Tools {
    /// Trunk.
    pub trunk: PathBuf,
    /// wasm-bindgen's command line tool.
    pub bindgen: PathBuf,
    /// The test runner that comes with wasm-bindgen's command line tool.
    pub test_runner: PathBuf,
    /// `PATH` for whatever is run: with the folders of tools that are ours alone.
    path: OsString,
}

impl Tools {
    /// Finds the tools and installs what is missing.
    pub fn ready() -> Result<Tools> {
        ensure_target()?;
        let trunk = ensure("trunk", "trunk", TRUNK)?;
        let bindgen_version = locked_version("wasm-bindgen")?;
        let bindgen = ensure("wasm-bindgen-cli", "wasm-bindgen", &bindgen_version)?;
        let folders = [&trunk, &bindgen].map(|tool| tool.parent().map(PathBuf::from));
        let before = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths(
            folders.into_iter().flatten().chain(std::env::split_paths(&before)),
        )
        .context("a folder of tools has a name that PATH cannot hold")?;
        let test_runner = bindgen.with_file_name(executable("wasm-bindgen-test-runner"));
        Ok(Tools { trunk, bindgen, test_runner, path })
    }

    /// Runs a command in the project's folder, with the tools on its PATH.
    pub fn run(&self, command: &mut Command) -> Result<()> {
        command.env("PATH", &self.path);
        run(command)
    }
}

/// Runs a command in the project's folder; anything but success is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = format!("{command:?}");
    let status =
        command.current_dir(root()).status().with_context(|| format!("could not start {shown}"))?;
    if status.success() { Ok(()) } else { bail!("{shown} ended with {status}") }
}

fn ensure_target() -> Result<()> {
    let listed = Command::new("rustup").args(["target", "list", "--installed"]).output();
    match listed {
        Ok(listed) if String::from_utf8_lossy(&listed.stdout).lines().any(|it| it == TARGET) => {
            Ok(())
        }
        Ok(_) => run(Command::new("rustup").args(["target", "add", TARGET])),
        Err(_) => {
            eprintln!("rustup is not here: taking it that the target {TARGET} is installed.");
            Ok(())
        }
    }
}

/// The path of a tool at just this version. One of another version is left as it is, and
/// ours goes to a folder of its own.
fn ensure(package: &str, tool: &str, version: &str) -> Result<PathBuf> {
    let home = cargo_home()?;
    let usual = home.join("bin").join(executable(tool));
    let own_root = home.join("quietly-tools").join(format!("{package}-{version}"));
    let own = own_root.join("bin").join(executable(tool));
    for candidate in [usual.clone(), PathBuf::from(tool), own.clone()] {
        if version_of(&candidate).as_deref() == Some(version) {
            return Ok(if candidate.is_absolute() { candidate } else { on_path(tool)? });
        }
    }
    eprintln!("Installing {package} {version}; this is done once and takes some minutes.");
    let is_taken = version_of(&usual).is_some() || version_of(&PathBuf::from(tool)).is_some();
    let mut install = Command::new("cargo");
    install.args(["install", "--locked", &format!("{package}@{version}")]);
    if is_taken {
        install.arg("--root").arg(&own_root);
    }
    // A quick build of a tool that is no bottleneck: half the time of its own profile.
    install
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        // Not into the project's own folder of builds.
        .env_remove("CARGO_TARGET_DIR");
    run(&mut install)?;
    let installed = if is_taken { own } else { usual };
    match version_of(&installed) {
        Some(found) if found == version => Ok(installed),
        _ => bail!("{package} {version} was installed, but {} is not it", installed.display()),
    }
}

fn cargo_home() -> Result<PathBuf> {
    if let Some(home) = std::env::var_os("CARGO_HOME") {
        return Ok(PathBuf::from(home));
    }
    let home = std::env::home_dir().context("there is no home folder to install tools into")?;
    Ok(home.join(".cargo"))
}

fn on_path(tool: &str) -> Result<PathBuf> {
    find_on_path(&[tool]).with_context(|| format!("{tool} is not on PATH any more"))
}

/// The first of these programs that is on PATH.
pub fn find_on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    names.iter().find_map(|name| {
        std::env::split_paths(&path)
            .map(|folder| folder.join(executable(name)))
            .find(|candidate| candidate.is_file())
    })
}

fn executable(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

/// What a tool says that its version is.
fn version_of(tool: &PathBuf) -> Option<String> {
    let said = Command::new(tool).arg("--version").stderr(Stdio::null()).output().ok()?;
    parse_version(&String::from_utf8_lossy(&said.stdout))
}

/// The version in what a tool says: `trunk 0.21.14`, `wasm-bindgen 0.2.129`.
pub fn parse_version(said: &str) -> Option<String> {
    let word = said.split_whitespace().nth(1)?;
    word.starts_with(|c: char| c.is_ascii_digit()).then(|| word.to_owned())
}

/// The version of a package in `Cargo.lock`: the command line tool of wasm-bindgen must
/// have the same as the library.
fn locked_version(package: &str) -> Result<String> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).context("Cargo.lock")?;
    version_in_lock(&lock, package).with_context(|| format!("{package} is not in Cargo.lock"))
}

fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let mut lines = lock.lines();
    lines.find(|line| *line == format!("name = \"{package}\""))?;
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_tools_say() {
        assert_eq!(parse_version("trunk 0.21.14\n").as_deref(), Some("0.21.14"));
        assert_eq!(parse_version("v20.1.0"), None);
        assert_eq!(parse_version("error: no such command"), None);
    }

    #[test]
    fn the_lock_file_tells_the_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen").as_deref(), Some("0.2.129"));
        assert_eq!(version_in_lock(lock, "leptos"), None);
    }
}
