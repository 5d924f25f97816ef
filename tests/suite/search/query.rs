//! What a query asks for: words, phrases, what is excluded, other spellings and names; what is proposed when nothing was found.

use super::{script, value};
use crate::rules::engine::Script;
use crate::rules::random::Random;
use serde_json::{Value, json};

/// A script with a language of a few groups and terms.
fn with_language() -> Script {
    let script = script();
    let variants = json!([
        ["子ども", "子供", "こども"],
        ["取り組み", "取組み", "取組"],
        ["取り組む", "取組む"],
        ["問い合わせ", "問合せ", "問合わせ"],
        ["コンピューター", "コンピュータ"],
        ["メール", "Eメール", "電子メール"],
    ]);
    let terms = json!([
        {"term": "不登校", "yomi": "ふとうこう", "short": null, "synonyms": ["長期欠席"], "discouraged": ["登校拒否"]},
        {"term": "スクールソーシャルワーカー", "yomi": "すくーるそーしゃるわーかー", "short": "SSW", "synonyms": []},
        {"term": "こども家庭センター", "yomi": "こどもかていせんたー", "short": null, "synonyms": ["児童家庭支援センター"]},
        {"term": "別室登校", "yomi": "べっしつとうこう", "synonyms": ["保健室登校"]},
    ]);
    script.text(&format!("var language = {{fold: fold, variants: {variants}, terms: {terms}, isWidened: true}}; 'set'"));
    script
}

fn parse(script: &Script, query: &str) -> Value {
    value(script, &format!("Shirube.core.searchQuery.parse({}, language)", json!(query)))
}

/// Words as they are shown, with the signs that were understood.
fn words(script: &Script, query: &str) -> Vec<String> {
    let query = parse(script, query);
    let shown = |word: &Value| {
        let text = word["shown"].as_str().expect("text");
        let not = if word["isExcluded"] == true { "-" } else { "" };
        if word["isPhrase"] == true { format!("{not}\"{text}\"") } else { format!("{not}{text}") }
    };
    query["words"].as_array().expect("words").iter().map(shown).collect()
}

/// Forms of the one word of a query, and how it was widened.
fn forms(script: &Script, query: &str) -> (Vec<String>, Vec<String>) {
    let query = parse(script, query);
    let texts = |list: &Value, text: fn(&Value) -> String| list.as_array().expect("a list").iter().map(text).collect();
    let word = &query["words"][0];
    assert_eq!(query["words"].as_array().map(Vec::len), Some(1), "{query}");
    let by = |one: &Value| format!("{} {}", one["by"].as_str().expect("by"), one["text"].as_str().expect("text"));
    (texts(&word["forms"], |form| form.as_str().expect("text").to_owned()), texts(&word["widened"], by))
}

fn nearest(script: &Script, query: &str) -> Vec<String> {
    let found = value(script, &format!("Shirube.core.searchQuery.nearest({}, language)", json!(query)));
    found.as_array().expect("a list").iter().map(|near| near["term"].as_str().expect("text").to_owned()).collect()
}

/// What is asked when a term that is proposed is taken.
fn mended(script: &Script, query: &str) -> Vec<String> {
    let found = value(script, &format!("Shirube.core.searchQuery.nearest({}, language)", json!(query)));
    found.as_array().expect("a list").iter().map(|near| near["query"].as_str().expect("text").to_owned()).collect()
}

#[test]
fn spaces_of_all_kinds_part_words() {
    let script = with_language();
    for query in
        ["欠席 連絡", " 欠席　連絡 ", "欠席\t連絡", "欠席\r\n連絡", "欠席\u{A0}\u{3000}連絡", "欠席\u{0}連絡", "欠席\u{2028}連絡\u{85}"]
    {
        assert_eq!(words(&script, query), ["欠席", "連絡"], "{query:?}");
    }
}

#[test]
fn quotes_make_a_phrase_and_a_hyphen_before_a_word_excludes_it() {
    let script = with_language();
    assert_eq!(words(&script, "\"欠席 の 連絡\" 電話"), ["\"欠席 の 連絡\"", "電話"]);
    assert_eq!(words(&script, "“欠席 連絡” ＂電話 番号＂"), ["\"欠席 連絡\"", "\"電話 番号\""]);
    assert_eq!(words(&script, "-電話 －欠席 −連絡 -\"家庭 訪問\""), ["-電話", "-欠席", "-連絡", "-\"家庭 訪問\""]);
    assert_eq!(words(&script, "0134-32 Wi-Fi スク-ル"), ["0134-32", "Wi-Fi", "スク-ル"]);
    assert_eq!(words(&script, "欠席\"連絡 票\"様式"), ["欠席", "\"連絡 票\"", "様式"]);
    assert_eq!(words(&script, "「欠席 連絡」"), ["「欠席", "連絡」"], "brackets are text");
}

#[test]
fn signs_alone_are_nothing_and_an_open_quote_reaches_the_end() {
    let script = with_language();
    assert_eq!(words(&script, ""), [""; 0]);
    assert_eq!(words(&script, " - － \" \"\" “” （） ・ \u{200B} -\"\" -- "), [""; 0]);
    assert_eq!(words(&script, "- 電話"), ["電話"], "a hyphen with a space excludes nothing");
    assert_eq!(words(&script, "電話 \"欠席 の"), ["電話", "\"欠席 の\""]);
}

#[test]
fn what_nobody_sees_does_not_reach_the_page() {
    let script = with_language();
    assert_eq!(words(&script, "\u{202E}欠\u{200B}席\u{2066} \u{FEFF}-電話"), ["欠席", "-電話"]);
    assert_eq!(words(&script, "👨‍👩‍👧"), ["👨‍👩‍👧"], "what joins characters stays");
    let halves = value(
        &script,
        "Shirube.core.searchQuery.parse('\\ud83d\\u6b20\\udc00 \\ude00', language).words.map(function (word) { return word.shown; })",
    );
    assert_eq!(halves, json!(["欠"]));
}

#[test]
fn a_word_is_also_looked_for_in_other_spellings() {
    let script = with_language();
    let found = forms(&script, "こども");
    assert_eq!(found.0, ["こども", "子ども", "子供"]);
    assert_eq!(found.1, ["variant 子ども", "variant 子供"]);
    assert_eq!(forms(&script, "ｺﾄﾞﾓ会").1, ["variant 子ども会", "variant 子供会"]);
    let both = forms(&script, "子供の取組").0;
    assert_eq!(both.len(), 6, "spellings of two groups meet in one word: {both:?}");
    assert!(both.contains(&"こどもの取り組み".to_owned()));
    assert_eq!(forms(&script, "電話").1, [""; 0]);
}

#[test]
fn the_longest_spelling_at_a_place_is_meant() {
    let script = with_language();
    assert_eq!(forms(&script, "取組む").1, ["variant 取り組む"], "and not a noun with the end of a verb");
    assert_eq!(forms(&script, "Ｅメール").1, ["variant メール"], "electronic mail holds mail: looking for it finds no more");
}

#[test]
fn what_is_found_anyway_is_not_added() {
    let script = with_language();
    assert_eq!(forms(&script, "コンピュータ").1, [""; 0]);
    assert_eq!(forms(&script, "コンピューター室").1, ["variant コンピュータ室"]);
}

#[test]
fn a_name_of_the_glossary_is_looked_for_as_the_term() {
    let script = with_language();
    assert_eq!(forms(&script, "登校拒否").1, ["term 不登校", "synonym 長期欠席"]);
    assert_eq!(forms(&script, "フトウコウ").1, ["term 不登校", "synonym 長期欠席"]);
    assert_eq!(forms(&script, "ｓｓｗ").1, ["term スクールソーシャルワーカー"]);
    assert_eq!(forms(&script, "スクール・ソーシャル・ワーカー").1, ["synonym SSW"]);
    assert_eq!(forms(&script, "登校").1, [""; 0], "a part of a name is not the name");
    let terms = forms(&script, "児童家庭支援センター").1;
    assert_eq!(terms, ["term こども家庭センター", "variant 子ども家庭センター", "variant 子供家庭センター"]);
}

#[test]
fn phrases_are_taken_as_they_are_and_widening_can_be_switched_off() {
    let script = with_language();
    assert_eq!(forms(&script, "\"登校拒否\"").0, ["登校拒否"]);
    assert_eq!(forms(&script, "\"子供\"").0, ["子供"]);
    assert_eq!(forms(&script, "-子供").0.len(), 3, "what is excluded is excluded in each spelling");
    script.text("language.isWidened = false; 'set'");
    assert_eq!(forms(&script, "登校拒否").0, ["登校拒否"]);
}

#[test]
fn another_handbook_has_other_spellings() {
    let script = with_language();
    assert_eq!(forms(&script, "こども").0.len(), 3);
    script.text("language = {fold: fold, variants: [], terms: [], isWidened: true}; 'set'");
    assert_eq!(forms(&script, "こども").0.len(), 1, "nothing stays of what was prepared before");
}

#[test]
fn a_query_is_cut_at_its_limits() {
    let script = with_language();
    let twelve = (1..=12).map(|n| format!("語{n}")).collect::<Vec<_>>().join(" ");
    let (fits, cut) = (parse(&script, &twelve), parse(&script, &format!("{twelve} 語13")));
    assert_eq!((fits["words"].as_array().map(Vec::len), &fits["isTooLong"]), (Some(12), &json!(false)));
    assert_eq!((cut["words"].as_array().map(Vec::len), &cut["isTooLong"]), (Some(12), &json!(true)));
    let (fits, cut) = (parse(&script, &"あ".repeat(10_000)), parse(&script, &"あ".repeat(10_001)));
    assert_eq!((fits["words"][0]["forms"][0].as_str().map(|text| text.chars().count()), &fits["isTooLong"]), (Some(10_000), &json!(false)));
    assert_eq!((cut["words"][0]["forms"][0].as_str().map(|text| text.chars().count()), &cut["isTooLong"]), (Some(10_000), &json!(true)));
    let forms = forms(&script, "子供取組問合せ子供メール").0;
    assert_eq!(forms.len(), 16, "{forms:?}");
}

#[test]
fn hostile_queries_are_only_text() {
    let script = with_language();
    let long = ["こども", "か\u{3099}\u{301}", "-\"", "\" ", "\u{202E}", "\u{0}", "取組", "㍿", "<b>", "__proto__ ", "constructor "];
    for piece in long {
        let query: String = piece.chars().cycle().take(10_050).collect();
        assert_eq!(parse(&script, &query)["isTooLong"], true, "{piece:?}");
        assert_eq!(nearest(&script, &query), [""; 0], "{piece:?}");
    }
    assert_eq!(words(&script, "__proto__ constructor"), ["__proto__", "constructor"]);
    let mut random = Random::new(12);
    for _ in 0..2_000 {
        let query: String = super::fold::clusters(&mut random).concat() + random.pick(&["\"", " -", "”", "取組", "こども"]);
        for word in parse(&script, &query)["words"].as_array().expect("words") {
            let forms = word["forms"].as_array().expect("forms");
            assert_eq!(forms.len(), word["widened"].as_array().expect("widened").len() + 1, "{query:?}");
            assert!(
                forms.iter().all(|form| form.as_str().is_some_and(|form| !form.is_empty() && !form.contains('\n'))),
                "{query:?} {forms:?}"
            );
        }
    }
}

#[test]
fn terms_that_are_truly_near_are_proposed() {
    let script = with_language();
    assert_eq!(nearest(&script, "不登交"), ["不登校"]);
    assert_eq!(nearest(&script, "ふとおこう"), ["不登校"]);
    assert_eq!(nearest(&script, "スクールソーシャルワカー"), ["スクールソーシャルワーカー"]);
    assert_eq!(nearest(&script, "スクルーソーシャルワーカー"), ["スクールソーシャルワーカー"], "two characters exchanged");
    assert_eq!(nearest(&script, "べっしつとーこう"), ["別室登校"]);
    assert_eq!(nearest(&script, "登校巨否"), ["不登校"], "by a name that should not be written");
    for far in ["", "あ", "校", "電話", "給食", "不審者", "\n", "家庭訪問の記録"] {
        assert_eq!(nearest(&script, far), [""; 0], "{far}");
    }
}

#[test]
fn a_term_takes_the_place_of_the_word_that_was_mistyped() {
    let script = with_language();
    assert_eq!(mended(&script, "不登交"), ["不登校"]);
    assert_eq!(mended(&script, "不登交 給食"), ["不登校 給食"]);
    assert_eq!(mended(&script, "給食　\"不登交\""), ["給食　\"不登校\""]);
    assert_eq!(mended(&script, "別室 登校")[0], "別室登校", "a space too many is a slip, too");
    assert_eq!(mended(&script, "不登校 給食"), [""; 0], "a word that is a term was not mistyped");
    assert_eq!(mended(&script, "スクール 不登交"), ["スクール 不登校"], "nor is the beginning of one");
    assert_eq!(mended(&script, "-不登交 不登交"), ["-不登交 不登校"]);
    assert_eq!(mended(&script, "不登交生徒の話 不登交"), ["不登交生徒の話 不登校"]);
    assert_eq!(mended(&script, "-不登校"), [""; 0], "what is excluded is not proposed");
}

#[test]
fn numbers_typed_in_kana_are_looked_for_with_hyphens_too() {
    let script = with_language();
    for query in ["０１３４ー３２ー４１１１", "0134ｰ32ｰ4111"] {
        assert_eq!(forms(&script, query).0[1..], ["0134324111"], "{query}");
    }
    assert_eq!(forms(&script, "スクール").0.len(), 1);
    assert_eq!(forms(&script, "第3ーA").0.len(), 1, "only between digits");
}

#[test]
fn at_most_five_terms_are_proposed_the_nearest_first() {
    let script = with_language();
    let terms: Vec<Value> = ["支援会議一", "支援会議二", "支援会議三", "支援会議四", "支援会議五", "支援会議六", "支援会議"]
        .iter()
        .map(|term| json!({"term": term}))
        .collect();
    script.text(&format!("language.terms = {}; 'set'", json!(terms)));
    let found = nearest(&script, "支援会儀");
    assert_eq!((found.len(), found[0].as_str()), (1, "支援会議"), "{found:?}");
    assert_eq!(nearest(&script, "支援会議"), ["支援会議", "支援会議一", "支援会議二", "支援会議三", "支援会議四"]);
}
