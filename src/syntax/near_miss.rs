//! Marks that look like Markdown and are not, because they are full-width or lack a blank (M304).

use crate::diag::{Code, Diagnostic, Span};

/// Reports the near misses of one text, which stands at `start` of the body; `is_line_start` when nothing stands before it in its line.
pub(super) fn find(text: &str, start: usize, is_line_start: bool, body: Span, push: &mut dyn FnMut(Diagnostic)) {
    let mut report = |from: usize, to: usize, ja: String, en: &str| {
        push(Diagnostic::new(Code::NearMiss, body.sub(start + from, start + to), ja, en));
    };
    if is_line_start && let Some((end, ja, en)) = line_mark(text) {
        report(0, end, ja, en);
    }
    // All signs looked for begin with this byte.
    let mut at = 0;
    while let Some(found) = text.as_bytes()[at..].iter().position(|&b| b == 0xef).map(|offset| at + offset) {
        let rest = &text[found..];
        let length = if rest.starts_with("＊＊") {
            let end = rest.char_indices().find(|&(_, c)| c != '＊').map_or(rest.len(), |(end, _)| end);
            report(
                found,
                found + end,
                "「＊＊」が全角なので、太字になりません".to_owned(),
                "`＊＊` is full-width and does not make bold text",
            );
            end
        } else if let Some(end) = link(rest) {
            report(found, found + end, "［ ］（ ）が全角なので、リンクになりません".to_owned(), "a link written with full-width brackets");
            end
        } else {
            3
        };
        at = found + length;
    }
}

/// A heading or list sign at the start of a line that has no effect.
fn line_mark(text: &str) -> Option<(usize, String, &'static str)> {
    let count = |sign: char| text.chars().take_while(|&c| c == sign).count();
    let hashes = count('#');
    if (2..=6).contains(&hashes) && text[hashes..].chars().next().is_some_and(|c| c == '\u{3000}' || c.is_alphanumeric()) {
        let en = "a heading needs a blank after `#`";
        return Some((hashes, format!("「{}」の後ろに半角の空白がないので、見出しになりません", "#".repeat(hashes)), en));
    }
    if let Some(end) = text.strip_prefix("[!").and_then(|rest| rest.find(']')) {
        let sign = &text[..end + 3];
        let ja =
            format!("「{sign}」が囲みになりません。NOTE・TIP・IMPORTANT・WARNING・CAUTION・STAFF のどれかだけを、引用の最初の行に書きます");
        return Some((
            sign.len(),
            ja,
            "a callout is one of NOTE, TIP, IMPORTANT, WARNING, CAUTION and STAFF, alone on the first line of a quote",
        ));
    }
    let wide = count('＃');
    if (1..=6).contains(&wide) {
        return Some((wide * 3, "「＃」が全角なので、見出しになりません".to_owned(), "`＃` is full-width and does not make a heading"));
    }
    let is_item = text.strip_prefix(['－', '＊', '＋']).is_some_and(|rest| rest.starts_with([' ', '\u{3000}']));
    is_item.then(|| {
        let sign = text.chars().next().unwrap_or('－');
        (sign.len_utf8(), format!("「{sign}」が全角なので、箇条書きになりません"), "a full-width sign does not make a list item")
    })
}

/// Length of `［文字］（url）`, also with one kind of brackets half-width, at the start of a text.
fn link(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('［')?;
    // To the next bracket and no further: many open ones must not make the search long.
    let close = rest.find(['］', '［'])?;
    let after = rest[close..].strip_prefix('］')?;
    let open = after.chars().next().filter(|c| matches!(c, '（' | '('))?;
    let target = &after[open.len_utf8()..];
    let end = target.find(['）', ')', '［'])?;
    let is_target = target[..end].contains([':', '：', '/', '／', '#', '＃', '.']) && !target[..end].contains(['。', '、', '\n']);
    let closing = target[end..].chars().next().filter(|&c| c != '［')?.len_utf8();
    is_target.then(|| text.len() - target.len() + end + closing)
}
