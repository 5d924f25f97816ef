//! What agencies name exists: category, parent, go-between.

use super::slots::check_agency;
use crate::diag::{Code, Diagnostic, Sink, nearest};
use crate::model::{ReferenceKind, Site};

pub(super) fn check(site: &Site, sink: &mut Sink) {
    for agency in site.agencies.values() {
        let category = &agency.category;
        let is_unread = site.unread.hides(ReferenceKind::Category, category.as_str());
        if !is_unread && !site.categories.iter().any(|known| known.id == category.value) {
            let known = site.categories.iter().map(|known| known.id.as_str());
            let (ja, en) = (format!("分類「{}」がありません", category.value), format!("there is no category `{}`", category.value));
            let problem = Diagnostic::new(Code::UnknownCategory, category.span, ja, en);
            let problem = match nearest(category.as_str(), known) {
                Some(word) => problem.help(format!("もしかして「{word}」ですか"), format!("did you mean `{word}`?")),
                None => problem
                    .help("categories.yml にある id を書くか、そこへ分類を加えます", "write an id of categories.yml, or add it there"),
            };
            sink.push(site.removed.explain(ReferenceKind::Category, category.as_str(), problem));
        }
        for linked in [&agency.parent, &agency.through].into_iter().flatten() {
            check_agency(site, &linked.value, linked.span, sink);
        }
    }
}
