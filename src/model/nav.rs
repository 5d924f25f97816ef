//! The nav: chapters, their items, and the entrances of the home page.

use super::{AgendaId, ChapterId, ChecklistId, FlowId, FormId, GeneratedIndex, PageId, Reference, RuleSetId};
use crate::diag::{Span, Spanned};
use std::ops::Range;

/// A chapter of the top navigation.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// Its id; `chapters/ID.html`.
    pub id: ChapterId,
    /// 見出し
    pub title: Spanned<String>,
    /// A sentence for the chapter page.
    pub text: Option<Spanned<String>>,
    /// Pages in order; folders are already resolved to their pages.
    pub items: Vec<NavItem>,
    /// Headings within a long chapter; empty where the items stand in one list.
    pub groups: Vec<NavGroup>,
    /// Where it is written.
    pub span: Span,
}

impl Chapter {
    /// Keeps the items that `is_kept` names, and the headings that still have one.
    pub fn retain(&mut self, is_kept: impl Fn(&NavItem) -> bool) {
        for group in &mut self.groups {
            let before = self.items[..group.items.start].iter().filter(|item| is_kept(item)).count();
            let within = self.items[group.items.clone()].iter().filter(|item| is_kept(item)).count();
            group.items = before..before + within;
        }
        self.groups.retain(|group| !group.items.is_empty());
        self.items.retain(is_kept);
    }
}

/// A heading within a chapter. The item numbers run on through it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavGroup {
    /// 見出し
    pub title: Spanned<String>,
    /// Its items, as a range of the chapter's.
    pub items: Range<usize>,
}

/// One entry of a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NavItem {
    /// A page of `guide/`.
    Page(PageId),
    /// A generated index.
    Index(GeneratedIndex),
    /// A page of a rule set.
    Rules(RuleSetId, RulesPage),
    /// The page of a flow.
    Flow(FlowId),
    /// The page of a checklist.
    Checklist(ChecklistId),
    /// The page of an agenda.
    Agenda(AgendaId),
    /// The page of a form.
    Form(FormId),
}

/// The pages that each rule set has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RulesPage {
    /// 段階別対応表, `rule:ID`.
    Table,
    /// 早見表, `rule:ID#quick`.
    Quick,
    /// 段階の図, `rule:ID#chart`.
    Chart,
    /// The page that counts, `calculator:ID`; only where [`Site::has_calculator`](super::Site::has_calculator).
    Calculator,
}

impl RulesPage {
    /// Every page.
    pub const ALL: &'static [RulesPage] = &[Self::Table, Self::Quick, Self::Chart, Self::Calculator];
}

/// A large link of the home page.
#[derive(Clone, Debug)]
pub struct Entrance {
    /// Its id.
    pub id: String,
    /// A question or an action.
    pub title: Spanned<String>,
    /// What is found there.
    pub text: Option<Spanned<String>>,
    /// Where it leads.
    pub to: Spanned<Reference>,
    /// Answers to its question, each one click from the home page.
    pub choices: Vec<Choice>,
}

/// One answer to the question of an entrance.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The answer.
    pub title: Spanned<String>,
    /// Where it leads.
    pub to: Spanned<Reference>,
}
