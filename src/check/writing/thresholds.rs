//! Thresholds, deadlines and form numbers in a base (W204): they differ from town to town, so a base speaks of none.
//!
//! Said of pages, definitions and remarks of a layer that is a base. `sources:` cites documents and is not read. A warning, for a law may set
//! a term that holds everywhere; a base without such terms makes it an error by `lints: {threshold-in-base: error}`.

use super::Context;
use super::passage::{Folded, Passage};
use super::words::is_kanji;
use crate::diag::{Code, Sink};
use std::ops::Range;

/// Days of the national definition of 不登校, 「年間30日以上」, which holds in any town (文部科学省
/// 「児童生徒の問題行動・不登校等生徒指導上の諸課題に関する調査」).
const DEFINITION_DAYS: [&str; 2] = ["30", "三十"];

/// What follows a number of a threshold or deadline.
const AFTER: [&str; 7] = ["日目", "日以内", "日以上", "日を超え", "日に達", "日連続", "日間連続"];

/// Words before a number of days that make it a threshold, however the sentence goes on.
pub(super) const COUNTED: [&str; 4] = ["連続", "断続", "累計", "通算"];

/// Letters between such a word and its number: 「連続して欠席した日が3日」
pub(super) const NEAR: usize = 12;

/// What stands before the number of a form.
const FORMS: [&str; 4] = ["様式", "様式第", "参考資料", "別紙"];

pub(super) fn check(context: &Context<'_>, passage: &Passage<'_>, sink: &mut Sink) {
    let layer = passage.layer(context.site, context.sources);
    if !context.site.layers.get(layer).is_some_and(|layer| layer.is_base) {
        return;
    }
    let folded = Folded::of(passage.text);
    for range in figures(&folded.text) {
        let original = folded.original(&range);
        let written = &passage.text[original.clone()];
        let message = (format!("基の手引きに「{written}」とあります"), format!("`{written}` stands in a base"));
        sink.push(
            passage
                .problem(Code::ThresholdInBase, &original, message)
                .note(
                    "日数の決まり・期限・様式の番号は、市町村ごとに違います",
                    "thresholds, deadlines and form numbers differ from town to town",
                )
                .help("数と番号を消すか、文を市町村の手引きに移します", "delete the figure, or move the sentence into the town's handbook"),
        );
    }
}

/// Places of thresholds, deadlines and form numbers in a folded text.
fn figures(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_numeral).map(|offset| at + offset) {
        let is_kind: fn(char) -> bool = if text[start..].starts_with(is_kanji_numeral) { is_kanji_numeral } else { |c| c.is_ascii_digit() };
        let end = start + text[start..].find(|c| !is_kind(c)).unwrap_or(text.len() - start);
        at = end;
        if let Some(range) = days(text, start..end).or_else(|| form(text, start..end))
            && found.last().is_none_or(|last| last.end <= range.start)
        {
            at = at.max(range.end);
            found.push(range);
        }
    }
    found
}

pub(super) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || is_kanji_numeral(c)
}

pub(super) fn is_kanji_numeral(c: char) -> bool {
    "〇一二三四五六七八九十百".contains(c)
}

fn days(text: &str, number: Range<usize>) -> Option<Range<usize>> {
    let (before, after) = (text[..number.start].trim_end(), text[number.end..].trim_start_matches(' '));
    if !after.starts_with('日') {
        return None;
    }
    let clause = &before[before.rfind(['。', '、', '「', '」', '(', ')', '\n']).unwrap_or(0)..];
    if DEFINITION_DAYS.contains(&&text[number.clone()])
        && after.starts_with("日以上")
        && ["年間", "年度間"].iter().any(|year| clause.contains(year))
    {
        return None;
    }
    let end = |suffix: &str| text.len() - after.len() + suffix.len();
    if let Some(suffix) = AFTER.iter().find(|suffix| after.starts_with(**suffix)) {
        return Some(number.start..end(suffix));
    }
    let month = ["翌月", "翌月の"].iter().find(|word| clause.ends_with(**word));
    let from = month.map(|word| before.len() - word.len()).or_else(|| counted(before, clause));
    from.map(|from| from..end("日"))
}

/// Where 「連続」 or another word of counting stands, shortly before the end of a clause.
fn counted(before: &str, clause: &str) -> Option<usize> {
    let at = COUNTED.iter().filter_map(|word| clause.rfind(word)).max()?;
    let place = before.len() - clause.len() + at;
    (before[place..].chars().count() <= NEAR).then_some(place)
}

fn form(text: &str, number: Range<usize>) -> Option<Range<usize>> {
    let (before, after) = (text[..number.start].trim_end(), &text[number.end..]);
    if before.ends_with('第') && after.starts_with("号様式") {
        return Some(before.len() - "第".len()..number.end + "号様式".len());
    }
    let word = FORMS.iter().find(|word| before.ends_with(**word))?;
    // 「様式一覧」, 「別紙一枚」: a kanji numeral that begins a word is no number of a form.
    let is_number = !text[number.clone()].starts_with(is_kanji_numeral) || !after.starts_with(|c| is_kanji(c) && c != '号');
    is_number.then(|| before.len() - word.len()..number.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let folded = Folded::of(text);
        figures(&folded.text).into_iter().map(|range| folded.text[range].to_owned()).collect()
    }

    #[test]
    fn thresholds_deadlines_and_form_numbers_are_found() {
        for (text, expected) in [
            ("連続欠席３日目に", "3日目"),
            ("七日目までに", "七日目"),
            ("連続して3日休んだら", "連続して3日"),
            ("断続的に10日になったとき", "断続的に10日"),
            ("累計で十日", "累計で十日"),
            ("翌月5日まで", "翌月5日"),
            ("3 日以内に", "3 日以内"),
            ("学期に20日以上", "20日以上"),
            ("登校日で30日に達した日", "30日に達"),
            ("30日以上休むと", "30日以上"),
            ("様式第1号を", "様式第1"),
            ("様式４で", "様式4"),
            ("別記第2号様式", "第2号様式"),
            ("（参考資料２）", "参考資料2"),
            ("別紙1のとおり", "別紙1"),
            ("様式一を", "様式一"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
        assert_eq!(found("3日目または断続10日目"), ["3日目", "10日目"]);
    }

    #[test]
    fn the_national_definition_and_other_numbers_are_left_alone() {
        for text in [
            "年間30日以上欠席した者",
            "年間三十日以上",
            "年度間に連続又は断続して30日以上欠席",
            "この30日は定義の日数",
            "30日になるまで待つ、という意味ではない",
            "4月1日から",
            "1日の流れ",
            "一日中",
            "二日酔い",
            "毎月5日",
            "数日以内に",
            "様式一覧",
            "別紙一枚",
            "参考資料の一つ",
            "様式を1枚",
            "第6集",
            "原資料の31ページ",
            "連続した欠席。4月3日には",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
