//! Drawings of the handbooks' own flows and of hundreds by chance: no box on another, no arrow through a box, no word outside its box.

use crate::rules::random::Random;
use shirube::markup::figure::text_width;
use shirube::markup::flow::{Arrow, Box, BoxShape, Drawing, Fit, Picture, PictureEdge, PictureNode, fit};

const GRAPHS: u64 = 500;

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

fn by_chance(seed: u64) -> Picture {
    let random = &mut Random::new(seed);
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
        lane: None,
        href: None,
    });
    let nodes: Vec<PictureNode> = nodes.collect();
    let edges = (0..random.below(count * 2)).map(|_| PictureEdge {
        from: random.below(count),
        to: random.below(count),
        label: random.percent(40).then(|| words(random, 3)),
        is_both: random.percent(10),
        is_inferred: random.percent(50),
    });
    Picture { edges: edges.collect(), nodes, lanes: Vec::new() }
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

fn judge(name: &str, picture: &Picture, drawing: &Drawing) {
    assert_eq!(drawing.boxes.len(), picture.nodes.len(), "{name}: every box is drawn");
    let drawn = picture.edges.iter().filter(|edge| edge.from != edge.to && !is_note(picture, edge)).count();
    assert_eq!(drawing.arrows.len(), drawn, "{name}: every arrow is drawn");
    for (at, one) in drawing.boxes.iter().enumerate() {
        let own = area(one);
        assert!(own.0 >= 0 && own.1 >= 0 && own.2 <= drawing.width && own.3 <= drawing.height, "{name}: {own:?} outside");
        for other in &drawing.boxes[at + 1..] {
            assert!(!overlap(own, area(other)), "{name}: boxes {} and {} overlap", one.node, other.node);
        }
        for line in &one.lines.lines {
            assert!(text_width(&line.text) <= one.lines.width, "{name}: 「{}」 is wider than its box", line.text);
        }
        for arrow in &drawing.arrows {
            for (x, y, right, bottom) in segments(arrow) {
                // An arrow may touch a frame, not enter it.
                let inside = (own.0 + 1, own.1 + 1, own.2 - 1, own.3 - 1);
                let line = (x, y, right.max(x + 1), bottom.max(y + 1));
                assert!(!overlap(inside, line), "{name}: arrow {} runs through box {}: {line:?} {inside:?}", arrow.edge, one.node);
            }
        }
        for label in &drawing.labels {
            let words = (label.x - label.width / 2, label.y, label.x + label.width / 2, label.y + label.height());
            assert!(!overlap(own, words), "{name}: the label of {} lies on box {}", label.edge, one.node);
        }
    }
    for arrow in &drawing.arrows {
        let edge = &picture.edges[arrow.edge];
        for (point, node) in [(arrow.points[0], edge.from), (arrow.points[arrow.points.len() - 1], edge.to)] {
            let placed = drawing.boxes.iter().find(|placed| placed.node == node).expect("its box");
            let (left, top, right, bottom) = area(placed);
            assert!((left..=right).contains(&point.0) && (point.1 == top || point.1 == bottom), "{name}: {point:?} is not at box {node}");
        }
    }
}

fn is_note(picture: &Picture, edge: &PictureEdge) -> bool {
    [edge.from, edge.to].iter().any(|at| picture.nodes[*at].shape == BoxShape::Note)
}

#[test]
fn drawings_by_chance_keep_boxes_arrows_and_words_apart() {
    for seed in 0..GRAPHS {
        let picture = by_chance(seed);
        let Fit { drawing, .. } = fit(&picture);
        judge(&format!("seed {seed}"), &picture, &drawing);
        assert_eq!(drawing, fit(&picture).drawing, "seed {seed}: the same picture again");
    }
}
