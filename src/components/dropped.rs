//! Collects the files of a drop, of a file field or of a folder. Reads none of them.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry,
};

/// How many files are taken at most: who drops a whole disk by mistake gets an answer.
const MOST_FILES: usize = 20_000;

/// A file and where it was.
#[derive(Debug, Clone)]
pub struct Dropped {
    /// Its path inside of what was dropped or chosen, with `/`; just its name for a file
    /// that came by itself.
    pub path: String,
    /// The file, not read yet.
    pub file: File,
}

/// What has been collected.
#[derive(Debug, Clone, Default)]
pub struct Collected {
    /// The files, in the order of their paths.
    pub files: Vec<Dropped>,
    /// How many files and folders could not be opened, or came after too many others.
    /// Hidden ones, whose names begin with a dot, are not counted.
    pub left_out: usize,
}

impl Collected {
    fn add(&mut self, path: String, file: File) {
        if path.split('/').any(is_hidden) {
            return;
        }
        if self.files.len() < MOST_FILES {
            self.files.push(Dropped { path, file });
        } else {
            self.left_out += 1;
        }
    }

    fn in_order(mut self) -> Collected {
        self.files.sort_by(|one, other| one.path.cmp(&other.path));
        self
    }
}

/// The files of a file field, or of a folder chosen in one.
pub fn of_list(list: &FileList) -> Collected {
    let mut collected = Collected::default();
    for index in 0..list.length() {
        if let Some(file) = list.item(index) {
            collected.add(path_in_folder(&file).unwrap_or_else(|| file.name()), file);
        }
    }
    collected.in_order()
}

/// True for a drag that carries files, and not text or a link.
pub fn has_files(transfer: &DataTransfer) -> bool {
    transfer.types().includes(&JsValue::from_str("Files"), 0)
}

/// A drop whose folders have not been walked yet.
#[derive(Debug)]
pub struct Drop {
    entries: Vec<FileSystemEntry>,
    collected: Collected,
}

/// Takes what was dropped. Must be called while the event is handled: afterwards the
/// browser shows nothing of it any more.
pub fn take(transfer: &DataTransfer) -> Drop {
    let mut drop = Drop { entries: Vec::new(), collected: Collected::default() };
    let items = transfer.items();
    for item in (0..items.length()).filter_map(|index| items.get(index)) {
        if item.kind() != "file" {
            continue;
        }
        match item.webkit_get_as_entry() {
            Ok(Some(entry)) => drop.entries.push(entry),
            // Some browsers give no entry for files that come from another program.
            _ => match item.get_as_file() {
                Ok(Some(file)) => drop.collected.add(file.name(), file),
                _ => drop.collected.left_out += 1,
            },
        }
    }
    drop
}

impl Drop {
    /// Walks the folders, however deep, and gives all files.
    pub async fn collect(self) -> Collected {
        let Drop { mut entries, mut collected } = self;
        while let Some(entry) = entries.pop() {
            if is_hidden(&entry.name()) {
                continue;
            }
            if collected.files.len() >= MOST_FILES {
                collected.left_out += 1;
                continue;
            }
            let path = entry.full_path().trim_start_matches('/').to_owned();
            if entry.is_directory() {
                match list(entry.unchecked_ref()).await {
                    Ok(inside) => entries.extend(inside),
                    Err(_) => collected.left_out += 1,
                }
            } else {
                match open(entry.unchecked_ref()).await {
                    Ok(file) => collected.add(path, file),
                    Err(_) => collected.left_out += 1,
                }
            }
        }
        collected.in_order()
    }
}

/// Everything in a folder.
async fn list(folder: &FileSystemDirectoryEntry) -> Result<Vec<FileSystemEntry>, JsValue> {
    let reader = folder.create_reader();
    let mut inside = Vec::new();
    loop {
        // Each call gives some of them, a hundred in Chromium; none means the end.
        let some = Promise::new(&mut |resolve, reject| {
            if let Err(error) = reader.read_entries_with_callback_and_callback(&resolve, &reject) {
                fail(&reject, &error);
            }
        });
        let some: Array = JsFuture::from(some).await?.unchecked_into();
        if some.length() == 0 {
            return Ok(inside);
        }
        inside.extend(some.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

async fn open(entry: &FileSystemFileEntry) -> Result<File, JsValue> {
    let file = Promise::new(&mut |resolve, reject| {
        entry.file_with_callback_and_callback(&resolve, &reject);
    });
    Ok(JsFuture::from(file).await?.unchecked_into())
}

fn fail(reject: &js_sys::Function, error: &JsValue) {
    // The function comes from the promise, and does not throw.
    let _ = reject.call1(&JsValue::NULL, error);
}

/// The path of a file that came with its folder, which `web-sys` does not bind.
fn path_in_folder(file: &File) -> Option<String> {
    Reflect::get(file, &JsValue::from_str("webkitRelativePath"))
        .ok()?
        .as_string()
        .filter(|path| !path.is_empty())
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}
