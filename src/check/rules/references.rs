//! Everything that a rule set names is there: roles, agencies, slots, pages and their headings; phases and the stages of its ladder.

use crate::check::links;
use crate::diag::{Code, Diagnostic, Sink, Spanned};
use crate::model::{OpenPoint, Reference, ReferenceKind, RuleSet, Rules, Site, Stage};

pub(super) fn check(site: &Site, set: &RuleSet, sink: &mut Sink) {
    // Forms are named before they are loaded; whoever prints them prints the name.
    for reference in references(set).into_iter().filter(|reference| reference.value.kind != ReferenceKind::Form) {
        links::check_reference(site, &reference.value, reference.span, sink);
    }
    check_names(&set.shown, sink);
}

/// Every reference of a rule set, under all readings, each place once.
pub(in crate::check) fn references(set: &RuleSet) -> Vec<&Spanned<Reference>> {
    let readings = std::iter::once(&set.shown).chain(set.variants.iter().map(|variant| &variant.rules));
    let of_stages = readings.flat_map(|rules| &rules.stages).flat_map(of_stage);
    let mut found: Vec<_> = set.emergency.value.iter().chain(set.points.iter().flat_map(of_point)).chain(of_stages).collect();
    found.sort_by_key(|to| (to.span.source.0, to.span.start));
    found.dedup_by_key(|to| to.span);
    found
}

/// Whom and what the duties of the year name.
pub(super) fn check_duties(site: &Site, sink: &mut Sink) {
    for duty in site.duties.iter().flat_map(|duties| &duties.duties) {
        let pages = duty.page.iter().chain(&duty.citation.page);
        duty.who
            .iter()
            .chain(&duty.to)
            .chain(&duty.form)
            .chain(pages)
            .for_each(|to| links::check_reference(site, &to.value, to.span, sink));
    }
}

fn of_point(point: &OpenPoint) -> impl Iterator<Item = &Spanned<Reference>> {
    std::iter::once(&point.ask).chain(point.citation.iter().filter_map(|citation| citation.page.as_ref()))
}

fn of_stage(stage: &Stage) -> impl Iterator<Item = &Spanned<Reference>> {
    let actions = stage.actions.iter().flat_map(|action| action.who.iter().chain(&action.to).chain(&action.with).chain(&action.form));
    stage.page.iter().chain(&stage.citation.page).chain(actions)
}

/// Phases of stages and stages of the ladder.
fn check_names(rules: &Rules, sink: &mut Sink) {
    let phases = || rules.phases.iter().map(|phase| phase.id.value.as_str());
    let stages = || rules.stages.iter().map(|stage| stage.id.value.as_str());
    for phase in rules.stages.iter().filter_map(|stage| stage.phase.as_ref()) {
        if !phases().any(|known| known == phase.value) {
            sink.push(unknown(("時期（phases）", "phase"), phase, phases()));
        }
    }
    for stage in rules.ladder.iter().filter(|stage| !stages().any(|known| known == stage.value)) {
        sink.push(unknown(("段階（stages）", "stage"), stage, stages()));
    }
}

/// A name that stands for nothing.
pub(super) fn unknown<'n>((ja, en): (&str, &str), name: &Spanned<String>, known: impl Iterator<Item = &'n str>) -> Diagnostic {
    let (ja, en) = (format!("「{}」という{ja}は、この規則にありません", name.value), format!("the rule set has no {en} `{}`", name.value));
    Diagnostic::new(Code::UnknownRulePart, name.span, ja, en).did_you_mean(&name.value, known)
}
