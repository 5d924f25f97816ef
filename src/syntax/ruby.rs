//! `{漢字|かんじ}` in a text → a ruby event. What is not whole, or holds no Japanese, stays text.

use super::chars::is_wide;
use super::event::{Event, Placed, is_verbatim, slice};
use pulldown_cmark::CowStr;
use std::ops::Range;

/// Finds ruby in the texts from `start` on.
pub(super) fn mend<'t>(text: &'t str, events: &mut Vec<Placed<'t>>, start: usize) {
    let old: Vec<Placed<'t>> = events.drain(start..).collect();
    let mut old = old.into_iter().peekable();
    while let Some(placed) = old.next() {
        let Event::Text(whole) = &placed.event else {
            events.push(placed);
            continue;
        };
        if !is_verbatim(text, whole, &placed.range) {
            events.push(placed);
            continue;
        }
        let mut range = placed.range.clone();
        // In a table the bar is written `\|`, which the parser takes for the end of a text.
        if is_cut_ruby(whole)
            && let Some(Placed { event: Event::Text(next), range: after }) = old.peek()
            && after.start == range.end + 1
            && is_verbatim(text, next, after)
            && next.starts_with('|')
            && text.as_bytes().get(range.end) == Some(&b'\\')
        {
            range.end = after.end;
            old.next();
        }
        cut(text, range, events);
    }
}

/// Whether a text ends in an open `{base`.
fn is_cut_ruby(text: &str) -> bool {
    text.rfind('{').is_some_and(|open| !text[open..].contains(['|', '}']))
}

/// Cuts the ruby out of `text[range]` and pushes the parts.
fn cut<'t>(text: &'t str, range: Range<usize>, events: &mut Vec<Placed<'t>>) {
    let mut done = range.start;
    let mut at = range.start;
    while let Some(open) = text[at..range.end].find('{').map(|offset| at + offset) {
        at = open + 1;
        let is_escaped = open == range.start && text[..open].ends_with('\\');
        if let Some((base, reading, end)) = read(text, open, range.end).filter(|_| !is_escaped) {
            push_text(text, done..open, events);
            let whole = CowStr::Borrowed(text);
            let event = Event::Ruby { base: slice(&whole, base), reading: slice(&whole, reading) };
            events.push(Placed { event, range: open..end });
            done = end;
            at = end;
        }
    }
    push_text(text, done..range.end, events);
}

fn push_text<'t>(text: &'t str, range: Range<usize>, events: &mut Vec<Placed<'t>>) {
    if range.is_empty() {
        return;
    }
    // The bar of a table's `{a\|b` that was no ruby after all: without its backslash, as the parser had it.
    let part = &text[range.clone()];
    let event = if part.contains("\\|") { CowStr::from(part.replace("\\|", "|")) } else { CowStr::Borrowed(part) };
    events.push(Placed { event: Event::Text(event), range });
}

/// Base, reading and end of the ruby that opens at `open`.
fn read(text: &str, open: usize, limit: usize) -> Option<(Range<usize>, Range<usize>, usize)> {
    // Up to the next brace and no further, so that a page of open braces is read in one go.
    let close = open + 1 + text[open + 1..limit].find(['{', '}'])?;
    if text[close..].starts_with('{') {
        return None;
    }
    let inner = &text[open + 1..close];
    let bar = inner.find('|')?;
    let base = inner[..bar].strip_suffix('\\').unwrap_or(&inner[..bar]);
    let reading = &inner[bar + 1..];
    let is_whole = |part: &str| !part.trim().is_empty() && !part.contains(['{', '|', '\\', '*', '`', '<', '[', ']']);
    let is_japanese = inner.chars().any(is_wide);
    (is_whole(base) && is_whole(reading) && is_japanese).then(|| (open + 1..open + 1 + base.len(), open + 1 + bar + 1..close, close + 1))
}
