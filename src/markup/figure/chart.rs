//! The bars of a chart, from the table.

use super::words::FigureWords;
use crate::model::{Bars, Cell, Chart, ChartKind, Column, Number, Row, Table};

/// What a chart shows, ready for the layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartFigures {
    /// What it looks like.
    pub kind: ChartKind,
    /// Names of the parts of each bar.
    pub parts: Vec<String>,
    /// The bars in order; each has a value per part.
    pub bars: Vec<ChartBar>,
}

/// A bar, or bars side by side under one label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartBar {
    /// The heading that it stands under, with others.
    pub group: Option<String>,
    /// What it stands for.
    pub label: String,
    /// One per part.
    pub parts: Vec<BarPart>,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarPart {
    /// Its size in units of the last decimal; `None` when there is no number to draw.
    pub size: Option<i128>,
    /// What is written beside it.
    pub text: String,
}

impl ChartFigures {
    /// Collects what a chart shows. Parts are at most as many as there are patterns; `check` has refused more.
    #[must_use]
    pub fn new(table: &Table, chart: &Chart, words: &FigureWords<'_>) -> Self {
        let (rows, columns) = (table.chart_rows(chart), table.chart_columns(chart));
        let part = |row: &Row, column: usize| bar_part(row.cells.get(column).map(|cell| &cell.value), words);
        let row_title = |row: &&Row| row.title.clone();
        let column_title = |column: &usize| title(&table.columns[*column], words);
        let of_row = |row: &&Row| {
            let parts = columns.iter().map(|&column| part(row, column)).collect();
            ChartBar { group: row.group.clone(), label: row_title(row), parts }
        };
        let of_column = |column: &usize| {
            let parts = rows.iter().map(|row| part(row, *column)).collect();
            ChartBar { group: None, label: column_title(column), parts }
        };
        let has_groups = rows.iter().any(|row| row.group != rows[0].group);
        // A legend has no headings, so a part of several groups says which is its own.
        let part_name = |row: &&Row| match &row.group {
            Some(group) if has_groups => format!("{group}：{}", row.title),
            _ => row_title(row),
        };
        let (parts, bars) = match chart.bars {
            Bars::Rows => (columns.iter().map(column_title).collect(), rows.iter().map(of_row).collect()),
            Bars::Columns => (rows.iter().map(part_name).collect(), columns.iter().map(of_column).collect()),
        };
        Self { kind: chart.kind, parts, bars }
    }

    /// The longest bar: a whole of 100 % at least on a scale of percentages, never 0.
    pub(super) fn scale(&self) -> i128 {
        let sizes = |bar: &ChartBar| bar.parts.iter().filter_map(|part| part.size).collect::<Vec<_>>();
        let longest = self.bars.iter().map(|bar| match self.kind {
            ChartKind::Stacked => sizes(bar).into_iter().sum(),
            _ => sizes(bar).into_iter().max().unwrap_or(0),
        });
        let whole = if self.kind == ChartKind::Percent { (Number { digits: 100, decimals: 0 }).scaled() } else { 1 };
        longest.max().unwrap_or(0).max(whole)
    }
}

/// The heading of a column.
pub(super) fn title(column: &Column, words: &FigureWords<'_>) -> String {
    column.title.clone().unwrap_or_else(|| words.value.to_owned())
}

fn bar_part(cell: Option<&Cell>, words: &FigureWords<'_>) -> BarPart {
    let none = |text: String, number: &Number| if number.digits == 0 { format!("{text}（{}）", words.none) } else { text };
    match cell {
        Some(Cell::Number(number)) => BarPart { size: Some(number.scaled()), text: none(number.to_string(), number) },
        Some(Cell::Percent(number)) => BarPart { size: Some(number.scaled()), text: none(format!("{number}%"), number) },
        Some(Cell::Text(text)) => BarPart { size: None, text: text.clone() },
        Some(Cell::NotApplicable) => BarPart { size: None, text: words.not_applicable.to_owned() },
        Some(Cell::NotGiven) | None => BarPart { size: None, text: words.not_given.to_owned() },
    }
}
