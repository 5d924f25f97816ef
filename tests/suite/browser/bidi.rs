//! A blocking WebDriver BiDi connection: commands out, answers and events in, over one WebSocket.
//!
//! One command is under way at a time. Events that arrive while its answer is awaited are kept in order and read later
//! with [`Connection::take_events`]. What the protocol's modules offer on a page is in `page.rs`.

use std::collections::VecDeque;
use std::fmt;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tungstenite::protocol::{Message, WebSocket, WebSocketConfig};

/// How long one command may take; a two-core machine that also compiles needs the slack.
pub const ANSWER_TIMEOUT: Duration = Duration::from_secs(60);
/// How long one read of the socket blocks before the deadline is looked at again.
const POLL: Duration = Duration::from_millis(50);
/// A screenshot or PDF arrives as one base64 message; the default limit of a frame is 16 MiB.
const LARGEST_MESSAGE: usize = 256 << 20;

/// Why a command did not do its work, as one sentence.
pub struct Failure(pub String);

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A test that returns `Err` prints `Debug`: it should read as a sentence.
        f.write_str(&self.0)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The result of anything that talks to a browser.
pub type Outcome<T = ()> = Result<T, Failure>;

/// Makes a [`Failure`] of an action that went wrong and its cause.
pub fn failed<E: fmt::Display>(action: impl fmt::Display) -> impl FnOnce(E) -> Failure {
    move |cause| Failure(format!("{action}: {cause}"))
}

/// Something the browser told of its own accord, such as `log.entryAdded`.
#[derive(Debug, Clone)]
pub struct Event {
    pub method: String,
    pub params: Value,
}

/// One WebSocket to a browser that speaks WebDriver BiDi.
pub struct Connection {
    socket: WebSocket<TcpStream>,
    last_id: u64,
    events: VecDeque<Event>,
}

impl Connection {
    /// Connects to a `ws://host:port/path` address.
    pub fn open(url: &str) -> Outcome<Self> {
        let address = url
            .strip_prefix("ws://")
            .and_then(|rest| rest.split('/').next())
            .ok_or_else(|| Failure(format!("{url} is no ws:// address")))?;
        let stream = TcpStream::connect(address).map_err(failed(format!("connecting to {address}")))?;
        stream.set_read_timeout(Some(POLL)).map_err(failed("setting the read time-out"))?;
        stream.set_nodelay(true).map_err(failed("setting no-delay"))?;
        let config = WebSocketConfig::default().max_message_size(Some(LARGEST_MESSAGE)).max_frame_size(Some(LARGEST_MESSAGE));
        let mut pending = tungstenite::client::client_with_config(url, stream, Some(config));
        let deadline = Instant::now() + ANSWER_TIMEOUT;
        let socket = loop {
            match pending {
                Ok((socket, _)) => break socket,
                Err(tungstenite::HandshakeError::Interrupted(half)) if Instant::now() < deadline => {
                    pending = half.handshake();
                }
                Err(cause) => return Err(Failure(format!("WebSocket handshake with {url}: {cause}"))),
            }
        };
        Ok(Self { socket, last_id: 0, events: VecDeque::new() })
    }

    /// Sends a command and returns the `result` of its answer.
    pub fn command(&mut self, method: &str, params: Value) -> Outcome<Value> {
        self.last_id += 1;
        let id = self.last_id;
        let text = json!({"id": id, "method": method, "params": params}).to_string();
        self.socket.send(Message::text(text)).map_err(failed(format!("sending {method}")))?;
        let deadline = Instant::now() + ANSWER_TIMEOUT;
        loop {
            let Some(message) = self.receive(deadline)? else {
                return Err(Failure(format!("{method}: no answer within {} s", ANSWER_TIMEOUT.as_secs())));
            };
            if message["id"] == id {
                return Self::answer(method, message);
            }
            // An error without an id answers a message the browser could not read: ours, there is no other.
            if message["type"] == "error" && message["id"].is_null() {
                return Self::answer(method, message);
            }
            self.keep_event(message);
        }
    }

    /// Every event received so far and not taken yet, oldest first.
    pub fn take_events(&mut self) -> Vec<Event> {
        self.events.drain(..).collect()
    }

    /// Waits for an event of this name that `wanted` accepts, and removes it; others stay buffered.
    pub fn wait_for_event(&mut self, method: &str, timeout: Duration, wanted: impl Fn(&Value) -> bool) -> Outcome<Value> {
        let deadline = Instant::now() + timeout;
        loop {
            let found = self.events.iter().position(|event| event.method == method && wanted(&event.params));
            if let Some(event) = found.and_then(|at| self.events.remove(at)) {
                return Ok(event.params);
            }
            match self.receive(deadline)? {
                Some(message) => self.keep_event(message),
                None => return Err(Failure(format!("no {method} within {} ms", timeout.as_millis()))),
            }
        }
    }

    fn answer(method: &str, mut message: Value) -> Outcome<Value> {
        if message["type"] == "error" {
            let (error, text) = (&message["error"], &message["message"]);
            return Err(Failure(format!(
                "{method}: {} ({})",
                text.as_str().unwrap_or("no message"),
                error.as_str().unwrap_or("unknown error")
            )));
        }
        Ok(message["result"].take())
    }

    fn keep_event(&mut self, mut message: Value) {
        if let Some(method) = message["method"].as_str().map(str::to_owned) {
            self.events.push_back(Event { method, params: message["params"].take() });
        }
    }

    /// The next message, or `None` at the deadline.
    fn receive(&mut self, deadline: Instant) -> Outcome<Option<Value>> {
        loop {
            match self.socket.read() {
                Ok(Message::Text(text)) => {
                    return serde_json::from_str(&text).map(Some).map_err(failed("reading a BiDi message"));
                }
                Ok(_) => {}
                Err(tungstenite::Error::Io(cause)) if is_poll(&cause) => {
                    if Instant::now() >= deadline {
                        return Ok(None);
                    }
                }
                Err(cause) => return Err(Failure(format!("the browser closed the connection: {cause}"))),
            }
        }
    }
}

/// Whether a read ended only because `POLL` passed; the two kinds are one thing on different systems.
fn is_poll(cause: &std::io::Error) -> bool {
    matches!(cause.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut)
}

/// Decodes the base64 of a screenshot or PDF; the one place that needs it does not earn a dependency.
pub fn decode_base64(text: &str) -> Outcome<Vec<u8>> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0u32);
    for digit in text.bytes().filter(|byte| *byte != b'=') {
        let value = ALPHABET.iter().position(|known| *known == digit);
        let value = value.ok_or_else(|| Failure(format!("{:?} is no base64 digit", char::from(digit))))?;
        held = (held << 6) | u32::try_from(value).unwrap_or_default();
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).unwrap_or_default());
        }
    }
    Ok(bytes)
}

#[test]
fn base64_of_every_remainder_is_decoded() {
    for (text, bytes) in [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob")] {
        assert_eq!(decode_base64(text).unwrap(), bytes.as_bytes());
    }
    assert!(decode_base64("Zm 9v").is_err());
}
