//! Finished HTML → the sections of a page, as its reader sees them.
//!
//! What is read is `<main>`. A section begins at a heading with an id (a head of table rows with an id is one too), and at an element with an
//! id and `data-search=KIND`, such as a term; the latter ends with its element and is not cut at headings. `data-search-name` marks the
//! element whose text is its name. `data-search=whole` marks what is not cut at headings either, and `data-search=none` what is not found
//! there. Charts and checklists that a page shows are found on their own pages: they have dozens of short items, which would be found twice.
//! A table that a page shows is found there too, for its rows complete the sentences around it. Navigation, tools and drawings are left out:
//! drawings have their words in the list beside them. How letters are read (ruby) stands in no line, but after it, for itself. In a heading its number
//! and each of its lines is a line.

use super::{Kind, Section};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader as TagReader, escape};

/// The sections of a page of a kind. What stands before the first heading is the first section, even if empty.
#[must_use]
pub fn sections(html: &str, kind: Kind) -> Vec<Section> {
    let start = html.find("<main").unwrap_or(0);
    let end = html.rfind("</main>").filter(|end| *end > start).unwrap_or(html.len());
    let mut reader = Reader::new(kind);
    let mut rest = &html[start..end];
    while let Some(raw) = read(rest, &mut reader) {
        rest = &rest[raw..];
    }
    reader.end_block();
    reader.sections.into_iter().map(tidy).collect()
}

/// Reads tags and texts to the end, or to the beginning of a script or style: what is in it is no HTML. Gives where that ends.
fn read(html: &str, reader: &mut Reader) -> Option<usize> {
    let mut tags = TagReader::from_str(html);
    // A town's own template need not be as strict as ours.
    let config = tags.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    loop {
        match tags.read_event() {
            Ok(Event::Start(tag)) => {
                reader.begin(&tag, false);
                let end = match tag.name().as_ref() {
                    "script" => "</script",
                    "style" => "</style",
                    _ => continue,
                };
                let at = usize::try_from(tags.buffer_position()).ok()?;
                return html.get(at..)?.find(end).map(|length| at + length);
            }
            Ok(Event::Empty(tag)) => reader.begin(&tag, true),
            Ok(Event::End(tag)) => reader.end(tag.name().as_ref().as_bytes()),
            Ok(Event::Text(text)) => reader.text(&text),
            Ok(Event::CData(text)) => reader.text(&text),
            Ok(Event::GeneralRef(reference)) => reader.text(&meant(&reference)),
            Ok(Event::Eof) => return None,
            Ok(_) => {}
            // A tag that is none: reading goes on behind it, and at the end of the text it stops.
            Err(_) if tags.buffer_position() < tags.error_position() => return None,
            Err(_) => {}
        }
    }
}

/// What an entity stands for; one that is unknown stands for itself.
fn meant(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    escape::resolve_html5_entity(reference).map_or_else(|| format!("&{};", &**reference), str::to_owned)
}

/// Blocks without blanks at their ends, and none that are empty.
fn tidy(mut section: Section) -> Section {
    section.heading.truncate(section.heading.trim_end().len());
    section.text.truncate(section.text.trim_end().len());
    section
}

/// What the name of an element says of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// It stands on lines of its own.
    Block,
    /// It begins what follows, if it has an id.
    Heading,
    /// Text before and after it is one.
    Inline,
    /// The same, and its own is no part of it: how what stands before is read.
    Reading,
    /// The same, and its own is not read: brackets around readings.
    Silent,
    /// It has no end: a block that is empty.
    Void,
    /// Its text is no part of what the page says: tools, drawings, the title, which the page gives by itself.
    LeftOut,
}

impl Role {
    fn of(name: &[u8]) -> Self {
        match name {
            b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"th" => Self::Heading,
            b"a" | b"abbr" | b"b" | b"bdi" | b"bdo" | b"cite" | b"code" | b"data" | b"dfn" | b"del" | b"em" | b"i" | b"ins" | b"kbd"
            | b"mark" | b"q" | b"ruby" | b"s" | b"samp" | b"small" | b"span" | b"strong" | b"sub" | b"sup" | b"time" | b"u" => Self::Inline,
            b"rt" => Self::Reading,
            b"rp" => Self::Silent,
            b"br" | b"hr" | b"img" | b"input" | b"col" | b"link" | b"meta" | b"source" | b"area" => Self::Void,
            b"script" | b"style" | b"template" | b"svg" | b"nav" | b"button" | b"select" | b"textarea" | b"noscript" | b"h1"
            | b"output" | b"iframe" | b"dialog" => Self::LeftOut,
            _ => Self::Block,
        }
    }

    fn is_in_line(self) -> bool {
        matches!(self, Self::Inline | Self::Reading | Self::Silent)
    }
}

/// The first eight bytes of a name: enough to tell which element an end belongs to.
fn start_of(name: &[u8]) -> u64 {
    name.iter().take(8).fold(0, |start, byte| start << 8 | u64::from(*byte))
}

/// An element that has begun and not ended.
struct Open {
    name: u64,
    role: Role,
    /// The section that goes on when it ends.
    resumes: Option<usize>,
    is_left_out: bool,
    /// Whether its text is the heading of the section.
    is_heading: bool,
    /// Whether headings in it begin no section.
    is_whole: bool,
}

/// What counts of a start tag.
struct Tag {
    name: u64,
    role: Role,
    id: String,
    search: String,
    is_name: bool,
    is_number: bool,
    is_hidden: bool,
}

impl Tag {
    fn of(start: &BytesStart<'_>) -> Self {
        let name = start.name();
        let name = name.as_ref().as_bytes();
        let (name, role) = (start_of(name), Role::of(name));
        let mut tag = Self { name, role, id: String::new(), search: String::new(), is_name: false, is_number: false, is_hidden: false };
        for attribute in start.html_attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                "id" => tag.id = attribute.value.into_owned(),
                "data-search" => tag.search = attribute.value.into_owned(),
                "data-search-name" => tag.is_name = true,
                "class" => tag.is_number = matches!(&*attribute.value, "item-number" | "number"),
                "hidden" => tag.is_hidden = true,
                _ => {}
            }
        }
        tag
    }
}

struct Reader {
    kind: Kind,
    sections: Vec<Section>,
    current: usize,
    open: Vec<Open>,
    /// How many open elements are left out, and how many are headings.
    left_out: usize,
    headings: usize,
    /// How many are not cut at headings.
    whole: usize,
    /// Whether the text so far ends where a new block begins.
    is_fresh: bool,
    /// How letters of the block are read, and how many readings are open.
    readings: Vec<String>,
    open_readings: usize,
}

impl Reader {
    fn new(kind: Kind) -> Self {
        let whole = Section { anchor: String::new(), kind, heading: String::new(), text: String::new() };
        Self {
            kind,
            sections: vec![whole],
            current: 0,
            open: Vec::new(),
            left_out: 0,
            headings: 0,
            whole: 0,
            is_fresh: true,
            readings: Vec::new(),
            open_readings: 0,
        }
    }

    fn begin(&mut self, start: &BytesStart<'_>, is_closed: bool) {
        let mut tag = Tag::of(start);
        if tag.is_number && self.headings > 0 {
            tag.role = Role::Block;
        }
        // A place where a word may be broken breaks none.
        if start.name().as_ref() == "wbr" {
            return;
        }
        if !tag.role.is_in_line() {
            self.end_block();
        }
        if is_closed || tag.role == Role::Void {
            return;
        }
        let is_left_out = tag.is_hidden || tag.search == "none" || matches!(tag.role, Role::LeftOut | Role::Silent);
        let mut open =
            Open { name: tag.name, role: tag.role, resumes: None, is_left_out, is_heading: false, is_whole: tag.search == "whole" };
        if self.left_out == 0 && !is_left_out {
            let is_heading = self.whole == 0 && tag.role == Role::Heading && !tag.id.is_empty();
            if let Some(kind) = Kind::of_name(&tag.search).filter(|_| !tag.id.is_empty()) {
                open.resumes = Some(self.current);
                open.is_whole = true;
                self.start(tag.id, kind);
            } else if is_heading {
                self.start(tag.id, self.kind);
            }
            open.is_heading = is_heading || tag.is_name;
        }
        self.left_out += usize::from(open.is_left_out);
        self.headings += usize::from(open.is_heading);
        self.whole += usize::from(open.is_whole);
        if open.role == Role::Reading {
            self.open_readings += 1;
            self.readings.push(String::new());
        }
        self.open.push(open);
    }

    fn start(&mut self, anchor: String, kind: Kind) {
        self.current = self.sections.len();
        self.is_fresh = true;
        self.sections.push(Section { anchor, kind, heading: String::new(), text: String::new() });
    }

    /// Ends an element and those that were left open in it. An end without a beginning is nothing.
    fn end(&mut self, name: &[u8]) {
        let start = start_of(name);
        let at = self.open.iter().rposition(|open| open.name == start);
        let is_in_line = at.map_or_else(|| Role::of(name), |at| self.open[at].role).is_in_line();
        if !is_in_line {
            self.end_block();
        }
        let Some(at) = at else { return };
        for open in self.open.drain(at..).rev() {
            self.left_out -= usize::from(open.is_left_out);
            self.headings -= usize::from(open.is_heading);
            self.whole -= usize::from(open.is_whole);
            self.open_readings -= usize::from(open.role == Role::Reading);
            if let Some(before) = open.resumes {
                self.current = before;
                self.is_fresh = self.sections[before].text.is_empty();
            }
        }
        if self.left_out == 0 && !is_in_line {
            self.end_block();
        }
    }

    /// A block ends: what follows stands on a line of its own.
    fn end_block(&mut self) {
        if self.left_out > 0 {
            return;
        }
        let section = &mut self.sections[self.current];
        if self.headings > 0 {
            end_line(&mut section.heading);
            return;
        }
        if !self.is_fresh {
            end_line(&mut section.text);
        }
        for reading in self.readings.drain(..) {
            section.text.push_str(&reading);
            end_line(&mut section.text);
        }
        self.is_fresh = true;
    }

    fn text(&mut self, value: &str) {
        if self.left_out > 0 {
            return;
        }
        if let Some(reading) = self.readings.last_mut().filter(|_| self.open_readings > 0) {
            append(reading, value);
            return;
        }
        let is_heading = self.headings > 0;
        let section = &mut self.sections[self.current];
        let text = if is_heading { &mut section.heading } else { &mut section.text };
        append(text, value);
        if !is_heading {
            self.is_fresh = self.is_fresh && text.is_empty() || text.ends_with('\n');
        }
    }
}

/// Ends the last line of a text, unless nothing stands in it.
fn end_line(text: &mut String) {
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push('\n');
    }
}

/// Appends text with its blanks made one, and none at the beginning of a line.
fn append(text: &mut String, value: &str) {
    if !value.bytes().any(|byte| matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0xC)) {
        text.push_str(value);
        return;
    }
    let is_blank = |character: char| matches!(character, ' ' | '\n' | '\t' | '\r' | '\u{c}');
    for (at, word) in value.split(is_blank).enumerate() {
        if at > 0 && !text.is_empty() && !text.ends_with([' ', '\n']) {
            text.push(' ');
        }
        text.push_str(word);
    }
}
