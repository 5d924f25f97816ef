//! `file:line:column: severity CODE: message`, for editors and pipes.

use super::visible;
use crate::diag::{Diagnostic, Language, Severity, SourceMap};

pub(super) fn render(diagnostic: &Diagnostic, sources: &SourceMap, language: Language) -> String {
    let place = diagnostic.span().and_then(|span| {
        let file = sources.file(span.source)?;
        let at = file.position(span.start as usize);
        Some(format!("{}:{}:{}: ", visible(&file.name), at.line, at.column))
    });
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    format!("{}{severity} {}: {}\n", place.unwrap_or_default(), diagnostic.code, visible(diagnostic.message.get(language)))
}
