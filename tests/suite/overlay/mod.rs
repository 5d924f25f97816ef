//! Layers: base ← prefecture ← town. What each verb does to each kind of thing, who wins, and what comes out.

mod agendas;
mod chains;
mod checklists;
mod flows;
mod lists;
mod outputs;
mod sections;
mod verbs;

use crate::harness::Handbook;
use shirube::diag::Severity;
use shirube::load::Loaded;
use shirube::model::Site;
use std::path::Path;

/// The small whole handbook of the harness as `base/`, a prefecture at `ken/` and a town at `site/`. The texts are put into their `site.yml`; a
/// town that does not name the nav gets one.
pub fn three_layers(ken: &str, town: &str) -> Handbook {
    let book = Handbook::new();
    std::fs::rename(book.site(), book.root().join("base")).expect("moved");
    let site = |id: &str, base: &str, more: &str| {
        format!(
            "id: {id}\ntitle: {id}の手引き\npublisher: {id}\nstatus: sample\nedition: {{label: 試し, issued: 2026-04-01}}\nextends: ../{base}\n{more}"
        )
    };
    book.write("ken/site.yml", site("ken", "base", ken).as_bytes());
    let nav = if town.contains("nav:") { "" } else { "nav:\n  - {id: taio, title: 対応, items: [page:hajime]}\n" };
    book.write("site/site.yml", site("machi", "ken", &format!("{nav}{town}")).as_bytes());
    book.replace("base/site.yml", "id: machi", "id: moto\nbase: yes")
}

/// Loads and judges a handbook; not its theme.
pub fn check(dir: &Path) -> Loaded {
    let mut loaded = shirube::load::load(dir);
    if let Some(site) = &loaded.site {
        loaded.sink.append(shirube::check::check(site, &loaded.sources));
    }
    loaded.sink.settle(&loaded.sources);
    loaded
}

/// Codes of the errors, in the order of the output.
pub fn errors(loaded: &Loaded) -> Vec<String> {
    loaded.sink.iter().filter(|problem| problem.severity == Severity::Error).map(|problem| problem.code.to_string()).collect()
}

/// The merged site of a handbook without errors.
pub fn whole(book: &Handbook) -> Site {
    let loaded = check(&book.site());
    assert!(errors(&loaded).is_empty(), "{}", book.check().human());
    loaded.site.expect("a site without errors")
}
