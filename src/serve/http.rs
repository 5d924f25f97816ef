//! The sockets: one listener on this machine's own address, one short thread per connection.
//!
//! Written over `std` and `httparse` rather than on `tiny_http`: that has had no release since 2022, sets no limit to the size of a head and no
//! deadline to a slow client. Only heads are read and only reading is possible, so little is left to write. Each
//! connection takes one request. A client that is slow, talks too much or goes away ends its own thread and nothing else.

use super::answer::{Body, Desk, Response};
use super::live::Next;
use super::request::{self, MAX_HEAD, Refusal};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Connections that are open at once.
const MAX_CONNECTIONS: usize = 64;
/// How long a client may take to say what it wants, or to take a piece of the answer.
const DEADLINE: Duration = Duration::from_secs(10);
/// How often a quiet event stream says that it is alive; so a tab that is gone is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// What is read of a body that nobody wants, so that the answer arrives before the connection is cut.
const MAX_UNWANTED: usize = 64 * 1024;
/// How long that may take.
const UNWANTED_PATIENCE: Duration = Duration::from_millis(500);

/// A server that answers until it is stopped.
pub(super) struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Takes the port; nobody is answered yet.
    pub fn bind(port: u16) -> io::Result<TcpListener> {
        TcpListener::bind((Ipv4Addr::LOCALHOST, port))
    }

    /// Answers from now on.
    pub fn start(listener: TcpListener, desk: Arc<Desk>) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let is_over = Arc::new(AtomicBool::new(false));
        let over = Arc::clone(&is_over);
        let thread = thread::Builder::new().name("preview-http".to_owned()).spawn(move || accept(&listener, &desk, &over))?;
        Ok(Self { address, is_over, thread: Some(thread) })
    }

    /// Takes no more connections.
    pub fn stop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        // The listener waits for a connection, so it gets one.
        let _ = TcpStream::connect_timeout(&self.address, Duration::from_secs(1));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn accept(listener: &TcpListener, desk: &Arc<Desk>, is_over: &AtomicBool) {
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        if is_over.load(Ordering::SeqCst) {
            return;
        }
        let Ok(mut stream) = stream else {
            // Out of files, most likely: it passes when a connection closes.
            thread::sleep(Duration::from_millis(50));
            continue;
        };
        if open.fetch_add(1, Ordering::SeqCst) >= MAX_CONNECTIONS {
            open.fetch_sub(1, Ordering::SeqCst);
            let _ = stream.set_write_timeout(Some(Duration::from_millis(100)));
            let _ = write_head(&mut stream, &Response::busy(), 0);
            continue;
        }
        let (desk, guard) = (Arc::clone(desk), Open(Arc::clone(&open)));
        let _ = thread::Builder::new().name("preview-client".to_owned()).spawn(move || {
            let port = stream.local_addr().map_or(0, |address| address.port());
            let _ = talk(stream, port, &desk);
            drop(guard);
        });
    }
}

/// Counts a connection for as long as it lives.
struct Open(Arc<AtomicUsize>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

fn talk(mut stream: TcpStream, port: u16, desk: &Desk) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_write_timeout(Some(DEADLINE))?;
    let (is_head, response) = match read_head(&mut stream)? {
        None => return Ok(()),
        Some(head) => match head.and_then(|head| request::judge(&head, port)) {
            Ok(request) => (request.is_head, desk.answer(&request)),
            Err(refusal) => (false, Response::refusal(refusal, desk.language)),
        },
    };
    match &response.body {
        Body::Events(site) if !is_head => {
            write_head(&mut stream, &response, 0)?;
            return tell(&mut stream, site, desk);
        }
        Body::Events(_) => write_head(&mut stream, &response, 0)?,
        Body::Bytes(bytes) => {
            write_head(&mut stream, &response, bytes.len())?;
            if !is_head {
                stream.write_all(bytes)?;
            }
        }
    }
    close(&mut stream)
}

/// The head of a request; `None` when the client went away before it was whole.
fn read_head(stream: &mut TcpStream) -> io::Result<Option<Result<Vec<u8>, Refusal>>> {
    let started = Instant::now();
    let mut head = Vec::new();
    let mut piece = [0; 2048];
    loop {
        let left = DEADLINE.saturating_sub(started.elapsed());
        if left.is_zero() {
            return Ok(None);
        }
        stream.set_read_timeout(Some(left))?;
        let count = stream.read(&mut piece)?;
        if count == 0 {
            return Ok(None);
        }
        head.extend_from_slice(&piece[..count]);
        match request::end_of_head(&head) {
            Some(end) if end <= MAX_HEAD => {
                head.truncate(end);
                return Ok(Some(Ok(head)));
            }
            None if head.len() < MAX_HEAD => {}
            _ => return Ok(Some(Err(Refusal::HeadTooLarge))),
        }
    }
}

fn write_head(stream: &mut TcpStream, response: &Response, length: usize) -> io::Result<()> {
    let reason = match response.status {
        200 => "OK",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    };
    let mut head = format!("HTTP/1.1 {} {reason}\r\nContent-Type: {}\r\n", response.status, response.kind);
    if matches!(response.body, Body::Bytes(_)) {
        head.push_str(&format!("Content-Length: {length}\r\n"));
    }
    if let Some(location) = &response.location {
        head.push_str(&format!("Location: {location}\r\n"));
    }
    if response.status == 405 {
        head.push_str("Allow: GET, HEAD\r\n");
    }
    head.push_str(
        "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n\
         Referrer-Policy: no-referrer\r\nContent-Security-Policy: frame-ancestors 'self'\r\nConnection: close\r\n\r\n",
    );
    stream.write_all(head.as_bytes())
}

/// Tells the states of a site, the one of now first, until somebody leaves.
fn tell(stream: &mut TcpStream, site: &str, desk: &Desk) -> io::Result<()> {
    let mut last = None;
    loop {
        match desk.live.next(site, last.as_ref(), HEARTBEAT) {
            Next::Over => return Ok(()),
            Next::Quiet => stream.write_all(b":\n\n")?,
            Next::State(state) => {
                let data = serde_json::to_string(&state).unwrap_or_default();
                stream.write_all(format!("event: state\ndata: {data}\n\n").as_bytes())?;
                last = Some(state);
            }
        }
    }
}

/// Ends a connection so that the answer is not lost: what the client still says is read first, within limits.
fn close(stream: &mut TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    let started = Instant::now();
    let mut piece = [0; 4096];
    let mut read = 0;
    while read < MAX_UNWANTED {
        let left = UNWANTED_PATIENCE.saturating_sub(started.elapsed());
        if left.is_zero() {
            break;
        }
        stream.set_read_timeout(Some(left))?;
        match stream.read(&mut piece)? {
            0 => break,
            count => read += count,
        }
    }
    Ok(())
}
