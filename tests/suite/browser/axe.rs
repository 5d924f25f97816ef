//! Every kind of page, wide and narrow, keeps the rules that a machine can judge: axe-core with WCAG 2.2 A and AA and its good practices.
//!
//! A machine finds perhaps a third of what hinders people; what it finds is never there.

use std::path::Path;
use std::sync::LazyLock;

use serde_json::{Value, json};

use super::bidi::{Failure, Outcome};
use super::page::Page;
use super::shots::one_per_kind;
use super::site::built_site;
use super::visit::SiteCopy;
use super::{Engine, with_page};

/// The checker, as `tests/run` installs it.
static AXE: LazyLock<Result<String, String>> = LazyLock::new(|| {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/axe/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}; tests/run installs it", file.display()))
});

/// An office PC, the same at 200 %, and the narrowest telephone.
const SIZES: [(u32, u32); 3] = [(1366, 768), (683, 384), (320, 640)];

/// What the page shown violates, a line per rule with the first elements.
fn violations(page: &mut Page<'_>) -> Outcome<Vec<String>> {
    page.run_script(AXE.as_ref().map_err(|error| Failure(error.clone()))?)?;
    // The preload would request style sheets, which the page's policy forbids.
    let options = json!({"preload": false, "resultTypes": ["violations"]});
    let found = page.call("(options) => axe.run(document, options)", &[options])?;
    let told = |rule: &Value| {
        let targets = rule["nodes"].as_array().into_iter().flatten().take(3).map(|node| node["html"].to_string());
        format!("{}: {} {}", rule["id"], rule["help"], targets.collect::<Vec<_>>().join(" "))
    };
    Ok(found["violations"].as_array().into_iter().flatten().map(told).collect())
}

fn every_kind_of_page_is_accessible(name: &'static str, engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site(name))?;
    let mut found = Vec::new();
    with_page(engine, |page| {
        for (width, height) in SIZES {
            page.set_viewport(width, height)?;
            for file in kinds(&copy) {
                page.open_file(&copy.path(file))?;
                found.extend(violations(page)?.into_iter().map(|line| format!("{file} at {width} px: {line}")));
            }
        }
        Ok(())
    })?;
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}

/// One page of each folder, and the pages that are like no other of their folder.
fn kinds(copy: &SiteCopy) -> Vec<&str> {
    let mut kinds = one_per_kind(copy.pages());
    let own = ["404.html", "glossary.html", "kana.html", "paper.html", "agencies/by-name.html", "guide/taio/day-7.html"];
    kinds.extend(copy.pages().filter(|page| own.contains(page)));
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

#[test]
fn every_kind_of_page_of_otaru_is_accessible_in_chromium() -> Outcome {
    every_kind_of_page_is_accessible("otaru", Engine::Chromium)
}

#[test]
fn every_kind_of_page_of_otaru_is_accessible_in_firefox() -> Outcome {
    every_kind_of_page_is_accessible("otaru", Engine::Firefox)
}

#[test]
fn the_checker_finds_what_is_wrong() -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wrong.html");
    let html = "<!doctype html><html><title>x</title><main><h1>題</h1><h3>とばした見出し</h3><img src=\"x.png\"><p style=\"color:#aaa\">うすい</p></main>";
    std::fs::write(&file, html).unwrap();
    let found = with_page(Engine::Chromium, |page| {
        page.open_file(&file)?;
        violations(page)
    })?;
    for rule in ["html-has-lang", "image-alt", "color-contrast", "heading-order"] {
        assert!(found.iter().any(|line| line.contains(rule)), "{rule} in {found:#?}");
    }
    Ok(())
}
