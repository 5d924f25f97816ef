//! What an edit changes: after any of them every page is what a build would write and every problem what `check` would say, and while
//! there are errors the last good pages stay.

use super::client::{Shown, files, undress};
use crate::agendas::sample::{self as agenda_sample, AGENDA};
use crate::checklists::sample::{self as list_sample, LIST};
use crate::flows::sample::{self as flow_sample, FLOW};
use crate::harness::Handbook;
use crate::overlay::three_layers;
use crate::rules::sample::{self, CALENDAR, CASES, RULES};
use shirube::build;
use shirube::diag::emit::{self, Format, Style};
use shirube::diag::{Diagnostic, Language, Sink, SourceMap};
use shirube::model::Audience;
use shirube::serve::SiteNews;
use std::fs;
use std::path::Path;

const PAGE: &str = "site/guide/hajime.md";

pub fn said(sink: &Sink, sources: &SourceMap) -> String {
    let problems: Vec<Diagnostic> = sink.iter().cloned().collect();
    emit::render(&problems, sources, Style { format: Format::Human, language: Language::Japanese, color: false })
}

/// Three pages that refer to each other, with headings, mentions, a picture and a part for staff.
fn book() -> Handbook {
    Handbook::new()
        .files(
            "-- site/guide/kaigi.md --\n---\ntitle: 会議\nyomi: かいぎ\norder: 1\n---\n[](page:hajime#tsukai)と[](agency:centre#phone)と[](term:gennin)を見ます。\n\n## 準備 {#junbi}\n\n### 人 {#hito}\n\n文です。\n-- site/guide/kiroku.md --\n---\ntitle: 記録\nyomi: きろく\norder: 2\n---\n[](page:kaigi)と[](term:gennin#definition)です。\n\n![図](../assets/zu.png)\n\n> [!STAFF]\n> [](page:kaigi#junbi)\n-- site/guide/uchi.md --\n---\ntitle: 内部\nyomi: ないぶ\naudience: staff\n---\n[](page:kiroku)\n",
        )
        .replace("site/site.yml", "items: [page:hajime]", "items: [page:hajime, page:kaigi, page:kiroku, page:uchi]")
        .also("site/assets/zu.png", b"\x89PNG one")
}

impl Handbook {
    fn also(self, path: &str, bytes: &[u8]) -> Self {
        self.write(path, bytes);
        self
    }
}

/// An edit: what is replaced where; nothing where a file is written whole.
type Edit = (&'static str, &'static str, &'static str);

const EDITS: &[Edit] = &[
    (PAGE, "本文です。", "本文を直しました。"),
    (PAGE, "title: はじめに", "title: さいしょに"),
    (PAGE, "## 使い方 {#tsukai}", "## つかいかた {#tsukai}"),
    (PAGE, "本文を", "## 新しい見出し {#atarashi}\n\n本文を"),
    (PAGE, "yomi: はじめに", "yomi: はじめに\norder: 9\npaper: \"3\"\nnumber: 7-1"),
    ("site/guide/kaigi.md", "文です。", "[](page:kiroku)と<b>です。"),
    ("site/guide/kaigi.md", "### 人 {#hito}", "#### 人 {#hito}"),
    ("site/guide/kiroku.md", "[](term:gennin#definition)です。", "[こちら](page:hajime)です。0134-32-5208。"),
    ("site/guide/uchi.md", "audience: staff\n", ""),
    ("site/agencies/centre.yml", "0134-32-5208", "0134-32-9999"),
    ("site/agencies/centre.yml", "name: こども家庭センター", "name: 子どもセンター"),
    ("site/glossary.yml", "本人に会って", "本人に直接会って"),
    ("site/glossary.yml", "yomi: げんにん,", "yomi: げんにん, home: \"page:kaigi#junbi\", discouraged: [{spelling: 図}],"),
    ("site/site.yml", "title: 対応", "title: たいおう"),
    (
        "site/site.yml",
        "items: [page:hajime, page:kaigi, page:kiroku, page:uchi]",
        "items: [page:kiroku, page:uchi, page:kaigi, page:hajime]",
    ),
    ("site/site.yml", "status: sample", "status: draft"),
    ("site/emergency.yml", "命の危険", "いのちの危険"),
    ("site/categories.yml", "児童の窓口", "こどもの窓口"),
];

const DUTIES: &str = "-- site/duties.yml --\ntitle: 一年の仕事\nduties:\n  - {id: plan, title: 計画, does: 計画を出す, who: [role:management], when: {month: 4}, citation: {document: 要綱}}\n-- site/guide/kiroku.md --\n---\ntitle: 記録\nyomi: きろく\n---\n[](rule:kesseki/day-7#intermittent)、[](rule:kesseki/day-7/monthly#due)、[](rule:kesseki/order)。\n\n![](rule:kesseki/day-3)\n\n![](rule:kesseki/fifth-closed)\n";

const RULE_EDITS: &[Edit] = &[
    (RULES, "title: 連続欠席7日目または断続欠席10日目", "title: 欠席が続くとき"),
    (RULES, "{measure: intermittent, at_least: 10}", "{measure: intermittent, at_least: 8}"),
    (RULES, "{day: 5, of: next-month", "{day: 7, of: next-month"),
    (RULES, "question: 会議と相談は、どちらが先か", "question: 会議と相談の順"),
    (RULES, "does: 家庭に電話する", "does: 家庭を訪ねる"),
    (CASES, "title: 連続3日目", "title: 三日目"),
    (CASES, "    show: yes\n", ""),
    (CALENDAR, "on: 2026-06-01", "on: 2026-07-01"),
    ("site/duties.yml", "when: {month: 4}", "when: {every: month}"),
];

/// A page that shows the flow, and one that names one of its boxes.
fn flow_book() -> Handbook {
    let links = "、[](flow:nagare)、[](flow:nagare/meeting)を見ます。";
    flow_sample::whole(book()).replace(PAGE, "本文です。", "![](flow:nagare)").replace("site/guide/kaigi.md", "を見ます。", links)
}

const FLOW_EDITS: &[Edit] = &[
    (FLOW, "title: 気づいてから", "title: 気づいたら"),
    (FLOW, "text: 校内ケース会議", "text: ケース会議"),
    (FLOW, "items: [一人で抱え込まない]", "items: [\"[](page:kaigi)で話す\"]"),
    (FLOW, "label: 協議", "label: 相談"),
    (FLOW, "{to: met, inferred: yes}", "met"),
    (FLOW, "title: 学校の対応", "title: 学校"),
    (FLOW, "next: [calm, worried]", "next: [worried]"),
    (FLOW, "open: [だれが会うかは、", "open: [いつ会うかは、"),
    (PAGE, "![](flow:nagare)", "[](flow:nagare)"),
    ("site/agencies/centre.yml", "name: こども家庭センター", "name: 子どもセンター"),
    ("site/guide/kaigi.md", "title: 会議", "title: かいぎ"),
    ("site/site.yml", "page:kiroku, page:uchi]", "page:kiroku, page:uchi, \"flow:nagare\"]"),
];

#[test]
fn after_any_edit_of_a_flow_every_page_and_every_problem_is_as_if_made_anew() {
    follow(flow_book(), FLOW_EDITS);
}

/// A page that shows a phase of the checklist, and one that names one of its items.
fn list_book() -> Handbook {
    let links = "、[](checklist:kaigi)、[](checklist:kaigi/late)を見ます。";
    list_sample::whole(book()).replace(PAGE, "本文です。", "![](checklist:kaigi/day)").replace("site/guide/kaigi.md", "を見ます。", links)
}

const LIST_EDITS: &[Edit] = &[
    (LIST, "title: 会議の確認表", "title: 会合の確認表"),
    (LIST, "text: 始める", "text: 開会する"),
    (LIST, "title: 司会", "title: 進行"),
    (LIST, "title: 当日", "title: その日"),
    (LIST, "text: 延ばしてよいか聞く", "text: 延ばすか聞く"),
    (LIST, "{id: words, title: 避ける言葉, boxes: no}", "{id: words, title: 避ける言葉}"),
    (LIST, "required: yes", "required: no"),
    (LIST, "open: [だれが", "open: [いつ"),
    (PAGE, "![](checklist:kaigi/day)", "![](checklist:kaigi/day/chair)"),
    ("site/agencies/centre.yml", "name: こども家庭センター", "name: 子どもセンター"),
    ("site/site.yml", "page:kiroku, page:uchi]", "page:kiroku, page:uchi, \"checklist:kaigi\"]"),
];

#[test]
fn after_any_edit_of_a_checklist_every_page_and_every_problem_is_as_if_made_anew() {
    follow(list_book(), LIST_EDITS);
}

const AGENDA_EDITS: &[Edit] = &[
    (AGENDA, "title: 会議の進行", "title: 会議の次第"),
    (AGENDA, "text: 話し合い", "text: 相談"),
    (AGENDA, "minutes: 5", "minutes: 6"),
    (AGENDA, "lead: [chair], with", "lead: [desk], with"),
    (AGENDA, "often: 毎月", "often: 毎週"),
    (AGENDA, "attend: \"[](agency:centre)\"", "attend: 社協"),
    (AGENDA, "open: [だれが", "open: [いつ、だれが"),
    ("site/agencies/centre.yml", "name: こども家庭センター", "name: 子どもセンター"),
    (PAGE, "![](agenda:kaigi)", "[](agenda:kaigi/talk)"),
    ("site/site.yml", "page:kiroku, page:uchi]", "page:kiroku, page:uchi, \"agenda:kaigi\"]"),
];

#[test]
fn after_any_edit_of_an_agenda_every_page_and_every_problem_is_as_if_made_anew() {
    let book = agenda_sample::whole(book()).replace(PAGE, "本文です。", "![](agenda:kaigi)");
    follow(book.replace("site/guide/kaigi.md", "を見ます。", "、[](agenda:kaigi/open)を見ます。"), AGENDA_EDITS);
}

#[test]
fn a_box_that_goes_is_told_where_it_is_named_and_the_last_good_drawing_stays() {
    let (shown, _) = Shown::start(flow_book());
    let good = fs::read_to_string(shown.path(FLOW)).expect("the flow");
    let save = |text: &str, why: &str| {
        let told = shown.save(&[(FLOW, Some(text.as_bytes()))]);
        assert_told_as_built(&shown, &told, why);
        said(&told.sink, &told.sources)
    };
    let told = save(&good.replace("id: meeting", "id: meting"), "another id");
    assert!(told.contains("F103") && told.contains("M203") && told.contains("guide/kaigi.md"), "{told}");
    assert!(shown.get("/guide/hajime.html").text().contains("校内ケース会議"), "the last good page");
    let told = save(&good.replace("nodes:", "nods:"), "it cannot be read");
    assert!(told.contains("Y102") && !told.contains("M20"), "{told}");
    let told = shown.save(&[(FLOW, None)]);
    assert_told_as_built(&shown, &told, "it is gone");
    assert!(said(&told.sink, &told.sources).contains("M202"));
    assert_eq!(save(&good, "and back"), "");
}

fn assert_as_built(shown: &Shown, why: &str) {
    let out = tempfile::tempdir().expect("a folder");
    let built = build::build_site(&shown.book.site(), &out.path().join("site"), Audience::Public, &|_, _| {});
    assert_eq!(built.sink.errors(), 0, "{why}: {}", said(&built.sink, &built.sources));
    assert_shows(shown, &out.path().join("site"), why);
}

/// The same for a site that may have errors, and for what was told of it. Gives whether it is shown.
pub fn assert_told_as_built(shown: &Shown, told: &SiteNews, why: &str) -> bool {
    let out = tempfile::tempdir().expect("a folder");
    let built = build::build_site(&shown.book.site(), &out.path().join("site"), Audience::Public, &|_, _| {});
    assert_eq!(said(&told.sink, &told.sources), said(&built.sink, &built.sources), "{why}");
    assert_eq!(told.is_shown, built.sink.errors() == 0, "{why}");
    if told.is_shown {
        assert_shows(shown, &out.path().join("site"), why);
    }
    told.is_shown
}

/// Every file of a built site is served as it is.
fn assert_shows(shown: &Shown, site: &Path, why: &str) {
    for (path, bytes) in files(site) {
        if path.ends_with(".json") {
            continue;
        }
        let served = shown.get(&format!("/{path}"));
        assert_eq!(served.status, 200, "{why}: {path}");
        if path.ends_with(".html") {
            assert_eq!(undress(&served.text()).0, String::from_utf8_lossy(&bytes), "{why}: {path}");
        } else {
            assert_eq!(served.body, bytes, "{why}: {path}");
        }
    }
}

#[test]
fn after_any_edit_every_page_and_every_problem_is_as_if_made_anew() {
    follow(book(), EDITS);
}

#[test]
fn after_any_edit_of_rules_every_page_and_every_problem_is_as_if_made_anew() {
    follow(sample::whole(book()).files(DUTIES), RULE_EDITS);
}

fn follow(book: Handbook, edits: &[Edit]) {
    let (shown, _) = Shown::start(book);
    assert_as_built(&shown, "at the start");
    for (path, from, to) in edits {
        let file = shown.path(path);
        let before = fs::read_to_string(&file).expect("the file");
        let after = before.replacen(from, to, 1);
        assert_ne!(before, after, "{path}: {from}");
        // There and back again: a memory may hold what stood there before.
        for text in [&after, &before, &after] {
            let told = shown.save(&[(path, Some(text.as_bytes()))]);
            assert!(assert_told_as_built(&shown, &told, &format!("{path}: {to}")), "{path}: {to}");
        }
    }
}

#[test]
fn a_change_of_one_page_is_judged_in_the_pages_that_refer_to_it() {
    let (shown, _) = Shown::start(book());
    let good = fs::read_to_string(shown.path(PAGE)).expect("the page");
    let new = "---\ntitle: 新しい\nyomi: あたらしい\n---\n文です。\n";
    let save = |path: &str, text: &str, errors: usize, why: &str| {
        let told = shown.save(&[(path, Some(text.as_bytes()))]);
        assert_told_as_built(&shown, &told, why);
        assert_eq!(told.sink.errors(), errors, "{why}: {}", said(&told.sink, &told.sources));
    };
    save(PAGE, &good.replace("{#tsukai}", "{#kae}"), 1, "a section that another page refers to is gone");
    save(PAGE, &good, 0, "and back");
    let kaigi = fs::read_to_string(shown.path("site/guide/kaigi.md")).expect("the page");
    save("site/guide/kaigi.md", &format!("{kaigi}[](page:atarashi)と[](atarashj.md)です。\n"), 2, "two links to nothing");
    save("site/guide/atarashi.md", new, 1, "the page of one link comes; the other may have meant it");
    save("site/guide/kaigi.md", &format!("{kaigi}[](page:atarashi)です。\n"), 0, "mended");
    assert_eq!(shown.save(&[("site/guide/atarashi.md", None)]).sink.errors(), 1, "the link of another page leads to nothing again");
    save("site/guide/kaigi.md", &kaigi, 0, "mended");
    // A word whose home comes and goes: pages that use the word need not name the page.
    let glossary = fs::read_to_string(shown.path("site/glossary.yml")).expect("the words");
    save(PAGE, &format!("{good}現認した日です。\n"), 0, "a word without a home");
    save("site/glossary.yml", &glossary.replace("yomi: げんにん,", "yomi: げんにん, home: page:sumika,"), 1, "a home that is not there");
    save("site/guide/sumika.md", &new.replace("新しい", "すみか"), 0, "the home comes");
    let told = said(&build::check_site(&shown.book.site()).sink, &SourceMap::default());
    assert!(told.contains("W203"), "{told}");
    save("site/guide/sumika.md", &new.replace("新しい", "住みか"), 0, "a title of its own");
}

#[test]
fn a_message_that_tells_who_took_a_thing_away_follows_it() {
    let both = "terms:\n  - {id: gennin, term: 現認, yomi: げんにん, definition: 会うこと。}\n  - {id: hoka, term: 他, yomi: ほか, definition: 別。}\n";
    let one = "terms:\n  - {id: hoka, term: 他, yomi: ほか, definition: 別。}\n";
    let remove = "terms:\n  - {id: gennin, overlay: remove}\n";
    let book = three_layers("", "").replace("base/guide/hajime.md", "本文です。", "[](term:gennin)です。");
    let (shown, _) = Shown::start(book);
    let save = |files: &[(&str, Option<&str>)], why: &str| {
        let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.map(str::as_bytes))).collect();
        let told = shown.save(&files);
        assert_told_as_built(&shown, &told, why);
        said(&told.sink, &told.sources)
    };
    save(&[("base/glossary.yml", Some(both))], "two words");
    let told = save(&[("site/glossary.yml", Some(remove))], "one is taken away");
    assert!(told.contains("取り除いています") && told.contains("site/glossary.yml:2:"), "{told}");
    let told = save(&[("site/glossary.yml", Some(&format!("# 注\n\n{remove}")))], "the words that do so move");
    assert!(told.contains("site/glossary.yml:4:"), "{told}");
    let told = save(&[("base/glossary.yml", Some(one)), ("site/glossary.yml", None)], "it is gone, and nobody took it away");
    assert!(told.contains("M202") && !told.contains("取り除いています"), "{told}");
    let told = save(&[("base/glossary.yml", Some(both)), ("site/glossary.yml", Some(remove))], "it comes, and is taken away at once");
    assert!(told.contains("取り除いています"), "{told}");
}

#[test]
fn pictures_and_the_theme_are_watched_too() {
    let (shown, _) = Shown::start(book());
    shown.save(&[("site/assets/zu.png", Some(b"\x89PNG two"))]);
    assert_eq!(shown.get("/files/zu.png").body, b"\x89PNG two");
    shown.save(&[
        ("site/theme/css/machi.css", Some(b".main { color: #123456; }\n")),
        ("site/theme/theme.yml", Some(b"api: 1\nstyles: [css/machi.css]\n")),
    ]);
    assert_as_built(&shown, "a style");
    shown.save(&[("site/theme/templates/partials/heading.html", Some(b"<h1 data-own>{{ shell.title }}</h1>\n"))]);
    assert!(shown.get("/").text().contains("<h1 data-own>"));
    assert_as_built(&shown, "a template");
}

#[test]
fn a_save_with_an_error_keeps_the_page_and_tells_open_pages() {
    let (shown, _) = Shown::start(Handbook::new());
    let mut events = shown.events("");
    let first = events.next();
    assert_eq!((first["errors"].as_u64(), first["title"].as_str()), (Some(0), Some("")), "{first}");
    let good = fs::read_to_string(shown.path(PAGE)).unwrap();
    let told = shown.save(&[(PAGE, Some(format!("{good}\n[](agency:center)と<img src=x onerror=alert(1)>\n").as_bytes()))]);
    let state = events.next();
    assert_eq!((&state["shown"], state["errors"].as_u64()), (&first["shown"], Some(1)), "{state}");
    assert_eq!(state["title"], "誤り 1 件。直るまで、前の内容を表示しています");
    let text = state["text"].as_str().expect("a text");
    for part in ["M202", "「agency:center」がありません", "guide/hajime.md:12:1", "もしかして「agency:centre」ですか", "onerror"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(told.is_kept && !told.is_shown);
    let page = shown.get("/guide/hajime.html").text();
    assert!(page.contains("本文です。") && !page.contains("onerror"), "the last good page stays");
    shown.put(&[(PAGE, Some(good.replace("本文です。", "直しました。").as_bytes()))]);
    let state = events.next();
    assert!(state["shown"].as_u64() > first["shown"].as_u64() && state["errors"] == 0 && state["title"] == "", "{state}");
    assert!(shown.get("/guide/hajime.html").text().contains("直しました。"));
}

#[test]
fn every_open_page_hears_of_a_save() {
    let (shown, _) = Shown::start(Handbook::new());
    let mut pages = [shown.events(""), shown.events("")];
    let before: Vec<_> = pages.iter_mut().map(|page| page.next()["shown"].as_u64()).collect();
    let text = fs::read_to_string(shown.path(PAGE)).unwrap();
    shown.put(&[(PAGE, Some(text.replace("本文", "新しい文").as_bytes()))]);
    for (page, before) in pages.iter_mut().zip(before) {
        assert_eq!(page.next()["shown"].as_u64(), before.map(|before| before + 1));
    }
    // The page says which look it is from, so a page that was loaded meanwhile knows that it is old.
    let shown_in_page = shown.get("/").text();
    assert!(shown_in_page.contains("data-shown=\"2\""), "{shown_in_page}");
}

#[test]
fn a_mistake_in_site_yml_keeps_the_site() {
    let (shown, _) = Shown::start(Handbook::new());
    let good = fs::read_to_string(shown.path("site/site.yml")).unwrap();
    for bad in [good.replace("publisher:", "publishr:"), good.replace("items: [page:hajime]", "items: [page:hajime"), String::new()] {
        let told = shown.save(&[("site/site.yml", Some(bad.as_bytes()))]);
        assert!(told.is_kept && told.sink.errors() > 0, "{}", said(&told.sink, &told.sources));
        assert_eq!(shown.get("/guide/hajime.html").status, 200);
    }
    assert!(shown.save(&[("site/site.yml", Some(good.replace("試しの手引き", "新しい題の手引き").as_bytes()))]).is_shown);
    assert!(shown.get("/").text().contains("新しい題の手引き"));
}

#[test]
fn a_template_that_fails_on_any_page_keeps_the_site() {
    let (shown, _) = Shown::start(Handbook::new());
    let template = "site/theme/templates/partials/page-facts.html";
    // Wrong only for pages without a summary: nobody may have to look at the right page to find it.
    for bad in ["{{ page.paper | upper }}\n", "{% if %}\n", "{{ nothing.at.all }}\n"] {
        let told = shown.save(&[(template, Some(bad.as_bytes()))]);
        assert!(told.is_kept, "{bad}");
        assert!(said(&told.sink, &told.sources).contains("T101"), "{bad}: {}", said(&told.sink, &told.sources));
        assert_eq!(shown.get("/guide/hajime.html").status, 200);
    }
    assert!(shown.save(&[(template, None)]).is_shown);
}

#[test]
fn errors_at_the_start_are_shown_as_text_until_they_are_mended() {
    let book = Handbook::new().page("[](agency:center)<script>alert(1)</script>\n");
    let (shown, first) = Shown::start(book);
    assert!(!first[0].is_shown && !first[0].is_kept && first[0].sink.errors() == 1);
    let reply = shown.get("/guide/hajime.html");
    let text = reply.text();
    assert_eq!(reply.status, 500);
    assert!(text.contains("原稿に誤りがあります") && text.contains("もしかして「agency:centre」ですか"), "{text}");
    assert!(text.contains("&lt;script&gt;") && !text.contains("<script>"), "{text}");
    assert!(text.contains("data-look=\"1\"") && text.contains("guide/hajime.md:5:1"), "{text}");
    let mut events = shown.events("");
    events.next();
    shown.put(&[(PAGE, Some("---\ntitle: はじめに\nyomi: はじめに\n---\n直りました。\n".as_bytes()))]);
    assert_eq!(events.next()["shown"], 2);
    assert!(shown.get("/guide/hajime.html").text().contains("直りました。"));
}

#[test]
fn the_staff_edition_shows_what_the_public_one_does_not() {
    use shirube::serve::{Options, Preview};
    let book = book();
    let workspace = build::Workspace::find(&book.site()).unwrap();
    for (audience, status) in [(Audience::Public, 404), (Audience::Staff, 200)] {
        let options = Options { folder: book.site(), port: 0, audience, language: Language::Japanese };
        let (preview, news) = Preview::start(&workspace, &options).expect("a free port");
        news.recv_timeout(super::client::DEADLINE).expect("the first round");
        assert_eq!(super::client::get(preview.address(), "/guide/uchi.html").status, status, "{audience:?}");
    }
}
