//! Rules can be applied, agree with themselves and with their worked examples, and lead to somebody who can be asked or called.
//!
//! | file | what it looks at | code |
//! |---|---|---|
//! | `parts` | what prose names of a rule set | M203 |
//! | `references` | who, to whom, on which form; phases and the ladder | M202…, R150 |
//! | `contacts` | emergency contacts can be called, open points have somebody to ask | R185, R187 |
//! | `whole` | stages that none reaches, that contradict or repeat each other, gaps; readings without effect | R181–R184, R186 |
//! | `examples` | every worked example comes out as it says | R180 |
//!
//! A rule set that does not compile (R150–R153) is judged no further. A base leaves calendar and contacts to its towns.

mod contacts;
mod examples;
mod parts;
mod references;
mod whole;

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Calendar, Case, RuleSet, Site};
use crate::rules::{self, CalendarTable, HOLIDAYS_FROM, HOLIDAYS_TO, Program, UnknownHolidays};
use rayon::prelude::*;

pub use examples::{judge, refusal_reason};
pub(super) use parts::unknown_part;
pub(super) use references::references;

pub(super) fn check(site: &Site, sink: &mut Sink) {
    references::check_duties(site, sink);
    let calendar = site.calendar.as_ref().filter(|_| !site.unread.hides_file("calendar.yml"));
    let table = calendar.and_then(|calendar| table(calendar, sink));
    for set in site.rules.values() {
        references::check(site, set, sink);
        contacts::check(site, set, sink);
        let program = match rules::compile(set) {
            Ok(program) => program,
            Err(problems) => {
                sink.extend(problems);
                continue;
            }
        };
        whole::check(set, &program, sink);
        let cases = site.cases.get(&set.id).map(Vec::as_slice).unwrap_or_default();
        let needs_days = !set.shown.measures.is_empty() || cases.iter().any(|case| case.calendar.is_none());
        if site.calendar.is_none() && needs_days && !site.config.is_base && !site.unread.hides_file("calendar.yml") {
            sink.push(without_calendar(set));
        }
        // What stands in a file with an error may be what is missing.
        if !site.unread.hides_file(&format!("rules/{}.cases.yml", set.id)) {
            let found: Vec<Sink> = cases.par_iter().map(|case| example(&program, table.as_ref(), case)).collect();
            found.into_iter().for_each(|found| sink.append(found));
        }
    }
}

fn example(program: &Program, table: Option<&CalendarTable>, case: &Case) -> Sink {
    let mut found = Sink::default();
    let own = case.calendar.as_ref().map(|calendar| self::table(calendar, &mut found));
    if let Some(table) = own.as_ref().map_or(table, Option::as_ref) {
        found.extend(judge(program, table, case));
    }
    found
}

fn table(calendar: &Calendar, sink: &mut Sink) -> Option<CalendarTable> {
    match CalendarTable::of(calendar) {
        Ok(table) => Some(table),
        Err(UnknownHolidays { span }) => {
            let (ja, en) = (
                format!("国民の祝日が分かるのは {HOLIDAYS_FROM} 年から {HOLIDAYS_TO} 年までです"),
                format!("national holidays are known from {HOLIDAYS_FROM} to {HOLIDAYS_TO}"),
            );
            sink.push(Diagnostic::new(Code::HolidaysUnknown, span, ja, en));
            None
        }
    }
}

fn without_calendar(set: &RuleSet) -> Diagnostic {
    let (ja, en) = ("日を数える規則がありますが、暦（calendar.yml）がありません", "these rules count days, and there is no calendar.yml");
    Diagnostic::new(Code::RulesWithoutCalendar, set.title.span, ja, en)
}
