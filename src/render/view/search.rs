//! What the page of the search shows.

use serde::Serialize;

/// Own view of `search.html`.
#[derive(Debug, Serialize)]
pub(crate) struct SearchView<'a> {
    /// What may be found, in the order of the buttons
    pub kinds: Vec<SearchKindView<'a>>,
}

/// A kind of what is found.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SearchKindView<'a> {
    /// `page`, `stage`, `form`, `checklist`, `flow`, `agency`, `term`, `rules`, `table`, `agenda`, `list`
    pub id: &'a str,
    pub title: &'a str,
}
