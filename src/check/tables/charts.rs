//! Charts name what is there, show numbers of one unit, and stay readable.

use super::{unknown_column, unknown_row};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Bars, Chart, ChartKind, MAX_CHART_BARS, MAX_CHART_PARTS, Row, Table};
use std::collections::BTreeSet;

pub(super) fn check(table: &Table, sink: &mut Sink) {
    for chart in &table.charts {
        let before = sink.errors();
        names(table, chart, sink);
        if sink.errors() > before {
            continue;
        }
        let (rows, columns) = (table.chart_rows(chart), table.chart_columns(chart));
        match impossible(table, chart, &rows, &columns) {
            Some((ja, en)) => sink.push(not_possible(chart, ja, en)),
            None => sizes(chart, rows.len(), columns.len(), sink),
        }
    }
}

fn names(table: &Table, chart: &Chart, sink: &mut Sink) {
    for id in chart.columns.iter().flatten() {
        match table.column_at(&id.value).map(|at| &table.columns[at]) {
            None => sink.push(unknown_column(table, id)),
            Some(column) if !chart.kind.takes(column.holds) => {
                let (ja, en) = if chart.kind == ChartKind::Percent {
                    (format!("「{}」は割合の列ではありません", id.value), format!("`{}` holds no percentages", id.value))
                } else {
                    (format!("「{}」は数の列ではありません", id.value), format!("`{}` holds no numbers", id.value))
                };
                sink.push(Diagnostic::new(Code::ChartNotPossible, id.span, ja, en).help(
                    "割合の列は「kind: percent」で、数の列はそのほかの図で見せます",
                    "show percentages by `kind: percent`, numbers by the other kinds",
                ));
            }
            Some(_) => {}
        }
    }
    for id in chart.rows.iter().flatten().filter(|id| table.row(&id.value).is_none()) {
        sink.push(unknown_row(table, id));
    }
}

fn not_possible(chart: &Chart, ja: &str, en: &str) -> Diagnostic {
    Diagnostic::new(Code::ChartNotPossible, chart.id.span, ja, en)
        .help("図の columns: と rows: で、見せる列と行を選びます", "choose columns and rows by `columns:` and `rows:` of the chart")
}

fn impossible(table: &Table, chart: &Chart, rows: &[&Row], columns: &[usize]) -> Option<(&'static str, &'static str)> {
    if rows.is_empty() || columns.is_empty() {
        return Some(("図にする行か列がありません", "there is nothing to show"));
    }
    let parts = if chart.bars == Bars::Rows { columns.len() } else { rows.len() };
    if chart.kind == ChartKind::Bar && parts > 1 {
        return Some(("「kind: bar」で見せられるのは一つの列（向きを変えたときは一つの行）だけです", "`kind: bar` shows one column"));
    }
    let cells = || rows.iter().flat_map(|row| columns.iter().map(|&at| (*row, at)));
    if rows.iter().any(|row| row.is_text()) {
        return Some(("文の行は図にできません", "rows of text cannot be drawn"));
    }
    if cells().any(|(row, at)| row.cells[at].value.number().is_some_and(|number| number.digits < 0)) {
        return Some(("負の数は図にできません", "negative numbers cannot be drawn"));
    }
    if cells().all(|(row, at)| row.cells[at].value.number().is_none()) {
        return Some(("図にする数が一つもありません", "there is no number to show"));
    }
    let with_number = cells().filter(|(row, at)| row.cells[*at].value.number().is_some());
    let units: BTreeSet<Option<&str>> = with_number.map(|(row, at)| table.unit_of(row, &table.columns[at])).collect();
    (chart.kind != ChartKind::Percent && units.len() > 1)
        .then_some(("単位の違う数は、一つの図にできません", "numbers of different units cannot stand in one chart"))
}

fn sizes(chart: &Chart, rows: usize, columns: usize, sink: &mut Sink) {
    let (bars, parts) = if chart.bars == Bars::Rows { (rows, columns) } else { (columns, rows) };
    for (count, most, ja, en) in [(bars, MAX_CHART_BARS, "棒", "bars"), (parts, MAX_CHART_PARTS, "一本の棒の部分", "parts of a bar")]
    {
        if count > most {
            let (ja, en) = (format!("図の{ja}は {most} までです（いま {count}）"), format!("at most {most} {en} in a chart, not {count}"));
            let problem = Diagnostic::new(Code::TableTooLarge, chart.id.span, ja, en);
            sink.push(problem.help("columns: や rows: で選ぶか、図を分けます", "choose by `columns:` and `rows:`, or make two charts"));
        }
    }
}
