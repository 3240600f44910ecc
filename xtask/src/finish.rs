//! What a built page still needs: a file for each address, and its security policy.
//!
//! Trunk calls this after each build, so that plain `trunk build` makes the same folder.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::route::Route;

/// Works on the folder that Trunk is about to put in place.
pub fn run() -> Result<()> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("TRUNK_STAGING_DIR is not set: Trunk calls this, see Trunk.toml")?;
    let index = staging.join("index.html");
    let mut page = fs::read_to_string(&index).with_context(|| format!("{}", index.display()))?;
    // While one develops, Trunk's own script reloads the page over a web socket.
    // `trunk serve --release` does so too, by a script that changes with the address.
    let is_release = std::env::var("TRUNK_PROFILE").as_deref() == Ok("release");
    if is_release && !reloads_itself(&page) {
        page = with_policy(&page)?;
        fs::write(&index, &page)?;
    }
    for route in Route::ALL {
        let folder = staging.join(route.path().trim_start_matches('/'));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("index.html"), &page)?;
    }
    fs::write(staging.join("404.html"), &page)?;
    Ok(())
}

/// The page with a content security policy as the first thing in its head: nothing but
/// what comes with the page, and of scripts in the page itself just the one of Trunk.
fn with_policy(page: &str) -> Result<String> {
    let hashes: Vec<String> = inline_scripts(page)
        .iter()
        .map(|script| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script))))
        .collect();
    if hashes.len() != 1 {
        bail!("expected one script inside of the page, Trunk's, and found {}", hashes.len());
    }
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {}; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
         worker-src 'self'; base-uri 'self'; form-action 'none'",
        hashes.join(" ")
    );
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    let (before, after) = page.split_once("<head>").context("the page has no <head>")?;
    Ok(format!("{before}<head>\n{meta}{after}"))
}

/// Whether Trunk's own script is in the page that reloads it while one develops.
fn reloads_itself(page: &str) -> bool {
    inline_scripts(page).iter().any(|script| script.contains(".well-known/trunk/ws"))
}

/// The texts of the scripts that stand in the page itself; comments are passed over.
fn inline_scripts(page: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<script") {
        if let Some((_, comment)) = before.rsplit_once("<!--")
            && !comment.contains("-->")
        {
            rest = after.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some((attributes, after)) = after.split_once('>') else { break };
        let Some((script, after)) = after.split_once("</script>") else { break };
        if !attributes.contains("src=") {
            found.push(script);
        }
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_the_one_script_of_the_page() {
        let page = "<html><head><title>x</title><script src=\"a.js\"></script>\
                    <script type=\"module\">go()</script></head></html>";
        let finished = with_policy(page).unwrap();
        let digest = STANDARD.encode(Sha256::digest("go()"));
        assert!(finished.contains(&format!("'sha256-{digest}'")));
        assert!(finished.starts_with("<html><head>\n<meta http-equiv"));
    }

    #[test]
    fn a_script_in_a_comment_is_none() {
        let page = "<!-- a --><p><!-- <script>a</script> --><script>b</script>";
        assert_eq!(inline_scripts(page), ["b"]);
    }

    #[test]
    fn a_page_that_trunk_reloads_is_told_apart() {
        assert!(reloads_itself("<script>go(base + '.well-known/trunk/ws')</script>"));
        assert!(!reloads_itself("<p>.well-known/trunk/ws</p><script>go()</script>"));
    }

    #[test]
    fn a_page_with_a_script_that_nobody_expects_is_refused() {
        assert!(with_policy("<head><script>a</script><script>b</script></head>").is_err());
        assert!(with_policy("<head></head>").is_err());
    }
}
