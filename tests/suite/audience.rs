//! Two editions of one handbook: nothing that is for staff occurs in any byte of the public one, and staff have all of it.

use crate::harness::{Handbook, html_files, main_of};
use crate::search::index::readable;
use scraper::{Html, Selector};
use shirube::build::{self, BuildOutcome, Built};
use shirube::diag::Severity;
use shirube::model::Audience;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A handbook that keeps something for staff at every place that can. Each place holds a marker `zqNN` of its own, also in kana (`ざく`)
/// where only kana may stand; `zqf` marks names of files, `0199-` and `zqm` contacts.
const SECRETS: &str = r#"
-- site/site.yml --
id: machi
title: 試しの手引き
publisher: 試しの町
status: {approved: {on: 2026-04-01, by_role: 教育長, document_number: 第12号}}
edition: {label: 試し, issued: 2026-04-01}
slots:
  centre: {title: こども家庭センター}
  guidance: {title: 児童相談所}
bind:
  centre: agency:centre
  guidance: agency:guidance
entrances:
  - {id: a, title: はじめる, to: page:hajime, choices: [{title: zq69の答え, to: page:zqf-page}, {title: 公開の答え, to: page:hajime}]}
  - {id: b, title: zq01の入口, text: zq02の説明, to: page:zqf-page}
  - {id: c, title: zq03の入口, to: "page:hajime#zq04"}
  - {id: d, title: zq05の入口, to: agency:zqf-agency}
nav:
  - id: zq06
    title: zq07の章
    text: zq08の章の説明
    items: [page:zqf-alone, "flow:zqf-flow", "checklist:zqf-list", "agenda:zqf-agenda"]
  - id: taio
    title: 対応
    groups:
      - {title: zq70の群, items: [page:zqf-page]}
      - {title: 公開の群, items: [page:hajime, "folder:atsumari", page:dankai]}
  - id: madoguchi
    title: 窓口
    items: [index:agencies, index:agencies-by-name, index:glossary, index:kana]
  - id: mada
    title: まだない章
    items: []
-- site/categories.yml --
categories:
  - {id: zq09, title: zq10の分類}
  - {id: jido, title: 児童の窓口}
-- site/agencies/centre.yml --
name: こども家庭センター
yomi: こどもかていせんたー
category: jido
phones:
  - {number: 0134-32-5208}
  - {number: 0199-11-1111, extension: "9911774433", label: zq11の電話, note: zq12の備考, audience: staff}
emails:
  - {address: zqm1@example.jp, label: zq13のメール, note: zq14の備考, audience: staff}
verified:
  email: {on: 2026-04-01, by_role: zq15の係}
-- site/agencies/zqf-agency.yml --
name: zq16の窓口
yomi: ざくのまどぐち
short: zq17
aliases: [zq18]
category: zq09
publish: no
group: zq19
parent: centre
handles: [zq20の相談]
target: zq21の人
phones: [{number: 0199-22-2222}]
emails: [{address: zqm2@example.jp}]
url: https://zqm3.example.jp/
online: [{service: zq22, name: zq23}]
postal_code: 019-9999
address: zq24町
hours: [{days: 平日, note: zq25の時間}]
sites: [{venue: zq26の会場}]
frequency: [zq27回]
closed: [zq28の日]
closed_note: zq29の休み
booking: zq30で予約
notes: [zq31の備考]
sources: [{document: zq32の文書, page: "99", heading: zq33の見出し}]
-- site/guide/zqf-page.md --
---
title: zq34の題名
yomi: ざくのだいめい
summary: zq35の要約
audience: staff
number: 88-77
paper: "8642"
sources: [{document: zq37の出典}]
---
zq36とzq38の本文。[](term:gennin) [](agency:zqf-agency) [zq39のリンク](https://zqm4.example.jp/)

![zq40の図](../assets/zqf-picture.png "zq41の説明")

## zq42の見出し {#zq43}

[zq44の書類](../assets/zqf-file.pdf)
-- site/guide/zqf-alone.md --
---
title: zq45の章だけのページ
audience: staff
---
zq46の本文
-- site/guide/atsumari/a.md --
---
title: 集まり
---
公開の本文。
-- site/guide/atsumari/zqf-b.md --
---
title: zq47の集まり
audience: staff
---
zq48の本文
-- site/guide/hajime.md --
---
title: はじめに
---
公開の始まり。[](agency:centre#phone)

> [!STAFF]
> zq49の囲み[^a]。[](term:gennin)
>
> - zq50の項目
>
> ### zq51の見出し

- 一つ目
- > [!staff]
  > zq52の項目

## 公開の一 {#ichi}

### zq53の小見出し {#zq54 audience=staff}

zq55の本文 ![zq56の図](../assets/zqf-inner.png)

### 公開の小見出し

## zq57の見出し {#zq04 audience=staff}

zq58の本文

### zq59の下

| zq60 |
|------|
| zq61 |

## 公開の二 {#ni}

公開の終わり[^b]。![公開の図](../assets/koukai.png)

[^a]: zq62の注[^c]。![zq63](../assets/zqf-note.png)
[^b]: 公開の注。
[^c]: zq64の注の注。
-- site/guide/dankai.md --
---
title: 段階
layout: stage
---
## 今日すること {#today}

> [!STAFF]
> zq71の囲み

## 期限 {#deadline}

## 様式 {#forms}

## 電話 {#phone}

## zq72の見出し {#zq73 audience=staff}

## 話し方 {#words}

## 根拠 {#basis}

## 定めのないこと {#open}
-- site/flows/zqf-flow.yml --
title: zq74の流れ
audience: staff
summary: zq75の説明
page: page:zqf-page
groups: [{id: one, title: zq76の群}]
nodes:
  - {id: start, kind: start, text: zq77の始まり, group: one, items: [zq78の項目], next: [{to: end, label: zq79, inferred: yes}]}
  - {id: end, kind: outcome, text: zq80の終わり, who: [agency:zqf-agency], links: [page:zqf-page]}
open: [zq81の未定]
sources: [{document: zq82の文書}]
-- site/forms/zqf-form.yml --
title: zq106の様式
audience: staff
number: zq107
when: [zq108のとき]
send: {to: [agency:zqf-agency], checks: [zq109を見る]}
sections:
  - {id: bu, title: zq110の部, fields: [{id: ran, label: zq111の欄, kind: text, hint: zq112のこと}]}
sheets:
  - rows: [{cells: [{field: ran, label_width: 4, width: 20}]}]
open: [zq113の未定]
-- site/forms/koukai.yml --
title: 公開の様式
send: {to: undecided}
-- site/flows/koukai.yml --
title: 公開の流れ
nodes:
  - {id: start, kind: start, text: 公開の箱, next: [end]}
  - {id: end, kind: outcome, text: 公開の出口}
-- site/checklists/zqf-list.yml --
title: zq83の確認表
audience: staff
summary: zq84の説明
page: page:zqf-page
phases: [{id: one, title: zq85の前}]
roles: [{id: two, title: zq86の係}]
items:
  - {id: first, phase: one, roles: [two], text: zq87の項目, notes: ["zq88の補足", "[](page:zqf-page)"], if: zq89のとき}
  - {id: above, override: yes, text: zq90を先に}
open: [zq91の未定]
sources: [{document: zq92の文書}]
-- site/checklists/koukai.yml --
title: 公開の確認表
items: [{id: first, text: 公開の項目}]
-- site/agendas/zqf-agenda.yml --
title: zq93の進行
audience: staff
summary: zq94の説明
page: page:zqf-page
parts: [{id: chair, title: zq95の司会, who: [agency:zqf-agency], note: zq96の添え書き}]
steps: [{id: one, text: zq97の確認, minutes: 5, lead: [chair], items: [zq98の項目]}]
total: 5
patterns: [{id: usual, title: zq99の形, members: [zq100の人], items: ["[](page:zqf-page)"]}]
timetable: {title: zq101の進行表, start: "9:00", blocks: [{cases: [{title: zq102の区, attend: zq103の人}]}]}
open: [zq104の未定]
sources: [{document: zq105の文書}]
-- site/assets/zqf-picture.png --
zq65のバイト
-- site/assets/zqf-file.pdf --
zq66のバイト
-- site/assets/zqf-inner.png --
zq67のバイト
-- site/assets/zqf-note.png --
zq68のバイト
-- site/assets/koukai.png --
公開のバイト
"#;

/// Every marker of the handbook.
fn markers() -> BTreeSet<String> {
    let mut found: BTreeSet<String> = (1..=113).map(|number| format!("zq{number:02}")).collect();
    for other in [
        "zqf-page",
        "zqf-agency",
        "zqf-alone",
        "zqf-b",
        "zqf-picture",
        "zqf-file",
        "zqf-inner",
        "zqf-note",
        "zqf-flow",
        "zqf-list",
        "zqf-agenda",
        "zqf-form",
    ] {
        found.insert(other.to_owned());
    }
    for other in
        ["zqm1", "zqm2", "zqm3", "zqm4", "0199-11", "0199-22", "9911774433", "019-9999", "88-77", "ざくのまどぐち", "ざくのだいめい"]
    {
        found.insert(other.to_owned());
    }
    for number in 1..=113 {
        assert!(SECRETS.contains(&format!("zq{number:02}")), "zq{number:02} stands nowhere");
    }
    found
}

/// Paths and bytes of everything below a folder, hidden files of the publisher included.
fn everything(folder: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let path = entry.path().strip_prefix(folder).expect("below the folder");
        all.extend_from_slice(path.to_string_lossy().as_bytes());
        all.push(b'\n');
        if entry.file_type().is_file() {
            all.extend(readable(fs::read(entry.path()).expect("a file")));
        }
    }
    all
}

/// Digits within longer digits or a hash are times and hashes of the publisher's files, which hold any four of them sooner or later.
fn holds(all: &[u8], marker: &str) -> bool {
    let is_number = marker.bytes().all(|byte| byte.is_ascii_digit());
    let is_part = |byte: Option<&u8>| is_number && byte.is_some_and(u8::is_ascii_hexdigit);
    let mut places = all.windows(marker.len()).enumerate().filter(|(_, window)| *window == marker.as_bytes());
    places.any(|(at, _)| !is_part(all.get(at.wrapping_sub(1))) && !is_part(all.get(at + marker.len())))
}

/// The handbook with its editions in folders of their own: `public/` and `staff/`, each with what lies beside a site.
struct Editions {
    handbook: Handbook,
}

impl Editions {
    fn of(handbook: Handbook) -> Self {
        let editions = Self { handbook };
        for audience in [Audience::Public, Audience::Staff] {
            let built = build::build_site(&editions.handbook.site(), &editions.site(audience), audience, &|_, _| {});
            assert_published(&built);
        }
        editions
    }

    fn folder(&self, audience: Audience) -> PathBuf {
        self.handbook.root().join(audience.name())
    }

    fn site(&self, audience: Audience) -> PathBuf {
        self.folder(audience).join("machi")
    }

    fn pages(&self, audience: Audience) -> BTreeMap<String, String> {
        html_files(&self.site(audience))
    }
}

fn assert_published(built: &Built) {
    let said: Vec<String> = built.sink.iter().map(|d| format!("{} {}", d.code, d.message.ja)).collect();
    assert!(matches!(built.outcome, BuildOutcome::Published { .. }), "{said:?}");
    assert!(built.sink.iter().all(|d| d.severity != Severity::Error), "{said:?}");
}

fn secrets() -> Editions {
    Editions::of(Handbook::new().files(SECRETS))
}

#[test]
fn no_byte_and_no_name_of_the_public_edition_holds_what_is_for_staff() {
    let editions = secrets();
    let public = everything(&editions.folder(Audience::Public));
    assert!(holds(&public, ".machi.shirube-state") && holds(&public, "shirube-manifest.json"), "the publisher's own files are looked at");
    let leaked: Vec<String> = markers().into_iter().filter(|marker| holds(&public, marker)).collect();
    assert!(leaked.is_empty(), "the public edition holds {leaked:?}");
    // A printed page has four digits at most, which a sum may hold by chance; so it is looked for where it would stand.
    assert!(
        !editions.pages(Audience::Public)["paper.html"].contains("8642") && editions.pages(Audience::Staff)["paper.html"].contains("8642")
    );
    for kept in [
        "公開の始まり",
        "公開の群",
        "公開の答え",
        "公開の一",
        "公開の流れ",
        "公開の箱",
        "公開の確認表",
        "公開の項目",
        "公開の小見出し",
        "公開の終わり",
        "公開の注",
        "公開の図",
        "公開のバイト",
        "0134-32-5208",
        "集まり",
    ] {
        assert!(holds(&public, kept), "the public edition lacks {kept}");
    }
}

#[test]
fn the_edition_for_staff_holds_all_of_it() {
    let editions = secrets();
    let staff = everything(&editions.site(Audience::Staff));
    let missing: Vec<String> = markers().into_iter().filter(|marker| !holds(&staff, marker)).collect();
    assert!(missing.is_empty(), "the edition for staff lacks {missing:?}");
}

#[test]
fn the_public_edition_does_not_depend_on_what_is_for_staff() {
    let one = secrets();
    let other = Editions::of(
        Handbook::new()
            .files(SECRETS)
            .replace("site/guide/hajime.md", "zq49の囲み", "別の囲み")
            .replace("site/guide/zqf-page.md", "zq36とzq38の本文", "別の本文")
            .replace("site/agencies/zqf-agency.yml", "zq16の窓口", "別の窓口")
            .replace("site/agencies/centre.yml", "0199-11-1111", "0199-33-3333"),
    );
    let files = |editions: &Editions| {
        let folder = editions.site(Audience::Public);
        let walk = walkdir::WalkDir::new(&folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
        walk.map(|entry| {
            let text = String::from_utf8_lossy(&fs::read(entry.path()).expect("a file")).into_owned();
            let path = entry.path().strip_prefix(&folder).expect("below").to_owned();
            // The sum of all sources, which is no text of them.
            (path, text.lines().filter(|line| !line.starts_with("\"fingerprint\"")).map(str::to_owned).collect::<Vec<_>>())
        })
        .collect::<BTreeMap<_, _>>()
    };
    assert_eq!(files(&one), files(&other));
}

/// Numbers printed before headings and in contents, by the text after them.
fn numbers(pages: &BTreeMap<String, String>, path: &str) -> Vec<String> {
    let html = Html::parse_document(&pages[path]);
    let headings = Selector::parse("main h1, main h2, main h3").expect("selector");
    html.select(&headings).map(|heading| heading.text().collect::<String>().trim().to_owned()).collect()
}

#[test]
fn what_both_editions_have_is_called_the_same_and_the_public_one_has_no_gaps() {
    let editions = secrets();
    let (public, staff) = (editions.pages(Audience::Public), editions.pages(Audience::Staff));
    let own = ["1-1 はじめに", "1-1-1 公開の一", "1-1-1-1 公開の小見出し", "1-1-2 公開の二"];
    assert_eq!(numbers(&public, "guide/hajime.html"), own);
    let all = numbers(&staff, "guide/hajime.html");
    for heading in own {
        assert!(all.iter().any(|found| found == heading), "{heading}: {all:?}");
    }
    for heading in ["1-1-1-職1 教職員用 zq53の小見出し", "1-1-職1 教職員用 zq57の見出し", "1-1-職1-1 zq59の下"] {
        assert!(all.iter().any(|found| found == heading), "{heading}: {all:?}");
    }
    assert_eq!(numbers(&staff, "guide/zqf-alone.html"), ["職1-1 zq45の章だけのページ"]);
    assert_eq!(numbers(&staff, "guide/atsumari/zqf-b.html"), ["1-職2 zq47の集まり"]);
    for pages in [&public, &staff] {
        assert_eq!(numbers(pages, "guide/atsumari/a.html"), ["1-2 集まり"]);
        assert_eq!(numbers(pages, "chapters/madoguchi.html"), ["2 窓口"]);
        assert_eq!(numbers(pages, "kana.html")[0], "2-4 五十音の索引");
        assert!(numbers(pages, "chapters/mada.html")[0].starts_with("3 "));
    }
    // Anchors that a reader may have kept are the same too.
    assert!(public["guide/hajime.html"].contains("<h3 id=\"h-1\">") && staff["guide/hajime.html"].contains("<h3 id=\"h-1\">"));
}

#[test]
fn contents_pager_and_chapters_of_the_public_edition_skip_what_is_for_staff() {
    let editions = secrets();
    let pages = editions.pages(Audience::Public);
    let page = &pages["guide/hajime.html"];
    assert_eq!(page.matches("class=\"toc__level").count(), 3, "{page}");
    assert!(page.contains("rel=\"next\" href=\"../guide/atsumari/a.html\"") && !page.contains("rel=\"prev\""), "{page}");
    assert_eq!(page.matches("<li>一つ目</li>").count(), 1);
    assert!(!page.contains("<li></li>") && !main_of(page).contains("callout"), "{page}");
    assert_eq!(main_of(&pages["chapters/taio.html"]).matches("<li>").count(), 3);
    assert_eq!(pages["index.html"].matches("class=\"entrance\"").count(), 1);
    assert!(!pages.contains_key("chapters/zq06.html"));
}

#[test]
fn every_link_of_both_editions_leads_to_a_file_and_an_anchor() {
    let editions = secrets();
    let link = Selector::parse("[href], [src]").expect("selector");
    for audience in [Audience::Public, Audience::Staff] {
        let site = editions.site(audience);
        for (path, text) in editions.pages(audience) {
            for element in Html::parse_document(&text).select(&link) {
                let target = element.value().attr("href").or(element.value().attr("src")).unwrap_or_default();
                if target.contains(':') {
                    continue;
                }
                let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
                let full = if file.is_empty() { site.join(&path) } else { site.join(&path).parent().expect("a folder").join(file) };
                assert!(full.is_file(), "{} {path}: {target}", audience.name());
                if !anchor.is_empty() {
                    let there = fs::read_to_string(&full).expect("a page");
                    assert!(there.contains(&format!("id=\"{anchor}\"")), "{} {path}: {target}", audience.name());
                }
            }
        }
    }
}

#[test]
fn the_edition_for_staff_says_so_on_every_page_and_sheet_even_when_approved() {
    let editions = secrets();
    for (path, html) in editions.pages(Audience::Staff) {
        // A flow has a head on each of its sheets.
        let heads = html.matches("教職員用（公開しないでください）").count();
        assert!(heads == 2 || ((path.starts_with("flows/") || path.starts_with("forms/")) && heads > 2), "{path}: {heads}");
        assert!(html.contains("data-audience=\"staff\"") && html.contains("noindex"), "{path}");
    }
    for (path, html) in editions.pages(Audience::Public) {
        assert!(!html.contains("教職員") && !html.contains("data-audience"), "{path}");
    }
    let page = editions.pages(Audience::Staff)["guide/hajime.html"].clone();
    assert!(
        page.contains("<aside class=\"callout callout-staff\" role=\"note\">\n<p class=\"callout-title\">教職員用</p>\n<p>zq49"),
        "{page}"
    );
    let agency = editions.pages(Audience::Staff)["agencies/zqf-agency.html"].clone();
    assert!(main_of(&agency).contains("<dd>教職員</dd>") && main_of(&agency).contains("<span>教職員用</span>"), "{agency}");
    assert!(page.contains("0134-32-5208、0199-11-1111 内線9911774433（zq11の電話、教職員用）"), "{page}");
}

#[test]
fn a_page_without_an_audience_takes_the_one_of_its_site_and_no_nearer_site_makes_it_public() {
    let base = "-- base/site.yml --\nid: base\ntitle: 基\npublisher: 町\nstatus: sample\nbase: yes\naudience: staff\nedition: {label: 試し, issued: 2026-04-01}\n\
        -- base/guide/moto.md --\n---\ntitle: 基のページ\n---\n本文\n\
        -- base/guide/minna.md --\n---\ntitle: みんなのページ\naudience: public\n---\n本文\n";
    let nav = "items: [page:hajime, page:moto, page:minna]";
    let book = || Handbook::new().files(base).replace("site/site.yml", "nav:", "extends: ../base\nnav:");
    let pages = book().replace("site/site.yml", "items: [page:hajime]", nav).build();
    assert!(pages.contains_key("guide/hajime.html") && pages.contains_key("guide/minna.html") && !pages.contains_key("guide/moto.html"));
    let near = book().replace("site/site.yml", "items: [page:hajime]", nav).replace(
        "site/site.yml",
        "status: sample",
        "status: sample\naudience: staff",
    );
    let pages = near.build();
    assert!(!pages.contains_key("guide/hajime.html") && pages.contains_key("guide/minna.html"));
}

#[test]
fn one_edition_is_not_published_over_the_other() {
    for (first, second) in [(Audience::Public, Audience::Staff), (Audience::Staff, Audience::Public)] {
        let book = Handbook::new();
        assert_published(&book.try_build_for(first));
        let before = everything(&book.out());
        // Whether or not the state is there: the folder itself remembers.
        for without_state in [false, true] {
            if without_state {
                fs::remove_file(book.root().join(".out.shirube-state")).expect("the state");
            }
            let built = book.try_build_for(second);
            assert_eq!(built.outcome, BuildOutcome::Refused { is_environment: true });
            assert_eq!(built.sink.iter().map(|d| d.code.id()).collect::<Vec<_>>(), ["X108"]);
            assert!(before == everything(&book.out()), "nothing was changed");
        }
        assert!(!matches!(book.try_build_for(first).outcome, BuildOutcome::Refused { .. }));
    }
}

#[test]
fn a_site_from_before_there_were_editions_is_public() {
    let book = Handbook::new();
    assert_published(&book.try_build());
    let list = book.out().join("shirube-manifest.json");
    let text = fs::read_to_string(&list).expect("the list");
    fs::write(&list, text.replace("\"audience\": \"public\",\n", "")).expect("the list");
    assert_eq!(book.try_build_for(Audience::Staff).outcome, BuildOutcome::Refused { is_environment: true });
    assert!(matches!(book.try_build().outcome, BuildOutcome::Published { .. }));
}

fn shirube(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
    command.args(arguments).current_dir(folder).env("LANG", "ja_JP.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    let output = command.output().expect("it runs");
    (output.status.code(), format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn the_command_line_builds_the_public_edition_unless_asked_and_each_into_its_folder() {
    let book = Handbook::new().files(SECRETS);
    for (arguments, folder) in [
        (&["build", "site"][..], "public/machi"),
        (&["build", "site", "--audience", "staff"], "public/machi-staff"),
        (&["build", "site", "--audience", "public", "--out", "here"], "here"),
        (&["build", ".", "--audience", "staff", "--out", "all"], "all/machi-staff"),
        (&["build", ".", "--out", "all"], "all/machi"),
    ] {
        let (code, said) = shirube(book.root(), arguments);
        assert_eq!(code, Some(0), "{said}");
        let is_staff = book.root().join(folder).join("guide/zqf-page.html").is_file();
        assert!(book.root().join(folder).join("index.html").is_file() && is_staff == folder.ends_with("-staff"), "{folder}: {said}");
    }
    let (code, said) = shirube(book.root(), &["build", "site", "--audience", "staff", "--out", "here"]);
    assert!(code == Some(3) && said.contains("X108") && said.contains("公開版"), "{said}");
    let (code, said) = shirube(book.root(), &["build", "site", "--audience", "teachers"]);
    assert!(code == Some(2) && said.contains("使えるのは public、staff です"), "{said}");
    let (code, said) = shirube(book.root(), &["build", "site", "--audience"]);
    assert!(code == Some(2), "{said}");
}

#[test]
fn both_editions_are_the_same_bytes_each_time() {
    let (one, other) = (secrets(), secrets());
    for audience in [Audience::Public, Audience::Staff] {
        assert!(everything(&one.site(audience)) == everything(&other.site(audience)), "{}", audience.name());
    }
}
