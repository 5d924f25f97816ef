//! Links that do not say where they lead: by a word like 「こちら」 (W103), by the same words as a link to another place (W104), or by a
//! name that the form behind them does not have (W303).
//!
//! W104 looks at links to pages, sections, files and other sites. A word may lead to the glossary here and to an agency of that name there:
//! both are what it names.

use super::super::forms;
use super::passage::fold;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{LinkTarget, Page, PageLink, Reference, Site};
use std::collections::BTreeMap;

/// Whole link texts, folded, that name no target.
const VAGUE: &[&str] = &[
    "こちら",
    "こちらから",
    "こちらへ",
    "こちらのページ",
    "こちらを参照",
    "こちらをクリック",
    "ここ",
    "ここから",
    "ここへ",
    "ここをクリック",
    "このページ",
    "詳細",
    "詳細はこちら",
    "詳しくはこちら",
    "くわしくはこちら",
    "詳しく",
    "くわしく",
    "続きを読む",
    "もっと見る",
    "リンク",
    "リンク先",
    "クリック",
    "here",
    "click",
    "click here",
    "link",
    "more",
    "read more",
    "details",
    "this page",
];

pub(super) fn check(site: &Site, page: &Page, sink: &mut Sink) {
    let mut first: BTreeMap<String, &PageLink> = BTreeMap::new();
    for link in page.links.iter().filter(|link| !link.is_image && !link.text.trim().is_empty()) {
        let text = words(&link.text);
        if VAGUE.contains(&text.as_str()) {
            sink.push(vague(link));
            continue;
        }
        if forms::is_called_otherwise(&site.link_target(Some(page), &link.target), &link.text) {
            sink.push(called_otherwise(link));
        }
        match first.get(&text) {
            Some(earlier) if earlier.target != link.target && is_elsewhere(site, page, earlier, link) => {
                sink.push(ambiguous(link, earlier))
            }
            Some(_) => {}
            None => {
                first.insert(text, link);
            }
        }
    }
}

/// A link text without what stands around its words.
fn words(text: &str) -> String {
    let is_around = |c: char| c.is_whitespace() || "()[]「」『』〈〉<>«»→⇒▶・.。、,!?:".contains(c);
    fold(text).trim_matches(is_around).to_lowercase()
}

fn called_otherwise(link: &PageLink) -> Diagnostic {
    let (ja, en) =
        (format!("様式のファイルに「{}」という呼び名はありません", link.text), format!("no name of the form is `{}`", link.text));
    Diagnostic::new(Code::FormCalledOtherwise, link.span, ja, en).help(
        format!("[]({}) と書いて題を出すか、様式の called: に加えます", link.target),
        format!("write `[]({})` to print its title, or add the name to `called:`", link.target),
    )
}

fn vague(link: &PageLink) -> Diagnostic {
    let text = link.text.trim();
    let problem = Diagnostic::new(
        Code::VagueLinkText,
        link.span,
        format!("リンクの文字「{text}」だけでは、行き先が分かりません"),
        format!("`{text}` does not say where the link leads"),
    );
    match Reference::parse(&link.target) {
        Some(Ok(_)) => problem.help(
            format!("文字を消して []({0}) とすると、行き先の名前が表示されます。[行き先の名前]({0}) と書いても構いません", link.target),
            format!("write []({}) to print the name of the target", link.target),
        ),
        _ => problem.help(format!("[行き先の名前]({}) と書きます", link.target), format!("write [name of the target]({})", link.target)),
    }
}

fn is_elsewhere(site: &Site, page: &Page, one: &PageLink, other: &PageLink) -> bool {
    match (place(site, page, one), place(site, page, other)) {
        (Some(one), Some(other)) => one != other,
        _ => false,
    }
}

/// Where a link leads, as one text; `None` for what this lint leaves alone.
fn place(site: &Site, page: &Page, link: &PageLink) -> Option<String> {
    let section = |anchor: Option<String>| anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
    match site.link_target(Some(page), &link.target) {
        LinkTarget::Heading(anchor) => Some(format!("{}#{anchor}", page.id)),
        LinkTarget::Page(page, anchor) => Some(format!("{}{}", page.id, section(anchor))),
        LinkTarget::Asset(_) | LinkTarget::External => Some(link.target.clone()),
        _ => None,
    }
}

fn ambiguous(link: &PageLink, earlier: &PageLink) -> Diagnostic {
    let text = link.text.trim();
    Diagnostic::new(
        Code::AmbiguousLinkText,
        link.span,
        format!("「{text}」のリンクが、前の「{text}」とは別のところへつながっています"),
        format!("this `{text}` leads elsewhere than the one before"),
    )
    .also(earlier.span, "前のリンク", "the one before")
    .help("行き先が分かるように書き分けるか、行き先をそろえます", "word them differently, or let both lead to one place")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_texts_are_vague() {
        for text in ["こちら", " こちら→", "「ここ」", "ＨＥＲＥ", "Click here", "詳細はこちら。", "（リンク）"]
        {
            assert!(VAGUE.contains(&words(text).as_str()), "{text}");
        }
        for text in ["こちらの窓口", "詳細な手順", "リンク集", "ここから始める", "相談先", "heredity"] {
            assert!(!VAGUE.contains(&words(text).as_str()), "{text}");
        }
    }
}
