//! How a handbook is written: lints of the area `W`. Warnings, for a text with such a fault still says what it says;
//! but a number against the rules is an error.
//!
//! | file | what it looks at | code |
//! |---|---|---|
//! | `headings` | levels of headings | W101 |
//! | `alt_text` | images without words | W102 |
//! | `link_text` | links that do not say where they lead, or call a form otherwise | W103, W104, W303 |
//! | `contacts`, `contact_shapes` | copied numbers and addresses, and those of no agency | W201, W202 |
//! | `names` | words that have a home and are not linked to it | W203 |
//! | `day_counts` | numbers of the rules, copied or otherwise | W205, W206 |
//! | `thresholds` | what a base may not fix for its towns | W204 |
//! | `terminology` | discouraged spellings | W301, W302 |
//!
//! `passage` is the text they read (titles, summaries, bodies, definitions, remarks, the nav, titles of stages), taken from the one reading that
//! [`syntax::outline`](crate::syntax::outline()) made; `words` finds all known words in one pass over it.
//!
//! Ways to say that a text is right as it is: `accepts: [障がい]` in the front matter of a page, for W203, W205, W206 and W301;
//! `lints: {vague-link-text: off}` in `site.yml`, for a whole handbook.

mod alt_text;
mod contact_shapes;
mod contacts;
mod day_counts;
mod headings;
mod link_text;
mod names;
mod passage;
mod terminology;
mod thresholds;
mod words;

pub(super) use day_counts::DayCounts;

use crate::diag::{Sink, SourceMap, Spanned};
use crate::model::{Chapter, Entrance, Page, PageLink, Site};
use contacts::Contacts;
use names::Mentions;
use passage::{Owner, Prose};
use words::Words;

/// Problems told of one text. A page of 2 MiB could hold as many as it has words; nobody reads more than the first.
const MAX_PER_TEXT: usize = 50;

/// What all lints know of the site.
pub(super) struct Context<'s> {
    site: &'s Site,
    sources: &'s SourceMap,
    words: Words<'s>,
    contacts: Contacts<'s>,
    day_counts: DayCounts,
}

impl<'s> Context<'s> {
    pub fn new(site: &'s Site, sources: &'s SourceMap) -> Self {
        Self { site, sources, words: Words::new(site), contacts: Contacts::new(site), day_counts: DayCounts::new(site) }
    }
}

/// Texts that stand on no page of their own: definitions of words, remarks of agencies and tables, the nav and the entrances, titles of
/// stages, flows, checklists, agendas, forms.
pub(super) fn check_others(context: &Context<'_>, sink: &mut Sink) {
    let Context { site, sources, .. } = *context;
    for term in site.glossary.values() {
        check_prose(context, &Prose::definition(term, sources), &term.links, None, sink);
    }
    for table in site.tables.values() {
        for note in table.notes.iter().chain([&table.title]) {
            check_prose(context, &Prose::plain(note, Owner::Note, sources), &[], None, sink);
        }
    }
    for agency in site.agencies.values() {
        for note in &agency.notes {
            check_prose(context, &Prose::plain(note, Owner::Note, sources), &[], None, sink);
        }
    }
    for flow in site.flows.values() {
        for text in std::iter::once(&flow.title).chain(&flow.summary) {
            check_prose(context, &Prose::plain(text, Owner::FlowHead(flow), sources), &[], None, sink);
        }
        for text in &flow.texts {
            check_prose(context, &Prose::phrase(text, sources), &text.links, None, sink);
        }
    }
    for list in site.checklists.values() {
        for text in std::iter::once(&list.title).chain(&list.summary).chain(list.phases.iter().map(|phase| &phase.title)) {
            check_prose(context, &Prose::plain(text, Owner::Note, sources), &[], None, sink);
        }
        for text in &list.texts {
            check_prose(context, &Prose::phrase(text, sources), &text.links, None, sink);
        }
    }
    for agenda in site.agendas.values() {
        for text in std::iter::once(&agenda.title).chain(&agenda.summary) {
            check_prose(context, &Prose::plain(text, Owner::Note, sources), &[], None, sink);
        }
        for text in &agenda.texts {
            check_prose(context, &Prose::phrase(text, sources), &text.links, None, sink);
        }
    }
    for form in site.forms.values() {
        check_prose(context, &Prose::plain(&form.title, Owner::Note, sources), &[], None, sink);
        for text in &form.texts {
            check_prose(context, &Prose::phrase(text, sources), &text.links, None, sink);
        }
    }
    for text in front_texts(site) {
        check_prose(context, &Prose::plain(text, Owner::Note, sources), &[], None, sink);
    }
    for set in site.rules.values() {
        for stage in &set.shown.stages {
            check_prose(context, &Prose::plain(&stage.title, Owner::Stage(&set.id, stage), sources), &[], None, sink);
        }
    }
}

/// Headings and sentences of the nav and the home page.
fn front_texts(site: &Site) -> impl Iterator<Item = &Spanned<String>> {
    let chapters = site
        .nav
        .iter()
        .flat_map(|Chapter { title, text, groups, .. }| std::iter::once(title).chain(text).chain(groups.iter().map(|group| &group.title)));
    let entrances = site.entrances.iter().flat_map(|Entrance { title, text, choices, .. }| {
        std::iter::once(title).chain(text).chain(choices.iter().map(|choice| &choice.title))
    });
    chapters.chain(entrances)
}

pub(super) fn check_page<'s>(context: &Context<'s>, page: &'s Page) -> Sink {
    let mut sink = Sink::default();
    headings::check(page, &mut sink);
    alt_text::check(context.site, page, &mut sink);
    link_text::check(context.site, page, &mut sink);
    terminology::check_accepted(context, page, &mut sink);
    for text in std::iter::once(&page.title).chain(&page.summary) {
        let prose = Prose::plain(text, Owner::FrontMatter(page), context.sources);
        check_prose(context, &prose, &[], None, &mut sink);
    }
    let mut mentions = Mentions::default();
    check_prose(context, &Prose::body(page, context.sources), &page.links, Some(&mut mentions), &mut sink);
    mentions.judge(context, page, &mut sink);
    sink
}

/// Whether a page holds a number or address that may be that of an agency.
pub(super) fn holds_contacts(context: &Context<'_>, page: &Page) -> bool {
    let front = std::iter::once(&page.title).chain(&page.summary);
    let texts = front.map(|text| Prose::plain(text, Owner::FrontMatter(page), context.sources)).chain([Prose::body(page, context.sources)]);
    contacts::are_linked(&page.links) || texts.into_iter().any(|prose| contacts::are_written(&prose))
}

fn check_prose<'s>(context: &Context<'s>, prose: &Prose<'_>, links: &[PageLink], mut mentions: Option<&mut Mentions<'s>>, sink: &mut Sink) {
    let mut told = Sink::default();
    let calls = contacts::check_calls(context, prose, links, &mut told);
    prose.passages(&mut |passage| {
        if told.warnings() >= MAX_PER_TEXT {
            return;
        }
        contacts::check(context, passage, &calls, &mut told);
        thresholds::check(context, passage, &mut told);
        day_counts::check(context, passage, &mut told);
        let found = context.words.find(passage.text);
        terminology::check(context, passage, &found, &mut told);
        if let Some(mentions) = &mut mentions {
            mentions.take(context, passage, &found);
        }
    });
    sink.extend(told.into_iter().take(MAX_PER_TEXT));
}
