//! What is said of a reference to a part of a rule set that is not there.

use crate::diag::{Code, Diagnostic, Span, nearest};
use crate::model::{Reference, RulePart, RuleSet};

/// A reference whose rule set exists, and whose part or field does not.
pub(in crate::check) fn unknown_part(set: &RuleSet, reference: &Reference, span: Span) -> Diagnostic {
    let part = reference.sub.as_deref().map_or(Some(RulePart::Whole), |sub| set.part(sub));
    let (known, typed, mark) = match (&reference.sub, part) {
        (Some(sub), None) => (set.names_beside(sub), sub.as_str(), "/"),
        (_, part) => (part.map(|part| set.fields_of(part)).unwrap_or_default(), reference.field.as_deref().unwrap_or_default(), "#"),
    };
    let (what, word) = if mark == "/" { ("部分", "part") } else { ("項目", "field") };
    let owner = match (&reference.sub, mark) {
        (Some(sub), "#") => format!("rule:{}/{sub}", set.id),
        _ => format!("rule:{}", set.id),
    };
    let problem = Diagnostic::new(
        Code::UnknownField,
        span,
        format!("「{owner}」に「{mark}{typed}」という{what}はありません"),
        format!("`{owner}` has no {word} `{mark}{typed}`"),
    );
    if known.is_empty() {
        return problem.help(format!("「{mark}{typed}」を消します"), format!("delete `{mark}{typed}`"));
    }
    let listed = (known.join("、"), known.join(", "));
    match nearest(typed, known.iter().map(String::as_str)) {
        Some(word) => problem.help(format!("もしかして「{mark}{word}」ですか"), format!("did you mean `{mark}{word}`?")),
        None => problem.help(format!("使える{what}: {}", listed.0), format!("{word}s: {}", listed.1)),
    }
}
