//! Emphasis beside Japanese punctuation: `これは**「大事」**です` is strong, which CommonMark's rules deny.
//!
//! Only where Japanese reading gives a run of `*` another power than CommonMark, all `*` of the line are paired anew: the parser's own pairs
//! too, since with `は**「甲」**と**「乙」**で` it pairs the wrong ones. `_` and `~~` stay as the parser paired them; so do code, links and
//! escapes, and no pair crosses their borders.
//!
//! 1. [`Tokens::read`]: events → runs of `*`, pieces of text, and events that are kept;
//! 2. [`pair`]: CommonMark's pairing with the flanking rules of [`flank`];
//! 3. [`write()`]: tokens → events.

use super::chars::{is_cjk, is_closing, is_opening, is_punctuation};
use super::event::{Event, Placed, is_verbatim};
use super::tag::Tag;
use pulldown_cmark::{CowStr, TagEnd};
use std::ops::Range;

/// What a run of `*` may do.
#[derive(Clone, Copy, Debug, Default)]
struct Power {
    opens: bool,
    closes: bool,
    /// Whether CommonMark lets it open as well.
    opens_anywhere: bool,
    /// Whether a closing bracket or stop stands before it.
    after_closing: bool,
    /// Whether CommonMark would say otherwise.
    differs: bool,
}

/// A run of `*` and the marks made of it, closing ones from its left, opening ones from its right.
#[derive(Debug, Default)]
struct Run {
    start: usize,
    end: usize,
    power: Power,
    closes: Vec<Mark>,
    opens: Vec<Mark>,
}

#[derive(Clone, Debug)]
struct Mark {
    is_strong: bool,
    range: Range<usize>,
}

enum Token<'t> {
    Kept(Placed<'t>),
    Text(Range<usize>),
    Run(usize),
}

/// Mends the events from `start` on; gives how many spans there are afterwards when it did.
pub(super) fn mend<'t>(text: &'t str, events: &mut Vec<Placed<'t>>, start: usize) -> usize {
    if !needs_mending(text, &events[start..]) {
        return 0;
    }
    // Only what lies between the first and the last run is taken up.
    let has_star = |placed: &Placed<'_>| match &placed.event {
        Event::Start(Tag::Emphasis | Tag::Strong) | Event::End(TagEnd::Emphasis | TagEnd::Strong) => true,
        Event::Text(part) => part.contains('*'),
        _ => false,
    };
    let first = events[start..].iter().position(has_star).map_or(start, |offset| start + offset);
    let last = events.iter().rposition(has_star).map_or(first, |last| last.max(first));
    let mut tokens = Tokens { text, list: Vec::with_capacity(16), runs: Vec::with_capacity(8) };
    let rest = events.split_off(last + 1);
    for placed in events.drain(first..) {
        tokens.read(placed);
    }
    for run in &mut tokens.runs {
        run.power = flank(text, run.start, run.end);
    }
    pair(&mut tokens);
    let starts = tokens.runs.iter().map(|run| run.opens.len()).sum();
    write(tokens, events);
    events.extend(rest);
    starts
}

/// Whether some run beside CJK could do more than CommonMark lets it.
fn needs_mending(text: &str, events: &[Placed<'_>]) -> bool {
    events.iter().any(|placed| {
        let range = &placed.range;
        match &placed.event {
            Event::Start(Tag::Emphasis | Tag::Strong) => {
                let ahead = text[range.clone()].bytes().take_while(|&b| b == b'*').count();
                let behind = text[range.clone()].bytes().rev().take_while(|&b| b == b'*').count();
                ahead > 0 && (flank(text, range.start, range.start + ahead).differs || flank(text, range.end - behind, range.end).differs)
            }
            Event::Text(part) if part.contains('*') && is_verbatim(text, part, range) => {
                runs(text, range.clone()).any(|run| flank(text, run.start, run.end).differs)
            }
            _ => false,
        }
    })
}

/// The unescaped runs of `*` in a text event's range.
fn runs(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    // A text event begins after the backslash that escapes its first character.
    let is_escaped = bytes[range.start] == b'*' && text[..range.start].ends_with('\\');
    let mut at = range.start + usize::from(is_escaped);
    std::iter::from_fn(move || {
        let start = at + bytes[at..range.end].iter().position(|&b| b == b'*')?;
        at = start + bytes[start..range.end].iter().take_while(|&&b| b == b'*').count();
        Some(start..at)
    })
}

/// What the run `start..end` may do, by CommonMark or by Japanese reading.
///
/// The Japanese reading: punctuation of CJK counts as letters, and other punctuation does where CJK stands on the other side; but no
/// emphasis begins before a closing bracket or stop, or ends after an opening bracket; and a single `*` before a digit is a note sign.
fn flank(text: &str, start: usize, end: usize) -> Power {
    let before = text[..start].chars().next_back().unwrap_or('\n');
    let after = text[end..].chars().next().unwrap_or('\n');
    let (blank_before, blank_after) = (before.is_whitespace(), after.is_whitespace());
    let (mark_before, mark_after) = (is_punctuation(before), is_punctuation(after));
    let opens_anywhere = !blank_after && (!mark_after || blank_before || mark_before);
    let closes_anywhere = !blank_before && (!mark_before || blank_after || mark_after);
    let near_cjk = is_cjk(before) || is_cjk(after);
    let is_note_sign = end - start == 1 && after.is_numeric();
    let opens = opens_anywhere || (near_cjk && !blank_after && !is_closing(after) && !is_note_sign);
    let closes = closes_anywhere || (near_cjk && !blank_before && !is_opening(before) && !is_note_sign);
    let differs = opens != opens_anywhere || closes != closes_anywhere;
    Power { opens, closes, opens_anywhere, after_closing: !closes_anywhere || is_closing(before) || mark_before, differs }
}

struct Tokens<'t> {
    text: &'t str,
    list: Vec<Token<'t>>,
    runs: Vec<Run>,
}

impl<'t> Tokens<'t> {
    fn read(&mut self, placed: Placed<'t>) {
        let range = placed.range.clone();
        let width = match &placed.event {
            Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => 1,
            Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => 2,
            Event::Text(part) if is_verbatim(self.text, part, &range) && part.contains('*') => return self.read_text(range),
            _ => 0,
        };
        if width == 0 || self.text.as_bytes().get(range.start) != Some(&b'*') {
            self.list.push(Token::Kept(placed));
        } else if matches!(placed.event, Event::Start(_)) {
            self.push_run(range.start..range.start + width);
        } else {
            self.push_run(range.end - width..range.end);
        }
    }

    fn read_text(&mut self, range: Range<usize>) {
        let mut at = range.start;
        for run in runs(self.text, range.clone()) {
            if at < run.start {
                self.list.push(Token::Text(at..run.start));
            }
            at = run.end;
            self.push_run(run);
        }
        if at < range.end {
            self.list.push(Token::Text(at..range.end));
        }
    }

    /// Adds a run; one that follows at once is the same run, which the parser had parted.
    fn push_run(&mut self, range: Range<usize>) {
        if let (Some(Token::Run(_)), Some(last)) = (self.list.last(), self.runs.last_mut())
            && last.end == range.start
        {
            last.end = range.end;
            return;
        }
        self.list.push(Token::Run(self.runs.len()));
        self.runs.push(Run { start: range.start, end: range.end, ..Run::default() });
    }
}

/// A run that may still open, and what is left of it.
struct Opener {
    run: usize,
    left: usize,
}

/// Pairs the runs: CommonMark's algorithm, one level of openers per link or other kept span.
fn pair(tokens: &mut Tokens<'_>) {
    let mut openers: Vec<Opener> = Vec::new();
    let mut bases: Vec<usize> = Vec::new();
    let mut floors = Floors::default();
    for at in 0..tokens.list.len() {
        match &tokens.list[at] {
            Token::Kept(Placed { event: Event::Start(_), .. }) => {
                bases.push(openers.len());
            }
            Token::Kept(Placed { event: Event::End(_), .. }) => {
                openers.truncate(bases.pop().unwrap_or(0));
                clamp(&mut floors, openers.len());
            }
            Token::Run(run) => {
                let run = *run;
                let base = bases.last().copied().unwrap_or(0);
                let left = close(&mut tokens.runs, run, &mut openers, (base, &mut floors));
                if left > 0 && tokens.runs[run].power.opens {
                    openers.push(Opener { run, left });
                }
            }
            _ => {}
        }
    }
}

/// Below these heights no opener fits a closer of the kind ([`kind`]): keeps the search linear.
type Floors = [usize; 16];

/// All that [`close`] asks of a closer when it looks for an opener.
fn kind(power: Power, length: usize) -> usize {
    let by_length = if length == 1 { 3 } else { length % 3 };
    (usize::from(power.opens) * 2 + usize::from(power.after_closing)) * 4 + by_length
}

fn clamp(floors: &mut Floors, height: usize) {
    for floor in floors {
        *floor = (*floor).min(height);
    }
}

/// Lets a run close as many openers as it can; gives what is left of it.
fn close(runs: &mut [Run], at: usize, openers: &mut Vec<Opener>, (base, floors): (usize, &mut Floors)) -> usize {
    let (start, end, power) = (runs[at].start, runs[at].end, runs[at].power);
    let length = end - start;
    let mut left = length;
    let kind = kind(power, length);
    while left > 0 && power.closes {
        let lowest = floors[kind].max(base);
        let fits = |opener: &Opener| {
            let other = &runs[opener.run];
            let sum = length + (other.end - other.start);
            let is_odd = (power.opens || other.power.closes) && sum.is_multiple_of(3) && !length.is_multiple_of(3);
            let is_doubtful = sum == 2 && !other.power.opens_anywhere && !power.after_closing;
            !is_odd && !is_doubtful
        };
        let Some(found) = (lowest..openers.len()).rev().find(|&i| fits(&openers[i])) else {
            floors[kind] = openers.len();
            break;
        };
        openers.truncate(found + 1);
        clamp(floors, openers.len());
        let opener = &mut openers[found];
        let width = if left >= 2 && opener.left >= 2 { 2 } else { 1 };
        let open_at = runs[opener.run].start + opener.left - width;
        let mark = Mark { is_strong: width == 2, range: open_at..start + (length - left) + width };
        runs[opener.run].opens.push(mark.clone());
        runs[at].closes.push(mark);
        left -= width;
        opener.left -= width;
        if opener.left == 0 {
            openers.truncate(found);
            clamp(floors, openers.len());
        }
    }
    left
}

fn write<'t>(tokens: Tokens<'t>, events: &mut Vec<Placed<'t>>) {
    let Tokens { text, list, runs } = tokens;
    let push_text = |range: Range<usize>, events: &mut Vec<Placed<'t>>| {
        if let Some(Placed { event: Event::Text(last), range: before }) = events.last_mut()
            && before.end == range.start
            && is_verbatim(text, last, before)
        {
            before.end = range.end;
            *last = CowStr::Borrowed(&text[before.clone()]);
        } else if !range.is_empty() {
            events.push(Placed { event: Event::Text(CowStr::Borrowed(&text[range.clone()])), range });
        }
    };
    for token in list {
        match token {
            Token::Kept(placed) => events.push(placed),
            Token::Text(range) => push_text(range, events),
            Token::Run(run) => {
                let run = &runs[run];
                let width = |marks: &[Mark]| marks.iter().map(|mark| 1 + usize::from(mark.is_strong)).sum::<usize>();
                for mark in &run.closes {
                    let tag = if mark.is_strong { TagEnd::Strong } else { TagEnd::Emphasis };
                    events.push(Placed { event: Event::End(tag), range: mark.range.clone() });
                }
                push_text(run.start + width(&run.closes)..run.end - width(&run.opens), events);
                for mark in run.opens.iter().rev() {
                    let tag = if mark.is_strong { Tag::Strong } else { Tag::Emphasis };
                    events.push(Placed { event: Event::Start(tag), range: mark.range.clone() });
                }
            }
        }
    }
}
