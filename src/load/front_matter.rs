//! Splits a page into its front matter and its body, keeping byte offsets.

use crate::diag::{Code, Diagnostic, Sink, SourceId, Span};

/// Longest front matter in bytes.
pub const MAX_FRONT_MATTER: usize = 64 * 1024;

/// The two parts of a page as spans of its file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    /// Between the two `---` lines.
    pub front: Span,
    /// Everything after them.
    pub body: Span,
}

/// Finds the parts; `None` (with a diagnostic) when the page does not start with `---` or the second `---` is missing.
pub(super) fn split(text: &str, source: SourceId, sink: &mut Sink) -> Option<Parts> {
    let mut lines = Lines { text, at: 0 };
    let opening = lines.next();
    if opening.is_none_or(|(_, line)| line != "---") {
        let end = text.find(['\n', '\r']).unwrap_or(text.len());
        sink.push(
            Diagnostic::new(
                Code::FrontMatter,
                Span::new(source, 0, end),
                "ページの先頭に --- がありません",
                "the page does not start with `---`",
            )
            .help("1 行目に ---、次に title: …、その次の行に --- と書きます", "start with `---`, then `title: …`, then `---`"),
        );
        return None;
    }
    let start = lines.at;
    while let Some((at, line)) = lines.next() {
        if at - start > MAX_FRONT_MATTER {
            sink.push(too_long(source, text, at));
            return None;
        }
        if line == "---" {
            return Some(Parts { front: Span::new(source, start, at), body: Span::new(source, lines.at, text.len()) });
        }
    }
    sink.push(not_closed(source));
    None
}

/// More text than any front matter holds. If a line like the closing one follows, it is too long; else it was not closed.
fn too_long(source: SourceId, text: &str, at: usize) -> Diagnostic {
    let is_closed = Lines { text, at }.any(|(_, line)| line == "---");
    if !is_closed {
        return not_closed(source);
    }
    let kib = MAX_FRONT_MATTER / 1024;
    let (ja, en) = (format!("先頭の設定が {kib} KiB を超えています"), format!("the front matter is longer than {kib} KiB"));
    Diagnostic::new(Code::FrontMatter, Span::new(source, 0, 3), ja, en)
        .help("設定が終わる行に --- を書きます。長い文は本文に移します", "close it by `---`; long texts belong in the body")
}

fn not_closed(source: SourceId) -> Diagnostic {
    Diagnostic::new(Code::FrontMatter, Span::new(source, 0, 3), "先頭の --- が閉じられていません", "the front matter is not closed")
        .here("ここから始まる設定の終わりがありません", "opened here")
        .help("設定の最後の次の行に --- を書きます", "put `---` on the line after the last key")
}

/// Lines with the offset of their start; the end of line (LF, CRLF, CR) and blanks at the end are cut off.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Lines<'t> {
    type Item = (usize, &'t str);
    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let ending = if rest[end..].starts_with("\r\n") { 2 } else { 1 };
        self.at = (start + end + ending).min(self.text.len());
        Some((start, rest[..end].trim_end()))
    }
}
