//! People, desks and forms that a rule names: what they are called, where they are explained, and how they are reached.

use super::super::facts;
use super::super::links::PageLinks;
use super::super::plan;
use crate::diag::Spanned;
use crate::markup::{LinkResolver, ResolvedLink};
use crate::model::{LinkTarget, Reference};

/// A person, desk or form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Party {
    /// What it is called.
    pub name: String,
    /// Where it is explained.
    pub href: Option<String>,
    /// Numbers as printed, each with its `tel:`.
    pub phones: Vec<(String, String)>,
}

/// Knows the parties of a site, with links from one page.
pub(in super::super) struct Parties<'a> {
    pub links: &'a PageLinks<'a>,
}

impl Parties<'_> {
    /// A reference that leads nowhere in this edition has no party.
    pub fn party(&self, reference: &Reference) -> Option<Party> {
        let links = self.links;
        Some(match links.plan.site.reference_target(reference.clone()) {
            LinkTarget::Role(title) => Party { name: title.to_owned(), href: None, phones: Vec::new() },
            LinkTarget::Agency(agency, _) => Party {
                name: facts::short_name(agency).to_owned(),
                href: Some(format!("{}{}", links.root, plan::agency_path(&agency.id))),
                phones: facts::phones(agency, links.messages).into_iter().map(|phone| (phone_text(&phone, links), phone.href)).collect(),
            },
            LinkTarget::OpenSlot(..) | LinkTarget::Page(..) | LinkTarget::Form(..) => {
                match links.resolve(&reference.to_string(), false, true) {
                    ResolvedLink::Link { href, text, .. } => Party { name: text.unwrap_or_default(), href: Some(href), phones: Vec::new() },
                    ResolvedLink::Text(name) => Party { name, href: None, phones: Vec::new() },
                    _ => return None,
                }
            }
            _ => return None,
        })
    }

    /// All that exist, in order.
    pub fn parties(&self, references: &[Spanned<Reference>]) -> Vec<Party> {
        references.iter().filter_map(|reference| self.party(&reference.value)).collect()
    }

    /// A form by its heading alone: the number of its page says nothing in a table of forms.
    pub fn form(&self, reference: &Reference) -> Option<Party> {
        let party = self.party(reference)?;
        if let LinkTarget::Form(form, _) = self.links.plan.site.reference_target(reference.clone()) {
            return Some(Party { name: form.title.value.clone(), ..party });
        }
        let LinkTarget::Page(page, anchor) = self.links.plan.site.reference_target(reference.clone()) else { return Some(party) };
        let heading = anchor.and_then(|anchor| page.headings.iter().find(|heading| heading.id == anchor));
        Some(Party { name: heading.map_or(&page.title.value, |heading| &heading.text).clone(), ..party })
    }

    /// All forms, in order.
    pub fn forms(&self, references: &[Spanned<Reference>]) -> Vec<Party> {
        references.iter().filter_map(|reference| self.form(&reference.value)).collect()
    }
}

fn phone_text(phone: &super::super::view::PhoneView<'_>, links: &PageLinks<'_>) -> String {
    match phone.extension {
        Some(extension) => format!("{} {}{extension}", phone.number, facts::message(links.messages, "extension")),
        None => phone.number.to_owned(),
    }
}
