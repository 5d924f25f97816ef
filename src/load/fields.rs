//! Pieces of what editors type that several kinds share: ids, dates, readings, references, citations.

use super::overlay::Thing;
use super::text::DataFile;
use super::yaml::{self, Node, NodeKind};
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned};
use crate::model::{CivilDate, InvalidId, LayerIndex, Reference, ReferenceKind, SourceCitation};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// `{document, page, heading}`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCitation {
    document: String,
    page: Option<String>,
    heading: Option<String>,
}

impl From<RawCitation> for SourceCitation {
    fn from(raw: RawCitation) -> Self {
        Self { document: raw.document, page: raw.page, heading: raw.heading }
    }
}

pub(super) fn citations(raw: Vec<RawCitation>) -> Vec<SourceCitation> {
    raw.into_iter().map(SourceCitation::from).collect()
}

/// Decodes a whole text. An empty one is read as a mapping without keys, so that the message names what must be written.
pub(super) fn decode<T: DeserializeOwned>(node: &Node, sink: &mut Sink) -> Option<T> {
    if node.kind == NodeKind::Empty {
        return yaml::decode(&Node { span: node.span, kind: NodeKind::Mapping(Vec::new()) }, sink);
    }
    yaml::decode(node, sink)
}

/// The things of a file that lists them below one key, each item that has an id; `None` when the file has another form, which is said.
/// `T` is that form. Items without an id are decoded on their own by `odd`, which complains of them.
pub(super) fn listed<T: DeserializeOwned>(
    (layer, file): (LayerIndex, &DataFile),
    key: &str,
    odd: impl Fn(&Node, &mut Sink),
    sink: &mut Sink,
) -> Option<Vec<Thing>> {
    let _: T = decode(&file.node, sink)?;
    let mut things = Vec::new();
    for item in file.node.get(key).map_or(&[][..], Node::items) {
        match item.get("id").and_then(Node::text) {
            Some(id) => things.push(Thing { layer, id: id.value, place: id.span, node: Arc::new(item.clone()), part: () }),
            None => odd(item, sink),
        }
    }
    Some(things)
}

/// Takes an id or says what is wrong with it.
pub(super) fn id<T>(new: impl Fn(String) -> Result<T, InvalidId>, text: &Spanned<String>, sink: &mut Sink) -> Option<T> {
    match new(text.value.clone()) {
        Ok(id) => Some(id),
        Err(problem) => {
            sink.push(bad_id(&text.value, text.span, problem));
            None
        }
    }
}

pub(super) fn bad_id(text: &str, span: Span, problem: InvalidId) -> Diagnostic {
    let (ja, en) = match problem {
        InvalidId::Empty => ("id が空です", "the id is empty"),
        InvalidId::TooLong => ("id が長すぎます（80 文字まで）", "the id is longer than 80 letters"),
        InvalidId::Reserved => ("しるべが作る一覧と同じ id は使えません", "the id of a generated list"),
        InvalidId::NotKebab => ("id に使えない文字があります", "the id has letters that are not allowed"),
    };
    Diagnostic::new(Code::BadId, span, format!("{ja}: 「{text}」"), format!("{en}: `{text}`"))
        .help("半角の小文字・数字・ハイフンだけで書きます（例: kodomo-katei）", "use a-z, 0-9 and hyphens (kodomo-katei)")
}

/// Takes `2026-11-20` or says what is wrong with it.
pub(super) fn date(text: &Spanned<String>, sink: &mut Sink) -> Option<CivilDate> {
    let shaped =
        text.len() == 10 && text.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
    let parsed = shaped.then(|| text.value.parse::<CivilDate>().ok()).flatten();
    if parsed.is_none() {
        sink.push(
            Diagnostic::new(
                Code::InvalidValue,
                text.span,
                format!("「{}」は日付ではありません", text.value),
                format!("`{}` is not a date", text.value),
            )
            .help("2026-04-01 の形で、暦にある日を書きます", "write a day of the calendar as 2026-04-01"),
        );
    }
    parsed
}

/// A reading that need not be given, after a look at its letters.
pub(super) fn yomi(text: Option<Spanned<String>>, sink: &mut Sink) -> Option<String> {
    let text = text?;
    check_yomi(&text, sink);
    Some(text.value)
}

/// Complains unless a reading is hiragana (with ー, ・, blanks, digits and Latin letters allowed).
pub(super) fn check_yomi(text: &Spanned<String>, sink: &mut Sink) {
    let fits = |c: char| matches!(c, 'ぁ'..='ゖ' | 'ー' | '・' | '、' | ' ' | '0'..='9' | 'a'..='z' | 'A'..='Z' | '-');
    if let Some((at, letter)) = text.value.char_indices().find(|&(_, c)| !fits(c)) {
        let span = inner(text, at, letter.len_utf8());
        sink.push(
            Diagnostic::new(Code::YomiFormat, span, format!("よみに「{letter}」があります"), format!("the reading holds `{letter}`"))
                .help("よみは、ひらがなで書きます", "write the reading in hiragana"),
        );
    }
}

/// The place of a few bytes inside a scalar; the whole scalar when it is quoted, so that the offset would not fit.
fn inner(text: &Spanned<String>, at: usize, len: usize) -> Span {
    let is_verbatim = text.span.range().len() == text.value.len();
    if is_verbatim { text.span.sub(at, at + len) } else { text.span }
}

/// Takes a reference of one of the allowed kinds or says what is wrong with it.
pub(super) fn reference(text: &Spanned<String>, allowed: &[ReferenceKind], sink: &mut Sink) -> Option<Spanned<Reference>> {
    let names = || allowed.iter().map(|kind| format!("{kind}:…")).collect::<Vec<_>>().join("、");
    match Reference::parse(&text.value) {
        Some(Ok(reference)) if allowed.contains(&reference.kind) => return Some(Spanned::new(reference, text.span)),
        Some(Ok(reference)) => sink.push(
            Diagnostic::new(
                Code::UnknownReferenceKind,
                text.span,
                format!("ここでは {}: は使えません", reference.kind),
                format!("`{}:` is not possible here", reference.kind),
            )
            .help(format!("使えるのは {} です", names()), format!("possible: {}", names())),
        ),
        Some(Err(error)) => sink.push(error.explain(text.span)),
        None => sink.push(
            Diagnostic::new(
                Code::UnknownReferenceKind,
                text.span,
                format!("「{}」は参照の形ではありません", text.value),
                format!("`{}` is not a reference", text.value),
            )
            .help(format!("{} の形で書きます", names()), format!("write {}", names())),
        ),
    }
    None
}

/// Complains unless a pinned item number has the shape `1-2`.
pub(super) fn check_number(text: &Spanned<String>, sink: &mut Sink) {
    let fits = text.value.split('-').all(|part| !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit()));
    if !fits {
        sink.push(
            Diagnostic::new(
                Code::InvalidValue,
                text.span,
                format!("「{}」は項目番号ではありません", text.value),
                format!("`{}` is not an item number", text.value),
            )
            .help("1-2 の形で書きます", "write it as 1-2"),
        );
    }
}
