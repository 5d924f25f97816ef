//! Slips of the keyboard in YAML, line by line. A small reader of lines knows what is text (quotes, block texts, comments, continued lines)
//! and what is structure; only in the latter is a full-width sign a slip.

use super::{Report, quotes, say};
use crate::diag::Diagnostic;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

pub(super) fn check(text: &str, range: Range<usize>, report: &mut Report<'_>) {
    let end = range.end.min(text.len());
    let mut lines = Lines { text, report, end: 0, state: State::Structure, brackets: Vec::new(), key: None, plain: None };
    let mut start = range.start.min(end);
    while start < end && !lines.report.is_full() {
        let length = text.as_bytes()[start..end].iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        lines.end = length.map_or(end, |length| start + length);
        lines.line(start);
        start = lines.end + 1;
    }
}

enum State {
    Structure,
    /// Lines of a `|` or `>` text, deeper than this column.
    Block(usize),
    /// Inside a quoted text that goes on over lines.
    Quoted(u8),
}

struct Lines<'t, 'r, 's> {
    text: &'t str,
    report: &'r mut Report<'s>,
    /// End of the line that is being read.
    end: usize,
    state: State,
    /// Open `[` and `{`.
    brackets: Vec<u8>,
    /// Column of the last key.
    key: Option<usize>,
    /// Column of the key or mark whose plain text the next, deeper lines go on with.
    plain: Option<usize>,
}

/// Blanks that are not YAML's: the full-width one and its relatives.
fn is_odd_blank(letter: char) -> bool {
    matches!(letter, '\u{3000}' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}')
}

fn is_wide_colon(letter: char) -> bool {
    matches!(letter, '：' | '︰' | '﹕' | '∶')
}

fn is_wide_hyphen(letter: char) -> bool {
    matches!(letter, '－' | 'ー' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ｰ' | '─')
}

/// Whether a text reads like a key of ours, also in full-width letters.
fn is_key_word(text: &str) -> bool {
    let mut letters = text.nfkc();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && letters.all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'))
}

impl Lines<'_, '_, '_> {
    fn rest(&self, at: usize) -> &str {
        self.text.get(at..self.end).unwrap_or_default()
    }

    fn push(&mut self, range: Range<usize>, say: fn(crate::diag::Span) -> Diagnostic) {
        let diagnostic = say(self.report.span(range));
        self.report.push(diagnostic);
    }

    fn line(&mut self, start: usize) {
        if let State::Quoted(quote) = self.state {
            if let Some(at) = quotes::close(self.text, start, self.end, quote) {
                self.state = State::Structure;
                if !self.brackets.is_empty() {
                    self.flow(at);
                }
            }
            return;
        }
        let spaces = self.rest(start).bytes().take_while(|byte| *byte == b' ').count();
        let content = self.skip_blanks(start);
        let first = self.rest(content).chars().next();
        if matches!(first, None | Some('#')) || (matches!(self.state, State::Block(column) if spaces > column)) {
            return;
        }
        self.state = State::Structure;
        if !self.brackets.is_empty() {
            self.flow(content);
        } else if self.plain.is_none_or(|column| spaces <= column) {
            self.plain = None;
            self.structure(start, content);
        }
    }

    /// The offset after all blanks, YAML's or not.
    fn skip_blanks(&self, at: usize) -> usize {
        let rest = self.rest(at);
        at + rest.len() - rest.trim_start_matches(|letter| matches!(letter, ' ' | '\t') || is_odd_blank(letter)).len()
    }

    /// Reports odd blanks in `at..to` by `say`.
    fn blanks(&mut self, at: usize, to: usize, say: fn(crate::diag::Span) -> Diagnostic) {
        let Some(blanks) = self.text.get(at..to) else { return };
        if let (Some(first), Some(last)) = (blanks.find(is_odd_blank), blanks.rfind(is_odd_blank)) {
            let length = blanks[last..].chars().next().map_or(0, char::len_utf8);
            self.push(at + first..at + last + length, say);
        }
    }

    /// A line that starts a key, a list item or a text.
    fn structure(&mut self, start: usize, content: usize) {
        if self.rest(start).starts_with("---") || self.rest(start).starts_with("...") || is_conflict_mark(self.rest(start)) {
            self.key = None;
            return;
        }
        if let Some(tab) = self.text[start..content].find('\t') {
            self.push(start + tab..start + tab + 1, say::tab);
        }
        self.blanks(start, content, say::wide_indent);
        let mut column = width(&self.text[start..content]);
        let mut at = content;
        let mut outer = None;
        while let Some(after) = self.list_mark(at) {
            outer = Some(column);
            column += width(&self.text[at..after]);
            at = after;
        }
        self.entry(at, column, outer);
    }

    /// The offset after a list mark and its blanks, if `at` has one, proper or not.
    fn list_mark(&mut self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let mark = rest.chars().next()?;
        let after = rest[mark.len_utf8()..].chars().next();
        let next = self.skip_blanks(at + mark.len_utf8());
        if mark == '-' {
            let is_separated = after.is_none_or(|letter| matches!(letter, ' ' | '\t') || is_odd_blank(letter));
            if is_separated {
                self.blanks(at + 1, next, say::wide_blank_after_mark);
                return Some(next);
            }
            let is_text = after.is_some_and(|letter| letter.is_alphabetic() && !is_wide_hyphen(letter));
            if is_text && self.key_colon(at).is_none() {
                self.push(at..at + 1, say::no_space_after_mark);
                return Some(next);
            }
            return None;
        }
        if is_wide_hyphen(mark) && after.is_some_and(|letter| letter != ':' && !is_wide_hyphen(letter)) {
            self.push(at..at + mark.len_utf8(), say::wide_hyphen);
            return Some(next);
        }
        None
    }

    /// `key: value`, `value`, or something that was meant as one of them. `outer` is the column of the list mark before it.
    fn entry(&mut self, at: usize, column: usize, outer: Option<usize>) {
        let parent = outer.unwrap_or(column);
        let Some(first) = self.rest(at).bytes().next() else { return };
        if matches!(first, b'"' | b'\'') {
            self.quoted_entry(at, column, first);
            return;
        }
        if !matches!(first, b'[' | b'{' | b'|' | b'>' | b'#' | b'&' | b'*' | b'!') {
            let is_key_place = outer.is_none() && self.key.is_none_or(|key| column <= key);
            if let Some(value) = self.key_colon(at).or_else(|| self.meant_colon(at, is_key_place)) {
                self.key = Some(column);
                self.value(value, column);
                return;
            }
        }
        self.value(at, parent);
    }

    /// A quoted key or a quoted value.
    fn quoted_entry(&mut self, at: usize, column: usize, quote: u8) {
        let Some(after) = quotes::close(self.text, at + 1, self.end, quote) else {
            self.state = State::Quoted(quote);
            return;
        };
        let colon = self.skip_blanks(after);
        match self.rest(colon).chars().next() {
            Some(letter) if is_wide_colon(letter) => {
                self.push(colon..colon + letter.len_utf8(), say::wide_colon);
                self.key = Some(column);
                self.value(colon + letter.len_utf8(), column);
            }
            Some(':') => {
                self.blanks(after, colon, say::wide_blank_before_colon);
                self.key = Some(column);
                self.value(colon + 1, column);
            }
            _ => {}
        }
    }

    /// The offset after the colon of a proper `key: `; reports a slip inside the key.
    fn key_colon(&mut self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let plain = &rest[..comment(rest).unwrap_or(rest.len())];
        let colon = plain
            .match_indices(':')
            .map(|(colon, _)| colon)
            .find(|colon| matches!(plain.as_bytes().get(colon + 1), None | Some(b' ' | b'\t')))?;
        let key = &plain[..colon];
        if key.split(is_wide_colon).next().is_some_and(|word| word.len() < key.len() && is_key_word(word.trim_end())) {
            return None;
        }
        let end = key.trim_end_matches(is_odd_blank).len();
        self.blanks(at + end, at + colon, say::wide_blank_before_colon);
        Some(at + colon + 1)
    }

    /// The offset after what was meant as the colon of a key: `：`, `:` before an odd blank, `:` without a blank. Reports it.
    fn meant_colon(&mut self, at: usize, is_key_place: bool) -> Option<usize> {
        let rest = self.rest(at);
        let plain = &rest[..comment(rest).unwrap_or(rest.len())];
        let (colon, letter) = plain.char_indices().find(|&(_, letter)| letter == ':' || is_wide_colon(letter))?;
        let key = plain[..colon].trim_end_matches(|letter| letter == ' ' || is_odd_blank(letter));
        let after = at + colon + letter.len_utf8();
        let next = self.rest(after).chars().next();
        let is_word = is_key_word(key);
        let is_meant = !key.is_empty() && (is_word || is_key_place);
        if letter != ':' && is_meant {
            self.push(at + colon..after, say::wide_colon);
            return Some(after);
        }
        if is_meant && next.is_some_and(is_odd_blank) {
            return Some(after);
        }
        if is_word && is_key_place && next != Some('/') {
            self.push(at + colon..after, say::no_space_after_colon);
            return Some(after);
        }
        None
    }

    /// What stands after a key or a list mark in `parent`'s column.
    fn value(&mut self, at: usize, parent: usize) {
        let start = self.skip_blanks(at);
        self.blanks(at, start, say::wide_blank);
        let Some(first) = self.rest(start).bytes().next() else { return };
        match first {
            b'"' | b'\'' => {
                if quotes::close(self.text, start + 1, self.end, first).is_none() {
                    self.state = State::Quoted(first);
                }
            }
            b'[' | b'{' => self.flow(start),
            b'|' | b'>' => self.state = State::Block(parent),
            b'&' | b'*' | b'!' => {}
            b'#' => self.cut(start, start),
            _ => {
                let rest = self.rest(start);
                let cut = comment(rest);
                let end = start + cut.unwrap_or(rest.len());
                self.plain_value(start..end);
                match cut {
                    Some(_) => self.cut(start, end),
                    None => self.plain = Some(parent),
                }
            }
        }
    }

    /// Reports a `#` at or after `from` that is followed by text: `内線 #123`. A comment has a blank after its `#`.
    fn cut(&mut self, start: usize, from: usize) {
        let Some(hash) = self.rest(from).find('#').map(|hash| from + hash) else { return };
        let is_text = self
            .rest(hash + 1)
            .chars()
            .next()
            .is_some_and(|letter| !matches!(letter, ' ' | '\t' | '#' | '!' | '-' | '=') && !is_odd_blank(letter));
        if is_text {
            let typed = self.text[start..self.end].trim_end().to_owned();
            let diagnostic = say::cut_by_hash(self.report.span(hash..self.end), &typed);
            self.report.push(diagnostic);
        }
    }

    /// Checks one plain text for signs that were meant as structure.
    fn plain_value(&mut self, range: Range<usize>) {
        let Some(value) = self.text.get(range.clone()).map(|value| value.trim_end_matches([' ', '\t'])) else { return };
        let trimmed = value.trim_end_matches(is_odd_blank);
        let end = range.start + trimmed.len();
        if trimmed.len() < value.len() {
            self.push(end..range.start + value.len(), say::wide_blank_at_end);
        }
        if quotes::is_wrapped(trimmed) {
            let diagnostic = say::curly_quotes(self.report.span(range.start..end), trimmed);
            self.report.push(diagnostic);
        } else if let Some(meant) = wide_word(trimmed) {
            let diagnostic = say::wide_digits(self.report.span(range.start..end), trimmed, &meant);
            self.report.push(diagnostic);
        }
    }

    /// Reads on inside `[…]` and `{…}` to the end of the line or of the outermost bracket.
    fn flow(&mut self, from: usize) {
        let mut at = from;
        while at < self.end {
            match self.text.as_bytes()[at] {
                open @ (b'[' | b'{') => self.brackets.push(open),
                b']' | b'}' => {
                    self.brackets.pop();
                    if self.brackets.is_empty() {
                        return;
                    }
                }
                quote @ (b'"' | b'\'') => match quotes::close(self.text, at + 1, self.end, quote) {
                    Some(after) => {
                        at = after;
                        continue;
                    }
                    None => {
                        self.state = State::Quoted(quote);
                        return;
                    }
                },
                b'#' => return,
                b' ' | b'\t' | b',' | b':' => {}
                _ => {
                    at = self.flow_text(at);
                    continue;
                }
            }
            at += 1;
        }
    }

    /// Checks a plain text inside brackets and gives the offset of its end.
    fn flow_text(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        let ends = |&(index, letter): &(usize, char)| match letter {
            ',' | '[' | ']' | '{' | '}' => true,
            ':' => matches!(rest.as_bytes().get(index + 1), None | Some(b' ' | b'\t' | b',' | b']' | b'}')),
            _ => false,
        };
        let cut = comment(rest).unwrap_or(rest.len());
        let length = rest[..cut].char_indices().find(ends).map_or(cut, |(index, _)| index);
        let is_key = rest[length..].starts_with(':');
        if !is_key && self.brackets.last() == Some(&b'{') {
            self.meant_colon_in_braces(at, length);
        }
        let blanks = self.skip_blanks(at).min(at + length);
        self.blanks(at, blanks, say::wide_blank);
        if is_key {
            let key = self.text[blanks..at + length].trim_end_matches(is_odd_blank).len();
            self.blanks(blanks + key, at + length, say::wide_blank_before_colon);
        } else {
            self.plain_value(blanks..at + length);
        }
        at + length.max(1)
    }

    fn meant_colon_in_braces(&mut self, at: usize, length: usize) {
        let text = &self.text[at..at + length];
        let Some((colon, letter)) = text.char_indices().find(|&(_, letter)| letter == ':' || is_wide_colon(letter)) else { return };
        if !is_key_word(text[..colon].trim()) {
            return;
        }
        let after = colon + letter.len_utf8();
        if is_wide_colon(letter) {
            self.push(at + colon..at + after, say::wide_colon);
        } else if text[after..].starts_with(is_odd_blank) {
            self.blanks(at + after, self.skip_blanks(at + after), say::wide_blank);
        }
    }
}

/// Where a comment starts: a `#` after a blank.
fn comment(rest: &str) -> Option<usize> {
    rest.match_indices('#').map(|(at, _)| at).find(|&at| at > 0 && matches!(rest.as_bytes()[at - 1], b' ' | b'\t'))
}

fn is_conflict_mark(line: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark))
}

/// Columns of blanks and marks; an odd blank or a tab was meant as two.
fn width(text: &str) -> usize {
    text.chars().map(|letter| if letter.is_ascii() && letter != '\t' { 1 } else { 2 }).sum()
}

/// The number or yes/no that a full-width word stands for.
fn wide_word(value: &str) -> Option<String> {
    let is_wide = |letter: char| matches!(letter, '\u{ff01}'..='\u{ff5e}');
    if !value.contains(is_wide) || !value.chars().all(|letter| letter.is_ascii() || is_wide(letter)) {
        return None;
    }
    let folded: String = value.nfkc().collect();
    let is_number =
        folded.bytes().any(|byte| byte.is_ascii_digit()) && folded.bytes().all(|byte| byte.is_ascii_digit() || b"-:./,".contains(&byte));
    let is_word = matches!(folded.to_ascii_lowercase().as_str(), "true" | "false" | "yes" | "no");
    (is_number || is_word).then(|| if is_word { folded.to_ascii_lowercase() } else { folded })
}
