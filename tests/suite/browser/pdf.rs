//! What is on a printed sheet, read back with poppler's tools.

use std::io::Write;
use std::process::{Command, Stdio};

use unicode_normalization::UnicodeNormalization;

use super::bidi::{Failure, Outcome, failed};

/// The text of a PDF, in NFKC: Firefox writes some kanji as the radicals that share their glyph (⽋ for 欠).
pub fn pdf_text(pdf: &[u8]) -> Outcome<String> {
    Ok(poppler(&["pdftotext", "-layout", "-", "-"], pdf)?.nfkc().collect())
}

/// The same in the order in which it was drawn, so that what stands beside a line does not tear it apart.
pub fn pdf_words(pdf: &[u8]) -> Outcome<String> {
    Ok(poppler(&["pdftotext", "-raw", "-", "-"], pdf)?.nfkc().collect())
}

/// How many sheets a PDF has, and the size of the first, such as `(2, "A4")`.
pub fn pdf_sheets(pdf: &[u8]) -> Outcome<(usize, String)> {
    let about = poppler(&["pdfinfo", "-"], pdf)?;
    let value = |key: &str| about.lines().find_map(|line| line.strip_prefix(key)).map(str::trim).unwrap_or_default();
    let count = value("Pages:").parse().map_err(failed("counting the sheets of a PDF"))?;
    let size = value("Page size:");
    // Firefox rounds to whole points, which poppler then does not call A4.
    let numbers: Vec<f64> = size.split([' ', 'x']).filter_map(|word| word.parse().ok()).collect();
    let is_a4 = matches!(numbers[..], [w, h] if (w - 595.3).abs() < 1.5 && (h - 841.9).abs() < 1.5);
    Ok((count, if is_a4 { "A4".to_owned() } else { size.to_owned() }))
}

fn poppler(command: &[&str], pdf: &[u8]) -> Outcome<String> {
    let mut child = Command::new(command[0])
        .args(&command[1..])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|cause| Failure(format!("{} does not start: {cause} (apt-get install poppler-utils)", command[0])))?;
    // Both tools read the whole file before they write, so this cannot block on a full pipe.
    let sent = child.stdin.take().map(|mut pipe| pipe.write_all(pdf));
    sent.transpose().map_err(failed(format!("giving {} the PDF", command[0])))?;
    let output = child.wait_with_output().map_err(failed(format!("waiting for {}", command[0])))?;
    if !output.status.success() {
        return Err(Failure(format!("{} cannot read the PDF", command[0])));
    }
    String::from_utf8(output.stdout).map_err(failed("reading the PDF's text"))
}

/// A text as it is compared with what a PDF says: without blanks, each letter in one spelling.
pub fn plain(text: &str) -> String {
    // Firefox writes some kanji as radicals of the same glyph, which are other letters to Unicode.
    let radical = |letter| match letter {
        '⻑' => '長',
        '⺠' => '民',
        _ => letter,
    };
    text.nfkc().filter(|letter| !letter.is_whitespace()).map(radical).collect()
}
