//! Every link of every page and definition leads somewhere.

use super::{agendas, checklists, directory, flows, forms, rules, tables};
use crate::diag::{Code, Diagnostic, Sink, Span, nearest};
use crate::model::{
    AgencyId, AgendaId, ChecklistId, FlowId, FormId, GeneratedIndex, LinkProblem, LinkTarget, Page, PageId, PageLink, Reference,
    ReferenceKind, RoleId, RuleSetId, Site, SlotId, TableId, TablePart, TermId,
};

pub(super) fn check_page(site: &Site, page: &Page) -> Sink {
    let mut found = Sink::default();
    page.links.iter().for_each(|link| check_link(site, Some(page), link, &mut found));
    found
}

pub(super) fn check_definitions(site: &Site, sink: &mut Sink) {
    for term in site.glossary.values() {
        term.links.iter().for_each(|link| check_link(site, None, link, sink));
        term.home.iter().for_each(|home| check_reference(site, &home.value, home.span, sink));
    }
    let of_lists = site.checklists.values().flat_map(|list| &list.texts);
    let of_agendas = site.agendas.values().flat_map(|agenda| &agenda.texts);
    let of_forms = site.forms.values().flat_map(|form| &form.texts);
    for text in site.flows.values().flat_map(|flow| &flow.texts).chain(of_lists).chain(of_agendas).chain(of_forms) {
        text.links.iter().for_each(|link| check_link(site, None, link, sink));
    }
}

fn check_link(site: &Site, page: Option<&Page>, link: &PageLink, sink: &mut Sink) {
    match site.link_target(page, &link.target) {
        LinkTarget::Problem(problem) if site.is_unread(page, &problem) => {}
        LinkTarget::Problem(problem) => sink.push(explain(site, page, &problem, link.span)),
        // A definition is printed within other texts, so it holds no blocks.
        LinkTarget::Table(_, TablePart::Whole | TablePart::Chart(_)) if page.is_some() && link.is_alone => {}
        LinkTarget::Table(_, TablePart::Whole | TablePart::Chart(_)) if page.is_some() && link.is_image => {
            sink.push(among_text(link.span));
        }
        LinkTarget::Flow(_, None) | LinkTarget::Agenda(_, None) if page.is_some() && link.is_alone => {}
        LinkTarget::Flow(_, None) | LinkTarget::Agenda(_, None) if page.is_some() && link.is_image => sink.push(among_text(link.span)),
        LinkTarget::Checklist(_, part) if part.embeds() && page.is_some() && link.is_alone => {}
        LinkTarget::Checklist(_, part) if part.embeds() && page.is_some() && link.is_image => sink.push(among_text(link.span)),
        LinkTarget::Rule(_, part) if part.embeds() && page.is_some() && link.is_alone => {}
        LinkTarget::Rule(_, part) if part.embeds() && page.is_some() && link.is_image => sink.push(among_text(link.span)),
        // An image may only show a file; what can be embedded comes with the loaders of those kinds.
        target if link.is_image && !matches!(target, LinkTarget::Asset(_) | LinkTarget::External) => sink.push(
            Diagnostic::new(Code::EmbedNotPossible, link.span, "これは埋め込めません", "this cannot be embedded")
                .help("「!」を消して、リンクにします", "delete the `!` to make it a link"),
        ),
        _ => {}
    }
}

fn among_text(place: Span) -> Diagnostic {
    let (ja, en) = (
        "表・図・確認表・会議の進行は、文の途中には載せられません",
        "a table, chart, flow, checklist or agenda cannot stand within a text",
    );
    Diagnostic::new(Code::EmbedNotPossible, place, ja, en)
        .help("前後に空の行を入れて、一つの段落にします", "put it into a paragraph of its own, with blank lines around it")
}

/// The diagnostic of a reference that is not written on a page: in `site.yml`, `emergency.yml` …
pub(super) fn check_reference(site: &Site, reference: &Reference, span: Span, sink: &mut Sink) {
    if let LinkTarget::Problem(problem) = site.reference_target(reference.clone())
        && !site.is_unread(None, &problem)
    {
        sink.push(explain(site, None, &problem, span));
    }
}

fn explain(site: &Site, page: Option<&Page>, problem: &LinkProblem, span: Span) -> Diagnostic {
    let said = without_history(site, page, problem, span);
    match site.removal_of(page, problem) {
        Some(removal) => removal.explain_reference(said),
        None => said,
    }
}

fn without_history(site: &Site, page: Option<&Page>, problem: &LinkProblem, span: Span) -> Diagnostic {
    match problem {
        LinkProblem::NoReference(error) => error.explain(span),
        LinkProblem::UnknownId(reference) => unknown_id(site, reference, span),
        LinkProblem::UnknownField(reference) => unknown_part(site, reference, span),
        LinkProblem::MissingFact(reference) => {
            let field = reference.field.as_deref().unwrap_or_default();
            let whose = Reference { field: None, ..reference.clone() };
            // 電話番号（内線つき） is what is printed, 電話番号 what is missing.
            let prints = reference.kind.spec().fields.iter().find(|known| known.name == field).map_or(field, |known| known.prints);
            let named = prints.split('（').next().unwrap_or(prints);
            Diagnostic::new(
                Code::MissingFact,
                span,
                format!("「{whose}」に、{named}が書かれていません"),
                format!("`{whose}` does not give its {field}"),
            )
            .help("相手のファイルに書くか、この参照をやめます", "add it to the target's file or drop this reference")
        }
        LinkProblem::UnknownSection(target, anchor) => {
            let target = target.as_ref().and_then(|id| site.pages.get(id)).or(page);
            unknown_section(target, anchor, span)
        }
        LinkProblem::MissingFile(path) => missing_file(site, path, span),
        LinkProblem::OutsideRoot(path) => Diagnostic::new(
            Code::OutsideRoot,
            span,
            format!("「{path}」は手引きのフォルダーの外です"),
            format!("`{path}` lies outside the handbook's folder"),
        )
        .help("見せたいファイルは assets フォルダーに置いてつなぎます", "put the file into the assets folder and link it there"),
        LinkProblem::MissingImage(path) => {
            Diagnostic::new(Code::ImageMissing, span, format!("assets/{path} がありません"), format!("there is no assets/{path}"))
                .did_you_mean(path, site.assets.keys().map(String::as_str))
        }
    }
}

fn unknown_id(site: &Site, reference: &Reference, span: Span) -> Diagnostic {
    let name = format!("{}:{}", reference.kind, reference.id);
    let problem = Diagnostic::new(Code::UnknownReference, span, format!("「{name}」がありません"), format!("there is no `{name}`"));
    if let Some(word) = nearest(&reference.id, ids(site, reference.kind)) {
        let meant = format!("{}:{word}", reference.kind);
        return problem.help(format!("もしかして「{meant}」ですか"), format!("did you mean `{meant}`?"));
    }
    let mut others = ReferenceKind::all().iter().filter(|spec| ids(site, spec.kind).contains(&reference.id.as_str()));
    if let Some(other) = others.next() {
        let meant = format!("{}:{}", other.name, reference.id);
        return problem.help(format!("もしかして「{meant}」ですか"), format!("did you mean `{meant}`?"));
    }
    let (home, id) = (home(reference.kind), &reference.id);
    let home = home.replace("ID", id);
    problem.help(format!("つづりを確かめるか、{home} に加えます"), format!("check the spelling, or add it ({home})"))
}

/// Where a thing of a kind is written.
fn home(kind: ReferenceKind) -> &'static str {
    match kind {
        ReferenceKind::Page => "guide/ID.md",
        ReferenceKind::Agency => "agencies/ID.yml",
        ReferenceKind::Slot => "site.yml の slots:",
        ReferenceKind::Table => "tables/ID.yml",
        ReferenceKind::Rule => "rules/ID.yml",
        ReferenceKind::Flow => "flows/ID.yml",
        ReferenceKind::Checklist => "checklists/ID.yml",
        ReferenceKind::Agenda => "agendas/ID.yml",
        ReferenceKind::Form => "forms/ID.yml",
        ReferenceKind::Term => "glossary.yml",
        ReferenceKind::Category => "categories.yml",
        ReferenceKind::Role => "site.yml の roles:",
        _ => "site.yml の nav:",
    }
}

/// The ids of a kind.
fn ids(site: &Site, kind: ReferenceKind) -> Vec<&str> {
    match kind {
        ReferenceKind::Page => site.pages.keys().map(PageId::as_str).collect(),
        ReferenceKind::Agency => site.agencies.keys().map(AgencyId::as_str).collect(),
        ReferenceKind::Table => site.tables.keys().map(TableId::as_str).collect(),
        ReferenceKind::Rule => site.rules.keys().map(RuleSetId::as_str).collect(),
        ReferenceKind::Flow => site.flows.keys().map(FlowId::as_str).collect(),
        ReferenceKind::Checklist => site.checklists.keys().map(ChecklistId::as_str).collect(),
        ReferenceKind::Agenda => site.agendas.keys().map(AgendaId::as_str).collect(),
        ReferenceKind::Form => site.forms.keys().map(FormId::as_str).collect(),
        ReferenceKind::Slot => site.slots.keys().map(SlotId::as_str).collect(),
        ReferenceKind::Term => site.glossary.keys().map(TermId::as_str).collect(),
        ReferenceKind::Category => site.categories.iter().map(|category| category.id.as_str()).collect(),
        ReferenceKind::Role => site.roles.keys().map(RoleId::as_str).collect(),
        ReferenceKind::Index => GeneratedIndex::ALL.iter().map(|index| index.name()).collect(),
        _ => Vec::new(),
    }
}

fn unknown_part(site: &Site, reference: &Reference, span: Span) -> Diagnostic {
    let id = reference.id.as_str();
    match (reference.kind, site.tables.get(id), site.agencies.get(id)) {
        (ReferenceKind::Table, Some(table), _) => tables::unknown_part(table, reference, span),
        (ReferenceKind::Agency, _, Some(agency)) if reference.sub.is_some() => directory::unknown_entry(agency, reference, span),
        _ => match (reference.kind, site.rules.get(id), site.flows.get(id)) {
            (ReferenceKind::Rule, Some(set), _) => rules::unknown_part(set, reference, span),
            (ReferenceKind::Flow, _, Some(flow)) if reference.field.is_none() => flows::unknown_part(flow, reference, span),
            (ReferenceKind::Checklist, ..) if reference.field.is_none() => match site.checklists.get(id) {
                Some(list) => checklists::unknown_part(list, reference, span),
                None => unknown_field(reference, span),
            },
            (ReferenceKind::Agenda, ..) if reference.field.is_none() => match site.agendas.get(id) {
                Some(agenda) => agendas::unknown_part(agenda, reference, span),
                None => unknown_field(reference, span),
            },
            (ReferenceKind::Form, ..) if reference.field.is_none() => match site.forms.get(id) {
                Some(form) => forms::unknown_part(form, reference, span),
                None => unknown_field(reference, span),
            },
            _ => unknown_field(reference, span),
        },
    }
}

fn unknown_field(reference: &Reference, span: Span) -> Diagnostic {
    let kind = reference.kind;
    let known: Vec<&str> = kind.spec().fields.iter().map(|field| field.name).collect();
    if let Some(sub) = &reference.sub {
        let (ja, en) = (format!("「{kind}:」に「/{sub}」という部分はありません"), format!("`{kind}:` has no part `/{sub}`"));
        let problem = Diagnostic::new(Code::UnknownField, span, ja, en);
        let meant = format!("{kind}:{}#{sub}", reference.id);
        return if known.contains(&sub.as_str()) {
            problem.help(format!("もしかして「{meant}」ですか"), format!("did you mean `{meant}`?"))
        } else {
            problem.help(format!("「/{sub}」を消します"), format!("delete `/{sub}`"))
        };
    }
    let typed = reference.field.as_deref().unwrap_or_default();
    let (ja, en) = (format!("「{kind}:」に「{typed}」という項目はありません"), format!("`{kind}:` has no field `{typed}`"));
    let problem = Diagnostic::new(Code::UnknownField, span, ja, en);
    if known.is_empty() {
        return problem.help(format!("「#{typed}」を消します"), format!("delete `#{typed}`"));
    }
    let listed = (known.join("、"), known.join(", "));
    match nearest(typed, known) {
        Some(word) => {
            let (ja, en) = (format!("もしかして「#{word}」ですか"), format!("did you mean `#{word}`?"));
            problem.note(format!("使える項目: {}", listed.0), format!("fields: {}", listed.1)).help(ja, en)
        }
        None => problem.help(format!("使える項目: {}", listed.0), format!("fields: {}", listed.1)),
    }
}

fn unknown_section(page: Option<&Page>, anchor: &str, span: Span) -> Diagnostic {
    let known = page.into_iter().flat_map(|page| &page.headings).filter(|heading| heading.is_explicit).map(|heading| heading.id.as_str());
    let problem = Diagnostic::new(
        Code::UnknownSection,
        span,
        format!("見出し {{#{anchor}}} がありません"),
        format!("there is no heading {{#{anchor}}}"),
    )
    .note("参照できるのは、{#id} を書いた見出しだけです", "only headings with a written {#id} can be referred to");
    match nearest(anchor, known) {
        Some(word) => problem.help(format!("もしかして「#{word}」ですか"), format!("did you mean `#{word}`?")),
        None if page.is_none() => problem.help(
            format!("用語の説明からは「page:ページの名前#{anchor}」の形でつなぎます"),
            format!("a definition stands on no page: link as `page:…#{anchor}`"),
        ),
        None => problem
            .help(format!("相手の見出しの終わりに {{#{anchor}}} を書き足します"), format!("write {{#{anchor}}} at the end of the heading")),
    }
}

fn missing_file(site: &Site, path: &str, span: Span) -> Diagnostic {
    let name = path.split('#').next().unwrap_or(path).trim_end_matches(".md");
    let last = name.rsplit('/').next().unwrap_or(name);
    let page = |id: &PageId| id.as_str().rsplit('/').next().unwrap_or(id.as_str()).to_owned();
    let ends: Vec<(String, &PageId)> = site.pages.keys().map(|id| (page(id), id)).collect();
    let meant = nearest(last, ends.iter().map(|(end, _)| end.as_str()));
    let problem = Diagnostic::new(Code::BrokenLink, span, format!("「{path}」がありません"), format!("there is no `{path}`"));
    match meant.and_then(|word| ends.iter().find(|(end, _)| end == word)) {
        Some((_, id)) => problem.help(format!("もしかして「page:{id}」ですか"), format!("did you mean `page:{id}`?")),
        None => problem.help(
            "ページなら「page:…」の形で書き、そのほかのファイルは assets フォルダーに置いてつなぎます",
            "link a page as `page:…`; put any other file into the assets folder",
        ),
    }
}
