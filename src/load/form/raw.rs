//! What may be typed in `forms/*.yml`.

use crate::diag::Spanned;
use crate::load::fields::RawCitation;
use crate::load::site_file::RawAudience;
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawForm {
    pub title: Spanned<String>,
    pub yomi: Option<Spanned<String>>,
    pub number: Option<Spanned<String>>,
    #[serde(default)]
    pub called: Vec<RawName>,
    pub title_note: Option<Spanned<String>>,
    #[serde(default)]
    pub audience: RawAudience,
    pub summary: Option<Spanned<String>>,
    pub page: Option<Spanned<String>>,
    pub issuer: Option<String>,
    pub paper: Option<String>,
    #[serde(default)]
    pub when: Vec<Spanned<String>>,
    pub who: Option<Spanned<String>>,
    pub due: Option<Spanned<String>>,
    pub send: Option<RawSending>,
    pub official: Option<RawOfficial>,
    #[serde(default)]
    pub sections: Vec<RawSection>,
    #[serde(default)]
    pub sheets: Vec<Spanned<RawSheet>>,
    #[serde(default)]
    pub notes: Vec<Spanned<String>>,
    #[serde(default)]
    pub open: Vec<Spanned<String>>,
    #[serde(default)]
    pub sources: Vec<RawCitation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawName {
    pub name: Spanned<String>,
    pub at: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSending {
    pub to: Spanned<RawAddressee>,
    pub to_note: Option<Spanned<String>>,
    #[serde(default)]
    pub steps: Vec<RawStep>,
    pub exception: Option<Spanned<String>>,
    #[serde(default)]
    pub checks: Vec<Spanned<String>>,
}

/// `undecided`, `nobody`, or references.
#[derive(Debug)]
pub(super) enum RawAddressee {
    Word(String),
    Named(Vec<Spanned<String>>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStep {
    pub means: Option<RawMeans>,
    pub who: Option<Spanned<String>>,
    pub contact: Option<Spanned<String>>,
    pub text: Option<Spanned<String>>,
    pub open: Option<Spanned<String>>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RawMeans {
    Phone,
    Email,
    InPerson,
    Paper,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOfficial {
    pub file: Spanned<String>,
    pub title: Spanned<String>,
    #[serde(default)]
    pub fields: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSection {
    pub id: Spanned<String>,
    pub title: Spanned<String>,
    pub hint: Option<Spanned<String>>,
    pub fields: Spanned<Vec<RawField>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawField {
    pub id: Spanned<String>,
    pub label: Spanned<String>,
    pub kind: Spanned<RawKind>,
    pub hint: Option<Spanned<String>>,
    pub open: Option<Spanned<String>>,
    pub fill: Option<Spanned<String>>,
    #[serde(default)]
    pub next_month: RawNextMonth,
    pub unit: Option<Spanned<String>>,
    pub free_label: Option<Spanned<bool>>,
    pub options: Option<Spanned<Vec<RawOption>>>,
    pub columns: Option<Spanned<Vec<RawColumn>>>,
    pub totals: Option<Spanned<Vec<RawColumn>>>,
    pub rows: Option<Spanned<i64>>,
    pub text: Option<Spanned<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RawKind {
    Text,
    Long,
    Date,
    Month,
    MonthDay,
    TimeRange,
    Number,
    Choice,
    Checks,
    Marks,
    Months,
    Numbers,
    Rows,
    Seal,
    Signature,
    Note,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RawNextMonth {
    #[default]
    Empty,
    Keep,
    Year,
    Next,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOption {
    pub id: Spanned<String>,
    pub label: Spanned<String>,
    #[serde(default)]
    pub free_text: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawColumn {
    pub id: Spanned<String>,
    pub label: Spanned<String>,
    pub unit: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSheet {
    pub rows: Vec<Spanned<RawRow>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRow {
    pub lines: Option<Spanned<i64>>,
    pub cells: Vec<Spanned<RawCell>>,
}

/// `{text}`, `{label}`, `{field}` or nothing of them; before the box of a field its label may stand in the same cell (`label_width`).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCell {
    pub text: Option<Spanned<String>>,
    pub label: Option<Spanned<String>>,
    pub field: Option<Spanned<String>>,
    pub width: Spanned<i64>,
    pub label_width: Option<Spanned<i64>>,
    pub height: Option<Spanned<i64>>,
}

impl<'de> Deserialize<'de> for RawAddressee {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AddresseeVisitor)
    }
}

struct AddresseeVisitor;

impl<'de> Visitor<'de> for AddresseeVisitor {
    type Value = RawAddressee;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[slot:…] の並び、undecided、nobody のどれか\na list as [slot:…], `undecided` or `nobody`")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<RawAddressee, E> {
        Ok(RawAddressee::Word(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<RawAddressee, A::Error> {
        Vec::deserialize(de::value::SeqAccessDeserializer::new(list)).map(RawAddressee::Named)
    }
}
