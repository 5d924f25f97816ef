//! Facts of an agency as text: one wording for pages, lists, the lane and references.

use super::view::{EmailView, PhoneView};
use crate::model::{Agency, AgencyField, Audience, CivilDate, ContactEntry, Days, OpeningHours, Phone, SourceCitation, Weekday};
use std::collections::BTreeMap;

/// Visible texts of the theme.
pub(super) type Messages = BTreeMap<String, String>;

/// The text of a key; the key itself when the theme lacks it, so that nothing vanishes silently.
pub(super) fn message<'m>(messages: &'m Messages, key: &'m str) -> &'m str {
    messages.get(key).map_or(key, String::as_str)
}

/// Whom something is for, unless it is for everyone.
pub(super) fn audience(audience: Audience, messages: &Messages) -> Option<&str> {
    (audience == Audience::Staff).then(|| message(messages, "audience_staff"))
}

/// What a number or address is for, and that it is not to be given to everyone: it would be read out to a caller.
fn label(own: Option<&str>, audience: Audience, messages: &Messages) -> Option<String> {
    let mark = (audience == Audience::Staff).then(|| message(messages, "callout_staff"));
    let words: Vec<&str> = own.into_iter().chain(mark).collect();
    (!words.is_empty()).then(|| words.join(message(messages, "list_separator")))
}

/// `2026年11月20日`
pub(super) fn date(date: CivilDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// Who verified a fact when, or that nobody did.
pub(super) fn verified(agency: &Agency, field: AgencyField, messages: &Messages) -> String {
    match agency.verified.get(&field) {
        Some(by) => format!("{} {} {}", date(by.on), by.by_role, message(messages, "verified_by")),
        None => message(messages, "unverified").to_owned(),
    }
}

pub(super) fn phones<'a>(agency: &'a Agency, messages: &Messages) -> Vec<PhoneView<'a>> {
    let phones = agency.phones.iter().map(|phone| PhoneView {
        number: &phone.number.value,
        href: tel(&phone.number.value),
        extension: phone.extension.as_deref(),
        label: label(phone.label.as_deref(), phone.audience.max(agency.audience), messages),
        note: phone.note.as_deref(),
        verified: verified(agency, AgencyField::Phone, messages),
    });
    phones.collect()
}

pub(super) fn emails<'a>(agency: &'a Agency, messages: &Messages) -> Vec<EmailView<'a>> {
    let emails = agency.emails.iter().map(|email| EmailView {
        address: &email.address.value,
        href: format!("mailto:{}", email.address.value),
        label: label(email.label.as_deref(), email.audience.max(agency.audience), messages),
        note: email.note.as_deref(),
        verified: verified(agency, AgencyField::Email, messages),
    });
    emails.collect()
}

/// `tel:` of the digits; an extension is dialled by hand.
pub(super) fn tel(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    format!("tel:{digits}")
}

/// `平日 9:00〜17:00`, `月曜日・木曜日 10:30〜16:30`, `火曜日〜金曜日`
pub(super) fn hours(hours: &OpeningHours) -> String {
    let days = days(&hours.days);
    match hours.open {
        Some((open, close)) => format!("{days} {}〜{}", clock(open), clock(close)),
        None => days,
    }
}

/// Hours with their remark in brackets: 「電話の受付」 is no opening time.
pub(super) fn noted_hours(entry: &OpeningHours) -> String {
    labelled(hours(entry), entry.note.as_deref())
}

/// All hours of an agency on one line.
pub(super) fn hours_line(agency: &Agency) -> Option<String> {
    join(agency.hours.iter().map(noted_hours))
}

fn clock(minutes: u16) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

fn days(days: &Days) -> String {
    match days {
        Days::Weekdays => "平日".to_owned(),
        Days::Daily => "毎日".to_owned(),
        Days::On(list) => named_days(list),
    }
}

fn named_days(list: &[Weekday]) -> String {
    let is_run = list.len() >= 3 && list.windows(2).all(|pair| pair[1] as u8 == pair[0] as u8 + 1);
    match (list.first(), list.last()) {
        (Some(&first), Some(&last)) if is_run => format!("{}〜{}", weekday(first), weekday(last)),
        _ => list.iter().map(|&day| weekday(day)).collect::<Vec<_>>().join("・"),
    }
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "月曜日",
        Weekday::Tuesday => "火曜日",
        Weekday::Wednesday => "水曜日",
        Weekday::Thursday => "木曜日",
        Weekday::Friday => "金曜日",
        Weekday::Saturday => "土曜日",
        Weekday::Sunday => "日曜日",
    }
}

/// What a reference to a fact prints; `None` when the file does not give it (a lint has complained).
pub(super) fn fact(agency: &Agency, field: AgencyField, messages: &Messages) -> Option<String> {
    Some(match field {
        AgencyField::Name => agency.name.value.clone(),
        AgencyField::Short => short_name(agency).to_owned(),
        AgencyField::Extension => join(agency.phones.iter().filter_map(|phone| phone.extension.clone()))?,
        AgencyField::Phone => join(agency.phones.iter().map(|phone| {
            labelled(number(phone), label(phone.label.as_deref(), phone.audience.max(agency.audience), messages).as_deref())
        }))?,
        AgencyField::Email => join(agency.emails.iter().map(|email| {
            let label = label(email.label.as_deref(), email.audience.max(agency.audience), messages);
            labelled(email.address.value.clone(), label.as_deref())
        }))?,
        AgencyField::Url => agency.url.as_ref()?.value.clone(),
        AgencyField::Sites => join(agency.sites.iter().map(|site| match &site.hours {
            Some(opening) => format!("{} {}", hours(opening), site.venue),
            None => site.venue.clone(),
        }))?,
        AgencyField::Address => match &agency.postal_code {
            Some(code) => format!("〒{code} {}", agency.address.as_ref()?),
            None => agency.address.clone()?,
        },
        AgencyField::Hours => hours_line(agency)?,
        AgencyField::Booking => agency.booking.clone()?,
    })
}

/// What a reference to one number or address prints. What it is for is said by the text around it; whom it is for, here.
pub(super) fn contact(agency: &Agency, entry: ContactEntry<'_>, messages: &Messages) -> String {
    let (text, audience) = match entry {
        ContactEntry::Phone(phone) => (number(phone), phone.audience),
        ContactEntry::Extension(phone) => (phone.extension.clone().unwrap_or_default(), phone.audience),
        ContactEntry::Email(email) => (email.address.value.clone(), email.audience),
    };
    labelled(text, label(None, audience.max(agency.audience), messages).as_deref())
}

/// A number with its extension.
fn number(phone: &Phone) -> String {
    match &phone.extension {
        Some(extension) => format!("{} 内線{extension}", phone.number.value),
        None => phone.number.value.clone(),
    }
}

pub(super) fn short_name(agency: &Agency) -> &str {
    agency.short.as_deref().unwrap_or(&agency.name.value)
}

fn labelled(text: String, label: Option<&str>) -> String {
    match label {
        Some(label) => format!("{text}（{label}）"),
        None => text,
    }
}

fn join(texts: impl Iterator<Item = String>) -> Option<String> {
    let texts: Vec<String> = texts.collect();
    (!texts.is_empty()).then(|| texts.join("、"))
}

/// `小樽市不登校対応マニュアル 4ページ「２ 休み始めの…」`
pub(super) fn citation(source: &SourceCitation, messages: &Messages) -> String {
    let mut text = source.document.clone();
    if let Some(page) = &source.page {
        text.push_str(&format!(" {page}{}", message(messages, "page_suffix")));
    }
    if let Some(heading) = &source.heading {
        text.push_str(&format!("「{heading}」"));
    }
    text
}

pub(super) fn citations(sources: &[SourceCitation], messages: &Messages) -> Vec<String> {
    sources.iter().map(|source| citation(source, messages)).collect()
}
