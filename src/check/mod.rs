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
//! | [`rules`] | rules lead to somebody, agree with themselves and come out as their worked examples say; so do the duties of the year |
//! | `flows` | flows hold together |
//! | `checklists` | items have their phase and roles, and no phase is empty |
//! | `forms` | a form is whole on paper, goes to somebody, and is called by its names |
//! | `official` | the board's own file has the title and the fields of ours |
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

mod agendas;
mod audience;
mod checklists;
mod directory;
mod emergency;
mod flows;
mod forms;
mod levels;
mod links;
mod memory;
mod nav;
mod official;
pub mod rules;
mod slots;
mod stage;
mod surroundings;
mod tables;
mod writing;

pub use memory::Memory;

use crate::diag::{Sink, SourceMap};
use crate::model::{Page, Site};
use rayon::prelude::*;

/// Looks the whole site over. `sources` hold the texts of its pages.
#[must_use]
pub fn check(site: &Site, sources: &SourceMap) -> Sink {
    look(site, sources, None)
}

/// The same for a site that `memory` has seen before: of its pages, only those are looked at whose problems may be others now.
#[must_use]
pub fn check_again(site: &Site, sources: &SourceMap, memory: &mut Memory) -> Sink {
    memory.look(site, sources);
    look(site, sources, Some(memory))
}

fn look(site: &Site, sources: &SourceMap, memory: Option<&mut Memory>) -> Sink {
    let mut sink = Sink::default();
    pages(site, sources, memory, &mut sink);
    links::check_definitions(site, &mut sink);
    slots::check(site, &mut sink);
    directory::check(site, &mut sink);
    emergency::check(site, &mut sink);
    stage::check(site, &mut sink);
    nav::check(site, &mut sink);
    flows::check(site, &mut sink);
    checklists::check(site, &mut sink);
    agendas::check(site, &mut sink);
    forms::check(site, &mut sink);
    tables::check(site, &mut sink);
    rules::check(site, &mut sink);
    audience::check(site, &mut sink);
    levels::set(site, sink)
}

/// What depends on one page and what it can refer to, page by page; and the other texts that are judged for their writing.
fn pages(site: &Site, sources: &SourceMap, mut memory: Option<&mut Memory>, sink: &mut Sink) {
    let context = writing::Context::new(site, sources);
    let known = memory.as_deref();
    let pages: Vec<(&Page, Option<&Sink>)> =
        site.pages.values().map(|page| (page, known.and_then(|memory| memory.found(&page.id)))).collect();
    let found: Vec<(&Page, Sink, bool)> = pages
        .par_iter()
        .map(|&(page, known)| {
            let look = || {
                let mut found = links::check_page(site, page);
                found.append(writing::check_page(&context, page));
                found
            };
            (page, known.cloned().unwrap_or_else(look), known.is_some())
        })
        .collect();
    for (page, found, is_known) in found {
        if let Some(memory) = memory.as_deref_mut().filter(|_| !is_known) {
            let holds_contacts = writing::holds_contacts(&context, page);
            memory.note(&page.id, memory::Known { found: found.clone(), holds_contacts });
        }
        sink.append(found);
    }
    writing::check_others(&context, sink);
}
