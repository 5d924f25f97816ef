//! What a reader of a built handbook holds after printing: how many sheets, and what stands on the first.

use super::bidi::Outcome;
use super::pdf::{pdf_sheets, pdf_text};
use super::site::built_site;
use super::{Engine, with_page};

/// The sheets of a page of the Otaru handbook as text, one per sheet.
fn printed(engine: Engine, file: &str) -> Outcome<Vec<String>> {
    let file = built_site("otaru").join(file);
    with_page(engine, |page| {
        page.open_file(&file)?;
        let pdf = page.print_pdf()?;
        assert_eq!(pdf_sheets(&pdf)?.1, "A4");
        Ok(pdf_text(&pdf)?.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect())
    })
}

fn paper_holds_what_is_looked_for(engine: Engine) -> Outcome {
    let home = printed(engine, "index.html")?;
    assert_eq!(home.len(), 1, "{engine}: the home page is one sheet");

    let sheets = printed(engine, "guide/taio/yasumi-hajime.html")?;
    for sheet in &sheets {
        let head: String = sheet.chars().take(200).filter(|sign| !sign.is_whitespace()).collect();
        for word in ["小樽市不登校対応の手引き", "発行日2026年", "項目番号2-2", "見本(非公式)"] {
            assert!(head.contains(word), "{engine}: {word} in the running head\n{sheet}");
        }
    }
    assert!(sheets[0].contains("家庭訪問をする"), "{engine}: all of today's tasks stand on the first sheet\n{}", sheets[0]);

    let glossary = printed(engine, "glossary.html")?;
    let html = std::fs::read_to_string(built_site("otaru").join("glossary.html")).unwrap();
    let terms = html.matches("class=\"term\"").count();
    assert!(terms > 80 && glossary.len() * 9 <= terms + 9, "{engine}: {} sheets for {terms} terms of the glossary", glossary.len());

    let quick = printed(engine, "guide/hayami/kyo.html")?;
    assert!(quick[0].contains("年度初め"), "{engine}: the whole quick reference stands on the first sheet");
    for file in ["guide/taio/day-3.html", "guide/taio/day-7.html", "guide/taio/day-30.html", "guide/taio/kyugyo.html"] {
        let sheets = printed(engine, file)?;
        for heading in ["今日すること", "期限", "様式", "電話"] {
            assert!(sheets[0].contains(heading), "{engine}: {file}: {heading} on the first sheet");
        }
    }
    Ok(())
}

#[test]
fn paper_holds_what_is_looked_for_in_chromium() -> Outcome {
    paper_holds_what_is_looked_for(Engine::Chromium)
}

#[test]
fn paper_holds_what_is_looked_for_in_firefox() -> Outcome {
    paper_holds_what_is_looked_for(Engine::Firefox)
}
