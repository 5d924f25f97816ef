//! Fields of a form: each kind has the keys that it needs, and no others.

use super::raw::{RawColumn, RawField, RawKind, RawNextMonth, RawOption};
use super::{check_id, too_large};
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned, nearest};
use crate::model::{
    DateShape, FieldKind, Filling, FormColumn, FormField, FormOption, MAX_FORM_COLUMNS, MAX_FORM_OPTIONS, MAX_FORM_ROWS, NextMonth,
    NumberShape,
};
use std::collections::BTreeMap;

/// A field. One whose kind lacks what it needs, which is said, stands as lines to write on.
pub(super) fn field(raw: RawField, sink: &mut Sink) -> FormField {
    judge_keys(&raw, sink);
    let kind = kind(&raw, sink).unwrap_or(FieldKind::Long);
    let fill = raw.fill.and_then(|fill| filling(&fill, &kind, sink));
    let next_month = match raw.next_month {
        RawNextMonth::Empty => NextMonth::Empty,
        RawNextMonth::Keep => NextMonth::Keep,
        RawNextMonth::Year => NextMonth::Year,
        RawNextMonth::Next => NextMonth::Advance,
    };
    FormField { id: raw.id, label: raw.label, kind, hint: raw.hint, open: raw.open, fill, next_month }
}

fn kind(raw: &RawField, sink: &mut Sink) -> Option<FieldKind> {
    let unit = raw.unit.as_ref().map(|unit| unit.value.clone());
    let whole = raw.kind.span;
    Some(match raw.kind.value {
        RawKind::Text => FieldKind::Text(unit),
        RawKind::Long => FieldKind::Long,
        RawKind::Date => FieldKind::Date(DateShape::Day),
        RawKind::Month => FieldKind::Date(DateShape::Month),
        RawKind::MonthDay => FieldKind::Date(DateShape::MonthDay),
        RawKind::TimeRange => FieldKind::TimeRange,
        RawKind::Number => {
            let has_free_label = raw.free_label.as_ref().is_some_and(|free| free.value);
            FieldKind::Number(NumberShape { unit, has_free_label })
        }
        RawKind::Choice => FieldKind::Choice(options(raw, sink)?),
        RawKind::Checks => FieldKind::Checks(options(raw, sink)?),
        RawKind::Marks => FieldKind::Marks(options(raw, sink)?),
        RawKind::Months => FieldKind::Months(raw.totals.as_ref().map(|totals| columns(totals, sink)).unwrap_or_default()),
        RawKind::Numbers => FieldKind::Numbers(needed(raw.columns.as_ref(), (whole, "columns"), sink).map(|list| columns(list, sink))?),
        RawKind::Rows => {
            let list = needed(raw.columns.as_ref(), (whole, "columns"), sink).map(|list| columns(list, sink));
            let rows = needed(raw.rows.as_ref(), (whole, "rows"), sink).and_then(|rows| row_count(rows, sink));
            FieldKind::Rows(list?, rows?)
        }
        RawKind::Seal => FieldKind::Seal,
        RawKind::Signature => FieldKind::Signature,
        RawKind::Note => FieldKind::Note(needed(raw.text.as_ref(), (whole, "text"), sink)?.clone()),
    })
}

/// The keys of a field beside those of every kind, each with the place where it was typed.
fn judge_keys(raw: &RawField, sink: &mut Sink) {
    use RawKind::{Checks, Choice, Marks, Months, Note, Number, Numbers, Rows, Text};

    let typed: [(&str, Option<Span>, &[RawKind]); 7] = [
        ("unit", raw.unit.as_ref().map(|key| key.span), &[Text, Number]),
        ("free_label", raw.free_label.as_ref().map(|key| key.span), &[Number]),
        ("options", raw.options.as_ref().map(|key| key.span), &[Choice, Checks, Marks]),
        ("columns", raw.columns.as_ref().map(|key| key.span), &[Numbers, Rows]),
        ("totals", raw.totals.as_ref().map(|key| key.span), &[Months]),
        ("rows", raw.rows.as_ref().map(|key| key.span), &[Rows]),
        ("text", raw.text.as_ref().map(|key| key.span), &[Note]),
    ];
    for (key, span, kinds) in typed {
        let Some(span) = span.filter(|_| !kinds.contains(&raw.kind.value)) else { continue };
        let (ja, en) = (format!("この種類（kind）の欄に {key}: は書けません"), format!("a field of this kind has no `{key}:`"));
        sink.push(Diagnostic::new(Code::FormFieldShape, span, ja, en).help("消すか、kind: を直します", "delete it, or mend `kind:`"));
    }
}

/// What a kind cannot do without.
fn needed<'r, T>(typed: Option<&'r T>, (span, key): (Span, &str), sink: &mut Sink) -> Option<&'r T> {
    if typed.is_none() {
        let (ja, en) = (format!("この種類（kind）の欄には {key}: が要ります"), format!("a field of this kind needs `{key}:`"));
        sink.push(Diagnostic::new(Code::FormFieldShape, span, ja, en).help(format!("{key}: を書きます"), format!("write `{key}:`")));
    }
    typed
}

fn options(raw: &RawField, sink: &mut Sink) -> Option<Vec<FormOption>> {
    let list = needed(raw.options.as_ref(), (raw.kind.span, "options"), sink)?;
    not_empty(list.value.is_empty(), list.span, sink);
    if let Some(option) = list.value.get(MAX_FORM_OPTIONS) {
        sink.push(too_large(option.id.span, "選択肢（options）", "options", MAX_FORM_OPTIONS));
    }
    let mut seen = BTreeMap::new();
    let take = |option: &RawOption| {
        check_id(&option.id, &mut seen, sink);
        if option.free_text && raw.kind.value != RawKind::Checks {
            let (ja, en) = ("free_text: は kind: checks の選択肢だけに書けます", "only an option of `checks` has `free_text:`");
            sink.push(Diagnostic::new(Code::FormFieldShape, option.id.span, ja, en).help("消します", "delete it"));
        }
        FormOption { id: option.id.clone(), label: option.label.clone(), has_free_text: option.free_text }
    };
    Some(list.value.iter().map(take).collect())
}

fn columns(list: &Spanned<Vec<RawColumn>>, sink: &mut Sink) -> Vec<FormColumn> {
    not_empty(list.value.is_empty(), list.span, sink);
    if let Some(column) = list.value.get(MAX_FORM_COLUMNS) {
        sink.push(too_large(column.id.span, "列（columns・totals）", "columns", MAX_FORM_COLUMNS));
    }
    let mut seen = BTreeMap::new();
    let take = |column: &RawColumn| {
        check_id(&column.id, &mut seen, sink);
        FormColumn { id: column.id.clone(), label: column.label.clone(), unit: column.unit.clone() }
    };
    list.value.iter().map(take).collect()
}

fn not_empty(is_empty: bool, span: Span, sink: &mut Sink) {
    if is_empty {
        let problem = Diagnostic::new(Code::EmptyValue, span, "並びが空です", "the list is empty");
        sink.push(problem.help("一つは書きます", "write one at least"));
    }
}

fn row_count(rows: &Spanned<i64>, sink: &mut Sink) -> Option<u32> {
    let count = u32::try_from(rows.value).ok().filter(|count| (1..=MAX_FORM_ROWS).contains(&(*count as usize)));
    if count.is_none() {
        let (ja, en) = (format!("行（rows）の数「{}」は書けません", rows.value), format!("there cannot be {} rows", rows.value));
        sink.push(
            Diagnostic::new(Code::FormTooLarge, rows.span, ja, en)
                .help(format!("1 から {MAX_FORM_ROWS} までで書きます"), format!("write a number from 1 to {MAX_FORM_ROWS}")),
        );
    }
    count
}

fn filling(typed: &Spanned<String>, kind: &FieldKind, sink: &mut Sink) -> Option<Spanned<Filling>> {
    let known = Filling::ALL.iter().map(|filling| filling.name());
    let Some(filling) = Filling::named(&typed.value) else {
        let (ja, en) = (format!("計算ページに「{}」はありません", typed.value), format!("the calculator knows no `{}`", typed.value));
        let problem = Diagnostic::new(Code::FormFilling, typed.span, ja, en);
        let names: Vec<&str> = known.collect();
        sink.push(match nearest(&typed.value, names.iter().copied()) {
            Some(meant) => problem.help(format!("もしかして「{meant}」ですか"), format!("did you mean `{meant}`?")),
            None => problem.help(format!("使えるのは {}", names.join("、")), format!("one of {}", names.join(", "))),
        });
        return None;
    };
    if !filling.fits(kind) {
        let (ja, en) = (
            format!("kind: {} の欄に「{}」は入りません", kind.name(), typed.value),
            format!("`{}` fits no `{}`", typed.value, kind.name()),
        );
        sink.push(Diagnostic::new(Code::FormFilling, typed.span, ja, en).help("消すか、kind: を直します", "delete it, or mend `kind:`"));
        return None;
    }
    Some(Spanned::new(filling, typed.span))
}
