//! A worked example is run; what comes out otherwise than it says is told at the expected value.

use super::references::unknown;
use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::model::{Case, ExpectedDate};
use crate::rules::{self, CalendarTable, Decided, Decision, Program, Refusal, civil};

/// What of a worked example does not come out as it says.
#[must_use]
pub fn judge(program: &Program, calendar: &CalendarTable, case: &Case) -> Vec<Diagnostic> {
    match rules::decide(program, calendar, &case.input.value) {
        Decision::Refused { refused, .. } => judge_refusals(case, &refused),
        Decision::Decided(decided) if case.expect.refused.is_empty() => Judge { program, case, found: Vec::new() }.judge(&decided),
        Decision::Decided(_) => {
            case.expect.refused.iter().map(|code| fails(code.span, code.value.as_str(), "読み取れました", "it is read")).collect()
        }
    }
}

fn fails(span: Span, expected: &str, ja: &str, en: &str) -> Diagnostic {
    let (ja, en) = (format!("「{expected}」のはずですが、{ja}"), format!("expected `{expected}`, but {en}"));
    Diagnostic::new(Code::CaseFails, span, ja, en)
}

fn judge_refusals(case: &Case, refused: &[Refusal]) -> Vec<Diagnostic> {
    let mut left: Vec<&Refusal> = refused.iter().collect();
    let mut found = Vec::new();
    for expected in &case.expect.refused {
        match left.iter().position(|refusal| refusal.code == expected.value) {
            Some(at) => drop(left.remove(at)),
            None => {
                let codes: Vec<&str> = refused.iter().map(|refusal| refusal.code).collect();
                let (ja, en) = (format!("断られた理由は {} です", codes.join("、")), format!("it is refused as {}", codes.join(", ")));
                found.push(fails(expected.span, &expected.value, &ja, &en));
            }
        }
    }
    found.extend(left.into_iter().map(|refusal| {
        let (ja, en) = (
            format!("この入力には答えられません: {}（{}）", refusal_reason(refusal.code), refusal.code),
            format!("this input is refused: {}", refusal.code),
        );
        Diagnostic::new(Code::CaseFails, case.input.place(&refusal.at), ja, en).also(case.expect.span, "期待する答え", "what is expected")
    }));
    found
}

struct Judge<'a> {
    program: &'a Program,
    case: &'a Case,
    found: Vec<Diagnostic>,
}

impl Judge<'_> {
    fn judge(mut self, decided: &Decided) -> Vec<Diagnostic> {
        let expect = &self.case.expect;
        for (id, state) in &expect.stages {
            let Some(stage) = self.stage(id, decided) else { continue };
            let came_out = serde_json::to_value(stage.state).ok();
            self.compare(state.span, state.value.name(), came_out.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default());
        }
        for (id, date) in &expect.reached_on {
            let Some(stage) = self.stage(id, decided) else { continue };
            self.compare(date.span, &written(date.value), &day(stage.reached_on));
        }
        for (id, date) in &expect.due {
            let ids = || self.program.stages.iter().flat_map(|stage| &stage.duties).map(|duty| duty.id.as_str());
            if !ids().any(|known| known == id.value) {
                let problem = unknown(("対応（duty）", "duty"), id, ids());
                self.found.push(problem);
                continue;
            }
            let dates: Vec<String> = duty_dates(decided, &id.value);
            let came_out = dates.iter().find(|date| *date != NONE).map_or(NONE, String::as_str);
            self.compare(date.span, &written(date.value), came_out);
        }
        self.found
    }

    fn stage<'d>(&mut self, id: &Spanned<String>, decided: &'d Decided) -> Option<&'d rules::StageDecision> {
        let found = decided.stages.iter().find(|stage| stage.id == id.value);
        if found.is_none() {
            let known = self.program.stages.iter().map(|stage| stage.id.as_str());
            self.found.push(unknown(("段階（stages）", "stage"), id, known));
        }
        found
    }

    fn compare(&mut self, span: Span, expected: &str, came_out: &str) {
        if expected != came_out {
            self.found.push(fails(span, expected, &format!("「{came_out}」になりました"), &format!("`{came_out}` came out")));
        }
    }
}

const NONE: &str = "none";

/// Of each stage that has the duty its last date or, if there is none yet, the next.
fn duty_dates(decided: &Decided, id: &str) -> Vec<String> {
    let duties = decided.stages.iter().flat_map(|stage| &stage.duties).filter(|duty| duty.id == id);
    duties
        .map(|duty| duty.due.last().map_or_else(|| duty.next.map_or(NONE.to_owned(), |next| next.to_string()), |due| civil::text(*due)))
        .collect()
}

fn day(day: Option<i32>) -> String {
    day.map_or_else(|| NONE.to_owned(), civil::text)
}

fn written(date: ExpectedDate) -> String {
    match date {
        ExpectedDate::On(date) => date.to_string(),
        ExpectedDate::Unknown => "unknown".to_owned(),
        ExpectedDate::None => NONE.to_owned(),
    }
}

/// Why an input is refused, in Japanese words; the code says it in English.
#[must_use]
pub fn refusal_reason(code: &str) -> &'static str {
    match code {
        "not-a-date" => "日付ではありません",
        "outside-calendar" => "暦の期間の外の日です",
        "reversed" => "終わりの日が、始まりの日より前です",
        "unknown-mark" => "知らないしるしです",
        "unknown-place" => "知らない場所です",
        "unknown-fact" => "知らない問いです",
        "unknown-measure" => "知らない数え方です",
        "unknown-stage" => "知らない段階です",
        "unknown-kind" => "知らない式です",
        "not-a-school-day" => "登校日ではありません",
        "overlap" => "同じ日が二度あります",
        "outside-covers" => "記録の期間の外の日です",
        "not-a-count" => "0 から 9999 までの整数ではありません",
        "contradiction" => "連続した日数が、合わせた日数より多くなっています",
        "needs-record-or-counts" => "記録も日数もありません",
        "both-record-and-counts" => "記録と日数の両方があります",
        "too-many" => "多すぎます",
        "as-of-before-record" => "記録の始まりより前の日です",
        "after-as-of" => "答えを求めた日より後の日です",
        _ => "読み取れません",
    }
}
