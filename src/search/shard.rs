//! One file of the index: a script that gives its content, deflated and written as letters, to the search of the page.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write as _;

/// How much work is spent on making files small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effort {
    /// A small site is packed as small as can be.
    Full,
    /// A large one in a fraction of the time, a tenth larger.
    Quick,
}

impl Effort {
    fn compression(self) -> Compression {
        match self {
            Self::Full => Compression::best(),
            Self::Quick => Compression::fast(),
        }
    }
}

/// The check sum at the end of deflated content (Adler-32, RFC 1950).
pub type Check = [u8; 4];

/// The bytes of the script `search/NAME.js`, and the check sum of its content.
pub(super) fn script(name: &str, content: &[u8], effort: Effort) -> (Vec<u8>, Check) {
    let packed = deflated(content, effort);
    let mut script = Vec::with_capacity(packed.len() / 13 * 16 + 80);
    script.extend_from_slice(format!("Shirube.core.searchData.take(\"{name}\",{},\"", packed.len()).as_bytes());
    put_letters(&mut script, &packed);
    script.extend_from_slice(b"\");\n");
    (script, packed.last_chunk().copied().unwrap_or_default())
}

/// The printable letters of ASCII but those that end a text or a script: `"`, `\` and `<`.
const LETTERS: [u8; 91] = {
    let mut letters = [0; 91];
    let (mut at, mut letter) = (0, b'!');
    while letter <= b'~' {
        if letter != b'"' && letter != b'\\' && letter != b'<' {
            letters[at] = letter;
            at += 1;
        }
        letter += 1;
    }
    letters
};

/// Bytes as letters, thirteen bits in two of them, the lowest first: 23 % more than the bytes, where base64 needs 33 %.
/// The script reads them (`js/core/search/data.js`).
fn put_letters(script: &mut Vec<u8>, bytes: &[u8]) {
    let mut put = |bits: u32| script.extend([LETTERS[(bits % 91) as usize], LETTERS[(bits / 91 % 91) as usize]]);
    let (mut held, mut count) = (0_u32, 0);
    for byte in bytes {
        held |= u32::from(*byte) << count;
        count += 8;
        if count >= 13 {
            put(held & 0x1FFF);
            held >>= 13;
            count -= 13;
        }
    }
    if count > 0 {
        put(held);
    }
}

/// Deflate with the header and the check sum of zlib (RFC 1950): browsers read it as `deflate`, and a damaged file is noticed.
fn deflated(content: &[u8], effort: Effort) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(content.len() / 4), effort.compression());
    // A vector takes every byte.
    let written = encoder.write_all(content).and_then(|()| encoder.finish());
    written.unwrap_or_default()
}

/// A number in groups of seven bits, the lowest first.
pub(super) fn put_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}
