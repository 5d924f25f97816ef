//! The blank spreadsheet of each form, as other programs read it: every label, the planned sheets, the same bytes each time.

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use shirube::build::{self, BuildOutcome};
use shirube::load::office::{self, OfficeKind};
use shirube::model::{Audience, FieldKind, Form};
use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;
use unicode_normalization::UnicodeNormalization;

/// The forms of a handbook that have sheets, and where each spreadsheet was built.
struct Books {
    out: TempDir,
    forms: Vec<Form>,
}

fn books(name: &str) -> Books {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(name);
    let out = tempfile::tempdir().expect("a folder");
    let result = build::build_site(&folder, &out.path().join("site"), Audience::Public, &|_, _| {});
    assert!(matches!(result.outcome, BuildOutcome::Published { .. }), "{name}");
    let site = build::check_site(&folder).site.expect("it was read").for_audience(Audience::Public);
    let forms: Vec<Form> = site.forms.into_values().filter(|form| !form.sheets.is_empty()).collect();
    assert!(!forms.is_empty(), "{name}");
    Books { out, forms }
}

impl Books {
    fn path(&self, form: &Form) -> PathBuf {
        self.out.path().join(format!("site/forms/{}.xlsx", form.id))
    }
}

fn plain(text: &str) -> String {
    text.nfkc().filter(|letter| !letter.is_whitespace()).collect()
}

/// Everything that is printed on the blank form: its title, and what its fields, options and columns are called.
fn labels(form: &Form) -> Vec<String> {
    let mut labels = vec![form.full_title()];
    for field in form.fields() {
        if !matches!(field.kind, FieldKind::Note(_) | FieldKind::Seal) {
            labels.push(field.label.value.clone());
        }
        labels.extend(field.kind.options().iter().map(|option| option.label.value.clone()));
        labels.extend(field.kind.columns().iter().map(|column| column.label.value.clone()));
    }
    labels.iter().map(|label| plain(label)).collect()
}

/// The texts of the cells of each sheet.
fn cells(bytes: Vec<u8>) -> BTreeMap<String, Vec<String>> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("a spreadsheet");
    let texts = |data: &Data| if let Data::String(text) = data { Some(plain(text)) } else { None };
    let sheets = book.worksheets().into_iter();
    sheets.map(|(name, range)| (name, range.cells().filter_map(|(_, _, data)| texts(data)).collect())).collect()
}

#[test]
fn another_program_reads_every_label_of_every_form_on_the_planned_sheets() {
    let books = books("otaru");
    for form in &books.forms {
        let sheets = cells(fs::read(books.path(form)).expect("a spreadsheet"));
        assert_eq!(sheets.len(), form.sheets.len(), "{}", form.id);
        let said = sheets.into_values().flatten().collect::<Vec<_>>().join("\n");
        let missing: Vec<String> = labels(form).into_iter().filter(|label| !said.contains(label.as_str())).collect();
        assert!(missing.is_empty(), "{}: {missing:#?}", form.id);
        // Nothing is marked beforehand.
        assert!(!said.lines().any(|cell| ["◎", "○", "☑"].contains(&cell)), "{}", form.id);
    }
}

/// What the check of a board's own file asks, asked of ours: it must find in a workbook what is there.
#[test]
fn every_blank_would_pass_as_the_board_s_own_file() {
    let books = books("otaru");
    for form in &books.forms {
        let texts = office::texts(OfficeKind::Workbook, &fs::read(books.path(form)).expect("a spreadsheet")).expect("words");
        let texts: Vec<String> = texts.iter().map(|text| plain(text)).collect();
        let missing: Vec<String> = labels(form).into_iter().filter(|label| !texts.iter().any(|text| text.contains(label))).collect();
        assert!(missing.is_empty(), "{}: {missing:#?}", form.id);
    }
}

#[test]
fn the_same_form_gives_the_same_bytes() {
    let (first, second) = (books("otaru"), books("otaru"));
    for (one, other) in first.forms.iter().zip(&second.forms) {
        assert!(fs::read(first.path(one)).expect("bytes") == fs::read(second.path(other)).expect("bytes"), "{}", one.id);
    }
}

#[test]
fn a_form_leads_to_its_spreadsheet() {
    let books = books("otaru");
    for form in &books.forms {
        let page = fs::read_to_string(books.out.path().join(format!("site/forms/{}.html", form.id))).expect("a page");
        assert!(page.contains(&format!("href=\"../forms/{}.xlsx\" download", form.id)), "{}", form.id);
    }
}

#[test]
fn libreoffice_prints_every_form_on_its_planned_sheets_with_every_label() {
    let books = books("otaru");
    let folder = tempfile::tempdir().expect("a folder");
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let mut office = Command::new("soffice");
    office.arg("--headless").arg(profile).args(["--convert-to", "pdf", "--outdir"]).arg(folder.path());
    let output = office.args(books.forms.iter().map(|form| books.path(form))).output().expect("soffice; tests/run installs it");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for form in &books.forms {
        let pdf = folder.path().join(format!("{}.pdf", form.id));
        let text = Command::new("pdftotext").arg("-raw").arg(&pdf).arg("-").output().expect("pdftotext");
        let text = String::from_utf8_lossy(&text.stdout).into_owned();
        assert_eq!(text.matches('\u{c}').count(), form.sheets.len(), "{}: sheets", form.id);
        let paper = plain(&text);
        let missing: Vec<String> = labels(form).into_iter().filter(|label| !paper.contains(label.as_str())).collect();
        assert!(missing.is_empty(), "{}: {missing:#?}\n{paper}", form.id);
    }
}
