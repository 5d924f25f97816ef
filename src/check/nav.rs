//! Every page can be reached from the nav, and every entrance leads somewhere.
//!
//! Pages of a base count too: they are published with the town's own, found by search and index, but without an item number and a place in
//! a chapter. A town that leaves some out on purpose says `lints: {not-in-nav: off}`.

use super::links;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{NavItem, Page, PageId, Site};
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
        sink.push(left_out(site, page));
    }
}

/// Said where it is to be mended: at the page of one's own, which is perhaps to be deleted; at `site.yml` for a page of the base.
fn left_out(site: &Site, page: &Page) -> Diagnostic {
    let (title, id) = (&page.title.value, &page.id);
    let problem = match site.layers.get(page.origin.layer) {
        Some(base) if page.origin.layer > 0 => {
            let (ja, en) = (
                format!("基の手引き「{}」のページ「{title}」が目次にありません", base.title),
                format!("`{id}` of the base `{}` is not in the nav", base.id),
            );
            Diagnostic::new(Code::NotInNav, site.config.span, ja, en).also(page.title.span, "このページ", "this page")
        }
        _ => {
            Diagnostic::new(Code::NotInNav, page.title.span, format!("「{title}」が目次にありません"), format!("`{id}` is not in the nav"))
        }
    };
    problem.help(format!("site.yml の nav: のどこかに「page:{id}」を加えます"), format!("add `page:{id}` to a chapter of `nav:`"))
}

fn page_of(item: &NavItem) -> Option<&PageId> {
    match item {
        NavItem::Page(id) => Some(id),
        NavItem::Index(_) | NavItem::Rules(..) | NavItem::Flow(_) | NavItem::Checklist(_) | NavItem::Agenda(_) | NavItem::Form(_) => None,
    }
}
