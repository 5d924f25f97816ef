//! Marks, measures and stages as typed → the model, for one reading.

use super::choice::{condition, due, within};
use super::point::citation;
use super::raw::{
    RawAction, RawBasis, RawEvery, RawMark, RawMeans, RawMeasure, RawRepeat, RawRuleSet, RawRun, RawStage, RawTotal, RawWindow,
};
use super::{ASKABLE, say, unique};
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned};
use crate::load::fields;
use crate::load::yaml::Keyed;
use crate::model::{
    Action, Basis, Counting, Every, Fact, Mark, MarkSelector, Means, Measure, Phase, Place, Reference, ReferenceKind, Repeat, Rules, Run,
    Stage, Total, Window, check_kebab,
};
use unicode_normalization::UnicodeNormalization;

/// Marks of a rule set; places, facts and phases as well.
pub const MAX_MARKS: usize = 50;
/// Measures of a rule set.
pub const MAX_MEASURES: usize = 50;
/// Stages of a rule set.
pub const MAX_STAGES: usize = 100;
/// Actions of a stage.
pub const MAX_ACTIONS: usize = 50;
/// Letters of an alias: what fits into a cell of a register.
pub const MAX_ALIAS_LETTERS: usize = 10;
/// Greatest weight of a mark, and of a day.
pub const MAX_WEIGHT: u32 = 1_000;
/// Longest rolling window, in school days.
pub const MAX_ROLLING: u32 = 400;

const MARKS: (&str, &str) = ("しるし", "marks");
const PLACES: (&str, &str) = ("場所", "places");
const FACTS: (&str, &str) = ("問い", "facts");
const MEASURES: (&str, &str) = ("数え方", "measures");
const STAGES: (&str, &str) = ("段階", "stages");
const FORMS: &[ReferenceKind] = &[ReferenceKind::Page, ReferenceKind::Form];

/// Everything that a reading may change, or what of it could be read.
pub(super) fn rules(raw: RawRuleSet, sink: &mut Sink) -> Rules {
    let nodes = &raw.stages;
    if nodes.value.is_empty() {
        sink.push(say::empty(nodes.span, "段階", "stages"));
    }
    check_ids(&raw, sink);
    check_aliases(&raw.marks, sink);
    Rules {
        marks: raw.marks.into_iter().map(mark).collect(),
        places: raw.places.into_iter().map(|raw| Place { id: raw.id, label: raw.label }).collect(),
        facts: raw.facts.into_iter().map(|raw| Fact { id: raw.id, ask: raw.ask, note: raw.note }).collect(),
        measures: raw.measures.into_iter().filter_map(|raw| measure(raw, sink)).collect(),
        phases: raw.phases.into_iter().map(|raw| Phase { id: raw.id, title: raw.title }).collect(),
        stages: raw.stages.value.into_iter().filter_map(|raw| stage(raw, sink)).collect(),
        ladder: raw.ladder,
    }
}

fn check_ids(raw: &RawRuleSet, sink: &mut Sink) {
    let lists: [(Ids<'_>, usize); 6] = [
        ((raw.marks.iter().map(|mark| &mark.id).collect(), MARKS), MAX_MARKS),
        ((raw.places.iter().map(|place| &place.id).collect(), PLACES), MAX_MARKS),
        ((raw.facts.iter().map(|fact| &fact.id).collect(), FACTS), MAX_MARKS),
        ((raw.measures.iter().map(|measure| &measure.id).collect(), MEASURES), MAX_MEASURES),
        ((raw.phases.iter().map(|phase| &phase.id).collect(), ("時期", "phases")), MAX_MARKS),
        ((raw.stages.value.iter().map(|stage| &stage.id).collect(), STAGES), MAX_STAGES),
    ];
    for ((ids, (ja, en)), most) in lists {
        unique(ids.iter().copied(), sink);
        if let Some(id) = ids.get(most) {
            sink.push(say::too_many(id.span, ja, en, most));
        }
    }
    for stage in &raw.stages.value {
        unique(stage.actions.iter().map(|action| &action.duty), sink);
        if let Some(action) = stage.actions.get(MAX_ACTIONS) {
            sink.push(say::too_many(action.duty.span, "一つの段階ですること", "actions of a stage", MAX_ACTIONS));
        }
    }
}

/// Ways to write a mark, which a pasted register is read by, lead to one mark each.
fn check_aliases(marks: &[RawMark], sink: &mut Sink) {
    let mut taken: Vec<(String, usize, Span)> = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        for text in std::iter::once(&mark.label).chain(&mark.aliases) {
            let letters = text.value.chars().count();
            if text.span != mark.label.span && !(1..=MAX_ALIAS_LETTERS).contains(&letters) {
                sink.push(say::alias_length(text, MAX_ALIAS_LETTERS));
            }
            let folded: String = text.value.trim().nfkc().collect();
            match taken.iter().find(|(known, other, _)| *known == folded && *other != at) {
                Some((_, _, first)) => sink.push(say::alias_taken(text, *first)),
                None => taken.push((folded, at, text.span)),
            }
        }
    }
}

fn mark(raw: RawMark) -> Mark {
    Mark { id: raw.id, label: raw.label.value, aliases: raw.aliases, implies_seen: raw.implies_seen }
}

fn measure(raw: RawMeasure, sink: &mut Sink) -> Option<Measure> {
    let counts = match (raw.run, raw.total, raw.seen_in, raw.seen_on) {
        (Some(raw), None, None, None) => run(raw, sink).map(Counting::Run),
        (None, Some(raw), None, None) => total(raw, sink).map(Counting::Total),
        (None, None, Some(id), None) => Some(Counting::SeenIn(id)),
        (None, None, None, Some(_)) => Some(Counting::SeenOn),
        _ => {
            sink.push(say::one_of(raw.id.span, "run・total・seen_in・seen_on", "run, total, seen_in, seen_on"));
            None
        }
    };
    Some(Measure { id: raw.id, label: raw.label, unit: raw.unit, ask: raw.ask, counts: counts? })
}

fn run(raw: RawRun, sink: &mut Sink) -> Option<Run> {
    if raw.count.value.is_empty() {
        sink.push(say::empty(raw.count.span, "数えるしるし", "marks that count"));
    }
    let window = window(raw.window, sink);
    if let Some(window) = window.as_ref().filter(|window| matches!(window.value, Window::Month | Window::Rolling(_))) {
        sink.push(say::window_of_run(window.span));
    }
    let mut selectors = |list: Vec<Spanned<String>>| list.into_iter().filter_map(|text| selector(text, sink)).collect();
    Some(Run {
        count: selectors(raw.count.value),
        skip: selectors(raw.skip),
        basis: match raw.basis {
            RawBasis::SchoolDays => Basis::SchoolDays,
            RawBasis::CalendarDays => Basis::CalendarDays,
        },
        until_seen: raw.until_seen,
        window: window?,
    })
}

fn total(raw: RawTotal, sink: &mut Sink) -> Option<Total> {
    let Keyed(weights) = raw.weights.value;
    if weights.is_empty() {
        sink.push(say::empty(raw.weights.span, "しるしの重み", "weights of marks"));
    }
    let per_day = raw.per_day.and_then(|per_day| within(&per_day, 1, MAX_WEIGHT, sink)).unwrap_or(1);
    let weight = |(key, weight): (Spanned<String>, Spanned<i64>)| {
        let weight = within(&weight, 0, MAX_WEIGHT, sink);
        selector(key, sink).zip(weight)
    };
    let weights = weights.into_iter().filter_map(weight).collect();
    Some(Total { weights, per_day, window: window(raw.window, sink)? })
}

fn window(raw: Spanned<RawWindow>, sink: &mut Sink) -> Option<Spanned<Window>> {
    let window = match raw.value {
        RawWindow::All => Window::All,
        RawWindow::Month => Window::Month,
        RawWindow::Term => Window::Term,
        RawWindow::SchoolYear => Window::SchoolYear,
        RawWindow::Rolling(days) => Window::Rolling(within(&days, 1, MAX_ROLLING, sink)?),
    };
    Some(Spanned::new(window, raw.span))
}

/// `absent` or `absent/separate-room`.
fn selector(text: Spanned<String>, sink: &mut Sink) -> Option<Spanned<MarkSelector>> {
    let (mark, place) = text.value.split_once('/').map_or((text.value.as_str(), None), |(mark, place)| (mark, Some(place)));
    match std::iter::once(mark).chain(place).try_for_each(check_kebab) {
        Ok(()) => Some(Spanned::new(MarkSelector { mark: mark.to_owned(), place: place.map(str::to_owned) }, text.span)),
        Err(problem) => {
            sink.push(fields::bad_id(&text.value, text.span, problem).help(
                "しるしの id か、「しるし/場所」の形で書きます（例: absent、absent/separate-room）",
                "write the id of a mark, or MARK/PLACE (absent, absent/separate-room)",
            ));
            None
        }
    }
}

fn stage(raw: RawStage, sink: &mut Sink) -> Option<Stage> {
    let span = raw.when.span;
    let when = condition(raw.when, sink);
    let ends_when = raw.ends_when.map(|raw| condition(raw, sink));
    let actions = raw.actions.into_iter().map(|raw| action(raw, sink)).collect();
    Some(Stage {
        page: raw.page.and_then(|text| fields::reference(&text, &[ReferenceKind::Page], sink)),
        citation: citation(raw.citation, sink),
        id: raw.id,
        title: raw.title,
        phase: raw.phase,
        when: Spanned::new(when?, span),
        actions,
        tells: raw.tells,
        ends_when: ends_when.flatten(),
    })
}

fn action(raw: RawAction, sink: &mut Sink) -> Action {
    if raw.who.value.is_empty() {
        sink.push(say::empty(raw.who.span, "する人", "people who do it").help("role:… などを一つは書きます", "write a `role:…`"));
    }
    Action {
        duty: raw.duty,
        who: references(&raw.who.value, ASKABLE, sink),
        does: raw.does,
        to: references(&raw.to, ASKABLE, sink),
        with: references(&raw.with, ASKABLE, sink),
        means: means(&raw.means),
        form: references(&raw.form, FORMS, sink),
        due: raw.due.and_then(|raw| due(raw, sink)),
        repeat: raw.repeat.map(|raw| repeat(raw, sink)),
        open: raw.open,
        note: raw.note,
    }
}

fn references(texts: &[Spanned<String>], allowed: &[ReferenceKind], sink: &mut Sink) -> Vec<Spanned<Reference>> {
    texts.iter().filter_map(|text| fields::reference(text, allowed, sink)).collect()
}

fn means(raw: &[RawMeans]) -> Vec<Means> {
    let means = raw.iter().map(|means| match means {
        RawMeans::Phone => Means::Phone,
        RawMeans::Email => Means::Email,
        RawMeans::InPerson => Means::InPerson,
        RawMeans::Paper => Means::Paper,
    });
    means.collect()
}

fn repeat(raw: RawRepeat, sink: &mut Sink) -> Repeat {
    let every = match raw.every {
        RawEvery::Week => Every::Week,
        RawEvery::Month => Every::Month,
    };
    Repeat { every, until: raw.until.and_then(|raw| condition(raw, sink)) }
}

/// Says where the ids of a reading are not those that are shown. What else differs is what a reading is for.
pub(super) fn compare_ids(shown: &Rules, other: &Rules, sink: &mut Sink) {
    for ((shown, what), (other, _)) in id_lists(shown).into_iter().zip(id_lists(other)) {
        let differs = |at: &usize| shown.get(*at).map(|id| &id.value) != other.get(*at).map(|id| &id.value);
        if let Some(at) = (0..shown.len().max(other.len())).find(differs) {
            let place = other.get(at).or(shown.get(at)).map(|id| id.span);
            sink.extend(place.map(|place| say::ids_change(place, what)));
        }
    }
}

/// Ids with what they are of, in Japanese and English.
type Ids<'r> = (Vec<&'r Spanned<String>>, (&'static str, &'static str));

fn id_lists(rules: &Rules) -> [Ids<'_>; 5] {
    [
        (rules.marks.iter().map(|mark| &mark.id).collect(), MARKS),
        (rules.places.iter().map(|place| &place.id).collect(), PLACES),
        (rules.facts.iter().map(|fact| &fact.id).collect(), FACTS),
        (rules.measures.iter().map(|measure| &measure.id).collect(), MEASURES),
        (rules.stages.iter().map(|stage| &stage.id).collect(), STAGES),
    ]
}

/// Complains of every `open:` that names no point.
pub(super) fn check_open(rules: &Rules, points: &[super::raw::RawPoint], sink: &mut Sink) {
    let texts = rules.stages.iter().flat_map(|stage| &stage.actions).flat_map(|action| &action.open);
    for text in texts.filter(|text| !points.iter().any(|point| point.id.value == text.value)) {
        sink.push(super::open::unknown_point(text, points));
    }
}

/// A part that cannot be told from another one by its id.
pub(super) fn clash(id: &Spanned<String>, first: Span) -> Diagnostic {
    let (ja, en) = (
        format!("id「{}」は、この規則のほかの段階・未規定の点・数え方と同じです", id.value),
        format!("`{}` is the id of another stage, open point or measure of this rule set", id.value),
    );
    Diagnostic::new(Code::DuplicateId, id.span, ja, en)
        .also(first, "もう一つはここ", "the other one")
        .note("「rule:ID/…」はどれをも指すので、id は通しで別にします", "`rule:ID/…` names any of them, so their ids are all different")
        .help("片方の id を変えます", "rename one of them")
}
