//! A stage page: what staff do at one point of a child's absence, in one order on every page, so that a reader who knows one knows all.
//!
//! The first three parts are what somebody needs five minutes before a meeting; they stand together above everything else.

/// How a page is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Running text.
    #[default]
    Article,
    /// The parts of [`StagePart`], in their order.
    Stage,
    /// Short lists to be read at one look: two columns on paper, so that one A4 holds them.
    Card,
}

/// A part of a stage page: a section of level 2 whose `{#id}` is its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StagePart {
    /// 今日すること（誰が）
    Today,
    /// 期限
    Deadline,
    /// 様式
    Forms,
    /// 電話
    Phone,
    /// 話し方・避けること
    Words,
    /// 根拠
    Basis,
    /// 未規定
    Open,
}

impl StagePart {
    /// Every part in the order of the page.
    pub const ALL: &'static [StagePart] = &[Self::Today, Self::Deadline, Self::Forms, Self::Phone, Self::Words, Self::Basis, Self::Open];

    /// How many of them stand together at the head of the page.
    pub const AT_HEAD: usize = 3;

    /// The `{#id}` of its heading.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Deadline => "deadline",
            Self::Forms => "forms",
            Self::Phone => "phone",
            Self::Words => "words",
            Self::Basis => "basis",
            Self::Open => "open",
        }
    }

    /// What its heading says, as a proposal to editors.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Today => "今日すること",
            Self::Deadline => "期限",
            Self::Forms => "様式",
            Self::Phone => "電話",
            Self::Words => "話し方・避けること",
            Self::Basis => "根拠",
            Self::Open => "定めのないこと",
        }
    }
}
