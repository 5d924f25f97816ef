//! F8 `serve`: the preview. A handbook in memory, looked at in a browser of this machine while its sources are edited.
//!
//! | file | what it does |
//! |---|---|
//! | `watch` | asks the system to tell of changes; hints only |
//! | `rounds` | the thread that waits for hints and has the sites looked at |
//! | `edition` | sources → an edition that can be shown, reading and judging again only what changed |
//! | `worker` | the thread of a site: keeps the edition, renders pages when asked, proves a new edition before showing it |
//! | `live` | the state of each site, told to open pages as it changes |
//! | `http`, `request`, `answer` | the sockets; what a request wants or why it is refused; what it gets |
//! | `dress`, `text` | what the preview adds to a page; pages of its own |
//! | `open` | starts the browser |
//!
//! The only floor with threads that outlive a call, with sockets, and (beside `cli`) with a clock. It writes nothing to the disk and touches no
//! built site. What is served is never a file of the disk: a path is looked up among the pages of the model.
//!
//! What an edit costs does not grow with what it might change: pages are rendered when they are looked at (`render::on_demand`), files and
//! problems are remembered by content. `tests/bench/serve.rs` measures it.

mod answer;
mod dress;
mod edition;
mod http;
mod live;
mod open;
mod request;
mod rounds;
mod text;
mod watch;
mod worker;

pub use open::open_browser;
pub use request::MAX_HEAD;
pub use rounds::QUIET;

use crate::build::Workspace;
use crate::diag::{Code, Language, Sink, SourceMap, Text};
use crate::model::Audience;
use answer::Desk;
use http::Server;
use live::Live;
use rounds::Rounds;
use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, RwLock};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use watch::{Signal, Watch};

/// What is previewed, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of a handbook, or of handbooks side by side.
    pub folder: PathBuf,
    /// The port; 0 takes any that is free.
    pub port: u16,
    /// Whose edition.
    pub audience: Audience,
    /// Of messages in the browser.
    pub language: Language,
}

/// What a preview tells while it runs.
#[derive(Debug)]
pub enum News {
    /// Sources changed, came or went; the first round tells of every site.
    Round {
        /// The sites whose sources changed.
        sites: Vec<SiteNews>,
        /// How long it took from the end of the quiet to the new pages.
        took: Duration,
    },
    /// The system does not tell of changes here, so the sources are looked at by the clock.
    ByClock,
    /// A thread ended by a bug of ours.
    Bug,
}

/// What came of the changed sources of one site.
#[derive(Debug)]
pub struct SiteNews {
    /// Its folder.
    pub folder: PathBuf,
    /// The files that changed, by shown name.
    pub changed: Vec<String>,
    /// Whether the change can be seen.
    pub is_shown: bool,
    /// Whether the last good pages stay instead.
    pub is_kept: bool,
    /// The problems, settled.
    pub sink: Sink,
    /// The texts they point into.
    pub sources: SourceMap,
}

/// Why a preview did not start.
#[derive(Debug)]
pub struct ServeError {
    /// Which problem; `shirube explain` knows it.
    pub code: Code,
    /// What happened and what to do, in one sentence.
    pub message: Text,
}

/// A running preview. Ends when dropped.
pub struct Preview {
    server: Server,
    signals: Sender<Signal>,
    rounds: Option<JoinHandle<()>>,
}

impl Preview {
    /// Starts the preview of the handbooks of `workspace`, which were found in `options.folder`.
    ///
    /// # Errors
    /// When the port is taken or the system refuses.
    pub fn start(workspace: &Workspace, options: &Options) -> Result<(Self, Receiver<News>), ServeError> {
        let listener = Server::bind(options.port).map_err(|error| refused(options.port, &error))?;
        let live = Arc::new(Live::default());
        live.update("", |_| {});
        let (is_single, language) = (workspace.is_single, options.language);
        let desk = Arc::new(Desk { language, live, is_single, sites: RwLock::new(BTreeMap::new()) });
        let (signals, receiver) = channel();
        let (news, told) = channel();
        let rounds = Rounds {
            folder: options.folder.clone(),
            audience: options.audience,
            desk: Arc::clone(&desk),
            signals: receiver,
            watch: Watch::new(signals.clone()),
            news,
            sites: BTreeMap::new(),
        };
        let failed = |error: io::Error| refused(options.port, &error);
        let server = Server::start(listener, desk).map_err(failed)?;
        let rounds = thread::Builder::new().name("preview-rounds".to_owned()).spawn(move || rounds.run()).map_err(failed)?;
        Ok((Self { server, signals, rounds: Some(rounds) }, told))
    }

    /// What ends it from another thread.
    #[must_use]
    pub fn stopper(&self) -> Stopper {
        Stopper(self.signals.clone())
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.server.address
    }
}

/// Ends a preview: its news end, too.
#[derive(Clone)]
pub struct Stopper(Sender<Signal>);

impl Stopper {
    /// Ends it; returns at once.
    pub fn stop(&self) {
        let _ = self.0.send(Signal::Stop);
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.signals.send(Signal::Stop);
        self.server.stop();
        if let Some(rounds) = self.rounds.take() {
            let _ = rounds.join();
        }
    }
}

fn refused(port: u16, error: &io::Error) -> ServeError {
    if error.kind() == io::ErrorKind::AddrInUse {
        let other = port.checked_add(1).unwrap_or(4000);
        let message = Text::new(
            format!(
                "ポート {port} は、ほかのプログラムが使っています。前に始めた shirube serve があれば終わらせるか、「--port {other}」を付けてもう一度始めてください"
            ),
            format!("port {port} is taken by another program; end an earlier `shirube serve`, or try `--port {other}`"),
        );
        return ServeError { code: Code::PortTaken, message };
    }
    let message = Text::new(
        format!("ポート {port} でプレビューを始められません（{error}）。「--port 4001」のように別の番号を付けてもう一度始めてください"),
        format!("the preview could not be started on port {port} ({error}); try another one, as `--port 4001`"),
    );
    ServeError { code: Code::NoServer, message }
}
