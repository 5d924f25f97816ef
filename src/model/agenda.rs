//! Agendas: the steps of a meeting in their order, how long each takes where that is laid down, and ways in which meetings are held.
//!
//! A step without minutes has none: nothing is guessed here, and whoever leads the meeting may type those of the day in the browser.

use super::{AgendaId, Audience, Origin, Phrase, Reference, SourceCitation};
use crate::diag::Spanned;

/// Steps of one agenda: more do not stand on one A4.
pub const MAX_AGENDA_STEPS: usize = 20;

/// Parts that people have in one meeting.
pub const MAX_AGENDA_PARTS: usize = 12;

/// Ways of holding a meeting: each is a column of a table.
pub const MAX_AGENDA_PATTERNS: usize = 5;

/// Minutes of a step or of a whole meeting: a day.
pub const MAX_AGENDA_MINUTES: u32 = 1_440;

/// Cases of one timetable.
pub const MAX_TIMETABLE_CASES: usize = 24;

/// Minutes from midnight to midnight.
pub const MINUTES_OF_DAY: u32 = 1_440;

/// An agenda.
#[derive(Clone, Debug)]
pub struct Agenda {
    /// Its id.
    pub id: AgendaId,
    /// The layer and place it came from.
    pub origin: Origin,
    /// 題
    pub title: Spanned<String>,
    /// よみ of the title in hiragana, for the index by reading.
    pub yomi: Option<String>,
    /// Whom it is for.
    pub audience: Audience,
    /// 一文で、何の会議か
    pub summary: Option<Spanned<String>>,
    /// The page that explains it.
    pub page: Option<Spanned<Reference>>,
    /// 役: what people are in the meeting.
    pub parts: Vec<AgendaPart>,
    /// What is done, in order.
    pub steps: Vec<AgendaStep>,
    /// How long all of it takes, where that is laid down.
    pub total: Option<Spanned<Minutes>>,
    /// Ways in which the meeting is held.
    pub patterns: Vec<MeetingPattern>,
    /// A day of several cases, as the source gives it.
    pub timetable: Option<Timetable>,
    /// What the source leaves open.
    pub open: Vec<Spanned<String>>,
    /// Where it comes from.
    pub sources: Vec<SourceCitation>,
    /// Its inline Markdown, as a lint reads it.
    pub texts: Vec<Phrase>,
}

/// How many minutes: at least and at most; the same where one number is laid down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// At least.
    pub least: u32,
    /// At most.
    pub most: u32,
}

/// What somebody is in a meeting: 司会者, 事例提供者.
#[derive(Clone, Debug)]
pub struct AgendaPart {
    /// Its id, unique in the agenda.
    pub id: Spanned<String>,
    /// What it is called; without it, the one who has it is named.
    pub title: Option<Spanned<String>>,
    /// Who has it.
    pub who: Vec<Spanned<Reference>>,
    /// Whether one of them has it: 所長もしくは主任相談支援員.
    pub is_either: bool,
    /// A remark.
    pub note: Option<Spanned<String>>,
}

/// A step.
#[derive(Clone, Debug)]
pub struct AgendaStep {
    /// Its id, unique in the agenda.
    pub id: Spanned<String>,
    /// What is done.
    pub text: Spanned<String>,
    /// How long it takes, where that is laid down.
    pub minutes: Option<Spanned<Minutes>>,
    /// Whether it lies between two cases and is no part of the total: 担当者の入れ替わり.
    pub is_between: bool,
    /// The parts that lead it.
    pub lead: Vec<Spanned<String>>,
    /// The parts that take part in it.
    pub with: Vec<Spanned<String>>,
    /// 箇条
    pub items: Vec<Spanned<String>>,
}

/// A way of holding a meeting; what its source does not say is `None`.
#[derive(Clone, Debug)]
pub struct MeetingPattern {
    /// Its id, unique in the agenda.
    pub id: Spanned<String>,
    /// 定例開催
    pub title: Spanned<String>,
    /// The cases it is for.
    pub cases: Option<Spanned<String>>,
    /// 開く頻度
    pub often: Option<Spanned<String>>,
    /// Where.
    pub place: Option<Spanned<String>>,
    /// How many cases at once.
    pub count: Option<Spanned<String>>,
    /// 所要時間
    pub time: Option<Spanned<String>>,
    /// Who takes part.
    pub members: Vec<Spanned<String>>,
    /// Who takes part where needed.
    pub as_needed: Vec<Spanned<String>>,
    /// 気をつけること
    pub items: Vec<Spanned<String>>,
}

/// A day of several cases: each lasts the agenda's total.
#[derive(Clone, Debug)]
pub struct Timetable {
    /// 進行表
    pub title: Spanned<String>,
    /// When it begins, in minutes after midnight.
    pub start: u32,
    /// What follows, in order.
    pub blocks: Vec<TimetableBlock>,
}

/// A stretch of a timetable.
#[derive(Clone, Debug)]
pub enum TimetableBlock {
    /// Cases that have one stretch of time together: the source does not say which comes first in it, where there are several.
    Cases(Vec<TimetableCase>),
    /// 休けい, so many minutes.
    Break(u32),
}

/// A case of a timetable.
#[derive(Clone, Debug)]
pub struct TimetableCase {
    /// What it is known by: a district, never a name.
    pub title: Spanned<String>,
    /// Who attends besides the others.
    pub attend: Option<Spanned<String>>,
}

impl Minutes {
    /// So many and no other number.
    #[must_use]
    pub fn exactly(minutes: u32) -> Self {
        Self { least: minutes, most: minutes }
    }

    /// The number, where there is one only.
    #[must_use]
    pub fn exact(self) -> Option<u32> {
        (self.least == self.most).then_some(self.least)
    }

    /// Whether some number is in both.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.least <= other.most && other.least <= self.most
    }
}

impl Agenda {
    /// A step.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&AgendaStep> {
        self.steps.iter().find(|step| step.id.value == id)
    }

    /// A part.
    #[must_use]
    pub fn part(&self, id: &str) -> Option<&AgendaPart> {
        self.parts.iter().find(|part| part.id.value == id)
    }

    /// Steps that are part of the meeting itself.
    pub fn own_steps(&self) -> impl Iterator<Item = &AgendaStep> {
        self.steps.iter().filter(|step| !step.is_between)
    }

    /// Every reference outside its texts.
    pub fn references(&self) -> impl Iterator<Item = &Spanned<Reference>> {
        self.page.iter().chain(self.parts.iter().flat_map(|part| &part.who))
    }

    /// Its inline Markdown in the order of the file.
    pub fn phrases(&self) -> impl Iterator<Item = &Spanned<String>> {
        let of_parts = self.parts.iter().flat_map(|part| part.title.iter().chain(&part.note));
        let of_steps = self.steps.iter().flat_map(|step| std::iter::once(&step.text).chain(&step.items));
        let of_patterns = self.patterns.iter().flat_map(MeetingPattern::phrases);
        let of_cases = self.timetable.iter().flat_map(Timetable::phrases);
        of_parts.chain(of_steps).chain(of_patterns).chain(of_cases).chain(&self.open)
    }
}

impl MeetingPattern {
    fn phrases(&self) -> impl Iterator<Item = &Spanned<String>> {
        let said = [&self.cases, &self.often, &self.place, &self.count, &self.time].into_iter().flatten();
        std::iter::once(&self.title).chain(said).chain(&self.members).chain(&self.as_needed).chain(&self.items)
    }
}

impl Timetable {
    /// Its cases in order.
    pub fn cases(&self) -> impl Iterator<Item = &TimetableCase> {
        self.blocks.iter().flat_map(|block| match block {
            TimetableBlock::Cases(cases) => cases.as_slice(),
            TimetableBlock::Break(_) => &[],
        })
    }

    /// When it ends, if a case lasts so many minutes; in minutes after the midnight before it begins.
    #[must_use]
    pub fn end(&self, of_case: u32) -> u32 {
        let of_block = |block: &TimetableBlock| match block {
            TimetableBlock::Cases(cases) => of_case.saturating_mul(u32::try_from(cases.len()).unwrap_or(u32::MAX)),
            TimetableBlock::Break(minutes) => *minutes,
        };
        self.blocks.iter().map(of_block).fold(self.start, u32::saturating_add)
    }

    fn phrases(&self) -> impl Iterator<Item = &Spanned<String>> {
        std::iter::once(&self.title).chain(self.cases().flat_map(|case| std::iter::once(&case.title).chain(&case.attend)))
    }
}
