//! Mended events → HTML: blocks and spans. Links and images are in `links`, tables in `tables`, footnotes in `footnotes`.

use super::footnotes::Notes;
use super::resolve::LinkResolver;
use super::tables::Table;
use super::{HeadingNumbers, OutputTooLarge, RenderOptions, escape};
use crate::model::Audience;
use crate::syntax::{self, Callout, CodeBlockKind, Document, Event, HeadingLevel, Tag, TagEnd};
use std::fmt::Write as _;
use std::ops::Range;

/// Writes the HTML of a page's body, as the audience of the options sees it.
///
/// # Errors
/// [`OutputTooLarge`] when the HTML is out of all proportion to the text.
pub fn render(text: &str, options: &RenderOptions<'_>, resolver: &dyn LinkResolver) -> Result<String, OutputTooLarge> {
    render_sections(text, options, resolver).map(|body| body.html)
}

/// The HTML of a body, and where its sections of level 2 begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The whole.
    pub html: String,
    /// In order; what stands before the first is the introduction. Headings within quotes and lists begin none.
    pub sections: Vec<SectionStart>,
}

/// Where a section begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionStart {
    /// The byte of the HTML at which its heading starts.
    pub at: usize,
    /// The id of its heading.
    pub id: String,
}

/// As [`render()`], with the sections told apart.
///
/// # Errors
/// [`OutputTooLarge`] when the HTML is out of all proportion to the text.
pub fn render_sections(text: &str, options: &RenderOptions<'_>, resolver: &dyn LinkResolver) -> Result<Body, OutputTooLarge> {
    let document = syntax::parse(text).for_audience(options.audience);
    let mut writer = Writer::new(&document, options, resolver);
    writer.write_body()?;
    Ok(Body { html: writer.out, sections: writer.sections })
}

/// The same for a body that was parsed, and cut for its audience, already.
///
/// # Errors
/// [`OutputTooLarge`] when the HTML is out of all proportion to the text.
pub fn render_document(
    document: &Document<'_>,
    options: &RenderOptions<'_>,
    resolver: &dyn LinkResolver,
) -> Result<String, OutputTooLarge> {
    let mut writer = Writer::new(document, options, resolver);
    writer.write_body()?;
    Ok(writer.out)
}

/// Writes a text that is one paragraph, without `<p>`: for definitions in lists. Of further blocks the text follows; footnotes fall away.
#[must_use]
pub fn render_inline(text: &str, resolver: &dyn LinkResolver) -> String {
    let document = syntax::parse(text).for_audience(Audience::Public);
    let options = RenderOptions::default();
    let mut writer = Writer::new(&document, &options, resolver);
    writer.is_inline_only = true;
    writer.write(0..document.events.len());
    writer.out.truncate(writer.out.trim_end().len());
    writer.out
}

/// What stands before the words of a box. A browser keeps no tick over a reload.
pub const OPEN_BOX: &str = "<label class=\"task__line\"><input type=\"checkbox\" autocomplete=\"off\"><span class=\"task__sign\" aria-hidden=\"true\"></span><span class=\"task__text\">";
const TICKED_BOX: &str = "<label class=\"task__line\"><input type=\"checkbox\" autocomplete=\"off\" checked><span class=\"task__sign\" aria-hidden=\"true\"></span><span class=\"task__text\">";
/// What stands after the words of a box.
pub const BOX_END: &str = "</span></label>";

/// Writes one document.
pub(super) struct Writer<'a, 't> {
    pub(super) document: &'a Document<'t>,
    pub(super) options: &'a RenderOptions<'a>,
    pub(super) resolver: &'a dyn LinkResolver,
    pub(super) out: String,
    limit: usize,
    /// Only spans are written.
    pub(super) is_inline_only: bool,
    numbers: Option<HeadingNumbers<'a>>,
    /// The spans that are open, for what may stand within them.
    pub(super) spans: usize,
    /// Whether a paragraph or heading is open, in which no block may stand.
    pub(super) is_in_paragraph: bool,
    /// Whether the words of a box that can be ticked are being written, in which no block may stand.
    pub(super) is_in_label: bool,
    /// What closes each open link, and whether it is a link in HTML.
    pub(super) links: Vec<bool>,
    pub(super) table: Table<'a>,
    pub(super) notes: Notes,
    /// Quotes and lists that are open; a heading within them begins no section.
    pub(super) containers: usize,
    sections: Vec<SectionStart>,
}

impl<'a, 't> Writer<'a, 't> {
    fn new(document: &'a Document<'t>, options: &'a RenderOptions<'a>, resolver: &'a dyn LinkResolver) -> Self {
        let length = document.text.len();
        Self {
            document,
            options,
            resolver,
            out: String::with_capacity(length + length / 2),
            limit: OutputTooLarge::limit(length),
            is_inline_only: false,
            numbers: options.number.map(|number| HeadingNumbers::new(number, options.labels.staff_number)),
            spans: 0,
            is_in_paragraph: false,
            is_in_label: false,
            links: Vec::new(),
            table: Table::default(),
            notes: Notes::default(),
            containers: 0,
            sections: Vec::new(),
        }
    }

    fn write_body(&mut self) -> Result<(), OutputTooLarge> {
        self.write(0..self.document.events.len());
        self.write_footnotes();
        if self.is_full() { Err(OutputTooLarge { limit: self.limit }) } else { Ok(()) }
    }

    pub(super) fn is_full(&self) -> bool {
        self.out.len() > self.limit
    }

    /// Writes the events of a range.
    pub(super) fn write(&mut self, range: Range<usize>) {
        let document = self.document;
        let mut at = range.start;
        while at < range.end && !self.is_full() {
            at = match &document.events[at].event {
                Event::Start(tag) => self.start(at, tag),
                Event::End(tag) => {
                    self.end(*tag);
                    at + 1
                }
                event => {
                    self.leaf(event);
                    at + 1
                }
            };
        }
    }

    fn leaf(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) | Event::RawHtml(text) => escape::push_text(&mut self.out, text),
            Event::Code(code) => self.wrap("<code>", code, "</code>"),
            Event::Ruby { base, reading } => {
                self.wrap("<ruby>", base, "<rp>（</rp><rt>");
                self.wrap("", reading, "</rt><rp>）</rp></ruby>");
            }
            Event::SoftBreak { is_space: true } => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule if !self.is_inline_only => {
                self.end_label();
                self.block("<hr>\n");
            }
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::TaskMarker(is_done) => self.task_box(*is_done),
            _ => {}
        }
    }

    pub(super) fn wrap(&mut self, before: &str, text: &str, after: &str) {
        self.out.push_str(before);
        escape::push_text(&mut self.out, text);
        self.out.push_str(after);
    }

    /// A box that can be ticked, named by the words after it; on paper its sign is ☐ or ☑. Within other texts it is that sign alone.
    fn task_box(&mut self, is_done: bool) {
        if self.is_inline_only {
            self.out.push_str(if is_done { "☑ " } else { "☐ " });
            return;
        }
        self.out.push_str(if is_done { TICKED_BOX } else { OPEN_BOX });
        self.is_in_label = true;
    }

    /// What names a box ends where the block it stands in does (a paragraph, an item, a word that is defined), or another begins.
    fn end_label(&mut self) {
        if std::mem::take(&mut self.is_in_label) {
            self.out.push_str(BOX_END);
        }
    }

    /// Writes a block's tag at the start of a line.
    pub(super) fn block(&mut self, tag: &str) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(tag);
    }

    /// Writes what starts at `at`; gives where to go on.
    fn start(&mut self, at: usize, tag: &'a Tag<'_>) -> usize {
        self.containers += usize::from(matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::DefinitionList));
        if !tag.is_inline() {
            self.end_label();
        }
        match tag {
            Tag::Emphasis => self.open_span("<em>"),
            Tag::Strong => self.open_span("<strong>"),
            Tag::Strikethrough => self.open_span("<del>"),
            Tag::Link { target, title } => return self.start_link(at, target, title),
            Tag::Image { target, title } => return self.image(at, target, title),
            // A definition is written with the footnotes.
            Tag::FootnoteDefinition(_) => return self.document.end_of(at) + 1,
            _ if self.is_inline_only => {}
            Tag::Paragraph => return self.start_paragraph(at),
            Tag::HtmlBlock => self.block("<p>"),
            Tag::Heading(level) => self.start_heading(at, *level),
            Tag::BlockQuote(kind) => self.start_quote(*kind),
            Tag::CodeBlock(kind) => self.start_code(kind),
            Tag::List(first) => self.start_list(at, *first),
            Tag::Item if self.is_task(at) => self.block("<li class=\"task\">"),
            Tag::Item => self.block("<li>"),
            Tag::DefinitionList => self.block("<dl>\n"),
            Tag::DefinitionListTitle => self.block("<dt>"),
            Tag::DefinitionListDefinition => self.block("<dd>"),
            Tag::Table(columns) => self.start_table(columns),
            Tag::TableHead => self.start_table_head(),
            Tag::TableRow => self.start_table_row(),
            Tag::TableCell => self.start_table_cell(at),
        }
        at + 1
    }

    fn open_span(&mut self, tag: &str) {
        self.spans += 1;
        self.out.push_str(tag);
    }

    fn close_span(&mut self, tag: &str) {
        self.spans = self.spans.saturating_sub(1);
        self.out.push_str(tag);
    }

    fn end(&mut self, tag: TagEnd) {
        self.containers -= usize::from(matches!(tag, TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::DefinitionList));
        if !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) {
            self.end_label();
        }
        match tag {
            TagEnd::Emphasis => self.close_span("</em>"),
            TagEnd::Strong => self.close_span("</strong>"),
            TagEnd::Strikethrough => self.close_span("</del>"),
            TagEnd::Link => self.end_link(),
            _ if self.is_inline_only => self.block(""),
            TagEnd::Paragraph => {
                self.is_in_paragraph = false;
                self.out.push_str("</p>\n");
            }
            TagEnd::HtmlBlock => self.out.push_str("</p>\n"),
            TagEnd::Heading(level) => {
                self.is_in_paragraph = false;
                let _ = writeln!(self.out, "</h{}>", level as u8);
            }
            TagEnd::BlockQuote(None) => self.block("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.block("</aside>\n"),
            TagEnd::CodeBlock => self.out.push_str("</code></pre>\n"),
            TagEnd::List(true) => self.block("</ol>\n"),
            TagEnd::List(false) => self.block("</ul>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::DefinitionList => self.block("</dl>\n"),
            TagEnd::DefinitionListTitle => {
                self.out.push_str("</dt>\n");
            }
            TagEnd::DefinitionListDefinition => self.out.push_str("</dd>\n"),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_table_head(),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.end_table_cell(),
            TagEnd::Image | TagEnd::FootnoteDefinition | TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn start_heading(&mut self, at: usize, level: HeadingLevel) {
        let level = level as u8;
        // By its place, for headings in footnotes are written later than they stand.
        let headings = &self.document.headings;
        let mark = headings.binary_search_by_key(&at, |mark| mark.at).ok().and_then(|number| headings.get(number));
        self.block("");
        if let Some(mark) = mark.filter(|_| level == 2 && self.containers == 0) {
            self.sections.push(SectionStart { at: self.out.len(), id: mark.id.to_string() });
        }
        let _ = write!(self.out, "<h{level}");
        if let Some(mark) = mark {
            self.out.push_str(" id=\"");
            escape::push_attribute(&mut self.out, &mark.id);
            self.out.push('"');
        }
        self.out.push('>');
        let is_staff_only = mark.is_some_and(|mark| mark.is_staff_only);
        if let Some(number) = self.numbers.as_mut().and_then(|numbers| numbers.next(level, is_staff_only)) {
            self.wrap("<span class=\"item-number\">", &number, "</span> ");
        }
        if mark.is_some_and(|mark| mark.is_marked) {
            self.wrap("<span class=\"staff-mark\">", self.options.labels.staff, "</span> ");
        }
        self.is_in_paragraph = true;
    }

    fn start_quote(&mut self, kind: Option<Callout>) {
        let labels = &self.options.labels;
        let (name, title) = match kind {
            None => return self.block("<blockquote>\n"),
            Some(Callout::Note) => ("note", labels.note),
            Some(Callout::Tip) => ("tip", labels.tip),
            Some(Callout::Important) => ("important", labels.important),
            Some(Callout::Warning) => ("warning", labels.warning),
            Some(Callout::Caution) => ("caution", labels.caution),
            Some(Callout::Staff) => ("staff", labels.staff),
        };
        self.block("");
        let _ = writeln!(self.out, "<aside class=\"callout callout-{name}\" role=\"note\">");
        self.wrap("<p class=\"callout-title\">", title, "</p>\n");
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or(""),
            CodeBlockKind::Indented => "",
        };
        if language.is_empty() {
            self.block("<pre><code>");
        } else {
            self.block("<pre><code class=\"language-");
            escape::push_attribute(&mut self.out, language);
            self.out.push_str("\">");
        }
    }

    fn start_list(&mut self, at: usize, first: Option<u64>) {
        match first {
            None if self.is_task(at + 1) => self.block("<ul class=\"task-list\">\n"),
            None => self.block("<ul>\n"),
            Some(1) => self.block("<ol>\n"),
            Some(first) => {
                self.block("");
                let _ = writeln!(self.out, "<ol start=\"{first}\">");
            }
        }
    }

    /// Whether the item that starts at `at` has a box: the first thing in it that is not a block around its words.
    fn is_task(&self, at: usize) -> bool {
        let blocks = [Tag::Paragraph, Tag::DefinitionList, Tag::DefinitionListTitle];
        let mut inside = self.document.events.iter().skip(at + 1).map(|placed| &placed.event);
        matches!(inside.find(|event| !matches!(event, Event::Start(tag) if blocks.contains(tag))), Some(Event::TaskMarker(_)))
    }
}
