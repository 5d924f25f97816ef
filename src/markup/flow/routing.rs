//! Rows get their height and arrows their corners. In a row an arrow runs straight down; between two rows it may run across, on a track of
//! its own. So no arrow meets a box, and no two lie on each other.

use super::boxes::{LINE, Lines};
use super::columns::{BESIDE, CORNER, nearest_in_order};
use super::levels::{Content, Levels};
use super::tracks::{Turn, turns};

/// From one track to the next.
const TRACK: i32 = 9;
/// Between two rows of boxes at least; room for the head of an arrow.
const GAP: i32 = 28;
/// From a row of boxes to the first track.
const ABOVE_TRACKS: i32 = 10;
/// From the last track to a row of boxes; room for the head of an arrow.
const BELOW_TRACKS: i32 = 17;
/// Between labels and a track or the row above.
const AT_LABELS: i32 = 7;
/// From labels to the boxes below; room for the head of an arrow.
const BELOW_LABELS: i32 = 16;
/// Between arrows that begin or end at one box.
pub const SPREAD: i32 = 12;

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

/// A lane as a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneColumn {
    /// Index of what it shows.
    pub lane: usize,
    /// Left side.
    pub x: i32,
    /// From side to side.
    pub width: i32,
    /// From the top of its heading to its end; it begins at the top of the drawing.
    pub height: i32,
}

/// A flow as shapes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// From the left to the rightmost shape.
    pub width: i32,
    /// From the top to the lowest shape.
    pub height: i32,
    /// Columns by who acts; empty without lanes.
    pub lanes: Vec<LaneColumn>,
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

/// Places all that stands in rows, from `top` on.
pub fn route(levels: &Levels, sizes: &[Lines], top: i32) -> Drawing {
    let bends = bends(levels);
    let gaps: Vec<Vec<Turn>> = (1..levels.rows.len()).map(|row| turns(&between(levels, &bends, row))).collect();
    let rows = Rows::new(levels, sizes, &gaps, top);
    let tops = &rows.tops;
    let mut drawing = Drawing { height: rows.end, ..Drawing::default() };
    for (node, lines) in sizes.iter().enumerate() {
        let stop = &levels.stops[node];
        drawing.boxes.push(Box { node, x: stop.x - lines.width / 2, y: tops[stop.level], lines: lines.clone() });
    }
    for (at, way) in levels.ways.iter().enumerate() {
        let (upper, lower) = (way.stops[0], way.stops[way.stops.len() - 1]);
        let mut points = vec![(bends[at][0], tops[levels.stops[upper].level] + sizes[upper].height)];
        let (above, below) = (levels.stops[upper].level, levels.stops[lower].level);
        for (row, gap) in gaps.iter().enumerate().take(below).skip(above) {
            let first = rows.ends[row] + if levels.is_labels[row] { AT_LABELS } else { ABOVE_TRACKS };
            for turn in gap.iter().filter(|turn| turn.way == at) {
                let y = first + TRACK * i32::try_from(turn.track).unwrap_or_default();
                points.extend([(turn.from, y), (turn.to, y)]);
            }
        }
        points.push((bends[at][way.stops.len() - 1], tops[levels.stops[lower].level]));
        if way.is_up {
            points.reverse();
        }
        drawing.arrows.push(Arrow { edge: way.edge, points });
        let label = way.stops.iter().map(|stop| &levels.stops[*stop]).find(|stop| stop.content == Content::Label);
        drawing.labels.extend(label.map(|stop| {
            let y = (tops[stop.level] + rows.ends[stop.level] - lines_height(way.label.len())) / 2;
            Label { edge: way.edge, x: stop.x, y, width: stop.width, lines: way.label.clone() }
        }));
    }
    drawing
}

/// From where to where each row reaches.
struct Rows {
    tops: Vec<i32>,
    /// Where arrows leave the row; a box from which none goes on may reach further down where nothing stands below it.
    ends: Vec<i32>,
    /// Where the lowest box ends.
    end: i32,
}

impl Rows {
    fn new(levels: &Levels, sizes: &[Lines], gaps: &[Vec<Turn>], top: i32) -> Self {
        let mut rows = Self { tops: Vec::new(), ends: Vec::new(), end: top };
        let goes_on: Vec<bool> = levels.neighbours(true).iter().map(|below| !below.is_empty()).collect();
        let mut hanging: Vec<(i32, i32, i32)> = Vec::new();
        let lowest = |hanging: &[(i32, i32, i32)], left: i32, right: i32| {
            hanging.iter().filter(|(from, to, _)| *from < right && left < *to).map(|(.., bottom)| *bottom).max()
        };
        let mut y = top;
        for row in 0..levels.rows.len() {
            for stop in levels.rows[row].iter().map(|stop| &levels.stops[*stop]) {
                let below = lowest(&hanging, stop.x - stop.width / 2 - BESIDE / 2, stop.x + stop.width / 2 + BESIDE / 2);
                y = y.max(below.map_or(y, |bottom| bottom + BESIDE));
            }
            rows.tops.push(y);
            let boxes = levels.rows[row].iter().filter(|stop| sizes.get(**stop).is_some());
            for (stop, lines) in boxes.map(|stop| (&levels.stops[*stop], &sizes[*stop])) {
                hanging.push((stop.x - lines.width / 2, stop.x + lines.width / 2, y + lines.height));
                rows.end = rows.end.max(y + lines.height);
            }
            y += row_height(levels, sizes, row, &goes_on);
            if let Some(gap) = gaps.get(row) {
                let spans = gap.iter().map(|turn| (turn.from.min(turn.to) - CORNER, turn.from.max(turn.to) + CORNER));
                // The boxes that arrows leave have ended, wherever they stand.
                let below = spans.filter_map(|(left, right)| lowest(&hanging, left, right)).max();
                y = y.max(below.unwrap_or(y));
                rows.ends.push(y);
                y += gap_height(levels, row, gap);
            } else {
                rows.ends.push(y);
            }
        }
        rows.end = rows.end.max(y);
        rows
    }
}

/// The height of a drawing in which no arrow runs across.
pub fn least_height(levels: &Levels, sizes: &[Lines]) -> i32 {
    let gaps = (1..levels.rows.len()).map(|row| gap_height(levels, row - 1, &[]));
    let goes_on: Vec<bool> = levels.neighbours(true).iter().map(|below| !below.is_empty()).collect();
    gaps.chain((0..levels.rows.len()).map(|row| row_height(levels, sizes, row, &goes_on))).sum()
}

/// Between a row and the next.
fn gap_height(levels: &Levels, row: usize, turns: &[Turn]) -> i32 {
    let tracks = turns.iter().map(|turn| turn.track + 1).max().and_then(|tracks| i32::try_from(tracks).ok()).unwrap_or(0);
    let (from_labels, to_labels) = (levels.is_labels[row], levels.is_labels[row + 1]);
    if tracks == 0 {
        return match (from_labels, to_labels) {
            (_, true) => AT_LABELS,
            (true, false) => BELOW_LABELS,
            (false, false) => GAP,
        };
    }
    let above = if from_labels { AT_LABELS } else { ABOVE_TRACKS };
    above + TRACK * (tracks - 1) + if to_labels { AT_LABELS } else { BELOW_TRACKS }
}

/// The boxes of a row from which arrows go on, or its labels.
fn row_height(levels: &Levels, sizes: &[Lines], row: usize, goes_on: &[bool]) -> i32 {
    let boxes = levels.rows[row].iter().filter(|stop| goes_on[**stop]).filter_map(|stop| sizes.get(*stop)).map(|lines| lines.height);
    let is_here = |way: &&super::levels::Way| {
        levels.is_labels[row]
            && way.stops.iter().any(|stop| levels.stops[*stop].level == row && levels.stops[*stop].content == Content::Label)
    };
    let labels = levels.ways.iter().filter(is_here).map(|way| lines_height(way.label.len()));
    boxes.chain(labels).max().unwrap_or_default()
}

/// Where each way comes from above and goes on below between a row and the one before.
fn between(levels: &Levels, bends: &[Vec<i32>], row: usize) -> Vec<Turn> {
    let mut found = Vec::new();
    for (at, way) in levels.ways.iter().enumerate() {
        let first = levels.stops[way.stops[0]].level;
        if let Some(step) = row.checked_sub(first + 1).filter(|step| step + 1 < way.stops.len()) {
            found.push(Turn { way: at, from: bends[at][step], to: bends[at][step + 1], track: 0 });
        }
    }
    found
}

/// For each way where it runs down at each of its stops.
fn bends(levels: &Levels) -> Vec<Vec<i32>> {
    let of_way = |way: &super::levels::Way| way.stops.iter().map(|stop| levels.stops[*stop].x).collect();
    let mut bends: Vec<Vec<i32>> = levels.ways.iter().map(of_way).collect();
    for is_below in [true, false] {
        for (node, stop) in levels.stops.iter().enumerate() {
            if matches!(stop.content, Content::Box(_)) {
                spread(levels, (node, is_below), &mut bends);
            }
        }
    }
    bends
}

/// Spreads the arrows at the bottom or the top of a box, in the order in which they go on; straight ones where it can.
fn spread(levels: &Levels, (node, is_below): (usize, bool), bends: &mut [Vec<i32>]) {
    let end = |way: usize| {
        let stops = &levels.ways[way].stops;
        if is_below { (stops[0], 0, 1) } else { (stops[stops.len() - 1], stops.len() - 1, stops.len() - 2) }
    };
    let mut ways: Vec<usize> = (0..bends.len()).filter(|way| end(*way).0 == node).collect();
    let Ok(count) = i32::try_from(ways.len()) else { return };
    ways.sort_by_key(|way| (bends[*way][end(*way).2], *way));
    let stop = &levels.stops[node];
    let (left, width) = (stop.x - stop.width / 2, stop.width);
    let (least, most) = (left + CORNER, left + width - CORNER - SPREAD * (count - 1));
    let wishes = (0..).zip(&ways).map(|(place, way)| {
        let other = bends[*way][end(*way).2];
        let is_straight = (left + CORNER..=left + width - CORNER).contains(&other);
        let (x, weight) = if is_straight { (other, 4) } else { (left + width * (place + 1) / (count + 1), 1) };
        (x - SPREAD * place, weight)
    });
    let places = nearest_in_order(wishes);
    for ((place, way), x) in (0..).zip(&ways).zip(places) {
        bends[*way][end(*way).1] = x.clamp(least, most.max(least)) + SPREAD * place;
    }
}
