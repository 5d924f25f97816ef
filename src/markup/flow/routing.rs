//! Rows get their height and arrows their corners. In a row an arrow runs straight down; between two rows it may run across, on a track of
//! its own. So no arrow meets a box, and no two lie on each other.

use super::boxes::{LINE, Lines};
use super::placing::{Placement, Way, label_width};

/// Above and below the tracks between two rows; room for the head of an arrow.
const MARGIN: i32 = 13;
/// From one track to the next.
const TRACK: i32 = 9;
/// From the corner of a box to the first arrow.
const CORNER: i32 = 12;
/// Nearer than this two arrows look like one.
const APART: i32 = 6;

/// A box in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Box {
    /// Index of what it shows.
    pub node: usize,
    /// Left side.
    pub x: i32,
    /// Top.
    pub y: i32,
    /// Size and words.
    pub lines: Lines,
}

/// An arrow in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrow {
    /// Index of what it shows.
    pub edge: usize,
    /// Its corners, from the box that it leaves.
    pub points: Vec<(i32, i32)>,
}

/// What stands on an arrow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Index of the arrow.
    pub edge: usize,
    /// Its middle.
    pub x: i32,
    /// Top.
    pub y: i32,
    /// From side to side.
    pub width: i32,
    /// Its words.
    pub lines: Vec<String>,
}

impl Label {
    /// From the top to the bottom.
    #[must_use]
    pub fn height(&self) -> i32 {
        lines_height(self.lines.len())
    }
}

/// A flow as shapes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// From the left to the rightmost shape.
    pub width: i32,
    /// From the top to the lowest shape.
    pub height: i32,
    /// In the order of the flow, notes last.
    pub boxes: Vec<Box>,
    /// In the order of the flow.
    pub arrows: Vec<Arrow>,
    /// Those of the arrows that have one.
    pub labels: Vec<Label>,
}

fn lines_height(lines: usize) -> i32 {
    i32::try_from(lines).unwrap_or(i32::MAX / LINE) * LINE
}

/// A part of a way between two rows.
#[derive(Clone, Copy, Debug)]
struct Crossing {
    way: usize,
    /// Where it comes from above and where it goes on below.
    from: i32,
    to: i32,
    track: usize,
}

/// Places all that stands in rows; the boxes of other rows are left out.
pub fn route(placement: &Placement, sizes: &[Lines]) -> Drawing {
    let bends = bends(placement, sizes);
    let gaps: Vec<Vec<Crossing>> = (0..placement.rows.saturating_sub(1)).map(|row| crossings(placement, &bends, row)).collect();
    let heights: Vec<i32> = (0..placement.rows).map(|row| row_height(placement, sizes, row)).collect();
    let mut tops = Vec::new();
    let mut y = 0;
    for (row, height) in heights.iter().enumerate() {
        tops.push(y);
        let tracks = gaps.get(row).map_or(0, |gap| gap.iter().map(|crossing| crossing.track + 1).max().unwrap_or(0));
        // Rows in which nothing stands and between which nothing runs across are not seen.
        let gap = gaps.get(row).map_or(0, |_| MARGIN + TRACK * i32::try_from(tracks).unwrap_or_default());
        y += height + gap;
    }
    let mut drawing = Drawing { height: y, ..Drawing::default() };
    for (node, lines) in sizes.iter().enumerate() {
        drawing.boxes.push(Box { node, x: placement.left[node], y: tops[placement.row[node]], lines: lines.clone() });
    }
    for (at, way) in placement.ways.iter().enumerate() {
        let bottom = tops[placement.row[way.upper]] + sizes[way.upper].height;
        let mut points = vec![(bends[at][0], bottom)];
        for row in placement.row[way.upper]..placement.row[way.lower] {
            let Some(crossing) = gaps[row].iter().find(|crossing| crossing.way == at) else { continue };
            if crossing.from != crossing.to {
                let y = tops[row] + heights[row] + MARGIN / 2 + TRACK * i32::try_from(crossing.track).unwrap_or_default();
                points.extend([(crossing.from, y), (crossing.to, y)]);
            }
        }
        points.push((bends[at][bends[at].len() - 1], tops[placement.row[way.lower]]));
        if way.is_up {
            points.reverse();
        }
        drawing.arrows.push(Arrow { edge: way.edge, points });
        drawing.labels.extend(label(way, &tops, &heights));
    }
    drawing
}

fn label(way: &Way, tops: &[i32], heights: &[i32]) -> Option<Label> {
    let (at, lines) = way.label.as_ref()?;
    let passage = way.passages.get(*at)?;
    let y = tops[passage.row] + (heights[passage.row] - lines_height(lines.len())) / 2;
    Some(Label { edge: way.edge, x: passage.x, y, width: label_width(lines), lines: lines.clone() })
}

fn row_height(placement: &Placement, sizes: &[Lines], row: usize) -> i32 {
    let boxes = sizes.iter().enumerate().filter(|(node, _)| placement.row[*node] == row).map(|(_, lines)| lines.height);
    let labels = placement.ways.iter().filter_map(|way| {
        let (at, lines) = way.label.as_ref()?;
        way.passages.get(*at).filter(|passage| passage.row == row).map(|_| lines_height(lines.len()))
    });
    boxes.chain(labels).max().unwrap_or_default()
}

/// For each way where it runs down in each of its rows: out of the upper box, through the rows between, into the lower box.
fn bends(placement: &Placement, sizes: &[Lines]) -> Vec<Vec<i32>> {
    let middle = |node: usize| placement.left[node] + sizes[node].width / 2;
    let mut bends: Vec<Vec<i32>> = placement
        .ways
        .iter()
        .map(|way| {
            let between = way.passages.iter().map(|passage| passage.x);
            std::iter::once(middle(way.upper)).chain(between).chain([middle(way.lower)]).collect()
        })
        .collect();
    for node in 0..sizes.len() {
        for is_below in [true, false] {
            spread(placement, sizes, (node, is_below), &mut bends);
        }
    }
    bends
}

/// Spreads the arrows at the bottom or the top of a box, in the order in which they go on.
fn spread(placement: &Placement, sizes: &[Lines], (node, is_below): (usize, bool), bends: &mut [Vec<i32>]) {
    let end = |way: &Way| if is_below { way.upper } else { way.lower };
    let mut ways: Vec<usize> = (0..placement.ways.len()).filter(|at| end(&placement.ways[*at]) == node).collect();
    let near = |bends: &[Vec<i32>], at: usize| if is_below { bends[at][1] } else { bends[at][bends[at].len() - 2] };
    ways.sort_by_key(|at| (near(bends, *at), *at));
    let (left, width) = (placement.left[node], sizes[node].width);
    let count = i32::try_from(ways.len()).unwrap_or(i32::MAX);
    for (place, at) in (1..).zip(&ways) {
        let own = left + width * place / (count + 1);
        let other = near(bends, *at);
        // A single arrow runs straight where it can.
        let x = if count == 1 && (left + CORNER..=left + width - CORNER).contains(&other) { other } else { own };
        let last = bends[*at].len() - 1;
        bends[*at][if is_below { 0 } else { last }] = x;
    }
}

/// The parts of ways between a row and the next, each on a track on which it meets no other.
fn crossings(placement: &Placement, bends: &[Vec<i32>], row: usize) -> Vec<Crossing> {
    let mut crossings: Vec<Crossing> = Vec::new();
    for (at, way) in placement.ways.iter().enumerate() {
        if placement.row[way.upper] > row || placement.row[way.lower] <= row {
            continue;
        }
        // Rows that a way passes without a place of its own it passes where it was.
        let at_row = |row: usize| {
            let passed = way.passages.iter().take_while(|passage| passage.row <= row).count();
            if row >= placement.row[way.lower] { bends[at].len() - 1 } else { passed }
        };
        crossings.push(Crossing { way: at, from: bends[at][at_row(row)], to: bends[at][at_row(row + 1)], track: 0 });
    }
    let depth = depths(&crossings);
    let mut order: Vec<usize> = (0..crossings.len()).collect();
    order.sort_by_key(|at| (depth[*at], crossings[*at].from.min(crossings[*at].to), *at));
    for (place, &at) in order.iter().enumerate() {
        let own = crossings[at];
        if own.from == own.to {
            continue;
        }
        let before: Vec<Crossing> = order[..place].iter().map(|at| crossings[*at]).filter(|other| other.from != other.to).collect();
        let least = before.iter().filter(|other| must_be_above(other, &own)).map(|other| other.track + 1).max().unwrap_or(0);
        let is_free = |track: usize| !before.iter().any(|other| other.track == track && overlap(other, &own));
        crossings[at].track = (least..).find(|track| is_free(*track)).unwrap_or(least);
    }
    crossings
}

/// Whether one comes down where the other goes on, so that their lines would lie on each other unless it turns first.
fn must_be_above(one: &Crossing, other: &Crossing) -> bool {
    (one.from - other.to).abs() < APART
}

fn overlap(one: &Crossing, other: &Crossing) -> bool {
    let (a, b) = (one.from.min(one.to) - APART, one.from.max(one.to) + APART);
    let (c, d) = (other.from.min(other.to), other.from.max(other.to));
    a < d && c < b
}

/// How many must be above each; rounds that would need each other above end where they began.
fn depths(crossings: &[Crossing]) -> Vec<usize> {
    let mut depths = vec![0; crossings.len()];
    for _ in 0..crossings.len() {
        for (at, own) in crossings.iter().enumerate() {
            let above = crossings.iter().enumerate().filter(|(other, one)| *other != at && must_be_above(one, own));
            let needed = above.map(|(other, _)| depths[other] + 1).max().unwrap_or(0);
            depths[at] = needed.min(crossings.len());
        }
    }
    depths
}
