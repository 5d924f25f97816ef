//! Texts of charts: how wide they are at most, and where their lines break.
//!
//! No font is known when a site is built, so widths are estimates above what the Japanese system fonts need: East-Asian characters take
//! one em, others what the widest of Meiryo, BIZ UDPGothic, Yu Gothic and Noto Sans CJK takes for their like.

use super::layout::FONT_SIZE;
use unicode_width::UnicodeWidthChar;

/// Width of a text at [`FONT_SIZE`], rounded up.
#[must_use]
pub fn text_width(text: &str) -> i32 {
    units(hundredths(text))
}

/// In hundredths of an em.
fn hundredths(text: &str) -> i64 {
    text.chars().map(|letter| i64::from(letter_width(letter))).sum()
}

/// At [`FONT_SIZE`], rounded up.
fn units(hundredths: i64) -> i32 {
    i32::try_from((hundredths * i64::from(FONT_SIZE) + 99) / 100).unwrap_or(i32::MAX)
}

/// In hundredths of an em.
fn letter_width(letter: char) -> i32 {
    match letter {
        ' ' => 40,
        'W' | 'M' | 'm' | 'w' | '@' | '%' => 100,
        'A'..='Z' | '&' | '+' | '=' | '<' | '>' | '~' | '#' | '$' => 85,
        '\u{21}'..='\u{7e}' => 68,
        _ if letter.width() == Some(0) => 0,
        // Of ambiguous width too: Japanese fonts draw ① and ± on a full em.
        _ => 100,
    }
}

/// Breaks a text into lines of at most `most` units: between Japanese characters, not within Latin words and numbers, no closing mark at
/// the start of a line and no opening bracket at its end. What is wider than a line by itself is broken anywhere.
#[must_use]
pub fn wrap(text: &str, most: i32) -> Vec<String> {
    let text: String = text.chars().map(|letter| if letter.is_whitespace() || letter.is_control() { ' ' } else { letter }).collect();
    let mut lines = Vec::new();
    let mut line = Line::default();
    for piece in pieces(text.trim()) {
        let width = units(hundredths(piece.trim_end()));
        if units(line.width) + width + units(line.blank_width()) > most && !line.text.is_empty() {
            lines.push(line.take());
        }
        if width <= most {
            line.push(if line.text.is_empty() { piece.trim_start() } else { piece });
            continue;
        }
        for letter in piece.chars() {
            let mut bytes = [0; 4];
            let letter = &*letter.encode_utf8(&mut bytes);
            if !line.text.is_empty() && units(line.width + line.blank_width()) + text_width(letter) > most {
                lines.push(line.take());
            }
            line.push(letter);
        }
    }
    lines.push(line.take());
    lines
}

/// A line that grows; its width is not counted anew with each word.
#[derive(Default)]
struct Line {
    text: String,
    /// Without the blanks at its end, in hundredths of an em.
    width: i64,
    blanks: usize,
}

impl Line {
    fn blank_width(&self) -> i64 {
        i64::from(letter_width(' ')) * i64::try_from(self.blanks).unwrap_or(i64::MAX)
    }

    fn push(&mut self, text: &str) {
        let words = text.trim_end_matches(' ');
        if !words.is_empty() {
            self.width += self.blank_width() + hundredths(words);
            self.blanks = 0;
        }
        self.blanks += text.len() - words.len();
        self.text.push_str(text);
    }

    /// The line without the blanks at its end; the next begins.
    fn take(&mut self) -> String {
        let line = std::mem::take(self);
        line.text.trim_end().to_owned()
    }
}

/// [`wrap`] with lines of about the same length: as narrow as the number of lines and the longest word allow.
#[must_use]
pub fn wrap_evenly(text: &str, most: i32) -> Vec<String> {
    let mut lines = wrap(text, most);
    let longest = pieces(text.trim()).iter().map(|piece| text_width(piece.trim_end())).max().unwrap_or(0);
    let (mut low, mut high) = (longest.min(most), most);
    while lines.len() > 1 && low < high {
        let middle = low + (high - low) / 2;
        let narrower = wrap(text, middle);
        if narrower.len() > lines.len() {
            low = middle + 1;
        } else {
            (high, lines) = (middle, narrower);
        }
    }
    lines
}

/// The shortest stretches after which a line may end.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, letter) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, letter)) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(letter);
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_break(before: char, after: char) -> bool {
    if after == ' ' || is_opening(before) || is_closing(after) || after.width() == Some(0) {
        return false;
    }
    before == ' ' || !(before.is_ascii() && after.is_ascii())
}

fn is_opening(letter: char) -> bool {
    "（「『［｛〈《【〔([{".contains(letter)
}

/// 行頭禁則
fn is_closing(letter: char) -> bool {
    "、。，．・：；？！）」』］｝〉》】〕ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〜～％%),.:;?!]}".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_start_with_no_closing_and_end_with_no_opening_mark() {
        assert_eq!(wrap("いじめ、暴力行為、非行等の問題行動", 8 * FONT_SIZE), ["いじめ、暴力行", "為、非行等の問題", "行動"]);
        assert_eq!(wrap("家庭環境の問題（④を除く）", 8 * FONT_SIZE), ["家庭環境の問題", "（④を除く）"]);
        assert_eq!(wrap("スクールソーシャルワーカー", 5 * FONT_SIZE), ["スクール", "ソーシャル", "ワーカー"]);
    }

    #[test]
    fn words_and_numbers_stay_whole_unless_a_line_is_too_short_for_them() {
        assert_eq!(wrap("SSW 1,379 cases", 7 * FONT_SIZE), ["SSW 1,379", "cases"]);
        assert_eq!(wrap("abcdefghij", 3 * FONT_SIZE), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("", 50), [""]);
        assert_eq!(wrap("上\n下", 200), ["上 下"]);
    }

    #[test]
    fn even_lines_leave_no_crumb_and_break_no_word() {
        assert_eq!(wrap_evenly("自立相談支援機関の主任相談支援員", 14 * FONT_SIZE), ["自立相談支援機関", "の主任相談支援員"]);
        assert_eq!(wrap_evenly("司法・矯正", 14 * FONT_SIZE), ["司法・矯正"]);
        assert_eq!(wrap_evenly("abcdefghij 会議の記録", 9 * FONT_SIZE), ["abcdefghij", "会議の記録"]);
    }

    #[test]
    fn east_asian_letters_take_an_em() {
        assert_eq!(text_width("あ①亜"), 3 * FONT_SIZE);
        assert!(text_width("1,379") < 4 * FONT_SIZE && text_width("1,379") > 3 * FONT_SIZE);
    }
}
