//! The menu of a chapter beside its pages, rendered once per stretch of the chapter and folder depth.
//!
//! A menu of 25 links per page would cost more than the page itself, and a menu of the whole chapter would grow with the square of
//! the pages. So a chapter is cut into stretches; the pages of a stretch share one menu, in which only the current page is marked anew.

use super::home::item_title_and_path;
use super::plan::{self, PlacedPage};
use super::renderer::Renderer;
use super::view::{LinkView, SectionView};
use crate::diag::Diagnostic;
use crate::model::NavItem;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Entries of one stretch.
const STRETCH: usize = 25;

/// Chapter, stretch of the chapter, folder depth of the page that shows it.
type Key = (usize, usize, usize);

/// All menus of a site.
#[derive(Debug, Default)]
pub(super) struct Menus(BTreeMap<Key, String>);

fn key(placed: &PlacedPage<'_>) -> Option<Key> {
    let (chapter, entry) = placed.place?;
    Some((chapter, entry / STRETCH, placed.path.matches('/').count()))
}

impl Menus {
    /// Renders the menus that pages will show.
    pub fn new(renderer: &Renderer<'_>) -> Result<Self, Box<Diagnostic>> {
        let keys: BTreeSet<Key> = renderer.plan.pages.iter().filter_map(key).collect();
        let keys: Vec<Key> = keys.into_iter().collect();
        let menus: Result<Vec<(Key, String)>, Box<Diagnostic>> = keys.par_iter().map(|key| Ok((*key, render(renderer, *key)?))).collect();
        Ok(Self(menus?.into_iter().collect()))
    }

    /// The menu of a page with the page marked; empty where there is nothing to choose from.
    pub fn of(&self, placed: &PlacedPage<'_>) -> String {
        let Some(menu) = key(placed).and_then(|key| self.0.get(&key)) else { return String::new() };
        let own = format!("<a href=\"{}{}\"", plan::root_prefix(&placed.path), placed.path);
        match menu.find(&own) {
            Some(at) => [&menu[..at + own.len()], " aria-current=\"page\"", &menu[at + own.len()..]].concat(),
            None => menu.clone(),
        }
    }
}

fn render(renderer: &Renderer<'_>, (chapter, stretch, depth): Key) -> Result<String, Box<Diagnostic>> {
    let items = &renderer.plan.site.nav[chapter].items;
    let first = stretch * STRETCH;
    let entries: Vec<(usize, &NavItem)> = items.iter().enumerate().skip(first).take(STRETCH).collect();
    if items.len() < 2 {
        return Ok(String::new());
    }
    let root = "../".repeat(depth);
    let numbers: Vec<String> = entries.iter().map(|(entry, _)| renderer.plan.item_number(chapter, *entry)).collect();
    let links = entries.iter().zip(&numbers).filter_map(|((_, item), number)| {
        let (title, path) = item_title_and_path(renderer, item)?;
        Some(LinkView { title, href: format!("{root}{path}"), number: Some(number) })
    });
    let chapter = &renderer.plan.site.nav[chapter];
    let href = format!("{root}{}", plan::chapter_path(chapter));
    renderer.run_part("partials/section-nav.html", "section", &SectionView { title: &chapter.title.value, href, entries: links.collect() })
}
