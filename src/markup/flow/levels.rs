//! Rows of boxes and, between them, rows of labels. An arrow has a stop in each row that it passes, so that there is always room for it.

use super::ranks::Ranks;
use super::{Picture, PictureEdge, boxes};

/// So many labels beside each other are set narrow.
const CROWD: usize = 3;

/// What stands at a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A box, by its index.
    Box(usize),
    /// An arrow on its way.
    Passage,
    /// The label of an arrow.
    Label,
}

/// A place in a row.
#[derive(Clone, Debug)]
pub struct Stop {
    /// What stands there.
    pub content: Content,
    /// From side to side.
    pub width: i32,
    /// In which lane; 0 without lanes.
    pub lane: usize,
    /// Its row.
    pub level: usize,
    /// Its middle.
    pub x: i32,
}

/// An arrow from the upper of its boxes to the lower.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Index of the arrow.
    pub edge: usize,
    /// Whether it points up.
    pub is_up: bool,
    /// From the upper box through a stop in each row to the lower box.
    pub stops: Vec<usize>,
    /// Lines of its label.
    pub label: Vec<String>,
}

/// Rows with their stops.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    /// Every stop; boxes first, in their order.
    pub stops: Vec<Stop>,
    /// The stops of each row from the left.
    pub rows: Vec<Vec<usize>>,
    /// For each row whether it holds labels, not boxes.
    pub is_labels: Vec<bool>,
    /// Arrows in their order, without those from a box to itself.
    pub ways: Vec<Way>,
}

impl Levels {
    /// Makes the rows; boxes are as wide as nothing yet.
    pub fn new(picture: &Picture, ranks: &Ranks) -> Self {
        let places: Vec<Option<LabelPlace>> = (0..picture.edges.len()).map(|edge| label_place(picture, ranks, edge)).collect();
        let mut levels = Self::default();
        // Index of each row of boxes among all rows.
        let mut level_of = Vec::new();
        for rank in 0..ranks.count() {
            level_of.push(levels.is_labels.len());
            levels.is_labels.push(false);
            if places.iter().flatten().any(|place| place.rank == rank) {
                levels.is_labels.push(true);
            }
        }
        levels.rows = vec![Vec::new(); levels.is_labels.len()];
        for node in 0..picture.nodes.len() {
            let stop = Stop { content: Content::Box(node), width: 0, lane: picture.lane(node), level: level_of[ranks.row[node]], x: 0 };
            levels.stops.push(stop);
        }
        for (edge, place) in places.iter().enumerate() {
            let place = place.map(|place| (level_of[place.rank] + 1, place.is_crowded));
            levels.add_way(picture, (edge, ranks.is_up[edge]), place);
        }
        levels.fill_rows();
        levels
    }

    fn add_way(&mut self, picture: &Picture, (at, is_up): (usize, bool), label_place: Option<(usize, bool)>) {
        let edge = &picture.edges[at];
        if edge.from == edge.to {
            return;
        }
        let (upper, lower) = if is_up { (edge.to, edge.from) } else { (edge.from, edge.to) };
        let label = edge.label.as_deref().zip(label_place).map(|(label, place)| boxes::label_lines(label, place.1)).unwrap_or_default();
        let mut stops = vec![upper];
        for level in self.stops[upper].level + 1..self.stops[lower].level {
            let is_label = label_place.is_some_and(|place| place.0 == level);
            let (content, width) = if is_label { (Content::Label, boxes::label_width(&label)) } else { (Content::Passage, 0) };
            stops.push(self.stops.len());
            // An arrow runs in the lane to which it leads.
            self.stops.push(Stop { content, width, lane: picture.lane(edge.to), level, x: 0 });
        }
        stops.push(lower);
        self.ways.push(Way { edge: at, is_up, stops, label });
    }

    /// Fills the rows from the left as a reader would come to the boxes: each with what follows from it.
    fn fill_rows(&mut self) {
        let below = self.neighbours(true);
        let has_above: Vec<bool> = self.neighbours(false).iter().map(|above| !above.is_empty()).collect();
        let mut is_placed = vec![false; self.stops.len()];
        let boxes = self.stops.iter().filter(|stop| matches!(stop.content, Content::Box(_))).count();
        let mut waiting: Vec<usize> = (0..boxes).rev().collect();
        waiting.sort_by_key(|stop| !has_above[*stop]);
        while let Some(stop) = waiting.pop() {
            if !is_placed[stop] {
                is_placed[stop] = true;
                self.rows[self.stops[stop].level].push(stop);
                waiting.extend(below[stop].iter().rev());
            }
        }
        let stops = &self.stops;
        self.rows.iter_mut().for_each(|row| row.sort_by_key(|stop| stops[*stop].lane));
    }

    /// For each stop those that it is joined to in the next row, below or above.
    pub fn neighbours(&self, is_below: bool) -> Vec<Vec<usize>> {
        let mut neighbours = vec![Vec::new(); self.stops.len()];
        for pair in self.ways.iter().flat_map(|way| way.stops.windows(2)) {
            let (from, to) = if is_below { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
            neighbours[from].push(to);
        }
        neighbours
    }
}

/// Where the label of an arrow stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct LabelPlace {
    /// Below this row of boxes.
    rank: usize,
    /// Whether others stand beside it.
    is_crowded: bool,
}

/// A label stands next to the box that the arrow leaves, or, where more labels crowd there, next to the other.
fn label_place(picture: &Picture, ranks: &Ranks, at: usize) -> Option<LabelPlace> {
    let edge = &picture.edges[at];
    edge.label.as_ref().filter(|_| edge.from != edge.to)?;
    let labels = |is_own: &dyn Fn(&PictureEdge) -> bool| picture.edges.iter().filter(|edge| edge.label.is_some() && is_own(edge)).count();
    let at_source = labels(&|other| other.from == edge.from);
    let at_target = labels(&|other| other.to == edge.to);
    let is_below_upper = (at_source <= at_target) != ranks.is_up[at];
    let (upper, lower) = (ranks.row[edge.from].min(ranks.row[edge.to]), ranks.row[edge.from].max(ranks.row[edge.to]));
    let rank = if is_below_upper { upper } else { lower - 1 };
    Some(LabelPlace { rank, is_crowded: at_source.min(at_target) >= CROWD })
}
