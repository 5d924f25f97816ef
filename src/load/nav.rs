//! The nav: chapters, their items, and the entrances of the home page. It is never inherited unless the handbook patches that of its base.

use super::fields;
use super::inherited::{Inherited, RawChapter, RawGroup};
use super::kinds::Kinds;
use super::stack::Stack;
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned, nearest};
use crate::model::{
    Chapter, ChapterId, Choice, Entrance, GeneratedIndex, NavGroup, NavItem, Page, PageId, Reference, ReferenceKind, Removed, RuleSetId,
    RulesPage, Unread,
};
use std::borrow::Borrow;
use std::collections::BTreeMap;

/// `folder:taio` stands for all pages below `guide/taio/`.
const FOLDER: &str = "folder:";

/// The field of a rule set that leads to its sheet.
const QUICK: &str = "quick";
/// The field of a rule set that draws its stages.
const CHART: &str = "chart";

/// Where a link of the home page may lead.
const ENTRANCE_KINDS: &[ReferenceKind] = &[
    ReferenceKind::Page,
    ReferenceKind::Index,
    ReferenceKind::Rule,
    ReferenceKind::Calculator,
    ReferenceKind::Agency,
    ReferenceKind::Slot,
    ReferenceKind::Flow,
    ReferenceKind::Checklist,
    ReferenceKind::Agenda,
    ReferenceKind::Form,
];

/// What an entry of the nav may be.
const NAV_KINDS: &[ReferenceKind] = &[
    ReferenceKind::Page,
    ReferenceKind::Index,
    ReferenceKind::Rule,
    ReferenceKind::Calculator,
    ReferenceKind::Flow,
    ReferenceKind::Checklist,
    ReferenceKind::Agenda,
    ReferenceKind::Form,
];

/// Resolves chapters and entrances. That a named page exists is judged by `check` for entrances, and here for the nav.
pub(super) fn resolve(file: &Inherited, kinds: &Kinds, stack: &mut Stack<'_>, sink: &mut Sink) -> (Vec<Chapter>, Vec<Entrance>) {
    let mut resolver = Resolver { kinds, unread: &mut stack.unread, removed: &stack.removed, seen: BTreeMap::new(), sink };
    let mut chapters: Vec<Chapter> = Vec::new();
    for raw in &file.nav {
        let (items, groups) = resolver.chapter(raw);
        let Some(id) = fields::id(ChapterId::new, &raw.id, resolver.sink) else { continue };
        if let Some(first) = chapters.iter().find(|chapter| chapter.id == id) {
            resolver.sink.push(chapter_twice(&id, raw.id.span, first.span));
        }
        chapters.push(Chapter { id, title: raw.title.clone(), text: raw.text.clone(), items, groups, span: raw.id.span });
    }
    (chapters, entrances(file, sink))
}

fn chapter_twice(id: &ChapterId, again: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateId,
        again,
        format!("章の id「{id}」が二度使われています"),
        format!("the chapter id `{id}` is used twice"),
    )
    .also(first, "最初はここ", "first used here")
    .help("片方の id を変えます", "rename one of them")
}

type NavKey = (u8, String);

/// An entry as parsed and as typed.
type Named<'a> = (&'a Reference, &'a Spanned<String>);

/// Turns what was typed into items, and remembers what the nav has already.
struct Resolver<'a> {
    kinds: &'a Kinds,
    unread: &'a mut Unread,
    removed: &'a Removed,
    seen: BTreeMap<NavKey, Span>,
    sink: &'a mut Sink,
}

impl Resolver<'_> {
    /// Items outside the groups come first, then those of each group.
    fn chapter(&mut self, raw: &RawChapter) -> (Vec<NavItem>, Vec<NavGroup>) {
        let mut items = self.items(&raw.items);
        if let (Some(group), false) = (raw.groups.first(), items.is_empty()) {
            self.sink.push(items_and_groups(group));
        }
        let mut groups = Vec::new();
        for group in &raw.groups {
            let start = items.len();
            items.extend(self.items(&group.items));
            groups.push(NavGroup { title: group.title.clone(), items: start..items.len() });
        }
        (items, groups)
    }

    fn items(&mut self, texts: &[Spanned<String>]) -> Vec<NavItem> {
        let mut items = Vec::new();
        for text in texts {
            let folder = text.value.strip_prefix(FOLDER);
            let found = match folder {
                Some(folder) => self.pages_of(folder, text),
                None => self.item(text).into_iter().collect(),
            };
            items.extend(found.into_iter().filter(|item| self.is_first(item, text, folder.is_some())));
        }
        items
    }

    fn pages_of(&mut self, folder: &str, text: &Spanned<String>) -> Vec<NavItem> {
        let found = pages_of_folder(folder, &self.kinds.pages);
        if found.is_empty() && !self.unread.hides_below(ReferenceKind::Page, folder) {
            self.sink.push(empty_folder(folder, text));
            self.unread.note_nav();
        }
        found
    }

    fn item(&mut self, text: &Spanned<String>) -> Option<NavItem> {
        let found = if Reference::parse(&text.value).is_none() {
            self.sink.push(not_an_item(text));
            None
        } else {
            fields::reference(text, NAV_KINDS, self.sink).and_then(|reference| self.target(&reference.value, text))
        };
        if found.is_none() {
            self.unread.note_nav();
        }
        found
    }

    fn target(&mut self, reference: &Reference, text: &Spanned<String>) -> Option<NavItem> {
        let id = reference.id.as_str();
        if reference.kind == ReferenceKind::Index {
            let found = GeneratedIndex::named(id).map(NavItem::Index);
            if found.is_none() {
                self.sink.push(unknown_index(text, id));
            }
            return found;
        }
        match reference.kind {
            ReferenceKind::Rule => return self.rules(reference, RulesPage::Table, text),
            ReferenceKind::Calculator => return self.rules(reference, RulesPage::Calculator, text),
            ReferenceKind::Flow => return self.own_page((reference, text), &self.kinds.flows, ("流れ", "flow")).map(NavItem::Flow),
            ReferenceKind::Checklist => {
                return self.own_page((reference, text), &self.kinds.checklists, ("確認表", "checklist")).map(NavItem::Checklist);
            }
            ReferenceKind::Agenda => {
                return self.own_page((reference, text), &self.kinds.agendas, ("会議の進行", "agenda")).map(NavItem::Agenda);
            }
            ReferenceKind::Form => return self.own_page((reference, text), &self.kinds.forms, ("様式", "form")).map(NavItem::Form),
            _ => {}
        }
        let found = self.kinds.pages.get(id).map(|page| NavItem::Page(page.id.clone()));
        if found.is_none() && !self.unread.hides(ReferenceKind::Page, id) {
            self.sink.push(self.removed.explain(ReferenceKind::Page, id, unknown_page(text, id, &self.kinds.pages)));
        }
        found
    }

    /// `rule:ID`, `rule:ID#quick`, `rule:ID#chart` and `calculator:ID`.
    fn rules(&mut self, reference: &Reference, page: RulesPage, text: &Spanned<String>) -> Option<NavItem> {
        let found = self.kinds.rules.get_key_value(reference.id.as_str());
        match (found, reference.sub.as_deref(), reference.field.as_deref()) {
            (Some((_, rules)), None, None) if page == RulesPage::Calculator && !(self.kinds.calendar.is_some() && rules.asks()) => {
                if !self.unread.hides(ReferenceKind::Calculator, &reference.id) {
                    self.sink.push(no_calculator(text));
                }
            }
            (Some((id, _)), None, None) => return Some(NavItem::Rules(id.clone(), page)),
            (Some((id, _)), None, Some(field @ (QUICK | CHART))) if page == RulesPage::Table => {
                return Some(NavItem::Rules(id.clone(), if field == QUICK { RulesPage::Quick } else { RulesPage::Chart }));
            }
            (Some(_), ..) => self.sink.push(not_an_item(text)),
            (None, ..) if self.unread.hides(ReferenceKind::Rule, &reference.id) => {}
            (None, ..) => {
                let (ja, en) = (format!("規則「{}」がありません", text.value), format!("there is no rule set `{}`", text.value));
                let problem = Diagnostic::new(Code::UnknownReference, text.span, ja, en);
                let problem = problem.did_you_mean(&reference.id, self.kinds.rules.keys().map(RuleSetId::as_str));
                self.sink.push(self.removed.explain(ReferenceKind::Rule, &reference.id, problem));
            }
        }
        None
    }

    /// `flow:ID`, `checklist:ID`, `agenda:ID`, `form:ID`: the id of a thing that has a page of its own; `what` it is called in both languages.
    fn own_page<I, T>(&mut self, (reference, text): Named<'_>, things: &BTreeMap<I, T>, what: (&str, &str)) -> Option<I>
    where
        I: Borrow<str> + Ord + Clone,
    {
        let id = reference.id.as_str();
        match things.get_key_value(id) {
            Some((id, _)) if reference.sub.is_none() && reference.field.is_none() => return Some(id.clone()),
            Some(_) => self.sink.push(not_an_item(text)),
            None if self.unread.hides(reference.kind, id) => {}
            None => {
                let (ja, en) = (format!("{}「{}」がありません", what.0, text.value), format!("there is no {} `{}`", what.1, text.value));
                let problem = Diagnostic::new(Code::UnknownReference, text.span, ja, en);
                let problem = problem.did_you_mean(id, things.keys().map(Borrow::borrow));
                self.sink.push(self.removed.explain(reference.kind, id, problem));
            }
        }
        None
    }

    /// A page named on its own wins over the folder it lies in; naming it twice is a mistake.
    fn is_first(&mut self, item: &NavItem, text: &Spanned<String>, by_folder: bool) -> bool {
        let key = match item {
            NavItem::Page(id) => (0, id.to_string()),
            NavItem::Index(index) => (1, index.name().to_owned()),
            NavItem::Rules(id, page) => (2, format!("{id} {page:?}")),
            NavItem::Flow(id) => (3, id.to_string()),
            NavItem::Checklist(id) => (4, id.to_string()),
            NavItem::Agenda(id) => (5, id.to_string()),
            NavItem::Form(id) => (6, id.to_string()),
        };
        let Some(&first) = self.seen.get(&key) else {
            self.seen.insert(key, text.span);
            return true;
        };
        if !by_folder {
            self.sink.push(twice(text, first));
        }
        false
    }
}

fn items_and_groups(group: &RawGroup) -> Diagnostic {
    let (ja, en) = ("一つの章に items: と groups: の両方があります", "a chapter has both `items:` and `groups:`");
    Diagnostic::new(Code::InvalidValue, group.title.span, ja, en)
        .help("items: のページを、どれかの groups: の items: に移します", "move the pages of `items:` into one of the groups")
}

fn twice(text: &Spanned<String>, first: Span) -> Diagnostic {
    let (ja, en) = (format!("「{}」が目次に二度あります", text.value), format!("`{}` stands twice in the nav", text.value));
    Diagnostic::new(Code::NavTwice, text.span, ja, en)
        .also(first, "最初はここ", "first here")
        .help("片方を消します。ほかの章からは本文でリンクします", "delete one; link to it from the text instead")
}

fn empty_folder(folder: &str, text: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownReference,
        text.span,
        format!("guide/{folder}/ にページがありません"),
        format!("there is no page below guide/{folder}/"),
    )
    .help(
        format!("フォルダーの名前のつづりを確かめるか、guide/{folder}/ にページを置きます"),
        format!("check the spelling of the folder, or put a page below guide/{folder}/"),
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

fn not_an_item(text: &Spanned<String>) -> Diagnostic {
    let (ja, en) = (format!("「{}」は目次に書ける形ではありません", text.value), format!("`{}` is not an item of the nav", text.value));
    Diagnostic::new(Code::UnknownReferenceKind, text.span, ja, en).help(
        "page:…、index:…、rule:…、flow:…、checklist:…、agenda:…、form:…、folder:… の形で書きます",
        "write `page:…`, `index:…`, `rule:…`, `flow:…`, `checklist:…`, `agenda:…`, `form:…` or `folder:…`",
    )
}

/// A rule set alone does not count days.
fn no_calculator(text: &Spanned<String>) -> Diagnostic {
    let (ja, en) = (format!("「{}」のページはありません", text.value), format!("there is no page `{}`", text.value));
    Diagnostic::new(Code::UnknownReference, text.span, ja, en).help(
        "日数を確かめるページは、calendar.yml があり、規則の measures: に ask: があるときに作られます",
        "it is made where there is a calendar.yml and a measure of the rule set has `ask:`",
    )
}

fn unknown_index(text: &Spanned<String>, id: &str) -> Diagnostic {
    let known: Vec<&str> = GeneratedIndex::ALL.iter().map(|index| index.name()).collect();
    let (ja, en) = (format!("索引「{}」がありません", text.value), format!("there is no index `{}`", text.value));
    let problem = Diagnostic::new(Code::UnknownReference, text.span, ja, en);
    match nearest(id, known.iter().copied()) {
        Some(word) => problem.help(format!("もしかして「index:{word}」ですか"), format!("did you mean `index:{word}`?")),
        None => problem.help(format!("使える索引: {}", known.join("、")), format!("indexes: {}", known.join(", "))),
    }
}

fn unknown_page(text: &Spanned<String>, id: &str, pages: &BTreeMap<PageId, Page>) -> Diagnostic {
    let (ja, en) = (format!("ページ「{}」がありません", text.value), format!("there is no page `{}`", text.value));
    let problem = Diagnostic::new(Code::UnknownReference, text.span, ja, en);
    match nearest(id, pages.keys().map(PageId::as_str)) {
        Some(word) => problem.help(format!("もしかして「page:{word}」ですか"), format!("did you mean `page:{word}`?")),
        None => problem.help(
            format!("guide/{id}.md を作るか、ページのファイル名とつづりをそろえます"),
            format!("write guide/{id}.md, or spell it as the page's file is named"),
        ),
    }
}

fn entrances(file: &Inherited, sink: &mut Sink) -> Vec<Entrance> {
    let mut entrances = Vec::new();
    for raw in &file.entrances {
        let choices = raw.choices.iter().filter_map(|choice| {
            let to = fields::reference(&choice.to, ENTRANCE_KINDS, sink)?;
            Some(Choice { title: choice.title.clone(), to })
        });
        let choices = choices.collect();
        if let Some(to) = fields::reference(&raw.to, ENTRANCE_KINDS, sink) {
            entrances.push(Entrance { id: raw.id.clone(), title: raw.title.clone(), text: raw.text.clone(), to, choices });
        }
    }
    entrances
}
