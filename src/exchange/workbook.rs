//! Pieces of sheets as XLSX: merged ranges, frames, letters that fit, A4 upright on one sheet each.

use super::area::{Area, FINE_COLUMNS};
use super::form_book::{BookSheet, FormWords, Look, Piece};
use crate::model::PAPER_COLUMNS;
use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use std::fmt;
use unicode_width::UnicodeWidthStr;

/// A column of the grid in pixels: 120 of them are as wide as A4 without its margins.
const COLUMN_PIXELS: u32 = 6;

/// The same in points.
const COLUMN_POINTS: f64 = 4.5;

/// The height of A4 without its margins, in points; rows share it.
const SHEET_POINTS: f64 = 728.0;

/// A row of the grid in points at most: more is no line of writing.
const MAX_ROW_POINTS: f64 = 13.0;

/// Sizes of letters, the largest that fits is taken; smaller cannot be read.
const SIZES: [f64; 5] = [9.0, 8.0, 7.0, 6.0, 5.5];

/// The height of a line of letters.
const LEADING: f64 = 1.3;

/// A font of every Windows that an office has.
const FONT: &str = "ＭＳ Ｐゴシック";

/// A4 in the numbers of the format.
const A4: u8 = 9;

/// Margins in inches: left, right, top, bottom, head, foot.
const MARGINS: [f64; 6] = [0.4, 0.4, 0.6, 0.6, 0.3, 0.3];

/// Why a spreadsheet could not be written.
#[derive(Debug)]
pub struct BookError(XlsxError);

impl fmt::Display for BookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for BookError {}

impl From<XlsxError> for BookError {
    fn from(error: XlsxError) -> Self {
        Self(error)
    }
}

/// The file.
pub(super) fn write(sheets: &[BookSheet], title: &str, words: &FormWords) -> Result<Vec<u8>, BookError> {
    let mut book = Workbook::new();
    // Without a date the writer would take that of the clock.
    let issued = ExcelDateTime::from_ymd(u16::try_from(words.issued.year()).unwrap_or(2000), month(words), day(words))?;
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&issued));
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(&sheet.name)?;
        set_up(page, sheet, words)?;
        for piece in &sheet.pieces {
            put(page, piece, row_points(sheet.rows))?;
        }
    }
    Ok(book.save_to_buffer()?)
}

fn month(words: &FormWords) -> u8 {
    u8::try_from(words.issued.month()).unwrap_or(1)
}

fn day(words: &FormWords) -> u8 {
    u8::try_from(words.issued.day()).unwrap_or(1)
}

/// Paper, margins and the grid.
fn set_up(page: &mut Worksheet, sheet: &BookSheet, words: &FormWords) -> Result<(), XlsxError> {
    let columns = u16::try_from(PAPER_COLUMNS * FINE_COLUMNS).unwrap_or(u16::MAX);
    for column in 0..columns {
        page.set_column_width_pixels(column, COLUMN_PIXELS)?;
    }
    for row in 0..sheet.rows {
        page.set_row_height(row, row_points(sheet.rows))?;
    }
    let [left, right, top, bottom, head, foot] = MARGINS;
    page.set_paper_size(A4).set_portrait().set_margins(left, right, top, bottom, head, foot);
    page.set_print_fit_to_pages(1, 1).set_print_center_horizontally(true).set_screen_gridlines(false);
    page.set_header(format!("&L&8{}", literal(&words.head))).set_footer(format!("&L&8{}&R&8&P / &N", literal(&words.foot)));
    page.set_print_area(0, 0, sheet.rows - 1, columns - 1)?;
    Ok(())
}

/// `&` begins a command in a head, and a digit after one would be a size.
fn literal(text: &str) -> String {
    format!(" {}", text.replace('&', "&&"))
}

/// How high each row of a sheet of so many is; quarters of a point are what the program keeps.
fn row_points(rows: u32) -> f64 {
    let points = (SHEET_POINTS / f64::from(rows.max(1))).min(MAX_ROW_POINTS);
    (points * 4.0).floor() / 4.0
}

fn put(page: &mut Worksheet, piece: &Piece, row_points: f64) -> Result<(), XlsxError> {
    let Area { row, column, rows, columns } = piece.area;
    if rows == 0 || columns == 0 {
        return Ok(());
    }
    let (first, last) = (u16::try_from(column).unwrap_or(u16::MAX), u16::try_from(column + columns - 1).unwrap_or(u16::MAX));
    let end = row + rows - 1;
    let format = format_of(piece, row_points);
    if rows * columns > 1 {
        page.merge_range(row, first, end, last, &piece.text, &format)?;
    } else {
        page.write_string_with_format(row, first, &piece.text, &format)?;
    }
    if !piece.choices.is_empty() {
        // An office may write something else there, so nothing is refused.
        let choices = DataValidation::new().allow_list_strings(&piece.choices)?.show_error_message(false);
        page.add_data_validation(row, first, end, last, &choices)?;
    }
    Ok(())
}

fn format_of(piece: &Piece, row_points: f64) -> Format {
    let format =
        Format::new().set_font_name(FONT).set_font_size(size(piece, row_points)).set_text_wrap().set_align(FormatAlign::VerticalCenter);
    let format = framed(format, piece);
    match piece.look {
        Look::Title => format.set_bold().set_font_size(12).set_align(FormatAlign::Center),
        Look::Text => format.set_align(FormatAlign::Left),
        Look::Label => format.set_align(FormatAlign::Center),
        Look::Blank => format.set_num_format("@").set_align(FormatAlign::Left),
        Look::Number => format.set_align(FormatAlign::Center),
        Look::Mark | Look::Head => format.set_align(FormatAlign::Center),
        Look::Beside => format.set_align(FormatAlign::Left),
    }
}

/// Frames around boxes; pieces within a line have none between them, headings and what stands below them do.
fn framed(format: Format, piece: &Piece) -> Format {
    if piece.look == Look::Title {
        return format;
    }
    let (area, frame) = (piece.area, piece.frame);
    let is_whole_line = area.rows == frame.rows;
    // A place for a mark is a box of its own; □ and eras are printed in theirs.
    let is_mark = piece.look == Look::Mark && piece.text.is_empty();
    let is_grid = is_mark || matches!(piece.look, Look::Head) || (!is_whole_line && matches!(piece.look, Look::Blank | Look::Number));
    if is_grid {
        return format.set_border(FormatBorder::Thin);
    }
    let mut format = format;
    if area.row == frame.row {
        format = format.set_border_top(FormatBorder::Thin);
    }
    if area.row + area.rows == frame.row + frame.rows {
        format = format.set_border_bottom(FormatBorder::Thin);
    }
    if area.column == frame.column {
        format = format.set_border_left(FormatBorder::Thin);
    }
    if area.column + area.columns == frame.column + frame.columns {
        format = format.set_border_right(FormatBorder::Thin);
    }
    format
}

/// The largest letters in which a text fits its place.
fn size(piece: &Piece, row_points: f64) -> f64 {
    let (width, height) = (f64::from(piece.area.columns) * COLUMN_POINTS - 4.0, f64::from(piece.area.rows) * row_points - 1.0);
    let fits = |size: &&f64| {
        let lines: f64 = piece.text.lines().map(|line| (ems(line) * **size / width.max(1.0)).ceil().max(1.0)).sum();
        lines * **size * LEADING <= height
    };
    *SIZES.iter().find(fits).unwrap_or(&SIZES[SIZES.len() - 1])
}

/// The width of a text in letters of full width.
fn ems(text: &str) -> f64 {
    f64::from(u32::try_from(text.width()).unwrap_or(u32::MAX)) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::area::FINE_ROWS;
    use crate::model::MAX_SHEET_LINES;

    #[test]
    fn the_grid_is_as_large_as_the_sheet() {
        let columns = f64::from(PAPER_COLUMNS * FINE_COLUMNS) * COLUMN_POINTS;
        assert!((530.0..=545.0).contains(&columns), "{columns} pt of 540");
        let rows = (MAX_SHEET_LINES + 2) * FINE_ROWS;
        let height = f64::from(rows) * row_points(rows);
        assert!((690.0..=SHEET_POINTS).contains(&height), "{height} pt of {SHEET_POINTS}");
        assert!(row_points(rows) >= SIZES[1] * LEADING / f64::from(FINE_ROWS), "a line holds letters of 8 pt");
        assert!((MAX_ROW_POINTS - row_points(8)).abs() < f64::EPSILON);
    }
}
