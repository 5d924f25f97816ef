//! Agendas hold together: minutes add up to the total, parts that steps name are there, people, links and pages exist.

use super::links;
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned, nearest};
use crate::model::{Agenda, AgendaId, LinkTarget, MAX_AGENDA_MINUTES, Minutes, Page, Reference, Site};
use std::collections::BTreeMap;

pub(super) fn check(site: &Site, sink: &mut Sink) {
    site.pages.values().for_each(|page| embedded_once(site, page, sink));
    for agenda in site.agendas.values() {
        names(agenda, sink);
        adds_up(agenda, sink);
        for reference in agenda.references() {
            links::check_reference(site, &reference.value, reference.span, sink);
        }
    }
}

/// An agenda stands on a page once, so that the ids of its steps do.
fn embedded_once(site: &Site, page: &Page, sink: &mut Sink) {
    let mut seen: BTreeMap<&AgendaId, Span> = BTreeMap::new();
    for link in page.links.iter().filter(|link| link.is_image) {
        let LinkTarget::Agenda(agenda, None) = site.link_target(Some(page), &link.target) else { continue };
        if let Some(first) = seen.insert(&agenda.id, link.span) {
            let (ja, en) = ("この会議の進行は、このページにもう載っています", "this page shows the agenda already");
            let problem = Diagnostic::new(Code::EmbeddedTwice, link.span, ja, en).also(first, "最初はここ", "first here");
            sink.push(problem.help("片方を消すか、「!」を消してリンクにします", "delete one, or its `!` to make it a link"));
        }
    }
}

/// Parts that steps name are there.
fn names(agenda: &Agenda, sink: &mut Sink) {
    for named in agenda.steps.iter().flat_map(|step| step.lead.iter().chain(&step.with)) {
        if agenda.part(&named.value).is_none() {
            sink.push(unknown_role(agenda, named));
        }
    }
}

fn unknown_role(agenda: &Agenda, named: &Spanned<String>) -> Diagnostic {
    let (ja, en) = (format!("この会議に「{}」という役はありません", named.value), format!("the agenda has no part `{}`", named.value));
    let problem = Diagnostic::new(Code::AgendaUnknownPart, named.span, ja, en);
    match nearest(&named.value, agenda.parts.iter().map(|part| part.id.value.as_str())) {
        Some(meant) => problem.help(format!("もしかして「{meant}」ですか"), format!("did you mean `{meant}`?")),
        None => problem.help("つづりを確かめるか、parts: に役を書き足します", "check the spelling, or add it to `parts:`"),
    }
}

/// The steps take as long as the whole is said to. A step without minutes takes one at least.
fn adds_up(agenda: &Agenda, sink: &mut Sink) {
    let Some(total) = &agenda.total else { return };
    let open = Minutes { least: 1, most: MAX_AGENDA_MINUTES };
    let of_steps: Vec<Option<Minutes>> = agenda.own_steps().map(|step| step.minutes.as_ref().map(|minutes| minutes.value)).collect();
    let each = of_steps.iter().map(|minutes| minutes.unwrap_or(open));
    let sum = each.fold(Minutes::exactly(0), |sum, minutes| Minutes { least: sum.least + minutes.least, most: sum.most + minutes.most });
    if agenda.steps.is_empty() || sum.meets(total.value) {
        return;
    }
    let unsaid = of_steps.iter().filter(|minutes| minutes.is_none()).count();
    let (ja, en) = if unsaid == 0 {
        let (sum, total) = (range(sum), range(total.value));
        (
            format!("ステップを足すと {sum} 分で、全体の {total} 分と合いません"),
            format!("the steps make {sum} minutes, the whole is {total}"),
        )
    } else {
        let known = sum.least - u32::try_from(unsaid).unwrap_or(u32::MAX);
        let most = total.value.most;
        (
            format!("分のあるステップだけで {known} 分になり、全体の {most} 分のうち、分のないステップ（{unsaid}つ）の時間が残りません"),
            format!("steps with minutes take {known} of the {most}, which leaves nothing for {unsaid} without"),
        )
    };
    sink.push(Diagnostic::new(Code::AgendaMinutesDoNotAddUp, total.span, ja, en).help(
        "原資料と見くらべ、違うほうを直します。ケースとケースの間のことなら、そのステップに between: yes と書きます",
        "compare with the source and mend whichever is wrong; what lies between two cases takes `between: yes`",
    ));
}

/// `30`, `25〜30`
fn range(minutes: Minutes) -> String {
    match minutes.exact() {
        Some(number) => number.to_string(),
        None => format!("{}〜{}", minutes.least, minutes.most),
    }
}

/// What is wrong with `agenda:ID/STEP`.
pub(super) fn unknown_part(agenda: &Agenda, reference: &Reference, span: Span) -> Diagnostic {
    let named = reference.sub.as_deref().unwrap_or_default();
    let (ja, en) = (format!("この会議に「{named}」というステップはありません"), format!("the agenda has no step `{named}`"));
    let problem = Diagnostic::new(Code::UnknownField, span, ja, en);
    match nearest(named, agenda.steps.iter().map(|step| step.id.value.as_str())) {
        Some(meant) => problem
            .help(format!("もしかして「agenda:{}/{meant}」ですか", agenda.id), format!("did you mean `agenda:{}/{meant}`?", agenda.id)),
        None => {
            problem.help("ステップの id を確かめるか、「/」からあとを消します", "look at the ids of its steps, or delete what follows `/`")
        }
    }
}
