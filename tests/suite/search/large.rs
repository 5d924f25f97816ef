//! A site large enough to be searched by postings.

use super::chance::Random;
use shirube::search::{Document, IndexFile, Kind, Language, Section, build, index};

/// Syllables and kanji of which words are made; few, so that pairs repeat.
const LETTERS: &str = "不登校欠席連続断続支援会議学級担任保護者家庭訪問相談報告書様式期限電話窓口児童生徒アカサタナスクールカウンセラーいうことができるます0123456789ＳＳＷ髙";

/// Pages of the site.
pub const PAGES: usize = 700;

/// Its documents.
pub fn documents() -> Vec<Document> {
    let letters: Vec<char> = LETTERS.chars().collect();
    let mut random = Random::new(11);
    (0..PAGES).map(|number| document(number, &letters, &mut random)).collect()
}

/// Its index.
pub fn files() -> Vec<IndexFile> {
    let documents = documents();
    let size: usize = documents.iter().flat_map(|document| &document.sections).map(|section| section.text.len()).sum();
    assert!(size > index::SMALL_TEXT, "{size} bytes");
    build(&documents, &Language::default())
}

/// The index of its first pages, which is small.
pub fn small_files() -> Vec<IndexFile> {
    build(&documents()[..12], &Language::default())
}

fn document(number: usize, letters: &[char], random: &mut Random) -> Document {
    let mut sentence = |length: usize| -> String { (0..length).map(|_| letters[random.below(letters.len())]).collect() };
    let name = kanji_number(number);
    let mut sections = vec![Section { anchor: String::new(), kind: Kind::Page, heading: String::new(), text: sentence(60) }];
    for part in 0..3 {
        let text = [sentence(120), sentence(180), sentence(90)].join("\n");
        sections.push(Section { anchor: format!("s{part}"), kind: Kind::Page, heading: sentence(6), text });
    }
    sections[1].text.push_str(&format!("\n{name}の定め"));
    Document {
        path: format!("guide/p{number}.html"),
        number: format!("1-{number}"),
        title: format!("第{name}章"),
        kind: Kind::Page,
        sections,
    }
}

/// 503 → 五百三
fn kanji_number(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let place = |digit: usize, unit: &str| match digit {
        0 => String::new(),
        1 if !unit.is_empty() => unit.to_owned(),
        digit => format!("{}{unit}", DIGITS[digit]),
    };
    if number == 0 {
        "〇".to_owned()
    } else {
        format!("{}{}{}", place(number / 100, "百"), place(number / 10 % 10, "十"), place(number % 10, ""))
    }
}
