//! The page: a panic hook, the outside world, and the shell.

use leptos::mount::mount_to_body;
use quietly::app::shell::Shell;
use quietly::browser::{panic, settings};

fn main() {
    panic::tell_rescue();
    settings::show_theme(settings::theme());
    mount_to_body(Shell);
    panic::tell_up();
}
