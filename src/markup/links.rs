//! Links and images: the URL gate, the resolver's answer, the gate again, and only then an `href`.

use super::escape;
use super::render::Writer;
use super::resolve::ResolvedLink;
use crate::syntax::{Event, Tag, TagEnd, url};
use std::fmt::Write as _;

impl Writer<'_, '_> {
    fn event(&self, at: usize) -> Option<&Event<'_>> {
        self.document.events.get(at).map(|placed| &placed.event)
    }

    /// Asks the resolver, unless the gate refuses.
    fn resolve(&self, target: &str, is_image: bool, is_empty: bool) -> ResolvedLink {
        if url::judge(target, is_image).is_err() {
            return ResolvedLink::Refused;
        }
        let resolved = self.resolver.resolve(target, is_image, is_empty);
        let is_safe = match &resolved {
            ResolvedLink::Link { href, .. } => url::is_safe_href(href, false),
            ResolvedLink::Image { src, .. } => url::is_safe_href(src, true),
            _ => true,
        };
        if is_safe { resolved } else { ResolvedLink::Refused }
    }

    /// A link: writes its start, or all of it when something else stands in its place. Gives where to go on.
    pub(super) fn start_link(&mut self, at: usize, target: &str, title: &str) -> usize {
        let is_empty = matches!(self.event(at + 1), Some(Event::End(TagEnd::Link)));
        let is_nested = self.links.contains(&true);
        match self.resolve(target, false, is_empty) {
            ResolvedLink::Link { href, text, is_external, title: own_title } => {
                if !is_nested {
                    self.open_link(&href, own_title.as_deref().unwrap_or(title), is_external);
                }
                if is_empty {
                    escape::push_text(&mut self.out, text.as_deref().unwrap_or(target));
                }
                self.links.push(!is_nested);
                at + 1
            }
            ResolvedLink::Text(text) => {
                escape::push_text(&mut self.out, &text);
                self.document.end_of(at) + 1
            }
            ResolvedLink::Html(html) => {
                self.out.push_str(&html);
                self.document.end_of(at) + 1
            }
            ResolvedLink::Image { .. } | ResolvedLink::Refused => {
                self.links.push(false);
                at + 1
            }
        }
    }

    fn open_link(&mut self, href: &str, title: &str, is_external: bool) {
        self.out.push_str("<a href=\"");
        escape::push_href(&mut self.out, href);
        self.out.push('"');
        self.title(title);
        self.out.push_str(if is_external { " class=\"external\" rel=\"noopener noreferrer\">" } else { ">" });
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            escape::push_attribute(&mut self.out, title);
            self.out.push('"');
        }
    }

    pub(super) fn end_link(&mut self) {
        if self.links.pop() == Some(true) {
            self.out.push_str("</a>");
        }
    }

    /// A paragraph; one that holds an image alone may be replaced by the blocks of an embed.
    pub(super) fn start_paragraph(&mut self, at: usize) -> usize {
        if let Some(Event::Start(Tag::Image { target, .. })) = self.event(at + 1) {
            let end = self.document.end_of(at + 1);
            if matches!(self.event(end + 1), Some(Event::End(TagEnd::Paragraph)))
                && let ResolvedLink::Html(html) = self.resolve(target, true, end == at + 2)
            {
                self.block(&html);
                self.block("");
                return end + 2;
            }
        }
        self.is_in_paragraph = true;
        self.block("<p>");
        at + 1
    }

    /// Whether a block may stand here.
    fn takes_blocks(&self) -> bool {
        self.spans == 0 && self.links.is_empty() && !self.is_in_paragraph && !self.is_in_label && !self.is_inline_only
    }

    /// An image or embed; gives where to go on.
    pub(super) fn image(&mut self, at: usize, target: &str, title: &str) -> usize {
        let end = self.document.end_of(at);
        let alt = self.document.plain(at);
        match self.resolve(target, true, end == at + 1) {
            ResolvedLink::Image { src, width, height } => {
                self.out.push_str("<img src=\"");
                escape::push_href(&mut self.out, &src);
                self.out.push_str("\" alt=\"");
                escape::push_attribute(&mut self.out, &alt);
                self.out.push('"');
                for (name, value) in [("width", width), ("height", height)] {
                    if let Some(value) = value {
                        let _ = write!(self.out, " {name}=\"{value}\"");
                    }
                }
                self.title(title);
                self.out.push('>');
            }
            ResolvedLink::Text(text) => escape::push_text(&mut self.out, &text),
            // Blocks may stand in a cell or a tight list item, not in running text.
            ResolvedLink::Html(html) if self.takes_blocks() => self.out.push_str(&html),
            ResolvedLink::Html(_) | ResolvedLink::Link { .. } | ResolvedLink::Refused => escape::push_text(&mut self.out, &alt),
        }
        end + 1
    }
}
