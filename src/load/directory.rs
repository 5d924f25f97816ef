//! `agencies/*.yml` and `categories.yml` → the directory.

use super::contact;
use super::fields::{self, RawCitation};
use super::overlay::{self, Layered, Rules, Verb, VerbPlace};
use super::text::{LayerTexts, SourceText};
use crate::diag::{Code, Diagnostic, Sink, SourceMap, Spanned};
use crate::model::{
    Agency, AgencyField, AgencyId, Audience, Category, CategoryId, ContactState, LayerIndex, OnlineAccount, Origin, ReferenceKind,
    ServiceSite, Unread, Verification,
};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAgency {
    overlay: Option<Spanned<Verb>>,
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

/// Reads the agencies of all layers.
pub(super) fn read_agencies(layers: &[LayerTexts], sources: &SourceMap, sink: &mut Sink) -> Vec<Layered<Agency>> {
    let mut items = Vec::new();
    for layer in layers {
        for text in layer.data_folder("agencies/") {
            let errors = sink.errors();
            let Some((raw, _)) = fields::decode_file::<RawAgency>(text, sources, sink) else { continue };
            if sink.errors() == errors {
                check_contact(&raw, sink);
            }
            items.extend(agency(raw, text, layer.layer, sink));
        }
    }
    items
}

/// Merges the agencies of all layers by id.
pub(super) fn merge_agencies(items: Vec<Layered<Agency>>, unread: &Unread, sink: &mut Sink) -> BTreeMap<AgencyId, Agency> {
    let rules = Rules { verb: VerbPlace::File, is_unread: &|id| unread.hides(ReferenceKind::Agency, id) };
    overlay::merge(items, rules, sink).into_values().map(|item| (item.value.id.clone(), item.value)).collect()
}

/// Complains of an agency that nobody can reach, unless a part of its file was passed over.
fn check_contact(raw: &RawAgency, sink: &mut Sink) {
    let has_any = !raw.phones.is_empty() || !raw.emails.is_empty() || raw.url.is_some() || !raw.online.is_empty() || raw.through.is_some();
    if !has_any && raw.contact.is_none() {
        sink.push(no_contact(&raw.name));
    }
}

fn agency(raw: RawAgency, text: &SourceText, layer: LayerIndex, sink: &mut Sink) -> Option<Layered<Agency>> {
    let name = text.relative.trim_start_matches("agencies/").trim_end_matches(".yml");
    let id = fields::id(AgencyId::new, &Spanned::new(name.to_owned(), raw.name.span), sink)?;
    let category = fields::id(CategoryId::new, &raw.category, sink).map(|id| Spanned::new(id, raw.category.span));
    fields::check_yomi(&raw.yomi, sink);
    let (place, verb) = (raw.name.span, raw.overlay);
    let value = Agency {
        id: id.clone(),
        origin: Origin { layer, span: place },
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
    };
    Some(Layered { layer, id: id.to_string(), verb, place, value })
}

fn no_contact(name: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(
        Code::NoContact,
        name.span,
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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCategories {
    categories: Vec<RawCategory>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCategory {
    overlay: Option<Spanned<Verb>>,
    id: Spanned<String>,
    title: String,
    yomi: Option<Spanned<String>>,
}

/// Reads the categories of all layers.
pub(super) fn read_categories(layers: &[LayerTexts], sources: &SourceMap, sink: &mut Sink) -> Vec<Layered<Category>> {
    let mut items = Vec::new();
    for layer in layers {
        let Some(file) = layer.data_file("categories.yml") else { continue };
        let Some((raw, _)) = fields::decode_file::<RawCategories>(file, sources, sink) else { continue };
        items.extend(raw.categories.into_iter().filter_map(|raw| category(raw, layer.layer, sink)));
    }
    items
}

/// Merges the categories of all layers: the nearest layer's first, each in the order of its file.
pub(super) fn merge_categories(items: Vec<Layered<Category>>, unread: &Unread, sink: &mut Sink) -> Vec<Category> {
    let rules = Rules { verb: VerbPlace::Item, is_unread: &|id| unread.hides(ReferenceKind::Category, id) };
    let mut categories: Vec<Category> = overlay::merge(items, rules, sink).into_values().map(|item| item.value).collect();
    categories.sort_by_key(|category| (category.origin.layer, category.origin.span.start));
    categories
}

fn category(raw: RawCategory, layer: LayerIndex, sink: &mut Sink) -> Option<Layered<Category>> {
    if let Some(yomi) = &raw.yomi {
        fields::check_yomi(yomi, sink);
    }
    let id = fields::id(CategoryId::new, &raw.id, sink)?;
    let place = raw.id.span;
    let value = Category { id: id.clone(), title: raw.title, yomi: raw.yomi.map(|yomi| yomi.value), origin: Origin { layer, span: place } };
    Some(Layered { layer, id: id.to_string(), verb: raw.overlay, place, value })
}
