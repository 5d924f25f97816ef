//! Any series of edits: files of three layers change, come and go at random, with and without mistakes. After each the preview shows what a
//! fresh build would write, and says what a fresh check would say.

use super::client::Shown;
use super::edits::{assert_told_as_built, said};
use crate::overlay::three_layers;
use crate::rules::sample;
use std::collections::{BTreeMap, BTreeSet};

/// Every text that a file takes, the first is good with any good text of the others; nothing where it is absent.
const FILES: &[(&str, &[Option<&str>])] = &[
    (
        "base/guide/hajime.md",
        &[
            Some(
                "---\ntitle: はじめに\nyomi: はじめに\n---\n本文です。現認します。\n\n## 使い方 {#tsukai}\n\n[](agency:centre)に電話します。\n\n## 次に {#tsugi}\n\n[](page:kaigi#junbi)です。[^1]\n\n[^1]: 注です。\n",
            ),
            Some(
                "---\ntitle: さいしょに\nyomi: さいしょに\n---\n直しました。\n\n## 使い方 {#tsukai}\n\n文です。\n\n## 次に {#tsugi}\n\n[](page:kaigi#junbi)です。[^1]\n\n[^1]: 注です。\n",
            ),
            Some("---\ntitle: はじめに\nyomi: はじめに\n---\n節がない。\n"),
            Some("---\ntitle: はじめに\nyomi: 初めに\n---\n[](agency:center)\n\n## 使い方 {#tsukai}\n\n## 次に {#tsugi}\n"),
            None,
        ],
    ),
    (
        "ken/guide/hajime.md",
        &[
            Some("---\noverlay: patch\ntitle: 県のはじめに\n---\n## 県では {#tsukai overlay=after}\n\n[](slot:centre)です。\n"),
            None,
            Some("---\noverlay: patch\n---\n## 使い方 {#tsukai overlay=replace}\n\n県の使い方[](page:kaigi)です。\n"),
            Some("---\noverlay: patch\nsummary: 県のまとめ\n---\n"),
            Some(
                "---\noverlay: replace\ntitle: 県の版\nyomi: けんのはん\n---\n## 使い方 {#tsukai}\n\n## 次に {#tsugi}\n\n[こちら](page:kaigi)\n",
            ),
            Some("---\noverlay: patch\n---\n## ない節 {#nai overlay=replace}\n"),
        ],
    ),
    (
        "site/guide/hajime.md",
        &[
            Some("---\noverlay: patch\n---\n## 次に {#tsugi overlay=before}\n\n町の文です。\n"),
            None,
            Some("---\noverlay: patch\norder: 3\n---\n## 次に {#tsugi overlay=remove}\n"),
            Some("---\ntitle: 町の版\nyomi: まち\n---\n同じ id です。\n"),
            Some("---\noverlay: remove\n---\n"),
        ],
    ),
    (
        "base/guide/kaigi.md",
        &[
            Some("---\ntitle: 会議\nyomi: かいぎ\n---\n[](page:hajime)と[](term:gennin)です。\n\n## 準備 {#junbi}\n\n![](table:kensu)\n"),
            Some(
                "---\ntitle: 会議\nyomi: かいぎ\nnumber: 9-9\n---\n[](page:hajime)です。\n\n## 準備 {#junbi}\n\n表は[](table:kensu/b#ken)です。電話は011-631-0301と、011-111-1111です。\n",
            ),
            Some(
                "---\ntitle: 会議\nyomi: かいぎ\n---\n[](page:hajime#tsukai)と![図](../assets/zu.png)です。\n\n## 別 {#betsu}\n\n![](table:kensu)\n",
            ),
            Some("---\ntitle: [会議\n---\n読めない。\n"),
        ],
    ),
    (
        "site/guide/machi.md",
        &[
            None,
            Some("---\ntitle: 町だけ\nyomi: まち\n---\n[](page:hajime#tsukai)\n"),
            Some("---\ntitle: 町だけ\nyomi: まち\naudience: staff\n---\n内部です。\n"),
        ],
    ),
    (
        "base/tables/kensu.yml",
        &[
            Some(
                "title: 件数\nyear: 令和7年度\ncolumns:\n  - {id: ken, title: 件数, unit: 件}\nrows:\n  - {id: a, title: 来所, values: [10]}\n  - {id: b, title: 電話, values: [20]}\nsources:\n  - {document: 資料}\n",
            ),
            Some(
                "title: 件数\nyear: 令和7年度\ncolumns:\n  - {id: ken, title: 件数, unit: 件}\nrows:\n  - {id: a, title: 来所, values: [11]}\n  - {id: b, title: 電話, values: [20]}\ncharts:\n  - {id: zu, kind: bar, title: 図}\nsources:\n  - {document: 資料}\n",
            ),
            Some("title: 件数\ncolumns:\n  - {id: ken, title: 件数}\nrows:\n  - {id: a, title: 来所, values: [1, 2]}\n"),
            None,
        ],
    ),
    (
        "base/flows/nagare.yml",
        &[
            Some(
                "title: 流れ\nnodes:\n  - {id: start, kind: start, text: 気づき, items: [\"[](page:kaigi#junbi)\"], next: [{to: end, inferred: yes}]}\n  - {id: end, kind: outcome, text: 終わり, who: [slot:centre]}\n",
            ),
            Some(
                "title: 連続9日目の流れ\npage: page:kaigi\nnodes:\n  - {id: start, kind: start, text: はじまり, next: [end, last]}\n  - {id: end, kind: action, text: 終わり}\n  - {id: last, kind: outcome, text: 011-631-0301に電話する}\n",
            ),
            Some("title: 流れ\naudience: staff\nnodes:\n  - {id: start, kind: start, text: 気づき, next: [ende]}\n"),
            Some("title: 流れ\nnodes: [\n"),
            None,
        ],
    ),
    (
        "site/flows/nagare.yml",
        &[
            None,
            Some("overlay: patch\nnodes: {patch: {end: {text: 町の終わり}}}\n"),
            Some("overlay: patch\nnodes: {remove: [end]}\n"),
            Some("overlay: remove\n"),
        ],
    ),
    (
        "site/guide/zu.md",
        &[
            None,
            Some("---\ntitle: 図\nyomi: ず\n---\n![](flow:nagare)\n"),
            Some("---\ntitle: 図\nyomi: ず\n---\n[](flow:nagare)と[](flow:nagare/end)です。\n"),
        ],
    ),
    (
        "base/checklists/junbi.yml",
        &[
            Some(
                "title: 準備\nphases: [{id: mae, title: 前}, {id: ato, title: 後}]\nitems:\n  - {id: kagi, phase: mae, text: \"[](page:kaigi#junbi)\"}\n  - {id: tana, phase: ato, text: 棚}\n",
            ),
            Some(
                "title: 準備の表\npage: page:kaigi\nphases: [{id: mae, title: 前}]\nroles: [{id: kakari, title: 係}]\nitems:\n  - {id: kagi, phase: mae, roles: [kakari], text: 011-631-0301に電話する}\n  - {id: ue, override: yes, text: \"[](agency:centre)が先\"}\nopen: [いつかは決まらない]\n",
            ),
            Some("title: 準備\naudience: staff\nitems:\n  - {id: kagi, phase: mea, text: かぎ}\n"),
            Some("title: 準備\nitems:\n  - {text: かぎ}\n"),
            None,
        ],
    ),
    (
        "site/checklists/junbi.yml",
        &[
            None,
            Some("overlay: patch\nitems: {patch: {kagi: {text: 町のかぎ, required: yes}}}\n"),
            Some("overlay: patch\nitems: {remove: [tana]}\n"),
            Some("overlay: remove\n"),
        ],
    ),
    (
        "site/guide/hyo.md",
        &[
            None,
            Some("---\ntitle: 表\nyomi: ひょう\n---\n![](checklist:junbi/mae)\n\n![](checklist:junbi/ato)\n"),
            Some("---\ntitle: 表\nyomi: ひょう\n---\n- [ ] [](checklist:junbi/tana)\n"),
        ],
    ),
    (
        "site/tables/kensu.yml",
        &[
            Some("overlay: patch\ntitle: 町の件数\n"),
            None,
            Some("overlay: patch\nrows: {patch: {a: {values: [12]}}}\n"),
            Some("overlay: remove\n"),
        ],
    ),
    (
        "ken/agencies/centre.yml",
        &[
            Some("overlay: patch\nphones: [{number: 011-111-1111}]\n"),
            None,
            Some("overlay: patch\nphones: [{number: 5208}]\n"),
            Some("overlay: remove\n"),
        ],
    ),
    (
        "base/agencies/guidance.yml",
        &[
            Some("name: 児童相談所\nyomi: じどうそうだんじょ\ncategory: jido\nphones:\n  - {number: 011-631-0301}\n"),
            Some(
                "name: 相談所\nyomi: そうだんじょ\ncategory: jido\nphones:\n  - {number: 011-631-0302, audience: staff}\nemails: [{address: a@example.jp}]\n",
            ),
        ],
    ),
    (
        "base/glossary.yml",
        &[
            Some("terms:\n  - {id: gennin, term: 現認, yomi: げんにん, definition: 本人に会って無事を確かめること。}\n"),
            Some(
                "terms:\n  - {id: gennin, term: 現認, yomi: げんにん, home: \"page:kaigi\", definition: 会うこと。, discouraged: [{spelling: 本文}]}\n",
            ),
            Some("terms:\n  - {id: gennin, term: 現認, yomi: げんにん, home: \"page:sumika\", definition: 会うこと。}\n"),
        ],
    ),
    (
        "site/glossary.yml",
        &[
            Some("terms:\n  - {id: gennin, overlay: patch, definition: 町での意味。}\n"),
            None,
            Some("terms:\n  - {id: machi, term: 町の言葉, yomi: まち, definition: "),
            Some("terms:\n  - {id: gennin, overlay: remove}\n"),
        ],
    ),
    ("ken/emergency.yml", &[Some("overlay: patch\ntitle: 県でもまず電話\n"), None, Some("overlay: patch\nlines: {remove: [life]}\n")]),
    ("base/assets/zu.png", &[Some("PNG 1"), Some("PNG 2"), None]),
    ("site/assets/zu.png", &[None, Some("PNG 3")]),
    ("ken/theme/theme.yml", &[None, Some("api: 1\nstyles: [css/ken.css]\n"), Some("api: 99\n")]),
    ("ken/theme/css/ken.css", &[Some(".main { color: #123456; }\n"), Some(".main { color: #654321; }\n")]),
    ("site/theme/templates/partials/heading.html", &[None, Some("<h1 data-own>{{ shell.title }}</h1>\n"), Some("{{ nothing.at.all }}\n")]),
    (
        "site/guide/nissu.md",
        &[
            Some(
                "---\ntitle: 日数\nyomi: にっすう\n---\n[](rule:kesseki/day-7#intermittent)、断続10日目、[](rule:kesseki/day-7/monthly#due)、翌月5日。\n\n![](rule:kesseki/fifth-closed)\n",
            ),
            Some(
                "---\ntitle: 日数\nyomi: にっすう\n---\n[](rule:kesseki/day-8#intermittent)、連続9日目、[](rule:kesseki/recent)、[](rule:kesseki#quick)。\n",
            ),
            Some(
                "---\ntitle: 日数\nyomi: にっすう\nsummary: 断続8日目の仕事\n---\n[](index:year)と[](index:deadlines)です。断続8日目、翌月6日。\n",
            ),
        ],
    ),
    (
        "site/rules/kesseki.yml",
        &[
            None,
            Some("overlay: patch\nmeasures: {patch: {intermittent: {label: 合計の欠席}}}\n"),
            Some("overlay: patch\nundecided: {remove: [order]}\nstages: {patch: {day-7: {actions: {patch: {flash: {open: []}}}}}}\n"),
            Some("overlay: remove\n"),
        ],
    ),
    ("site/rules/kesseki.cases.yml", &[None, Some("overlay: patch\ncases: {remove: [refused]}\n"), Some("overlay: remove\n")]),
    (
        "site/calendar.yml",
        &[
            None,
            Some("overlay: patch\nnote: 町の暦\nextra_days: {add: [{id: own, title: 町の授業日, on: 2026-06-06}]}\n"),
            Some("overlay: remove\n"),
        ],
    ),
    (
        "site/duties.yml",
        &[
            Some(
                "title: 一年の仕事\nduties:\n  - {id: plan, title: 計画, does: 計画を出す, who: [role:management], when: {month: 4}, page: page:kaigi, citation: {document: 要綱}}\n",
            ),
            Some(
                "title: 年の仕事\nduties:\n  - {id: plan, title: 計画, does: 計画を送る, to: [agency:centre], when: {times_a_year: 2}, citation: {document: 要綱}}\n",
            ),
            Some(
                "title: 年の仕事\nduties:\n  - {id: plan, title: 計画, does: 出す, to: [agency:center], when: {month: 13}, citation: {document: 要綱}}\n",
            ),
            None,
        ],
    ),
    (
        "site/guide/fukai/motto.md",
        &[
            None,
            Some("---\ntitle: ふかい\nyomi: ふかい\n---\n[](page:machi)\n"),
            Some("\u{feff}---\r\ntitle: ふかい\r\nyomi: ふかい\r\n---\r\n行。\r\n"),
        ],
    ),
];

/// A part of a file that is there at the start, and what stands there instead.
const PARTS: &[(&str, &str, &[&str])] = &[
    (
        "site/site.yml",
        "nav:\n",
        &["lints: {W103: off}\nnav:\n", "slots: {machi: {title: 町の枠}}\nbind: {machi: undecided}\nnav:\n", "nva:\n"],
    ),
    ("site/site.yml", "title: machiの手引き", &["title: 町の新しい手引き"]),
    ("ken/site.yml", "extends: ../base", &["extends: ../moto"]),
    ("ken/site.yml", "publisher: ken", &["publisher: 県\nroles: {kanri: 管理}"]),
    ("base/site.yml", "title: 児童相談所", &["title: 児相"]),
    // A threshold, that of another reading's window, a deadline and ids that pages name; words that only readers see; mistakes.
    ("base/rules/kesseki.yml", "{measure: intermittent, at_least: 10}", &["{measure: intermittent, at_least: 8}", "{fact: met}"]),
    ("base/rules/kesseki.yml", "{day: 5, of", &["{day: 6, of"]),
    ("base/rules/kesseki.yml", "  - id: day-7\n", &["  - id: day-8\n"]),
    ("base/rules/kesseki.yml", "label: 断続欠席", &["label: 累計"]),
    ("base/rules/kesseki.yml", "title: 欠席の状況に応じた対応", &["title: 休みがちなとき", "audience: staff\ntitle: 休みがちなとき"]),
    ("base/rules/kesseki.yml", "id: fifth-closed\n", &["id: fifth-close\n"]),
    ("base/rules/kesseki.yml", "does: 家庭に電話する", &["does: 家庭を訪ねる"]),
    ("base/rules/kesseki.yml", "ask: agency:centre\n", &["ask: agency:center\n"]),
    ("base/rules/kesseki.cases.yml", "day-3: active", &["day-3: past"]),
    ("base/rules/kesseki.cases.yml", "show: yes", &["show: no"]),
    ("base/rules/kesseki.cases.yml", "counts: {consecutive: \"７\"", &["counts: {consecutive: \"２\"", "counts: {consecutve: \"２\""]),
    ("base/calendar.yml", "to: 2027-03-31\nterms", &["to: 2026-05-31\nterms", "to: 2036-03-31\nterms"]),
    ("base/calendar.yml", "on: 2026-05-30", &["on: 2026-05-16"]),
];

/// 64-bit linear congruence (Knuth's constants), upper bits only.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}

/// The texts of every file.
fn variants(shown: &Shown) -> BTreeMap<String, Vec<Option<Vec<u8>>>> {
    let bytes = |text: &Option<&str>| text.map(|text| text.as_bytes().to_vec());
    let mut all: BTreeMap<String, Vec<_>> =
        FILES.iter().map(|(path, texts)| ((*path).to_owned(), texts.iter().map(bytes).collect())).collect();
    for (path, part, instead) in PARTS {
        let good = std::fs::read_to_string(shown.path(path)).expect("the file");
        assert!(good.contains(part), "{path}: {part}");
        let texts = all.entry((*path).to_owned()).or_insert_with(|| vec![Some(good.clone().into_bytes())]);
        texts.extend(instead.iter().map(|instead| Some(good.replacen(part, instead, 1).into_bytes())));
    }
    for path in [sample::RULES, sample::CASES, sample::CALENDAR] {
        all.get_mut(&path.replace("site/", "base/")).expect("it is there").push(None);
    }
    let not_text = Some(b"name: \x8d\xe2\xb2\xaa\n".to_vec());
    all.get_mut("base/agencies/guidance.yml").expect("it is there").push(not_text);
    all
}

/// Follows a series of rounds; gives how many of them could be shown.
fn follow(seed: u64, rounds: usize) -> usize {
    // Another threshold alone is no mistake when no title names it.
    let title = "title: 連続欠席7日目または断続欠席10日目";
    let mut book = sample::within(three_layers("", ""), "base").replace("base/rules/kesseki.yml", title, "title: 欠席が続くとき");
    for (path, texts) in FILES {
        if let Some(text) = texts[0] {
            book.write(path, text.as_bytes());
        }
    }
    book = book.replace("site/site.yml", "items: [page:hajime]", "items: [page:kaigi, page:hajime]");
    let (shown, first) = Shown::start(book);
    assert!(first[0].is_shown, "{}", said(&first[0].sink, &first[0].sources));
    let variants = variants(&shown);
    let paths: Vec<&String> = variants.keys().collect();
    let mut now: BTreeMap<&str, usize> = BTreeMap::new();
    let mut dice = Dice(seed);
    let mut editions = 0;
    for round in 0..rounds {
        let mut edits: BTreeMap<&str, usize> = BTreeMap::new();
        for _ in 0..=dice.roll(3) {
            let path = paths[dice.roll(paths.len())].as_str();
            edits.insert(path, dice.roll(variants[path].len()));
        }
        // Most mistakes are mended soon, or nothing would ever be shown.
        edits.extend(now.iter().filter(|_| dice.roll(3) > 0).map(|(path, _)| (*path, 0)));
        edits.retain(|path, text| now.get(path).copied().unwrap_or(0) != *text);
        if edits.is_empty() {
            continue;
        }
        now.extend(edits.iter().map(|(path, text)| (*path, *text)));
        now.retain(|_, text| *text != 0);
        let files: Vec<(&str, Option<&[u8]>)> = edits.iter().map(|(path, text)| (*path, variants[*path][*text].as_deref())).collect();
        shown.put(&files);
        // What no chain of `extends` leads to any more is no part of the handbook.
        let is_reached = |path: &&str| {
            let says = |file: &str, word: &str| {
                let text = variants[file][now.get(file).copied().unwrap_or(0)].as_deref().unwrap_or_default();
                text.windows(word.len()).any(|part| part == word.as_bytes())
            };
            let is_cut = says("site/site.yml", "nva:");
            !(is_cut && !path.starts_with("site/") || path.starts_with("base/") && says("ken/site.yml", "../moto"))
        };
        // A file that went while the chain did not lead to it is not missed when it does again.
        let is_chain_same = edits.keys().all(|path| !path.ends_with("site.yml"));
        let is_missed = |path: &&str| is_chain_same || path.starts_with("site/") || variants[*path][edits[path]].is_some();
        let reached: BTreeSet<&str> = edits.keys().copied().filter(is_reached).filter(is_missed).collect();
        if reached.is_empty() {
            continue;
        }
        let told = shown.told_of(reached);
        let why = format!("seed {seed}, round {round}: {edits:?} make {now:?}");
        editions += usize::from(assert_told_as_built(&shown, &told, &why));
    }
    editions
}

#[test]
fn any_series_of_edits_is_shown_and_judged_as_if_made_anew() {
    let editions: usize = (1..=5).map(|seed| follow(seed, 24)).sum();
    assert!(editions >= 30, "too few of the rounds were without errors: {editions}");
}
