//! Rule set → [`Program`]: names become indexes, and everything that does not fit together is said at its place.

use super::program::{self, Counting, Point, Program, VERSION, Variant};
use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::model::{self, Condition, RuleSet, Rules, Run, Total};

/// Compiles a rule set, or says everything that is wrong with it.
///
/// # Errors
/// The problems, each once, those of the rules as shown first.
pub fn compile(set: &RuleSet) -> Result<Program, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let shown = Compiler { rules: &set.shown, problems: &mut problems }.compile();
    let mut variants = Vec::new();
    for variant in &set.variants {
        let mut found = Vec::new();
        let compiled = Compiler { rules: &variant.rules, problems: &mut found }.compile();
        let is_new = |problem: &Diagnostic, known: &[Diagnostic]| {
            !known.iter().any(|other| other.code == problem.code && other.labels == problem.labels)
        };
        for problem in found {
            if is_new(&problem, &problems) {
                problems.push(problem);
            }
        }
        variants.extend(difference(&shown, &compiled, (variant.point, variant.reading)));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    // Points without readings change nothing that is counted; the variants number those that have some.
    let counted: Vec<usize> = (0..set.points.len()).filter(|&point| !set.points[point].readings.is_empty()).collect();
    for variant in &mut variants {
        variant.point = counted.iter().position(|point| *point == variant.point).unwrap_or_default();
    }
    let points = counted.iter().map(|&point| &set.points[point]).map(|point| Point {
        id: point.id.value.clone(),
        readings: point.readings.iter().map(|reading| reading.id.value.clone()).collect(),
        shown: point.shown,
    });
    let orders = orders(&shown.measures);
    Ok(Program { id: set.id.to_string(), points: points.collect(), orders, variants, ..shown })
}

/// What another reading changes; `None` when it changes nothing that is counted.
fn difference(shown: &Program, other: &Program, (point, reading): (usize, usize)) -> Option<Variant> {
    fn changed<T: Clone + PartialEq>(shown: &[T], other: &[T]) -> Vec<(usize, T)> {
        other.iter().cloned().enumerate().filter(|(at, entry)| shown.get(*at) != Some(entry)).collect()
    }
    let seen = (shown.seen != other.seen).then(|| other.seen.clone());
    let (measures, stages) = (changed(&shown.measures, &other.measures), changed(&shown.stages, &other.stages));
    let is_same = seen.is_none() && measures.is_empty() && stages.is_empty();
    (!is_same).then_some(Variant { point, reading, seen, measures, stages })
}

/// Pairs of a run and a total that holds it.
fn orders(measures: &[program::Measure]) -> Vec<(usize, usize)> {
    let mut orders = Vec::new();
    for (run, measure) in measures.iter().enumerate() {
        let Counting::Run { effects, calendar_days: 0, window: of_run, .. } = &measure.counting else { continue };
        for (total, other) in measures.iter().enumerate() {
            let Counting::Total { weights, per_day, window: of_total } = &other.counting else { continue };
            let mut cells = effects.iter().flatten().zip(weights.iter().flatten());
            if cells.all(|(effect, weight)| *effect != 1 || weight >= per_day) && is_not_longer(*of_run, *of_total) {
                orders.push((run, total));
            }
        }
    }
    orders
}

fn is_not_longer(one: program::Window, other: program::Window) -> bool {
    use program::Window::{All, Month, Rolling, SchoolYear, Term};
    match (one, other) {
        (_, All) | (Month, Month | Term | SchoolYear) | (Term, Term | SchoolYear) | (SchoolYear, SchoolYear) => true,
        (Rolling(one), Rolling(other)) => one <= other,
        _ => false,
    }
}

struct Compiler<'a> {
    rules: &'a Rules,
    problems: &'a mut Vec<Diagnostic>,
}

impl Compiler<'_> {
    fn compile(mut self) -> Program {
        let rules = self.rules;
        let measures = rules
            .measures
            .iter()
            .map(|measure| program::Measure { id: measure.id.value.clone(), counting: self.counting(&measure.counts) });
        let measures = measures.collect();
        let stages = rules.stages.iter().map(|stage| self.stage(stage)).collect();
        Program {
            version: VERSION,
            id: String::new(),
            marks: rules.marks.iter().map(|mark| mark.id.value.clone()).collect(),
            seen: rules.marks.iter().map(|mark| u8::from(mark.implies_seen)).collect(),
            places: rules.places.iter().map(|place| place.id.value.clone()).collect(),
            facts: rules.facts.iter().map(|fact| fact.id.value.clone()).collect(),
            points: Vec::new(),
            measures,
            stages,
            orders: Vec::new(),
            variants: Vec::new(),
        }
    }

    /// The place of a name in a list, or a message; 0 then, which is never published.
    fn named<'n>(&mut self, what: (&str, &str), name: &Spanned<String>, known: impl Iterator<Item = &'n str> + Clone) -> usize {
        if let Some(at) = known.clone().position(|known| known == name.value) {
            return at;
        }
        let (ja, en) = what;
        let problem = Diagnostic::new(
            Code::UnknownRulePart,
            name.span,
            format!("「{}」という{ja}は、この規則にありません", name.value),
            format!("the rule set has no {en} `{}`", name.value),
        );
        self.problems.push(problem.did_you_mean(&name.value, known));
        0
    }

    fn selected(&mut self, selector: &Spanned<model::MarkSelector>) -> (usize, Option<usize>) {
        let rules = self.rules;
        let mark = Spanned::new(selector.value.mark.clone(), selector.span);
        let mark = self.named(("しるし（marks）", "mark"), &mark, rules.marks.iter().map(|mark| mark.id.value.as_str()));
        let place = selector.value.place.clone().map(|place| {
            let place = Spanned::new(place, selector.span);
            self.named(("場所（places）", "place"), &place, rules.places.iter().map(|place| place.id.value.as_str())) + 1
        });
        (mark, place)
    }

    /// A row for each mark: first the day without a place, then one cell for each place.
    fn cells<T: Copy + PartialEq>(&mut self, chosen: &[(&Spanned<model::MarkSelector>, T)], otherwise: T) -> Vec<Vec<T>> {
        let mut cells = vec![vec![otherwise; self.rules.places.len() + 1]; self.rules.marks.len()];
        let mut named: Vec<(usize, Option<usize>)> = Vec::new();
        let mut chosen: Vec<_> = chosen.iter().map(|(selector, value)| (self.selected(selector), *value, selector.span)).collect();
        for ((mark, place), _, span) in &chosen {
            if named.contains(&(*mark, *place)) {
                self.problems.push(twice(*span));
            }
            named.push((*mark, *place));
        }
        // A selector that names the place wins over one that does not.
        chosen.sort_by_key(|((_, place), _, _)| place.is_some());
        for ((mark, place), value, _) in chosen {
            let Some(row) = cells.get_mut(mark) else { continue };
            match place {
                Some(place) => row.get_mut(place).into_iter().for_each(|cell| *cell = value),
                None => row.fill(value),
            }
        }
        cells
    }

    fn counting(&mut self, counting: &model::Counting) -> Counting {
        match counting {
            model::Counting::Run(run) => self.run(run),
            model::Counting::Total(total) => self.total(total),
            model::Counting::SeenIn(run) => {
                let rules = self.rules;
                let at = self.named(("数え方（measures）", "measure"), run, rules.measures.iter().map(|measure| measure.id.value.as_str()));
                let is_run = rules.measures.get(at).is_some_and(|measure| matches!(measure.counts, model::Counting::Run(_)));
                if !is_run {
                    self.problems.push(Diagnostic::new(
                        Code::NotARun,
                        run.span,
                        "seen_in: には、run: の数え方を書きます",
                        "`seen_in` names a run",
                    ));
                }
                Counting::SeenIn { run: at }
            }
            model::Counting::SeenOn => Counting::SeenOn,
        }
    }

    fn run(&mut self, run: &Run) -> Counting {
        let count = run.count.iter().map(|selector| (selector, 1));
        let chosen: Vec<_> = count.chain(run.skip.iter().map(|selector| (selector, 2))).collect();
        let effects = self.cells(&chosen, 0);
        if effects.iter().all(|places| places[0] != 0) && !effects.is_empty() {
            let place = run.count.first().map_or(run.window.span, |selector| selector.span);
            self.problems.push(never_ends(place));
        }
        Counting::Run {
            effects,
            calendar_days: u8::from(run.basis == model::Basis::CalendarDays),
            until_seen: u8::from(run.until_seen),
            window: window(run.window.value),
        }
    }

    fn total(&mut self, total: &Total) -> Counting {
        let chosen: Vec<_> = total.weights.iter().map(|(selector, weight)| (selector, *weight)).collect();
        Counting::Total { weights: self.cells(&chosen, 0), per_day: total.per_day, window: window(total.window.value) }
    }

    fn stage(&mut self, stage: &model::Stage) -> program::Stage {
        let duties = stage.actions.iter().map(|action| program::Duty {
            id: action.duty.value.clone(),
            due: action.due.map(due),
            repeat: action
                .repeat
                .as_ref()
                .map(|repeat| program::Repeat { every: repeat.every, until: repeat.until.as_ref().map(|until| self.condition(until)) }),
        });
        let duties = duties.collect();
        program::Stage {
            id: stage.id.value.clone(),
            when: self.condition(&stage.when.value),
            ends_when: stage.ends_when.as_ref().map(|ends| self.condition(ends)),
            duties,
        }
    }

    fn condition(&mut self, condition: &Condition) -> program::Condition {
        let rules = self.rules;
        match condition {
            Condition::Always => program::Condition::Always,
            Condition::All(parts) => program::Condition::All(parts.iter().map(|part| self.condition(part)).collect()),
            Condition::Any(parts) => program::Condition::Any(parts.iter().map(|part| self.condition(part)).collect()),
            Condition::Not(part) => program::Condition::Not(Box::new(self.condition(part))),
            Condition::Compare { measure, comparison, than } => {
                let known = rules.measures.iter().map(|measure| measure.id.value.as_str());
                let measure = self.named(("数え方（measures）", "measure"), measure, known);
                program::Condition::Compare { measure, comparison: *comparison, than: than.value }
            }
            Condition::Fact(fact) => {
                let known = rules.facts.iter().map(|fact| fact.id.value.as_str());
                program::Condition::Fact(self.named(("問い（facts）", "fact"), fact, known))
            }
            Condition::Event(event) => program::Condition::Event(event.value),
        }
    }
}

fn due(due: model::Due) -> program::Due {
    match due {
        model::Due::SameDay => program::Due::SameDay,
        model::Due::SchoolDays(days) => program::Due::SchoolDays(days),
        model::Due::CalendarDays(days) => program::Due::CalendarDays(days),
        model::Due::DayOfNextMonth { day, if_closed } => program::Due::DayOfNextMonth(day, if_closed),
    }
}

fn window(window: model::Window) -> program::Window {
    match window {
        model::Window::All => program::Window::All,
        model::Window::Month => program::Window::Month,
        model::Window::Term => program::Window::Term,
        model::Window::SchoolYear => program::Window::SchoolYear,
        model::Window::Rolling(days) => program::Window::Rolling(days),
    }
}

fn twice(span: Span) -> Diagnostic {
    Diagnostic::new(Code::MarkTwice, span, "同じしるしが、一つの数え方に二度あります", "a mark stands twice in one measure")
        .help("count・skip・weights のどれか一つだけに書きます", "name it once, in `count`, `skip` or `weights`")
}

fn never_ends(span: Span) -> Diagnostic {
    let (ja, en) = ("どのしるしでも途切れない続きは数えられません", "a run that no mark ends cannot be counted");
    Diagnostic::new(Code::RunNeverEnds, span, ja, en)
        .help("count にも skip にも入らないしるし（出席など）を、一つは残します", "leave one mark out of `count` and `skip`, as `present`")
}
