//! The theme: what the embedded one keeps to, how layers change it, and what is said when they err.

mod contexts;
mod layers;

use contexts::{Fill, PAGES};
use scraper::{Html, Selector};
use shirube::diag::Sink;
use shirube::render::{Engine, Marks};
use shirube::theme::{Theme, pairs, ratio};
use std::collections::BTreeSet;
use std::path::Path;

const CSP: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; frame-src 'self'; manifest-src 'self'; worker-src 'self'; connect-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; \
    require-trusted-types-for 'script'; trusted-types Shirube\">";

/// The default theme and its engine.
fn default_theme(lang: &str) -> (Theme, Engine) {
    let mut sink = Sink::default();
    let theme = Theme::assemble(&[], lang, None, &mut sink);
    let engine = theme.as_ref().and_then(|theme| Engine::new(theme, &mut sink));
    assert!(sink.is_empty(), "{sink:?}");
    (theme.expect("theme"), engine.expect("engine"))
}

fn marks(status: bool, audience: bool) -> Marks {
    Marks { status, audience }
}

/// Renders a page the way `render` does: the lane first, then the page around it.
fn render(theme: &Theme, engine: &Engine, page: (&str, &str, &str), fill: Fill) -> String {
    let mut context = tera::Context::from_serialize(&contexts::page(page.1, page.2, fill)).expect("context");
    context.insert("t", theme.strings());
    let lane = engine.render("partials/emergency.html", &context).expect("lane");
    context.insert("lane_html", &lane);
    let html = engine
        .render_page(page.0, &context, marks(true, fill == Fill::Full))
        .unwrap_or_else(|problem| panic!("{} {fill:?}: {problem:#?}", page.0));
    String::from_utf8(html).expect("a page is text")
}

fn every_page() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for lang in ["ja", "en"] {
        let (theme, engine) = default_theme(lang);
        for page in PAGES {
            for fill in [Fill::Minimal, Fill::Full] {
                pages.push((format!("{} {lang} {fill:?}", page.0), render(&theme, &engine, page, fill)));
            }
        }
    }
    pages
}

fn count(html: &Html, selector: &str) -> usize {
    html.select(&Selector::parse(selector).expect("selector")).count()
}

#[test]
fn every_template_renders_with_minimal_and_full_contexts() {
    for (name, text) in every_page() {
        let html = Html::parse_document(&text);
        assert!(text.starts_with("<!DOCTYPE html>\n<html lang=\"ja\">\n<head>\n"), "{name}");
        assert_eq!(count(&html, "h1"), 1, "{name}: one h1");
        for landmark in ["header", "main#main", "footer", "body > .skip-link:first-child", "nav.nav[aria-label]"] {
            assert_eq!(count(&html, landmark), 1, "{name}: {landmark}");
        }
        for element in ["div", "section", "ul", "ol", "li", "dl", "dt", "dd", "p", "a", "span", "nav", "article", "aside", "small"] {
            let opened = text.matches(&format!("<{element}>")).count() + text.matches(&format!("<{element} ")).count();
            assert_eq!(opened, text.matches(&format!("</{element}>")).count(), "{name}: <{element}> opened and closed");
        }
    }
}

#[test]
fn the_status_mark_and_the_emergency_lane_stand_before_all_content() {
    for (name, text) in every_page() {
        let at = |mark: &str| text.find(mark).unwrap_or_else(|| panic!("{name}: no {mark}"));
        let order = [
            at("class=\"skip-link\""),
            at("data-status="),
            at("data-emergency"),
            at("href=\"tel:110\""),
            at("<header"),
            at("<main"),
            at("<footer"),
        ];
        assert!(order.is_sorted(), "{name}: {order:?}");
    }
}

#[test]
fn the_policy_comes_first_and_nothing_stands_against_it() {
    for (name, text) in every_page() {
        let head = text.split_once("<head>\n").expect("head").1;
        assert!(head.starts_with(CSP), "{name}");
        let html = Html::parse_document(&text);
        for forbidden in [
            "[style]",
            "style",
            "script:not([src])",
            "script:not([defer])",
            "[integrity]",
            "[crossorigin]",
            "[onclick]",
            "base",
            // Controls that send nothing are no form that is sent.
            "form:not([data-form])",
            "form[action]",
            "[formaction]",
            "iframe",
        ] {
            assert_eq!(count(&html, forbidden), 0, "{name}: {forbidden}");
        }
        for link in html.select(&Selector::parse("[href], [src]").expect("selector")) {
            let target = link.attr("href").or(link.attr("src")).unwrap_or_default();
            let is_inside = target.starts_with('#')
                || target.starts_with("tel:")
                || target.starts_with("mailto:")
                || target.split('#').next().is_some_and(|file| file.contains('.'));
            assert!((is_inside || target.starts_with("https://example.jp/")) && !target.starts_with('/'), "{name}: {target}");
        }
    }
}

#[test]
fn ids_are_unique_and_aria_references_lead_somewhere() {
    for (name, text) in every_page() {
        let html = Html::parse_document(&text);
        let mut ids = BTreeSet::new();
        for element in html.select(&Selector::parse("[id]").expect("selector")) {
            assert!(ids.insert(element.attr("id").unwrap_or_default()), "{name}: #{:?} twice", element.attr("id"));
        }
        for element in html.select(&Selector::parse("[aria-labelledby], [aria-controls]").expect("selector")) {
            let target = element.attr("aria-labelledby").or(element.attr("aria-controls")).unwrap_or_default();
            assert!(ids.contains(target), "{name}: {target}");
        }
    }
}

#[test]
fn text_is_escaped_and_finished_html_is_not() {
    let (theme, engine) = default_theme("ja");
    let html = render(&theme, &engine, PAGES[2], Fill::Full);
    assert!(html.contains("小樽市 &lt;不登校&gt; 対応"));
    assert!(html.contains("<h2 id=\"kyo\">今日すること</h2>"));
}

#[test]
fn an_approved_handbook_needs_no_mark_and_others_cannot_be_rendered_without() {
    let (theme, engine) = default_theme("ja");
    let mut value = contexts::page("page", "page", Fill::Full);
    value["site"]["status"] = "approved".into();
    value["site"]["audience"] = "public".into();
    let mut context = tera::Context::from_serialize(&value).expect("context");
    context.insert("t", theme.strings());
    context.insert("lane_html", "<section data-emergency></section>");
    let approved = engine.render_page("page.html", &context, marks(false, false)).expect("page");
    assert!(!String::from_utf8(approved).expect("a page is text").contains("data-status"));
    assert!(engine.render_page("page.html", &context, marks(true, false)).is_err());
    assert!(engine.render_page("page.html", &context, marks(false, true)).is_err(), "nothing says for whom it is");
    context.insert("lane_html", "");
    assert_eq!(engine.render_page("page.html", &context, marks(false, false)).expect_err("no lane").code.id(), "S110");
}

/// All files below a folder of the theme, as path and text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default").join(folder);
    let files =
        walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().display().to_string(), std::fs::read_to_string(entry.path()).expect("text"))).collect()
}

/// The text of all Rust files below a folder.
fn rust_sources(folder: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files.map(|entry| std::fs::read_to_string(entry.path()).expect("text")).collect()
}

/// What stands in quotes in scripts and may be a key of a text.
fn scripted_keys() -> BTreeSet<String> {
    let is_key = |word: &&str| {
        ["calc_", "fill_", "search_"].iter().any(|start| word.starts_with(start))
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    sources("js").iter().flat_map(|(_, text)| text.split('"').filter(is_key).map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn every_visible_text_comes_from_i18n_and_every_key_is_used_and_translated() {
    let mut used = BTreeSet::new();
    for (path, text) in sources("templates") {
        for piece in text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.')).filter_map(|word| word.strip_prefix("t.")) {
            used.insert(piece.to_owned());
        }
        assert!(text.is_ascii(), "{path}: text outside i18n");
    }
    for (path, text) in sources("js") {
        let strings = text.lines().filter(|line| !line.trim_start().starts_with(['/', '*'])).filter(|line| !line.is_ascii()).count();
        assert_eq!(strings, 0, "{path}: text outside i18n");
    }
    let keys = |name: &str| -> BTreeSet<String> {
        let text = sources("i18n").into_iter().find(|(path, _)| path.ends_with(name)).expect("file").1;
        text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':')).map(|(key, _)| key.to_owned()).collect()
    };
    // Words that the renderer puts into sentences stand in its source as quoted keys.
    let renderer: String = rust_sources("src/render");
    // Scripts name theirs in quotes too, or the part before the last word, which follows from what is told.
    let quoted = scripted_keys();
    let is_in_script = |key: &str| quoted.iter().any(|word| word == key || (word.ends_with('_') && key.starts_with(word.as_str())));
    let (in_code, in_templates): (BTreeSet<String>, BTreeSet<String>) =
        keys("ja.yml").into_iter().partition(|key| !used.contains(key) && (renderer.contains(&format!("\"{key}\"")) || is_in_script(key)));
    assert_eq!(keys("ja.yml"), keys("en.yml"));
    assert_eq!(in_templates, used);
    assert!(in_code.len() > 10, "the renderer's own words were not found: {in_code:?}");
}

#[test]
fn templates_and_scripts_keep_to_what_works_from_a_folder() {
    for (path, text) in sources("templates") {
        for forbidden in ["style=", "<style", "<script>", "http://", "https://", "onclick", "javascript:"] {
            assert!(!text.contains(forbidden), "{path}: {forbidden}");
        }
    }
    for (path, text) in sources("js") {
        for forbidden in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "fetch(",
            "XMLHttpRequest",
            "import ",
            "import(",
            "localStorage",
            "sessionStorage",
            "WebAssembly",
        ] {
            // One script keeps things for all pages.
            let is_its_work = forbidden == "localStorage" && path.ends_with("js/store.js");
            assert!(is_its_work || !text.contains(forbidden), "{path}: {forbidden}");
        }
        assert!(text.contains("\"use strict\";"), "{path}");
    }
    for (path, text) in sources("css") {
        for forbidden in ["url(", "@import", "http"] {
            let plain = text.replace("a.external[href^=\"http\"]", "");
            assert!(!plain.contains(forbidden), "{path}: {forbidden}");
        }
    }
    for folder in ["css", "js", "templates"] {
        for (path, text) in sources(folder) {
            assert!(text.lines().count() <= 400, "{path} is longer than 400 lines");
        }
    }
}

#[test]
fn style_and_script_are_small_enough_for_an_old_pc() {
    let (theme, engine) = default_theme("ja");
    let everywhere: Vec<&str> = theme.styles().chain(theme.scripts()).collect();
    let size: usize = theme.files().filter(|file| everywhere.contains(&file.path.as_str())).map(|file| file.bytes.len()).sum();
    assert!(size <= 48_000, "{size} bytes of style and script");
    let search_box: Vec<&str> = [true, false].into_iter().flat_map(|is_style| theme.bundle("search-box", is_style)).collect();
    let searching: usize = theme.files().filter(|file| search_box.contains(&file.path.as_str())).map(|file| file.bytes.len()).sum();
    assert!(searching > 0, "the box is on every page");
    let home = render(&theme, &engine, PAGES[0], Fill::Full).len();
    assert!(size + searching + home <= 100_000, "{} bytes for the first page", size + searching + home);
}

#[test]
fn every_declared_pair_of_colours_is_far_enough_apart() {
    let (theme, _) = default_theme("ja");
    let css = theme
        .files()
        .find(|file| file.path.ends_with(".css"))
        .map(|file| String::from_utf8_lossy(&file.bytes).into_owned())
        .expect("style");
    let pairs = pairs(&css);
    assert!(pairs.len() >= 35, "{} pairs", pairs.len());
    for pair in pairs {
        let ratio = ratio(&css, &pair.front, &pair.back).unwrap_or_else(|| panic!("{pair:?}"));
        assert!(ratio >= pair.need.least(), "{pair:?}: {ratio:.2}");
    }
}

#[test]
fn the_contrast_is_that_of_the_standard() {
    let css = ":root { --white: #fff; --black: #000000; --grey: #767676; --alias: var(--grey); } @media print { :root { --grey: #000; } }";
    let near = |a: Option<f64>, b: f64| a.is_some_and(|a| (a - b).abs() < 0.005);
    assert!(near(ratio(css, "--white", "--black"), 21.0));
    assert!(near(ratio(css, "--grey", "--white"), 4.54));
    assert!(near(ratio(css, "--alias", "--white"), 4.54));
    assert_eq!(ratio(css, "--none", "--white"), None);
}
