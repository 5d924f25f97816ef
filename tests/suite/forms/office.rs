//! The board's own file: what an office file says, whoever made it and however it is cut into cells and runs of letters.

use crate::chance::Random;
use rust_xlsxwriter::{Format, Shape, Workbook};
use shirube::load::office::{MAX_OFFICE_BYTES, OfficeError, OfficeKind, texts};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A workbook of one sheet with these cells, one below the other.
pub fn workbook(cells: &[&str]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, text) in (0..).zip(cells) {
        sheet.write_string(row, 0, *text).expect("a cell");
    }
    book.save_to_buffer().expect("a workbook")
}

/// An archive of these parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(bytes).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

/// A document with this body.
pub fn document(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    packed(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml.as_bytes()), ("word/media/image1.png", &[0; 9])])
}

fn says(kind: OfficeKind, bytes: &[u8], label: &str) -> bool {
    texts(kind, bytes).expect("words").iter().any(|text| text.contains(label))
}

#[test]
fn a_label_in_neighbouring_cells_is_found_along_the_row_and_down_the_column() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    // Written from below, as cells were added.
    for (row, column, text) in [(5, 3, "名"), (4, 3, "生徒"), (3, 3, "児童"), (1, 2, "日"), (1, 1, "付"), (1, 0, "日")] {
        sheet.write_string(row, column, text).expect("a cell");
    }
    let rich = [(&Format::new().set_bold(), "学校"), (&Format::default(), "名"), (&Format::new(), "（＆校長名）")];
    sheet.write_rich_string(9, 0, &rich).expect("a cell");
    book.add_worksheet().insert_shape(0, 0, &Shape::textbox().set_text("様式１　報告書")).expect("a text box");
    let bytes = book.save_to_buffer().expect("a workbook");
    for label in ["日付日", "児童生徒名", "学校名（＆校長名）", "様式１　報告書"] {
        assert!(says(OfficeKind::Workbook, &bytes, label), "{label}: {:?}", texts(OfficeKind::Workbook, &bytes));
    }
    assert!(!says(OfficeKind::Workbook, &bytes, "担任名"));
}

#[test]
fn a_label_in_several_runs_of_a_document_is_found_with_its_entities() {
    let bytes = document(
        "<w:p><w:r><w:t>学校</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">名 A&amp;B&#x3042;</w:t></w:r></w:p>\
         <w:p><w:r><w:instrText>ここは命令</w:instrText></w:r></w:p>",
    );
    assert!(says(OfficeKind::Document, &bytes, "学校名 A&Bあ"));
    assert!(!says(OfficeKind::Document, &bytes, "命令"));
}

#[test]
fn readings_and_second_versions_of_a_document_are_left_out() {
    let ruby = |base: &str, reading: &str| {
        format!(
            "<w:r><w:ruby><w:rt><w:r><w:t>{reading}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>{base}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        )
    };
    let bytes = document(&format!(
        "<w:p>{}{}<mc:AlternateContent xmlns:mc=\"m\"><mc:Choice><w:t>枠</w:t></mc:Choice><mc:Fallback><w:t>枠</w:t></mc:Fallback></mc:AlternateContent></w:p>",
        ruby("学校", "がっこう"),
        ruby("名", "めい")
    ));
    assert_eq!(texts(OfficeKind::Document, &bytes), Ok(vec!["学校名枠".to_owned()]));
}

#[test]
fn files_as_other_programs_write_them_are_read() {
    let text: &[u8] = "<t>題</t>".as_bytes();
    for parts in [
        [("/word/document.xml", text), ("/word/media/image1.png", &[0])],
        [("word\\document.xml", text), ("word\\media\\image1.png", &[0])],
        [("word/document2.xml", text), ("word/media/image1.png", &[0])],
        [("Word/Document.xml", text), ("Word/Media/image1.png", &[0])],
    ] {
        assert_eq!(texts(OfficeKind::Document, &packed(&parts)), Ok(vec!["題".to_owned()]), "{}", parts[0].0);
    }
    let sheet =
        "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>児童_x000D_\n氏名_x005F_x_xあ</t></is></c></row></sheetData></worksheet>";
    let book = packed(&[("xl/workbook.xml", b"<w/>"), ("xl/worksheets/sheet1.xml", sheet.as_bytes())]);
    assert!(says(OfficeKind::Workbook, &book, "児童\r\n氏名_x_xあ"), "{:?}", texts(OfficeKind::Workbook, &book));
}

#[test]
fn a_file_that_is_no_office_file_or_holds_no_words_is_told_apart() {
    use OfficeError::{Unreadable, Wordless};
    let book = workbook(&["題"]);
    let cases: [(&str, OfficeKind, &[u8], OfficeError); 6] = [
        ("no archive", OfficeKind::Workbook, b"official", Unreadable),
        ("an empty file", OfficeKind::Document, b"", Unreadable),
        ("cut short", OfficeKind::Workbook, &book[..book.len() / 2], Unreadable),
        ("a document by the name of a workbook", OfficeKind::Workbook, &document("<w:t>題</w:t>"), Unreadable),
        ("a workbook by the name of a document", OfficeKind::Document, &book, Unreadable),
        ("a picture in a document", OfficeKind::Document, &document("<w:p><w:drawing/></w:p>"), Wordless),
    ];
    for (name, kind, bytes, error) in cases {
        assert_eq!(texts(kind, bytes), Err(error), "{name}");
    }
}

#[test]
fn cells_of_every_kind_are_read_and_readings_left_out() {
    let sheet = "<worksheet><sheetData><row r=\"2\"><c r=\"B2\" t=\"s\"><v>1</v></c><c t=\"inlineStr\"><is><t>長</t></is></c></row>\
                 <row><c t=\"str\"><f>A1</f><v>式の答え</v></c><c r=\"C3\"><v>1</v></c><c r=\"D3\" t=\"s\"><v>9</v></c></row></sheetData></worksheet>";
    let shared =
        "<sst count=\"99999999999\" uniqueCount=\"4000000000\"><si/><si><t>校</t><rPh sb=\"0\" eb=\"1\"><t>こう</t></rPh></si></sst>";
    let book = |sheet: &str| {
        packed(&[("xl/workbook.xml", b"<w/>"), ("xl/worksheets/sheet1.xml", sheet.as_bytes()), ("xl/SharedStrings.xml", shared.as_bytes())])
    };
    assert_eq!(texts(OfficeKind::Workbook, &book(sheet)), Ok(vec!["校長式の答え".to_owned(), "式の答え校長".to_owned()]));
    let endless = sheet.replace("B2", "ZZZZZZZZZZZZZZ2");
    assert!(says(OfficeKind::Workbook, &book(&endless), "長式の答え"));
}

#[test]
fn a_file_is_read_up_to_its_limit() {
    let with = |length: usize| packed(&[("word/document.xml", b"<t>1</t>"), ("word/styles.xml", &vec![b' '; length])]);
    let most = MAX_OFFICE_BYTES - b"<t>1</t>".len();
    assert!(texts(OfficeKind::Document, &with(most)).is_ok());
    assert_eq!(texts(OfficeKind::Document, &with(most + 1)), Err(OfficeError::TooLarge));
    // Pictures are not unpacked.
    let pictures = packed(&[("word/document.xml", b"<t>1</t>"), ("word/media/image1.png", &vec![0; MAX_OFFICE_BYTES + 1])]);
    assert!(texts(OfficeKind::Document, &pictures).is_ok());
}

#[test]
fn cells_that_share_one_long_text_are_counted_each() {
    let long = "長".repeat(32_767);
    let most = MAX_OFFICE_BYTES / long.len();
    let book = |cells: usize| workbook(&vec![long.as_str(); cells]);
    assert!(texts(OfficeKind::Workbook, &book(most)).is_ok());
    assert_eq!(texts(OfficeKind::Workbook, &book(most + 1)), Err(OfficeError::TooLarge));
}

#[test]
fn a_file_with_bytes_changed_by_chance_is_read_or_refused() {
    let plain = workbook(&["様式１", "学校名", "氏名"]);
    let mut archive = ZipArchive::new(Cursor::new(plain.as_slice())).expect("an archive");
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        parts.push((part.name().expect("a name").into_owned(), bytes));
    }
    let mut refused = 0;
    for seed in 0..1_000 {
        let random = &mut Random::new(seed);
        let mut changed = parts.clone();
        for _ in 0..1 + random.below(4) {
            let at = random.below(changed.len());
            let bytes = &mut changed[at].1;
            let place = random.below(bytes.len().max(1));
            match random.below(3) {
                0 => bytes.truncate(place),
                1 => bytes[place] = random.pick(b"<>\"&/0 9A"),
                _ => drop(bytes.splice(place..place, *b"99999999999")),
            }
            if bytes.is_empty() {
                bytes.push(b' ');
            }
        }
        let named: Vec<(&str, &[u8])> = changed.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        refused += usize::from(texts(OfficeKind::Workbook, &packed(&named)).is_err());
    }
    assert!((100..900).contains(&refused), "{refused} of 1000 were refused");
}
