//! What finds what: pairs as readers would write them, and the laws that the index relies on.

use crate::rules::random::Random;
use shirube::search::fold::{fold, folded, old_forms};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Spellings between spaces that are one to a reader, a line for each word.
const SAME: &str = "
SSW ＳＳＷ ｓｓｗ ssw Ssw
スクール ｽｸｰﾙ すくーる スク－ル スク-ル スク−ル スク‐ル スク―ル スク─ル スク━ル ｽｸ-ﾙ
0134-32-4111 ０１３４－３２－４１１１ 0134324111 （0134）32-4111 (0134)32-4111 0134−32−4111 0134‐32‐4111 0134―32―4111 ０１３４（３２）４１１１
こども コドモ ｺﾄﾞﾓ こと\u{3099}も コト\u{3099}モ コト゛モ
3〜5 3～5 ３～５ 3~5
3ヶ月 3ケ月 ３ヶ月 3け月 3ｹ月
3ヵ月 3カ月 3か月 ３カ月
①1番 11番 ⑴1番 １1番
㈱小樽 (株)小樽 （株）小樽 株小樽
が か\u{3099} ガ カ\u{3099} ｶﾞ か゛
パート ﾊﾟｰﾄ ハ\u{309A}ート ぱーと ハ゜ート ﾊﾟ-ﾄ
ヴァイオリン ｳﾞｧｲｵﾘﾝ ゔぁいおりん
ワ\u{3099} ヷ わ\u{3099} ﾜﾞ
時々 時\u{200B}々 時\u{AD}々
高橋 髙橋 髙槗
渡辺 渡邊 渡邉 渡\u{908A}\u{E0101}
山崎 山﨑 山嵜
斉藤 齊藤
斎藤 齋藤
浜田 濱田 濵田
島田 嶋田 嶌田
富田 冨田
桜井 櫻井
沢田 澤田
広瀬 廣瀨
国学院 國學院
辺見 邊見
吉野家 𠮷野家
真田 眞田
恵子 惠子
徳川 德川
滝川 瀧川
竜馬 龍馬 ⿓馬
鉄道 鐵道
県庁 縣廳
児童 兒童
欠席 缺席
弁護 辯護 辨護
会議 會議
学校 學校
芸術 藝術
体育 體育
予備 豫備
余白 餘白
万一 萬一
与党 與黨
証明 證明
塡補 填補
𠮟責 叱責
剝奪 剥奪
頰 頬
福祉 福祉 福\u{FE00}祉
神社 神社
都道府県 都道府縣
㌢ センチ せんち ｾﾝﾁ
㍍ メートル
㌔ キロ ｷﾛ
㌫ パーセント
㎏ kg KG ｋｇ
㎡ m2 ｍ２ M²
㏍ KK kk
№5 No5 no5 ＮＯ５
℡ TEL tel
℃ °C °c
㋿7年 令和7年 令和７年
㍻ 平成
㍼ 昭和
㊗ 祝
㊙ 秘
㈪ (月) 月
㋀ 1月 １月
㏠ 1日
Ⅲ III iii ⅲ
½ 1⁄2
あ・い あい あ･い
ソーシャル・ワーカー ソーシャルワーカー ｿｰｼｬﾙ･ﾜｰｶｰ
不登校（別室） 不登校(別室) 不登校別室
不登校　別室 不登校別室
氏\u{A0}名 氏名
2026／4／1 2026/4/1
50％ 50%
Ａ＆Ｂ A&B
メール＠例 メール@例
か゛っこう がっこう ガッコウ
ゝ ヽ
ゞ ヾ ゝ\u{3099}
ゟ より ヨリ
ヿ コト こと
café cafe\u{301} CAFÉ ＣＡＦÉ
Straße straße
Ω Ω ω
K k K
İ i\u{307}
ǰ J\u{30C} j\u{30C}
Å Å å A\u{30A}
ﬁle file FILE
ﬃ ffi
Ĳ ij
각 가\u{11A8} 각 ㄱㅏ\u{11A8}
한글 한글
ﾡￂ 가
ё Ё е\u{308}
й и\u{306}
👨‍👩‍👧 👨👩👧
❤️ ❤
葛\u{E0100}城 葛城
1️⃣ 1\u{20E3}
𝐀𝐁 AB ab
🄰 A
🈁 ココ
﹙注﹚ 注
︵注︶ 注
﹣1 -1 1
Wi-Fi WiFi wifi Ｗｉ－Ｆｉ Wi‑Fi
e-mail email Ｅ－ｍａｉｌ
ページ-ページ ページーページ
";

/// Spellings that mean something else.
const OTHER: &str = "
こと コート
は ば
は ぱ
か が
ビル ビール
つ っ
よう ょう
きゃく きやく
病院 美容院
おばさん おばあさん
斉藤 斎藤
島 鳥
未 末
土 士
力 か
一 ー
二 ニ
口 ロ
0 O
1 l
12 1.2
8:50 850
1,000 1000
3~5 35
A/B AB
ソ ン
著く 着く
侯補 候補
小樽 小檜
";

/// One spelling finds the other where it is shorter: it is a part of it.
const PART: [(&str, &str); 14] = [
    ("学校", "小樽市立朝里中學校"),
    ("ｽｸｰﾙ", "スクール・ソーシャル・ワーカー"),
    ("32-4111", "電話（０１３４）３２－４１１１"),
    ("0134-32", "0134(32)4111"),
    ("ども", "子ドモ"),
    ("株", "㈱"),
    ("センチ", "30㌢まで"),
    ("渡辺", "渡邉教諭（担任）"),
    ("令和", "㋿８年度"),
    ("か月", "３ヵ月以上"),
    ("け月", "３ヶ月以上"),
    ("ー", "スク-ル"),
    ("支援調整", "支援 調整\u{3000}会議"),
    ("フリースクール", "「フリ－スク－ル」"),
];

fn lines(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().filter(|line| !line.is_empty()).map(|line| line.split(' ').collect())
}

#[test]
fn one_word_is_found_however_it_is_written() {
    let mut pairs = 0;
    for words in lines(SAME) {
        for word in &words {
            assert_eq!(folded(word), folded(words[0]), "{word} {}", words[0]);
        }
        pairs += words.len() - 1;
    }
    assert!(pairs >= 120, "{pairs} pairs");
}

#[test]
fn other_words_are_not_found() {
    for words in lines(OTHER) {
        assert!(!folded(words[1]).contains(&folded(words[0])), "{words:?}");
        assert!(!folded(words[0]).contains(&folded(words[1])), "{words:?}");
    }
}

#[test]
fn a_part_of_a_word_is_found_in_it() {
    for (part, whole) in PART {
        assert!(folded(whole).contains(&folded(part)), "{part} {whole}");
    }
}

#[test]
fn a_dash_is_a_long_sound_only_directly_after_kana() {
    assert_eq!(folded("か-き カ－－ き\u{200B}-"), "かーきかーーきー");
    assert_eq!(folded("か - き (か)-き か・-き 漢-字 A-b か漢-"), "かきかきかき漢字abか漢");
    assert_eq!(folded("か\n-き"), "か\nき");
    assert_eq!(folded("-\u{301}か-\u{301}\u{3099}き"), "かーき");
}

#[test]
fn what_is_left_out_takes_its_marks_along() {
    assert_eq!(folded("a \u{301}b(\u{308}c´d¨"), "abcd");
    assert_eq!(folded("\u{301}a"), "\u{301}a");
    assert_eq!(folded("漢\u{301}\u{323}"), "漢\u{323}\u{301}");
}

#[test]
fn the_end_of_a_block_stays() {
    assert_eq!(folded("一 行\r\n二\t行\u{2028}\n"), "一行\n二行\n");
}

#[test]
fn characters_of_other_scripts_stand_for_themselves() {
    // Their marks and forms are known to one version of Unicode and not to another.
    for text in ["नमस्ते", "ไทยคำ", "שָׁלוֹם", "العربية", "\u{FDFA}", "\u{1E900}", "ᲐᲑ", "\u{16D63}\u{16D67}", "\u{A7DC}"]
    {
        assert_eq!(folded(text), text);
    }
}

#[test]
fn folding_goes_on_where_another_ended() {
    let mut out = vec!['か'];
    fold("-ア", &mut out);
    assert_eq!(out, ['か', 'あ']);
}

#[test]
fn the_table_of_old_forms_is_sound() {
    let characters: Vec<char> = old_forms().chars().collect();
    let pairs: Vec<(char, char)> = characters.chunks(2).map(|pair| (pair[0], pair[1])).collect();
    assert!(pairs.len() > 500, "{}", pairs.len());
    let old: BTreeSet<char> = pairs.iter().map(|pair| pair.0).collect();
    assert_eq!(old.len(), pairs.len(), "an old form stands twice");
    for (old_form, form) in &pairs {
        assert!(!old.contains(form), "{old_form} → {form} is not the last step");
        for c in [old_form, form] {
            assert!(c.nfkc().eq([*c]), "{c} is another character already");
        }
    }
    let lines = include_str!("../../../src/search/old-forms.txt").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        assert_eq!(line.chars().nth(1), Some(' '), "{line}");
        assert_eq!(line.chars().count(), 3, "{line}");
    }
}

/// Characters that begin clusters, from all that texts may hold.
const BASES: [&str; 66] = [
    "あ", "か", "は", "ウ", "ワ", "ｶ", "ﾊ", "ー", "ｰ", "ヶ", "ヵ", "ゝ", "ヽ", "ヷ", "ッ", "ㇷ", "漢", "髙", "𠮷", "邉", "福", "福", "⿓",
    "a", "A", "J", "ſ", "İ", "Ω", "Й", "ß", "ﬁ", "ｚ", "0", "８", "①", "½", "㈱", "㌢", "㍻", "㋿", "㎏", "ᄀ", "가", "ㄱ", "㉠", "ﾡ",
    "👨", "🏽", "❤", "🈁", "𝐀", "-", "－", "―", "〜", " ", "　", "・", "（", ")", "\n", "´", "¨", "न", "ก",
];

/// What may follow them in a cluster.
const FOLLOWERS: [&str; 22] = [
    "\u{3099}",
    "\u{309A}",
    "゛",
    "゜",
    "ﾞ",
    "ﾟ",
    "\u{301}",
    "\u{308}",
    "\u{30C}",
    "\u{323}",
    "\u{345}",
    "\u{20E3}",
    "\u{338}",
    "\u{1161}",
    "\u{11A8}",
    "ㅏ",
    "ￂ",
    "\u{FE0F}",
    "\u{200D}",
    "\u{AD}",
    "\u{E0101}",
    "\u{202E}",
];

/// Clusters by chance.
pub fn clusters(random: &mut Random) -> Vec<String> {
    let count = 1 + random.below(14);
    let cluster = |random: &mut Random| {
        let followers = if random.percent(35) { 1 + random.below(3) } else { 0 };
        let base = random.pick(&BASES).to_owned();
        (0..followers).fold(base, |cluster, _| cluster + random.pick(&FOLLOWERS))
    };
    (0..count).map(|_| cluster(random)).collect()
}

#[test]
fn folding_what_is_folded_changes_nothing() {
    let all = (0..=0x10_FFFF).filter_map(char::from_u32).map(|c| c.to_string());
    let mut random = Random::new(8);
    let chance = (0..20_000).map(|_| clusters(&mut random).concat());
    let follower = FOLLOWERS.iter().flat_map(|follower| BASES.iter().map(move |base| format!("{base}{follower}")));
    for text in all.chain(chance).chain(follower) {
        let once = folded(&text);
        assert_eq!(folded(&once), once, "{text:?}");
    }
}

#[test]
fn a_part_of_a_text_folds_to_a_part_of_the_folded_text() {
    let mut random = Random::new(9);
    for _ in 0..20_000 {
        let clusters = clusters(&mut random);
        let from = random.below(clusters.len());
        let to = from + 1 + random.below(clusters.len() - from);
        let (whole, part) = (clusters.concat(), clusters[from..to].concat());
        assert!(folded(&whole).contains(&folded(&part)), "{part:?} in {whole:?}");
    }
}

#[test]
fn many_marks_on_one_character_take_no_longer_than_others() {
    let text = format!("か{}", "\u{301}\u{323}\u{3099}".repeat(40_000));
    assert_eq!(folded(&text).chars().count(), 120_000);
}
