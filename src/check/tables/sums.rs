//! Totals are the sums of their parts, percentages what their counts give. Nothing is said of a sum of which a part is not given.

use super::{unknown_column, unknown_row};
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned};
use crate::model::{Cell, Column, ColumnType, Number, PercentBase, PercentOf, Row, Table, TotalOf};

pub(super) fn check(table: &Table, sink: &mut Sink) {
    let mut found = Findings { sink, differing: vec![false; table.rows.len()] };
    for (at, row) in table.rows.iter().enumerate() {
        row_total(table, at, row, &mut found);
    }
    for (at, column) in table.columns.iter().enumerate() {
        column_total(table, at, column, &mut found);
        if let Some(of) = &column.percent_of {
            percentages(table, at, of, &mut found);
        }
    }
    for (row, differs) in table.rows.iter().zip(&found.differing) {
        if let (Some(reason), false) = (&row.differs, differs) {
            let (ja, en) = ("この行の数は、すべて合っています", "the numbers of this row add up");
            let problem = Diagnostic::new(Code::NothingDiffers, reason.span, ja, en);
            found.sink.push(problem.help("「differs: …」を消します", "delete `differs: …`"));
        }
    }
}

struct Findings<'s> {
    sink: &'s mut Sink,
    /// By row, whether something there does not add up.
    differing: Vec<bool>,
}

impl Findings<'_> {
    /// Notes a difference in a row, and says it unless the row gives a reason.
    fn differs(&mut self, table: &Table, row: usize, problem: Diagnostic) {
        self.differing[row] = true;
        if table.rows[row].differs.is_none() {
            self.sink.push(problem);
        }
    }
}

/// Adds up; `None` when a part is not given, or is no number (which is said elsewhere).
fn sum<'c>(cells: impl Iterator<Item = &'c Cell>) -> Option<i128> {
    cells.filter(|cell| **cell != Cell::NotApplicable).try_fold(0, |sum, cell| Some(sum + cell.number()?.scaled()))
}

/// Whether a column holds numbers that add up; percentages do not.
fn is_summed(column: &Column) -> bool {
    column.percent_of.is_none() && matches!(column.holds, ColumnType::Count | ColumnType::Decimal | ColumnType::Facts)
}

fn row_total(table: &Table, at: usize, row: &Row, found: &mut Findings<'_>) {
    let Some(total_of) = &row.total_of else { return };
    let parts: Vec<&Row> = match &total_of.value {
        TotalOf::All => table.rows.iter().filter(|part| part.total_of.is_none()).collect(),
        TotalOf::These(ids) => {
            ids.iter().filter(|id| table.row(&id.value).is_none()).for_each(|id| found.sink.push(unknown_row(table, id)));
            ids.iter().filter_map(|id| table.row(&id.value)).collect()
        }
    };
    // A part that was misspelt is missing in the sum.
    if total_of.value.is_longer_than(parts.len()) {
        return;
    }
    if is_of_itself(parts.iter().any(|part| part.id == row.id), parts.is_empty(), total_of.span, found.sink) {
        return;
    }
    let summed = || table.columns.iter().enumerate().filter(|(_, column)| is_summed(column));
    let units = |part: &&&Row| summed().all(|(_, column)| unit(table, part, column) == unit(table, row, column));
    if let Some(other) = parts.iter().find(|part| !units(part)) {
        let column = summed().find(|(_, column)| unit(table, other, column) != unit(table, row, column)).map(|(_, column)| column);
        let units = column.map(|column| (unit(table, row, column), unit(table, other, column)));
        return found.sink.push(mixed_units(units.unwrap_or_default(), total_of.span, &other.id));
    }
    for (column, total) in row.cells.iter().enumerate().filter(|(column, _)| is_summed(&table.columns[*column])) {
        let parts = parts.iter().map(|part| &part.cells[column].value);
        compare(table, at, (total, sum(parts)), total_of.span, found);
    }
}

fn column_total(table: &Table, at: usize, column: &Column, found: &mut Findings<'_>) {
    let Some(total_of) = &column.total_of else { return };
    let parts: Vec<usize> = match &total_of.value {
        TotalOf::All => {
            let all = table.columns.iter().enumerate();
            all.filter(|(_, part)| part.total_of.is_none() && is_summed(part)).map(|(at, _)| at).collect()
        }
        TotalOf::These(ids) => {
            let missing = ids.iter().filter(|id| table.column_at(&id.value).is_none());
            missing.for_each(|id| found.sink.push(unknown_column(table, id)));
            ids.iter().filter_map(|id| table.column_at(&id.value)).collect()
        }
    };
    if total_of.value.is_longer_than(parts.len()) {
        return;
    }
    if is_of_itself(parts.contains(&at), parts.is_empty(), total_of.span, found.sink) {
        return;
    }
    let differs = |row: &Row, part: usize| unit(table, row, &table.columns[part]) != unit(table, row, column);
    let other = table.rows.iter().find_map(|row| parts.iter().find(|part| differs(row, **part)).map(|part| (row, &table.columns[*part])));
    if let Some((row, part)) = other {
        return found.sink.push(mixed_units((unit(table, row, column), unit(table, row, part)), total_of.span, &part.id));
    }
    for (nth, row) in table.rows.iter().enumerate() {
        let parts = parts.iter().map(|part| &row.cells[*part].value);
        compare(table, nth, (&row.cells[at], sum(parts)), total_of.span, found);
    }
}

/// What a number counts. That of a percentage is its own.
fn unit<'t>(table: &'t Table, row: &'t Row, column: &'t Column) -> Option<&'t str> {
    if column.holds == ColumnType::Percent { Some("%") } else { table.unit_of(row, column) }
}

/// A total in another unit than a part of it: people and hours make no sum.
fn mixed_units((total, part): (Option<&str>, Option<&str>), place: Span, other: &Spanned<String>) -> Diagnostic {
    let ja = |unit: Option<&str>| unit.map_or("単位なし".to_owned(), |unit| format!("「{unit}」"));
    let en = |unit: Option<&str>| unit.map_or("no unit".to_owned(), |unit| format!("`{unit}`"));
    Diagnostic::new(
        Code::MixedUnits,
        place,
        format!("合計は{}、足すものは{}で、単位が違います", ja(total), ja(part)),
        format!("the total is in {}, a part of it in {}", en(total), en(part)),
    )
    .also(other.span, "単位が違うもの", "in another unit")
    .help(
        "total_of に、同じ単位の行や列の id だけを並べるか、単位をそろえます",
        "list the ids of one unit in `total_of`, or give them one unit",
    )
}

/// Whether a total adds up itself or nothing, which is said.
fn is_of_itself(holds_itself: bool, is_empty: bool, place: Span, sink: &mut Sink) -> bool {
    if holds_itself || is_empty {
        let (ja, en) = if is_empty {
            ("合計に足すものがありません", "a total of nothing")
        } else {
            ("合計が、自分自身を足しています", "a total that adds up itself")
        };
        let problem = Diagnostic::new(Code::InvalidValue, place, ja, en);
        sink.push(problem.help("足す行や列の id を並べます", "list the ids of what is added up"));
    }
    holds_itself || is_empty
}

fn compare(table: &Table, row: usize, (total, sum): (&Spanned<Cell>, Option<i128>), place: Span, found: &mut Findings<'_>) {
    let (Some(given), Some(sum)) = (total.value.number(), sum) else { return };
    let difference = given.scaled() - sum;
    if difference == 0 {
        return;
    }
    let print = |scaled: i128| Number::from_scaled(scaled).map(|number| number.to_string()).unwrap_or_default();
    let (sum, by) = (print(sum), print(difference.abs()));
    let (more, more_en) = if difference > 0 { ("多い", "more") } else { ("少ない", "less") };
    let problem = Diagnostic::new(
        Code::TotalDiffers,
        total.span,
        format!("合計は {given} とありますが、足すと {sum} です（{by} {more}）"),
        format!("the total says {given}, its parts make {sum} ({by} {more_en})"),
    );
    let problem = problem.also(place, "これの合計", "a total of these");
    found.differs(
        table,
        row,
        problem.help(
            "数を原資料と見くらべます。原資料のままなら、その行に「differs: 理由」と書きます",
            "compare with the source; if it says so, give the reason in `differs:` of the row",
        ),
    );
}

fn percentages(table: &Table, at: usize, of: &Spanned<PercentOf>, found: &mut Findings<'_>) {
    if table.columns[at].holds != ColumnType::Percent {
        let (ja, en) = ("percent_of は、割合の列にだけ書けます", "`percent_of` belongs to a column of percentages");
        found
            .sink
            .push(Diagnostic::new(Code::InvalidValue, of.span, ja, en).help("列に「type: percent」と書きます", "say `type: percent`"));
        return;
    }
    let Some((count, base)) = places(table, &of.value, found.sink) else { return };
    for (nth, row) in table.rows.iter().enumerate() {
        let base = match base {
            Base::Column(column) => row.cells[column].value.number(),
            Base::Row(base) => count.and_then(|count| base.cells[count].value.number()),
        };
        let (Some(percent), Some(base)) = (row.cells[at].value.number(), base) else { continue };
        let expected = match count {
            Some(count) => row.cells[count].value.number().map(|count| rounded(count.scaled(), base.scaled(), percent.decimals)),
            None => nearest_possible(percent, base),
        };
        let Some(expected) = expected.filter(|expected| *expected != Some(i128::from(percent.digits))) else { continue };
        found.differs(table, nth, wrong_percentage(&row.cells[at], percent, expected, (count.is_some(), base)));
    }
}

enum Base<'t> {
    Column(usize),
    Row(&'t Row),
}

fn places<'t>(table: &'t Table, of: &PercentOf, sink: &mut Sink) -> Option<(Option<usize>, Base<'t>)> {
    let mut column = |id: &Spanned<String>| {
        let at = table.column_at(&id.value);
        if at.is_none() {
            sink.push(unknown_column(table, id));
        }
        at
    };
    let count = match &of.count {
        Some(id) => Some(column(id)?),
        None => None,
    };
    let base = match &of.base {
        PercentBase::Column(id) => Base::Column(column(id)?),
        PercentBase::Row(id) => match table.row(&id.value) {
            Some(row) => Base::Row(row),
            None => {
                sink.push(unknown_row(table, id));
                return None;
            }
        },
    };
    Some((count, base))
}

/// `count` of `base` in per cent with so many decimals, half up, as digits; `None` of nothing.
fn rounded(count: i128, base: i128, decimals: u32) -> Option<i128> {
    let hundred = 100 * 10_i128.pow(decimals);
    (base > 0).then(|| (2 * count * hundred + base).div_euclid(2 * base))
}

/// The percentage next to the given one that some whole number of the base gives; nothing is said of a base that counts no whole things.
fn nearest_possible(percent: Number, base: Number) -> Option<Option<i128>> {
    if base.decimals > 0 {
        return None;
    }
    let (base, digits, hundred) = (i128::from(base.digits), i128::from(percent.digits), 100 * 10_i128.pow(percent.decimals));
    if base <= 0 {
        return Some(None);
    }
    let about = digits * base / hundred;
    let possible = (about - 1..=about + 1).filter_map(|count| rounded(count, base, percent.decimals));
    Some(possible.min_by_key(|candidate| (candidate - digits).abs()))
}

fn wrong_percentage(cell: &Spanned<Cell>, percent: Number, expected: Option<i128>, (is_counted, base): (bool, Number)) -> Diagnostic {
    let said = expected.and_then(|digits| i64::try_from(digits).ok()).map(|digits| Number { digits, decimals: percent.decimals });
    let (ja, en) = match said {
        None => ("もとの数が 0 なので、割合は出せません".to_owned(), "a percentage of 0".to_owned()),
        Some(expected) if is_counted => (
            format!("割合は {percent}% とありますが、計算すると {expected}% です"),
            format!("the percentage says {percent} %, the counts give {expected} %"),
        ),
        Some(expected) => (
            format!("{base} のうち何を数えても {percent}% になりません（近いのは {expected}%）"),
            format!("no whole number of {base} gives {percent} % (the next is {expected} %)"),
        ),
    };
    let problem = Diagnostic::new(Code::PercentageDiffers, cell.span, ja, en);
    if said.is_none() {
        return problem.help("出せない割合は not-applicable と書きます", "write `not-applicable`");
    }
    problem.help(
        "数を原資料と見くらべます。原資料のままなら、その行に「differs: 理由」と書きます",
        "compare with the source; if it says so, give the reason in `differs:` of the row",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_rounded_half_up_to_the_digits_typed() {
        let table = [
            ((14, 29, 1), 483),
            ((41, 85, 1), 482),
            ((29, 58, 1), 500),
            ((1, 8, 1), 125),
            ((1, 8, 0), 13),
            ((81, 85, 0), 95),
            ((0, 7, 2), 0),
        ];
        for ((count, base, decimals), digits) in table {
            assert_eq!(rounded(count, base, decimals), Some(digits), "{count}/{base}");
        }
        assert_eq!(rounded(1, 0, 0), None);
    }

    #[test]
    fn a_percentage_that_no_whole_number_gives_is_found() {
        let number = |text: &str| Number::parse(text).unwrap_or(Number { digits: 0, decimals: 0 });
        let next = |percent, base| nearest_possible(number(percent), number(base)).flatten();
        assert_eq!(next("48.3", "29"), Some(483));
        assert_eq!(next("48.4", "29"), Some(483));
        assert_eq!(next("95", "85"), Some(95));
        assert_eq!(next("100", "3"), Some(100));
        assert_eq!(next("0", "3"), Some(0));
        assert_eq!(nearest_possible(number("10"), number("0")), Some(None));
    }
}
