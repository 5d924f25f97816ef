//! The head of a request → what is wanted, or why it is refused. Pure: bytes in, a verdict out.
//!
//! A preview listens on this machine only, but any website can make this machine's browser ask it. So a request must name this
//! server as its host (a name that an attacker's DNS points here is refused: DNS rebinding), must not come from a page of another
//! origin, and can only read.

/// Largest head of a request in bytes.
pub const MAX_HEAD: usize = 16 * 1024;
/// Most header lines.
const MAX_HEADERS: usize = 64;

/// What is wanted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// Whether only the head of the answer is wanted.
    pub is_head: bool,
    /// The path, decoded, from its first `/`; without the query.
    pub path: String,
}

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// 400: not understood.
    Malformed,
    /// 403: for another host.
    ForeignHost,
    /// 403: from a page of another origin.
    ForeignOrigin,
    /// 405: neither GET nor HEAD.
    Method,
    /// 431: the head is too large.
    HeadTooLarge,
}

/// Where the head ends, once it is whole.
pub(super) fn end_of_head(bytes: &[u8]) -> Option<usize> {
    bytes.windows(4).position(|window| window == b"\r\n\r\n").map(|at| at + 4)
}

/// Judges a whole head for a server on this port.
pub(super) fn judge(head: &[u8], port: u16) -> Result<Request, Refusal> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    match parsed.parse(head) {
        Ok(httparse::Status::Complete(_)) => {}
        Err(httparse::Error::TooManyHeaders) => return Err(Refusal::HeadTooLarge),
        _ => return Err(Refusal::Malformed),
    }
    let value = |name: &str| -> Result<Option<&str>, Refusal> {
        let mut all = parsed.headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
        match (all.next(), all.next()) {
            (Some(_), Some(_)) => Err(Refusal::Malformed),
            (Some(header), None) => std::str::from_utf8(header.value).map(Some).map_err(|_| Refusal::Malformed),
            (None, _) => Ok(None),
        }
    };
    let host = value("host")?.ok_or(Refusal::Malformed)?;
    if !is_own(host, port) {
        return Err(Refusal::ForeignHost);
    }
    if let Some(origin) = value("origin")?
        && !origin.strip_prefix("http://").is_some_and(|host| is_own(host, port))
    {
        return Err(Refusal::ForeignOrigin);
    }
    let is_head = match parsed.method {
        Some("GET") => false,
        Some("HEAD") => true,
        _ => return Err(Refusal::Method),
    };
    let target = parsed.path.filter(|target| target.starts_with('/')).ok_or(Refusal::Malformed)?;
    let path = target.split(['?', '#']).next().unwrap_or(target);
    Ok(Request { is_head, path: decode(path).ok_or(Refusal::Malformed)? })
}

/// Whether a host, as browsers write it, is this server.
fn is_own(host: &str, port: u16) -> bool {
    let (name, given) = match host.rsplit_once(':') {
        Some((name, given)) => (name, given.parse::<u16>().ok()),
        None => (host, Some(80)),
    };
    given == Some(port) && (name == "127.0.0.1" || name.eq_ignore_ascii_case("localhost"))
}

/// Decodes `%E3%81%82`; `None` when it is not UTF-8 or cut off.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let (high, low) = (char::from(rest.next()?).to_digit(16)?, char::from(rest.next()?).to_digit(16)?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(head: &str) -> Result<Request, Refusal> {
        judge(head.as_bytes(), 4000)
    }

    #[test]
    fn a_request_of_this_server_is_read() {
        let request = of("GET /guide/%E3%81%82.html?a#b HTTP/1.1\r\nHost: localhost:4000\r\n\r\n").unwrap();
        assert_eq!(request, Request { is_head: false, path: "/guide/あ.html".to_owned() });
        let head = of("HEAD / HTTP/1.1\r\nhOST: 127.0.0.1:4000\r\nOrigin: http://127.0.0.1:4000\r\n\r\n").unwrap();
        assert!(head.is_head);
    }

    #[test]
    fn names_that_only_look_like_this_server_are_foreign() {
        for host in [
            "evil.example",
            "evil.example:4000",
            "localhost",
            "localhost:4001",
            "127.0.0.1.evil.example:4000",
            "localhost:4000:4000",
            "[::1]:4000",
            "127.0.0.1:04000x",
            "",
        ] {
            let refusal = of(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"));
            assert_eq!(refusal, Err(Refusal::ForeignHost), "{host}");
        }
    }

    #[test]
    fn origins_are_compared_whole() {
        for origin in
            ["null", "https://localhost:4000", "http://localhost:4000.evil.example", "http://localhost:4001", "http://evil.example", ""]
        {
            let refusal = of(&format!("GET / HTTP/1.1\r\nHost: localhost:4000\r\nOrigin: {origin}\r\n\r\n"));
            assert_eq!(refusal, Err(Refusal::ForeignOrigin), "{origin}");
        }
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        let host = "Host: localhost:4000\r\n";
        assert_eq!(of("GET / HTTP/1.1\r\n\r\n"), Err(Refusal::Malformed));
        assert_eq!(of(&format!("GET / HTTP/1.1\r\n{host}{host}\r\n")), Err(Refusal::Malformed));
        assert_eq!(of(&format!("GET http://localhost:4000/ HTTP/1.1\r\n{host}\r\n")), Err(Refusal::Malformed));
        assert_eq!(of(&format!("GET /%e3%81 HTTP/1.1\r\n{host}\r\n")), Err(Refusal::Malformed));
        assert_eq!(of(&format!("GET /% HTTP/1.1\r\n{host}\r\n")), Err(Refusal::Malformed));
        assert_eq!(of(&format!("POST / HTTP/1.1\r\n{host}\r\n")), Err(Refusal::Method));
        assert_eq!(of(&format!("GET / HTTP/1.1\r\n{host}{}\r\n", "a: b\r\n".repeat(MAX_HEADERS))), Err(Refusal::HeadTooLarge));
        assert!(of(&format!("GET / HTTP/1.1\r\n{host}{}\r\n", "a: b\r\n".repeat(MAX_HEADERS - 1))).is_ok());
    }
}
