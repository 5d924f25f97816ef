//! A form laid out for a spreadsheet: pieces of text and blanks in their places, sheet by sheet, as on paper.

use super::area::{Area, FINE_COLUMNS, FINE_ROWS};
use super::boxes;
use super::workbook::{self, BookError};
use crate::diag::Spanned;
use crate::model::{CivilDate, Form, FormField, PAPER_COLUMNS, PaperContent, PaperSheet};

/// Lines that the title takes above the grid.
const TITLE_LINES: u32 = 2;

/// The visible words of a spreadsheet.
#[derive(Clone, Debug)]
pub struct FormWords {
    /// 年
    pub year: String,
    /// 月
    pub month: String,
    /// 日
    pub day: String,
    /// 〜
    pub until: String,
    /// 印
    pub seal: String,
    /// Eras that a blank date offers, the present one first.
    pub eras: Vec<String>,
    /// The name of a sheet, with `{sheet}`.
    pub sheet: String,
    /// What stands at the top of each printed sheet: the handbook, its edition, whether it is approved.
    pub head: String,
    /// What stands at the foot of each.
    pub foot: String,
    /// The day the edition was issued.
    pub issued: CivilDate,
}

/// What a spreadsheet of a form is made of.
pub struct FormBook<'a> {
    /// The form.
    pub form: &'a Form,
    /// The visible words.
    pub words: &'a FormWords,
    /// Inline Markdown as plain text.
    pub plain: &'a dyn Fn(&Spanned<String>) -> String,
}

/// How a piece looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// The title, without a frame.
    Title,
    /// A fixed text of the grid.
    Text,
    /// What a field is called.
    Label,
    /// Where text is typed.
    Blank,
    /// Where a number is typed.
    Number,
    /// A mark that is chosen.
    Mark,
    /// What is printed beside a blank: 年, 回, 【.
    Beside,
    /// A heading within a field.
    Head,
}

/// A piece of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it is.
    pub area: Area,
    /// What stands there; nothing in a blank.
    pub text: String,
    /// How it looks.
    pub look: Look,
    /// What may be chosen there, if it is a choice.
    pub choices: Vec<String>,
    /// Whether it opens a box: the frame goes around all pieces of it.
    pub frame: Area,
}

/// A sheet as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BookSheet {
    /// Its name.
    pub name: String,
    /// Rows of the grid.
    pub rows: u32,
    /// What stands on it.
    pub pieces: Vec<Piece>,
}

impl FormBook<'_> {
    /// The XLSX file.
    ///
    /// # Errors
    /// When the writer refuses, which is a mistake of the program.
    pub fn bytes(&self) -> Result<Vec<u8>, BookError> {
        workbook::write(&self.sheets(), &self.form.full_title(), self.words)
    }

    /// Its sheets: as many as are planned on paper.
    pub(super) fn sheets(&self) -> Vec<BookSheet> {
        self.form.sheets.iter().enumerate().map(|(at, sheet)| self.sheet(at, sheet)).collect()
    }

    fn sheet(&self, at: usize, sheet: &PaperSheet) -> BookSheet {
        let number = (at + 1).to_string();
        let name = self.words.sheet.replace("{sheet}", &number);
        let head = Area { row: 0, column: 0, rows: TITLE_LINES * FINE_ROWS, columns: PAPER_COLUMNS * FINE_COLUMNS };
        let title = if self.form.sheets.len() > 1 { format!("{}（{name}）", self.form.full_title()) } else { self.form.full_title() };
        let mut pieces = vec![piece(head, Look::Title, title, head)];
        let starts = starts(sheet);
        for placed in sheet.placed() {
            let first = placed.row as usize;
            let end = (first + placed.cell.height as usize).min(sheet.rows.len());
            let area = Area {
                row: starts[first],
                column: placed.column * FINE_COLUMNS,
                rows: starts[end] - starts[first],
                columns: placed.cell.width * FINE_COLUMNS,
            };
            self.cell(area, &placed.cell.content, &mut pieces);
        }
        BookSheet { name, rows: *starts.last().unwrap_or(&0), pieces }
    }

    fn cell(&self, area: Area, content: &PaperContent, pieces: &mut Vec<Piece>) {
        let field = content.field_id().and_then(|id| self.form.field(&id.value));
        match (content, field) {
            (PaperContent::Text(text), _) => pieces.push(piece(area, Look::Text, (self.plain)(text), area)),
            (PaperContent::Label(_), Some(field)) => pieces.push(piece(area, Look::Label, field.label.value.clone(), area)),
            (PaperContent::Field(_), Some(field)) => self.field(area, field, pieces),
            _ => pieces.push(piece(area, Look::Blank, String::new(), area)),
        }
    }

    fn field(&self, area: Area, field: &FormField, pieces: &mut Vec<Piece>) {
        let boxes = boxes::Boxes { words: self.words, plain: self.plain, frame: area };
        pieces.extend(boxes.of(field));
    }
}

/// The first row of the grid of each row of a sheet, and the end.
fn starts(sheet: &PaperSheet) -> Vec<u32> {
    let mut at = TITLE_LINES * FINE_ROWS;
    let mut found = vec![at];
    for row in &sheet.rows {
        at += row.lines * FINE_ROWS;
        found.push(at);
    }
    found
}

pub(super) fn piece(area: Area, look: Look, text: String, frame: Area) -> Piece {
    Piece { area, text, look, choices: Vec::new(), frame }
}
