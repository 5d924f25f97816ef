//! Proof that a visit can fail: a site with good pages, and one bad page for each kind of defect.

use std::path::Path;

use tempfile::TempDir;

use super::bidi::Outcome;
use super::site::{every_page_opens_cleanly, every_page_opens_cleanly_without_scripts};
use super::visit::{Report, SiteCopy, visit};
use super::{Engine, shots, with_page, with_scriptless_page};

/// The policy of the real pages.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'none'; \
                      require-trusted-types-for 'script'; trusted-types Shirube";

/// Pages that must be reported: name, body, and what the report must say of it.
const DEFECTS: [(&str, &str, &str); 12] = [
    ("console-error", "<script defer src=\"js/error.js\"></script>", "the console says: 書けない"),
    ("exception", "<script defer src=\"js/throw.js\"></script>", "boom"),
    ("rejection", "<script defer src=\"js/reject.js\"></script>", "nobody caught this"),
    ("inline-style", "<p style=\"color: red\">赤</p>", "style-src"),
    ("trusted-types", "<script defer src=\"js/inner-html.js\"></script>", "rusted"),
    ("http-image", "<img alt=\"\" src=\"http://images.example/a.png\">", "http://images.example/a.png"),
    ("missing-image", "<img alt=\"\" src=\"none.png\">", "none.png"),
    ("missing-script", "<script defer src=\"js/none.js\"></script>", "js/none.js"),
    ("missing-anchor", "<a href=\"index.html#nowhere\">節</a>", "names an anchor that index.html does not have"),
    ("missing-file", "<a href=\"nowhere.html\">頁</a>", "leads to nowhere.html, which does not exist"),
    ("wrong-case", "<a href=\"Index.html\">表紙</a>", "differs in upper and lower case from index.html"),
    ("folder-link", "<a href=\"js/\">フォルダー</a>", "leads to a folder"),
];

/// Defects without a policy that would stop them first.
const UNPROTECTED: [(&str, &str, &str); 5] = [
    ("http-image", "<img alt=\"\" src=\"http://images.example/a.png\">", "//images.example/a.png, which is outside"),
    ("beacon", "<script src=\"js/beacon.js\"></script>", "https://count.example/hit"),
    ("socket", "<script src=\"js/socket.js\"></script>", "//socket.example/"),
    ("outside", "<img alt=\"\" src=\"../outside.svg\">", "outside.svg"),
    ("wide", "<pre>幅の広い表の見出しと幅の広い表の見出しと幅の広い表の見出し</pre>", "scrolls sideways at 320 px because of pre"),
];

const GOOD: &str = "<h1 id=\"節-1\">表紙</h1><p id=\"x\">本文 <a href=\"#節-1\">節</a> <a href=\"sub/page.html#x\">頁</a>
<a href=\"https://www.city.example/\">市</a> <a href=\"tel:110\">110</a> <a href=\"sub/page.html?q=%E6%AC%A0#x\">検索</a>
<svg width=\"9\" height=\"9\"><a href=\"sub/page.html\"><path d=\"M0 0h9v9\"/></a></svg>
<noscript><p id=\"noscript\">スクリプトなしで読めます。</p></noscript>
<script defer src=\"js/good.js\"></script>";
const SUB: &str = "<p id=\"x\">本文 <a href=\"../index.html#%E7%AF%80-1\">表紙へ</a> <a href=\"#top\">上へ</a>";

const SCRIPTS: [(&str, &str); 7] = [
    ("good", "document.documentElement.dataset.ran = 'yes'; console.warn('a warning is no defect');"),
    ("error", "console.error('書けない');"),
    ("throw", "setTimeout(function () { throw new Error('boom'); }, 0);"),
    ("reject", "Promise.reject(new Error('nobody caught this'));"),
    ("inner-html", "document.body.innerHTML = '<p>plain text';"),
    ("beacon", "navigator.sendBeacon('https://count.example/hit');"),
    ("socket", "new WebSocket('ws://socket.example/');"),
];

fn document(policy: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"ja\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>頁</title></head><body>{body}</body></html>"
    )
}

/// Writes the good pages, and bad ones under this policy, into a folder of a folder.
fn site(policy: &str, defects: &[(&str, &str, &str)]) -> TempDir {
    let temporary = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(temporary.path().join(name), text).unwrap();
    for folder in ["sub", "js"] {
        std::fs::create_dir(temporary.path().join(folder)).unwrap();
    }
    write("index.html", &document(policy, GOOD));
    write("sub/page.html", &document(policy, SUB));
    for (name, body, _) in defects {
        write(&format!("{name}.html"), &document(policy, body));
    }
    for (name, text) in SCRIPTS {
        write(&format!("js/{name}.js"), text);
    }
    temporary
}

fn visited(engine: Engine, folder: &Path) -> Outcome<Report> {
    let copy = SiteCopy::of(folder)?;
    with_page(engine, |page| visit(&copy, page))
}

/// Checks that each bad page is reported with its words, and no good page is reported at all.
fn assert_reported(report: &Report, defects: &[(&str, &str, &str)]) {
    let all = report.problems.iter().cloned().collect::<Vec<_>>().join("\n");
    for (name, _, words) in defects {
        let page = format!("{name}.html: ");
        let told = report.problems.iter().any(|problem| problem.starts_with(&page) && problem.contains(words));
        assert!(told, "{name} was not reported with {words:?}; all that was reported:\n{all}");
    }
    let good = report.problems.iter().find(|problem| !defects.iter().any(|(name, ..)| problem.starts_with(&format!("{name}.html: "))));
    assert_eq!(good, None, "a good page was reported");
    assert_eq!(report.pages, defects.len() + 2);
}

fn each_defect_is_reported(engine: Engine) -> Outcome {
    let protected = site(POLICY, &DEFECTS);
    assert_reported(&visited(engine, protected.path())?, &DEFECTS);
    let unprotected = site("", &UNPROTECTED);
    assert_reported(&visited(engine, unprotected.path())?, &UNPROTECTED);
    Ok(())
}

#[test]
fn each_defect_is_reported_in_chromium() -> Outcome {
    each_defect_is_reported(Engine::Chromium)
}

#[test]
fn each_defect_is_reported_in_firefox() -> Outcome {
    each_defect_is_reported(Engine::Firefox)
}

fn pages_without_scripts_are_visited(engine: Engine) -> Outcome {
    let defects: Vec<_> = DEFECTS.into_iter().filter(|(_, body, _)| !body.contains("<script")).collect();
    let folder = site(POLICY, &defects);
    let copy = SiteCopy::of(folder.path())?;
    with_scriptless_page(engine, |page| {
        let report = visit(&copy, page)?;
        assert_reported(&report, &defects);
        page.open_file(&copy.path("index.html"))?;
        assert_eq!(page.evaluate("document.documentElement.dataset.ran ?? 'no'")?, "no");
        assert_eq!(page.evaluate("document.getElementById('noscript') !== null")?, true);
        Ok(())
    })
}

#[test]
fn pages_without_scripts_are_visited_in_chromium() -> Outcome {
    pages_without_scripts_are_visited(Engine::Chromium)
}

#[test]
fn pages_without_scripts_are_visited_in_firefox() -> Outcome {
    pages_without_scripts_are_visited(Engine::Firefox)
}

/// The other half of the proof: with nothing wrong, the tests of the built sites pass, pictures included.
#[test]
fn a_site_without_defects_passes_the_tests_of_built_sites() -> Outcome {
    let folder = site(POLICY, &[]);
    for engine in [Engine::Chromium, Engine::Firefox] {
        every_page_opens_cleanly(folder.path(), engine)?;
        every_page_opens_cleanly_without_scripts(folder.path(), engine)?;
        let pictures = tempfile::tempdir().unwrap();
        let copy = SiteCopy::of(folder.path())?;
        with_page(engine, |page| shots::write(&copy, "site", page, pictures.path()))?;
        for name in ["site-index-{}-wide.png", "site-sub-page-{}-phone.png", "site-sub-page-{}-print.pdf"] {
            let name = name.replace("{}", &engine.to_string().to_lowercase());
            assert!(pictures.path().join(&name).is_file(), "no {name}");
        }
    }
    Ok(())
}
