//! A rule set as a whole: what [`rules::findings`] says of its stages, and open points whose readings change nothing.

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Action, RuleSet, Stage};
use crate::rules::{self, Finding, Program};

pub(super) fn check(set: &RuleSet, program: &Program, sink: &mut Sink) {
    let stages = &set.shown.stages;
    let action = |(stage, action): (usize, usize)| stages.get(stage).and_then(|stage| stage.actions.get(action));
    let differs = |one: (usize, usize), other: (usize, usize)| match (action(one), action(other)) {
        (Some(one), Some(other)) => lays_down(one) != lays_down(other),
        _ => false,
    };
    let place = |id: &str| stages.iter().position(|stage| stage.id.value == id);
    // With a stage that is not there it is not known what it would cover.
    let ladder: Option<Vec<usize>> = set.shown.ladder.iter().map(|id| place(&id.value)).collect();
    let ladder = ladder.unwrap_or_default();
    for finding in rules::findings(program, &differs, &ladder) {
        sink.extend(explain(&finding, stages));
    }
    for (index, point) in program.points.iter().enumerate() {
        if !program.variants.iter().any(|variant| variant.point == index) {
            sink.extend(set.points.iter().find(|open| open.id.value == point.id).map(|open| without_effect(&open.id)));
        }
    }
}

/// What two actions with one id must agree in: references without their places.
fn lays_down(action: &Action) -> impl PartialEq {
    let names = |list: &[crate::diag::Spanned<crate::model::Reference>]| list.iter().map(|one| one.value.clone()).collect::<Vec<_>>();
    (names(&action.who), names(&action.to), names(&action.form), action.due)
}

fn explain(finding: &Finding, stages: &[Stage]) -> Option<Diagnostic> {
    Some(match *finding {
        Finding::Unreachable { stage } => {
            let stage = stages.get(stage)?;
            let (ja, en) = (
                format!("「{}」に当てはまる記録がありません", stage.title.value),
                format!("no record reaches the stage `{}`", stage.id.value),
            );
            Diagnostic::new(Code::StageUnreachable, stage.when.span, ja, en)
        }
        Finding::Contradiction { stages: (one, other), duties: (at, place) } => {
            let (one, other) = (stages.get(one)?, stages.get(other)?);
            let (first, second) = (one.actions.get(at)?, other.actions.get(place)?);
            let (ja, en) = (
                format!("「{}」と「{}」が同時に当てはまるのに、同じ id の対応が食い違います", one.title.value, other.title.value),
                format!("`{}` and `{}` hold at once, and lay down one duty differently", one.id.value, other.id.value),
            );
            Diagnostic::new(Code::StagesContradict, second.duty.span, ja, en).also(first.duty.span, "もう一つはここ", "the other one")
        }
        Finding::Gap { after, days } => {
            let stage = stages.get(after)?;
            let (ja, en) = (
                format!("「{}」のあと、{days}日目にはどの段階にも当てはまりません", stage.title.value),
                format!("after `{}`, no stage of the ladder holds on day {days}", stage.id.value),
            );
            Diagnostic::new(Code::LadderGap, stage.when.span, ja, en)
        }
        Finding::Subsumed { stage, by } => {
            let (stage, by) = (stages.get(stage)?, stages.get(by)?);
            let (ja, en) = (
                format!("「{}」の対応は、「{}」がもう言っています", stage.title.value, by.title.value),
                format!("`{}` says nothing that `{}` does not", stage.id.value, by.id.value),
            );
            Diagnostic::new(Code::StageSubsumed, stage.id.span, ja, en).also(by.id.span, "こちらと同じ", "the same as this one")
        }
    })
}

fn without_effect(id: &crate::diag::Spanned<String>) -> Diagnostic {
    let (ja, en) = (
        format!("「{}」をどう読んでも、数え方・段階・期限は変わりません", id.value),
        format!("nothing that is counted changes with the readings of `{}`", id.value),
    );
    Diagnostic::new(Code::ReadingsWithoutEffect, id.span, ja, en)
}
