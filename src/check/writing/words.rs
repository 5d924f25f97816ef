//! All words that lints look for, found in one pass over a text: names of the glossary, spellings it discourages, names of agencies.
//!
//! A word counts where it stands alone ([`stands_alone`]) and not as a part of a longer known word: 「障がい」 in the category
//! 「発達障がい」 is the name of the category.

use super::passage::fold;
use crate::model::{DiscouragedSpelling, Site, Term};
use aho_corasick::AhoCorasick;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a word is.
#[derive(Clone, Copy)]
pub(super) enum Meaning<'s> {
    /// A word of the glossary, its short form, or a synonym that holds one of them (不登校の速報).
    Name(&'s Term),
    /// A spelling that the word's entry discourages.
    Discouraged(&'s Term, &'s DiscouragedSpelling),
    /// A name in its own right: it only keeps shorter words within it from being taken for others.
    Known,
}

/// The words of a site.
pub(super) struct Words<'s> {
    /// `None` when no word has a home and no spelling is discouraged.
    automata: Option<Automata>,
    /// By pattern.
    meanings: Vec<Vec<Meaning<'s>>>,
}

struct Automata {
    /// The words that something may be said of: few, so that most texts are done with at once.
    sought: AhoCorasick,
    /// All words, by pattern.
    all: AhoCorasick,
}

/// A word found in a text.
pub(super) struct Found {
    /// Where.
    pub range: Range<usize>,
    pattern: usize,
}

impl<'s> Words<'s> {
    /// Gathers the words of a site.
    pub fn new(site: &'s Site) -> Self {
        let mut gathered = Gathered::default();
        for term in site.glossary.values() {
            std::iter::once(&term.term.value).chain(&term.short).for_each(|name| gathered.add(name, Meaning::Name(term)));
            let holds_name = |text: &str| std::iter::once(&term.term.value).chain(&term.short).any(|name| text.contains(name.as_str()));
            term.synonyms.iter().for_each(|name| gathered.add(name, if holds_name(name) { Meaning::Name(term) } else { Meaning::Known }));
            term.discouraged.iter().for_each(|one| gathered.add(&one.spelling, Meaning::Discouraged(term, one)));
        }
        let sought: Vec<String> =
            gathered.0.iter().filter(|(_, meanings)| meanings.iter().any(is_sought)).map(|(word, _)| word.clone()).collect();
        if sought.is_empty() {
            return Self { automata: None, meanings: Vec::new() };
        }
        for agency in site.agencies.values() {
            let names = std::iter::once(&agency.name.value).chain(&agency.short).chain(&agency.aliases);
            names.for_each(|name| gathered.add(name, Meaning::Known));
        }
        site.categories.iter().for_each(|category| gathered.add(&category.title, Meaning::Known));
        site.slots.values().for_each(|slot| gathered.add(&slot.title, Meaning::Known));
        let automata = AhoCorasick::new(sought).and_then(|sought| Ok(Automata { sought, all: AhoCorasick::new(gathered.0.keys())? })).ok();
        Self { automata, meanings: gathered.0.into_values().collect() }
    }

    /// The words in a text that count, in order.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let Some(automata) = self.automata.as_ref().filter(|automata| automata.sought.is_match(text)) else { return Vec::new() };
        let mut found: Vec<Found> = automata
            .all
            .find_overlapping_iter(text)
            .map(|found| Found { range: found.range(), pattern: found.pattern().as_usize() })
            .collect();
        let all: Vec<Range<usize>> = found.iter().map(|word| word.range.clone()).collect();
        found.retain(|word| stands_alone(text, &word.range) && !all.iter().any(|other| is_within(&word.range, other)));
        found.sort_by_key(|word| (word.range.start, word.pattern));
        found
    }

    /// What a found word may be.
    pub fn meanings(&self, found: &Found) -> &[Meaning<'s>] {
        &self.meanings[found.pattern]
    }
}

fn is_sought(meaning: &Meaning<'_>) -> bool {
    match meaning {
        Meaning::Name(term) => term.home.is_some(),
        Meaning::Discouraged(..) => true,
        Meaning::Known => false,
    }
}

fn is_within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end && outer.len() > inner.len()
}

/// Meanings by spelling.
#[derive(Default)]
struct Gathered<'s>(BTreeMap<String, Vec<Meaning<'s>>>);

impl<'s> Gathered<'s> {
    /// Adds a word as written, and with its Latin letters and digits in both widths.
    fn add(&mut self, word: &str, meaning: Meaning<'s>) {
        let half = fold(word);
        let full = half.chars().map(full_width).collect();
        let mut forms = [word.trim().to_owned(), half, full];
        forms.sort();
        for at in 0..forms.len() {
            let form = &forms[at];
            // An empty pattern would be found everywhere.
            if !form.is_empty() && (at == 0 || *form != forms[at - 1]) {
                self.0.entry(form.clone()).or_default().push(meaning);
            }
        }
    }
}

fn full_width(c: char) -> char {
    if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xfee0).unwrap_or(c) } else { c }
}

/// Whether a word is not a part of another one, as far as letters show it.
///
/// - Latin letters, digits and katakana: no such letter goes on beyond the word (SC in DISCO, ヘルパ in ヘルパー).
/// - One or two kanji: not with kanji on both sides (子相 in 親子相談).
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let word = &text[range.clone()];
    let (before, after) = (text[..range.start].chars().next_back(), text[range.end..].chars().next());
    let (first, last) = (word.chars().next(), word.chars().next_back());
    let goes_on = |inside: Option<char>, outside: Option<char>, is_kind: fn(char) -> bool| {
        inside.is_some_and(is_kind) && outside.is_some_and(is_kind)
    };
    if [is_latin, is_katakana].iter().any(|&is_kind| goes_on(first, before, is_kind) || goes_on(last, after, is_kind)) {
        return false;
    }
    let is_short = word.chars().count() <= 2 && word.chars().all(is_kanji);
    !(is_short && before.is_some_and(is_kanji) && after.is_some_and(is_kanji))
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | 'ｦ'..='ﾟ')
}

/// Whether a character is a kanji.
pub(super) fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(text: &str, word: &str) -> bool {
        let at = text.find(word).expect("the word is there");
        stands_alone(text, &(at..at + word.len()))
    }

    #[test]
    fn a_short_kanji_word_between_kanji_is_part_of_another() {
        assert!(!alone("親子相談の日", "子相"));
        assert!(alone("子相へ電話", "子相"));
        assert!(alone("市の子相談当", "子相"));
        assert!(alone("元登校拒否児", "登校拒否"));
    }

    #[test]
    fn latin_letters_and_katakana_go_on() {
        assert!(!alone("DISCO", "SC"));
        assert!(!alone("ＤＩＳＣＯ", "ＳＣ"));
        assert!(alone("市のSCが", "SC"));
        assert!(!alone("ヘルパーが", "ヘルパ"));
        assert!(!alone("ブリーフケース", "ケース"));
        assert!(alone("校内ケース会議", "ケース会議"));
    }

    #[test]
    fn a_word_is_looked_for_in_both_widths() {
        let mut gathered = Gathered::default();
        gathered.add("SCと１人", Meaning::Known);
        gathered.add("", Meaning::Known);
        assert_eq!(gathered.0.keys().collect::<Vec<_>>(), ["SCと1人", "SCと１人", "ＳＣと１人"]);
    }
}
