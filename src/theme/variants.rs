//! `search/variants.yml`: spellings that readers mean alike, for the search. A layer adds its groups to those of the layers below; a group
//! that shares a spelling with one that is there becomes part of it.

use super::layers::{Layers, TextFile, problem, text};
use super::read::variants;
use super::{MAX_VARIANT_CHARACTERS, MAX_VARIANT_GROUPS, MAX_VARIANT_SPELLINGS};
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned};
use std::collections::BTreeMap;

/// Where the groups stand in a theme.
pub(super) const PATH: &str = "search/variants.yml";

/// The groups of all layers, those of the embedded theme first.
pub(super) fn merge(layers: &Layers, sink: &mut Sink) -> Vec<Vec<String>> {
    let mut merged = Groups::default();
    for layer in layers.iter().rev() {
        let Some(file) = layer.files.get(PATH).and_then(text) else { continue };
        let Some(groups) = variants(file, sink) else { continue };
        if groups.len() > MAX_VARIANT_GROUPS {
            let ja = format!("組は {MAX_VARIANT_GROUPS} までです。{} あります", groups.len());
            let en = format!("at most {MAX_VARIANT_GROUPS} groups; there are {}", groups.len());
            sink.push(wrong(file.source.map(Span::file), ja, en).help("使われない組を消します", "delete groups that are not needed"));
            continue;
        }
        for group in groups {
            match fault(&group, file) {
                Some(fault) => sink.push(fault),
                None => merged.add(group.into_iter().map(|spelling| spelling.value).collect()),
            }
        }
    }
    merged.finish()
}

/// What is wrong with a group, if anything is.
fn fault(group: &[Spanned<String>], file: TextFile) -> Option<Diagnostic> {
    // Embedded files are not among the sources.
    let place = |span: Span| file.source.map(|_| span);
    for (at, spelling) in group.iter().enumerate() {
        let length = spelling.value.chars().count();
        if spelling.value.trim().is_empty() {
            return Some(wrong(place(spelling.span), "書き方が空です", "the spelling is empty"));
        }
        if length > MAX_VARIANT_CHARACTERS {
            let ja = format!("一つの書き方は {MAX_VARIANT_CHARACTERS} 文字までです。{length} 文字あります");
            let en = format!("a spelling has at most {MAX_VARIANT_CHARACTERS} characters, not {length}");
            return Some(wrong(place(spelling.span), ja, en));
        }
        if group[..at].iter().any(|other| other.value == spelling.value) {
            let ja = format!("「{}」が同じ組に二度あります", spelling.value);
            return Some(wrong(place(spelling.span), ja, format!("`{}` stands twice in the group", spelling.value)));
        }
    }
    if (2..=MAX_VARIANT_SPELLINGS).contains(&group.len()) {
        return None;
    }
    let span = group.first().map_or(file.source.map(Span::file), |spelling| place(spelling.span));
    let ja = format!("一つの組には、書き方を 2 から {MAX_VARIANT_SPELLINGS} まで書きます。{} あります", group.len());
    let en = format!("a group has 2 to {MAX_VARIANT_SPELLINGS} spellings, not {}", group.len());
    Some(wrong(span, ja, en).help("「- [問い合わせ, 問合せ]」のように書きます", "write `- [問い合わせ, 問合せ]`"))
}

fn wrong(span: Option<Span>, ja: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    problem(Code::InvalidValue, span, ja, en)
}

/// Groups being put together.
#[derive(Default)]
struct Groups {
    /// Those that became part of another are empty.
    all: Vec<Vec<String>>,
    /// The group of each spelling.
    of: BTreeMap<String, usize>,
}

impl Groups {
    /// Adds a group; all that share a spelling with it become one, at the place of the first.
    fn add(&mut self, group: Vec<String>) {
        let mut shared: Vec<usize> = group.iter().filter_map(|spelling| self.of.get(spelling).copied()).collect();
        shared.sort_unstable();
        shared.dedup();
        let first = shared.first().copied().unwrap_or_else(|| {
            self.all.push(Vec::new());
            self.all.len() - 1
        });
        let joined: Vec<String> = shared.iter().skip(1).flat_map(|at| std::mem::take(&mut self.all[*at])).collect();
        for spelling in joined.into_iter().chain(group) {
            if self.of.insert(spelling.clone(), first) != Some(first) {
                self.all[first].push(spelling);
            }
        }
    }

    fn finish(self) -> Vec<Vec<String>> {
        self.all.into_iter().filter(|group| !group.is_empty()).collect()
    }
}
