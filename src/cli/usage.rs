//! What is said, in Japanese, about a command line that is not understood; in English the parser speaks for itself.

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
            let guess = guess(&words(error, ContextKind::SuggestedSubcommand));
            format!("「{}」というコマンドはありません{guess}", word(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument if !argument.starts_with('-') => format!("「{argument}」は余分です。フォルダーや番号は一つだけ書きます"),
        ErrorKind::UnknownArgument => format!("「{argument}」という指定はありません{}", guess(&words(error, ContextKind::SuggestedArg))),
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

fn guess(suggested: &[String]) -> String {
    suggested.first().map(|word| format!("（もしかして {word}）")).unwrap_or_default()
}

fn words(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word.clone()],
        Some(ContextValue::Strings(words)) => words.clone(),
        _ => Vec::new(),
    }
}
