//! What is said about rule sets, worked examples and calendars; in one place, so that like mistakes are told in like words.

use crate::diag::{Code, Diagnostic, Span, Spanned};

/// Exactly one of some keys belongs there.
pub(in crate::load) fn one_of(span: Span, ja: &str, en: &str) -> Diagnostic {
    unclear(span, format!("{ja} のどれか一つだけを書くところです"), format!("exactly one of {en} belongs here"))
        .help("一つを残して消すか、足りなければ書き足します", "keep one of them, or add one if there is none")
}

/// The keys that were written do not fit together.
pub(in crate::load) fn unclear(span: Span, ja: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::OneOfThese, span, ja, en)
}

pub(in crate::load) fn empty(span: Span, ja: &str, en: &str) -> Diagnostic {
    Diagnostic::new(Code::EmptyRuleList, span, format!("{ja}が一つもありません"), format!("there are no {en}"))
        .help("一つは書きます", "write one at least")
}

pub(in crate::load) fn too_many(span: Span, ja: &str, en: &str, most: usize) -> Diagnostic {
    Diagnostic::new(Code::RulesTooLarge, span, format!("{ja}は {most} までです"), format!("at most {most} {en}"))
        .help("ファイルを分けるか、まとめます", "split the file, or put things together")
}

pub(in crate::load) fn out_of_range(number: &Spanned<i64>, least: u32, most: u32) -> Diagnostic {
    let typed = number.value;
    Diagnostic::new(
        Code::RuleNumber,
        number.span,
        format!("「{typed}」は、ここに書ける数ではありません"),
        format!("{typed} is out of range"),
    )
    .help(format!("{least} から {most} までで書きます"), format!("write a number from {least} to {most}"))
}

pub(in crate::load) fn doubled(id: &Spanned<String>, first: Span) -> Diagnostic {
    let (ja, en) = (format!("id「{}」が二度使われています", id.value), format!("the id `{}` is used twice", id.value));
    Diagnostic::new(Code::DuplicateId, id.span, ja, en)
        .here("ここ", "here")
        .also(first, "最初はここ", "first used here")
        .help("片方の id を変えます", "rename one of them")
}

pub(super) fn window_of_run(span: Span) -> Diagnostic {
    Diagnostic::new(Code::WindowOfRun, span, "run は、月や直近の日数では区切れません", "a run cannot be cut by months or the last days")
        .help("all・term・school-year のどれかにするか、total で数えます", "use all, term or school-year, or count by `total`")
}

pub(super) fn alias_taken(alias: &Spanned<String>, first: Span) -> Diagnostic {
    let (ja, en) =
        (format!("「{}」は、ほかのしるしの書き方と同じです", alias.value), format!("`{}` is how another mark is written", alias.value));
    Diagnostic::new(Code::AliasTaken, alias.span, ja, en)
        .also(first, "もう一つはここ", "the other one")
        .help("どちらのしるしか決まるように、片方を消します", "delete one, so that it is clear which mark is meant")
}

pub(super) fn alias_length(alias: &Spanned<String>, most: usize) -> Diagnostic {
    if alias.value.is_empty() {
        let problem = Diagnostic::new(Code::InvalidValue, alias.span, "書き方（aliases）が空です", "an alias is empty");
        return problem.help("出席簿での書き方を書くか、消します", "write how the register writes it, or delete it");
    }
    too_many(alias.span, "書き方（aliases）の文字数", "letters of an alias", most).help("短くします", "make it shorter")
}

pub(super) fn ids_change(span: Span, what: (&str, &str)) -> Diagnostic {
    let (ja, en) = (format!("読み方によって、{}の id や数が変わります", what.0), format!("the {} change with the reading", what.1));
    Diagnostic::new(Code::IdsChange, span, ja, en).help(
        "id はどの読み方でも同じにして、その中の値だけを {undecided: …} にします",
        "keep the ids the same under each reading, and leave open only what is in them",
    )
}
