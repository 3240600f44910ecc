//! What a hand can do, and what an eye can see.

use js_sys::{Array, Date, Promise};
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use quietly::app::shell::Shell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, Element, Event, EventInit, File, HtmlElement, HtmlInputElement, KeyboardEvent,
    KeyboardEventInit, MouseEvent, MouseEventInit, Storage,
};

#[wasm_bindgen::prelude::wasm_bindgen(inline_js = "
const added = [];
const add = window.addEventListener.bind(window);
window.addEventListener = (...listener) => { added.push(listener); add(...listener); };
export function forget_listeners() {
  for (const listener of added.splice(0)) window.removeEventListener(...listener);
}
")]
extern "C" {
    /// Takes away what listens to the window. A real reload does; here the router's own
    /// listeners would go on following links for pages that are gone.
    fn forget_listeners();
}

/// How long something may take to appear, in milliseconds. A bound, not a wait.
const PATIENCE: f64 = 10_000.0;

/// The page, in a part of the test's document. Gone when dropped.
pub struct Page {
    root: HtmlElement,
    // Dropped first: the page goes before the element that it stands in.
    mounted: Option<Box<dyn std::any::Any>>,
}

/// Opens the page at this path, with nothing kept from before.
pub async fn open_anew(path: &str) -> Page {
    let storage = storage();
    storage.clear().unwrap();
    open(path).await
}

/// Opens the page at this path, with what is kept.
pub async fn open(path: &str) -> Page {
    let history = window().history().unwrap();
    history.replace_state_with_url(&JsValue::NULL, "", Some(path)).unwrap();
    let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&root).unwrap();
    let mounted: UnmountHandle<_> = mount_to(root.clone(), Shell);
    let page = Page { root, mounted: Some(Box::new(mounted)) };
    page.sees_heading().await;
    page
}

impl Drop for Page {
    fn drop(&mut self) {
        self.mounted.take();
        self.root.remove();
        forget_listeners();
    }
}

impl Page {
    /// Closes the page and opens it again at the same address, as a reload does.
    pub async fn reload(self) -> Page {
        let path = window().location().pathname().unwrap();
        drop(self);
        open(&path).await
    }

    async fn sees_heading(&self) {
        until("a heading", || self.root.query_selector("h1").unwrap()).await;
    }

    /// Everything that fits a selector.
    pub fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length()).filter_map(|at| found.item(at)).map(JsCast::unchecked_into).collect()
    }

    /// Whether this text stands anywhere on the page.
    pub fn shows(&self, text: &str) -> bool {
        self.root.text_content().unwrap_or_default().contains(text)
    }

    /// Waits until this text stands on the page.
    pub async fn sees(&self, text: &str) {
        until(text, || self.shows(text).then_some(())).await;
    }

    /// Waits until this text is gone.
    pub async fn misses(&self, text: &str) {
        until(&format!("no “{text}”"), || (!self.shows(text)).then_some(())).await;
    }

    fn find(&self, selector: &str, name: &str) -> Option<HtmlElement> {
        let found = self.all(selector).into_iter().find(|it| accessible_name(it) == name);
        found.map(JsCast::unchecked_into)
    }

    /// Waits for a button of this accessible name.
    pub async fn button(&self, name: &str) -> HtmlElement {
        until(&format!("button “{name}”"), || self.find("button", name)).await
    }

    /// Waits for a link of this accessible name.
    pub async fn link(&self, name: &str) -> HtmlElement {
        until(&format!("link “{name}”"), || self.find("a", name)).await
    }

    /// Presses a button.
    pub async fn press(&self, name: &str) {
        self.button(name).await.click();
        breath().await;
    }

    /// Goes to one of the four lists, by the envelope where no left column names them.
    pub async fn go_to(&self, list: &str) {
        if self.find("a", list).is_none() {
            let envelope = until("the envelope", || self.all(".envelope-button").pop()).await;
            envelope.unchecked_into::<HtmlElement>().click();
        }
        self.follow(list).await;
        until(&format!("the page “{list}”"), || {
            let heading = self.root.query_selector("h1").unwrap()?;
            (heading.text_content().as_deref() == Some(list)).then_some(())
        })
        .await;
    }

    /// Follows a link.
    pub async fn follow(&self, name: &str) {
        self.link(name).await.click();
        breath().await;
    }

    /// Presses a bar of a chart, or a part of one.
    pub async fn press_bar(&self, name: &str) {
        let bar = until(&format!("bar “{name}”"), || {
            self.all("svg a").into_iter().find(|it| accessible_name(it) == name)
        })
        .await;
        let options = MouseEventInit::new();
        options.set_bubbles(true);
        options.set_cancelable(true);
        let press = MouseEvent::new_with_mouse_event_init_dict("click", &options).unwrap();
        bar.dispatch_event(&press).unwrap();
        breath().await;
    }

    /// The names of the rows of the list, in their order.
    pub fn rows(&self) -> Vec<String> {
        self.all("main ul[role=list] > li .row-who")
            .iter()
            .map(|row| row.text_content().unwrap_or_default())
            .collect()
    }

    /// Waits until the list has just these rows.
    pub async fn sees_rows(&self, names: &[&str]) {
        let seen = std::cell::RefCell::new(Vec::new());
        until_or(
            || {
                *seen.borrow_mut() = self.rows();
                (*seen.borrow() == names).then_some(())
            },
            || format!("rows {names:?}, but saw {:?}", seen.borrow()),
        )
        .await;
    }

    /// Types into the field of this label.
    pub async fn write(&self, label: &str, text: &str) {
        let label = until(&format!("field “{label}”"), || {
            self.all("label").into_iter().find(|it| {
                it.text_content().unwrap_or_default().trim() == label && it.has_attribute("for")
            })
        })
        .await;
        let id = label.get_attribute("for").unwrap();
        let field = document().get_element_by_id(&id).unwrap();
        js_sys::Reflect::set(&field, &"value".into(), &text.into()).unwrap();
        let options = EventInit::new();
        options.set_bubbles(true);
        field.dispatch_event(&Event::new_with_event_init_dict("input", &options).unwrap()).unwrap();
        field
            .dispatch_event(&Event::new_with_event_init_dict("change", &options).unwrap())
            .unwrap();
        breath().await;
    }

    /// Chooses files in the field of this label.
    pub async fn choose(&self, label: &str, files: &[(&str, &[u8])]) {
        let label = until(&format!("field “{label}”"), || {
            self.all("label").into_iter().find(|it| it.text_content().unwrap_or_default() == label)
        })
        .await;
        let id = label.get_attribute("for").unwrap();
        let field: HtmlInputElement = document().get_element_by_id(&id).unwrap().unchecked_into();
        let data = DataTransfer::new().unwrap();
        for (name, bytes) in files {
            let parts = Array::of1(&js_sys::Uint8Array::from(*bytes));
            let file = File::new_with_u8_array_sequence(&parts, name).unwrap();
            data.items().add_with_file(&file).unwrap();
        }
        field.set_files(data.files().as_ref());
        let options = EventInit::new();
        options.set_bubbles(true);
        field
            .dispatch_event(&Event::new_with_event_init_dict("change", &options).unwrap())
            .unwrap();
        breath().await;
    }

    /// Presses a key with Ctrl.
    pub async fn ctrl(&self, key: &str) {
        let options = KeyboardEventInit::new();
        options.set_key(key);
        options.set_ctrl_key(true);
        options.set_bubbles(true);
        options.set_cancelable(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &options).unwrap();
        let target = document().active_element().unwrap();
        target.dispatch_event(&event).unwrap();
        breath().await;
    }

    /// Imports files as a user does: chooses them, reads the report, presses Import.
    pub async fn import(&self, files: &[(&str, &[u8])]) {
        self.follow("Import").await;
        self.choose("LinkedIn export", files).await;
        let region = until("the report", || {
            self.all("section").into_iter().find(|it| accessible_name(it) == "Import report")
        })
        .await;
        let button = region.query_selector(".button-primary").unwrap().unwrap();
        assert_eq!(accessible_name(&button), "Import");
        button.unchecked_into::<HtmlElement>().click();
        self.sees("Imported.").await;
        // An earlier notice may say so as well; the page that follows is this one's.
        until("the page after the import", || {
            self.all("input[type=file]").is_empty().then_some(())
        })
        .await;
    }
}

/// The name that assistive technology gives an element, as far as this page needs it.
pub fn accessible_name(element: &Element) -> String {
    if let Some(label) = element.get_attribute("aria-label") {
        return label;
    }
    let copy: Element = element.clone_node_with_deep(true).unwrap().unchecked_into();
    let hidden = copy.query_selector_all("[aria-hidden=true]").unwrap();
    for at in 0..hidden.length() {
        hidden.item(at).unwrap().unchecked_into::<Element>().remove();
    }
    copy.text_content().unwrap_or_default().trim().to_owned()
}

/// The text that describes an element to assistive technology.
pub fn accessible_description(element: &Element) -> String {
    let ids = element.get_attribute("aria-describedby").unwrap_or_default();
    let texts = ids.split(' ').filter_map(|id| document().get_element_by_id(id));
    texts.filter_map(|it| it.text_content()).collect::<Vec<_>>().join(" ")
}

/// Waits until something is there.
pub async fn until<T>(what: &str, look: impl Fn() -> Option<T>) -> T {
    until_or(look, || what.to_owned()).await
}

async fn until_or<T>(look: impl Fn() -> Option<T>, what: impl Fn() -> String) -> T {
    let start = Date::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        if Date::now() - start > PATIENCE {
            let page = document().body().unwrap().inner_text();
            panic!("waited in vain for {}; the page shows:\n{page}", what());
        }
        breath().await;
    }
}

/// Lets the page do what waits.
pub async fn breath() {
    let promise = Promise::new(&mut |resolve, _| {
        window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 5).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

/// The browser's storage.
pub fn storage() -> Storage {
    window().local_storage().unwrap().unwrap()
}

/// A small export of today's shape: two connections, two open received invitations, one
/// accepted, one sent.
pub const CONNECTIONS: &str = "Notes:\n\
\"When exporting your connection data, you may notice that some of the email addresses are missing.\"\n\
\n\
First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
Mira,Halvorsen,https://www.linkedin.com/in/mira-halvorsen,,\"Fjordline Analytics, Inc.\",Head of Data,15 Mar 2024\n\
Zoë,\"Brandt, PhD\",https://www.linkedin.com/in/zo%C3%AB-brandt,zoe@example.org,Woodgrove,\"\"\"Chief\"\" of Staff\",04 Jan 2026\n\
,,,,,,21 Feb 2026";

/// The invitations of the same export.
pub const INVITATIONS: &str = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n\
Tomas Brekke,Ida Vik,\"3/15/24, 9:05 AM\",\"Hi Ida, <b>we met</b> at NDC\",INCOMING,https://www.linkedin.com/in/tomas-brekke,https://www.linkedin.com/in/ida-vik\n\
Greta Lindqvist,Ida Vik,\"2/20/26, 10:00 PM\",,INCOMING,https://www.linkedin.com/in/greta-lindqvist,https://www.linkedin.com/in/ida-vik\n\
Mira Halvorsen,Ida Vik,\"3/14/24, 1:00 PM\",,INCOMING,https://www.linkedin.com/in/mira-halvorsen,https://www.linkedin.com/in/ida-vik\n\
Ida Vik,Ama Owusu,\"1/29/26, 2:37 PM\",Hello,OUTGOING,https://www.linkedin.com/in/ida-vik,https://www.linkedin.com/in/ama-owusu\n";

/// Opens the page with that export imported.
pub async fn open_with_export() -> Page {
    let page = open_anew("/import").await;
    page.import(&[
        ("Connections.csv", CONNECTIONS.as_bytes()),
        ("Invitations.csv", INVITATIONS.as_bytes()),
    ])
    .await;
    page
}
