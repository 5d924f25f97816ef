//! A page of guidance: its body, its contents, its neighbours.

use super::checklists;
use super::facts::{self, message};
use super::flows;
use super::leaf::Leaf;
use super::links::PageLinks;
use super::plan::{self, PlacedPage};
use super::renderer::{Done, Renderer};
use super::view::{LinkView, PageView, StagePartView, StageView, TocView};
use crate::diag::{Code, Diagnostic};
use crate::markup::{self, Body, HeadingNumbers};
use crate::model::{Layout, StagePart};

/// `guide/ID.html`
pub(super) fn render(renderer: &Renderer<'_>, at: usize) -> Done {
    let placed = &renderer.plan.pages[at];
    let page = placed.page;
    let root = plan::root_prefix(&placed.path);
    let body = body(renderer, placed, root)?;
    let mut leaf = Leaf::new("page", "page.html", &placed.path, &page.title.value);
    flows::load(renderer, &mut leaf, &body.html);
    checklists::load(renderer, &mut leaf, &body.html);
    let (template, body_html, stage) = match page.layout {
        Layout::Article | Layout::Card => ("page.html", body.html, None),
        Layout::Stage => ("stage.html", String::new(), Some(stage(&body))),
    };
    let view = PageView {
        body_html,
        stage,
        is_card: page.layout == Layout::Card,
        section_nav_html: renderer.menus.of(placed),
        sources: facts::citations(&page.sources, renderer.messages),
        paper: renderer.plan.paper(page),
        reviewed: page.reviewed.map(facts::date),
        audience: facts::audience(page.audience, renderer.messages),
    };
    leaf.template = template;
    leaf.is_searched = page.searchable;
    leaf.number.clone_from(&placed.number);
    leaf.stand_in(renderer, placed.place.map(|(chapter, _)| chapter), None);
    leaf.summary = page.summary.as_ref().map(|summary| summary.value.as_str());
    // A stage page gives them with its basis.
    leaf.ends_with_sources = view.stage.is_none() && !view.sources.is_empty();
    leaf.toc = toc(placed, message(renderer.messages, "staff_number"));
    leaf.neighbours = (neighbour(renderer, at.checked_sub(1), root), neighbour(renderer, Some(at + 1), root));
    renderer.put_page(leaf, "page", &view)
}

fn body(renderer: &Renderer<'_>, placed: &PlacedPage<'_>, root: &str) -> Result<Body, Box<Diagnostic>> {
    let page = placed.page;
    let links = PageLinks { plan: renderer.plan, messages: renderer.messages, page: Some(page), root, is_quoted: false };
    let options = renderer.markup_options(placed.number.as_deref());
    markup::render_sections(renderer.sources.text(page.body), &options, &links).map_err(|_| {
        let text = "このページの出力が大きすぎます（原稿の 20 倍と 1 MiB まで）";
        Box::new(Diagnostic::new(Code::OutputTooLarge, page.title.span, text, "the output of this page is too large"))
    })
}

/// The body cut at its sections. `check` has seen to it that the first three are those of the head.
fn stage(body: &Body) -> StageView {
    let ends = body.sections.iter().skip(1).map(|next| next.at).chain([body.html.len()]);
    let mut parts = body
        .sections
        .iter()
        .zip(ends)
        .map(|(start, end)| StagePartView { id: start.id.clone(), html: body.html.get(start.at..end).unwrap_or_default().to_owned() });
    let first = body.sections.first().map_or(body.html.len(), |start| start.at);
    let intro_html = body.html.get(..first).unwrap_or_default().to_owned();
    StageView { intro_html, head: parts.by_ref().take(StagePart::AT_HEAD).collect(), rest: parts.collect() }
}

/// Headings of level 2 and 3 with the numbers that the body prints.
fn toc<'a>(placed: &'a PlacedPage<'_>, mark: &'a str) -> Vec<TocView<'a>> {
    let mut numbers = placed.number.as_deref().map(|number| HeadingNumbers::new(number, mark));
    let mut entries = Vec::new();
    for heading in &placed.page.headings {
        let number = numbers.as_mut().and_then(|numbers| numbers.next(heading.level, heading.is_staff_only));
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
