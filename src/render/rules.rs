//! What readers see of a rule set: values in prose, tables on pages, and pages of its own.
//!
//! | file | what it writes |
//! |---|---|
//! | `words` | conditions, dates and repeats as words |
//! | `parties` | people, desks and forms with their links and phones |
//!
//! Nothing here counts or compares: what a record leads to is asked of [`rules`](crate::rules).

mod parties;
mod words;

use super::links::PageLinks;
use super::plan;
use crate::markup::ResolvedLink;
use crate::model::{RulePart, RuleSet, Stage};
use parties::Parties;

impl PageLinks<'_> {
    /// An embed, a value, or a link to where the part is explained.
    pub(super) fn rule_link(&self, set: &RuleSet, part: RulePart<'_>, is_image: bool, is_empty: bool) -> ResolvedLink {
        let title = part.title(set).to_owned();
        let text = match part {
            RulePart::Whole | RulePart::Stage(_) | RulePart::Point(_) if is_image => return ResolvedLink::Refused,
            RulePart::Whole => return link(format!("{}{}", self.root, plan::rules_path(&set.id)), title),
            RulePart::Stage(stage) => return link(self.stage_href(set, stage), title),
            RulePart::Point(point) => return link(self.point_href(set, &point.id.value), title),
            RulePart::Measure(_) => title,
            RulePart::Threshold(threshold) => words::threshold(&threshold, self.messages),
            RulePart::When(stage) => words::condition(&stage.when.value, &set.shown, self.messages),
            RulePart::Duty(_, action, Some(field)) => {
                words::duty_field(action, field, &Parties { links: self }).unwrap_or_else(|| words::none(field, self.messages))
            }
            RulePart::Duty(stage, _, None) => return link(self.stage_href(set, stage), title),
        };
        // A text of the editor's own leads to the stage that the value is of.
        match part {
            RulePart::Threshold(_) | RulePart::Measure(_) | RulePart::Whole | RulePart::Point(_) => ResolvedLink::Text(text),
            RulePart::When(stage) | RulePart::Stage(stage) | RulePart::Duty(stage, ..) if !is_empty => {
                link(self.stage_href(set, stage), text)
            }
            _ => ResolvedLink::Text(text),
        }
    }

    /// Where a stage is explained: on its page, else in the table.
    fn stage_href(&self, set: &RuleSet, stage: &Stage) -> String {
        let page = stage.page.as_ref().and_then(|page| self.reference_href(&page.value));
        page.unwrap_or_else(|| format!("{}{}#{}", self.root, plan::rules_path(&set.id), stage_anchor(set, stage)))
    }

    fn point_href(&self, set: &RuleSet, point: &str) -> String {
        let index = plan::index_path(crate::model::GeneratedIndex::Undecided);
        format!("{}{index}#{}", self.root, point_anchor(set, point))
    }
}

/// The id of a stage on the page of its rule set.
fn stage_anchor(set: &RuleSet, stage: &Stage) -> String {
    format!("rule_{}_{}", set.id, stage.id.value)
}

/// The id of an open point in 未規定一覧.
fn point_anchor(set: &RuleSet, point: &str) -> String {
    format!("point_{}_{point}", set.id)
}

fn link(href: String, text: String) -> ResolvedLink {
    ResolvedLink::Link { href, text: Some(text), is_external: false, title: None }
}
