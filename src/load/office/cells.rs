//! The words of a workbook's cells (ECMA-376 part 1, 18.3 and 18.4): a cell holds its text, or the number of one that cells share.

use super::{Letters, MAX_OFFICE_BYTES, OfficeError, Part, Step, walk};
use quick_xml::events::BytesStart;

/// The part with the texts that cells share.
pub(super) const SHARED_TEXTS: &str = "xl/sharedstrings.xml";

/// The folder of the sheets.
pub(super) const SHEETS: &str = "xl/worksheets/";

/// Whether the words of a part are those of cells.
pub(super) fn is_read(part: &str) -> bool {
    part == SHARED_TEXTS || part.starts_with(SHEETS)
}

/// The words of each sheet, by rows and by columns.
pub(super) fn texts(parts: &[Part]) -> Result<Vec<String>, OfficeError> {
    let shared = match parts.iter().find(|part| part.name == SHARED_TEXTS) {
        Some(part) => shared_texts(&part.xml)?,
        None => Vec::new(),
    };
    let mut left = MAX_OFFICE_BYTES;
    let mut texts = Vec::new();
    for sheet in parts.iter().filter(|part| part.name.starts_with(SHEETS)) {
        let mut cells = cells(&sheet.xml)?;
        // Cells may share a long text: what is said is counted, not what is read.
        let length: usize = cells.iter().map(|cell| cell.said(&shared).len()).sum();
        left = left.checked_sub(length).ok_or(OfficeError::TooLarge)?;
        texts.push(joined(&cells, &shared));
        cells.sort_by_key(|cell| cell.column);
        texts.push(joined(&cells, &shared));
    }
    Ok(texts)
}

fn joined(cells: &[Cell], shared: &[String]) -> String {
    cells.iter().map(|cell| cell.said(shared)).collect()
}

/// A cell that holds letters; cells stand in the order of their rows.
struct Cell {
    column: u32,
    text: String,
    /// Whether its text is the number of a shared one.
    is_shared: bool,
}

impl Cell {
    fn said<'t>(&'t self, shared: &'t [String]) -> &'t str {
        if !self.is_shared {
            return &self.text;
        }
        self.text.parse().ok().and_then(|number: usize| shared.get(number)).map_or("", String::as_str)
    }
}

fn shared_texts(xml: &str) -> Result<Vec<String>, OfficeError> {
    let mut texts: Vec<String> = Vec::new();
    let mut letters = Letters::default();
    walk(xml, |step| match step {
        Step::Start(tag) => {
            let name = tag.local_name();
            if name.as_ref() == "si" {
                texts.push(String::new());
            }
            letters.start(name.as_ref());
        }
        Step::End(name) => {
            letters.end(name);
            if name == "si" {
                texts.last_mut().into_iter().for_each(decode_signs);
            }
        }
        Step::Text(text) if letters.is_text => texts.last_mut().into_iter().for_each(|last| last.push_str(text)),
        Step::Text(_) => {}
    })?;
    Ok(texts)
}

fn cells(xml: &str) -> Result<Vec<Cell>, OfficeError> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut letters = Letters::default();
    let (mut column, mut kind) = (0_u32, CellKind::Other);
    let mut text = String::new();
    walk(xml, |step| match step {
        Step::Start(tag) => {
            let name = tag.local_name();
            match name.as_ref() {
                "row" => column = 0,
                "c" => {
                    column = column_of(tag).unwrap_or(column.saturating_add(1));
                    kind = CellKind::of(tag);
                    text.clear();
                }
                _ => {}
            }
            letters.start(name.as_ref());
            letters.is_text |= name.as_ref() == "v" && kind != CellKind::Other;
        }
        Step::End("c") => {
            decode_signs(&mut text);
            if !text.is_empty() {
                cells.push(Cell { column, text: std::mem::take(&mut text), is_shared: kind == CellKind::Shared });
            }
        }
        Step::End(name) => letters.end(name),
        Step::Text(part) if letters.is_text => text.push_str(part),
        Step::Text(_) => {}
    })?;
    Ok(cells)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CellKind {
    /// Its value is the number of a shared text.
    Shared,
    /// Its value is what a formula gives.
    Formula,
    /// Its text stands in it, or it is a number.
    Other,
}

impl CellKind {
    fn of(tag: &BytesStart<'_>) -> Self {
        match attribute(tag, "t").as_deref() {
            Some("s") => Self::Shared,
            Some("str") => Self::Formula,
            _ => Self::Other,
        }
    }
}

/// `_x000D_`: signs that XML does not hold are written by their number (ECMA-376 part 1, 22.9.2.19).
fn decode_signs(text: &mut String) {
    if !text.contains("_x") {
        return;
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        decoded.push_str(&rest[..at]);
        let digits = rest.get(at + 2..at + 6).filter(|_| rest.get(at + 6..at + 7) == Some("_"));
        let sign = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
        match sign {
            Some(sign) => decoded.push(sign),
            None => decoded.push_str("_x"),
        }
        rest = &rest[at + if sign.is_some() { 7 } else { 2 }..];
    }
    decoded.push_str(rest);
    *text = decoded;
}

/// 2 for `B7`.
fn column_of(tag: &BytesStart<'_>) -> Option<u32> {
    let place = attribute(tag, "r")?;
    let letters = place.bytes().map(|byte| byte.to_ascii_uppercase()).take_while(u8::is_ascii_uppercase);
    Some(letters.fold(0, |column: u32, letter| column.saturating_mul(26).saturating_add(u32::from(letter - b'A') + 1)))
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(attribute.value.into_owned())
}
