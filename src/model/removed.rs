//! What a layer took away from the layers below it. A reference to such a thing is an ordinary unknown reference; its message says who took
//! the thing away and where.

use super::ReferenceKind;
use crate::diag::{Diagnostic, SourceId, Span};
use std::collections::BTreeMap;

/// Where something was taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// The `id` of the layer that took it away.
    pub layer: String,
    /// The words that did.
    pub span: Span,
}

impl Removal {
    /// Adds to a problem who took the thing away.
    #[must_use]
    pub fn explain(&self, problem: Diagnostic) -> Diagnostic {
        let layer = &self.layer;
        problem.also(self.span, format!("手引き「{layer}」がここで取り除いています"), format!("removed by `{layer}` here"))
    }

    /// The same for a problem with a reference, with what to do then.
    #[must_use]
    pub fn explain_reference(&self, problem: Diagnostic) -> Diagnostic {
        self.explain(problem).help(
            "参照しているところを、この手引きで「overlay: patch」として書き直すか、取り除くのをやめます",
            "patch the place that refers to it in this handbook, or do not remove it",
        )
    }
}

/// Everything that was taken away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    things: BTreeMap<(ReferenceKind, String), Removal>,
    sections: BTreeMap<(String, String), Removal>,
    lane: Option<Removal>,
}

impl Removed {
    /// The same without the places in files, for comparing.
    #[must_use]
    pub fn without_places(&self) -> Self {
        let mut same = self.clone();
        let removals = same.things.values_mut().chain(same.sections.values_mut()).chain(&mut same.lane);
        removals.for_each(|removal| removal.span = Span::file(SourceId(0)));
        same
    }

    /// Notes a thing of a kind.
    pub fn note(&mut self, kind: ReferenceKind, id: impl Into<String>, removal: Removal) {
        self.things.insert((kind, id.into()), removal);
    }

    /// Notes a section of a page.
    pub fn note_section(&mut self, page: impl Into<String>, section: impl Into<String>, removal: Removal) {
        self.sections.insert((page.into(), section.into()), removal);
    }

    /// Notes the emergency lane.
    pub fn note_lane(&mut self, removal: Removal) {
        self.lane = Some(removal);
    }

    /// Who took a thing away.
    #[must_use]
    pub fn find(&self, kind: ReferenceKind, id: &str) -> Option<&Removal> {
        self.things.get(&(kind, id.to_owned()))
    }

    /// Who took a section of a page away.
    #[must_use]
    pub fn section(&self, page: &str, section: &str) -> Option<&Removal> {
        self.sections.get(&(page.to_owned(), section.to_owned()))
    }

    /// Who took the emergency lane away.
    #[must_use]
    pub fn lane(&self) -> Option<&Removal> {
        self.lane.as_ref()
    }

    /// Adds to a problem with a reference who took the thing away, if somebody did, and what to do then.
    #[must_use]
    pub fn explain(&self, kind: ReferenceKind, id: &str, problem: Diagnostic) -> Diagnostic {
        match self.find(kind, id) {
            Some(removal) => removal.explain_reference(problem),
            None => problem,
        }
    }
}
