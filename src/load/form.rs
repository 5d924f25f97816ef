//! `forms/*.yml` → forms. What a form asks (`sections:`) and where it stands on paper (`sheets:`) are two lists that name each other by id:
//! a town patches sections and fields by their ids, and writes the sheets, whose rows have none, anew.
//!
//! | file | what it does |
//! |---|---|
//! | `raw` | what may be typed |
//! | `parts` | fields: what belongs to a kind and what does not |
//! | `sheets` | rows and cells |

mod parts;
mod raw;
mod sheets;

use super::fields;
use super::phrase;
use super::rules::say;
use super::stack::Stack;
use crate::diag::{Code, Diagnostic, Sink, SourceMap, Span, Spanned};
use crate::model::{
    Addressee, Form, FormId, FormName, FormSection, FormSending, MAX_FORM_FIELDS, MAX_FORM_KEYS, MAX_FORM_SHEETS, Means, OfficialFile,
    Phrase, Reference, ReferenceKind, SendingStep, check_kebab,
};
use raw::{RawAddressee, RawForm, RawMeans, RawSection, RawSending, RawStep};
use std::collections::BTreeMap;

const PEOPLE: &[ReferenceKind] = &[ReferenceKind::Role, ReferenceKind::Slot, ReferenceKind::Agency];
const CONTACTS: &[ReferenceKind] = &[ReferenceKind::Slot, ReferenceKind::Agency];
const PAGES: &[ReferenceKind] = &[ReferenceKind::Page];

/// What texts of a form are called in messages.
const FORM_TEXT: (&str, &str) = ("様式の文", "a text of a form");

/// Merges the forms of all layers by id.
pub(super) fn merge(stack: &mut Stack<'_>, sources: &SourceMap, sink: &mut Sink) -> BTreeMap<FormId, Form> {
    let mut forms = BTreeMap::new();
    for (id, item) in stack.merge_folder(ReferenceKind::Form, "forms/", |_| true) {
        let Some(raw) = fields::decode::<RawForm>(&item.node, sink) else { continue };
        let Some(mut form) = form(raw, id, stack, sink) else { continue };
        form.texts = texts(&form, sources, sink);
        forms.insert(form.id.clone(), form);
    }
    forms
}

/// The inline Markdown of a form, taken apart for whoever judges links and words.
fn texts(form: &Form, sources: &SourceMap, sink: &mut Sink) -> Vec<Phrase> {
    form.inline().map(|text| phrase::phrase(text, FORM_TEXT, sources, sink)).collect()
}

fn form(raw: RawForm, id: String, stack: &Stack<'_>, sink: &mut Sink) -> Option<Form> {
    let id = fields::id(FormId::new, &Spanned::new(id, raw.title.span), sink)?;
    if let Some(sheet) = raw.sheets.get(MAX_FORM_SHEETS) {
        sink.push(too_large(sheet.span, "紙（sheets）", "sheets", MAX_FORM_SHEETS));
    }
    let form = Form {
        id,
        origin: stack.origin(raw.title.span),
        title: raw.title,
        yomi: fields::yomi(raw.yomi, sink),
        number: raw.number,
        called: raw.called.into_iter().map(|name| FormName { name: name.name, at: name.at }).collect(),
        title_note: raw.title_note,
        audience: raw.audience.into(),
        summary: raw.summary,
        page: raw.page.and_then(|text| fields::reference(&text, PAGES, sink)),
        issuer: raw.issuer,
        paper_page: raw.paper,
        when: raw.when,
        who: raw.who,
        due: raw.due,
        send: raw.send.map(|send| sending(send, sink)),
        official: raw.official.map(|raw| OfficialFile { file: raw.file, title: raw.title, fields: raw.fields }),
        sections: sections(raw.sections, sink),
        sheets: raw.sheets.into_iter().map(|sheet| sheets::sheet(sheet, sink)).collect(),
        notes: raw.notes,
        open: raw.open,
        sources: fields::citations(raw.sources),
        texts: Vec::new(),
    };
    judge_size(&form, sink);
    Some(form)
}

fn judge_size(form: &Form, sink: &mut Sink) {
    if let Some(field) = form.fields().nth(MAX_FORM_FIELDS) {
        sink.push(too_large(field.id.span, "欄", "fields", MAX_FORM_FIELDS));
    } else if let Some((field, _)) = form.keys().nth(MAX_FORM_KEYS) {
        sink.push(too_large(field.id.span, "書きこむ所（月・選択肢・行の列を一つずつ数えて）", "cells to write in", MAX_FORM_KEYS));
    }
}

fn too_large(span: Span, ja: &str, en: &str, most: usize) -> Diagnostic {
    Diagnostic::new(Code::FormTooLarge, span, format!("{ja}は {most} までです"), format!("at most {most} {en}"))
        .help("様式を二つに分けます", "make two forms of it")
}

/// Complains of an id that cannot be one, or is used twice.
fn check_id(id: &Spanned<String>, seen: &mut BTreeMap<String, Span>, sink: &mut Sink) {
    if let Err(problem) = check_kebab(&id.value) {
        sink.push(fields::bad_id(&id.value, id.span, problem));
    }
    if let Some(first) = seen.get(&id.value) {
        sink.push(say::doubled(id, *first));
    } else {
        seen.insert(id.value.clone(), id.span);
    }
}

fn sections(raw: Vec<RawSection>, sink: &mut Sink) -> Vec<FormSection> {
    let mut seen = BTreeMap::new();
    let mut sections = Vec::with_capacity(raw.len());
    for section in raw {
        check_id(&section.id, &mut seen, sink);
        if section.fields.value.is_empty() {
            let (ja, en) = ("欄（fields）が一つもありません", "there are no `fields`");
            let problem = Diagnostic::new(Code::EmptyValue, section.fields.span, ja, en);
            sink.push(problem.help("欄を書くか、この部分を消します", "write them, or delete the section"));
        }
        let mut fields = Vec::with_capacity(section.fields.value.len());
        for field in section.fields.value {
            check_id(&field.id, &mut seen, sink);
            fields.push(parts::field(field, sink));
        }
        sections.push(FormSection { id: section.id, title: section.title, hint: section.hint, fields });
    }
    sections
}

fn sending(raw: RawSending, sink: &mut Sink) -> FormSending {
    FormSending {
        to: addressee(raw.to, sink),
        to_note: raw.to_note,
        steps: raw.steps.into_iter().map(|step| self::step(step, sink)).collect(),
        exception: raw.exception,
        checks: raw.checks,
    }
}

fn addressee(raw: Spanned<RawAddressee>, sink: &mut Sink) -> Addressee {
    let word = match raw.value {
        RawAddressee::Named(named) if named.is_empty() => String::new(),
        RawAddressee::Named(named) => return Addressee::Named(references(&named, PEOPLE, sink)),
        RawAddressee::Word(word) => word,
    };
    match word.as_str() {
        "undecided" => Addressee::Undecided,
        "nobody" => Addressee::Nobody,
        _ => {
            let (ja, en) = (format!("宛先「{word}」は読めません"), format!("`{word}` is no addressee"));
            sink.push(Diagnostic::new(Code::InvalidValue, raw.span, ja, en).help(
                "to: [slot:…] のように書きます。定めがないときは undecided、送らない様式は nobody です",
                "write `to: [slot:…]`; `undecided` where nothing is laid down, `nobody` for a form that is not sent",
            ));
            Addressee::Undecided
        }
    }
}

fn step(raw: RawStep, sink: &mut Sink) -> SendingStep {
    let means = raw.means.map(|means| match means {
        RawMeans::Phone => Means::Phone,
        RawMeans::Email => Means::Email,
        RawMeans::InPerson => Means::InPerson,
        RawMeans::Paper => Means::Paper,
    });
    SendingStep {
        means,
        who: raw.who.and_then(|text| fields::reference(&text, PEOPLE, sink)),
        contact: raw.contact.and_then(|text| fields::reference(&text, CONTACTS, sink)),
        text: raw.text,
        open: raw.open,
    }
}

fn references(texts: &[Spanned<String>], allowed: &[ReferenceKind], sink: &mut Sink) -> Vec<Spanned<Reference>> {
    texts.iter().filter_map(|text| fields::reference(text, allowed, sink)).collect()
}
