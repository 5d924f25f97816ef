//! What the parser's errors mean to a person: the place where the mistake was made rather than noticed, and what to type instead.

use crate::diag::{Code, Diagnostic, Span};
use granit_parser::{ErrorKind, ScanError};
use std::ops::Range;

/// Where the parser stopped and what it had seen.
pub(super) struct Place<'a> {
    pub text: &'a str,
    pub base: Span,
    /// Offset at which the parser noticed the mistake.
    pub at: usize,
    /// The last thing it had read.
    pub last: &'a Range<usize>,
    /// The innermost bracket that is still open.
    pub bracket: Option<usize>,
}

/// A wording in both languages: message, then help.
type Words = [(&'static str, &'static str); 2];

const UNCLOSED_QUOTE: Words = [
    ("引用符が閉じられていません", "a quote is not closed"),
    (
        "値の終わりに同じ引用符を書きます。文字としての引用符なら、反対の種類（' と \"）で全体を囲みます",
        "close it, or wrap the text in the other kind of quote",
    ),
];
const UNCLOSED_BRACKET: Words = [
    ("かっこが閉じられていないか、中の区切りが抜けています", "a bracket is not closed, or a separator is missing inside"),
    (
        "終わりに ] か } を書き、中は「, 」（半角のコンマと空白）で区切ります。文字としてのかっこなら \" で囲みます",
        "close it and separate by `, `; quote the text if the bracket is text",
    ),
];
const NO_COLON: Words = [
    ("この行に「: 」がありません", "no `: ` on this line"),
    ("「キー: 値」の形にします。コロンは半角で、後ろに半角スペースを入れます", "write `key: value`, with a space after the colon"),
];
const COLON_IN_VALUE: Words = [
    ("ここに「:」は書けません（上の行に「: 」が抜けていることもあります）", "a `:` cannot stand here, or the line above lacks its `: `"),
    (
        "行の始まりを上の行とそろえます。値の中の文字としての「: 」なら、値の全体を \" で囲みます",
        "align the line with the one above, or quote the value",
    ),
];
const INDENTATION: Words = [
    ("行の始まり（字下げ）が、上の行とそろっていません", "the indentation does not match the lines above"),
    ("同じまとまりの行は、半角スペースの数をそろえます", "lines of one group start with the same number of spaces"),
];
const TAB: Words = [
    ("字下げにタブが使われています", "a tab is used as indentation"),
    ("タブを消して、半角スペース 2 つにします", "use two spaces instead of the tab"),
];
const START_OF_TEXT: Words = [
    ("値を、この記号から始めることはできません", "a value cannot start with this sign"),
    ("文字として書くなら、値の全体を \" で囲みます", "quote the whole value"),
];
const AFTER_QUOTE: Words = [
    ("引用符で閉じた後ろに、文字が続いています", "text follows a closed quote"),
    (
        "値の全体を囲み直します。中の \" は \\\" と書きます（' の中の ' は '' ）",
        "quote the whole value; write \\\" for a quote inside (or '' inside '…')",
    ),
];
const AFTER_BRACKET: Words = [
    ("かっこで閉じた後ろに、文字が続いています", "text follows a closed bracket"),
    (
        "かっこも文字のうちなら、値の全体を \" で囲みます（例: \"[](agency:kodomo-katei)へ\"）",
        "quote the whole value if the bracket is part of the text",
    ),
];
const ESCAPE: Words = [
    ("\" で囲んだ中の「\\」の使い方が正しくありません", "a wrong `\\` inside double quotes"),
    ("「\\」を文字として書くなら「\\\\」にするか、\" の代わりに ' で囲みます", "write `\\\\`, or use single quotes"),
];
const LIST_ON_KEY_LINE: Words = [
    ("箇条（- ）をここには書けません", "a list item cannot stand here"),
    ("キーの次の行から、字下げして「- 」を書きます。文字なら \" で囲みます", "start the list on the next line, or quote the text"),
];
const BLOCK_TEXT: Words = [
    ("「|」や「>」の使い方が正しくありません", "a wrong `|` or `>`"),
    ("「|」の後ろには何も書かず、次の行から半角スペースで字下げして書きます", "put nothing after it and indent the text below by spaces"),
];
const CLOSED_TWICE: Words = [
    ("かっこの開きと閉じが合っていません", "brackets do not match"),
    ("[ には ]、{ には } を使います。文字としてのかっこなら、全体を \" で囲みます", "close [ by ] and { by }, or quote the text"),
];
const DIRECTIVE: Words = [("% で始まる指定は使えません", "directives are not allowed"), ("この行を消します", "delete this line")];
const TAG: Words = [
    ("! で始まる指定（タグ）は使えません", "tags are not allowed"),
    ("文字として書くなら、値の全体を \" で囲みます", "quote the value if this is text"),
];
const ANCHOR: Words = [
    ("& や * で始まる値（アンカー・別名）は使えません", "anchors and aliases are not allowed"),
    ("文字として書くなら、値の全体を \" で囲みます", "quote the value if this is text"),
];
const OTHER: Words = [
    ("YAML の書き方が正しくありません", "not well-formed YAML"),
    ("この行と上の行の、コロン・字下げ・引用符・かっこを確かめます", "check colons, indentation, quotes and brackets here and above"),
];

/// The diagnostic for an error that ends the parse.
pub(super) fn explain(error: &ScanError, place: &Place<'_>) -> Diagnostic {
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        return too_deep(place.span_at(place.at));
    }
    let (code, words) = wording(error.kind());
    let words = if words == INDENTATION && place.follows_bracket() { AFTER_BRACKET } else { words };
    let [message, help] = words;
    let (at, also) = place.mistake(words);
    let mut diagnostic = Diagnostic::new(code, place.span_at(at), message.0, message.1).help(help.0, help.1);
    if let Some(noticed) = also {
        diagnostic = diagnostic.also(place.span_at(noticed), "ここで読めなくなりました", "reading failed here");
    }
    if words == OTHER {
        diagnostic = diagnostic.note(format!("読み取り部品の言葉: {}", error.kind()), format!("the parser says: {}", error.kind()));
    }
    diagnostic
}

/// The one message about depth.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooDeep, span, "入れ子が深すぎます（64 段まで）", "nested deeper than 64")
        .help("かっこや「- 」の重ねすぎを確かめます", "check for repeated brackets or `- `")
}

fn wording(kind: &ErrorKind) -> (Code, Words) {
    use ErrorKind as K;
    let words = match kind {
        K::UnclosedQuotedScalar | K::InvalidQuotedScalarIndent | K::DocumentIndicatorInQuotedScalar => UNCLOSED_QUOTE,
        K::UnclosedFlowCollection { .. }
        | K::UnexpectedEofFlowSequence
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofImplicitFlowMapping
        | K::ExpectedFlowMappingSeparator
        | K::ExpectedFlowSequenceSeparator
        | K::InvalidColonPlacement
        | K::InvalidFlowScalarIndent
        | K::BlockEntryInFlowCollection => UNCLOSED_BRACKET,
        K::SimpleKeyExpected | K::InvalidSimpleKey => NO_COLON,
        K::MappingValueNotAllowed | K::MappingKeyNotAllowed | K::ExpectedDocumentStart => COLON_IN_VALUE,
        K::InvalidIndentation | K::ExpectedBlockMappingKey | K::ExpectedBlockSequenceEntry | K::InvalidBlockScalarIndent => INDENTATION,
        K::TabNotAllowed | K::TabInBlockIndentation | K::TabInIndentation | K::TabInPlainScalar | K::TabAtBlockScalarStart => TAB,
        K::UnexpectedCharacter { .. } | K::PlainScalarStartsWithDashFlowIndicator => START_OF_TEXT,
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => AFTER_QUOTE,
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidUnicodeEscape
        | K::InvalidLowSurrogate
        | K::InvalidLowSurrogateHexEscape
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate => ESCAPE,
        K::BlockSequenceEntryNotAllowed | K::InvalidBlockEntryWhitespace => LIST_ON_KEY_LINE,
        K::InvalidBlockScalarHeader | K::ZeroBlockScalarIndent => BLOCK_TEXT,
        K::MisplacedFlowCollectionEnd | K::MismatchedFlowCollectionEnd { .. } => CLOSED_TWICE,
        K::DirectiveDisallowed => DIRECTIVE,
        K::UndeclaredTagHandle
        | K::ExpectedTagBang
        | K::InvalidGlobalTagCharacter
        | K::InvalidTagTerminator
        | K::MissingTagUri
        | K::UnclosedVerbatimTag
        | K::InvalidTagEscape => return (Code::Tag, TAG),
        K::MissingAnchorOrAliasName | K::UnknownAnchor => return (Code::AnchorOrAlias, ANCHOR),
        _ => OTHER,
    };
    (Code::YamlSyntax, words)
}

impl Place<'_> {
    /// Where the mistake was made, and where it was noticed if that is elsewhere.
    fn mistake(&self, words: Words) -> (usize, Option<usize>) {
        let opened = match words {
            w if w == UNCLOSED_QUOTE => self.between(self.last.end, self.at).find(['"', '\'']).map(|from| from + self.last.end),
            w if w == UNCLOSED_BRACKET => self.bracket,
            _ => None,
        };
        match opened {
            Some(open) if self.between(open, self.at).contains('\n') => (open, Some(self.at)),
            Some(open) if words == UNCLOSED_QUOTE => (open, None),
            _ => (self.at, None),
        }
    }

    /// Whether a bracket was closed right before, as in `[](agency:centre)` without quotes.
    fn follows_bracket(&self) -> bool {
        self.between(0, self.at).trim_end_matches(' ').ends_with([']', '}'])
    }

    fn between(&self, from: usize, to: usize) -> &str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// The character at `at`; nothing at the end of the text.
    fn span_at(&self, at: usize) -> Span {
        let end = self.between(at, self.text.len()).chars().next().map_or(at, |letter| at + letter.len_utf8());
        self.base.sub(at, end)
    }
}
