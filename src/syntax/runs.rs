//! The running text of a page with its places: what lints about wording read. Marks, code, HTML and targets are left out.

use super::event::{Document, Event, is_verbatim};
use super::tag::Tag;
use crate::model::{TextRole, TextRun};
use pulldown_cmark::TagEnd;
use std::ops::Range;

/// Gathers the runs while the events are walked.
#[derive(Default)]
pub(super) struct Runs {
    runs: Vec<TextRun>,
    is_heading: bool,
    is_code: bool,
    links: usize,
    /// Whether something that a reader sees, or the end of a block, came after the last run.
    is_cut: bool,
}

impl Runs {
    /// Takes the event at `at` in.
    pub fn take(&mut self, document: &Document<'_>, at: usize) {
        let placed = &document.events[at];
        match &placed.event {
            Event::Text(text) if !self.is_code && is_verbatim(document.text, text, &placed.range) => self.push(placed.range.clone()),
            Event::Ruby { base, .. } => match place(document.text, base) {
                Some(range) => self.push(range),
                None => self.is_cut = true,
            },
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                // An empty one prints a name that is not known here.
                self.is_cut |=
                    matches!(document.events.get(at + 1).map(|next| &next.event), Some(Event::End(TagEnd::Link | TagEnd::Image)));
                self.links += 1;
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.links = self.links.saturating_sub(1),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
            | Event::SoftBreak { is_space: false }
            | Event::FootnoteReference(_)
            | Event::Comment => {}
            other => {
                match other {
                    Event::Start(Tag::Heading(_)) => self.is_heading = true,
                    Event::End(TagEnd::Heading(_)) => self.is_heading = false,
                    Event::Start(Tag::CodeBlock(_)) => self.is_code = true,
                    Event::End(TagEnd::CodeBlock) => self.is_code = false,
                    _ => {}
                }
                self.is_cut = true;
            }
        }
    }

    /// The runs in order.
    pub fn finish(self) -> Vec<TextRun> {
        self.runs
    }

    fn push(&mut self, range: Range<usize>) {
        let role = match (self.links, self.is_heading) {
            (0, false) => TextRole::Prose,
            (0, true) => TextRole::Heading,
            _ => TextRole::Link,
        };
        // Offsets fit 32 bits because files are limited to 2 MiB.
        let (Ok(start), Ok(end)) = (u32::try_from(range.start), u32::try_from(range.end)) else { return };
        let continues = !std::mem::take(&mut self.is_cut) && !self.runs.is_empty();
        self.runs.push(TextRun { start, end, role, continues });
    }
}

/// Where a borrowed part stands in its text.
fn place(text: &str, part: &str) -> Option<Range<usize>> {
    let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (text.get(start..start + part.len()) == Some(part)).then(|| start..start + part.len())
}

#[cfg(test)]
mod tests {
    use crate::diag::{Sink, SourceId, Span};
    use crate::model::TextRole;

    /// The text as a reader sees it: `|` where a run does not continue the one before, links in `<>`, headings in `#…#`.
    fn seen(text: &str) -> String {
        let outline = crate::syntax::outline(text, Span::new(SourceId(0), 0, text.len()), &mut Sink::default());
        let shown = outline.text.iter().map(|run| {
            let part = &text[run.start as usize..run.end as usize];
            let part = match run.role {
                TextRole::Prose => part.to_owned(),
                TextRole::Heading => format!("#{part}#"),
                TextRole::Link => format!("<{part}>"),
            };
            if run.continues { part } else { format!("|{part}") }
        });
        shown.collect()
    }

    #[test]
    fn marks_and_line_ends_between_japanese_letters_do_not_cut_the_text() {
        assert_eq!(seen("これは**協議**シー\nト。\n"), "|これは協議シート。");
        assert_eq!(seen("{協議|きょうぎ}シート\n"), "|協議シート");
        assert_eq!(seen("注[^a]です\n\n[^a]: 下\n"), "|注です|下");
    }

    #[test]
    fn blocks_code_entities_and_printed_names_cut_it() {
        assert_eq!(seen("一\n\n二\n"), "|一|二");
        assert_eq!(seen("一`二`三\n\n```\n四\n```\n五\n"), "|一|三|五");
        assert_eq!(seen("一&amp;二\n"), "|一|二");
        assert_eq!(seen("一[](agency:x)二\n"), "|一|二");
        assert_eq!(seen("| 一 | 二 |\n|---|---|\n| 三 | 四 |\n"), "|一|二|三|四");
        assert_eq!(seen("one\ntwo\n"), "|one|two");
    }

    #[test]
    fn links_and_headings_are_told_from_sentences() {
        assert_eq!(seen("## 見出し {#a}\n\n電話は[窓口](agency:x)へ ![図](a.png)\n"), "|#見出し#|電話は<窓口>へ <図>");
        assert_eq!(seen("## [窓口](agency:x)の電話\n"), "|<窓口>#の電話#");
    }

    #[test]
    fn html_is_not_running_text() {
        assert_eq!(seen("一<b>二</b><!-- 三 -->四\n"), "|一|二|四");
    }
}
