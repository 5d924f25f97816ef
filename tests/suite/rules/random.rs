//! Rule sets, calendars and inputs by chance, the same for the same seed: as JSON, so that both evaluators read them.

use super::inputs::{Place, input};
pub use crate::chance::Random;
use jiff::civil::Date;
use serde_json::{Value, json};

/// A rule set and a calendar.
pub struct Set {
    /// The rules.
    pub program: Value,
    /// The calendar.
    pub calendar: Value,
    /// Where inputs for it are made.
    place: Place,
}

impl Set {
    /// The set of a number.
    pub fn of(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let is_year = random.percent(17);
        let calendar = calendar(&mut random, is_year);
        // Whole years take ten times as long: fewer readings.
        let program = Maker::new(&mut random).program(if is_year { 2 } else { 4 });
        let place = Place::of(&program, &calendar, is_year);
        Self { program, calendar, place }
    }

    /// The input of a number.
    pub fn input(&self, random: &mut Random) -> Value {
        input(random, &self.place)
    }
}

/// Days since 1970-01-01.
fn day(year: i16, month: i8, day: i8) -> i64 {
    super::days::number(Date::constant(year, month, day))
}

fn calendar(random: &mut Random, is_year: bool) -> Value {
    let starts = [
        day(2026, 4, 1),
        day(2027, 3, 20),
        day(2028, 2, 10),
        day(2026, 12, 7),
        day(2019, 4, 22),
        day(2100, 2, 15),
        day(2000, 2, 20),
        day(1969, 12, 20),
        random.range(day(2020, 1, 1), day(2040, 12, 31)),
    ];
    let first = if is_year { day(2023 + i16::try_from(random.below(6)).expect("small"), 4, 1) } else { random.pick(&starts) };
    let days = match random.below(10) {
        _ if is_year => random.range(365, 430),
        0 => random.range(1, 14),
        _ => random.range(30, 75),
    };
    let last = first + days - 1;
    let holidays = spans(random, first, last);
    let closed = random.below(12);
    let school = line(random, first, days, closed, &holidays);
    let closed = if random.percent(8) { 90 } else { random.below(15) };
    json!({
        "first": first, "days": days, "school": school,
        "office": line(random, first, days, closed, &[]),
        "terms": if random.percent(75) { json!(spans(random, first, last)) } else { json!([]) },
        "long_holidays": if random.percent(60) { json!(holidays) } else { Value::Null },
        "ceremonies": if random.percent(60) { ceremonies(random, first, last) } else { Value::Null },
    })
}

/// One character for each day: weekdays, some of a hundred left out, and some weekends with school.
fn line(random: &mut Random, first: i64, days: i64, closed: usize, holidays: &[(i64, i64)]) -> String {
    let is_open = |day: i64| {
        let is_weekday = (day + 3).rem_euclid(7) < 5;
        let is_holiday = holidays.iter().any(|(from, to)| (*from..=*to).contains(&day));
        (if is_weekday { !random.percent(closed) } else { random.percent(2) }) && !is_holiday
    };
    (first..first + days).map(is_open).map(|open| if open { '1' } else { '0' }).collect()
}

/// Up to three spans in order, with gaps or without.
fn spans(random: &mut Random, first: i64, last: i64) -> Vec<(i64, i64)> {
    let mut spans = Vec::new();
    let mut from = first + random.range(0, 20);
    for _ in 0..random.below(4) {
        let to = (from + random.range(0, 30)).min(last);
        if from <= to {
            spans.push((from, to));
        }
        from = to + 1 + random.range(0, 12);
    }
    spans
}

/// The kinds of ceremonies.
pub const KINDS: [&str; 5] = ["opening", "closing", "completion", "graduation", "entrance"];

fn ceremonies(random: &mut Random, first: i64, last: i64) -> Value {
    (0..random.below(6)).map(|_| json!([random.range(first, last), random.pick(&KINDS)])).collect()
}

/// Makes a program.
struct Maker<'r> {
    random: &'r mut Random,
    marks: usize,
    places: usize,
    facts: usize,
    /// The kind of each measure; the same under each reading.
    kinds: Vec<&'static str>,
}

impl<'r> Maker<'r> {
    fn new(random: &'r mut Random) -> Self {
        let (marks, places, facts) = (2 + random.below(3), random.below(3), random.below(3));
        let mut kinds: Vec<&str> =
            (0..1 + random.below(5)).map(|_| random.pick(&["run", "run", "total", "total", "seen_in", "seen_on"])).collect();
        if !kinds.contains(&"run") {
            kinds.push("run");
        }
        Self { random, marks, places, facts, kinds }
    }

    fn program(mut self, points: usize) -> Value {
        let stages = 1 + self.random.below(4);
        let duties: Vec<usize> = (0..stages).map(|_| self.random.below(3)).collect();
        let points: Vec<(usize, usize)> = (0..self.random.below(points))
            .map(|_| {
                let readings = 2 + self.random.below(2);
                (readings, self.random.below(readings))
            })
            .collect();
        let ids = |prefix: &str, count: usize| (0..count).map(|at| Value::from(format!("{prefix}-{at}"))).collect::<Value>();
        let named = |(at, (readings, shown)): (usize, &(usize, usize))| json!({"id": format!("p-{at}"), "readings": ids("r", *readings), "shown": shown});
        json!({
            "version": 1, "id": "random",
            "marks": ids("m", self.marks), "seen": self.seen(), "places": ids("place", self.places), "facts": ids("fact", self.facts),
            "points": points.iter().enumerate().map(named).collect::<Value>(),
            "measures": (0..self.kinds.len()).map(|at| self.measure(at)).collect::<Value>(),
            "stages": (0..stages).map(|at| self.stage(at, duties[at])).collect::<Value>(),
            "orders": self.orders(),
            "variants": self.variants(&points, &duties),
        })
    }

    /// The first mark is mostly that of a day at school.
    fn seen(&mut self) -> Value {
        (0..self.marks).map(|at| Value::from(u8::from(self.random.percent(if at == 0 { 80 } else { 15 })))).collect()
    }

    fn orders(&mut self) -> Value {
        let of = |kind: &str| (0..self.kinds.len()).filter(|at| self.kinds[*at] == kind).collect::<Vec<_>>();
        let (runs, totals) = (of("run"), of("total"));
        let pairs = runs.iter().flat_map(|run| totals.iter().map(|total| json!([*run, *total]))).collect::<Vec<_>>();
        pairs.into_iter().filter(|_| self.random.percent(40)).collect()
    }

    fn variants(&mut self, points: &[(usize, usize)], duties: &[usize]) -> Value {
        let readings =
            points.iter().enumerate().flat_map(|(point, (readings, shown))| (0..*readings).map(move |reading| (point, reading, *shown)));
        let others: Vec<_> = readings.filter(|(_, reading, shown)| reading != shown).collect();
        let mut variants = Vec::new();
        for (point, reading, _) in others {
            if self.random.percent(8) {
                continue;
            }
            let measures: Vec<usize> = (0..self.kinds.len()).filter(|_| self.random.percent(30)).collect();
            let stages: Vec<usize> = (0..duties.len()).filter(|_| self.random.percent(30)).collect();
            variants.push(json!({
                "point": point, "reading": reading,
                "seen": if self.random.percent(20) { self.seen() } else { Value::Null },
                "measures": measures.into_iter().map(|at| json!([at, self.measure(at)])).collect::<Value>(),
                "stages": stages.into_iter().map(|at| json!([at, self.stage(at, duties[at])])).collect::<Value>(),
            }));
        }
        variants.into()
    }

    fn rows(&mut self, mut cell: impl FnMut(&mut Random, usize) -> usize) -> Value {
        let mut row = |mark: usize| {
            let base = cell(self.random, mark);
            let mut cells = vec![base];
            for _ in 0..self.places {
                cells.push(if self.random.percent(30) { cell(self.random, mark) } else { base });
            }
            json!(cells)
        };
        (0..self.marks).map(&mut row).collect()
    }

    fn measure(&mut self, at: usize) -> Value {
        let id = format!("x-{at}");
        match self.kinds[at] {
            "run" => json!({
                "id": id, "kind": "run",
                // Mostly the first mark ends and the others count.
                "effects": self.rows(|random, mark| if random.percent(75) { usize::from(mark > 0) } else { random.below(3) }),
                "calendar_days": u8::from(self.random.percent(25)), "until_seen": u8::from(self.random.percent(25)),
                "window": self.random.pick(&[json!(["all"]), json!(["school-year"]), json!(["term"])]),
            }),
            "total" => {
                let rolling = json!(["rolling", 1 + self.random.below(25)]);
                let heavy = self.random.percent(15);
                json!({
                    "id": id, "kind": "total",
                    "weights": self.rows(|random, mark| if mark == 0 && !heavy { 0 } else { 1 + random.below(3) - usize::from(random.percent(15) && !heavy) }),
                    "per_day": 1 + self.random.below(3),
                    "window": self.random.pick(&[json!(["all"]), json!(["month"]), json!(["month"]), json!(["school-year"]), json!(["term"]), rolling.clone(), rolling]),
                })
            }
            "seen_in" => {
                let runs: Vec<usize> = (0..self.kinds.len()).filter(|at| self.kinds[*at] == "run").collect();
                json!({"id": id, "kind": "seen_in", "run": self.random.pick(&runs)})
            }
            _ => json!({"id": id, "kind": "seen_on"}),
        }
    }

    fn condition(&mut self, depth: usize) -> Value {
        match self.random.below(if depth == 0 { 10 } else { 18 }) {
            0 => json!(["always"]),
            1 if self.facts > 0 => json!(["fact", self.random.below(self.facts)]),
            2 if self.random.percent(40) => json!(["event", "last-school-day-before-long-holiday"]),
            2 | 3 if self.random.percent(50) => json!(["event", "ceremony", self.random.pick(&KINDS)]),
            1..10 => self.compare(),
            10 | 11 => json!(["not", self.condition(depth - 1)]),
            kind => {
                let parts = (0..self.random.below(3) + 1).map(|_| self.condition(depth - 1)).collect::<Value>();
                json!([if kind % 2 == 0 { "all" } else { "any" }, parts])
            }
        }
    }

    fn compare(&mut self) -> Value {
        let measure = self.random.below(self.kinds.len());
        let comparison = self.random.pick(&["at_least", "at_least", "at_least", "more_than", "at_most", "less_than"]);
        let than = match self.kinds[measure] {
            "seen_on" => self.random.below(2),
            "seen_in" => self.random.below(4),
            _ => self.random.below(10),
        };
        json!(["compare", measure, comparison, than])
    }

    fn stage(&mut self, at: usize, duties: usize) -> Value {
        let when = if self.random.percent(35) { self.compare() } else { self.condition(2) };
        // A reading may take a duty away.
        let duties: Vec<usize> = (0..duties).filter(|_| !self.random.percent(5)).collect();
        json!({
            "id": format!("s-{at}"), "when": when,
            "ends_when": if self.random.percent(30) { self.condition(1) } else { Value::Null },
            "duties": duties.into_iter().map(|duty| self.duty(duty)).collect::<Value>(),
        })
    }

    fn duty(&mut self, at: usize) -> Value {
        let due = match self.random.below(7) {
            0 => Value::Null,
            1 => json!(["same-day"]),
            2 => json!(["school-days", 1 + self.random.below(8)]),
            3 => json!(["calendar-days", self.random.below(15)]),
            _ => json!(["day-of-next-month", 1 + self.random.below(31), self.random.pick(&["before", "after", "stay"])]),
        };
        let until = if self.random.percent(50) { self.condition(1) } else { Value::Null };
        let repeat = json!({"every": self.random.pick(&["week", "month"]), "until": until});
        json!({"id": format!("d-{at}"), "due": due, "repeat": if self.random.percent(50) { repeat } else { Value::Null }})
    }
}
