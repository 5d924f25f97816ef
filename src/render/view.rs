//! The theme API: what templates see. Borrowed, `Serialize`-only views; the model itself is never handed to a template.
//!
//! Every template gets `site`, `t` (the visible texts of `i18n/LANG.yml`), `shell` and one view under its own name:
//! `home.html` → `home`, `chapter.html` → `chapter`, `page.html` and `stage.html` → `page`, `agency.html` → `agency`, `table.html` → `table`, `agencies.html` → `agencies`,
//! `agencies-by-name.html` → `names`, `glossary.html` → `glossary`, `kana.html` → `kana`, `paper.html` → `paper`, `tables.html` → `tables`, `rules.html` and `quick.html` → `rules`, `calculator.html` → `calculator`, `flow.html` → `flow`, `checklist.html` → `checklist`, `checklists.html` → `checklists`, `store.html` → `store`, `agenda.html` → `agenda`, `form.html` → `form`, `forms.html` → `forms`, `search.html` → `search`, `404.html` → nothing more.
//! Fields named `*_html` and `shell.lane` hold finished HTML and are printed with `| safe`; everything else is text and is escaped by Tera.
//! What an edition leaves out is in no view, so no template asks for whom it writes; `site.audience` is there to be printed.
//! All `href`s are relative to the page that prints them and name a file.

mod calculator;
mod checklist;
mod directory;
mod form;
mod frame;
mod search;

pub(crate) use calculator::{AskView, CalculatorStageView, CalculatorView, FactView, MarkView, PlaceView, PointView};
pub(crate) use checklist::{ChecklistView, ChecklistsRowView, ChecklistsView, OptionView, StoreView};
pub(crate) use directory::{
    AgenciesView, AgencyRowView, AgencyView, CategoryView, EmailView, GroupView, LaneCallView, LaneLineView, LaneOtherwiseView, LaneView,
    NamesRowView, NamesView, NotedView, OnlineView, PhoneView, ServiceSiteView, UrlView,
};
pub(crate) use form::{FormView, FormsRowView, FormsView, OfficialFileView};
pub(crate) use frame::{ShellView, SiteView};
pub(crate) use search::{SearchKindView, SearchView};

use serde::Serialize;

/// `shared`: the same for all pages of one folder depth; prepared once.
#[derive(Debug, Serialize)]
pub(crate) struct SharedView {
    /// The eight chapters of the top navigation
    pub chapters: Vec<ChapterLinkView>,
    pub home: String,
    pub agencies: String,
    pub glossary: String,
    pub kana: String,
    /// The page of the search
    pub search: String,
    /// The script that the search box loads when somebody goes to it
    pub search_script: String,
    pub styles: Vec<String>,
    pub scripts: Vec<String>,
}

/// A link with its text.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LinkView<'a> {
    pub title: &'a str,
    pub href: String,
    pub number: Option<&'a str>,
}

/// A chapter in the top navigation.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ChapterLinkView {
    pub id: String,
    pub number: String,
    pub title: String,
    pub href: String,
    /// How many pages it has; 0 shows 準備中
    pub count: usize,
}

/// A heading in the on-page contents.
#[derive(Debug, Serialize)]
pub(crate) struct TocView<'a> {
    pub level: u8,
    pub id: &'a str,
    pub number: Option<String>,
    pub text: &'a str,
}

/// Own view of `home.html`.
#[derive(Debug, Serialize)]
pub(crate) struct HomeView<'a> {
    pub entrances: Vec<EntranceView<'a>>,
    pub chapters: Vec<HomeChapterView<'a>>,
    pub open_routes: Vec<OpenRouteView<'a>>,
    /// What the page says above them
    pub open_route_note: Option<&'a str>,
}

/// A large link.
#[derive(Debug, Serialize)]
pub(crate) struct EntranceView<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub text: Option<&'a str>,
    pub href: String,
    /// Answers to its question
    pub choices: Vec<LinkView<'a>>,
}

/// A chapter with its first pages.
#[derive(Debug, Serialize)]
pub(crate) struct HomeChapterView<'a> {
    pub number: String,
    pub title: &'a str,
    pub href: String,
    pub text: Option<&'a str>,
    pub count: usize,
    pub pages: Vec<LinkView<'a>>,
}

/// A topic the handbook leaves open and whom to ask.
#[derive(Debug, Serialize)]
pub(crate) struct OpenRouteView<'a> {
    pub title: &'a str,
    pub ask: Vec<String>,
}

/// Own view of `chapter.html`.
#[derive(Debug, Serialize)]
pub(crate) struct ChapterView<'a> {
    pub text: Option<&'a str>,
    /// One without a title where the chapter has no groups; none in an empty chapter
    pub groups: Vec<ChapterGroupView<'a>>,
}

/// Entries of a chapter below one heading.
#[derive(Debug, Serialize)]
pub(crate) struct ChapterGroupView<'a> {
    pub title: Option<&'a str>,
    pub items: Vec<ChapterItemView<'a>>,
}

/// One entry of a chapter page.
#[derive(Debug, Serialize)]
pub(crate) struct ChapterItemView<'a> {
    pub number: &'a str,
    pub title: &'a str,
    pub href: String,
    pub summary: Option<&'a str>,
}

/// Own view of `page.html`, and of `stage.html` for pages with `layout: stage`.
#[derive(Debug, Serialize)]
pub(crate) struct PageView<'a> {
    /// The whole text; empty where `stage` holds it in parts.
    pub body_html: String,
    pub stage: Option<StageView>,
    /// Whether it is a card: short lists that one sheet holds
    pub is_card: bool,
    /// `partials/section-nav.html`, the page marked
    pub section_nav_html: String,
    pub sources: Vec<String>,
    pub paper: Option<&'a str>,
    pub reviewed: Option<String>,
    /// 教職員, when it is not for everyone
    pub audience: Option<&'a str>,
}

/// Own view of `table.html`.
#[derive(Debug, Serialize)]
pub(crate) struct TableView<'a> {
    /// The table with its charts, notes and sources
    pub body_html: String,
    /// 教職員, when it is not for everyone
    pub audience: Option<&'a str>,
    pub mentioned_in: Vec<LinkView<'a>>,
    /// How many more pages mention it than are listed
    pub mentioned_more: usize,
}

/// Own view of `rules.html` and `quick.html`: pages of rule sets.
#[derive(Debug, Serialize)]
pub(crate) struct RulesView<'a> {
    /// Tables and boxes
    pub body_html: String,
    /// 教職員, when it is not for everyone
    pub audience: Option<&'a str>,
}

/// Own view of `flow.html`.
#[derive(Debug, Serialize)]
pub(crate) struct FlowView<'a> {
    pub summary: Option<&'a str>,
    pub id: &'a str,
    /// The drawing, sheet by sheet
    pub sheets: Vec<String>,
    /// What stands below: steps, the list, what is open
    pub rest_html: String,
    /// 教職員, when it is not for everyone
    pub audience: Option<&'a str>,
    /// Whether the drawing is read best on a sheet on its side
    pub is_landscape: bool,
    /// 出典
    pub sources: Vec<String>,
}

/// Own view of `agenda.html`.
#[derive(Debug, Serialize)]
pub(crate) struct AgendaView<'a> {
    pub summary: Option<&'a str>,
    pub id: &'a str,
    /// Parts, the run-of-show, patterns, the timetable of the source
    pub body_html: String,
    /// What is open
    pub rest_html: String,
    /// What the timer counts
    pub steps: Vec<AgendaStepView>,
    /// Minutes of the whole, where one number is laid down
    pub total: Option<u32>,
    /// When the timetable of the source begins: 9:00
    pub start: Option<String>,
    /// How many cases it has
    pub cases: Option<usize>,
    /// 教職員, when it is not for everyone
    pub audience: Option<&'a str>,
    /// 出典
    pub sources: Vec<String>,
}

/// A step as the timer takes it.
#[derive(Debug, Serialize)]
pub(crate) struct AgendaStepView {
    pub id: String,
    pub text: String,
    /// Minutes, where one number is laid down
    pub minutes: Option<u32>,
    /// Whether it lies between two cases
    pub is_between: bool,
    /// Who leads it
    pub lead: Option<String>,
}

/// A stage page in parts.
#[derive(Debug, Serialize)]
pub(crate) struct StageView {
    /// What stands before the first heading
    pub intro_html: String,
    /// 今日すること, 期限, 様式
    pub head: Vec<StagePartView>,
    /// Everything below them
    pub rest: Vec<StagePartView>,
}

/// One section of a stage page.
#[derive(Debug, Serialize)]
pub(crate) struct StagePartView {
    /// `today`, `deadline`, `forms`, `phone`, `words`, `basis`, `open`, or an id of the page's own
    pub id: String,
    pub html: String,
}

/// `section` of `partials/section-nav.html`: a stretch of a chapter.
#[derive(Debug, Serialize)]
pub(crate) struct SectionView<'a> {
    pub title: &'a str,
    pub href: String,
    pub entries: Vec<LinkView<'a>>,
}

/// Own view of `glossary.html`.
#[derive(Debug, Serialize)]
pub(crate) struct GlossaryView<'a> {
    pub rows: Vec<GlossaryRowView<'a>>,
}

/// Words of one row of the kana table.
#[derive(Debug, Serialize)]
pub(crate) struct GlossaryRowView<'a> {
    pub kana: &'static str,
    pub terms: Vec<TermView<'a>>,
}

/// A word.
#[derive(Debug, Serialize)]
pub(crate) struct TermView<'a> {
    pub id: &'a str,
    pub term: &'a str,
    pub yomi: &'a str,
    pub short: Option<&'a str>,
    pub synonyms: &'a [String],
    pub discouraged: Vec<DiscouragedView<'a>>,
    pub definition_html: String,
    pub sources: Vec<String>,
    pub mentioned_in: Vec<LinkView<'a>>,
    /// How many more pages mention it than are listed
    pub mentioned_more: usize,
    /// The page or section that says more
    pub home: Option<HomeOfTermView>,
}

/// Where a word is at home.
#[derive(Debug, Serialize)]
pub(crate) struct HomeOfTermView {
    pub text: String,
    pub href: String,
}

/// A spelling to avoid.
#[derive(Debug, Serialize)]
pub(crate) struct DiscouragedView<'a> {
    pub spelling: &'a str,
    pub reason: Option<&'a str>,
}

/// Own view of `kana.html`.
#[derive(Debug, Serialize)]
pub(crate) struct KanaView<'a> {
    pub rows: Vec<KanaRowView<'a>>,
}

/// Entries of one row of the kana table.
#[derive(Debug, Serialize)]
pub(crate) struct KanaRowView<'a> {
    pub kana: &'static str,
    pub entries: Vec<KanaEntryView<'a>>,
}

/// An entry of the index.
#[derive(Debug, Serialize)]
pub(crate) struct KanaEntryView<'a> {
    pub text: &'a str,
    pub yomi: Option<&'a str>,
    /// 用語, 窓口, ページ, 様式, チェックリスト
    pub kind: &'a str,
    pub href: String,
    pub number: Option<&'a str>,
    pub paper: Option<&'a str>,
}

/// Own view of `paper.html`.
#[derive(Debug, Serialize)]
pub(crate) struct PaperView<'a> {
    pub rows: Vec<PaperRowView<'a>>,
}

/// One page of the printed edition.
#[derive(Debug, Serialize)]
pub(crate) struct PaperRowView<'a> {
    pub page: u32,
    pub links: Vec<LinkView<'a>>,
}

/// Own view of `tables.html`.
#[derive(Debug, Serialize)]
pub(crate) struct TablesView<'a> {
    pub rows: Vec<TablesRowView<'a>>,
}

/// A table in the list of all.
#[derive(Debug, Serialize)]
pub(crate) struct TablesRowView<'a> {
    pub title: &'a str,
    pub href: String,
    /// Whom it is for, unless for everyone.
    pub audience: Option<&'a str>,
    pub year: &'a str,
    /// Pages that show it or lead to it.
    pub pages: Vec<LinkView<'a>>,
    /// How many there are besides.
    pub more: usize,
    pub sources: Vec<String>,
}
