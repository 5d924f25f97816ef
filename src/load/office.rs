//! The words of an office file: what a form that the board gives out says of itself. Both kinds are ZIP archives of XML (ECMA-376): the cells of a
//! workbook are read by `cells`; text boxes and documents by the elements named `t`, which hold all text.
//!
//! A file may come from anywhere. Readers of whole workbooks take its own numbers on trust, of how many texts it holds or how many rows, and ask for
//! terabytes when they are wrong; here nothing is made larger than what was read, and what is read has a limit.

mod cells;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, escape};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// The bytes of XML that are read of a file, and of the words of its cells; a form needs a hundredth.
pub const MAX_OFFICE_BYTES: usize = 16 << 20;

/// Why the words of a file are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeError {
    /// Broken, encrypted or of another format than its name says.
    Unreadable,
    /// More than [`MAX_OFFICE_BYTES`].
    TooLarge,
    /// It can be read and holds pictures only.
    Wordless,
}

/// The kinds of office files that can be looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeKind {
    /// `.xlsx`
    Workbook,
    /// `.docx`
    Document,
}

impl OfficeKind {
    /// The kind that the name of a file says; none for PDF and pictures.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "xlsx" => Some(Self::Workbook),
            "docx" => Some(Self::Document),
            _ => None,
        }
    }

    /// How the part begins without which it is no file of this kind. Some programs number it.
    fn main_part(self) -> &'static str {
        match self {
            Self::Workbook => "xl/workbook",
            Self::Document => "word/document",
        }
    }

    fn holds_words(self, part: &str) -> bool {
        let folders: &[&str] = match self {
            Self::Workbook => &[cells::SHARED_TEXTS, cells::SHEETS, "xl/drawings/"],
            Self::Document => &["word/"],
        };
        part.ends_with(".xml") && folders.iter().any(|folder| part.starts_with(folder))
    }
}

/// A part of the archive: its name in small letters, and its XML. Some programs write `/xl/…` or `xl\\…`.
struct Part {
    name: String,
    xml: String,
}

/// The words of a file in a few long texts, each in the order of reading, so that a label which is spread over neighbouring cells, lines or runs of
/// letters stands in one piece in one of them: each sheet by rows and once more by columns, each part of a document, each drawing.
///
/// # Errors
/// [`OfficeError`] when there are none.
pub fn texts(kind: OfficeKind, bytes: &[u8]) -> Result<Vec<String>, OfficeError> {
    let parts = parts(kind, bytes)?;
    let mut texts = match kind {
        OfficeKind::Workbook => cells::texts(&parts)?,
        OfficeKind::Document => Vec::new(),
    };
    for part in parts.iter().filter(|part| !cells::is_read(&part.name)) {
        texts.push(words(&part.xml)?);
    }
    if texts.iter().all(|text| text.trim().is_empty()) { Err(OfficeError::Wordless) } else { Ok(texts) }
}

fn unreadable<E>(_: E) -> OfficeError {
    OfficeError::Unreadable
}

fn part_name(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// The parts that hold words. What the archive says of their sizes may be untrue.
fn parts(kind: OfficeKind, bytes: &[u8]) -> Result<Vec<Part>, OfficeError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    let name = |at| archive.name_for_index(at).and_then(Result::ok).map_or_else(String::new, |name| part_name(&name));
    let names: Vec<String> = (0..archive.len()).map(name).collect();
    if !names.iter().any(|name| name.starts_with(kind.main_part()) && name.ends_with(".xml")) {
        return Err(OfficeError::Unreadable);
    }
    let mut left = MAX_OFFICE_BYTES;
    let mut parts = Vec::new();
    for (at, name) in names.into_iter().enumerate().filter(|(_, name)| kind.holds_words(name)) {
        let part = archive.by_index(at).map_err(unreadable)?;
        let mut xml = String::new();
        part.take(left as u64 + 1).read_to_string(&mut xml).map_err(unreadable)?;
        left = left.checked_sub(xml.len()).ok_or(OfficeError::TooLarge)?;
        parts.push(Part { name, xml });
    }
    Ok(parts)
}

/// What stands in the elements named `t`, whatever their namespace.
fn words(xml: &str) -> Result<String, OfficeError> {
    let mut words = String::new();
    let mut letters = Letters::default();
    walk(xml, |step| match step {
        Step::Start(tag) => letters.start(tag.local_name().as_ref()),
        Step::End(name) => letters.end(name),
        Step::Text(text) if letters.is_text => words.push_str(text),
        Step::Text(_) => {}
    })?;
    Ok(words)
}

/// Whether what comes is text. How letters are read stands among them, in workbooks (`rPh`) and in documents (`rt`), and is no part of them; nor is
/// what is written a second time for programs of before (`Fallback`).
#[derive(Default)]
struct Letters {
    is_text: bool,
    left_out: usize,
}

impl Letters {
    fn is_left_out(name: &str) -> bool {
        matches!(name, "rPh" | "rt" | "Fallback")
    }

    fn start(&mut self, name: &str) {
        self.left_out += usize::from(Self::is_left_out(name));
        self.is_text = name == "t" && self.left_out == 0;
    }

    fn end(&mut self, name: &str) {
        self.left_out -= usize::from(Self::is_left_out(name) && self.left_out > 0);
        self.is_text = false;
    }
}

/// One step through the XML of a part. An element without content starts and ends.
enum Step<'x> {
    Start(&'x BytesStart<'x>),
    /// The name without its namespace.
    End(&'x str),
    Text(&'x str),
}

fn walk(xml: &str, mut each: impl FnMut(Step<'_>)) -> Result<(), OfficeError> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    loop {
        match reader.read_event().map_err(unreadable)? {
            Event::Start(tag) => each(Step::Start(&tag)),
            Event::End(tag) => each(Step::End(tag.local_name().as_ref())),
            Event::Text(text) => each(Step::Text(&text)),
            Event::CData(text) => each(Step::Text(&text)),
            Event::GeneralRef(reference) => each(Step::Text(&meant(&reference))),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// What a reference stands for, by number or by one of the five names that XML knows.
fn meant(reference: &BytesRef<'_>) -> String {
    let letter = reference.resolve_char_ref().ok().flatten();
    letter.map_or_else(|| escape::resolve_xml_entity(reference).unwrap_or_default().to_owned(), String::from)
}
