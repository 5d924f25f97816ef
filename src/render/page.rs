//! A page of guidance: its body, its contents, its neighbours.

use super::facts;
use super::links::PageLinks;
use super::plan::{self, PlacedPage};
use super::renderer::{Done, Leaf, Renderer};
use super::view::{LinkView, PageView, TocView};
use crate::diag::{Code, Diagnostic};
use crate::markup::{self, HeadingNumbers};
use crate::model::Audience;

/// `guide/ID.html`
pub(super) fn render(renderer: &Renderer<'_>, at: usize) -> Done {
    let placed = &renderer.plan.pages[at];
    let page = placed.page;
    let root = plan::root_prefix(&placed.path);
    let body_html = body(renderer, placed, root)?;
    let chapter = placed.place.map(|(chapter, _)| &renderer.plan.site.nav[chapter]);
    let chapter_number = placed.place.map(|(chapter, _)| (chapter + 1).to_string());
    let view = PageView {
        body_html,
        section_nav_html: renderer.menus.of(placed),
        sources: facts::citations(&page.sources, renderer.messages),
        paper: page.paper.as_deref(),
        reviewed: page.reviewed.map(facts::date),
        audience: page.audience.filter(|audience| *audience == Audience::Staff).map(|_| "staff"),
    };
    let mut leaf = Leaf::new("page", "page.html", &placed.path, &page.title.value);
    leaf.number = placed.number.as_deref();
    leaf.summary = page.summary.as_ref().map(|summary| summary.value.as_str());
    leaf.chapter = placed.place.map(|(chapter, _)| chapter);
    leaf.breadcrumbs = vec![renderer.home_link(root)];
    if let (Some(chapter), Some(number)) = (chapter, &chapter_number) {
        let href = format!("{root}{}", plan::chapter_path(chapter));
        leaf.breadcrumbs.push(LinkView { title: &chapter.title, href, number: Some(number) });
    }
    leaf.toc = toc(placed);
    leaf.neighbours = (neighbour(renderer, at.checked_sub(1), root), neighbour(renderer, Some(at + 1), root));
    renderer.put_page(leaf, "page", &view)
}

fn body(renderer: &Renderer<'_>, placed: &PlacedPage<'_>, root: &str) -> Result<String, Box<Diagnostic>> {
    let page = placed.page;
    let links = PageLinks { plan: renderer.plan, messages: renderer.messages, page: Some(page), root, is_quoted: false };
    let options = renderer.markup_options(placed.number.as_deref());
    markup::render(renderer.sources.text(page.body), &options, &links).map_err(|_| {
        let text = "このページの出力が大きすぎます（原稿の 20 倍と 1 MiB まで）";
        Box::new(Diagnostic::new(Code::OutputTooLarge, page.title.span, text, "the output of this page is too large"))
    })
}

/// Headings of level 2 and 3 with the numbers that the body prints.
fn toc<'a>(placed: &'a PlacedPage<'_>) -> Vec<TocView<'a>> {
    let mut numbers = placed.number.as_deref().map(HeadingNumbers::new);
    let mut entries = Vec::new();
    for heading in &placed.page.headings {
        let number = numbers.as_mut().and_then(|numbers| numbers.next(heading.level));
        if matches!(heading.level, 2 | 3) {
            entries.push(TocView { level: heading.level, id: &heading.id, number, text: &heading.text });
        }
    }
    entries
}

fn neighbour<'a>(renderer: &Renderer<'a>, at: Option<usize>, root: &str) -> Option<LinkView<'a>> {
    let placed = renderer.plan.pages.get(at?)?;
    placed.place?;
    renderer.page_link(&placed.page.id, root)
}
