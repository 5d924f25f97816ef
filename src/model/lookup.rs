//! Where a link leads in a finished site: one answer for the lints that complain and the renderer that prints.

use super::{
    Agency, AgencyField, Category, Chart, Column, Email, GeneratedIndex, Page, PageId, Phone, Reference, ReferenceError, ReferenceKind,
    Removal, Row, RulePart, RuleSet, Site, Slot, SlotBinding, Table, Term,
};
use super::{Agenda, AgendaStep, Checklist, ChecklistPart, Flow, FlowNode, Form, FormPart};

/// What a link of a page or a definition leads to.
#[derive(Clone, Debug)]
pub enum LinkTarget<'s> {
    /// A URL outside the site; the URL gate has judged it.
    External,
    /// A heading of the same page.
    Heading(String),
    /// A page and perhaps one of its headings.
    Page(&'s Page, Option<String>),
    /// A file of `assets/`, by its path below it.
    Asset(String),
    /// An agency and perhaps one of its facts.
    Agency(&'s Agency, Option<AgencyField>),
    /// One number or address of an agency.
    Contact(&'s Agency, ContactEntry<'s>),
    /// A slot that the town left open, or that no town has bound yet.
    OpenSlot(&'s Slot, Option<AgencyField>),
    /// A word and perhaps one of its fields.
    Term(&'s Term, Option<TermField>),
    /// A heading of the directory.
    Category(&'s Category),
    /// A role's title: printed, not linked.
    Role(&'s str),
    /// A table and which part of it.
    Table(&'s Table, TablePart<'s>),
    /// A rule set and which part of it.
    Rule(&'s RuleSet, RulePart<'s>),
    /// A flow and perhaps one of its boxes.
    Flow(&'s Flow, Option<&'s FlowNode>),
    /// A checklist and which part of it.
    Checklist(&'s Checklist, ChecklistPart<'s>),
    /// An agenda and perhaps one of its steps.
    Agenda(&'s Agenda, Option<&'s AgendaStep>),
    /// A form and which part of it.
    Form(&'s Form, FormPart<'s>),
    /// A generated index.
    Index(GeneratedIndex),
    /// Nothing: what is wrong with it.
    Problem(LinkProblem),
}

/// A number or address that has an id.
#[derive(Clone, Copy, Debug)]
pub enum ContactEntry<'s> {
    /// 電話番号（内線つき）
    Phone(&'s Phone),
    /// 内線番号
    Extension(&'s Phone),
    /// メールアドレス
    Email(&'s Email),
}

/// The fields of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermField {
    /// 略した言い方
    Short,
    /// 説明
    Definition,
}

/// What of a table is meant.
#[derive(Clone, Copy, Debug)]
pub enum TablePart<'s> {
    /// All of it.
    Whole,
    /// One of its charts.
    Chart(&'s Chart),
    /// What stands in a row and column.
    Cell(&'s Row, &'s Column),
    /// 年
    Year,
}

/// Why a link leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkProblem {
    /// It looks like a reference and is none.
    NoReference(ReferenceError),
    /// No such id of this kind.
    UnknownId(Reference),
    /// The kind has no such field, or no parts.
    UnknownField(Reference),
    /// The page (the one the link stands on, if none is given) has no such heading.
    UnknownSection(Option<PageId>, String),
    /// The target does not give this fact.
    MissingFact(Reference),
    /// No such file.
    MissingFile(String),
    /// A file outside the handbook's folder.
    OutsideRoot(String),
    /// No such image below `assets/`.
    MissingImage(String),
}

impl Site {
    /// What `target`, written on `page` (or in a definition, then `None`), leads to.
    #[must_use]
    pub fn link_target(&self, page: Option<&Page>, target: &str) -> LinkTarget<'_> {
        match Reference::parse(target) {
            Some(Ok(reference)) => return self.reference_target(reference),
            Some(Err(error)) => return LinkTarget::Problem(LinkProblem::NoReference(error)),
            None => {}
        }
        if let Some(anchor) = target.strip_prefix('#') {
            return self.own_heading(page, anchor);
        }
        if has_scheme(target) {
            return LinkTarget::External;
        }
        self.file_target(page, target)
    }

    /// What an already parsed reference leads to.
    #[must_use]
    pub fn reference_target(&self, reference: Reference) -> LinkTarget<'_> {
        let spec = reference.kind.spec();
        if matches!(reference.kind, ReferenceKind::Table | ReferenceKind::Rule) {
            return self.part_target(reference);
        }
        let knows_field = |field: &String| spec.anchors || spec.fields.iter().any(|known| known.name == field);
        if (reference.sub.is_some() && !spec.parts) || !reference.field.as_ref().is_none_or(knows_field) {
            return LinkTarget::Problem(LinkProblem::UnknownField(reference));
        }
        self.known_target(&reference).unwrap_or(LinkTarget::Problem(LinkProblem::UnknownId(reference)))
    }

    fn known_target(&self, reference: &Reference) -> Option<LinkTarget<'_>> {
        let id = reference.id.as_str();
        let field = reference.field.as_deref();
        Some(match reference.kind {
            ReferenceKind::Page => page_target(self.pages.get(id)?, field),
            ReferenceKind::Agency => match &reference.sub {
                Some(entry) => contact_target(self.agencies.get(id)?, entry, reference),
                None => agency_target(self.agencies.get(id)?, reference),
            },
            ReferenceKind::Flow => flow_target(self.flows.get(id)?, reference),
            ReferenceKind::Checklist => checklist_target(self.checklists.get(id)?, reference),
            ReferenceKind::Agenda => agenda_target(self.agendas.get(id)?, reference),
            ReferenceKind::Form => self.forms.get(id)?.target(reference),
            ReferenceKind::Slot => self.slot_target(self.slots.get(id)?, reference),
            ReferenceKind::Term => {
                let term = self.glossary.get(id)?;
                let field = field.map(|name| if name == "short" { TermField::Short } else { TermField::Definition });
                if field == Some(TermField::Short) && term.short.is_none() {
                    return Some(LinkTarget::Problem(LinkProblem::MissingFact(reference.clone())));
                }
                LinkTarget::Term(term, field)
            }
            ReferenceKind::Category => LinkTarget::Category(self.categories.iter().find(|category| category.id.as_str() == id)?),
            ReferenceKind::Role => LinkTarget::Role(self.roles.get(id)?),
            ReferenceKind::Index => LinkTarget::Index(GeneratedIndex::named(id)?),
            ReferenceKind::Calculator => {
                let rules = self.rules.get(id).filter(|rules| self.has_calculator(rules))?;
                LinkTarget::Rule(rules, RulePart::Calculator)
            }
            _ => return None,
        })
    }

    /// `table:ID`, `table:ID/CHART`, `table:ID/ROW#COLUMN`, `table:ID#year`; `rule:ID`, `rule:ID/PART`, `rule:ID/PART#FIELD`.
    fn part_target(&self, reference: Reference) -> LinkTarget<'_> {
        if reference.kind == ReferenceKind::Rule {
            return self.rule_target(reference);
        }
        let Some(table) = self.tables.get(reference.id.as_str()) else {
            return LinkTarget::Problem(LinkProblem::UnknownId(reference));
        };
        match table_part(table, &reference) {
            Some(part) => LinkTarget::Table(table, part),
            None => LinkTarget::Problem(LinkProblem::UnknownField(reference)),
        }
    }

    fn rule_target(&self, reference: Reference) -> LinkTarget<'_> {
        let Some(rules) = self.rules.get(reference.id.as_str()) else {
            return LinkTarget::Problem(LinkProblem::UnknownId(reference));
        };
        let part = match &reference.sub {
            None => Some(RulePart::Whole),
            Some(id) => rules.part(id),
        };
        let meant = match &reference.field {
            None => part,
            Some(field) => part.and_then(|part| rules.field(part, field)),
        };
        match meant {
            Some(part) => LinkTarget::Rule(rules, part),
            None => LinkTarget::Problem(LinkProblem::UnknownField(reference)),
        }
    }

    fn slot_target<'s>(&'s self, slot: &'s Slot, reference: &Reference) -> LinkTarget<'s> {
        let field = reference.field.as_deref().and_then(AgencyField::named);
        match slot.binding.as_ref().map(|binding| &binding.value) {
            None | Some(SlotBinding::Undecided) => LinkTarget::OpenSlot(slot, field),
            Some(SlotBinding::Agency(id)) => match self.agencies.get(id) {
                Some(agency) => agency_target(agency, reference),
                // The binding itself is complained about where it is written.
                None => LinkTarget::OpenSlot(slot, field),
            },
        }
    }

    fn own_heading<'s>(&'s self, page: Option<&Page>, anchor: &str) -> LinkTarget<'s> {
        let exists = page.is_some_and(|page| has_heading(page, anchor));
        if exists {
            LinkTarget::Heading(anchor.to_owned())
        } else {
            LinkTarget::Problem(LinkProblem::UnknownSection(None, anchor.to_owned()))
        }
    }

    /// Whether a link leads nowhere only because its target could not be read.
    #[must_use]
    pub fn is_unread(&self, page: Option<&Page>, problem: &LinkProblem) -> bool {
        match problem {
            LinkProblem::UnknownId(reference) => self.unread.hides(reference.kind, &reference.id),
            LinkProblem::MissingFile(target) => page_behind(page, target).is_some_and(|id| self.unread.hides(ReferenceKind::Page, &id)),
            LinkProblem::UnknownSection(target, _) => {
                target.as_ref().or(page.map(|page| &page.id)).is_some_and(|id| self.unread.hides_sections(id.as_str()))
            }
            LinkProblem::MissingImage(_) => self.unread.hides_everything(),
            _ => false,
        }
    }

    /// Who took away what a link leads to, if somebody did.
    #[must_use]
    pub fn removal_of(&self, page: Option<&Page>, problem: &LinkProblem) -> Option<&Removal> {
        match problem {
            LinkProblem::UnknownId(reference) => self.removed.find(reference.kind, &reference.id),
            LinkProblem::MissingFile(target) => self.removed.find(ReferenceKind::Page, &page_behind(page, target)?),
            LinkProblem::UnknownSection(target, anchor) => {
                self.removed.section(target.as_ref().or(page.map(|page| &page.id))?.as_str(), anchor)
            }
            _ => None,
        }
    }

    /// `../other.md#id`, `../../assets/picture.png`: relative to the file of the page.
    fn file_target(&self, page: Option<&Page>, target: &str) -> LinkTarget<'_> {
        let missing = || LinkTarget::Problem(LinkProblem::MissingFile(target.to_owned()));
        let Some(page) = page else { return missing() };
        let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
        let Some(full) = join(page.id.as_str(), path) else {
            return LinkTarget::Problem(LinkProblem::OutsideRoot(target.to_owned()));
        };
        if let Some(asset) = full.strip_prefix("assets/") {
            let found = self.assets.contains_key(asset);
            return if found {
                LinkTarget::Asset(asset.to_owned())
            } else {
                LinkTarget::Problem(LinkProblem::MissingImage(asset.to_owned()))
            };
        }
        let id = full.strip_prefix("guide/").and_then(|path| path.strip_suffix(".md"));
        match id.and_then(|id| self.pages.get(id)) {
            Some(page) => page_target(page, anchor),
            None => missing(),
        }
    }
}

/// The id of the page that a relative link means.
fn page_behind(page: Option<&Page>, target: &str) -> Option<String> {
    let path = target.split('#').next().unwrap_or(target);
    let full = join(page?.id.as_str(), path)?;
    Some(full.strip_prefix("guide/")?.strip_suffix(".md")?.to_owned())
}

fn table_part<'s>(table: &'s Table, reference: &Reference) -> Option<TablePart<'s>> {
    match (reference.sub.as_deref(), reference.field.as_deref()) {
        (None, None) => Some(TablePart::Whole),
        (None, Some(field)) => (field == "year").then_some(TablePart::Year),
        (Some(row), Some(column)) => Some(TablePart::Cell(table.row(row)?, &table.columns[table.column_at(column)?])),
        // In a table of one column the row says it all.
        (Some(sub), None) => match (table.chart(sub), table.row(sub), table.columns.as_slice()) {
            (Some(chart), _, _) => Some(TablePart::Chart(chart)),
            (None, Some(row), [column]) => Some(TablePart::Cell(row, column)),
            _ => None,
        },
    }
}

fn page_target<'s>(page: &'s Page, anchor: Option<&str>) -> LinkTarget<'s> {
    match anchor {
        Some(anchor) if !has_heading(page, anchor) => {
            LinkTarget::Problem(LinkProblem::UnknownSection(Some(page.id.clone()), anchor.to_owned()))
        }
        _ => LinkTarget::Page(page, anchor.map(str::to_owned)),
    }
}

/// Only written ids are referred to: automatic ones move when a heading is added.
fn has_heading(page: &Page, anchor: &str) -> bool {
    page.headings.iter().any(|heading| heading.is_explicit && heading.id == anchor)
}

fn flow_target<'s>(flow: &'s Flow, reference: &Reference) -> LinkTarget<'s> {
    match reference.sub.as_deref().map(|sub| flow.node(sub)) {
        None => LinkTarget::Flow(flow, None),
        Some(Some(node)) => LinkTarget::Flow(flow, Some(node)),
        Some(None) => LinkTarget::Problem(LinkProblem::UnknownField(reference.clone())),
    }
}

fn checklist_target<'s>(list: &'s Checklist, reference: &Reference) -> LinkTarget<'s> {
    match list.part(reference.sub.as_deref()) {
        Some(part) => LinkTarget::Checklist(list, part),
        None => LinkTarget::Problem(LinkProblem::UnknownField(reference.clone())),
    }
}

fn agenda_target<'s>(agenda: &'s Agenda, reference: &Reference) -> LinkTarget<'s> {
    match reference.sub.as_deref().map(|sub| agenda.step(sub)) {
        None => LinkTarget::Agenda(agenda, None),
        Some(Some(step)) => LinkTarget::Agenda(agenda, Some(step)),
        Some(None) => LinkTarget::Problem(LinkProblem::UnknownField(reference.clone())),
    }
}

fn agency_target<'s>(agency: &'s Agency, reference: &Reference) -> LinkTarget<'s> {
    let field = reference.field.as_deref().and_then(AgencyField::named);
    match field {
        Some(field) if !agency.has(field) => LinkTarget::Problem(LinkProblem::MissingFact(reference.clone())),
        _ => LinkTarget::Agency(agency, field),
    }
}

/// `agency:ID/ENTRY#phone`, `#extension`, `#email`.
fn contact_target<'s>(agency: &'s Agency, entry: &str, reference: &Reference) -> LinkTarget<'s> {
    let is_phone = |phone: &&Phone| phone.id.as_ref().is_some_and(|id| id.as_str() == entry);
    let is_email = |email: &&Email| email.id.as_ref().is_some_and(|id| id.as_str() == entry);
    let found = match reference.field.as_deref().and_then(AgencyField::named) {
        Some(AgencyField::Phone) => agency.phones.iter().find(is_phone).map(ContactEntry::Phone),
        Some(AgencyField::Extension) => agency.phones.iter().find(is_phone).map(ContactEntry::Extension),
        Some(AgencyField::Email) => agency.emails.iter().find(is_email).map(ContactEntry::Email),
        _ => None,
    };
    match found {
        Some(ContactEntry::Extension(phone)) if phone.extension.is_none() => {
            LinkTarget::Problem(LinkProblem::MissingFact(reference.clone()))
        }
        Some(entry) => LinkTarget::Contact(agency, entry),
        None => LinkTarget::Problem(LinkProblem::UnknownField(reference.clone())),
    }
}

fn has_scheme(target: &str) -> bool {
    target.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    })
}

/// Joins a relative path to the folder of `guide/PAGE.md`; `None` when it leaves the site's folder.
fn join(page: &str, relative: &str) -> Option<String> {
    let from = format!("guide/{page}");
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
