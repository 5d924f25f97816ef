//! F4 `check`: the finished model → problems. Each file judges one thing; none reads a file of the disk, none changes the model.
//!
//! | file | what it looks at |
//! |---|---|
//! | `links` | every link and reference of pages and definitions leads somewhere |
//! | `slots` | every slot is bound or left open on purpose, and the binding exists |
//! | `directory` | categories, parents and go-betweens of agencies exist |
//! | `emergency` | the emergency lane has 110, 119, 189 and two local desks |
//! | `audience` | what is public does not refer to what is for staff only |
//! | `stage` | a stage page has its parts in their order |
//! | `nav` | every page can be reached; entrances lead somewhere |
//! | `rules` | whom and what rules and duties of the year name exists; parts of a rule set that are named exist |
//! | `tables` | totals and percentages add up, rows, columns and charts fit, somebody shows the table |
//! | [`writing`] | how it is written: headings, links, images, words, copied facts |
//!
//! `levels` then gives each lint (`W…`, S113) the level that `site.yml` sets:
//!
//! ```yaml
//! lints:
//!   vague-link-text: error   # by name …
//!   W104: off                # … or number; off, warning or error
//! ```
//!
//! A town takes the levels of its base where it sets none itself.

mod audience;
mod directory;
mod emergency;
mod levels;
mod links;
mod nav;
mod rules;
mod slots;
mod stage;
mod tables;
mod writing;

use crate::diag::{Sink, SourceMap};
use crate::model::Site;

/// Looks the whole site over. `sources` hold the texts of its pages.
#[must_use]
pub fn check(site: &Site, sources: &SourceMap) -> Sink {
    let mut sink = Sink::default();
    links::check(site, &mut sink);
    slots::check(site, &mut sink);
    directory::check(site, &mut sink);
    emergency::check(site, &mut sink);
    stage::check(site, &mut sink);
    nav::check(site, &mut sink);
    tables::check(site, &mut sink);
    rules::check(site, &mut sink);
    audience::check(site, &mut sink);
    writing::check(site, sources, &mut sink);
    levels::set(site, sink)
}
