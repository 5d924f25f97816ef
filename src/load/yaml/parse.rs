//! Parser events → [`Node`] tree. Refuses what handbooks do not need, each with its own message, and goes on where the rest is still clear.

use super::syntax::{self, Place};
use super::{MAX_DEPTH, MAX_REPORTS, Node, NodeKind};
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned};
use granit_parser::{Event, Parser, ScalarStyle, StrInput, StructureStyle};

/// Reads one YAML text. `base` is the place of `text` inside its file (front matter starts later than its file).
///
/// `Some` means that the tree can be decoded, even when something in it was reported; `None` that the text is not well-formed.
/// An empty text is an [`NodeKind::Empty`] node.
pub fn parse(text: &str, base: Span, sink: &mut Sink) -> Option<Node> {
    let skipped = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let text = &text[skipped..];
    let options = granit_parser::options! {
        emit_comments: false,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        disallow_directives: true,
        // One more than ours, so that the message about depth is ours.
        flow_nesting_limit: MAX_DEPTH + 1,
        block_nesting_limit: MAX_DEPTH + 1,
    };
    let parser = Parser::new_from_str_with_options(text, options);
    let base = base.sub(skipped, skipped + text.len());
    let mut reader = Reader { text, base, parser, sink, reports: 0, last: 0..0, open_brackets: Vec::new() };
    reader.document().ok()
}

/// The tree cannot be finished; the reason was reported.
struct Stop;

struct Reader<'t, 's> {
    text: &'t str,
    base: Span,
    parser: Parser<'t, StrInput<'t>>,
    sink: &'s mut Sink,
    reports: usize,
    /// The source of the last event that had any.
    last: std::ops::Range<usize>,
    open_brackets: Vec<usize>,
}

type Step<'t> = (Event<'t>, std::ops::Range<usize>, Option<std::ops::Range<usize>>);

impl<'t> Reader<'t, '_> {
    fn document(&mut self) -> Result<Node, Stop> {
        loop {
            match self.next()? {
                (Event::DocumentStart(..), ..) => break,
                (Event::StreamEnd, ..) => return Ok(Node { span: self.base.sub(0, 0), kind: NodeKind::Empty }),
                _ => {}
            }
        }
        let first = self.next()?;
        let root = self.node(first, 1)?;
        loop {
            match self.next()? {
                (Event::StreamEnd, ..) => return Ok(root),
                (Event::DocumentStart(..), at, _) => {
                    self.report(second_document(self.place(&at)));
                    return Ok(root);
                }
                _ => {}
            }
        }
    }

    /// The next event with its byte range and the range of its tag. Anchors are reported here, since their event follows the node.
    fn next(&mut self) -> Result<Step<'t>, Stop> {
        loop {
            match self.parser.next_event() {
                Some(Ok((Event::Anchor(_, name), span))) => {
                    let place = self.place(&span.byte_range().unwrap_or(0..0));
                    self.report(anchor(place, &name));
                }
                Some(Ok((event, span))) => {
                    let range = span.byte_range().unwrap_or_else(|| self.last.clone());
                    if !range.is_empty() {
                        self.last = range.clone();
                    }
                    return Ok((event, range, span.tag_span().and_then(|tag| tag.byte_range())));
                }
                Some(Err(error)) => {
                    let at = error.marker().byte_offset().unwrap_or(self.last.end).min(self.text.len());
                    let place =
                        Place { text: self.text, base: self.base, at, last: &self.last, bracket: self.open_brackets.last().copied() };
                    let diagnostic = syntax::explain(&error, &place);
                    self.report(diagnostic);
                    return Err(Stop);
                }
                None => return Ok((Event::StreamEnd, self.text.len()..self.text.len(), None)),
            }
        }
    }

    fn node(&mut self, (event, at, tag): Step<'t>, depth: usize) -> Result<Node, Stop> {
        if let Some(tag) = tag {
            self.report(tag_refused(self.place(&tag), &self.text[tag]));
        }
        let deep = matches!(event, Event::SequenceStart(..) | Event::MappingStart(..)) && depth > MAX_DEPTH;
        if deep {
            self.report(syntax::too_deep(self.base.sub(at.start, at.start + 1)));
            return Err(Stop);
        }
        match event {
            Event::Scalar(value, style, ..) => Ok(self.scalar(&value, style, &at)),
            Event::SequenceStart(style, ..) => self.sequence(style, at, depth),
            Event::MappingStart(style, ..) => self.mapping(style, at, depth),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.report(alias(self.place(&at), &self.text[at.clone()]));
                Ok(Node { span: self.place(&at), kind: NodeKind::Refused })
            }
            // No other event starts a node; an empty value is the harmless reading.
            _ => Ok(Node { span: self.place(&at), kind: NodeKind::Empty }),
        }
    }

    fn scalar(&self, value: &str, style: ScalarStyle, at: &std::ops::Range<usize>) -> Node {
        let is_empty = style == ScalarStyle::Plain && (at.is_empty() || matches!(value, "" | "~" | "null" | "Null" | "NULL"));
        let kind = if is_empty { NodeKind::Empty } else { NodeKind::Scalar(value.to_owned()) };
        Node { span: self.place(&self.trimmed(at)), kind }
    }

    fn sequence(&mut self, style: StructureStyle, start: std::ops::Range<usize>, depth: usize) -> Result<Node, Stop> {
        self.open(style, start.start);
        let mut items: Vec<Node> = Vec::new();
        loop {
            let step = self.next()?;
            if let (Event::SequenceEnd, end, _) = step {
                self.close(style);
                let span = self.collection(style, start.start, end.end, items.last().map(|item| item.span));
                return Ok(Node { span, kind: NodeKind::Sequence(items) });
            }
            let after = step.1.start;
            let mut item = self.node(step, depth + 1)?;
            if item.kind == NodeKind::Empty && item.span.start == item.span.end {
                item.span = self.list_mark_before(after);
            }
            items.push(item);
        }
    }

    fn mapping(&mut self, style: StructureStyle, start: std::ops::Range<usize>, depth: usize) -> Result<Node, Stop> {
        self.open(style, start.start);
        let mut entries: Vec<(Spanned<String>, Node)> = Vec::new();
        let mut last = None;
        loop {
            let step = self.next()?;
            if let (Event::MappingEnd, end, _) = step {
                self.close(style);
                let span = self.collection(style, start.start, end.end, last);
                self.refuse_duplicates(&mut entries);
                return Ok(Node { span, kind: NodeKind::Mapping(entries) });
            }
            let key = self.key(step, depth)?;
            let value = self.next()?;
            let mut value = self.node(value, depth + 1)?;
            last = Some(value.span);
            if let Some(key) = key {
                if value.kind == NodeKind::Empty && value.span.start == value.span.end {
                    value.span = key.span;
                }
                entries.push((key, value));
            }
        }
    }

    /// A key is a text. Anything else is reported and its entry left out.
    fn key(&mut self, step: Step<'t>, depth: usize) -> Result<Option<Spanned<String>>, Stop> {
        let is_plain_merge = matches!(&step.0, Event::Scalar(value, ScalarStyle::Plain, ..) if value == "<<");
        let text = match &step.0 {
            Event::Scalar(value, style, ..) if *style != ScalarStyle::Plain || !step.1.is_empty() => Some(value.clone().into_owned()),
            _ => None,
        };
        let node = self.node(step, depth + 1)?;
        if is_plain_merge {
            self.report(merge_key(node.span));
            return Ok(None);
        }
        match text {
            Some(text) => Ok(Some(Spanned::new(text, node.span))),
            None if node.kind == NodeKind::Refused => Ok(None),
            None => {
                self.report(not_a_key(self.visible(node.span)));
                Ok(None)
            }
        }
    }

    /// Reports and drops all but the first entry of a key. Sorting keeps this cheap for mappings of any size.
    fn refuse_duplicates(&mut self, entries: &mut Vec<(Spanned<String>, Node)>) {
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by(|&a, &b| entries[a].0.value.cmp(&entries[b].0.value).then(a.cmp(&b)));
        let mut dropped = vec![];
        let mut first = 0;
        for at in 1..order.len() {
            let (original, again) = (&entries[order[first]].0, &entries[order[at]].0);
            if original.value == again.value {
                self.report(duplicate(original, again.span));
                dropped.push(order[at]);
            } else {
                first = at;
            }
        }
        if !dropped.is_empty() {
            dropped.sort_unstable();
            let mut at = 0;
            entries.retain(|_| {
                at += 1;
                dropped.binary_search(&(at - 1)).is_err()
            });
        }
    }

    fn open(&mut self, style: StructureStyle, at: usize) {
        if style == StructureStyle::Flow {
            self.open_brackets.push(at);
        }
    }

    fn close(&mut self, style: StructureStyle) {
        if style == StructureStyle::Flow {
            self.open_brackets.pop();
        }
    }

    fn collection(&self, style: StructureStyle, start: usize, end: usize, last: Option<Span>) -> Span {
        let whole = self.base.sub(start, end);
        match (style, last) {
            // A block has no closing bracket; the parser ends it where the next thing begins.
            (StructureStyle::Block, Some(last)) => Span { end: last.end.max(whole.start), ..whole },
            (StructureStyle::Block, None) => self.base.sub(start, start),
            (StructureStyle::Flow, _) => whole,
        }
    }

    /// The place of the `-` whose item is empty.
    fn list_mark_before(&self, at: usize) -> Span {
        match self.text[..at].rfind('-') {
            Some(mark) => self.base.sub(mark, mark + 1),
            None => self.base.sub(at, at),
        }
    }

    /// An empty place, widened to the letter that stands there.
    fn visible(&self, span: Span) -> Span {
        let at = (span.start - self.base.start) as usize;
        let letter = self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        if span.start == span.end { self.base.sub(at, at + letter) } else { span }
    }

    fn place(&self, range: &std::ops::Range<usize>) -> Span {
        self.base.sub(range.start, range.end)
    }

    /// Block texts reach to the next line that is not theirs; people see the text end earlier.
    fn trimmed(&self, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        let text = &self.text[range.clone()];
        range.start..range.start + text.trim_end_matches([' ', '\t', '\r', '\n']).len()
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.reports += 1;
        if self.reports <= MAX_REPORTS {
            self.sink.push(diagnostic);
        }
    }
}

fn second_document(span: Span) -> Diagnostic {
    Diagnostic::new(Code::SecondDocument, span, "一つのファイルに二つ目の文書があります", "a second document in one file")
        .here("ここから二つ目です", "it starts here")
        .help("この「---」の行を消すか、ファイルを分けます", "delete this `---` line, or split the file")
}

fn anchor(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::AnchorOrAlias, span, "& で始まる名前（アンカー）は使えません", "anchors are not allowed").help(
        format!("文字として書くなら、値の全体を \" で囲みます（例: \"&{name} …\"）。そうでなければ消します"),
        "quote the value if this is text, or delete it",
    )
}

fn alias(span: Span, typed: &str) -> Diagnostic {
    Diagnostic::new(Code::AnchorOrAlias, span, "* で始まる値（別名）は使えません", "aliases are not allowed")
        .help(format!("文字として書くなら \" で囲みます: \"{typed}\""), format!("quote it if it is text: \"{typed}\""))
}

fn tag_refused(span: Span, typed: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Tag,
        span,
        format!("「{typed}」のような ! で始まる指定（タグ）は使えません"),
        format!("the tag `{typed}` is not allowed"),
    )
    .help("文字として書くなら、値の全体を \" で囲みます。そうでなければ消します", "quote the value if this is text, or delete it")
}

fn merge_key(span: Span) -> Diagnostic {
    Diagnostic::new(Code::MergeKey, span, "<< による取り込みは使えません", "merge keys are not allowed")
        .help("取り込みたい内容を、ここに書き写します", "write the content out here")
}

fn not_a_key(span: Span) -> Diagnostic {
    Diagnostic::new(Code::YamlSyntax, span, "「:」の前のキーが文字ではありません", "the key before `:` is not a text")
        .help("「キー: 値」の形で書きます。文字としてのかっこやコロンなら、全体を \" で囲みます", "write `key: value`, or quote the text")
}

fn duplicate(first: &Spanned<String>, again: Span) -> Diagnostic {
    let key = &first.value;
    Diagnostic::new(Code::DuplicateKey, again, format!("「{key}」が二度書かれています"), format!("`{key}` stands twice"))
        .here("二度目", "second")
        .also(first.span, "一度目", "first")
        .help("どちらか一つを消します", "delete one of them")
}
