//! What a reader of a built handbook holds after printing: how many sheets, and what stands on the first.

use super::bidi::Outcome;
use super::pdf::{pdf_sheets, pdf_text};
use super::site::built_site;
use super::{Engine, with_page};

/// The sheets of a page of the Otaru handbook as text, one per sheet.
fn printed(engine: Engine, file: &str) -> Outcome<Vec<String>> {
    printed_of("otaru", engine, file)
}

fn printed_of(site: &'static str, engine: Engine, file: &str) -> Outcome<Vec<String>> {
    let file = built_site(site).join(file);
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

/// No sheet ends with the head of a table, and none begins with a caption whose chart is on another.
fn tables_break_between_rows(engine: Engine) -> Outcome {
    let sheets = printed_of("musashino", engine, "guide/katsudo/jokyo.html")?;
    let plain = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let sheets: Vec<String> = sheets.iter().map(|sheet| plain(sheet)).collect();
    let together = [
        ("支援対象となった児童生徒数(令和元年度", "小学校"),
        ("抱える問題と支援状況(年の記載なし", "不登校"),
        ("支援内容(年の記載なし", "児童生徒(電話・メール等含む)"),
        ("ケース会議の開催状況(年の記載なし", "校内ケース会議"),
        ("関係機関との連携件数(年の記載なし", "児童家庭福祉の関係機関"),
        ("抱える問題ごとの支援状況(単位", "10その他"),
        ("相手ごとの連携件数(単位", "その他の専門機関"),
    ];
    for (head, first) in together {
        let sheet = sheets.iter().find(|sheet| plain(sheet).contains(head));
        let sheet = sheet.unwrap_or_else(|| panic!("{engine}: {head} is printed\n{sheets:#?}"));
        let below = &sheet[sheet.find(head).unwrap_or(0) + head.len()..];
        assert!(below.contains(first), "{engine}: {first} stands below {head} on its sheet\n{below}");
    }
    Ok(())
}

#[test]
fn tables_break_between_rows_in_chromium() -> Outcome {
    tables_break_between_rows(Engine::Chromium)
}

#[test]
fn tables_break_between_rows_in_firefox() -> Outcome {
    tables_break_between_rows(Engine::Firefox)
}
