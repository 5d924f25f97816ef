//! A decision in words for people: what was counted, what became of each stage, who does what by when, what is open, and why.

use crate::check::rules::refusal_reason;
use crate::diag::{Language, Spanned};
use crate::model::{Action, Case, Comparison, Condition, LinkTarget, OpenPoint, Reference, RuleSet, Site, Stage};
use crate::rules::{Decided, Decision, DutyDecision, MeasureDecision, Refusal, StageDecision, State, Tri, civil};

/// Who and what the ids of a decision are.
pub(super) struct Words<'a> {
    pub site: &'a Site,
    pub set: &'a RuleSet,
    pub language: Language,
}

impl Words<'_> {
    fn say<'t>(&self, ja: &'t str, en: &'t str) -> &'t str {
        match self.language {
            Language::Japanese => ja,
            Language::English => en,
        }
    }

    /// The whole answer.
    pub fn decision(&self, case: Option<&Case>, decision: &Decision) -> String {
        let mut lines = Vec::new();
        if let Some(case) = case {
            lines.push(format!("【{}】{}", case.id.value, case.title.as_deref().unwrap_or_default()));
        }
        match decision {
            Decision::Refused { refused, .. } => self.refusals(refused, &mut lines),
            Decision::Decided(decided) => self.decided(decided, &mut lines),
        }
        lines.join("\n") + "\n"
    }

    fn refusals(&self, refused: &[Refusal], lines: &mut Vec<String>) {
        lines.push(self.say("この入力には答えられません", "this input cannot be answered").to_owned());
        lines.extend(refused.iter().map(|refusal| {
            let known = self.known(refusal);
            let listed = if known.is_empty() {
                String::new()
            } else {
                match self.language {
                    Language::Japanese => format!("（使えるもの: {}）", known.join("、")),
                    Language::English => format!(" (known: {})", known.join(", ")),
                }
            };
            format!("  {}: {}{listed}", refusal.at, self.say(refusal_reason(refusal.code), refusal.code))
        }));
    }

    /// Names of the kind that was meant, where a name is not known.
    fn known(&self, refusal: &Refusal) -> Vec<&str> {
        let rules = &self.set.shown;
        match refusal.code {
            "unknown-measure" => {
                rules.measures.iter().filter(|measure| measure.ask.is_some()).map(|measure| measure.id.value.as_str()).collect()
            }
            "unknown-fact" => rules.facts.iter().map(|fact| fact.id.value.as_str()).collect(),
            "unknown-mark" => rules.marks.iter().map(|mark| mark.id.value.as_str()).collect(),
            "unknown-place" => rules.places.iter().map(|place| place.id.value.as_str()).collect(),
            "unknown-stage" => rules.stages.iter().map(|stage| stage.id.value.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    fn decided(&self, decided: &Decided, lines: &mut Vec<String>) {
        let (title, day) = (&self.set.title.value, civil::text(decided.as_of));
        lines.push(match self.language {
            Language::Japanese => format!("{title}（{day} のとき）"),
            Language::English => format!("{title} (as of {day})"),
        });
        lines.push(format!("■ {}", self.say("数えた日数", "counted")));
        lines.extend(decided.measures.iter().map(|measure| self.measure(measure)));
        lines.push(format!("■ {}", self.say("段階", "stages")));
        for (decision, stage) in decided.stages.iter().zip(&self.set.shown.stages) {
            self.stage(decision, stage, lines);
        }
    }

    fn measure(&self, counted: &MeasureDecision) -> String {
        let known = self.set.shown.measures.iter().find(|measure| measure.id.value == counted.id);
        let (label, unit) = known.map_or((counted.id.as_str(), ""), |measure| (measure.label.as_str(), measure.unit.as_str()));
        let per_day = match known.map(|measure| &measure.counts) {
            Some(crate::model::Counting::Total(total)) => total.per_day.max(1),
            _ => 1,
        };
        let days =
            |weight: u32| if weight.is_multiple_of(per_day) { (weight / per_day).to_string() } else { format!("{weight}/{per_day}") };
        let value = match counted.high {
            Some(high) if high == counted.low => format!("{}{unit}", days(high)),
            Some(high) => format!("{}〜{}{unit}", days(counted.low), days(high)),
            None if counted.low == 0 => self.say("分からない", "not known").to_owned(),
            None => format!("{}{unit}{}", days(counted.low), self.say("以上", " or more")),
        };
        let listed = counted.days.iter().flatten().map(|day| civil::text(*day)).collect::<Vec<_>>();
        if listed.is_empty() { format!("  {label}: {value}") } else { format!("  {label}: {value}（{}）", listed.join("、")) }
    }

    fn stage(&self, decision: &StageDecision, stage: &Stage, lines: &mut Vec<String>) {
        let mut state = self.state(decision.state).to_owned();
        if let Some(day) = decision.reached_on {
            let earlier = if decision.certain == Some(false) {
                self.say("（もっと前かもしれません）", " (perhaps earlier)")
            } else {
                ""
            };
            state += &format!("{}{}{earlier}", self.say("。達した日 ", ", reached on "), civil::text(day));
        }
        for missing in &decision.remaining {
            state += &self.missing(&missing.measure, missing.days).to_string();
        }
        lines.push(format!("● {} … {state}", stage.title.value));
        for depends in &decision.depends_on {
            lines.push(self.depends(&depends.point, &depends.states));
        }
        if !decision.unknown.is_empty() {
            lines.push(format!(
                "    {}: {}",
                self.say("分からないもの", "not known"),
                decision.unknown.iter().map(|name| self.input(name)).collect::<Vec<_>>().join("、")
            ));
        }
        let mut trace = decision.trace.iter();
        let mut why = Vec::new();
        self.why(&stage.when.value, &mut trace, 2, &mut why);
        lines.push(format!("    {}:", self.say("わけ", "why")));
        lines.append(&mut why);
        for duty in &decision.duties {
            if let Some(action) = stage.actions.iter().find(|action| action.duty.value == duty.id) {
                self.duty(duty, action, lines);
            }
        }
    }

    fn state(&self, state: State) -> &'static str {
        let (ja, en) = match state {
            State::Active => ("当てはまります", "holds"),
            State::Past => ("前に当てはまりました", "held before"),
            State::NotReached => ("まだです", "not reached"),
            State::Unknown => ("分かりません", "not known"),
            State::Confirm => ("確かめてください（決まっていないことがあります）", "to be confirmed (something is left open)"),
        };
        match self.language {
            Language::Japanese => ja,
            Language::English => en,
        }
    }

    fn missing(&self, measure: &str, days: u64) -> String {
        let label = self.label(measure);
        match self.language {
            Language::Japanese => format!("。{label}であと{days}日"),
            Language::English => format!("; {days} more of {label}"),
        }
    }

    fn label<'s>(&'s self, measure: &'s str) -> &'s str {
        self.set.shown.measures.iter().find(|known| known.id.value == measure).map_or(measure, |known| known.label.as_str())
    }

    fn ask<'s>(&'s self, fact: &'s str) -> &'s str {
        self.set.shown.facts.iter().find(|known| known.id.value == fact).map_or(fact, |known| known.ask.as_str())
    }

    /// `measure:…`, `fact:…`, `event:…`
    fn input(&self, name: &str) -> String {
        match name.split_once(':') {
            Some(("measure", id)) => self.label(id).to_owned(),
            Some(("fact", id)) => self.ask(id).to_owned(),
            _ => name.to_owned(),
        }
    }

    fn point(&self, id: &str) -> Option<&OpenPoint> {
        self.set.points.iter().find(|point| point.id.value == id)
    }

    fn depends(&self, id: &str, states: &[State]) -> String {
        let Some(point) = self.point(id) else { return format!("    {id}") };
        let readings = point.readings.iter().zip(states).map(|(reading, state)| format!("「{}」→ {}", reading.label, self.state(*state)));
        format!(
            "    {}: {}（{} {}）\n      {}",
            self.say("決まっていないこと", "left open"),
            point.question,
            self.say("尋ねる先", "ask"),
            self.name(&point.ask),
            readings.collect::<Vec<_>>().join("、")
        )
    }

    fn duty(&self, duty: &DutyDecision, action: &Action, lines: &mut Vec<String>) {
        let names = |references: &[Spanned<Reference>]| references.iter().map(|one| self.name(one)).collect::<Vec<_>>().join("、");
        let mut line = format!("    ・{}", action.does.value);
        for (label, references) in [
            (self.say("だれが", "who"), &action.who),
            (self.say("だれへ", "to"), &action.to),
            (self.say("だれと", "with"), &action.with),
            (self.say("様式", "form"), &action.form),
        ] {
            if !references.is_empty() {
                line += &format!(" ／ {label}: {}", names(references));
            }
        }
        let due: Vec<String> = duty.due.iter().map(|day| civil::text(*day)).collect();
        if !due.is_empty() {
            line += &format!(" ／ {}: {}", self.say("期限", "due"), due.join("、"));
        }
        if let Some(next) = duty.next {
            line += &format!(" ／ {}: {next}", self.say("次の期限", "next due"));
        }
        if duty.ended {
            line += self.say(" ／ 終わりました", " / ended");
        }
        lines.push(line);
        let open = duty.open.iter().chain(action.open.iter().map(|point| &point.value));
        let mut told: Vec<&str> = Vec::new();
        for id in open {
            if let Some(point) = self.point(id).filter(|_| !told.contains(&id.as_str())) {
                told.push(id);
                lines.push(format!(
                    "      {}: {}（{} {}）",
                    self.say("決まっていないこと", "left open"),
                    point.question,
                    self.say("尋ねる先", "ask"),
                    self.name(&point.ask)
                ));
            }
        }
    }

    /// The conditions with their values, each in a line, parts further in.
    fn why<'t>(&self, condition: &Condition, trace: &mut impl Iterator<Item = &'t Tri>, depth: usize, lines: &mut Vec<String>) {
        let value = match trace.next() {
            Some(Tri::Yes) => self.say("はい", "yes"),
            Some(Tri::No) => self.say("いいえ", "no"),
            _ => self.say("分からない", "unknown"),
        };
        lines.push(format!("{}{} … {value}", "  ".repeat(depth + 1), self.condition(condition)));
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| self.why(part, &mut *trace, depth + 1, lines)),
            Condition::Not(part) => self.why(part, trace, depth + 1, lines),
            _ => {}
        }
    }

    fn condition(&self, condition: &Condition) -> String {
        match condition {
            Condition::Always => self.say("いつも", "always").to_owned(),
            Condition::All(_) => self.say("すべて", "all of").to_owned(),
            Condition::Any(_) => self.say("どれか", "any of").to_owned(),
            Condition::Not(_) => self.say("次でない", "not").to_owned(),
            Condition::Compare { measure, comparison, than } => {
                let (label, than) = (self.label(&measure.value), than.value);
                let (ja, en) = match comparison {
                    Comparison::AtLeast => ("日以上", "at least"),
                    Comparison::MoreThan => ("日を超える", "more than"),
                    Comparison::AtMost => ("日以下", "at most"),
                    Comparison::LessThan => ("日より少ない", "less than"),
                };
                match self.language {
                    Language::Japanese => format!("{label}が{than}{ja}"),
                    Language::English => format!("{label} {en} {than}"),
                }
            }
            Condition::Fact(fact) => self.ask(&fact.value).to_owned(),
            Condition::Event(event) => crate::rules::event_name(event.value),
        }
    }

    fn name(&self, reference: &Spanned<Reference>) -> String {
        match self.site.reference_target(reference.value.clone()) {
            LinkTarget::Agency(agency, _) => agency.name.value.clone(),
            LinkTarget::OpenSlot(slot, _) => slot.title.clone(),
            LinkTarget::Role(title) => title.to_owned(),
            LinkTarget::Page(page, anchor) => {
                let heading = anchor.and_then(|anchor| page.headings.iter().find(|heading| heading.id == anchor));
                heading.map_or_else(|| page.title.value.clone(), |heading| heading.text.clone())
            }
            _ => reference.value.to_string(),
        }
    }
}
