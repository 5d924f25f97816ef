//! Forms: what is filled in, where it stands on paper, and to whom it is sent how. One definition is the page with controls, the sheets of
//! A4, the text that is copied and the spreadsheet; what a form is filled with is nowhere in the model.
//!
//! `form_field` holds the fields and the flat list of their cell keys, `form_paper` the sheets.

use super::{Audience, FormField, FormId, LinkProblem, LinkTarget, Means, Origin, PaperSheet, Phrase, Reference, SourceCitation};
use crate::diag::Spanned;

/// Fields of one form: more cannot be found again on a page.
pub const MAX_FORM_FIELDS: usize = 80;

/// Cell keys of one form: columns of the rows, months, options and parts of dates counted.
pub const MAX_FORM_KEYS: usize = 500;

/// Sheets of one form.
pub const MAX_FORM_SHEETS: usize = 4;

/// What of a form is meant.
#[derive(Clone, Copy, Debug)]
pub enum FormPart<'s> {
    /// All of it.
    Whole,
    /// A field.
    Field(&'s FormField),
    /// 様式の題
    Title,
    /// 様式の番号
    Number,
    /// 宛先
    To,
    /// いつまでに
    Due,
}

/// A form.
#[derive(Clone, Debug)]
pub struct Form {
    /// Its id.
    pub id: FormId,
    /// The layer and place it came from.
    pub origin: Origin,
    /// 題, as on the form.
    pub title: Spanned<String>,
    /// よみ of the title in hiragana, for the index by reading.
    pub yomi: Option<String>,
    /// 参考資料２
    pub number: Option<Spanned<String>>,
    /// What else it is called, each with where.
    pub called: Vec<FormName>,
    /// Whether text, sheet and source call it by names that differ so that readers must be told.
    pub title_note: Option<Spanned<String>>,
    /// Whom it is for.
    pub audience: Audience,
    /// 一文で、何のための様式か
    pub summary: Option<Spanned<String>>,
    /// The page that explains it.
    pub page: Option<Spanned<Reference>>,
    /// 発行: who made the form.
    pub issuer: Option<String>,
    /// The pages of the printed edition.
    pub paper_page: Option<String>,
    /// いつ使うか, each inline Markdown.
    pub when: Vec<Spanned<String>>,
    /// だれが書き、出すか, inline Markdown.
    pub who: Option<Spanned<String>>,
    /// いつまでに, inline Markdown.
    pub due: Option<Spanned<String>>,
    /// To whom and how it is sent; `None` where nothing is written, which a lint complains of.
    pub send: Option<FormSending>,
    /// The board's own file.
    pub official: Option<OfficialFile>,
    /// Fields in official order, below headings; empty when the source gives only the name.
    pub sections: Vec<FormSection>,
    /// The sheets of A4, as many as planned.
    pub sheets: Vec<PaperSheet>,
    /// 記入のきまり, each inline Markdown.
    pub notes: Vec<Spanned<String>>,
    /// What the source leaves open, each inline Markdown.
    pub open: Vec<Spanned<String>>,
    /// Where it comes from.
    pub sources: Vec<SourceCitation>,
    /// Its inline Markdown, as a lint reads it.
    pub texts: Vec<Phrase>,
}

/// Another name of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormName {
    /// The name.
    pub name: Spanned<String>,
    /// Where it is called so.
    pub at: Option<String>,
}

/// Fields that belong together.
#[derive(Clone, Debug)]
pub struct FormSection {
    /// Its id, in one series with the fields.
    pub id: Spanned<String>,
    /// 見出し
    pub title: Spanned<String>,
    /// How it is filled in, inline Markdown.
    pub hint: Option<Spanned<String>>,
    /// In official order, at least one.
    pub fields: Vec<FormField>,
}

/// To whom and how a form is sent.
#[derive(Clone, Debug)]
pub struct FormSending {
    /// To whom.
    pub to: Addressee,
    /// The name of the desk as the form has it, inline Markdown.
    pub to_note: Option<Spanned<String>>,
    /// The steps in order.
    pub steps: Vec<SendingStep>,
    /// When another way is taken, inline Markdown.
    pub exception: Option<Spanned<String>>,
    /// What is looked at before sending, besides what every form asks; each inline Markdown.
    pub checks: Vec<Spanned<String>>,
}

/// To whom a form goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addressee {
    /// Slots, agencies, roles.
    Named(Vec<Spanned<Reference>>),
    /// 送り先の定めなし
    Undecided,
    /// It is a record and stays in the school.
    Nobody,
}

/// A step of sending.
#[derive(Clone, Debug)]
pub struct SendingStep {
    /// By what; `None` when it is open.
    pub means: Option<Means>,
    /// Who acts, where it is not the sender.
    pub who: Option<Spanned<Reference>>,
    /// The fact that is printed: `slot:…#email`, `agency:…/ENTRY#phone`. Never typed again.
    pub contact: Option<Spanned<Reference>>,
    /// What is done, inline Markdown.
    pub text: Option<Spanned<String>>,
    /// 要確認: what is not sure about it and whom to ask, inline Markdown.
    pub open: Option<Spanned<String>>,
}

/// The file that the board gives out itself. It comes first, and ours helps to fill it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialFile {
    /// Below `assets/`.
    pub file: Spanned<String>,
    /// Its title.
    pub title: Spanned<String>,
    /// The labels of its fields in order; empty when nobody wrote them down.
    pub fields: Vec<Spanned<String>>,
}

impl Form {
    /// The fields in official order.
    pub fn fields(&self) -> impl Iterator<Item = &FormField> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// A field.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&FormField> {
        self.fields().find(|field| field.id.value == id)
    }

    /// Whether more than its name is known.
    #[must_use]
    pub fn has_fields(&self) -> bool {
        self.fields().next().is_some()
    }

    /// 参考資料２ 不登校の状況について（速報）
    #[must_use]
    pub fn full_title(&self) -> String {
        match &self.number {
            Some(number) => format!("{} {}", number.value, self.title.value),
            None => self.title.value.clone(),
        }
    }

    /// Whether text may call it so.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.title.value == name || self.called.iter().any(|other| other.name.value == name)
    }

    /// What `form:ID`, `form:ID/FIELD` or `form:ID#title` leads to.
    #[must_use]
    pub fn target(&self, reference: &Reference) -> LinkTarget<'_> {
        let names_somebody = self.send.as_ref().is_some_and(|send| matches!(send.to, Addressee::Named(_)));
        let part = match (reference.sub.as_deref(), reference.field.as_deref()) {
            (None, None) => Some(FormPart::Whole),
            (None, Some("title")) => Some(FormPart::Title),
            (None, Some("number")) if self.number.is_some() => Some(FormPart::Number),
            (None, Some("to")) if names_somebody => Some(FormPart::To),
            (None, Some("due")) if self.due.is_some() => Some(FormPart::Due),
            (None, Some(_)) => return LinkTarget::Problem(LinkProblem::MissingFact(reference.clone())),
            (Some(sub), None) => self.field(sub).map(FormPart::Field),
            (Some(_), Some(_)) => None,
        };
        match part {
            Some(part) => LinkTarget::Form(self, part),
            None => LinkTarget::Problem(LinkProblem::UnknownField(reference.clone())),
        }
    }

    /// Every reference outside its texts.
    pub fn references(&self) -> impl Iterator<Item = &Spanned<Reference>> {
        let sending = self.send.iter();
        let named = sending.clone().flat_map(|send| match &send.to {
            Addressee::Named(named) => named.as_slice(),
            Addressee::Undecided | Addressee::Nobody => &[],
        });
        let of_steps = sending.flat_map(|send| &send.steps).flat_map(|step| step.who.iter().chain(&step.contact));
        self.page.iter().chain(named).chain(of_steps)
    }

    /// Its inline Markdown in reading order.
    pub fn inline(&self) -> impl Iterator<Item = &Spanned<String>> {
        let of_sections = self
            .sections
            .iter()
            .flat_map(|section| section.hint.iter().chain(section.fields.iter().flat_map(|field| field.hint.iter().chain(&field.open))));
        let of_sending = self.send.iter().flat_map(|send| {
            let of_steps = send.steps.iter().flat_map(|step| step.text.iter().chain(&step.open));
            send.to_note.iter().chain(of_steps).chain(&send.exception).chain(&send.checks)
        });
        let head = self.summary.iter().chain(&self.title_note).chain(&self.when).chain(&self.who).chain(&self.due);
        head.chain(of_sending).chain(of_sections).chain(&self.notes).chain(&self.open)
    }
}
