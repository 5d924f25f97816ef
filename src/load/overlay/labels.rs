//! Labels of a composed page: `[^1]` and `[text][label]` mean in the whole what they mean in the file where they were typed.
//!
//! A label that a file both uses and defines stays its own: if its definition stood in a section that was cut, it is kept, unseen by itself;
//! if another file's definition of the same label stands in the text too, the use could mean either and is an error. A label that a file does
//! not define may be defined by another: a patch can use the footnotes of the page below.

use super::body::{Body, Part};
use super::say;
use crate::diag::{Sink, Span};
use crate::syntax::{self, Label};
use std::collections::BTreeMap;
use std::ops::Range;

/// The labels of one file, with places in it.
struct File<'p, 't> {
    part: &'p Part<'t>,
    uses: Vec<(Label, Span)>,
    /// The first definition of each label.
    definitions: BTreeMap<Label, Definition>,
}

struct Definition {
    span: Span,
    /// Whether it can stand somewhere else: it lies in no quote and in no part for staff.
    can_move: bool,
}

/// Keeps the definitions that are needed, and complains of labels that could mean two things.
pub(super) fn settle(body: Body, parts: &[Part<'_>], sink: &mut Sink) -> Body {
    if parts.len() < 2 {
        return body;
    }
    let files: Vec<File<'_, '_>> = parts.iter().map(File::read).collect();
    let mut kept: Vec<Span> = body.pieces.iter().map(|(_, span)| *span).collect();
    let mut moved: Vec<Span> = Vec::new();
    let mut lost: Vec<(Span, Span)> = Vec::new();
    // A definition that is kept may use others.
    while let Some((used, definition)) = files.iter().find_map(|file| file.needs(&kept, &lost)) {
        if definition.can_move {
            kept.push(definition.span);
            moved.push(definition.span);
        } else {
            lost.push((used, definition.span));
        }
    }
    lost.into_iter().for_each(|(used, definition)| sink.push(say::label_lost(used, definition)));
    files.iter().for_each(|file| file.find_clashes(&files, &kept, sink));
    with_definitions(body, &moved, &files)
}

impl<'p, 't> File<'p, 't> {
    fn read(part: &'p Part<'t>) -> Self {
        let document = syntax::parse(part.text);
        let is_staff =
            |range: &Range<usize>| document.staff.iter().any(|staff| staff.bytes.start <= range.start && range.end <= staff.bytes.end);
        let starts_line = |range: &Range<usize>| {
            let line = part.text[..range.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
            part.text[line..range.start].trim().is_empty()
        };
        let mut definitions = BTreeMap::new();
        for (label, range) in syntax::definitions(&document) {
            let can_move = starts_line(&range) && !is_staff(&range);
            definitions.entry(label).or_insert(Definition { span: part.place(&range), can_move });
        }
        let uses = syntax::uses(&document).into_iter().map(|(label, range)| (label, part.place(&range))).collect();
        Self { part, uses, definitions }
    }

    /// A use that stands and whose definition does not.
    fn needs(&self, kept: &[Span], lost: &[(Span, Span)]) -> Option<(Span, &Definition)> {
        let standing = self.uses.iter().filter(|(_, used)| stands(*used, kept));
        let needed = standing.filter_map(|(label, used)| Some((*used, self.definitions.get(label)?)));
        needed.into_iter().find(|(_, definition)| !stands(definition.span, kept) && !lost.iter().any(|(_, span)| *span == definition.span))
    }

    /// Complains of the first use of each label that another file defines as well.
    fn find_clashes(&self, files: &[File<'_, '_>], kept: &[Span], sink: &mut Sink) {
        for (label, own) in self.definitions.iter().filter(|(_, own)| stands(own.span, kept)) {
            let Some((_, used)) = self.uses.iter().find(|(known, used)| known == label && stands(*used, kept)) else { continue };
            let others = files.iter().filter(|file| file.part.span != self.part.span).filter_map(|file| file.definitions.get(label));
            if let Some(other) = others.into_iter().find(|other| stands(other.span, kept)) {
                sink.push(say::label_clash(*used, own.span, other.span));
            }
        }
    }
}

fn stands(span: Span, kept: &[Span]) -> bool {
    kept.iter().any(|piece| piece.source == span.source && piece.start <= span.start && span.end <= piece.end)
}

/// Puts definitions before the first heading: there they are in no section for staff, and show nothing by themselves.
fn with_definitions(body: Body, moved: &[Span], files: &[File<'_, '_>]) -> Body {
    if moved.is_empty() {
        return body;
    }
    let first = syntax::sections(&syntax::parse(&body.text)).first().map_or(body.text.len(), |section| section.bytes.start);
    let mut result = Body::default();
    result.copy(&body, &(0..first));
    for span in moved {
        let file = files.iter().find(|file| file.part.span.source == span.source);
        let text = file.and_then(|file| {
            let start = span.start.checked_sub(file.part.span.start)? as usize;
            file.part.text.get(start..start + span.range().len())
        });
        if let Some(text) = text {
            result.push(text, *span);
        }
    }
    result.copy(&body, &(first..body.text.len()));
    result
}
