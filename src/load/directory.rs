//! `agencies/*.yml` and `categories.yml` → the directory.

use super::contact;
use super::fields::{self, RawCitation};
use super::overlay::{Thing, VerbPlace};
use super::stack::Stack;
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned};
use crate::model::{
    Agency, AgencyField, AgencyId, Audience, Category, CategoryId, ContactState, OnlineAccount, ReferenceKind, ServiceSite, Verification,
};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAgency {
    name: Spanned<String>,
    yomi: Spanned<String>,
    short: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    category: Spanned<String>,
    parent: Option<Spanned<String>>,
    group: Option<String>,
    #[serde(default)]
    handles: Vec<String>,
    target: Option<String>,
    #[serde(default)]
    phones: Vec<contact::RawPhone>,
    #[serde(default)]
    emails: Vec<contact::RawEmail>,
    url: Option<Spanned<String>>,
    #[serde(default)]
    online: Vec<RawOnline>,
    postal_code: Option<Spanned<String>>,
    address: Option<String>,
    #[serde(default)]
    hours: Vec<contact::RawHours>,
    #[serde(default)]
    sites: Vec<RawSite>,
    #[serde(default)]
    frequency: Vec<String>,
    #[serde(default)]
    closed: Vec<String>,
    closed_note: Option<String>,
    booking: Option<String>,
    through: Option<Spanned<String>>,
    contact: Option<RawContact>,
    #[serde(default = "yes")]
    publish: bool,
    #[serde(default)]
    verified: RawVerified,
    #[serde(default)]
    notes: Vec<Spanned<String>>,
    #[serde(default)]
    sources: Vec<RawCitation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawContact {
    Unknown,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOnline {
    service: String,
    name: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSite {
    venue: String,
    days: Option<contact::RawDays>,
    open: Option<Spanned<String>>,
    close: Option<Spanned<String>>,
    postal_code: Option<Spanned<String>>,
    address: Option<String>,
    note: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVerified {
    phone: Option<RawVerification>,
    email: Option<RawVerification>,
    url: Option<RawVerification>,
    address: Option<RawVerification>,
    hours: Option<RawVerification>,
    booking: Option<RawVerification>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVerification {
    on: Spanned<String>,
    by_role: String,
    every: Option<String>,
}

fn yes() -> bool {
    true
}

/// The agencies of all layers.
pub(super) fn merge_agencies(stack: &mut Stack<'_>, sink: &mut Sink) -> BTreeMap<AgencyId, Agency> {
    let mut things = Vec::new();
    for (layer, folder) in stack.folders.iter().enumerate() {
        for file in folder.texts.data_folder("agencies/") {
            let id = file.relative.trim_start_matches("agencies/").trim_end_matches(".yml").to_owned();
            let place = file.node.get("name").or(file.node.get("overlay")).map_or(file.node.span, |named| named.span);
            things.push(Thing { layer, id, place, node: Arc::clone(&file.node), part: () });
        }
    }
    let merged = stack.merge(Some(ReferenceKind::Agency), VerbPlace::File, things);
    let mut agencies = BTreeMap::new();
    for (id, item) in merged {
        let Some(raw) = fields::decode::<RawAgency>(&item.node, sink) else { continue };
        if !stack.unread.hides(ReferenceKind::Agency, &id) {
            check_contact(&raw, item.place, sink);
        }
        agencies.extend(agency(raw, id, stack, sink).map(|agency| (agency.id.clone(), agency)));
    }
    agencies
}

/// Complains of an agency that nobody can reach, where the nearest of its files names it.
fn check_contact(raw: &RawAgency, place: Span, sink: &mut Sink) {
    let has_any = !raw.phones.is_empty() || !raw.emails.is_empty() || raw.url.is_some() || !raw.online.is_empty() || raw.through.is_some();
    if !has_any && raw.contact.is_none() {
        sink.push(no_contact(&raw.name, place));
    }
}

fn agency(raw: RawAgency, id: String, stack: &Stack<'_>, sink: &mut Sink) -> Option<Agency> {
    let id = fields::id(AgencyId::new, &Spanned::new(id, raw.name.span), sink)?;
    let category = fields::id(CategoryId::new, &raw.category, sink).map(|id| Spanned::new(id, raw.category.span));
    fields::check_yomi(&raw.yomi, sink);
    Some(Agency {
        id,
        origin: stack.origin(raw.name.span),
        parent: linked_agency(raw.parent, sink),
        through: linked_agency(raw.through, sink),
        name: raw.name,
        yomi: raw.yomi.value,
        short: raw.short,
        aliases: raw.aliases,
        group: raw.group,
        handles: raw.handles,
        target: raw.target,
        phones: raw.phones.into_iter().map(|phone| contact::phone(phone, sink)).collect(),
        emails: raw.emails.into_iter().map(|email| contact::email(email, sink)).collect(),
        url: raw.url.inspect(|url| contact::check_url(url, sink)),
        online: raw.online.into_iter().map(|online| OnlineAccount { service: online.service, name: online.name }).collect(),
        postal_code: raw.postal_code.map(|code| contact::postal_code(code, sink)),
        address: raw.address,
        hours: raw.hours.into_iter().filter_map(|hours| contact::hours(hours, sink)).collect(),
        sites: raw.sites.into_iter().map(|site| service_site(site, sink)).collect(),
        frequency: raw.frequency,
        closed: raw.closed,
        closed_note: raw.closed_note,
        booking: raw.booking,
        contact: raw.contact.map_or(ContactState::Given, |RawContact::Unknown| ContactState::Unknown),
        audience: if raw.publish { Audience::Public } else { Audience::Staff },
        verified: verified(raw.verified, sink),
        notes: raw.notes,
        sources: fields::citations(raw.sources),
        // Last, so that all other fields have been looked at.
        category: category?,
    })
}

fn no_contact(name: &Spanned<String>, place: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NoContact,
        place,
        format!("「{}」に電話もメールもありません", name.value),
        format!("`{}` has neither phone nor e-mail", name.value),
    )
    .help("原資料にないなら「contact: unknown」と書きます", "say `contact: unknown` if the source gives none")
}

fn linked_agency(text: Option<Spanned<String>>, sink: &mut Sink) -> Option<Spanned<AgencyId>> {
    let text = text?;
    fields::id(AgencyId::new, &text, sink).map(|id| Spanned::new(id, text.span))
}

fn service_site(raw: RawSite, sink: &mut Sink) -> ServiceSite {
    let hours = match raw.days {
        Some(days) => contact::hours(contact::RawHours { days, open: raw.open, close: raw.close, note: None }, sink),
        None => {
            raw.open.iter().chain(&raw.close).take(1).for_each(|time| sink.push(times_without_days(time)));
            None
        }
    };
    ServiceSite {
        venue: raw.venue,
        hours,
        postal_code: raw.postal_code.map(|code| contact::postal_code(code, sink)),
        address: raw.address,
        note: raw.note,
    }
}

fn times_without_days(time: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(Code::MissingKey, time.span, "時刻がありますが、曜日（days）がありません", "times without `days`")
        .help("「days: 平日」や「days: [月, 木]」を書き足します", "add `days`, as `days: 平日`")
}

fn verified(raw: RawVerified, sink: &mut Sink) -> BTreeMap<AgencyField, Verification> {
    let entries = [
        (AgencyField::Phone, raw.phone),
        (AgencyField::Email, raw.email),
        (AgencyField::Url, raw.url),
        (AgencyField::Address, raw.address),
        (AgencyField::Hours, raw.hours),
        (AgencyField::Booking, raw.booking),
    ];
    let mut verified = BTreeMap::new();
    for (field, raw) in entries {
        let Some(raw) = raw else { continue };
        if let Some(on) = fields::date(&raw.on, sink) {
            verified.insert(field, Verification { on, by_role: raw.by_role, every: raw.every });
        }
    }
    verified
}

/// The form of the file; the categories are merged before they are decoded.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCategories {
    #[serde(rename = "categories")]
    _categories: Vec<IgnoredAny>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCategory {
    id: Spanned<String>,
    title: String,
    yomi: Option<Spanned<String>>,
}

/// The categories of all layers: the nearest layer's first, each in the order of its file.
pub(super) fn merge_categories(stack: &mut Stack<'_>, sink: &mut Sink) -> Vec<Category> {
    let odd = |item: &_, sink: &mut Sink| drop(fields::decode::<RawCategory>(item, sink));
    let mut things = Vec::new();
    for (layer, folder) in stack.folders.iter().enumerate() {
        let file = folder.texts.data_file("categories.yml");
        things.extend(file.and_then(|file| fields::listed::<RawCategories>((layer, file), "categories", odd, sink)).into_iter().flatten());
    }
    let merged = stack.merge(Some(ReferenceKind::Category), VerbPlace::Item, things);
    let mut categories = Vec::new();
    for item in merged.values() {
        let Some(raw) = fields::decode::<RawCategory>(&item.node, sink) else { continue };
        categories.extend(category(raw, stack, sink));
    }
    categories.sort_by_key(|category| (category.origin.layer, category.origin.span.start));
    categories
}

fn category(raw: RawCategory, stack: &Stack<'_>, sink: &mut Sink) -> Option<Category> {
    let id = fields::id(CategoryId::new, &raw.id, sink)?;
    Some(Category { id, title: raw.title, yomi: fields::yomi(raw.yomi, sink), origin: stack.origin(raw.id.span) })
}
