//! Flows → one drawing and one list of the same graph.
//!
//! 1. `boxes`: the words of a box, broken into lines, and so its size;
//! 2. `ranks`: boxes into rows, one below the other; `levels`: rows of labels between them, and a stop in each row that an arrow passes;
//! 3. `ordering`: the order within rows with few crossings; `columns`: where each stop stands in its row, within its lane;
//! 4. `routing`: rows get their height, the space between them a track for each arrow that runs across it (`tracks`); arrows run straight
//!    down through rows and across between them, so that none ever meets a box;
//! 5. `drawing`: that with its notes; `fitting`: of several widths of the boxes the one that leaves the greatest letters on an A4, upright or
//!    on its side, or several sheets of it (`part`);
//! 6. `svg`: shapes → SVG.
//!
//! All places are integers in units of CSS pixels, and nothing depends on fonts, hashes or threads, so that the bytes are always the same.

mod boxes;
mod columns;
mod drawing;
mod fitting;
mod levels;
mod ordering;
mod part;
mod ranks;
mod routing;
mod svg;
mod tracks;

pub use drawing::drawings;
pub use fitting::{Fit, MIN_LETTERS, Part, Sheet, fit};
pub use routing::{Arrow, Box, Drawing, Label, LaneColumn};
pub use svg::write;

/// What is drawn: a flow in words, its ids aside.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// Boxes in reading order.
    pub nodes: Vec<PictureNode>,
    /// Arrows.
    pub edges: Vec<PictureEdge>,
    /// Titles of the lanes; empty without lanes.
    pub lanes: Vec<String>,
}

impl Picture {
    /// The lane of a box; the first where it names none.
    fn lane(&self, node: usize) -> usize {
        self.nodes[node].lane.filter(|lane| *lane < self.lanes.len()).unwrap_or(0)
    }
}

/// What stands where an arrow goes on to another sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkWords {
    /// At the end of an arrow: `{sheet}` is the number of the other sheet, `{name}` the box on it.
    pub onward: String,
    /// At its beginning.
    pub from: String,
}

/// How a box looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BoxShape {
    /// Round ends.
    Start,
    /// A plain box.
    #[default]
    Plain,
    /// A double frame.
    Meeting,
    /// Cut corners.
    Question,
    /// A dashed frame.
    Case,
    /// Rounded, a person or body.
    Party,
    /// A strong frame.
    Outcome,
    /// Beside the flow.
    Note,
    /// No box, but where the flow goes on from one sheet to another.
    Mark,
}

/// A box in words.
#[derive(Clone, Debug, Default)]
pub struct PictureNode {
    /// What names it on the page.
    pub id: String,
    /// For a mark between sheets the box of another sheet that it stands for.
    pub stands_for: Option<String>,
    /// How it looks.
    pub shape: BoxShape,
    /// A word above the title: the group, or what kind of box it is.
    pub tag: Option<String>,
    /// What stands in it.
    pub title: String,
    /// Who acts or takes part.
    pub people: Vec<String>,
    /// 箇条
    pub items: Vec<String>,
    /// Index of its lane.
    pub lane: Option<usize>,
    /// Indices of the boxes that a note is about.
    pub about: Vec<usize>,
    /// Where the box leads.
    pub href: Option<String>,
}

/// An arrow in words.
#[derive(Clone, Debug, Default)]
pub struct PictureEdge {
    /// Index of the box that it leaves.
    pub from: usize,
    /// Index of the box to which it leads.
    pub to: usize,
    /// What stands on it.
    pub label: Option<String>,
    /// Whether it points both ways.
    pub is_both: bool,
    /// Whether it is dashed.
    pub is_inferred: bool,
}
