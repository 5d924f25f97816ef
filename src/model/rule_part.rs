//! The parts of a rule set that `rule:ID/PART` names: stages with their duties, open points and measures. Stages, points and measures share
//! one series of ids; a duty is named after its stage, `STAGE/DUTY`.

use super::{Action, Comparison, Condition, Measure, OpenPoint, RuleSet, RulesPage, Site, Stage};

/// What of a rule set is meant.
#[derive(Clone, Copy, Debug)]
pub enum RulePart<'s> {
    /// All of it.
    Whole,
    /// `#quick`: its 早見表.
    Quick,
    /// `#chart`: its stages, drawn.
    Chart,
    /// `calculator:ID`: the page that counts.
    Calculator,
    /// A stage, as shown.
    Stage(&'s Stage),
    /// An open point.
    Point(&'s OpenPoint),
    /// A measure, as shown.
    Measure(&'s Measure),
    /// `STAGE#MEASURE`, `STAGE#MEASURE-days`: the number that the stage's condition compares the measure with.
    Threshold(Threshold<'s>),
    /// `STAGE#when`: the condition of a stage.
    When(&'s Stage),
    /// `STAGE/DUTY`, perhaps one of its fields.
    Duty(&'s Stage, &'s Action, Option<DutyField>),
}

/// A number of a stage's condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold<'s> {
    /// What is counted.
    pub measure: &'s Measure,
    /// The number that is printed.
    pub number: u32,
    /// Whether it is printed as the day on which the stage begins (7日目) or as so many days (7日).
    pub is_ordinal: bool,
}

/// What of a duty a reference prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DutyField {
    /// だれが
    Who,
    /// だれへ
    To,
    /// 様式
    Form,
    /// 期限
    Due,
    /// くり返し
    Repeat,
}

impl DutyField {
    /// Every field.
    pub const ALL: &'static [DutyField] = &[Self::Who, Self::To, Self::Form, Self::Due, Self::Repeat];

    /// As written after `#`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Who => "who",
            Self::To => "to",
            Self::Form => "form",
            Self::Due => "due",
            Self::Repeat => "repeat",
        }
    }
}

/// The field of a stage that prints its condition.
const WHEN: &str = "when";
/// The field of a rule set that leads to its sheet.
const QUICK: &str = "quick";
/// The field of a rule set that draws its stages.
const CHART: &str = "chart";
/// Ends the field that prints a number of days.
const DAYS: &str = "-days";

impl<'s> RulePart<'s> {
    /// What it is called; for what is printed of a stage or duty, what that is called.
    #[must_use]
    pub fn title(self, rules: &'s RuleSet) -> &'s str {
        match self {
            Self::Whole | Self::Quick | Self::Chart | Self::Calculator => &rules.title.value,
            Self::Stage(stage) | Self::When(stage) => &stage.title.value,
            Self::Point(point) => &point.question,
            Self::Measure(measure) | Self::Threshold(Threshold { measure, .. }) => &measure.label,
            Self::Duty(_, action, _) => &action.does.value,
        }
    }

    /// The page of the rule set on which it stands.
    #[must_use]
    pub fn page(self) -> RulesPage {
        match self {
            Self::Quick => RulesPage::Quick,
            Self::Chart => RulesPage::Chart,
            Self::Calculator => RulesPage::Calculator,
            _ => RulesPage::Table,
        }
    }

    /// Whether `![](rule:…)` may put it on a page.
    #[must_use]
    pub fn embeds(self) -> bool {
        matches!(self, Self::Whole | Self::Chart | Self::Stage(_) | Self::Point(_))
    }
}

impl Site {
    /// Whether a rule set has a page that counts: it asks for something, and there is a calendar to count on.
    #[must_use]
    pub fn has_calculator(&self, rules: &RuleSet) -> bool {
        self.calendar.is_some() && rules.asks()
    }
}

impl RuleSet {
    /// Whether it asks for any number of days.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.shown.measures.iter().any(|measure| measure.ask.is_some())
    }

    /// The part with an id, `STAGE/DUTY` too.
    #[must_use]
    pub fn part(&self, id: &str) -> Option<RulePart<'_>> {
        if let Some((stage, duty)) = id.split_once('/') {
            let stage = self.shown.stage(stage)?;
            let action = stage.actions.iter().find(|action| action.duty.value == duty)?;
            return Some(RulePart::Duty(stage, action, None));
        }
        let point = || self.points.iter().find(|point| point.id.value == id).map(RulePart::Point);
        let measure = || self.shown.measure(id).map(RulePart::Measure);
        self.shown.stage(id).map(RulePart::Stage).or_else(point).or_else(measure)
    }

    /// The field of a part.
    #[must_use]
    pub fn field<'s>(&'s self, part: RulePart<'s>, field: &str) -> Option<RulePart<'s>> {
        match part {
            RulePart::Whole if field == QUICK => Some(RulePart::Quick),
            RulePart::Whole if field == CHART => Some(RulePart::Chart),
            RulePart::Stage(stage) if field == WHEN => Some(RulePart::When(stage)),
            RulePart::Stage(stage) => self.threshold(stage, field).map(RulePart::Threshold),
            RulePart::Duty(stage, action, None) => {
                let known = DutyField::ALL.iter().copied().find(|known| known.name() == field)?;
                Some(RulePart::Duty(stage, action, Some(known)))
            }
            _ => None,
        }
    }

    /// Of several comparisons of a measure the first is meant. A stage with 「10日を超えて」 begins on the eleventh day, and one that holds up to
    /// a number begins on no day of its own.
    fn threshold<'s>(&'s self, stage: &'s Stage, field: &str) -> Option<Threshold<'s>> {
        let (measure, is_ordinal) = match (self.shown.measure(field), field.strip_suffix(DAYS)) {
            (Some(measure), _) => (measure, true),
            (None, Some(id)) => (self.shown.measure(id)?, false),
            (None, None) => return None,
        };
        let (comparison, than) = stage.when.value.comparison_of(&measure.id.value)?;
        let number = match (comparison, is_ordinal) {
            (_, false) | (Comparison::AtLeast, true) => than,
            (Comparison::MoreThan, true) => than.checked_add(1)?,
            (Comparison::AtMost | Comparison::LessThan, true) => return None,
        };
        Some(Threshold { measure, number, is_ordinal })
    }

    /// The ids of all parts but duties.
    pub fn part_ids(&self) -> impl Iterator<Item = &str> {
        let stages = self.shown.stages.iter().map(|stage| stage.id.value.as_str());
        let points = self.points.iter().map(|point| point.id.value.as_str());
        let measures = self.shown.measures.iter().map(|measure| measure.id.value.as_str());
        stages.chain(points).chain(measures)
    }

    /// Names beside which a mistyped part is laid: the duties of a stage that is there, else the parts.
    #[must_use]
    pub fn names_beside(&self, part: &str) -> Vec<String> {
        match part.split_once('/').and_then(|(stage, _)| self.shown.stage(stage)) {
            Some(stage) => stage.actions.iter().map(|action| format!("{}/{}", stage.id.value, action.duty.value)).collect(),
            None => self.part_ids().map(str::to_owned).collect(),
        }
    }

    /// The fields that a part has.
    #[must_use]
    pub fn fields_of(&self, part: RulePart<'_>) -> Vec<String> {
        match part {
            RulePart::Whole => vec![QUICK.to_owned(), CHART.to_owned()],
            RulePart::Stage(stage) => {
                let measures = self.shown.measures.iter().map(|measure| measure.id.value.as_str());
                let names = measures.flat_map(|id| [id.to_owned(), format!("{id}{DAYS}")]);
                names.filter(|name| self.threshold(stage, name).is_some()).chain([WHEN.to_owned()]).collect()
            }
            RulePart::Duty(..) => DutyField::ALL.iter().map(|field| field.name().to_owned()).collect(),
            _ => Vec::new(),
        }
    }
}

impl super::Rules {
    /// A stage.
    #[must_use]
    pub fn stage(&self, id: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id.value == id)
    }

    /// A measure.
    #[must_use]
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id.value == id)
    }
}

impl Condition {
    /// The first comparison of a measure in it, read from the left.
    #[must_use]
    pub fn comparison_of(&self, id: &str) -> Option<(Comparison, u32)> {
        self.comparisons().into_iter().find(|(measure, ..)| *measure == id).map(|(_, comparison, than)| (comparison, than))
    }

    /// All comparisons in it, read from the left: measure, how, with what.
    #[must_use]
    pub fn comparisons(&self) -> Vec<(&str, Comparison, u32)> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::comparisons).collect(),
            Self::Not(part) => part.comparisons(),
            Self::Compare { measure, comparison, than } => vec![(&measure.value, *comparison, than.value)],
            Self::Always | Self::Fact(_) | Self::Event(_) => Vec::new(),
        }
    }
}
