//! The sections of a text, and what it defines for other places in it: what a patch of a page cuts and puts together.

use super::event::{Document, Event, Placed, SectionOverlay};
use super::tag::Tag;
use std::ops::Range;

/// A heading that stands in no quote and no list, and what follows it up to the next such heading of the same or a higher level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// 2 for `##`.
    pub level: u8,
    /// The id that was written, if it is the heading's own.
    pub id: Option<String>,
    /// Its place: whole lines, sections below it among them.
    pub bytes: Range<usize>,
    /// The heading alone.
    pub heading: Range<usize>,
    /// What it does to a section of the page below.
    pub overlay: Option<SectionOverlay>,
}

/// A use or a definition of a label: of a footnote `[^label]`, or of the target of `[text][label]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// Whether it is that of a footnote.
    pub is_footnote: bool,
    /// The label, folded as the parser compares them.
    pub name: String,
}

/// The sections of a text in order, those below others among them.
#[must_use]
pub fn sections(document: &Document<'_>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let (mut depth, mut marks) = (0_usize, document.headings.iter().peekable());
    for (at, placed) in document.events.iter().enumerate() {
        let mark = marks.next_if(|mark| mark.at == at);
        if let (Event::Start(Tag::Heading(level)), Some(mark), 0) = (&placed.event, mark, depth) {
            let start = document.text[..placed.range.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
            let heading = placed.range.start..placed.range.start + document.text[placed.range.clone()].trim_end().len();
            let id = mark.is_explicit.then(|| mark.id.to_string());
            let bytes = start..document.text.len();
            sections.push(Section { level: *level as u8, id, bytes, heading, overlay: mark.overlay.clone() });
        }
        match placed.event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    for at in 0..sections.len() {
        let level = sections[at].level;
        if let Some(next) = sections[at + 1..].iter().find(|next| next.level <= level).map(|next| next.bytes.start) {
            sections[at].bytes.end = next;
        }
    }
    sections
}

/// Uses of labels, in order.
#[must_use]
pub fn uses(document: &Document<'_>) -> Vec<(Label, Range<usize>)> {
    let notes = document.events.iter().filter_map(|Placed { event, range }| match event {
        Event::FootnoteReference(label) => Some((Label::of_footnote(label), range.clone())),
        _ => None,
    });
    let links = document.labelled.iter().map(|(range, label)| (Label::of_target(label), range.clone()));
    let mut uses: Vec<_> = notes.chain(links).collect();
    uses.sort_by_key(|(_, range)| range.start);
    uses
}

/// Definitions of labels, in order; the first of a label counts.
#[must_use]
pub fn definitions(document: &Document<'_>) -> Vec<(Label, Range<usize>)> {
    let notes = document.events.iter().filter_map(|Placed { event, range }| match event {
        Event::Start(Tag::FootnoteDefinition(label)) => Some((Label::of_footnote(label), range.clone())),
        _ => None,
    });
    let links = document.targets.iter().map(|(label, range)| (Label::of_target(label), range.clone()));
    let mut definitions: Vec<_> = notes.chain(links).collect();
    definitions.sort_by_key(|(_, range)| range.start);
    definitions
}

impl Label {
    fn of_footnote(label: &str) -> Self {
        Self { is_footnote: true, name: Document::footnote_key(label) }
    }

    fn of_target(label: &str) -> Self {
        Self { is_footnote: false, name: label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase() }
    }
}
