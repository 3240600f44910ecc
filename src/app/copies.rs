//! Copies in files: saving one, being reminded of it, and taking one over.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::core::{Core, is_decision};
use super::model::Model;
use crate::app::words::{self, say};
use crate::browser::settings::{self, Mark};
use crate::browser::{clock, files};
use crate::domain::base::Adopted;
use crate::domain::fact::{Act, Refusal};
use crate::domain::ledger::{Author, Ledger};
use crate::domain::network::Counts;
use crate::store::{Backup, Space, raw_copy, write_backup};

/// After how many decisions without a copy one is reminded of it.
const DECISIONS: usize = 50;
/// After how many days.
const DAYS: i64 = 30;

/// What is there, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Content {
    /// People and invitations.
    pub counts: Counts,
    /// Facts, those included that are only counted.
    pub facts: u64,
}

impl Content {
    fn of(ledger: &Ledger) -> Content {
        let (base, facts) = ledger.effective();
        Content {
            counts: ledger.network().counts(clock::today()),
            facts: base.facts + facts.len() as u64,
        }
    }
}

/// What taking over a backup would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// What is there now.
    pub now: Content,
    /// What would be there if it were added, or why that cannot be.
    pub added: Result<Content, Refusal>,
    /// What would be there if it replaced what is there.
    pub replaced: Result<Content, Refusal>,
}

fn adopted(label: &str, backup: &Backup, replaces: bool) -> Act {
    Act::Adopt(Arc::new(Adopted {
        label: label.to_owned(),
        replaces,
        base: backup.base.clone(),
        facts: backup.facts.clone(),
    }))
}

impl Model {
    /// Lets the browser save everything to a file.
    pub fn save_to_file(self) {
        let space = self.space();
        let written = self.core.with_value(|core| {
            let (base, facts) = core.ledger.effective();
            write_backup(&base, &facts, space)
        });
        let text = match written {
            Ok(text) => text,
            Err(error) => return self.warn(error),
        };
        let name = match space {
            Space::Own => format!("quietly-{}.txt", clock::today()),
            Space::Sample => format!("quietly-sample-{}.txt", clock::today()),
        };
        if let Err(error) = files::save(&name, &text) {
            return self.warn(error);
        }
        if space == Space::Own {
            // Where settings cannot be stored, the reminder comes again: that is said there.
            let _ = settings::set_saved(self.mark());
            self.tell_change();
        }
        self.tell(say!(settings.saved));
    }

    /// Lets the browser save all values as they stand, damaged ones included.
    pub fn save_raw(self) {
        let now = clock::now();
        let copy = self.core.with_value(|core| raw_copy(core.store.medium(), &now.to_rfc3339()));
        let saved = copy.map_err(|error| words::why(&error)).and_then(|text| {
            files::save(&format!("quietly-copy-{}.json", now.date_naive()), &text)
        });
        match saved {
            Ok(()) => self.tell(say!(settings.saved)),
            Err(error) => self.warn(error),
        }
    }

    /// Goes on without what is lost.
    pub fn give_up_losses(self) {
        let given_up = self.core.try_update_value(|core| {
            let given_up = core.store.give_up(core.losses());
            core.reopen();
            given_up
        });
        self.tell_change();
        if let Some(Err(error)) = given_up {
            self.warn(words::why(&error));
        }
    }

    /// Now, and how far the history reaches.
    fn mark(self) -> Mark {
        let clock = self.core.with_value(|core| {
            core.ledger.entries().next_back().map_or(0, |entry| entry.fact.id.clock)
        });
        Mark { day: clock::today(), clock }
    }

    /// When the user's own network was last saved to a file; `None` if it never was.
    pub fn last_saved(self) -> Option<NaiveDate> {
        self.changed.track();
        settings::saved().map(|mark| mark.day)
    }

    /// Whether it is time to remind of a copy: after many decisions or days without one.
    pub fn is_copy_due(self) -> bool {
        self.changed.track();
        if self.space() != Space::Own {
            return false;
        }
        let since = settings::saved().into_iter().chain(settings::reminded()).max();
        let clock = since.map_or(0, |mark| mark.clock);
        let (decisions, first) = self.core.with_value(|core| {
            let later = core.ledger.entries().rev().take_while(|it| it.fact.id.clock > clock);
            let decisions = later.filter(|entry| is_decision(entry)).take(DECISIONS).count();
            (decisions, core.ledger.entries().next().map(|entry| entry.fact.at.date_naive()))
        });
        let from = since.map(|mark| mark.day).or(first);
        let days = from.map_or(0, |day| (clock::today() - day).num_days());
        decisions >= DECISIONS || (decisions > 0 && days >= DAYS)
    }

    /// Puts the reminder off until as much has happened again.
    pub fn put_reminder_off(self) {
        if let Err(error) = settings::set_reminded(self.mark()) {
            self.warn(error);
        }
        self.tell_change();
    }

    /// What taking over a backup would do. Nothing changes.
    pub fn preview(self, backup: &Backup) -> Preview {
        self.core.with_value(|core| {
            let after = |replaces| {
                let mut trial = core.ledger.clone();
                let by = Author {
                    tab: core.store.tab(),
                    number: core.store.next_number(),
                    at: clock::now(),
                };
                trial.record(trial.decide(adopted("", backup, replaces), by)?);
                Ok(Content::of(&trial))
            };
            Preview { now: Content::of(&core.ledger), added: after(false), replaced: after(true) }
        })
    }

    /// Takes over a backup: beside what is here, or instead of it. One act, one undo.
    pub async fn restore(self, label: &str, backup: &Backup, replaces: bool) -> bool {
        self.act_in_slices(adopted(label, backup, replaces)).await
    }

    /// Removes everything of this program from this browser.
    pub fn erase_everything(self) {
        let erased = self.medium(|medium| crate::store::erase_everything(&medium, None));
        match erased {
            Ok(()) => {
                settings::show_theme(settings::Theme::System);
                self.reopen();
                self.tell(say!(settings.erased));
            }
            Err(error) => self.warn(words::why(&error)),
        }
    }

    /// Opens the user's own network anew, with nothing of what was in memory.
    fn reopen(self) {
        self.core.set_value(Core::open(Space::Own));
        self.set_space(Space::Own);
        self.tell_change();
    }
}
