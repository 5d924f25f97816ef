//! A table as HTML: caption with year and unit, heading cells with their scope, charts, notes and sources. Ids hold `_`, as all that are
//! made here: `table_ID` for the whole, `table_ID_PART` for its rows and charts.

use super::chart::{ChartFigures, title};
use super::labels::text_width;
use super::layout::{FONT_SIZE, Frame, layout};
use super::svg;
use super::words::FigureWords;
use crate::markup::escape;
use crate::model::{Cell, Chart, ChartKind, Column, ColumnType, Row, Table, TotalOf};
use std::fmt::Write as _;

/// A text this wide is read as a sentence: its column does not shrink to a few letters on a phone.
const SENTENCE: i32 = 12 * FONT_SIZE;

/// Id of a table on the page that shows it.
#[must_use]
pub fn table_anchor(table: &Table) -> String {
    format!("table_{}", table.id)
}

/// Id of one of its rows or charts.
#[must_use]
pub fn part_anchor(table: &Table, part: &str) -> String {
    format!("table_{}_{part}", table.id)
}

/// A value with its unit, as prose prints it: 「145人」.
#[must_use]
pub fn value_text(table: &Table, row: &Row, column: &Column, words: &FigureWords<'_>) -> String {
    let at = table.column_at(&column.id.value);
    let Some(cell) = at.and_then(|at| row.cells.get(at)) else { return words.not_given.to_owned() };
    match &cell.value {
        Cell::Number(number) => format!("{number}{}", table.unit_of(row, column).unwrap_or_default()),
        other => plain_text(other, words),
    }
}

/// A value as its cell prints it: a unit of the column or of the table stands in their headings.
#[must_use]
pub fn cell_text(row: &Row, cell: &Cell, words: &FigureWords<'_>) -> String {
    match cell {
        Cell::Number(number) => format!("{number}{}", row.unit.as_deref().unwrap_or_default()),
        other => plain_text(other, words),
    }
}

fn plain_text(cell: &Cell, words: &FigureWords<'_>) -> String {
    match cell {
        Cell::Number(number) => number.to_string(),
        Cell::Percent(number) => format!("{number}%"),
        Cell::Text(text) => text.clone(),
        Cell::NotGiven => words.not_given.to_owned(),
        Cell::NotApplicable => words.not_applicable.to_owned(),
    }
}

/// The whole: table, charts, notes, sources.
#[must_use]
pub fn render_table(table: &Table, sources: &[String], words: &FigureWords<'_>) -> String {
    let mut writer = Writer { out: String::new(), words, notes: Vec::new() };
    writer.element("<div class=\"figures\" id=\"", &table_anchor(table), "\">\n");
    writer.table(table);
    for chart in &table.charts {
        writer.chart(table, chart);
    }
    writer.notes(table);
    writer.sources(sources);
    writer.out.push_str("</div>\n");
    writer.out
}

/// One chart alone, with a way to its table at `href`.
#[must_use]
pub fn render_chart(table: &Table, chart: &Chart, href: &str, words: &FigureWords<'_>) -> String {
    let mut writer = Writer { out: String::new(), words, notes: Vec::new() };
    writer.out.push_str("<div class=\"figures\">\n");
    writer.chart(table, chart);
    writer.out.push_str("<p class=\"figures__more\"><a href=\"");
    escape::push_href(&mut writer.out, href);
    writer.element("\">", words.see_table, "");
    writer.element("（", &table.title.value, "）</a></p>\n</div>\n");
    writer.out
}

struct Writer<'w> {
    out: String,
    words: &'w FigureWords<'w>,
    /// Notes of columns and rows in the order of their marks.
    notes: Vec<String>,
}

impl Writer<'_> {
    /// Markup, text, markup.
    fn element(&mut self, before: &str, text: &str, after: &str) {
        self.out.push_str(before);
        escape::push_text(&mut self.out, text);
        self.out.push_str(after);
    }

    fn table(&mut self, table: &Table) {
        self.out.push_str("<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"");
        escape::push_attribute(&mut self.out, &format!("{}「{}」", self.words.table, table.title.value));
        self.out.push_str("\">\n<table>\n");
        self.caption(table);
        self.element("<thead>\n<tr><th scope=\"col\">", table.row_heading.as_deref().unwrap_or(self.words.item), "</th>");
        for (at, column) in table.columns.iter().enumerate() {
            let class = if is_text(table, at) { "" } else { " class=\"align-right\"" };
            let _ = write!(self.out, "<th scope=\"col\"{class}>");
            let title = title(column, self.words);
            self.element("", &title, "");
            // The whole caption says the table's own unit; a column says only one that differs.
            if let Some(unit) = column.unit.as_deref().filter(|_| !is_text(table, at)) {
                self.element("<span class=\"figures__unit\">（", unit, "）</span>");
            }
            self.mark(column.note.as_deref());
            self.out.push_str("</th>");
        }
        self.out.push_str("</tr>\n</thead>\n");
        self.body(table);
        self.out.push_str("</table>\n</div>\n");
    }

    fn caption(&mut self, table: &Table) {
        let year = table.year.as_deref().unwrap_or(self.words.year_not_given);
        let unit = table.unit.as_ref().map(|unit| format!("{}{}：{unit}", self.words.separator, self.words.unit)).unwrap_or_default();
        self.element("<caption><span class=\"figures__caption\"><span class=\"figures__title\">", &table.title.value, "</span>");
        self.element("<span class=\"figures__facts\">（", &format!("{year}{unit}"), "）</span></span></caption>\n");
    }

    fn body(&mut self, table: &Table) {
        let mut group: Option<Option<&str>> = None;
        for row in &table.rows {
            let own = row.group.as_deref();
            if group != Some(own) {
                self.out.push_str(if group.is_some() { "</tbody>\n<tbody>\n" } else { "<tbody>\n" });
                if let Some(title) = own {
                    let span = table.columns.len() + 1;
                    let _ = write!(self.out, "<tr><th scope=\"rowgroup\" colspan=\"{span}\">");
                    self.element("", title, "</th></tr>\n");
                }
                group = Some(own);
            }
            self.row(table, row);
        }
        self.out.push_str("</tbody>\n");
    }

    fn row(&mut self, table: &Table, row: &Row) {
        let class = if row.total_of.is_some() { " class=\"is-total\"" } else { "" };
        let _ = write!(self.out, "<tr id=\"{}\"{class}>", part_anchor(table, &row.id.value));
        self.element("<th scope=\"row\">", &row.title, "");
        self.mark(row.note.as_deref());
        self.mark(row.differs.as_ref().map(|reason| reason.value.as_str()));
        self.out.push_str("</th>");
        for (at, cell) in row.cells.iter().enumerate() {
            let class = match &cell.value {
                Cell::Number(_) | Cell::Percent(_) => " class=\"align-right\"",
                Cell::NotGiven | Cell::NotApplicable if !is_text(table, at) => " class=\"align-right figures__absent\"",
                Cell::NotGiven | Cell::NotApplicable => " class=\"figures__absent\"",
                Cell::Text(text) if text_width(text) > SENTENCE => " class=\"figures__sentence\"",
                Cell::Text(_) => "",
            };
            let text = cell_text(row, &cell.value, self.words);
            self.element(&format!("<td{class}>"), &text, "</td>");
        }
        self.out.push_str("</tr>\n");
    }

    /// The mark of a note, which is written below the table.
    fn mark(&mut self, note: Option<&str>) {
        let Some(note) = note else { return };
        let known = self.notes.iter().position(|other| other == note);
        let number = known.unwrap_or_else(|| {
            self.notes.push(note.to_owned());
            self.notes.len() - 1
        });
        let _ = write!(self.out, "<sup class=\"figures__mark\">※{}</sup>", number + 1);
    }

    fn notes(&mut self, table: &Table) {
        let marked: Vec<String> = self.notes.iter().enumerate().map(|(at, note)| format!("※{} {note}", at + 1)).collect();
        let unchecked = has_unchecked_total(table).then(|| self.words.unchecked.to_owned());
        let own = table.notes.iter().map(|note| note.value.clone());
        let all: Vec<String> = own.chain(marked).chain(unchecked).collect();
        if all.is_empty() {
            return;
        }
        self.out.push_str("<ul class=\"figures__notes\">\n");
        all.iter().for_each(|note| self.element("<li>", note, "</li>\n"));
        self.out.push_str("</ul>\n");
    }

    fn sources(&mut self, sources: &[String]) {
        if !sources.is_empty() {
            let text = format!("{}：{}", self.words.sources, sources.join(self.words.separator));
            self.element("<p class=\"figures__sources\">", &text, "</p>\n");
        }
    }

    fn chart(&mut self, table: &Table, chart: &Chart) {
        let words = self.words;
        let title = chart.title.as_deref().unwrap_or(&table.title.value);
        let kind = match chart.kind {
            ChartKind::Bar => words.bar,
            ChartKind::Stacked => words.stacked,
            ChartKind::Grouped => words.grouped,
            ChartKind::Percent => words.percent,
        };
        let name = words.chart_name.replace("{title}", title).replace("{kind}", kind).replace("{table}", &table.title.value);
        self.element("<figure class=\"chart\" id=\"", &part_anchor(table, &chart.id.value), "\">\n");
        self.element("<figcaption>", title, "");
        if let Some(unit) = unit(table, chart) {
            self.element("<span class=\"figures__facts\">（", &format!("{}：{unit}", words.unit), "）</span>");
        }
        self.out.push_str("</figcaption>\n");
        let figures = ChartFigures::new(table, chart, words);
        for frame in [Frame::Wide, Frame::Narrow] {
            let panels = layout(&figures, frame);
            for (at, panel) in panels.iter().enumerate() {
                let part = if panels.len() > 1 { format!("（{}／{}）", at + 1, panels.len()) } else { String::new() };
                svg::write(&mut self.out, panel, frame, &format!("{name}{part}"));
            }
        }
        self.out.push_str("</figure>\n");
    }
}

/// Whether a column is read from the left: one of texts, or of facts that are not all numbers.
fn is_text(table: &Table, column: usize) -> bool {
    let has_text = || table.rows.iter().any(|row| row.cells.get(column).is_some_and(|cell| matches!(cell.value, Cell::Text(_))));
    match table.columns[column].holds {
        ColumnType::Text => true,
        ColumnType::Facts => has_text(),
        ColumnType::Count | ColumnType::Decimal | ColumnType::Percent => false,
    }
}

/// The unit of all numbers of a chart; `check` has seen to it that there is one or none.
fn unit<'t>(table: &'t Table, chart: &Chart) -> Option<&'t str> {
    if chart.kind == ChartKind::Percent {
        return None;
    }
    let columns = table.chart_columns(chart);
    let row = table.chart_rows(chart).into_iter().find(|row| columns.iter().any(|&at| row.cells[at].value.number().is_some()))?;
    let column = columns.iter().find(|&&at| row.cells[at].value.number().is_some())?;
    // Borrowed from the table itself: the row's own, the column's or the table's.
    table.unit_of(row, &table.columns[*column])
}

/// Whether a total is printed of which a part is not given.
fn has_unchecked_total(table: &Table) -> bool {
    let lacks = |row: &Row, at: usize| row.cells.get(at).is_some_and(|cell| cell.value == Cell::NotGiven);
    let has_number = |row: &Row, at: usize| row.cells.get(at).is_some_and(|cell| cell.value.number().is_some());
    let of_rows = table.rows.iter().any(|total| {
        let parts: Vec<&Row> = match total.total_of.as_ref().map(|of| &of.value) {
            None => return false,
            Some(TotalOf::All) => table.rows.iter().filter(|row| row.total_of.is_none()).collect(),
            Some(TotalOf::These(ids)) => ids.iter().filter_map(|id| table.row(&id.value)).collect(),
        };
        (0..table.columns.len()).any(|at| has_number(total, at) && parts.iter().any(|part| lacks(part, at)))
    });
    let of_columns = table.columns.iter().enumerate().any(|(total, column)| {
        let parts: Vec<usize> = match column.total_of.as_ref().map(|of| &of.value) {
            None => return false,
            Some(TotalOf::All) => (0..table.columns.len()).filter(|&at| table.columns[at].total_of.is_none()).collect(),
            Some(TotalOf::These(ids)) => ids.iter().filter_map(|id| table.column_at(&id.value)).collect(),
        };
        table.rows.iter().any(|row| has_number(row, total) && parts.iter().any(|&at| lacks(row, at)))
    });
    of_rows || of_columns
}
