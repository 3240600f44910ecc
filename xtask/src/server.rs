//! A plain static host: what is built is served as any host of files would serve it.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

/// Where to look for a port that is free, if none is asked for.
const PORTS: std::ops::Range<u16> = 8080..8100;

/// Serves a folder until the program is stopped.
pub fn serve(folder: &Path, port: Option<u16>) -> Result<()> {
    if !folder.join("index.html").is_file() {
        bail!("there is nothing to serve in {}: run cargo xtask serve", folder.display());
    }
    let server = listen(port)?;
    let address = server.server_addr();
    println!("Quietly is at http://{address}/");
    for request in server.incoming_requests() {
        if let Err(error) = answer(folder, request) {
            // A browser that has gone away meanwhile is no reason to stop.
            eprintln!("xtask: {error:#}");
        }
    }
    Ok(())
}

fn listen(port: Option<u16>) -> Result<Server> {
    let ports = match port {
        Some(port) => port..port.saturating_add(1),
        None => PORTS,
    };
    let mut last = anyhow!("there is no port to listen on");
    for port in ports {
        match Server::http(SocketAddr::from((Ipv4Addr::LOCALHOST, port))) {
            Ok(server) => return Ok(server),
            Err(error) => last = anyhow!("port {port}: {error}"),
        }
    }
    Err(last)
}

fn answer(folder: &Path, request: Request) -> Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return Ok(request.respond(Response::empty(405))?);
    }
    let (file, status) = match find(folder, request.url()) {
        Some(file) => (file, 200),
        None => (folder.join("404.html"), 404),
    };
    let bytes = fs::read(&file).with_context(|| format!("{}", file.display()))?;
    let mut response = Response::from_data(bytes).with_status_code(StatusCode(status));
    for (name, value) in [("Content-Type", content_type(&file)), ("Cache-Control", "no-cache")] {
        let header = Header::from_bytes(name, value).map_err(|()| anyhow!("header {name}"))?;
        response.add_header(header);
    }
    Ok(request.respond(response)?)
}

/// The file of an address: itself, or the `index.html` of a folder.
fn find(folder: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = Path::new(path.trim_start_matches('/'));
    // Nothing above the folder, however it is written.
    if !path.components().all(|part| matches!(part, Component::Normal(_))) {
        return (path.as_os_str().is_empty()).then(|| folder.join("index.html"));
    }
    let file = folder.join(path);
    if file.is_file() {
        return Some(file);
    }
    let index = file.join("index.html");
    index.is_file().then_some(index)
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|it| it.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json" | "webmanifest") => "application/json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_below_the_folder_are_served() {
        let folder = std::env::temp_dir().join(format!("quietly-host-{}", std::process::id()));
        fs::create_dir_all(folder.join("inbox")).unwrap();
        for file in ["index.html", "inbox/index.html", "app.js"] {
            fs::write(folder.join(file), file).unwrap();
        }
        for (url, file) in [
            ("/", Some("index.html")),
            ("/inbox", Some("inbox/index.html")),
            ("/inbox/?x=1", Some("inbox/index.html")),
            ("/app.js#x", Some("app.js")),
            ("/nowhere", None),
            ("/../index.html", None),
            ("/inbox/../../secret", None),
            ("//etc/passwd", None),
        ] {
            assert_eq!(find(&folder, url), file.map(|file| folder.join(file)), "{url}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
