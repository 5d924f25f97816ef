//! Spellings that the glossary discourages (W301), and `accepts:` of a page that accepts nothing (W302).
//!
//! Said only of texts that know the glossary's word: those of its own layer and of the layers above. Not said
//! - where the page accepts the spelling (`accepts: [障がい]`), nor in the definition of the very word that discourages it;
//! - in a title that is cited: 『…』, or 「…」 with words of one of the page's sources;
//! - where the spelling alone stands in 「…」, for then it is spoken of;
//! - within the name of a law (発達障害者支援法).

use super::Context;
use super::day_counts;
use super::passage::{Owner, Passage, fold};
use super::words::{Found, Meaning, is_kanji};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{DiscouragedSpelling, Page, ReferenceKind, Term};
use std::ops::Range;

pub(super) fn check(context: &Context<'_>, passage: &Passage<'_>, found: &[Found], sink: &mut Sink) {
    let layer = if found.is_empty() { 0 } else { passage.layer(context.site, context.sources) };
    for word in found {
        let discouraged = context.words.meanings(word).iter().find_map(|meaning| match meaning {
            Meaning::Discouraged(term, spelling) if term.origin.layer >= layer => Some((*term, *spelling)),
            _ => None,
        });
        if let Some((term, spelling)) = discouraged
            && !is_right(passage, &word.range, term, spelling)
        {
            sink.push(explain(passage, &word.range, term, spelling));
        }
    }
}

fn is_right(passage: &Passage<'_>, range: &Range<usize>, term: &Term, spelling: &DiscouragedSpelling) -> bool {
    let owner = passage.prose.owner;
    let is_own = matches!(owner, Owner::Definition(own) if own.id == term.id);
    is_own || owner.accepts(&spelling.spelling) || is_cited(passage.text, range, owner.page()) || is_in_law(passage.text, range)
}

fn explain(passage: &Passage<'_>, range: &Range<usize>, term: &Term, spelling: &DiscouragedSpelling) -> Diagnostic {
    let (written, preferred) = (&passage.text[range.clone()], &term.term.value);
    let message = (format!("「{written}」は使わない書き方です"), format!("`{written}` is a discouraged spelling"));
    let mut problem = passage.problem(Code::DiscouragedSpelling, range, message);
    if let Some(reason) = &spelling.reason {
        problem = problem.note(format!("理由: {reason}"), format!("reason: {reason}"));
    }
    let also = term.short.iter().map(|short| format!("か「{short}」")).collect::<String>();
    match passage.prose.owner.page() {
        Some(_) => problem.help(
            format!(
                "「{preferred}」{also}と書きます。このページではこのままが正しいときは、先頭の設定に「accepts: [{written}]」と書きます"
            ),
            format!("write `{preferred}`; where this is right, say `accepts: [{written}]` in the front matter"),
        ),
        None => problem.help(format!("「{preferred}」{also}と書きます"), format!("write `{preferred}`")),
    }
}

/// Whether a part of a text stands in a title that is cited, or alone in quotation marks.
fn is_cited(text: &str, range: &Range<usize>, page: Option<&Page>) -> bool {
    if enclosed(text, range, '『', '』').is_some() {
        return true;
    }
    let Some(quoted) = enclosed(text, range, '「', '」') else { return false };
    let quoted = &text[quoted];
    let names = |cited: &String| fold(cited).contains(&fold(quoted));
    quoted == &text[range.clone()]
        || page.is_some_and(|page| page.sources.iter().any(|source| names(&source.document) || source.heading.as_ref().is_some_and(names)))
}

/// What stands between the nearest marks around a part of a text.
fn enclosed(text: &str, range: &Range<usize>, open: char, close: char) -> Option<Range<usize>> {
    let start = text[..range.start].rfind([open, close]).filter(|&at| text[at..].starts_with(open))? + open.len_utf8();
    let end = range.end + text[range.end..].find([open, close]).filter(|&at| text[range.end + at..].starts_with(close))?;
    Some(start..end)
}

/// Whether the kanji around a part of a text end in 法 or 条例, and not as in 方法.
fn is_in_law(text: &str, range: &Range<usize>) -> bool {
    let end = range.end + text[range.end..].find(|c| !is_kanji(c)).unwrap_or(text.len() - range.end);
    let rest = &text[range.end..end];
    let is_way = ["方法", "手法", "技法", "療法", "用法", "作法", "話法", "文法"].iter().any(|way| rest.ends_with(way));
    rest.ends_with("条例") || (rest.ends_with('法') && !is_way)
}

/// Complains of words in `accepts:` that nothing would be said of.
pub(super) fn check_accepted(context: &Context<'_>, page: &Page, sink: &mut Sink) {
    if page.accepts.is_empty() || context.site.unread.hides_below(ReferenceKind::Term, "") {
        return;
    }
    let known = context.site.glossary.values().flat_map(|term| {
        let names = std::iter::once(&term.term.value).chain(&term.short).filter(|_| term.home.is_some());
        term.discouraged.iter().map(|one| &one.spelling).chain(names)
    });
    let known: Vec<&str> = known.map(String::as_str).collect();
    for accepted in &page.accepts {
        let folded = fold(&accepted.value);
        if !known.iter().any(|word| fold(word) == folded) && !day_counts::is_day_count(&folded) {
            let (ja, en) = (
                format!("「{}」は、用語集で使わない書き方にも、home: のある用語にもなっていません", accepted.value),
                format!("`{}` is neither discouraged nor the name of a word with a home", accepted.value),
            );
            sink.push(Diagnostic::new(Code::AcceptsNothing, accepted.span, ja, en).did_you_mean(&accepted.value, known.iter().copied()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, word: &str) -> Range<usize> {
        let at = text.find(word).expect("the word is there");
        at..at + word.len()
    }

    #[test]
    fn a_cited_title_and_a_word_spoken_of_are_told_from_sentences() {
        for (text, is_expected) in [
            ("『登校拒否の理解』を読む", true),
            ("「登校拒否」という言葉", true),
            ("「登校拒否のときは」と聞く", false),
            ("「本人」が登校拒否になり「家庭」が", false),
            ("「はい」と答え、登校拒否", false),
            ("登校拒否", false),
        ] {
            assert_eq!(is_cited(text, &place(text, "登校拒否"), None), is_expected, "{text}");
        }
    }

    #[test]
    fn the_name_of_a_law_is_left_as_it_is() {
        for (text, is_expected) in [
            ("発達障害者支援法では", true),
            ("障害福祉条例", true),
            ("障害理解の方法", false),
            ("障害支援方法", false),
            ("障害のある人の法", false),
            ("障害", false),
        ] {
            assert_eq!(is_in_law(text, &place(text, "障害")), is_expected, "{text}");
        }
    }
}
