//! A deterministic Japanese handbook of any size: about 2,500 characters a page, with headings, lists, a task list, a table and links.
//!
//! No clock and no randomness of the system: a small linear generator with a fixed seed chooses words, with a long tail of rare compounds.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Pages of one folder.
const PAGES_PER_FOLDER: usize = 25;
const CHAPTERS: usize = 8;
const AGENCIES: usize = 30;
const TERMS: usize = 40;

const SUBJECTS: &[&str] = &[
    "学級担任は",
    "養護教諭は",
    "管理職は",
    "学年主任は",
    "生徒指導主事は",
    "スクールカウンセラーは",
    "教育相談担当は",
    "関係する教職員は",
];
const OBJECTS: &[&str] = &[
    "欠席の状況を",
    "本人の思いを",
    "家庭での様子を",
    "保健室の利用を",
    "支援の計画を",
    "会議の記録を",
    "学習の進み具合を",
    "友人との関係を",
    "保護者の困りごとを",
];
const ACTIONS: &[&str] = &[
    "ていねいに確かめます。",
    "管理職に報告します。",
    "会議で共有します。",
    "記録に残します。",
    "保護者と相談します。",
    "関係機関につなぎます。",
    "次の週に見直します。",
];
const REASONS: &[&str] = &[
    "理由がはっきりしないときは、",
    "連絡がつかないときは、",
    "気になる様子が続くときは、",
    "本人が望むときは、",
    "予定と違うときは、",
    "急ぐときは、",
];
const RARE: &[&str] =
    &["起立", "調節", "生活", "睡眠", "登校", "別室", "面談", "訪問", "連携", "計画", "評価", "協議", "支援", "観察", "休養", "進路"];

/// The generator: 64-bit linear congruence (Knuth's constants), upper bits only.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides.max(1)
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

/// Writes a handbook of `pages` pages into `dir`.
pub fn write(dir: &Path, pages: usize) -> io::Result<()> {
    fs::create_dir_all(dir.join("agencies"))?;
    fs::write(dir.join("site.yml"), site_yml())?;
    fs::write(dir.join("categories.yml"), "categories:\n  - {id: madoguchi, title: 相談窓口, yomi: そうだんまどぐち}\n")?;
    fs::write(dir.join("emergency.yml"), EMERGENCY)?;
    fs::write(dir.join("glossary.yml"), glossary())?;
    for number in ["110", "119", "189"] {
        let text = format!("name: {number}番\nyomi: ばん\ncategory: madoguchi\nphones:\n  - {{number: \"{number}\"}}\n");
        fs::write(dir.join(format!("agencies/dial-{number}.yml")), text)?;
    }
    for at in 0..AGENCIES {
        fs::write(dir.join(format!("agencies/madoguchi-{at}.yml")), agency(at))?;
    }
    for at in 0..pages {
        let folder = dir.join(format!("guide/{}", folder(at, pages)));
        if at % PAGES_PER_FOLDER == 0 || !folder.exists() {
            fs::create_dir_all(&folder)?;
        }
        fs::write(dir.join(format!("guide/{}.md", page_id(at, pages))), page(at, pages))?;
    }
    Ok(())
}

fn folder(at: usize, pages: usize) -> String {
    let chapter = at * CHAPTERS / pages.max(1);
    format!("sho-{chapter}/bu-{}", at / PAGES_PER_FOLDER)
}

/// The id of the nth page.
pub fn page_id(at: usize, pages: usize) -> String {
    format!("{}/ko-{at}", folder(at, pages))
}

fn site_yml() -> String {
    let mut text = String::from(
        "id: corpus\ntitle: 測定用の手引き\npublisher: 測定用\nstatus: sample\nedition: {label: 測定用, issued: 2026-04-01}\nnav:\n",
    );
    for chapter in 0..CHAPTERS {
        let _ = writeln!(text, "  - id: sho-{chapter}\n    title: 第{}章の対応\n    items: [\"folder:sho-{chapter}\"]", chapter + 1);
    }
    text
}

const EMERGENCY: &str = "title: まず電話\nprinciple: まず電話。様式・メール・会議を待たない。\nlines:\n  - {id: life, when: 命の危険, call: [agency:dial-110, agency:dial-119]}\n  - {id: abuse, when: 虐待かもしれないとき, call: [agency:madoguchi-0, agency:madoguchi-1], otherwise: {when: つながらないとき, call: [agency:dial-189]}}\n";

fn glossary() -> String {
    let mut text = String::from("terms:\n");
    for at in 0..TERMS {
        let word = format!("{}{}{at}", RARE[at % RARE.len()], RARE[(at / 3 + 5) % RARE.len()]);
        // Words that lints look for: a spelling that no page has, and one that begins a word of every page.
        let avoided = format!("discouraged: [{{spelling: {word}よみ}}, {{spelling: {}たち}}]", RARE[at % RARE.len()]);
        let _ = writeln!(text, "  - {{id: yogo-{at}, term: {word}, yomi: ようご, definition: 測定のための言葉です。, {avoided}}}");
    }
    text
}

fn agency(at: usize) -> String {
    format!(
        "name: 相談窓口{at}\nyomi: そうだんまどぐち\ncategory: madoguchi\nhandles: [子どもの相談, 保護者の相談]\nphones:\n  - {{number: 0134-32-{:04}}}\nhours:\n  - {{days: 平日, open: \"9:00\", close: \"17:00\"}}\npostal_code: 047-0034\naddress: 緑{at}丁目4-1\n",
        4000 + at
    )
}

fn page(at: usize, pages: usize) -> String {
    let mut dice = Dice(at as u64 + 1);
    let mut text = String::with_capacity(9_000);
    let _ = write!(
        text,
        "---\ntitle: {}{}への対応 その{at}\nyomi: たいおう\nsummary: {}関係する人と相談します。\norder: {at}\npaper: \"{}\"\nsources:\n  - {{document: 測定用の資料, page: {}}}\n---\n",
        dice.pick(RARE),
        dice.pick(RARE),
        dice.pick(REASONS),
        1 + at % 300,
        1 + at % 300
    );
    for section in 0..5 {
        let _ = write!(text, "\n## {}{}のすすめ方 {{#setsu-{section}}}\n\n", dice.pick(RARE), dice.pick(RARE));
        paragraph(&mut text, &mut dice, 7);
        links(&mut text, &mut dice, pages);
        match section {
            0 => list(&mut text, &mut dice, "- "),
            1 => table(&mut text, &mut dice),
            2 => list(&mut text, &mut dice, "- [ ] "),
            3 => list(&mut text, &mut dice, "1. "),
            _ => paragraph(&mut text, &mut dice, 6),
        }
        paragraph(&mut text, &mut dice, 4);
    }
    text
}

fn sentence(text: &mut String, dice: &mut Dice) {
    if dice.roll(3) == 0 {
        text.push_str(dice.pick(REASONS));
    }
    text.push_str(dice.pick(SUBJECTS));
    if dice.roll(9) == 0 {
        let _ = write!(text, "**「{}{}」**と", dice.pick(RARE), dice.pick(RARE));
    }
    text.push_str(dice.pick(OBJECTS));
    text.push_str(dice.pick(ACTIONS));
}

fn paragraph(text: &mut String, dice: &mut Dice, sentences: usize) {
    for at in 0..sentences {
        sentence(text, dice);
        if at % 3 == 2 {
            text.push('\n');
        }
    }
    text.push_str("\n\n");
}

fn links(text: &mut String, dice: &mut Dice, pages: usize) {
    let other = dice.roll(pages);
    let _ = write!(
        text,
        "くわしくは[](page:{})と[用語](term:yogo-{})を見ます。電話は[](agency:madoguchi-{}#phone)です。\n\n",
        page_id(other, pages),
        dice.roll(TERMS),
        dice.roll(AGENCIES)
    );
}

fn list(text: &mut String, dice: &mut Dice, mark: &str) {
    for _ in 0..6 {
        text.push_str(mark);
        sentence(text, dice);
        text.push('\n');
    }
    text.push('\n');
}

fn table(text: &mut String, dice: &mut Dice) {
    text.push_str("| だれが | 何を | いつまでに |\n|---|---|---|\n");
    for day in 0..6 {
        let _ = writeln!(
            text,
            "| {} | {} | {}日目 |",
            dice.pick(SUBJECTS).trim_end_matches('は'),
            dice.pick(OBJECTS).trim_end_matches('を'),
            day + 1
        );
    }
    text.push('\n');
}
