//! The only escaper: text → HTML text, attribute values, URLs in attributes. No control character passes.

use std::borrow::Cow;

/// What a byte needs: nothing, a look, or a percent sign.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0;
    while at < 0x20 {
        table[at] = true;
        at += 1;
    }
    table[b'\t' as usize] = false;
    table[b'\n' as usize] = false;
    table[0x7f] = true;
    table[b'&' as usize] = true;
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[b'"' as usize] = true;
    table[b'\'' as usize] = true;
    // Leads of U+0080–U+009F and of the noncharacters U+FFFE and U+FFFF.
    table[0xc2] = true;
    table
};

/// Escapes text for HTML content.
#[must_use]
pub fn text(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|b| SPECIAL[b as usize]) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + text.len() / 8 + 8);
    push_text(&mut escaped, text);
    Cow::Owned(escaped)
}

/// Escapes text for a double- or single-quoted attribute value. Line breaks and tabs become spaces.
#[must_use]
pub fn attribute(value: &str) -> Cow<'_, str> {
    if !value.bytes().any(|b| SPECIAL[b as usize] || matches!(b, b'\n' | b'\t')) {
        return Cow::Borrowed(value);
    }
    let mut escaped = String::with_capacity(value.len() + value.len() / 8 + 8);
    push_attribute(&mut escaped, value);
    Cow::Owned(escaped)
}

/// Escapes a URL for an attribute: what a URL cannot hold is percent-encoded, and what is encoded stays so.
#[must_use]
pub fn href(url: &str) -> Cow<'_, str> {
    if url.bytes().all(|b| is_url_byte(b) && b != b'&') {
        return Cow::Borrowed(url);
    }
    let mut escaped = String::with_capacity(url.len() * 2);
    push_href(&mut escaped, url);
    Cow::Owned(escaped)
}

/// [`text`], to the end of `out`.
pub fn push_text(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if !SPECIAL[byte as usize] {
            continue;
        }
        let (replacement, width) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            b'\'' => ("&#39;", 1),
            // The end of a line from Windows is a line feed alone.
            b'\r' => ("", 1),
            0xc2 if bytes.get(at + 1).is_none_or(|&next| next >= 0xa0) => continue,
            0xc2 => ("\u{fffd}", 2),
            _ => ("\u{fffd}", 1),
        };
        out.push_str(&text[done..at]);
        out.push_str(replacement);
        done = at + width;
    }
    out.push_str(&text[done..]);
}

/// [`attribute`], to the end of `out`.
pub fn push_attribute(out: &mut String, value: &str) {
    let mut parts = value.split(['\n', '\t']);
    push_text(out, parts.next().unwrap_or(""));
    for part in parts {
        out.push(' ');
        push_text(out, part);
    }
}

/// [`href`], to the end of `out`.
pub fn push_href(out: &mut String, url: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in url.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#39;"),
            byte if is_url_byte(byte) => out.push(char::from(byte)),
            byte => {
                out.push('%');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
}

fn is_url_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&()*+,-./:;=?@_~".contains(&byte)
}
