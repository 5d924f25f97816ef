//! Files of the search that are missing, of another edition, or late: they are named, and what the others say is shown.

use std::fs;

use crate::search::large;

use super::super::bidi::Outcome;
use super::super::page::Page;
use super::super::visit::SiteCopy;
use super::super::{Engine, with_page};
use super::{BOX, copy, settled};

in_both! {
    a_part_that_cannot_be_read_is_named_and_the_rest_is_shown: a_part_that_cannot_be_read_is_named_and_the_rest_is_shown_in_chromium, a_part_that_cannot_be_read_is_named_and_the_rest_is_shown_in_firefox;
    a_file_that_does_not_come_is_given_up: a_file_that_does_not_come_is_given_up_in_chromium, a_file_that_does_not_come_is_given_up_in_firefox;
}

/// The handbook with the index of a large one in its folder.
fn large_copy() -> Outcome<SiteCopy> {
    let copy = copy()?;
    fs::remove_file(copy.path("search/text-0.js")).unwrap();
    for file in large::files() {
        fs::write(copy.path("search").join(format!("{}.js", file.name)), file.bytes).unwrap();
    }
    Ok(copy)
}

/// Searches, and waits until the page says that a file could not be read; gives how many results stand below.
fn results_without(page: &mut Page<'_>, copy: &SiteCopy, word: &str, file: &str) -> Outcome<u64> {
    page.open_file(&copy.path("search.html"))?;
    page.click(BOX)?;
    page.type_text(word)?;
    settled(page)?;
    let said = page.evaluate("document.querySelector('[data-search-said] .notice').textContent")?;
    assert!(said.as_str().is_some_and(|text| text.contains(&format!("（{file}）")) && text.contains("写し直して")), "{said}");
    let found = page.evaluate("document.querySelectorAll('[data-search-result]').length")?;
    Ok(found.as_u64().unwrap_or_default())
}

fn a_part_that_cannot_be_read_is_named_and_the_rest_is_shown(engine: Engine) -> Outcome {
    let copy = large_copy()?;
    let lost = copy.path("search/text-0.js");
    with_page(engine, |page| {
        let of_another_edition = large::small_files().into_iter().find(|file| file.name == "text-0").unwrap();
        fs::write(&lost, of_another_edition.bytes).unwrap();
        assert!(results_without(page, &copy, "支援", "text-0")? > 0, "{engine}: another edition");
        fs::write(&lost, "Shirube.core.searchData.take(\"text-0\",40,\"!!!!\");\n").unwrap();
        assert!(results_without(page, &copy, "支援", "text-0")? > 0, "{engine}: damaged");
        fs::remove_file(&lost).unwrap();
        assert!(results_without(page, &copy, "支援", "text-0")? > 0, "{engine}: missing");
        Ok(())
    })
}

/// Files of texts never come; patience with them ends at once.
const NEVER: &str = "() => {
    const add = Node.prototype.appendChild, later = window.setTimeout;
    let end = null;
    Node.prototype.appendChild = function (node) {
        if (!String(node.src).includes('search/text-')) { return add.call(this, node); }
        later(end);
        return node;
    };
    window.setTimeout = (run, wait) => {
        end = wait === 15000 ? run : end;
        return later(run, wait);
    };
}";

fn a_file_that_does_not_come_is_given_up(engine: Engine) -> Outcome {
    let copy = copy()?;
    with_page(engine, |page| {
        page.add_preload_script(NEVER)?;
        assert_eq!(results_without(page, &copy, "不登校", "text-0")?, 0, "{engine}");
        let said = page.evaluate("document.querySelector('[data-search-said]').textContent")?;
        let said = said.as_str().unwrap_or_default();
        assert!(said.contains("分かりません") && !said.contains("見つかりません"), "{engine}: nobody knows that there is nothing: {said}");
        assert_eq!(page.evaluate("document.querySelector('.search-status').textContent")?, said, "{engine}: and it is told");
        assert_eq!(page.evaluate("document.querySelector('[data-search-more]').hidden")?, true, "{engine}: there is no more to be shown");
        Ok(())
    })
}
