//! What staff come for, as they come for it: from the home page, with few clicks, by mouse or by keyboard alone.

use serde_json::{Value, json};

use super::bidi::{Failure, Outcome};
use super::page::Page;
use super::site::built_site;
use super::visit::SiteCopy;
use super::{Engine, with_page};

/// More clicks than this, and somebody leafs through the paper instead.
const MOST_CLICKS: usize = 3;

/// An office PC at 125 %.
const OFFICE: (u32, u32) = (1093, 614);

const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";

/// A question, the texts of the links that are clicked from the home page on, and what the last page must show.
struct Journey {
    question: &'static str,
    clicks: &'static [&'static str],
    answer: &'static str,
}

const JOURNEYS: &[Journey] = &[
    Journey { question: "the family centre's phone", clicks: &["こども家庭センター"], answer: "0134-32-5208" },
    Journey { question: "what to do on day 7", clicks: &["連続7日目・断続10日目"], answer: "翌月5日まで" },
    Journey { question: "起立性調節障害", clicks: &["障害や疾病"], answer: "起立性調節障害" },
    Journey {
        question: "起立性調節障害, by the kind of cause",
        clicks: &["要因ごとの対応例", "⑨病気（起立性調節障害等）"],
        answer: "午前中",
    },
    Journey { question: "preparing a home visit", clicks: &["家庭訪問の準備"], answer: "可能な限り複数名" },
    Journey {
        question: "what to keep in mind before calling a family",
        clicks: &["早見・緊急", "電話の前に（カード）"],
        answer: "避ける言葉",
    },
    Journey {
        question: "the case conference, by role", clicks: &["会議と記録", "関係機関とのケース会議の確認表"], answer: "軌道修正"
    },
    Journey { question: "what 現認 means, in the glossary", clicks: &["この手引き", "用語集"], answer: "現認" },
    Journey { question: "what a head teacher does", clicks: &["管理職"], answer: "マネジメント" },
    Journey { question: "page 13 of the booklet", clicks: &["この手引き", "冊子のページからさがす"], answer: "13" },
];

/// Clicks the link in the main part or the navigation whose text is `text`, item number aside.
fn click_link(page: &mut Page<'_>, text: &str) -> Outcome {
    let find = "(text) => {
        const plain = (link) => link.textContent.replace(/\\s+/g, ' ').trim().replace(/^[0-9-]+ ?/, '');
        const link = [...document.querySelectorAll('main a, .nav a')].find((link) => plain(link) === text);
        if (link) link.setAttribute('data-clicked', '');
        return Boolean(link);
    }";
    if page.call(find, &[json!(text)])? != json!(true) {
        return Err(Failure(format!("no link 「{text}」 on {}", page.evaluate("document.title")?)));
    }
    let before = page.evaluate("location.href")?;
    page.click("[data-clicked]")?;
    page.wait_until(&format!("location.href !== {before} && document.readyState === 'complete' && document.querySelector('main') !== null"))
}

fn answers_are_few_clicks_from_home(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.set_viewport(OFFICE.0, OFFICE.1)?;
        for journey in JOURNEYS {
            assert!(journey.clicks.len() <= MOST_CLICKS);
            page.open_file(&copy.path("index.html"))?;
            for text in journey.clicks {
                click_link(page, text).map_err(|Failure(why)| Failure(format!("{}: {why}", journey.question)))?;
            }
            let shown = page.evaluate("document.querySelector('main').innerText")?;
            assert!(shown.as_str().is_some_and(|text| text.contains(journey.answer)), "{}: no 「{}」", journey.question, journey.answer);
        }
        Ok(())
    })
}

#[test]
fn answers_are_few_clicks_from_home_in_chromium() -> Outcome {
    answers_are_few_clicks_from_home(Engine::Chromium)
}

#[test]
fn answers_are_few_clicks_from_home_in_firefox() -> Outcome {
    answers_are_few_clicks_from_home(Engine::Firefox)
}

/// Where the focus is, and whether a reader sees it.
fn focus(page: &mut Page<'_>) -> Outcome<Value> {
    page.evaluate(
        "(() => { const on = document.activeElement; const style = getComputedStyle(on);
            return {href: on.getAttribute('href'), text: on.textContent.trim(), id: on.id,
                isOutlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2}; })()",
    )
}

/// The window follows the focus a frame later, so it is waited for.
const IS_IN_VIEW: &str = "(() => { const box = document.activeElement.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth; })()";

/// Presses Tab until the focus is on a link whose address ends so; every stop on the way must be seen.
fn tab_to(page: &mut Page<'_>, ending: &str) -> Outcome {
    for _ in 0..200 {
        page.type_text(TAB)?;
        let focus = focus(page)?;
        assert!(focus["isOutlined"] == json!(true), "a stop nobody sees: {focus}");
        page.wait_until(IS_IN_VIEW).map_err(|Failure(why)| Failure(format!("a stop outside the window: {focus} {why}")))?;
        if focus["href"].as_str().is_some_and(|href| href.ends_with(ending)) {
            return Ok(());
        }
    }
    Err(Failure(format!("200 stops and no {ending}")))
}

fn a_reader_without_a_mouse_gets_there_and_back(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.set_viewport(OFFICE.0, OFFICE.1)?;
        page.open_file(&copy.path("index.html"))?;
        page.type_text(TAB)?;
        assert_eq!(focus(page)?["href"], json!("#main"), "the first stop skips to the content");
        page.type_text(ENTER)?;
        page.wait_until("document.activeElement.id === 'main'")?;
        tab_to(page, "guide/taio/day-7.html")?;
        page.type_text(ENTER)?;
        page.wait_until("location.href.endsWith('guide/taio/day-7.html') && document.readyState === 'complete'")?;
        tab_to(page, "#main")?;
        page.type_text(ENTER)?;
        tab_to(page, "agencies/kyoiku-shien-center.html")?;
        page.type_text(ENTER)?;
        page.wait_until("location.href.endsWith('kyoiku-shien-center.html') && document.readyState === 'complete'")?;
        page.traverse_history(-1)?;
        page.wait_until("location.href.includes('guide/taio/day-7.html') && document.readyState === 'complete'")?;
        tab_to(page, "../../index.html")?;
        page.type_text(ENTER)?;
        page.wait_until("location.href.endsWith('index.html') && document.querySelector('[data-entrance]') !== null")
    })
}

#[test]
fn a_reader_without_a_mouse_gets_there_and_back_in_chromium() -> Outcome {
    a_reader_without_a_mouse_gets_there_and_back(Engine::Chromium)
}

#[test]
fn a_reader_without_a_mouse_gets_there_and_back_in_firefox() -> Outcome {
    a_reader_without_a_mouse_gets_there_and_back(Engine::Firefox)
}

/// The pages whose parts stand in the fixed order.
fn stage_pages(copy: &SiteCopy) -> Vec<&str> {
    let is_stage = |page: &&str| std::fs::read_to_string(copy.path(page)).is_ok_and(|html| html.contains("data-stage-part=\"today\""));
    copy.pages().filter(is_stage).collect()
}

#[test]
fn what_to_do_today_is_seen_without_scrolling_on_an_office_pc() -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    let pages = stage_pages(&copy);
    assert!(pages.len() >= 7, "{pages:?}");
    for engine in [Engine::Chromium, Engine::Firefox] {
        with_page(engine, |page| {
            page.set_viewport(OFFICE.0, OFFICE.1)?;
            for file in &pages {
                page.open_file(&copy.path(file))?;
                let bottoms = page.evaluate(
                    "({today: document.querySelector('[data-stage-part=today] li:last-child').getBoundingClientRect().bottom,
                       deadline: document.querySelector('[data-stage-part=deadline]').getBoundingClientRect().bottom,
                       forms: document.querySelector('[data-stage-part=forms] h2').getBoundingClientRect().bottom})",
                )?;
                for part in ["today", "deadline", "forms"] {
                    let bottom = bottoms[part].as_f64().unwrap_or(f64::INFINITY);
                    assert!(bottom <= f64::from(OFFICE.1), "{engine}: {file}: {part} ends at {bottom} px of {}", OFFICE.1);
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}
