//! What readers see of a rule set: values in prose, tables on pages, and pages of its own.
//!
//! | file | what it writes |
//! |---|---|
//! | `words` | conditions, dates and repeats as words |
//! | `parties` | people, desks and forms with their links and phones |
//! | `table` | 段階別対応表, whole or one stage, and open points |
//! | `examples` | worked examples and the days on which stages begin |
//! | `quick` | 早見表 |
//! | `chart` | 段階の図: the stages as a flow |
//! | `year` | 年間の予定 |
//! | `calculator` | the page that counts |
//! | `pages` | the pages and indexes |
//!
//! Nothing here counts or compares: what a record leads to is asked of [`rules`](crate::rules).

pub(super) mod calculator;
pub(super) mod chart;
mod examples;
mod html;
pub(super) mod pages;
mod parties;
mod quick;
mod table;
mod words;
pub(super) mod year;

use super::facts::message;
use super::links::PageLinks;
use super::plan;
use crate::markup::ResolvedLink;
use crate::model::{RulePart, RuleSet, RulesPage, Stage};
pub(super) use html::Html;
pub(super) use parties::Parties;
pub(super) use words::{fill, means};

/// A rule set as the pages of one folder depth show it.
struct Face<'a> {
    links: &'a PageLinks<'a>,
    set: &'a RuleSet,
}

impl Face<'_> {
    /// A visible text.
    fn t<'t>(&'t self, key: &'t str) -> &'t str {
        message(self.links.messages, key)
    }
}

impl PageLinks<'_> {
    /// An embed, a value, or a link to where the part is explained.
    pub(super) fn rule_link(&self, set: &RuleSet, part: RulePart<'_>, is_image: bool, is_empty: bool) -> ResolvedLink {
        let face = Face { links: self, set };
        let title = part.title(set).to_owned();
        let text = match part {
            RulePart::Whole if is_image => return ResolvedLink::Html(face.whole(false)),
            RulePart::Stage(stage) if is_image => return ResolvedLink::Html(face.stage(stage)),
            RulePart::Point(point) if is_image => return ResolvedLink::Html(face.point(set, &point.id.value, false)),
            RulePart::Chart if is_image => return ResolvedLink::Html(face.chart()),
            RulePart::Quick | RulePart::Chart | RulePart::Calculator => {
                let title = self.plan.rules_title(&set.id, part.page()).unwrap_or_default();
                return link(format!("{}{}", self.root, plan::rules_path(&set.id, part.page())), title.to_owned());
            }
            RulePart::Whole => return link(format!("{}{}", self.root, plan::rules_path(&set.id, part.page())), title),
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
            RulePart::When(stage) | RulePart::Duty(stage, ..) if !is_empty => link(self.stage_href(set, stage), text),
            _ => ResolvedLink::Text(text),
        }
    }

    /// Where a stage is explained: on its page, else in the table.
    fn stage_href(&self, set: &RuleSet, stage: &Stage) -> String {
        let page = stage.page.as_ref().and_then(|page| self.reference_href(&page.value));
        page.unwrap_or_else(|| format!("{}{}#{}", self.root, plan::rules_path(&set.id, RulesPage::Table), stage_anchor(set, stage)))
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
