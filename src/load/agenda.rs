//! `agendas/*.yml` → agendas. Steps, parts and patterns are known by their ids, so that a town changes one of them and leaves the others.

use super::fields::{self, RawCitation};
use super::phrase;
use super::rules::say;
use super::site_file::RawAudience;
use super::stack::Stack;
use super::{agenda_timetable, contact};
use crate::diag::{Code, Diagnostic, Sink, SourceMap, Span, Spanned};
use crate::model::{
    Agenda, AgendaId, AgendaPart, AgendaStep, MAX_AGENDA_MINUTES, MAX_AGENDA_PARTS, MAX_AGENDA_PATTERNS, MAX_AGENDA_STEPS, MeetingPattern,
    Minutes, ReferenceKind, Timetable, check_kebab,
};
use agenda_timetable::RawTimetable;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt;

const PEOPLE: &[ReferenceKind] = &[ReferenceKind::Role, ReferenceKind::Slot, ReferenceKind::Agency];
const PAGES: &[ReferenceKind] = &[ReferenceKind::Page];

/// What texts of an agenda are called in messages.
const AGENDA_TEXT: (&str, &str) = ("会議の進行", "a text of an agenda");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAgenda {
    title: Spanned<String>,
    yomi: Option<Spanned<String>>,
    #[serde(default)]
    audience: RawAudience,
    summary: Option<Spanned<String>>,
    page: Option<Spanned<String>>,
    #[serde(default)]
    parts: Vec<RawPart>,
    #[serde(default)]
    steps: Vec<RawStep>,
    total: Option<Spanned<RawMinutes>>,
    #[serde(default)]
    patterns: Vec<RawPattern>,
    timetable: Option<RawTimetable>,
    #[serde(default)]
    open: Vec<Spanned<String>>,
    #[serde(default)]
    sources: Vec<RawCitation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPart {
    id: Spanned<String>,
    title: Option<Spanned<String>>,
    #[serde(default)]
    who: Vec<Spanned<String>>,
    #[serde(default)]
    either: bool,
    note: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    id: Spanned<String>,
    text: Spanned<String>,
    minutes: Option<Spanned<RawMinutes>>,
    #[serde(default)]
    between: bool,
    #[serde(default)]
    lead: Vec<Spanned<String>>,
    #[serde(default)]
    with: Vec<Spanned<String>>,
    #[serde(default)]
    items: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPattern {
    id: Spanned<String>,
    title: Spanned<String>,
    cases: Option<Spanned<String>>,
    often: Option<Spanned<String>>,
    place: Option<Spanned<String>>,
    count: Option<Spanned<String>>,
    time: Option<Spanned<String>>,
    #[serde(default)]
    members: Vec<Spanned<String>>,
    #[serde(default)]
    as_needed: Vec<Spanned<String>>,
    #[serde(default)]
    items: Vec<Spanned<String>>,
}

/// A number alone, or from one number to another.
#[derive(Debug)]
enum RawMinutes {
    Number(String),
    Range(RawRange),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRange {
    from: Spanned<i64>,
    to: Spanned<i64>,
}

impl<'de> Deserialize<'de> for RawMinutes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MinutesVisitor)
    }
}

struct MinutesVisitor;

impl<'de> Visitor<'de> for MinutesVisitor {
    type Value = RawMinutes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("分の数、または {from: 5, to: 10}\na number of minutes, or {from: 5, to: 10}")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<RawMinutes, E> {
        Ok(RawMinutes::Number(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawMinutes, A::Error> {
        RawRange::deserialize(de::value::MapAccessDeserializer::new(map)).map(RawMinutes::Range)
    }
}

/// Merges the agendas of all layers by id.
pub(super) fn merge(stack: &mut Stack<'_>, sources: &SourceMap, sink: &mut Sink) -> BTreeMap<AgendaId, Agenda> {
    let mut agendas = BTreeMap::new();
    for (id, item) in stack.merge_folder(ReferenceKind::Agenda, "agendas/", |_| true) {
        let Some(raw) = fields::decode::<RawAgenda>(&item.node, sink) else { continue };
        let Some(mut agenda) = agenda(raw, id, stack, sink) else { continue };
        agenda.texts = agenda.phrases().map(|text| phrase::phrase(text, AGENDA_TEXT, sources, sink)).collect();
        agendas.insert(agenda.id.clone(), agenda);
    }
    agendas
}

fn agenda(raw: RawAgenda, id: String, stack: &Stack<'_>, sink: &mut Sink) -> Option<Agenda> {
    let id = fields::id(AgendaId::new, &Spanned::new(id, raw.title.span), sink)?;
    judge_size(&raw, sink);
    check_ids(raw.parts.iter().map(|part| &part.id), sink);
    check_ids(raw.steps.iter().map(|step| &step.id), sink);
    check_ids(raw.patterns.iter().map(|pattern| &pattern.id), sink);
    let total = raw.total.and_then(|total| minutes(total, sink));
    let timetable = raw.timetable.and_then(|timetable| timetable_of(timetable, total.as_ref(), sink));
    Some(Agenda {
        id,
        origin: stack.origin(raw.title.span),
        title: raw.title,
        yomi: fields::yomi(raw.yomi, sink),
        audience: raw.audience.into(),
        summary: raw.summary,
        page: raw.page.and_then(|text| fields::reference(&text, PAGES, sink)),
        parts: raw.parts.into_iter().map(|raw| part(raw, sink)).collect(),
        steps: raw.steps.into_iter().map(|raw| step(raw, sink)).collect(),
        total,
        patterns: raw.patterns.into_iter().map(pattern).collect(),
        timetable,
        open: raw.open,
        sources: fields::citations(raw.sources),
        texts: Vec::new(),
    })
}

fn judge_size(raw: &RawAgenda, sink: &mut Sink) {
    if raw.steps.is_empty() && raw.patterns.is_empty() {
        let (ja, en) = ("steps: も patterns: もありません", "there are neither `steps:` nor `patterns:`");
        sink.push(
            Diagnostic::new(Code::EmptyValue, raw.title.span, ja, en)
                .help("会議ですることを steps: に、順に書きます", "write the steps of the meeting in their order"),
        );
    }
    if let Some(step) = raw.steps.get(MAX_AGENDA_STEPS) {
        sink.push(too_large(step.id.span, "ステップ（steps）", "steps", MAX_AGENDA_STEPS));
    }
    if let Some(part) = raw.parts.get(MAX_AGENDA_PARTS) {
        sink.push(too_large(part.id.span, "役（parts）", "parts", MAX_AGENDA_PARTS));
    }
    if let Some(pattern) = raw.patterns.get(MAX_AGENDA_PATTERNS) {
        sink.push(too_large(pattern.id.span, "開き方（patterns）", "patterns", MAX_AGENDA_PATTERNS));
    }
}

pub(super) fn too_large(span: Span, ja: &str, en: &str, most: usize) -> Diagnostic {
    Diagnostic::new(Code::AgendaTooLarge, span, format!("{ja}は {most} までです"), format!("at most {most} {en}"))
        .help("まとめるか、ファイルを分けます", "put some together, or split the file")
}

/// Complains of ids that cannot be one, or are used twice.
fn check_ids<'r>(ids: impl Iterator<Item = &'r Spanned<String>>, sink: &mut Sink) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for id in ids {
        if let Err(problem) = check_kebab(&id.value) {
            sink.push(fields::bad_id(&id.value, id.span, problem));
        }
        match seen.get(id.value.as_str()) {
            Some(first) => sink.push(say::doubled(id, *first)),
            None => {
                seen.insert(&id.value, id.span);
            }
        }
    }
}

fn part(raw: RawPart, sink: &mut Sink) -> AgendaPart {
    if raw.title.is_none() && raw.who.len() != 1 {
        let (ja, en) = ("役に title: がありません", "the part has no `title:`");
        sink.push(Diagnostic::new(Code::AgendaPartWithoutName, raw.id.span, ja, en).help(
            "「司会者」のような役の名前を title: に書きます。who: が一つなら、その名前が出ます",
            "write what it is called; a part with one `who:` is called by its name",
        ));
    }
    AgendaPart {
        id: raw.id,
        title: raw.title,
        who: raw.who.iter().filter_map(|text| fields::reference(text, PEOPLE, sink)).collect(),
        is_either: raw.either,
        note: raw.note,
    }
}

fn step(raw: RawStep, sink: &mut Sink) -> AgendaStep {
    AgendaStep {
        id: raw.id,
        text: raw.text,
        minutes: raw.minutes.and_then(|raw| minutes(raw, sink)),
        is_between: raw.between,
        lead: raw.lead,
        with: raw.with,
        items: raw.items,
    }
}

fn pattern(raw: RawPattern) -> MeetingPattern {
    MeetingPattern {
        id: raw.id,
        title: raw.title,
        cases: raw.cases,
        often: raw.often,
        place: raw.place,
        count: raw.count,
        time: raw.time,
        members: raw.members,
        as_needed: raw.as_needed,
        items: raw.items,
    }
}

/// The minutes, or `None` when they cannot be some, which is said.
fn minutes(raw: Spanned<RawMinutes>, sink: &mut Sink) -> Option<Spanned<Minutes>> {
    let span = raw.span;
    let found = match raw.value {
        RawMinutes::Number(text) => one(&text, span, sink).map(Minutes::exactly),
        RawMinutes::Range(RawRange { from, to }) => {
            let least = one(&from.value.to_string(), from.span, sink);
            let most = one(&to.value.to_string(), to.span, sink);
            least.zip(most).and_then(|(least, most)| range(least, most, span, sink))
        }
    };
    found.map(|minutes| Spanned::new(minutes, span))
}

fn one(text: &str, span: Span, sink: &mut Sink) -> Option<u32> {
    let is_plain = text.bytes().all(|b| b.is_ascii_digit());
    let found = text.parse().ok().filter(|number| is_plain && (1..=MAX_AGENDA_MINUTES).contains(number));
    if found.is_none() {
        sink.push(not_minutes(text, span));
    }
    found
}

pub(super) fn not_minutes(text: &str, span: Span) -> Diagnostic {
    let (ja, en) = (format!("「{text}」は分の数ではありません"), format!("`{text}` is no number of minutes"));
    Diagnostic::new(Code::AgendaMinutes, span, ja, en).help(
        format!("1 から {MAX_AGENDA_MINUTES} までの数だけを書きます。原資料に分がなければ、minutes: を書きません"),
        format!("write a number from 1 to {MAX_AGENDA_MINUTES} alone; where the source gives none, leave it out"),
    )
}

fn range(least: u32, most: u32, span: Span, sink: &mut Sink) -> Option<Minutes> {
    if least < most {
        return Some(Minutes { least, most });
    }
    let (ja, en) = ("from: が to: より小さくありません", "`from:` is not less than `to:`");
    sink.push(Diagnostic::new(Code::AgendaMinutes, span, ja, en).help(
        "from: に短いほう、to: に長いほうを書きます。同じなら、数を一つだけ書きます",
        "write the shorter one first; if they are the same, write one number",
    ));
    None
}

fn timetable_of(raw: RawTimetable, total: Option<&Spanned<Minutes>>, sink: &mut Sink) -> Option<Timetable> {
    let start = contact::minutes(&raw.start, sink);
    agenda_timetable::timetable(raw, start.map(u32::from), total.and_then(|total| total.value.exact()), sink)
}
