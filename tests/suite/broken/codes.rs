//! The table of codes: complete, unique, explained, and each of them met by a broken handbook.

use super::ALL;
use crate::harness::Handbook;
use shirube::diag::Code;
use std::collections::BTreeSet;

/// Codes that no case of the tables can produce, and where they are tested instead.
const ELSEWHERE: &[(&str, &str)] = &[
    ("P106", "needs a file that the system refuses to open, which nothing refuses to the superuser: gate tests, with a missing folder"),
    ("P108", "needs 20,001 pages: gate tests, with a lower limit"),
    ("S101", "the command line looks for site.yml first: output tests here"),
    ("T101", "found while rendering: output tests here"),
    ("X101", "ids cannot collide: kinds lie in folders of their own and generated names are reserved; publish tests collide by hand"),
    ("X102", "about the output folder: output tests here"),
    ("X103", "about the output folder: output tests here"),
    ("X104", "needs a disk that fails: publish tests"),
    ("X105", "no text within the other limits grows so far: CommonMark tests, on the renderer alone"),
    ("X106", "needs two builds at once: publish tests"),
    ("X108", "about the output folder: audience tests"),
    ("X109", "needs a port that is taken: serve tests"),
    ("X110", "needs a system that refuses a port for another reason: serve tests"),
    ("X107", "needs a built site that was edited: publish tests"),
];

/// Codes that were given once and stand for nothing any more.
const RETIRED: &[(&str, &str)] = &[
    ("S111", "overlay verbs were refused before every kind took them all"),
    ("S114", "marks for staff were refused before there were editions"),
    ("M205", "kinds of references had names before they had loaders"),
];

#[test]
fn a_retired_code_is_not_given_again() {
    for (id, reason) in RETIRED {
        assert!(Code::find(id).is_none(), "{id}: {reason}");
    }
}

#[test]
fn every_code_is_met_by_a_broken_handbook_or_has_a_reason_not_to_be() {
    let expected = ALL.iter().flat_map(|cases| *cases).flat_map(|case| case.expected);
    let met: BTreeSet<&str> = expected.map(|place| &place[..4]).collect();
    let elsewhere: BTreeSet<&str> = ELSEWHERE.iter().map(|(id, _)| *id).collect();
    let all: BTreeSet<&str> = Code::ALL.iter().map(|code| code.id()).collect();
    let left_out: Vec<&&str> = all.iter().filter(|id| !met.contains(*id) && !elsewhere.contains(*id)).collect();
    assert!(left_out.is_empty(), "no case produces {left_out:?}");
    let both: Vec<&&str> = met.intersection(&elsewhere).collect();
    assert!(both.is_empty(), "{both:?} are met, so they need no reason");
    let unknown: Vec<&&str> = met.union(&elsewhere).filter(|id| !all.contains(*id)).collect();
    assert!(unknown.is_empty(), "{unknown:?} are no codes");
}

#[test]
fn case_names_are_unique_sentences() {
    let names: Vec<&str> = ALL.iter().flat_map(|cases| *cases).map(|case| case.name).collect();
    let unique: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names.len(), unique.len());
    assert!(names.len() >= 60, "{} cases", names.len());
}

#[test]
fn codes_have_a_letter_and_three_digits_and_a_kebab_name_of_their_own() {
    let ids: BTreeSet<&str> = Code::ALL.iter().map(|code| code.id()).collect();
    let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!((ids.len(), names.len()), (Code::ALL.len(), Code::ALL.len()));
    for id in ids {
        let (letter, digits) = id.split_at(1);
        assert!(letter.bytes().all(|b| b.is_ascii_uppercase()) && digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()), "{id}");
    }
    for name in names {
        let is_kebab = name.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        assert!(is_kebab, "{name}");
    }
}

#[test]
fn every_code_is_explained_in_both_languages() {
    for code in Code::ALL {
        let (ja, en) = code.explanation();
        assert!(ja.ends_with('。') && ja.chars().any(|c| matches!(c, 'ぁ'..='ん')), "{code}: {ja}");
        assert!(en.ends_with('.') && !en.chars().any(|c| matches!(c, 'ぁ'..='ヿ' | '一'..='鿿')), "{code}: {en}");
    }
}

#[test]
fn explain_prints_the_page_of_a_code_by_number_and_by_name() {
    let book = Handbook::new();
    for code in Code::ALL {
        let (ja, en) = code.explanation();
        for (language, said) in [("ja", ja), ("en", en)] {
            let output = super::shirube(&book, &["explain", code.name(), "--lang", language]);
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success() && text.starts_with(code.id()) && text.contains(said), "{code}: {text}");
        }
    }
    let list = super::shirube(&book, &["explain"]);
    assert_eq!(String::from_utf8_lossy(&list.stdout).lines().count(), Code::ALL.len());
}
