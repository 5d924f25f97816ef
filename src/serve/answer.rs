//! A request → an answer: from the sites in memory, the preview's own files, or a page that says why not. No path reaches the disk.

use super::dress::{self, OWN, Version, encode};
use super::live::{Live, State};
use super::request::{Refusal, Request};
use super::text::{OwnPage, pick};
use super::worker::{Answer, Order};
use crate::diag::Language;
use std::collections::BTreeMap;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

/// How long a page may take before the browser is told to try again.
const PATIENCE: Duration = Duration::from_secs(30);

/// Everything that answers are made of.
pub(super) struct Desk {
    pub language: Language,
    pub live: Arc<Live>,
    /// Whether the one site lies at the root.
    pub is_single: bool,
    /// By name in the addresses; that of a single site is empty.
    pub sites: RwLock<BTreeMap<String, Sender<Order>>>,
}

/// An answer before it is written.
#[derive(Debug)]
pub(super) struct Response {
    pub status: u16,
    pub kind: &'static str,
    /// Where to go instead.
    pub location: Option<String>,
    pub body: Body,
}

/// What an answer holds.
#[derive(Debug)]
pub(super) enum Body {
    Bytes(Vec<u8>),
    /// The events of a site, for as long as somebody listens.
    Events(String),
}

const HTML: &str = "text/html; charset=utf-8";

impl Response {
    fn bytes(status: u16, kind: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { status, kind, location: None, body: Body::Bytes(bytes.into()) }
    }

    /// The answer to a request that is refused.
    pub fn refusal(refusal: Refusal, language: Language) -> Self {
        let (status, ja, en) = match refusal {
            Refusal::Malformed => (400, "この要求は読めません", "bad request"),
            Refusal::ForeignHost => (403, "このアドレスでは答えません。表示されたアドレス（127.0.0.1）を開きます", "foreign host"),
            Refusal::ForeignOrigin => (403, "ほかのサイトからは使えません", "foreign origin"),
            Refusal::Method => (405, "読むこと（GET・HEAD）だけができます", "only GET and HEAD"),
            Refusal::HeadTooLarge => (431, "要求が大きすぎます", "request head too large"),
        };
        Self::bytes(status, "text/plain; charset=utf-8", format!("{}\n", pick(language, ja, en)))
    }

    /// The answer when too many connections are open.
    pub fn busy() -> Self {
        Self::bytes(503, "text/plain; charset=utf-8", "too many connections\n")
    }
}

impl Desk {
    /// Answers a request.
    pub fn answer(&self, request: &Request) -> Response {
        if let Some(own) = request.path.strip_prefix(OWN) {
            return self.own(own);
        }
        let path = request.path.strip_prefix('/').unwrap_or_default();
        if self.is_single {
            return self.file("", path);
        }
        match path.split_once('/') {
            Some((site, path)) => self.file(site, path),
            None if path.is_empty() => self.index(),
            None if self.knows(path) => {
                Response { location: Some(format!("/{}/", encode(path))), ..Response::bytes(308, HTML, Vec::new()) }
            }
            None => self.missing("", path),
        }
    }

    fn own(&self, path: &str) -> Response {
        match path {
            "live.js" => Response::bytes(200, "text/javascript; charset=utf-8", dress::SCRIPT),
            "live.css" => Response::bytes(200, "text/css; charset=utf-8", dress::STYLE),
            _ => match path.strip_prefix("events/").filter(|site| self.live.state(site).is_some()) {
                Some(site) => {
                    Response { status: 200, kind: "text/event-stream; charset=utf-8", location: None, body: Body::Events(site.to_owned()) }
                }
                None => self.missing("", path),
            },
        }
    }

    fn knows(&self, site: &str) -> bool {
        self.sites.read().unwrap_or_else(PoisonError::into_inner).contains_key(site)
    }

    fn file(&self, site: &str, path: &str) -> Response {
        let orders = self.sites.read().unwrap_or_else(PoisonError::into_inner).get(site).cloned();
        let Some(orders) = orders else { return self.missing("", path) };
        let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        let (reply, answer) = channel();
        let asked = orders.send(Order::File(path.clone(), reply));
        let answer = asked.ok().and_then(|()| answer.recv_timeout(PATIENCE).ok());
        match answer {
            Some(Answer::File(bytes, shown)) => {
                let kind = kind_of(&path);
                let bytes = if kind == HTML { dress::dress(bytes, site, Version { shown, look: None }) } else { bytes };
                Response::bytes(200, kind, bytes)
            }
            Some(Answer::Missing) => self.missing(site, &path),
            Some(Answer::NoEdition) => self.problems(site),
            Some(Answer::Base) => self.base(site),
            Some(Answer::Broken(text)) => self.broken(site, &text),
            None => Response::bytes(503, "text/plain; charset=utf-8", "not ready\n"),
        }
    }

    fn index(&self) -> Response {
        let names: Vec<String> = self.sites.read().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect();
        let links = names.into_iter().map(|name| {
            let title = self.live.state(&name).map(|state| state.title).unwrap_or_default();
            let text = if title.is_empty() { name.clone() } else { format!("{name}（{title}）") };
            (text, format!("/{}/", encode(&name)))
        });
        let title = pick(self.language, "手引きの一覧", "Handbooks");
        self.page(200, "", OwnPage { language: self.language, title, paragraphs: Vec::new(), listing: "", links: links.collect() })
    }

    fn missing(&self, site: &str, path: &str) -> Response {
        let title = pick(self.language, "このページはありません", "There is no such page");
        let home = if site.is_empty() { "/".to_owned() } else { format!("/{}/", encode(site)) };
        let links = vec![(pick(self.language, "最初のページへ", "To the first page").to_owned(), home)];
        self.page(404, site, OwnPage { language: self.language, title, paragraphs: vec![path.to_owned()], listing: "", links })
    }

    fn problems(&self, site: &str) -> Response {
        let state = self.live.state(site).unwrap_or_default();
        let (title, paragraph) = match state.look {
            0 => (
                pick(self.language, "準備しています", "Getting ready"),
                pick(self.language, "できたら、このページが変わります。", "This page changes when it is done."),
            ),
            _ => (
                pick(self.language, "原稿に誤りがあります", "The sources have errors"),
                pick(self.language, "直して保存すると、手引きが表示されます。", "Mend and save them, and the handbook is shown."),
            ),
        };
        let page =
            OwnPage { language: self.language, title, paragraphs: vec![paragraph.to_owned()], listing: &state.text, links: Vec::new() };
        self.page_of(if state.look == 0 { 503 } else { 500 }, site, &state, page)
    }

    fn base(&self, site: &str) -> Response {
        let state = self.live.state(site).unwrap_or_default();
        let title = pick(self.language, "ほかの手引きの基です", "A base of other handbooks");
        let paragraph = pick(
            self.language,
            "単独のサイトにはなりません。この基を使う手引きを開いてください。",
            "It is no site of its own; open a handbook that extends it.",
        );
        let page =
            OwnPage { language: self.language, title, paragraphs: vec![paragraph.to_owned()], listing: &state.text, links: Vec::new() };
        self.page_of(200, site, &state, page)
    }

    fn broken(&self, site: &str, text: &str) -> Response {
        let title = pick(self.language, "このページを作れません", "This page cannot be made");
        self.page(500, site, OwnPage { language: self.language, title, paragraphs: Vec::new(), listing: text, links: Vec::new() })
    }

    fn page(&self, status: u16, site: &str, page: OwnPage<'_>) -> Response {
        let state = self.live.state(site).unwrap_or_default();
        Response::bytes(status, HTML, dress::dress(page.html(), site, Version { shown: state.shown, look: None }))
    }

    /// A page that is out of date with the next look, whatever it finds.
    fn page_of(&self, status: u16, site: &str, state: &State, page: OwnPage<'_>) -> Response {
        let version = Version { shown: state.shown, look: Some(state.look) };
        Response::bytes(status, HTML, dress::dress(page.html(), site, version))
    }
}

/// What a file is, by the end of its name.
fn kind_of(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
