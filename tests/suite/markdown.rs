//! Markdown as Japanese is written: what a text becomes, what an editor is told, what never becomes HTML.

mod emphasis;
mod gate;
mod hostile;
mod html;
mod lines;
mod problems;

use shirube::diag::{Sink, SourceFile, SourceId, SourceMap, Span};
use shirube::markup::{LinkResolver, RenderOptions, ResolvedLink, render};
use shirube::syntax::{Outline, outline};

/// A small site: pages lead to `.html`, one agency has a name and a phone, one flow can be embedded.
pub(crate) struct Town;

impl LinkResolver for Town {
    fn resolve(&self, target: &str, is_image: bool, _is_empty: bool) -> ResolvedLink {
        let link = |href: &str, text: &str| ResolvedLink::Link {
            href: href.to_owned(),
            text: Some(text.to_owned()),
            is_external: href.starts_with("http"),
            title: None,
        };
        match target {
            "agency:kodomo#phone" => ResolvedLink::Text("0134-32-4111（内線 1）".to_owned()),
            "agency:kodomo" => link("../agencies/kodomo.html", "こども家庭センター"),
            "flow:friends" if is_image => ResolvedLink::Html("<figure class=\"flow\">流れ図</figure>".to_owned()),
            "page:evil" => link("javascript:alert(1)", "悪"),
            "page:unknown" => ResolvedLink::Refused,
            _ if is_image => ResolvedLink::Image { src: target.to_owned(), width: Some(640), height: None },
            _ => link(target, target),
        }
    }
}

/// HTML of a body with the default options.
pub(crate) fn html(text: &str) -> String {
    render(text, &RenderOptions::default(), &Town).expect("a page of ordinary size")
}

/// HTML of a body that is one paragraph, without its `<p>`.
pub(crate) fn line(text: &str) -> String {
    let html = html(text);
    html.trim_end().strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")).map_or(html.clone(), str::to_owned)
}

/// Outline of a body that stands after 10 bytes of front matter.
pub(crate) fn read(text: &str) -> (Outline, Vec<String>) {
    let file = format!("---\nx: y\n\n{text}");
    let body = Span::new(SourceId(0), 10, file.len());
    let mut sources = SourceMap::default();
    sources.add(SourceFile::new("guide/a.md", file));
    let mut sink = Sink::default();
    let outline = outline(text, body, &mut sink);
    let problems = sink.into_iter().map(|d| format!("{} {}", d.code, d.span().map_or("", |span| sources.text(span)))).collect();
    (outline, problems)
}

/// Code and marked text of each problem.
pub(crate) fn problems(text: &str) -> Vec<String> {
    read(text).1
}
