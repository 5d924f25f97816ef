//! 事例: worked examples with what the rules make of them, and the days on which each stage begins. All of it is computed.

use super::Face;
use super::html::Html;
use super::words;
use crate::model::{Case, Condition, Counting, Stage};
use crate::rules::civil::{self, Day};
use crate::rules::{self, CalendarTable, Decided, Decision, Program, State};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

impl Face<'_> {
    /// Examples that readers see.
    pub fn examples(&self) -> String {
        let site = self.links.plan.site;
        let mut html = Html::default();
        let cases = site.cases.get(&self.set.id).map(Vec::as_slice).unwrap_or_default();
        let Ok(program) = rules::compile(self.set) else { return String::new() };
        for case in cases.iter().filter(|case| case.is_shown) {
            let calendar = case.calendar.as_ref().or(site.calendar.as_ref()).and_then(|calendar| CalendarTable::of(calendar).ok());
            let Some(calendar) = calendar else { continue };
            if let Decision::Decided(decided) = rules::decide(&program, &calendar, &case.input.value) {
                self.example(&mut html, case, &decided);
            }
        }
        html.finish()
    }

    fn example(&self, html: &mut Html, case: &Case, decided: &Decided) {
        html.tag("<section class=\"example\">\n<h3>").text(self.t("rule_example")).text("：");
        html.text(case.title.as_deref().unwrap_or(&case.id.value)).tag("</h3>\n");
        if let Some(text) = &case.text {
            html.element("<p>", text, "</p>\n");
        }
        html.tag("<dl>\n");
        self.input(html, &case.input.value, decided.as_of);
        let groups = [(State::Active, self.t("rule_now")), (State::Past, self.t("rule_past")), (State::Confirm, self.t("rule_confirm"))];
        for (state, title) in groups {
            let of_state = decided.stages.iter().filter(|stage| stage.state == state);
            let found = of_state.filter_map(|decision| Some((self.set.shown.stage(&decision.id)?, decision)));
            let found: Vec<_> = found.filter(|(stage, _)| stage.when.value != Condition::Always).collect();
            if found.is_empty() {
                continue;
            }
            html.element("<dt>", title, "</dt>\n<dd><ul>\n");
            for (stage, decision) in found {
                html.tag("<li>");
                self.stage_title(html, stage);
                if let Some(day) = decision.reached_on {
                    html.text(&words::fill(self.t("rule_reached_on"), &[("date", &date(day))]));
                }
                self.dates(html, stage, decision);
                html.tag("</li>\n");
            }
            html.tag("</ul></dd>\n");
        }
        html.tag("</dl>\n</section>\n");
    }

    /// Duties with a date, and the open points that an answer hangs on.
    fn dates(&self, html: &mut Html, stage: &Stage, decision: &rules::StageDecision) {
        let mut lines: Vec<String> = Vec::new();
        for duty in &decision.duties {
            let Some(action) = stage.actions.iter().find(|action| action.duty.value == duty.id) else { continue };
            let next = duty.next.map(|next| next.to_string());
            let day = duty.due.last().copied().or_else(|| civil::parse(next.as_deref()?));
            if let Some(day) = day {
                lines.push(format!("{}：{}", action.does.value, words::fill(self.t("rule_until"), &[("date", &date(day))])));
            }
        }
        for depends in &decision.depends_on {
            lines.extend(self.set.points.iter().find(|point| point.id.value == depends.point).map(|point| point.question.clone()));
        }
        if !lines.is_empty() {
            html.tag("<ul>");
            lines.iter().for_each(|line| {
                html.element("<li>", line, "</li>");
            });
            html.tag("</ul>");
        }
    }

    /// What the example gives, in words.
    fn input(&self, html: &mut Html, input: &Value, as_of: Day) {
        html.element("<dt>", self.t("rule_as_of"), "</dt>\n").element("<dd>", &date(as_of), "</dd>\n");
        let shown = &self.set.shown;
        let mut lines: Vec<String> = Vec::new();
        for (id, count) in entries(input.get("counts")) {
            if let Some(measure) = shown.measure(id) {
                lines.push(format!("{}：{}{}", measure.label, plain(count), measure.unit));
            }
        }
        if let Some(record) = input.get("record") {
            self.record(&mut lines, record);
        }
        for (id, answer) in entries(input.get("facts")) {
            if let Some(fact) = shown.facts.iter().find(|fact| fact.id.value == *id) {
                let answer = match plain(answer).as_str() {
                    "yes" | "true" => self.t("rule_yes"),
                    "no" | "false" => self.t("rule_no"),
                    _ => self.t("rule_unknown"),
                };
                lines.push(format!("{}：{answer}", fact.ask));
            }
        }
        html.element("<dt>", self.t("rule_record"), "</dt>\n<dd><ul>\n");
        lines.iter().for_each(|line| {
            html.element("<li>", line, "</li>\n");
        });
        html.tag("</ul></dd>\n");
    }

    fn record(&self, lines: &mut Vec<String>, record: &Value) {
        let span = |value: &Value| {
            let day = |key| value.get(key).and_then(Value::as_str).and_then(civil::parse).map(date);
            match (day("from"), day("to"), day("on")) {
                (Some(from), Some(to), _) if from == to => from,
                (Some(from), Some(to), _) => format!("{from}〜{to}"),
                (_, _, Some(on)) => on,
                _ => String::new(),
            }
        };
        let mark = |value: Option<&Value>| {
            let id = value.and_then(Value::as_str).unwrap_or_default();
            let mark = self.set.shown.marks.iter().find(|mark| mark.id.value == id);
            mark.map_or_else(|| self.t("rule_unknown").to_owned(), |mark| mark.label.clone())
        };
        for day in record.get("days").and_then(Value::as_array).into_iter().flatten() {
            let place = day.get("place").and_then(Value::as_str);
            let place = place.and_then(|id| self.set.shown.places.iter().find(|place| place.id.value == id));
            let seen = match day.get("seen").map(plain).as_deref() {
                Some("yes" | "true") => Some(self.t("rule_seen")),
                Some("no" | "false") => Some(self.t("rule_unseen")),
                _ => None,
            };
            let more: Vec<&str> = place.map(|place| place.label.as_str()).into_iter().chain(seen).collect();
            let more = if more.is_empty() { String::new() } else { format!("（{}）", more.join(self.t("list_separator"))) };
            lines.push(format!("{}：{}{more}", span(day), mark(day.get("mark"))));
        }
        if let Some(covers) = record.get("covers") {
            let values = [("span", span(covers)), ("mark", mark(record.get("unlisted")))];
            let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
            lines.push(words::fill(self.t("rule_unlisted"), &values));
        }
    }

    /// For each number of the rules which stages hold one day before it, on it and one day after it.
    pub fn boundaries(&self) -> String {
        let calendar = self.links.plan.site.calendar.as_ref().and_then(|calendar| CalendarTable::of(calendar).ok());
        let (Ok(program), Some(calendar)) = (rules::compile(self.set), calendar) else { return String::new() };
        let Some(school_day) = calendar.school.bytes().position(|day| day == b'1') else { return String::new() };
        let as_of = civil::text(calendar.first + i32::try_from(school_day).unwrap_or_default());
        let mut html = Html::default();
        html.element(
            "<div class=\"duties\">\n<table class=\"duties__table\">\n<caption>",
            self.t("rule_boundaries"),
            "</caption>\n<thead>\n<tr>",
        );
        for heading in [self.t("rule_days"), self.t("rule_now"), self.t("rule_confirm"), self.t("rule_depends")] {
            html.element("<th scope=\"col\">", heading, "</th>");
        }
        html.tag("</tr>\n</thead>\n");
        for measure in self.set.shown.measures.iter().filter(|measure| measure.ask.is_some()) {
            let is_run = matches!(measure.counts, Counting::Run(_));
            if !is_run && !matches!(measure.counts, Counting::Total(_)) {
                continue;
            }
            let of_stage = |stage: &Stage| {
                stage
                    .when
                    .value
                    .comparisons()
                    .into_iter()
                    .filter(|(id, ..)| *id == measure.id.value)
                    .map(|(.., than)| than)
                    .collect::<Vec<_>>()
            };
            let numbers: BTreeSet<u32> =
                self.set.shown.stages.iter().flat_map(of_stage).flat_map(|than| [than.saturating_sub(1), than, than + 1]).collect();
            html.tag("<tbody>\n");
            for number in numbers {
                let input = self.counted(is_run, number, &as_of);
                self.boundary(
                    &mut html,
                    &format!("{}{number}{}", measure.label, measure.unit),
                    &measure.id.value,
                    (&program, &calendar, &input),
                );
            }
            html.tag("</tbody>\n");
        }
        html.tag("</table>\n").element("<p class=\"duties__source\">", self.t("rule_boundaries_note"), "</p>\n</div>\n");
        html.finish()
    }

    /// So many days in a row, never met; or so many days with a day at school in between.
    fn counted(&self, is_run: bool, number: u32, as_of: &str) -> Value {
        let asked = self.set.shown.measures.iter().filter(|measure| measure.ask.is_some());
        let counts = asked.map(|measure| {
            let count = match measure.counts {
                Counting::Run(_) if is_run => number,
                Counting::Total(_) => number,
                _ => 0,
            };
            (measure.id.value.clone(), json!(count))
        });
        json!({"as_of": as_of, "counts": counts.collect::<Map<String, Value>>()})
    }

    fn boundary(&self, html: &mut Html, title: &str, measure: &str, (program, calendar, input): (&Program, &CalendarTable, &Value)) {
        let Decision::Decided(decided) = rules::decide(program, calendar, input) else { return };
        html.tag("<tr>").element("<th scope=\"row\">", title, "</th>");
        let columns =
            [(State::Active, self.t("rule_now")), (State::Confirm, self.t("rule_confirm")), (State::Unknown, self.t("rule_depends"))];
        for (state, heading) in columns {
            let stages = decided.stages.iter().filter(|stage| stage.state == state).filter_map(|stage| self.set.shown.stage(&stage.id));
            let stages = stages.filter(|stage| stage.when.value.comparisons().iter().any(|(id, ..)| *id == measure));
            let titles: Vec<&str> = stages.map(|stage| stage.title.value.as_str()).collect();
            html.cell(heading, titles.is_empty());
            titles.iter().for_each(|title| {
                html.element("<div class=\"duties__line\">", title, "</div>");
            });
            html.tag("</td>");
        }
        html.tag("</tr>\n");
    }
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// `2026年5月20日`
fn date(day: Day) -> String {
    let civil::Civil { year, month, day } = civil::of_day(day);
    format!("{year}年{month}月{day}日")
}
