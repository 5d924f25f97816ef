//! The words for slips in YAML, each with what to type.

use crate::diag::{Code, Diagnostic, Span};

pub(super) fn tab(span: Span) -> Diagnostic {
    Diagnostic::new(Code::TabIndent, span, "字下げにタブが使われています", "a tab is used as indentation")
        .here("タブ", "tab")
        .help("タブを消して、半角スペース 2 つにします", "use two spaces instead of the tab")
}

pub(super) fn wide_colon(span: Span) -> Diagnostic {
    Diagnostic::new(Code::FullWidthColon, span, "全角のコロン「：」が使われています", "a full-width colon")
        .help("半角の「: 」（コロンと半角スペース）にします", "type `: ` (colon and space)")
}

pub(super) fn no_space_after_colon(span: Span) -> Diagnostic {
    Diagnostic::new(Code::SpaceMissing, span, "コロンの後ろに空白がありません", "no space after the colon")
        .help("「: 」（コロンと半角スペース）にします", "type `: ` (colon and space)")
}

pub(super) fn no_space_after_mark(span: Span) -> Diagnostic {
    Diagnostic::new(Code::SpaceMissing, span, "箇条のしるし「-」の後ろに空白がありません", "no space after the list mark").help(
        "「- 」（ハイフンと半角スペース）にします。文字なら、行の値の全体を \" で囲みます",
        "type `- ` (hyphen and space), or quote the text",
    )
}

pub(super) fn wide_hyphen(span: Span) -> Diagnostic {
    Diagnostic::new(Code::FullWidthHyphen, span, "箇条のしるしが半角のハイフンではありません", "the list mark is not an ASCII hyphen").help(
        "半角の「- 」（ハイフンと半角スペース）にします。文字なら全体を \" で囲みます",
        "type `- ` (hyphen and space), or quote the text",
    )
}

fn wide_space(span: Span, ja: &str, en: &str) -> Diagnostic {
    Diagnostic::new(Code::FullWidthSpace, span, format!("{ja}に全角スペースがあります"), format!("a full-width space {en}"))
        .here("全角スペース", "full-width space")
}

pub(super) fn wide_indent(span: Span) -> Diagnostic {
    wide_space(span, "字下げ", "in the indentation").help("半角スペースにします（1 段につき 2 つ）", "use two spaces per level")
}

pub(super) fn wide_blank(span: Span) -> Diagnostic {
    wide_space(span, "値の前", "before the value").help("半角スペース 1 つにします", "use one space")
}

pub(super) fn wide_blank_after_mark(span: Span) -> Diagnostic {
    wide_space(span, "箇条のしるしの後ろ", "after the list mark")
        .help("「- 」（ハイフンと半角スペース）にします", "type `- ` (hyphen and space)")
}

pub(super) fn wide_blank_before_colon(span: Span) -> Diagnostic {
    wide_space(span, "コロンの前", "before the colon")
        .help("消して、キーのすぐ後ろに「: 」を書きます", "delete it; the colon follows the key")
}

pub(super) fn wide_blank_at_end(span: Span) -> Diagnostic {
    wide_space(span, "値の終わり", "after the value")
        .help("消します。要る空白なら、値の全体を \" で囲みます", "delete it, or quote the value")
}

pub(super) fn curly_quotes(span: Span, typed: &str) -> Diagnostic {
    let inner = typed.trim_matches(|letter| super::quotes::LOOKALIKES.contains(&letter) || letter == '"' || letter == '\'');
    Diagnostic::new(Code::CurlyQuotes, span, "値を囲む引用符が半角ではありません", "the quotes around the value are not ASCII")
        .help(format!("半角の \" で囲んで \"{inner}\" とします"), format!("type \"{inner}\""))
}

pub(super) fn wide_digits(span: Span, typed: &str, meant: &str) -> Diagnostic {
    Diagnostic::new(
        Code::FullWidthDigits,
        span,
        format!("「{typed}」が全角で書かれています"),
        format!("`{typed}` is in full-width letters"),
    )
    .help(
        format!("半角で「{meant}」とします。このままの文字でよければ \" で囲みます"),
        format!("type `{meant}`, or quote it if it is text"),
    )
}

pub(super) fn cut_by_hash(span: Span, typed: &str) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(Code::CutByHash, span, "「#」から後ろは、コメントとして捨てられます", "text after ` #` is dropped as a comment")
            .here("ここから捨てられます", "dropped from here");
    if typed.chars().count() > 40 || typed.contains('"') {
        return diagnostic.help(
            "文字として使うなら、値の全体を \" で囲みます。コメントなら「# 」と空けます",
            "quote the value; a comment has a space after `#`",
        );
    }
    diagnostic.help(
        format!("文字として使うなら \"{typed}\" と囲みます。コメントなら「# 」と空けます"),
        format!("type \"{typed}\"; a comment has a space after `#`"),
    )
}
