//! HTML while it is written: markup as it is, text escaped.

use super::parties::Party;
use crate::markup::escape;

/// A piece of a page.
#[derive(Debug, Default)]
pub(in super::super) struct Html(String);

impl Html {
    /// Markup.
    pub fn tag(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        escape::push_text(&mut self.0, text);
        self
    }

    /// Markup, text, markup.
    pub fn element(&mut self, before: &str, text: &str, after: &str) -> &mut Self {
        self.tag(before).text(text).tag(after)
    }

    /// An attribute with a blank before it.
    pub fn attribute(&mut self, name: &str, value: &str) -> &mut Self {
        self.tag(" ").tag(name).tag("=\"");
        escape::push_attribute(&mut self.0, value);
        self.tag("\"")
    }

    /// A link.
    pub fn link(&mut self, href: &str, text: &str) -> &mut Self {
        self.tag("<a href=\"");
        escape::push_href(&mut self.0, href);
        self.element("\">", text, "</a>")
    }

    /// A cell of a table whose rows are stacked on a phone, where its heading stands before it.
    pub fn cell(&mut self, heading: &str, is_empty: bool) -> &mut Self {
        self.tag(if is_empty { "<td class=\"is-empty\"" } else { "<td" }).attribute("data-label", heading).tag(">")
    }

    /// Names with their links; with their phones where `has_phones`.
    pub fn parties(&mut self, parties: &[Party], separator: &str, has_phones: bool) -> &mut Self {
        for (at, party) in parties.iter().enumerate() {
            if at > 0 {
                self.text(separator);
            }
            match &party.href {
                Some(href) => self.link(href, &party.name),
                None => self.text(&party.name),
            };
            for (number, href) in party.phones.iter().filter(|_| has_phones) {
                self.tag(" <span class=\"duties__phone\">").link(href, number).tag("</span>");
            }
        }
        self
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.0
    }
}
