//! The blocks and spans of a page: the parser's tags, less what the house does not use. Small, because a page holds hundreds.

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, HeadingLevel, LinkType, Tag as Parsed};

/// The kinds of callouts: GFM's alerts and our own for staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Callout {
    /// `> [!NOTE]`
    Note,
    /// `> [!TIP]`
    Tip,
    /// `> [!IMPORTANT]`
    Important,
    /// `> [!WARNING]`
    Warning,
    /// `> [!CAUTION]`
    Caution,
    /// `> [!STAFF]`: for staff only.
    Staff,
}

impl From<BlockQuoteKind> for Callout {
    fn from(kind: BlockQuoteKind) -> Self {
        match kind {
            BlockQuoteKind::Note => Self::Note,
            BlockQuoteKind::Tip => Self::Tip,
            BlockQuoteKind::Important => Self::Important,
            BlockQuoteKind::Warning => Self::Warning,
            BlockQuoteKind::Caution => Self::Caution,
        }
    }
}

/// A block or span that begins.
#[derive(Clone, Debug, PartialEq)]
pub enum Tag<'t> {
    /// A paragraph; not in tight list items and cells.
    Paragraph,
    /// A heading; its id stands in its [`HeadingMark`](super::HeadingMark).
    Heading(HeadingLevel),
    /// A quotation, or a callout when it has a kind.
    BlockQuote(Option<Callout>),
    /// A block of code.
    CodeBlock(CodeBlockKind<'t>),
    /// A block of raw HTML, which is shown as text.
    HtmlBlock,
    /// A list, with its first number if it is numbered.
    List(Option<u64>),
    /// An item of a list.
    Item,
    /// The definition of the footnote with this label.
    FootnoteDefinition(CowStr<'t>),
    /// A definition list.
    DefinitionList,
    /// A word that is defined.
    DefinitionListTitle,
    /// What it means.
    DefinitionListDefinition,
    /// A table with the alignment of its columns.
    Table(Vec<Alignment>),
    /// Its header row.
    TableHead,
    /// Another row.
    TableRow,
    /// A cell of either.
    TableCell,
    /// `*…*`
    Emphasis,
    /// `**…**`
    Strong,
    /// `~~…~~`
    Strikethrough,
    /// `[…](target "title")`
    Link {
        /// The target, entities and escapes decoded, `mailto:` added where an address stands alone.
        target: CowStr<'t>,
        /// The title.
        title: CowStr<'t>,
    },
    /// `![…](target "title")`
    Image {
        /// The target, entities and escapes decoded.
        target: CowStr<'t>,
        /// The title.
        title: CowStr<'t>,
    },
}

impl<'t> Tag<'t> {
    /// Takes the parser's tag over; `None` for what is not switched on.
    pub(super) fn from_parser(tag: Parsed<'t>) -> Option<Self> {
        Some(match tag {
            Parsed::Paragraph => Self::Paragraph,
            Parsed::Heading { level, .. } => Self::Heading(level),
            Parsed::BlockQuote(kind) => Self::BlockQuote(kind.map(Callout::from)),
            Parsed::CodeBlock(kind) => Self::CodeBlock(kind),
            Parsed::HtmlBlock => Self::HtmlBlock,
            Parsed::List(first) => Self::List(first),
            Parsed::Item => Self::Item,
            Parsed::FootnoteDefinition(label) => Self::FootnoteDefinition(label),
            Parsed::DefinitionList => Self::DefinitionList,
            Parsed::DefinitionListTitle => Self::DefinitionListTitle,
            Parsed::DefinitionListDefinition => Self::DefinitionListDefinition,
            Parsed::Table(columns) => Self::Table(columns),
            Parsed::TableHead => Self::TableHead,
            Parsed::TableRow => Self::TableRow,
            Parsed::TableCell => Self::TableCell,
            Parsed::Emphasis => Self::Emphasis,
            Parsed::Strong => Self::Strong,
            Parsed::Strikethrough => Self::Strikethrough,
            Parsed::Link { link_type: LinkType::Email, dest_url, title, .. } => {
                Self::Link { target: format!("mailto:{dest_url}").into(), title }
            }
            Parsed::Link { dest_url, title, .. } => Self::Link { target: dest_url, title },
            Parsed::Image { dest_url, title, .. } => Self::Image { target: dest_url, title },
            Parsed::Superscript | Parsed::Subscript | Parsed::MetadataBlock(_) => return None,
        })
    }

    /// Whether it stands within a line.
    pub(crate) fn is_inline(&self) -> bool {
        matches!(self, Self::Emphasis | Self::Strong | Self::Strikethrough | Self::Link { .. } | Self::Image { .. })
    }
}
