//! The board's own file of a form: it is there, can be opened, and has the title and the fields of ours. Both what the clerk wrote of the file
//! (`official:`) and, of a workbook or a document, what it says itself are compared.

use super::forms::plain;
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned};
use crate::load::office::{self, OfficeError, OfficeKind};
use crate::model::{Form, OfficialFile, Site};

/// Labels that are named in one message.
const MAX_NAMED: usize = 5;

pub(super) fn check(site: &Site, form: &Form, sink: &mut Sink) {
    let Some(official) = &form.official else { return };
    let name = &official.file.value;
    match site.assets.get(name) {
        Some(asset) => file(form, official, &asset.bytes, sink),
        None if site.unread.hides_file(name) => {}
        None => {
            let (ja, en) = (format!("assets/{name} がありません"), format!("there is no assets/{name}"));
            let known = site.assets.keys().map(String::as_str);
            sink.push(Diagnostic::new(Code::BrokenLink, official.file.span, ja, en).did_you_mean(name, known));
        }
    }
    typed(form, official, sink);
}

/// What the clerk wrote of the file is what ours says.
fn typed(form: &Form, official: &OfficialFile, sink: &mut Sink) {
    let differs = |typed: &Spanned<String>, ours: &str| {
        let (ja, en) = (
            format!("公式のファイルでは「{}」、この様式では「{ours}」です", typed.value),
            format!("the board's file says `{}`, this form `{ours}`", typed.value),
        );
        Diagnostic::new(Code::FormOfficialDiffers, typed.span, ja, en).help("公式のほうに合わせます", "make ours agree with it")
    };
    if official.title.value != form.title.value {
        sink.push(differs(&official.title, &form.title.value));
    }
    let ours: Vec<&str> = form.fields().map(|field| field.label.value.as_str()).collect();
    for (at, typed) in official.fields.iter().enumerate() {
        let label = ours.get(at).copied().unwrap_or("（なし）");
        if typed.value != label {
            // What follows a field that is missing on one side differs too, and is mended with it.
            sink.push(differs(typed, label));
            return;
        }
    }
    if let (Some(last), Some(label)) = (official.fields.last(), ours.get(official.fields.len())) {
        let (ja, en) = (format!("公式のファイルに「{label}」がありません"), format!("the board's file has no `{label}`"));
        let problem = Diagnostic::new(Code::FormOfficialDiffers, last.span, ja, en);
        sink.push(problem.help("欄の並びを確かめます", "compare the lists of fields"));
    }
}

/// The file itself says what the clerk wrote of it; where no fields were written, the labels of ours.
fn file(form: &Form, official: &OfficialFile, bytes: &[u8], sink: &mut Sink) {
    let Some(kind) = OfficeKind::of(&official.file.value) else { return };
    let texts: Vec<String> = match office::texts(kind, bytes) {
        Ok(texts) => texts.iter().map(|text| plain(text)).collect(),
        Err(error) => return sink.push(unread(error, official.file.span)),
    };
    let is_missing = |label: &str| !texts.iter().any(|text| text.contains(&plain(label)));
    if is_missing(&official.title.value) {
        sink.push(missing(&[&official.title.value], official.title.span));
    }
    let ours = || form.fields().filter(|field| !field.kind.is_paper_only()).map(|field| (field.label.value.as_str(), official.file.span));
    let written = official.fields.iter().map(|label| (label.value.as_str(), label.span));
    let labels: Vec<(&str, Span)> = if official.fields.is_empty() { ours().collect() } else { written.collect() };
    let labels: Vec<(&str, Span)> = labels.into_iter().filter(|(label, _)| is_missing(label)).collect();
    if let Some((_, first)) = labels.first() {
        let names: Vec<&str> = labels.iter().map(|(label, _)| *label).collect();
        sink.push(missing(&names, *first));
    }
}

fn missing(labels: &[&str], span: Span) -> Diagnostic {
    let named = &labels[..labels.len().min(MAX_NAMED)];
    let more = labels.len() - named.len();
    let (ja_more, en_more) =
        if more == 0 { Default::default() } else { (format!("など {} か所", labels.len()), format!(" and {more} more")) };
    let (ja, en) = (
        format!("公式のファイルの中に「{}」{ja_more}が見つかりません", named.join("」「")),
        format!("`{}`{en_more} cannot be found in the board's file", named.join("`, `")),
    );
    Diagnostic::new(Code::FormOfficialDiffers, span, ja, en).help(
        "ファイルを開いて、題と欄の名前を確かめます（画像の中の文字は読めません）",
        "open it and compare the title and the labels; words in pictures cannot be read",
    )
}

fn unread(error: OfficeError, span: Span) -> Diagnostic {
    let (ja, en, help, en_help) = match error {
        OfficeError::Unreadable => (
            "公式のファイルが開けません",
            "the board's file cannot be opened",
            "壊れていないか、パスワードが付いていないか、名前の終わり（.xlsx・.docx）が中身と合っているかを確かめます",
            "see whether it is broken, has a password, or is of another format than its name says",
        ),
        OfficeError::TooLarge => (
            "公式のファイルが大きすぎて、中を確かめられません",
            "the board's file is too large to look into",
            "使わないシートや行を除いて、保存しなおします",
            "save it without unused sheets and rows",
        ),
        OfficeError::Wordless => (
            "公式のファイルの中に、読める文字がありません",
            "the board's file holds no words",
            "画像だけのファイルなら、画面読み上げの人にも読めません。文字のあるものを教育委員会に求めます",
            "a picture is closed to screen readers too; ask the board for a file with words",
        ),
    };
    Diagnostic::new(Code::FormOfficialUnread, span, ja, en).help(help, en_help)
}
