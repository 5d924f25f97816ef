//! Conditions, dates and repeats as words of the theme's language.

use super::super::facts::{Messages, message};
use super::parties::{Parties, Party};
use crate::model::{
    Action, CalendarEvent, CeremonyKind, Comparison, Condition, Counting, Due, DutyField, Every, IfClosed, Means, Measure, Repeat, Rules,
    Threshold,
};

/// 「7日目」, 「7日」
pub(super) fn threshold(threshold: &Threshold<'_>, messages: &Messages) -> String {
    let text = if threshold.is_ordinal { message(messages, "rule_nth") } else { message(messages, "rule_number") };
    fill(text, &[("number", &threshold.number.to_string()), ("unit", &threshold.measure.unit)])
}

/// 「連続欠席7日目、または断続欠席10日目」
pub(super) fn condition(condition: &Condition, rules: &Rules, messages: &Messages) -> String {
    Words { rules, messages }.condition(condition, false)
}

/// 「終業式の日」
pub(super) fn event(event: CalendarEvent, messages: &Messages) -> &str {
    let key = match event {
        CalendarEvent::LastSchoolDayBeforeLongHoliday => "rule_before_holiday",
        CalendarEvent::Ceremony(CeremonyKind::Opening) => "rule_opening",
        CalendarEvent::Ceremony(CeremonyKind::Closing) => "rule_closing",
        CalendarEvent::Ceremony(CeremonyKind::Completion) => "rule_completion",
        CalendarEvent::Ceremony(CeremonyKind::Graduation) => "rule_graduation",
        CalendarEvent::Ceremony(CeremonyKind::Entrance) => "rule_entrance",
    };
    message(messages, key)
}

struct Words<'a> {
    rules: &'a Rules,
    messages: &'a Messages,
}

impl Words<'_> {
    /// `is_within`: another condition stands around it, so that two joined ones need brackets.
    fn condition(&self, condition: &Condition, is_within: bool) -> String {
        match condition {
            Condition::Always => message(self.messages, "rule_always").to_owned(),
            Condition::All(parts) => self.joined(parts, message(self.messages, "rule_and"), is_within),
            Condition::Any(parts) => self.joined(parts, message(self.messages, "rule_or"), is_within),
            Condition::Not(part) => match &**part {
                Condition::Fact(id) => fill(message(self.messages, "rule_fact_no"), &[("question", self.question(&id.value))]),
                part => fill(message(self.messages, "rule_not"), &[("condition", &self.condition(part, false))]),
            },
            Condition::Compare { measure, comparison, than } => match self.rules.measure(&measure.value) {
                Some(measure) => self.compare(measure, *comparison, than.value),
                None => measure.value.clone(),
            },
            Condition::Fact(id) => fill(message(self.messages, "rule_fact_yes"), &[("question", self.question(&id.value))]),
            Condition::Event(named) => event(named.value, self.messages).to_owned(),
        }
    }

    fn joined(&self, parts: &[Condition], word: &str, is_within: bool) -> String {
        let is_one = parts.len() < 2;
        let texts: Vec<String> = parts.iter().map(|part| self.condition(part, !is_one || is_within)).collect();
        let text = texts.join(word);
        if is_within && !is_one { fill(message(self.messages, "rule_group"), &[("condition", &text)]) } else { text }
    }

    fn question(&self, id: &str) -> &str {
        self.rules.facts.iter().find(|fact| fact.id.value == id).map_or("", |fact| fact.ask.as_str())
    }

    fn compare(&self, measure: &Measure, comparison: Comparison, than: u32) -> String {
        let is_none = matches!((comparison, than), (Comparison::AtMost, 0) | (Comparison::LessThan, 1));
        let is_some = matches!((comparison, than), (Comparison::AtLeast, 1) | (Comparison::MoreThan, 0));
        let key = match (&measure.counts, comparison) {
            (Counting::SeenOn, _) if is_none => "rule_not_met_today",
            (Counting::SeenOn, _) if is_some => "rule_met_today",
            (Counting::SeenIn(_), _) if is_none => "rule_never_met",
            (Counting::SeenIn(_), _) if is_some => "rule_once_met",
            (Counting::Run(_), _) if is_none => "rule_run_over",
            (Counting::Run(_), _) if is_some => "rule_run_on",
            (Counting::Run(_) | Counting::Total(_), Comparison::AtLeast) => "rule_from_nth",
            (_, Comparison::AtLeast) => "rule_at_least",
            (_, Comparison::MoreThan) => "rule_more_than",
            (_, Comparison::AtMost) => "rule_at_most",
            (_, Comparison::LessThan) => "rule_less_than",
        };
        fill(message(self.messages, key), &[("measure", &measure.label), ("number", &than.to_string()), ("unit", &measure.unit)])
    }
}

/// A field of a duty; `None` where nothing is laid down.
pub(super) fn duty_field(action: &Action, field: DutyField, parties: &Parties<'_>) -> Option<String> {
    let messages = parties.links.messages;
    let names = |parties: Vec<Party>| {
        let names: Vec<String> = parties.into_iter().map(|party| party.name).collect();
        (!names.is_empty()).then(|| names.join(message(messages, "list_separator")))
    };
    match field {
        DutyField::Who => names(parties.parties(&action.who)),
        DutyField::To => names(parties.parties(&action.to)),
        DutyField::Form => names(parties.forms(&action.form)),
        DutyField::Due => action.due.map(|of| due(of, messages)),
        DutyField::Repeat => action.repeat.as_ref().map(|of| repeat(of, messages)),
    }
}

/// What a field says where nothing is laid down.
pub(super) fn none(field: DutyField, messages: &Messages) -> String {
    match field {
        DutyField::Due => message(messages, "rule_no_due"),
        DutyField::Repeat => message(messages, "rule_no_repeat"),
        DutyField::Who | DutyField::To | DutyField::Form => message(messages, "rule_not_laid_down"),
    }
    .to_owned()
}

/// 「当日」, 「翌月5日まで」
pub(super) fn due(due: Due, messages: &Messages) -> String {
    let number = |key, number: u32| fill(message(messages, key), &[("number", &number.to_string())]);
    match due {
        Due::SameDay => message(messages, "rule_same_day").to_owned(),
        Due::SchoolDays(days) => number("rule_school_days", days),
        Due::CalendarDays(days) => number("rule_calendar_days", days),
        Due::DayOfNextMonth { day, .. } => number("rule_next_month", day),
    }
}

/// What becomes of a date on a closed day.
pub(super) fn if_closed(due: Due, messages: &Messages) -> Option<&str> {
    let Due::DayOfNextMonth { if_closed, .. } = due else { return None };
    Some(match if_closed {
        IfClosed::Before => message(messages, "rule_closed_before"),
        IfClosed::After => message(messages, "rule_closed_after"),
        IfClosed::Stay => message(messages, "rule_closed_stay"),
    })
}

/// 「毎月」
pub(super) fn repeat(repeat: &Repeat, messages: &Messages) -> String {
    match repeat.every {
        Every::Week => message(messages, "rule_weekly"),
        Every::Month => message(messages, "rule_monthly"),
    }
    .to_owned()
}

/// 「電話」
pub(in super::super) fn means(means: Means, messages: &Messages) -> &str {
    match means {
        Means::Phone => message(messages, "rule_phone"),
        Means::Email => message(messages, "rule_email"),
        Means::InPerson => message(messages, "rule_in_person"),
        Means::Paper => message(messages, "rule_paper"),
    }
}

/// Puts values into a text of the theme; what a value holds is not looked at again.
pub(in super::super) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let known = after.split_once('}').and_then(|(name, after)| Some((values.iter().find(|(known, _)| *known == name)?.1, after)));
        match known {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
