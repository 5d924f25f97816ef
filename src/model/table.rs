//! Tables of figures: typed columns, rows, charts. Numbers are exact decimals as the source prints them; nothing is computed that it does
//! not give, and what it does not give is a value of its own ([`Cell::NotGiven`]), never a zero.

use super::{Audience, Number, Origin, SourceCitation, TableId};
use crate::diag::Spanned;

/// Rows of one table.
pub const MAX_TABLE_ROWS: usize = 500;

/// Columns of one table, as in Markdown.
pub const MAX_TABLE_COLUMNS: usize = 64;

/// Bars (or groups of bars) of one chart: more cannot be read on one A4.
pub const MAX_CHART_BARS: usize = 60;

/// Parts of one bar: as many patterns as can be told apart without colour.
pub const MAX_CHART_PARTS: usize = 6;

/// A table of figures.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its id.
    pub id: TableId,
    /// The layer and place it came from.
    pub origin: Origin,
    /// 題: the caption.
    pub title: Spanned<String>,
    /// Of what year the figures are; `None` when the source does not say.
    pub year: Option<String>,
    /// Unit of every number that has no nearer one.
    pub unit: Option<String>,
    /// Whom it is for.
    pub audience: Audience,
    /// Heading above the titles of the rows.
    pub row_heading: Option<String>,
    /// Remarks on the whole.
    pub notes: Vec<Spanned<String>>,
    /// At least one.
    pub columns: Vec<Column>,
    /// At least one.
    pub rows: Vec<Row>,
    /// Pictures of it.
    pub charts: Vec<Chart>,
    /// Where it comes from.
    pub sources: Vec<SourceCitation>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Whole numbers from 0.
    Count,
    /// Any decimal.
    Decimal,
    /// A percentage.
    Percent,
    /// Text.
    Text,
    /// The one column of a table without `columns`: a number in rows with a unit, text in others.
    Facts,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its id.
    pub id: Spanned<String>,
    /// Its heading; `None` for the one column of a table without `columns`.
    pub title: Option<String>,
    /// What it holds.
    pub holds: ColumnType,
    /// Its unit, where it differs from the table's.
    pub unit: Option<String>,
    /// The columns whose sum it is.
    pub total_of: Option<Spanned<TotalOf>>,
    /// Of what its percentages are.
    pub percent_of: Option<Spanned<PercentOf>>,
    /// A remark.
    pub note: Option<String>,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id.
    pub id: Spanned<String>,
    /// Its heading.
    pub title: String,
    /// Rows one after another with the same group stand under one heading.
    pub group: Option<String>,
    /// One cell per column (a row with another number of them was an error).
    pub cells: Vec<Spanned<Cell>>,
    /// Its unit, where it differs from the column's and the table's.
    pub unit: Option<String>,
    /// The rows whose sum it is.
    pub total_of: Option<Spanned<TotalOf>>,
    /// A remark.
    pub note: Option<String>,
    /// Why its totals or percentages do not add up in the source.
    pub differs: Option<Spanned<String>>,
}

/// What a total adds up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TotalOf {
    /// All that are no totals themselves.
    All,
    /// These ids.
    These(Vec<Spanned<String>>),
}

impl TotalOf {
    /// Whether it names more parts than were found.
    #[must_use]
    pub fn is_longer_than(&self, found: usize) -> bool {
        matches!(self, Self::These(ids) if ids.len() > found)
    }
}

/// Of what a percentage is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PercentOf {
    /// The column of the part; without it, some whole number must give the percentage.
    pub count: Option<Spanned<String>>,
    /// The whole.
    pub base: PercentBase,
}

/// The whole of a percentage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PercentBase {
    /// A column of the same row.
    Column(Spanned<String>),
    /// A row of the column of the part.
    Row(Spanned<String>),
}

/// What stands in a row and column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A number.
    Number(Number),
    /// A percentage.
    Percent(Number),
    /// A text.
    Text(String),
    /// 原資料になし
    NotGiven,
    /// 該当なし
    NotApplicable,
}

impl Cell {
    /// The number of a cell that has one.
    #[must_use]
    pub fn number(&self) -> Option<Number> {
        match self {
            Self::Number(number) | Self::Percent(number) => Some(*number),
            _ => None,
        }
    }
}

/// A picture of a table.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Its id, unlike those of the rows.
    pub id: Spanned<String>,
    /// What it looks like.
    pub kind: ChartKind,
    /// Its title, where it differs from the table's.
    pub title: Option<String>,
    /// The columns; `None` for all that are no totals and fit ([`Table::chart_columns`]).
    pub columns: Option<Vec<Spanned<String>>>,
    /// The rows; `None` for all that are no totals and hold numbers.
    pub rows: Option<Vec<Spanned<String>>>,
    /// What a bar stands for.
    pub bars: Bars,
}

/// What a chart looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// One bar per row.
    Bar,
    /// Bars of parts that make a whole.
    Stacked,
    /// Bars side by side.
    Grouped,
    /// Bars on a scale of 100 %.
    Percent,
}

/// What a bar (or a group of bars) stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bars {
    /// A row; its parts are the columns.
    Rows,
    /// A column; its parts are the rows.
    Columns,
}

impl Table {
    /// The unit of a cell: the row's, else the column's, else the table's.
    #[must_use]
    pub fn unit_of<'t>(&'t self, row: &'t Row, column: &'t Column) -> Option<&'t str> {
        row.unit.as_deref().or(column.unit.as_deref()).or(self.unit.as_deref())
    }

    /// A row by id.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.id.value == id)
    }

    /// A chart by id.
    #[must_use]
    pub fn chart(&self, id: &str) -> Option<&Chart> {
        self.charts.iter().find(|chart| chart.id.value == id)
    }

    /// Where a column stands.
    #[must_use]
    pub fn column_at(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id.value == id)
    }

    /// The rows of a chart in its order; unknown ids are left out.
    #[must_use]
    pub fn chart_rows(&self, chart: &Chart) -> Vec<&Row> {
        match &chart.rows {
            Some(ids) => ids.iter().filter_map(|id| self.row(id)).collect(),
            None => self.rows.iter().filter(|row| row.total_of.is_none() && !row.is_text()).take(chart.most(Bars::Rows)).collect(),
        }
    }

    /// The columns of a chart in its order; unknown ids are left out.
    #[must_use]
    pub fn chart_columns(&self, chart: &Chart) -> Vec<usize> {
        if let Some(ids) = &chart.columns {
            return ids.iter().filter_map(|id| self.column_at(id)).collect();
        }
        let all = self.columns.iter().enumerate();
        let fitting = all.filter(|(_, column)| column.total_of.is_none() && chart.kind.takes(column.holds)).map(|(at, _)| at);
        fitting.take(chart.most(Bars::Columns)).collect()
    }
}

impl Row {
    /// Whether it holds a text alone: a row without a unit in a table without columns.
    #[must_use]
    pub fn is_text(&self) -> bool {
        matches!(self.cells.as_slice(), [Spanned { value: Cell::Text(_), .. }])
    }
}

impl Chart {
    /// How many rows or columns are shown where none are named: simple bars have one part each.
    fn most(&self, of: Bars) -> usize {
        if self.kind == ChartKind::Bar && self.bars != of { 1 } else { usize::MAX }
    }
}

impl ChartKind {
    /// Whether it can show a column of this type.
    #[must_use]
    pub fn takes(self, holds: ColumnType) -> bool {
        match self {
            Self::Percent => holds == ColumnType::Percent,
            _ => matches!(holds, ColumnType::Count | ColumnType::Decimal | ColumnType::Facts),
        }
    }
}
