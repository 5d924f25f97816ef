//! The words for what decoding found, with what to type instead.

use super::NodeKind;
use super::fault::{Problem, Wanted};
use crate::diag::{Code, Diagnostic, Span, Spanned, nearest};
use unicode_normalization::UnicodeNormalization;

/// Words that a message lists at most.
const MAX_LISTED: usize = 20;

pub(super) fn unknown_key(key: &Spanned<String>, known: &'static [&'static str], meant: Option<&str>) -> Diagnostic {
    let typed = &key.value;
    let diagnostic = Diagnostic::new(
        Code::UnknownKey,
        key.span,
        format!("「{typed}」というキーは、ここでは使えません"),
        format!("`{typed}` is not a key that is known here"),
    );
    match meant {
        Some(word) => diagnostic.help(format!("もしかして「{word}」ですか"), format!("did you mean `{word}`?")),
        None => diagnostic.help(format!("使えるキー: {}", listed(known)), format!("known keys: {}", listed(known))),
    }
}

pub(super) fn missing_key(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::MissingKey, span, format!("「{name}」が書かれていません"), format!("the key `{name}` is missing"))
        .here("このまとまりに必要です", "required in this group")
        .help(format!("「{name}: …」の行を書き足します"), format!("add a line `{name}: …`"))
}

/// A required key that a nearer layer took away at `span`.
pub(super) fn removed_key(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MissingKey,
        span,
        format!("「{name}」は必要なので、取り除けません"),
        format!("the key `{name}` is required and cannot be removed"),
    )
    .help("ほかの値を書くか、この行を消します", "give another value, or delete this line")
}

/// The diagnostic for a problem at `span`, where `found` stands; `None` for a consequence of another.
pub(super) fn explain(problem: Problem, found: &NodeKind, span: Span) -> Option<Diagnostic> {
    let diagnostic = match problem {
        Problem::Consequence => return None,
        Problem::Shape(wanted) => wrong_shape(wanted, found, span),
        Problem::Expected(words) => {
            let (ja, en) = both(&words);
            Diagnostic::new(Code::WrongType, span, format!("ここに書くものが違います: {ja}"), format!("expected {en}"))
        }
        Problem::OutOfRange { least, most } => {
            Diagnostic::new(Code::InvalidValue, span, "数が大きすぎるか、小さすぎます", "the number is out of range")
                .help(format!("{least} から {most} までで書きます"), format!("write a number from {least} to {most}"))
        }
        Problem::NoValue => no_value(span),
        Problem::UnknownChoice { typed, known } => unknown_choice(&typed, known, span),
        Problem::ChoiceNeedsContent(word) => {
            Diagnostic::new(Code::WrongType, span, format!("「{word}」には中身が要ります"), format!("`{word}` needs content"))
                .help(format!("「{word}: …」の形で書きます"), format!("write `{word}: …`"))
        }
        Problem::ChoiceTakesNothing(word) => {
            Diagnostic::new(Code::WrongType, span, format!("「{word}」に中身は付けられません"), format!("`{word}` takes no content"))
                .help(format!("コロンと中身を消して「{word}」とだけ書きます"), format!("write `{word}` alone"))
        }
        Problem::OneChoiceOnly => Diagnostic::new(Code::WrongType, span, "ここに書けるキーは一つだけです", "only one key can stand here")
            .help("どれか一つを残して消します", "keep one of them"),
        Problem::Invalid(words) => {
            let (ja, en) = both(&words);
            Diagnostic::new(Code::InvalidValue, span, ja, en)
        }
        // Both carry a place of their own kind; here they come from a reader that raises them by hand.
        Problem::UnknownKey { typed, known } => unknown_key(&Spanned::new(typed, span), known, None),
        Problem::MissingKey(name) => missing_key(name, span),
    };
    Some(diagnostic)
}

/// Readers may give Japanese and English on two lines.
fn both(words: &str) -> (&str, &str) {
    words.split_once('\n').unwrap_or((words, words))
}

fn no_value(span: Span) -> Diagnostic {
    Diagnostic::new(Code::EmptyValue, span, "値が書かれていません", "a value is missing").help(
        "値を書くか、要らなければこの行を消します。「~」や「null」という文字なら \" で囲みます",
        "write a value or delete the line; quote `~` or `null` if it is text",
    )
}

fn unknown_choice(typed: &str, known: &'static [&'static str], span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UnknownChoice,
        span,
        format!("「{typed}」は、ここで使える言葉ではありません"),
        format!("`{typed}` is not one of the allowed words"),
    );
    let words = listed(known);
    let folded: String = typed.nfkc().collect();
    match nearest(&folded, known.iter().copied()) {
        Some(word) => diagnostic
            .help(format!("もしかして「{word}」ですか（使える言葉: {words}）"), format!("did you mean `{word}`? (allowed: {words})")),
        None => diagnostic.help(format!("使える言葉: {words}"), format!("allowed: {words}")),
    }
}

fn listed(words: &[&str]) -> String {
    let mut text = words.iter().take(MAX_LISTED).copied().collect::<Vec<_>>().join(", ");
    if words.len() > MAX_LISTED {
        text.push_str(", …");
    }
    if text.is_empty() { "—".to_owned() } else { text }
}

fn wrong_shape(wanted: Wanted, found: &NodeKind, span: Span) -> Diagnostic {
    let (ja, en) = match wanted {
        Wanted::Text => ("ここには文字を一つ書きます", "a single text belongs here"),
        Wanted::Letter => ("ここには一文字だけを書きます", "a single character belongs here"),
        Wanted::Number => ("ここには数を書きます", "a number belongs here"),
        Wanted::YesNo => ("ここには yes か no を書きます", "`yes` or `no` belongs here"),
        Wanted::List => ("ここには箇条（- ）を並べます", "a list belongs here"),
        Wanted::Mapping => ("ここには「キー: 値」を並べます", "`key: value` lines belong here"),
    };
    let (here_ja, here_en) = match found {
        NodeKind::Scalar(_) => ("文字があります", "this is a text"),
        NodeKind::Sequence(_) => ("箇条があります", "this is a list"),
        NodeKind::Mapping(_) => ("「キー: 値」があります", "this is a mapping"),
        NodeKind::Empty | NodeKind::Refused | NodeKind::Removed => ("何もありません", "this is empty"),
    };
    let typed = match found {
        NodeKind::Scalar(text) => text.trim(),
        _ => "",
    };
    let (help_ja, help_en) = instead(wanted, typed);
    Diagnostic::new(Code::WrongType, span, ja, en).here(here_ja, here_en).help(help_ja, help_en)
}

/// What to type instead, with the typed value where it can be mended.
fn instead(wanted: Wanted, typed: &str) -> (String, String) {
    let folded: String = typed.nfkc().collect();
    let short = typed.chars().count() <= 40 && !typed.contains('\n');
    match wanted {
        Wanted::Text => (
            "箇条や入れ子にせず、コロンの後ろに書きます。「: 」やかっこを含む文字なら、全体を \" で囲みます".to_owned(),
            "write it after the colon; quote a text with `: ` or brackets".to_owned(),
        ),
        Wanted::Letter => ("一文字だけにします".to_owned(), "write one character".to_owned()),
        Wanted::Number => match number_in(&folded) {
            Some(number) => (format!("半角の数字だけで「{number}」と書きます"), format!("write `{number}`")),
            None => ("半角の数字だけで書きます（例: 10）".to_owned(), "write digits only, for example 10".to_owned()),
        },
        Wanted::YesNo => match yes_or_no(&folded) {
            Some(word) => (format!("半角の小文字で「{word}」と書きます"), format!("write `{word}`")),
            None => ("「yes」か「no」を半角の小文字で書きます".to_owned(), "write `yes` or `no`".to_owned()),
        },
        Wanted::List if short && !typed.is_empty() => {
            let item = typed.trim_start_matches(['・', '-', '－', 'ー', ' ', '\u{3000}']);
            (
                format!("一つだけでも、次の行から字下げして「- {item}」のように書きます"),
                format!("start a list on the next line: `- {item}`"),
            )
        }
        Wanted::List => {
            ("次の行から字下げして「- 」で始まる行を並べます".to_owned(), "start each item with `- ` on its own line".to_owned())
        }
        Wanted::Mapping => (
            "次の行から字下げして「キー: 値」の行を並べます。コロンは半角で、後ろに半角スペースを入れます".to_owned(),
            "write indented `key: value` lines, with a space after each colon".to_owned(),
        ),
    }
}

/// The number that was meant by `０７`, `+3`, `007`, `1,000` or `10日`.
fn number_in(folded: &str) -> Option<String> {
    let digits: String = folded.chars().filter(|letter| *letter != ',' && *letter != '_').collect();
    let digits = digits.trim_start_matches('+').trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let plain = digits.trim_start_matches('0');
    is_number.then(|| if plain.is_empty() { "0".to_owned() } else { plain.to_owned() })
}

fn yes_or_no(folded: &str) -> Option<&'static str> {
    match folded.to_lowercase().as_str() {
        "yes" | "y" | "on" | "true" | "はい" | "有" | "あり" | "○" | "1" => Some("yes"),
        "no" | "n" | "off" | "false" | "いいえ" | "無" | "なし" | "×" | "0" => Some("no"),
        _ => None,
    }
}
