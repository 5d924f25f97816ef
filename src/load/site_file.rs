//! `site.yml`: what was typed, and the parts of the model made from it.

use super::layer::LayerFolder;
use super::overlay::{self, Layered, Rules, VerbPlace};
use super::yaml::Keyed;
use super::{SiteHead, fields};
use crate::diag::{Code, Diagnostic, Sink, SourceId, Span, Spanned, nearest};
use crate::model::{
    AgencyId, Audience, Edition, LintLevel, Origin, ReferenceKind, RoleId, RoleOrAgency, SiteConfig, SiteId, Slot, SlotBinding, SlotId,
    Status, Unread,
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// `site.yml` as typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SiteFile {
    pub id: Spanned<String>,
    pub title: String,
    subtitle: Option<String>,
    publisher: String,
    municipality_code: Option<Spanned<String>>,
    #[serde(default = "japanese")]
    lang: String,
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
    slots: Keyed<RawSlot>,
    #[serde(default)]
    bind: Keyed<Spanned<String>>,
    #[serde(default)]
    roles: Keyed<String>,
    #[serde(default)]
    pub nav: Vec<RawChapter>,
    #[serde(default)]
    pub entrances: Vec<RawEntrance>,
    #[serde(default)]
    lints: Keyed<RawLintLevel>,
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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSlot {
    title: String,
    note: Option<String>,
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

/// A level of `lints:` as typed.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawLintLevel {
    Off,
    Warning,
    Error,
}

impl From<RawLintLevel> for LintLevel {
    fn from(raw: RawLintLevel) -> Self {
        match raw {
            RawLintLevel::Off => Self::Off,
            RawLintLevel::Warning => Self::Warning,
            RawLintLevel::Error => Self::Error,
        }
    }
}

/// A chapter as typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawChapter {
    pub id: Spanned<String>,
    pub title: String,
    pub text: Option<String>,
    #[serde(default)]
    pub items: Vec<Spanned<String>>,
    #[serde(default)]
    pub groups: Vec<RawGroup>,
}

/// A heading within a chapter, as typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGroup {
    pub title: Spanned<String>,
    pub items: Vec<Spanned<String>>,
}

/// An entrance as typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEntrance {
    pub id: String,
    pub title: String,
    pub text: Option<String>,
    pub to: Spanned<String>,
    #[serde(default)]
    pub choices: Vec<RawChoice>,
}

/// An answer to an entrance's question, as typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawChoice {
    pub title: String,
    pub to: Spanned<String>,
}

/// For a date that was reported as wrong.
const STAND_IN_DATE: &str = "2000-01-01";

fn japanese() -> String {
    "ja".to_owned()
}

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
    Some(SiteConfig {
        id: id.or_else(|| SiteId::new("site").ok())?,
        title: file.title.clone(),
        subtitle: file.subtitle.clone(),
        publisher: file.publisher.clone(),
        municipality_code: file.municipality_code.as_ref().map(|code| code.value.clone()),
        lang: file.lang.clone(),
        status: status.unwrap_or(Status::Draft),
        verify_at: file.verify_at.clone(),
        edition: Edition { label: file.edition.label.clone(), issued: issued.or_else(|| STAND_IN_DATE.parse().ok())?, review_by },
        is_base: file.base,
        undecided_ask: file.undecided_ask.as_ref().and_then(|ask| role_or_agency(ask, sink)),
        span: Span::file(file.source?),
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
pub(super) fn audiences(folders: &[LayerFolder]) -> Vec<Audience> {
    let own = folders.iter().map(|folder| folder.file.as_ref().map_or(Audience::Staff, |file| file.audience.into()));
    own.scan(Audience::Public, |nearer, own: Audience| {
        *nearer = own.max(*nearer);
        Some(*nearer)
    })
    .collect()
}

/// Slots of all layers; the nearest layer that binds one decides.
pub(super) fn slots(folders: &[LayerFolder], unread: &mut Unread, sink: &mut Sink) -> BTreeMap<SlotId, Slot> {
    let mut declared = Vec::new();
    for (layer, file) in files(folders) {
        for (id, raw) in &file.slots.0 {
            declared.push(Layered { layer, id: id.value.clone(), verb: None, place: id.span, value: raw });
        }
    }
    let mut slots = BTreeMap::new();
    let rules = Rules { verb: VerbPlace::Nowhere, is_unread: &|_| false };
    for (id, declared) in overlay::merge(declared, rules, sink) {
        let Some(id) = fields::id(SlotId::new, &Spanned::new(id, declared.place), sink) else {
            unread.note_kind(ReferenceKind::Slot);
            continue;
        };
        let origin = Origin { layer: declared.layer, span: declared.place };
        let slot = Slot { title: declared.value.title.clone(), note: declared.value.note.clone(), origin, binding: None };
        slots.insert(id, slot);
    }
    // Nearest layer first: what it says is not overwritten by its base.
    for (_, file) in files(folders) {
        for (id, text) in &file.bind.0 {
            bind(&mut slots, id, text, unread, sink);
        }
    }
    slots
}

type Slots = BTreeMap<SlotId, Slot>;

/// Binds one slot. A slot whose binding was reported is noted as unread: it is not also unbound.
fn bind(slots: &mut Slots, id: &Spanned<String>, text: &Spanned<String>, unread: &mut Unread, sink: &mut Sink) {
    let Some(slot) = slots.get_mut(id.value.as_str()) else {
        if unread.hides(ReferenceKind::Slot, &id.value) {
            return;
        }
        let meant = nearest(&id.value, slots.keys().map(SlotId::as_str));
        sink.push(unknown_slot(id, meant, slots));
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

/// Roles of all layers; a nearer layer's title wins, since a title is all there is.
pub(super) fn roles(folders: &[LayerFolder], sink: &mut Sink) -> BTreeMap<RoleId, String> {
    let mut roles = BTreeMap::new();
    for (_, file) in files(folders) {
        for (id, title) in &file.roles.0 {
            if let Some(id) = fields::id(RoleId::new, id, sink) {
                roles.entry(id).or_insert_with(|| title.clone());
            }
        }
    }
    roles
}

/// Levels of lints by code; a nearer layer's word counts.
pub(super) fn lints(folders: &[LayerFolder], sink: &mut Sink) -> BTreeMap<Code, LintLevel> {
    let mut lints = BTreeMap::new();
    for (_, file) in files(folders) {
        for (name, level) in &file.lints.0 {
            match Code::find(&name.value) {
                Some(code) if code.is_lint() => {
                    lints.entry(code).or_insert((*level).into());
                }
                Some(code) => sink.push(no_lint(name, code)),
                None => sink.push(unknown_lint(name)),
            }
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

fn files(folders: &[LayerFolder]) -> impl Iterator<Item = (usize, &SiteFile)> {
    folders.iter().enumerate().filter_map(|(layer, folder)| folder.file.as_ref().map(|file| (layer, file)))
}
