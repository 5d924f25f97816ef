//! References: `kind:id[/sub][#field]`, the one table of kinds, and what each kind offers.
//!
//! Lint, schema and manual are made from [`ReferenceKind::spec`].

use crate::diag::{Code, Diagnostic, Span};
use std::fmt;

/// What a reference may point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferenceKind {
    /// A page of `guide/`.
    Page,
    /// An agency of `agencies/`.
    Agency,
    /// A role that the town binds to an agency.
    Slot,
    /// A word of the glossary.
    Term,
    /// A category of agencies.
    Category,
    /// A role of a person in a school.
    Role,
    /// A generated index page.
    Index,
    /// A checklist.
    Checklist,
    /// A flowchart.
    Flow,
    /// A rule set.
    Rule,
    /// A form.
    Form,
    /// An agenda.
    Agenda,
    /// A table of figures.
    Table,
    /// The calculator of a rule set.
    Calculator,
}

/// One field that a reference can print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldSpec {
    /// As written after `#`.
    pub name: &'static str,
    /// What is printed.
    pub prints: &'static str,
}

/// What a kind offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindSpec {
    /// The kind.
    pub kind: ReferenceKind,
    /// As written before `:`.
    pub name: &'static str,
    /// Whether `![](kind:id)` may embed it.
    pub embeds: bool,
    /// Whether it has parts, written after `/`: rows and charts of a table, whose fields are its columns too; numbers and addresses of an
    /// agency that have an id; stages with their
    /// duties, open points and measures of a rule set, whose fields are its measures too; boxes of a flow; phases, roles of phases and items of
    /// a checklist; steps of an agenda; fields of a form. A slot has none: the base that speaks of it does not know what the town's agency has.
    pub parts: bool,
    /// Whether what follows `#` is a heading of the target instead of a field.
    pub anchors: bool,
    /// The fields after `#`.
    pub fields: &'static [FieldSpec],
}

const fn field(name: &'static str, prints: &'static str) -> FieldSpec {
    FieldSpec { name, prints }
}

const AGENCY_FIELDS: &[FieldSpec] = &[
    field("name", "名称"),
    field("short", "短い名称"),
    field("phone", "電話番号（内線つき）"),
    field("extension", "内線番号"),
    field("email", "メールアドレス"),
    field("hours", "受付の曜日と時間"),
    field("address", "郵便番号と住所"),
    field("url", "ウェブサイト"),
    field("booking", "予約"),
    field("sites", "会場と、そこを開く曜日・時間"),
];
const TERM_FIELDS: &[FieldSpec] = &[field("short", "略した言い方"), field("definition", "説明")];

const TABLE_FIELDS: &[FieldSpec] = &[field("year", "数の年")];

const FORM_FIELDS: &[FieldSpec] =
    &[field("title", "様式の題"), field("number", "様式の番号"), field("to", "宛先"), field("due", "いつまでに出すか")];

const RULE_FIELDS: &[FieldSpec] = &[
    field("MEASURE", "段階の条件にある日数（7日目）"),
    field("MEASURE-days", "段階の条件にある日数（7日）"),
    field("when", "段階の条件"),
    field("quick", "早見表"),
    field("chart", "段階の図"),
    field("who", "だれが"),
    field("to", "だれへ"),
    field("form", "様式"),
    field("due", "期限"),
    field("repeat", "くり返し"),
];

const fn spec(kind: ReferenceKind, name: &'static str, fields: &'static [FieldSpec]) -> KindSpec {
    let is_table = matches!(kind, ReferenceKind::Table);
    let parts = is_table
        || matches!(
            kind,
            ReferenceKind::Agency
                | ReferenceKind::Rule
                | ReferenceKind::Flow
                | ReferenceKind::Checklist
                | ReferenceKind::Agenda
                | ReferenceKind::Form
        );
    KindSpec {
        kind,
        name,
        embeds: is_table || matches!(kind, ReferenceKind::Rule | ReferenceKind::Flow | ReferenceKind::Checklist | ReferenceKind::Agenda),
        parts,
        anchors: matches!(kind, ReferenceKind::Page),
        fields,
    }
}

const KINDS: &[KindSpec] = &[
    spec(ReferenceKind::Page, "page", &[]),
    spec(ReferenceKind::Agency, "agency", AGENCY_FIELDS),
    spec(ReferenceKind::Slot, "slot", AGENCY_FIELDS),
    spec(ReferenceKind::Term, "term", TERM_FIELDS),
    spec(ReferenceKind::Category, "category", &[]),
    spec(ReferenceKind::Role, "role", &[]),
    spec(ReferenceKind::Index, "index", &[]),
    spec(ReferenceKind::Checklist, "checklist", &[]),
    spec(ReferenceKind::Flow, "flow", &[]),
    spec(ReferenceKind::Rule, "rule", RULE_FIELDS),
    spec(ReferenceKind::Form, "form", FORM_FIELDS),
    spec(ReferenceKind::Agenda, "agenda", &[]),
    spec(ReferenceKind::Table, "table", TABLE_FIELDS),
    spec(ReferenceKind::Calculator, "calculator", &[]),
];

impl ReferenceKind {
    /// The table of all kinds.
    #[must_use]
    pub fn all() -> &'static [KindSpec] {
        KINDS
    }

    /// What this kind offers.
    #[must_use]
    pub fn spec(self) -> &'static KindSpec {
        // The table has a row for each kind (tested), so the first row is never the answer to another question.
        KINDS.iter().find(|spec| spec.kind == self).unwrap_or(&KINDS[0])
    }

    /// The kind written before `:`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        KINDS.iter().find(|spec| spec.name == name).map(|spec| spec.kind)
    }
}

impl fmt::Display for ReferenceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.spec().name)
    }
}

/// The generated index pages that a reference or the nav may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GeneratedIndex {
    /// 窓口一覧（分類ごと）
    Agencies,
    /// 窓口一覧（名前順）
    AgenciesByName,
    /// 用語集
    Glossary,
    /// 五十音索引
    Kana,
    /// 冊子のページからの索引
    Paper,
    /// 表の一覧
    Tables,
    /// 確認表の一覧
    Checklists,
    /// 期限一覧
    Deadlines,
    /// 未規定一覧
    Undecided,
    /// 年間の予定
    Year,
    /// 様式一覧
    Forms,
}

impl GeneratedIndex {
    /// Every generated index.
    pub const ALL: &'static [GeneratedIndex] = &[
        Self::Agencies,
        Self::AgenciesByName,
        Self::Glossary,
        Self::Kana,
        Self::Paper,
        Self::Tables,
        Self::Checklists,
        Self::Deadlines,
        Self::Undecided,
        Self::Year,
        Self::Forms,
    ];

    /// As written after `index:`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Agencies => "agencies",
            Self::AgenciesByName => "agencies-by-name",
            Self::Glossary => "glossary",
            Self::Kana => "kana",
            Self::Paper => "paper",
            Self::Tables => "tables",
            Self::Checklists => "checklists",
            Self::Deadlines => "deadlines",
            Self::Undecided => "undecided",
            Self::Year => "year",
            Self::Forms => "forms",
        }
    }

    /// The index written after `index:`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|index| index.name() == name)
    }
}

/// A parsed reference. Whether its target exists is for `load` to say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// What it points at.
    pub kind: ReferenceKind,
    /// Which one.
    pub id: String,
    /// Which part of it, after `/` (never for pages, whose ids hold `/`).
    pub sub: Option<String>,
    /// Which field or heading of it, after `#`.
    pub field: Option<String>,
}

/// Why a text that looks like a reference is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferenceError {
    /// The word before `:` is no kind (and no URL scheme).
    UnknownKind(String),
    /// Nothing stands after `:`.
    EmptyId,
}

impl ReferenceError {
    /// What to tell an editor who wrote it at `span`.
    #[must_use]
    pub fn explain(&self, span: Span) -> Diagnostic {
        match self {
            Self::UnknownKind(kind) => Diagnostic::new(
                Code::UnknownReferenceKind,
                span,
                format!("「{kind}:」という参照はありません"),
                format!("there is no kind of reference `{kind}:`"),
            )
            .did_you_mean(kind, ReferenceKind::all().iter().map(|spec| spec.name)),
            Self::EmptyId => Diagnostic::new(Code::UnknownReference, span, "「:」の後に id がありません", "no id after `:`")
                .help("「agency:kodomo-katei」のように、相手の id を続けます", "write the id after it, as `agency:kodomo-katei`"),
        }
    }
}

impl Reference {
    /// Reads `kind:id[/sub][#field]`. `None` when the text is no reference at all: a path, an anchor or a URL.
    ///
    /// # Errors
    /// [`ReferenceError`] when it has the shape of a reference but names no kind or no id.
    pub fn parse(text: &str) -> Option<Result<Self, ReferenceError>> {
        let (kind_name, rest) = text.split_once(':')?;
        let is_word = !kind_name.is_empty() && kind_name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        let Some(kind) = ReferenceKind::named(kind_name) else {
            // A bare lower-case word that is followed by `//` or is a known URL scheme belongs to the URL gate.
            let is_url = rest.starts_with('/') || URL_SCHEMES.contains(&kind_name.to_ascii_lowercase().as_str());
            return (is_word && !is_url).then(|| Err(ReferenceError::UnknownKind(kind_name.to_owned())));
        };
        let (path, field) = match rest.split_once('#') {
            Some((path, field)) => (path, Some(field.to_owned())),
            None => (rest, None),
        };
        let (id, sub) = match path.split_once('/') {
            Some((id, sub)) if kind != ReferenceKind::Page => (id, Some(sub.to_owned())),
            _ => (path, None),
        };
        if id.is_empty() {
            return Some(Err(ReferenceError::EmptyId));
        }
        Some(Ok(Self { kind, id: id.to_owned(), sub, field }))
    }
}

impl Reference {
    /// The same thing without a field.
    #[must_use]
    pub fn without_field(&self) -> Self {
        Self { field: None, ..self.clone() }
    }
}

/// Schemes that the URL gate judges; a word of this list before `:` is never taken for a mistyped kind.
const URL_SCHEMES: &[&str] = &["http", "https", "mailto", "tel", "javascript", "data", "vbscript", "file", "ftp", "blob", "about"];

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind, self.id)?;
        if let Some(sub) = &self.sub {
            write!(f, "/{sub}")?;
        }
        if let Some(field) = &self.field {
            write!(f, "#{field}")?;
        }
        Ok(())
    }
}
