//! `forms/ID.xlsx`: the blank form for offices that file in Excel.

use super::super::facts::message;
use super::super::plan;
use super::super::renderer::{Done, Renderer, out_path};
use crate::diag::{Code, Diagnostic, Spanned};
use crate::exchange::{FormBook, FormWords};
use crate::markup;
use crate::model::{Form, FormId, Status, eras};

/// Whether a form has such a file: one of which only the name is known has no paper either.
pub(in super::super) fn has_book(form: &Form) -> bool {
    form.has_fields() && !form.sheets.is_empty()
}

/// `forms/ID.xlsx`
pub(in super::super) fn book(renderer: &Renderer<'_>, id: &FormId) -> Done {
    let Some(form) = renderer.plan.site.forms.get(id) else { return Ok(()) };
    let path = plan::form_book_path(id);
    let links = super::links(renderer, plan::root_prefix(&path));
    let plain = |text: &Spanned<String>| markup::plain_text_resolved(&text.value, &links);
    let bytes = FormBook { form, words: &words(renderer), plain: &plain }.bytes().map_err(|error| {
        let (ja, en) = (format!("「{path}」を作れませんでした: {error}"), format!("`{path}` could not be made: {error}"));
        Box::new(Diagnostic::new(Code::OutputFailed, form.title.span, ja, en))
    })?;
    renderer.put(out_path(&path)?, &bytes)
}

fn words(renderer: &Renderer<'_>) -> FormWords {
    let text = |key| message(renderer.messages, key).to_owned();
    let config = &renderer.plan.site.config;
    let status = match config.status {
        Status::Sample => format!("　{}", text("status_sample")),
        Status::Draft => format!("　{}", text("status_draft")),
        Status::Approved { .. } => String::new(),
    };
    FormWords {
        year: text("form_year"),
        month: text("form_month"),
        day: text("form_day"),
        until: text("form_until"),
        seal: text("form_seal"),
        eras: eras().map(|era| era.name.to_owned()).collect(),
        sheet: text("form_book_sheet"),
        head: format!("{}　{}{status}", config.title, config.edition.label),
        foot: text("form_book_foot"),
        issued: config.edition.issued,
    }
}
