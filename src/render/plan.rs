//! The plan of a site before anything is rendered: where each thing goes, its item number, and its neighbours.
//!
//! 項目番号: chapter, entry of the chapter, heading: `1-2-3`, from the order of the nav or pinned by `number:` in the front matter.
//! What is for staff only is counted apart, `1-職1`: `model/audience.rs` says why.

use super::output::MAX_OUT_PATH;
use crate::model::{
    AgencyId, AgendaId, Chapter, ChecklistId, FlowId, FormId, GeneratedIndex, NavItem, Page, PageId, RuleSet, RuleSetId, RulesPage, Site,
    TableId, TermId,
};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Pages listed as mentioning a word or an agency; more are counted.
pub(super) const MAX_MENTIONS: usize = 8;

/// Keys of the titles of the pages of rule sets, as in [`RulesPage::ALL`].
pub(super) const RULE_TITLES: [&str; RulesPage::ALL.len()] = ["rule_table_title", "rule_quick_title", "rule_chart_title", "calc_title"];

/// A page in its place.
#[derive(Debug)]
pub(super) struct PlacedPage<'s> {
    pub page: &'s Page,
    /// `guide/….html`
    pub path: String,
    /// 項目番号
    pub number: Option<String>,
    /// Index of its chapter and of its entry there.
    pub place: Option<(usize, usize)>,
}

/// Pages that mention something.
#[derive(Debug, Default)]
pub(super) struct Mentions<'s> {
    /// The first of them in nav order, at most [`MAX_MENTIONS`].
    pub pages: Vec<&'s PageId>,
    /// How many there are besides.
    pub more: usize,
    last: Option<&'s PageId>,
}

/// Everything that pages need to know of each other.
#[derive(Debug)]
pub(super) struct Plan<'s> {
    pub site: &'s Site,
    /// Nav order, then pages outside the nav by id.
    pub pages: Vec<PlacedPage<'s>>,
    /// Numbers of the chapters.
    pub chapter_numbers: Vec<String>,
    /// Numbers of their entries, pinned ones left aside.
    entry_numbers: Vec<Vec<String>>,
    by_id: BTreeMap<&'s str, usize>,
    pub of_terms: BTreeMap<&'s TermId, Mentions<'s>>,
    pub of_agencies: BTreeMap<&'s AgencyId, Mentions<'s>>,
    pub of_tables: BTreeMap<&'s TableId, Mentions<'s>>,
    pub of_checklists: BTreeMap<&'s ChecklistId, Mentions<'s>>,
    /// Titles of the pages of rule sets, as in [`RulesPage::ALL`].
    rule_titles: BTreeMap<&'s RuleSetId, [String; RulesPage::ALL.len()]>,
}

impl<'s> Plan<'s> {
    /// Lays the site out. `mark` stands in the numbers of what is for staff only; `titles` are those of the pages of a rule set, with
    /// `{title}`.
    pub fn new(site: &'s Site, mark: &str, titles: [&str; RulesPage::ALL.len()]) -> Self {
        let (chapter_numbers, entry_numbers) = numbers(site, mark);
        let mut pages: Vec<PlacedPage<'s>> = Vec::with_capacity(site.pages.len());
        let mut by_id = BTreeMap::new();
        for (at, chapter) in site.nav.iter().enumerate() {
            for (entry, item) in chapter.items.iter().enumerate() {
                let NavItem::Page(id) = item else { continue };
                let Some(page) = site.pages.get(id) else { continue };
                by_id.insert(page.id.as_str(), pages.len());
                let number = page.number.clone().unwrap_or_else(|| entry_numbers[at][entry].clone());
                pages.push(PlacedPage { page, path: page_path(&page.id), number: Some(number), place: Some((at, entry)) });
            }
        }
        for page in site.pages.values() {
            if !by_id.contains_key(page.id.as_str()) {
                by_id.insert(page.id.as_str(), pages.len());
                pages.push(PlacedPage { page, path: page_path(&page.id), number: page.number.clone(), place: None });
            }
        }
        let (of_terms, of_agencies, of_tables, of_checklists) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let of_set = |set: &'s RuleSet| (&set.id, titles.map(|title| title.replace("{title}", &set.title.value)));
        let rule_titles = site.rules.values().map(of_set).collect();
        let mut plan =
            Self { site, pages, chapter_numbers, entry_numbers, by_id, of_terms, of_agencies, of_tables, of_checklists, rule_titles };
        plan.collect_mentions();
        plan
    }

    /// What a page of a rule set is called.
    pub fn rules_title(&self, id: &RuleSetId, page: RulesPage) -> Option<&str> {
        let at = RulesPage::ALL.iter().position(|known| *known == page)?;
        self.rule_titles.get(id).map(|titles| titles[at].as_str())
    }

    /// A page by id.
    pub fn page(&self, id: &str) -> Option<&PlacedPage<'s>> {
        self.by_id.get(id).map(|&at| &self.pages[at])
    }

    /// Number of an entry of a chapter.
    pub fn item_number(&self, chapter: usize, entry: usize) -> String {
        match &self.site.nav[chapter].items[entry] {
            NavItem::Page(id) => self.page(id.as_str()).and_then(|page| page.number.clone()).unwrap_or_default(),
            NavItem::Index(_) | NavItem::Rules(..) | NavItem::Flow(_) | NavItem::Checklist(_) | NavItem::Agenda(_) | NavItem::Form(_) => {
                self.entry_numbers[chapter][entry].clone()
            }
        }
    }

    /// The printed pages of a page, where the handbook has that booklet: its own pages do, and those of its base if it lists them.
    pub fn paper(&self, page: &'s Page) -> Option<&'s str> {
        let is_ours = page.origin.layer == 0 || self.place_of_index(GeneratedIndex::Paper).is_some();
        page.paper.as_ref().filter(|_| is_ours).map(|pages| pages.text.as_str())
    }

    /// Where a generated index stands in the nav.
    pub fn place_of_index(&self, index: GeneratedIndex) -> Option<(usize, usize)> {
        self.place_of(&NavItem::Index(index))
    }

    /// Where an entry stands in the nav.
    pub fn place_of(&self, sought: &NavItem) -> Option<(usize, usize)> {
        let chapters = self.site.nav.iter().enumerate();
        chapters
            .flat_map(|(at, chapter)| chapter.items.iter().enumerate().map(move |(entry, item)| (at, entry, item)))
            .find(|(_, _, item)| *item == sought)
            .map(|(at, entry, _)| (at, entry))
    }

    fn collect_mentions(&mut self) {
        let site = self.site;
        for placed in &self.pages {
            let mut seen: Vec<&str> = Vec::new();
            for link in &placed.page.links {
                if seen.contains(&link.target.as_str()) {
                    continue;
                }
                seen.push(&link.target);
                let Some(target) = mention(site, &link.target) else { continue };
                match target {
                    Mention::Term(id) => add(self.of_terms.entry(id).or_default(), &placed.page.id),
                    Mention::Table(id) => add(self.of_tables.entry(id).or_default(), &placed.page.id),
                    Mention::Checklist(id) => add(self.of_checklists.entry(id).or_default(), &placed.page.id),
                    Mention::Agency(id) => add(self.of_agencies.entry(id).or_default(), &placed.page.id),
                }
            }
        }
    }
}

/// Numbers of the chapters and of their entries.
fn numbers(site: &Site, mark: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let (mut chapters, mut entries) = (Series::new(mark), Vec::new());
    let mut numbers = Vec::new();
    for chapter in &site.nav {
        let is_staff_only = site.is_chapter_staff_only(chapter);
        let number = chapters.next(is_staff_only);
        let mut series = Series::new(mark);
        // Within a chapter for staff there is nothing to count apart.
        let own = chapter.items.iter().map(|item| series.next(!is_staff_only && site.is_item_staff_only(item)));
        entries.push(own.map(|own| format!("{number}-{own}")).collect());
        numbers.push(number);
    }
    (numbers, entries)
}

/// Two series of numbers: 1, 2, 3 and 職1, 職2.
struct Series<'a> {
    mark: &'a str,
    public: usize,
    staff: usize,
}

impl<'a> Series<'a> {
    fn new(mark: &'a str) -> Self {
        Self { mark, public: 0, staff: 0 }
    }

    fn next(&mut self, is_staff_only: bool) -> String {
        if is_staff_only {
            self.staff += 1;
            format!("{}{}", self.mark, self.staff)
        } else {
            self.public += 1;
            self.public.to_string()
        }
    }
}

enum Mention<'s> {
    Term(&'s TermId),
    Agency(&'s AgencyId),
    Table(&'s TableId),
    Checklist(&'s ChecklistId),
}

fn mention<'s>(site: &'s Site, target: &str) -> Option<Mention<'s>> {
    use crate::model::{LinkTarget, Reference};
    let reference = Reference::parse(target)?.ok()?;
    match site.reference_target(reference) {
        LinkTarget::Term(term, _) => Some(Mention::Term(&term.id)),
        LinkTarget::Agency(agency, _) | LinkTarget::Contact(agency, _) => Some(Mention::Agency(&agency.id)),
        LinkTarget::Table(table, _) => Some(Mention::Table(&table.id)),
        LinkTarget::Checklist(list, _) => Some(Mention::Checklist(&list.id)),
        _ => None,
    }
}

fn add<'s>(mentions: &mut Mentions<'s>, page: &'s PageId) {
    // `#phone` and `#hours` of one agency on one page are one mention.
    if mentions.last.replace(page) == Some(page) {
        return;
    }
    if mentions.pages.len() < MAX_MENTIONS {
        mentions.pages.push(page);
    } else {
        mentions.more += 1;
    }
}

/// `guide/ID.html`
pub(super) fn page_path(id: &PageId) -> String {
    format!("guide/{id}.html")
}

/// `agencies/ID.html`
pub(super) fn agency_path(id: &AgencyId) -> String {
    format!("agencies/{id}.html")
}

/// `tables/ID.html`
pub(super) fn table_path(id: &TableId) -> String {
    format!("tables/{id}.html")
}

/// `flows/ID.html`
pub(super) fn flow_path(id: &FlowId) -> String {
    format!("flows/{id}.html")
}

/// `checklists/ID.html`
pub(super) fn checklist_path(id: &ChecklistId) -> String {
    format!("checklists/{id}.html")
}

/// `agendas/ID.html`
pub(super) fn agenda_path(id: &AgendaId) -> String {
    format!("agendas/{id}.html")
}

/// `forms/ID.html`
pub(super) fn form_path(id: &FormId) -> String {
    format!("forms/{id}.html")
}

/// `forms/ID.xlsx`: the blank form as a spreadsheet.
pub(super) fn form_book_path(id: &FormId) -> String {
    format!("forms/{id}.xlsx")
}

/// `forms/ID.js`: what the script of the form knows.
pub(super) fn form_data_path(id: &FormId) -> String {
    format!("forms/{id}.js")
}

/// `rules/ID.html`, `rules/ID-quick.html`, `rules/ID-chart.html`, `calculator/ID.html`
pub(super) fn rules_path(id: &RuleSetId, page: RulesPage) -> String {
    match page {
        RulesPage::Table => format!("rules/{id}.html"),
        RulesPage::Quick => format!("rules/{id}-quick.html"),
        RulesPage::Chart => format!("rules/{id}-chart.html"),
        RulesPage::Calculator => format!("calculator/{id}.html"),
    }
}

/// `calculator/ID.js`: what the page that counts knows.
pub(super) fn calculator_data_path(id: &RuleSetId) -> String {
    format!("calculator/{id}.js")
}

/// `chapters/ID.html`
pub(super) fn chapter_path(chapter: &Chapter) -> String {
    format!("chapters/{}.html", chapter.id)
}

/// Path of a generated index.
pub(super) fn index_path(index: GeneratedIndex) -> &'static str {
    match index {
        GeneratedIndex::Agencies => "agencies/index.html",
        GeneratedIndex::AgenciesByName => "agencies/by-name.html",
        GeneratedIndex::Glossary => "glossary.html",
        GeneratedIndex::Kana => "kana.html",
        GeneratedIndex::Paper => "paper.html",
        GeneratedIndex::Tables => "tables/index.html",
        GeneratedIndex::Checklists => "checklists/index.html",
        GeneratedIndex::Deadlines => "deadlines.html",
        GeneratedIndex::Undecided => "undecided.html",
        GeneratedIndex::Year => "year.html",
        GeneratedIndex::Forms => "forms/index.html",
    }
}

/// Key of the visible title of a generated index.
pub(super) fn index_title_key(index: GeneratedIndex) -> &'static str {
    match index {
        GeneratedIndex::Agencies => "agencies_title",
        GeneratedIndex::AgenciesByName => "names_title",
        GeneratedIndex::Glossary => "glossary_title",
        GeneratedIndex::Kana => "kana_title",
        GeneratedIndex::Paper => "paper_title",
        GeneratedIndex::Tables => "tables_title",
        GeneratedIndex::Checklists => "checklists_title",
        GeneratedIndex::Deadlines => "deadlines_title",
        GeneratedIndex::Undecided => "undecided_title",
        GeneratedIndex::Year => "year_title",
        GeneratedIndex::Forms => "forms_title",
    }
}

/// `../` as often as a path lies deep.
pub(super) fn root_prefix(path: &str) -> &'static str {
    // A folder takes two bytes of a path at least, so no path is deeper than this.
    static UP: LazyLock<String> = LazyLock::new(|| "../".repeat(MAX_OUT_PATH / 2));
    let depth = path.matches('/').count();
    &UP[..(depth * 3).min(UP.len())]
}
