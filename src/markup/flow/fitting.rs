//! Which width of boxes, upright or on its side, leaves the greatest letters on an A4; and on how many sheets a flow stands that has no room
//! on one.

use super::boxes::Broken;
use super::drawing::Sketch;
use super::part;
use super::ranks::{Beside, ranks};
use super::routing::Drawing;
use super::{BoxShape, MarkWords, Picture};
use crate::markup::figure::FONT_SIZE;

/// Letters of a drawing on paper, in hundredths of a point, at least.
pub const MIN_LETTERS: i32 = 900;

/// Widths of drawings that are tried, in hundredths of that of the sheet, the most comfortable first.
const WIDTHS: [i32; 7] = [100, 88, 76, 108, 116, 62, 50];

/// How many boxes may stand side by side, as tried.
const BESIDE: [usize; 4] = [usize::MAX, 3, 2, 1];

/// What turning the sheet must gain, in hundredths of a point.
const TURNING: i32 = 60;

/// Hundredths of a point in a CSS pixel.
const POINT: i32 = 75;

/// With such letters no other drawing is tried.
const GOOD_LETTERS: i32 = 1000;

/// Letters are never enlarged on paper.
const BEST_LETTERS: i32 = FONT_SIZE * POINT;

/// How a sheet of A4 is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// 縦
    Portrait,
    /// 横
    Landscape,
}

impl Sheet {
    /// Room for a drawing below the heads of a page, in CSS pixels: A4 without margins, head, emergency lane, title and notes. The style
    /// sheet for print keeps drawings within it.
    #[must_use]
    pub fn room(self) -> (i32, i32) {
        match self {
            Self::Portrait => (700, 800),
            Self::Landscape => (1030, 540),
        }
    }
}

/// A drawing with what it shows.
#[derive(Clone, Debug)]
pub struct Part {
    /// The flow or a part of it, with marks where it goes on.
    pub picture: Picture,
    /// The shapes.
    pub drawing: Drawing,
    /// Size of the letters on paper, in hundredths of a point.
    pub letters: i32,
}

/// A flow on its sheets.
#[derive(Clone, Debug)]
pub struct Fit {
    /// How the sheets are held.
    pub sheet: Sheet,
    /// One for each sheet.
    pub parts: Vec<Part>,
}

impl Fit {
    /// Size of the smallest letters on paper, in hundredths of a point.
    #[must_use]
    pub fn letters(&self) -> i32 {
        self.parts.iter().map(|part| part.letters).min().unwrap_or(BEST_LETTERS)
    }
}

/// Draws a flow so that it can be read best on sheets held in one of some ways, the first preferred.
#[must_use]
pub fn fit(picture: &Picture, sheets: &[Sheet], words: &MarkWords) -> Fit {
    let broken = Broken::default();
    let mut one = Fit { sheet: Sheet::Portrait, parts: Vec::new() };
    for &sheet in sheets {
        let least = if one.parts.is_empty() { 0 } else { one.letters() + TURNING + 1 };
        let part = best_part(picture, sheet, (least, GOOD_LETTERS), &broken);
        if part.letters >= least {
            one = Fit { sheet, parts: vec![part] };
        }
    }
    if one.letters() >= MIN_LETTERS {
        return one;
    }
    let mut best: Option<Fit> = None;
    for &sheet in sheets {
        let fit = Fit { sheet, parts: split(picture, sheet, words, &broken) };
        let shortfall = |fit: &Fit| (MIN_LETTERS - fit.letters().min(MIN_LETTERS), fit.parts.len());
        if best.as_ref().is_none_or(|known| shortfall(&fit) < shortfall(known)) {
            best = Some(fit);
        }
        // Fewer than two sheets are none.
        if best.as_ref().is_some_and(|known| shortfall(known) <= (0, 2)) {
            break;
        }
    }
    best.unwrap_or(one)
}

/// The drawing of all boxes on one sheet with the greatest letters, or the first with letters that are enough; those without a chance of
/// letters of a size are not drawn.
fn best_part(picture: &Picture, sheet: Sheet, (least, enough): (i32, i32), broken: &Broken) -> Part {
    let mut best: Option<(i32, Drawing)> = None;
    let mut known = Vec::new();
    for beside in BESIDE {
        let mut sketch = Sketch::new(picture, beside, broken);
        if known.contains(sketch.rows()) {
            continue;
        }
        known.push(sketch.rows().clone());
        for width in WIDTHS.map(|width| sheet.room().0 * width / 100) {
            let most = best.as_ref().map_or(0, |best| best.0);
            if most >= enough {
                break;
            }
            let hope = letters(sketch.least(width), sheet);
            if hope <= most || hope < least {
                continue;
            }
            let drawings = sketch.drawings(width).into_iter().map(|drawing| (letters((drawing.width, drawing.height), sheet), drawing));
            best = drawings.chain(best).max_by_key(|found| found.0);
        }
    }
    let (letters, drawing) = best.unwrap_or_default();
    Part { picture: picture.clone(), drawing, letters }
}

/// Letters of a drawing of a size.
fn letters((width, height): (i32, i32), sheet: Sheet) -> i32 {
    let room = sheet.room();
    BEST_LETTERS.min(BEST_LETTERS * room.0 / width.max(1)).min(BEST_LETTERS * room.1 / height.max(1))
}

/// The rows of a flow on as few sheets as they need.
fn split(picture: &Picture, sheet: Sheet, words: &MarkWords, broken: &Broken) -> Vec<Part> {
    let rows = Rows::new(picture);
    let fit = |cuts: &[usize], at: usize, letters: (i32, i32)| {
        best_part(&part::on_sheet(picture, &rows.sheets(picture, cuts), at, words), sheet, letters, broken)
    };
    let is_fit = |cuts: &[usize], at: usize| fit(cuts, at, (MIN_LETTERS, MIN_LETTERS)).letters >= MIN_LETTERS;
    // Each sheet takes as many rows as it can.
    let mut cuts: Vec<usize> = Vec::new();
    while cuts.last().is_none_or(|end| *end < rows.count) {
        let at = cuts.len();
        // At least one row, whether it fits or not; then the most that do, by halving.
        let (mut fitting, mut too_many) = (cuts.last().map_or(1, |end| end + 1), rows.count + 1);
        cuts.push(fitting);
        while fitting + 1 < too_many {
            cuts[at] = usize::midpoint(fitting, too_many);
            if is_fit(&cuts, at) {
                fitting = cuts[at];
            } else {
                too_many = cuts[at];
            }
        }
        cuts[at] = fitting;
    }
    if let [first, last] = cuts[..] {
        // Two sheets are cut where least is torn apart.
        let mut ends: Vec<usize> = (1..=first).collect();
        ends.sort_by_key(|end| rows.harm(picture, *end));
        let cut = ends.into_iter().find(|end| (0..2).all(|at| is_fit(&[*end, last], at)));
        cuts = vec![cut.unwrap_or(first), last];
    }
    (0..cuts.len()).map(|at| fit(&cuts, at, (0, GOOD_LETTERS))).collect()
}

/// Rows of boxes, for sharing them out.
struct Rows {
    row: Vec<usize>,
    count: usize,
}

impl Rows {
    fn new(picture: &Picture) -> Self {
        let flowing = flowing(picture);
        let (own, _) = part::only(picture, &flowing);
        let ranks = ranks(&own, Beside { joined: usize::MAX, alone: 1 });
        let mut row = vec![usize::MAX; picture.nodes.len()];
        flowing.iter().zip(&ranks.row).for_each(|(node, rank)| row[*node] = *rank);
        Self { row, count: ranks.count().max(1) }
    }

    /// The sheet of each box; a note stands with the first box that it is about, others on the last sheet.
    fn sheets(&self, picture: &Picture, cuts: &[usize]) -> Vec<usize> {
        let sheet = |row: usize| cuts.iter().take_while(|cut| row >= **cut).count();
        let of = |node: usize| {
            let stands_with = picture.nodes[node].about.first().copied().unwrap_or(node);
            sheet(self.row[stands_with].min(self.count - 1))
        };
        (0..picture.nodes.len()).map(of).collect()
    }

    /// What a cut before a row tears apart: a group, arrows, and how unlike the halves are.
    fn harm(&self, picture: &Picture, end: usize) -> (usize, usize, usize) {
        let in_row = |row: usize| (0..self.row.len()).filter(move |node| self.row[*node] == row);
        let is_torn =
            |node: usize| in_row(end).any(|other| picture.nodes[node].tag.is_some() && picture.nodes[other].tag == picture.nodes[node].tag);
        let groups = end.checked_sub(1).map_or(0, |before| in_row(before).filter(|node| is_torn(*node)).count());
        let above = |node: usize| self.row[node] < end;
        let arrows = picture.edges.iter().filter(|edge| above(edge.from) != above(edge.to)).count();
        let boxes = (0..self.row.len()).filter(|node| above(*node)).count();
        (groups, arrows, (2 * boxes).abs_diff(self.row.len()))
    }
}

/// The boxes between which arrows run.
pub fn flowing(picture: &Picture) -> Vec<usize> {
    (0..picture.nodes.len()).filter(|at| picture.nodes[*at].shape != BoxShape::Note).collect()
}
