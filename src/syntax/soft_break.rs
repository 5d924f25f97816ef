//! Line breaks within a paragraph: none stands for a space between two Japanese characters.

use super::chars::{is_mark, is_wide, is_wide_among_wide};
use super::event::{Event, Placed};
use super::tag::Tag;
use pulldown_cmark::TagEnd;

/// Stands for a thing whose text is not known here and that is most likely Japanese: the name an empty reference prints.
const NAME: char = '名';

/// Says of each soft break whether it is a space.
pub(super) fn mend(events: &mut [Placed<'_>]) {
    let mut before: Option<char> = None;
    for at in 0..events.len() {
        if let Event::SoftBreak { .. } = events[at].event {
            let after = events[at + 1..].iter().enumerate().find_map(|(offset, placed)| seen(placed, events.get(at + offset + 2), true));
            if let (Some(before), Some(Some(after))) = (before, after)
                && joins(before, after)
            {
                events[at].event = Event::SoftBreak { is_space: false };
            }
        } else if let Some(last) = seen(&events[at], events.get(at + 1), false) {
            before = last;
        }
    }
}

fn joins(before: char, after: char) -> bool {
    let (wide_before, wide_after) = (is_wide(before), is_wide(after));
    (wide_before || is_wide_among_wide(before)) && (wide_after || is_wide_among_wide(after)) && (wide_before || wide_after)
}

/// What a reader sees of an event at its near end: `None` nothing at all, `Some(None)` something that is no character.
fn seen(placed: &Placed<'_>, next: Option<&Placed<'_>>, is_first: bool) -> Option<Option<char>> {
    match &placed.event {
        Event::Text(text) | Event::Code(text) | Event::Ruby { base: text, .. } => {
            let c = if is_first { text.chars().next() } else { text.chars().rfind(|&c| !is_mark(c)) };
            c.map(Some)
        }
        Event::Start(Tag::Link { target, .. }) if matches!(next, Some(Placed { event: Event::End(TagEnd::Link), .. })) => {
            Some((!target.contains('#')).then_some(NAME))
        }
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) | Event::RawHtml(_) | Event::SoftBreak { .. } | Event::HardBreak => {
            Some(None)
        }
        _ => None,
    }
}
