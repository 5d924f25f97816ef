//! What a page gives besides its own view, and where it stands in the book: its number, its chapter, the way up from it.

use super::facts::message;
use super::plan;
use super::renderer::Renderer;
use super::view::{LinkView, TocView};
use crate::model::{GeneratedIndex, NavItem};

/// What a page gives besides its own view.
pub(super) struct Leaf<'v> {
    pub kind: &'static str,
    pub template: &'static str,
    pub path: &'v str,
    pub title: &'v str,
    pub number: Option<String>,
    pub summary: Option<&'v str>,
    /// Index of the chapter it belongs to.
    pub chapter: Option<usize>,
    pub breadcrumbs: Vec<LinkView<'v>>,
    pub toc: Vec<TocView<'v>>,
    pub neighbours: (Option<LinkView<'v>>, Option<LinkView<'v>>),
    /// Whether its sources are its last part.
    pub ends_with_sources: bool,
    /// Whether the search finds it.
    pub is_searched: bool,
    /// Style sheets that only this page loads.
    pub styles: Vec<String>,
    /// Scripts that only this page loads.
    pub scripts: Vec<String>,
}

impl<'v> Leaf<'v> {
    /// A page without number, contents and neighbours.
    pub fn new(kind: &'static str, template: &'static str, path: &'v str, title: &'v str) -> Self {
        Self {
            kind,
            template,
            path,
            title,
            number: None,
            summary: None,
            chapter: None,
            breadcrumbs: Vec::new(),
            toc: Vec::new(),
            neighbours: (None, None),
            ends_with_sources: false,
            is_searched: true,
            styles: Vec::new(),
            scripts: Vec::new(),
        }
    }

    /// Puts the page where the nav has it. One that stands in no chapter belongs below `up`, if anywhere.
    pub fn stand<'a: 'v>(&mut self, renderer: &Renderer<'a>, item: Option<&NavItem>, up: Option<LinkView<'v>>) {
        let place = item.and_then(|item| renderer.plan.place_of(item));
        self.number = place.map(|(chapter, entry)| renderer.plan.item_number(chapter, entry));
        self.stand_in(renderer, place.map(|(chapter, _)| chapter), up);
    }

    /// The same where the chapter is known.
    pub fn stand_in<'a: 'v>(&mut self, renderer: &Renderer<'a>, chapter: Option<usize>, up: Option<LinkView<'v>>) {
        let root = plan::root_prefix(self.path);
        self.chapter = chapter;
        self.breadcrumbs = vec![renderer.home_link(root)];
        self.breadcrumbs.extend(chapter.map(|at| renderer.chapter_link(at, root)).or(up));
    }
}

impl<'a> Renderer<'a> {
    /// The link back to the home page that every breadcrumb trail starts with.
    pub fn home_link(&self, root: &str) -> LinkView<'a> {
        LinkView { title: message(self.messages, "home"), href: format!("{root}index.html"), number: None }
    }

    /// A link to the page of a chapter, with its number.
    pub fn chapter_link(&self, at: usize, root: &str) -> LinkView<'a> {
        let chapter = &self.plan.site.nav[at];
        let href = format!("{root}{}", plan::chapter_path(chapter));
        LinkView { title: &chapter.title.value, href, number: Some(&self.plan.chapter_numbers[at]) }
    }

    /// A link to a generated index.
    pub fn index_link(&self, index: GeneratedIndex, root: &str) -> LinkView<'a> {
        LinkView {
            title: message(self.messages, plan::index_title_key(index)),
            href: format!("{root}{}", plan::index_path(index)),
            number: None,
        }
    }
}
