//! One page per chapter: its entries in order.

use super::home::item_title_and_path;
use super::leaf::Leaf;
use super::plan;
use super::renderer::{Done, Renderer};
use super::view::{ChapterGroupView, ChapterItemView, ChapterView};
use crate::model::NavItem;
use std::ops::Range;

/// `chapters/ID.html`
pub(super) fn render(renderer: &Renderer<'_>, at: usize) -> Done {
    let chapters = &renderer.plan.site.nav;
    let chapter = &chapters[at];
    let path = plan::chapter_path(chapter);
    let root = plan::root_prefix(&path);
    let numbers: Vec<String> = (0..chapter.items.len()).map(|entry| renderer.plan.item_number(at, entry)).collect();
    let whole = [(None, 0..chapter.items.len())];
    let grouped = chapter.groups.iter().map(|group| (Some(group.title.value.as_str()), group.items.clone()));
    let ranges: Vec<(Option<&str>, Range<usize>)> = if chapter.groups.is_empty() { whole.into() } else { grouped.collect() };
    let groups = ranges.into_iter().map(|(title, range)| {
        let items = range.filter_map(|entry| {
            let item = &chapter.items[entry];
            let (title, target) = item_title_and_path(renderer, item)?;
            Some(ChapterItemView { number: &numbers[entry], title, href: format!("{root}{target}"), summary: summary(renderer, item) })
        });
        ChapterGroupView { title, items: items.collect() }
    });
    let view = ChapterView {
        text: chapter.text.as_ref().map(|text| text.value.as_str()),
        groups: groups.filter(|group| !group.items.is_empty()).collect(),
    };
    let link = |at: usize| (at < chapters.len()).then(|| renderer.chapter_link(at, root));
    let mut leaf = Leaf::new("chapter", "chapter.html", &path, &chapter.title.value);
    leaf.number = Some(renderer.plan.chapter_numbers[at].clone());
    leaf.chapter = Some(at);
    leaf.breadcrumbs = vec![renderer.home_link(root)];
    leaf.neighbours = (at.checked_sub(1).and_then(link), link(at + 1));
    renderer.put_page(leaf, "chapter", &view)
}

fn summary<'a>(renderer: &Renderer<'a>, item: &NavItem) -> Option<&'a str> {
    match item {
        NavItem::Page(id) => renderer.plan.page(id.as_str())?.page.summary.as_ref().map(|summary| summary.value.as_str()),
        NavItem::Flow(id) => renderer.plan.site.flows.get(id)?.summary.as_ref().map(|summary| summary.value.as_str()),
        NavItem::Checklist(id) => renderer.plan.site.checklists.get(id)?.summary.as_ref().map(|summary| summary.value.as_str()),
        NavItem::Agenda(id) => renderer.plan.site.agendas.get(id)?.summary.as_ref().map(|summary| summary.value.as_str()),
        NavItem::Form(id) => renderer.plan.site.forms.get(id)?.summary.as_ref().map(|summary| summary.value.as_str()),
        NavItem::Index(_) | NavItem::Rules(..) => None,
    }
}
