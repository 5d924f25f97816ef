//! Flows: boxes in reading order and the arrows between them. One graph is the drawing, the list and the steps; nothing of it is a picture.

use super::{Audience, FlowId, Origin, Phrase, Reference, SourceCitation};
use crate::diag::{Span, Spanned};

/// Boxes of one flow: more cannot be read on one A4.
pub const MAX_FLOW_NODES: usize = 60;

/// Boxes beyond which a flow is said to be crowded.
pub const CROWDED_FLOW_NODES: usize = 25;

/// Arrows of one flow: more hide the boxes.
pub const MAX_FLOW_ARROWS: usize = 120;

/// Lanes of one flow: more columns leave no room for words on an A4.
pub const MAX_FLOW_LANES: usize = 4;

/// A flow.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Its id.
    pub id: FlowId,
    /// The layer and place it came from.
    pub origin: Origin,
    /// 題
    pub title: Spanned<String>,
    /// よみ of the title in hiragana, for the index by reading.
    pub yomi: Option<String>,
    /// Whom it is for.
    pub audience: Audience,
    /// 一文で、何の流れか
    pub summary: Option<Spanned<String>>,
    /// The page that explains it.
    pub page: Option<Spanned<Reference>>,
    /// Columns by who acts; empty when it has none.
    pub lanes: Vec<FlowPart>,
    /// Boxes that belong together.
    pub groups: Vec<FlowPart>,
    /// Boxes in reading order, at least one.
    pub nodes: Vec<FlowNode>,
    /// What the source leaves open.
    pub open: Vec<Spanned<String>>,
    /// Where it comes from.
    pub sources: Vec<SourceCitation>,
    /// What stands in boxes, on arrows and in `open`, as a lint reads it.
    pub texts: Vec<Phrase>,
}

/// A lane or a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowPart {
    /// Its id; lanes and groups have a series each.
    pub id: Spanned<String>,
    /// 見出し
    pub title: String,
}

/// What a box is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FlowNodeKind {
    /// はじまり
    Start,
    /// すること
    Action,
    /// 情報の収集
    Information,
    /// 会議
    Meeting,
    /// 問い: its arrows carry the answers.
    Question,
    /// 「…の場合」
    Case,
    /// A person or body to whom something is told.
    Party,
    /// 終わり
    Outcome,
    /// 留意すること: beside the flow.
    Note,
}

impl FlowNodeKind {
    /// Every kind.
    pub const ALL: &'static [FlowNodeKind] =
        &[Self::Start, Self::Action, Self::Information, Self::Meeting, Self::Question, Self::Case, Self::Party, Self::Outcome, Self::Note];

    /// As written after `kind:`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Action => "action",
            Self::Information => "information",
            Self::Meeting => "meeting",
            Self::Question => "question",
            Self::Case => "case",
            Self::Party => "party",
            Self::Outcome => "outcome",
            Self::Note => "note",
        }
    }

    /// Whether a way may end in such a box.
    #[must_use]
    pub fn ends(self) -> bool {
        matches!(self, Self::Outcome | Self::Party | Self::Note)
    }
}

/// People who act or take part: roles, slots, agencies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlowPeople {
    /// In the order of the source.
    pub named: Vec<Spanned<Reference>>,
    /// Whether 「等」 stands after them.
    pub has_others: bool,
}

/// A box.
#[derive(Clone, Debug)]
pub struct FlowNode {
    /// Its id, unique in the flow.
    pub id: Spanned<String>,
    /// What it is.
    pub kind: FlowNodeKind,
    /// What stands in it; a party without a text is called by its `who`.
    pub text: Option<Spanned<String>>,
    /// Who acts.
    pub who: FlowPeople,
    /// Who takes part.
    pub with: FlowPeople,
    /// 箇条, inline Markdown.
    pub items: Vec<Spanned<String>>,
    /// Where it leads.
    pub links: Vec<Spanned<Reference>>,
    /// A group's id.
    pub group: Option<Spanned<String>>,
    /// A lane's id.
    pub lane: Option<Spanned<String>>,
    /// The boxes that a note is about.
    pub about: Vec<Spanned<String>>,
    /// Other flows in which it goes on.
    pub continues: Vec<Spanned<Reference>>,
    /// Arrows from it.
    pub next: Vec<FlowEdge>,
}

/// An arrow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowEdge {
    /// The id of the box it leads to.
    pub to: Spanned<String>,
    /// What stands on it.
    pub label: Option<Spanned<String>>,
    /// ①: its number in the source.
    pub number: Option<u32>,
    /// Whether it points both ways.
    pub is_both: bool,
    /// Whether the source does not draw it: 矢印は原資料の文字からの推定.
    pub is_inferred: bool,
    /// Where it is written.
    pub span: Span,
}

impl Flow {
    /// A box.
    #[must_use]
    pub fn node(&self, id: &str) -> Option<&FlowNode> {
        self.nodes.iter().find(|node| node.id.value == id)
    }

    /// Every reference outside its texts: its page, who acts and takes part, where boxes lead.
    pub fn references(&self) -> impl Iterator<Item = &Spanned<Reference>> {
        let of_nodes = self.nodes.iter().flat_map(|node| [&node.who.named, &node.with.named, &node.links, &node.continues]);
        self.page.iter().chain(of_nodes.flatten())
    }

    /// Every arrow with the index of the box it comes from.
    pub fn edges(&self) -> impl Iterator<Item = (usize, &FlowEdge)> {
        self.nodes.iter().enumerate().flat_map(|(from, node)| node.next.iter().map(move |edge| (from, edge)))
    }

    /// Whether any arrow is not drawn in the source.
    #[must_use]
    pub fn is_inferred(&self) -> bool {
        self.edges().any(|(_, edge)| edge.is_inferred)
    }
}
