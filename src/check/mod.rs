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

mod audience;
mod directory;
mod emergency;
mod links;
mod nav;
mod slots;
mod stage;

use crate::diag::Sink;
use crate::model::Site;

/// Looks the whole site over.
#[must_use]
pub fn check(site: &Site) -> Sink {
    let mut sink = Sink::default();
    links::check(site, &mut sink);
    slots::check(site, &mut sink);
    directory::check(site, &mut sink);
    emergency::check(site, &mut sink);
    stage::check(site, &mut sink);
    nav::check(site, &mut sink);
    audience::check(site, &mut sink);
    sink
}
