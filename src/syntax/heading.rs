//! `{#id audience=staff overlay=after:other}` at the end of a heading, and the ids of the headings that have none.

use super::event::{Event, HeadingMark, HeadingProblem, Placed, SectionOverlay, SectionVerb, is_verbatim};
use pulldown_cmark::CowStr;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What marks a section that is for staff only.
const STAFF: &str = "audience=staff";

/// What says what a section of a patch does to a section of the page below: `overlay=VERB`, where the heading's `#id` names that section,
/// or `overlay=VERB:ID`, where the heading has an id of its own.
const OVERLAY: &str = "overlay=";

/// Cuts `{#id}` off the heading whose events are the last ones, and notes it in its mark.
pub(super) fn take_attributes<'t>(text: &'t str, events: &mut Vec<Placed<'t>>, mark: &mut HeadingMark<'t>) {
    let Some(Placed { event: Event::Text(last), range }) = events.last_mut() else { return };
    if !is_verbatim(text, last, range) || !last.trim_end().ends_with('}') {
        return;
    }
    let Some(open) = last.rfind('{') else { return };
    let start = range.start + open;
    let end = range.start + last.trim_end().len();
    let inner = start + 1..end - 1;
    let is_escaped = open == 0 && text[..start].ends_with('\\');
    if is_escaped || !is_attributes(&text[inner.clone()]) {
        return;
    }
    read(text, inner, mark);
    let kept = last[..open].trim_end().len();
    range.end = range.start + kept;
    *last = CowStr::Borrowed(&text[range.clone()]);
    if kept == 0 {
        events.pop();
    }
}

/// `#id`, `.class`, `key=value`; anything else in braces is text (or ruby).
fn is_attributes(inner: &str) -> bool {
    let is_one = |word: &str| {
        word.starts_with(['#', '.'])
            || word.split_once('=').is_some_and(|(key, _)| !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
    };
    !inner.contains('|') && inner.split_whitespace().next().is_some_and(is_one)
}

fn read<'t>(text: &'t str, inner: Range<usize>, mark: &mut HeadingMark<'t>) {
    for word in text[inner].split_whitespace() {
        // `word` is a part of `text`, so the distance of the two starts is its place.
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let range = start..start + word.len();
        match word.strip_prefix('#') {
            Some(id) if is_kebab(id) && !mark.is_explicit => {
                mark.id = CowStr::Borrowed(id);
                mark.is_explicit = true;
                mark.written = Some(range);
            }
            Some(_) if !mark.is_explicit => mark.problems.push(HeadingProblem::BadId(range)),
            None if word == STAFF => mark.is_marked = true,
            None if word.starts_with(OVERLAY) && mark.overlay.is_none() && is_overlay(word) => {
                let (verb, target) = word[OVERLAY.len()..].split_once(':').unwrap_or((&word[OVERLAY.len()..], ""));
                let verb = SectionVerb::named(verb);
                mark.overlay = verb.map(|verb| SectionOverlay { verb, target: target.to_owned(), place: range });
            }
            _ => mark.problems.push(HeadingProblem::Unknown(range)),
        }
    }
    aim(mark);
}

fn is_overlay(word: &str) -> bool {
    let (verb, target) = word[OVERLAY.len()..].split_once(':').map_or((&word[OVERLAY.len()..], None), |(verb, id)| (verb, Some(id)));
    SectionVerb::named(verb).is_some() && target.is_none_or(is_kebab)
}

/// Gives `overlay=VERB` the id of its heading as the section that is meant. A section before or after that one has then no id of its own.
fn aim(mark: &mut HeadingMark<'_>) {
    let Some(overlay) = mark.overlay.as_mut().filter(|overlay| overlay.target.is_empty()) else { return };
    overlay.target = mark.id.to_string();
    if !overlay.verb.cuts() {
        mark.is_explicit = false;
        mark.written = None;
    }
}

fn is_kebab(id: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    id.split('-').all(part)
}

/// Gives `h-1`, `h-2` … to the headings without an id of their own; an id that stood before is no id. Headings for staff only get `s-1`,
/// `s-2` …, so that the others have the same ids whether those are shown or not.
pub(super) fn name(headings: &mut [HeadingMark<'_>]) {
    let mut first: BTreeMap<String, Range<usize>> = BTreeMap::new();
    for mark in headings.iter_mut() {
        let Some(place) = mark.written.clone() else { continue };
        match first.get(mark.id.as_ref()) {
            Some(earlier) => {
                mark.is_explicit = false;
                mark.problems.push(HeadingProblem::Duplicate(place, earlier.clone()));
            }
            None => {
                first.insert(mark.id.to_string(), place);
            }
        }
    }
    let taken: BTreeSet<&str> = first.keys().map(String::as_str).filter(|id| id.starts_with(['h', 's'])).collect();
    let (mut public, mut staff) = (0_usize, 0_usize);
    for mark in headings.iter_mut().filter(|mark| !mark.is_explicit) {
        let (letter, number) = if mark.is_staff_only { ('s', &mut staff) } else { ('h', &mut public) };
        loop {
            *number += 1;
            let id = format!("{letter}-{number}");
            if !taken.contains(id.as_str()) {
                mark.id = id.into();
                break;
            }
        }
    }
}
