//! Checklists on paper, blank and ticked, with scripts and without.

use serde_json::json;

use super::super::bidi::Outcome;
use super::super::page::Page;
use super::super::pdf::{pdf_sheets, pdf_words};
use super::super::site::built_site;
use super::super::visit::SiteCopy;
use super::super::{Engine, with_page, with_scriptless_page};
use super::{MEETING, act, choose, tick, ticked};

in_both! {
    paper_is_blank_or_ticked: paper_is_blank_or_ticked_in_chromium, paper_is_blank_or_ticked_in_firefox;
    each_card_is_one_sheet: each_card_is_one_sheet_in_chromium, each_card_is_one_sheet_in_firefox;
    without_scripts_boxes_are_ticked_and_printed: without_scripts_boxes_are_ticked_and_printed_in_chromium, without_scripts_boxes_are_ticked_and_printed_in_firefox;
    boxes_of_running_text_are_ticked_too: boxes_of_running_text_are_ticked_too_in_chromium, boxes_of_running_text_are_ticked_too_in_firefox;
}

/// Boxes on paper: open and ticked.
fn boxes_on_paper(page: &mut Page<'_>) -> Outcome<(usize, usize, String)> {
    let words = pdf_words(&page.print_pdf()?)?;
    Ok((words.matches('☐').count(), words.matches('☑').count(), words))
}

fn paper_is_blank_or_ticked(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.open_file(&copy.path(MEETING))?;
        tick(page, "case-meeting/cb-1")?;
        tick(page, "case-meeting/cc-1")?;
        let (open, done, words) = boxes_on_paper(page)?;
        assert_eq!((open, done), (28, 2), "{words}");
        assert!(!words.contains("この端末に残っているもの") && !words.contains("印をすべて消す"), "tools stay off the paper\n{words}");
        choose(page, "role", "chair")?;
        let (open, done, words) = boxes_on_paper(page)?;
        assert_eq!((open, done), (16, 2), "as filtered\n{words}");
        // The dialogue is not opened, so that the page stays as it is made for it.
        page.evaluate("window.print = () => {}")?;
        act(page, "print-blank")?;
        assert_eq!(page.evaluate("document.querySelector('.check').classList.contains('is-blank')")?, json!(true));
        let hidden = "[...document.querySelectorAll('.check__run')].filter((run) => run.hidden).length";
        assert_eq!(page.evaluate(hidden)?, json!(0), "every item is on blank paper");
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")?;
        assert_eq!(page.evaluate(hidden)?, json!(2), "the filter is back");
        // What is printed while it is blank.
        page.evaluate("(document.querySelector('.check').classList.add('is-blank'), 0)")?;
        choose(page, "role", "")?;
        let (open, done, words) = boxes_on_paper(page)?;
        assert_eq!((open, done), (30, 0), "{words}");
        assert!(!words.contains("印が付いています"), "{words}");
        Ok(())
    })
}

fn each_card_is_one_sheet(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        for (file, words) in [
            ("guide/hogosha/denwa-no-mae.html", ["聴く", "伝える", "避ける言葉", "登校を強く促す言葉", "0134-32-5208"]),
            ("guide/hogosha/homon-no-mae.html", ["聴く", "伝える", "避けること", "勉強の不安をあおること", "0134-32-5208"]),
        ] {
            page.open_file(&copy.path(file))?;
            let pdf = page.print_pdf()?;
            assert_eq!(pdf_sheets(&pdf)?, (1, "A4".to_owned()), "{file}");
            let text = pdf_words(&pdf)?;
            words.iter().for_each(|words| assert!(text.contains(words), "{file}: {words}\n{text}"));
        }
        Ok(())
    })
}

fn without_scripts_boxes_are_ticked_and_printed(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_scriptless_page(engine, |page| {
        page.open_file(&copy.path(MEETING))?;
        page.click("[data-checklist-item='case-meeting/cb-2'] label")?;
        assert_eq!(ticked(page)?, ["case-meeting/cb-2"]);
        let tools = page.evaluate("[...document.querySelectorAll('[data-check-tools], [data-check-kept]')].every((part) => part.getBoundingClientRect().height === 0)")?;
        assert_eq!(tools, json!(true), "nothing is offered that would not work");
        let (open, done, words) = boxes_on_paper(page)?;
        assert_eq!((open, done), (29, 1), "{words}");
        Ok(())
    })
}

fn boxes_of_running_text_are_ticked_too(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        page.open_file(&copy.path("guide/kaigi/kiroku.html"))?;
        page.click(".task label")?;
        assert_eq!(page.evaluate("[...document.querySelectorAll('.task input')].filter((box) => box.checked).length")?, json!(1));
        let (open, done, words) = boxes_on_paper(page)?;
        assert_eq!((open, done), (8, 1), "{words}");
        page.reload()?;
        assert_eq!(page.evaluate("document.querySelectorAll('.task :checked').length")?, json!(0), "nothing is kept of them");
        Ok(())
    })
}
