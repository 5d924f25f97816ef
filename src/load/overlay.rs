//! How layers become one: values with the same id, from the base upwards.
//!
//! | lower layer has the id | verb | result |
//! |---|---|---|
//! | no | – | added |
//! | no | `replace` | error S105, the value is kept so that the check goes on |
//! | yes | – | error S104, both places named |
//! | yes | `replace` | the upper one stands |
//!
//! `patch` and `remove` are read, so that their use is one clear error (S111) and not an unknown word.

use crate::diag::{Code, Diagnostic, Sink, Span, Spanned};
use crate::model::LayerIndex;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a value says about the value of the same id below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Verb {
    /// Stands instead of it.
    Replace,
    /// Changes parts of it.
    Patch,
    /// Takes it away.
    Remove,
}

/// A value of one layer before the merge.
#[derive(Debug)]
pub(super) struct Layered<T> {
    /// 0 is the nearest.
    pub layer: LayerIndex,
    /// Its id.
    pub id: String,
    /// Its verb, if any.
    pub verb: Option<Spanned<Verb>>,
    /// Where it is named, for messages.
    pub place: Span,
    /// The value.
    pub value: T,
}

/// Merges the values of all layers by id.
pub(super) fn merge<T>(items: Vec<Layered<T>>, sink: &mut Sink) -> BTreeMap<String, Layered<T>> {
    let mut items = items;
    // From the base upwards; the sort is stable, so values of one layer keep their order.
    items.sort_by(|a, b| b.layer.cmp(&a.layer));
    let mut merged: BTreeMap<String, Layered<T>> = BTreeMap::new();
    for item in items {
        let below = merged.get(&item.id);
        if let Some(below) = below.filter(|below| below.layer == item.layer) {
            sink.push(duplicate(&item.id, item.place, below.place));
            continue;
        }
        if let Some(problem) = verb_problem(&item, below) {
            sink.push(problem);
        }
        merged.insert(item.id.clone(), item);
    }
    merged
}

fn duplicate(id: &str, place: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateId, place, format!("id「{id}」が二度使われています"), format!("the id `{id}` is used twice"))
        .here("ここ", "here")
        .also(first, "最初はここ", "first used here")
        .help("片方の id を変えます", "rename one of them")
}

fn verb_problem<T>(item: &Layered<T>, below: Option<&Layered<T>>) -> Option<Diagnostic> {
    let id = &item.id;
    match (&item.verb, below) {
        (None, None) => None,
        (Some(verb), Some(_)) if verb.value == Verb::Replace => None,
        (Some(verb), None) if verb.value == Verb::Replace => Some(
            Diagnostic::new(
                Code::OverlayOfNothing,
                verb.span,
                format!("基の手引きに「{id}」がありません"),
                format!("no layer below has `{id}`"),
            )
            .help("新しく加えるなら overlay の行を消します", "to add something new, delete the `overlay` line"),
        ),
        (Some(verb), _) => Some(
            Diagnostic::new(
                Code::OverlayVerbUnsupported,
                verb.span,
                "ここで使える overlay は replace だけです",
                "only `overlay: replace` works here",
            )
            .help("全体を書いて「overlay: replace」とします", "write the whole of it and say `overlay: replace`"),
        ),
        (None, Some(below)) => Some(
            Diagnostic::new(
                Code::OverlayWithoutVerb,
                item.place,
                format!("基の手引きに同じ id「{id}」があります"),
                format!("the base has the id `{id}` too"),
            )
            .here("この手引き", "this layer")
            .also(below.place, "基の手引き", "the layer below")
            .help("置き換えるなら先頭に「overlay: replace」と書きます", "say `overlay: replace` at the top to replace it"),
        ),
    }
}
