//! The emergency lane: whom to call before anything else is read. It stands on every page and cannot be built away.

use super::{Origin, Reference, RoleId};
use crate::diag::Spanned;

/// The lane as a whole.
#[derive(Clone, Debug)]
pub struct EmergencyLane {
    /// 見出し
    pub title: String,
    /// まず電話。様式・メール・会議を待たない。…
    pub principle: String,
    /// Situations in order of danger.
    pub lines: Vec<EmergencyLine>,
    /// Topics that the handbook does not settle, with whom to ask.
    pub open_routes: Vec<OpenRoute>,
    /// The file it came from.
    pub origin: Origin,
}

/// One situation.
#[derive(Clone, Debug)]
pub struct EmergencyLine {
    /// Its id.
    pub id: String,
    /// The situation, in a few words.
    pub when: String,
    /// Whom to call, in order.
    pub call: Vec<EmergencyCall>,
    /// Whom to call instead, and when: out of hours, no answer.
    pub otherwise: Option<(String, Vec<EmergencyCall>)>,
}

/// `agency:…` or `slot:…`.
pub type EmergencyCall = Spanned<Reference>;

/// A topic that the handbook leaves open: no invented text, but whom to ask.
#[derive(Clone, Debug)]
pub struct OpenRoute {
    /// Its id.
    pub id: String,
    /// The topic.
    pub title: String,
    /// Roles to ask.
    pub ask_roles: Vec<RoleId>,
    /// Agencies or slots to ask.
    pub ask: Vec<EmergencyCall>,
}
