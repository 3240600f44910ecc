//! Parts of a screen that could be given to another app tomorrow.
//!
//! **Room rule.** Nothing here knows what an invitation is: no domain, no store, no words
//! of its own. Everything comes in as values and callbacks.
