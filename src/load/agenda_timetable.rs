//! The timetable of an agenda as typed → the model.

use super::agenda::{not_minutes, too_large};
use super::rules::say;
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned};
use crate::model::{MAX_AGENDA_MINUTES, MAX_TIMETABLE_CASES, MINUTES_OF_DAY, Timetable, TimetableBlock, TimetableCase};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTimetable {
    pub title: Spanned<String>,
    pub start: Spanned<String>,
    blocks: Spanned<Vec<Spanned<RawBlock>>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBlock {
    #[serde(default)]
    cases: Vec<RawTimetableCase>,
    #[serde(rename = "break")]
    pause: Option<Spanned<i64>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTimetableCase {
    title: Spanned<String>,
    attend: Option<Spanned<String>>,
}

/// The timetable of an agenda of so many minutes, or `None` when it cannot be one, which is said.
pub(super) fn timetable(raw: RawTimetable, start: Option<u32>, of_case: Option<u32>, sink: &mut Sink) -> Option<Timetable> {
    if let Some(case) = raw.blocks.value.iter().flat_map(|block| &block.value.cases).nth(MAX_TIMETABLE_CASES) {
        sink.push(too_large(case.title.span, "時間割のケース（cases）", "cases", MAX_TIMETABLE_CASES));
    }
    if raw.blocks.value.is_empty() {
        let (ja, en) = ("blocks が空です", "there are no blocks");
        sink.push(
            Diagnostic::new(Code::EmptyValue, raw.blocks.span, ja, en).help("ケースを順に書きます", "write the cases in their order"),
        );
    }
    let span = raw.title.span;
    let blocks = raw.blocks.value.into_iter().filter_map(|raw| block(raw, sink)).collect();
    let Some(of_case) = of_case else {
        sink.push(no_length(span));
        return None;
    };
    let timetable = Timetable { title: raw.title, start: start?, blocks };
    if timetable.end(of_case) > MINUTES_OF_DAY {
        sink.push(past_midnight(raw.start.span));
        return None;
    }
    Some(timetable)
}

fn block(raw: Spanned<RawBlock>, sink: &mut Sink) -> Option<TimetableBlock> {
    let Spanned { value: RawBlock { cases, pause }, span } = raw;
    match (cases.is_empty(), pause) {
        (false, None) => {
            let case = |raw: RawTimetableCase| TimetableCase { title: raw.title, attend: raw.attend };
            Some(TimetableBlock::Cases(cases.into_iter().map(case).collect()))
        }
        (true, Some(pause)) => {
            let minutes = u32::try_from(pause.value).ok().filter(|minutes| (1..=MAX_AGENDA_MINUTES).contains(minutes));
            if minutes.is_none() {
                sink.push(not_minutes(&pause.value.to_string(), pause.span));
            }
            minutes.map(TimetableBlock::Break)
        }
        _ => {
            sink.push(say::one_of(span, "cases: と break:", "`cases:` and `break:`"));
            None
        }
    }
}

fn no_length(span: Span) -> Diagnostic {
    let (ja, en) = ("1ケースの分が決まらないので、時間割ができません", "there is no timetable without the minutes of a case");
    Diagnostic::new(Code::TimetableNotPossible, span, ja, en)
        .help("total: に、1ケースの分を一つの数で書きます", "write the minutes of a case after `total:`, as one number")
}

fn past_midnight(span: Span) -> Diagnostic {
    let (ja, en) = ("この時間割は、その日のうちに終わりません", "the timetable goes beyond midnight");
    Diagnostic::new(Code::TimetableNotPossible, span, ja, en)
        .help("始まりの時刻か、ケースの数を直します", "mend when it begins, or the number of cases")
}
