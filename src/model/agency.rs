//! The directory: agencies, how to reach them, and how far each fact was verified.

use super::{AgencyId, Audience, CategoryId, CivilDate, ContactId, Origin, SourceCitation};
use crate::diag::Spanned;
use std::collections::BTreeMap;

/// A heading of the directory.
#[derive(Clone, Debug)]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// 見出し
    pub title: String,
    /// よみ
    pub yomi: Option<String>,
    /// The layer and place it came from.
    pub origin: Origin,
}

/// One place to turn to.
#[derive(Clone, Debug)]
pub struct Agency {
    /// Its id.
    pub id: AgencyId,
    /// The layer and file it came from.
    pub origin: Origin,
    /// 名称
    pub name: Spanned<String>,
    /// よみ, hiragana.
    pub yomi: String,
    /// A shorter name for tight places.
    pub short: Option<String>,
    /// Other spellings people search for.
    pub aliases: Vec<String>,
    /// Its heading.
    pub category: Spanned<CategoryId>,
    /// The agency it belongs to.
    pub parent: Option<Spanned<AgencyId>>,
    /// A heading within the category.
    pub group: Option<String>,
    /// 取り扱う相談
    pub handles: Vec<String>,
    /// Who may turn to it.
    pub target: Option<String>,
    /// 電話
    pub phones: Vec<Phone>,
    /// メール
    pub emails: Vec<Email>,
    /// Web site, http(s).
    pub url: Option<Spanned<String>>,
    /// Accounts on other services, by name only.
    pub online: Vec<OnlineAccount>,
    /// `047-0008`
    pub postal_code: Option<String>,
    /// 住所
    pub address: Option<String>,
    /// 受付時間
    pub hours: Vec<OpeningHours>,
    /// Places where it is held, each with its own hours.
    pub sites: Vec<ServiceSite>,
    /// How often, in words.
    pub frequency: Vec<String>,
    /// Days on which it is closed.
    pub closed: Vec<String>,
    /// The closed days as one sentence.
    pub closed_note: Option<String>,
    /// 予約
    pub booking: Option<String>,
    /// The agency through which it is reached.
    pub through: Option<Spanned<AgencyId>>,
    /// Whether the source gives a contact at all.
    pub contact: ContactState,
    /// Whom it is shown to; `publish: no` is for staff only.
    pub audience: Audience,
    /// Who verified which fact when; a fact without an entry is unverified.
    pub verified: BTreeMap<AgencyField, Verification>,
    /// Remarks.
    pub notes: Vec<Spanned<String>>,
    /// Where the facts come from.
    pub sources: Vec<SourceCitation>,
}

/// The facts of an agency: what a reference may print after `#`, and what can be verified one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgencyField {
    /// 名称
    Name,
    /// 短い名称
    Short,
    /// 電話
    Phone,
    /// 内線
    Extension,
    /// メール
    Email,
    /// ウェブサイト
    Url,
    /// 住所
    Address,
    /// 受付時間
    Hours,
    /// 予約
    Booking,
    /// 会場と、そこを開く曜日・時間
    Sites,
}

impl AgencyField {
    /// The field written after `#`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "name" => Self::Name,
            "short" => Self::Short,
            "phone" => Self::Phone,
            "extension" => Self::Extension,
            "email" => Self::Email,
            "url" => Self::Url,
            "address" => Self::Address,
            "hours" => Self::Hours,
            "booking" => Self::Booking,
            "sites" => Self::Sites,
            _ => return None,
        })
    }
}

impl Agency {
    /// Whether the file gives this fact.
    #[must_use]
    pub fn has(&self, field: AgencyField) -> bool {
        match field {
            AgencyField::Name | AgencyField::Short => true,
            AgencyField::Phone => !self.phones.is_empty(),
            AgencyField::Extension => self.phones.iter().any(|phone| phone.extension.is_some()),
            AgencyField::Email => !self.emails.is_empty(),
            AgencyField::Url => self.url.is_some(),
            AgencyField::Address => self.address.is_some(),
            AgencyField::Hours => !self.hours.is_empty(),
            AgencyField::Booking => self.booking.is_some(),
            AgencyField::Sites => !self.sites.is_empty(),
        }
    }
}

/// Whether the source gives a way to reach the agency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ContactState {
    /// The facts stand in the file.
    #[default]
    Given,
    /// `contact: unknown`: the source names the agency only.
    Unknown,
}

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// What a reference or a patch names it by, unique among the numbers of its agency.
    pub id: Option<Spanned<ContactId>>,
    /// As printed, `0134-32-5208`.
    pub number: Spanned<String>,
    /// 内線
    pub extension: Option<String>,
    /// What this number is for.
    pub label: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Whom it is given to.
    pub audience: Audience,
}

/// An e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email {
    /// What a reference or a patch names it by, unique among the addresses of its agency.
    pub id: Option<Spanned<ContactId>>,
    /// The address.
    pub address: Spanned<String>,
    /// What it is for.
    pub label: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Whom it is given to.
    pub audience: Audience,
}

/// An account on another service; no link, because the source prints only the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnlineAccount {
    /// The service.
    pub service: String,
    /// The name there.
    pub name: String,
}

/// Days and times at which somebody answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpeningHours {
    /// Which days.
    pub days: Days,
    /// First and last minute, in minutes after midnight; `None` when the source gives days only.
    pub open: Option<(u16, u16)>,
    /// A remark.
    pub note: Option<String>,
}

/// A place where the agency is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceSite {
    /// The building.
    pub venue: String,
    /// Days and times there.
    pub hours: Option<OpeningHours>,
    /// `047-0024`
    pub postal_code: Option<String>,
    /// 住所
    pub address: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// Days of the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Days {
    /// 平日
    Weekdays,
    /// 毎日
    Daily,
    /// Named days in order.
    On(Vec<Weekday>),
}

/// A day of the week, Monday first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weekday {
    /// 月
    Monday,
    /// 火
    Tuesday,
    /// 水
    Wednesday,
    /// 木
    Thursday,
    /// 金
    Friday,
    /// 土
    Saturday,
    /// 日
    Sunday,
}

/// Who verified a fact when, and how often that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// The day.
    pub on: CivilDate,
    /// By whom, as a role.
    pub by_role: String,
    /// How often, in words (年度ごと).
    pub every: Option<String>,
}
