//! Phones, addresses and times as typed → the model, each looked at closely: a wrong one can leave a child unseen.

use super::fields;
use super::site_file::RawAudience;
use crate::diag::{Code, Diagnostic, Sink, Spanned};
use crate::model::{ContactId, Days, Email, OpeningHours, Phone, Weekday};
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPhone {
    id: Option<Spanned<String>>,
    number: Spanned<String>,
    extension: Option<Spanned<String>>,
    label: Option<String>,
    note: Option<String>,
    #[serde(default)]
    audience: RawAudience,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEmail {
    id: Option<Spanned<String>>,
    address: Spanned<String>,
    label: Option<String>,
    note: Option<String>,
    #[serde(default)]
    audience: RawAudience,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHours {
    pub days: RawDays,
    pub open: Option<Spanned<String>>,
    pub close: Option<Spanned<String>>,
    pub note: Option<String>,
}

/// `平日`, `毎日` or a list of days.
#[derive(Debug)]
pub(super) struct RawDays(Days);

impl<'de> Deserialize<'de> for RawDays {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DaysVisitor).map(RawDays)
    }
}

struct DaysVisitor;

impl<'de> Visitor<'de> for DaysVisitor {
    type Value = Days;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("平日、毎日、または [月, 木] のような曜日の並び\n平日 (weekdays), 毎日 (daily) or a list of days as [月, 木]")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Days, E> {
        match text {
            "平日" => Ok(Days::Weekdays),
            "毎日" => Ok(Days::Daily),
            _ => weekday(text).map(|day| Days::On(vec![day])),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Days, A::Error> {
        let mut days = Vec::new();
        while let Some(OneDay(day)) = list.next_element()? {
            days.push(day);
        }
        days.sort_unstable();
        days.dedup();
        if days.is_empty() { Err(de::Error::custom("曜日が一つもありません\nno day is given")) } else { Ok(Days::On(days)) }
    }
}

/// One day of a list; its own type, so that a wrong one is named at its own place.
struct OneDay(Weekday);

impl<'de> Deserialize<'de> for OneDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(OneDayVisitor).map(OneDay)
    }
}

struct OneDayVisitor;

impl Visitor<'_> for OneDayVisitor {
    type Value = Weekday;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("月 火 水 木 金 土 日 のどれか\none of 月 火 水 木 金 土 日")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Weekday, E> {
        weekday(text)
    }
}

fn weekday<E: de::Error>(text: &str) -> Result<Weekday, E> {
    Ok(match text {
        "月" => Weekday::Monday,
        "火" => Weekday::Tuesday,
        "水" => Weekday::Wednesday,
        "木" => Weekday::Thursday,
        "金" => Weekday::Friday,
        "土" => Weekday::Saturday,
        "日" => Weekday::Sunday,
        _ => {
            let ja = format!("「{text}」は曜日ではありません。月 火 水 木 金 土 日、または 平日・毎日 と書きます");
            return Err(de::Error::custom(format!(
                "{ja}\n`{text}` is no day; write 月 火 水 木 金 土 日, or 平日 (weekdays), 毎日 (daily)"
            )));
        }
    })
}

/// National numbers of three digits starting with 1 (110, 119, 171, 188, 189 …) have no area code.
fn is_short_code(digits: &str) -> bool {
    digits.len() == 3 && digits.starts_with('1')
}

/// A number as printed: ASCII digits in groups joined by hyphens. Area codes start with 0 and the whole has 10 or 11 digits
/// (電気通信番号規則).
pub(super) fn phone(raw: RawPhone, sink: &mut Sink) -> Phone {
    let number = &raw.number;
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let groups_fit = number.split('-').all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit()));
    let is_national = digits.starts_with('0') && matches!(digits.len(), 10 | 11);
    let is_local = !digits.starts_with('0') && (5..=8).contains(&digits.len());
    if !groups_fit || !(is_short_code(&digits) || is_national || is_local) {
        sink.push(
            Diagnostic::new(
                Code::PhoneFormat,
                number.span,
                format!("「{}」は電話番号の形ではありません", number.value),
                format!("`{}` is not a phone number", number.value),
            )
            .note("市外局番から始まる番号は、数字が全部で 10 桁か 11 桁です", "a number that starts with an area code has 10 or 11 digits")
            .help(
                "半角の数字とハイフンで書きます（例: 0134-32-4111）。内線は extension に分けます",
                "write 0134-32-4111; the extension has its own key",
            ),
        );
    } else if is_local {
        sink.push(
            Diagnostic::new(
                Code::PhoneWithoutAreaCode,
                number.span,
                format!("「{}」に市外局番がありません", number.value),
                format!("`{}` has no area code", number.value),
            )
            .help("市外局番から書きます（例: 0134-33-1128）", "start with the area code (0134-33-1128)"),
        );
    }
    if let Some(extension) = raw.extension.as_ref().filter(|ext| ext.is_empty() || !ext.bytes().all(|b| b.is_ascii_digit())) {
        sink.push(
            Diagnostic::new(Code::PhoneFormat, extension.span, "内線は半角の数字だけで書きます", "an extension has digits only")
                .help("「内線」などの文字は消し、extension: \"7530\" のように書きます", "write digits only, as extension: \"7530\""),
        );
    }
    let (id, audience) = (contact_id(raw.id, sink), raw.audience.into());
    Phone { id, number: raw.number, extension: raw.extension.map(|ext| ext.value), label: raw.label, note: raw.note, audience }
}

/// One `@`, letters of the common ASCII set, a dotted domain. Deliberately narrower than RFC 5322: what is printed must be typable.
pub(super) fn email(raw: RawEmail, sink: &mut Sink) -> Email {
    let address = &raw.address;
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+');
    let fits = address.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && local.bytes().all(is_plain)
            && domain.contains('.')
            && domain.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
    });
    if !fits {
        sink.push(
            Diagnostic::new(
                Code::EmailFormat,
                address.span,
                format!("「{}」はメールアドレスの形ではありません", address.value),
                format!("`{}` is not an e-mail address", address.value),
            )
            .help("半角で、名前@ドメイン の形に書きます", "write name@domain"),
        );
    }
    Email { id: contact_id(raw.id, sink), address: raw.address, label: raw.label, note: raw.note, audience: raw.audience.into() }
}

fn contact_id(id: Option<Spanned<String>>, sink: &mut Sink) -> Option<Spanned<ContactId>> {
    let id = id?;
    fields::id(ContactId::new, &id, sink).map(|valid| Spanned::new(valid, id.span))
}

pub(super) fn check_url(url: &Spanned<String>, sink: &mut Sink) {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    if !rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'\\')))
    {
        sink.push(
            Diagnostic::new(Code::UrlScheme, url.span, format!("「{}」は使えません", url.value), format!("`{}` is not allowed", url.value))
                .help("https:// から半角で書きます", "write it from https://"),
        );
    }
}

pub(super) fn postal_code(code: Spanned<String>, sink: &mut Sink) -> String {
    let fits = code.len() == 8 && code.bytes().enumerate().all(|(at, b)| if at == 3 { b == b'-' } else { b.is_ascii_digit() });
    if !fits {
        sink.push(
            Diagnostic::new(
                Code::PostalCodeFormat,
                code.span,
                format!("「{}」は郵便番号の形ではありません", code.value),
                format!("`{}` is not a postal code", code.value),
            )
            .help("047-0008 の形で書きます", "write it as 047-0008"),
        );
    }
    code.value
}

/// Days with or without times; `None` when a time is wrong.
pub(super) fn hours(raw: RawHours, sink: &mut Sink) -> Option<OpeningHours> {
    let open = match (&raw.open, &raw.close) {
        (None, None) => None,
        (Some(open), Some(close)) => {
            let (from, to) = (minutes(open, sink), minutes(close, sink));
            let (from, to) = (from?, to?);
            if from >= to {
                sink.push(
                    Diagnostic::new(Code::TimeFormat, close.span, "終わりの時刻が始まりより前です", "it closes before it opens").also(
                        open.span,
                        "始まり",
                        "opens here",
                    ),
                );
                return None;
            }
            Some((from, to))
        }
        (Some(only), None) | (None, Some(only)) => {
            sink.push(
                Diagnostic::new(Code::TimeFormat, only.span, "始まりと終わりの片方しかありません", "only one of open and close is given")
                    .help("open と close を両方書くか、両方消します", "give both `open` and `close`, or neither"),
            );
            return None;
        }
    };
    Some(OpeningHours { days: raw.days.0, open, note: raw.note })
}

/// Minutes after midnight of `9:00`, or says what is wrong with it.
pub(super) fn minutes(text: &Spanned<String>, sink: &mut Sink) -> Option<u16> {
    let parsed = text.split_once(':').and_then(|(hour, minute)| {
        let digits =
            |part: &str, len: std::ops::RangeInclusive<usize>| len.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(hour, 1..=2) || !digits(minute, 2..=2) {
            return None;
        }
        let (hour, minute) = (hour.parse::<u16>().ok()?, minute.parse::<u16>().ok()?);
        let total = hour * 60 + minute;
        (minute < 60 && total <= 24 * 60).then_some(total)
    });
    if parsed.is_none() {
        sink.push(
            Diagnostic::new(
                Code::TimeFormat,
                text.span,
                format!("「{}」は時刻ではありません", text.value),
                format!("`{}` is not a time", text.value),
            )
            .help("24 時間で \"9:00\" の形に書きます", "write it as \"9:00\", 24 hours"),
        );
    }
    parsed
}
