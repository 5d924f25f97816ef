//! The body of a page that is patched: sections of several files put together to one text, each piece with its place.
//!
//! A patch is a body of sections (`## … {#id overlay=VERB}`); `id` names a section of the page below, or `overlay=VERB:ID` does where the new
//! section has an id of its own. A section goes with all sections below it, and must be of the level of the one it names: so the tree of the
//! page below stays as it was, and no text leaves the part for staff that it stood in.
//!
//! The result is *one* Markdown text: outline, audience cuts, lints and rendering read it as any other body, footnotes and link targets work
//! across its pieces (`labels` refuses what would change its meaning), and `SourceMap::resolve` leads each place back to its file.

use super::{labels, say};
use crate::diag::{Code, Diagnostic, Sink, Span, nearest, typed_at};
use crate::syntax::{self, Section, SectionVerb};
use std::ops::Range;

/// The body of one file.
#[derive(Clone, Copy, Debug)]
pub(in crate::load) struct Part<'t> {
    /// The Markdown.
    pub text: &'t str,
    /// Its place in the file.
    pub span: Span,
}

impl Part<'_> {
    pub(super) fn place(&self, range: &Range<usize>) -> Span {
        self.span.sub(range.start, range.end)
    }
}

/// A text composed of pieces of files.
#[derive(Clone, Debug, Default)]
pub(in crate::load) struct Body {
    /// The Markdown.
    pub text: String,
    /// Where each piece starts, and its place.
    pub pieces: Vec<(u32, Span)>,
}

impl Body {
    /// Adds a piece. Pieces meet at the blank lines between blocks.
    pub(super) fn push(&mut self, text: &str, span: Span) {
        while !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        self.pieces.push((offset(self.text.len()), span));
        self.text.push_str(text);
    }

    /// Adds a part of another body, piece by piece; gives by how much each kept byte has moved, from where on.
    pub(super) fn copy(&mut self, other: &Body, range: &Range<usize>) -> Vec<(Range<usize>, usize)> {
        let mut moved = Vec::new();
        for (nth, (start, span)) in other.pieces.iter().enumerate() {
            let start = *start as usize;
            let kept = start.max(range.start)..(start + span.range().len()).min(range.end);
            if kept.is_empty() {
                continue;
            }
            let is_first = nth == 0 && self.text.is_empty();
            let text = &other.text[kept.clone()];
            if is_first || !text.trim().is_empty() {
                self.push(text, span.sub(kept.start - start, kept.end - start));
                moved.push((kept, self.text.len() - text.len()));
            }
        }
        moved
    }

    pub(super) fn place(&self, range: &Range<usize>) -> Option<Span> {
        typed_at(&self.pieces, offset(range.start), offset(range.end))
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Puts the patches (`parts` after the first) onto the body below them. `gone` hears the ids of sections that were cut, and what cut them.
pub(in crate::load) fn compose(parts: &[Part<'_>], sink: &mut Sink, gone: &mut dyn FnMut(&str, Span)) -> Body {
    let mut body = Body::default();
    for (nth, part) in parts.iter().enumerate() {
        if nth == 0 {
            body.push(part.text, part.span);
            continue;
        }
        let below = std::mem::take(&mut body);
        let mut patch = Patch { below: &below, below_sections: sections(&below.text), part, own: Vec::new(), sink };
        let edits = patch.edits();
        let (composed, expected) = patch.put_together(&edits);
        for edit in edits.iter().filter(|edit| edit.verb.cuts()) {
            let cut = patch.below_sections.iter().filter(|section| edit.target.contains(&section.bytes.start));
            cut.filter_map(|section| section.id.as_deref()).for_each(|id| gone(id, edit.mark));
        }
        find_swallowed(&composed, &expected, patch.sink);
        body = composed;
    }
    labels::settle(body, parts, sink)
}

fn sections(text: &str) -> Vec<Section> {
    syntax::sections(&syntax::parse(text))
}

/// What one section of a patch does.
struct Edit {
    verb: SectionVerb,
    /// The section of the body below.
    target: Range<usize>,
    level: u8,
    /// The section of the patch.
    own: Range<usize>,
    /// The words `overlay=…`.
    mark: Span,
}

impl Edit {
    /// Where its section goes, in the order of the result: what follows a section stands before what precedes the next one, and what
    /// follows a section within another before what follows that.
    fn position(&self) -> (usize, u8, u8) {
        match self.verb {
            SectionVerb::After => (self.target.end, 0, u8::MAX - self.level),
            SectionVerb::Before => (self.target.start, 1, 0),
            SectionVerb::Replace | SectionVerb::Remove => (self.target.start, 2, 0),
        }
    }
}

struct Patch<'a, 's> {
    below: &'a Body,
    below_sections: Vec<Section>,
    part: &'a Part<'a>,
    own: Vec<Section>,
    sink: &'s mut Sink,
}

impl Patch<'_, '_> {
    /// Reads the patch; what is wrong is said and left out.
    fn edits(&mut self) -> Vec<Edit> {
        let document = syntax::parse(self.part.text);
        self.own = syntax::sections(&document);
        let is_own = |place: &Range<usize>| self.own.iter().any(|own| own.overlay.as_ref().is_some_and(|known| known.place == *place));
        let stray = document.headings.iter().filter_map(|mark| mark.overlay.as_ref()).filter(|overlay| !is_own(&overlay.place));
        stray.for_each(|overlay| self.sink.push(say::mark_without_effect(self.part.place(&overlay.place))));
        self.look_before_sections();
        let mut edits: Vec<Edit> = Vec::new();
        let mut around: Option<Section> = None;
        for mut section in self.own.clone() {
            if section.overlay.as_ref().is_some_and(|overlay| overlay.verb == SectionVerb::Remove) {
                // It takes no content, so what comes next is not within it.
                section.bytes.end =
                    self.own.iter().map(|next| next.bytes.start).find(|next| *next > section.bytes.start).unwrap_or(section.bytes.end);
            }
            let inside = around.as_ref().filter(|around| section.bytes.start < around.bytes.end);
            match (inside, &section.overlay) {
                (Some(around), Some(overlay)) => {
                    self.sink.push(say::section_inside(self.part.place(&overlay.place), self.part.place(&around.heading)));
                }
                (Some(_), None) => {}
                (None, overlay) => {
                    match overlay {
                        Some(_) => edits.extend(self.edit(&section)),
                        None => self.sink.push(self.without_verb(&section)),
                    }
                    around = Some(section);
                }
            }
        }
        self.without_clashes(edits)
    }

    /// A verb that is none was no reason for the parser to take the word for one.
    fn without_verb(&self, section: &Section) -> Diagnostic {
        let heading = &self.part.text[section.heading.clone()];
        let Some(start) = heading.find("overlay=").map(|at| section.heading.start + at) else {
            return say::section_without_verb(self.part.place(&section.heading));
        };
        let rest = &self.part.text[start..section.heading.end];
        let end = rest.find(|c: char| c.is_whitespace() || c == '}').unwrap_or(rest.len());
        say::no_section_verb(&rest[..end], self.part.place(&(start..start + end)))
    }

    fn look_before_sections(&mut self) {
        let end = self.own.first().map_or(self.part.text.len(), |first| first.bytes.start);
        let before = &self.part.text[..end];
        let text = before.trim();
        if !text.is_empty() {
            let start = before.len() - before.trim_start().len();
            let line = text.find(['\n', '\r']).unwrap_or(text.len());
            self.sink.push(say::text_without_section(self.part.place(&(start..start + line))));
        }
    }

    fn edit(&mut self, section: &Section) -> Option<Edit> {
        let overlay = section.overlay.as_ref()?;
        let mark = self.part.place(&overlay.place);
        let id = overlay.target.as_str();
        let Some(target) = self.below_sections.iter().find(|below| below.id.as_deref() == Some(id)) else {
            self.sink.push(no_section(id, mark, &self.below_sections));
            return None;
        };
        let rest = section.heading.end..section.bytes.end;
        if overlay.verb == SectionVerb::Remove {
            let written = &self.part.text[rest.clone()];
            if !written.trim().is_empty() {
                let start = rest.end - written.trim_start().len();
                self.sink.push(say::more_than_remove(self.part.place(&(start..rest.start + written.trim_end().len()))));
            }
        } else if section.level != target.level {
            let below = self.below.place(&target.heading).unwrap_or(mark);
            self.sink.push(say::other_level(self.part.place(&section.heading), below, target.level));
            return None;
        }
        Some(Edit { verb: overlay.verb, target: target.bytes.clone(), level: target.level, own: section.bytes.clone(), mark })
    }

    /// Leaves out an edit whose section another one cuts away.
    fn without_clashes(&mut self, edits: Vec<Edit>) -> Vec<Edit> {
        let mut kept: Vec<Edit> = Vec::new();
        for edit in edits {
            let clash = kept.iter().find(|other| {
                let is_same = other.target == edit.target;
                let meets = |cut: &Edit, within: &Edit| {
                    cut.verb.cuts() && cut.target.start <= within.target.start && within.target.end <= cut.target.end
                };
                if is_same { other.verb.cuts() && edit.verb.cuts() } else { meets(other, &edit) || meets(&edit, other) }
            });
            match clash {
                Some(other) => self.sink.push(say::cut_twice(edit.mark, other.mark)),
                None => kept.push(edit),
            }
        }
        kept
    }

    /// The result, and the places at which it must have headings, with their levels.
    fn put_together(&self, edits: &[Edit]) -> (Body, Vec<(usize, u8)>) {
        let mut order: Vec<&Edit> = edits.iter().collect();
        order.sort_by_key(|edit| edit.position());
        let mut result = Composition { patch: self, edits, body: Body::default(), expected: Vec::new() };
        let mut done = 0;
        for edit in order {
            let (at, ..) = edit.position();
            result.copy(done..at);
            done = done.max(at);
            if edit.verb != SectionVerb::Remove {
                result.insert(&edit.own);
            }
        }
        result.copy(done..self.below.text.len());
        (result.body, result.expected)
    }
}

struct Composition<'a> {
    patch: &'a Patch<'a, 'a>,
    edits: &'a [Edit],
    body: Body,
    expected: Vec<(usize, u8)>,
}

impl Composition<'_> {
    /// Copies what no edit cuts of a part of the body below.
    fn copy(&mut self, range: Range<usize>) {
        let mut start = range.start;
        let mut cuts: Vec<&Range<usize>> = self.edits.iter().filter(|edit| edit.verb.cuts()).map(|edit| &edit.target).collect();
        cuts.sort_by_key(|cut| cut.start);
        for cut in cuts.into_iter().filter(|cut| cut.start < range.end && cut.end > range.start) {
            self.copy_whole(start..cut.start.max(start));
            start = start.max(cut.end);
        }
        self.copy_whole(start..range.end.max(start));
    }

    fn copy_whole(&mut self, range: Range<usize>) {
        for (kept, at) in self.body.copy(self.patch.below, &range) {
            let headings = self.patch.below_sections.iter().filter(|section| kept.contains(&section.bytes.start));
            self.expected.extend(headings.map(|section| (at + section.bytes.start - kept.start, section.level)));
        }
    }

    fn insert(&mut self, own: &Range<usize>) {
        let text = &self.patch.part.text[own.clone()];
        self.body.push(text, self.patch.part.place(own));
        let at = self.body.text.len() - text.len();
        let headings = self.patch.own.iter().filter(|section| own.contains(&section.bytes.start));
        self.expected.extend(headings.map(|section| (at + section.bytes.start - own.start, section.level)));
    }
}

/// A piece that ends within an open ``` or <!-- takes the headings after it in: said at the first of them.
fn find_swallowed(body: &Body, expected: &[(usize, u8)], sink: &mut Sink) {
    let found: Vec<(usize, u8)> = sections(&body.text).iter().map(|section| (section.bytes.start, section.level)).collect();
    let lost = expected.iter().find(|heading| !found.contains(heading));
    let more = found.iter().find(|heading| !expected.contains(heading));
    if let Some((at, _)) = lost.or(more) {
        let line = body.text[*at..].find(['\n', '\r']).map_or(body.text.len(), |end| at + end);
        sink.extend(body.place(&(*at..line)).map(say::swallowed));
    }
}

fn no_section(id: &str, mark: Span, below: &[Section]) -> Diagnostic {
    let known: Vec<&str> = below.iter().filter_map(|section| section.id.as_deref()).collect();
    let problem = Diagnostic::new(
        Code::OverlayOfNothing,
        mark,
        format!("基のページに見出し {{#{id}}} がありません"),
        format!("the page below has no heading {{#{id}}}"),
    );
    match nearest(id, known.iter().copied()) {
        Some(word) => problem.help(format!("もしかして「#{word}」ですか"), format!("did you mean `#{word}`?")),
        None if known.is_empty() => problem.help(
            "基のページに {#id} の付いた見出しがないので、ページの全体を書いて「overlay: replace」とします",
            "the page below has no headings with ids; write the whole page and say `overlay: replace`",
        ),
        None => problem.help(format!("基のページの見出し: {}", known.join("、")), format!("headings below: {}", known.join(", "))),
    }
}
