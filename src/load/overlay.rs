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
#[derive(Clone, Debug)]
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

/// Where a kind of values says its verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VerbPlace {
    /// At the top of its file.
    File,
    /// In the item of a list.
    Item,
    /// Nowhere: the base alone declares such values.
    Nowhere,
}

/// What a merge knows about its kind of values.
#[derive(Clone, Copy)]
pub(super) struct Rules<'a> {
    /// Where the verb stands.
    pub verb: VerbPlace,
    /// Whether a value of an id may stand below although it could not be read.
    pub is_unread: &'a dyn Fn(&str) -> bool,
}

/// Merges the values of all layers by id.
pub(super) fn merge<T>(items: Vec<Layered<T>>, rules: Rules<'_>, sink: &mut Sink) -> BTreeMap<String, Layered<T>> {
    let mut items = items;
    // From the base upwards; the sort is stable, so values of one layer keep their order.
    items.sort_by_key(|item| std::cmp::Reverse(item.layer));
    let mut merged: BTreeMap<String, Layered<T>> = BTreeMap::new();
    for item in items {
        let below = merged.get(&item.id);
        if let Some(below) = below.filter(|below| below.layer == item.layer) {
            sink.push(duplicate(&item.id, item.place, below.place));
            continue;
        }
        if let Some(problem) = verb_problem(&item, below, rules) {
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

fn verb_problem<T>(item: &Layered<T>, below: Option<&Layered<T>>, rules: Rules<'_>) -> Option<Diagnostic> {
    let id = &item.id;
    match (&item.verb, below) {
        (None, None) => None,
        (Some(verb), Some(_)) if verb.value == Verb::Replace => None,
        (Some(verb), None) if verb.value == Verb::Replace => (!(rules.is_unread)(id)).then(|| {
            Diagnostic::new(
                Code::OverlayOfNothing,
                verb.span,
                format!("基の手引きに「{id}」がありません"),
                format!("no layer below has `{id}`"),
            )
            .help("新しく加えるなら overlay の行を消します", "to add something new, delete the `overlay` line")
        }),
        (Some(verb), _) => Some(
            Diagnostic::new(
                Code::OverlayVerbUnsupported,
                verb.span,
                "ここで使える overlay は replace だけです",
                "only `overlay: replace` works here",
            )
            .help("全体を書いて「overlay: replace」とします", "write the whole of it and say `overlay: replace`"),
        ),
        (None, Some(below)) => Some(without_verb(item, below.place, rules.verb)),
    }
}

fn without_verb<T>(item: &Layered<T>, below: Span, verb: VerbPlace) -> Diagnostic {
    let id = &item.id;
    let (ja, en) = match verb {
        VerbPlace::File => ("置き換えるなら、先頭に「overlay: replace」と書きます", "say `overlay: replace` at the top to replace it"),
        VerbPlace::Item => {
            ("置き換えるなら、この項目に「overlay: replace」を加えます", "add `overlay: replace` to this item to replace it")
        }
        VerbPlace::Nowhere => ("ここでは消します。基の手引きで決めたものを使います", "delete it here; the base declares it"),
    };
    let (message, message_en) = (format!("基の手引きに同じ id「{id}」があります"), format!("the base has the id `{id}` too"));
    Diagnostic::new(Code::OverlayWithoutVerb, item.place, message, message_en)
        .here("この手引き", "this layer")
        .also(below, "基の手引き", "the layer below")
        .help(ja, en)
}
