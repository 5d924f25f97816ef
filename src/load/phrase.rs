//! Markdown that is printed within other texts: definitions of words, what stands in the boxes of a flow or in the items of a checklist.

use super::overlay;
use crate::diag::{Code, Diagnostic, Sink, SourceMap, Span, Spanned};
use crate::model::{PageLink, Phrase};
use crate::syntax::{self, Outline};

/// Outline of such a text; `whose` names it in both languages. A quoted or folded scalar differs from the text of its file, so its problems
/// and links point at the whole scalar.
pub(super) fn outline(text: &Spanned<String>, whose: (&str, &str), sources: &SourceMap, sink: &mut Sink) -> Outline {
    let is_verbatim = sources.text(text.span) == text.value;
    let mut found = Sink::default();
    let outline = syntax::outline(&text.value, text.span, &mut found);
    found.extend(outline.staff.iter().map(|part| staff_within(*part, whose)));
    found.extend(outline.overlays.iter().map(|place| overlay::mark_without_effect(*place)));
    if is_verbatim {
        sink.append(found);
        return outline;
    }
    for mut problem in found {
        problem.labels.iter_mut().for_each(|label| label.span = text.span);
        sink.push(problem);
    }
    let links = outline.links.into_iter().map(|link| PageLink { span: text.span, ..link }).collect();
    Outline { links, ..outline }
}

/// Such a text, taken apart.
pub(super) fn phrase(text: &Spanned<String>, whose: (&str, &str), sources: &SourceMap, sink: &mut Sink) -> Phrase {
    let outline = outline(text, whose, sources, sink);
    Phrase { text: text.clone(), links: outline.links, runs: outline.text }
}

/// It is printed wherever a page asks for it, so it is for everyone who sees the whole.
fn staff_within(part: Span, (ja, en): (&str, &str)) -> Diagnostic {
    let (ja, en) = (format!("{ja}には、教職員用のところを作れません"), format!("{en} has no parts for staff only"));
    Diagnostic::new(Code::StaffMarkWithoutEffect, part, ja, en)
        .help("その部分をページへ移し、「> [!STAFF]」で囲みます", "move it to a page, into a `> [!STAFF]` box")
}
