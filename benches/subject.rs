//! All that the benchmark knows of the store and the ledger: opening, keeping, acting and
//! importing as the page does it.

use std::sync::Arc;

use quietly::browser::clock;
use quietly::browser::storage::LocalStorage;
use quietly::domain::fact::{Act, Fact};
use quietly::domain::ledger::{Author, Ledger};
use quietly::domain::person::Moment;
use quietly::import::{Export, InputFile, NoPace, Options, Plan, plan, read};
use quietly::store::{Space, Store, usage};
use wasm_bindgen::JsError;

/// From how many entries on the page packs.
const PACK_AT: usize = 100;

/// An opened network and what keeps it.
pub struct Subject {
    /// The network and its history.
    pub ledger: Ledger,
    store: Store<LocalStorage>,
}

impl Subject {
    /// Reads from the storage, checks, unpacks and folds what is kept.
    pub fn open() -> Result<Subject, JsError> {
        let store = Store::new(LocalStorage, Space::Own, clock::new_tab());
        let opened = store.read_new()?;
        if !opened.losses.is_empty() || opened.is_newer {
            return Err(JsError::new("something that was kept cannot be read"));
        }
        Ok(Subject { ledger: Ledger::fold(opened.base, opened.facts), store })
    }

    /// The fact that this act would be; `None` where it is refused.
    pub fn decide(&self, act: Act, at: Moment) -> Option<Fact> {
        let by = Author { tab: self.store.tab(), number: self.store.next_number(), at };
        self.ledger.decide(act, by).ok()
    }

    /// Keeps a fact: what the store alone does of an act.
    pub fn keep(&self, fact: &Fact) -> Result<(), JsError> {
        Ok(self.store.keep(fact)?)
    }

    /// Takes a fact that is kept into the network.
    pub fn record(&mut self, fact: Fact) {
        self.ledger.record(fact);
    }

    /// Packs, as the page does when nobody acts. Whether there was anything to pack.
    pub fn rest(&self) -> Result<(), JsError> {
        self.store.pack(PACK_AT)?;
        Ok(())
    }

    /// Decides, keeps and records. Whether it was allowed.
    pub fn act(&mut self, act: Act, at: Moment) -> Result<bool, JsError> {
        let Some(fact) = self.decide(act, at) else { return Ok(false) };
        self.keep(&fact)?;
        self.record(fact);
        Ok(true)
    }

    /// Reads an archive and plans what importing it would do. Answers with how many connections
    /// and invitations it holds, and with all that can be worked with then.
    pub async fn read(
        &self,
        name: String,
        bytes: Vec<u8>,
    ) -> Result<([usize; 2], (Export, Plan)), JsError> {
        let (export, plan) = self.plan(name, bytes, clock::now()).await?;
        let is_whole = plan.report.people as usize >= export.connections.len();
        let counts = [export.connections.len(), export.invitations.len()];
        if is_whole {
            Ok((counts, (export, plan)))
        } else {
            Err(JsError::new("the plan leaves somebody out"))
        }
    }

    /// Imports an archive. As on the page, the rows and the plan are there until it is done.
    pub async fn import(&mut self, name: String, bytes: Vec<u8>) -> Result<(), JsError> {
        let now = clock::now();
        let (_export, plan) = self.plan(name, bytes, now).await?;
        let act = Act::Import(Arc::new(plan.batch.clone()));
        self.store.prepare(&act, async || {}).await?;
        let done = self.act(act, now)?;
        if done { Ok(()) } else { Err(JsError::new("the import was refused")) }
    }

    async fn plan(
        &self,
        name: String,
        bytes: Vec<u8>,
        now: Moment,
    ) -> Result<(Export, Plan), JsError> {
        let today = now.date_naive();
        let file = InputFile { path: name.clone(), bytes };
        let export = read(vec![file], today, &NoPace).await?;
        let made_on = export.made_on.map(|made_on| made_on.day);
        let options = Options { label: name, made_on, today, old_into_archive: false };
        let plan = plan(self.ledger.network(), &export, &options);
        Ok((export, plan))
    }
}

/// How many units of the storage are taken by what is kept.
pub fn units() -> Result<usize, JsError> {
    let usage = usage(&LocalStorage)?;
    Ok(usage.rows + usage.history)
}
