//! The words of a box as lines, and its size.

use super::{BoxShape, PictureNode};
use crate::markup::figure::{FONT_SIZE, text_width, wrap, wrap_evenly};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// From one baseline to the next.
pub const LINE: i32 = 18;
/// Between the frame and the words.
pub const PADDING: i32 = 8;
/// Before the words of an item, for its dot.
pub const INDENT: i32 = FONT_SIZE;
/// Letters of tags and of people.
pub const SMALL: i32 = 12;
/// Boxes are at least so wide where there is the room.
const NARROW: i32 = 180;
/// Room for the letters of a label on one line.
const LABEL_WIDTH: i32 = 150;
/// The same where several stand side by side.
const NARROW_LABEL: i32 = 6 * FONT_SIZE;

/// How a line is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Small, above the title.
    Tag,
    /// Bold.
    Title,
    /// Who.
    People,
    /// The first line of an item, behind its dot.
    Item,
    /// Its other lines.
    More,
}

/// A line of a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLine {
    /// How it is set.
    pub kind: LineKind,
    /// Its words.
    pub text: String,
}

/// A box with its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// From frame to frame.
    pub width: i32,
    /// From frame to frame.
    pub height: i32,
    /// From the top.
    pub lines: Vec<TextLine>,
}

/// Texts that have been broken into lines: a text is tried in few widths, but in many drawings.
#[derive(Debug, Default)]
pub struct Broken(RefCell<BTreeMap<String, OfText>>);

/// The lines of a text by width, and whether it is a title.
type OfText = BTreeMap<(i32, bool), Vec<String>>;

impl Broken {
    /// The lines of a text; those of a title of about the same length, so that none holds a single letter.
    fn wrap(&self, text: &str, width: i32, is_title: bool) -> Vec<String> {
        let mut known = self.0.borrow_mut();
        if let Some(lines) = known.get(text).and_then(|widths| widths.get(&(width, is_title))) {
            return lines.clone();
        }
        let lines = if is_title { wrap_evenly(text, width) } else { wrap(text, width) };
        known.entry(text.to_owned()).or_default().insert((width, is_title), lines.clone());
        lines
    }
}

/// Breaks the words of a box for a width of `most`; a box with few words is narrower.
pub fn lines(node: &PictureNode, most: i32, broken: &Broken) -> Lines {
    let inner = most - 2 * PADDING - inset(node.shape);
    let mut lines = Vec::new();
    let mut push = |kind: LineKind, text: &str, width: i32| {
        for (at, line) in broken.wrap(text, width, kind == LineKind::Title).into_iter().enumerate() {
            let kind = if kind == LineKind::Item && at > 0 { LineKind::More } else { kind };
            lines.push(TextLine { kind, text: line });
        }
    };
    if let Some(tag) = &node.tag {
        push(LineKind::Tag, tag, inner * FONT_SIZE / SMALL);
    }
    if node.shape == BoxShape::Mark {
        push(LineKind::People, &node.title, inner * FONT_SIZE / SMALL);
    } else {
        // Bold letters are wider than others by less than a twelfth.
        push(LineKind::Title, &node.title, inner * 12 / 13);
    }
    node.people.iter().for_each(|people| push(LineKind::People, people, inner * FONT_SIZE / SMALL));
    node.items.iter().for_each(|item| push(LineKind::Item, item, inner - INDENT));
    let needed = lines.iter().map(width).max().unwrap_or_default() + 2 * PADDING + inset(node.shape);
    let height = i32::try_from(lines.len()).unwrap_or(i32::MAX / LINE) * LINE + 2 * PADDING;
    let least = if node.shape == BoxShape::Mark { 0 } else { least_width(most) };
    Lines { width: needed.clamp(least, most), height, lines }
}

/// Room that slanted or round ends take from the words.
fn inset(shape: BoxShape) -> i32 {
    match shape {
        BoxShape::Start | BoxShape::Question => FONT_SIZE,
        BoxShape::Meeting => 8,
        _ => 0,
    }
}

/// The lines of a label, narrow where it stands among others.
pub fn label_lines(label: &str, is_narrow: bool) -> Vec<String> {
    wrap_evenly(label, if is_narrow { NARROW_LABEL } else { LABEL_WIDTH })
}

/// Width of a label.
pub fn label_width(lines: &[String]) -> i32 {
    lines.iter().map(|line| text_width(line)).max().unwrap_or_default() + 8
}

/// Boxes of very different widths look like an accident.
fn least_width(most: i32) -> i32 {
    (most * 3 / 5).min(NARROW)
}

/// How wide a line is at most, its indent with it.
pub fn width(line: &TextLine) -> i32 {
    match line.kind {
        LineKind::Title => text_width(&line.text) * 13 / 12 + 1,
        LineKind::Item | LineKind::More => text_width(&line.text) + INDENT,
        LineKind::Tag | LineKind::People => text_width(&line.text) * SMALL / FONT_SIZE + 1,
    }
}
