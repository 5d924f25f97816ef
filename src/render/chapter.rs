//! One page per chapter: its entries in order.

use super::home::item_title_and_path;
use super::plan;
use super::renderer::{Done, Leaf, Renderer};
use super::view::{ChapterItemView, ChapterView, LinkView};
use crate::model::NavItem;

/// `chapters/ID.html`
pub(super) fn render(renderer: &Renderer<'_>, at: usize) -> Done {
    let chapters = &renderer.plan.site.nav;
    let chapter = &chapters[at];
    let path = plan::chapter_path(chapter);
    let root = plan::root_prefix(&path);
    let numbers: Vec<String> = (0..chapter.items.len()).map(|entry| renderer.plan.item_number(at, entry)).collect();
    let items = chapter.items.iter().zip(&numbers).filter_map(|(item, number)| {
        let (title, target) = item_title_and_path(renderer, item)?;
        Some(ChapterItemView { number, title, href: format!("{root}{target}"), summary: summary(renderer, item) })
    });
    let view = ChapterView { text: chapter.text.as_deref(), items: items.collect() };
    let number = (at + 1).to_string();
    let chapter_numbers: Vec<String> = (1..=chapters.len()).map(|n| n.to_string()).collect();
    let link = |at: usize| {
        let chapter = chapters.get(at)?;
        Some(LinkView { title: &chapter.title, href: format!("{root}{}", plan::chapter_path(chapter)), number: Some(&chapter_numbers[at]) })
    };
    let mut leaf = Leaf::new("chapter", "chapter.html", &path, &chapter.title);
    leaf.number = Some(&number);
    leaf.chapter = Some(at);
    leaf.breadcrumbs = vec![renderer.home_link(root)];
    leaf.neighbours = (at.checked_sub(1).and_then(link), link(at + 1));
    renderer.put_page(leaf, "chapter", &view)
}

fn summary<'a>(renderer: &Renderer<'a>, item: &NavItem) -> Option<&'a str> {
    match item {
        NavItem::Page(id) => renderer.plan.page(id.as_str())?.page.summary.as_ref().map(|summary| summary.value.as_str()),
        NavItem::Index(_) => None,
    }
}
