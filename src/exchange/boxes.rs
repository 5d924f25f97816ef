//! The inside of the box of a field: where each of its texts is typed, and what is printed between them.

use super::area::Area;
use super::form_book::{FormWords, Look, Piece, piece};
use crate::diag::Spanned;
use crate::model::{CellKey, DateShape, FieldKind, FormColumn, FormField, FormOption, KeyPart, NumberShape};

/// □ and what it becomes.
const TICKS: [&str; 2] = ["□", "☑"];

/// The marks of a cause: the main one, and others.
const MARKS: [&str; 2] = ["◎", "○"];

/// Eras that a blank date shows to be circled; all may be chosen.
const ERAS_ON_PAPER: usize = 2;

/// Widest option in letters that stands beside another.
const SHORT_OPTION: usize = 10;

/// Room for what is written beside an option that asks for it, in letters.
const FREE_LETTERS: usize = 8;

/// Columns of the grid that hold a mark, and the letters that they would.
const MARK_COLUMNS: u32 = 6;
const MARK_LETTERS: u32 = 3;

/// Makes the pieces of one box.
pub(super) struct Boxes<'a> {
    pub words: &'a FormWords,
    pub plain: &'a dyn Fn(&Spanned<String>) -> String,
    /// The whole box.
    pub frame: Area,
}

/// A part of a line: how wide, what is printed, how it looks.
struct Part {
    weight: u32,
    text: String,
    look: Look,
    choices: Vec<String>,
}

impl Boxes<'_> {
    /// The pieces of a field.
    pub fn of(&self, field: &FormField) -> Vec<Piece> {
        let area = self.frame;
        match &field.kind {
            FieldKind::Text(None) | FieldKind::Long | FieldKind::Signature => vec![self.piece(area, Look::Blank, "")],
            FieldKind::Text(Some(unit)) => self.line(area, vec![blank(6, Look::Blank), beside(unit)]),
            FieldKind::Number(shape) => self.line(area, number(shape)),
            FieldKind::Date(shape) => self.line(area, self.date(*shape)),
            FieldKind::TimeRange => self.time_range(area),
            FieldKind::Choice(options) => self.options(area, options, &TICKS),
            FieldKind::Checks(options) => self.options(area, options, &TICKS),
            FieldKind::Marks(options) => self.options(area, options, &MARKS),
            FieldKind::Months(_) | FieldKind::Numbers(_) => self.numbers(area, field),
            FieldKind::Rows(columns, rows) => self.rows(area, columns, *rows),
            FieldKind::Seal => vec![self.piece(area, Look::Head, &self.words.seal)],
            FieldKind::Note(text) => vec![self.piece(area, Look::Text, &(self.plain)(text))],
        }
    }

    fn piece(&self, area: Area, look: Look, text: &str) -> Piece {
        piece(area, look, text.to_owned(), self.frame)
    }

    /// Parts beside each other.
    fn line(&self, area: Area, parts: Vec<Part>) -> Vec<Piece> {
        let weights: Vec<u32> = parts.iter().map(|part| part.weight).collect();
        let placed = area.across(&weights).into_iter().zip(parts);
        placed.map(|(area, part)| Piece { choices: part.choices, ..piece(area, part.look, part.text, self.frame) }).collect()
    }

    /// 令和・平成　年　月　日
    fn date(&self, shape: DateShape) -> Vec<Part> {
        let words = self.words;
        let of = |unit: &str| [blank(2, Look::Number), beside(unit)];
        let (has_year, has_day) = (shape != DateShape::MonthDay, shape != DateShape::Month);
        let era = Part {
            weight: 4,
            text: words.eras.iter().take(ERAS_ON_PAPER).cloned().collect::<Vec<_>>().join("・"),
            look: Look::Mark,
            choices: words.eras.clone(),
        };
        let year = std::iter::once(era).chain(of(&words.year)).filter(|_| has_year);
        year.chain(of(&words.month)).chain(of(&words.day).into_iter().filter(|_| has_day)).collect()
    }

    /// A day, its weekday, from when to when.
    fn time_range(&self, area: Area) -> Vec<Piece> {
        let mut parts = self.date(DateShape::Day);
        parts.extend([
            beside("（"),
            blank(2, Look::Blank),
            beside("）"),
            blank(4, Look::Blank),
            beside(&self.words.until),
            blank(4, Look::Blank),
        ]);
        self.line(area, parts)
    }

    /// Each option with the place of its mark; short ones beside each other, in columns as wide as what stands in them.
    fn options(&self, area: Area, options: &[FormOption], marks: &[&str]) -> Vec<Piece> {
        let longest = options.iter().map(letters).max().unwrap_or(1);
        let least = if longest <= SHORT_OPTION { 1 } else { 2 };
        let lines = (area.rows / 2).max(1);
        let count = u32::try_from(options.len()).unwrap_or(u32::MAX).max(1);
        // As many lines as there are, as few columns as that takes.
        let columns = if least == 1 && count <= 4 { count } else { count.div_ceil(lines).max(1) };
        let rows = count.div_ceil(columns);
        let widest = |column: usize| options.iter().skip(column).step_by(columns as usize).map(letters).max().unwrap_or(1);
        let weights: Vec<u32> =
            (0..columns as usize).map(|column| MARK_LETTERS + u32::try_from(widest(column)).unwrap_or(u32::MAX / 2)).collect();
        let mut pieces = Vec::new();
        for (row, chunk) in area.down(&vec![1; rows as usize]).into_iter().zip(options.chunks(columns as usize)) {
            for (at, place) in row.across(&weights).into_iter().enumerate() {
                match chunk.get(at) {
                    Some(option) => pieces.extend(self.option(place, option, marks)),
                    None => pieces.push(self.piece(place, Look::Beside, "")),
                }
            }
        }
        pieces
    }

    fn option(&self, area: Area, option: &FormOption, marks: &[&str]) -> Vec<Piece> {
        let (mark, rest) = area.take(MARK_COLUMNS);
        let is_tick = marks == TICKS;
        let choices = marks.iter().map(|mark| (*mark).to_owned()).collect();
        let text = if is_tick { TICKS[0] } else { "" };
        let mut pieces = vec![Piece { choices, ..self.piece(mark, Look::Mark, text) }];
        let Some(rest) = rest else { return pieces };
        if option.has_free_text {
            let label = format!("{}【", option.label.value);
            let parts = vec![Part { weight: 3, text: label, look: Look::Beside, choices: Vec::new() }, blank(6, Look::Blank), beside("】")];
            pieces.extend(self.line(rest, parts));
        } else {
            pieces.push(self.piece(rest, Look::Beside, &option.label.value));
        }
        pieces
    }

    /// A heading above each number.
    fn numbers(&self, area: Area, field: &FormField) -> Vec<Piece> {
        let keys = field.keys();
        let halves = area.down(&[2, 3]);
        let weights = vec![1; keys.len()];
        let heads = halves[0].across(&weights).into_iter().zip(&keys).map(|(place, key)| self.piece(place, Look::Head, &self.heading(key)));
        let blanks = halves[1].across(&weights).into_iter().map(|place| self.piece(place, Look::Number, ""));
        heads.chain(blanks).collect()
    }

    /// `4月`, `累計`, `出席（日）`
    fn heading(&self, key: &CellKey<'_>) -> String {
        match key.part {
            KeyPart::OfMonth(month) => format!("{month}{}", self.words.month),
            KeyPart::Column(column) => with_unit(column),
            _ => String::new(),
        }
    }

    fn rows(&self, area: Area, columns: &[FormColumn], rows: u32) -> Vec<Piece> {
        let weights = vec![1; columns.len()];
        let lines = area.down(&std::iter::once(1).chain((0..rows).map(|_| 2)).collect::<Vec<_>>());
        let mut pieces = Vec::new();
        for (at, line) in lines.into_iter().enumerate() {
            for (place, column) in line.across(&weights).into_iter().zip(columns) {
                pieces.push(if at == 0 { self.piece(place, Look::Head, &with_unit(column)) } else { self.piece(place, Look::Blank, "") });
            }
        }
        pieces
    }
}

/// How long an option is with what is written beside it.
fn letters(option: &FormOption) -> usize {
    option.label.value.chars().count() + if option.has_free_text { FREE_LETTERS } else { 0 }
}

fn number(shape: &NumberShape) -> Vec<Part> {
    let label = shape.has_free_label.then(|| [beside("【"), blank(5, Look::Blank), beside("】")]).into_iter().flatten();
    label.chain([blank(4, Look::Number)]).chain(shape.unit.iter().map(|unit| beside(unit))).collect()
}

fn with_unit(column: &FormColumn) -> String {
    match &column.unit {
        Some(unit) => format!("{}（{unit}）", column.label.value),
        None => column.label.value.clone(),
    }
}

fn blank(weight: u32, look: Look) -> Part {
    Part { weight, text: String::new(), look, choices: Vec::new() }
}

/// What is printed beside a blank takes as much room as it has letters.
fn beside(text: &str) -> Part {
    Part {
        weight: u32::try_from(text.chars().count()).unwrap_or(1).clamp(1, 4),
        text: text.to_owned(),
        look: Look::Beside,
        choices: Vec::new(),
    }
}
