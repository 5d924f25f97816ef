//! Every kind of page, wide and narrow, keeps the rules that a machine can judge: axe-core with WCAG 2.2 A and AA and its good practices.
//!
//! A machine finds perhaps a third of what hinders people; what it finds is never there.

use std::path::Path;
use std::sync::LazyLock;

use serde_json::{Value, json};

use super::bidi::{Failure, Outcome};
use super::page::Page;
use super::shots::one_per_kind;
use super::site::{built_site, built_workspace};
use super::visit::SiteCopy;
use super::{Engine, with_page};

/// The checker, as `tests/run` installs it.
static AXE: LazyLock<Result<String, String>> = LazyLock::new(|| {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/axe/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}; tests/run installs it", file.display()))
});

/// An office PC.
const WIDE: (u32, u32) = (1366, 768);

/// The same at 200 %, and the narrowest telephone.
const NARROW: [(u32, u32); 2] = [(683, 384), (320, 640)];

/// What the page shown violates, a line per rule with the first elements.
pub fn violations(page: &mut Page<'_>) -> Outcome<Vec<String>> {
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
    let mut kinds = one_per_kind(copy.pages());
    kinds.extend(OF_OWN_MAKE.iter().filter(|page| !kinds.contains(page)).collect::<Vec<_>>());
    are_accessible(&copy, &kinds, OF_OWN_MAKE, engine)
}

/// Pages wide, and some of them narrow: in Chromium, because what a narrow window changes both engines compute alike.
fn are_accessible(copy: &SiteCopy, wide: &[&str], narrow: &[&str], engine: Engine) -> Outcome {
    let missing: Vec<_> = wide.iter().chain(narrow).filter(|wanted| !copy.pages().any(|page| page == **wanted)).collect();
    assert!(missing.is_empty(), "{missing:?} is not there");
    let mut found = Vec::new();
    with_page(engine, |page| {
        let is_narrow_too = engine == Engine::Chromium;
        let narrow = NARROW.map(|size| (size, narrow)).into_iter().filter(|_| is_narrow_too);
        for ((width, height), files) in std::iter::once((WIDE, wide)).chain(narrow) {
            page.set_viewport(width, height)?;
            for file in files {
                page.open_file(&copy.path(file))?;
                found.extend(violations(page)?.into_iter().map(|line| format!("{file} at {width} px: {line}")));
            }
        }
        Ok(())
    })?;
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}

/// Pages of other handbooks: the home page of each, tables and charts of every kind, the list of tables.
const OF_OTHERS: &[(&str, &[&str])] = &[
    (
        "kaigi",
        &[
            "index.html",
            "guide/chosa/kaisai.html",
            "guide/chosa/shusseki.html",
            "tables/hamamatsu-ku.html",
            "tables/index.html",
            "agendas/case-30.html",
            "agendas/hamamatsu.html",
        ],
    ),
    ("memuro", &["index.html", "guide/case/jitsurei.html"]),
    ("musashino", &["index.html", "guide/katsudo/jokyo.html", "guide/ssw/keii.html", "tables/index.html", "tables/kakaeru-mondai.html"]),
];

fn tables_and_home_pages_are_accessible(engine: Engine) -> Outcome {
    for (name, pages) in OF_OTHERS {
        are_accessible(&SiteCopy::of(&built_site(name))?, pages, pages, engine)?;
    }
    Ok(())
}

fn the_page_above_the_handbooks_is_accessible(engine: Engine) -> Outcome {
    let page = ["index.html"];
    are_accessible(&SiteCopy::of(&built_workspace())?, &page, &page, engine)
}

#[test]
fn tables_and_home_pages_are_accessible_in_chromium() -> Outcome {
    tables_and_home_pages_are_accessible(Engine::Chromium)
}

#[test]
fn tables_and_home_pages_are_accessible_in_firefox() -> Outcome {
    tables_and_home_pages_are_accessible(Engine::Firefox)
}

#[test]
fn the_page_above_the_handbooks_is_accessible_in_chromium() -> Outcome {
    the_page_above_the_handbooks_is_accessible(Engine::Chromium)
}

#[test]
fn the_page_above_the_handbooks_is_accessible_in_firefox() -> Outcome {
    the_page_above_the_handbooks_is_accessible(Engine::Firefox)
}

/// A page of each template.
const OF_OWN_MAKE: &[&str] = &[
    "404.html",
    "agencies/by-name.html",
    "agencies/index.html",
    "agencies/kodomo-katei-center.html",
    "agendas/case-meeting.html",
    "chapters/susumekata.html",
    "checklists/case-meeting.html",
    "checklists/index.html",
    "flows/cause-friends.html",
    "flows/day-30.html",
    "forms/index.html",
    "forms/kesseki-jokyo.html",
    "forms/renraku-hyo.html",
    "glossary.html",
    "guide/madoguchi/tsukai-wake.html",
    "guide/taio/day-7.html",
    "index.html",
    "kana.html",
    "paper.html",
    "tables/index.html",
    "rules/absence-quick.html",
    "rules/absence.html",
];

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
