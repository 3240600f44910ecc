//! What the tabs of one browser agree on, by its Web Locks.
//!
//! Bound by name and not through `web_sys`, where they stand behind a flag for unstable
//! interfaces. A browser or a page without them (they need a secure context) answers `None`,
//! and whoever asks leaves undone what needs them.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

fn manager() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then_some(locks)
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

fn request(name: &str, option: &str, value: &JsValue, callback: &JsValue) -> Option<()> {
    let locks = manager()?;
    let options = Object::new();
    Reflect::set(&options, &option.into(), value).ok()?;
    let arguments = Array::of3(&name.into(), &options, callback);
    let promise = Reflect::apply(&method(&locks, "request")?, &locks, &arguments).ok()?;
    // It is refused when the page goes, and then nobody is left to be told.
    if let Ok(promise) = promise.dyn_into::<Promise>() {
        wasm_bindgen_futures::spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }
    Some(())
}

/// Holds this lock together with others, for as long as the page lives: how many hold it is
/// how many tabs are open.
pub fn hold(name: &str) {
    let never = Closure::once_into_js(|_: JsValue| Promise::new(&mut |_, _| {}));
    // Without locks nobody counts the tabs, and nobody takes this one for being alone.
    let _ = request(name, "mode", &"shared".into(), &never);
}

/// How many tabs hold this lock; `None` where nobody can tell.
pub async fn holders(name: &str) -> Option<usize> {
    let locks = manager()?;
    let query = Reflect::apply(&method(&locks, "query")?, &locks, &Array::new()).ok()?;
    let found = JsFuture::from(query.dyn_into::<Promise>().ok()?).await.ok()?;
    let held: Array = Reflect::get(&found, &"held".into()).ok()?.dyn_into().ok()?;
    let is_it = |lock: &JsValue| {
        let name_of = Reflect::get(lock, &"name".into()).ok().and_then(|it| it.as_string());
        name_of.as_deref() == Some(name)
    };
    Some(held.iter().filter(is_it).count())
}

/// Does this while no other tab holds the lock; not at all if one does. Without locks, does
/// it anyway: for work that is safe to be done twice.
pub fn if_free(name: &str, work: impl FnOnce() + Clone + 'static) {
    let alone = work.clone();
    let callback = Closure::once_into_js(move |lock: JsValue| {
        if !lock.is_null() {
            alone();
        }
    });
    if request(name, "ifAvailable", &JsValue::TRUE, &callback).is_none() {
        work();
    }
}
