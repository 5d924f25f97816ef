//! Links of pages and definitions → hrefs and printed facts. What is wrong was said by `check`; here it becomes plain text.

use super::facts::{self, Messages, message};
use super::plan::{self, Plan};
use super::view::LinkView;
use crate::diag::Spanned;
use crate::markup::{LinkResolver, ResolvedLink};
use crate::model::{Agency, AgencyField, ContactEntry, LinkTarget, Page, Reference, Slot, Term, TermField};

/// Resolves the links of one page.
pub(super) struct PageLinks<'a> {
    pub plan: &'a Plan<'a>,
    pub messages: &'a Messages,
    /// The page whose body is rendered; `None` for definitions.
    pub page: Option<&'a Page>,
    /// `../` as often as that page lies deep.
    pub root: &'a str,
    /// Whether a definition is being printed inside another text.
    pub is_quoted: bool,
}

impl LinkResolver for PageLinks<'_> {
    fn resolve(&self, target: &str, is_image: bool, is_empty: bool) -> ResolvedLink {
        match self.plan.site.link_target(self.page, target) {
            LinkTarget::External => link(target.to_owned(), None, target.starts_with("http")),
            LinkTarget::Heading(anchor) => link(format!("#{anchor}"), self.heading_text(self.page, &anchor), false),
            LinkTarget::Page(page, anchor) => self.page_link(page, anchor),
            LinkTarget::Asset(path) if is_image => {
                ResolvedLink::Image { src: format!("{}files/{path}", self.root), width: None, height: None }
            }
            LinkTarget::Asset(path) => link(format!("{}files/{path}", self.root), None, false),
            LinkTarget::Agency(agency, field) => self.agency_link(agency, field),
            LinkTarget::Contact(agency, entry) => self.contact_link(agency, entry),
            LinkTarget::OpenSlot(slot, field) => ResolvedLink::Text(self.open_slot(slot, field)),
            LinkTarget::Term(term, field) => self.term_link(term, field),
            LinkTarget::Category(category) => {
                let path = plan::index_path(crate::model::GeneratedIndex::Agencies);
                link(format!("{}{path}#{}", self.root, category.id), Some(category.title.clone()), false)
            }
            LinkTarget::Table(table, part) => self.table_link(table, part, is_image, is_empty),
            LinkTarget::Flow(flow, node) => self.flow_link(flow, node, is_image),
            LinkTarget::Checklist(list, part) => self.checklist_link(list, part, is_image),
            LinkTarget::Agenda(agenda, step) => self.agenda_link(agenda, step, is_image),
            LinkTarget::Form(form, part) => self.form_link(form, part),
            LinkTarget::Rule(rules, part) => self.rule_link(rules, part, is_image, is_empty),
            LinkTarget::Role(title) => ResolvedLink::Text(title.to_owned()),
            LinkTarget::Index(index) => {
                let title = message(self.messages, plan::index_title_key(index)).to_owned();
                link(format!("{}{}", self.root, plan::index_path(index)), Some(title), false)
            }
            LinkTarget::Problem(_) => ResolvedLink::Refused,
        }
    }
}

impl<'a> PageLinks<'a> {
    fn page_link(&self, page: &Page, anchor: Option<String>) -> ResolvedLink {
        let number = self.plan.page(page.id.as_str()).and_then(|placed| placed.number.clone());
        let own = anchor.as_deref().and_then(|anchor| self.heading_text(Some(page), anchor));
        let title = own.unwrap_or_else(|| page.title.value.clone());
        let text = match number {
            Some(number) => format!("{number} {title}"),
            None => title,
        };
        let fragment = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        link(format!("{}{}{fragment}", self.root, plan::page_path(&page.id)), Some(text), false)
    }

    /// Where a reference that is known to lead to a page leads.
    pub(super) fn reference_href(&self, reference: &Reference) -> Option<String> {
        match self.resolve(&reference.to_string(), false, true) {
            ResolvedLink::Link { href, .. } => Some(href),
            _ => None,
        }
    }

    /// A link to the page that explains something, where one is named.
    pub(super) fn page_of(&self, page: Option<&Spanned<Reference>>) -> Option<LinkView<'a>> {
        let page = &page?.value;
        let title = &self.plan.page(&page.id)?.page.title.value;
        Some(LinkView { title, href: self.reference_href(page)?, number: None })
    }

    fn heading_text(&self, page: Option<&Page>, anchor: &str) -> Option<String> {
        page?.headings.iter().find(|heading| heading.id == anchor).map(|heading| heading.text.clone())
    }

    /// A name leads to the agency's page; a number can be dialled; other facts are printed.
    fn agency_link(&self, agency: &Agency, field: Option<AgencyField>) -> ResolvedLink {
        let field = field.unwrap_or(AgencyField::Name);
        let Some(text) = facts::fact(agency, field, self.messages) else { return ResolvedLink::Refused };
        let href = match field {
            AgencyField::Name | AgencyField::Short => format!("{}{}", self.root, plan::agency_path(&agency.id)),
            AgencyField::Phone if agency.phones.len() == 1 => facts::tel(&agency.phones[0].number.value),
            AgencyField::Email if agency.emails.len() == 1 => format!("mailto:{}", agency.emails[0].address.value),
            AgencyField::Url => return link(text.clone(), Some(text), true),
            _ => return ResolvedLink::Text(text),
        };
        link(href, Some(text), false)
    }

    fn contact_link(&self, agency: &Agency, entry: ContactEntry<'_>) -> ResolvedLink {
        let text = facts::contact(agency, entry, self.messages);
        let href = match entry {
            ContactEntry::Phone(phone) => facts::tel(&phone.number.value),
            ContactEntry::Email(email) => format!("mailto:{}", email.address.value),
            // An extension alone cannot be dialled.
            ContactEntry::Extension(_) => return ResolvedLink::Text(text),
        };
        link(href, Some(text), false)
    }

    fn term_link(&self, term: &Term, field: Option<TermField>) -> ResolvedLink {
        let text = match field {
            None => term.term.value.clone(),
            Some(TermField::Short) => term.short.clone().unwrap_or_else(|| term.term.value.clone()),
            // Within a printed definition another one is named, not printed: definitions may refer to each other.
            Some(TermField::Definition) if self.is_quoted => return ResolvedLink::Text(term.term.value.clone()),
            Some(TermField::Definition) => {
                let quoted = PageLinks { is_quoted: true, ..*self };
                return ResolvedLink::Text(crate::markup::plain_text_resolved(&term.definition.value, &quoted));
            }
        };
        let path = plan::index_path(crate::model::GeneratedIndex::Glossary);
        link(format!("{}{path}#term-{}", self.root, term.id), Some(text), false)
    }

    /// The name says that nobody is named; a fact after it only that it is missing too.
    fn open_slot(&self, slot: &Slot, field: Option<AgencyField>) -> String {
        match field {
            None | Some(AgencyField::Name | AgencyField::Short) => format!("{}（{}）", slot.title, message(self.messages, "undecided")),
            Some(_) => message(self.messages, "undecided_fact").to_owned(),
        }
    }
}

fn link(href: String, text: Option<String>, is_external: bool) -> ResolvedLink {
    ResolvedLink::Link { href, text, is_external, title: None }
}
