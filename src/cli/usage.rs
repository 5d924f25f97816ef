//! What is said, in Japanese, about a command line that is not understood; in English the parser speaks for itself.

use crate::diag::nearest;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::io::Write;

pub(super) fn complain(error: &Error) {
    let _ = writeln!(anstream::stderr(), "{}\n書き方は shirube --help で見られます。", explain(error));
}

fn explain(error: &Error) -> String {
    let word = |kind| words(error, kind).join("、");
    let argument = word(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let typed = word(ContextKind::InvalidSubcommand);
            let guess = guess(&typed, &words(error, ContextKind::SuggestedSubcommand));
            format!("「{typed}」というコマンドはありません{guess}")
        }
        ErrorKind::UnknownArgument if !argument.starts_with('-') => format!("「{argument}」は余分です。フォルダーや番号は一つだけ書きます"),
        ErrorKind::UnknownArgument => {
            let guess = guess(&argument, &words(error, ContextKind::SuggestedArg));
            format!("「{argument}」という指定はありません{guess}")
        }
        ErrorKind::InvalidValue if word(ContextKind::InvalidValue).is_empty() => format!("「{argument}」の値が書かれていません"),
        ErrorKind::InvalidValue => {
            let known = word(ContextKind::ValidValue);
            format!("「{argument}」に「{}」は使えません。使えるのは {known} です", word(ContextKind::InvalidValue))
        }
        ErrorKind::ValueValidation => format!("「{argument}」に「{}」は使えません", word(ContextKind::InvalidValue)),
        ErrorKind::MissingRequiredArgument => format!("「{argument}」が書かれていません"),
        ErrorKind::ArgumentConflict => format!("「{argument}」を二度書くことはできません"),
        _ => "コマンドの書き方が違います".to_owned(),
    }
}

/// Of the words that the parser holds for possible the one that is nearest to what was typed.
fn guess(typed: &str, suggested: &[String]) -> String {
    let near = nearest(typed, suggested.iter().map(String::as_str)).or(suggested.first().map(String::as_str));
    near.map(|word| format!("（もしかして {word}）")).unwrap_or_default()
}

fn words(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word.clone()],
        Some(ContextValue::Strings(words)) => words.clone(),
        _ => Vec::new(),
    }
}
