//! Which row each box stands in, where in it, and where arrows pass the rows between.

use super::{Picture, boxes::Lines};
use crate::markup::figure::{text_width, wrap};
use dagre::graph::{Graph, GraphOptions};
use dagre::{EdgeLabel, LayoutOptions, NodeLabel, layout};

/// Between two boxes of a row.
pub const BESIDE: i32 = 26;
/// Between two arrows that pass a row.
pub const PASSING: i32 = 14;
/// Letters of a label on one line.
const LABEL_WIDTH: i32 = 150;

/// A way of an arrow through a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The row.
    pub row: usize,
    /// Where it runs down.
    pub x: i32,
}

/// An arrow from the upper of its boxes to the lower.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Index of the arrow.
    pub edge: usize,
    /// Index of the box above.
    pub upper: usize,
    /// Index of the box below.
    pub lower: usize,
    /// Whether it points up.
    pub is_up: bool,
    /// The rows between, from above.
    pub passages: Vec<Passage>,
    /// Lines of its label, and at which of the passages they stand.
    pub label: Option<(usize, Vec<String>)>,
}

/// Boxes and ways in rows.
#[derive(Clone, Debug, Default)]
pub struct Placement {
    /// Row of each box.
    pub row: Vec<usize>,
    /// Left side of each box.
    pub left: Vec<i32>,
    /// How many rows there are.
    pub rows: usize,
    /// Arrows, in their order.
    pub ways: Vec<Way>,
}

/// The lines of a label.
pub fn label_lines(label: &str) -> Vec<String> {
    wrap(label, LABEL_WIDTH)
}

/// Width of a label.
pub fn label_width(lines: &[String]) -> i32 {
    lines.iter().map(|line| text_width(line)).max().unwrap_or_default() + 8
}

/// Places the boxes that `is_placed` names by the layered layout of `dagre`; an arrow from a box to itself is not drawn.
pub fn layered(picture: &Picture, sizes: &[Lines], is_placed: &dyn Fn(usize) -> bool) -> Placement {
    let mut graph = graph(picture, sizes, is_placed);
    let options = LayoutOptions {
        nodesep: f64::from(BESIDE),
        edgesep: f64::from(PASSING),
        ranksep: 20.0,
        tie_keep_first: true,
        ..LayoutOptions::default()
    };
    layout(&mut graph, Some(options));
    let places: Vec<Option<(f64, f64)>> =
        (0..picture.nodes.len()).map(|at| graph.node(&at.to_string()).and_then(|node| node.x.zip(node.y))).collect();
    let mut inner = Vec::new();
    for (at, edge) in picture.edges.iter().enumerate() {
        let points = graph.edge(&edge.from.to_string(), &edge.to.to_string(), Some(&at.to_string())).map(|edge| edge.points.clone());
        // The first and the last lie on the frames of the boxes.
        let points = points.filter(|points| points.len() >= 2).map(|points| points[1..points.len() - 1].to_vec());
        inner.push(points.unwrap_or_default());
    }
    let rows = rows(places.iter().flatten().map(|place| place.1).chain(inner.iter().flatten().map(|point| point.y)));
    let row_of = |y: f64| rows.iter().position(|row| (row - y).abs() < SAME_ROW).unwrap_or_default();
    let mut placement = Placement { rows: rows.len(), ..Placement::default() };
    for (at, place) in places.iter().enumerate() {
        let (x, y) = place.unwrap_or_default();
        placement.row.push(row_of(y));
        placement.left.push(whole(x) - sizes[at].width / 2);
    }
    for (at, edge) in picture.edges.iter().enumerate() {
        if edge.from == edge.to || !is_placed(edge.from) || !is_placed(edge.to) {
            continue;
        }
        let is_up = placement.row[edge.from] > placement.row[edge.to];
        let (upper, lower) = if is_up { (edge.to, edge.from) } else { (edge.from, edge.to) };
        let mut passages: Vec<Passage> = inner[at].iter().map(|point| Passage { row: row_of(point.y), x: whole(point.x) }).collect();
        passages.retain(|passage| passage.row > placement.row[upper] && passage.row < placement.row[lower]);
        passages.sort_by_key(|passage| passage.row);
        passages.dedup_by_key(|passage| passage.row);
        // The layout made room for the label in one of the rows.
        let room = graph.edge(&edge.from.to_string(), &edge.to.to_string(), Some(&at.to_string())).and_then(|edge| edge.y);
        let at_label = room.and_then(|y| passages.iter().position(|passage| passage.row == row_of(y))).unwrap_or(passages.len() / 2);
        let label = edge.label.as_deref().map(|label| (at_label, label_lines(label)));
        placement.ways.push(Way { edge: at, upper, lower, is_up, passages, label });
    }
    placement
}

/// Rows of the layout are further apart than this.
const SAME_ROW: f64 = 0.5;

fn graph(picture: &Picture, sizes: &[Lines], is_placed: &dyn Fn(usize) -> bool) -> Graph<NodeLabel, EdgeLabel> {
    let mut graph = Graph::with_options(GraphOptions { directed: true, multigraph: true, compound: false });
    for (at, size) in sizes.iter().enumerate().filter(|(at, _)| is_placed(*at)) {
        let label = NodeLabel { width: f64::from(size.width), height: f64::from(size.height), ..NodeLabel::default() };
        graph.set_node(at.to_string(), Some(label));
    }
    for (at, edge) in picture.edges.iter().enumerate() {
        if edge.from == edge.to || !is_placed(edge.from) || !is_placed(edge.to) {
            continue;
        }
        let lines = edge.label.as_deref().map(label_lines).unwrap_or_default();
        let width = if lines.is_empty() { 0 } else { label_width(&lines) };
        let label = EdgeLabel { width: f64::from(width), height: if width > 0 { 1.0 } else { 0.0 }, ..EdgeLabel::default() };
        graph.set_edge(edge.from.to_string(), edge.to.to_string(), Some(label), Some(&at.to_string()));
    }
    graph
}

/// The heights at which anything stands, from above.
fn rows(heights: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut rows: Vec<f64> = heights.collect();
    rows.sort_by(f64::total_cmp);
    rows.dedup_by(|a, b| (*a - *b).abs() < SAME_ROW);
    rows
}

/// The nearest whole number.
fn whole(value: f64) -> i32 {
    // Places of a drawing are far below the limits of the type.
    format!("{:.0}", value).parse().unwrap_or_default()
}
