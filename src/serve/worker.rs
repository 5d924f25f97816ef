//! The thread of one site: keeps the edition that is shown, renders pages of it when asked, and looks at the sources when told.
//!
//! The edition lends itself to the renderer for as long as it is shown ([`render::on_demand`]), which is why one thread owns both. A new edition
//! replaces it only when it is proven: no error in the sources, none in the templates, none in a page that changed. Until then, and whenever
//! a look finds errors, the last good edition stays.

use super::edition::{Edition, Look, Report, Sources};
use super::live::Live;
use super::text;
use crate::diag::{Language, Sink};
use crate::render::{self, OnDemand};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

/// What a worker is asked to do.
pub(super) enum Order {
    /// A file of the site.
    File(String, Sender<Answer>),
    /// Look at the sources; the answer comes when the new edition is shown, or refused.
    Look(Sender<Looked>),
    Stop,
}

/// A file of the site, or why there is none.
#[derive(Debug)]
pub(super) enum Answer {
    /// Its bytes, and the look that they are from.
    File(Vec<u8>, u64),
    Missing,
    /// There is no edition yet: the problems stand in [`Live`].
    NoEdition,
    /// Only a base of others.
    Base,
    /// The page could not be rendered: what is wrong with it, as text.
    Broken(String),
}

/// What a look came to.
#[derive(Debug)]
pub(super) struct Looked {
    /// The folders that the site was read from.
    pub roots: Vec<PathBuf>,
    /// `None` when nothing changed.
    pub report: Option<Report>,
}

/// The state of one worker.
pub(super) struct Worker {
    /// The site's name in the addresses; empty when it is the only one.
    pub name: String,
    pub sources: Sources,
    pub live: Arc<Live>,
    pub language: Language,
    /// Whether the site is only a base of others.
    pub is_base: bool,
    pub orders: Receiver<Order>,
    /// Looks that found a change.
    pub looks: u64,
    /// Who waits for the look that is under way.
    pub waiting: Vec<Sender<Looked>>,
}

/// How a stretch of work with one edition ends.
enum End {
    Stop,
    /// Another edition is to be tried.
    Next(Box<Edition>, Report),
    /// The edition was not proven.
    Refused(Report),
}

impl Worker {
    /// Works until told to stop.
    pub fn run(mut self) {
        let mut good: Option<Box<Edition>> = None;
        let mut fresh: Option<(Box<Edition>, Report)> = None;
        loop {
            let (edition, report) = match fresh.take() {
                Some((edition, report)) => (Some(edition), Some(report)),
                None => (good.take(), None),
            };
            let end = match &edition {
                Some(edition) => self.show(edition, report),
                None => self.work(None),
            };
            match end {
                End::Stop => return,
                End::Next(next, report) => (good, fresh) = (edition, Some((next, report))),
                End::Refused(report) => self.finish(report, false),
            }
        }
    }

    /// Proves an edition, then shows it until there is another. One that was shown before is not proven again.
    fn show(&mut self, edition: &Edition, report: Option<Report>) -> End {
        let mut report = report;
        let shown = render::on_demand(&edition.site, &edition.sources, &edition.theme, |pages| {
            if let Some(mut report) = report.take() {
                report.sink.append(prove(pages, edition));
                report.sink.settle(&report.sources);
                if report.sink.errors() > 0 {
                    return End::Refused(report);
                }
                self.finish(report, true);
            }
            self.work(Some((pages, edition)))
        });
        shown.unwrap_or_else(|sink| {
            let mut report = report.unwrap_or_default();
            report.sink.append(*sink);
            report.sink.settle(&report.sources);
            End::Refused(report)
        })
    }

    /// Follows orders until a look finds another edition.
    fn work(&mut self, shown: Option<(&OnDemand<'_>, &Edition)>) -> End {
        loop {
            let Ok(order) = self.orders.recv() else { return End::Stop };
            match order {
                Order::Stop => return End::Stop,
                Order::File(path, reply) => {
                    let answer = match shown {
                        _ if self.is_base => Answer::Base,
                        Some((pages, edition)) => self.file(pages, edition, &path),
                        None => Answer::NoEdition,
                    };
                    // Who asked may have gone away.
                    let _ = reply.send(answer);
                }
                Order::Look(reply) => {
                    self.waiting.push(reply);
                    let Some(look) = self.sources.look() else {
                        self.tell(None);
                        continue;
                    };
                    self.looks += 1;
                    let Look { edition, is_base, report } = look;
                    self.is_base = is_base;
                    match edition {
                        Some(edition) => return End::Next(edition, report),
                        None => self.finish(report, false),
                    }
                }
            }
        }
    }

    fn file(&self, pages: &OnDemand<'_>, edition: &Edition, path: &str) -> Answer {
        let shown = self.live.state(&self.name).map_or(0, |state| state.shown);
        match pages.file(path) {
            Ok(Some(bytes)) => Answer::File(bytes, shown),
            Ok(None) => Answer::Missing,
            Err(problem) => {
                let mut sink = Sink::default();
                sink.push(*problem);
                Answer::Broken(text::problems(&sink, &edition.sources, self.language))
            }
        }
    }

    /// Tells browsers and whoever waits what a look came to.
    fn finish(&mut self, report: Report, is_shown: bool) {
        let (errors, warnings) = (report.sink.errors(), report.sink.warnings());
        let problems = text::problems(&report.sink, &report.sources, self.language);
        let looks = self.looks;
        self.live.update(&self.name, |state| {
            state.look = looks;
            state.shown = if is_shown { looks } else { state.shown };
            (state.errors, state.warnings) = (errors, warnings);
            state.title = text::bar(errors, warnings, state.shown > 0, self.language);
            state.text = problems;
        });
        self.tell(Some(report));
    }

    fn tell(&mut self, report: Option<Report>) {
        let mut report = report;
        for reply in self.waiting.drain(..) {
            let _ = reply.send(Looked { roots: self.sources.roots.clone(), report: report.take() });
        }
    }
}

/// What only rendering finds. The embedded templates are right for every page, so only pages that changed can be wrong; with templates of its
/// own, any page of the site may be.
fn prove(pages: &OnDemand<'_>, edition: &Edition) -> Sink {
    if edition.has_own_templates {
        return pages.try_all();
    }
    let mut sink = Sink::default();
    for path in &edition.changed {
        if let Err(problem) = pages.file(path) {
            sink.push(*problem);
        }
    }
    sink
}
