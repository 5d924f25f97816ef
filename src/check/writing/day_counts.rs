//! Day counts and deadlines in running text that stand in a rule set too: copied (W205), or other than the rules say (W206).
//!
//! Found are 「連続欠席7日」「断続10日目」「7日目」「30日に達した」「翌月5日」. With 連続, 断続, 累計 or 通算 before it a number is compared with the
//! thresholds of the measures whose label has that word, under every reading; without such a word it is a copy if it is any threshold, and
//! else none of the rules' numbers. Where no reference is possible (titles, summaries) a number that agrees is right. A page that means
//! another number by such words says so by `accepts:`. A handbook without rules is not looked at.

use super::Context;
use super::passage::{Folded, Passage};
use super::thresholds::{COUNTED, NEAR, is_kanji_numeral, is_numeral};
use crate::diag::{Code, Sink};
use crate::model::{Comparison, Condition, Due, RuleSet, Rules, Site};
use std::collections::BTreeSet;
use std::ops::Range;

/// Numbers named in one message.
const MAX_NAMED: usize = 6;

/// The numbers of all rule sets.
#[derive(Debug, PartialEq)]
pub(in crate::check) struct DayCounts {
    thresholds: Vec<Threshold>,
    /// Days of the next month on which something is due, with the reference that prints it.
    deadlines: Vec<(u32, String)>,
}

#[derive(Debug, PartialEq)]
struct Threshold {
    /// The label of what is counted.
    label: String,
    days: u32,
    /// Whether it is the number as written, and not the day after it.
    is_written: bool,
    /// What prints it.
    reference: String,
}

/// A number in a text, and what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Days of what the word says.
    Counted(&'static str),
    /// Days of something.
    Days,
    /// A day of the next month.
    NextMonth,
}

impl DayCounts {
    /// Gathers the numbers of a site.
    pub fn new(site: &Site) -> Self {
        let mut counts = Self { thresholds: Vec::new(), deadlines: Vec::new() };
        for set in site.rules.values() {
            for rules in std::iter::once(&set.shown).chain(set.variants.iter().map(|variant| &variant.rules)) {
                counts.gather(set, rules);
            }
        }
        counts
    }

    fn gather(&mut self, set: &RuleSet, rules: &Rules) {
        for stage in &rules.stages {
            let of_stage = format!("rule:{}/{}", set.id, stage.id.value);
            each_bound(&stage.when.value, &mut |measure, days, is_written| {
                let label = rules.measures.iter().find(|known| known.id.value == measure).map_or("", |known| known.label.as_str());
                let is_known =
                    self.thresholds.iter().any(|known| known.days == days && known.label == label && known.is_written >= is_written);
                if !is_known {
                    let reference = format!("{of_stage}#{measure}");
                    self.thresholds.push(Threshold { label: label.to_owned(), days, is_written, reference });
                }
            });
            for action in &stage.actions {
                if let Some(Due::DayOfNextMonth { day, .. }) = action.due
                    && !self.deadlines.iter().any(|(known, _)| *known == day)
                {
                    self.deadlines.push((day, format!("{of_stage}/{}#due", action.duty.value)));
                }
            }
        }
    }

    /// What prints a number; or what the rules say instead, if they say anything of its kind.
    fn judge(&self, kind: Kind, number: u32) -> Option<Result<&str, Vec<u32>>> {
        if kind == Kind::NextMonth {
            let found = self.deadlines.iter().find(|(day, _)| *day == number);
            return match found {
                Some((_, reference)) => Some(Ok(reference)),
                None if self.deadlines.is_empty() => None,
                None => Some(Err(self.deadlines.iter().map(|(day, _)| *day).collect())),
            };
        }
        let word = if let Kind::Counted(word) = kind { word } else { "" };
        let same = || self.thresholds.iter().filter(|threshold| threshold.label.contains(word));
        let found = same().filter(|threshold| threshold.days == number).max_by_key(|threshold| threshold.is_written);
        match found {
            Some(threshold) => Some(Ok(&threshold.reference)),
            None if word.is_empty() || same().next().is_none() => None,
            None => {
                let known: BTreeSet<u32> = same().filter(|threshold| threshold.is_written).map(|threshold| threshold.days).collect();
                Some(Err(known.into_iter().collect()))
            }
        }
    }
}

/// Calls `each` with the measure and number of every comparison, and with the day after it where that is when it turns.
fn each_bound(condition: &Condition, each: &mut dyn FnMut(&str, u32, bool)) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| each_bound(part, each)),
        Condition::Not(part) => each_bound(part, each),
        Condition::Compare { measure, comparison, than } => {
            each(&measure.value, than.value, true);
            if matches!(comparison, Comparison::MoreThan | Comparison::AtMost) {
                each(&measure.value, than.value + 1, false);
            }
        }
        _ => {}
    }
}

pub(super) fn check(context: &Context<'_>, passage: &Passage<'_>, sink: &mut Sink) {
    let counts = &context.day_counts;
    if counts.thresholds.is_empty() || !passage.text.contains('日') {
        return;
    }
    let folded = Folded::of(passage.text);
    for (range, kind, number) in numbers(&folded.text) {
        let original = folded.original(&range);
        let written = &passage.text[original.clone()];
        if passage.prose.owner.accepts(written) {
            continue;
        }
        match counts.judge(kind, number) {
            Some(Ok(reference)) if passage.prose.owner.takes_references() => {
                let message =
                    (format!("「{written}」は、規則にある日数の写しです"), format!("`{written}` is a copy of a number of the rules"));
                sink.push(
                    passage
                        .problem(Code::UnboundNumber, &original, message)
                        .note("規則の日数を変えたとき、写しだけが古く残ります", "a copy goes stale when the rules change")
                        .help(format!("[]({reference}) と書きます"), format!("write []({reference})")),
                );
            }
            Some(Err(known)) => {
                let known: Vec<String> = known.iter().take(MAX_NAMED).map(u32::to_string).collect();
                let message = (
                    format!("「{written}」とありますが、規則では {} 日です", known.join("・")),
                    format!("`{written}`, but the rules say {}", known.join(", ")),
                );
                sink.push(passage.problem(Code::NumberAgainstRules, &original, message));
            }
            _ => {}
        }
    }
}

/// Whether a folded text is a day count or deadline, so that a page may accept it.
pub(super) fn is_day_count(text: &str) -> bool {
    numbers(text).first().is_some_and(|(range, ..)| *range == (0..text.len()))
}

/// Day counts and deadlines of a folded text.
fn numbers(text: &str) -> Vec<(Range<usize>, Kind, u32)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_numeral).map(|offset| at + offset) {
        let is_kind: fn(char) -> bool = if text[start..].starts_with(is_kanji_numeral) { is_kanji_numeral } else { |c| c.is_ascii_digit() };
        let end = start + text[start..].find(|c| !is_kind(c)).unwrap_or(text.len() - start);
        at = end;
        if let Some((range, kind)) = day_count(text, start..end)
            && let Some(number) = value(&text[start..end])
        {
            found.push((range, kind, number));
        }
    }
    found
}

fn day_count(text: &str, number: Range<usize>) -> Option<(Range<usize>, Kind)> {
    let (before, after) = (text[..number.start].trim_end(), text[number.end..].trim_start_matches(' '));
    let end = |suffix: &str| text.len() - after.len() + suffix.len();
    if !after.starts_with('日') {
        return None;
    }
    if before.ends_with("翌月") {
        return Some((before.len() - "翌月".len()..end("日"), Kind::NextMonth));
    }
    // 「4月3日」 is a date.
    if before.ends_with('月') {
        return None;
    }
    let clause = before.rsplit(['。', '、', '「', '」', '(', ')', '\n']).next().unwrap_or(before);
    let near = COUNTED.iter().filter_map(|word| Some((clause.rfind(word)?, *word))).max();
    let near = near.filter(|(at, _)| clause[*at..].chars().count() <= NEAR && !clause[*at..].contains(is_numeral));
    if let Some(suffix) = ["日目", "日に達した", "日に達"].iter().find(|suffix| after.starts_with(**suffix)) {
        return Some(match near {
            Some((at, word)) => (before.len() - clause.len() + at..end(suffix), Kind::Counted(word)),
            None => (number.start..end(suffix), Kind::Days),
        });
    }
    let (at, word) = near?;
    let between = clause[at + word.len()..].trim();
    ["", "欠席", "して", "で"].contains(&between).then(|| (before.len() - clause.len() + at..end("日"), Kind::Counted(word)))
}

/// 30, 三十, 十
fn value(text: &str) -> Option<u32> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return text.parse().ok();
    }
    let (mut sum, mut digit) = (0, None);
    for c in text.chars() {
        match ("〇一二三四五六七八九".chars().position(|known| known == c), c) {
            (Some(value), _) => digit = Some(digit.unwrap_or(0) * 10 + u32::try_from(value).ok()?),
            (None, '十') => sum += digit.take().unwrap_or(1) * 10,
            (None, '百') => sum += digit.take().unwrap_or(1) * 100,
            _ => return None,
        }
    }
    Some(sum + digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_counts_and_deadlines_are_found_with_what_they_count() {
        let (run, sum) = (Kind::Counted("連続"), Kind::Counted("断続"));
        for (text, expected) in [
            ("連続欠席７日目に", vec![("連続欠席7日目", run, 7)]),
            ("連続3日の欠席", vec![("連続3日", run, 3)]),
            ("連続して三日休む", vec![("連続して三日", run, 3)]),
            ("断続欠席10日", vec![("断続欠席10日", sum, 10)]),
            ("連続7日目または断続十日目", vec![("連続7日目", run, 7), ("断続十日目", sum, 10)]),
            ("連続7日目・10日目", vec![("連続7日目", run, 7), ("10日目", Kind::Days, 10)]),
            ("三十日に達した日", vec![("三十日に達した", Kind::Days, 30)]),
            ("翌月 5 日まで", vec![("翌月 5 日", Kind::NextMonth, 5)]),
        ] {
            let folded = Folded::of(text).text;
            let found: Vec<_> =
                numbers(&folded).into_iter().map(|(range, kind, number)| (folded[range].to_owned(), kind, number)).collect();
            let expected: Vec<_> = expected.into_iter().map(|(words, kind, number)| (words.to_owned(), kind, number)).collect();
            assert_eq!(found, expected, "{text}");
        }
        for text in ["4月3日目安", "年間30日以上", "3日以内", "連続した欠席。4日", "毎月5日", "連続ドラマの第3日"]
        {
            assert!(numbers(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn numbers_in_kanji_are_read() {
        for (text, expected) in [("三", 3), ("十", 10), ("三十", 30), ("二十一", 21), ("百", 100), ("一〇", 10)] {
            assert_eq!(value(text), Some(expected), "{text}");
        }
    }
}
