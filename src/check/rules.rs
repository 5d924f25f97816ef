//! Whom and what rules and duties of the year name exists; and what is said of a reference to a part of a rule set that is not there.

use super::links::check_reference;
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned, nearest};
use crate::model::{Reference, RulePart, RuleSet, Site, Stage};

pub(super) fn check(site: &Site, sink: &mut Sink) {
    for set in site.rules.values() {
        references(set).into_iter().for_each(|to| check_reference(site, &to.value, to.span, sink));
    }
    for duty in site.duties.iter().flat_map(|duties| &duties.duties) {
        let pages = duty.page.iter().chain(&duty.citation.page);
        duty.who.iter().chain(&duty.to).chain(&duty.form).chain(pages).for_each(|to| check_reference(site, &to.value, to.span, sink));
    }
}

/// Every reference of a rule set, under all readings, each place once.
pub(super) fn references(set: &RuleSet) -> Vec<&Spanned<Reference>> {
    let points =
        set.points.iter().flat_map(|point| [Some(&point.ask), point.citation.as_ref().and_then(|citation| citation.page.as_ref())]);
    let readings = std::iter::once(&set.shown).chain(set.variants.iter().map(|variant| &variant.rules));
    let mut found: Vec<_> = set.emergency.value.iter().chain(points.flatten()).collect();
    found.extend(readings.flat_map(|rules| &rules.stages).flat_map(of_stage));
    found.sort_by_key(|to| (to.span.source.0, to.span.start));
    found.dedup_by_key(|to| to.span);
    found
}

fn of_stage(stage: &Stage) -> Vec<&Spanned<Reference>> {
    let actions = stage.actions.iter().flat_map(|action| action.who.iter().chain(&action.to).chain(&action.with).chain(&action.form));
    actions.chain(&stage.page).chain(&stage.citation.page).collect()
}

/// A reference whose rule set exists, and whose part or field does not.
pub(super) fn unknown_part(set: &RuleSet, reference: &Reference, span: Span) -> Diagnostic {
    let part = reference.sub.as_deref().map_or(Some(RulePart::Whole), |sub| set.part(sub));
    let (known, typed, mark) = match (&reference.sub, part) {
        (Some(sub), None) => (set.names_beside(sub), sub.as_str(), "/"),
        (_, part) => (part.map(|part| set.fields_of(part)).unwrap_or_default(), reference.field.as_deref().unwrap_or_default(), "#"),
    };
    let (what, word) = if mark == "/" { ("部分", "part") } else { ("項目", "field") };
    let owner = match (&reference.sub, mark) {
        (Some(sub), "#") => format!("rule:{}/{sub}", set.id),
        _ => format!("rule:{}", set.id),
    };
    let problem = Diagnostic::new(
        Code::UnknownField,
        span,
        format!("「{owner}」に「{mark}{typed}」という{what}はありません"),
        format!("`{owner}` has no {word} `{mark}{typed}`"),
    );
    if known.is_empty() {
        return problem.help(format!("「{mark}{typed}」を消します"), format!("delete `{mark}{typed}`"));
    }
    let listed = (known.join("、"), known.join(", "));
    match nearest(typed, known.iter().map(String::as_str)) {
        Some(word) => problem.help(format!("もしかして「{mark}{word}」ですか"), format!("did you mean `{mark}{word}`?")),
        None => problem.help(format!("使える{what}: {}", listed.0), format!("{word}s: {}", listed.1)),
    }
}
