//! What is said about verbs that do not fit.

use super::{Verb, VerbPlace};
use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::model::Removal;

pub(super) fn duplicate(id: &str, place: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateId, place, format!("id「{id}」が二度使われています"), format!("the id `{id}` is used twice"))
        .here("ここ", "here")
        .also(first, "最初はここ", "first used here")
        .help("片方の id を変えます", "rename one of them")
}

pub(super) fn without_verb(id: &str, place: Span, below: Span, verb: VerbPlace) -> Diagnostic {
    let (ja, en) = match verb {
        VerbPlace::File => (
            "全体を置き換えるなら「overlay: replace」、一部を変えるなら「overlay: patch」と先頭に書きます",
            "say `overlay: replace` (the whole) or `overlay: patch` (parts) at the top",
        ),
        VerbPlace::Item => (
            "全体を置き換えるなら「overlay: replace」、一部を変えるなら「overlay: patch」をこの項目に加えます",
            "add `overlay: replace` (the whole) or `overlay: patch` (parts) to this item",
        ),
    };
    taken(id, place, below).help(ja, en)
}

/// An item that is added to a list that has its id.
pub(super) fn added_twice(id: &str, place: Span, below: Span) -> Diagnostic {
    taken(id, place, below).help("中身を変えるなら、add: ではなく patch: に書きます", "to change it, write it under `patch:`")
}

/// A key that was meant to be `overlay`.
pub(super) fn misspelt(key: &Spanned<String>) -> Diagnostic {
    let (ja, en) =
        (format!("「{}」というキーは、ここでは使えません", key.value), format!("`{}` is not a key that is known here", key.value));
    Diagnostic::new(Code::UnknownKey, key.span, ja, en).help("もしかして「overlay」ですか", "did you mean `overlay`?")
}

fn taken(id: &str, place: Span, below: Span) -> Diagnostic {
    let (ja, en) = (format!("基の手引きに同じ id「{id}」があります"), format!("the base has the id `{id}` too"));
    Diagnostic::new(Code::OverlayWithoutVerb, place, ja, en).here("この手引き", "this layer").also(below, "基の手引き", "the layer below")
}

pub(super) fn of_nothing(id: &str, verb: &Spanned<Verb>, gone: Option<&Removal>) -> Diagnostic {
    let problem = nothing(id, verb.span);
    let problem = match verb.value {
        Verb::Remove => problem.help("もう取り除かれているなら、この指定を消します", "delete this; there is nothing to remove"),
        Verb::Replace | Verb::Patch => {
            problem.help("新しく加えるなら overlay の行を消します", "to add something new, delete the `overlay` line")
        }
    };
    match gone {
        Some(removal) => removal.explain(problem),
        None => problem,
    }
}

pub(super) fn no_item(id: &Spanned<String>, meant: Option<&str>) -> Diagnostic {
    let problem = nothing(&id.value, id.span);
    match meant {
        Some(word) => problem.help(format!("もしかして「{word}」ですか"), format!("did you mean `{word}`?")),
        None => problem.help("基の手引きの並びにある id を書きます", "write an id of the list below"),
    }
}

fn nothing(id: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::OverlayOfNothing, span, format!("基の手引きに「{id}」がありません"), format!("no layer below has `{id}`"))
}

fn misfit(span: Span, ja: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::PatchDoesNotFit, span, ja, en)
}

/// Content of what is removed.
pub(in crate::load) fn more_than_remove(span: Span) -> Diagnostic {
    misfit(span, "取り除くものに、中身は要りません", "what is removed takes no content")
        .help("「overlay: remove」だけを書きます。中身を変えるなら patch か replace にします", "write `overlay: remove` alone, or patch it")
}

pub(super) fn list_without_ids(span: Span, below: Span) -> Diagnostic {
    misfit(span, "項目に id がない並びは、一部だけを変えられません", "a list whose items have no ids cannot be patched")
        .also(below, "基の手引きの並び", "the list below")
        .help("並びの全体を書きます。または、基の並びの項目に id を付けます", "write the whole list, or give its items ids in the base")
}

pub(super) fn two_positions(span: Span) -> Diagnostic {
    misfit(span, "after: と before: は、どちらか一つです", "give `after:` or `before:`, not both")
        .help("片方を消します", "delete one of them")
}

/// `overlay=…` on a heading that no patch reads.
pub(in crate::load) fn mark_without_effect(span: Span) -> Diagnostic {
    misfit(span, "見出しの overlay= は、ここでは効きません", "`overlay=` on a heading has no effect here").help(
        "先頭の設定に「overlay: patch」のあるページの、引用や箇条の外の見出しにだけ書けます",
        "it works on headings outside of quotes and lists, in a page whose front matter says `overlay: patch`",
    )
}

pub(super) fn text_without_section(span: Span) -> Diagnostic {
    misfit(span, "基のページのどこに入れる文か、書かれていません", "nothing says where this goes in the page below").help(
        "「## 見出し {#id overlay=after:基の見出しのid}」で始まるまとまりの中に入れます",
        "put it under a heading with `{#id overlay=after:ID}`, where ID is a heading of the page below",
    )
}

pub(super) fn section_without_verb(span: Span) -> Diagnostic {
    misfit(span, "この見出しを基のページのどこに入れるか、書かれていません", "nothing says where this section goes in the page below").help(
        "見出しの終わりに {#id overlay=after:基の見出しのid} のように書きます（before・after・replace・remove）",
        "end the heading by `{#id overlay=after:ID}` (before, after, replace or remove)",
    )
}

pub(super) fn no_section_verb(written: &str, span: Span) -> Diagnostic {
    let (ja, en) = (format!("見出しの「{written}」は使えません"), format!("`{written}` is not possible on a heading"));
    Diagnostic::new(Code::UnknownHeadingAttribute, span, ja, en).help(
        "overlay=before・after・replace・remove のどれかに、必要なら「:基の見出しのid」を続けます",
        "write overlay=before, after, replace or remove, and `:ID` of a heading below where it is needed",
    )
}

pub(super) fn section_inside(span: Span, around: Span) -> Diagnostic {
    misfit(span, "overlay= のまとまりの中に、別の overlay= は書けません", "a section with `overlay=` within another one")
        .also(around, "このまとまりの中です", "within this section")
        .help("別のまとまりとして、同じ段の見出しの外に書きます", "write it outside of that section")
}

pub(super) fn other_level(span: Span, below: Span, level: u8) -> Diagnostic {
    let signs = "#".repeat(usize::from(level));
    misfit(span, "見出しの段が、基のページの見出しと違います", "the heading is not of the level of the one below")
        .also(below, "基の見出し", "the heading below")
        .help(format!("「{signs} 」の見出しにします"), format!("write it with `{signs}`"))
}

pub(super) fn cut_twice(span: Span, other: Span) -> Diagnostic {
    misfit(span, "基の同じところを、二度変えています", "the same part of the page below is changed twice")
        .also(other, "こちらでも変えています", "changed here too")
        .help("一つにまとめます", "make one change of the two")
}

pub(super) fn swallowed(span: Span) -> Diagnostic {
    misfit(span, "つなぐと、この見出しが見出しでなくなります", "put together, this heading is none any more")
        .help("この見出しより前で、``` や <!-- が閉じられているかを確かめます", "look for a ``` or <!-- before it that is not closed")
}

pub(super) fn label_clash(used: Span, own: Span, other: Span) -> Diagnostic {
    let (ja, en) =
        ("この脚注やリンク先の名前は、重ねたページの二つの手引きで決められています", "two layers of this page define this label");
    Diagnostic::new(Code::LabelClash, used, ja, en)
        .also(own, "この手引きで決めたもの", "defined by this layer")
        .also(other, "もう一つの手引きで決めたもの", "defined by the other layer")
        .help("片方の [^…] や […]: の名前を変えます（例: [^machi-1]）", "rename one of the labels (as `[^machi-1]`)")
}

pub(super) fn label_lost(used: Span, definition: Span) -> Diagnostic {
    let (ja, en) =
        ("この脚注やリンク先を決めた行が、重ねた手引きで取り除かれています", "the definition of this label was cut by a nearer layer");
    Diagnostic::new(Code::LabelClash, used, ja, en).also(definition, "決めていた行", "it was defined here").help(
        "引用や教職員用のところにある [^…]: や […]: の行を、基のページの終わりへ移すか、重ねるページにも書きます",
        "move the definition out of the quote or part for staff in the base, or write it in the patch too",
    )
}
