//! `duties.yml` → duties of the year. The whole file is one thing of the overlay; its list is patched by the ids of its items.

use super::fields;
use super::overlay::Thing;
use super::rules::say;
use super::stack::Stack;
use crate::diag::{Sink, Span, Spanned};
use crate::model::{Duties, Origin, Reference, ReferenceKind, RuleCitation, SourceCitation, YearDuty, YearTime, check_kebab};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The file's name.
pub(super) const DUTIES_FILE: &str = "duties.yml";
/// Times a year that a duty may have: each day.
const MAX_TIMES: i64 = 366;

const PEOPLE: &[ReferenceKind] = &[ReferenceKind::Role, ReferenceKind::Slot, ReferenceKind::Agency];
const FORMS: &[ReferenceKind] = &[ReferenceKind::Page, ReferenceKind::Form];
const PAGES: &[ReferenceKind] = &[ReferenceKind::Page];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDuties {
    title: String,
    #[serde(default)]
    duties: Vec<RawDuty>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDuty {
    id: Spanned<String>,
    title: String,
    #[serde(default)]
    who: Vec<Spanned<String>>,
    does: String,
    #[serde(default)]
    to: Vec<Spanned<String>>,
    #[serde(default)]
    form: Vec<Spanned<String>>,
    when: Spanned<RawTime>,
    note: Option<String>,
    page: Option<Spanned<String>>,
    citation: Spanned<RawDutyCitation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTime {
    month: Option<Spanned<i64>>,
    start_of_school_year: Option<bool>,
    times_a_year: Option<Spanned<i64>>,
    every: Option<RawEvery>,
    occasion: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawEvery {
    Month,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDutyCitation {
    document: String,
    page: Option<String>,
    heading: Option<String>,
    #[serde(rename = "ref")]
    told_on: Option<Spanned<String>>,
}

/// The duties that the layers make up.
pub(super) fn merge(stack: &mut Stack<'_>, sink: &mut Sink) -> Option<Duties> {
    let mut files = Vec::new();
    for (layer, folder) in stack.folders.iter().enumerate() {
        let Some(file) = folder.texts.data_file(DUTIES_FILE) else { continue };
        let place = Span::file(file.node.span.source);
        files.push(Thing { layer, id: DUTIES_FILE.to_owned(), place, node: Arc::clone(&file.node), part: () });
    }
    let merged = stack.merge_files(files).into_values().next()?;
    let raw: RawDuties = fields::decode(&merged.node, sink)?;
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let mut duties = Vec::new();
    for raw in raw.duties {
        if let Err(problem) = check_kebab(&raw.id.value) {
            sink.push(fields::bad_id(&raw.id.value, raw.id.span, problem));
        }
        if let Some(first) = seen.get(&raw.id.value) {
            sink.push(say::doubled(&raw.id, *first));
        } else {
            seen.insert(raw.id.value.clone(), raw.id.span);
        }
        duties.extend(duty(raw, sink));
    }
    Some(Duties { origin: Origin { layer: merged.layer, span: merged.place }, title: raw.title, duties })
}

fn duty(raw: RawDuty, sink: &mut Sink) -> Option<YearDuty> {
    let RawDutyCitation { document, page, heading, told_on } = raw.citation.value;
    let told_on = told_on.and_then(|text| fields::reference(&text, PAGES, sink));
    Some(YearDuty {
        who: references(&raw.who, PEOPLE, sink),
        to: references(&raw.to, PEOPLE, sink),
        form: references(&raw.form, FORMS, sink),
        page: raw.page.and_then(|text| fields::reference(&text, PAGES, sink)),
        citation: RuleCitation { source: SourceCitation { document, page, heading }, page: told_on, span: raw.citation.span },
        when: time(raw.when, sink)?,
        id: raw.id,
        title: raw.title,
        does: raw.does,
        note: raw.note,
    })
}

fn references(texts: &[Spanned<String>], allowed: &[ReferenceKind], sink: &mut Sink) -> Vec<Spanned<Reference>> {
    texts.iter().filter_map(|text| fields::reference(text, allowed, sink)).collect()
}

fn time(raw: Spanned<RawTime>, sink: &mut Sink) -> Option<YearTime> {
    let span = raw.span;
    match raw.value {
        RawTime { month: Some(month), start_of_school_year: None, times_a_year: None, every: None, occasion: None } => {
            within(&month, 12, sink).map(YearTime::Month)
        }
        RawTime { month: None, start_of_school_year: Some(true), times_a_year: None, every: None, occasion: None } => {
            Some(YearTime::StartOfSchoolYear)
        }
        RawTime { month: None, start_of_school_year: None, times_a_year: Some(times), every: None, occasion: None } => {
            within(&times, MAX_TIMES, sink).map(YearTime::TimesAYear)
        }
        RawTime { month: None, start_of_school_year: None, times_a_year: None, every: Some(RawEvery::Month), occasion: None } => {
            Some(YearTime::Monthly)
        }
        RawTime { month: None, start_of_school_year: None, times_a_year: None, every: None, occasion: Some(occasion) } => {
            Some(YearTime::Occasion(occasion))
        }
        _ => {
            let keys = ["month", "start_of_school_year: yes", "times_a_year", "every: month", "occasion"];
            sink.push(say::one_of(span, &keys.join("・"), &keys.join(", ")));
            None
        }
    }
}

fn within(number: &Spanned<i64>, most: i64, sink: &mut Sink) -> Option<u32> {
    let found = u32::try_from(number.value).ok().filter(|_| (1..=most).contains(&number.value));
    if found.is_none() {
        sink.push(say::out_of_range(number, 1, u32::try_from(most).unwrap_or(u32::MAX)));
    }
    found
}
