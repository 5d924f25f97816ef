//! `shirube schema`: writes the JSON Schemas of the sources into a folder of the user's choice. They are ours, so newer ones replace them.

use super::BuildError;
use crate::load::schema::SCHEMAS;
use std::fs;
use std::path::{Path, PathBuf};

/// Writes the schemas and tells each with the files that it is for.
///
/// # Errors
/// [`BuildError`] when the system refuses.
pub fn write_schemas(dir: &Path) -> Result<Vec<(PathBuf, &'static str)>, BuildError> {
    fs::create_dir_all(dir).map_err(|error| BuildError::failed(dir, error))?;
    let write = |(name, files, text): &(&str, &'static str, &str)| {
        let path = dir.join(name);
        fs::write(&path, text).map_err(|error| BuildError::failed(&path, error))?;
        Ok((path, *files))
    };
    SCHEMAS.iter().map(write).collect()
}
