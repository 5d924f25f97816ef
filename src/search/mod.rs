//! F5 `search`: rendered pages in, the files of a search index out. Pure; the browser's half is `themes/default/js/core/search`.
//!
//! 1. [`extract`] reads the finished HTML of a page and cuts what its reader sees into [`Section`]s, so that nothing is found that is not there
//!    and everything that is there is found: checklists, flows, forms, agencies and terms need no way of their own;
//! 2. [`fold`](mod@fold) gives the one spelling in which texts and queries are compared; the script has the same fold;
//! 3. [`postings`] lists, for every pair of neighbouring letters, the pages that have it. A page that has all pairs of a query is a candidate;
//!    the browser then looks at its text, so that no hit is claimed that is not one;
//! 4. [`index`] decides by size what is shipped and packs it: `search/index.js`, `search/text-N.js`, and on large sites `search/words-N.js`.
//!
//! | text of the site | shipped | a query reads |
//! |---|---|---|
//! | up to [`index::SMALL_TEXT`] | the text as shown, in one file | all of it, once; then each key pressed is one pass over it |
//! | more | the text in shards of pages, and the postings in shards of pairs | the shards of its two rarest pairs, and the texts that it shows |
//!
//! Every file is one call of a script with deflated text written as letters (a quarter of the plain text): nothing else can be read from a
//! folder by `file://`. The text is shipped as it is shown and folded in the browser, so that there is no second copy of it.

pub mod extract;
pub mod fold;
pub mod index;
mod key_table;
pub mod postings;
mod shard;
mod text;

pub use extract::sections;
pub use index::{IndexFile, Language, build};

/// What a section is about: how results are grouped and filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 手順: a page of guidance.
    Page,
    /// 日数ごとの対応: a page of a stage.
    Stage,
    /// 様式, its fields and its rows.
    Form,
    /// チェックリスト and its items.
    Checklist,
    /// 流れ図 and its boxes.
    Flow,
    /// 窓口: an agency.
    Agency,
    /// 用語: a term of the glossary.
    Term,
    /// きまり: rules, deadlines, what is undecided.
    Rules,
    /// 表
    Table,
    /// 会議: a run-of-show.
    Agenda,
    /// 一覧: a list of other pages.
    List,
}

impl Kind {
    /// All kinds in the order in which they are numbered in the index and shown.
    pub const ALL: [Self; 11] = [
        Self::Page,
        Self::Stage,
        Self::Form,
        Self::Checklist,
        Self::Flow,
        Self::Agency,
        Self::Term,
        Self::Rules,
        Self::Table,
        Self::Agenda,
        Self::List,
    ];

    /// The name in the index, in templates (`data-search=KIND`) and in URLs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Stage => "stage",
            Self::Form => "form",
            Self::Checklist => "checklist",
            Self::Flow => "flow",
            Self::Agency => "agency",
            Self::Term => "term",
            Self::Rules => "rules",
            Self::Table => "table",
            Self::Agenda => "agenda",
            Self::List => "list",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether what is called by its name comes before all headings: a reader who types the name of a form wants that form.
    #[must_use]
    pub fn is_called_by_name(self) -> bool {
        matches!(self, Self::Form | Self::Term | Self::Agency)
    }
}

/// A page as it is searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Where it lies in the site.
    pub path: String,
    /// Its item number, or nothing.
    pub number: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub kind: Kind,
    /// Its parts in the order of reading; the first is what stands before the first heading.
    pub sections: Vec<Section>,
}

/// A part of a page that has a place of its own: what follows a heading, a term, an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The id to link to; empty for the page itself.
    pub anchor: String,
    /// What it is about.
    pub kind: Kind,
    /// Its heading or name; empty for the page itself, whose title it has.
    pub heading: String,
    /// Its text as shown; a line feed stands between two blocks, across which nothing is found.
    pub text: String,
}
