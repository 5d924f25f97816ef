//! The URL gate: what never becomes a link, in any spelling, and what does.

use super::{html, problems, read};
use shirube::markup::{LinkResolver, RenderOptions, ResolvedLink, render};
use shirube::syntax::url::{Refusal, Target, judge};

const REFUSED: &[&str] = &[
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "&amp;#106;avascript:alert(1)",
    "java%73cript:alert(1)",
    "javascript%3Aalert(1)",
    "javascript%253Aalert(1)",
    "%6A%61vascript:alert(1)",
    "javascript：alert(1)",
    "ｊａｖａｓｃｒｉｐｔ:alert(1)",
    "java\u{200b}script:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "&nbsp;javascript:alert(1)",
    "java\u{ad}script:alert(1)",
    "data:text/html,x",
    "DATA:text/html;base64,eA==",
    "vbscript:x",
    "file:///etc/passwd",
    "file：///etc/passwd",
    "FILE:c.html",
    "ftp://example.jp/",
    "blob:x",
    "about:blank",
    "view-source+x:y",
    "X-y:z",
    "//example.jp/x",
    "/etc/passwd",
    "%2F%2Fexample.jp",
    "／／example.jp",
    "&sol;&sol;example.jp",
    "\\\\\\\\host\\\\share",
    "a\\\\b.html",
    "a%5Cb.html",
    "C:/x.html",
    "c:x.html",
    "C%3A/x.html",
    "http:",
    "https:///x",
    "http:example.jp",
    "https://",
    "hxxp2://x",
];

#[test]
fn refused_targets_are_reported_and_never_become_a_link() {
    for target in REFUSED {
        for (text, tag) in [(format!("[文字]({target})"), "<a"), (format!("![文字]({target})"), "<img")] {
            let html = html(&text);
            assert!(!html.contains(tag) && html.contains("文字"), "{text}: {html}");
            let problems = problems(&text);
            assert_eq!(problems.len(), 1, "{text}: {problems:?}");
            assert_eq!(problems[0], format!("M301 {text}"));
            assert!(read(&text).0.links.is_empty());
        }
    }
}

#[test]
fn a_target_with_spaces_or_line_ends_within_is_judged_without_them() {
    for target in [
        "java\tscript:x",
        "\u{1}javascript:x",
        "\0javascript:x",
        " javascript:x",
        "java script:x",
        "java\nscript:x",
        "java\u{3000}script:x",
        "\u{feff}javascript:x",
    ] {
        assert!(judge(target, false).is_err(), "{target:?}");
    }
    assert!(!html("[文字](<java\tscript:x>)").contains("href"));
}

#[test]
fn allowed_targets_become_links_as_written() {
    for target in [
        "https://example.jp/",
        "HTTPS://example.jp/a?b=c#d",
        "http://example.jp",
        "mailto:a@example.jp",
        "tel:0134-32-4111",
        "a.md",
        "../b/c.html#d",
        "./a.md",
        "#top",
        "a/b:c.html",
        "a.html?x=1:2",
    ] {
        let html = html(&format!("[文字]({target})"));
        assert!(html.contains(&format!("<a href=\"{target}\"")), "{html}");
        assert!(problems(&format!("[文字]({target})")).is_empty(), "{target}");
    }
    assert!(html("<a@example.jp>").contains("<a href=\"mailto:a@example.jp\">a@example.jp</a>"));
    assert!(html("[第１回：資料](第１回：資料.md)").contains("<a href=\"%E7%AC%AC"));
    assert_eq!(read("<a@example.jp>").0.links[0].target, "mailto:a@example.jp");
}

#[test]
fn references_pass_the_gate_and_unknown_kinds_are_left_to_the_caller() {
    assert!(matches!(judge("agency:kodomo#phone", false), Ok(Target::Reference(Ok(_)))));
    assert!(matches!(judge("page:taio/day-7#x", false), Ok(Target::Reference(Ok(_)))));
    assert!(matches!(judge("agancy:kodomo", false), Ok(Target::Reference(Err(_)))));
    assert!(matches!(judge("flow:x", true), Ok(Target::Reference(Ok(_)))));
    assert_eq!(judge("agency%3Akodomo", false), Err(Refusal::Scheme));
    assert!(problems("[x](agancy:kodomo)").is_empty());
    let outline = read("[](agency:kodomo)と![](flow:x)").0;
    let links: Vec<_> = outline.links.iter().map(|link| (link.target.as_str(), link.is_image, link.is_empty)).collect();
    assert_eq!(links, [("agency:kodomo", false, true), ("flow:x", true, true)]);
}

#[test]
fn images_from_elsewhere_are_refused() {
    for target in ["https://example.jp/a.png", "http://example.jp/a.png", "tel:1", "mailto:a@example.jp"] {
        assert_eq!(problems(&format!("![図]({target})")).len(), 1, "{target}");
        assert_eq!(html(&format!("![図]({target})")), "<p>図</p>\n");
    }
}

#[test]
fn an_answer_of_the_resolver_passes_the_gate_too() {
    assert_eq!(html("[文字](page:evil)"), "<p>文字</p>\n");
    assert_eq!(html("[](page:evil)。"), "<p>。</p>\n");
}

#[test]
fn a_refused_target_never_reaches_the_resolver() {
    struct Refuses;
    impl LinkResolver for Refuses {
        fn resolve(&self, target: &str, _is_image: bool, _is_empty: bool) -> ResolvedLink {
            panic!("asked for {target}")
        }
    }
    for target in REFUSED {
        let text = format!("[文字]({target})![文字]({target})");
        assert!(render(&text, &RenderOptions::default(), &Refuses).is_ok());
    }
}

#[test]
fn nested_and_reference_links_are_judged() {
    assert!(!html("[文字][x]\n\n[x]: javascript:alert(1)\n").contains("href"));
    assert!(!html("[![図](javascript:x)](a.html)").contains("javascript"));
    assert_eq!(problems("[![図](javascript:x)](data:x)").len(), 2);
}
