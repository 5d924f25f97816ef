//! Paths ↔ `file://` addresses, percent-encoded as a browser does it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The address of an absolute path.
pub fn file_url(path: &Path) -> String {
    let mut url = String::from("file://");
    for byte in path.to_string_lossy().bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url
}

/// The path and the fragment (decoded) of a `file://` address.
pub fn from_file_url(url: &str) -> Option<(PathBuf, Option<String>)> {
    let rest = url.strip_prefix("file://")?;
    let (rest, fragment) = match rest.split_once('#') {
        Some((rest, fragment)) => (rest, Some(percent_decode(fragment))),
        None => (rest, None),
    };
    let path = rest.split('?').next().unwrap_or(rest);
    Some((PathBuf::from(percent_decode(path)), fragment))
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|hex| u8::from_str_radix(str::from_utf8(hex).ok()?, 16).ok());
        match code {
            Some(code) if byte == b'%' => {
                bytes.push(code);
                rest = &after[2..];
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn a_path_survives_the_way_to_an_address_and_back() {
    let path = Path::new("/tmp/手引き 2026/a#b?c%41.html");
    let url = file_url(path);
    assert_eq!(url, "file:///tmp/%E6%89%8B%E5%BC%95%E3%81%8D%202026/a%23b%3Fc%2541.html");
    assert_eq!(from_file_url(&url), Some((path.to_owned(), None)));
    let (path, fragment) = from_file_url("file:///a.html?q=%E6%AC%A0#%E7%AF%80-1").unwrap();
    assert_eq!((path, fragment), (PathBuf::from("/a.html"), Some("節-1".to_owned())));
    assert_eq!(from_file_url("https://a.example/"), None);
}
