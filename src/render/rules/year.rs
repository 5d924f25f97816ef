//! 年間の予定: duties of the year by month from April on, then those for which no month is laid down.

use super::super::facts::{self, message};
use super::super::links::PageLinks;
use super::super::plan;
use super::super::renderer::{Done, Renderer};
use super::html::Html;
use super::pages;
use super::parties::Parties;
use super::words;
use crate::model::{Duties, GeneratedIndex, YearDuty, YearTime};

/// April, the first month of the school year.
const APRIL: u32 = 4;

/// `year.html`
pub(in crate::render) fn render(renderer: &Renderer<'_>) -> Done {
    let index = GeneratedIndex::Year;
    let links = pages::links(renderer, plan::root_prefix(plan::index_path(index)));
    let mut html = Html::default();
    if let Some(duties) = renderer.plan.site.duties.as_ref().filter(|duties| !duties.duties.is_empty()) {
        Year { links: &links }.table(&mut html, duties);
    }
    pages::empty(&mut html, message(renderer.messages, "year_empty"));
    pages::index(renderer, index, html)
}

struct Year<'a> {
    links: &'a PageLinks<'a>,
}

impl Year<'_> {
    fn t<'t>(&'t self, key: &'t str) -> &'t str {
        message(self.links.messages, key)
    }

    fn table(&self, html: &mut Html, duties: &Duties) {
        html.element("<div class=\"duties\">\n<table class=\"duties__table\">\n<caption>", &duties.title, "</caption>\n<thead>\n<tr>");
        for heading in self.headings() {
            html.element("<th scope=\"col\">", heading, "</th>");
        }
        html.tag("</tr>\n</thead>\n<tbody>\n");
        let mut sorted: Vec<&YearDuty> = duties.duties.iter().collect();
        sorted.sort_by_key(|duty| place(&duty.when));
        sorted.iter().for_each(|duty| self.row(html, duty));
        html.tag("</tbody>\n</table>\n</div>\n");
    }

    fn headings(&self) -> [&str; 5] {
        [self.t("year_when"), self.t("rule_does"), self.t("rule_who"), self.t("rule_to"), self.t("rule_form")]
    }

    fn row(&self, html: &mut Html, duty: &YearDuty) {
        let [when, does, who, to, form] = self.headings();
        let parties = Parties { links: self.links };
        let separator = self.t("list_separator");
        html.tag("<tr><th scope=\"row\"").attribute("data-label", when).tag(">").text(&self.when(&duty.when)).tag("</th>");
        html.cell(does, false).tag("<strong>");
        match duty.page.as_ref().and_then(|page| self.links.reference_href(&page.value)) {
            Some(href) => html.link(&href, &duty.title),
            None => html.text(&duty.title),
        };
        html.element("</strong><div class=\"duties__line\">", &duty.does, "</div>");
        if let Some(note) = &duty.note {
            html.element("<div class=\"duties__more\">", note, "</div>");
        }
        let source = facts::citation(&duty.citation.source, self.links.messages);
        html.element("<div class=\"duties__more\">", &format!("{}：{source}", self.t("sources")), "</div></td>");
        let doers = parties.parties(&duty.who);
        html.cell(who, false);
        if doers.is_empty() {
            html.text(self.t("rule_not_laid_down"));
        }
        html.parties(&doers, separator, false).tag("</td>");
        let told = parties.parties(&duty.to);
        html.cell(to, told.is_empty()).parties(&told, separator, true).tag("</td>");
        let forms = parties.forms(&duty.form);
        html.cell(form, forms.is_empty()).parties(&forms, separator, false).tag("</td></tr>\n");
    }

    fn when(&self, when: &YearTime) -> String {
        let number = |key, number: u32| words::fill(self.t(key), &[("number", &number.to_string())]);
        match when {
            YearTime::Month(month) => number("year_month", *month),
            YearTime::StartOfSchoolYear => self.t("year_start").to_owned(),
            YearTime::TimesAYear(times) => number("year_times", *times),
            YearTime::Monthly => self.t("year_monthly").to_owned(),
            YearTime::Occasion(occasion) => occasion.clone(),
        }
    }
}

/// The start of the year, months from April to March, each month, so many times, on occasions.
fn place(when: &YearTime) -> (u32, u32) {
    match when {
        YearTime::StartOfSchoolYear => (0, 0),
        YearTime::Month(month) => (1, (month + 12 - APRIL) % 12),
        YearTime::Monthly => (2, 0),
        YearTime::TimesAYear(_) => (3, 0),
        YearTime::Occasion(_) => (4, 0),
    }
}
