//! A stage page has all its parts, and has them in the one order that readers know.

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Heading, Layout, Page, Site, StagePart};

pub(super) fn check(site: &Site, sink: &mut Sink) {
    for page in site.pages.values().filter(|page| page.layout == Layout::Stage) {
        check_page(page, sink);
    }
}

fn check_page(page: &Page, sink: &mut Sink) {
    let sections: Vec<&Heading> = page.headings.iter().filter(|heading| heading.level == 2 && !heading.is_staff_only).collect();
    let place = |part: StagePart| sections.iter().position(|heading| heading.is_explicit && heading.id == part.id());
    let missing: Vec<StagePart> = StagePart::ALL.iter().copied().filter(|part| place(*part).is_none()).collect();
    if !missing.is_empty() {
        sink.push(parts_missing(page, &missing));
        return;
    }
    // Between the later parts a page may have sections of its own; before and within the head it may not.
    let mut earliest = 0;
    for (nth, part) in StagePart::ALL.iter().enumerate() {
        let Some(at) = place(*part) else { continue };
        let is_in_order = if nth < StagePart::AT_HEAD { at == nth } else { at >= earliest };
        if !is_in_order {
            sink.push(out_of_order(sections[at], *part, nth));
            return;
        }
        earliest = at + 1;
    }
}

fn parts_missing(page: &Page, missing: &[StagePart]) -> Diagnostic {
    let headings: Vec<String> = missing.iter().map(|part| format!("「## {} {{#{}}}」", part.title(), part.id())).collect();
    let (ja, en) = (
        format!("「{}」に、段階のページの見出しが足りません: {}", page.title.value, headings.join("、")),
        format!("this stage page lacks the sections {}", missing.iter().map(|part| part.id()).collect::<Vec<_>>().join(", ")),
    );
    Diagnostic::new(Code::StageParts, page.title.span, ja, en).help(
        "見出しを書き足します。定めがない部分には、定めがないことと、確かめる相手を書きます",
        "add the headings; where the handbook says nothing, say so and whom to ask",
    )
}

fn out_of_order(heading: &Heading, part: StagePart, nth: usize) -> Diagnostic {
    let (ja, en) = match nth.checked_sub(1).map(|before| StagePart::ALL[before]) {
        None => (format!("「{}」は、ページの最初の見出しにします", part.title()), format!("`{}` comes first on the page", part.id())),
        Some(before) if nth < StagePart::AT_HEAD => (
            format!("「{}」は、「{}」のすぐ後に置きます", part.title(), before.title()),
            format!("`{}` follows `{}` at once", part.id(), before.id()),
        ),
        Some(before) => (
            format!("「{}」は、「{}」より後に置きます", part.title(), before.title()),
            format!("`{}` stands after `{}`", part.id(), before.id()),
        ),
    };
    let order: Vec<&str> = StagePart::ALL.iter().map(|part| part.title()).collect();
    Diagnostic::new(Code::StageParts, heading.span, ja, en)
        .help(format!("順番: {}", order.join(" → ")), "one order on every stage page lets readers find things")
}
