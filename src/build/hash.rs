//! SHA-256 of files and texts, and its hexadecimal form.

use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

/// A SHA-256 sum.
pub type Hash = [u8; 32];

/// The sum of bytes in memory.
pub(super) fn of(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// The sum of a published file; the caller has seen that it is a regular one.
pub(super) fn of_file(path: &Path) -> io::Result<Hash> {
    let mut file = File::open(path)?;
    let mut sum = Sha256::new();
    let mut buffer = [0; 32 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(sum.finalize().into()),
            count => sum.update(&buffer[..count]),
        }
    }
}

/// Writes a sum as 64 lower-case digits.
pub(super) fn push_hex(text: &mut String, hash: &Hash) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for byte in hash {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
}

/// Reads 64 lower-case digits back.
pub(super) fn from_hex(text: &str) -> Option<Hash> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return None };
    let mut hash = [0; 32];
    if pairs.len() != hash.len() {
        return None;
    }
    for (byte, [high, low]) in hash.iter_mut().zip(pairs) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(hash)
}
