//! The URL gate: a link target → what it is, or why it is refused. What is not on the list of allowed things is refused.
//!
//! Targets are judged as the most credulous reader would take them: percent and character references decoded again and again, controls and
//! spaces dropped, full-width forms folded. `load` reports the refusals (M301); `markup` asks again before it writes an `href`.

use crate::model::{Reference, ReferenceError, ReferenceKind};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// What an allowed target is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A path relative to the page; may end in an anchor.
    Relative,
    /// `#id` of the same page.
    Anchor,
    /// `http:`, `https:`, `mailto:` or `tel:`.
    External,
    /// `kind:id`, or a word before `:` that is no kind (for the caller to report).
    Reference(Result<Reference, ReferenceError>),
}

/// Why a target is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// `javascript:`, `data:`, `file:` and every other scheme that is not on the list.
    Scheme,
    /// `//host`, `/path`: leads out of a folder opened by `file://`.
    RootAbsolute,
    /// A backslash or a drive letter.
    WindowsPath,
    /// An image from elsewhere.
    RemoteImage,
    /// `http:` without `//` and a host.
    NoHost,
}

impl Refusal {
    /// The reason in Japanese and English, for a message.
    #[must_use]
    pub fn reason(self) -> (&'static str, &'static str) {
        match self {
            Self::Scheme => {
                ("この種類の URL は使えません（https・http・mailto・tel だけ）", "only https, http, mailto and tel URLs are allowed")
            }
            Self::RootAbsolute => {
                ("「/」で始まるリンクは、フォルダーから開くと切れます", "a link starting with `/` breaks when opened from a folder")
            }
            Self::WindowsPath => {
                ("パソコンの中の場所（\\ や C:）へはリンクできません", "a link to a place on one computer (backslash or drive letter)")
            }
            Self::RemoteImage => (
                "よそのサイトの画像は使えません。assets フォルダーに置きます",
                "images from other sites are not allowed; put them into assets",
            ),
            Self::NoHost => ("URL の「//」か、その後の名前がありません", "the URL lacks `//` or a host"),
        }
    }
}

const REMOTE_SCHEMES: &[&str] = &["http", "https"];
const CONTACT_SCHEMES: &[&str] = &["mailto", "tel"];

/// Rounds of decoding; nobody writes more in good faith, and what is still encoded then is not decoded by a browser either.
const ROUNDS: usize = 4;

/// Judges the target of a link or image, as the parser gives it.
///
/// # Errors
/// The [`Refusal`] when it must never become a link.
pub fn judge(target: &str, is_image: bool) -> Result<Target, Refusal> {
    let folded = fold(target);
    if folded.contains('\\') {
        return Err(Refusal::WindowsPath);
    }
    if folded.starts_with('/') {
        return Err(Refusal::RootAbsolute);
    }
    if folded.starts_with('#') {
        return Ok(Target::Anchor);
    }
    let Some(scheme) = scheme(&folded) else { return Ok(Target::Relative) };
    if scheme.len() == 1 {
        return Err(Refusal::WindowsPath);
    }
    let rest = &folded[scheme.len() + 1..];
    if REMOTE_SCHEMES.contains(&scheme) {
        let host = rest.strip_prefix("//").unwrap_or("");
        return match host.chars().next() {
            _ if is_image => Err(Refusal::RemoteImage),
            None | Some('/' | '?' | '#' | ':' | '@') => Err(Refusal::NoHost),
            // The host must stand there as it reads: no folding may have made it.
            Some(_) if !starts_with_scheme(target, scheme) => Err(Refusal::Scheme),
            Some(_) => Ok(Target::External),
        };
    }
    if CONTACT_SCHEMES.contains(&scheme) && !is_image && starts_with_scheme(target, scheme) {
        return Ok(Target::External);
    }
    // References are taken as written: a kind that only appears after decoding is none.
    if ReferenceKind::named(scheme).is_some() && !target.starts_with(scheme) {
        return Err(Refusal::Scheme);
    }
    Reference::parse(target).map(Target::Reference).ok_or(Refusal::Scheme)
}

/// Whether a finished `href` or `src` may be written: relative, anchor, or one of the allowed schemes. References are not finished.
#[must_use]
pub fn is_safe_href(href: &str, is_image: bool) -> bool {
    matches!(judge(href, is_image), Ok(Target::Relative | Target::Anchor | Target::External))
}

fn starts_with_scheme(target: &str, scheme: &str) -> bool {
    target.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && target[scheme.len()..].starts_with(':')
}

/// The word before the first `:`, when it has the shape of a scheme and no `/`, `?` or `#` stands before it.
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let is_shape = scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    (!scheme.is_empty() && is_shape).then_some(scheme)
}

/// The target as a credulous reader sees it.
fn fold(target: &str) -> Cow<'_, str> {
    let is_plain = target.bytes().all(|b| b.is_ascii_graphic() && !b.is_ascii_uppercase() && !matches!(b, b'%' | b'&' | b'\\'));
    if is_plain {
        return Cow::Borrowed(target);
    }
    let mut folded = target.to_owned();
    for _ in 0..ROUNDS {
        let next: String = decode_references(&decode_percent(&folded)).nfkc().filter(|&c| !is_dropped(c)).collect();
        if next == folded {
            break;
        }
        folded = next;
    }
    folded.make_ascii_lowercase();
    Cow::Owned(folded)
}

/// Controls, spaces and characters without width.
fn is_dropped(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffd}')
}

fn decode_percent(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let byte = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten().and_then(|hex| u8::from_str_radix(hex, 16).ok());
        decoded.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    Cow::Owned(String::from_utf8_lossy(&decoded).into_owned())
}

/// Decodes the character references that can hide a scheme: numeric ones, and the names of the signs that matter.
fn decode_references(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let (c, length) = reference(rest).unwrap_or(('&', 1));
        decoded.push(c);
        rest = &rest[length..];
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

fn reference(text: &str) -> Option<(char, usize)> {
    const NAMES: &[(&str, char)] = &[
        ("&colon;", ':'),
        ("&Tab;", '\t'),
        ("&NewLine;", '\n'),
        ("&sol;", '/'),
        ("&bsol;", '\\'),
        ("&nbsp;", ' '),
        ("&num;", '#'),
        ("&percnt;", '%'),
        ("&amp;", '&'),
    ];
    if let Some((name, c)) = NAMES.iter().find(|(name, _)| text.starts_with(name)) {
        return Some((*c, name.len()));
    }
    let digits = text.strip_prefix("&#")?;
    let (digits, radix, skipped) = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 3),
        None => (digits, 10, 2),
    };
    let length = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
    let code = u32::from_str_radix(&digits[..length], radix).ok()?;
    let semicolon = usize::from(digits[length..].starts_with(';'));
    Some((char::from_u32(code)?, skipped + length + semicolon))
}
