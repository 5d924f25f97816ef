//! Inputs by chance for a rule set and a calendar: records and counts, and some in which one thing is wrong.

use super::days::text;
use super::random::{KINDS, Random};
use serde_json::{Map, Value, json};

/// What inputs are made for.
pub struct Place {
    first: i64,
    last: i64,
    school: Vec<bool>,
    marks: Vec<String>,
    places: Vec<String>,
    facts: Vec<String>,
    measures: Vec<String>,
    stages: Vec<String>,
    orders: Vec<(usize, usize)>,
    is_year: bool,
}

impl Place {
    /// For the rules and the calendar.
    pub fn of(program: &Value, calendar: &Value, is_year: bool) -> Self {
        let texts =
            |list: &Value| list.as_array().expect("a list").iter().map(|id| id.as_str().expect("an id").to_owned()).collect::<Vec<_>>();
        let ids = |list: &Value| list.as_array().expect("a list").iter().map(|of| of["id"].as_str().expect("an id").to_owned()).collect();
        let (first, days) = (calendar["first"].as_i64().expect("first"), calendar["days"].as_i64().expect("days"));
        Self {
            first,
            last: first + days - 1,
            school: calendar["school"].as_str().expect("days").chars().map(|day| day == '1').collect(),
            marks: texts(&program["marks"]),
            places: texts(&program["places"]),
            facts: texts(&program["facts"]),
            measures: ids(&program["measures"]),
            stages: ids(&program["stages"]),
            orders: serde_json::from_value(program["orders"].clone()).expect("pairs"),
            is_year,
        }
    }

    fn at(&self, day: i64) -> usize {
        usize::try_from(day - self.first).expect("in the calendar")
    }

    fn any_day(&self, random: &mut Random) -> i64 {
        random.range(self.first, self.last)
    }
}

/// One input; one of ten has something wrong in it.
pub fn input(random: &mut Random, place: &Place) -> Value {
    let mut school = place.school.clone();
    let mut input = json!({});
    if random.percent(25) {
        input["local"] = local(random, place, &mut school);
    }
    let as_of = if place.is_year && random.percent(80) { place.last - random.range(0, 40) } else { place.any_day(random) };
    input["as_of"] = text(as_of).into();
    if random.percent(75) {
        input["record"] = record(random, place, &school, as_of);
    } else {
        input["counts"] = counts(random, place);
    }
    if !place.facts.is_empty() && random.percent(70) {
        let answered: Vec<&String> = place.facts.iter().filter(|_| random.percent(75)).collect();
        input["facts"] =
            answered.into_iter().map(|id| (id.clone(), random.pick(&["yes", "no", "unknown"]).into())).collect::<Map<_, _>>().into();
    }
    let times = if input["counts"].is_object() { 60 } else { 10 };
    if random.percent(times) {
        input["reached"] = reached(random, place, as_of);
    }
    if random.percent(10) {
        super::broken::damage(random, &mut input);
    }
    input
}

/// Dates for some stages, few of them after the date that is asked for.
fn reached(random: &mut Random, place: &Place, as_of: i64) -> Value {
    let mut reached = Map::new();
    for id in &place.stages {
        let last = if random.percent(2) { place.last } else { as_of };
        if random.percent(70) {
            reached.insert(id.clone(), text(random.range(place.first, last)).into());
        }
    }
    reached.into()
}

fn counts(random: &mut Random, place: &Place) -> Value {
    let mut counts: Vec<Option<usize>> = place.measures.iter().map(|_| random.percent(70).then(|| random.below(12))).collect();
    for (run, total) in place.orders.iter().filter(|_| random.percent(85)) {
        counts[*total] = counts[*total].max(counts[*run]);
    }
    let named = place.measures.iter().zip(counts).filter_map(|(id, count)| Some((id.clone(), count?.into())));
    named.collect::<Map<_, _>>().into()
}

/// Changes of one school, also made in `school`.
fn local(random: &mut Random, place: &Place, school: &mut [bool]) -> Value {
    let mut local = json!({});
    for key in ["closed", "long_holidays"] {
        if random.percent(50) {
            let spans: Vec<(i64, i64)> = (0..random.below(3)).map(|_| span(random, place)).collect();
            for (from, to) in &spans {
                (*from..=*to).for_each(|day| school[place.at(day)] = false);
            }
            local[key] = spans.iter().map(|(from, to)| json!({"from": text(*from), "to": text(*to)})).collect();
        }
    }
    if random.percent(40) {
        let days: Vec<i64> = (0..random.below(3)).map(|_| place.any_day(random)).collect();
        days.iter().for_each(|day| school[place.at(*day)] = true);
        local["opened"] = days.iter().map(|day| text(*day)).collect();
    }
    if random.percent(40) {
        local["ceremonies"] =
            (0..random.below(3)).map(|_| json!({"on": text(place.any_day(random)), "kind": random.pick(&KINDS)})).collect();
    }
    if random.percent(40) {
        local["complete"] = random.percent(70).into();
    }
    local
}

fn span(random: &mut Random, place: &Place) -> (i64, i64) {
    let from = place.any_day(random);
    (from, (from + random.range(0, 6)).min(place.last))
}

fn record(random: &mut Random, place: &Place, school: &[bool], as_of: i64) -> Value {
    let back = if place.is_year && random.percent(85) { as_of - place.first } else { random.range(0, 40) };
    let from = if random.percent(5) { place.first - random.range(0, 500) } else { (as_of - back).max(place.first) };
    let to = if random.percent(75) { as_of } else { (as_of + random.range(-10, 20)).max(from) };
    let unlisted = match random.below(10) {
        0..6 => place.marks[0].clone(),
        6..9 => "unknown".to_owned(),
        _ => random.pick(&place.marks),
    };
    json!({
        "covers": {"from": text(from), "to": text(to)}, "unlisted": unlisted,
        "days": entries(random, place, school, (from.max(place.first), to.min(place.last))),
    })
}

/// Entries in order or not, of one day or several, each with a school day and none with one of another.
fn entries(random: &mut Random, place: &Place, school: &[bool], (from, to): (i64, i64)) -> Value {
    let mut list = Vec::new();
    let calm = random.range(0, 6);
    let mut start = from + random.range(0, calm);
    while start <= to && list.len() < 90 {
        let end = (start + random.range(0, 8)).min(to);
        let is_school = |day: i64| school[place.at(day)];
        if is_school(start) && random.percent(25) {
            list.push(entry(random, place, json!({"on": text(start)})));
            start += 1 + random.range(0, calm);
        } else if (start..=end).any(is_school) {
            list.push(entry(random, place, json!({"from": text(start), "to": text(end)})));
            start = end + 1 + random.range(0, calm);
        } else {
            start += 1;
        }
    }
    if random.percent(20) {
        list.reverse();
    }
    list.into()
}

fn entry(random: &mut Random, place: &Place, mut entry: Value) -> Value {
    let absences = &place.marks[1..];
    entry["mark"] = if random.percent(85) { random.pick(absences) } else { place.marks[0].clone() }.into();
    if !place.places.is_empty() && random.percent(20) {
        entry["place"] = random.pick(&place.places).into();
    }
    if random.percent(40) {
        entry["seen"] = random.pick(&["yes", "no", "no"]).into();
    }
    entry
}
