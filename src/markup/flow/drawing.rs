//! All shapes of a flow for a width of its boxes: the boxes with their arrows, in lanes where it has some, and its notes below or beside them.

use super::boxes::{self, Broken, LINE, Lines};
use super::columns::{self, BESIDE, CORNER, LANE_PADDING, PASSING};
use super::fitting::flowing;
use super::levels::{Content, Levels, Stop};
use super::ordering::order;
use super::part::only;
use super::ranks::{Beside, ranks};
use super::routing::{Box, Drawing, LaneColumn, SPREAD, least_height, route};
use super::{Picture, PictureNode};
use crate::markup::figure::text_width;

/// Width of notes beside the flow.
const NOTE_WIDTH: i32 = 250;
/// The narrowest and the widest box.
const NARROW: i32 = 160;
const WIDE: i32 = 440;
/// Widths of boxes are multiples of this.
const STEP: i32 = 8;
/// Boxes without arrows side by side at most.
const ALONE_BESIDE: usize = 4;
/// From this width on notes stand in two columns below.
const TWO_COLUMNS: i32 = 560;
/// From the heading of a lane to its first box.
const BELOW_HEADING: i32 = 14;
/// Height of the heading of a lane.
pub const HEADING: i32 = LINE + 10;

/// The drawings of a flow of about a width, with so many boxes side by side at most.
#[must_use]
pub fn drawings(picture: &Picture, width: i32, beside: usize) -> Vec<Drawing> {
    Sketch::new(picture, beside, &Broken::default()).drawings(width)
}

/// A flow about to be drawn.
pub struct Sketch<'a> {
    picture: &'a Picture,
    broken: &'a Broken,
    /// Its boxes without notes, and their indices and those of their arrows in the whole.
    own: Picture,
    nodes: Vec<usize>,
    edges: Vec<usize>,
    rows: Vec<usize>,
    levels: Levels,
    /// Ordering takes longer than the rest, and not every sketch is drawn.
    is_ordered: bool,
}

impl<'a> Sketch<'a> {
    /// A flow with so many boxes side by side at most.
    pub fn new(picture: &'a Picture, beside: usize, broken: &'a Broken) -> Self {
        let nodes = flowing(picture);
        let (own, edges) = only(picture, &nodes);
        let ranks = ranks(&own, Beside { joined: beside, alone: beside.min(ALONE_BESIDE) });
        let levels = Levels::new(&own, &ranks);
        Self { picture, broken, own, nodes, edges, rows: ranks.row, levels, is_ordered: false }
    }

    /// The row of each box that arrows may run to; what has the same rows has the same drawings.
    pub fn rows(&self) -> &Vec<usize> {
        &self.rows
    }

    /// The drawings of about a width: notes below, in two columns below, and beside.
    pub fn drawings(&mut self, width: i32) -> Vec<Drawing> {
        let mut drawing = self.flow(width);
        for placed in &mut drawing.boxes {
            placed.node = self.nodes[placed.node];
        }
        drawing.arrows.iter_mut().for_each(|arrow| arrow.edge = self.edges[arrow.edge]);
        drawing.labels.iter_mut().for_each(|label| label.edge = self.edges[label.edge]);
        frame(&mut drawing);
        let notes: Vec<usize> = (0..self.picture.nodes.len()).filter(|at| !self.nodes.contains(at)).collect();
        if notes.is_empty() {
            return vec![drawing];
        }
        let mut drawings = vec![self.with_notes_below(drawing.clone(), &notes, (width, 1))];
        if notes.len() > 1 && drawing.width.max(width) >= TWO_COLUMNS {
            drawings.push(self.with_notes_below(drawing.clone(), &notes, (width, 2)));
        }
        if !self.nodes.is_empty() {
            drawings.push(self.with_notes_beside(drawing, &notes));
        }
        // Of drawings that are alike the first is taken.
        drawings.reverse();
        drawings
    }

    /// Width and height that the drawings of a width have at least, told without drawing them.
    pub fn least(&mut self, width: i32) -> (i32, i32) {
        let sizes = self.size_boxes(width);
        (columns::least_width(&self.levels), least_height(&self.levels, &sizes))
    }

    /// The sizes of all boxes: those of a row and lane share its width.
    fn size_boxes(&mut self, width: i32) -> Vec<Lines> {
        let shares = self.lane_shares(width);
        let mut sizes = Vec::new();
        for (at, node) in self.own.nodes.iter().enumerate() {
            let own = &self.levels.stops[at];
            let beside = self.levels.rows[own.level].iter().map(|stop| &self.levels.stops[*stop]).filter(|stop| stop.lane == own.lane);
            let (boxes, others): (Vec<&Stop>, Vec<&Stop>) = beside.partition(|stop| matches!(stop.content, Content::Box(_)));
            let (boxes, others) = (i32::try_from(boxes.len()).unwrap_or(1), i32::try_from(others.len()).unwrap_or(0));
            let most = (shares[own.lane] - BESIDE * (boxes - 1) - PASSING * others) / boxes;
            sizes.push(self.size(at, node, (most / STEP * STEP).clamp(NARROW, WIDE)));
        }
        for (stop, lines) in self.levels.stops.iter_mut().zip(&sizes) {
            stop.width = lines.width;
        }
        sizes
    }

    /// The width within each lane, by what its fullest row would take if it had room.
    fn lane_shares(&self, width: i32) -> Vec<i32> {
        let count = self.own.lanes.len();
        if count == 0 {
            return vec![width];
        }
        let natural: Vec<i32> = self.own.nodes.iter().map(|node| boxes::lines(node, WIDE, self.broken).width).collect();
        let of_row = |lane: usize, row: &Vec<usize>| -> i32 {
            let stops = row.iter().filter(|stop| self.levels.stops[**stop].lane == lane);
            stops.map(|stop| natural.get(*stop).map_or(PASSING, |width| width + BESIDE)).sum()
        };
        let needs: Vec<i32> =
            (0..count).map(|lane| self.levels.rows.iter().map(|row| of_row(lane, row)).max().unwrap_or(0).max(NARROW)).collect();
        let all: i32 = needs.iter().sum();
        let room = width - 2 * LANE_PADDING * i32::try_from(count).unwrap_or(0);
        needs.iter().map(|need| room * need / all.max(1)).collect()
    }

    fn flow(&mut self, width: i32) -> Drawing {
        if !self.is_ordered {
            order(&mut self.levels);
            self.is_ordered = true;
        }
        let sizes = self.size_boxes(width);
        let levels = &mut self.levels;
        levels.stops.iter_mut().for_each(|stop| stop.x = 0);
        let headings: Vec<i32> = self.own.lanes.iter().map(|lane| text_width(lane) * 13 / 12).collect();
        let lanes = columns::place(levels, &headings);
        let top = if lanes.is_empty() { 0 } else { HEADING + BELOW_HEADING };
        let mut drawing = route(levels, &sizes, top);
        let height = drawing.height + if lanes.is_empty() { 0 } else { LANE_PADDING };
        let column = |(lane, (left, right)): (usize, &(i32, i32))| LaneColumn { lane, x: *left, width: right - left, height };
        drawing.lanes = lanes.iter().enumerate().map(column).collect();
        drawing
    }

    /// A box is wide enough for its arrows.
    fn size(&self, at: usize, node: &PictureNode, width: i32) -> Lines {
        let mut lines = boxes::lines(node, width, self.broken);
        let ends = |is_own: &dyn Fn(usize) -> bool| (0..self.own.edges.len()).filter(|edge| is_own(*edge)).count();
        let count = ends(&|edge| self.own.edges[edge].from == at || self.own.edges[edge].to == at);
        let count = i32::try_from(count).unwrap_or_default();
        lines.width = lines.width.max(2 * CORNER + SPREAD * count);
        lines
    }

    fn with_notes_below(&self, mut drawing: Drawing, notes: &[usize], (width, columns): (i32, i32)) -> Drawing {
        let all = drawing.width.max(width.min(WIDE));
        let wide = (all - BESIDE / 2 * (columns - 1)) / columns;
        let top = drawing.height + if drawing.height > 0 { BESIDE / 2 } else { 0 };
        let mut ends = vec![(top, 0); usize::try_from(columns).unwrap_or(1)];
        for (column, end) in (0..).zip(&mut ends) {
            end.1 = column * (wide + BESIDE / 2);
        }
        for &node in notes {
            let mut lines = boxes::lines(&self.picture.nodes[node], wide, self.broken);
            lines.width = wide;
            let Some(end) = ends.iter_mut().min() else { continue };
            let (y, x) = *end;
            end.0 += lines.height + BESIDE / 2;
            drawing.boxes.push(Box { node, x, y, lines });
        }
        frame(&mut drawing);
        drawing
    }

    /// A note stands beside the box that it is about, or below the note before.
    fn with_notes_beside(&self, mut drawing: Drawing, notes: &[usize]) -> Drawing {
        let left = drawing.width + BESIDE;
        let height_of = |node: usize, drawing: &Drawing| drawing.boxes.iter().find(|placed| placed.node == node).map(|placed| placed.y);
        let wished = |node: usize| self.picture.nodes[node].about.iter().filter_map(|about| height_of(*about, &drawing)).min();
        let mut wishes: Vec<(i32, usize)> = notes.iter().map(|node| (wished(*node).unwrap_or(i32::MAX), *node)).collect();
        wishes.sort_unstable();
        let mut y = 0;
        for (wish, node) in wishes {
            let mut lines = boxes::lines(&self.picture.nodes[node], NOTE_WIDTH, self.broken);
            lines.width = NOTE_WIDTH;
            y = if wish == i32::MAX { y } else { y.max(wish) };
            let height = lines.height;
            drawing.boxes.push(Box { node, x: left, y, lines });
            y += height + BESIDE / 2;
        }
        frame(&mut drawing);
        drawing
    }
}

/// Moves everything so that it begins at the left and the top, and says how large it is.
fn frame(drawing: &mut Drawing) {
    let boxes = drawing.boxes.iter().map(|placed| (placed.x, placed.x + placed.lines.width, placed.y + placed.lines.height));
    let points = drawing.arrows.iter().flat_map(|arrow| &arrow.points).map(|(x, y)| (*x, *x, *y));
    let labels = drawing.labels.iter().map(|label| (label.x - label.width / 2, label.x + (label.width + 1) / 2, label.y + label.height()));
    let lanes = drawing.lanes.iter().map(|lane| (lane.x, lane.x + lane.width, lane.height));
    let all: Vec<(i32, i32, i32)> = boxes.chain(points).chain(labels).chain(lanes).collect();
    let left = all.iter().map(|(left, ..)| *left).min().unwrap_or_default();
    drawing.width = all.iter().map(|(_, right, _)| *right).max().unwrap_or_default() - left;
    drawing.height = all.iter().map(|(.., bottom)| *bottom).max().unwrap_or_default();
    drawing.boxes.iter_mut().for_each(|placed| placed.x -= left);
    drawing.labels.iter_mut().for_each(|label| label.x -= left);
    drawing.lanes.iter_mut().for_each(|lane| lane.x -= left);
    drawing.arrows.iter_mut().flat_map(|arrow| &mut arrow.points).for_each(|point| point.0 -= left);
}
