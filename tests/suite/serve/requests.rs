//! Who is answered, and with what: this machine's browser about this site, and nothing that is not in the model.

use super::client::{DEADLINE, Events, Shown, ask, connect, undress};
use crate::harness::Handbook;
use std::io::{Read, Write};

fn shown() -> Shown {
    Shown::start(Handbook::new()).0
}

#[test]
fn a_page_is_served_with_headers_that_keep_it_to_itself() {
    let shown = shown();
    let reply = shown.get("/");
    assert_eq!(reply.status, 200);
    for header in [
        "Content-Type: text/html; charset=utf-8",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        "Cross-Origin-Resource-Policy: same-origin",
        "frame-ancestors 'self'",
    ] {
        assert!(reply.head.contains(header), "{header}: {}", reply.head);
    }
    assert!(!reply.head.to_lowercase().contains("access-control-allow"), "{}", reply.head);
    let address = shown.preview.address();
    let head = ask(address, &format!("HEAD / HTTP/1.1\r\nHost: {address}\r\n\r\n"));
    assert!(head.status == 200 && head.body.is_empty() && head.head.contains(&format!("Content-Length: {}", reply.body.len())), "{head:?}");
    assert!(shown.get("/agencies/").text().contains("児童の窓口"), "a folder is its index");
    assert_eq!(shown.get("/guide/hajime.html?x=1").status, 200, "a query changes nothing");
}

#[test]
fn it_listens_on_this_machine_only() {
    assert!(shown().preview.address().ip().is_loopback());
}

#[test]
fn foreign_hosts_are_refused() {
    let shown = shown();
    let address = shown.preview.address();
    let port = address.port();
    for host in
        ["evil.example".to_owned(), format!("evil.example:{port}"), "127.0.0.1:1".to_owned(), format!("127.0.0.1.evil.example:{port}")]
    {
        for path in ["/", "/guide/hajime.html", "/~preview/events/", "/~preview/live.js"] {
            let reply = ask(address, &format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"));
            assert!(reply.status == 403 && !reply.text().contains('<'), "{host} {path}: {reply:?}");
        }
    }
    let reply = ask(address, &format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"));
    assert_eq!(reply.status, 200);
}

#[test]
fn foreign_origins_are_refused() {
    let shown = shown();
    let address = shown.preview.address();
    for origin in ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1"] {
        for path in ["/", "/~preview/events/"] {
            let reply = ask(address, &format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: {origin}\r\n\r\n"));
            assert_eq!(reply.status, 403, "{origin} {path}");
        }
    }
}

#[test]
fn only_reading_is_possible() {
    let shown = shown();
    let address = shown.preview.address();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"] {
        let reply = ask(address, &format!("{method} / HTTP/1.1\r\nHost: {address}\r\nContent-Length: 3\r\n\r\nabc"));
        assert!(reply.status == 405 && reply.head.contains("Allow: GET, HEAD"), "{method}: {reply:?}");
    }
}

#[test]
fn what_is_not_in_the_model_is_not_there() {
    let shown = shown();
    shown.book.write("secret.txt", b"secret");
    for path in [
        "/site.yml",
        "/guide/hajime.md",
        "/../secret.txt",
        "/guide/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/guide/..%2f..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "//etc/passwd",
        "/etc/passwd",
        "/index.html%00",
        "/INDEX.HTML",
        "/./index.html",
        "/guide//hajime.html",
        "/~preview/",
        "/~preview/../index.html",
        "/~preview/events/other",
        "/kaigi/",
    ] {
        let reply = shown.get(path);
        assert_eq!(reply.status, 404, "{path}");
        let text = reply.text();
        assert!(text.contains("このページはありません") && !text.contains("secret</") && !text.contains("root:"), "{path}: {text}");
    }
    let reply = shown.get("/%3Cscript%3Ealert(1)%3C/script%3E");
    assert!(reply.status == 404 && reply.text().contains("&lt;script&gt;") && !reply.text().contains("<script>alert"), "{}", reply.text());
}

#[test]
fn heads_that_are_hostile_are_refused_and_stop_nobody() {
    let shown = shown();
    let address = shown.preview.address();
    let padded = |size: usize| {
        let rest = format!("GET / HTTP/1.1\r\nHost: {address}\r\nX: \r\n\r\n").len();
        format!("GET / HTTP/1.1\r\nHost: {address}\r\nX: {}\r\n\r\n", "a".repeat(size - rest))
    };
    assert_eq!(ask(address, &padded(shirube::serve::MAX_HEAD)).status, 200);
    assert_eq!(ask(address, &padded(shirube::serve::MAX_HEAD + 1)).status, 431);
    for bad in ["\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET * HTTP/1.1\r\nHost: x\r\n\r\n", "\u{16}\u{3}\u{1}\r\n\r\n"] {
        let status = ask(address, bad).status;
        assert!(status == 400 || status == 403, "{bad:?}: {status}");
    }
    // A client that says nothing, and one that goes away in the middle of a word.
    let silent = connect(address);
    connect(address).write_all(b"GET / HT").unwrap();
    assert_eq!(shown.get("/").status, 200);
    drop(silent);
}

#[test]
fn the_number_of_connections_has_an_end_and_they_come_back() {
    let shown = shown();
    let address = shown.preview.address();
    let mut events: Vec<_> = (0..63).map(|_| shown.events("")).collect();
    assert_eq!(shown.get("/").status, 200);
    // The thread of a client that was answered takes a moment to end.
    events.extend(std::iter::repeat_with(|| Events::try_open(address, "")).take(10_000).flatten().next());
    assert_eq!(events.len(), 64);
    let mut refused = connect(address);
    let mut answer = String::new();
    let _ = refused.write_all(format!("GET / HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes());
    let _ = refused.read_to_string(&mut answer);
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 503"), "{answer}");
    // A stream that nobody reads ends with the next thing that is told to it.
    drop(events);
    let started = std::time::Instant::now();
    let mut nth = 0;
    loop {
        nth += 1;
        shown.book.write("site/guide/hajime.md", format!("---\ntitle: はじめに\nyomi: はじめに\n---\n{nth}回目\n").as_bytes());
        shown.round();
        let mut stream = connect(address);
        let mut answer = String::new();
        let _ = stream.write_all(format!("GET / HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes());
        if stream.read_to_string(&mut answer).is_ok() && answer.starts_with("HTTP/1.1 200") {
            return;
        }
        assert!(started.elapsed() < DEADLINE, "no connection came back");
    }
}

#[test]
fn a_served_page_differs_from_a_built_one_by_the_preview_only() {
    let book = Handbook::new();
    let built = book.build();
    let (shown, _) = Shown::start(book);
    for (path, html) in &built {
        assert!(!html.contains("~preview") && html.contains("connect-src 'none'"), "{path}");
        let served = shown.get(&format!("/{path}")).text();
        let (plain, added) = undress(&served);
        assert_eq!(&plain, html, "{path}");
        assert!(served.contains("connect-src 'self'") && !served.contains("connect-src 'none'"), "{path}");
        assert!(served.contains("require-trusted-types-for 'script'; trusted-types Shirube"), "{path}");
        assert_eq!(added.matches("<script").count(), 1, "{added}");
        assert!(added.contains("<script defer src=\"/~preview/live.js\""), "{added}");
    }
    let script = shown.get("/~preview/live.js");
    assert!(script.head.contains("text/javascript"), "{}", script.head);
    for banned in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "localStorage", "sessionStorage"] {
        assert!(!script.text().contains(banned), "{banned}");
    }
}
