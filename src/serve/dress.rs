//! What the preview adds to a page on its way to the browser, and nowhere else: a script, a style sheet, and leave to listen to this server.
//!
//! A built page forbids all connections (`connect-src 'none'`). Policies of a page only ever add up, so leave for the event stream cannot
//! be given by a header: in the bytes that are served, and only there, that one directive becomes `connect-src 'self'`. Everything else of the
//! policy stays, Trusted Types included; the script is a file of `'self'` and writes text only. A page whose theme words its policy
//! otherwise is served as it is, without live reload: its policy is not ours to guess.

/// Where the preview's own files and streams lie. `~` is no letter of an output path, so no site can have such a file.
pub(super) const OWN: &str = "/~preview/";

/// The script of every served page.
pub(super) const SCRIPT: &str = include_str!("live.js");
/// Its style sheet.
pub(super) const STYLE: &str = include_str!("live.css");

const SHUT: &[u8] = b"connect-src 'none'";
const OPEN: &[u8] = b"connect-src 'self'";

/// When a served page is out of date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Version {
    /// The look whose edition it shows.
    pub shown: u64,
    /// For a page that tells of problems, the look that found them.
    pub look: Option<u64>,
}

/// The page as it is served; `site` is the name of its event stream.
pub(super) fn dress(html: Vec<u8>, site: &str, version: Version) -> Vec<u8> {
    let Some(end_of_head) = find(&html, b"</head>") else { return html };
    let Some(policy) = find(&html[..end_of_head], SHUT) else { return html };
    let events = format!("{OWN}events/{}", encode(site));
    let shown = version.shown;
    let look = version.look.map(|look| format!(" data-look=\"{look}\"")).unwrap_or_default();
    let tags = format!(
        "<link rel=\"stylesheet\" href=\"{OWN}live.css\">\n<script defer src=\"{OWN}live.js\" data-events=\"{events}\" data-shown=\"{shown}\"{look}></script>\n"
    );
    [&html[..policy], OPEN, &html[policy + SHUT.len()..end_of_head], tags.as_bytes(), &html[end_of_head..]].concat()
}

fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    text.windows(needle.len()).position(|window| window == needle)
}

/// A name as one part of an address.
pub(super) fn encode(name: &str) -> String {
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
