//! What agencies name exists: category, parent, go-between, and the numbers and addresses that are referred to one by one.

use super::slots::check_agency;
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned, nearest};
use crate::model::{Agency, ContactId, Reference, ReferenceKind, Site};

pub(super) fn check(site: &Site, sink: &mut Sink) {
    for agency in site.agencies.values() {
        check_category(site, agency, sink);
        for linked in [&agency.parent, &agency.through].into_iter().flatten() {
            check_agency(site, &linked.value, linked.span, sink);
        }
        unique(agency.phones.iter().filter_map(|phone| phone.id.as_ref()), sink);
        unique(agency.emails.iter().filter_map(|email| email.id.as_ref()), sink);
    }
}

fn check_category(site: &Site, agency: &Agency, sink: &mut Sink) {
    let category = &agency.category;
    let is_unread = site.unread.hides(ReferenceKind::Category, category.as_str());
    if is_unread || site.categories.iter().any(|known| known.id == category.value) {
        return;
    }
    let known = site.categories.iter().map(|known| known.id.as_str());
    let (ja, en) = (format!("分類「{}」がありません", category.value), format!("there is no category `{}`", category.value));
    let problem = Diagnostic::new(Code::UnknownCategory, category.span, ja, en);
    let problem = match nearest(category.as_str(), known) {
        Some(word) => problem.help(format!("もしかして「{word}」ですか"), format!("did you mean `{word}`?")),
        None => problem.help("categories.yml にある id を書くか、そこへ分類を加えます", "write an id of categories.yml, or add it there"),
    };
    sink.push(site.removed.explain(ReferenceKind::Category, category.as_str(), problem));
}

/// Ids are unique among the numbers of an agency and among its addresses: a number and an address of one desk may share one.
fn unique<'s>(ids: impl Iterator<Item = &'s Spanned<ContactId>>, sink: &mut Sink) {
    let mut seen: Vec<&Spanned<ContactId>> = Vec::new();
    for id in ids {
        if let Some(first) = seen.iter().find(|first| first.value == id.value) {
            let (ja, en) = (format!("id「{}」が二度使われています", id.value), format!("the id `{}` is used twice", id.value));
            let problem = Diagnostic::new(Code::DuplicateId, id.span, ja, en).also(first.span, "最初はここ", "first used here");
            sink.push(problem.help("片方の id を変えます", "rename one of them"));
        }
        seen.push(id);
    }
}

/// What is wrong with `agency:ID/ENTRY#FIELD`.
pub(super) fn unknown_entry(agency: &Agency, reference: &Reference, span: Span) -> Diagnostic {
    let typed = reference.sub.as_deref().unwrap_or_default();
    let phones = agency.phones.iter().filter_map(|phone| phone.id.as_ref());
    let emails = agency.emails.iter().filter_map(|email| email.id.as_ref());
    let (ja, en, known): (_, _, Vec<&str>) = match reference.field.as_deref() {
        Some("phone" | "extension") => ("電話", "number", phones.map(|id| id.as_str()).collect()),
        Some("email") => ("メール", "address", emails.map(|id| id.as_str()).collect()),
        _ => return without_field(agency, typed, span),
    };
    let (name, id) = (&agency.name.value, &agency.id);
    let (ja, en) =
        (format!("窓口「{name}」に「{typed}」という{ja}はありません"), format!("`agency:{id}` has no {en} with the id `{typed}`"));
    let problem = Diagnostic::new(Code::UnknownField, span, ja, en);
    match (nearest(typed, known.iter().copied()), known.is_empty()) {
        (Some(word), _) => problem.help(format!("もしかして「{word}」ですか"), format!("did you mean `{word}`?")),
        (None, false) => problem.help(format!("使える id: {}", known.join("、")), format!("ids: {}", known.join(", "))),
        (None, true) => problem.help(
            format!("agencies/{id}.yml のその番号かアドレスに「id: {typed}」を書き足すか、「/{typed}」を消します"),
            format!("add `id: {typed}` to it in agencies/{id}.yml, or delete `/{typed}`"),
        ),
    }
}

/// One number or address has no name, hours or place of its own.
fn without_field(agency: &Agency, typed: &str, span: Span) -> Diagnostic {
    let (ja, en) =
        ("「/」の後の id は、電話・内線・メールのどれかに付けます", "an id after `/` is of a phone, extension or e-mail address");
    let whole = format!("agency:{}/{typed}", agency.id);
    Diagnostic::new(Code::UnknownField, span, ja, en).help(
        format!("「{whole}#phone」「{whole}#extension」「{whole}#email」のどれかを書くか、「/{typed}」を消します"),
        format!("write `{whole}#phone`, `#extension` or `#email`, or delete `/{typed}`"),
    )
}
