//! Headings that skip a level (W101): a body starts at `##`, and each level follows the one above it.

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::Page;

pub(super) fn check(page: &Page, sink: &mut Sink) {
    // The page's title.
    let mut above = 1;
    for heading in &page.headings {
        if heading.level > above + 1 {
            let (written, meant) = ("#".repeat(heading.level.into()), "#".repeat(usize::from(above) + 1));
            let (ja, en) = match above {
                1 => (format!("はじめの見出しが「{written}」です"), format!("the first heading is `{written}`")),
                _ => (
                    format!("「{}」の次の見出しが「{written}」です", "#".repeat(above.into())),
                    format!("`{written}` follows `{}`", "#".repeat(above.into())),
                ),
            };
            let marks = heading.span.sub(0, written.len());
            sink.push(
                Diagnostic::new(Code::HeadingSkipped, marks, ja, en).help(format!("「{meant}」にします"), format!("write `{meant}`")),
            );
        }
        above = heading.level;
    }
}
