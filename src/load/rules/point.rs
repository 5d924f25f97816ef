//! The list `undecided:` → open points.

use super::raw::{RawPoint, RawReading, RawRuleCitation};
use super::{ASKABLE, open, say, unique};
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned};
use crate::load::fields;
use crate::load::yaml::{self, Node};
use crate::model::{OpenPoint, Reading, ReferenceKind, RuleCitation, SourceCitation, check_kebab};

/// Open points of a rule set.
pub const MAX_POINTS: usize = 100;
/// Readings of an open point.
pub const MAX_READINGS: usize = 8;

/// Readings may not be called like the key beside them.
const RESERVED: [&str; 2] = [open::UNDECIDED, "overlay"];

/// Reads and judges the list; `None` when it could not be read.
pub(super) fn read(whole: &Node, sink: &mut Sink) -> Option<Vec<RawPoint>> {
    let Some(list) = whole.get(open::UNDECIDED) else { return Some(Vec::new()) };
    let points: Vec<RawPoint> = yaml::decode(list, sink)?;
    unique(points.iter().map(|point| &point.id), sink);
    if let Some(point) = points.get(MAX_POINTS) {
        sink.push(say::too_many(point.id.span, "未規定の点", "open points", MAX_POINTS));
    }
    points.iter().for_each(|point| judge(point, sink));
    Some(points)
}

fn judge(point: &RawPoint, sink: &mut Sink) {
    let ids = open::readings(point);
    unique(ids.iter().copied(), sink);
    for id in ids.iter().filter(|id| RESERVED.contains(&id.value.as_str())) {
        let (ja, en) = (format!("「{}」は、読み方の id にできません", id.value), format!("`{}` cannot be a reading", id.value));
        sink.push(Diagnostic::new(Code::BadId, id.span, ja, en).help("ほかの id にします", "choose another id"));
    }
    if let Some(id) = ids.get(MAX_READINGS) {
        sink.push(say::too_many(id.span, "読み方", "readings", MAX_READINGS));
    }
    match (&point.readings, &point.shown_as) {
        (None, None) => {}
        (None, Some(shown)) => sink.push(form(shown.span, "読み方がないのに shown_as があります", "`shown_as` without readings")),
        (Some(readings), _) if readings.value.len() < 2 => {
            let words = ("読み方が二つありません。一つなら、点は決まっています", "less than two readings; with one, the point is decided");
            sink.push(form(readings.span, words.0, words.1));
        }
        (Some(readings), None) => {
            sink.push(form(
                readings.span,
                "どの読み方を表示するか（shown_as）がありません",
                "nothing says which reading is shown (`shown_as`)",
            ));
        }
        (Some(_), Some(shown)) if !ids.iter().any(|id| id.value == shown.value) => {
            let (ja, en) = (format!("「{}」という読み方はありません", shown.value), format!("there is no reading `{}`", shown.value));
            sink.push(form(shown.span, &ja, &en).did_you_mean(&shown.value, ids.iter().map(|id| id.value.as_str())));
        }
        (Some(_), Some(_)) => {}
    }
}

fn form(span: Span, ja: &str, en: &str) -> Diagnostic {
    Diagnostic::new(Code::OpenPointForm, span, ja, en)
}

/// The points of the model; one whose `ask` names nobody is left out, which is said.
pub(super) fn points(raw: &[RawPoint], sink: &mut Sink) -> Vec<OpenPoint> {
    let reading = |raw: &RawReading| Reading { id: raw.id.clone(), label: raw.label.clone() };
    let point = |raw: &RawPoint| {
        let citation = raw.citation.clone().map(|raw| citation(raw, sink));
        Some(OpenPoint {
            ask: fields::reference(&raw.ask, ASKABLE, sink)?,
            id: raw.id.clone(),
            question: raw.question.clone(),
            note: raw.note.clone(),
            readings: raw.readings.iter().flat_map(|readings| &readings.value).map(reading).collect(),
            shown: open::shown(raw),
            citation,
        })
    };
    raw.iter().filter_map(point).collect()
}

/// Where something is laid down.
pub(super) fn citation(raw: Spanned<RawRuleCitation>, sink: &mut Sink) -> RuleCitation {
    let RawRuleCitation { document, page, heading, told_on } = raw.value;
    RuleCitation {
        source: SourceCitation { document, page, heading },
        page: told_on.and_then(|text| fields::reference(&text, &[ReferenceKind::Page], sink)),
        span: raw.span,
    }
}

/// Complains unless a text is an id.
pub(super) fn check_id(id: &Spanned<String>, sink: &mut Sink) {
    if let Err(problem) = check_kebab(&id.value) {
        sink.push(fields::bad_id(&id.value, id.span, problem));
    }
}
