//! Mended events → plain text, for search, summaries and print checks: one line per block, ruby by its base.

use super::resolve::{LinkResolver, ResolvedLink};
use crate::model::Audience;
use crate::syntax::{self, Document, Event, Tag, TagEnd, url};

/// What a reader of this audience sees of a text. References without words of their own print nothing: see [`plain_text_resolved`].
#[must_use]
pub fn plain_text(text: &str, audience: Audience) -> String {
    write(&syntax::parse(text).for_audience(audience), None)
}

/// What everyone sees of a definition, with the names and facts that references print.
#[must_use]
pub fn plain_text_resolved(text: &str, resolver: &dyn LinkResolver) -> String {
    write(&syntax::parse(text).for_audience(Audience::Public), Some(resolver))
}

/// A plain text as Markdown that means just that (CommonMark 0.31, 2.4: a backslash before ASCII punctuation).
#[must_use]
pub fn literal(text: &str) -> String {
    text.chars().flat_map(|one| one.is_ascii_punctuation().then_some('\\').into_iter().chain([one])).collect()
}

fn write(document: &Document<'_>, resolver: Option<&dyn LinkResolver>) -> String {
    let mut out = String::with_capacity(document.text.len());
    let mut at = 0;
    while let Some(placed) = document.events.get(at) {
        match &placed.event {
            Event::Text(text) | Event::Code(text) | Event::RawHtml(text) | Event::Ruby { base: text, .. } => push(&mut out, text),
            Event::SoftBreak { is_space: true } | Event::HardBreak => out.push(' '),
            Event::Start(Tag::Link { target, .. }) => {
                if let Some(text) = printed(document, at, target, resolver) {
                    push(&mut out, &text);
                    at = document.end_of(at);
                }
            }
            Event::End(TagEnd::TableCell) => out.push(' '),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) => {}
            Event::End(_) | Event::Rule => end_line(&mut out),
            Event::Start(Tag::List(_)) => end_line(&mut out),
            _ => {}
        }
        at += 1;
    }
    end_line(&mut out);
    out.truncate(out.trim_end().len());
    out
}

/// What a reference prints instead of the link's own text.
fn printed(document: &Document<'_>, at: usize, target: &str, resolver: Option<&dyn LinkResolver>) -> Option<String> {
    let resolver = resolver?;
    let is_empty = document.end_of(at) == at + 1;
    url::judge(target, false).ok()?;
    match resolver.resolve(target, false, is_empty) {
        ResolvedLink::Link { text, .. } if is_empty => text,
        ResolvedLink::Text(text) => Some(text),
        _ => None,
    }
}

/// Adds text without control characters.
fn push(out: &mut String, text: &str) {
    out.extend(text.chars().filter(|&c| c == '\n' || c == '\t' || !c.is_control()));
}

fn end_line(out: &mut String) {
    out.truncate(out.trim_end_matches([' ', '\n']).len());
    if !out.is_empty() {
        out.push('\n');
    }
}
