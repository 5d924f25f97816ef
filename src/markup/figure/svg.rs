//! Shapes → SVG. Classes and presentation attributes only; without a style sheet it is black on white.

use super::hatch::{self, Pattern};
use super::layout::{Anchor, Area, Drawing, FONT_SIZE, Frame, Shape};
use crate::markup::escape;
use std::fmt::Write as _;

/// Writes one panel. `name` is what a screen reader says of it.
pub(super) fn write(out: &mut String, drawing: &Drawing, frame: Frame, name: &str) {
    let Drawing { width, height, shapes } = drawing;
    let class = if frame == Frame::Wide { "wide" } else { "narrow" };
    let _ = write!(out, "<svg class=\"chart__picture chart__picture--{class}\" role=\"img\" aria-label=\"");
    escape::push_attribute(out, name);
    let _ = writeln!(out, "\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" font-size=\"{FONT_SIZE}\">");
    for shape in shapes {
        write_shape(out, shape);
    }
    out.push_str("</svg>\n");
}

fn write_shape(out: &mut String, shape: &Shape) {
    match shape {
        Shape::Bar(area, part) => bar(out, *area, Pattern::of(*part)),
        Shape::Whole(area) => rectangle(out, *area, "class=\"chart__whole\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.5\""),
        Shape::Ground(area) => rectangle(out, *area, "class=\"chart__ground\" fill=\"#fff\""),
        Shape::Axis { x, from, to } => {
            let _ = writeln!(out, "<path d=\"M{x} {from}V{to}\" stroke=\"currentColor\" stroke-width=\"2\"/>");
        }
        Shape::Text { x, y, anchor, text, is_heading } => {
            let anchor = if *anchor == Anchor::End { " text-anchor=\"end\"" } else { "" };
            let heading = if *is_heading { " class=\"chart__group\" font-weight=\"700\"" } else { "" };
            let _ = write!(out, "<text x=\"{x}\" y=\"{y}\"{anchor}{heading}>");
            escape::push_text(out, text);
            out.push_str("</text>\n");
        }
    }
}

fn bar(out: &mut String, area: Area, pattern: Pattern) {
    let fill = if pattern == Pattern::Solid { "fill=\"currentColor\"" } else { "class=\"chart__ground\" fill=\"#fff\"" };
    rectangle(out, area, &format!("{fill} stroke=\"currentColor\""));
    let lines = hatch::lines(pattern, area);
    if !lines.is_empty() {
        let _ = writeln!(out, "<path d=\"{lines}\" fill=\"none\" stroke=\"currentColor\"/>");
    }
}

fn rectangle(out: &mut String, area: Area, attributes: &str) {
    let Area { x, y, width, height } = area;
    let _ = writeln!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {attributes}/>");
}
