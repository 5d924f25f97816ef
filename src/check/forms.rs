//! Forms hold together: what is typed has its place on paper, once and with its label; rows make up the width of the sheet; the form goes to
//! somebody, by numbers that exist; and no era is printed as the only one. The board's own file is looked at by `official`.

use super::{links, official};
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned, nearest};
use crate::model::{
    AgencyField, Form, FormField, FormPart, LinkTarget, PaperContent, PaperSheet, Reference, RowFault, SendingStep, Site, eras,
};
use std::collections::BTreeMap;

pub(super) fn check(site: &Site, sink: &mut Sink) {
    for form in site.forms.values() {
        paper(form, sink);
        labels(form, sink);
        fixed_eras(form, sink);
        sending(site, form, sink);
        official::check(site, form, sink);
        for reference in form.references() {
            links::check_reference(site, &reference.value, reference.span, sink);
        }
    }
}

/// Every field has its place on paper, and every cell its field.
fn paper(form: &Form, sink: &mut Sink) {
    let ids: Vec<&str> = form.fields().map(|field| field.id.value.as_str()).collect();
    let mut boxes: BTreeMap<&str, Span> = BTreeMap::new();
    for cell in form.sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells) {
        let Some(id) = cell.content.field_id() else { continue };
        if !ids.contains(&id.value.as_str()) {
            sink.push(unknown(Code::FormCellUnknown, id, &ids));
        } else if matches!(cell.content, PaperContent::Field(_))
            && let Some(first) = boxes.insert(&id.value, cell.span)
        {
            let (ja, en) = (format!("「{}」の書く所が二つあります", id.value), format!("`{}` has two boxes", id.value));
            let problem = Diagnostic::new(Code::FormTwiceOnPaper, id.span, ja, en).also(first, "最初はここ", "first here");
            sink.push(problem.help("片方を消します", "delete one of them"));
        }
    }
    for field in form.fields() {
        if !boxes.contains_key(field.id.value.as_str()) {
            let (ja, en) = (format!("「{}」を書く所が、紙にありません", field.label.value), format!("`{}` has no box", field.id.value));
            let help =
                (format!("sheets: に {{field: {}, width: …}} を足します", field.id.value), format!("add a cell for {}", field.id.value));
            sink.push(Diagnostic::new(Code::FormNotOnPaper, field.id.span, ja, en).help(help.0, help.1));
        } else if !is_labelled(form, field) {
            let (ja, en) = (format!("紙に「{}」という文字がありません", field.label.value), format!("no `{}` on paper", field.label.value));
            sink.push(
                Diagnostic::new(Code::FormLabelNotOnPaper, field.label.span, ja, en)
                    .help("field: のます目に label_width: を足します", "give the cell of the field a `label_width:`"),
            );
        }
    }
    form.sheets.iter().for_each(|sheet| rows(sheet, sink));
}

/// Whether a cell says what is written in the box.
fn is_labelled(form: &Form, field: &FormField) -> bool {
    field.kind.is_paper_only()
        || form.sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells).any(|cell| match &cell.content {
            PaperContent::Label(id) => id.value == field.id.value,
            PaperContent::Text(text) => text.value.contains(&field.label.value),
            PaperContent::Field(_) | PaperContent::Blank => false,
        })
}

fn rows(sheet: &PaperSheet, sink: &mut Sink) {
    for (row, fault) in sheet.faults() {
        let (ja, en) = match fault {
            RowFault::TooNarrow(left) => (format!("この行は、幅があと {left} 余っています"), format!("{left} columns of the row are left")),
            RowFault::TooWide(excess) => (format!("この行は、幅が {excess} 多すぎます"), format!("the row is {excess} columns too wide")),
        };
        let help = "width:（label_width: も）の合計を 24 にします。上の行から下がってくるます目の幅も数えます";
        let en_help = "make the widths (with `label_width:`) add up to 24, cells that reach down from above counted";
        sink.push(Diagnostic::new(Code::FormRowWidth, row.span, ja, en).help(help, en_help));
    }
    if let Some(cell) = sheet.overhang() {
        let (ja, en) = ("ます目が、紙のいちばん下の行より下まで続いています", "a cell reaches below the last row of its sheet");
        sink.push(Diagnostic::new(Code::FormRowWidth, cell.span, ja, en).help("height: を減らします", "lessen its `height:`"));
    }
}

fn labels(form: &Form, sink: &mut Sink) {
    for section in &form.sections {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for field in &section.fields {
            if let Some(first) = seen.insert(&field.label.value, field.label.span) {
                let (ja, en) =
                    (format!("「{}」という欄が二つあります", field.label.value), format!("two fields say `{}`", field.label.value));
                let problem =
                    Diagnostic::new(Code::FormLabelTwice, field.label.span, ja, en).also(first, "もう一つはここ", "the other one");
                sink.push(
                    problem.help("違いが分かる名前にするか、まとまり（sections）を分けます", "word them differently, or make two sections"),
                );
            }
        }
    }
}

/// No era is printed before a year that is to be written.
fn fixed_eras(form: &Form, sink: &mut Sink) {
    let of_cells = form.sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells).filter_map(|cell| match &cell.content {
        PaperContent::Text(text) => Some(text),
        _ => None,
    });
    let of_fields = form.fields().flat_map(|field| {
        let of_parts = field.kind.options().iter().map(|option| &option.label);
        std::iter::once(&field.label).chain(of_parts).chain(field.kind.columns().iter().map(|column| &column.label))
    });
    for text in of_fields.chain(of_cells) {
        if let Some(era) = fixed_era(&text.value) {
            let (ja, en) = (format!("年号が「{era}」に決まっています"), format!("`{era}` is the only era that can be written"));
            sink.push(
                Diagnostic::new(Code::FormFixedEra, text.span, ja, en)
                    .help("年号を消し、kind: date か kind: month の欄にします", "delete it, and make a field of `date` or `month`"),
            );
        }
    }
}

/// The era of 「令和　年」: one that stands before a year without digits.
fn fixed_era(text: &str) -> Option<&'static str> {
    eras().map(|era| era.name).find(|era| {
        text.match_indices(era).any(|(at, _)| {
            let rest =
                text[at + era.len()..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '（' | '）' | '(' | ')' | '＿' | '_'));
            rest.starts_with('年')
        })
    })
}

fn sending(site: &Site, form: &Form, sink: &mut Sink) {
    let Some(send) = &form.send else {
        let (ja, en) = ("この様式の宛先がありません", "the form does not say to whom it goes");
        sink.push(Diagnostic::new(Code::FormWithoutAddressee, form.title.span, ja, en).help(
            "send: {to: [slot:…]} と書きます。定めがないときは to: undecided、送らない様式は to: nobody です",
            "write `send: {to: [slot:…]}`; `to: undecided` where nothing is laid down, `to: nobody` where it is not sent",
        ));
        return;
    };
    send.steps.iter().for_each(|step| contact(site, step, sink));
}

fn contact(site: &Site, step: &SendingStep, sink: &mut Sink) {
    let Some(contact) = &step.contact else { return };
    let is_fact = match site.reference_target(contact.value.clone()) {
        LinkTarget::Agency(_, field) | LinkTarget::OpenSlot(_, field) => {
            matches!(field, Some(AgencyField::Phone | AgencyField::Extension | AgencyField::Email | AgencyField::Address))
        }
        // What leads nowhere is said of every reference.
        LinkTarget::Contact(..) | LinkTarget::Problem(_) => true,
        _ => false,
    };
    if !is_fact {
        let (ja, en) = ("contact: が、電話・メール・住所のどれも指していません", "`contact:` is no phone, e-mail or address");
        let help = format!("「{}#email」のように、# と項目を続けます", contact.value.without_field());
        let en_help = format!("add `#` and a field, as `{}#email`", contact.value.without_field());
        sink.push(Diagnostic::new(Code::FormContact, contact.span, ja, en).help(help, en_help));
    }
}

fn unknown(code: Code, named: &Spanned<String>, known: &[&str]) -> Diagnostic {
    let (ja, en) = (format!("この様式に「{}」という欄はありません", named.value), format!("the form has no field `{}`", named.value));
    let problem = Diagnostic::new(code, named.span, ja, en);
    match nearest(&named.value, known.iter().copied()) {
        Some(meant) => problem.help(format!("もしかして「{meant}」ですか"), format!("did you mean `{meant}`?")),
        None => problem.help("id のつづりを確かめます", "check the spelling of the id"),
    }
}

/// What is wrong with `form:ID/FIELD`.
pub(super) fn unknown_part(form: &Form, reference: &Reference, span: Span) -> Diagnostic {
    let named = Spanned::new(reference.sub.clone().unwrap_or_default(), span);
    let ids: Vec<&str> = form.fields().map(|field| field.id.value.as_str()).collect();
    unknown(Code::UnknownField, &named, &ids)
}

/// Whether a link names a form by a word that neither its file gives nor shortens one that it gives.
pub(super) fn is_called_otherwise(target: &LinkTarget<'_>, text: &str) -> bool {
    let LinkTarget::Form(form, FormPart::Whole) = target else { return false };
    let names = std::iter::once(&form.title).chain(&form.number).chain(form.called.iter().map(|name| &name.name));
    let mut names = names.map(|name| plain(&name.value));
    let text = plain(text);
    !text.is_empty() && !names.any(|name| name.contains(&text) || text.contains(&name))
}

/// A name without blanks, with half-width letters.
pub(super) fn plain(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}
