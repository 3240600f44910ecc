//! The lines above a saved table. LinkedIn's own files have three there too, and who reads those
//! steps over these.

use chrono::NaiveDate;

/// With which the line that tells begins.
const SAVED_ON: &str = "Saved by Quietly on ";

/// The names of the columns: LinkedIn's own.
pub const COLUMNS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On";

/// How the line goes on that tells of former connections: no column has room for that.
const FORMER: &str = ", former connections";

/// What the lines above a table say that this program saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// The day of saving.
    pub on: NaiveDate,
    /// Whether those in it are former connections.
    pub former: bool,
}

impl Saved {
    /// The lines above the names of the columns.
    pub fn preamble(self) -> String {
        let former = if self.former { FORMER } else { "" };
        format!(
            "Notes:\n\"{SAVED_ON}{}{former}. It is no export of LinkedIn: who is not in it may \
             be a connection all the same.\"\n\n",
            self.on
        )
    }

    /// What these lines say; `None` for the table of somebody else.
    pub fn read(preamble: &str) -> Option<Saved> {
        let (_, behind) = preamble.split_once(SAVED_ON)?;
        let (day, behind) = behind.split_at_checked(10)?;
        Some(Saved { on: day.parse().ok()?, former: behind.starts_with(FORMER) })
    }
}
