//! `checklists/*.yml` → checklists. Items stand in one list and name their phase and roles, so that a town patches an item by its id alone.

use super::fields::{self, RawCitation};
use super::phrase;
use super::rules::say;
use super::site_file::RawAudience;
use super::stack::Stack;
use crate::diag::{Code, Diagnostic, Sink, SourceMap, Span, Spanned};
use crate::model::{
    Checklist, ChecklistId, ChecklistItem, ChecklistPhase, ChecklistRole, EVERYONE, MAX_CHECKLIST_ITEMS, MAX_CHECKLIST_PHASES,
    MAX_CHECKLIST_ROLES, Phrase, ReferenceKind, check_kebab,
};
use serde::Deserialize;
use std::collections::BTreeMap;

const PAGES: &[ReferenceKind] = &[ReferenceKind::Page];

/// What texts of a checklist are called in messages.
const CHECKLIST_TEXT: (&str, &str) = ("確認表の項目", "a text of a checklist");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChecklist {
    title: Spanned<String>,
    yomi: Option<Spanned<String>>,
    #[serde(default)]
    audience: RawAudience,
    summary: Option<Spanned<String>>,
    page: Option<Spanned<String>>,
    #[serde(default)]
    phases: Vec<RawPhase>,
    #[serde(default)]
    roles: Vec<RawRole>,
    items: Spanned<Vec<RawItem>>,
    #[serde(default)]
    open: Vec<Spanned<String>>,
    #[serde(default)]
    sources: Vec<RawCitation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPhase {
    id: Spanned<String>,
    title: Spanned<String>,
    #[serde(default = "yes")]
    boxes: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRole {
    id: Spanned<String>,
    title: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawItem {
    id: Option<Spanned<String>>,
    text: Spanned<String>,
    phase: Option<Spanned<String>>,
    #[serde(default)]
    roles: Vec<Spanned<String>>,
    #[serde(default)]
    notes: Vec<Spanned<String>>,
    #[serde(default)]
    required: bool,
    #[serde(rename = "if")]
    only_if: Option<Spanned<String>>,
    #[serde(default, rename = "override")]
    is_override: bool,
}

fn yes() -> bool {
    true
}

/// Merges the checklists of all layers by id.
pub(super) fn merge(stack: &mut Stack<'_>, sources: &SourceMap, sink: &mut Sink) -> BTreeMap<ChecklistId, Checklist> {
    let mut lists = BTreeMap::new();
    for (id, item) in stack.merge_folder(ReferenceKind::Checklist, "checklists/", |_| true) {
        let Some(raw) = fields::decode::<RawChecklist>(&item.node, sink) else { continue };
        let Some(mut list) = checklist(raw, id, stack, sink) else { continue };
        list.texts = texts(&list, sources, sink);
        lists.insert(list.id.clone(), list);
    }
    lists
}

/// The inline Markdown of a checklist, taken apart for whoever judges links and words.
fn texts(list: &Checklist, sources: &SourceMap, sink: &mut Sink) -> Vec<Phrase> {
    let of_items = list.items.iter().flat_map(|item| std::iter::once(&item.text).chain(&item.only_if).chain(&item.notes));
    of_items.chain(&list.open).map(|text| phrase::phrase(text, CHECKLIST_TEXT, sources, sink)).collect()
}

fn checklist(raw: RawChecklist, id: String, stack: &Stack<'_>, sink: &mut Sink) -> Option<Checklist> {
    let id = fields::id(ChecklistId::new, &Spanned::new(id, raw.title.span), sink)?;
    judge_size(&raw, sink);
    // Phases and items share a series of ids, for both are written after the list's.
    let mut ids = BTreeMap::new();
    let phases = raw.phases.into_iter().map(|phase| {
        check_id(&phase.id, &mut ids, sink);
        ChecklistPhase { id: phase.id, title: phase.title, has_boxes: phase.boxes }
    });
    let phases: Vec<ChecklistPhase> = phases.collect();
    let items: Vec<ChecklistItem> = raw.items.value.into_iter().map(|raw| item(raw, &mut ids, sink)).collect();
    let mut names = BTreeMap::new();
    let roles = raw.roles.into_iter().map(|role| {
        check_id(&role.id, &mut names, sink);
        if role.id.value == EVERYONE {
            sink.push(reserved(&role.id));
        }
        ChecklistRole { id: role.id, title: role.title }
    });
    let roles: Vec<ChecklistRole> = roles.collect();
    Some(Checklist {
        id,
        origin: stack.origin(raw.title.span),
        title: raw.title,
        yomi: fields::yomi(raw.yomi, sink),
        audience: raw.audience.into(),
        summary: raw.summary,
        page: raw.page.and_then(|text| fields::reference(&text, PAGES, sink)),
        phases,
        roles,
        items,
        open: raw.open,
        sources: fields::citations(raw.sources),
        texts: Vec::new(),
    })
}

fn judge_size(raw: &RawChecklist, sink: &mut Sink) {
    let items = &raw.items.value;
    if items.is_empty() {
        let (ja, en) = ("項目（items）が一つもありません", "there are no `items`");
        sink.push(
            Diagnostic::new(Code::EmptyValue, raw.items.span, ja, en).help("確かめることを一つずつ書きます", "write what is to be checked"),
        );
    }
    if let Some(item) = items.get(MAX_CHECKLIST_ITEMS) {
        sink.push(too_large(item.text.span, ("項目", "items"), MAX_CHECKLIST_ITEMS));
    }
    if let Some(phase) = raw.phases.get(MAX_CHECKLIST_PHASES) {
        sink.push(too_large(phase.id.span, ("まとまり（phases）", "phases"), MAX_CHECKLIST_PHASES));
    }
    if let Some(role) = raw.roles.get(MAX_CHECKLIST_ROLES) {
        sink.push(too_large(role.id.span, ("役割（roles）", "roles"), MAX_CHECKLIST_ROLES));
    }
}

fn too_large(span: Span, (ja, en): (&str, &str), most: usize) -> Diagnostic {
    Diagnostic::new(Code::ChecklistTooLarge, span, format!("{ja}は {most} までです"), format!("at most {most} {en}"))
        .help("確認表を二つのファイルに分けます", "split the checklist into two files")
}

fn check_id(id: &Spanned<String>, seen: &mut BTreeMap<String, Span>, sink: &mut Sink) {
    if let Err(problem) = check_kebab(&id.value) {
        sink.push(fields::bad_id(&id.value, id.span, problem));
    }
    if let Some(first) = seen.get(&id.value) {
        sink.push(say::doubled(id, *first));
    } else {
        seen.insert(id.value.clone(), id.span);
    }
}

fn reserved(id: &Spanned<String>) -> Diagnostic {
    let (ja, en) = (format!("役割の id に「{EVERYONE}」は使えません"), format!("a role cannot be called `{EVERYONE}`"));
    Diagnostic::new(Code::BadId, id.span, ja, en).help(
        format!("「{EVERYONE}」は、役割の書かれていない項目を指す言葉です。ほかの id にします"),
        format!("`{EVERYONE}` means the items without a role; choose another id"),
    )
}

fn item(raw: RawItem, ids: &mut BTreeMap<String, Span>, sink: &mut Sink) -> ChecklistItem {
    match &raw.id {
        Some(id) => check_id(id, ids, sink),
        None => sink.push(without_id(raw.text.span, ids)),
    }
    ChecklistItem {
        id: raw.id.unwrap_or_else(|| Spanned::new(String::new(), raw.text.span)),
        text: raw.text,
        phase: raw.phase,
        roles: raw.roles,
        notes: raw.notes,
        is_required: raw.required,
        only_if: raw.only_if,
        is_override: raw.is_override,
    }
}

/// The fix is an id that the list does not have yet.
fn without_id(span: Span, ids: &BTreeMap<String, Span>) -> Diagnostic {
    let free = (1..).map(|number| format!("item-{number}")).find(|id| !ids.contains_key(id)).unwrap_or_default();
    let (ja, en) = ("項目に id: がありません", "the item has no `id:`");
    Diagnostic::new(Code::ChecklistItemWithoutId, span, ja, en).help(
        format!("「id: {free}」のように、この確認表で一つだけの名前を書き足します。あとから変えません"),
        format!("add an id that no other item has, as `id: {free}`, and do not change it later"),
    )
}
