//! Sheets of a form: rows and cells as typed → the grid.

use super::raw::{RawCell, RawRow, RawSheet};
use super::too_large;
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned};
use crate::load::rules::say;
use crate::model::{MAX_SHEET_LINES, PAPER_COLUMNS, PaperCell, PaperContent, PaperRow, PaperSheet};

/// A sheet.
pub(super) fn sheet(raw: Spanned<RawSheet>, sink: &mut Sink) -> PaperSheet {
    if raw.value.rows.is_empty() {
        let problem = Diagnostic::new(Code::EmptyValue, raw.span, "紙に行（rows）が一つもありません", "a sheet has no `rows`");
        sink.push(problem.help("一つは書きます", "write one at least"));
    }
    let sheet = PaperSheet { rows: raw.value.rows.into_iter().map(|row| self::row(row, sink)).collect(), span: raw.span };
    let mut lines = 0;
    if let Some(row) = sheet.rows.iter().find(|row| {
        lines += row.lines;
        lines > MAX_SHEET_LINES
    }) {
        let problem = too_large(row.span, "一枚の紙の行（lines の合計）", "lines on one sheet", MAX_SHEET_LINES as usize);
        sink.push(problem.help("lines: を減らすか、つぎの紙（sheets:）へ移します", "lessen `lines:`, or move rows to the next sheet"));
    }
    sheet
}

fn row(raw: Spanned<RawRow>, sink: &mut Sink) -> PaperRow {
    let lines = raw.value.lines.map_or(1, |lines| within(&lines, MAX_SHEET_LINES, sink));
    let cells = raw.value.cells.into_iter().flat_map(|cell| self::cells(cell, sink)).collect();
    PaperRow { lines, cells, span: raw.span }
}

/// One cell, or two where a label stands before the box.
fn cells(raw: Spanned<RawCell>, sink: &mut Sink) -> Vec<PaperCell> {
    let span: Span = raw.span;
    let raw = raw.value;
    let width = within(&raw.width, PAPER_COLUMNS, sink);
    let height = raw.height.map_or(1, |height| within(&height, MAX_SHEET_LINES, sink));
    let cell = |content, width| PaperCell { content, width, height, span };
    let label_width = raw.label_width.map(|width| within(&width, PAPER_COLUMNS, sink));
    let content = match (raw.text, raw.label, raw.field) {
        (Some(text), None, None) => PaperContent::Text(text),
        (None, Some(id), None) => PaperContent::Label(id),
        (None, None, Some(id)) => {
            let label = label_width.map(|width| cell(PaperContent::Label(id.clone()), width));
            return label.into_iter().chain([cell(PaperContent::Field(id), width)]).collect();
        }
        (None, None, None) => PaperContent::Blank,
        _ => {
            sink.push(say::one_of(span, "text・label・field", "text, label and field"));
            PaperContent::Blank
        }
    };
    if label_width.is_some() {
        let (ja, en) = ("label_width: は field: といっしょに書きます", "`label_width:` belongs to `field:`");
        sink.push(Diagnostic::new(Code::FormFieldShape, span, ja, en).help("消します", "delete it"));
    }
    vec![cell(content, width)]
}

/// A number from 1 to `most`; 1 when it is none, which is said.
fn within(number: &Spanned<i64>, most: u32, sink: &mut Sink) -> u32 {
    match u32::try_from(number.value).ok().filter(|value| (1..=most).contains(value)) {
        Some(value) => value,
        None => {
            sink.push(say::out_of_range(number, 1, most));
            1
        }
    }
}
