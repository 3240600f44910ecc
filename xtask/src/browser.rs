//! Chromium, its driver, and Node: found, or installed where that can be done.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::tools::{find_on_path, run};

const NODE: u32 = 20;

/// A browser and the program that drives it.
pub struct Browser {
    /// Chromium, or Chrome.
    pub chromium: PathBuf,
    /// ChromeDriver, of the same version.
    pub driver: PathBuf,
}

impl Browser {
    /// Finds both, named by `CHROMIUM` and `CHROMEDRIVER` or on PATH; on Debian and Ubuntu
    /// installs them, at once as root or in CI, else after asking.
    pub fn ready() -> Result<Browser> {
        if let Some(found) = find()? {
            return Ok(found);
        }
        if !Path::new("/etc/debian_version").exists() {
            bail!(
                "Chromium and ChromeDriver are needed for the tests. Install them ({}), or name \
                 them by the environment variables CHROMIUM and CHROMEDRIVER.",
                install_hint()
            );
        }
        install_on_debian()?;
        find()?.context("Chromium and ChromeDriver were installed but are not on PATH")
    }
}

fn find() -> Result<Option<Browser>> {
    let chromium = named("CHROMIUM")?.or_else(|| {
        find_on_path(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
    });
    let driver =
        named("CHROMEDRIVER")?.or_else(|| find_on_path(&["chromedriver", "chromium.chromedriver"]));
    Ok(match (chromium, driver) {
        (Some(chromium), Some(driver)) => Some(Browser { chromium, driver }),
        _ => None,
    })
}

fn named(variable: &str) -> Result<Option<PathBuf>> {
    let Some(path) = std::env::var_os(variable).map(PathBuf::from) else { return Ok(None) };
    if path.is_file() {
        Ok(Some(path))
    } else {
        bail!("{variable} names {}, which is no file", path.display())
    }
}

fn install_hint() -> &'static str {
    if cfg!(target_os = "macos") {
        "brew install --cask chromium && brew install --cask chromedriver"
    } else if cfg!(windows) {
        "winget install Google.Chrome Chromium.ChromeDriver"
    } else if Path::new("/etc/fedora-release").exists() {
        "sudo dnf install chromium chromedriver"
    } else if Path::new("/etc/arch-release").exists() {
        "sudo pacman -S chromium"
    } else {
        "with the package manager of your system"
    }
}

/// Debian's names; Ubuntu's packages of other names install the same two programs.
fn install_on_debian() -> Result<()> {
    let is_ubuntu = std::fs::read_to_string("/etc/os-release")
        .is_ok_and(|text| text.lines().any(|line| line == "ID=ubuntu"));
    let packages: &[&str] = if is_ubuntu {
        &["chromium-browser", "chromium-chromedriver"]
    } else {
        // Fonts too: without any, a page is boxes.
        &["chromium", "chromium-driver", "fonts-liberation"]
    };
    let command = format!("apt-get install -y --no-install-recommends {}", packages.join(" "));
    let is_root = user_is_root();
    let in_ci = std::env::var_os("CI").is_some();
    if !is_root && !in_ci && !agreed(&format!("Run sudo {command}?"))? {
        bail!("Chromium and ChromeDriver are needed for the tests: run sudo {command}");
    }
    let apt = |arguments: &[&str]| {
        let mut apt = if is_root {
            Command::new("apt-get")
        } else {
            let mut sudo = Command::new("sudo");
            if in_ci {
                sudo.arg("-n");
            }
            sudo.arg("apt-get");
            sudo
        };
        apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        run(&mut apt)
    };
    apt(&["update"])?;
    let mut install = vec!["install", "-y", "--no-install-recommends"];
    install.extend(packages);
    apt(&install).with_context(|| format!("try: sudo {command}"))
}

/// Whether this runs as root: then Chromium's sandbox does not work either.
pub fn user_is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| String::from_utf8_lossy(&id.stdout).trim() == "0")
}

fn agreed(question: &str) -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        return Ok(false);
    }
    print!("{question} [y/N] ");
    std::io::stdout().flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(answer.trim().eq_ignore_ascii_case("y"))
}

/// Says clearly when Node is missing or too old.
pub fn check_node() -> Result<()> {
    let said = Command::new("node").arg("--version").output();
    let version = said.ok().and_then(|said| {
        let text = String::from_utf8_lossy(&said.stdout).into_owned();
        text.trim().strip_prefix('v')?.split('.').next()?.parse::<u32>().ok()
    });
    match version {
        Some(version) if version >= NODE => Ok(()),
        Some(version) => bail!("the tests need Node {NODE} or newer; this is Node {version}"),
        None => bail!("the tests need Node {NODE} or newer, which is not on PATH"),
    }
}
