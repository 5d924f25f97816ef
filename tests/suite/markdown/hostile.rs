//! Hostile Markdown: whatever comes in, the HTML is balanced, of known elements, without handlers or refused links, and soon there.

use super::Town;
use crate::effort::cpu_time;
use proptest::prelude::*;
use scraper::{Html, Node};
use shirube::diag::{Sink, SourceId, Span};
use shirube::markup::{RenderOptions, plain_text, render, render_inline};
use shirube::model::Audience;
use shirube::syntax::{outline, url};
use std::collections::BTreeSet;
use std::time::Duration;

const ELEMENTS: &str = "html body h1 h2 h3 h4 h5 h6 p a em strong del code pre ul ol li table thead tbody tr th td div section aside blockquote \
                        ruby rt rp sup span img br hr dl dt dd figure label input";

const LITERALS: &[&str] = &[
    "*",
    "**",
    "***",
    "_",
    "__",
    "~~",
    "`",
    "```\n",
    "「",
    "」",
    "（",
    "）",
    "、",
    "。",
    "強調",
    "かな",
    "a",
    "b c",
    "1",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "# ",
    "## ",
    "##",
    "{#a}",
    " {#b}\n",
    "{漢字|かんじ}",
    "{",
    "|",
    "}",
    "> ",
    "> [!NOTE]\n",
    "> [!STAFF]\n",
    "> - [!STAFF]\n",
    " {#a audience=staff}\n",
    "- ",
    "1. ",
    "    ",
    "- [ ] ",
    ": ",
    "| a | b |\n|---|:-:|\n",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](a.html)",
    "](javascript:x)",
    "](agency:kodomo)",
    "](flow:friends)",
    "[](agency:kodomo#phone)",
    "![](flow:friends)",
    "[^1]",
    "[^1]: ",
    "\n\n[^1]: 注\n\n",
    "[x]: data:y\n",
    "<https://example.jp>",
    "<a@b.jp>",
    "<script>",
    "</p>",
    "<!--",
    "-->",
    "<br>",
    "<div>\n",
    "\" onclick=x",
    "&lt;",
    "&#0;",
    "&#106;",
    "&",
    "\\",
    "\u{0}",
    "\u{1b}",
    "\u{202e}",
    "---\n",
    "===\n",
    "～",
    "한국",
    "🎌",
];

/// Each tag closes the last one opened; no block stands in a paragraph, no link in a link.
fn assert_balanced(html: &str, text: &str) {
    let mut open: Vec<&str> = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').expect("a tag has its end");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{text:?}\n{html}");
            continue;
        }
        let name = tag.split(' ').next().unwrap_or(tag);
        let is_span =
            ["a", "em", "strong", "del", "code", "img", "br", "ruby", "rp", "rt", "sup", "span", "label", "input"].contains(&name);
        let holds_spans = |name: &&str| name.starts_with('h') || ["p", "a", "em", "strong", "del", "label"].contains(name);
        assert!(is_span || !open.iter().any(holds_spans), "<{name}> in {open:?}: {text:?}\n{html}");
        assert!(name != "a" || !open.contains(&"a"), "{text:?}\n{html}");
        if !["img", "br", "hr", "input"].contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}: {text:?}\n{html}");
}

fn check(text: &str) {
    check_for(text, Audience::Public);
    check_for(text, Audience::Staff);
}

fn check_for(text: &str, audience: Audience) {
    let Ok(html) = render(text, &RenderOptions { audience, number: Some("1-2"), ..RenderOptions::default() }, &Town) else { return };
    let tree = Html::parse_fragment(&html);
    assert_balanced(&html, text);
    let known: BTreeSet<&str> = ELEMENTS.split_whitespace().collect();
    let mut ids = BTreeSet::new();
    for node in tree.tree.nodes() {
        let Node::Element(element) = node.value() else {
            assert!(!matches!(node.value(), Node::Comment(_)), "{text:?}\n{html}");
            continue;
        };
        assert!(known.contains(element.name()), "{} from {text:?}\n{html}", element.name());
        for (name, value) in element.attrs() {
            assert!(!name.starts_with("on") && name != "style", "{name} from {text:?}");
            assert!(name != "href" || url::is_safe_href(value, false), "{value} from {text:?}");
            assert!(name != "src" || url::is_safe_href(value, true), "{value} from {text:?}");
            assert!(name != "id" || ids.insert(value.to_owned()), "id {value} twice from {text:?}\n{html}");
        }
    }
    assert!(!html.chars().any(|c| c.is_control() && c != '\n' && c != '\t'), "{text:?}");
    let _ = (plain_text(text, Audience::Public), render_inline(text, &Town));
    let mut sink = Sink::default();
    let outline = outline(text, Span::new(SourceId(0), 0, text.len()), &mut sink);
    let for_staff = outline.headings.iter().filter(|heading| heading.is_staff_only);
    if audience == Audience::Public {
        let is_marked = html.contains("職") && !text.contains("職");
        assert!(!html.contains("staff\"") && !is_marked, "{text:?}\n{html}");
        for_staff.for_each(|heading| assert!(!ids.contains(&heading.id), "{} in {text:?}\n{html}", heading.id));
    }
    let spans = outline.links.iter().map(|link| link.span).chain(sink.iter().filter_map(|problem| problem.span()));
    for span in spans {
        assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(1500), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_markdown_gives_balanced_and_harmless_html(parts in prop::collection::vec(prop::sample::select(LITERALS), 0..40)) {
        check(&parts.concat());
    }

    #[test]
    fn random_text_gives_balanced_and_harmless_html(text in "\\PC{0,60}") {
        check(&text);
    }

    #[test]
    fn random_stars_and_brackets_are_paired_soundly(text in "[*「」あa（）。、 _~\\\\`\\[\\]]{0,40}") {
        check(&text);
    }
}

#[test]
fn bombs_end_soon() {
    let nested: String = (0..2000).map(|depth| format!("{}- a\n", "  ".repeat(depth.min(500)))).collect();
    let bombs: Vec<(&str, String)> = vec![
        ("quotes", ">".repeat(100_000)),
        ("list in a line", "- ".repeat(50_000)),
        ("nested list", nested),
        ("stars", "*a **a ".repeat(50_000)),
        ("closed stars", format!("{}{}", "**a *a ".repeat(20_000), "a* a**".repeat(20_000))),
        ("japanese stars", "は**「*「".repeat(20_000)),
        ("japanese closers", format!("{}{}", "字*「".repeat(30_000), "字*（".repeat(30_000))),
        ("japanese pairs", "は**「甲」**と*「乙」*".repeat(10_000)),
        ("long and short runs", "は*「**「***「」****は".repeat(10_000)),
        ("brackets", "[".repeat(50_000)),
        ("images", "![".repeat(50_000)),
        ("open links", "[a](".repeat(50_000)),
        ("links", "[a](b)".repeat(20_000)),
        ("underscores", "a_".repeat(100_000)),
        ("tildes", "a~~".repeat(50_000)),
        ("backticks", (1..400).map(|n| "`".repeat(n) + " ").collect()),
        ("comments", "<!--".repeat(50_000)),
        ("tags", "<b>".repeat(50_000)),
        ("braces", "{漢".repeat(50_000)),
        ("bars", "{漢|".repeat(50_000)),
        ("bars and an end", "{漢|".repeat(50_000) + "}"),
        ("brackets with carets", "[^".repeat(50_000)),
        ("footnotes", "[^1]".repeat(20_000) + "\n\n[^1]: x\n"),
        ("full-width brackets", "［".repeat(50_000)),
        ("full-width stars", "＊".repeat(50_000)),
        ("headings", "## 見出し\n".repeat(20_000)),
        ("equal ids", "## 見出し {#a}\n".repeat(10_000)),
        ("table columns", format!("{}\n{}\n{}", "|a".repeat(5000), "|-".repeat(5000), "|\n".repeat(2000))),
        ("table rows", format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(20_000))),
        ("soft breaks", "字\n".repeat(50_000)),
        ("empty links", "[](a)\n".repeat(20_000)),
        ("entities", "&#42;".repeat(50_000)),
        ("boxes for staff", "> [!STAFF]\n> [a][n]\n\n文[a][n]\n\n".repeat(5_000) + "[n]: b\n"),
        ("sections for staff", "## 甲 {audience=staff}\n### 乙\n## 丙\n".repeat(5_000)),
        ("footnotes for staff", (0..5_000).map(|n| format!("> [!STAFF]\n> [^{n}]\n\n[^{n}]: [^{}]\n\n", n + 1)).collect()),
        ("percent", format!("[x](%{})", "25".repeat(50_000))),
    ];
    let mut slow = Vec::new();
    for (name, text) in &bombs {
        let steps: [(&str, &dyn Fn()); 3] = [
            ("render", &|| drop(render(text, &RenderOptions::default(), &Town))),
            ("outline", &|| drop(outline(text, Span::new(SourceId(0), 0, text.len()), &mut Sink::default()))),
            ("plain text", &|| drop(plain_text(text, Audience::Public))),
        ];
        for (step, run) in steps {
            let effort = cpu_time(run);
            if effort > Duration::from_secs(1) {
                slow.push(format!("{name}: {step}: {effort:?}"));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
