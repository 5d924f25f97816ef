//! Checklists: items to tick before, on and after a day, by role. What is asked of nobody in particular is asked of everyone; what must never
//! be missed is an override, which no filter hides and nobody ticks.

use super::{Audience, ChecklistId, Origin, Phrase, Reference, SourceCitation};
use crate::diag::Spanned;

/// Items of one checklist: more is no list that anybody works through.
pub const MAX_CHECKLIST_ITEMS: usize = 100;

/// Phases of one checklist.
pub const MAX_CHECKLIST_PHASES: usize = 12;

/// Roles of one checklist.
pub const MAX_CHECKLIST_ROLES: usize = 8;

/// Stands for the items of no role: `checklist:ID/PHASE/everyone`.
pub const EVERYONE: &str = "everyone";

/// A checklist.
#[derive(Clone, Debug)]
pub struct Checklist {
    /// Its id.
    pub id: ChecklistId,
    /// The layer and place it came from.
    pub origin: Origin,
    /// 題
    pub title: Spanned<String>,
    /// よみ of the title in hiragana, for the index by reading.
    pub yomi: Option<String>,
    /// Whom it is for.
    pub audience: Audience,
    /// 一文で、何を確かめるか
    pub summary: Option<Spanned<String>>,
    /// The page that explains it.
    pub page: Option<Spanned<Reference>>,
    /// 事前・当日・事後 and the like; empty where the list is one.
    pub phases: Vec<ChecklistPhase>,
    /// 司会・記録 and the like, in the order in which they are shown.
    pub roles: Vec<ChecklistRole>,
    /// Items in the order of the source, at least one.
    pub items: Vec<ChecklistItem>,
    /// What the source leaves open.
    pub open: Vec<Spanned<String>>,
    /// Where it comes from.
    pub sources: Vec<SourceCitation>,
    /// What stands in items and in `open`, as a lint reads it.
    pub texts: Vec<Phrase>,
}

/// A phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChecklistPhase {
    /// Its id; phases and items share a series, for both are written after `/`.
    pub id: Spanned<String>,
    /// 見出し
    pub title: Spanned<String>,
    /// Whether its items are ticked; else they are points to read, such as words to avoid.
    pub has_boxes: bool,
}

/// A role within the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChecklistRole {
    /// Its id.
    pub id: Spanned<String>,
    /// As printed.
    pub title: String,
}

/// An item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChecklistItem {
    /// Its id, unique in the checklist.
    pub id: Spanned<String>,
    /// What to do or to look at, inline Markdown.
    pub text: Spanned<String>,
    /// The phase it belongs to.
    pub phase: Option<Spanned<String>>,
    /// Whose it is; everyone's when empty.
    pub roles: Vec<Spanned<String>>,
    /// 補足, inline Markdown.
    pub notes: Vec<Spanned<String>>,
    /// Whether it must not be left out.
    pub is_required: bool,
    /// In which case it is asked for, inline Markdown.
    pub only_if: Option<Spanned<String>>,
    /// Whether it stands above all others, always: 命や身体に危険があるとき.
    pub is_override: bool,
}

/// What of a checklist is meant.
#[derive(Clone, Copy, Debug)]
pub enum ChecklistPart<'s> {
    /// All of it.
    Whole,
    /// `ID/PHASE`
    Phase(&'s ChecklistPhase),
    /// `ID/PHASE/ROLE`; `None` is everyone.
    Role(&'s ChecklistPhase, Option<&'s ChecklistRole>),
    /// `ID/ITEM`
    Item(&'s ChecklistItem),
}

impl Checklist {
    /// The part written after `/`.
    #[must_use]
    pub fn part(&self, sub: Option<&str>) -> Option<ChecklistPart<'_>> {
        let Some(sub) = sub else { return Some(ChecklistPart::Whole) };
        let phase = |id: &str| self.phases.iter().find(|phase| phase.id.value == id);
        match sub.split_once('/') {
            Some((id, EVERYONE)) => phase(id).map(|phase| ChecklistPart::Role(phase, None)),
            Some((id, role)) => Some(ChecklistPart::Role(phase(id)?, Some(self.role(role)?))),
            None => phase(sub)
                .map(ChecklistPart::Phase)
                .or_else(|| self.items.iter().find(|item| item.id.value == sub).map(ChecklistPart::Item)),
        }
    }

    /// Every text that may be written after `/`.
    #[must_use]
    pub fn part_ids(&self) -> Vec<String> {
        let of_phase = |phase: &ChecklistPhase| {
            let roles = self.roles.iter().map(|role| role.id.value.as_str()).chain([EVERYONE]);
            roles.map(|role| format!("{}/{role}", phase.id.value)).chain([phase.id.value.clone()]).collect::<Vec<_>>()
        };
        self.phases.iter().flat_map(of_phase).chain(self.items.iter().map(|item| item.id.value.clone())).collect()
    }

    /// A role.
    #[must_use]
    pub fn role(&self, id: &str) -> Option<&ChecklistRole> {
        self.roles.iter().find(|role| role.id.value == id)
    }

    /// The items of a part, overrides left aside: they stand above.
    pub fn items_of<'s>(&'s self, part: ChecklistPart<'s>) -> impl Iterator<Item = &'s ChecklistItem> {
        let is_of = move |item: &&ChecklistItem| match part {
            ChecklistPart::Whole => true,
            ChecklistPart::Phase(phase) => item.is_in(phase),
            ChecklistPart::Role(phase, None) => item.is_in(phase) && item.roles.is_empty(),
            ChecklistPart::Role(phase, Some(role)) => item.is_in(phase) && item.roles.iter().any(|own| own.value == role.id.value),
            ChecklistPart::Item(one) => item.id.value == one.id.value,
        };
        self.items.iter().filter(|item| !item.is_override).filter(is_of)
    }

    /// What stands above the items, always.
    pub fn overrides(&self) -> impl Iterator<Item = &ChecklistItem> {
        self.items.iter().filter(|item| item.is_override)
    }

    /// Whether an item is ticked; what is not is read.
    #[must_use]
    pub fn has_box(&self, item: &ChecklistItem) -> bool {
        !item.is_override && self.phases.iter().all(|phase| phase.has_boxes || !item.is_in(phase))
    }
}

impl ChecklistItem {
    /// Whether it belongs to a phase.
    #[must_use]
    pub fn is_in(&self, phase: &ChecklistPhase) -> bool {
        self.phase.as_ref().is_some_and(|own| own.value == phase.id.value)
    }
}

impl ChecklistPart<'_> {
    /// Whether `![](checklist:…)` shows it.
    #[must_use]
    pub fn embeds(self) -> bool {
        !matches!(self, Self::Item(_))
    }
}
