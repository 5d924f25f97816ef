//! Day counts and deadlines in running text that stand in a rule set too: copied (W205), or other than the rules say (W206).
//!
//! Found are 「連続欠席7日」「断続10日目」「7日連続」「7日目」「30日に達した」「翌月5日」. With 連続, 断続, 累計 or 通算 at it a number is compared with
//! the thresholds of the measures whose label has that word, under every reading; without such a word it is a copy if it is any threshold,
//! and else none of the rules' numbers. Where no reference is possible (titles, summaries, remarks, the nav) a number that agrees is right;
//! the title of a stage, title and summary of the page that explains it and of the flow of that page, must agree with that stage. A page
//! that means another number by such words says so by `accepts:`. A handbook without rules is not looked at.

use super::Context;
use super::passage::{Folded, Owner, Passage};
use super::thresholds::{COUNTED, NEAR, is_kanji_numeral, is_numeral};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Comparison, Due, RuleSet, Rules, Site, Stage};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Numbers named in one message.
const MAX_NAMED: usize = 6;

/// What may stand between 「連続」 and its number: 「断続的に10日」. Before 「7日目」 anything may that is not long.
const BETWEEN: [&str; 13] = ["", "欠席", "して", "で", "の", "が", "した", "的に", "的な", "的な欠席", "の欠席", "した欠席", "して欠席"];
/// What ends a number of days that is a threshold without such a word too, and what of it a reference prints.
const ENDS: [(&str, &str); 3] = [("日目", "日目"), ("日に達した", "日"), ("日に達", "日")];
/// What may follow the number instead, with the word that it says.
const AFTER: [(&str, &str); 3] = [("日連続", "連続"), ("日間連続", "連続"), ("日断続", "断続")];

/// The numbers of all rule sets.
#[derive(Debug, PartialEq)]
pub(in crate::check) struct DayCounts {
    thresholds: Vec<Threshold>,
    /// Days of the next month on which something is due, with what prints it if it is shown.
    deadlines: Vec<(u32, Option<String>)>,
    /// The stages that a page explains, by its id.
    homes: BTreeMap<String, Vec<String>>,
}

/// A number that a condition turns at, or the day after it where that is when it turns.
#[derive(Debug, PartialEq)]
struct Threshold {
    /// The label of what is counted.
    label: String,
    days: u32,
    /// Whether it is a number as written.
    is_written: bool,
    /// The stages that have it, as references.
    stages: Vec<String>,
    /// What prints it as so many days, and as the day on which a stage begins. Nothing does where it belongs to another reading.
    printed: [Option<String>; 2],
}

impl Threshold {
    /// What prints it, in this form if possible.
    fn reference(&self, is_ordinal: bool) -> Option<&str> {
        let [days, first_day] = &self.printed;
        let (best, other) = if is_ordinal { (first_day, days) } else { (days, first_day) };
        best.as_deref().or(other.as_deref())
    }
}

/// A number in a text.
#[derive(Debug, PartialEq, Eq)]
struct Found {
    /// With the words that say what it counts.
    range: Range<usize>,
    /// What a reference would print: 「7日目」「7日」
    printed: Range<usize>,
    kind: Kind,
    number: u32,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Days of what the word says.
    Counted(&'static str),
    /// Days of something.
    Days,
    /// A day of the next month.
    NextMonth,
}

/// What the rules say of a number, and what prints that.
enum Judgement<'c> {
    /// It is one of theirs.
    Copy(&'c str),
    /// They say these instead.
    Other(Vec<u32>, Option<&'c str>),
}

impl DayCounts {
    /// Gathers the numbers of a site.
    pub fn new(site: &Site) -> Self {
        let mut counts = Self { thresholds: Vec::new(), deadlines: Vec::new(), homes: BTreeMap::new() };
        for set in site.rules.values() {
            counts.gather(set, &set.shown, true);
            set.variants.iter().for_each(|variant| counts.gather(set, &variant.rules, false));
        }
        counts
    }

    fn gather(&mut self, set: &RuleSet, rules: &Rules, is_shown: bool) {
        for stage in &rules.stages {
            let of_stage = stage_name(set.id.as_str(), stage);
            if let Some(page) = stage.page.as_ref().filter(|page| is_shown && page.value.field.is_none()) {
                self.homes.entry(page.value.id.clone()).or_default().push(of_stage.clone());
            }
            for (measure, comparison, than) in stage.when.value.comparisons() {
                let of_measure = rules.measure(measure).map_or("", |measure| &measure.label);
                let is_printed = is_shown && stage.when.value.comparison_of(measure) == Some((comparison, than));
                let reference = |end: &str| is_printed.then(|| format!("{of_stage}#{measure}{end}"));
                let first_day = || reference("").filter(|_| matches!(comparison, Comparison::AtLeast | Comparison::MoreThan));
                let is_after = matches!(comparison, Comparison::MoreThan | Comparison::AtMost);
                let at = [reference("-days"), first_day().filter(|_| !is_after)];
                self.add((of_measure, than, true), &of_stage, at);
                if is_after {
                    self.add((of_measure, than.saturating_add(1), false), &of_stage, [None, first_day()]);
                }
            }
            for action in &stage.actions {
                if let Some(Due::DayOfNextMonth { day, .. }) = action.due
                    && !self.deadlines.iter().any(|(known, _)| *known == day)
                {
                    self.deadlines.push((day, is_shown.then(|| format!("{of_stage}/{}#due", action.duty.value))));
                }
            }
        }
    }

    fn add(&mut self, (label, days, is_written): (&str, u32, bool), stage: &str, printed: [Option<String>; 2]) {
        let known = self.thresholds.iter_mut().find(|known| known.days == days && known.label == label);
        let Some(known) = known else {
            self.thresholds.push(Threshold { label: label.to_owned(), days, is_written, stages: vec![stage.to_owned()], printed });
            return;
        };
        known.is_written |= is_written;
        if !known.stages.iter().any(|known| known == stage) {
            known.stages.push(stage.to_owned());
        }
        for (known, new) in known.printed.iter_mut().zip(printed) {
            *known = known.take().or(new);
        }
    }

    /// The stages that a text is about; none where it may speak of any.
    fn stages_of(&self, owner: Owner<'_>) -> Vec<String> {
        match owner {
            Owner::Stage(set, stage) => vec![stage_name(set.as_str(), stage)],
            Owner::FrontMatter(page) => self.homes.get(page.id.as_str()).cloned().unwrap_or_default(),
            Owner::FlowHead(flow) => {
                let page = flow.page.as_ref().filter(|page| page.value.field.is_none());
                page.and_then(|page| self.homes.get(&page.value.id)).cloned().unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// What the rules say of a number, if they say anything of its kind. `stages` are asked alone if they say any.
    fn judge(&self, kind: Kind, number: u32, is_ordinal: bool, stages: &[String]) -> Option<Judgement<'_>> {
        if kind == Kind::NextMonth {
            let (day, nearest) = self.deadlines.iter().min_by_key(|(day, _)| day.abs_diff(number))?;
            let nearest = nearest.as_deref();
            return if *day == number {
                nearest.map(Judgement::Copy)
            } else {
                Some(Judgement::Other(self.deadlines.iter().map(|(day, _)| *day).collect(), nearest))
            };
        }
        let word = if let Kind::Counted(word) = kind { word } else { "" };
        let is_own = |threshold: &&Threshold| threshold.stages.iter().any(|stage| stages.contains(stage));
        let mut same: Vec<&Threshold> = self.thresholds.iter().filter(|threshold| threshold.label.contains(word)).collect();
        if same.iter().any(is_own) {
            same.retain(is_own);
        }
        if same.iter().any(|threshold| threshold.days == number) {
            let mut found = same.iter().filter(|threshold| threshold.days == number);
            return found.find_map(|threshold| threshold.reference(is_ordinal)).map(Judgement::Copy);
        }
        same.retain(|threshold| threshold.is_written && !word.is_empty());
        let nearest = same.iter().min_by_key(|threshold| threshold.days.abs_diff(number))?;
        let known: BTreeSet<u32> = same.iter().map(|threshold| threshold.days).collect();
        Some(Judgement::Other(known.into_iter().collect(), nearest.reference(is_ordinal)))
    }
}

/// A stage as prose refers to it.
fn stage_name(set: &str, stage: &Stage) -> String {
    format!("rule:{set}/{}", stage.id.value)
}

pub(super) fn check(context: &Context<'_>, passage: &Passage<'_>, sink: &mut Sink) {
    let counts = &context.day_counts;
    if counts.thresholds.is_empty() || !passage.text.contains('日') {
        return;
    }
    let folded = Folded::of(passage.text);
    let stages = counts.stages_of(passage.prose.owner);
    for found in numbers(&folded.text) {
        let original = folded.original(&found.range);
        let written = &passage.text[original.clone()];
        if passage.prose.owner.accepts(written) {
            continue;
        }
        let takes_references = passage.prose.owner.takes_references();
        let is_ordinal = folded.text[found.printed.clone()].ends_with("日目");
        // 「連続欠席[](rule:…)」: the words around the number stay.
        let bound = |reference: &str| {
            let around = |range: Range<usize>| &passage.text[folded.original(&range)];
            let (before, after) = (around(found.range.start..found.printed.start), around(found.printed.end..found.range.end));
            format!("{before}[]({reference}){after}")
        };
        match counts.judge(found.kind, found.number, is_ordinal, &stages) {
            Some(Judgement::Copy(reference)) if takes_references => {
                sink.push(copied(passage.problem(Code::UnboundNumber, &original, copied_message(written)), &bound(reference)));
            }
            Some(Judgement::Other(known, reference)) => {
                let problem = passage.problem(Code::NumberAgainstRules, &original, against_message(written, &known));
                sink.push(match reference.filter(|_| takes_references).map(bound) {
                    Some(text) => problem
                        .help(format!("規則の日数なら {text} と書きます"), format!("write {text} if the number of the rules is meant")),
                    None => problem.help("規則か文の、違うほうを直します", "mend the rules or the text, whichever is wrong"),
                });
            }
            _ => {}
        }
    }
}

fn copied_message(written: &str) -> (String, String) {
    (format!("「{written}」は、規則にある日数の写しです"), format!("`{written}` is a copy of a number of the rules"))
}

fn copied(problem: Diagnostic, text: &str) -> Diagnostic {
    problem
        .note("規則の日数を変えたとき、写しだけが古く残ります", "a copy goes stale when the rules change")
        .help(format!("{text} と書きます"), format!("write {text}"))
}

fn against_message(written: &str, known: &[u32]) -> (String, String) {
    let known: Vec<String> = known.iter().take(MAX_NAMED).map(u32::to_string).collect();
    (
        format!("「{written}」とありますが、規則では {} 日です", known.join("・")),
        format!("`{written}`, but the rules say {}", known.join(", ")),
    )
}

/// Whether a folded text is a day count or deadline, so that a page may accept it.
pub(super) fn is_day_count(text: &str) -> bool {
    numbers(text).first().is_some_and(|found| found.range == (0..text.len()))
}

/// Day counts and deadlines of a folded text.
fn numbers(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_numeral).map(|offset| at + offset) {
        let is_kind: fn(char) -> bool = if text[start..].starts_with(is_kanji_numeral) { is_kanji_numeral } else { |c| c.is_ascii_digit() };
        let end = start + text[start..].find(|c| !is_kind(c)).unwrap_or(text.len() - start);
        at = end;
        if let (Some(number), Some((range, printed, kind))) = (value(&text[start..end]), day_count(text, start..end)) {
            found.push(Found { range, printed, kind, number });
        }
    }
    found
}

fn day_count(text: &str, number: Range<usize>) -> Option<(Range<usize>, Range<usize>, Kind)> {
    let (before, after) = (text[..number.start].trim_end(), text[number.end..].trim_start_matches(' '));
    let end = |suffix: &str| text.len() - after.len() + suffix.len();
    if !after.starts_with('日') {
        return None;
    }
    if let Some(word) = ["翌月", "翌月の"].iter().find(|word| before.ends_with(**word)) {
        let range = before.len() - word.len()..end("日");
        return Some((range.clone(), range, Kind::NextMonth));
    }
    // 「4月3日」 is a date.
    if before.ends_with('月') {
        return None;
    }
    if let Some((suffix, word)) = AFTER.iter().find(|(suffix, _)| after.starts_with(suffix)) {
        return Some((number.start..end(suffix), number.start..end("日"), Kind::Counted(word)));
    }
    let clause = before.rsplit(['。', '、', '「', '」', '(', ')', '\n']).next().unwrap_or(before);
    let near = COUNTED.iter().filter_map(|word| Some((clause.rfind(word)?, *word))).max();
    let near = near.filter(|(at, _)| clause[*at..].chars().count() <= NEAR && !clause[*at..].contains(is_numeral));
    let place = |at: usize| before.len() - clause.len() + at;
    if let Some((suffix, printed)) = ENDS.iter().find(|(suffix, _)| after.starts_with(suffix)) {
        let (start, kind) = near.map_or((number.start, Kind::Days), |(at, word)| (place(at), Kind::Counted(word)));
        return Some((start..end(suffix), number.start..end(printed), kind));
    }
    let (at, word) = near?;
    let between = clause[at + word.len()..].trim();
    BETWEEN.contains(&between).then(|| (place(at)..end("日"), number.start..end("日"), Kind::Counted(word)))
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
            ("翌月の５日", vec![("翌月の5日", Kind::NextMonth, 5)]),
            ("断続的に10日休む", vec![("断続的に10日", sum, 10)]),
            ("七日連続で休む", vec![("七日連続", run, 7)]),
        ] {
            let folded = Folded::of(text).text;
            let found: Vec<_> =
                numbers(&folded).into_iter().map(|found| (folded[found.range].to_owned(), found.kind, found.number)).collect();
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
