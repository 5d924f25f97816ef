//! The words of an office file: what a form that the board gives out says of itself. Both kinds are ZIP archives of XML (ECMA-376): the cells of a
//! workbook are read by `cells`; text boxes and documents by the elements named `t`, which hold all text.
//!
//! A file may come from anywhere. Readers of whole workbooks take its own numbers on trust, of how many texts it holds or how many rows, and ask for
//! terabytes when they are wrong; here nothing is made larger than what was read, and what is read has a limit.

mod cells;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
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

    /// The part without which it is no file of this kind.
    fn main_part(self) -> &'static str {
        match self {
            Self::Workbook => "xl/workbook.xml",
            Self::Document => "word/document.xml",
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

/// A part of the archive: its name in small letters, and its XML.
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

/// The parts that hold words. What the archive says of their sizes may be untrue.
fn parts(kind: OfficeKind, bytes: &[u8]) -> Result<Vec<Part>, OfficeError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    if archive.index_for_name(kind.main_part()).is_none() {
        return Err(OfficeError::Unreadable);
    }
    let mut left = MAX_OFFICE_BYTES;
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(unreadable)?;
        let name = part.name().map_err(unreadable)?.to_ascii_lowercase();
        if kind.holds_words(&name) {
            let mut xml = String::new();
            part.take(left as u64 + 1).read_to_string(&mut xml).map_err(unreadable)?;
            left = left.checked_sub(xml.len()).ok_or(OfficeError::TooLarge)?;
            parts.push(Part { name, xml });
        }
    }
    Ok(parts)
}

/// What stands in the elements named `t`, whatever their namespace.
fn words(xml: &str) -> Result<String, OfficeError> {
    let mut words = String::new();
    let mut is_text = false;
    walk(xml, |step| match step {
        Step::Start(tag) => is_text = tag.local_name().as_ref() == "t",
        Step::End(_) => is_text = false,
        Step::Text(text) if is_text => words.push_str(text),
        Step::Text(_) => {}
    })?;
    Ok(words)
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
            Event::GeneralRef(reference) => {
                if let Some(letter) = meant(&reference) {
                    each(Step::Text(letter.encode_utf8(&mut [0; 4])));
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The letter of a reference; XML knows five by name.
fn meant(reference: &BytesRef<'_>) -> Option<char> {
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}
