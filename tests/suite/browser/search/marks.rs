//! What is marked on a page that was opened from the search.

use serde_json::json;

use super::super::bidi::Outcome;
use super::super::page::Page;
use super::super::pdf::pdf_sheets;
use super::super::visit::SiteCopy;
use super::super::{Engine, with_page};
use super::{COLLECT_ERRORS, WORD, copy};

in_both! {
    a_hit_below_the_head_of_its_rows_is_gone_to: a_hit_below_the_head_of_its_rows_is_gone_to_in_chromium, a_hit_below_the_head_of_its_rows_is_gone_to_in_firefox;
    who_comes_back_or_loads_anew_stays_where_the_page_was_left: who_comes_back_or_loads_anew_stays_where_the_page_was_left_in_chromium, who_comes_back_or_loads_anew_stays_where_the_page_was_left_in_firefox;
}

/// The texts of what is marked, whichever way.
const MARKED: &str = "(() => {
    const highlight = window.Highlight && CSS.highlights.get('shirube-found');
    return highlight ? [...highlight].map((range) => range.toString()) : [...document.querySelectorAll('mark.found')].map((mark) => mark.textContent);
})()";

const HAS_BAR: &str = "document.querySelector('.found-bar') !== null";

/// Browsers without highlights get elements instead.
const WITHOUT_HIGHLIGHTS: &str = "() => { delete window.Highlight; }";

/// Opens a page of the copy as a result does.
fn open(page: &mut Page<'_>, copy: &SiteCopy, file: &str, ending: &str) -> Outcome {
    page.open_file(&copy.path(file))?;
    let address = page.evaluate("location.href")?;
    // Not a change of the query alone, which some browsers take for a step within the page.
    page.open_file(&copy.path("404.html"))?;
    page.navigate(&format!("{}{ending}", address.as_str().unwrap_or_default()))?;
    page.wait_until(HAS_BAR)
}

/// A page with the word of these tests.
fn place(copy: &SiteCopy) -> String {
    let text = |page: &str| std::fs::read_to_string(copy.path(page)).unwrap_or_default();
    let shows = |prose: &str| prose.split("</article>").next().is_some_and(|prose| prose.contains(WORD));
    let has_word = |page: &&str| page.starts_with("guide/") && text(page).split("class=\"prose").skip(1).any(shows);
    copy.pages().find(has_word).expect("a page with the word").to_owned()
}

fn what_was_searched_for_is_marked_until_the_reader_removes_it(engine: Engine, has_highlights: bool) -> Outcome {
    let copy = copy()?;
    with_page(engine, |page| {
        page.add_preload_script(COLLECT_ERRORS)?;
        if !has_highlights {
            page.add_preload_script(WITHOUT_HIGHLIGHTS)?;
        }
        let file = place(&copy);
        page.open_file(&copy.path(&file))?;
        let before = page.evaluate("document.querySelector('.content').innerHTML")?;
        open(page, &copy, &file, &format!("?q={WORD}"))?;
        let marked = page.evaluate(MARKED)?;
        assert!(marked.as_array().is_some_and(|marks| !marks.is_empty() && marks.iter().all(|mark| mark == WORD)), "{engine}: {marked}");
        let is_seen = "(() => { const highlight = window.Highlight && CSS.highlights.get('shirube-found');
            const box = (highlight ? [...highlight][0] : document.querySelector('mark.found')).getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight; })()";
        assert_eq!(page.evaluate(is_seen)?, true, "{engine}: the first mark is in the window");
        page.click(".found-bar button")?;
        page.wait_until(&format!("!({HAS_BAR})"))?;
        assert_eq!(page.evaluate(MARKED)?, json!([]), "{engine}");
        assert_eq!(page.evaluate("document.querySelector('.content').innerHTML")?, before, "{engine}: the page is as it was");
        assert_eq!(page.evaluate("location.search")?, "", "{engine}: a reload does not mark again");
        assert_eq!(page.evaluate("window.wrong")?, json!([]), "{engine}");
        Ok(())
    })
}

#[test]
fn what_was_searched_for_is_marked_until_the_reader_removes_it_in_chromium() -> Outcome {
    what_was_searched_for_is_marked_until_the_reader_removes_it(Engine::Chromium, true)
}

#[test]
fn what_was_searched_for_is_marked_until_the_reader_removes_it_in_firefox() -> Outcome {
    what_was_searched_for_is_marked_until_the_reader_removes_it(Engine::Firefox, true)
}

#[test]
fn without_highlights_there_are_marks_all_the_same_in_chromium() -> Outcome {
    what_was_searched_for_is_marked_until_the_reader_removes_it(Engine::Chromium, false)
}

#[test]
fn without_highlights_there_are_marks_all_the_same_in_firefox() -> Outcome {
    what_was_searched_for_is_marked_until_the_reader_removes_it(Engine::Firefox, false)
}

/// Puts the main text into a closed part, and parts the word by elements and a line of the source.
const PART_AND_CLOSE: &str = "() => document.addEventListener('DOMContentLoaded', () => {
    const details = document.createElement('details');
    const line = document.createElement('p');
    line.id = 'koko';
    line.append('ｽｸ', Object.assign(document.createElement('b'), {textContent: 'ｰﾙｶｳ'}), 'ﾝｾﾗｰ');
    details.append(document.createElement('summary'), line);
    document.querySelector('.content').replaceChildren(details);
})";

fn another_spelling_across_elements_in_a_closed_part_is_marked_and_shown(engine: Engine, has_highlights: bool) -> Outcome {
    let copy = copy()?;
    with_page(engine, |page| {
        page.add_preload_script(PART_AND_CLOSE)?;
        if !has_highlights {
            page.add_preload_script(WITHOUT_HIGHLIGHTS)?;
        }
        open(page, &copy, "guide/taio/day-7.html", "?q=スクールカウンセラー&exact=1#koko")?;
        let marked = page.evaluate(&format!("{MARKED}.join('')"))?;
        assert_eq!(marked, "ｽｸｰﾙｶｳﾝｾﾗｰ", "{engine}");
        assert_eq!(page.evaluate("document.querySelector('main details').open")?, true, "{engine}");
        Ok(())
    })
}

#[test]
fn another_spelling_across_elements_in_a_closed_part_is_marked_and_shown_in_chromium() -> Outcome {
    another_spelling_across_elements_in_a_closed_part_is_marked_and_shown(Engine::Chromium, true)?;
    another_spelling_across_elements_in_a_closed_part_is_marked_and_shown(Engine::Chromium, false)
}

#[test]
fn another_spelling_across_elements_in_a_closed_part_is_marked_and_shown_in_firefox() -> Outcome {
    another_spelling_across_elements_in_a_closed_part_is_marked_and_shown(Engine::Firefox, true)?;
    another_spelling_across_elements_in_a_closed_part_is_marked_and_shown(Engine::Firefox, false)
}

/// A part of the page far below, whose letters have readings.
const READINGS: &str = "() => document.addEventListener('DOMContentLoaded', () => {
    const make = (name, ...parts) => { const element = document.createElement(name); element.append(...parts); return element; };
    const ruby = (base, reading) => make('ruby', base, make('rp', '（'), make('rt', reading), make('rp', '）'));
    const place = make('p', ruby('星空', 'ほしぞら'), 'を', ruby('見', 'み'), 'る');
    place.style.paddingTop = '3000px';
    document.querySelector('.content').append(place);
})";

fn letters_with_readings_are_marked_as_they_are_found(engine: Engine, has_highlights: bool) -> Outcome {
    let copy = copy()?;
    with_page(engine, |page| {
        page.add_preload_script(READINGS)?;
        if !has_highlights {
            page.add_preload_script(WITHOUT_HIGHLIGHTS)?;
        }
        for query in ["星空を見る", "ほしぞら"] {
            open(page, &copy, "guide/taio/day-7.html", &format!("?q={query}&exact=1"))?;
            // A mark over the letters is one over their readings.
            assert_eq!(page.evaluate(&format!("{MARKED}.join('').replace(/（[^）]*）/g, '')"))?, query, "{engine}");
            page.wait_until("window.scrollY > 1000")?;
        }
        Ok(())
    })
}

#[test]
fn letters_with_readings_are_marked_as_they_are_found_in_chromium() -> Outcome {
    letters_with_readings_are_marked_as_they_are_found(Engine::Chromium, true)?;
    letters_with_readings_are_marked_as_they_are_found(Engine::Chromium, false)
}

#[test]
fn letters_with_readings_are_marked_as_they_are_found_in_firefox() -> Outcome {
    letters_with_readings_are_marked_as_they_are_found(Engine::Firefox, true)?;
    letters_with_readings_are_marked_as_they_are_found(Engine::Firefox, false)
}

fn a_hit_below_the_head_of_its_rows_is_gone_to(engine: Engine) -> Outcome {
    let copy = copy()?;
    with_page(engine, |page| {
        open(page, &copy, "rules/absence.html", "?q=庁内便&exact=1#rule_absence_day-7")?;
        let is_seen = "(() => { const row = document.getElementById('rule_absence_day-7').closest('tbody');
            const mark = [...CSS.highlights.get('shirube-found')].find((range) => row.contains(range.startContainer));
            const box = mark.getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight; })()";
        assert_eq!(page.evaluate(is_seen)?, true, "{engine}");
        Ok(())
    })
}

fn who_comes_back_or_loads_anew_stays_where_the_page_was_left(engine: Engine) -> Outcome {
    let copy = copy()?;
    with_page(engine, |page| {
        page.add_preload_script(READINGS)?;
        open(page, &copy, "guide/taio/day-7.html", "?q=星空&exact=1")?;
        page.wait_until("window.scrollY > 1000")?;
        page.evaluate("window.scrollTo(0, 200), window.isLeft = true")?;
        page.evaluate("location.reload()")?;
        // Going to a mark comes with making it.
        page.wait_until(&format!("window.isLeft === undefined && document.readyState === 'complete' && {HAS_BAR}"))?;
        assert_eq!(page.evaluate("window.scrollY < 1000")?, true, "{engine}");
        Ok(())
    })
}

#[test]
fn marks_take_no_room_on_paper() -> Outcome {
    let copy = copy()?;
    with_page(Engine::Chromium, |page| {
        let file = place(&copy);
        page.open_file(&copy.path(&file))?;
        let plain = pdf_sheets(&page.print_pdf()?)?;
        open(page, &copy, &file, &format!("?q={WORD}"))?;
        let marked = page.print_pdf()?;
        assert_eq!(pdf_sheets(&marked)?, plain);
        let words: String = super::super::pdf::pdf_words(&marked)?.split_whitespace().collect();
        assert!(!words.contains("印を消す"));
        Ok(())
    })
}
