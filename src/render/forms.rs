//! Forms: what one is for and to whom it goes, its controls, and its sheets; one page each, and the list of all.
//!
//! | file | what it writes |
//! |---|---|
//! | `fields` | the controls |
//! | `paper` | the sheets |
//! | `sending` | to whom, by which steps, what to look at before |
//! | `data` | `forms/ID.js`, what the script knows |
//! | `book` | `forms/ID.xlsx`, the blank form as a spreadsheet |
//!
//! Without a script the page prints its blank sheets; what is typed is nowhere but in the controls.

mod book;
mod data;
mod fields;
mod paper;
mod sending;

pub(super) use book::{book, has_book};
pub(super) use data::data;

use super::facts::{self, message};
use super::leaf::Leaf;
use super::links::PageLinks;
use super::plan;
use super::renderer::{Done, Renderer};
use super::rules::{Html, Parties};
use super::view::{FormView, FormsRowView, FormsView, OfficialFileView};
use crate::markup::{self, ResolvedLink};
use crate::model::{Addressee, Form, FormId, FormPart, GeneratedIndex, NavItem};

/// The parts of the theme that pages of forms load, in order.
const BUNDLES: [&str; 3] = [STYLE, "entry", SCRIPTS];

/// How a form looks on the screen and on paper.
pub(super) const STYLE: &str = "form";

/// What fills, checks, copies and prints a form, above what every page with fields has.
pub(super) const SCRIPTS: &str = "form-scripts";

/// A form within another page.
pub(super) fn part<'a>(links: &'a PageLinks<'a>, form: &'a Form) -> FormView<'a> {
    Face { links, form }.view()
}

/// The links of a page of forms.
fn links<'a>(renderer: &'a Renderer<'_>, root: &'a str) -> PageLinks<'a> {
    PageLinks { plan: renderer.plan, messages: renderer.messages, page: None, root, is_quoted: false }
}

/// `forms/ID.html`
pub(super) fn render(renderer: &Renderer<'_>, id: &FormId) -> Done {
    let Some(form) = renderer.plan.site.forms.get(id) else { return Ok(()) };
    let path = plan::form_path(id);
    let root = plan::root_prefix(&path);
    let links = links(renderer, root);
    let face = Face { links: &links, form };
    let view = face.view();
    let title = form.full_title();
    let mut leaf = Leaf::new("form", "form.html", &path, &title);
    renderer.load(&mut leaf, if form.has_fields() { &BUNDLES } else { &BUNDLES[..1] });
    if form.has_fields() {
        leaf.scripts.push(format!("{root}{}", plan::form_data_path(id)));
    }
    leaf.stand(renderer, Some(&NavItem::Form(id.clone())), Some(renderer.index_link(GeneratedIndex::Forms, root)));
    leaf.ends_with_sources = !view.sources.is_empty();
    renderer.put_page(leaf, "form", &view)
}

/// `forms/index.html`: 様式一覧
pub(super) fn index(renderer: &Renderer<'_>) -> Done {
    let index = GeneratedIndex::Forms;
    let links = links(renderer, plan::root_prefix(plan::index_path(index)));
    let mut forms: Vec<&Form> = renderer.plan.site.forms.values().collect();
    // As in the nav; then by number and title.
    forms.sort_by_cached_key(|form| {
        let place = renderer.plan.place_of(&NavItem::Form(form.id.clone()));
        (place.unwrap_or((usize::MAX, 0)), form.full_title())
    });
    let rows = forms.into_iter().map(|form| Face { links: &links, form }.row()).collect();
    super::indexes::put(renderer, index, "forms.html", "forms", &FormsView { rows })
}

impl PageLinks<'_> {
    /// A form's own page, one of its fields, or what the form gives.
    pub(super) fn form_link(&self, form: &Form, part: FormPart<'_>) -> ResolvedLink {
        let page = format!("{}{}", self.root, plan::form_path(&form.id));
        let link = |href: String, text: String| ResolvedLink::Link { href, text: Some(text), is_external: false, title: None };
        match part {
            FormPart::Whole => link(page, form.full_title()),
            FormPart::Title => link(page, form.title.value.clone()),
            FormPart::Number => link(page, form.number.as_ref().map(|number| number.value.clone()).unwrap_or_default()),
            FormPart::Field(field) => link(format!("{page}#{}", fields::anchor(field)), field.label.value.clone()),
            FormPart::To => ResolvedLink::Text(Face { links: self, form }.addressee().1),
            FormPart::Due => {
                let due = form.due.as_ref().map(|due| markup::plain_text_resolved(&due.value, self));
                ResolvedLink::Text(due.unwrap_or_default())
            }
        }
    }
}

/// A form as the pages of one folder depth show it.
pub(super) struct Face<'a> {
    pub links: &'a PageLinks<'a>,
    pub form: &'a Form,
}

impl<'a> Face<'a> {
    fn t<'t>(&'t self, key: &'t str) -> &'t str {
        message(self.links.messages, key)
    }

    fn view(&self) -> FormView<'a> {
        let (form, links) = (self.form, self.links);
        FormView {
            id: form.id.as_str(),
            title: form.full_title(),
            summary_html: form.summary.as_ref().map(|summary| markup::render_inline(&summary.value, links)),
            audience: facts::audience(form.audience, links.messages),
            title_note_html: form.title_note.as_ref().map(|note| markup::render_inline(&note.value, links)),
            facts_html: self.facts(),
            official: form.official.as_ref().map(|official| OfficialFileView {
                title: &official.title.value,
                href: format!("{}files/{}", links.root, official.file.value),
                name: official.file.value.rsplit('/').next().unwrap_or_default(),
            }),
            send_html: self.sending(),
            controls_html: self.controls(),
            sheets: self.sheets(),
            sheet_count: form.sheets.len(),
            book_href: book::has_book(form).then(|| format!("{}{}", links.root, plan::form_book_path(&form.id))),
            drafts: links.plan.site.config.drafts.name(),
            notes: form.notes.iter().map(|note| markup::render_inline(&note.value, links)).collect(),
            open: form.open.iter().map(|open| markup::render_inline(&open.value, links)).collect(),
            page_html: form.page.as_ref().map(|page| markup::render_inline(&format!("[]({})", page.value), links)),
            sources: facts::citations(&form.sources, links.messages),
        }
    }

    /// いつ・だれが・だれへ・いつまでに
    fn facts(&self) -> String {
        let form = self.form;
        let mut html = Html::default();
        if !form.when.is_empty() {
            let when: Vec<String> = form.when.iter().map(|when| markup::render_inline(&when.value, self.links)).collect();
            self.fact(&mut html, "form_when", &when.iter().map(|when| format!("<p>{when}</p>")).collect::<String>());
        }
        if let Some(who) = &form.who {
            self.fact(&mut html, "form_who", &format!("<p>{}</p>", markup::render_inline(&who.value, self.links)));
        }
        if form.send.is_some() {
            self.fact(&mut html, "form_to", &format!("<p>{}</p>", self.addressee().0));
        }
        if let Some(due) = &form.due {
            self.fact(&mut html, "form_due", &format!("<p>{}</p>", markup::render_inline(&due.value, self.links)));
        }
        if !form.called.is_empty() {
            let mut names = Html::default();
            for name in &form.called {
                names.element("<p>", &name.name.value, "");
                if let Some(at) = &name.at {
                    names.element(" <span class=\"soft\">（", at, "）</span>");
                }
                names.tag("</p>");
            }
            self.fact(&mut html, "form_called", &names.finish());
        }
        html.finish()
    }

    fn fact(&self, html: &mut Html, key: &str, value: &str) {
        html.element("<div><dt>", self.t(key), "</dt><dd>").tag(value).tag("</dd></div>\n");
    }

    /// To whom it goes: as HTML with links, and as text.
    pub(super) fn addressee(&self) -> (String, String) {
        let Some(send) = &self.form.send else { return (String::new(), String::new()) };
        let mut html = Html::default();
        let text = match &send.to {
            Addressee::Named(named) => {
                let parties = Parties { links: self.links }.parties(named);
                html.parties(&parties, self.t("list_separator"), false);
                parties.into_iter().map(|party| party.name).collect::<Vec<_>>().join(self.t("list_separator"))
            }
            Addressee::Undecided => {
                html.text(self.t("form_to_undecided"));
                self.t("form_to_undecided").to_owned()
            }
            Addressee::Nobody => {
                html.text(self.t("form_to_nobody"));
                self.t("form_to_nobody").to_owned()
            }
        };
        if let Some(note) = &send.to_note {
            html.tag(" <span class=\"soft\">（").tag(&markup::render_inline(&note.value, self.links)).tag("）</span>");
        }
        (html.finish(), text)
    }

    fn row(&self) -> FormsRowView<'a> {
        let form = self.form;
        let when: Vec<String> = form.when.iter().map(|when| markup::render_inline(&when.value, self.links)).collect();
        FormsRowView {
            title: &form.title.value,
            number: form.number.as_ref().map(|number| number.value.as_str()),
            href: format!("{}{}", self.links.root, plan::form_path(&form.id)),
            audience: facts::audience(form.audience, self.links.messages),
            when,
            to_html: self.addressee().0,
            due_html: form.due.as_ref().map(|due| markup::render_inline(&due.value, self.links)),
            sheets: form.sheets.len(),
        }
    }
}
