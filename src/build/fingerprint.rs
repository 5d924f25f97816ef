//! What a site was made from, in one sum: the same inputs, options and version give the same fingerprint on any machine.

use super::hash::{self, Hash};
use crate::load::gate::{self, GatedFile};
use sha2::{Digest as _, Sha256};
use std::io;
use std::path::Path;

/// One folder of sources as it was listed and read.
#[derive(Clone, Copy, Debug)]
pub struct SourceRoot<'a> {
    /// The folder that was given to `gate::list`.
    pub path: &'a Path,
    /// What `gate::list` gave, with the hashes that `gate::read` left in it.
    pub files: &'a [GatedFile],
}

/// The sum of one input: the one its reading left, or of its bytes now for a file that the loader did not need.
pub(super) fn digest_of(file: &GatedFile) -> io::Result<Hash> {
    match file.digest() {
        Some(hash) => Ok(hash),
        None => Ok(hash::of(&gate::read(file)?)),
    }
}

/// SHA-256 over version, options and each root's paths and contents, in the order of the roots (the order of layers has a meaning).
/// No absolute path enters it.
///
/// # Errors
/// What the system says about an input that had not been read yet.
pub fn input_fingerprint(options_key: &str, roots: &[SourceRoot<'_>]) -> io::Result<String> {
    let mut sum = Sha256::new();
    // Every text is preceded by its length, so that no two lists of texts run together to the same bytes.
    let text = |part: &str, sum: &mut Sha256| {
        sum.update((part.len() as u64).to_le_bytes());
        sum.update(part.as_bytes());
    };
    text(env!("CARGO_PKG_VERSION"), &mut sum);
    text(options_key, &mut sum);
    for root in roots {
        sum.update((root.files.len() as u64).to_le_bytes());
        for file in root.files {
            text(&file.relative, &mut sum);
            sum.update(digest_of(file)?);
        }
    }
    let mut hex = String::new();
    hash::push_hex(&mut hex, &sum.finalize().into());
    Ok(hex)
}
