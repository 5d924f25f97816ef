//! A preview under test, and the least of a browser: requests over a plain socket, event streams that are waited for with a deadline.

use crate::harness::Handbook;
use shirube::build::Workspace;
use shirube::diag::Language;
use shirube::model::Audience;
use shirube::serve::{News, Options, Preview, SiteNews};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::time::Duration;

/// Nothing takes so long unless it never comes.
pub const DEADLINE: Duration = Duration::from_secs(120);

/// A preview of a handbook in a folder of its own.
pub struct Shown {
    pub book: Handbook,
    pub preview: Preview,
    news: Receiver<News>,
}

impl Shown {
    /// Starts it and waits for the first round.
    pub fn start(book: Handbook) -> (Self, Vec<SiteNews>) {
        let site = book.site();
        Self::of(book, site)
    }

    /// The same for another folder of the handbook's.
    pub fn of(book: Handbook, folder: PathBuf) -> (Self, Vec<SiteNews>) {
        let workspace = Workspace::find(&folder).expect("handbooks");
        let options = Options { folder, port: 0, audience: Audience::Public, language: Language::Japanese };
        let (preview, news) = Preview::start(&workspace, &options).expect("a free port");
        let shown = Self { book, preview, news };
        let first = shown.round();
        (shown, first)
    }

    /// Waits for the next round of changes.
    pub fn round(&self) -> Vec<SiteNews> {
        loop {
            match self.news.recv_timeout(DEADLINE).expect("a round of changes") {
                News::Round { sites, .. } => return sites,
                News::ByClock => {}
                News::Bug => panic!("a thread of the preview ended"),
            }
        }
    }

    /// Saves files and waits until rounds have told of every one of them, and gives the last: on a busy machine the saves may be several.
    pub fn save(&self, files: &[(&str, Option<&[u8]>)]) -> SiteNews {
        self.put(files);
        self.told_of(files.iter().map(|(path, _)| *path).collect())
    }

    /// Saves files, each in one step so that no round can see half of one; nothing for a text takes the file away.
    pub fn put(&self, files: &[(&str, Option<&[u8]>)]) {
        for (path, text) in files {
            match text {
                Some(text) => put(&self.path(path), text),
                None => std::fs::remove_file(self.path(path)).expect("the file was there"),
            }
        }
    }

    /// Waits until rounds have told of every one of these files, and gives the last.
    pub fn told_of(&self, mut missing: BTreeSet<&str>) -> SiteNews {
        loop {
            let mut sites = self.round();
            assert_eq!(sites.len(), 1, "{sites:?}");
            for name in self.names(&sites[0]) {
                missing.remove(name.as_str());
            }
            if missing.is_empty() {
                return sites.remove(0);
            }
        }
    }

    /// Waits for a round that is about one site, and gives the files that changed, below the temporary folder.
    pub fn changed(&self) -> Vec<String> {
        let sites = self.round();
        assert_eq!(sites.len(), 1, "{sites:?}");
        self.names(&sites[0])
    }

    /// The changed files of a site, below the temporary folder.
    pub fn names(&self, site: &SiteNews) -> Vec<String> {
        let root = format!("{}/", self.book.root().to_string_lossy());
        site.changed.iter().map(|name| name.replace(&root, "")).collect()
    }

    /// The path of a file of the handbook.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.book.root().join(relative)
    }

    pub fn get(&self, path: &str) -> Reply {
        get(self.preview.address(), path)
    }

    pub fn events(&self, site: &str) -> Events {
        Events::open(self.preview.address(), site)
    }
}

/// Saves a file in one step, so that no round can see half of it.
pub fn put(path: &Path, text: &[u8]) {
    let beside = path.with_extension("tmp");
    std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
    std::fs::write(&beside, text).expect("a save");
    std::fs::rename(&beside, path).expect("a save");
}

/// The answer to a request.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("a text")
    }
}

/// Asks for a path as a browser does.
pub fn get(address: SocketAddr, path: &str) -> Reply {
    ask(address, &format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n"))
}

/// Sends a request as it is and reads the whole answer.
pub fn ask(address: SocketAddr, request: &str) -> Reply {
    let mut stream = connect(address);
    stream.write_all(request.as_bytes()).expect("the request is taken");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("an answer");
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("a head") + 4;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    Reply { status, head, body: bytes[end..].to_vec() }
}

pub fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("the preview listens");
    stream.set_read_timeout(Some(DEADLINE)).expect("a deadline");
    stream
}

/// The event stream of a site.
pub struct Events(BufReader<TcpStream>);

impl Events {
    pub fn open(address: SocketAddr, site: &str) -> Self {
        Self::try_open(address, site).expect("a stream")
    }

    /// `None` when the preview is too busy.
    pub fn try_open(address: SocketAddr, site: &str) -> Option<Self> {
        let mut stream = connect(address);
        let request = format!(
            "GET /~preview/events/{site} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nAccept: text/event-stream\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).ok()?;
        let mut reader = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if reader.read_line(&mut head).ok()? == 0 {
                return None;
            }
        }
        (head.starts_with("HTTP/1.1 200") && head.contains("text/event-stream")).then_some(Self(reader))
    }

    /// Waits for the next state.
    pub fn next(&mut self) -> serde_json::Value {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).expect("an event within the deadline") > 0, "the stream ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).expect("JSON");
            }
        }
    }

    /// Whether the stream ends now.
    pub fn ends(mut self) -> bool {
        let mut rest = String::new();
        self.0.read_to_string(&mut rest).is_ok()
    }
}

/// A served page as a build would have written it, and what was put into it.
pub fn undress(served: &str) -> (String, String) {
    let start = served.find("<link rel=\"stylesheet\" href=\"/~preview/live.css\">").expect("a dressed page");
    let end = served.find("</head>").expect("a head");
    let plain = format!("{}{}", &served[..start], &served[end..]);
    (plain.replacen("connect-src 'self'", "connect-src 'none'", 1), served[start..end].to_owned())
}

/// Every file below a folder by `/`-separated path.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    walk.filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below the folder").to_string_lossy().replace('\\', "/");
            (path, std::fs::read(entry.path()).expect("a file"))
        })
        .collect()
}
