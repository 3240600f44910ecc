//! A plain static host: what is built is served as any host of files would serve it.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};

/// Where to look for a port that is free, if none is asked for.
const PORTS: std::ops::Range<u16> = 8080..8100;

/// How long a browser may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many lines a request may have: browsers send some twenty.
const LINES: usize = 200;

/// Serves a folder until the program is stopped.
///
/// A thread for each connection and one answer on each: a browser opens six and keeps them
/// waiting, which starves a small pool.
pub fn serve(folder: &Path, port: Option<u16>) -> Result<()> {
    if !folder.join("index.html").is_file() {
        bail!("there is nothing to serve in {}: run cargo xtask serve", folder.display());
    }
    let listener = listen(port)?;
    println!("Quietly is at http://{}/", listener.local_addr()?);
    answer_all(folder, &listener);
    Ok(())
}

/// Serves a folder for as long as the program runs, and tells its address.
pub fn serve_beside(folder: PathBuf) -> Result<String> {
    let listener = listen(Some(0))?;
    let address = format!("http://{}/", listener.local_addr()?);
    std::thread::spawn(move || answer_all(&folder, &listener));
    Ok(address)
}

fn answer_all(folder: &Path, listener: &TcpListener) {
    for connection in listener.incoming() {
        let folder = folder.to_owned();
        std::thread::spawn(move || {
            // A browser that has gone away meanwhile is no reason to say anything.
            if let Ok(connection) = connection
                && let Err(error) = answer(&folder, connection)
                && !error.is::<std::io::Error>()
            {
                eprintln!("xtask: {error:#}");
            }
        });
    }
}

fn listen(port: Option<u16>) -> Result<TcpListener> {
    let ports = match port {
        Some(port) => port..port.saturating_add(1),
        None => PORTS,
    };
    let mut last = anyhow!("there is no port to listen on");
    for port in ports {
        match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = anyhow!("port {port}: {error}"),
        }
    }
    Err(last)
}

fn answer(folder: &Path, mut connection: TcpStream) -> Result<()> {
    connection.set_read_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(connection.try_clone()?).lines();
    // A connection that a browser opened for later and never used says nothing.
    let Some(request) = lines.next().transpose()? else { return Ok(()) };
    for line in lines.by_ref().take(LINES) {
        if line?.is_empty() {
            break;
        }
    }
    let mut words = request.split(' ');
    let (method, url) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if !matches!(method, "GET" | "HEAD") {
        let refusal = "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close";
        write!(connection, "{refusal}\r\n\r\n")?;
        return Ok(());
    }
    let (file, status) = match find(folder, url) {
        Some(file) => (file, "200 OK"),
        None => (folder.join("404.html"), "404 Not Found"),
    };
    let bytes = fs::read(&file).with_context(|| format!("{}", file.display()))?;
    write!(
        connection,
        "HTTP/1.1 {status}\r\nContent-Type: {}\r\nContent-Length: {}\r\n\
         Cache-Control: no-cache\r\nConnection: close\r\n\r\n",
        content_type(&file),
        bytes.len()
    )?;
    if method == "GET" {
        connection.write_all(&bytes)?;
    }
    Ok(())
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
