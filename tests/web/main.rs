//! Each page, mounted in a headless browser and driven as by hand.
#![cfg(target_arch = "wasm32")]

mod connections;
mod hand;
mod history;
mod home;
mod import;
mod insights;
mod mailbox;
mod settings;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
