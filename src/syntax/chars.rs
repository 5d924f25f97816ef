//! Classes of characters that Japanese typography needs: wide, Hangul, punctuation, opening and closing.

/// Han, kana and full-width forms: characters that stand side by side without a space. Hangul is not among them.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fdf}'        // radicals
        | '\u{2ff0}'..='\u{303f}'      // ideographic punctuation and space
        | '\u{3040}'..='\u{312f}'      // kana, bopomofo
        | '\u{3190}'..='\u{4dbf}'      // kanbun, kana extensions, enclosed, Han extension A
        | '\u{4e00}'..='\u{9fff}'      // Han
        | '\u{f900}'..='\u{faff}'      // compatibility Han
        | '\u{fe30}'..='\u{fe4f}'      // vertical forms
        | '\u{ff01}'..='\u{ff9f}'      // full-width forms, half-width kana
        | '\u{ffe0}'..='\u{ffe6}'      // full-width signs
        | '\u{1b000}'..='\u{1b16f}'    // old kana
        | '\u{1f200}'..='\u{1f2ff}'    // enclosed Han
        | '\u{20000}'..='\u{3ffff}')
}

/// Signs that Japanese sets as wide characters and other languages do not: … ― ※ ① → ○ ■ ☆.
pub(super) fn is_wide_among_wide(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{203b}' | '\u{2160}'..='\u{217f}' | '\u{2190}'..='\u{21ff}' | '\u{2460}'..='\u{24ff}' | '\u{25a0}'..='\u{26ff}' | '×')
}

/// Hangul, which counts as CJK for emphasis but parts words by spaces.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}')
}

/// Han, kana, full-width forms and Hangul.
pub(super) fn is_cjk(c: char) -> bool {
    is_wide(c) || is_hangul(c)
}

/// Unicode punctuation and symbols, as far as texts in Japanese hold them.
pub(super) fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    matches!(c,
        '\u{a1}'..='\u{a9}' | '\u{ab}'..='\u{b1}' | '\u{b4}' | '\u{b6}'..='\u{b8}' | '\u{bb}' | '\u{bf}' | '×' | '÷'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20c0}'
        | '\u{2190}'..='\u{245f}' | '\u{249c}'..='\u{24e9}' | '\u{2500}'..='\u{2775}' | '\u{2794}'..='\u{2bff}' | '\u{2e00}'..='\u{2e5d}'
        | '\u{2e80}'..='\u{2fff}' | '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{303d}' | '\u{30a0}' | '\u{30fb}'
        | '\u{3200}'..='\u{321e}' | '\u{3260}'..='\u{327f}' | '\u{32c0}'..='\u{33ff}'
        | '\u{fe10}'..='\u{fe6b}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}'
        | '\u{ffe0}'..='\u{ffee}' | '\u{1f000}'..='\u{1faff}')
}

/// Opening brackets and quotes: an emphasis may begin before them and does not end after them.
pub(super) fn is_opening(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '“'
            | '‘'
            | '«'
            | '〈'
            | '《'
            | '「'
            | '『'
            | '【'
            | '〔'
            | '〖'
            | '〘'
            | '〝'
            | '（'
            | '［'
            | '｛'
            | '｢'
            | '｟'
    )
}

/// Closing brackets and stops: an emphasis may end after them and does not begin before them.
pub(super) fn is_closing(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '}'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | '”'
            | '’'
            | '»'
            | '…'
            | '〉'
            | '》'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '〗'
            | '〙'
            | '〟'
            | '）'
            | '］'
            | '｝'
            | '｣'
            | '｠'
            | '、'
            | '。'
            | '，'
            | '．'
            | '；'
            | '：'
            | '！'
            | '？'
            | '・'
            | '｡'
            | '､'
            | '･'
    )
}

/// Marks that follow a character and have no width: variation selectors, joiners.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}
