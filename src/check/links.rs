//! Every link of every page and definition leads somewhere.

use crate::diag::{Code, Diagnostic, Sink, Span};
use crate::model::{
    AgencyId, GeneratedIndex, LinkProblem, LinkTarget, Page, PageId, PageLink, Reference, ReferenceError, ReferenceKind, RoleId, Site,
    SlotId, TermId,
};
use rayon::prelude::*;

pub(super) fn check(site: &Site, sink: &mut Sink) {
    let pages: Vec<&Page> = site.pages.values().collect();
    let found: Vec<Sink> = pages
        .par_iter()
        .map(|page| {
            let mut found = Sink::default();
            page.links.iter().for_each(|link| check_link(site, Some(page), link, &mut found));
            found
        })
        .collect();
    found.into_iter().for_each(|found| sink.append(found));
    for term in site.glossary.values() {
        term.links.iter().for_each(|link| check_link(site, None, link, sink));
    }
}

fn check_link(site: &Site, page: Option<&Page>, link: &PageLink, sink: &mut Sink) {
    match site.link_target(page, &link.target) {
        LinkTarget::Problem(problem) => sink.push(explain(site, page, &problem, link.span)),
        // An image may only show a file; what can be embedded comes with the loaders of those kinds.
        target if link.is_image && !matches!(target, LinkTarget::Asset(_) | LinkTarget::External) => sink.push(
            Diagnostic::new(Code::EmbedNotPossible, link.span, "これは埋め込めません", "this cannot be embedded")
                .help("「!」を消して、リンクにします", "delete the `!` to make it a link"),
        ),
        _ => {}
    }
}

/// The diagnostic of a reference that is not written on a page: in `site.yml`, `emergency.yml` …
pub(super) fn check_reference(site: &Site, reference: &Reference, span: Span, sink: &mut Sink) {
    if let LinkTarget::Problem(problem) = site.reference_target(reference.clone()) {
        sink.push(explain(site, None, &problem, span));
    }
}

fn explain(site: &Site, page: Option<&Page>, problem: &LinkProblem, span: Span) -> Diagnostic {
    match problem {
        LinkProblem::NoReference(error) => no_reference(error, span),
        LinkProblem::NoLoader(kind) => Diagnostic::new(
            Code::KindWithoutLoader,
            span,
            format!("「{kind}:」の参照は、まだ使えません"),
            format!("`{kind}:` cannot be referred to yet"),
        )
        .help("いまは、ふつうの文字で書いてください", "write it as plain text for now"),
        LinkProblem::UnknownId(reference) => unknown_id(site, reference, span),
        LinkProblem::UnknownField(reference) => unknown_field(reference, span),
        LinkProblem::MissingFact(reference) => {
            let field = reference.field.as_deref().unwrap_or_default();
            Diagnostic::new(
                Code::MissingFact,
                span,
                format!("「{}:{}」に {field} が書かれていません", reference.kind, reference.id),
                format!("`{}:{}` does not give its {field}", reference.kind, reference.id),
            )
            .help("相手のファイルに書くか、この参照をやめます", "add it to the target's file or drop this reference")
        }
        LinkProblem::UnknownSection(anchor) => unknown_section(page, anchor, span),
        LinkProblem::MissingFile(path) => missing_file(site, path, span),
        LinkProblem::MissingImage(path) => {
            Diagnostic::new(Code::ImageMissing, span, format!("assets/{path} がありません"), format!("there is no assets/{path}"))
                .did_you_mean(path, site.assets.keys().map(String::as_str))
        }
    }
}

fn no_reference(error: &ReferenceError, span: Span) -> Diagnostic {
    match error {
        ReferenceError::UnknownKind(kind) => Diagnostic::new(
            Code::UnknownReferenceKind,
            span,
            format!("「{kind}:」という参照はありません"),
            format!("there is no kind of reference `{kind}:`"),
        )
        .did_you_mean(kind, ReferenceKind::all().iter().map(|spec| spec.name)),
        ReferenceError::EmptyId => Diagnostic::new(Code::UnknownReference, span, "「:」の後に id がありません", "no id after `:`"),
    }
}

fn unknown_id(site: &Site, reference: &Reference, span: Span) -> Diagnostic {
    let known: Vec<&str> = match reference.kind {
        ReferenceKind::Page => site.pages.keys().map(PageId::as_str).collect(),
        ReferenceKind::Agency => site.agencies.keys().map(AgencyId::as_str).collect(),
        ReferenceKind::Slot => site.slots.keys().map(SlotId::as_str).collect(),
        ReferenceKind::Term => site.glossary.keys().map(TermId::as_str).collect(),
        ReferenceKind::Category => site.categories.iter().map(|category| category.id.as_str()).collect(),
        ReferenceKind::Role => site.roles.keys().map(RoleId::as_str).collect(),
        ReferenceKind::Index => GeneratedIndex::ALL.iter().map(|index| index.name()).collect(),
        _ => Vec::new(),
    };
    let name = format!("{}:{}", reference.kind, reference.id);
    Diagnostic::new(Code::UnknownReference, span, format!("「{name}」がありません"), format!("there is no `{name}`"))
        .did_you_mean(&reference.id, known)
}

fn unknown_field(reference: &Reference, span: Span) -> Diagnostic {
    let spec = reference.kind.spec();
    let typed = reference.field.as_deref().or(reference.sub.as_deref()).unwrap_or_default();
    let known: Vec<&str> = spec.fields.iter().map(|field| field.name).collect();
    let problem = Diagnostic::new(
        Code::UnknownField,
        span,
        format!("「{}:」に「{typed}」という項目はありません", reference.kind),
        format!("`{}:` has no field `{typed}`", reference.kind),
    );
    let problem = if known.is_empty() {
        problem.note("この種類には、# で選ぶ項目がありません", "this kind has no fields")
    } else {
        problem.note(format!("使える項目: {}", known.join("、")), format!("fields: {}", known.join(", ")))
    };
    problem.did_you_mean(typed, known)
}

fn unknown_section(page: Option<&Page>, anchor: &str, span: Span) -> Diagnostic {
    let known = page.into_iter().flat_map(|page| &page.headings).filter(|heading| heading.is_explicit).map(|heading| heading.id.as_str());
    Diagnostic::new(Code::UnknownSection, span, format!("見出し {{#{anchor}}} がありません"), format!("there is no heading {{#{anchor}}}"))
        .note("参照できるのは、{#id} を書いた見出しだけです", "only headings with a written {#id} can be referred to")
        .did_you_mean(anchor, known)
}

fn missing_file(site: &Site, path: &str, span: Span) -> Diagnostic {
    let name = path.split('#').next().unwrap_or(path).trim_end_matches(".md");
    let last = name.rsplit('/').next().unwrap_or(name);
    let known = site.pages.keys().map(|id| id.as_str().rsplit('/').next().unwrap_or(id.as_str()));
    Diagnostic::new(Code::BrokenLink, span, format!("「{path}」がありません"), format!("there is no `{path}`")).did_you_mean(last, known)
}
