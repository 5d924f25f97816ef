//! 段階別対応表: who does what for whom, by what means, on which form and until when; whole or one stage of it.

use super::html::Html;
use super::parties::Parties;
use super::words;
use super::{Face, point_anchor, stage_anchor};
use crate::diag::Spanned;
use crate::model::{Action, LinkTarget, RuleCitation, RuleSet, Stage};

/// Columns of every table of duties.
const COLUMNS: usize = 6;

impl Face<'_> {
    /// The whole table; with ids of its stages on the page that is its home.
    pub fn whole(&self, has_ids: bool) -> String {
        let mut html = Html::default();
        html.element("<div class=\"duties\">\n<table class=\"duties__table\">\n<caption>", &self.set.title.value, "</caption>\n");
        self.columns(&mut html);
        let mut phase: Option<Option<&str>> = None;
        for stage in &self.set.shown.stages {
            let own = stage.phase.as_ref().map(|phase| phase.value.as_str());
            if phase != Some(own) {
                phase = Some(own);
                html.tag("<tbody class=\"duties__phase\">\n<tr><th scope=\"rowgroup\" colspan=\"6\">").text(self.phase_title(own));
                html.tag("</th></tr>\n</tbody>\n");
            }
            html.tag("<tbody>\n");
            self.stage_head(&mut html, stage, has_ids);
            stage.actions.iter().for_each(|action| self.action(&mut html, stage, action));
            self.stage_notes(&mut html, stage);
            html.tag("</tbody>\n");
        }
        html.tag("</table>\n</div>\n");
        html.finish()
    }

    /// What is done at one stage.
    pub fn stage(&self, stage: &Stage) -> String {
        let mut html = Html::default();
        let caption = words::fill(self.t("rule_stage_caption"), &[("title", &stage.title.value)]);
        html.element("<div class=\"duties\">\n<table class=\"duties__table\">\n<caption>", &caption, "</caption>\n");
        self.columns(&mut html);
        html.tag("<tbody>\n");
        stage.actions.iter().for_each(|action| self.action(&mut html, stage, action));
        html.tag("</tbody>\n</table>\n");
        self.open_points(&mut html, &open_points(stage.actions.iter()));
        html.tag("</div>\n");
        html.finish()
    }

    fn headings(&self) -> [&str; COLUMNS] {
        [self.t("rule_who"), self.t("rule_does"), self.t("rule_to"), self.t("rule_means"), self.t("rule_form"), self.t("rule_due")]
    }

    fn columns(&self, html: &mut Html) {
        html.tag("<thead>\n<tr>");
        self.headings().iter().for_each(|heading| {
            html.element("<th scope=\"col\">", heading, "</th>");
        });
        html.tag("</tr>\n</thead>\n");
    }

    fn phase_title(&self, id: Option<&str>) -> &str {
        let phase = self.set.shown.phases.iter().find(|phase| Some(phase.id.value.as_str()) == id);
        phase.map_or(self.t("rule_no_phase"), |phase| phase.title.as_str())
    }

    fn stage_head(&self, html: &mut Html, stage: &Stage, has_ids: bool) {
        html.tag("<tr class=\"duties__stage\"><th scope=\"rowgroup\" colspan=\"6\"");
        if has_ids {
            html.attribute("id", &stage_anchor(self.set, stage));
        }
        html.tag(">");
        self.stage_title(html, stage);
        let when = words::condition(&stage.when.value, &self.set.shown, self.links.messages);
        html.element("<div class=\"duties__when\">", &when, "</div></th></tr>\n");
    }

    /// The title, as a link to the page that explains the stage, with that page's number.
    pub fn stage_title(&self, html: &mut Html, stage: &Stage) {
        let page = stage.page.as_ref().map(|page| self.links.plan.site.reference_target(page.value.clone()));
        let number = match &page {
            Some(LinkTarget::Page(page, _)) => self.links.plan.page(page.id.as_str()).and_then(|placed| placed.number.as_deref()),
            _ => None,
        };
        if let Some(number) = number {
            html.element("<span class=\"number\">", number, "</span> ");
        }
        match stage.page.as_ref().and_then(|page| self.links.reference_href(&page.value)) {
            Some(href) => html.link(&href, &stage.title.value),
            None => html.text(&stage.title.value),
        };
    }

    fn action(&self, html: &mut Html, stage: &Stage, action: &Action) {
        let parties = Parties { links: self.links };
        let separator = self.t("list_separator");
        let [who, does, to, means, form, due] = self.headings();
        html.tag("<tr").attribute("data-duty", &format!("{}/{}", stage.id.value, action.duty.value)).tag(">");
        html.cell(who, false).parties(&parties.parties(&action.who), separator, false);
        html.tag("</td><th scope=\"row\"").attribute("data-label", does).tag(">").text(&action.does.value);
        let with = parties.parties(&action.with);
        if !with.is_empty() {
            html.element("<div class=\"duties__more\">", self.t("rule_with"), "").parties(&with, separator, false).tag("</div>");
        }
        if let Some(note) = &action.note {
            html.element("<div class=\"duties__more\">", note, "</div>");
        }
        let told = parties.parties(&action.to);
        html.tag("</th>").cell(to, told.is_empty()).parties(&told, separator, true).tag("</td>");
        let by: Vec<&str> = action.means.iter().map(|means| words::means(*means, self.links.messages)).collect();
        html.cell(means, by.is_empty()).text(&by.join(separator)).tag("</td>");
        let forms = parties.forms(&action.form);
        html.cell(form, forms.is_empty()).parties(&forms, separator, false).tag("</td>");
        html.cell(due, false).text(&self.due(action));
        self.due_readings(html, stage, action);
        html.tag("</td></tr>\n");
    }

    /// Until when and how often.
    pub fn due(&self, action: &Action) -> String {
        let messages = self.links.messages;
        let due = action.due.map_or_else(|| self.t("rule_no_due").to_owned(), |due| words::due(due, messages));
        match &action.repeat {
            Some(repeat) => format!("{}{}{due}", words::repeat(repeat, messages), self.t("list_separator")),
            None => due,
        }
    }

    /// The date under other readings of an open point, where that makes it another one; what becomes of it on a closed day, where that is settled.
    pub fn due_readings(&self, html: &mut Html, stage: &Stage, action: &Action) {
        let messages = self.links.messages;
        let mut is_settled = true;
        for variant in &self.set.variants {
            let other = variant.rules.stage(&stage.id.value);
            let Some(other) = other.and_then(|stage| stage.actions.iter().find(|other| other.duty.value == action.duty.value)) else {
                continue;
            };
            is_settled &= other.due == action.due;
            let text = other.due.map_or_else(|| self.t("rule_no_due").to_owned(), |due| words::due(due, messages));
            if text != action.due.map_or_else(|| self.t("rule_no_due").to_owned(), |due| words::due(due, messages)) {
                let label = self.set.points.get(variant.point).and_then(|point| point.readings.get(variant.reading));
                let label = label.map_or("", |reading| reading.label.as_str());
                let text = words::fill(self.t("rule_due_under"), &[("reading", label), ("due", &text)]);
                html.element("<div class=\"duties__more\">", &text, "</div>");
            }
        }
        if let Some(closed) = action.due.and_then(|due| words::if_closed(due, messages)).filter(|_| is_settled) {
            html.element("<div class=\"duties__more\">", closed, "</div>");
        }
    }

    fn stage_notes(&self, html: &mut Html, stage: &Stage) {
        html.tag("<tr class=\"duties__notes\"><td colspan=\"6\">\n");
        if !stage.tells.is_empty() {
            html.tag("<ul>\n");
            stage.tells.iter().for_each(|tell| {
                html.element("<li>", tell, "</li>\n");
            });
            html.tag("</ul>\n");
        }
        self.open_points(html, &open_points(stage.actions.iter()));
        html.tag("<p class=\"duties__source\">");
        self.citation(html, &stage.citation);
        html.tag("</p>\n</td></tr>\n");
    }

    /// Where it is laid down, and which page of this handbook tells it.
    pub fn citation(&self, html: &mut Html, citation: &RuleCitation) {
        let text = super::super::facts::citation(&citation.source, self.links.messages);
        html.element("", &format!("{}：", self.t("sources")), "");
        match citation.page.as_ref().and_then(|page| self.links.reference_href(&page.value)) {
            Some(href) => html.link(&href, &text),
            None => html.text(&text),
        };
    }

    /// Links to what is not laid down.
    pub fn open_points(&self, html: &mut Html, points: &[&str]) {
        let known: Vec<_> = self.set.points.iter().filter(|point| points.contains(&point.id.value.as_str())).collect();
        if known.is_empty() {
            return;
        }
        html.element("<div class=\"duties__open\"><p>", self.t("rule_open"), "</p>\n<ul>\n");
        for point in known {
            html.tag("<li>").link(&self.links.point_href(self.set, &point.id.value), &point.question).tag("</li>\n");
        }
        html.tag("</ul></div>\n");
    }

    /// One open point: what is asked, how it may be read, whom to ask.
    pub fn point(&self, set: &RuleSet, id: &str, has_id: bool) -> String {
        let mut html = Html::default();
        let Some(point) = set.points.iter().find(|point| point.id.value == id) else { return String::new() };
        html.tag("<div class=\"open-point\"");
        if has_id {
            html.attribute("id", &point_anchor(set, id));
        }
        html.element(">\n<p class=\"open-point__question\">", &point.question, "</p>\n");
        if let Some(note) = &point.note {
            html.element("<p>", note, "</p>\n");
        }
        if !point.readings.is_empty() {
            html.element("<p>", self.t("rule_readings"), "</p>\n<ul>\n");
            for (at, reading) in point.readings.iter().enumerate() {
                html.element("<li>", &reading.label, "");
                if at == point.shown {
                    html.element(" <strong>", self.t("rule_shown_reading"), "</strong>");
                }
                html.tag("</li>\n");
            }
            html.tag("</ul>\n");
        }
        let ask = Parties { links: self.links }.parties(std::slice::from_ref(&point.ask));
        html.element("<p>", &format!("{}：", self.t("ask")), "").parties(&ask, self.t("list_separator"), true).tag("</p>\n");
        if let Some(citation) = &point.citation {
            html.tag("<p class=\"duties__source\">");
            self.citation(&mut html, citation);
            html.tag("</p>\n");
        }
        html.tag("</div>\n");
        html.finish()
    }
}

/// Ids of the open points of actions, each once.
fn open_points<'a>(actions: impl Iterator<Item = &'a Action>) -> Vec<&'a str> {
    let mut ids: Vec<&str> = Vec::new();
    for Spanned { value, .. } in actions.flat_map(|action| &action.open) {
        if !ids.contains(&value.as_str()) {
            ids.push(value);
        }
    }
    ids
}
