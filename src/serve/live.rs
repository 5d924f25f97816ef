//! What open pages are told: for each site its state now, handed to every event stream that waits for the next one.

use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The state of one site as a browser is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct State {
    /// Grows with every look that found a change.
    pub look: u64,
    /// The look that gave the site which is shown; a page of an older one loads itself anew.
    pub shown: u64,
    pub errors: usize,
    pub warnings: usize,
    /// What the bar says.
    pub title: String,
    /// The problems as text.
    pub text: String,
}

/// The states of all sites.
#[derive(Debug, Default)]
pub(super) struct Live {
    inner: Mutex<Inner>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Inner {
    states: BTreeMap<String, State>,
    is_over: bool,
}

/// What a stream was waiting for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    State(State),
    /// Nothing happened for so long.
    Quiet,
    /// The preview ends, or the site is gone.
    Over,
}

impl Live {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state of a site and wakes all streams.
    pub fn update(&self, site: &str, change: impl FnOnce(&mut State)) {
        change(self.lock().states.entry(site.to_owned()).or_default());
        self.changed.notify_all();
    }

    /// Forgets a site that is gone.
    pub fn forget(&self, site: &str) {
        self.lock().states.remove(site);
        self.changed.notify_all();
    }

    /// Ends all streams.
    pub fn end(&self) {
        self.lock().is_over = true;
        self.changed.notify_all();
    }

    /// The state of a site now.
    pub fn state(&self, site: &str) -> Option<State> {
        self.lock().states.get(site).cloned()
    }

    /// Waits for a state of a site that differs from the one a stream has told last.
    pub fn next(&self, site: &str, last: Option<&State>, patience: Duration) -> Next {
        let is_same = |inner: &mut Inner| !inner.is_over && inner.states.get(site).is_some_and(|state| Some(state) == last);
        let (inner, waited) = self.changed.wait_timeout_while(self.lock(), patience, is_same).unwrap_or_else(PoisonError::into_inner);
        match inner.states.get(site).filter(|_| !inner.is_over) {
            None => Next::Over,
            Some(_) if waited.timed_out() => Next::Quiet,
            Some(state) => Next::State(state.clone()),
        }
    }
}
