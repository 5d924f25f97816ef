//! 早見表: one sheet of A4, black on white, of the stages that come one after another and those of a day of the calendar.

use super::Face;
use super::html::Html;
use super::parties::{Parties, Party};
use super::words;
use crate::model::{Action, Comparison, Condition, Counting, Stage};

impl Face<'_> {
    /// The table of the sheet.
    pub fn quick(&self) -> String {
        let mut html = Html::default();
        html.tag("<div class=\"quick\">\n<table class=\"quick__table\">\n");
        html.element("<caption>", &self.set.title.value, "</caption>\n<thead>\n<tr>");
        for heading in self.quick_headings() {
            html.element("<th scope=\"col\">", heading, "</th>");
        }
        html.tag("</tr>\n</thead>\n");
        for stage in self.quick_stages() {
            html.tag("<tbody>\n");
            for (at, action) in stage.actions.iter().enumerate() {
                html.tag("<tr>");
                if at == 0 {
                    self.quick_stage(&mut html, stage);
                }
                self.quick_action(&mut html, action);
            }
            html.tag("</tbody>\n");
        }
        html.tag("</table>\n</div>\n");
        html.finish()
    }

    /// Those of the ladder, in its order, and those that a day of the calendar calls for.
    fn quick_stages(&self) -> Vec<&Stage> {
        let shown = &self.set.shown;
        let ladder = shown.ladder.iter().filter_map(|id| shown.stage(&id.value));
        let of_a_day =
            shown.stages.iter().filter(|stage| names_a_day(&stage.when.value) && !shown.ladder.iter().any(|id| id.value == stage.id.value));
        ladder.chain(of_a_day).filter(|stage| !stage.actions.is_empty()).collect()
    }

    fn quick_headings(&self) -> [&str; 6] {
        [self.t("rule_days"), self.t("rule_who"), self.t("rule_does"), self.t("rule_to_phone"), self.t("rule_form"), self.t("rule_due")]
    }

    fn quick_stage(&self, html: &mut Html, stage: &Stage) {
        html.tag("<th scope=\"rowgroup\" class=\"quick__stage\"").attribute("rowspan", &stage.actions.len().to_string()).tag(">");
        let mut seen: Vec<u32> = Vec::new();
        for (id, comparison, than) in stage.when.value.comparisons() {
            let Some(measure) = self.set.shown.measure(id) else { continue };
            let key = match comparison {
                Comparison::AtLeast => "rule_nth",
                Comparison::MoreThan => "rule_over",
                Comparison::AtMost | Comparison::LessThan => continue,
            };
            let is_days = matches!(measure.counts, Counting::Run(_) | Counting::Total(_));
            // 「1日目」 is no threshold to learn by heart.
            if !is_days || than < 2 || seen.contains(&than) {
                continue;
            }
            seen.push(than);
            let days = words::fill(self.t(key), &[("number", &than.to_string()), ("unit", &measure.unit)]);
            html.element("<span class=\"quick__measure\">", &measure.label, "</span> ");
            html.element("<strong class=\"quick__days\">", &days, "</strong> ");
        }
        html.tag("<span class=\"quick__title\">");
        self.stage_title(html, stage);
        html.tag("</span></th>");
    }

    fn quick_action(&self, html: &mut Html, action: &Action) {
        let parties = Parties { links: self.links };
        let separator = self.t("list_separator");
        let [_, who, does, to, form, due] = self.quick_headings();
        html.cell(who, false).parties(&parties.parties(&action.who), separator, false);
        html.tag("</td>").cell(does, false).text(&action.does.value).tag("</td>");
        let told: Vec<Party> = parties.parties(&action.to);
        html.cell(to, told.is_empty()).parties(&told, separator, true).tag("</td>");
        let forms = parties.forms(&action.form);
        html.cell(form, forms.is_empty()).parties(&forms, separator, false).tag("</td>");
        // What has no date says so in the table of the rule set; here it would bury those that have one.
        let date = action.due.map(|_| self.due(action)).unwrap_or_default();
        html.cell(due, date.is_empty()).element("<strong>", &date, "</strong></td></tr>\n");
    }
}

/// Whether a day of the calendar stands in a condition.
fn names_a_day(condition: &Condition) -> bool {
    match condition {
        Condition::Event(_) => true,
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(names_a_day),
        Condition::Not(part) => names_a_day(part),
        Condition::Always | Condition::Compare { .. } | Condition::Fact(_) => false,
    }
}
