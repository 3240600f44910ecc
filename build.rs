//! Turns `locales/*.json` into checked Rust: a word that is missing is a compile error.

fn main() {
    #[cfg(feature = "app")]
    locales::generate();
}

#[cfg(feature = "app")]
mod locales {
    use std::path::PathBuf;

    use leptos_i18n_parser::parse_locales::{
        options::{Config, ParseOptions},
        parse_locales,
    };

    /// Writes the module `i18n` that `src/app/words.rs` includes.
    ///
    /// `leptos_i18n_build` would do the same, and compile ICU's whole data provider for
    /// formatters that are not used here; these two crates are what it calls.
    pub fn generate() {
        println!("cargo::rerun-if-changed=locales");
        let config = Config::new("en")
            .expect("`en` is a language tag")
            .parse_options(ParseOptions::new().interpolate_display(true));
        let locales = parse_locales(None, config).expect("locales/*.json must parse");
        let code = leptos_i18n_codegen::gen_code(&locales, None, false, None, false)
            .expect("locales/*.json must agree with each other");
        let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
        std::fs::write(out.join("i18n.rs"), code.to_string()).expect("OUT_DIR is writable");
    }
}
