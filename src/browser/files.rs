//! Files in and out.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

/// All bytes of a file.
///
/// # Errors
/// The browser's own words, where the file cannot be read any more.
pub async fn bytes(file: &File) -> Result<Vec<u8>, String> {
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(words)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The text of a file, as UTF-8.
///
/// # Errors
/// The browser's own words, where the file cannot be read any more.
pub async fn text(file: &File) -> Result<String, String> {
    let text = JsFuture::from(file.text()).await.map_err(words)?;
    Ok(text.as_string().unwrap_or_default())
}

/// Lets the browser save a text as a file under this name.
///
/// # Errors
/// The browser's own words.
pub fn save(name: &str, text: &str) -> Result<(), String> {
    save_as(name, text, "text/plain;charset=utf-8")
}

/// The same, as a file of this media type.
///
/// # Errors
/// The browser's own words.
pub fn save_as(name: &str, text: &str, kind: &str) -> Result<(), String> {
    let parts = Array::of1(&JsValue::from_str(text));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).map_err(words)?;
    let url = Url::create_object_url_with_blob(&blob).map_err(words)?;
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or("there is no page")?;
    let link: HtmlAnchorElement = document
        .create_element("a")
        .map_err(words)?
        .dyn_into()
        .map_err(|_| "a link is no link".to_owned())?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has its own hold on the bytes once the click returns.
    Url::revoke_object_url(&url).map_err(words)
}

fn words(thrown: JsValue) -> String {
    thrown
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()))
        .unwrap_or_else(|| format!("{thrown:?}"))
}
