//! What agencies name exists: category, parent, go-between.

use super::slots::unknown_agency;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::Site;

pub(super) fn check(site: &Site, sink: &mut Sink) {
    for agency in site.agencies.values() {
        let category = &agency.category;
        if !site.categories.iter().any(|known| known.id == category.value) {
            let known = site.categories.iter().map(|known| known.id.as_str());
            let (ja, en) = (format!("分類「{}」がありません", category.value), format!("there is no category `{}`", category.value));
            sink.push(Diagnostic::new(Code::UnknownCategory, category.span, ja, en).did_you_mean(category.as_str(), known));
        }
        for linked in [&agency.parent, &agency.through].into_iter().flatten() {
            if !site.agencies.contains_key(&linked.value) {
                sink.push(unknown_agency(site, &linked.value, linked.span));
            }
        }
    }
}
