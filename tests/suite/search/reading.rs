//! What is searched of a page: all that its reader sees, cut where a reader would look for it, and nothing else.

use super::index::{Found, Index};
use crate::browser::site::built_site;
use scraper::{ElementRef, Html, Selector};
use shirube::search::{Kind, sections};
use std::collections::BTreeMap;
use std::fs;

/// Sections as `anchor|kind|heading|text`, with `/` between lines.
fn read(html: &str, kind: Kind) -> Vec<String> {
    let line = |text: &str| text.replace('\n', "/");
    sections(html, kind)
        .iter()
        .map(|part| format!("{}|{}|{}|{}", part.anchor, part.kind.name(), line(&part.heading), line(&part.text)))
        .collect()
}

#[test]
fn a_page_is_cut_at_headings_that_can_be_linked_to() {
    let html = "<body><nav>目次</nav><main id=\"main\"><h1>題</h1><p>始め<br>に</p><h2 id=\"a\">一<b>つ</b>め</h2><p>甲<a href=\"x\">乙</a>丙</p>\
                <ul><li>丁</li><li>戊</li></ul><h3>小見出し</h3><p>己</p><h2 id=\"b\">二つめ</h2></main><footer>下</footer></body>";
    assert_eq!(read(html, Kind::Page), ["|page||始め/に", "a|page|一つめ|甲乙丙/丁/戊/小見出し/己", "b|page|二つめ|"]);
}

#[test]
fn a_term_or_an_item_is_a_section_of_its_own_and_what_follows_belongs_to_the_page() {
    let html = "<main><h2 id=\"ka\">か</h2><article id=\"term-x\" data-search=\"term\"><h3 id=\"no\"><span data-search-name>現認</span> げんにん</h3>\
                <p>会うこと。</p></article><p>続き</p></main>";
    assert_eq!(read(html, Kind::Page), ["|page||", "ka|page|か|続き", "term-x|term|現認|げんにん/会うこと。"]);
}

#[test]
fn letters_with_their_reading_are_one_line_and_the_readings_stand_after_it() {
    let ruby = |base: &str, reading: &str| format!("<ruby>{base}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>");
    let html = format!(
        "<main><h2 id=\"a\">{}の手紙</h2><p>{}の{}さまへ。</p><p>次</p>{}</main>",
        ruby("学校", "がっこう"),
        ruby("保護者", "ほごしゃ"),
        ruby("皆", "みな"),
        ruby("終", "おわ")
    );
    assert_eq!(read(&html, Kind::Page), ["|page||", "a|page|学校の手紙|がっこう/保護者の皆さまへ。/ほごしゃ/みな/次/終/おわ"]);
}

#[test]
fn the_number_of_a_heading_and_what_stands_below_it_are_lines() {
    let html = "<main><h2 id=\"a\"><span class=\"item-number\">3-5</span> 会議 <b>二</b></h2><p>甲<span class=\"number\">1-2</span> 乙</p>\
                <table><tr><th id=\"b\"><span class=\"number\">2-3</span> <a href=\"x\">七日目</a><div>続けて休んで7日</div></th></tr></table></main>";
    assert_eq!(read(html, Kind::Page), ["|page||", "a|page|3-5/会議 二|甲1-2 乙", "b|page|2-3/七日目/続けて休んで7日|"]);
}

#[test]
fn what_stands_on_another_page_and_what_is_no_text_is_left_out() {
    let html = "<main><p>表</p><div data-search=\"none\"><h2 id=\"x\">よそ</h2>よその<p>文</div><svg><text>絵</text></svg><button>押す</button>\
                <p hidden>隠れ</p><script>1 < 2</script><div data-search=\"whole\"><h2 id=\"y\">見出し</h2><p>一続き</p></div>裏</main>";
    assert_eq!(read(html, Kind::Table), ["|table||表/見出し/一続き/裏"]);
}

#[test]
fn a_template_that_closes_nothing_and_escapes_little_is_still_read() {
    let html = "<main><ul><li>一<li>二</ul><p>甲 & 乙 &amp; 丙&nbsp;丁 &lt;b&gt; &unknown; &#x4E00;</p><p class=a data-x='<'>字\n  と\t字</p></b></main>";
    assert_eq!(read(html, Kind::Page), ["|page||一/二/甲 & 乙 & 丙\u{a0}丁 <b> &unknown; 一/字 と 字"]);
}

#[test]
fn damage_ends_nothing_but_itself() {
    for (html, text) in [
        ("", ""),
        ("<main", ""),
        ("<main>字", "字"),
        ("<main>字<p", "字"),
        ("<main>字<!-- 開いたまま", "字"),
        ("<main>字<p a=\"b>い</main>", "字"),
        ("</main><main>", ""),
        ("<main>字<><</main>", "字"),
        ("<main>字</p></p>い</main>", "字/い"),
        ("<main><p>字<b>い</p><p>う</p></main>", "字い/う"),
        ("<main>字&nosuch;い&", "字&nosuch;い&"),
    ] {
        assert_eq!(read(html, Kind::Page), [format!("|page||{text}")], "{html}");
    }
}

/// The names of elements in a list of the script that marks what was found.
fn names_in_script(list: &str) -> Vec<&'static str> {
    let script = include_str!("../../../themes/default/js/ui/search/found.js");
    let start = script.find(&format!("var {list} = \"")).expect("the list") + list.len() + 8;
    let names: Vec<&str> = script[start..].split('"').next().expect("its end").split_whitespace().collect();
    assert!(names.len() > 10, "{names:?}");
    names
}

#[test]
fn what_is_marked_on_a_page_is_what_the_index_has_of_it() {
    for name in names_in_script("INLINE") {
        let end = if name == "WBR" { String::new() } else { format!("</{name}>") };
        let html = format!("<main><p>字<{name}>い{end}う</p></main>");
        let text = match name {
            "RT" => "字う/い",
            "RP" => "字う",
            _ => "字いう",
        };
        assert_eq!(read(&html.to_lowercase(), Kind::Page), [format!("|page||{text}")], "{html}");
    }
    for name in names_in_script("LEFT_OUT").into_iter().filter(|name| *name != "RP") {
        let html = format!("<main><p>字</p><{name}>い</{name}><p>う</p></main>").to_lowercase();
        assert_eq!(read(&html, Kind::Page), ["|page||字/う"], "{html}");
    }
    for name in ["div", "p", "li", "td", "dt", "label", "summary", "figcaption", "option", "legend"] {
        let html = format!("<main>字<{name}>い</{name}>う</main>");
        assert_eq!(read(&html, Kind::Page), ["|page||字/い/う"], "{html}");
        assert!(!names_in_script("INLINE").contains(&name.to_uppercase().as_str()), "{name}");
    }
}

/// Whether an element, or one around it, is one that is not searched there.
fn is_left_out(element: ElementRef<'_>) -> bool {
    let own = |element: ElementRef<'_>| {
        let value = element.value();
        let names = [
            "script", "style", "template", "svg", "nav", "button", "select", "textarea", "noscript", "h1", "output", "rp", "iframe",
            "dialog",
        ];
        names.contains(&value.name()) || value.attr("hidden").is_some() || value.attr("data-search") == Some("none")
    };
    own(element) || element.ancestors().filter_map(ElementRef::wrap).any(own)
}

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn a_sentence_with_readings_is_found_by_its_letters() {
    let searcher = Index::of_folder(&built_site("otaru")).script();
    let hits = searcher.text("JSON.stringify(find('保護者の皆さまへ'))");
    assert!(hits.contains("guide/taio/nendo-hajime-bunrei.html"), "{hits}");
}

#[test]
fn everything_that_a_reader_sees_on_a_page_is_searched_and_every_place_is_there() {
    let folder = built_site("otaru");
    let mut by_page: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    for found in Index::of_folder(&folder).sections() {
        by_page.entry(found.path.clone()).or_default().push(found);
    }
    let main = Selector::parse("main").expect("a selector");
    let (mut pages, mut texts) = (0, 0);
    for (path, sections) in &by_page {
        let html = Html::parse_document(&fs::read_to_string(folder.join(path)).expect("the page of a hit"));
        for found in sections.iter().filter(|found| !found.anchor.is_empty()) {
            let place = Selector::parse(&format!("[id='{}']", found.anchor)).expect("a selector");
            assert_eq!(html.select(&place).count(), 1, "{path}#{}", found.anchor);
        }
        // Of lists of other pages only the title and the lead are searched.
        if sections.len() == 1 && ["list", "rules"].contains(&sections[0].kind.as_str()) {
            continue;
        }
        let said: String = sections.iter().map(|found| without_blanks(&format!("{}{}", found.heading, found.text))).collect();
        pages += 1;
        for node in html.select(&main).flat_map(|main| main.descendants()) {
            let (Some(text), Some(parent)) = (node.value().as_text(), node.parent().and_then(ElementRef::wrap)) else { continue };
            let text = without_blanks(text);
            if !text.is_empty() && !is_left_out(parent) {
                texts += 1;
                assert!(said.contains(&text), "{path}: {text}");
            }
        }
    }
    assert!(pages > 120 && texts > 5_000, "{pages} pages, {texts} texts");
}
