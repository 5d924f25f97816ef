//! Chromium through chromedriver: the driver translates WebDriver BiDi, and its plain HTTP half opens the session.
//!
//! Chromium also stands for Edge, which the readers use. Debian's `chromium` and `chromium-driver` carry one version.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::Command;

use serde_json::{Value, json};

use super::bidi::{ANSWER_TIMEOUT, Connection, Failure, Outcome, failed};
use super::process::Process;

/// A switch each, with its reason where the name does not tell it.
const SWITCHES: [&str; 13] = [
    "--headless",
    // Chromium refuses its sandbox to root, and containers run tests as root.
    "--no-sandbox",
    "--disable-gpu",
    // Containers have a /dev/shm of 64 MiB, which one large page can fill.
    "--disable-dev-shm-usage",
    // The crash handler leaves the process group and so would outlive the run.
    "--disable-breakpad",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=OptimizationHints,MediaRouter,Translate",
    "--lang=ja",
    // No name resolves: a page that reaches outwards fails the same way on any machine, and nothing leaves this one.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
];

/// Starts chromedriver and a Chromium of its own with a fresh profile.
pub fn start() -> Outcome<(Process, Connection)> {
    let home = Process::fresh_home()?;
    let profile = home.join("profile");
    let mut driver = Command::new("chromedriver");
    driver.arg("--port=0");
    let process = Process::start(&driver, "chromium chromium-driver", home)?;
    // The first line says "on port 0", so only this wording tells the port.
    let port = process.wait_for("started successfully on port ", '.')?;
    let mut switches: Vec<String> = SWITCHES.map(str::to_owned).to_vec();
    switches.push(format!("--user-data-dir={}", profile.display()));
    let answer = post(&port, "/session", &capabilities(&switches))?;
    let url = answer["value"]["capabilities"]["webSocketUrl"].as_str();
    let url = url.ok_or_else(|| {
        let message = answer["value"]["message"].as_str().unwrap_or("no message");
        Failure(format!("chromedriver opened no session (is the package chromium installed?): {message}"))
    })?;
    let connection = Connection::open(url)?;
    Ok((process, connection))
}

fn capabilities(switches: &[String]) -> Value {
    json!({"capabilities": {"alwaysMatch": {
        "browserName": "chrome",
        "webSocketUrl": true,
        // A dialogue that opens unasked is a defect of the page and must not hang the test.
        "unhandledPromptBehavior": {"default": "dismiss"},
        "goog:chromeOptions": {"args": switches},
    }}})
}

/// One HTTP POST of JSON to the driver, and its JSON answer, whatever the status.
fn post(port: &str, path: &str, body: &Value) -> Outcome<Value> {
    let address = format!("127.0.0.1:{port}");
    let mut stream = TcpStream::connect(&address).map_err(failed(format!("connecting to chromedriver at {address}")))?;
    stream.set_read_timeout(Some(ANSWER_TIMEOUT)).map_err(failed("setting the read time-out"))?;
    let body = body.to_string();
    let length = body.len();
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).map_err(failed("asking chromedriver"))?;
    let answer = read_body(BufReader::new(stream)).map_err(failed("reading chromedriver's answer"))?;
    serde_json::from_slice(&answer).map_err(failed("chromedriver's answer is no JSON"))
}

/// The body of an HTTP answer. Its length is told; chromedriver keeps the connection open after it.
fn read_body(mut answer: impl BufRead) -> std::io::Result<Vec<u8>> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        answer.read_line(&mut line)?;
        if line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or_default();
        }
    }
    let mut body = vec![0; length];
    answer.read_exact(&mut body)?;
    Ok(body)
}
