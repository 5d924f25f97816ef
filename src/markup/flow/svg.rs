//! Shapes → SVG. Classes and presentation attributes only; without a style sheet it is black on white. The list beside it says the same in
//! words, so a screen reader passes the drawing over, and its links are no stops of the Tab key.

use super::boxes::{INDENT, LINE, LineKind, PADDING, SMALL};
use super::drawing::HEADING;
use super::routing::{Arrow, Box, Drawing, Label, LaneColumn};
use super::{BoxShape, Picture};
use crate::markup::escape;
use crate::markup::figure::FONT_SIZE;
use std::fmt::Write as _;

/// Room around the drawing for the strokes of its frames.
const EDGE: i32 = 4;
/// From the top of a line to the foot of its letters.
const BASELINE: i32 = (LINE + FONT_SIZE) / 2 - 2;
/// Length and half the width of the head of an arrow.
const HEAD: (i32, i32) = (8, 4);

/// Writes a drawing.
#[must_use]
pub fn write(picture: &Picture, drawing: &Drawing) -> String {
    let mut out = String::new();
    let (width, height) = (drawing.width + 2 * EDGE, drawing.height + 2 * EDGE);
    let _ = writeln!(
        out,
        "<svg class=\"flow__picture\" aria-hidden=\"true\" viewBox=\"{} {} {width} {height}\" width=\"{width}\" height=\"{height}\" font-size=\"{FONT_SIZE}\">",
        -EDGE, -EDGE
    );
    drawing.lanes.iter().for_each(|lane| write_lane(&mut out, picture, lane));
    drawing.arrows.iter().for_each(|arrow| write_arrow(&mut out, picture, arrow));
    drawing.boxes.iter().for_each(|placed| write_box(&mut out, picture, placed));
    drawing.labels.iter().for_each(|label| write_label(&mut out, label));
    out.push_str("</svg>\n");
    out
}

fn write_arrow(out: &mut String, picture: &Picture, arrow: &Arrow) {
    let edge = &picture.edges[arrow.edge];
    let mut path = String::new();
    for (at, (x, y)) in arrow.points.iter().enumerate() {
        let _ = write!(path, "{}{x} {y}", if at == 0 { "M" } else { "L" });
    }
    let (from, to) = (&picture.nodes[edge.from], &picture.nodes[edge.to]);
    // An arrow between two sheets stands on both.
    out.push_str(if from.stands_for.is_some() {
        "<g class=\"flow__arrow\" data-again data-from=\""
    } else {
        "<g class=\"flow__arrow\" data-from=\""
    });
    escape::push_attribute(out, from.stands_for.as_ref().unwrap_or(&from.id));
    out.push_str("\" data-to=\"");
    escape::push_attribute(out, to.stands_for.as_ref().unwrap_or(&to.id));
    out.push_str("\">\n");
    let dashes = if edge.is_inferred { " stroke-dasharray=\"5 4\"" } else { "" };
    let _ = writeln!(out, "<path d=\"{path}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"{dashes}/>");
    let ends = arrow.points.len();
    if ends >= 2 {
        head(out, arrow.points[ends - 2], arrow.points[ends - 1]);
        if edge.is_both {
            head(out, arrow.points[1], arrow.points[0]);
        }
    }
    out.push_str("</g>\n");
}

/// Arrows end in a vertical line.
fn head(out: &mut String, (_, before): (i32, i32), (x, y): (i32, i32)) {
    let (length, half) = HEAD;
    let base = if before <= y { y - length } else { y + length };
    let _ = writeln!(out, "<path d=\"M{x} {y}L{} {base}L{} {base}Z\" fill=\"currentColor\"/>", x - half, x + half);
}

fn write_box(out: &mut String, picture: &Picture, placed: &Box) {
    let node = &picture.nodes[placed.node];
    let _ = write!(out, "<g class=\"flow__box {}\"", class(node.shape));
    if !node.id.is_empty() {
        out.push_str(" data-node=\"");
        escape::push_attribute(out, &node.id);
        out.push('"');
    }
    out.push_str(">\n");
    if let Some(href) = &node.href {
        out.push_str("<a tabindex=\"-1\" href=\"");
        escape::push_href(out, href);
        out.push_str("\">\n");
    }
    outline(out, node.shape, placed);
    let mut y = placed.y + PADDING + BASELINE;
    let left = placed.x + PADDING + if matches!(node.shape, BoxShape::Start | BoxShape::Question) { FONT_SIZE / 2 } else { 0 };
    let left = left + if node.shape == BoxShape::Meeting { 4 } else { 0 };
    let small = format!(" font-size=\"{SMALL}\"");
    for line in &placed.lines.lines {
        let (indent, attributes) = match line.kind {
            LineKind::Tag | LineKind::People => (0, small.as_str()),
            LineKind::Title => (0, " font-weight=\"700\""),
            LineKind::Item | LineKind::More => (INDENT, ""),
        };
        if line.kind == LineKind::Item {
            let _ = writeln!(out, "<circle cx=\"{}\" cy=\"{}\" r=\"2\"/>", left + INDENT / 2 - 1, y - FONT_SIZE / 2 + 2);
        }
        text(out, (left + indent, y), attributes, &line.text);
        y += LINE;
    }
    if node.href.is_some() {
        out.push_str("</a>\n");
    }
    out.push_str("</g>\n");
}

fn class(shape: BoxShape) -> &'static str {
    match shape {
        BoxShape::Start => "flow__box--start",
        BoxShape::Plain => "flow__box--plain",
        BoxShape::Meeting => "flow__box--meeting",
        BoxShape::Question => "flow__box--question",
        BoxShape::Case => "flow__box--case",
        BoxShape::Party => "flow__box--party",
        BoxShape::Outcome => "flow__box--outcome",
        BoxShape::Note => "flow__box--note",
        BoxShape::Mark => "flow__box--mark",
    }
}

/// A lane: its heading, and a line on each side.
fn write_lane(out: &mut String, picture: &Picture, lane: &LaneColumn) {
    let (x, width, height) = (lane.x, lane.width, lane.height);
    let _ = writeln!(
        out,
        "<g class=\"flow__column\">\n<rect class=\"flow__lane\" x=\"{x}\" y=\"0\" width=\"{width}\" height=\"{height}\" fill=\"none\" stroke=\"#767676\"/>"
    );
    let _ = writeln!(
        out,
        "<rect class=\"flow__heading\" x=\"{x}\" y=\"0\" width=\"{width}\" height=\"{HEADING}\" fill=\"#eee\" stroke=\"#767676\"/>"
    );
    let at = (x + width / 2, (HEADING - LINE) / 2 + BASELINE);
    text(out, at, " text-anchor=\"middle\" font-weight=\"700\"", &picture.lanes[lane.lane]);
    out.push_str("</g>\n");
}

fn text(out: &mut String, (x, y): (i32, i32), attributes: &str, words: &str) {
    let _ = write!(out, "<text x=\"{x}\" y=\"{y}\"{attributes}>");
    escape::push_text(out, words);
    out.push_str("</text>\n");
}

/// What a box is, is told by its frame, not by colour.
fn outline(out: &mut String, shape: BoxShape, placed: &Box) {
    let (x, y, width, height) = (placed.x, placed.y, placed.lines.width, placed.lines.height);
    let mut frame = |inset: i32, radius: i32, more: &str| {
        let _ = writeln!(
            out,
            "<rect class=\"flow__frame\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{radius}\" fill=\"#fff\" stroke=\"currentColor\"{more}/>",
            x + inset,
            y + inset,
            width - 2 * inset,
            height - 2 * inset
        );
    };
    match shape {
        BoxShape::Start => frame(0, (height / 2).min(20), " stroke-width=\"2\""),
        BoxShape::Plain => frame(0, 0, ""),
        BoxShape::Meeting => {
            frame(0, 0, "");
            frame(3, 0, "");
        }
        BoxShape::Case => frame(0, 0, " stroke-dasharray=\"6 4\""),
        BoxShape::Party => frame(0, 9, ""),
        BoxShape::Outcome => frame(0, 0, " stroke-width=\"3\""),
        BoxShape::Mark => {}
        BoxShape::Note => frame(0, 0, " stroke-dasharray=\"2 3\""),
        BoxShape::Question => {
            let cut = 10;
            let (right, bottom) = (x + width, y + height);
            let _ = writeln!(
                out,
                "<path class=\"flow__frame\" d=\"M{} {y}H{}L{right} {}V{}L{} {bottom}H{}L{x} {}V{}Z\" fill=\"#fff\" stroke=\"currentColor\" stroke-width=\"2\"/>",
                x + cut,
                right - cut,
                y + cut,
                bottom - cut,
                right - cut,
                x + cut,
                bottom - cut,
                y + cut
            );
        }
    }
}

fn write_label(out: &mut String, label: &Label) {
    let (x, width) = (label.x - label.width / 2, label.width);
    let _ = writeln!(
        out,
        "<rect class=\"flow__ground\" x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"{}\" fill=\"#fff\"/>",
        label.y,
        label.height()
    );
    let mut y = label.y + BASELINE;
    for line in &label.lines {
        text(out, (label.x, y), " text-anchor=\"middle\" class=\"flow__label\"", line);
        y += LINE;
    }
}
