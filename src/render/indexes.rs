//! The generated indexes: agencies by category and by name, the glossary with back-links, 五十音索引, pages of the printed edition, tables, checklists.

use super::agency;
use super::facts::{self, message};
use super::kana as kana_table;
use super::leaf::Leaf;
use super::links::PageLinks;
use super::plan::{self, PlacedPage};
use super::renderer::{Done, Renderer};
use super::view::{
    AgenciesView, AgencyRowView, CategoryView, DiscouragedView, GlossaryRowView, GlossaryView, GroupView, HomeOfTermView, KanaEntryView,
    KanaRowView, KanaView, LinkView, NamesRowView, NamesView, PaperRowView, PaperView, TablesRowView, TablesView, TermView,
};
use crate::markup::{self, LinkResolver, ResolvedLink};
use crate::model::{Agency, Agenda, Category, Checklist, Flow, Form, GeneratedIndex, LinkTarget, NavItem, Table, Term};
use std::collections::{BTreeMap, BTreeSet};

/// `agencies/index.html`
pub(super) fn agencies(renderer: &Renderer<'_>) -> Done {
    let index = GeneratedIndex::Agencies;
    let root = plan::root_prefix(plan::index_path(index));
    let categories = renderer.plan.site.categories.iter().map(|category| CategoryView {
        id: category.id.as_str(),
        title: &category.title,
        groups: groups(renderer, category, root),
    });
    let view = AgenciesView { categories: categories.filter(|category| !category.groups.is_empty()).collect() };
    put(renderer, index, "agencies.html", "agencies", &view)
}

/// Agencies of a category in the order of their names' readings: first those without a group, then each group.
fn groups<'a>(renderer: &Renderer<'a>, category: &Category, root: &str) -> Vec<GroupView<'a>> {
    let mut members: Vec<&Agency> = renderer.plan.site.agencies.values().filter(|agency| agency.category.value == category.id).collect();
    members.sort_by_cached_key(|agency| (agency.group.clone(), kana_table::sort_key(&agency.yomi)));
    let mut groups: Vec<GroupView<'a>> = Vec::new();
    for agency in members {
        let title = agency.group.as_deref();
        if groups.last().is_none_or(|group| group.title != title) {
            groups.push(GroupView { title, agencies: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.agencies.push(agency::row(renderer, agency, root));
        }
    }
    groups
}

/// `agencies/by-name.html`
pub(super) fn names(renderer: &Renderer<'_>) -> Done {
    let index = GeneratedIndex::AgenciesByName;
    let root = plan::root_prefix(plan::index_path(index));
    let agencies: Vec<&Agency> = renderer.plan.site.agencies.values().collect();
    let rows = kana_table::grouped(agencies, |agency| &agency.yomi).into_iter().map(|(kana, agencies)| {
        let agencies: Vec<AgencyRowView<'_>> = agencies.into_iter().map(|agency| agency::row(renderer, agency, root)).collect();
        NamesRowView { kana, agencies }
    });
    let view = NamesView { rows: rows.collect() };
    put(renderer, index, "agencies-by-name.html", "names", &view)
}

/// `glossary.html`
pub(super) fn glossary(renderer: &Renderer<'_>) -> Done {
    let index = GeneratedIndex::Glossary;
    let root = plan::root_prefix(plan::index_path(index));
    let terms: Vec<&Term> = renderer.plan.site.glossary.values().collect();
    let rows = kana_table::grouped(terms, |term| &term.yomi)
        .into_iter()
        .map(|(kana, terms)| GlossaryRowView { kana, terms: terms.into_iter().map(|term| term_view(renderer, term, root)).collect() });
    let view = GlossaryView { rows: rows.collect() };
    put(renderer, index, "glossary.html", "glossary", &view)
}

fn term_view<'a>(renderer: &Renderer<'a>, term: &'a Term, root: &str) -> TermView<'a> {
    let links = PageLinks { plan: renderer.plan, messages: renderer.messages, page: None, root, is_quoted: false };
    let (mentioned_in, mentioned_more) = renderer.mentions(renderer.plan.of_terms.get(&term.id), root);
    let discouraged = term.discouraged.iter().map(|d| DiscouragedView { spelling: &d.spelling, reason: d.reason.as_deref() });
    TermView {
        id: term.id.as_str(),
        term: &term.term.value,
        yomi: &term.yomi,
        short: term.short.as_deref(),
        synonyms: &term.synonyms,
        discouraged: discouraged.collect(),
        definition_html: markup::render_inline(&term.definition.value, &links),
        sources: facts::citations(&term.sources, renderer.messages),
        mentioned_in,
        mentioned_more,
        home: term.home.as_ref().and_then(|home| home_of_term(&links, &home.value.to_string())),
    }
}

fn home_of_term(links: &PageLinks<'_>, home: &str) -> Option<HomeOfTermView> {
    match links.resolve(home, false, true) {
        ResolvedLink::Link { href, text: Some(text), .. } => Some(HomeOfTermView { text, href }),
        _ => None,
    }
}

/// `kana.html`: words, agencies, pages, forms, checklists, flows and agendas by reading; other spellings lead to their word or agency.
pub(super) fn kana(renderer: &Renderer<'_>) -> Done {
    let index = GeneratedIndex::Kana;
    let root = plan::root_prefix(plan::index_path(index));
    let mut entries = term_entries(renderer, root);
    entries.extend(agency_entries(renderer, root));
    entries.extend(page_entries(renderer, root));
    entries.extend(form_entries(renderer, root));
    entries.extend(checklist_entries(renderer, root));
    entries.extend(flow_entries(renderer, root));
    entries.extend(agenda_entries(renderer, root));
    let rows = kana_table::grouped(entries, |entry| entry.yomi.unwrap_or(entry.text))
        .into_iter()
        .map(|(kana, entries)| KanaRowView { kana, entries });
    let view = KanaView { rows: rows.collect() };
    put(renderer, index, "kana.html", "kana", &view)
}

fn term_entries<'a>(renderer: &Renderer<'a>, root: &str) -> Vec<KanaEntryView<'a>> {
    let kind = message(renderer.messages, "kind_term");
    let mut entries = Vec::new();
    for term in renderer.plan.site.glossary.values() {
        let href = format!("{root}{}#term-{}", plan::index_path(GeneratedIndex::Glossary), term.id);
        entries.push(entry(&term.term.value, Some(term.yomi.as_str()), kind, href.clone()));
        let other = term.short.iter().chain(&term.synonyms).chain(term.discouraged.iter().map(|d| &d.spelling));
        let other = other.filter(|text| **text != term.term.value && reads_itself(text));
        entries.extend(other.map(|text| entry(text, None, kind, href.clone())));
    }
    entries
}

fn agency_entries<'a>(renderer: &Renderer<'a>, root: &str) -> Vec<KanaEntryView<'a>> {
    let kind = message(renderer.messages, "kind_agency");
    let mut entries = Vec::new();
    for agency in renderer.plan.site.agencies.values() {
        let href = format!("{root}{}", plan::agency_path(&agency.id));
        entries.push(entry(&agency.name.value, Some(agency.yomi.as_str()), kind, href.clone()));
        let other = agency.short.iter().chain(&agency.aliases);
        let other = other.filter(|text| **text != agency.name.value && reads_itself(text));
        entries.extend(other.map(|text| entry(text, None, kind, href.clone())));
    }
    entries
}

fn page_entries<'a>(renderer: &Renderer<'a>, root: &str) -> Vec<KanaEntryView<'a>> {
    let kind = message(renderer.messages, "kind_page");
    let pages = renderer.plan.pages.iter().filter(|placed| placed.page.searchable);
    let entry = |placed: &'a PlacedPage<'a>| KanaEntryView {
        number: placed.number.as_deref(),
        paper: renderer.plan.paper(placed.page),
        ..entry(&placed.page.title.value, placed.page.yomi.as_deref(), kind, format!("{root}{}", placed.path))
    };
    pages.map(entry).filter(has_place).collect()
}

fn form_entries<'a>(renderer: &Renderer<'a>, root: &str) -> Vec<KanaEntryView<'a>> {
    let kind = message(renderer.messages, "kind_form");
    let entry = |form: &'a Form| KanaEntryView {
        number: form.number.as_ref().map(|number| number.value.as_str()),
        ..entry(&form.title.value, form.yomi.as_deref(), kind, format!("{root}{}", plan::form_path(&form.id)))
    };
    renderer.plan.site.forms.values().map(entry).filter(has_place).collect()
}

fn checklist_entries<'a>(renderer: &Renderer<'a>, root: &str) -> Vec<KanaEntryView<'a>> {
    let kind = message(renderer.messages, "kind_checklist");
    let path = |list: &Checklist| format!("{root}{}", plan::checklist_path(&list.id));
    let entry = |list: &'a Checklist| entry(&list.title.value, list.yomi.as_deref(), kind, path(list));
    renderer.plan.site.checklists.values().map(entry).filter(has_place).collect()
}

fn flow_entries<'a>(renderer: &Renderer<'a>, root: &str) -> Vec<KanaEntryView<'a>> {
    let kind = message(renderer.messages, "kind_flow");
    let path = |flow: &Flow| format!("{root}{}", plan::flow_path(&flow.id));
    let entry = |flow: &'a Flow| entry(&flow.title.value, flow.yomi.as_deref(), kind, path(flow));
    renderer.plan.site.flows.values().map(entry).filter(has_place).collect()
}

fn agenda_entries<'a>(renderer: &Renderer<'a>, root: &str) -> Vec<KanaEntryView<'a>> {
    let kind = message(renderer.messages, "kind_agenda");
    let path = |agenda: &Agenda| format!("{root}{}", plan::agenda_path(&agenda.id));
    let entry = |agenda: &'a Agenda| entry(&agenda.title.value, agenda.yomi.as_deref(), kind, path(agenda));
    renderer.plan.site.agendas.values().map(entry).filter(has_place).collect()
}

/// An entry of something that has no number and stands in no printed edition.
fn entry<'a>(text: &'a str, yomi: Option<&'a str>, kind: &'a str, href: String) -> KanaEntryView<'a> {
    KanaEntryView { text, yomi, kind, href, number: None, paper: None }
}

/// Whether an entry can be put in the order of readings.
fn has_place(entry: &KanaEntryView<'_>) -> bool {
    entry.yomi.is_some() || reads_itself(entry.text)
}

/// `paper.html`: each page of the printed edition, and where its content stands now.
pub(super) fn paper(renderer: &Renderer<'_>) -> Done {
    let index = GeneratedIndex::Paper;
    let root = plan::root_prefix(plan::index_path(index));
    let mut rows: BTreeMap<u32, Vec<LinkView<'_>>> = BTreeMap::new();
    for placed in renderer.plan.pages.iter().filter(|placed| placed.page.searchable) {
        let link = LinkView { title: &placed.page.title.value, href: format!("{root}{}", placed.path), number: placed.number.as_deref() };
        let paper = placed.page.paper.iter().filter(|_| renderer.plan.paper(placed.page).is_some());
        let pages: BTreeSet<u32> = paper.flat_map(|pages| pages.numbers()).collect();
        for page in pages {
            rows.entry(page).or_default().push(link.clone());
        }
    }
    let view = PaperView { rows: rows.into_iter().map(|(page, links)| PaperRowView { page, links }).collect() };
    put(renderer, index, "paper.html", "paper", &view)
}

/// `tables/index.html`: all tables, in the order of the first page of each.
pub(super) fn tables(renderer: &Renderer<'_>) -> Done {
    let index = GeneratedIndex::Tables;
    let root = plan::root_prefix(plan::index_path(index));
    let site = renderer.plan.site;
    let place = |table: &&Table| {
        let first = renderer.plan.of_tables.get(&table.id).and_then(|mentions| mentions.pages.first());
        let page = first.and_then(|first| renderer.plan.pages.iter().position(|placed| placed.page.id == **first));
        let links = page.map(|page| &renderer.plan.pages[page].page.links);
        let leads_to = |target: &str| matches!(site.link_target(None, target), LinkTarget::Table(other, _) if other.id == table.id);
        let link = links.and_then(|links| links.iter().position(|link| leads_to(&link.target)));
        (page.unwrap_or(usize::MAX), link, table.id.clone())
    };
    let mut tables: Vec<&Table> = site.tables.values().collect();
    tables.sort_by_cached_key(place);
    let rows = tables.into_iter().map(|table| {
        let (pages, more) = renderer.mentions(renderer.plan.of_tables.get(&table.id), root);
        TablesRowView {
            title: &table.title.value,
            href: format!("{root}{}", plan::table_path(&table.id)),
            audience: facts::audience(table.audience, renderer.messages),
            year: table.year.as_deref().unwrap_or_else(|| message(renderer.messages, "table_year_not_given")),
            pages,
            more,
            sources: facts::citations(&table.sources, renderer.messages),
        }
    });
    put(renderer, index, "tables.html", "tables", &TablesView { rows: rows.collect() })
}

/// `checklists/index.html`
pub(super) fn checklists(renderer: &Renderer<'_>) -> Done {
    let index = GeneratedIndex::Checklists;
    let view = super::checklists::view_of_all(renderer, plan::root_prefix(plan::index_path(index)));
    put(renderer, index, "checklists.html", "checklists", &view)
}

/// Whether a spelling has no reading but itself: kana, Latin letters and digits. Kanji without a reading cannot be sorted and are left out.
fn reads_itself(text: &str) -> bool {
    text.chars().next().is_some_and(|c| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヶ' | 'a'..='z' | 'A'..='Z' | '0'..='9'))
}

/// A page of the list in its place in the nav.
pub(super) fn put<V: serde::Serialize>(
    renderer: &Renderer<'_>,
    index: GeneratedIndex,
    template: &'static str,
    name: &'static str,
    view: &V,
) -> Done {
    let path = plan::index_path(index);
    let mut leaf = Leaf::new(name, template, path, message(renderer.messages, plan::index_title_key(index)));
    leaf.stand(renderer, Some(&NavItem::Index(index)), None);
    renderer.put_page(leaf, name, view)
}
