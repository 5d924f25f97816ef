//! Tables of figures: their numbers agree with each other, their parts exist, their charts can be drawn, and somebody shows them.
//!
//! A table of which something could not be read is left alone: what does not add up there may be what is missing.

mod charts;
mod sums;

use crate::diag::{Code, Diagnostic, Sink, Span, Spanned, nearest};
use crate::model::{LinkProblem, LinkTarget, Page, PageLink, Reference, ReferenceKind, Site, Table, TableId, TablePart};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(site: &Site, sink: &mut Sink) {
    for table in site.tables.values().filter(|table| !site.unread.hides(ReferenceKind::Table, table.id.as_str())) {
        let before = sink.errors();
        duplicates(table, sink);
        // With an id twice it is not clear what a total or chart names.
        if sink.errors() == before {
            sums::check(table, sink);
            charts::check(table, sink);
        }
    }
    shown(site, sink);
    for page in site.pages.values() {
        embedded_once(site, page, sink);
    }
}

/// Ids are unique among the columns, and among rows and charts together: both are written after `/`.
fn duplicates(table: &Table, sink: &mut Sink) {
    let columns = table.columns.iter().map(|column| &column.id).collect::<Vec<_>>();
    let parts = table.rows.iter().map(|row| &row.id).chain(table.charts.iter().map(|chart| &chart.id)).collect::<Vec<_>>();
    for ids in [columns, parts] {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for id in ids {
            if let Some(first) = seen.get(id.value.as_str()) {
                let (ja, en) = (format!("id「{}」が二度使われています", id.value), format!("the id `{}` is used twice", id.value));
                let problem = Diagnostic::new(Code::DuplicateId, id.span, ja, en).also(*first, "最初はここ", "first used here");
                sink.push(problem.help("片方の id を変えます", "rename one of them"));
            } else {
                seen.insert(&id.value, id.span);
            }
        }
    }
}

/// Complains of tables that readers cannot reach. A base may hold tables for its towns to show.
fn shown(site: &Site, sink: &mut Sink) {
    // A page that could not be read may show any of them.
    if site.tables.is_empty() || site.config.is_base || site.unread.hides_below(ReferenceKind::Page, "") {
        return;
    }
    // No other link leads to a table, and there are many.
    let of_table = |link: &&PageLink| link.target.starts_with("table:");
    let of_page = |page| move |link: &PageLink| site.link_target(Some(page), &link.target);
    let pages = site.pages.values().flat_map(|page| page.links.iter().filter(of_table).map(of_page(page)));
    let words = site.glossary.values().flat_map(|term| term.links.iter().map(|link| site.link_target(None, &link.target)));
    let entrances = site.entrances.iter().map(|entrance| site.reference_target(entrance.to.value.clone()));
    let shown: BTreeSet<&TableId> = pages.chain(words).chain(entrances).filter_map(|target| table_of(site, &target)).collect();
    for table in site.tables.values().filter(|table| table.origin.layer == 0 && !shown.contains(&table.id)) {
        let (ja, en) = (format!("表「{}」は、どのページにも載っていません", table.title.value), format!("no page shows `{}`", table.id));
        sink.push(Diagnostic::new(Code::TableNotShown, table.title.span, ja, en).help(
            format!("ページに「![](table:{})」と書いて載せるか、表を消します", table.id),
            format!("write `![](table:{})` on a page, or delete the table", table.id),
        ));
    }
}

fn table_of<'s>(site: &'s Site, target: &LinkTarget<'s>) -> Option<&'s TableId> {
    match target {
        LinkTarget::Table(table, _) => Some(&table.id),
        // A part that is misspelt is still meant to be shown.
        LinkTarget::Problem(LinkProblem::UnknownField(reference)) if reference.kind == ReferenceKind::Table => {
            site.tables.get(reference.id.as_str()).map(|table| &table.id)
        }
        _ => None,
    }
}

/// A table with its charts stands on a page once, so that its ids do.
fn embedded_once(site: &Site, page: &Page, sink: &mut Sink) {
    let mut seen: Vec<(&TableId, Option<&str>, Span)> = Vec::new();
    for link in page.links.iter().filter(|link| link.is_image) {
        let (table, chart) = match site.link_target(Some(page), &link.target) {
            LinkTarget::Table(table, TablePart::Whole) => (&table.id, None),
            LinkTarget::Table(table, TablePart::Chart(chart)) => (&table.id, Some(chart.id.value.as_str())),
            _ => continue,
        };
        let is_same =
            |other: &&(&TableId, Option<&str>, Span)| other.0 == table && (other.1.is_none() || chart.is_none() || other.1 == chart);
        if let Some((_, _, first)) = seen.iter().find(is_same) {
            let (ja, en) = ("この表か図は、このページにもう載っています", "this page shows it already");
            let problem = Diagnostic::new(Code::EmbeddedTwice, link.span, ja, en).also(*first, "最初はここ", "first here");
            sink.push(problem.help(
                "片方を消すか、「!」を消してリンクにします（表を載せると、図も載ります）",
                "delete one, or its `!` to make it a link (a table brings its charts)",
            ));
        } else {
            seen.push((table, chart, link.span));
        }
    }
}

/// What is wrong with `table:ID/PART#COLUMN`.
pub(super) fn unknown_part(table: &Table, reference: &Reference, span: Span) -> Diagnostic {
    let rows = || table.rows.iter().map(|row| row.id.value.as_str());
    let columns = || table.columns.iter().map(|column| column.id.value.as_str());
    let say = |ja: String, en: String| Diagnostic::new(Code::UnknownField, span, ja, en);
    match (reference.sub.as_deref(), reference.field.as_deref()) {
        (Some(row), Some(_)) if table.row(row).is_none() => {
            let problem = say(format!("この表に「{row}」という行はありません"), format!("this table has no row `{row}`"));
            suggest(problem, row, rows())
        }
        (Some(_), Some(column)) => {
            let problem = say(format!("この表に「{column}」という列はありません"), format!("this table has no column `{column}`"));
            suggest(problem, column, columns())
        }
        (Some(row), None) if table.row(row).is_some() => {
            let first = columns().next().unwrap_or_default();
            say("どの列の値かが書かれていません".to_owned(), "of which column?".to_owned()).help(
                format!("「table:{}/{row}#{first}」のように、# と列の id を続けます", table.id),
                format!("write `table:{}/{row}#{first}`", table.id),
            )
        }
        (Some(part), None) => {
            let problem = say(format!("この表に「{part}」という行や図はありません"), format!("this table has no row or chart `{part}`"));
            suggest(problem, part, rows().chain(table.charts.iter().map(|chart| chart.id.value.as_str())))
        }
        (None, field) => {
            let (field, id) = (field.unwrap_or_default(), &table.id);
            say(format!("「table:」に「{field}」という項目はありません"), format!("`table:` has no field `{field}`")).help(
                format!("値は「table:{id}/行#列」、年は「table:{id}#year」と書きます"),
                format!("write `table:{id}/ROW#COLUMN` or `table:{id}#year`"),
            )
        }
    }
}

fn suggest<'a>(problem: Diagnostic, typed: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    match nearest(typed, known.iter().copied()) {
        Some(word) => problem.help(format!("もしかして「{word}」ですか"), format!("did you mean `{word}`?")),
        None => {
            let listed = known.iter().take(MAX_LISTED).copied().collect::<Vec<_>>();
            problem.help(format!("使えるもの: {}", listed.join("、")), format!("known: {}", listed.join(", ")))
        }
    }
}

/// Ids that a message lists at most.
const MAX_LISTED: usize = 20;

/// A row or column that is named and not there.
fn unknown<'a>(id: &Spanned<String>, (ja, en): (&str, &str), known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let typed = &id.value;
    let problem = Diagnostic::new(
        Code::UnknownTablePart,
        id.span,
        format!("「{typed}」という{ja}がありません"),
        format!("there is no {en} `{typed}`"),
    );
    suggest(problem, typed, known)
}

fn unknown_row(table: &Table, id: &Spanned<String>) -> Diagnostic {
    unknown(id, ("行", "row"), table.rows.iter().map(|row| row.id.value.as_str()))
}

fn unknown_column(table: &Table, id: &Spanned<String>) -> Diagnostic {
    unknown(id, ("列", "column"), table.columns.iter().map(|column| column.id.value.as_str()))
}
