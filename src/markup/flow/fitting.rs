//! Which width of boxes, upright or on its side, leaves the greatest letters on an A4.

use super::boxes::{self, Lines};
use super::placing::{self, BESIDE};
use super::routing::{Box, Drawing, route};
use super::{BoxShape, Picture};
use crate::markup::figure::FONT_SIZE;

/// Letters of a drawing on paper, in hundredths of a point, at least.
pub const MIN_LETTERS: i32 = 900;

/// Widths of boxes that are tried, wide ones first.
const WIDTHS: [i32; 9] = [420, 380, 340, 300, 260, 230, 200, 180, 160];

/// Hundredths of a point in a CSS pixel.
const POINT: i32 = 75;

/// How a sheet of A4 is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// 縦
    Portrait,
    /// 横
    Landscape,
}

impl Sheet {
    /// Room for a drawing below the heads of a page, in CSS pixels: A4 without margins, head, title and notes.
    #[must_use]
    pub fn room(self) -> (i32, i32) {
        match self {
            Self::Portrait => (694, 860),
            Self::Landscape => (1020, 560),
        }
    }
}

/// A drawing with the sheet that it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The shapes.
    pub drawing: Drawing,
    /// How the sheet is held.
    pub sheet: Sheet,
    /// Size of the letters on paper, in hundredths of a point.
    pub letters: i32,
}

/// Draws a flow so that it can be read best.
#[must_use]
pub fn fit(picture: &Picture) -> Fit {
    let mut best: Option<Fit> = None;
    for width in WIDTHS {
        let drawing = draw(picture, width);
        for sheet in [Sheet::Portrait, Sheet::Landscape] {
            let letters = letters(&drawing, sheet);
            // A sheet on its side must be worth turning it.
            let gain = |known: &Fit| if sheet == Sheet::Landscape && known.sheet == Sheet::Portrait { 60 } else { 0 };
            if best.as_ref().is_none_or(|known| letters > known.letters + gain(known)) {
                best = Some(Fit { drawing: drawing.clone(), sheet, letters });
            }
        }
    }
    best.unwrap_or(Fit { drawing: Drawing::default(), sheet: Sheet::Portrait, letters: FONT_SIZE * POINT })
}

/// Letters are never enlarged on paper.
fn letters(drawing: &Drawing, sheet: Sheet) -> i32 {
    let (width, height) = sheet.room();
    let own = FONT_SIZE * POINT;
    own.min(own * width / drawing.width.max(1)).min(own * height / drawing.height.max(1))
}

/// Draws with boxes of at most a width; notes stand below, as wide as the drawing.
fn draw(picture: &Picture, width: i32) -> Drawing {
    let is_note = |at: usize| picture.nodes[at].shape == BoxShape::Note;
    let flowing: Vec<usize> = (0..picture.nodes.len()).filter(|at| !is_note(*at)).collect();
    let own = only(picture, &flowing);
    let sizes: Vec<Lines> = own.nodes.iter().map(|node| boxes::lines(node, width)).collect();
    let placement = placing::layered(&own, &sizes, &|_| true);
    let mut drawing = route(&placement, &sizes);
    for placed in &mut drawing.boxes {
        placed.node = flowing[placed.node];
    }
    for arrow in &mut drawing.arrows {
        arrow.edge = edge_of(picture, &flowing, arrow.edge);
    }
    for label in &mut drawing.labels {
        label.edge = edge_of(picture, &flowing, label.edge);
    }
    frame(&mut drawing);
    for at in (0..picture.nodes.len()).filter(|at| is_note(*at)) {
        let wide = drawing.width.max(width);
        let mut lines = boxes::lines(&picture.nodes[at], wide);
        lines.width = wide;
        let y = drawing.height + BESIDE / 2;
        (drawing.width, drawing.height) = (wide, y + lines.height);
        drawing.boxes.push(Box { node: at, x: 0, y, lines });
    }
    frame(&mut drawing);
    drawing
}

/// The part of a flow that some boxes make up.
fn only(picture: &Picture, nodes: &[usize]) -> Picture {
    let place = |node: usize| nodes.iter().position(|known| *known == node);
    let edges = picture.edges.iter().filter_map(|edge| {
        let (from, to) = (place(edge.from)?, place(edge.to)?);
        Some(super::PictureEdge { from, to, ..edge.clone() })
    });
    Picture { nodes: nodes.iter().map(|at| picture.nodes[*at].clone()).collect(), edges: edges.collect(), lanes: picture.lanes.clone() }
}

/// The index in the whole flow of an arrow of its part.
fn edge_of(picture: &Picture, nodes: &[usize], own: usize) -> usize {
    let is_kept = |at: &usize| nodes.contains(&picture.edges[*at].from) && nodes.contains(&picture.edges[*at].to);
    (0..picture.edges.len()).filter(is_kept).nth(own).unwrap_or_default()
}

/// Moves everything so that it begins at the left and the top, and says how large it is.
fn frame(drawing: &mut Drawing) {
    let boxes = drawing.boxes.iter().map(|placed| (placed.x, placed.x + placed.lines.width, placed.y + placed.lines.height));
    let points = drawing.arrows.iter().flat_map(|arrow| &arrow.points).map(|(x, y)| (*x, *x, *y));
    let labels = drawing.labels.iter().map(|label| (label.x - label.width / 2, label.x + (label.width + 1) / 2, label.y + label.height()));
    let all: Vec<(i32, i32, i32)> = boxes.chain(points).chain(labels).collect();
    let left = all.iter().map(|(left, ..)| *left).min().unwrap_or_default();
    drawing.width = all.iter().map(|(_, right, _)| *right).max().unwrap_or_default() - left;
    drawing.height = all.iter().map(|(.., bottom)| *bottom).max().unwrap_or_default();
    drawing.boxes.iter_mut().for_each(|placed| placed.x -= left);
    drawing.labels.iter_mut().for_each(|label| label.x -= left);
    drawing.arrows.iter_mut().flat_map(|arrow| &mut arrow.points).for_each(|point| point.0 -= left);
}
