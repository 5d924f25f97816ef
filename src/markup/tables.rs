//! Tables: a scroll area around each, header cells with their scope, alignment by class.

use super::escape;
use super::render::Writer;
use crate::syntax::{Alignment, Event, TagEnd};

/// The table that is being written. Tables do not nest in Markdown.
#[derive(Default)]
pub(super) struct Table<'a> {
    columns: &'a [Alignment],
    column: usize,
    is_head: bool,
    has_body: bool,
    /// What closes the open cell.
    cell_end: &'static str,
}

impl<'a> Writer<'a, '_> {
    pub(super) fn start_table(&mut self, columns: &'a [Alignment]) {
        self.table = Table { columns, ..Table::default() };
        self.block("<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"");
        escape::push_attribute(&mut self.out, self.options.labels.table);
        self.out.push_str("\">\n<table>\n");
    }

    pub(super) fn end_table(&mut self) {
        self.out.push_str(if self.table.has_body { "</tbody>\n</table>\n</div>\n" } else { "</table>\n</div>\n" });
    }

    pub(super) fn start_table_head(&mut self) {
        self.table.is_head = true;
        self.table.column = 0;
        self.out.push_str("<thead>\n<tr>");
    }

    pub(super) fn end_table_head(&mut self) {
        self.table.is_head = false;
        self.out.push_str("</tr>\n</thead>\n");
    }

    pub(super) fn start_table_row(&mut self) {
        if !self.table.has_body {
            self.table.has_body = true;
            self.out.push_str("<tbody>\n");
        }
        self.table.column = 0;
        self.out.push_str("<tr>");
    }

    pub(super) fn start_table_cell(&mut self, at: usize) {
        let is_empty = matches!(self.document.events.get(at + 1).map(|next| &next.event), Some(Event::End(TagEnd::TableCell)));
        // An empty corner is no header: a screen reader would announce it with every cell.
        let is_header = self.table.is_head && !is_empty;
        self.table.cell_end = if is_header { "</th>" } else { "</td>" };
        self.out.push_str(if is_header { "<th scope=\"col\"" } else { "<td" });
        self.out.push_str(match self.table.columns.get(self.table.column) {
            Some(Alignment::Left) => " class=\"align-left\">",
            Some(Alignment::Center) => " class=\"align-center\">",
            Some(Alignment::Right) => " class=\"align-right\">",
            Some(Alignment::None) | None => ">",
        });
        self.table.column += 1;
    }

    pub(super) fn end_table_cell(&mut self) {
        self.out.push_str(self.table.cell_end);
    }
}
