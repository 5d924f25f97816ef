//! The steps of a publication, named so that a test can stop at each of them. Costs one comparison when nobody listens.

use std::fmt;
use std::io;
use std::sync::Arc;

/// A point between two changes on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Before a file is put into the staging folder.
    Put,
    /// The list stands in the staging folder.
    Listed,
    /// Foreign files are in the staging folder.
    Carried,
    /// All is on the disk.
    Synced,
    /// The staging folder has become the swap folder.
    Ready,
    /// Without an exchange: the old site was renamed away.
    MovedAway,
    /// The new site stands.
    Exchanged,
    /// Before one thing of the old folder is removed.
    Retiring,
    /// The old folder is gone.
    Retired,
    /// The state is written.
    Saved,
}

/// Called at each step; an error stands for a refusal by the system at that point.
#[derive(Clone, Default)]
pub struct Hook(Option<Arc<dyn Fn(Step) -> io::Result<()> + Send + Sync>>);

impl Hook {
    /// A hook that calls `listener`.
    pub fn new(listener: impl Fn(Step) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(listener)))
    }

    pub(super) fn at(&self, step: Step) -> io::Result<()> {
        self.0.as_ref().map_or(Ok(()), |listener| listener(step))
    }
}

impl fmt::Debug for Hook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Hook(set)" } else { "Hook" })
    }
}
