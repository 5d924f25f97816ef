//! The nav of the nearest layer: chapters, their items, and the entrances of the home page. It is never inherited.

use super::fields;
use super::site_file::{RawChapter, SiteFile};
use crate::diag::{Code, Diagnostic, Sink, Spanned};
use crate::model::{Chapter, ChapterId, Entrance, GeneratedIndex, NavItem, Page, PageId, ReferenceKind};
use std::collections::BTreeMap;

/// `folder:taio` stands for all pages below `guide/taio/`.
const FOLDER: &str = "folder:";

/// Where a link of the home page may lead.
const ENTRANCE_KINDS: &[ReferenceKind] = &[ReferenceKind::Page, ReferenceKind::Index, ReferenceKind::Agency, ReferenceKind::Slot];

/// Resolves chapters and entrances. That a named page exists is judged by `check` for entrances, and here for the nav.
pub(super) fn resolve(file: &SiteFile, pages: &BTreeMap<PageId, Page>, sink: &mut Sink) -> (Vec<Chapter>, Vec<Entrance>) {
    let mut seen: BTreeMap<NavKey, Spanned<()>> = BTreeMap::new();
    let mut chapters: Vec<Chapter> = Vec::new();
    for raw in &file.nav {
        let Some(id) = fields::id(ChapterId::new, &raw.id, sink) else { continue };
        if chapters.iter().any(|chapter| chapter.id == id) {
            let text = format!("章の id「{id}」が二度使われています");
            sink.push(Diagnostic::new(Code::DuplicateId, raw.id.span, text, format!("the chapter id `{id}` is used twice")));
        }
        let items = items(raw, pages, &mut seen, sink);
        chapters.push(Chapter { id, title: raw.title.clone(), text: raw.text.clone(), items, span: raw.id.span });
    }
    (chapters, entrances(file, sink))
}

type NavKey = (u8, String);

fn items(raw: &RawChapter, pages: &BTreeMap<PageId, Page>, seen: &mut BTreeMap<NavKey, Spanned<()>>, sink: &mut Sink) -> Vec<NavItem> {
    let mut items = Vec::new();
    for text in &raw.items {
        if let Some(folder) = text.value.strip_prefix(FOLDER) {
            let found = pages_of_folder(folder, pages);
            if found.is_empty() {
                sink.push(empty_folder(folder, text));
            }
            items.extend(found.into_iter().filter(|item| first_time(item, text, true, seen, sink)));
        } else if let Some(item) = item(text, pages, sink)
            && first_time(&item, text, false, seen, sink)
        {
            items.push(item);
        }
    }
    items
}

/// A page named on its own wins over the folder it lies in; naming it twice is a mistake.
fn first_time(item: &NavItem, text: &Spanned<String>, by_folder: bool, seen: &mut BTreeMap<NavKey, Spanned<()>>, sink: &mut Sink) -> bool {
    let key = match item {
        NavItem::Page(id) => (0, id.to_string()),
        NavItem::Index(index) => (1, index.name().to_owned()),
    };
    let Some(first) = seen.get(&key) else {
        seen.insert(key, Spanned::new((), text.span));
        return true;
    };
    if !by_folder {
        sink.push(
            Diagnostic::new(
                Code::NavTwice,
                text.span,
                format!("「{}」が目次に二度あります", text.value),
                format!("`{}` stands twice in the nav", text.value),
            )
            .also(first.span, "最初はここ", "first here")
            .help("片方を消します。ほかの章からは本文でリンクします", "delete one; link to it from the text instead"),
        );
    }
    false
}

fn empty_folder(folder: &str, text: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownReference,
        text.span,
        format!("guide/{folder}/ にページがありません"),
        format!("there is no page below guide/{folder}/"),
    )
}

/// Pages below a folder: by `order`, then by id; sub-folders after the pages beside them.
fn pages_of_folder(folder: &str, pages: &BTreeMap<PageId, Page>) -> Vec<NavItem> {
    let prefix = format!("{}/", folder.trim_end_matches('/'));
    let mut found: Vec<&Page> = pages
        .range::<str, _>((std::ops::Bound::Included(prefix.as_str()), std::ops::Bound::Unbounded))
        .map(|(_, page)| page)
        .take_while(|page| page.id.as_str().starts_with(&prefix))
        .collect();
    found.sort_by_key(|page| {
        let (parent, _) = page.id.as_str().rsplit_once('/').unwrap_or(("", ""));
        (parent.to_owned(), page.order.unwrap_or(i64::MAX), page.id.clone())
    });
    found.into_iter().map(|page| NavItem::Page(page.id.clone())).collect()
}

fn item(text: &Spanned<String>, pages: &BTreeMap<PageId, Page>, sink: &mut Sink) -> Option<NavItem> {
    let reference = fields::reference(text, &[ReferenceKind::Page, ReferenceKind::Index], sink)?;
    let id = reference.id.as_str();
    if reference.kind == ReferenceKind::Index {
        let found = GeneratedIndex::named(id).map(NavItem::Index);
        if found.is_none() {
            sink.push(unknown(text, "索引", "index").did_you_mean(id, GeneratedIndex::ALL.iter().map(|index| index.name())));
        }
        return found;
    }
    let found = pages.get(id).map(|page| NavItem::Page(page.id.clone()));
    if found.is_none() {
        sink.push(unknown(text, "ページ", "page").did_you_mean(id, pages.keys().map(PageId::as_str)));
    }
    found
}

fn unknown(text: &Spanned<String>, ja: &str, en: &str) -> Diagnostic {
    let value = &text.value;
    Diagnostic::new(Code::UnknownReference, text.span, format!("{ja}「{value}」がありません"), format!("there is no {en} `{value}`"))
}

fn entrances(file: &SiteFile, sink: &mut Sink) -> Vec<Entrance> {
    let mut entrances = Vec::new();
    for raw in &file.entrances {
        if let Some(to) = fields::reference(&raw.to, ENTRANCE_KINDS, sink) {
            entrances.push(Entrance { id: raw.id.clone(), title: raw.title.clone(), text: raw.text.clone(), to });
        }
    }
    entrances
}
