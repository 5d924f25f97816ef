//! Agendas: the run-of-show that pages embed, and a page of its own with patterns, a timetable, a timer and what makes a timetable.

use super::facts::{self, message};
use super::leaf::Leaf;
use super::links::PageLinks;
use super::plan;
use super::renderer::{Done, Renderer};
use super::rules::{Html, Parties, fill};
use super::view::{AgendaStepView, AgendaView};
use crate::diag::Spanned;
use crate::markup::{self, ResolvedLink};
use crate::model::{Agenda, AgendaId, AgendaPart, AgendaStep, MeetingPattern, Minutes, NavItem, Timetable, TimetableBlock};

/// The part of the theme that pages of agendas load.
const BUNDLES: [&str; 1] = ["agenda"];

/// `agendas/ID.html`
pub(super) fn render(renderer: &Renderer<'_>, id: &AgendaId) -> Done {
    let Some(agenda) = renderer.plan.site.agendas.get(id) else { return Ok(()) };
    let path = plan::agenda_path(id);
    let root = plan::root_prefix(&path);
    let links = PageLinks { plan: renderer.plan, messages: renderer.messages, page: None, root, is_quoted: false };
    let face = Face { links: &links, agenda };
    let exact = |minutes: &Option<Spanned<Minutes>>| minutes.as_ref().and_then(|minutes| minutes.value.exact());
    let view = AgendaView {
        id: agenda.id.as_str(),
        summary: agenda.summary.as_ref().map(|summary| summary.value.as_str()),
        body_html: face.body(),
        rest_html: face.rest(),
        steps: face.timed_steps(),
        total: exact(&agenda.total),
        start: agenda.timetable.as_ref().map(|timetable| clock(timetable.start)),
        cases: agenda.timetable.as_ref().map(|timetable| timetable.cases().count()),
        audience: facts::audience(agenda.audience, renderer.messages),
        sources: facts::citations(&agenda.sources, renderer.messages),
    };
    let mut leaf = Leaf::new("agenda", "agenda.html", &path, &agenda.title.value);
    renderer.load(&mut leaf, &BUNDLES);
    leaf.stand(renderer, Some(&NavItem::Agenda(id.clone())), links.page_of(agenda.page.as_ref()));
    leaf.ends_with_sources = !view.sources.is_empty();
    renderer.put_page(leaf, "agenda", &view)
}

impl PageLinks<'_> {
    /// An embed, or a link to the agenda's own page or to one of its steps.
    pub(super) fn agenda_link(&self, agenda: &Agenda, step: Option<&AgendaStep>, is_image: bool) -> ResolvedLink {
        let page = format!("{}{}", self.root, plan::agenda_path(&agenda.id));
        let link = |href: String, text: String| ResolvedLink::Link { href, text: Some(text), is_external: false, title: None };
        match step {
            Some(step) => link(format!("{page}#{}", anchor(agenda, step)), markup::plain_text_resolved(&step.text.value, self)),
            None if is_image => ResolvedLink::Html(Face { links: self, agenda }.embedded(&page)),
            None => link(page, agenda.title.value.clone()),
        }
    }
}

/// The id of a step in the table of its agenda.
fn anchor(agenda: &Agenda, step: &AgendaStep) -> String {
    format!("agenda_{}_{}", agenda.id, step.id.value)
}

/// `9:30`
fn clock(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// An agenda as the pages of one folder depth show it.
struct Face<'a> {
    links: &'a PageLinks<'a>,
    agenda: &'a Agenda,
}

impl<'a> Face<'a> {
    fn t<'t>(&'t self, key: &'t str) -> &'t str {
        message(self.links.messages, key)
    }

    fn inline(&self, text: &Spanned<String>) -> String {
        markup::render_inline(&text.value, self.links)
    }

    fn plain(&self, text: &Spanned<String>) -> String {
        markup::plain_text_resolved(&text.value, self.links)
    }

    /// Where it is embedded: the run-of-show, and the way to its page.
    fn embedded(&self, page: &str) -> String {
        let mut html = Html::default();
        html.tag("<section class=\"agenda\"").attribute("data-agenda", self.agenda.id.as_str()).tag(">\n");
        html.tag("<p class=\"agenda__title\"><strong>").link(page, &self.agenda.title.value).tag("</strong></p>\n");
        html.tag(&self.body()).tag("</section>\n");
        html.finish()
    }

    /// Parts, steps, patterns and the timetable of the source.
    fn body(&self) -> String {
        let mut html = Html::default();
        self.parts(&mut html);
        self.steps(&mut html);
        self.patterns(&mut html);
        if let (Some(timetable), Some(of_case)) = (&self.agenda.timetable, self.total()) {
            self.timetable(&mut html, timetable, of_case);
        }
        html.finish()
    }

    fn total(&self) -> Option<u32> {
        self.agenda.total.as_ref().and_then(|total| total.value.exact())
    }

    /// What the source leaves open.
    fn rest(&self) -> String {
        let mut html = Html::default();
        if !self.agenda.open.is_empty() {
            html.element("<h2>", self.t("rule_open"), "</h2>\n<ul>\n");
            for open in &self.agenda.open {
                html.tag("<li>").tag(&self.inline(open)).tag("</li>\n");
            }
            html.tag("</ul>\n");
        }
        html.finish()
    }

    fn parts(&self, html: &mut Html) {
        if self.agenda.parts.is_empty() {
            return;
        }
        html.tag("<dl class=\"agenda__parts\">\n");
        for part in &self.agenda.parts {
            let who = part.title.as_ref().map(|_| self.who(part)).unwrap_or_default();
            html.element("<div><dt>", &self.part_name(part), "</dt><dd>");
            match (who.as_str(), &part.note) {
                ("", None) => html.element("<span class=\"soft\">", self.t("agenda_not_given"), "</span>"),
                ("", Some(note)) => html.tag(&self.inline(note)),
                (who, note) => {
                    html.text(who);
                    match note {
                        Some(note) => html.tag("（").tag(&self.inline(note)).tag("）"),
                        None => html,
                    }
                }
            };
            html.tag("</dd></div>\n");
        }
        html.tag("</dl>\n");
    }

    /// 所長または主任相談支援員
    fn who(&self, part: &AgendaPart) -> String {
        let names: Vec<String> = Parties { links: self.links }.parties(&part.who).into_iter().map(|party| party.name).collect();
        names.join(self.t(if part.is_either { "agenda_or" } else { "list_separator" }))
    }

    fn part_name(&self, part: &AgendaPart) -> String {
        part.title.as_ref().map_or_else(|| self.who(part), |title| self.plain(title))
    }

    fn part_names(&self, ids: &[Spanned<String>]) -> String {
        let names: Vec<String> = ids.iter().filter_map(|id| self.agenda.part(&id.value)).map(|part| self.part_name(part)).collect();
        names.join(self.t("list_separator"))
    }

    /// `5分`, `5〜10分`
    fn minutes(&self, minutes: &Minutes) -> String {
        let text = match minutes.exact() {
            Some(number) => number.to_string(),
            None => format!("{}〜{}", minutes.least, minutes.most),
        };
        fill(self.t("agenda_minutes"), &[("minutes", &text)])
    }

    /// From when to when each step lasts, as long as what goes before it is laid down.
    fn elapsed(&self) -> Vec<Option<(u32, u32)>> {
        let mut at = Some(0);
        let of_step = |step: &AgendaStep| {
            let minutes = step.minutes.as_ref().and_then(|minutes| minutes.value.exact());
            let from = at.filter(|_| !step.is_between);
            if !step.is_between {
                at = at.zip(minutes).map(|(at, minutes)| at + minutes);
            }
            from.zip(minutes).map(|(from, minutes)| (from, from + minutes))
        };
        self.agenda.steps.iter().map(of_step).collect()
    }

    /// The run-of-show.
    fn steps(&self, html: &mut Html) {
        let agenda = self.agenda;
        if agenda.steps.is_empty() {
            return;
        }
        let elapsed = self.elapsed();
        let has_minutes = agenda.steps.iter().any(|step| step.minutes.is_some()) || agenda.total.is_some();
        let has_elapsed = elapsed.iter().any(Option::is_some);
        let has_people = agenda.steps.iter().any(|step| !step.lead.is_empty() || !step.with.is_empty());
        let columns = [("agenda_step", true), ("agenda_time", has_minutes), ("agenda_elapsed", has_elapsed), ("agenda_people", has_people)];
        html.tag("<div class=\"table-scroll\"><table class=\"duties__table agenda__steps\">\n");
        html.element("<caption>", self.t("agenda_run"), "</caption>\n<thead><tr>");
        for (key, _) in columns.iter().filter(|(_, is_shown)| *is_shown) {
            html.element("<th scope=\"col\">", self.t(key), "</th>");
        }
        html.tag("</tr></thead>\n<tbody>\n");
        for (at, step) in agenda.steps.iter().enumerate() {
            self.step_name(html, at, step);
            if has_minutes {
                self.cell(html, self.t("agenda_time"), step.minutes.as_ref().map(|minutes| self.minutes(&minutes.value)).as_deref());
            }
            if has_elapsed {
                let text = elapsed[at].map(|(from, to)| self.minutes(&Minutes { least: from, most: to }));
                let empty = html.cell(self.t("agenda_elapsed"), text.is_none());
                empty.text(text.as_deref().unwrap_or_default()).tag("</td>");
            }
            if has_people {
                self.people(html, step);
            }
            html.tag("</tr>\n");
        }
        html.tag("</tbody>\n</table></div>\n");
        if let Some(total) = &agenda.total {
            let text = fill(self.t("agenda_total"), &[("minutes", &self.minutes(&total.value))]);
            html.element("<p class=\"agenda__total\"><strong>", &text, "</strong></p>\n");
        } else if agenda.steps.iter().all(|step| step.minutes.is_none()) {
            html.element("<p class=\"agenda__total\">", self.t("agenda_no_minutes"), "</p>\n");
        }
    }

    fn step_name(&self, html: &mut Html, at: usize, step: &AgendaStep) {
        html.tag("<tr").attribute("id", &anchor(self.agenda, step)).attribute("data-step", &step.id.value).tag("><th scope=\"row\">");
        html.text(&format!("{}. ", at + 1)).tag(&self.inline(&step.text));
        if step.is_between {
            html.element(" <span class=\"soft\">（", self.t("agenda_between"), "）</span>");
        }
        if !step.items.is_empty() {
            html.tag("<ul class=\"agenda__items\">");
            for item in &step.items {
                html.tag("<li>").tag(&self.inline(item)).tag("</li>");
            }
            html.tag("</ul>");
        }
        html.tag("</th>");
    }

    /// A cell that says so where nothing is laid down.
    fn cell(&self, html: &mut Html, heading: &str, text: Option<&str>) {
        html.cell(heading, false);
        match text {
            Some(text) => html.text(text),
            None => html.element("<span class=\"soft\">", self.t("agenda_not_given"), "</span>"),
        };
        html.tag("</td>");
    }

    fn people(&self, html: &mut Html, step: &AgendaStep) {
        html.cell(self.t("agenda_people"), step.lead.is_empty() && step.with.is_empty());
        for (key, ids) in [("agenda_lead", &step.lead), ("agenda_with", &step.with)] {
            if !ids.is_empty() {
                html.element("<div class=\"duties__line\">", self.t(key), "").text(&self.part_names(ids)).tag("</div>");
            }
        }
        html.tag("</td>");
    }

    /// Ways of holding it, side by side.
    fn patterns(&self, html: &mut Html) {
        let patterns = &self.agenda.patterns;
        if patterns.is_empty() {
            return;
        }
        html.tag("<div class=\"table-scroll\"><table class=\"duties__table agenda__patterns\">\n");
        html.element("<caption>", self.t("agenda_patterns"), "</caption>\n<thead><tr>");
        html.element("<th scope=\"col\">", self.t("agenda_pattern"), "</th>");
        for pattern in patterns {
            html.tag("<th scope=\"col\"")
                .attribute("data-pattern", &pattern.id.value)
                .tag(">")
                .tag(&self.inline(&pattern.title))
                .tag("</th>");
        }
        html.tag("</tr></thead>\n<tbody>\n");
        for (key, said) in SAID.iter().filter(|(_, said)| patterns.iter().any(|pattern| !said(pattern).is_empty())) {
            html.element("<tr><th scope=\"row\">", self.t(key), "</th>");
            patterns.iter().for_each(|pattern| self.said(html, &self.plain(&pattern.title), &said(pattern)));
            html.tag("</tr>\n");
        }
        html.tag("</tbody>\n</table></div>\n");
    }

    /// What a pattern says of one thing.
    fn said(&self, html: &mut Html, pattern: &str, texts: &[&Spanned<String>]) {
        match texts {
            [] => self.cell(html, pattern, None),
            [one] => {
                html.cell(pattern, false).tag(&self.inline(one)).tag("</td>");
            }
            many => {
                html.cell(pattern, false).tag("<ul class=\"agenda__items\">");
                for text in many {
                    html.tag("<li>").tag(&self.inline(text)).tag("</li>");
                }
                html.tag("</ul></td>");
            }
        }
    }

    /// The day of several cases that the source gives.
    fn timetable(&self, html: &mut Html, timetable: &Timetable, of_case: u32) {
        let has_attendance = timetable.cases().any(|case| case.attend.is_some());
        html.tag("<div class=\"table-scroll\"><table class=\"duties__table agenda__day\">\n");
        html.tag("<caption>").tag(&self.inline(&timetable.title)).tag("</caption>\n<thead><tr>");
        for key in ["agenda_hour", "agenda_case"].into_iter().chain(has_attendance.then_some("agenda_attend")) {
            html.element("<th scope=\"col\">", self.t(key), "</th>");
        }
        html.tag("</tr></thead>\n<tbody>\n");
        let (mut at, mut nth) = (timetable.start, 0);
        for block in &timetable.blocks {
            let (from, cases) = match block {
                TimetableBlock::Break(minutes) => {
                    let end = at + minutes;
                    html.element("<tr><th scope=\"row\">", &format!("{}〜{}", clock(at), clock(end)), "</th>");
                    html.cell(self.t("agenda_case"), false).text(self.t("agenda_break")).tag("</td>");
                    html.tag(if has_attendance { "<td class=\"is-empty\"></td></tr>\n" } else { "</tr>\n" });
                    at = end;
                    continue;
                }
                TimetableBlock::Cases(cases) => (at, cases),
            };
            at += of_case * u32::try_from(cases.len()).unwrap_or_default();
            let time = format!("{}〜{}", clock(from), clock(at));
            let count = cases.len().to_string();
            for case in cases {
                nth += 1;
                html.element("<tr><th scope=\"row\">", &time, "");
                if cases.len() > 1 {
                    html.element(" <span class=\"soft\">", &fill(self.t("agenda_together"), &[("count", &count)]), "</span>");
                }
                html.tag("</th>").cell(self.t("agenda_case"), false).text(&format!("{nth} ")).tag(&self.inline(&case.title)).tag("</td>");
                if has_attendance {
                    html.cell(self.t("agenda_attend"), case.attend.is_none());
                    html.tag(&case.attend.as_ref().map(|attend| self.inline(attend)).unwrap_or_default()).tag("</td>");
                }
                html.tag("</tr>\n");
            }
        }
        html.tag("</tbody>\n</table></div>\n");
    }

    /// The steps as the timer takes them.
    fn timed_steps(&self) -> Vec<AgendaStepView> {
        let view = |step: &AgendaStep| AgendaStepView {
            id: step.id.value.clone(),
            text: self.plain(&step.text),
            minutes: step.minutes.as_ref().and_then(|minutes| minutes.value.exact()),
            is_between: step.is_between,
            lead: Some(self.part_names(&step.lead)).filter(|lead| !lead.is_empty()),
        };
        self.agenda.steps.iter().map(view).collect()
    }
}

/// What a pattern says, by the heading of its row.
type Said = (&'static str, fn(&MeetingPattern) -> Vec<&Spanned<String>>);

const SAID: [Said; 8] = [
    ("agenda_cases", |pattern| pattern.cases.iter().collect()),
    ("agenda_often", |pattern| pattern.often.iter().collect()),
    ("agenda_place", |pattern| pattern.place.iter().collect()),
    ("agenda_count", |pattern| pattern.count.iter().collect()),
    ("agenda_duration", |pattern| pattern.time.iter().collect()),
    ("agenda_members", |pattern| pattern.members.iter().collect()),
    ("agenda_as_needed", |pattern| pattern.as_needed.iter().collect()),
    ("agenda_care", |pattern| pattern.items.iter().collect()),
];
