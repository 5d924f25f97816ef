//! An editor changes one number of Otaru's rules: everything that says it changes with it, nothing else does, and what a person has to mend is
//! named. The lists are whole.

use super::faces::Otaru;
use std::collections::BTreeMap;

const RULES: &str = "rules/absence.yml";
const CASES: &str = "rules/absence.cases.yml";
const FROM: &str = "{measure: intermittent, at_least: 10}";
const TO: &str = "{measure: intermittent, at_least: 8}";

/// What `check` says after the change: worked examples that expect the old number, and titles that name it where no reference is possible.
const COMPLAINTS: &[&str] = &[
    "otaru/flows/day-7.yml:1:18: error W206: 「断続欠席10日目」とありますが、規則では 8 日です",
    "otaru/guide/taio/day-7.md:2:18: error W206: 「断続欠席10日目」とありますが、規則では 8 日です",
    "otaru/guide/taio/day-7.md:4:16: error W206: 「断続10日目」とありますが、規則では 8 日です",
    "otaru/rules/absence.cases.yml:64:50: error R180: 「not-reached」のはずですが、「confirm」になりました",
    "otaru/rules/absence.cases.yml:104:68: error R180: 「unknown」のはずですが、「confirm」になりました",
    "otaru/rules/absence.cases.yml:426:30: error R180: 「not-reached」のはずですが、「active」になりました",
    "otaru/rules/absence.cases.yml:447:59: error R180: 「2026-06-22」のはずですが、「2026-06-17」になりました",
    "otaru/rules/absence.cases.yml:483:30: error R180: 「not-reached」のはずですが、「confirm」になりました",
    "otaru/rules/absence.cases.yml:503:60: error R180: 「2026-05-21」のはずですが、「2026-05-14」になりました",
    "otaru/rules/absence.cases.yml:525:59: error R180: 「2026-06-17」のはずですが、「2026-06-15」になりました",
    "otaru/rules/absence.cases.yml:542:50: error R180: 「not-reached」のはずですが、「confirm」になりました",
    "otaru/rules/absence.yml:507:22: error W206: 「断続欠席10日目」とありますが、規則では 8 日です",
];

/// The examples that fail, by their id, with what comes out now.
const EXAMPLES: &[(&str, &str, &str)] = &[
    ("count-9-intermittent", "day-7: not-reached", "day-7: confirm"),
    ("count-only-intermittent", "day-7: unknown", "day-7: confirm"),
    ("nine-in-june", "day-7: not-reached", "day-7: active"),
    ("ten-in-june", "day-7: 2026-06-22", "day-7: 2026-06-17"),
    ("nine-over-months", "day-7: not-reached", "day-7: confirm"),
    ("ten-over-months", "day-7: 2026-05-21", "day-7: 2026-05-14"),
    ("seven-with-ten", "day-7: 2026-06-17", "day-7: 2026-06-15"),
    ("late-nine", "day-7: not-reached", "day-7: confirm"),
];

/// Every line of the built site that changes, `before[old→new]after`; a line that comes or goes with `+` or `-`.
const CHANGES: &[(&str, &[&str])] = &[
    ("calculator/absence.html", &["席7日目、または断続欠席[10→8]日目 「連続欠席"]),
    ("flows/overview.html", &["欠席7日目または断続欠席[10→8]日目 （推定）", "欠席7日目または断続欠席[10→8]日目 （早期対応"]),
    (
        "forms/index.html",
        &["欠席7日目または断続欠席[10→8]日目、登校日で連", "欠席7日目または断続欠席[10→8]日目", "欠席7日目または断続欠席[10→8]日目から"],
    ),
    ("forms/kesseki-jokyo.html", &["欠席7日目または断続欠席[10→8]日目から"]),
    ("forms/kyogi-sheet.html", &["欠席7日目または断続欠席[10→8]日目、登校日で連"]),
    ("forms/sokuho.html", &["欠席7日目または断続欠席[10→8]日目"]),
    ("guide/hayami/kyo.html", &["連続7日目または断続[10→8]日目 管理職等が"]),
    (
        "guide/shien/kyoiku-shien-center.html",
        &["欠席7日目または断続欠席[10→8]日目で、登校でき", "欠席7日目または断続欠席[10→8]日目に、管理職等"],
    ),
    ("guide/taio/day-3.html", &["き：連続7日目または断続[10→8]日目に、 2-4"]),
    (
        "guide/taio/day-7.html",
        &["は」を、連続7日目と断続[10→8]日目のどちらか早", "断続[10→8]日を数える期間（", "7日・[10→8]日を登校日で数え"],
    ),
    (
        "guide/taio/ichiran.html",
        &[
            "欠席7日目または断続欠席[10→8]日目（ 2-4 ",
            "欠席7日目または断続欠席[10→8]日目 （推定）",
            "欠席7日目または断続欠席[10→8]日目 （早期対応",
            "欠席7日目または断続欠席[10→8]日目",
            "3日目・7日目・[10→8]日目を登校日で数",
            "断続[10→8]日を数える期間（",
        ],
    ),
    (
        "guide/taio/kyugyo.html",
        &["断続[10日を数える期間と、連続した日を含めるか。7日・10→8日を数える期間と、連続した日を含めるか。7日・8]日を登校日で数え"],
    ),
    ("guide/taio/yasumi-hajime.html", &["したりが続くときは、断続[10→8]日目に 2-4 "]),
    (
        "guide/tebiki/mitei.html",
        &[
            "3日目・7日目、断続欠席[10→8]日目を、登校日で",
            "断続欠席[10日を数える期間（月・学期・年度など）。連続した日を含めるか 「断続欠席10→8日を数える期間（月・学期・年度など）。連続した日を含めるか 「断続欠席8]日目」とだけある",
            "欠席7日目または断続欠席[10→8]日目に、メールの",
        ],
    ),
    ("guide/yakuwari/kankei-kikan.html", &["欠席7日目または断続欠席[10→8]日目 小樽市教育", "欠席7日目または断続欠席[10→8]日目 市教委 欠"]),
    (
        "guide/yakuwari/kanri.html",
        &[
            "欠席7日目または断続欠席[10→8]日目 ：管理職等",
            "欠席7日目または断続欠席[10→8]日目 欠席状況等",
            "欠席7日目または断続欠席[10→8]日目では例として",
        ],
    ),
    ("guide/yakuwari/sc-ssw.html", &["欠席7日目または断続欠席[10→8]日目 校内ケース", "欠席7日目または断続欠席[10→8]日目」と「会えて"]),
    (
        "guide/yakuwari/seito-tokushi.html",
        &["欠席7日目または断続欠席[10→8]日目 管理職等（", "欠席7日目または断続欠席[10→8]日目では例として"],
    ),
    ("guide/yakuwari/tannin.html", &["欠席7日目または断続欠席[10→8]日目 記録し、欠"]),
    ("guide/yakuwari/yogo.html", &["欠席7日目または断続欠席[10→8]日目 校内ケース", "欠席7日目または断続欠席[10→8]日目では、同じ顔"]),
    (
        "guide/yoshiki/ichiran.html",
        &[
            "欠席7日目または断続欠席[10→8]日目 不登校の状",
            "欠席7日目または断続欠席[10→8]日目から 欠席状",
            "欠席7日目または断続欠席[10→8]日目、登校日で連",
            "欠席7日目または断続欠席[10→8]日目。何日以内に",
            "欠席7日目または断続欠席[10→8]日目の校内ケース",
        ],
    ),
    ("rules/absence-chart.html", &["→ 断続欠席[10→8]日目： 連続欠席"]),
    ("rules/absence-quick.html", &["欠席 7日目 断続欠席 [10→8]日目 2-4 連"]),
    (
        "rules/absence.html",
        &[
            "席7日目、または断続欠席[10→8]日目",
            "- 断続欠席9日",
            "+ 断続欠席7日",
            "+ 断続欠席8日 連続欠席7日目または断続欠席10日目",
            "+ 断続欠席9日 連続欠席7日目または断続欠席10日目",
            "0日目 （2026年6月[22→17]日から） 欠席状",
        ],
    ),
    ("undecided.html", &["欠席7日目または断続欠席[10→8]日目」", "欠席7日目または断続欠席[10→8]日目」→「欠席が"]),
];

/// The handbook with the other number.
fn changed() -> Otaru {
    Otaru::new().change(RULES, FROM, TO)
}

#[test]
fn another_threshold_is_complained_of_where_a_person_wrote_the_old_one() {
    assert_eq!(changed().complaints(), COMPLAINTS);
}

#[test]
fn another_threshold_changes_every_face_and_nothing_else() {
    // What a person would mend is left out, or its changes would stand in the list too.
    let quiet = |book: Otaru| book.change("site.yml", "\nnav:\n", "\nlints: {number-against-rules: off}\nnav:\n");
    let before = quiet(Otaru::new()).build();
    let after =
        EXAMPLES.iter().fold(quiet(changed()), |book, (id, from, to)| book.change_after(CASES, &format!("- id: {id}\n"), (from, to)));
    let after = after.build();
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let found: BTreeMap<&str, Vec<String>> = before
        .iter()
        .filter(|(path, html)| after[*path] != **html)
        .map(|(path, html)| (path.as_str(), differences(&lines(html), &lines(&after[path]))))
        .collect();
    let expected: BTreeMap<&str, Vec<String>> =
        CHANGES.iter().map(|(path, lines)| (*path, lines.iter().map(|line| (*line).to_owned()).collect())).collect();
    assert_eq!(found, expected, "{found:#?}");
}

/// The lines of a page without tags and drawings: what a drawing says stands in the list beside it, but broken into other lines.
fn lines(html: &str) -> Vec<String> {
    let mut is_drawing = false;
    let mut kept = Vec::new();
    for line in html.lines() {
        is_drawing |= line.starts_with("<svg class=\"flow__picture\"");
        if !is_drawing {
            kept.push(plain(line));
        }
        is_drawing &= !line.starts_with("</svg>");
    }
    kept
}

fn plain(line: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for c in line.chars() {
        match c {
            '<' => is_tag = true,
            '>' if is_tag => {
                is_tag = false;
                // Cells of a row are apart.
                text.push(' ');
            }
            _ if !is_tag => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What differs between two pages, line by line: by the longest row of lines that both have.
fn differences(one: &[String], other: &[String]) -> Vec<String> {
    let mut common = vec![vec![0_u32; other.len() + 1]; one.len() + 1];
    for at in (0..one.len()).rev() {
        for place in (0..other.len()).rev() {
            common[at][place] =
                if one[at] == other[place] { common[at + 1][place + 1] + 1 } else { common[at + 1][place].max(common[at][place + 1]) };
        }
    }
    let (mut at, mut place) = (0, 0);
    let (mut gone, mut come, mut found) = (Vec::new(), Vec::new(), Vec::new());
    while at < one.len() || place < other.len() {
        let is_same = at < one.len() && place < other.len() && one[at] == other[place];
        if is_same {
            found.append(&mut paired(&mut gone, &mut come));
            (at, place) = (at + 1, place + 1);
        } else if place == other.len() || at < one.len() && common[at + 1][place] >= common[at][place + 1] {
            gone.push(one[at].as_str());
            at += 1;
        } else {
            come.push(other[place].as_str());
            place += 1;
        }
    }
    found.append(&mut paired(&mut gone, &mut come));
    found
}

/// Lines that went and came at one place: as many of each are the same lines, changed.
fn paired(gone: &mut Vec<&str>, come: &mut Vec<&str>) -> Vec<String> {
    let (gone, come) = (std::mem::take(gone), std::mem::take(come));
    if gone.len() == come.len() {
        return gone.into_iter().zip(come).map(|(old, new)| around(old, new)).collect();
    }
    gone.into_iter().map(|line| format!("- {line}")).chain(come.into_iter().map(|line| format!("+ {line}"))).collect()
}

/// `before[old→new]after`, with a few letters before and after.
fn around(old: &str, new: &str) -> String {
    let (one, other): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let same = |pairs: &mut dyn Iterator<Item = (&char, &char)>| pairs.take_while(|(a, b)| a == b).count();
    let before = same(&mut one.iter().zip(&other));
    let after = same(&mut one[before..].iter().rev().zip(other[before..].iter().rev()));
    let text = |chars: &[char]| chars.iter().collect::<String>();
    let (from, to) = (one.len() - after, other.len() - after);
    let (left, right) = (text(&one[before.saturating_sub(12)..before]), text(&one[from..one.len().min(from + 8)]));
    format!("{left}[{}→{}]{right}", text(&one[before..from]), text(&other[before..to]))
}
