//! The parser's events → [`Document`]: joins cut texts, mends each run of inline events where it ends, lays flat what nests too deep.

use super::event::{Document, Event, Footnote, HeadingMark, Placed, is_inline_end, is_verbatim, slice};
use super::tag::{Callout, Tag};
use super::{audience, emphasis, heading, ruby, soft_break, staff_mark};
use pulldown_cmark::{BlockQuoteKind, CowStr, Event as Parsed, LinkType, Options, Parser, Tag as ParsedTag, TagEnd};
use std::ops::Range;

/// Quotes and lists nest at most so deep, and so do spans within a line; what lies deeper is laid flat (M308).
pub const MAX_DEPTH: usize = 64;

/// The one configuration. Heading attributes are read by [`heading`], because the parser would take `{漢字|かんじ}` for one.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_DEFINITION_LIST);

/// Reads a body (front matter already cut).
#[must_use]
pub fn parse(text: &str) -> Document<'_> {
    let mut builder = Builder {
        document: Document { text, events: Vec::with_capacity(text.len() / 16 + 16), ..Document::default() },
        run: Run::default(),
        has_brace: text.contains('{'),
        depth: 0,
        is_code: false,
        html: None,
        footnote: None,
        quotes: Vec::new(),
    };
    let mut parser = Parser::new_ext(text, OPTIONS).into_offset_iter();
    for (event, range) in parser.by_ref() {
        builder.take(event, range);
    }
    builder.finish_run();
    let mut document = builder.document;
    let targets = parser.reference_definitions().iter().map(|(label, definition)| (label.to_owned(), definition.span.clone()));
    document.targets = targets.collect();
    document.targets.sort_by_key(|(_, place)| place.start);
    let definitions = parser.reference_definitions();
    let labelled = document.labelled.clone();
    audience::find(&mut document, || {
        labelled.into_iter().filter_map(|(range, label)| Some((range, definitions.get(&label)?.span.clone()))).collect()
    });
    heading::name(&mut document.headings);
    document
}

/// The inline events since the last block event, and which repairs they may need.
#[derive(Default)]
struct Run {
    start: usize,
    has_star: bool,
    has_break: bool,
    has_brace: bool,
    starts: usize,
}

struct Builder<'t> {
    document: Document<'t>,
    run: Run,
    has_brace: bool,
    depth: usize,
    is_code: bool,
    /// Inside an HTML block: whether a comment is open.
    html: Option<bool>,
    /// Inside a footnote definition: its key and first event.
    footnote: Option<(String, usize)>,
    /// Start events of the open quotes.
    quotes: Vec<usize>,
}

impl<'t> Builder<'t> {
    fn push(&mut self, event: Event<'t>, range: Range<usize>) {
        self.document.events.push(Placed { event, range });
    }

    fn take(&mut self, event: Parsed<'t>, range: Range<usize>) {
        match event {
            Parsed::Text(text) => self.take_text(text, range),
            Parsed::Start(tag) => self.take_start(tag, range),
            Parsed::End(tag) if is_inline_end(tag) => self.push(Event::End(tag), range),
            Parsed::End(TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_)) => {}
            Parsed::End(tag) => self.end_block(tag, range),
            Parsed::Code(code) => self.push(Event::Code(code), range),
            Parsed::Html(html) => self.take_html(&html, &range),
            Parsed::InlineHtml(html) if html.starts_with("<!--") => self.push(Event::Comment, range),
            Parsed::InlineHtml(html) => self.push(Event::RawHtml(html), range),
            Parsed::FootnoteReference(label) => self.push(Event::FootnoteReference(label), range),
            Parsed::SoftBreak => {
                self.run.has_break = true;
                self.push(Event::SoftBreak { is_space: true }, range);
            }
            Parsed::HardBreak => self.push(Event::HardBreak, range),
            Parsed::Rule => {
                self.finish_run();
                self.push(Event::Rule, range);
                self.run.start = self.document.events.len();
            }
            Parsed::TaskListMarker(is_done) => self.push(Event::TaskMarker(is_done), range),
            // Not switched on; as text if a later parser should give them.
            Parsed::InlineMath(text) | Parsed::DisplayMath(text) => self.push(Event::Text(text), range),
        }
    }

    fn take_start(&mut self, tag: ParsedTag<'t>, range: Range<usize>) {
        if let ParsedTag::Link { link_type, id, .. } | ParsedTag::Image { link_type, id, .. } = &tag
            && matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
        {
            self.document.labelled.push((range.clone(), id.clone()));
        }
        match Tag::from_parser(tag) {
            Some(tag) if tag.is_inline() => {
                self.run.starts += 1;
                self.run.has_star |= matches!(tag, Tag::Emphasis | Tag::Strong);
                self.push(Event::Start(tag), range);
            }
            Some(tag) => self.start_block(tag, range),
            None => {}
        }
    }

    fn take_text(&mut self, text: CowStr<'t>, range: Range<usize>) {
        if !self.is_code {
            // The parser cuts a text before every `*` that might have meant something.
            self.run.has_star |= text.starts_with('*');
            self.run.has_brace |= self.has_brace && text.contains('{');
        }
        let whole = self.document.text;
        if let Some(Placed { event: Event::Text(last), range: before }) = self.document.events.last_mut()
            && before.end == range.start
            && is_verbatim(whole, last, before)
            && is_verbatim(whole, &text, &range)
        {
            before.end = range.end;
            *last = CowStr::Borrowed(&whole[before.clone()]);
            return;
        }
        self.push(Event::Text(text), range);
    }

    fn start_block(&mut self, tag: Tag<'t>, range: Range<usize>) {
        self.finish_run();
        self.depth += usize::from(nests(&tag));
        match &tag {
            Tag::CodeBlock(_) => self.is_code = true,
            Tag::HtmlBlock => self.html = Some(false),
            Tag::BlockQuote(_) => self.quotes.push(self.document.events.len()),
            Tag::Heading(_) => self.document.headings.push(HeadingMark {
                id: CowStr::Borrowed(""),
                is_explicit: false,
                written: None,
                at: self.document.events.len(),
                is_marked: false,
                is_staff_only: false,
                overlay: None,
                problems: Vec::new(),
            }),
            Tag::FootnoteDefinition(label) => {
                self.footnote = Some((Document::footnote_key(label), self.document.events.len() + 1));
            }
            _ => {}
        }
        if self.depth > MAX_DEPTH && (nests(&tag) || matches!(tag, Tag::Item)) {
            self.document.too_deep.get_or_insert(range);
        } else {
            self.push(Event::Start(tag), range);
        }
        self.run.start = self.document.events.len();
    }

    fn end_block(&mut self, tag: TagEnd, range: Range<usize>) {
        if let TagEnd::Heading(_) = tag
            && let Some(mark) = self.document.headings.last_mut()
        {
            heading::take_attributes(self.document.text, &mut self.document.events, mark);
        }
        let is_gone = tag == TagEnd::Paragraph && self.take_staff_mark();
        self.finish_run();
        let nests = nests_end(tag);
        let is_flat = self.depth > MAX_DEPTH && (nests || tag == TagEnd::Item);
        self.depth = self.depth.saturating_sub(usize::from(nests));
        let tag = self.end_quote(tag);
        match tag {
            TagEnd::CodeBlock => self.is_code = false,
            TagEnd::HtmlBlock => {
                self.html = None;
                if self.drop_unseen_html() {
                    self.run.start = self.document.events.len();
                    return;
                }
            }
            TagEnd::FootnoteDefinition => self.end_footnote(),
            _ => {}
        }
        if !is_flat && !is_gone {
            self.push(Event::End(tag), range);
        }
        self.run.start = self.document.events.len();
    }

    /// Makes the quote whose first line is `[!STAFF]` a callout; gives whether its first paragraph was that line alone and is gone.
    fn take_staff_mark(&mut self) -> bool {
        let (start, text) = (self.run.start, self.document.text);
        let events = &mut self.document.events;
        let Some(quote) = start.checked_sub(2).filter(|quote| self.quotes.last() == Some(quote)) else { return false };
        let is_first = matches!(events[quote].event, Event::Start(Tag::BlockQuote(None)))
            && matches!(events[start - 1].event, Event::Start(Tag::Paragraph));
        let is_mark = matches!(events.get(start), Some(Placed { event: Event::Text(mark), range })
            if staff_mark::is_mark(mark) && is_verbatim(text, mark, range) && !text[..range.start].ends_with('\\'));
        let ends = matches!(events.get(start + 1), None | Some(Placed { event: Event::SoftBreak { .. } | Event::HardBreak, .. }));
        if !is_first || !is_mark || !ends {
            return false;
        }
        events[quote].event = Event::Start(Tag::BlockQuote(Some(Callout::Staff)));
        events.drain(start..events.len().min(start + 2));
        let is_gone = events.len() == start;
        if is_gone {
            events.pop();
            self.run.start -= 1;
        }
        is_gone
    }

    /// The parser's ends know only its own callouts. Which one ends stands in the start; the end says that it is one.
    fn end_quote(&mut self, tag: TagEnd) -> TagEnd {
        if !matches!(tag, TagEnd::BlockQuote(_)) {
            return tag;
        }
        let start = self.quotes.pop().and_then(|at| self.document.events.get(at));
        match start.map(|placed| &placed.event) {
            Some(Event::Start(Tag::BlockQuote(Some(_)))) => TagEnd::BlockQuote(Some(BlockQuoteKind::Note)),
            _ => TagEnd::BlockQuote(None),
        }
    }

    fn end_footnote(&mut self) {
        if let Some((key, first)) = self.footnote.take() {
            let events = first..self.document.events.len();
            // Laid flat by its depth: then it is no definition any more.
            if self.depth < MAX_DEPTH {
                self.document.footnotes.entry(key).or_insert(Footnote { events });
            }
        }
    }

    /// Takes the start of an HTML block away when only comments and blanks came after it.
    fn drop_unseen_html(&mut self) -> bool {
        let events = &mut self.document.events;
        let is_start = |placed: &Placed<'_>| matches!(placed.event, Event::Start(Tag::HtmlBlock));
        let Some(start) = events.iter().rposition(is_start) else { return false };
        let is_seen = events[start..].iter().any(|placed| match &placed.event {
            Event::RawHtml(html) | Event::Text(html) => !html.trim().is_empty(),
            _ => false,
        });
        if !is_seen {
            let rest = events.split_off(start);
            events.extend(rest.into_iter().filter(|placed| placed.event == Event::Comment));
        }
        !is_seen
    }

    /// Parts an HTML block's line into comments and the rest.
    fn take_html(&mut self, html: &CowStr<'t>, range: &Range<usize>) {
        let is_exact = is_verbatim(self.document.text, html, range);
        let place = |start: usize, end: usize| if is_exact { range.start + start..range.start + end } else { range.clone() };
        let mut is_comment = self.html.unwrap_or(false);
        let mut at = 0;
        while at < html.len() {
            let rest = &html[at..];
            if is_comment {
                let Some(end) = rest.find("-->") else { break };
                at += end + 3;
                is_comment = false;
                continue;
            }
            let length = rest.find("<!--").unwrap_or(rest.len());
            if length > 0 {
                self.push(Event::RawHtml(slice(html, at..at + length)), place(at, at + length));
            }
            at += length;
            if at < html.len() {
                let end = html[at + 2..].find("-->").map_or(html.len(), |end| at + 2 + end + 3);
                self.push(Event::Comment, place(at, end));
                is_comment = true;
                // `<!-->` is a whole comment.
                at += 2;
            }
        }
        self.html = self.html.map(|_| is_comment);
    }

    /// Mends the inline events since the last block event, each repair only where its sign was seen.
    fn finish_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let document = &mut self.document;
        let mut starts = run.starts;
        if run.has_star {
            starts += emphasis::mend(document.text, &mut document.events, run.start);
        }
        if run.has_brace {
            ruby::mend(document.text, &mut document.events, run.start);
        }
        if run.has_break {
            soft_break::mend(&mut document.events[run.start..]);
        }
        if starts > MAX_DEPTH
            && let Some(range) = flatten(&mut document.events, run.start)
        {
            document.too_deep.get_or_insert(range);
        }
    }
}

fn nests(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::DefinitionList | Tag::FootnoteDefinition(_))
}

fn nests_end(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::DefinitionList | TagEnd::FootnoteDefinition)
}

/// Takes out the spans that lie deeper than [`MAX_DEPTH`]; gives the first.
fn flatten(events: &mut Vec<Placed<'_>>, start: usize) -> Option<Range<usize>> {
    let mut first = None;
    let mut depth = 0_usize;
    let mut kept = start;
    for at in start..events.len() {
        let is_deep = match events[at].event {
            Event::Start(_) => {
                depth += 1;
                depth > MAX_DEPTH
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                depth >= MAX_DEPTH
            }
            _ => false,
        };
        if is_deep {
            first.get_or_insert_with(|| events[at].range.clone());
        } else {
            events.swap(kept, at);
            kept += 1;
        }
    }
    events.truncate(kept);
    first
}
