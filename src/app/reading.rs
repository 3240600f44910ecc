//! Reading what was dropped: from the browser's files to what an export says.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use crate::app::words::say;
use crate::browser::pace::BrowserPace;
use crate::browser::{clock, files};
use crate::components::file_drop::Dropped;
use crate::import::{self, Export, InputFile, Progress, Refusal};

/// How many bytes of a drop are read at the most: a browser's memory is bounded.
const AT_MOST: f64 = 512.0 * 1024.0 * 1024.0;

/// From how many files on a drop is a folder, of which only what may be ours is read.
const A_FOLDER: usize = 4;

/// What was dropped, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What to call it in the list of imports.
    pub label: String,
    /// What it says. Shared: it is large.
    pub export: Arc<Export>,
}

/// Reads what was dropped, in slices.
///
/// # Errors
/// One sentence that says what is wrong and what to do; `None` if it was cancelled.
pub async fn read(
    dropped: Vec<Dropped>,
    told: impl Fn(Progress),
    cancelled: Rc<Cell<bool>>,
) -> Result<Reading, Option<String>> {
    let label = label(&dropped);
    let is_folder = dropped.len() >= A_FOLDER;
    let wanted: Vec<Dropped> =
        dropped.into_iter().filter(|it| !is_folder || is_readable(&it.path)).collect();
    if wanted.iter().map(|it| it.file.size()).sum::<f64>() > AT_MOST {
        return Err(Some(say!(import.too_large)));
    }
    let mut input = Vec::new();
    for Dropped { path, file } in wanted {
        let bytes = files::bytes(&file).await.map_err(|words| {
            Some(say!(import.unreadable, name = path.as_str(), words = words.as_str()))
        })?;
        input.push(InputFile { path, bytes });
        if cancelled.get() {
            return Err(None);
        }
    }
    let pace = BrowserPace::new(told, cancelled);
    match import::read(input, clock::today(), &pace).await {
        Ok(export) => Ok(Reading { label, export: Arc::new(export) }),
        Err(Refusal::Cancelled) => Err(None),
        Err(refusal) => Err(Some(refusal.to_string())),
    }
}

fn is_readable(path: &str) -> bool {
    let path = path.to_lowercase();
    [".csv", ".zip", ".txt", ".tsv", ".vcf", ".json"].iter().any(|ending| path.ends_with(ending))
}

/// The name of the folder or the file; of several files, their names.
fn label(dropped: &[Dropped]) -> String {
    let folder = dropped.first().and_then(|it| it.path.split_once('/')).map(|(folder, _)| folder);
    match folder {
        Some(folder) => folder.to_owned(),
        None => {
            let names: Vec<&str> = dropped.iter().map(|it| it.path.as_str()).take(4).collect();
            names.join(", ")
        }
    }
}
