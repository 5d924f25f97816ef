//! The grid of a sheet: cells in their places, rows that fill the width.

use shirube::diag::{SourceId, Span, Spanned};
use shirube::model::{PAPER_COLUMNS, PaperCell, PaperContent, PaperRow, PaperSheet, RowFault};

fn span() -> Span {
    Span::file(SourceId(0))
}

fn sheet(rows: &[&[(u32, u32)]]) -> PaperSheet {
    let cell = |&(width, height): &(u32, u32)| PaperCell {
        content: PaperContent::Text(Spanned::new(width.to_string(), span())),
        width,
        height,
        span: span(),
    };
    let rows = rows.iter().map(|cells| PaperRow { lines: 1, cells: cells.iter().map(cell).collect(), span: span() });
    PaperSheet { rows: rows.collect(), span: span() }
}

fn places(sheet: &PaperSheet) -> Vec<(u32, u32)> {
    sheet.placed().iter().map(|placed| (placed.row, placed.column)).collect()
}

fn faults(sheet: &PaperSheet) -> Vec<RowFault> {
    sheet.faults().into_iter().map(|(_, fault)| fault).collect()
}

#[test]
fn cells_stand_one_after_another_and_leave_room_for_those_that_reach_down() {
    let sheet = sheet(&[&[(4, 3), (20, 1)], &[(10, 1), (10, 2)], &[(10, 1)], &[(24, 1)]]);
    assert_eq!(places(&sheet), [(0, 0), (0, 4), (1, 4), (1, 14), (2, 4), (3, 0)]);
    assert_eq!(faults(&sheet), []);
    assert_eq!(sheet.overhang(), None);
    assert_eq!(sheet.lines(), 4);
}

#[test]
fn a_row_that_is_not_24_wide_is_said_with_how_much_is_missing_or_too_much() {
    assert_eq!(PAPER_COLUMNS, 24);
    assert_eq!(faults(&sheet(&[&[(24, 1)]])), []);
    assert_eq!(faults(&sheet(&[&[(23, 1)]])), [RowFault::TooNarrow(1)]);
    assert_eq!(faults(&sheet(&[&[(12, 1), (13, 1)]])), [RowFault::TooWide(1)]);
    assert_eq!(faults(&sheet(&[&[(4, 2), (20, 1)], &[(24, 1)]])), [RowFault::TooWide(4)], "what reaches down takes its columns");
    assert_eq!(faults(&sheet(&[&[(24, 2)], &[]])), [], "a row may be taken from above as a whole");
}

#[test]
fn a_cell_that_reaches_below_the_last_row_is_found() {
    assert_eq!(sheet(&[&[(12, 1), (12, 2)]]).overhang().map(|cell| cell.height), Some(2));
    assert_eq!(sheet(&[&[(12, 2), (12, 1)], &[(12, 1)]]).overhang(), None);
}
