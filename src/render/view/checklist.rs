//! Views of checklists.

use super::LinkView;
use serde::Serialize;

/// Own view of `checklist.html`.
#[derive(Debug, Serialize)]
pub(crate) struct ChecklistView<'a> {
    pub id: &'a str,
    pub summary: Option<&'a str>,
    /// 教職員, when it is not for everyone
    pub audience: Option<&'a str>,
    /// What the handbook is called where ticks are kept
    pub book: String,
    /// The page that keeps ticks
    pub store: String,
    /// Whether anything can be ticked
    pub has_boxes: bool,
    /// What stands above everything and is not ticked
    pub overrides_html: String,
    /// The items phase by phase
    pub body_html: String,
    /// What the source leaves open
    pub open_html: String,
    pub roles: Vec<OptionView<'a>>,
    /// Empty where there is only one
    pub phases: Vec<OptionView<'a>>,
    pub mentioned_in: Vec<LinkView<'a>>,
    /// How many more pages mention it than are listed
    pub mentioned_more: usize,
    /// 出典
    pub sources: Vec<String>,
}

/// A role or phase to choose.
#[derive(Debug, Serialize)]
pub(crate) struct OptionView<'a> {
    pub id: &'a str,
    pub title: &'a str,
}

/// Own view of `checklists.html`.
#[derive(Debug, Serialize)]
pub(crate) struct ChecklistsView<'a> {
    pub rows: Vec<ChecklistsRowView<'a>>,
}

/// A checklist in the list of all.
#[derive(Debug, Serialize)]
pub(crate) struct ChecklistsRowView<'a> {
    pub title: &'a str,
    pub href: String,
    /// Whom it is for, unless for everyone.
    pub audience: Option<&'a str>,
    pub summary: Option<&'a str>,
    /// Pages that show it or lead to it.
    pub pages: Vec<LinkView<'a>>,
    /// How many there are besides.
    pub more: usize,
}

/// Own view of `store.html`.
#[derive(Debug, Serialize)]
pub(crate) struct StoreView {
    /// What the handbook is called where ticks are kept
    pub book: String,
}
