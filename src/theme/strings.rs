//! The visible texts: merged per key, so that a layer may change one word and a language may lack one.

use super::layers::{Layers, problem, text};
use super::read::flat;
use crate::diag::{Code, Sink, Span};
use std::collections::BTreeMap;

/// The language that has every text.
const COMPLETE: &str = "ja";

/// `t` for a language: texts of the complete language, then those of the language (`en` for `en-GB`, then `en-GB`), in each from the
/// embedded theme up to the nearest layer.
pub(super) fn merge(layers: &Layers, lang: &str, place: Option<Span>, sink: &mut Sink) -> BTreeMap<String, String> {
    let primary = lang.split('-').next().unwrap_or(lang);
    let mut order = vec![COMPLETE];
    for language in [primary, lang] {
        if !order.contains(&language) {
            order.push(language);
        }
    }
    let mut merged = BTreeMap::new();
    let mut found = false;
    for language in order {
        let path = format!("i18n/{language}.yml");
        for layer in layers.iter().rev() {
            let Some(file) = layer.files.get(&path).and_then(text) else { continue };
            found |= language == primary || language == lang;
            merged.extend(flat(file, sink).unwrap_or_default());
        }
    }
    if !found {
        let ja = format!("言語「{lang}」の言葉のファイル i18n/{lang}.yml がありません");
        let problem = problem(Code::ThemeFileMissing, place, ja, format!("there is no i18n/{lang}.yml for the language `{lang}`"));
        sink.push(problem.help(
            format!("「ja」か「en」と書くか、theme/i18n/{lang}.yml に画面の言葉を書きます"),
            format!("write `ja` or `en`, or put the words into theme/i18n/{lang}.yml"),
        ));
    }
    merged
}
