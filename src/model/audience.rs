//! Whom a handbook is for: one function makes of the whole what one audience sees. Nobody after it asks again.
//!
//! A model as loaded is the edition for staff. The public edition is the same less everything that is for staff only: pages, headings and
//! links of parts for staff, agencies, their numbers and addresses, tables, flows, checklists, flows, forms, rule sets with
//! their worked examples, categories that held nothing else, chapters that would be empty,
//! entrances that would lead nowhere. The text of a page is cut where it is parsed ([`syntax`](crate::syntax)), by the same marks.
//!
//! Files of `assets/` go out only where a public place links them, so that a file does not become public by deleting its last link from a
//! page for staff.
//!
//! Item numbers are cited on paper and on the telephone, between readers of either edition, so what both have must be called the same in
//! both; and a public edition with gaps would tell where something is left out. So what is for staff only takes no number of the others'
//! series: it is counted in a series of its own, 1-職1 beside 1-1 and 1-2 (as laws insert 第3条の2 and renumber nothing). Below such a
//! number counting is plain again: 1-職1-1.

use super::{AgencyField, Chapter, LinkTarget, NavItem, PageLink, Reference, Site};
use crate::diag::Spanned;
use std::collections::BTreeSet;

/// Whom something is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Everyone, on the public web too.
    #[default]
    Public,
    /// School staff only.
    Staff,
}

impl Audience {
    /// As it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Staff => "staff",
        }
    }

    /// The audience written so.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Public, Self::Staff].into_iter().find(|audience| audience.name() == name)
    }
}

impl Site {
    /// What this audience sees of a site as loaded.
    #[must_use]
    pub fn for_audience(mut self, audience: Audience) -> Self {
        self.audience = audience;
        if audience == Audience::Staff {
            return self;
        }
        let chapters = self.nav.iter().map(|chapter| self.is_chapter_staff_only(chapter)).collect::<Vec<_>>();
        self.cut_pages();
        self.cut_agencies();
        self.flows.retain(|_, flow| flow.audience == Audience::Public);
        self.checklists.retain(|_, list| list.audience == Audience::Public);
        self.agendas.retain(|_, agenda| agenda.audience == Audience::Public);
        self.forms.retain(|_, form| form.audience == Audience::Public);
        self.tables.retain(|_, table| table.audience == Audience::Public);
        self.rules.retain(|_, rules| rules.audience == Audience::Public);
        let rules = &self.rules;
        self.cases.retain(|id, _| rules.contains_key(id));
        let mut is_staff_only = chapters.into_iter();
        self.nav.retain(|_| is_staff_only.next() != Some(true));
        let (pages, flows, checklists, agendas, forms) = (&self.pages, &self.flows, &self.checklists, &self.agendas, &self.forms);
        self.nav.iter_mut().for_each(|chapter| {
            chapter.retain(|item| match item {
                NavItem::Page(id) => pages.contains_key(id),
                NavItem::Index(_) => true,
                NavItem::Rules(id, _) => rules.contains_key(id),
                NavItem::Flow(id) => flows.contains_key(id),
                NavItem::Checklist(id) => checklists.contains_key(id),
                NavItem::Agenda(id) => agendas.contains_key(id),
                NavItem::Form(id) => forms.contains_key(id),
            });
        });
        let mut entrances = std::mem::take(&mut self.entrances);
        let leads = |to: &Spanned<Reference>| !matches!(self.reference_target(to.value.clone()), LinkTarget::Problem(_));
        entrances.retain(|entrance| leads(&entrance.to));
        entrances.iter_mut().for_each(|entrance| entrance.choices.retain(|choice| leads(&choice.to)));
        self.entrances = entrances;
        self.cut_assets();
        self
    }

    /// Whether an entry of the nav is for staff only.
    #[must_use]
    pub fn is_item_staff_only(&self, item: &NavItem) -> bool {
        match item {
            NavItem::Page(id) => self.pages.get(id).is_some_and(|page| page.audience == Audience::Staff),
            NavItem::Index(_) => false,
            NavItem::Rules(id, _) => self.rules.get(id).is_some_and(|rules| rules.audience == Audience::Staff),
            NavItem::Flow(id) => self.flows.get(id).is_some_and(|flow| flow.audience == Audience::Staff),
            NavItem::Checklist(id) => self.checklists.get(id).is_some_and(|list| list.audience == Audience::Staff),
            NavItem::Agenda(id) => self.agendas.get(id).is_some_and(|agenda| agenda.audience == Audience::Staff),
            NavItem::Form(id) => self.forms.get(id).is_some_and(|form| form.audience == Audience::Staff),
        }
    }

    /// Whether a chapter has entries and all of them are for staff only. A chapter that has none yet is public: it is in preparation.
    #[must_use]
    pub fn is_chapter_staff_only(&self, chapter: &Chapter) -> bool {
        !chapter.items.is_empty() && chapter.items.iter().all(|item| self.is_item_staff_only(item))
    }

    fn cut_pages(&mut self) {
        self.pages.retain(|_, page| page.audience == Audience::Public);
        for page in self.pages.values_mut() {
            page.headings.retain(|heading| !heading.is_staff_only);
            page.links.retain(|link| !link.is_staff_only);
        }
    }

    fn cut_agencies(&mut self) {
        let used = |site: &Self| site.agencies.values().map(|agency| agency.category.value.clone()).collect::<BTreeSet<_>>();
        let before = used(self);
        self.agencies.retain(|_, agency| agency.audience == Audience::Public);
        let after = used(self);
        self.categories.retain(|category| after.contains(&category.id) || !before.contains(&category.id));
        for agency in self.agencies.values_mut() {
            agency.phones.retain(|phone| phone.audience == Audience::Public);
            agency.emails.retain(|email| email.audience == Audience::Public);
            for field in [AgencyField::Phone, AgencyField::Email] {
                if !agency.has(field) {
                    agency.verified.remove(&field);
                }
            }
        }
    }

    fn cut_assets(&mut self) {
        if self.assets.is_empty() {
            return;
        }
        let mut linked = BTreeSet::new();
        for page in self.pages.values() {
            for PageLink { target, .. } in &page.links {
                if let LinkTarget::Asset(path) = self.link_target(Some(page), target) {
                    linked.insert(path);
                }
            }
        }
        linked.extend(self.forms.values().filter_map(|form| form.official.as_ref()).map(|official| official.file.value.clone()));
        self.assets.retain(|path, _| linked.contains(path));
    }
}
