//! The row of each box: an arrow leads to a row further down wherever the flow allows it.

use super::Picture;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of boxes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranks {
    /// Row of each box.
    pub row: Vec<usize>,
    /// For each arrow whether it leads up.
    pub is_up: Vec<bool>,
}

impl Ranks {
    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.row.iter().max().map_or(0, |last| last + 1)
    }
}

/// Boxes and the arrows between them, each arrow downwards, none from a box to itself.
struct Descent {
    above: Vec<Vec<usize>>,
    below: Vec<Vec<usize>>,
}

/// How many boxes may stand side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// In a lane, or in a row where there are no lanes.
    pub joined: usize,
    /// Boxes without any arrow.
    pub alone: usize,
}

/// Rows for all boxes; those without any arrow stand at the end.
pub fn ranks(picture: &Picture, beside: Beside) -> Ranks {
    let is_up = upward(picture);
    let count = picture.nodes.len();
    let mut descent = Descent { above: vec![Vec::new(); count], below: vec![Vec::new(); count] };
    for (edge, is_up) in picture.edges.iter().zip(&is_up).filter(|(edge, _)| edge.from != edge.to) {
        let (upper, lower) = if *is_up { (edge.to, edge.from) } else { (edge.from, edge.to) };
        descent.above[lower].push(upper);
        descent.below[upper].push(lower);
    }
    let mut row = descend(picture, &descent, beside.joined.max(1));
    place_alone(picture, &descent, beside.alone.max(1), &mut row);
    Ranks { row, is_up }
}

/// Arrows that would close a round lead up.
fn upward(picture: &Picture) -> Vec<bool> {
    let count = picture.nodes.len();
    let mut is_up = vec![false; picture.edges.len()];
    let has_arrow_to = |node: usize| picture.edges.iter().any(|edge| edge.to == node && edge.from != node);
    let (starts, others): (Vec<usize>, Vec<usize>) = (0..count).partition(|node| !has_arrow_to(*node));
    let mut walk = Walk { picture, state: vec![State::New; count], is_up: &mut is_up };
    starts.into_iter().chain(others).for_each(|node| walk.visit(node));
    is_up
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

struct Walk<'a> {
    picture: &'a Picture,
    state: Vec<State>,
    is_up: &'a mut Vec<bool>,
}

impl Walk<'_> {
    fn visit(&mut self, node: usize) {
        if self.state[node] != State::New {
            return;
        }
        self.state[node] = State::Open;
        for at in 0..self.picture.edges.len() {
            let edge = &self.picture.edges[at];
            if edge.from != node || edge.to == node {
                continue;
            }
            let to = edge.to;
            self.is_up[at] = self.state[to] == State::Open;
            self.visit(to);
        }
        self.state[node] = State::Done;
    }
}

/// As high as the arrows and the boxes beside allow; a box with more arrows out than in stands near those to which it leads.
fn descend(picture: &Picture, descent: &Descent, most: usize) -> Vec<usize> {
    let count = descent.above.len();
    let mut row = vec![0; count];
    let mut filled: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut waiting: Vec<usize> = descent.above.iter().map(Vec::len).collect();
    let mut order: Vec<usize> = (0..count).filter(|node| waiting[*node] == 0).collect();
    let mut next = 0;
    while let Some(&node) = order.get(next) {
        next += 1;
        let lane = picture.lane(node);
        while filled.get(&(row[node], lane)).is_some_and(|filled| *filled >= most) {
            row[node] += 1;
        }
        *filled.entry((row[node], lane)).or_default() += 1;
        for &lower in &descent.below[node] {
            row[lower] = row[lower].max(row[node] + 1);
            waiting[lower] -= 1;
            if waiting[lower] == 0 {
                order.push(lower);
            }
        }
    }
    for &node in order.iter().rev() {
        if descent.above[node].len() >= descent.below[node].len() {
            continue;
        }
        let nearest = descent.below[node].iter().map(|lower| row[*lower]).min().unwrap_or(1);
        let lane = picture.lane(node);
        let room = (row[node] + 1..nearest).rev().find(|row| filled.get(&(*row, lane)).is_none_or(|filled| *filled < most));
        if let Some(lower) = room {
            filled.entry((row[node], lane)).and_modify(|filled| *filled -= 1);
            *filled.entry((lower, lane)).or_default() += 1;
            row[node] = lower;
        }
    }
    close_up(&mut row);
    row
}

/// Takes rows away in which nothing stands.
fn close_up(row: &mut [usize]) {
    let used: BTreeSet<usize> = row.iter().copied().collect();
    let place: BTreeMap<usize, usize> = used.into_iter().zip(0..).collect();
    row.iter_mut().for_each(|row| *row = place[row]);
}

/// Boxes without arrows fill rows in reading order, those of another group or kind in a row of their own; in lanes one stands below the
/// other.
fn place_alone(picture: &Picture, descent: &Descent, most: usize, row: &mut [usize]) {
    let is_alone = |node: usize| descent.above[node].is_empty() && descent.below[node].is_empty();
    let first = (0..row.len()).filter(|node| !is_alone(*node)).map(|node| row[node] + 1).max().unwrap_or(0);
    if !picture.lanes.is_empty() {
        let mut used = vec![0; picture.lanes.len()];
        for node in (0..row.len()).filter(|node| is_alone(*node)) {
            let lane = picture.lane(node);
            row[node] = first + used[lane];
            used[lane] += 1;
        }
        return;
    }
    let (mut at, mut filled, mut tag) = (first, 0, None);
    for node in (0..row.len()).filter(|node| is_alone(*node)) {
        if filled > 0 && (filled == most || tag != Some(&picture.nodes[node].tag)) {
            (at, filled) = (at + 1, 0);
        }
        row[node] = at;
        (filled, tag) = (filled + 1, Some(&picture.nodes[node].tag));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::flow::{PictureEdge, PictureNode};

    fn picture(count: usize, edges: &[(usize, usize)]) -> Picture {
        let edges = edges.iter().map(|(from, to)| PictureEdge { from: *from, to: *to, ..PictureEdge::default() });
        Picture { nodes: vec![PictureNode::default(); count], edges: edges.collect(), lanes: Vec::new() }
    }

    const WIDE: Beside = Beside { joined: 9, alone: 2 };

    #[test]
    fn arrows_lead_down_and_the_one_that_closes_a_round_leads_up() {
        let ranks = ranks(&picture(4, &[(0, 1), (1, 2), (2, 1), (0, 3)]), WIDE);
        assert_eq!(ranks.row, [0, 1, 2, 1]);
        assert_eq!(ranks.is_up, [false, false, true, false]);
    }

    #[test]
    fn a_box_that_only_helps_stands_above_the_one_it_helps() {
        assert_eq!(ranks(&picture(5, &[(0, 1), (1, 2), (2, 3), (4, 3)]), WIDE).row, [0, 1, 2, 3, 2]);
    }

    #[test]
    fn boxes_without_arrows_fill_rows() {
        assert_eq!(ranks(&picture(5, &[]), WIDE).row, [0, 0, 1, 1, 2]);
        assert_eq!(ranks(&picture(4, &[(0, 1)]), WIDE).row, [0, 1, 2, 2]);
    }

    #[test]
    fn boxes_for_which_a_row_has_no_room_stand_in_the_next() {
        let picture = picture(4, &[(0, 1), (0, 2), (0, 3)]);
        assert_eq!(ranks(&picture, WIDE).row, [0, 1, 1, 1]);
        assert_eq!(ranks(&picture, Beside { joined: 2, alone: 1 }).row, [0, 1, 1, 2]);
    }
}
