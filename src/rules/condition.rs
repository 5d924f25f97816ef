//! Conditions on one date: three values, what is unknown, what is missing.

use super::days::Days;
use super::measure::Interval;
use super::program::{Condition, Program};
use super::tri::Tri;
use super::words;
use crate::model::Comparison;

/// What a condition can look at on one date.
pub(super) struct Moment<'a> {
    /// The measures on this date, by index.
    pub measures: &'a dyn Fn(usize) -> Interval,
    /// Weight of one day of each measure.
    pub per_day: &'a [u32],
    /// The answers.
    pub facts: &'a [Tri],
    /// The calendar.
    pub days: &'a Days,
    /// The date's place in it.
    pub at: usize,
}

/// Calls `each` for a condition and all its parts.
pub(super) fn each_part(condition: &Condition, each: &mut dyn FnMut(&Condition)) {
    each(condition);
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| each_part(part, each)),
        Condition::Not(part) => each_part(part, each),
        _ => {}
    }
}

/// How a measure, one day of which weighs `weight`, compares with a number of days.
pub(super) fn compare(counted: Interval, weight: u32, comparison: Comparison, than: u32) -> Tri {
    let (low, high, than) = (u64::from(counted.low), counted.high.map(u64::from), u64::from(than) * u64::from(weight));
    let reaches = |bound: u64| {
        if low >= bound {
            Tri::Yes
        } else if high.is_some_and(|high| high < bound) {
            Tri::No
        } else {
            Tri::Unknown
        }
    };
    match comparison {
        Comparison::AtLeast => reaches(than),
        Comparison::MoreThan => reaches(than + 1),
        Comparison::AtMost => !reaches(than + 1),
        Comparison::LessThan => !reaches(than),
    }
}

impl Moment<'_> {
    fn compare(&self, measure: usize, comparison: Comparison, than: u32) -> Tri {
        compare((self.measures)(measure), self.per_day.get(measure).copied().unwrap_or(1), comparison, than)
    }

    /// The value of a condition. Every operand is evaluated; each value goes to `each`, a parent before its operands.
    pub fn value(&self, condition: &Condition, each: &mut dyn FnMut(&Condition, Tri)) -> Tri {
        let value = self.quick(condition);
        each(condition, value);
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| {
                self.value(part, each);
            }),
            Condition::Not(part) => {
                self.value(part, each);
            }
            _ => {}
        }
        value
    }

    /// The value of a condition alone.
    pub fn quick(&self, condition: &Condition) -> Tri {
        match condition {
            Condition::Always => Tri::Yes,
            Condition::All(parts) => parts.iter().map(|part| self.quick(part)).min().unwrap_or(Tri::Yes),
            Condition::Any(parts) => parts.iter().map(|part| self.quick(part)).max().unwrap_or(Tri::No),
            Condition::Not(part) => !self.quick(part),
            Condition::Compare { measure, comparison, than } => self.compare(*measure, *comparison, *than),
            Condition::Fact(fact) => self.facts.get(*fact).copied().unwrap_or(Tri::Unknown),
            Condition::Event(event) => self.days.event(*event, self.at),
        }
    }

    /// The inputs of unknown operands, in rule order.
    pub fn unknown(&self, condition: &Condition, program: &Program, found: &mut Vec<String>) {
        if self.quick(condition) != Tri::Unknown {
            return;
        }
        let name = match condition {
            Condition::All(parts) | Condition::Any(parts) => return parts.iter().for_each(|part| self.unknown(part, program, found)),
            Condition::Not(part) => return self.unknown(part, program, found),
            Condition::Compare { measure, .. } => program.measures.get(*measure).map(|measure| format!("measure:{}", measure.id)),
            Condition::Fact(fact) => program.facts.get(*fact).map(|fact| format!("fact:{fact}")),
            Condition::Event(event) => Some(words::event_name(*event)),
            Condition::Always => None,
        };
        found.extend(name.filter(|name| !found.contains(name)));
    }

    /// How many days each measure is short of what would make an operand hold: the fewest that may be missing.
    pub fn missing(&self, condition: &Condition, found: &mut Vec<(u64, usize)>) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| self.missing(part, found)),
            Condition::Compare { measure, comparison: comparison @ (Comparison::AtLeast | Comparison::MoreThan), than }
                if self.quick(condition) == Tri::No =>
            {
                let weight = u64::from(self.per_day.get(*measure).copied().unwrap_or(1)).max(1);
                let bound = u64::from(*than) * weight + u64::from(*comparison == Comparison::MoreThan);
                let high = u64::from((self.measures)(*measure).high.unwrap_or(0));
                let days = bound.saturating_sub(high).div_ceil(weight);
                match found.iter_mut().find(|(_, known)| known == measure) {
                    Some(known) => known.0 = known.0.min(days),
                    None => found.push((days, *measure)),
                }
            }
            _ => {}
        }
    }
}
