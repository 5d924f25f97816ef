//! Characters that no text should hold, and merge-conflict marks. One pass over the bytes; a table passes over all that is harmless.

use super::Report;
use crate::diag::{Code, Diagnostic};

/// Bytes at which a closer look is needed: controls, the first bytes of invisible characters, and the letters of conflict marks.
const SUSPECT: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = !matches!(byte, 0x09 | 0x0a | 0x0d);
        byte += 1;
    }
    table[0x7f] = true;
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[0xc2] = true;
    table[0xd8] = true;
    table[0xe1] = true;
    table[0xe2] = true;
    table[0xef] = true;
    table[0xf3] = true;
    table
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Control,
    Invisible,
    Garbled,
}

pub(super) fn check(text: &str, report: &mut Report<'_>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut conflict_end = 0;
    while let Some(found) = bytes[at..].iter().position(|&byte| SUSPECT[byte as usize]) {
        at += found;
        let pair = (bytes[at], bytes.get(at + 1).copied().unwrap_or(0));
        let passed = match pair {
            (b'<' | b'>', second) if second == pair.0 => conflict(text, at, &mut conflict_end, report),
            (b'<' | b'>', _) => 1,
            (0xc2, 0x80..=0x9f | 0xad)
            | (0xd8, 0x9c)
            | (0xe1, 0xa0)
            | (0xe2, 0x80 | 0x81)
            | (0xef, 0xbb | 0xbf)
            | (0xf3, 0xa0)
            | (0x00..=0x7f, _) => character(text, at, report),
            _ => 1,
        };
        at += passed;
        if report.is_full() {
            return;
        }
    }
}

/// Reports a run of bad characters at `at` and gives its length; or passes over a good one.
fn character(text: &str, at: usize, report: &mut Report<'_>) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let Some(first) = rest.chars().next() else { return 1 };
    let Some(kind) = kind(first).filter(|_| !joins_emoji(text, at, first)) else { return 1 };
    let length = rest.chars().take_while(|&letter| self::kind(letter) == Some(kind)).map(char::len_utf8).sum();
    let span = report.span(at..at + length);
    let number = format!("U+{:04X}", u32::from(first));
    report.push(match kind {
        Kind::Control => Diagnostic::new(
            Code::ControlCharacter,
            span,
            format!("目に見えない制御文字（{number}）が入っています"),
            format!("a control character ({number})"),
        )
        .help("この位置の前後を消して、打ち直します", "delete this place and type it again"),
        Kind::Invisible => Diagnostic::new(
            Code::InvisibleCharacter,
            span,
            format!("目に見えない文字（{number}）が入っています"),
            format!("an invisible character ({number})"),
        )
        .help(
            "ほかのソフトから写したときに混ざります。前後の文字ごと消して、打ち直します",
            "it comes with pasted text; delete this place and type it again",
        ),
        Kind::Garbled => {
            Diagnostic::new(Code::InvisibleCharacter, span, "文字化けのあと（�）が残っています", "a replacement character (U+FFFD)")
                .help("もとの文字を打ち直します", "type the original character again")
        }
    });
    length
}

fn kind(letter: char) -> Option<Kind> {
    match letter {
        '\t' | '\n' | '\r' => None,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some(Kind::Control),
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' => Some(Kind::Invisible),
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e0000}'..='\u{e007f}' => Some(Kind::Invisible),
        '\u{fffd}' => Some(Kind::Garbled),
        _ => None,
    }
}

/// The joiner inside 👨‍👩‍👧 belongs there.
fn joins_emoji(text: &str, at: usize, letter: char) -> bool {
    let is_emoji = |letter: char| matches!(letter, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}');
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at..).and_then(|text| text.chars().nth(1));
    letter == '\u{200d}' && before.is_some_and(is_emoji) && after.is_some_and(is_emoji)
}

/// Reports a conflict whose first mark stands at `at`; gives how far to pass on. `=======` alone is a Markdown heading and no mark.
fn conflict(text: &str, at: usize, conflict_end: &mut usize, report: &mut Report<'_>) -> usize {
    let rest = &text[at..];
    let run = rest.bytes().take_while(|byte| *byte == rest.as_bytes()[0]).count();
    let starts_line = at == 0 || matches!(text.as_bytes()[at - 1], b'\n' | b'\r');
    let is_mark = run == 7 && starts_line && rest[7..].chars().next().is_none_or(|next| matches!(next, ' ' | '\n' | '\r'));
    if !is_mark || (at == *conflict_end && at > 0) {
        return run;
    }
    let mut diagnostic = Diagnostic::new(
        Code::MergeConflictMark,
        report.span(at..at + 7),
        "二人の編集がぶつかったしるしが残っています",
        "a merge-conflict mark was left behind",
    )
    .help("残す方の文だけにして、<<<<<<<・=======・>>>>>>> の行を消します", "keep one version and delete the lines of marks");
    if rest.starts_with('<') {
        let end = rest.find("\n>>>>>>>").map(|end| end + 1);
        let middle = rest[..end.unwrap_or(rest.len())].find("\n=======").map(|middle| at + middle + 1);
        diagnostic = diagnostic.here("ここから一つ目", "one version");
        if let Some(middle) = middle {
            diagnostic = diagnostic.also(report.span(middle..middle + 7), "ここから二つ目", "the other version");
        }
        if let Some(end) = end {
            *conflict_end = at + end;
            diagnostic = diagnostic.also(report.span(at + end..at + end + 7), "ここまで", "end");
        }
    }
    report.push(diagnostic);
    run
}
