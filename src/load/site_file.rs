//! `site.yml`: what was typed, and the parts of the model made from it. What it hands down to the handbooks above is in `inherited`.

use super::inherited::{RawLintLevel, RawSlot};
use super::layer::LayerFolder;
use super::stack::Stack;
use super::yaml::Keyed;
use super::{SiteHead, fields};
use crate::diag::{Code, Diagnostic, Sink, SourceId, Span, Spanned, nearest};
use crate::model::{
    AgencyId, Audience, DraftPolicy, Edition, LintLevel, ReferenceKind, RoleId, RoleOrAgency, SiteConfig, SiteId, Slot, SlotBinding,
    SlotId, Status,
};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;
use std::sync::Arc;

/// `site.yml` as typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SiteFile {
    pub id: Spanned<String>,
    pub title: String,
    subtitle: Option<String>,
    publisher: String,
    municipality_code: Option<Spanned<String>>,
    lang: Option<Spanned<String>>,
    status: RawStatus,
    verify_at: Option<String>,
    edition: RawEdition,
    pub extends: Option<Spanned<String>>,
    #[serde(default)]
    pub base: bool,
    #[serde(default)]
    audience: RawAudience,
    undecided_ask: Option<Spanned<String>>,
    #[serde(default)]
    drafts: RawDrafts,
    // These make one with those of the layers below before they are decoded: `inherited`.
    #[serde(rename = "slots")]
    _slots: Option<IgnoredAny>,
    #[serde(rename = "bind")]
    _bind: Option<IgnoredAny>,
    #[serde(rename = "roles")]
    _roles: Option<IgnoredAny>,
    #[serde(rename = "nav")]
    _nav: Option<IgnoredAny>,
    #[serde(rename = "entrances")]
    _entrances: Option<IgnoredAny>,
    #[serde(rename = "lints")]
    _lints: Option<IgnoredAny>,
    #[serde(skip)]
    pub source: Option<SourceId>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawStatus {
    Sample,
    Draft,
    Approved(RawApproval),
}

/// `drafts:` as typed.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawDrafts {
    #[default]
    Off,
    Encrypted,
    Plain,
}

impl From<RawDrafts> for DraftPolicy {
    fn from(raw: RawDrafts) -> Self {
        match raw {
            RawDrafts::Off => Self::Off,
            RawDrafts::Encrypted => Self::Encrypted,
            RawDrafts::Plain => Self::Plain,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawApproval {
    on: Spanned<String>,
    by_role: String,
    document_number: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEdition {
    label: String,
    issued: Spanned<String>,
    review_by: Option<Spanned<String>>,
}

/// `audience:` as typed.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawAudience {
    #[default]
    Public,
    Staff,
}

impl From<RawAudience> for Audience {
    fn from(raw: RawAudience) -> Self {
        match raw {
            RawAudience::Public => Self::Public,
            RawAudience::Staff => Self::Staff,
        }
    }
}

/// What `lang:` is where it is not written.
const JAPANESE: &str = "ja";

/// For a date that was reported as wrong.
const STAND_IN_DATE: &str = "2000-01-01";

impl SiteFile {
    /// What is known of the handbook from this file alone.
    pub fn head(&self) -> Option<SiteHead> {
        Some(SiteHead {
            id: SiteId::new(self.id.value.clone()).ok()?,
            title: self.title.clone(),
            subtitle: self.subtitle.clone(),
            publisher: self.publisher.clone(),
            edition: self.edition.label.clone(),
            status: match self.status {
                RawStatus::Sample => "sample",
                RawStatus::Draft => "draft",
                RawStatus::Approved(_) => "approved",
            },
            is_base: self.base,
            extends: None,
        })
    }
}

/// The configuration of the nearest layer. A value that is wrong was reported, so that nothing will be built from it; a stand-in lets the
/// checks go on.
pub(super) fn config(file: &SiteFile, sink: &mut Sink) -> Option<SiteConfig> {
    let id = fields::id(SiteId::new, &file.id, sink);
    let status = status(&file.status, sink);
    let issued = fields::date(&file.edition.issued, sink);
    let review_by = file.edition.review_by.as_ref().and_then(|date| fields::date(date, sink));
    if let Some(code) = &file.municipality_code {
        check_municipality_code(code, sink);
    }
    let whole = Span::file(file.source?);
    Some(SiteConfig {
        id: id.or_else(|| SiteId::new("site").ok())?,
        title: file.title.clone(),
        subtitle: file.subtitle.clone(),
        publisher: file.publisher.clone(),
        municipality_code: file.municipality_code.as_ref().map(|code| code.value.clone()),
        lang: file.lang.clone().unwrap_or_else(|| Spanned::new(JAPANESE.to_owned(), whole)),
        status: status.unwrap_or(Status::Draft),
        verify_at: file.verify_at.clone(),
        edition: Edition { label: file.edition.label.clone(), issued: issued.or_else(|| STAND_IN_DATE.parse().ok())?, review_by },
        is_base: file.base,
        drafts: file.drafts.into(),
        undecided_ask: file.undecided_ask.as_ref().and_then(|ask| role_or_agency(ask, sink)),
        span: whole,
    })
}

fn status(raw: &RawStatus, sink: &mut Sink) -> Option<Status> {
    match raw {
        RawStatus::Sample => Some(Status::Sample),
        RawStatus::Draft => Some(Status::Draft),
        RawStatus::Approved(approval) => Some(Status::Approved {
            on: fields::date(&approval.on, sink)?,
            by_role: approval.by_role.clone(),
            document_number: approval.document_number.clone(),
        }),
    }
}

/// Six digits whose last is the check digit of 全国地方公共団体コード (総務省): 11 − (Σ digit × weight 6…2) mod 11, last digit of it.
fn check_municipality_code(code: &Spanned<String>, sink: &mut Sink) {
    let digits: Option<Vec<u32>> = code.chars().map(|c| c.to_digit(10)).collect();
    let is_right = digits.filter(|d| d.len() == 6).is_some_and(|d| {
        let sum: u32 = d[..5].iter().zip([6, 5, 4, 3, 2]).map(|(digit, weight)| digit * weight).sum();
        (11 - sum % 11) % 10 == d[5]
    });
    if !is_right {
        sink.push(Diagnostic::new(Code::InvalidValue, code.span, "全国地方公共団体コードではありません", "not a municipality code").help(
            "検査数字までの 6 桁を \" で囲んで書きます（例: \"012033\"）",
            "write six digits with the check digit, quoted (\"012033\")",
        ));
    }
}

fn role_or_agency(text: &Spanned<String>, sink: &mut Sink) -> Option<Spanned<RoleOrAgency>> {
    let reference = fields::reference(text, &[ReferenceKind::Role, ReferenceKind::Agency], sink)?;
    let id = Spanned::new(reference.id.clone(), text.span);
    let value = match reference.kind {
        ReferenceKind::Role => RoleOrAgency::Role(fields::id(RoleId::new, &id, sink)?),
        _ => RoleOrAgency::Agency(fields::id(AgencyId::new, &id, sink)?),
    };
    Some(Spanned::new(value, text.span))
}

/// By layer, whom its pages are for that do not say so. A handbook that is for staff makes its bases so too, but none makes public what
/// its base keeps for staff.
pub(super) fn audiences(folders: &[Arc<LayerFolder>]) -> Vec<Audience> {
    let own = folders.iter().map(|folder| folder.site().map_or(Audience::Staff, |file| file.audience.into()));
    own.scan(Audience::Public, |nearer, own: Audience| {
        *nearer = own.max(*nearer);
        Some(*nearer)
    })
    .collect()
}

/// The slots with what binds them.
pub(super) fn slots(
    declared: &Keyed<RawSlot>,
    bindings: &Keyed<Spanned<String>>,
    stack: &mut Stack<'_>,
    sink: &mut Sink,
) -> BTreeMap<SlotId, Slot> {
    let mut slots = BTreeMap::new();
    for (name, raw) in &declared.0 {
        let Some(id) = fields::id(SlotId::new, name, sink) else {
            stack.unread.note_kind(ReferenceKind::Slot);
            continue;
        };
        let slot = Slot { title: raw.title.clone(), note: raw.note.clone(), origin: stack.origin(name.span), binding: None };
        slots.insert(id, slot);
    }
    for (id, text) in &bindings.0 {
        bind(&mut slots, id, text, stack, sink);
    }
    slots
}

type Slots = BTreeMap<SlotId, Slot>;

/// Binds one slot. A slot whose binding was reported is noted as unread: it is not also unbound.
fn bind(slots: &mut Slots, id: &Spanned<String>, text: &Spanned<String>, stack: &mut Stack<'_>, sink: &mut Sink) {
    let removal = stack.removed.find(ReferenceKind::Slot, &id.value).cloned();
    let below = removal.as_ref().is_some_and(|removal| stack.layer_of(removal.span) < stack.layer_of(id.span));
    if below {
        // The layer that took the slot away is nearer than the one that bound it.
        return;
    }
    let unread = &mut stack.unread;
    let Some(slot) = slots.get_mut(id.value.as_str()) else {
        if unread.hides(ReferenceKind::Slot, &id.value) {
            return;
        }
        let meant = nearest(&id.value, slots.keys().map(SlotId::as_str));
        let problem = unknown_slot(id, meant, slots);
        sink.push(removal.iter().fold(problem, |problem, removal| removal.explain_reference(problem)));
        meant.into_iter().for_each(|slot| unread.note(ReferenceKind::Slot, slot));
        return;
    };
    let binding = if text.value == "undecided" {
        Some(SlotBinding::Undecided)
    } else {
        fields::reference(text, &[ReferenceKind::Agency], sink)
            .and_then(|reference| fields::id(AgencyId::new, &Spanned::new(reference.id.clone(), text.span), sink))
            .map(SlotBinding::Agency)
    };
    if binding.is_none() {
        unread.note(ReferenceKind::Slot, id.value.clone());
    }
    if slot.binding.is_none() {
        slot.binding = binding.map(|binding| Spanned::new(binding, text.span));
    }
}

fn unknown_slot(id: &Spanned<String>, meant: Option<&str>, slots: &Slots) -> Diagnostic {
    let (ja, en) = (format!("役割「{}」はありません", id.value), format!("there is no slot `{}`", id.value));
    let problem = Diagnostic::new(Code::UnknownSlot, id.span, ja, en);
    let known = slots.keys().map(SlotId::as_str).collect::<Vec<_>>();
    match meant {
        Some(word) => problem.help(format!("もしかして「{word}」ですか"), format!("did you mean `{word}`?")),
        None if known.is_empty() => {
            problem.help("基の手引きに役割がないので、この行は消します", "no layer declares a slot; delete this line")
        }
        None => problem.help(format!("基の手引きにある役割: {}", known.join("、")), format!("slots: {}", known.join(", "))),
    }
}

/// The titles of the roles.
pub(super) fn roles(titles: &Keyed<String>, sink: &mut Sink) -> BTreeMap<RoleId, String> {
    titles.0.iter().filter_map(|(id, title)| Some((fields::id(RoleId::new, id, sink)?, title.clone()))).collect()
}

/// Levels of lints by code.
pub(super) fn lints(levels: &Keyed<RawLintLevel>, sink: &mut Sink) -> BTreeMap<Code, LintLevel> {
    let mut lints = BTreeMap::new();
    for (name, level) in &levels.0 {
        match Code::find(&name.value) {
            Some(code) if code.is_lint() => {
                lints.insert(code, (*level).into());
            }
            Some(code) => sink.push(no_lint(name, code)),
            None => sink.push(unknown_lint(name)),
        }
    }
    lints
}

fn no_lint(name: &Spanned<String>, code: Code) -> Diagnostic {
    let (ja, en) = (format!("「{}」の重さは変えられません", name.value), format!("the level of `{}` is fixed", name.value));
    Diagnostic::new(Code::LintLevel, name.span, ja, en)
        .note(format!("{code}: {}", code.explanation().0), format!("{code}: {}", code.explanation().1))
        .help(
            "この行を消します。変えられるのは、文章についての指摘（W で始まる番号）と S113 だけです",
            "delete this line; only W… and S113 can be set",
        )
}

fn unknown_lint(name: &Spanned<String>) -> Diagnostic {
    let (ja, en) = (format!("「{}」という指摘はありません", name.value), format!("there is no lint `{}`", name.value));
    let known = Code::ALL.iter().filter(|code| code.is_lint()).flat_map(|code| [code.name(), code.id()]);
    Diagnostic::new(Code::LintLevel, name.span, ja, en).did_you_mean(&name.value, known)
}
