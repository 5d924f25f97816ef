//! Bars → shapes with integer places. Nothing is clipped: labels break into as many lines as they need, what does not fit into a bar is
//! written below it, and a chart that grows past a page goes on in another panel.

use super::chart::{BarPart, ChartBar, ChartFigures};
use super::labels::{text_width, wrap, wrap_evenly};
use crate::model::ChartKind;

/// Size of all texts, in units of the drawing.
pub const FONT_SIZE: i32 = 14;

/// Height of a panel at which the next bar begins a new one: with its heading, within a page of A4.
pub const MAX_PANEL_HEIGHT: i32 = 760;

/// Height of a line of text, and how far below its top the letters stand.
const LINE: i32 = 20;
const BASELINE: i32 = 15;
/// Thickness of a bar.
const BAR: i32 = 20;
/// Between a bar and its text, between bars of a group, between groups.
const GAP: i32 = 6;
const WITHIN: i32 = 3;
const BETWEEN: i32 = 12;
/// Room at the outer edges, for lines that are drawn on them.
const EDGE: i32 = 2;
/// The square of the legend.
const SWATCH: i32 = 16;

/// For what width a chart is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// A sheet of A4 or a screen: labels stand beside the bars.
    Wide,
    /// A phone: labels stand above the bars.
    Narrow,
}

impl Frame {
    /// Width of the drawing.
    #[must_use]
    pub fn width(self) -> i32 {
        match self {
            Self::Wide => 640,
            Self::Narrow => 290,
        }
    }

    /// Where the bars begin.
    fn axis(self) -> i32 {
        match self {
            Self::Wide => 212,
            Self::Narrow => EDGE,
        }
    }
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Left.
    pub x: i32,
    /// Top.
    pub y: i32,
    /// To the right.
    pub width: i32,
    /// Down.
    pub height: i32,
}

/// At which end of a text its place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Left.
    Start,
    /// Right.
    End,
}

/// Something to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A bar or a part of one, in the pattern of its part.
    Bar(Area, usize),
    /// The outline of a whole of which a bar is a part.
    Whole(Area),
    /// Blank ground below a text that stands on a bar.
    Ground(Area),
    /// The line from which bars go, from top to bottom.
    Axis {
        /// Where.
        x: i32,
        /// Top.
        from: i32,
        /// Bottom.
        to: i32,
    },
    /// A line of text.
    Text {
        /// Its start or end.
        x: i32,
        /// Its baseline.
        y: i32,
        /// Which of them.
        anchor: Anchor,
        /// The words.
        text: String,
        /// Whether it stands above several bars, as the heading of their group.
        is_heading: bool,
    },
}

impl Shape {
    /// The rectangle that a text takes at most: left, top, right, bottom.
    #[must_use]
    pub fn text_extent(&self) -> Option<(i32, i32, i32, i32)> {
        let Self::Text { x, y, anchor, text, .. } = self else { return None };
        let width = text_width(text);
        let left = if *anchor == Anchor::End { x - width } else { *x };
        Some((left, y - BASELINE + 1, left + width, y + LINE - BASELINE - 1))
    }
}

/// One panel of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Of its whole.
    pub width: i32,
    /// Of its whole.
    pub height: i32,
    /// In drawing order.
    pub shapes: Vec<Shape>,
}

/// Lays a chart out in one panel or more.
#[must_use]
pub fn layout(figures: &ChartFigures, frame: Frame) -> Vec<Drawing> {
    let mut panels = Vec::new();
    let mut pen = Pen::new(figures, frame);
    for bar in &figures.bars {
        let band = pen.band(bar);
        let height = band.height + pen.heading(bar).map_or(0, |lines| lines_height(&lines) + WITHIN);
        // A phone's drawing is not printed, so it needs no second panel.
        if frame == Frame::Wide && pen.has_bars && pen.y + height > MAX_PANEL_HEIGHT {
            panels.push(std::mem::replace(&mut pen, Pen::new(figures, frame)).finish());
        }
        pen.enter_group(bar);
        pen.put(band);
    }
    panels.push(pen.finish());
    panels
}

/// Shapes of one bar with its label, from its own top.
#[derive(Default)]
struct Band {
    height: i32,
    shapes: Vec<Shape>,
    /// The stretch along which the axis is drawn.
    axis: (i32, i32),
}

struct Pen<'f> {
    figures: &'f ChartFigures,
    frame: Frame,
    scale: i128,
    /// Length of the longest bar.
    room: i32,
    y: i32,
    has_bars: bool,
    /// Whose heading was drawn last; each panel begins with one.
    group: Option<&'f str>,
    shapes: Vec<Shape>,
}

impl<'f> Pen<'f> {
    fn new(figures: &'f ChartFigures, frame: Frame) -> Self {
        let values = figures.bars.iter().flat_map(|bar| &bar.parts).filter(|part| part.size.is_some_and(|size| size > 0));
        let beside = match figures.kind {
            // Thin parts are drawn one unit wide at least, so the bar may grow by as many as it has.
            ChartKind::Stacked => i32::try_from(figures.parts.len()).unwrap_or(0) + EDGE,
            _ => values.map(|part| text_width(&part.text)).max().unwrap_or(0) + GAP + EDGE,
        };
        let room = (frame.width() - frame.axis() - beside).max(1);
        let mut pen = Self { figures, frame, scale: figures.scale(), room, y: EDGE, has_bars: false, group: None, shapes: Vec::new() };
        if figures.parts.len() > 1 {
            pen.legend();
        }
        pen
    }

    fn finish(self) -> Drawing {
        Drawing { width: self.frame.width(), height: self.y - if self.has_bars { BETWEEN } else { 0 } + EDGE, shapes: self.shapes }
    }

    /// Names of the parts, each beside its pattern, as many on a line as fit.
    fn legend(&mut self) {
        let mut x = EDGE;
        let mut lowest = 1;
        for (part, name) in self.figures.parts.iter().enumerate() {
            let most = self.frame.width() - 2 * EDGE - SWATCH - GAP;
            let lines = wrap(name, most);
            let width = lines.iter().map(|line| text_width(line)).max().unwrap_or(0);
            if x > EDGE && x + SWATCH + GAP + width > self.frame.width() - EDGE {
                self.y += lowest * LINE + WITHIN;
                (x, lowest) = (EDGE, 1);
            }
            self.shapes.push(Shape::Bar(Area { x, y: self.y + 2, width: SWATCH, height: SWATCH }, part));
            put_lines(&mut self.shapes, &lines, (x + SWATCH + GAP, self.y), Anchor::Start);
            lowest = lowest.max(i32::try_from(lines.len()).unwrap_or(1));
            x += SWATCH + GAP + width + 3 * GAP;
        }
        self.y += lowest * LINE + BETWEEN;
    }

    /// The lines of the heading that a bar needs above it.
    fn heading(&self, bar: &ChartBar) -> Option<Vec<String>> {
        let group = bar.group.as_deref().filter(|group| self.group != Some(group))?;
        Some(wrap(group, self.frame.width() - 2 * EDGE))
    }

    fn enter_group(&mut self, bar: &'f ChartBar) {
        if let Some(lines) = self.heading(bar) {
            for text in lines {
                self.shapes.push(Shape::Text { x: EDGE, y: self.y + BASELINE, anchor: Anchor::Start, text, is_heading: true });
                self.y += LINE;
            }
            self.y += WITHIN;
        } else if self.group.is_some() && bar.group.is_none() {
            // It has no heading of its own, and must not seem to stand below the last one.
            self.y += LINE;
        }
        self.group = bar.group.as_deref();
    }

    fn put(&mut self, mut band: Band) {
        let (x, top) = (self.frame.axis(), self.y);
        band.shapes.iter_mut().for_each(|shape| shape.lower(top));
        self.shapes.append(&mut band.shapes);
        self.shapes.push(Shape::Axis { x, from: top + band.axis.0, to: top + band.axis.1 });
        self.y += band.height + BETWEEN;
        self.has_bars = true;
    }

    fn band(&self, bar: &ChartBar) -> Band {
        let axis = self.frame.axis();
        let mut band = Band::default();
        let (label_width, anchor, x) = match self.frame {
            Frame::Wide => (axis - 2 * GAP - EDGE, Anchor::End, axis - 2 * GAP),
            Frame::Narrow => (self.frame.width() - 2 * EDGE, Anchor::Start, EDGE),
        };
        let lines = wrap_evenly(&bar.label, label_width);
        let label_height = lines_height(&lines);
        let top = if self.frame == Frame::Narrow { label_height + WITHIN } else { 0 };
        band.height = top;
        match self.figures.kind {
            ChartKind::Stacked => self.stack(bar, &mut band),
            _ => self.side_by_side(bar, &mut band),
        }
        let bars = if self.figures.kind == ChartKind::Stacked { BAR } else { band.height - top };
        // A label stands beside the middle of its bars, unless it is the higher of the two.
        let label_top = if self.frame == Frame::Wide { ((bars - label_height) / 2).max(0) } else { 0 };
        put_lines(&mut band.shapes, &lines, (x, label_top), anchor);
        band.height = band.height.max(label_top + label_height);
        band.axis = (top, top + bars);
        band
    }

    fn length(&self, size: i128) -> i32 {
        i32::try_from(size * i128::from(self.room) / self.scale.max(1)).unwrap_or(self.room)
    }

    fn side_by_side(&self, bar: &ChartBar, band: &mut Band) {
        let x = self.frame.axis();
        for (nth, part) in bar.parts.iter().enumerate() {
            if nth > 0 {
                band.height += WITHIN;
            }
            let mut area = Area { x, y: band.height, width: self.room, height: BAR };
            let is_percent = self.figures.kind == ChartKind::Percent && part.size.is_some();
            if is_percent {
                band.shapes.push(Shape::Whole(area));
            }
            let Some(size) = part.size.filter(|size| *size > 0) else {
                band.height += self.without_bar(part, nth, band);
                continue;
            };
            area.width = self.length(size).max(1);
            band.shapes.push(Shape::Bar(area, nth));
            let text_x = x + if is_percent { self.room } else { area.width } + GAP;
            put_lines(&mut band.shapes, std::slice::from_ref(&part.text), (text_x, band.height), Anchor::Start);
            band.height += BAR;
        }
    }

    /// A value that has no bar, with the name of its part where there are several; gives its height.
    fn without_bar(&self, part: &BarPart, nth: usize, band: &mut Band) -> i32 {
        let text = match self.figures.parts.get(nth) {
            Some(name) if self.figures.parts.len() > 1 => format!("{name} {}", part.text),
            _ => part.text.clone(),
        };
        let x = self.frame.axis() + GAP;
        let lines = wrap(&text, self.frame.width() - x - EDGE);
        put_lines(&mut band.shapes, &lines, (x, band.height), Anchor::Start);
        BAR.max(lines_height(&lines))
    }

    /// Parts one after another; the values that do not fit into theirs are written below the bar with their names.
    fn stack(&self, bar: &ChartBar, band: &mut Band) {
        let axis = self.frame.axis();
        let (mut sum, mut right, mut below) = (0, axis, Vec::new());
        for (nth, (part, name)) in bar.parts.iter().zip(&self.figures.parts).enumerate() {
            let Some(size) = part.size.filter(|size| *size > 0) else {
                below.push(format!("{name} {}", part.text));
                continue;
            };
            sum += size;
            let end = (axis + self.length(sum)).max(right + 1);
            let area = Area { x: right, y: band.height, width: end - right, height: BAR };
            band.shapes.push(Shape::Bar(area, nth));
            if !put_inside(part, area, &mut band.shapes) {
                below.push(format!("{name} {}", part.text));
            }
            right = end;
        }
        band.height += BAR;
        if !below.is_empty() {
            let lines = flow(&below, self.frame.width() - axis - GAP - EDGE);
            put_lines(&mut band.shapes, &lines, (axis + GAP, band.height + 1), Anchor::Start);
            band.height += lines_height(&lines) + 1;
        }
    }
}

/// Short texts one after another, each whole on its line if it can be.
fn flow(texts: &[String], most: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for text in texts {
        match lines.last_mut() {
            Some(line) if text_width(line) + FONT_SIZE + text_width(text) <= most => {
                line.push('\u{3000}');
                line.push_str(text);
            }
            _ => lines.extend(wrap(text, most)),
        }
    }
    lines
}

/// Writes a value on its part of a bar, if there is room for it and for the pattern around it.
fn put_inside(part: &BarPart, area: Area, shapes: &mut Vec<Shape>) -> bool {
    let width = text_width(&part.text);
    if width + 2 * WITHIN + 2 * GAP > area.width {
        return false;
    }
    let x = area.x + (area.width - width) / 2;
    shapes.push(Shape::Ground(Area { x: x - WITHIN, y: area.y + 2, width: width + 2 * WITHIN, height: area.height - 4 }));
    put_lines(shapes, std::slice::from_ref(&part.text), (x, area.y), Anchor::Start);
    true
}

fn lines_height(lines: &[String]) -> i32 {
    LINE * i32::try_from(lines.len()).unwrap_or(1)
}

/// Lines of text below each other; `y` is the top of the first.
fn put_lines(shapes: &mut Vec<Shape>, lines: &[String], (x, mut y): (i32, i32), anchor: Anchor) {
    for line in lines {
        shapes.push(Shape::Text { x, y: y + BASELINE, anchor, text: line.clone(), is_heading: false });
        y += LINE;
    }
}

impl Shape {
    fn lower(&mut self, by: i32) {
        match self {
            Self::Bar(area, _) | Self::Whole(area) | Self::Ground(area) => area.y += by,
            Self::Text { y, .. } => *y += by,
            Self::Axis { from, to, .. } => {
                *from += by;
                *to += by;
            }
        }
    }
}
