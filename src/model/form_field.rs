//! Fields of forms, and the flat list of their cell keys: what is typed is one text per key, in the official order, and nothing else.

use super::Form;
use crate::diag::Spanned;

/// Options of one choice: more are no choice at a glance.
pub const MAX_FORM_OPTIONS: usize = 30;

/// Columns of repeated rows or of a row of numbers.
pub const MAX_FORM_COLUMNS: usize = 12;

/// Repeated rows of one field.
pub const MAX_FORM_ROWS: usize = 20;

/// The months of a school year in order.
pub const SCHOOL_MONTHS: [u8; 12] = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3];

/// A field.
#[derive(Clone, Debug)]
pub struct FormField {
    /// Its id, unique in the form.
    pub id: Spanned<String>,
    /// As on the form, to the letter.
    pub label: Spanned<String>,
    /// What is filled in.
    pub kind: FieldKind,
    /// How it is filled in, inline Markdown.
    pub hint: Option<Spanned<String>>,
    /// What the source leaves open about it and whom to ask, inline Markdown.
    pub open: Option<Spanned<String>>,
    /// What the calculator knows of it.
    pub fill: Option<Spanned<Filling>>,
    /// What becomes of it when last month's form is moved on.
    pub next_month: NextMonth,
}

/// What is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One line; what is printed after it (年, 組, 学校).
    Text(Option<String>),
    /// Lines.
    Long,
    /// 和暦; the era is chosen.
    Date(DateShape),
    /// A day with its weekday, from when to when.
    TimeRange,
    /// A number.
    Number(NumberShape),
    /// One of its options.
    Choice(Vec<FormOption>),
    /// Any of its options.
    Checks(Vec<FormOption>),
    /// ◎ for the main one, ○ for others; nothing is marked beforehand.
    Marks(Vec<FormOption>),
    /// A number for each month of the school year, and totals.
    Months(Vec<FormColumn>),
    /// A row of numbers, each with a heading.
    Numbers(Vec<FormColumn>),
    /// Repeated rows.
    Rows(Vec<FormColumn>, u32),
    /// 印: a box on paper only.
    Seal,
    /// A line on paper only.
    Signature,
    /// What is printed as it stands.
    Note(Spanned<String>),
}

/// How much of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateShape {
    /// 令和8年5月20日
    Day,
    /// 令和8年5月
    Month,
    /// 5月20日
    MonthDay,
}

/// How a number is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberShape {
    /// 回, 日
    pub unit: Option<String>,
    /// Whether one writes beside it what is counted: その他【　】.
    pub has_free_label: bool,
}

/// An option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormOption {
    /// Its id, unique in the field.
    pub id: Spanned<String>,
    /// As on the form.
    pub label: Spanned<String>,
    /// Whether one writes beside it what is meant: その他【　】.
    pub has_free_text: bool,
}

/// A column of rows, a total, or one of several numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormColumn {
    /// Its id, unique in the field.
    pub id: Spanned<String>,
    /// Its heading.
    pub label: Spanned<String>,
    /// What follows each value: 日.
    pub unit: Option<String>,
}

/// What the calculator may fill in. It is never a mark, a cause or a judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Filling {
    /// The day it was asked for.
    AsOf,
    /// The month of that day.
    AsOfMonth,
    /// The day on which the stage was reached.
    ReachedOn,
    /// The last day on which the child was met.
    LastSeen,
    /// Days of absence by month.
    AbsentByMonth,
    /// The stage's title.
    Stage,
    /// The addressee's name.
    Addressee,
}

/// What becomes of a field when last month's form is moved on by a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NextMonth {
    /// It is written anew.
    #[default]
    Empty,
    /// It stays.
    Keep,
    /// It stays until a new school year begins in April.
    Year,
    /// The month after.
    Advance,
}

/// One text that is typed: its key is `FIELD`, `FIELD/PART` or `FIELD/ROW/COLUMN`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellKey<'f> {
    /// The key.
    pub key: String,
    /// Which part of the field.
    pub part: KeyPart<'f>,
}

/// Which part of a field a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPart<'f> {
    /// All of it.
    Whole,
    /// What is written beside a number.
    FreeLabel,
    /// 年号
    Era,
    /// 年
    Year,
    /// 月
    Month,
    /// 日
    Day,
    /// 曜日
    Weekday,
    /// From when.
    From,
    /// To when.
    To,
    /// Whether an option is ticked or how it is marked.
    Option(&'f FormOption),
    /// What is written beside an option.
    OptionText(&'f FormOption),
    /// The number of a month, 1 to 12.
    OfMonth(u8),
    /// A total, or one of several numbers.
    Column(&'f FormColumn),
    /// Row, counted from 1, and column.
    Cell(u32, &'f FormColumn),
}

impl Filling {
    /// Every one.
    pub const ALL: &'static [Filling] =
        &[Self::AsOf, Self::AsOfMonth, Self::ReachedOn, Self::LastSeen, Self::AbsentByMonth, Self::Stage, Self::Addressee];

    /// As written after `fill:`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::AsOf => "as-of",
            Self::AsOfMonth => "as-of-month",
            Self::ReachedOn => "reached-on",
            Self::LastSeen => "last-seen",
            Self::AbsentByMonth => "absent-by-month",
            Self::Stage => "stage",
            Self::Addressee => "addressee",
        }
    }

    /// The one written so.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|filling| filling.name() == name)
    }

    /// Whether a field of that kind can take it.
    #[must_use]
    pub fn fits(self, kind: &FieldKind) -> bool {
        match self {
            Self::AsOf | Self::ReachedOn | Self::LastSeen => matches!(kind, FieldKind::Date(DateShape::Day) | FieldKind::TimeRange),
            Self::AsOfMonth => matches!(kind, FieldKind::Date(DateShape::Month)),
            Self::AbsentByMonth => matches!(kind, FieldKind::Months(_)),
            Self::Stage | Self::Addressee => matches!(kind, FieldKind::Text(_) | FieldKind::Long),
        }
    }
}

impl NextMonth {
    /// As written after `next_month:`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Keep => "keep",
            Self::Year => "year",
            Self::Advance => "next",
        }
    }
}

impl FieldKind {
    /// As written after `kind:`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Long => "long",
            Self::Date(DateShape::Day) => "date",
            Self::Date(DateShape::Month) => "month",
            Self::Date(DateShape::MonthDay) => "month-day",
            Self::TimeRange => "time-range",
            Self::Number(_) => "number",
            Self::Choice(_) => "choice",
            Self::Checks(_) => "checks",
            Self::Marks(_) => "marks",
            Self::Months(_) => "months",
            Self::Numbers(_) => "numbers",
            Self::Rows(..) => "rows",
            Self::Seal => "seal",
            Self::Signature => "signature",
            Self::Note(_) => "note",
        }
    }

    /// Whether it is on paper only, so that nothing is typed.
    #[must_use]
    pub fn is_paper_only(&self) -> bool {
        matches!(self, Self::Seal | Self::Signature | Self::Note(_))
    }

    /// The options of a choice, of checks or of marks.
    #[must_use]
    pub fn options(&self) -> &[FormOption] {
        match self {
            Self::Choice(options) | Self::Checks(options) | Self::Marks(options) => options,
            _ => &[],
        }
    }

    /// The columns of rows, the totals of months, the headings of numbers.
    #[must_use]
    pub fn columns(&self) -> &[FormColumn] {
        match self {
            Self::Months(columns) | Self::Numbers(columns) | Self::Rows(columns, _) => columns,
            _ => &[],
        }
    }
}

impl FormField {
    /// Its cell keys in official order.
    #[must_use]
    pub fn keys(&self) -> Vec<CellKey<'_>> {
        let id = &self.id.value;
        let whole = || CellKey { key: id.clone(), part: KeyPart::Whole };
        let part = |name: &str, part| CellKey { key: format!("{id}/{name}"), part };
        match &self.kind {
            FieldKind::Seal | FieldKind::Signature | FieldKind::Note(_) => Vec::new(),
            FieldKind::Text(_) | FieldKind::Long | FieldKind::Choice(_) => vec![whole()],
            FieldKind::Number(shape) => {
                shape.has_free_label.then(|| part("text", KeyPart::FreeLabel)).into_iter().chain([whole()]).collect()
            }
            FieldKind::Date(shape) => date_parts(*shape).iter().map(|(name, which)| part(name, *which)).collect(),
            FieldKind::TimeRange => {
                let times = [("weekday", KeyPart::Weekday), ("from", KeyPart::From), ("to", KeyPart::To)];
                date_parts(DateShape::Day).iter().chain(&times).map(|(name, which)| part(name, *which)).collect()
            }
            FieldKind::Checks(options) | FieldKind::Marks(options) => options
                .iter()
                .flat_map(|option| {
                    let text = option.has_free_text.then(|| part(&format!("{}-text", option.id.value), KeyPart::OptionText(option)));
                    std::iter::once(part(&option.id.value, KeyPart::Option(option))).chain(text)
                })
                .collect(),
            FieldKind::Months(totals) => {
                let months = SCHOOL_MONTHS.iter().map(|month| part(&format!("m{month:02}"), KeyPart::OfMonth(*month)));
                months.chain(totals.iter().map(|total| part(&total.id.value, KeyPart::Column(total)))).collect()
            }
            FieldKind::Numbers(columns) => columns.iter().map(|column| part(&column.id.value, KeyPart::Column(column))).collect(),
            FieldKind::Rows(columns, rows) => {
                let mut keys = Vec::new();
                for row in 1..=*rows {
                    keys.extend(columns.iter().map(|column| part(&format!("{row}/{}", column.id.value), KeyPart::Cell(row, column))));
                }
                keys
            }
        }
    }
}

fn date_parts(shape: DateShape) -> &'static [(&'static str, KeyPart<'static>)] {
    const ALL: &[(&str, KeyPart<'static>)] =
        &[("era", KeyPart::Era), ("year", KeyPart::Year), ("month", KeyPart::Month), ("day", KeyPart::Day)];
    match shape {
        DateShape::Day => ALL,
        DateShape::Month => &ALL[..3],
        DateShape::MonthDay => &ALL[2..],
    }
}

impl Form {
    /// Every cell key with its field, in the official order: the order of the copied table, of drafts and of the spreadsheet.
    pub fn keys(&self) -> impl Iterator<Item = (&FormField, CellKey<'_>)> {
        self.fields().flat_map(|field| field.keys().into_iter().map(move |key| (field, key)))
    }
}
