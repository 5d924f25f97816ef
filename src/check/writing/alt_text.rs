//! Images that say nothing to those who cannot see them (W102). What is embedded from the handbook itself has words of its own.

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{LinkTarget, Page, PageLink, Site};

pub(super) fn check(site: &Site, page: &Page, sink: &mut Sink) {
    for image in page.links.iter().filter(|link| link.is_image && link.text.trim().is_empty()) {
        // What leads nowhere is said by `links`.
        if matches!(site.link_target(Some(page), &image.target), LinkTarget::Asset(_) | LinkTarget::External) {
            sink.push(explain(image));
        }
    }
}

fn explain(image: &PageLink) -> Diagnostic {
    Diagnostic::new(Code::ImageWithoutAlt, image.span, "画像に代わりの文字がありません", "the image has no alternative text")
        .help(format!("![写っている内容]({}) のように書きます", image.target), format!("write what it shows: ![…]({})", image.target))
}
