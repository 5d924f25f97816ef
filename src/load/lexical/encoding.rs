//! Bytes → text. What is not UTF-8 is named by its likely encoding, with the first bad line and how to save it again.

use crate::diag::{Code, Diagnostic, SourceId, Span};

/// Bytes that cannot be read as a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotText {
    /// A lossy reading, for the excerpt of the message only.
    pub text: String,
    at: usize,
    guess: Guess,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Guess {
    ShiftJis,
    EucJp,
    Iso2022Jp,
    Utf16,
    /// UTF-8 with a few broken bytes.
    Damaged,
    /// Something else, as image or ZIP.
    Binary(&'static str, &'static str),
}

impl NotText {
    /// The message. Its place is one of [`NotText::text`].
    #[must_use]
    pub fn into_diagnostic(self, source: SourceId) -> Diagnostic {
        let end = self.text[self.at..].chars().next().map_or(self.at, |letter| self.at + letter.len_utf8());
        let span = Span::new(source, self.at, end);
        let name = match self.guess {
            Guess::Binary(ja, en) => {
                return Diagnostic::new(
                    Code::NotAText,
                    span,
                    format!("文章のファイルではありません（{ja}のようです）"),
                    format!("not a text file (looks like {en})"),
                )
                .help(
                    "名前の終わり（.yml や .md）を確かめ、画像なら assets フォルダーに置きます",
                    "check the file name; images belong in the assets folder",
                );
            }
            Guess::Damaged => {
                return Diagnostic::new(Code::NotUtf8, span, "文字として読めないところがあります", "bytes that are not UTF-8")
                    .here("ここから読めません", "unreadable from here")
                    .help("この行の「�」のところを打ち直し、文字コード「UTF-8」で保存します", "type this place again and save as UTF-8");
            }
            Guess::ShiftJis => "Shift_JIS（ANSI）",
            Guess::EucJp => "EUC-JP",
            Guess::Iso2022Jp => "ISO-2022-JP（JIS）",
            Guess::Utf16 => "UTF-16（Unicode）",
        };
        let plain = name.split('（').next().unwrap_or(name);
        Diagnostic::new(
            Code::NotUtf8,
            span,
            format!("文字コードが UTF-8 ではなく、{name}のようです"),
            format!("the file is not UTF-8 (looks like {plain})"),
        )
        .here("ここから読めません", "unreadable from here")
        .help(
            "メモ帳で開いて「名前を付けて保存」を選び、下の「エンコード（文字コード）」を「UTF-8」にして保存します",
            "open it in Notepad, choose “Save as” and the encoding UTF-8",
        )
    }
}

/// Reads a file's bytes. A UTF-8 BOM is taken off.
pub fn decode_text(mut bytes: Vec<u8>) -> Result<String, NotText> {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    if let Some((ja, en)) = signature(&bytes) {
        return Err(NotText { text: String::new(), at: 0, guess: Guess::Binary(ja, en) });
    }
    if let Some(text) = utf16(&bytes) {
        return Err(NotText { text, at: 0, guess: Guess::Utf16 });
    }
    match String::from_utf8(bytes) {
        Ok(text) => from_utf8(text),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let guess = legacy(&bytes);
            Err(NotText { text: String::from_utf8_lossy(&bytes).into_owned(), at, guess })
        }
    }
}

/// ISO-2022-JP and files full of NUL are UTF-8 by their bytes alone.
fn from_utf8(text: String) -> Result<String, NotText> {
    // One NUL in a text is a control character with a place; many are no text.
    if let Some(at) = text.find('\0').filter(|_| !is_plausible(&text)) {
        return Err(NotText { text, at, guess: Guess::Binary("文字でないデータ", "binary data") });
    }
    let escape =
        text.match_indices('\u{1b}').find(|(at, _)| ["$B", "$@", "(J", "(I", "$("].iter().any(|set| text[at + 1..].starts_with(set)));
    match escape {
        Some((at, _)) => Err(NotText { text, at, guess: Guess::Iso2022Jp }),
        None => Ok(text),
    }
}

/// Files that begin with known bytes.
fn signature(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const KNOWN: [(&[u8], &str, &str); 8] = [
        (b"\x89PNG", "PNG 画像", "a PNG image"),
        (b"\xff\xd8\xff", "JPEG 画像", "a JPEG image"),
        (b"GIF8", "GIF 画像", "a GIF image"),
        (b"PK\x03\x04", "ZIP、または Word・Excel の文書", "a ZIP, Word or Excel file"),
        (b"\xd0\xcf\x11\xe0", "古い Word・Excel・一太郎の文書", "an old Word or Excel file"),
        (b"%PDF-", "PDF", "a PDF"),
        (b"{\\rtf", "リッチテキスト（RTF）", "a rich text file"),
        (b"\x1f\x8b", "圧縮ファイル", "a compressed file"),
    ];
    KNOWN.iter().find(|(start, ..)| bytes.starts_with(start)).map(|(_, ja, en)| (*ja, *en))
}

/// The text of UTF-16 with a BOM, or of bytes with NUL that make sense as UTF-16.
fn utf16(bytes: &[u8]) -> Option<String> {
    let units = |from_bytes: fn([u8; 2]) -> u16| -> Vec<u16> { bytes.as_chunks::<2>().0.iter().map(|pair| from_bytes(*pair)).collect() };
    if bytes.starts_with(b"\xff\xfe") {
        return Some(String::from_utf16_lossy(&units(u16::from_le_bytes)).trim_start_matches('\u{feff}').to_owned());
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Some(String::from_utf16_lossy(&units(u16::from_be_bytes)).trim_start_matches('\u{feff}').to_owned());
    }
    if !bytes.contains(&0) || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let readings = [units(u16::from_le_bytes), units(u16::from_be_bytes)];
    readings.iter().filter_map(|units| String::from_utf16(units).ok()).find(|text| is_plausible(text))
}

/// Whether nearly all characters are those of Japanese or English texts.
fn is_plausible(text: &str) -> bool {
    let usual = |letter: char| matches!(letter, '\t' | '\r' | '\n' | ' '..='~' | '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff9f}');
    let (all, plain) = text.chars().fold((0, 0), |(all, plain), letter| (all + 1, plain + usize::from(usual(letter))));
    all > 0 && plain * 10 >= all * 9
}

/// The old Japanese encodings, told apart by which byte pairs are possible and by how often hiragana and katakana occur.
fn legacy(bytes: &[u8]) -> Guess {
    let (letters, broken) = utf8_letters(bytes);
    if letters > broken * 3 {
        return Guess::Damaged;
    }
    match (shift_jis_kana(bytes), euc_jp_kana(bytes)) {
        (Some(sjis), Some(euc)) if euc > sjis => Guess::EucJp,
        (Some(_), _) => Guess::ShiftJis,
        (None, Some(_)) => Guess::EucJp,
        (None, None) if bytes.contains(&0) => Guess::Binary("文字でないデータ", "binary data"),
        (None, None) => Guess::Damaged,
    }
}

/// Non-ASCII letters that are good UTF-8, and places that are not.
fn utf8_letters(bytes: &[u8]) -> (usize, usize) {
    bytes.utf8_chunks().fold((0, 0), |(letters, broken), chunk| {
        let good = chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        (letters + good, broken + usize::from(!chunk.invalid().is_empty()))
    })
}

/// Kana of a possible Shift_JIS text.
fn shift_jis_kana(bytes: &[u8]) -> Option<usize> {
    let mut kana = 0;
    let mut rest = bytes.iter().copied();
    while let Some(byte) = rest.next() {
        match byte {
            0x01..=0x7f | 0xa1..=0xdf => {}
            0x81..=0x9f | 0xe0..=0xfc => {
                let second = rest.next().filter(|second| matches!(second, 0x40..=0x7e | 0x80..=0xfc))?;
                kana += usize::from(matches!((byte, second), (0x82, 0x9f..=0xf1) | (0x83, 0x40..=0x96)));
            }
            _ => return None,
        }
    }
    Some(kana)
}

/// Kana of a possible EUC-JP text.
fn euc_jp_kana(bytes: &[u8]) -> Option<usize> {
    let is_high = |byte: &u8| matches!(byte, 0xa1..=0xfe);
    let mut kana = 0;
    let mut rest = bytes.iter().copied();
    while let Some(byte) = rest.next() {
        match byte {
            0x01..=0x7f => {}
            0x8e => {
                rest.next().filter(is_high)?;
            }
            0x8f => {
                rest.next().filter(is_high)?;
                rest.next().filter(is_high)?;
            }
            0xa1..=0xfe => {
                rest.next().filter(is_high)?;
                kana += usize::from(matches!(byte, 0xa4 | 0xa5));
            }
            _ => return None,
        }
    }
    Some(kana)
}
