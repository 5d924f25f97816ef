//! Tables of figures and their charts → HTML with SVG, alike wherever they stand.
//!
//! 1. `table`: caption, heading cells with their scope, values with their units, notes, year and sources;
//! 2. `chart`: which bars a chart has, from the model;
//! 3. `layout`: bars → shapes with integer places, `labels` measures and breaks their texts;
//! 4. `svg`: shapes → SVG, `hatch` draws the patterns.
//!
//! A chart has no number that its table has not, and its name for screen readers points to the table: the table is its text. Nothing depends
//! on colour: parts of a bar differ by pattern and carry their values. SVG patterns would need ids, which a page that shows two charts would
//! have twice, so the lines of a pattern are drawn. Styles stand in the style sheet, for the Content-Security-Policy allows none inline.

mod chart;
mod hatch;
mod labels;
mod layout;
mod svg;
mod table;
mod words;

pub use chart::{BarPart, ChartBar, ChartFigures};
pub use labels::{text_width, wrap, wrap_evenly};
pub use layout::{Anchor, Drawing, FONT_SIZE, Frame, MAX_PANEL_HEIGHT, Shape, layout};
pub use table::{cell_text, part_anchor, render_chart, render_table, table_anchor, value_text};
pub use words::FigureWords;
