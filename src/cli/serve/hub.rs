//! What is shown now: the last state that could be, what is wrong with the newest, and who is told of the next.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tokio::sync::watch;

use super::generation::{Built, Fault, Generation};
use crate::text;
use crate::text::Lang;

/// As many findings as the panel shows of one list.
const SHOWN: usize = 100;

/// What is shown now.
pub(super) struct Hub {
    state: Mutex<State>,
    news: watch::Sender<u64>,
    /// Language of what is said on the terminal.
    lang: Lang,
}

#[derive(Default)]
struct State {
    good: Option<Arc<Generation>>,
    /// Number of the good state; no good one yet is 0.
    number: u64,
    faults: Vec<Fault>,
}

/// What the panel of a page is told.
#[derive(Serialize)]
pub(super) struct Panel {
    version: String,
    errors: usize,
    warnings: usize,
    infos: usize,
    /// Why the newest files are not what is shown.
    faults: Vec<Fault>,
    /// Findings the page is about.
    here: List,
    /// All findings.
    all: List,
}

#[derive(Serialize)]
struct List {
    count: usize,
    first: Vec<Fault>,
}

impl List {
    fn of<'f>(faults: impl Iterator<Item = &'f Fault> + Clone) -> Self {
        Self { count: faults.clone().count(), first: faults.take(SHOWN).cloned().collect() }
    }
}

impl Hub {
    /// Nothing is shown yet.
    pub(super) fn new(lang: Lang) -> Self {
        Self { state: Mutex::default(), news: watch::Sender::new(0), lang }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes what became of a build; a bad one leaves the last good one in its place.
    pub(super) fn take(&self, built: Built) {
        let mut state = self.state();
        match built {
            Built::Good(generation) => {
                state.good = Some(Arc::new(generation));
                state.number += 1;
                state.faults.clear();
            }
            Built::Bad(faults) => state.faults = faults,
        }
        drop(state);
        self.news.send_modify(|count| *count += 1);
    }

    /// The last state that could be shown.
    pub(super) fn good(&self) -> Option<Arc<Generation>> {
        self.state().good.clone()
    }

    /// Names the state that is shown; the process too, so that a page of an earlier one knows itself stale.
    pub(super) fn version(&self) -> String {
        format!("{}.{}", std::process::id(), self.state().number)
    }

    /// What is wrong with the newest files.
    pub(super) fn faults(&self) -> Vec<Fault> {
        self.state().faults.clone()
    }

    /// Told at each build.
    pub(super) fn news(&self) -> watch::Receiver<u64> {
        self.news.subscribe()
    }

    /// What the panel of a page shows; `page` is from the root of its language.
    pub(super) fn panel(&self, page: &str) -> Panel {
        let (version, faults, good) = (self.version(), self.faults(), self.good());
        let findings = good.as_ref().map_or(&[][..], |good| good.findings.as_slice());
        let tally = good.as_ref().map(|good| good.tally).unwrap_or_default();
        Panel {
            version,
            errors: tally.errors,
            warnings: tally.warnings,
            infos: tally.infos,
            faults,
            here: List::of(findings.iter().filter(|finding| finding.pages.iter().any(|about| about == page))),
            all: List::of(findings.iter()),
        }
    }

    /// What the newest build came to, in a few lines.
    pub(super) fn said(&self) -> String {
        let state = self.state();
        if let Some(first) = state.faults.first() {
            let (count, place, message) = (state.faults.len(), &first.place, first.message.get(self.lang));
            let text = text!(
                vi: "không dựng được, trang cũ vẫn còn: {count} lỗi; {place} {message}",
                en: "not built, the old pages stay: {count} errors; {place} {message}",
            );
            return text.get(self.lang).to_owned();
        }
        let tally = state.good.as_ref().map(|good| good.tally).unwrap_or_default();
        let (errors, warnings, infos) = (tally.errors, tally.warnings, tally.infos);
        let text = text!(
            vi: "đã dựng: {errors} lỗi, {warnings} cảnh báo, {infos} thông tin",
            en: "built: {errors} errors, {warnings} warnings, {infos} notes",
        );
        text.get(self.lang).to_owned()
    }
}
