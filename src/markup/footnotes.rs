//! Footnotes: numbered in the order of first use, written after the body, each with a way back to every place that names it.

use super::escape;
use super::render::Writer;
use crate::syntax::{Document, Event, TagEnd};
use std::fmt::Write as _;

/// The footnotes used so far: key and number of uses; the place in the list is the number on paper.
#[derive(Default)]
pub(super) struct Notes {
    used: Vec<(String, usize)>,
}

impl Writer<'_, '_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let key = Document::footnote_key(label);
        if self.is_inline_only || !self.document.footnotes.contains_key(&key) {
            return;
        }
        let at = self.notes.used.iter().position(|(used, _)| *used == key).unwrap_or_else(|| {
            self.notes.used.push((key, 0));
            self.notes.used.len() - 1
        });
        let number = at + 1;
        // Links do not nest: within a link the number alone is printed.
        if self.links.contains(&true) {
            let _ = write!(self.out, "<sup class=\"footnote-ref\">{number}</sup>");
            return;
        }
        self.notes.used[at].1 += 1;
        let id = reference_id(number, self.notes.used[at].1);
        let _ =
            write!(self.out, "<sup class=\"footnote-ref\" id=\"{id}\"><a href=\"#fn_{number}\" role=\"doc-noteref\">{number}</a></sup>");
    }

    /// Writes the used footnotes; those that they use themselves follow.
    pub(super) fn write_footnotes(&mut self) {
        if self.notes.used.is_empty() {
            return;
        }
        // A heading within a note begins no section of the page.
        self.containers += 1;
        self.block("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        escape::push_attribute(&mut self.out, self.options.labels.footnotes);
        self.out.push_str("\">\n<ol>\n");
        let mut at = 0;
        while at < self.notes.used.len() && !self.is_full() {
            self.write_footnote(at);
            at += 1;
        }
        self.out.push_str("</ol>\n</section>\n");
    }

    fn write_footnote(&mut self, at: usize) {
        let number = at + 1;
        let Some(events) = self.document.footnotes.get(&self.notes.used[at].0).map(|note| note.events.clone()) else { return };
        let _ = write!(self.out, "<li id=\"fn_{number}\">");
        let ends_in_paragraph =
            events.end > events.start && matches!(self.document.events[events.end - 1].event, Event::End(TagEnd::Paragraph));
        let last = events.end - usize::from(ends_in_paragraph);
        self.write(events.start..last);
        // A figure stands alone: its paragraph was not opened.
        let is_open = self.is_in_paragraph;
        self.ways_back(at);
        if is_open {
            self.write(last..events.end);
        }
        self.out.push_str("</li>\n");
    }

    fn ways_back(&mut self, at: usize) {
        let number = at + 1;
        for use_number in 1..=self.notes.used[at].1 {
            let id = reference_id(number, use_number);
            let _ = write!(self.out, " <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#{id}\" aria-label=\"");
            escape::push_attribute(&mut self.out, self.options.labels.footnote_back);
            self.out.push_str("\">↩</a>");
        }
    }
}

fn reference_id(number: usize, use_number: usize) -> String {
    if use_number == 1 { format!("fnref_{number}") } else { format!("fnref_{number}_{use_number}") }
}
