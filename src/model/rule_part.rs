//! The parts of a rule set that `rule:ID/PART` names: stages, open points and measures. They share one series of ids.

use super::{Measure, OpenPoint, RuleSet, Stage};

/// What of a rule set is meant.
#[derive(Clone, Copy, Debug)]
pub enum RulePart<'s> {
    /// All of it.
    Whole,
    /// A stage, as shown.
    Stage(&'s Stage),
    /// An open point.
    Point(&'s OpenPoint),
    /// A measure, as shown.
    Measure(&'s Measure),
}

impl<'s> RulePart<'s> {
    /// What it is called.
    #[must_use]
    pub fn title(self, rules: &'s RuleSet) -> &'s str {
        match self {
            Self::Whole => &rules.title.value,
            Self::Stage(stage) => &stage.title.value,
            Self::Point(point) => &point.question,
            Self::Measure(measure) => &measure.label,
        }
    }
}

impl RuleSet {
    /// The part with an id.
    #[must_use]
    pub fn part(&self, id: &str) -> Option<RulePart<'_>> {
        let stage = || self.shown.stages.iter().find(|stage| stage.id.value == id).map(RulePart::Stage);
        let point = || self.points.iter().find(|point| point.id.value == id).map(RulePart::Point);
        let measure = || self.shown.measures.iter().find(|measure| measure.id.value == id).map(RulePart::Measure);
        stage().or_else(point).or_else(measure)
    }

    /// The ids of all parts.
    pub fn part_ids(&self) -> impl Iterator<Item = &str> {
        let stages = self.shown.stages.iter().map(|stage| stage.id.value.as_str());
        let points = self.points.iter().map(|point| point.id.value.as_str());
        let measures = self.shown.measures.iter().map(|measure| measure.id.value.as_str());
        stages.chain(points).chain(measures)
    }
}
