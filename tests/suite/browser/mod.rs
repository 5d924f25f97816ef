//! Real browsers on real folders: what a reader with Chromium, Edge or Firefox and a copied folder gets.
//!
//! `bidi` is the wire, `page` one tab, `gestures` a reader's hands, `visit` walks a whole site and lists its defects.
//! `chromium` and `firefox` start one shared session each, lent to one test at a time by [`with_page`]. `probe`,
//! `smoke` and `defects` prove the tools; `site` holds the tests of the built sites, `axe` has them checked for accessibility, `journeys`
//! goes the ways of a reader by mouse and keyboard, `shots` shows them to us.

/// Makes a test for each browser.
macro_rules! in_both {
    ($($name:ident: $chromium:ident, $firefox:ident;)*) => {$(
        #[test]
        fn $chromium() -> Outcome {
            $name(Engine::Chromium)
        }

        #[test]
        fn $firefox() -> Outcome {
            $name(Engine::Firefox)
        }
    )*};
}

mod agendas;
mod axe;
mod bidi;
mod calculator;
mod calculator_modes;
mod checklists;
mod chromium;
mod defects;
mod file_url;
mod filling;
mod firefox;
mod flows;
mod forms;
mod gestures;
mod journeys;
mod links;
mod page;
mod paper;
mod pdf;
mod probe;
mod process;
mod search;
mod shots;
pub mod site;
mod smoke;
mod visit;
mod watch;

use std::fmt;
use std::sync::{Mutex, PoisonError};

use serde_json::json;

use bidi::{Connection, Outcome};
use page::Page;
use process::Process;

/// The browsers whose behaviour is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// What a session tells without being asked.
const EVENTS: [&str; 4] = ["log.entryAdded", "network.beforeRequestSent", "network.fetchError", "script.message"];

/// A running browser. The connection is dropped first, then the process ends.
struct Session {
    connection: Connection,
    _process: Process,
}

/// A session that tests share: a start takes one to three seconds, a tab a tenth of that.
type Shared = Mutex<Option<Session>>;

static CHROMIUM: Shared = Mutex::new(None);
static FIREFOX: Shared = Mutex::new(None);
static SCRIPTLESS_FIREFOX: Shared = Mutex::new(None);

/// Lends a fresh tab of a browser to `work`. Tests on one browser wait for each other.
pub fn with_page<T>(engine: Engine, work: impl FnOnce(&mut Page<'_>) -> Outcome<T>) -> Outcome<T> {
    match engine {
        Engine::Chromium => lend(engine, &CHROMIUM, chromium::start, work),
        Engine::Firefox => lend(engine, &FIREFOX, || firefox::start(true), work),
    }
}

/// Lends a tab in which pages have no JavaScript.
pub fn with_scriptless_page<T>(engine: Engine, work: impl FnOnce(&mut Page<'_>) -> Outcome<T>) -> Outcome<T> {
    match engine {
        Engine::Chromium => lend(engine, &CHROMIUM, chromium::start, |page| {
            page.stop_scripts()?;
            work(page)
        }),
        Engine::Firefox => lend(engine, &SCRIPTLESS_FIREFOX, || firefox::start(false), work),
    }
}

fn lend<T>(
    engine: Engine,
    shared: &Shared,
    start: impl FnOnce() -> Outcome<(Process, Connection)>,
    work: impl FnOnce(&mut Page<'_>) -> Outcome<T>,
) -> Outcome<T> {
    let mut slot = shared.lock().unwrap_or_else(PoisonError::into_inner);
    // Put back only after its tab could be closed: a browser in disorder, or one whose test panicked, is replaced.
    let mut session = match slot.take() {
        Some(session) => session,
        None => {
            let (process, mut connection) = start()?;
            connection.command("session.subscribe", json!({"events": EVENTS}))?;
            Session { connection, _process: process }
        }
    };
    let mut page = Page::open(engine, &mut session.connection)?;
    let result = work(&mut page);
    if page.close().is_ok() {
        *slot = Some(session);
    }
    result
}
