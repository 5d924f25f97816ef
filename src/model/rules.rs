//! Rule sets: what has to be done at which state of a record, and what the manual leaves open. Plain data as an editor wrote it; what it means
//! is said in `rules`.
//!
//! An open point may stand for any value of the file (`{undecided: POINT, READING: value, …}`). The loader reads the file once for each
//! reading, so nothing here is ever half decided: [`RuleSet::shown`] is the reading that is shown, [`RuleSet::variants`] are the others, one
//! open point at a time.

use super::{Audience, CalendarEvent, Origin, Reference, RuleSetId, SourceCitation};
use crate::diag::{Span, Spanned};

/// A rule set.
#[derive(Clone, Debug)]
pub struct RuleSet {
    /// Its id.
    pub id: RuleSetId,
    /// The layer and place it came from.
    pub origin: Origin,
    /// 題
    pub title: Spanned<String>,
    /// Whom it is for.
    pub audience: Audience,
    /// Whom to call before anything is counted; agencies and slots, at least one.
    pub emergency: Spanned<Vec<Spanned<Reference>>>,
    /// What the document leaves open, in the order of 未規定一覧.
    pub points: Vec<OpenPoint>,
    /// The rules as the page shows them.
    pub shown: Rules,
    /// The rules under each other reading.
    pub variants: Vec<Variant>,
    /// Where it comes from.
    pub sources: Vec<SourceCitation>,
}

/// Something that the document leaves open.
#[derive(Clone, Debug)]
pub struct OpenPoint {
    /// Its id.
    pub id: Spanned<String>,
    /// 問い: what is not laid down.
    pub question: String,
    /// What the document does say, or why it matters.
    pub note: Option<String>,
    /// Whom to ask: a role, an agency or a slot.
    pub ask: Spanned<Reference>,
    /// The ways to read it; empty when nothing that is counted hangs on it.
    pub readings: Vec<Reading>,
    /// The reading that is shown; index into `readings`, 0 when there are none.
    pub shown: usize,
    /// Where the document is silent.
    pub citation: Option<RuleCitation>,
}

/// One way to read an open point.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its id.
    pub id: Spanned<String>,
    /// As shown.
    pub label: String,
}

/// The rules under another reading of one open point.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Index into [`RuleSet::points`].
    pub point: usize,
    /// Index into its readings.
    pub reading: usize,
    /// All of them.
    pub rules: Rules,
}

/// Everything that a reading may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// 出席簿のしるし
    pub marks: Vec<Mark>,
    /// Places that a day's mark may name.
    pub places: Vec<Place>,
    /// Questions that are answered yes or no.
    pub facts: Vec<Fact>,
    /// What is counted.
    pub measures: Vec<Measure>,
    /// Phases, in order.
    pub phases: Vec<Phase>,
    /// Stages, in order.
    pub stages: Vec<Stage>,
    /// Stages that follow on each other without a gap.
    pub ladder: Vec<Spanned<String>>,
}

/// A mark of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its id.
    pub id: Spanned<String>,
    /// As shown.
    pub label: String,
    /// How schools write it: ／ 欠 病 停 忌
    pub aliases: Vec<Spanned<String>>,
    /// Whether a day with it is a day on which the child was met in person.
    pub implies_seen: bool,
}

/// Where the child was on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its id.
    pub id: Spanned<String>,
    /// As shown.
    pub label: String,
}

/// A question that is answered yes or no; unknown until then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its id.
    pub id: Spanned<String>,
    /// The question.
    pub ask: String,
    /// What helps to answer it.
    pub note: Option<String>,
}

/// Something that is counted on every date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its id.
    pub id: Spanned<String>,
    /// As shown: 連続欠席
    pub label: String,
    /// Its unit: 日
    pub unit: String,
    /// The question of count mode; without one it is not asked there.
    pub ask: Option<String>,
    /// How it is counted.
    pub counts: Counting,
}

/// How a measure is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counting {
    /// Days one after another, backwards from the date.
    Run(Run),
    /// Weights within a window.
    Total(Total),
    /// Days on which the child was met, within the span of a run (a measure's id).
    SeenIn(Spanned<String>),
    /// 1 if the child was met on the date itself, else 0.
    SeenOn,
}

/// Days one after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Marks that add 1.
    pub count: Vec<Spanned<MarkSelector>>,
    /// Marks that add 0 and let it go on.
    pub skip: Vec<Spanned<MarkSelector>>,
    /// Which days are walked.
    pub basis: Basis,
    /// Whether a day on which the child was met ends it, uncounted.
    pub until_seen: bool,
    /// How far back it may go: all, school year or term.
    pub window: Spanned<Window>,
}

/// Weights within a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// What each mark weighs; marks that are not named weigh 0.
    pub weights: Vec<(Spanned<MarkSelector>, u32)>,
    /// Weight that makes one day, at least 1.
    pub per_day: u32,
    /// The days that are summed up.
    pub window: Spanned<Window>,
}

/// `absent` or `absent/separate-room`; the one that names the place wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkSelector {
    /// A mark's id.
    pub mark: String,
    /// A place's id.
    pub place: Option<String>,
}

/// Which days a run walks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// 登校日
    SchoolDays,
    /// Every day; one without school has the mark of the nearest school day before it.
    CalendarDays,
}

/// The days that a measure looks at, up to and with the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// All that are known.
    All,
    /// The calendar month.
    Month,
    /// The school term.
    Term,
    /// 1 April to 31 March (学校教育法施行規則第59条).
    SchoolYear,
    /// The last so many school days.
    Rolling(u32),
}

/// A phase: 未然防止, 早期対応, 長期化への対応.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Its id.
    pub id: Spanned<String>,
    /// As shown.
    pub title: String,
}

/// A condition; it is true, false or unknown on every date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Holds on every date.
    Always,
    /// The least of them.
    All(Vec<Condition>),
    /// The greatest of them.
    Any(Vec<Condition>),
    /// The other way round.
    Not(Box<Condition>),
    /// A measure compared with a number of its unit.
    Compare {
        /// The measure's id.
        measure: Spanned<String>,
        /// How.
        comparison: Comparison,
        /// With what; days (for totals: weight ÷ per_day).
        than: Spanned<u32>,
    },
    /// A fact that was answered yes.
    Fact(Spanned<String>),
    /// Something that the calendar says of the date.
    Event(Spanned<CalendarEvent>),
}

/// How a measure is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// ≧
    AtLeast,
    /// ＞ (を超えて)
    MoreThan,
    /// ≦
    AtMost,
    /// ＜
    LessThan,
}

/// A stage: what has to be done while a condition holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Its id.
    pub id: Spanned<String>,
    /// 題
    pub title: Spanned<String>,
    /// A phase's id.
    pub phase: Option<Spanned<String>>,
    /// When it holds.
    pub when: Spanned<Condition>,
    /// What is done, in order.
    pub actions: Vec<Action>,
    /// What else a reader has to know.
    pub tells: Vec<String>,
    /// After it has passed, its duties stand until this holds.
    pub ends_when: Option<Condition>,
    /// The page that explains it.
    pub page: Option<Spanned<Reference>>,
    /// Where it is laid down.
    pub citation: RuleCitation,
}

/// Something that somebody does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Its id; actions of several stages with the same id are the same duty.
    pub duty: Spanned<String>,
    /// Roles, agencies or slots; at least one.
    pub who: Vec<Spanned<Reference>>,
    /// What: a verb phrase.
    pub does: Spanned<String>,
    /// For whom or to whom: roles, agencies or slots.
    pub to: Vec<Spanned<Reference>>,
    /// Who takes part: roles.
    pub with: Vec<Spanned<Reference>>,
    /// By what means.
    pub means: Vec<Means>,
    /// The form, named by the page section that describes it until forms are loaded (`page:…#…` or `form:…`).
    pub form: Vec<Spanned<Reference>>,
    /// Until when; without it nothing is laid down.
    pub due: Option<Due>,
    /// How often again.
    pub repeat: Option<Repeat>,
    /// The open points that a reader of this action should see (ids).
    pub open: Vec<Spanned<String>>,
    /// A remark.
    pub note: Option<String>,
}

/// By what means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Means {
    /// 電話
    Phone,
    /// メール
    Email,
    /// 会って
    InPerson,
    /// 書面
    Paper,
}

/// Until when, from the day a stage was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// 当日
    SameDay,
    /// So many school days after.
    SchoolDays(u32),
    /// So many days after.
    CalendarDays(u32),
    /// A day of the month after (clipped to its last day).
    DayOfNextMonth {
        /// 1 to 31.
        day: u32,
        /// Where that day is closed.
        if_closed: IfClosed,
    },
}

/// What becomes of a due date on a day on which the office is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfClosed {
    /// The last open day before.
    Before,
    /// The first open day after.
    After,
    /// It stays as it is.
    Stay,
}

/// How often again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// Each week or month.
    pub every: Every,
    /// It stops on the first date on which this holds.
    pub until: Option<Condition>,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Each seventh day from the day the stage was reached.
    Week,
    /// Once for each calendar month that the stage touches.
    Month,
}

/// Where a rule is laid down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleCitation {
    /// The document, its page and heading.
    pub source: SourceCitation,
    /// The page of this handbook that tells it (`page:…#…`).
    pub page: Option<Spanned<Reference>>,
    /// The whole entry.
    pub span: Span,
}
