//! Views of the directory and of the emergency lane.

use super::LinkView;
use serde::Serialize;

/// A telephone number; `verified` says who checked it when, or that nobody did.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PhoneView<'a> {
    pub number: &'a str,
    pub href: String,
    pub extension: Option<&'a str>,
    /// What it is for; 教職員用 when it is not given to everyone
    pub label: Option<String>,
    pub note: Option<&'a str>,
    pub verified: String,
}

/// An e-mail address.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EmailView<'a> {
    pub address: &'a str,
    pub href: String,
    /// What it is for; 教職員用 when it is not given to everyone
    pub label: Option<String>,
    pub note: Option<&'a str>,
    pub verified: String,
}

/// A text with a remark.
#[derive(Debug, Serialize)]
pub(crate) struct NotedView<'a> {
    pub text: String,
    pub note: Option<&'a str>,
}

/// A web site.
#[derive(Debug, Serialize)]
pub(crate) struct UrlView<'a> {
    pub href: &'a str,
    pub verified: String,
}

/// An account on another service.
#[derive(Debug, Serialize)]
pub(crate) struct OnlineView<'a> {
    pub service: &'a str,
    pub name: &'a str,
}

/// A place where an agency is held.
#[derive(Debug, Serialize)]
pub(crate) struct ServiceSiteView<'a> {
    pub venue: &'a str,
    pub text: Option<String>,
    pub postal_code: Option<&'a str>,
    pub address: Option<&'a str>,
    pub note: Option<&'a str>,
}

/// Own view of `agency.html`.
#[derive(Debug, Serialize)]
pub(crate) struct AgencyView<'a> {
    pub name: &'a str,
    pub yomi: &'a str,
    pub short: Option<&'a str>,
    pub aliases: &'a [String],
    pub category: LinkView<'a>,
    pub group: Option<&'a str>,
    /// 教職員, when it is not shown to everyone
    pub audience: Option<&'a str>,
    pub parent: Option<LinkView<'a>>,
    pub handles: &'a [String],
    pub target: Option<&'a str>,
    pub phones: Vec<PhoneView<'a>>,
    pub emails: Vec<EmailView<'a>>,
    pub url: Option<UrlView<'a>>,
    pub online: Vec<OnlineView<'a>>,
    pub postal_code: Option<&'a str>,
    pub address: Option<&'a str>,
    pub address_verified: Option<String>,
    pub hours: Vec<NotedView<'a>>,
    pub hours_verified: Option<String>,
    pub sites: Vec<ServiceSiteView<'a>>,
    pub frequency: &'a [String],
    pub closed: &'a [String],
    pub closed_note: Option<&'a str>,
    pub booking: Option<&'a str>,
    pub through: Option<LinkView<'a>>,
    pub is_unknown: bool,
    pub ask: Option<String>,
    pub notes: Vec<&'a str>,
    pub sources: Vec<String>,
    pub mentioned_in: Vec<LinkView<'a>>,
    /// How many more pages mention it than are listed
    pub mentioned_more: usize,
}

/// An agency in a list.
#[derive(Debug, Serialize)]
pub(crate) struct AgencyRowView<'a> {
    pub name: &'a str,
    pub href: String,
    pub handles: &'a [String],
    pub phones: Vec<PhoneView<'a>>,
    pub emails: Vec<EmailView<'a>>,
    pub hours: Vec<String>,
    pub booking: Option<&'a str>,
    pub is_unknown: bool,
    /// Who verified the first contact when, or that nobody did; `None` where there is none to verify
    pub verified: Option<String>,
}

/// Own view of `agencies.html`.
#[derive(Debug, Serialize)]
pub(crate) struct AgenciesView<'a> {
    pub categories: Vec<CategoryView<'a>>,
}

/// A heading of the directory.
#[derive(Debug, Serialize)]
pub(crate) struct CategoryView<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub groups: Vec<GroupView<'a>>,
}

/// A heading within a category; agencies without one stand under no title.
#[derive(Debug, Serialize)]
pub(crate) struct GroupView<'a> {
    pub title: Option<&'a str>,
    pub agencies: Vec<AgencyRowView<'a>>,
}

/// Own view of `agencies-by-name.html`.
#[derive(Debug, Serialize)]
pub(crate) struct NamesView<'a> {
    pub rows: Vec<NamesRowView<'a>>,
}

/// Agencies of one row of the kana table.
#[derive(Debug, Serialize)]
pub(crate) struct NamesRowView<'a> {
    pub kana: &'static str,
    pub agencies: Vec<AgencyRowView<'a>>,
}

/// `lane` of `partials/emergency.html`.
#[derive(Debug, Serialize)]
pub(crate) struct LaneView<'a> {
    pub title: &'a str,
    pub principle: &'a str,
    pub lines: Vec<LaneLineView<'a>>,
    /// Where more is said: the list of agencies
    pub more_href: String,
}

/// One situation of the lane.
#[derive(Debug, Serialize)]
pub(crate) struct LaneLineView<'a> {
    pub when: &'a str,
    pub calls: Vec<LaneCallView<'a>>,
    pub otherwise: Option<LaneOtherwiseView<'a>>,
}

/// Whom to call instead.
#[derive(Debug, Serialize)]
pub(crate) struct LaneOtherwiseView<'a> {
    pub when: &'a str,
    pub calls: Vec<LaneCallView<'a>>,
}

/// Whom to call.
#[derive(Debug, Serialize)]
pub(crate) struct LaneCallView<'a> {
    pub name: &'a str,
    pub href: Option<String>,
    pub phones: Vec<PhoneView<'a>>,
    pub hours: Option<String>,
    /// The town left it open, or the source gives no contact
    pub is_unknown: bool,
}
