//! `tables/*.yml` → tables of figures. Each value is read as its column asks: nothing is guessed from its look.

use super::fields::{self, RawCitation};
use super::site_file::RawAudience;
use super::stack::Stack;
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned};
use crate::model::{
    Bars, Cell, Chart, ChartKind, Column, ColumnType, MAX_DECIMALS, MAX_DIGITS, MAX_TABLE_COLUMNS, MAX_TABLE_ROWS, Number, PercentBase,
    PercentOf, ReferenceKind, Row, Table, TableId, TotalOf, check_kebab,
};
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt;

/// What stands for a value or a year that the source does not give.
const NOT_GIVEN: &str = "not-given";
/// What stands for a value that there cannot be.
const NOT_APPLICABLE: &str = "not-applicable";
/// Id of the one column of a table without `columns`.
const ONLY_COLUMN: &str = "value";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTable {
    title: Spanned<String>,
    year: String,
    unit: Option<String>,
    #[serde(default)]
    audience: RawAudience,
    row_heading: Option<String>,
    #[serde(default)]
    notes: Vec<Spanned<String>>,
    columns: Option<Spanned<Vec<RawColumn>>>,
    rows: Spanned<Vec<RawRow>>,
    #[serde(default)]
    charts: Vec<RawChart>,
    #[serde(default)]
    sources: Vec<RawCitation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawColumn {
    id: Spanned<String>,
    title: String,
    #[serde(default, rename = "type")]
    holds: RawType,
    unit: Option<String>,
    total_of: Option<Spanned<RawTotalOf>>,
    percent_of: Option<Spanned<RawPercentOf>>,
    note: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawType {
    #[default]
    Count,
    Decimal,
    Percent,
    Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPercentOf {
    count: Option<Spanned<String>>,
    base: Option<Spanned<String>>,
    base_row: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRow {
    id: Spanned<String>,
    title: String,
    group: Option<String>,
    value: Option<Spanned<String>>,
    values: Option<Spanned<Vec<Spanned<String>>>>,
    unit: Option<String>,
    total_of: Option<Spanned<RawTotalOf>>,
    note: Option<String>,
    differs: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChart {
    id: Spanned<String>,
    kind: RawKind,
    title: Option<String>,
    columns: Option<Vec<Spanned<String>>>,
    rows: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    bars: RawBars,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawKind {
    Bar,
    Stacked,
    Grouped,
    Percent,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawBars {
    #[default]
    Rows,
    Columns,
}

/// `all` or a list of ids.
#[derive(Debug)]
struct RawTotalOf(TotalOf);

impl<'de> Deserialize<'de> for RawTotalOf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TotalOfVisitor).map(RawTotalOf)
    }
}

struct TotalOfVisitor;

impl<'de> Visitor<'de> for TotalOfVisitor {
    type Value = TotalOf;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("all、または [sho, chu] のような id の並び\n`all` or a list of ids")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<TotalOf, E> {
        if text == "all" { Ok(TotalOf::All) } else { Err(de::Error::invalid_value(de::Unexpected::Str(text), &self)) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<TotalOf, A::Error> {
        let mut ids = Vec::new();
        while let Some(id) = list.next_element()? {
            ids.push(id);
        }
        Ok(TotalOf::These(ids))
    }
}

/// Merges the tables of all layers by id.
pub(super) fn merge(stack: &mut Stack<'_>, sink: &mut Sink) -> BTreeMap<TableId, Table> {
    let mut tables = BTreeMap::new();
    for (id, item) in stack.merge_folder(ReferenceKind::Table, "tables/", |_| true) {
        let Some(raw) = fields::decode::<RawTable>(&item.node, sink) else { continue };
        tables.extend(table(raw, id, stack, sink).map(|table| (table.id.clone(), table)));
    }
    tables
}

fn table(raw: RawTable, id: String, stack: &Stack<'_>, sink: &mut Sink) -> Option<Table> {
    let id = fields::id(TableId::new, &Spanned::new(id, raw.title.span), sink)?;
    let origin = stack.origin(raw.title.span);
    let columns = columns(raw.columns, raw.rows.span, sink);
    check_count(raw.rows.value.iter().map(|row| row.id.span), MAX_TABLE_ROWS, ("行", "rows", raw.rows.span), sink);
    let unit = raw.unit;
    let rows = raw.rows.value.into_iter().map(|row| self::row(row, &columns, unit.as_deref(), sink)).collect();
    Some(Table {
        id,
        origin,
        title: raw.title,
        year: (raw.year != NOT_GIVEN).then_some(raw.year),
        unit,
        audience: raw.audience.into(),
        row_heading: raw.row_heading,
        notes: raw.notes,
        columns,
        rows,
        charts: raw.charts.into_iter().map(|chart| self::chart(chart, sink)).collect(),
        sources: fields::citations(raw.sources),
    })
}

fn columns(raw: Option<Spanned<Vec<RawColumn>>>, rows: Span, sink: &mut Sink) -> Vec<Column> {
    let Some(raw) = raw else {
        let id = Spanned::new(ONLY_COLUMN.to_owned(), rows);
        return vec![Column { id, title: None, holds: ColumnType::Facts, unit: None, total_of: None, percent_of: None, note: None }];
    };
    check_count(raw.value.iter().map(|column| column.id.span), MAX_TABLE_COLUMNS, ("列", "columns", raw.span), sink);
    let columns = raw.value.into_iter().map(|column| Column {
        id: part_id(column.id, sink),
        title: Some(column.title),
        holds: match column.holds {
            RawType::Count => ColumnType::Count,
            RawType::Decimal => ColumnType::Decimal,
            RawType::Percent => ColumnType::Percent,
            RawType::Text => ColumnType::Text,
        },
        unit: column.unit,
        total_of: column.total_of.map(total_of),
        percent_of: column.percent_of.and_then(|raw| percent_of(raw, sink)),
        note: column.note,
    });
    columns.collect()
}

fn check_count(mut places: impl ExactSizeIterator<Item = Span>, most: usize, (ja, en, list): (&str, &str, Span), sink: &mut Sink) {
    let count = places.len();
    if count == 0 {
        let problem = Diagnostic::new(Code::InvalidValue, list, format!("{ja}が一つもありません"), format!("there are no {en}"));
        sink.push(problem.help(format!("{ja}を一つは書きます"), format!("write some {en}")));
    }
    if let Some(place) = places.nth(most) {
        let (ja, en) = (format!("{ja}は {most} までです（いま {count}）"), format!("at most {most} {en}, not {count}"));
        sink.push(Diagnostic::new(Code::TableTooLarge, place, ja, en).help("表を分けます", "split the table"));
    }
}

fn part_id(id: Spanned<String>, sink: &mut Sink) -> Spanned<String> {
    if let Err(problem) = check_kebab(&id.value) {
        sink.push(fields::bad_id(&id.value, id.span, problem));
    }
    id
}

fn total_of(raw: Spanned<RawTotalOf>) -> Spanned<TotalOf> {
    Spanned::new(raw.value.0, raw.span)
}

fn percent_of(raw: Spanned<RawPercentOf>, sink: &mut Sink) -> Option<Spanned<PercentOf>> {
    let span = raw.span;
    match raw.value {
        RawPercentOf { count, base: Some(base), base_row: None } => {
            Some(Spanned::new(PercentOf { count, base: PercentBase::Column(base) }, span))
        }
        RawPercentOf { count: Some(count), base: None, base_row: Some(row) } => {
            Some(Spanned::new(PercentOf { count: Some(count), base: PercentBase::Row(row) }, span))
        }
        _ => {
            let (ja, en) = ("何に対する割合かが決まりません", "of what the percentages are is not clear");
            sink.push(Diagnostic::new(Code::InvalidValue, span, ja, en).help(
                "{base: 列} か {count: 列, base: 列} か {count: 列, base_row: 行} の形で書きます",
                "write {base: COLUMN}, {count: COLUMN, base: COLUMN} or {count: COLUMN, base_row: ROW}",
            ));
            None
        }
    }
}

fn row(raw: RawRow, columns: &[Column], unit: Option<&str>, sink: &mut Sink) -> Row {
    let id = part_id(raw.id, sink);
    let (place, values) = match (raw.value, raw.values) {
        (Some(value), None) => (value.span, vec![value]),
        (None, Some(values)) => (values.span, values.value),
        (Some(_), Some(values)) => {
            sink.push(value_count("value と values は、どちらか一つです", "write either `value` or `values`", values.span));
            (values.span, values.value)
        }
        (None, None) => (id.span, Vec::new()),
    };
    if values.len() != columns.len() {
        let (given, wanted) = (values.len(), columns.len());
        let ja = format!("値が {given} 個で、列の {wanted} 個と合いません");
        sink.push(value_count(&ja, &format!("{given} values for {wanted} columns"), place));
    }
    let mut values = values.into_iter();
    let cells = columns.iter().map(|column| {
        let has_unit = raw.unit.as_deref().or(unit).is_some();
        // A value too few was complained of; what stands for it is never published.
        values.next().map_or(Spanned::new(Cell::NotGiven, place), |value| cell(&value, column, has_unit, sink))
    });
    Row {
        cells: cells.collect(),
        id,
        title: raw.title,
        group: raw.group,
        unit: raw.unit,
        total_of: raw.total_of.map(total_of),
        note: raw.note,
        differs: raw.differs,
    }
}

fn value_count(ja: &str, en: &str, place: Span) -> Diagnostic {
    Diagnostic::new(Code::ValueCount, place, ja, en).help(
        "列と同じ数だけ、列の順に、数にはコンマを入れずに書きます。原資料にない値は not-given とします",
        "write one value for each column, in their order, numbers without commas; `not-given` where the source has none",
    )
}

fn cell(value: &Spanned<String>, column: &Column, has_unit: bool, sink: &mut Sink) -> Spanned<Cell> {
    let text = value.value.as_str();
    let is_number = match column.holds {
        ColumnType::Text => false,
        ColumnType::Facts => has_unit,
        ColumnType::Count | ColumnType::Decimal | ColumnType::Percent => true,
    };
    let cell = match text {
        NOT_GIVEN => Some(Cell::NotGiven),
        NOT_APPLICABLE => Some(Cell::NotApplicable),
        _ if !is_number => Some(Cell::Text(text.to_owned())),
        _ => number(text, column.holds),
    };
    if cell.is_none() {
        sink.push(not_a_number(value, column.holds));
    }
    Spanned::new(cell.unwrap_or(Cell::NotGiven), value.span)
}

fn number(text: &str, holds: ColumnType) -> Option<Cell> {
    match holds {
        ColumnType::Percent => Number::parse(text.trim_end_matches(['%', '％'])).map(Cell::Percent),
        ColumnType::Count => Number::parse(text).filter(|number| number.decimals == 0 && number.digits >= 0).map(Cell::Number),
        _ => Number::parse(text).map(Cell::Number),
    }
}

fn not_a_number(value: &Spanned<String>, holds: ColumnType) -> Diagnostic {
    let typed = &value.value;
    let problem = Diagnostic::new(
        Code::NotANumber,
        value.span,
        format!("「{typed}」は、ここに書ける数ではありません"),
        format!("`{typed}` is no number for this column"),
    );
    let is_long = typed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && typed.len() > MAX_DECIMALS as usize;
    match holds {
        _ if is_long => problem.help(
            format!("数は {MAX_DIGITS} けたまで、小数はそのうち {MAX_DECIMALS} けたまでです"),
            format!("a number has at most {MAX_DIGITS} digits, {MAX_DECIMALS} of them decimals"),
        ),
        ColumnType::Count => problem.help(
            "0 以上の整数を、コンマも単位もなしで書きます（例: 1379）。小数なら、列に「type: decimal」と書きます",
            "write a whole number without comma and unit (1379); for decimals say `type: decimal` in the column",
        ),
        ColumnType::Percent => problem.help("48.3 の形で書きます", "write it as 48.3"),
        ColumnType::Facts => problem.help(
            "単位（unit）のある行には数だけを書きます。文で書くなら、その行の unit を消します",
            "a row with a unit holds a number alone; for a text, delete its `unit`",
        ),
        _ => problem.help("コンマも単位もなしで書きます（例: 1234.5）", "write it without comma and unit (1234.5)"),
    }
}

fn chart(raw: RawChart, sink: &mut Sink) -> Chart {
    Chart {
        id: part_id(raw.id, sink),
        kind: match raw.kind {
            RawKind::Bar => ChartKind::Bar,
            RawKind::Stacked => ChartKind::Stacked,
            RawKind::Grouped => ChartKind::Grouped,
            RawKind::Percent => ChartKind::Percent,
        },
        title: raw.title,
        columns: raw.columns,
        rows: raw.rows,
        bars: match raw.bars {
            RawBars::Rows => Bars::Rows,
            RawBars::Columns => Bars::Columns,
        },
    }
}
