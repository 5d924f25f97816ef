//! What the publisher says: coded sentences without a place in a source file.

use crate::diag::{Code, Text};
use crate::render::OutputError;
use std::fmt;
use std::io;
use std::path::Path;

/// Something to tell that did not stop the build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Which problem; `shirube explain` knows it.
    pub code: Code,
    /// What happened, in one sentence.
    pub message: Text,
}

/// Why a site was not published. The site that stood there still stands.
#[derive(Debug)]
pub struct BuildError {
    /// Which problem; `shirube explain` knows it.
    pub code: Code,
    /// What happened, in one sentence.
    pub message: Text,
    source: Option<io::Error>,
}

impl BuildError {
    pub(super) fn new(code: Code, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code, message: Text::new(ja, en), source: None }
    }

    /// The system refused something at `path`.
    pub(super) fn failed(path: &Path, error: io::Error) -> Self {
        let shown = path.display();
        let message = Text::new(format!("「{shown}」に書けませんでした（{error}）"), format!("{shown} could not be written ({error})"));
        Self { code: Code::OutputFailed, message, source: Some(error) }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message.en)
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|error| error as _)
    }
}

impl From<OutputError> for BuildError {
    fn from(error: OutputError) -> Self {
        match error {
            OutputError::Collision(path) => {
                Self::new(Code::OutputCollision, format!("「{path}」を作るものが二つあります"), format!("two things would become {path}"))
            }
            OutputError::BadPath(path) => {
                Self::new(Code::OutputFailed, format!("「{path}」は出力の名前になりません"), format!("{path} is not an output path"))
            }
            OutputError::Io(path, error) => Self::failed(Path::new(&path), error),
        }
    }
}
