//! Drawings of the handbooks' own flows and of hundreds by chance: no box on another, no arrow through a box, no word outside its box.

use super::own::own_flows;
use crate::rules::random::Random;
use shirube::markup::figure::text_width;
use shirube::markup::flow::{
    Arrow, Box, BoxShape, Drawing, Fit, Label, MIN_LETTERS, MarkWords, Part, Picture, PictureEdge, PictureNode, Sheet, drawings, fit,
};

const GRAPHS: u64 = 500;
/// Fitting to sheets tries many drawings.
const SHEETS: u64 = 30;

const WORDS: &[&str] = &[
    "校内ケース会議",
    "本人・保護者との面談",
    "SSW",
    "情報の収集・確認（管理職に報告）",
    "関係機関との連携を図る",
    "WWWWMMMM",
    "３日目",
    "、。」ー",
    "a",
];

fn words(random: &mut Random, most: usize) -> String {
    (0..1 + random.below(most)).map(|_| random.pick(WORDS)).collect()
}

/// A flow of at most 25 boxes; every third has lanes.
fn by_chance(seed: u64) -> Picture {
    let random = &mut Random::new(seed);
    let lanes: Vec<String> = if seed.is_multiple_of(3) { (0..1 + random.below(4)).map(|_| words(random, 2)).collect() } else { Vec::new() };
    let shapes = [
        BoxShape::Start,
        BoxShape::Plain,
        BoxShape::Meeting,
        BoxShape::Question,
        BoxShape::Case,
        BoxShape::Party,
        BoxShape::Outcome,
        BoxShape::Note,
    ];
    let count = 1 + random.below(25);
    let nodes = (0..count).map(|at| PictureNode {
        id: format!("n{at}"),
        shape: random.pick(&shapes),
        tag: random.percent(30).then(|| words(random, 2)),
        title: words(random, 4),
        people: (0..random.below(2)).map(|_| words(random, 6)).collect(),
        items: (0..random.below(5)).map(|_| words(random, 8)).collect(),
        lane: (!lanes.is_empty()).then(|| random.below(lanes.len())),
        about: Vec::new(),
        href: None,
        stands_for: None,
    });
    let nodes: Vec<PictureNode> = nodes.collect();
    let edges = (0..random.below(count * 2)).map(|_| PictureEdge {
        from: random.below(count),
        to: random.below(count),
        label: random.percent(40).then(|| words(random, 3)),
        is_both: random.percent(10),
        is_inferred: random.percent(50),
    });
    Picture { edges: edges.collect(), nodes, lanes }
}

fn area(placed: &Box) -> (i32, i32, i32, i32) {
    (placed.x, placed.y, placed.x + placed.lines.width, placed.y + placed.lines.height)
}

fn overlap(a: (i32, i32, i32, i32), b: (i32, i32, i32, i32)) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

/// The area of a line, a little thinner than nothing at its ends, so that it may touch the box that it leaves.
fn segments(arrow: &Arrow) -> impl Iterator<Item = (i32, i32, i32, i32)> + '_ {
    arrow.points.windows(2).map(|pair| {
        let ((a, b), (c, d)) = (pair[0], pair[1]);
        assert!(a == c || b == d, "a slanted line: {pair:?}");
        (a.min(c), b.min(d), a.max(c), b.max(d))
    })
}

fn label_area(label: &Label) -> (i32, i32, i32, i32) {
    (label.x - label.width / 2, label.y, label.x + label.width / 2, label.y + label.height())
}

/// A line as an area that is never empty.
fn thick((x, y, right, bottom): (i32, i32, i32, i32)) -> (i32, i32, i32, i32) {
    (x, y, right.max(x + 1), bottom.max(y + 1))
}

fn judge(name: &str, picture: &Picture, drawing: &Drawing) {
    assert_eq!(drawing.boxes.len(), picture.nodes.len(), "{name}: every box is drawn");
    let drawn = picture.edges.iter().filter(|edge| edge.from != edge.to && !is_note(picture, edge)).count();
    assert_eq!(drawing.arrows.len(), drawn, "{name}: every arrow is drawn");
    let labelled = drawing.arrows.iter().filter(|arrow| picture.edges[arrow.edge].label.is_some()).count();
    assert_eq!(drawing.labels.len(), labelled, "{name}: every label is drawn");
    for (at, one) in drawing.boxes.iter().enumerate() {
        let own = area(one);
        assert!(own.0 >= 0 && own.1 >= 0 && own.2 <= drawing.width && own.3 <= drawing.height, "{name}: {own:?} outside");
        for other in &drawing.boxes[at + 1..] {
            assert!(!overlap(own, area(other)), "{name}: boxes {} and {} overlap", one.node, other.node);
        }
        for line in &one.lines.lines {
            assert!(text_width(&line.text) * 12 / 14 <= one.lines.width, "{name}: 「{}」 is wider than its box", line.text);
        }
        for arrow in &drawing.arrows {
            for line in segments(arrow).map(thick) {
                // An arrow may touch a frame, not enter it.
                let inside = (own.0 + 1, own.1 + 1, own.2 - 1, own.3 - 1);
                assert!(!overlap(inside, line), "{name}: arrow {} runs through box {}: {line:?} {inside:?}", arrow.edge, one.node);
            }
        }
        for label in &drawing.labels {
            assert!(!overlap(own, label_area(label)), "{name}: the label of {} lies on box {}", label.edge, one.node);
        }
    }
    labels_lie_on_their_own_arrow_alone(name, drawing);
    arrows_lie_apart(name, drawing);
    boxes_stand_in_their_lanes(name, picture, drawing);
    for arrow in &drawing.arrows {
        let edge = &picture.edges[arrow.edge];
        for (point, node) in [(arrow.points[0], edge.from), (arrow.points[arrow.points.len() - 1], edge.to)] {
            let placed = drawing.boxes.iter().find(|placed| placed.node == node).expect("its box");
            let (left, top, right, bottom) = area(placed);
            assert!((left..=right).contains(&point.0) && (point.1 == top || point.1 == bottom), "{name}: {point:?} is not at box {node}");
        }
    }
}

fn labels_lie_on_their_own_arrow_alone(name: &str, drawing: &Drawing) {
    for (at, label) in drawing.labels.iter().enumerate() {
        let own = label_area(label);
        assert!(own.0 >= 0 && own.2 <= drawing.width, "{name}: the label of {} is outside", label.edge);
        for other in &drawing.labels[at + 1..] {
            assert!(!overlap(own, label_area(other)), "{name}: the labels of {} and {} overlap", label.edge, other.edge);
        }
        for arrow in &drawing.arrows {
            let meets = segments(arrow).any(|line| overlap(own, thick(line)));
            assert_eq!(meets, arrow.edge == label.edge, "{name}: the label of {} and arrow {}", label.edge, arrow.edge);
        }
    }
}

/// Arrows may cross; none runs along another.
fn arrows_lie_apart(name: &str, drawing: &Drawing) {
    for (at, one) in drawing.arrows.iter().enumerate() {
        for other in &drawing.arrows[at + 1..] {
            for (a, b) in segments(one).flat_map(|a| segments(other).map(move |b| (a, b))) {
                let is_along = |a: (i32, i32, i32, i32)| a.0 == a.2;
                let along = is_along(a) == is_along(b) && overlap(thick(a), thick(b));
                let is_point = |a: (i32, i32, i32, i32)| a.0 == a.2 && a.1 == a.3;
                assert!(
                    !along || is_point(a) || is_point(b),
                    "{name}: arrows {} and {} lie on each other: {a:?} {b:?}",
                    one.edge,
                    other.edge
                );
            }
        }
    }
}

fn boxes_stand_in_their_lanes(name: &str, picture: &Picture, drawing: &Drawing) {
    assert_eq!(drawing.lanes.len(), picture.lanes.len(), "{name}: every lane is drawn");
    for placed in drawing.boxes.iter().filter(|placed| picture.nodes[placed.node].shape != BoxShape::Note) {
        let Some(lane) = picture.nodes[placed.node].lane.map(|lane| &drawing.lanes[lane]) else { continue };
        let (left, _, right, bottom) = area(placed);
        assert!(lane.x < left && right < lane.x + lane.width && bottom < lane.height, "{name}: box {} is outside its lane", placed.node);
    }
}

fn is_note(picture: &Picture, edge: &PictureEdge) -> bool {
    [edge.from, edge.to].iter().any(|at| picture.nodes[*at].shape == BoxShape::Note)
}

fn on_a4(picture: &Picture) -> Fit {
    let words =
        MarkWords { onward: "→ {sheet}枚目の「{name}」へ".to_owned(), from: "{sheet}枚目の「{name}」から →".to_owned() };
    fit(picture, &[Sheet::Portrait, Sheet::Landscape], &words)
}

#[test]
fn drawings_by_chance_keep_boxes_arrows_and_words_apart() {
    for seed in 0..GRAPHS {
        let random = &mut Random::new(seed + GRAPHS);
        let picture = by_chance(seed);
        let (width, beside) = (320 + 10 * i32::try_from(random.below(80)).expect("small"), 1 + random.below(4));
        let all = drawings(&picture, width, beside);
        all.iter().for_each(|drawing| judge(&format!("seed {seed}"), &picture, drawing));
        assert_eq!(all, drawings(&picture, width, beside), "seed {seed}: the same pictures again");
    }
}

#[test]
fn sheets_by_chance_hold_every_box_and_every_arrow() {
    for seed in 0..SHEETS {
        let picture = by_chance(seed);
        let fit = on_a4(&picture);
        fit.parts.iter().for_each(|part| judge(&format!("sheets of seed {seed}"), &part.picture, &part.drawing));
        let own = |node: &PictureNode| node.stands_for.is_none();
        let mut ids: Vec<&str> =
            fit.parts.iter().flat_map(|part| &part.picture.nodes).filter(|node| own(node)).map(|node| node.id.as_str()).collect();
        ids.sort_unstable();
        let mut all: Vec<&str> = picture.nodes.iter().map(|node| node.id.as_str()).collect();
        all.sort_unstable();
        assert_eq!(ids, all, "seed {seed}: every box stands on one sheet");
        let within = |part: &Part| {
            part.picture.edges.iter().filter(|edge| [edge.from, edge.to].iter().all(|at| own(&part.picture.nodes[*at]))).count()
        };
        let whole: usize = fit.parts.iter().map(within).sum();
        let onward = |part: &Part| part.picture.edges.iter().filter(|edge| !own(&part.picture.nodes[edge.to])).count();
        let goes_on: usize = fit.parts.iter().map(onward).sum();
        let torn = |edge: &&PictureEdge| !is_note(&picture, edge) || fit.parts.len() == 1;
        let notes = picture.edges.iter().filter(|edge| !torn(edge)).count();
        let found = whole + goes_on;
        assert!((picture.edges.len() - notes..=picture.edges.len()).contains(&found), "seed {seed}: {found} arrows");
    }
}

#[test]
fn drawings_of_the_handbooks_keep_boxes_arrows_and_words_apart() {
    let flows = own_flows();
    assert!(flows.len() > 60, "{} flows", flows.len());
    for flow in flows {
        let fit = flow.fit();
        for (at, part) in fit.parts.iter().enumerate() {
            judge(&format!("{} on sheet {}", flow.name, at + 1), &part.picture, &part.drawing);
        }
        assert!(fit.letters() >= MIN_LETTERS, "{}: letters of {} hundredths of a point", flow.name, fit.letters());
        let drawings = |fit: &Fit| fit.parts.iter().map(|part| part.drawing.clone()).collect::<Vec<_>>();
        assert_eq!(drawings(&fit), drawings(&flow.fit()), "{}: the same pictures again", flow.name);
    }
}
