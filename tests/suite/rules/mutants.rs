//! Edits of one word of the built script, each of which must be found by the vectors or by chance: otherwise nothing would look there.

use super::binary::Binary;
use super::conformance::{Vector, vectors};
use super::engine::{Script, built_script};
use super::random::{Random, Set};

/// What stands once in the script, and what is put there.
const MUTANTS: [(&str, &str); 57] = [
    ("year % 100 !== 0 || year % 400", "year % 100 !== 0 && year % 400"),
    ("month > 2 && isLeap(year) ? 1 : 0", "month > 1 && isLeap(year) ? 1 : 0"),
    ("dayOfMonth < length ? dayOfMonth : length", "dayOfMonth < length ? dayOfMonth : 30"),
    ("text.length !== 10", "text.length < 10"),
    ("month > 12", "month > 13"),
    ("local.closed.concat(local.long_holidays)", "local.closed.concat([])"),
    ("civil.toDate(day).month === 4", "civil.toDate(day).month === 1"),
    ("local.complete || table.ceremonies !== null", "local.complete && table.ceremonies !== null"),
    ("(table.long_holidays || []).concat(local.long_holidays)", "(table.long_holidays || []).concat([])"),
    ("return term[0];", "return term[1];"),
    ("value.length > MAX_ENTRIES", "value.length >= MAX_ENTRIES"),
    ("value <= MAX_COUNT", "value < MAX_COUNT"),
    ("day >= this.table.first + this.table.days", "day > this.table.first + this.table.days"),
    ("to !== null && to < from", "to !== null && to <= from"),
    ("run > total", "run >= total"),
    ("asOf !== null && day > asOf", "asOf !== null && day >= asOf"),
    ("return compare(a.at, b.at)", "return a.at.length - b.at.length || compare(a.at, b.at)"),
    ("days.to > covers.to", "days.to >= covers.to"),
    ("asOf < covers.from", "asOf <= covers.from"),
    ("path(at, \"place\"), \"unknown-place\") + 1", "path(at, \"place\"), \"unknown-place\")"),
    ("at >= from && at <= to ? record.unlisted", "at >= from ? record.unlisted"),
    ("implied[mark] === 1 ? SEEN.yes : SEEN.unknown", "implied[mark] === 1 ? SEEN.yes : SEEN.no"),
    ("run.until_seen && days.seen[at] !== SEEN.no", "run.until_seen && days.seen[at] === SEEN.yes"),
    ("all.push(before < 0 ? END | COUNT", "all.push(before < 0 ? END"),
    ("effectOfMark(run, days.known, before)", "effectOfMark(run, days.known, at)"),
    ("bounds = { low: 0, high: INFINITE }", "bounds = { low: 0, high: 0 }"),
    ("can === END ? 0 : plus", "can & END ? 0 : plus"),
    ("seen === SEEN.no ? 0 : 1);", "seen === SEEN.yes ? 1 : 0);"),
    ("school.length > span", "school.length >= span"),
    ("school.length < span ? INFINITE", "school.length <= span ? INFINITE"),
    ("greatest = weight > greatest ? weight : greatest", "greatest = weight"),
    ("high !== INFINITE && high < least ? NO", "high !== INFINITE && high <= least ? NO"),
    ("condition[2] === \"more_than\" || condition[2] === \"at_most\"", "condition[2] === \"more_than\""),
    ("!event.isKnown && view.calendar.school[at]", "!event.isKnown"),
    ("isAll ? value < found : value > found", "isAll ? value <= found : value < found"),
    ("!== \"1\") {\n      at += step;", "=== \"0\" && step > 0) {\n      at += step;"),
    ("year < terms[0]", "year <= terms[0] && false"),
    ("at < days.calendar.firstTerm", "at > days.calendar.firstTerm"),
    ("table.terms.length === 0 ? 0 :", "table.terms.length === 0 ? table.days :"),
    ("known.cells[at] === 0 && implied", "implied"),
    ("day === null || day > asOf", "day === null || day >= asOf"),
    ("day <= last; day += 1", "day < last; day += 1"),
    ("base < stop", "base <= stop"),
    ("base <= span.last", "base < span.last"),
    ("base + 7", "base + 8"),
    ("due.slice(-MAX_DUE)", "due.slice(0, MAX_DUE)"),
    ("units % perDay > 0 ? 1 : 0", "units % perDay > 1 ? 1 : 0"),
    ("days < fewest[index]", "days > fewest[index]"),
    ("certain: course.values[turn - 1] === values.NO", "certain: course.values[turn - 1] !== values.UNKNOWN"),
    ("course.at[turn + 1] - 1", "course.at[turn + 1]"),
    ("isAll === isLess ? one.values[a]", "isAll !== isLess ? one.values[a]"),
    ("a += nextOne <= nextOther", "a += nextOne < nextOther"),
    ("start: start < 0 ? 0 : start", "start: 0"),
    ("(hasSeen && looks)", "(!hasSeen && looks)"),
    ("String(one.window) !== String(other.window)", "false"),
    ("one.calendar_days === other.calendar_days && one", "one"),
    ("!held.hasUnknown && agreeOn", "agreeOn"),
];

/// A rule set of the differential test, with the binary's answers to some inputs.
struct Answered {
    program: String,
    calendar: String,
    answers: Vec<(String, String)>,
}

impl Answered {
    fn of(seed: u64) -> Self {
        let set = Set::of(seed);
        let binary = Binary::of(&set.program, &set.calendar);
        let mut random = Random::new(seed + 1_000_000);
        let inputs: Vec<_> = (0..20).map(|_| set.input(&mut random)).collect();
        let answers = inputs.iter().map(|input| (input.to_string(), binary.decide(input))).collect();
        Self { program: set.program.to_string(), calendar: set.calendar.to_string(), answers }
    }

    fn finds(&self, script: &Script) -> bool {
        script.hold(&self.program, &self.calendar);
        self.answers.iter().any(|(input, answer)| script.decide(input) != *answer)
    }
}

fn chance_finds(slice: &[Answered], script: &Script) -> bool {
    slice.iter().any(|set| set.finds(script))
}

fn vectors_find(vectors: &[Vector], script: &Script) -> bool {
    vectors.iter().any(|vector| {
        script.hold(&vector.program.to_string(), &vector.calendar.to_string());
        vector.wrong(&script.decide(&vector.input.to_string())).is_some()
    })
}

#[test]
fn every_wrong_word_in_the_script_is_found() {
    let (vectors, slice) = (vectors(), (0..60).map(Answered::of).collect::<Vec<_>>());
    assert!(!vectors_find(&vectors, &Script::built()) && !chance_finds(&slice, &Script::built()), "the script itself is right");
    let (mut missed, mut by_vectors) = (Vec::new(), 0);
    for (word, wrong) in MUTANTS {
        assert_eq!(built_script().matches(word).count(), 1, "{word} stands once");
        // One that does not even load is found.
        let Ok(script) = Script::of(&built_script().replacen(word, wrong, 1)) else { continue };
        let found = vectors_find(&vectors, &script);
        by_vectors += usize::from(found);
        if !found && !chance_finds(&slice, &script) {
            missed.push(word);
        }
    }
    println!("{by_vectors} of {} mutants found by the vectors alone", MUTANTS.len());
    assert!(missed.is_empty(), "nothing finds these: {missed:#?}");
}
