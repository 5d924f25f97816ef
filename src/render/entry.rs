//! The page above several handbooks that were built side by side: which there are, who publishes them, in which edition.
//!
//! It belongs to no handbook, so it has no theme and no desks of a town; the national numbers are those that every lane must have.

use super::Engine;
use crate::diag::Sink;
use crate::theme::Theme;
use serde::Serialize;
use tera::Context;

/// One handbook of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryHandbook {
    /// Its home page, relative to the entry page.
    pub href: String,
    /// 題名
    pub title: String,
    /// 副題
    pub subtitle: Option<String>,
    /// 発行
    pub publisher: String,
    /// 版
    pub edition: String,
    /// `sample`, `draft` or `approved`
    pub status: &'static str,
}

/// The HTML of the entry page. `style` is the style sheet of one of the handbooks, relative to the page. `None` when the embedded theme
/// cannot be used, which a test rules out.
#[must_use]
pub fn entry_page(handbooks: &[EntryHandbook], style: &str) -> Option<String> {
    let mut sink = Sink::default();
    let theme = Theme::assemble(&[], "ja", None, &mut sink)?;
    let engine = Engine::new(&theme, &mut sink)?;
    let mut context = Context::new();
    context.insert("handbooks", handbooks);
    context.insert("style", style);
    context.insert("t", theme.strings());
    engine.render("entry.html", &context).ok()
}
