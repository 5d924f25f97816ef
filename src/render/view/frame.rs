//! What every page has around its content: the site, and the shell of the page.

use super::{LinkView, TocView};
use serde::Serialize;

/// `site`: the same on every page.
#[derive(Debug, Serialize)]
pub(crate) struct SiteView<'a> {
    pub id: &'a str,
    pub lang: &'a str,
    pub title: &'a str,
    pub subtitle: Option<&'a str>,
    pub publisher: &'a str,
    pub edition: &'a str,
    /// 2026年11月20日
    pub issued: String,
    /// 2027年3月31日
    pub review_by: Option<String>,
    /// 2027-03-31, for the browser
    pub review_by_iso: Option<String>,
    /// Whose edition it is: `public` or `staff`. That of staff says so on every page and print (`data-audience`), whatever its status
    pub audience: &'static str,
    /// `sample`, `draft` or `approved`
    pub status: &'static str,
    /// 2026年4月1日 承認（教育長 第12号）, when approved
    pub approval: Option<String>,
    /// Where a reader checks what is right.
    pub verify_at: Option<&'a str>,
}

/// `shell`: what surrounds the content of one page.
#[derive(Debug, Serialize)]
pub(crate) struct ShellView<'a> {
    /// `home`, `chapter`, `page`, `agency`, `table`, `agencies`, `names`, `glossary`, `kana`, `paper`, `rules`, `quick`, `deadlines`, `undecided`, `year`, `calculator`, `flow`, `checklist`, `checklists`, `store`, `agenda`, `form`, `forms`, `search`, `not-found`
    pub kind: &'static str,
    /// h1 and, with the site's title, the document title
    pub title: &'a str,
    /// 項目番号 1-2
    pub number: Option<&'a str>,
    pub summary: Option<&'a str>,
    /// Id of the chapter the page belongs to; marks it in the top navigation
    pub chapter: Option<&'a str>,
    /// `../` as often as the page lies deep
    pub root: &'a str,
    pub breadcrumbs: Vec<LinkView<'a>>,
    /// On-page contents: headings of level 2 and 3
    pub toc: Vec<TocView<'a>>,
    pub previous: Option<LinkView<'a>>,
    pub next: Option<LinkView<'a>>,
    /// Whether its sources are its last part, so that the footer may say so
    pub ends_with_sources: bool,
    /// Style sheets that only this page loads
    pub styles: Vec<String>,
    /// Scripts that only this page loads, before those of all pages
    pub scripts: Vec<String>,
}
