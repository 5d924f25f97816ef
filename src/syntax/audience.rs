//! What of a text is for staff only, and the text without it. The only place that cuts, for headings, HTML and plain text alike.
//!
//! For staff are: `> [!STAFF]` boxes; a heading with `audience=staff` and what follows it up to the next heading of the same or a higher
//! level beside it; the containers that hold nothing else, so that no empty item stays behind; the footnotes that only these use.
//! The whole text is parsed and events are taken out, so that the rest reads the same in both editions. Only a definition could still
//! carry something across, of a footnote or of `[text][label]`: such a use is noted as a leak, and an error of the page.

use super::event::{Document, Event};
use super::tag::{Callout, Tag};
use crate::model::Audience;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A part of a text that is for staff only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffPart {
    /// Its events; every start among them has its end among them.
    pub events: Range<usize>,
    /// Its place in the text.
    pub bytes: Range<usize>,
}

/// Finds the parts for staff. `labelled` gives the links with a definition elsewhere, and that definition; asked only where it matters.
pub(super) fn find(document: &mut Document<'_>, labelled: impl FnOnce() -> Vec<(Range<usize>, Range<usize>)>) {
    let mut parts = marked(document);
    if parts.is_empty() {
        return;
    }
    tidy(&mut parts, document);
    let footnotes = Footnotes::new(document, &parts);
    document.leaks = footnotes.leaks(document, &parts);
    parts.extend(footnotes.for_staff(document));
    tidy(&mut parts, document);
    let is_inside = |bytes: &Range<usize>| {
        let next = parts.partition_point(|part| part.bytes.start <= bytes.start);
        next.checked_sub(1).is_some_and(|part| bytes.end <= parts[part].bytes.end)
    };
    document.leaks.extend(labelled().into_iter().filter(|(link, definition)| !is_inside(link) && is_inside(definition)));
    for mark in &mut document.headings {
        mark.is_staff_only = holds(&parts, mark.at);
    }
    document.staff = parts;
}

impl Document<'_> {
    /// Whether the event at `at` is for staff only.
    #[must_use]
    pub fn is_staff_only(&self, at: usize) -> bool {
        holds(&self.staff, at)
    }

    /// The document as this audience reads it. For staff it is whole.
    #[must_use]
    pub fn for_audience(mut self, audience: Audience) -> Self {
        if audience == Audience::Staff || self.staff.is_empty() {
            return self;
        }
        let parts = std::mem::take(&mut self.staff);
        self.leaks.clear();
        let mut at = 0;
        self.events.retain(|_| {
            at += 1;
            !holds(&parts, at - 1)
        });
        let mut gone = 0;
        let starts: Vec<(usize, usize)> = parts
            .iter()
            .map(|part| {
                gone += part.events.len();
                (part.events.start, gone)
            })
            .collect();
        // What is kept stands outside of the parts, so whole parts lie before it.
        let shift = |old: usize| old - starts[..starts.partition_point(|(start, _)| *start < old)].last().map_or(0, |(_, gone)| *gone);
        self.headings.retain(|mark| !mark.is_staff_only);
        self.headings.iter_mut().for_each(|mark| mark.at = shift(mark.at));
        self.footnotes.retain(|_, note| !holds(&parts, note.events.start - 1));
        self.footnotes.values_mut().for_each(|note| note.events = shift(note.events.start)..shift(note.events.end));
        self
    }
}

fn holds(parts: &[StaffPart], at: usize) -> bool {
    let next = parts.partition_point(|part| part.events.start <= at);
    next.checked_sub(1).is_some_and(|part| at < parts[part].events.end)
}

/// Boxes and marked sections, the outermost of each.
fn marked(document: &Document<'_>) -> Vec<StaffPart> {
    let mut parts = Vec::new();
    let mut headings = document.headings.iter().filter(|mark| mark.is_marked).map(|mark| mark.at).peekable();
    let mut at = 0;
    while let Some(placed) = document.events.get(at) {
        while headings.next_if(|&heading| heading < at).is_some() {}
        let part = match &placed.event {
            Event::Start(Tag::BlockQuote(Some(Callout::Staff))) => {
                Some(StaffPart { events: at..document.end_of(at) + 1, bytes: placed.range.clone() })
            }
            Event::Start(Tag::Heading(level)) if headings.peek() == Some(&at) => Some(section(document, at, *level as u8)),
            _ => None,
        };
        at = part.as_ref().map_or(at + 1, |part| part.events.end);
        parts.extend(part);
    }
    parts
}

/// The section under the heading at `at`: it ends with its container at the latest.
fn section(document: &Document<'_>, at: usize, level: u8) -> StaffPart {
    let start = document.events[at].range.start;
    let mut depth = 0_usize;
    for (offset, placed) in document.events[at..].iter().enumerate() {
        let end = match &placed.event {
            Event::Start(Tag::Heading(next)) if depth == 0 && offset > 0 && *next as u8 <= level => Some(placed.range.start),
            Event::End(_) if depth == 0 => Some(placed.range.end),
            _ => None,
        };
        if let Some(end) = end {
            return StaffPart { events: at..at + offset, bytes: start..end };
        }
        match placed.event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    StaffPart { events: at..document.events.len(), bytes: start..document.text.len() }
}

/// Sorts the parts, joins those that touch, and widens each to the container that holds nothing else, until nothing changes.
fn tidy(parts: &mut Vec<StaffPart>, document: &Document<'_>) {
    parts.sort_by_key(|part| (part.events.start, std::cmp::Reverse(part.events.end)));
    loop {
        let mut joined: Vec<StaffPart> = Vec::with_capacity(parts.len());
        for part in parts.drain(..) {
            match joined.last_mut() {
                Some(last) if part.events.start <= last.events.end => {
                    last.events.end = last.events.end.max(part.events.end);
                    last.bytes = last.bytes.start.min(part.bytes.start)..last.bytes.end.max(part.bytes.end);
                }
                _ => joined.push(part),
            }
        }
        *parts = joined;
        let mut has_grown = false;
        for part in parts.iter_mut() {
            has_grown |= widen(part, document);
        }
        if !has_grown {
            return;
        }
    }
}

fn widen(part: &mut StaffPart, document: &Document<'_>) -> bool {
    let Some(before) = part.events.start.checked_sub(1) else { return false };
    let (Some(start), Some(end)) = (document.events.get(before), document.events.get(part.events.end)) else { return false };
    let is_all = matches!(start.event, Event::Start(_)) && matches!(end.event, Event::End(_));
    if is_all {
        part.events = before..part.events.end + 1;
        part.bytes = start.range.clone();
    }
    is_all
}

/// A use of a footnote: its key, its event, and the key of the footnote it stands in.
struct Use {
    key: String,
    at: usize,
    holder: Option<String>,
}

/// Who uses which footnote.
struct Footnotes {
    uses: Vec<Use>,
    /// Reached from the public text.
    public: BTreeSet<String>,
    /// Reached from parts for staff.
    staff: BTreeSet<String>,
}

impl Footnotes {
    fn new(document: &Document<'_>, parts: &[StaffPart]) -> Self {
        let uses = uses(document);
        let is_public = |one: &&Use| one.holder.is_none() && !holds(parts, one.at);
        let public = reach(document, &uses, parts, uses.iter().filter(is_public).collect());
        let staff = reach(document, &uses, &[], uses.iter().filter(|one| holds(parts, one.at)).collect());
        Self { uses, public, staff }
    }

    /// Uses in the public text of definitions that stand in a part for staff.
    fn leaks(&self, document: &Document<'_>, parts: &[StaffPart]) -> Vec<(Range<usize>, Range<usize>)> {
        let is_public = |one: &&Use| !holds(parts, one.at) && one.holder.as_ref().is_none_or(|holder| self.public.contains(holder));
        let leak = |one: &Use| {
            let definition = document.footnotes.get(&one.key)?.events.start - 1;
            holds(parts, definition).then(|| (document.events[one.at].range.clone(), document.events[definition].range.clone()))
        };
        self.uses.iter().filter(is_public).filter_map(leak).collect()
    }

    /// The definitions that only parts for staff use.
    fn for_staff(&self, document: &Document<'_>) -> Vec<StaffPart> {
        let notes = self.staff.difference(&self.public).filter_map(|key| document.footnotes.get(key));
        notes
            .map(|note| {
                let start = note.events.start - 1;
                StaffPart { events: start..note.events.end + 1, bytes: document.events[start].range.clone() }
            })
            .collect()
    }
}

/// The definitions that some uses lead to, directly or through others; what stands in `closed` parts is not entered.
fn reach<'u>(document: &Document<'_>, uses: &'u [Use], closed: &[StaffPart], mut next: Vec<&'u Use>) -> BTreeSet<String> {
    let mut by_holder: BTreeMap<&str, Vec<&Use>> = BTreeMap::new();
    for one in uses {
        if let Some(holder) = &one.holder {
            by_holder.entry(holder).or_default().push(one);
        }
    }
    let is_open = |key: &str| document.footnotes.get(key).is_some_and(|note| !holds(closed, note.events.start));
    let mut reached = BTreeSet::new();
    while let Some(one) = next.pop() {
        if is_open(&one.key) && reached.insert(one.key.clone()) {
            let inner = by_holder.get(one.key.as_str()).into_iter().flatten();
            next.extend(inner.copied().filter(|inner| !holds(closed, inner.at)));
        }
    }
    reached
}

fn uses(document: &Document<'_>) -> Vec<Use> {
    let mut open: Vec<Option<String>> = Vec::new();
    let mut uses = Vec::new();
    for (at, placed) in document.events.iter().enumerate() {
        match &placed.event {
            Event::Start(Tag::FootnoteDefinition(label)) => open.push(Some(Document::footnote_key(label))),
            Event::Start(_) => open.push(None),
            Event::End(_) => {
                open.pop();
            }
            Event::FootnoteReference(label) => {
                let holder = open.iter().rev().flatten().next().cloned();
                uses.push(Use { key: Document::footnote_key(label), at, holder });
            }
            _ => {}
        }
    }
    uses
}
