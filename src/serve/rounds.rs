//! The preview's own thread: waits for hints, lets them settle, has every site looked at, tells what came of it.
//!
//! A save is rarely one event, and never tells that it is whole. So a round begins when nothing was heard for [`QUIET`], at the latest
//! [`MOST`] after the first hint. What an editor does within that time, in whatever order, is one round; what changes no byte is none.

use super::answer::Desk;
use super::edition::{Report, Sources};
use super::watch::{Signal, Watch};
use super::worker::{Looked, Order, Worker};
use super::{News, SiteNews};
use crate::build::Workspace;
use crate::model::Audience;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// The silence that ends a save.
pub const QUIET: Duration = Duration::from_millis(100);
/// How long a round is put off at most, however busy the folder.
const MOST: Duration = Duration::from_secs(1);
/// How often the sources are looked at where the system does not tell.
const BY_CLOCK: Duration = Duration::from_secs(1);
/// Watches that are new bring another look, for what happened before them; a folder that keeps coming and going ends that here.
const MAX_LOOKS: usize = 4;

/// The thread's state.
pub(super) struct Rounds {
    pub folder: PathBuf,
    pub audience: Audience,
    pub desk: Arc<Desk>,
    pub signals: Receiver<Signal>,
    pub watch: Watch,
    pub news: Sender<News>,
    /// The threads of the sites by name, with their folders.
    pub sites: BTreeMap<String, (PathBuf, JoinHandle<()>)>,
}

impl Rounds {
    /// Goes round until told to stop. The first round comes at once.
    pub fn run(mut self) {
        let mut moved = BTreeSet::new();
        let mut is_told = false;
        loop {
            self.round(&moved);
            if self.watch.is_by_clock && !is_told {
                is_told = true;
                let _ = self.news.send(News::ByClock);
            }
            moved.clear();
            if self.wait(&mut moved) {
                break;
            }
        }
        self.end();
    }

    /// Waits until there is something to look at; gives whether it is the end.
    fn wait(&mut self, moved: &mut BTreeSet<PathBuf>) -> bool {
        let first = if self.watch.is_by_clock {
            match self.signals.recv_timeout(BY_CLOCK) {
                Err(RecvTimeoutError::Timeout) => return false,
                Err(RecvTimeoutError::Disconnected) => Signal::Stop,
                Ok(signal) => signal,
            }
        } else {
            self.signals.recv().unwrap_or(Signal::Stop)
        };
        hear_out(&self.signals, first, moved)
    }

    fn round(&mut self, moved: &BTreeSet<PathBuf>) {
        let started = Instant::now();
        let mut reports: BTreeMap<String, Report> = BTreeMap::new();
        let mut is_changed = self.find_sites();
        let mut moved = moved.clone();
        for _ in 0..MAX_LOOKS {
            let mut roots: BTreeSet<PathBuf> = BTreeSet::from([self.folder.clone()]);
            if !self.desk.is_single {
                // The folders that hold the sites; the workspace itself is around each of them.
                roots.extend(self.sites.values().map(|(folder, _)| folder.clone()));
                if roots.len() > 1 {
                    roots.remove(&self.folder);
                }
            }
            for (name, looked) in self.look() {
                roots.extend(looked.roots);
                if let Some(report) = looked.report {
                    reports.insert(name, report);
                }
            }
            if !self.watch.cover(&roots, &std::mem::take(&mut moved)) {
                break;
            }
        }
        is_changed |= !reports.is_empty();
        if !is_changed {
            return;
        }
        if !self.desk.is_single {
            self.desk.live.update("", |state| (state.look, state.shown) = (state.look + 1, state.shown + 1));
        }
        let sites = reports.into_iter().map(|(name, report)| self.tell(&name, report));
        let _ = self.news.send(News::Round { sites: sites.collect(), took: started.elapsed() });
    }

    fn tell(&self, name: &str, report: Report) -> SiteNews {
        let state = self.desk.live.state(name).unwrap_or_default();
        SiteNews {
            folder: self.sites.get(name).map(|(folder, _)| folder.clone()).unwrap_or_default(),
            changed: report.changed,
            is_shown: state.shown > 0 && state.shown == state.look,
            is_kept: state.shown > 0 && state.shown < state.look,
            sink: report.sink,
            sources: report.sources,
        }
    }

    /// All sites look at once; each answers when it shows what it found.
    fn look(&self) -> Vec<(String, Looked)> {
        let orders = self.desk.sites.read().unwrap_or_else(PoisonError::into_inner).clone();
        let asked: Vec<(String, Receiver<Looked>)> = orders
            .into_iter()
            .map(|(name, orders)| {
                let (reply, answer) = channel();
                let _ = orders.send(Order::Look(reply));
                (name, answer)
            })
            .collect();
        let mut all = Vec::new();
        for (name, answer) in asked {
            match answer.recv() {
                Ok(looked) => all.push((name, looked)),
                // A thread ends by itself only when it panics.
                Err(_) => drop(self.news.send(News::Bug)),
            }
        }
        all
    }

    /// Starts and ends threads as sites come and go; gives whether any did.
    fn find_sites(&mut self) -> bool {
        let found: BTreeMap<String, PathBuf> = if self.desk.is_single {
            BTreeMap::from([(String::new(), self.folder.clone())])
        } else {
            let sites = Workspace::find(&self.folder).map(|workspace| workspace.sites).unwrap_or_default();
            sites.into_iter().map(|site| (name_of(&site), site)).collect()
        };
        let gone: Vec<String> = self.sites.keys().filter(|name| !found.contains_key(*name)).cloned().collect();
        let new: Vec<(String, PathBuf)> = found.into_iter().filter(|(name, _)| !self.sites.contains_key(name)).collect();
        let is_changed = !gone.is_empty() || !new.is_empty();
        gone.iter().for_each(|name| self.end_site(name));
        new.into_iter().for_each(|(name, folder)| self.start_site(name, folder));
        is_changed
    }

    fn start_site(&mut self, name: String, folder: PathBuf) {
        let (orders, receiver) = channel();
        self.desk.live.update(&name, |_| {});
        let worker = Worker {
            name: name.clone(),
            sources: Sources::new(&folder, self.audience),
            live: Arc::clone(&self.desk.live),
            language: self.desk.language,
            is_base: false,
            orders: receiver,
            looks: 0,
            waiting: Vec::new(),
        };
        let started = thread::Builder::new().name(format!("preview-{name}")).spawn(move || worker.run());
        match started {
            Ok(thread) => {
                self.desk.sites.write().unwrap_or_else(PoisonError::into_inner).insert(name.clone(), orders);
                self.sites.insert(name, (folder, thread));
            }
            Err(_) => drop(self.news.send(News::Bug)),
        }
    }

    fn end_site(&mut self, name: &str) {
        let orders = self.desk.sites.write().unwrap_or_else(PoisonError::into_inner).remove(name);
        if let Some(orders) = orders {
            let _ = orders.send(Order::Stop);
        }
        if let Some((_, thread)) = self.sites.remove(name) {
            let _ = thread.join();
        }
        self.desk.live.forget(name);
    }

    fn end(mut self) {
        let names: Vec<String> = self.sites.keys().cloned().collect();
        names.iter().for_each(|name| self.end_site(name));
        self.desk.live.end();
    }
}

/// Takes in what follows a signal until nothing is heard for [`QUIET`], but not for longer than [`MOST`]; gives whether it is the end.
fn hear_out(signals: &Receiver<Signal>, first: Signal, moved: &mut BTreeSet<PathBuf>) -> bool {
    let started = Instant::now();
    let mut next = Ok(first);
    loop {
        match next {
            Ok(Signal::Hint(paths)) => moved.extend(paths),
            Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return true,
            Err(RecvTimeoutError::Timeout) => return false,
        }
        let left = MOST.saturating_sub(started.elapsed());
        if left.is_zero() {
            return false;
        }
        next = signals.recv_timeout(QUIET.min(left));
    }
}

/// The name of a site among others: that of its folder, which is known even while its `site.yml` cannot be read.
fn name_of(folder: &Path) -> String {
    folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(path: &str) -> Signal {
        Signal::Hint(vec![PathBuf::from(path)])
    }

    #[test]
    fn what_comes_at_once_is_one_round() {
        let (sender, signals) = channel();
        for path in ["a", "b", "a"] {
            sender.send(hint(path)).unwrap();
        }
        let mut moved = BTreeSet::new();
        assert!(!hear_out(&signals, hint("first"), &mut moved));
        assert!(signals.try_recv().is_err(), "nothing is left for another round");
        assert_eq!(moved, ["a", "b", "first"].map(PathBuf::from).into());
    }

    #[test]
    fn a_stop_is_heard_at_once() {
        let (sender, signals) = channel();
        sender.send(hint("a")).unwrap();
        sender.send(Signal::Stop).unwrap();
        assert!(hear_out(&signals, hint("first"), &mut BTreeSet::new()));
        drop(sender);
        assert!(hear_out(&signals, hint("first"), &mut BTreeSet::new()), "nobody is left who could send");
    }
}
