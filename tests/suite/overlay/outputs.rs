//! What comes out of a run over layers: a patch with nothing is the base, and a change of the base shows where the town did not say otherwise.

use super::three_layers;
use crate::harness::Handbook;
use shirube::build::{self, BuildOutcome, Builder};
use shirube::model::Audience;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Every file below a folder but the list of files, by path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    walk.map(|entry| {
        let path = entry.path().strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
        (path, fs::read(entry.path()).expect("a file"))
    })
    .filter(|(path, _)| path != build::MANIFEST_NAME)
    .collect()
}

fn build_to(site: &Path, out: &Path) -> BTreeMap<String, Vec<u8>> {
    let built = build::build_site(site, out, Audience::Public, &|_, _| {});
    assert!(matches!(built.outcome, BuildOutcome::Published { .. }), "{:?}", built.sink);
    files(out)
}

/// Paths whose bytes differ, or that only one has.
fn differing(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    a.keys().chain(b.keys()).filter(|path| a.get(*path) != b.get(*path)).cloned().collect()
}

#[test]
fn a_patch_with_nothing_of_everything_is_the_base() {
    let book = Handbook::new();
    let alone = build_to(&book.site(), &book.root().join("alone"));
    let site_yml = fs::read_to_string(book.site().join("site.yml")).expect("site.yml");
    fs::rename(book.site(), book.root().join("base")).expect("moved");
    let head = site_yml.split("slots:").next().expect("a head");
    let town =
        format!("{head}extends: ../base\nundecided_ask: role:management\nnav: {{overlay: patch}}\nslots: {{centre: {{overlay: patch}}}}\n");
    let book = book.replace("base/site.yml", "id: machi", "id: moto");
    let mut book = book.files("-- site/emergency.yml --\noverlay: patch\nlines: {overlay: patch}\n-- site/guide/hajime.md --\n---\noverlay: patch\n---\n-- site/glossary.yml --\nterms: [{id: gennin, overlay: patch}]\n-- site/categories.yml --\ncategories: [{id: jido, overlay: patch}]\n");
    book.write("site/site.yml", town.as_bytes());
    for agency in ["dial-110", "dial-119", "dial-189", "centre", "guidance"] {
        book = book.files(&format!("-- site/agencies/{agency}.yml --\noverlay: patch\n"));
    }
    let patched = build_to(&book.site(), &book.root().join("patched"));
    assert!(alone.contains_key("guide/hajime.html") && alone.contains_key("agencies/centre.html"));
    assert_eq!(differing(&alone, &patched), BTreeSet::new());
}

#[test]
fn a_change_of_the_base_appears_in_every_town_but_where_it_says_otherwise() {
    let pages = "-- base/guide/a.md --\n---\ntitle: 甲\n---\n## 節 {#s}\n\n基の甲\n\n## 節二 {#t}\n\n基の甲二\n-- base/guide/b.md --\n---\ntitle: 乙\n---\n基の乙\n-- base/guide/c.md --\n---\ntitle: 丙\n---\n基の丙\n";
    let own = "-- site/guide/a.md --\n---\noverlay: patch\n---\n## 町の節 {#s overlay=replace}\n\n町の甲\n-- site/guide/b.md --\n---\noverlay: replace\ntitle: 乙\n---\n町の乙\n";
    let nav =
        "nav:\n  - {id: taio, title: 対応, items: [page:hajime, page:a, page:b, page:c, index:agencies, index:glossary, index:kana]}\n";
    let book = || three_layers("", nav).files(pages).files(own);
    let before = |book: &Handbook| build_to(&book.site(), &book.root().join("before"));
    let after = |book: &Handbook| build_to(&book.site(), &book.root().join("after"));
    /// A change of a file of the base, and the files of the town that change.
    type Row = (&'static str, &'static str, &'static str, &'static [&'static str]);
    const ROWS: &[Row] = &[
        ("base/guide/a.md", "基の甲二", "新しい甲二", &["guide/a.html"]),
        ("base/guide/a.md", "基の甲\n", "新しい甲\n", &[]),
        ("base/guide/b.md", "基の乙", "新しい乙", &[]),
        ("base/guide/c.md", "基の丙", "新しい丙", &["guide/c.html"]),
        ("base/glossary.yml", "無事を確かめること", "無事を見届けること", &["glossary.html"]),
    ];
    for (file, from, to, changed) in ROWS {
        let book = book();
        let old = before(&book);
        let book = book.replace(file, from, to);
        let new = after(&book);
        // What is said on a page is what is found; the index knows its texts by their check sums.
        let searched: &[&str] = if changed.is_empty() { &[] } else { &["search/text-0.js", "search/index.js"] };
        let expected: BTreeSet<String> = changed.iter().chain(searched).copied().map(str::to_owned).collect();
        assert_eq!(differing(&old, &new), expected, "{file}: {from} → {to}");
        let shown = new.values().any(|bytes| String::from_utf8_lossy(bytes).contains(to.trim()));
        assert_eq!(shown, !changed.is_empty(), "{file}: {to}");
    }
}

#[test]
fn handbooks_of_one_run_share_their_base_and_come_out_as_when_built_alone() {
    let book =
        three_layers("", "").files("-- site/guide/hajime.md --\n---\noverlay: patch\n---\n## 町 {#m overlay=after:tsukai}\n\n町の文\n");
    let second = fs::read_to_string(book.site().join("site.yml")).expect("site.yml").replace("id: machi", "id: tonari");
    book.write("tonari/site.yml", second.as_bytes());
    let mut builder = Builder::default();
    for site in ["site", "tonari"] {
        let (dir, out) = (book.root().join(site), book.root().join("together").join(site));
        let built = builder.build(&dir, &out, Audience::Public, &|_, _| {});
        assert!(matches!(built.outcome, BuildOutcome::Published { .. }));
        let alone = build_to(&dir, &book.root().join("alone").join(site));
        assert_eq!(differing(&files(&out), &alone), BTreeSet::new(), "{site}");
    }
    // Problems of the base are said for each of them.
    let book = book.replace("base/guide/hajime.md", "本文です。", "本文です。<b>");
    let mut builder = Builder::default();
    let said: Vec<usize> = ["site", "tonari"].iter().map(|site| builder.check(&book.root().join(site)).sink.warnings()).collect();
    assert_eq!(said, [1, 1]);
}

#[test]
fn a_base_that_changes_after_it_was_shared_is_read_again_by_the_next_run() {
    let book = three_layers("", "");
    let second = fs::read_to_string(book.site().join("site.yml")).expect("site.yml").replace("id: machi", "id: tonari");
    book.write("tonari/site.yml", second.as_bytes());
    let mut builder = Builder::default();
    let out = |site: &str| book.root().join("out").join(site);
    let _ = builder.build(&book.site(), &out("site"), Audience::Public, &|_, _| {});
    // While the run goes on: the second handbook still sees what the first saw …
    let page = fs::read_to_string(book.root().join("base/guide/hajime.md")).expect("a page");
    book.write("base/guide/hajime.md", page.replace("本文です。", "変文です。").as_bytes());
    let _ = builder.build(&book.root().join("tonari"), &out("tonari"), Audience::Public, &|_, _| {});
    let shows = |words: &str| String::from_utf8_lossy(&files(&out("tonari"))["guide/hajime.html"]).contains(words);
    assert!(shows("本文です。"));
    // … and the next run sees that its source is newer than its site.
    let built = build::build_site(&book.root().join("tonari"), &out("tonari"), Audience::Public, &|_, _| {});
    assert!(matches!(built.outcome, BuildOutcome::Published { .. }), "{:?}", built.outcome);
    assert!(shows("変文です。"));
}
