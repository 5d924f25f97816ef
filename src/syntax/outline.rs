//! Mended events → headings and links with absolute places, and everything about the page that an editor should know.

use super::event::{Document, Event, HeadingProblem, Placed, is_verbatim};
use super::runs::Runs;
use super::tag::Tag;
use super::url::{Refusal, judge};
use super::{MAX_DEPTH, near_miss, parse, staff_mark};
use crate::diag::{Code, Diagnostic, Sink, Span};
use crate::model::{Heading, PageLink, TextRun};
use pulldown_cmark::TagEnd;
use std::ops::Range;

/// Headings a page may have (M312).
pub const MAX_HEADINGS: usize = 2_000;

/// Columns a table may have (M307).
pub const MAX_TABLE_COLUMNS: usize = 64;

/// Problems of one code that are pushed per page. A page of 2 MiB could hold 500,000 tags; nobody reads more than the first.
const MAX_REPEATS: usize = 50;

/// What `load` wants to know of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Links and images in order, the refused ones left out.
    pub links: Vec<PageLink>,
    /// The parts for staff only.
    pub staff: Vec<Span>,
    /// Every `overlay=…` of a heading: it has an effect only in a page that patches another.
    pub overlays: Vec<Span>,
    /// The running text in order.
    pub text: Vec<TextRun>,
}

/// Reads a body that stands at `body` in its file.
pub fn outline(text: &str, body: Span, sink: &mut Sink) -> Outline {
    outline_of(&parse(text), body, sink)
}

/// The same for a body that was parsed already.
pub fn outline_of(document: &Document<'_>, body: Span, sink: &mut Sink) -> Outline {
    let mut walk =
        Walk { document, body, sink, outline: Outline::default(), html: 0, near: 0, marks: 0, is_code: false, is_line_start: true };
    let mut runs = Runs::default();
    for (at, placed) in document.events.iter().enumerate() {
        walk.take(at, placed);
        runs.take(document, at);
    }
    walk.outline.text = runs.finish();
    walk.headings();
    walk.staff();
    if let Some(range) = &document.too_deep {
        let message = (format!("入れ子が深すぎます（{MAX_DEPTH} 段まで）"), format!("nested deeper than {MAX_DEPTH}"));
        let sign = document.text[range.clone()].chars().next().map_or(0, char::len_utf8);
        walk.push(Code::MarkdownTooDeep, range.start..range.start + sign, message);
    }
    walk.outline
}

struct Walk<'a, 't> {
    document: &'a Document<'t>,
    body: Span,
    sink: &'a mut Sink,
    outline: Outline,
    html: usize,
    near: usize,
    marks: usize,
    is_code: bool,
    is_line_start: bool,
}

impl Walk<'_, '_> {
    fn push(&mut self, code: Code, range: Range<usize>, (ja, en): (String, String)) {
        self.sink.push(Diagnostic::new(code, self.body.sub(range.start, range.end), ja, en));
    }

    fn take(&mut self, at: usize, placed: &Placed<'_>) {
        let was_line_start = std::mem::replace(&mut self.is_line_start, false);
        match &placed.event {
            Event::Text(text) if !self.is_code && is_verbatim(self.document.text, text, &placed.range) => {
                self.text(text, placed.range.start, was_line_start);
            }
            Event::Start(Tag::CodeBlock(_)) => self.is_code = true,
            Event::End(TagEnd::CodeBlock) => self.is_code = false,
            Event::End(TagEnd::BlockQuote(Some(_))) => self.after_box(at),
            Event::Start(Tag::Link { target, .. }) => self.link(at, placed, target, false),
            Event::Start(Tag::Image { target, .. }) => self.link(at, placed, target, true),
            Event::Start(Tag::Table(columns)) => self.table(columns.len(), &placed.range),
            Event::Start(Tag::Paragraph | Tag::Item) | Event::SoftBreak { .. } | Event::HardBreak => self.is_line_start = true,
            Event::RawHtml(html) => self.html(&placed.range, html),
            Event::Comment => self.comment(&placed.range),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, start: usize, is_line_start: bool) {
        let has_mark_at_start = self.staff_mark(text, start, is_line_start);
        let is_line_start = is_line_start && !has_mark_at_start;
        let (body, sink, near) = (self.body, &mut *self.sink, &mut self.near);
        near_miss::find(text, start, is_line_start, body, &mut |diagnostic| {
            *near += 1;
            if *near <= MAX_REPEATS {
                sink.push(diagnostic);
            }
        });
        // A footnote without definition is left as text by the parser.
        // A bracket at the very start may have been escaped.
        let mut at = usize::from(self.document.text[..start].ends_with('\\'));
        while let Some(open) = text.get(at..).and_then(|rest| rest.find("[^")).map(|offset| at + offset) {
            at = open + 2;
            let Some(length) = text[at..].find([']', '[', ' ', '\u{3000}']).filter(|&length| length > 0) else { continue };
            if text[at + length..].starts_with(']') {
                let label = &text[at..at + length];
                let ja = format!("脚注「{label}」の中身がありません");
                let problem = Diagnostic::new(
                    Code::UnknownFootnote,
                    self.body.sub(start + open, start + at + length + 1),
                    ja,
                    format!("the footnote `{label}` is not defined"),
                );
                let help =
                    (format!("ページの終わりに「[^{label}]: 説明」を書きます"), format!("write `[^{label}]: …` at the end of the page"));
                self.sink.push(problem.help(help.0, help.1));
                at += length + 1;
            }
        }
    }

    /// Complains of a mark for staff that is shown as text; gives whether one stands at the very start.
    fn staff_mark(&mut self, text: &str, start: usize, is_line_start: bool) -> bool {
        let Some(mark) = staff_mark::find(text, is_line_start) else { return false };
        let is_escaped = mark.start == 0 && self.document.text[..start].ends_with('\\');
        // Counted apart from the warnings: fifty of those must not hide the one error.
        self.marks += usize::from(!is_escaped);
        if is_escaped || self.marks > MAX_REPEATS {
            return mark.start == 0;
        }
        let sign = &text[mark.clone()];
        let (ja, en) =
            (format!("「{sign}」は効きません。このままでは公開されます"), format!("`{sign}` has no effect; this would be published"));
        let problem = Diagnostic::new(Code::StaffMarkWithoutEffect, self.body.sub(start + mark.start, start + mark.end), ja, en);
        self.sink.push(problem.help(
            "囲みは、引用の最初の行に「> [!STAFF]」だけを書きます。見出しは、行の終わりに半角で {audience=staff} と書きます",
            "write `> [!STAFF]` alone on the first line of a quote, or `{audience=staff}` at the end of a heading",
        ));
        mark.start == 0
    }

    /// A quote right after a box for staff: a blank line without `>` has most likely cut the box in two.
    fn after_box(&mut self, at: usize) {
        let Some(Placed { event: Event::Start(Tag::BlockQuote(None)), range }) = self.document.events.get(at + 1) else { return };
        let is_box = self.document.is_staff_only(at) && !self.document.is_staff_only(at + 1);
        if is_box {
            let (ja, en) = ("教職員用の囲みのすぐ後の引用は、囲みに入りません", "a quote right after a box for staff is not part of it");
            let line = self.document.text[range.clone()].find('\n').unwrap_or(range.len());
            let place = self.body.sub(range.start, range.start + line);
            self.sink.push(Diagnostic::new(Code::StaffMarkWithoutEffect, place, ja, en).help(
                "囲みを続けるなら、間の空いた行にも「>」を書きます。公開する引用なら、間に文を入れます",
                "begin the blank line between them with `>` too, or put a sentence between them",
            ));
        }
    }

    fn staff(&mut self) {
        for part in &self.document.staff {
            self.outline.staff.push(self.body.sub(part.bytes.start, part.bytes.end));
        }
        for (used, definition) in self.document.leaks.iter().take(MAX_REPEATS) {
            let place = self.body.sub(used.start, used.end);
            let (ja, en) = (
                "公開する文が、教職員用のところにある脚注やリンク先を使っています",
                "public text uses a definition that is for staff only",
            );
            self.sink.push(
                Diagnostic::new(Code::StaffOnlyReference, place, ja, en)
                    .also(self.body.sub(definition.start, definition.end), "教職員用のところにあります", "for staff only")
                    .help(
                        "「[^…]:」や「[…]:」の行を、教職員用の見出しや囲みより前に移します",
                        "move the definition before the part for staff",
                    ),
            );
        }
    }

    fn link(&mut self, at: usize, placed: &Placed<'_>, target: &str, is_image: bool) {
        match judge(target, is_image) {
            Ok(_) => {
                let is_empty = matches!(self.document.events.get(at + 1), Some(Placed { event: Event::End(_), .. }));
                let span = self.body.sub(placed.range.start, placed.range.end);
                let is_staff_only = self.document.is_staff_only(at);
                let text = if is_empty { String::new() } else { self.document.plain(at) };
                let is_alone = self.is_alone(at);
                self.outline.links.push(PageLink { target: target.to_owned(), is_image, text, is_empty, is_alone, is_staff_only, span });
            }
            Err(refusal) => self.refuse(&placed.range, target, refusal),
        }
    }

    /// Whether a paragraph or list item holds what starts at `at` and nothing else.
    fn is_alone(&self, at: usize) -> bool {
        let event = |at: usize| self.document.events.get(at).map(|placed| &placed.event);
        let opens = at.checked_sub(1).and_then(event);
        let opens = matches!(opens, Some(Event::Start(Tag::Paragraph | Tag::Item | Tag::DefinitionListDefinition)));
        let closes = event(self.document.end_of(at) + 1);
        opens && matches!(closes, Some(Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::DefinitionListDefinition)))
    }

    fn refuse(&mut self, range: &Range<usize>, target: &str, refusal: Refusal) {
        let shown: String = target.chars().filter(|c| !c.is_control()).take(60).collect();
        let (ja, en) = refusal.reason();
        self.push(Code::UrlScheme, range.clone(), (format!("リンク先「{shown}」: {ja}"), format!("target `{shown}`: {en}")));
    }

    fn table(&mut self, columns: usize, range: &Range<usize>) {
        if columns > MAX_TABLE_COLUMNS {
            let line = self.document.text[range.clone()].find('\n').unwrap_or(range.len());
            let message = (
                format!("表の列が {columns} あります（{MAX_TABLE_COLUMNS} まで）"),
                format!("the table has {columns} columns (at most {MAX_TABLE_COLUMNS})"),
            );
            self.push(Code::TableTooWide, range.start..range.start + line, message);
        }
    }

    fn html(&mut self, range: &Range<usize>, html: &str) {
        self.html += 1;
        if self.html > MAX_REPEATS {
            return;
        }
        let range = range.start..range.start + self.document.text[range.clone()].trim_end().len();
        let (ja, en) = ("HTML はそのまま文字として表示されます", "raw HTML is shown as text");
        let problem = Diagnostic::new(Code::RawHtml, self.body.sub(range.start, range.end), ja, en);
        let is_break = html.trim_start().get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br"));
        self.sink.push(if is_break {
            problem.help(
                "行を変えるには、行の終わりに \\ を書きます（表の中では変えられません）",
                "end the line with `\\` (not possible in a table)",
            )
        } else {
            problem.help("文字の < を書くなら \\< とします", "write `\\<` for a literal `<`")
        });
    }

    fn comment(&mut self, range: &Range<usize>) {
        self.html += 1;
        if self.html <= MAX_REPEATS {
            let message = ("HTML のコメントは、どこにも表示されません".to_owned(), "an HTML comment is shown nowhere".to_owned());
            self.push(Code::RawHtml, range.clone(), message);
        }
    }

    fn headings(&mut self) {
        for (number, mark) in self.document.headings.iter().enumerate() {
            let Some(Placed { event: Event::Start(Tag::Heading(level)), range }) = self.document.events.get(mark.at) else {
                continue;
            };
            let level = *level as u8;
            let length = self.document.text[range.clone()].trim_end().len();
            let range = range.start..range.start + length;
            if number == MAX_HEADINGS {
                let message = (format!("見出しが {MAX_HEADINGS} を超えています"), format!("more than {MAX_HEADINGS} headings"));
                self.push(Code::TooManyHeadings, range, message);
                return;
            }
            if level == 1 {
                let message = ("本文に「# 」の見出しがあります".to_owned(), "a `#` heading in the body".to_owned());
                self.push(Code::TopHeading, range.clone(), message);
            }
            if let Some(overlay) = &mark.overlay {
                self.outline.overlays.push(self.body.sub(overlay.place.start, overlay.place.end));
            }
            for problem in &mark.problems {
                self.heading_problem(problem, &mark.id);
            }
            self.outline.headings.push(Heading {
                level,
                id: mark.id.to_string(),
                is_explicit: mark.is_explicit,
                is_staff_only: mark.is_staff_only,
                text: self.document.plain(mark.at),
                span: self.body.sub(range.start, range.end),
            });
        }
    }

    fn heading_problem(&mut self, problem: &HeadingProblem, id: &str) {
        let text = self.document.text;
        match problem {
            HeadingProblem::BadId(range) => {
                let written = &text[range.clone()];
                let message = (format!("見出しの id「{written}」は使えません"), format!("`{written}` is not a valid heading id"));
                self.push(Code::BadHeadingId, range.clone(), message);
            }
            HeadingProblem::Duplicate(range, earlier) => {
                let written = &text[range.clone()];
                let (ja, en) =
                    (format!("見出しの id「{written}」は前に使われています"), format!("the heading id `{written}` stood before"));
                let problem = Diagnostic::new(Code::DuplicateHeadingId, self.body.sub(range.start, range.end), ja, en);
                self.sink.push(problem.also(self.body.sub(earlier.start, earlier.end), "最初はここ", "first here"));
            }
            HeadingProblem::Unknown(range) => {
                let written = &text[range.clone()];
                let (ja, en) = (format!("見出しの「{written}」は使えません"), format!("`{written}` is not possible on a heading"));
                self.sink.push(Diagnostic::new(Code::UnknownHeadingAttribute, self.body.sub(range.start, range.end), ja, en).help(
                    format!(
                        "見出しに書けるのは {{#id}} と {{#id audience=staff}}、重ねるページの {{#id overlay=before|after|replace|remove}} だけです（この見出しの id: {id}）"
                    ),
                    "write `{#id}`, `{#id audience=staff}` or, in a patch, `{#id overlay=before|after|replace|remove}`",
                ));
            }
        }
    }
}

impl Document<'_> {
    /// The text of the block or span that starts at `at`, without marks: ruby bases, alternative texts, no footnote signs.
    #[must_use]
    pub fn plain(&self, at: usize) -> String {
        let mut text = String::new();
        for placed in &self.events[at..=self.end_of(at)] {
            match &placed.event {
                Event::Text(part) | Event::Code(part) | Event::Ruby { base: part, .. } | Event::RawHtml(part) => text.push_str(part),
                Event::SoftBreak { is_space: true } | Event::HardBreak => text.push(' '),
                _ => {}
            }
        }
        text
    }
}
