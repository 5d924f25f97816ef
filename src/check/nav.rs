//! Every page can be reached from the nav, and every entrance leads somewhere.

use super::links;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{NavItem, PageId, Site};
use std::collections::BTreeSet;

pub(super) fn check(site: &Site, sink: &mut Sink) {
    for entrance in &site.entrances {
        for to in std::iter::once(&entrance.to).chain(entrance.choices.iter().map(|choice| &choice.to)) {
            links::check_reference(site, &to.value, to.span, sink);
        }
    }
    // A base is not built on its own and has no nav; an entry that was reported may have meant any page.
    if site.config.is_base || site.unread.hides_nav() {
        return;
    }
    let in_nav: BTreeSet<&PageId> = site.nav.iter().flat_map(|chapter| &chapter.items).filter_map(page_of).collect();
    for page in site.pages.values().filter(|page| !in_nav.contains(&page.id)) {
        let (ja, en) = (format!("「{}」が目次にありません", page.title.value), format!("`{}` is not in the nav", page.id));
        sink.push(Diagnostic::new(Code::NotInNav, page.title.span, ja, en).help(
            format!("site.yml の nav: のどこかに「page:{}」を加えます", page.id),
            format!("add `page:{}` to a chapter of `nav:`", page.id),
        ));
    }
}

fn page_of(item: &NavItem) -> Option<&PageId> {
    match item {
        NavItem::Page(id) => Some(id),
        NavItem::Index(_) => None,
    }
}
