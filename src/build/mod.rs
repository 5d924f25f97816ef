//! F7 `build`: the publisher. Files of one render in, a site folder out; the last good site survives whatever happens.
//!
//! The life of a publication, each step in the file of its name:
//!
//! 1. `state`: nothing changed since the last time → the build ends here ([`is_up_to_date`]);
//! 2. `target`: may this folder be written at all? lock it, tidy up after a build that was killed ([`open_target`], before sources are read);
//! 3. `staging`: each file goes to a folder beside the site; what did not change is hard-linked ([`StagingOutput`]);
//! 4. `manifest`: the list of all files with their sums, from inputs known by `fingerprint`;
//! 5. `publish`: refuse conflicts, carry over files that are not ours (`carry`), sync, exchange the two folders in one step;
//! 6. `retire`: from the old folder, delete exactly what the old list names and nobody has edited; set hand-edited files aside;
//! 7. `state`: note the stamps of inputs and outputs for the next step 1.
//!
//! Beside a site `NAME` lie `.NAME.shirube-lock`, `.NAME.shirube-state` and, while a build runs, `.NAME.shirube-staging` (being written; is
//! nobody's but ours) and `.NAME.shirube-swap` (a whole site, old or new). All of them may be deleted when no build runs.
//!
//! What is promised: on Linux and Apple's systems the exchange is one step of the kernel, so a kill at any moment leaves the whole old or
//! the whole new site. Where a volume or system has no such step, two renames follow each other; a kill between them leaves the site under
//! `.NAME.shirube-old`, and the next build puts it back. A power cut is covered on Linux only (`syncfs` before the exchange).
//!
//! ```
//! use shirube::build::{BuildError, BuildRecord, PublishReport, open_target};
//! use shirube::model::Audience;
//! use shirube::render::{OutPath, Output, OutputError};
//! # fn render(output: &dyn Output) -> Result<(), OutputError> { output.put(OutPath::new("index.html")?, b"<!doctype html>") }
//! fn publish(out: &std::path::Path, site: &std::path::Path) -> Result<PublishReport, BuildError> {
//!     let target = open_target(out, &[site.to_path_buf()])?; // before the sources are read
//!     let staging = target.stage()?;
//!     render(&staging)?; // from as many threads as you like
//!     staging.finish(&BuildRecord { site: "otaru", audience: Audience::Public, options_key: "", roots: &[], warnings: 0 })
//! }
//! # let folder = std::env::temp_dir().join(format!("shirube-example-{}", std::process::id()));
//! let report = publish(&folder.join("site"), &folder.join("source"))?;
//! assert_eq!(report.written, 1);
//! # let _ = std::fs::remove_dir_all(&folder);
//! # Ok::<(), BuildError>(())
//! ```

mod beside;
mod carry;
mod entry;
mod error;
mod fingerprint;
mod hash;
mod manifest;
mod publish;
mod retire;
mod scaffold;
mod site;
mod staging;
mod state;
mod steps;
mod target;
mod workspace;

pub use entry::{EntryOutcome, publish_entry};
pub use error::{BuildError, Notice};
pub use fingerprint::{SourceRoot, input_fingerprint};
pub use hash::Hash;
pub use manifest::{Entry, MANIFEST_NAME, Manifest};
pub use publish::{BuildRecord, PublishReport};
pub use retire::SetAside;
pub use scaffold::{Handbooks, ScaffoldError, Starter, scaffold};
pub(crate) use site::theme;
pub use site::{BuildOutcome, Builder, Built, build_site, check_site, peek};
pub use staging::StagingOutput;
pub use state::{UpToDate, is_up_to_date};
#[doc(hidden)]
pub use steps::{Hook, Step};
#[doc(hidden)]
pub use target::open_target_waiting;
pub use target::{Target, open_target};
pub use workspace::{NoSite, Workspace};
