//! Parts of a flow: the boxes of some rows, with marks where arrows go on to boxes of another sheet.

use super::{BoxShape, MarkWords, Picture, PictureEdge, PictureNode};

/// The part of a flow that some boxes make up, and the indices of its arrows in the whole.
pub fn only(picture: &Picture, nodes: &[usize]) -> (Picture, Vec<usize>) {
    let place = |node: usize| nodes.iter().position(|known| *known == node);
    let own = |edge: &PictureEdge| place(edge.from).zip(place(edge.to));
    let edges: Vec<usize> = (0..picture.edges.len()).filter(|at| own(&picture.edges[*at]).is_some()).collect();
    let moved = edges.iter().filter_map(|at| {
        let (from, to) = own(&picture.edges[*at])?;
        Some(PictureEdge { from, to, ..picture.edges[*at].clone() })
    });
    let moved = moved.collect();
    let node = |at: &usize| {
        let node = &picture.nodes[*at];
        PictureNode { about: node.about.iter().filter_map(|about| place(*about)).collect(), ..node.clone() }
    };
    (Picture { nodes: nodes.iter().map(node).collect(), edges: moved, lanes: picture.lanes.clone() }, edges)
}

/// The part that stands on a sheet, of which each box has one in `sheet_of`.
pub fn on_sheet(picture: &Picture, sheet_of: &[usize], sheet: usize, words: &MarkWords) -> Picture {
    let nodes: Vec<usize> = (0..picture.nodes.len()).filter(|node| sheet_of[*node] == sheet).collect();
    let (mut part, _) = only(picture, &nodes);
    let mut marks = Marks { known: Vec::new(), words };
    for edge in &picture.edges {
        let is_own = |node: usize| sheet_of[node] == sheet;
        let place = |node: usize| nodes.iter().position(|known| *known == node).unwrap_or_default();
        let is_note = |node: usize| picture.nodes[node].shape == BoxShape::Note;
        if is_own(edge.from) == is_own(edge.to) || is_note(edge.from) || is_note(edge.to) {
            continue;
        }
        let other = if is_own(edge.from) { edge.to } else { edge.from };
        let own = if is_own(edge.from) { edge.from } else { edge.to };
        let key = MarkKey { other, own, is_onward: is_own(edge.from), label: edge.label.clone() };
        let mark = marks.mark(picture, key, sheet_of[other], &mut part);
        let (from, to) = if is_own(edge.from) { (place(edge.from), mark) } else { (mark, place(edge.to)) };
        part.edges.push(PictureEdge { from, to, label: None, ..edge.clone() });
    }
    drop_unused_lanes(&mut part);
    part
}

fn drop_unused_lanes(part: &mut Picture) {
    let used: Vec<usize> = (0..part.lanes.len()).filter(|lane| part.nodes.iter().any(|node| node.lane == Some(*lane))).collect();
    for node in &mut part.nodes {
        node.lane = node.lane.and_then(|lane| used.iter().position(|known| *known == lane));
    }
    part.lanes = used.iter().map(|lane| part.lanes[*lane].clone()).collect();
}

/// What tells marks apart.
#[derive(PartialEq, Eq)]
struct MarkKey {
    /// The box on the other sheet.
    other: usize,
    /// The box on this sheet.
    own: usize,
    is_onward: bool,
    /// The label of the arrow, which stands in the mark.
    label: Option<String>,
}

struct Marks<'a> {
    /// Each with its index.
    known: Vec<(MarkKey, usize)>,
    words: &'a MarkWords,
}

impl Marks<'_> {
    fn mark(&mut self, picture: &Picture, key: MarkKey, sheet: usize, part: &mut Picture) -> usize {
        if let Some((_, mark)) = self.known.iter().find(|(known, _)| *known == key) {
            return *mark;
        }
        let node = &picture.nodes[key.other];
        // It stands in the lane of the box on this sheet.
        let lane = picture.nodes[key.own].lane;
        let text = if key.is_onward { &self.words.onward } else { &self.words.from };
        let text = text.replace("{sheet}", &(sheet + 1).to_string()).replace("{name}", &node.title);
        let title = match &key.label {
            None => text,
            Some(label) if key.is_onward => format!("{label} {text}"),
            Some(label) => format!("{text} {label}"),
        };
        let mark = PictureNode {
            shape: BoxShape::Mark,
            title,
            lane,
            href: node.href.clone(),
            stands_for: Some(node.id.clone()),
            ..PictureNode::default()
        };
        part.nodes.push(mark);
        self.known.push((key, part.nodes.len() - 1));
        part.nodes.len() - 1
    }
}
