//! The pages of rule sets: `rules/ID.html`, `rules/ID-quick.html`, and the indexes over all of them.

use super::super::facts::{self, message};
use super::super::leaf::Leaf;
use super::super::links::PageLinks;
use super::super::plan;
use super::super::renderer::{Done, Renderer};
use super::super::unconfirmed;
use super::super::view::RulesView;
use super::Face;
use super::html::Html;
use super::parties::{Parties, Party};
use crate::diag::Spanned;
use crate::model::{Audience, GeneratedIndex, NavItem, RuleSetId, RulesPage, SlotBinding};

/// `rules/ID.html`: the table, the days on which stages begin, and examples.
pub fn table(renderer: &Renderer<'_>, id: &RuleSetId) -> Done {
    let Some(set) = renderer.plan.site.rules.get(id) else { return Ok(()) };
    let path = plan::rules_path(id, RulesPage::Table);
    let links = links(renderer, plan::root_prefix(&path));
    let face = Face { links: &links, set };
    let mut html = Html::default();
    let calls = Parties { links: &links }.parties(&set.emergency.value);
    html.tag("<aside class=\"callout callout-caution\" role=\"note\">\n").element("<p>", face.t("rule_emergency"), "</p>\n<p>");
    html.parties(&calls, face.t("list_separator"), true).tag("</p>\n</aside>\n<p>");
    for (at, page) in [RulesPage::Quick, RulesPage::Chart].into_iter().enumerate() {
        let href = format!("{}{}", links.root, plan::rules_path(id, page));
        html.text(if at > 0 { " " } else { "" }).link(&href, renderer.plan.rules_title(id, page).unwrap_or_default());
    }
    html.tag("</p>\n");
    html.tag(&face.whole(true));
    let boundaries = face.boundaries();
    if !boundaries.is_empty() {
        html.element("<h2 id=\"boundaries\">", face.t("rule_boundaries_title"), "</h2>\n").tag(&boundaries);
    }
    let examples = face.examples();
    if !examples.is_empty() {
        html.element("<h2 id=\"examples\">", face.t("rule_examples"), "</h2>\n").tag(&examples);
    }
    let title = renderer.plan.rules_title(id, RulesPage::Table).unwrap_or_default();
    put(
        renderer,
        Sheet { path: &path, title, item: Some(NavItem::Rules(id.clone(), RulesPage::Table)), kind: "rules", audience: set.audience },
        html,
    )
}

/// `rules/ID-quick.html`
pub fn quick(renderer: &Renderer<'_>, id: &RuleSetId) -> Done {
    let Some(set) = renderer.plan.site.rules.get(id) else { return Ok(()) };
    let path = plan::rules_path(id, RulesPage::Quick);
    let links = links(renderer, plan::root_prefix(&path));
    let mut html = Html::default();
    html.tag(&Face { links: &links, set }.quick());
    let title = renderer.plan.rules_title(id, RulesPage::Quick).unwrap_or_default();
    put(
        renderer,
        Sheet { path: &path, title, item: Some(NavItem::Rules(id.clone(), RulesPage::Quick)), kind: "quick", audience: set.audience },
        html,
    )
}

/// 期限の一覧: everything with a date or a repeat.
pub fn deadlines(renderer: &Renderer<'_>) -> Done {
    let path = plan::index_path(GeneratedIndex::Deadlines);
    let links = links(renderer, plan::root_prefix(path));
    let mut html = Html::default();
    for set in renderer.plan.site.rules.values() {
        Face { links: &links, set }.deadlines(&mut html);
    }
    empty(&mut html, message(renderer.messages, "deadlines_empty"));
    index(renderer, GeneratedIndex::Deadlines, html)
}

/// 定めがないことの一覧: open points, slots that nobody is bound to, topics of the emergency lane, what flows and checklists and agendas leave open.
pub fn undecided(renderer: &Renderer<'_>) -> Done {
    let site = renderer.plan.site;
    let path = plan::index_path(GeneratedIndex::Undecided);
    let links = links(renderer, plan::root_prefix(path));
    let mut html = Html::default();
    for set in site.rules.values().filter(|set| !set.points.is_empty()) {
        html.element("<h2>", &set.title.value, "</h2>\n").element("<p>", message(renderer.messages, "undecided_note"), "</p>\n");
        let face = Face { links: &links, set };
        set.points.iter().for_each(|point| {
            html.tag(&face.point(set, &point.id.value, true));
        });
    }
    let is_open = |binding: &Option<Spanned<SlotBinding>>| binding.as_ref().is_some_and(|bound| bound.value == SlotBinding::Undecided);
    let slots: Vec<_> = site.slots.values().filter(|slot| is_open(&slot.binding)).collect();
    if !slots.is_empty() {
        html.element("<h2>", message(renderer.messages, "undecided_slots"), "</h2>\n<ul>\n");
        for slot in slots {
            html.element("<li>", &slot.title, "");
            if let Some(note) = &slot.note {
                html.element("（", note, "）");
            }
            html.tag("</li>\n");
        }
        html.tag("</ul>\n");
    }
    let routes = site.emergency.as_ref().map(|lane| lane.open_routes.as_slice()).unwrap_or_default();
    if !routes.is_empty() {
        html.element("<h2>", message(renderer.messages, "open_routes"), "</h2>\n");
        let parties = Parties { links: &links };
        for route in routes {
            let roles = route.ask_roles.iter().filter_map(|role| site.roles.get(role));
            let mut ask: Vec<Party> = roles.map(|title| Party { name: title.clone(), href: None, phones: Vec::new() }).collect();
            ask.extend(parties.parties(&route.ask));
            html.tag("<div class=\"open-point\">\n").element("<p class=\"open-point__question\">", &route.title, "</p>\n<p>");
            html.text(message(renderer.messages, "ask")).text("：").parties(&ask, message(renderer.messages, "list_separator"), true);
            html.tag("</p>\n</div>\n");
        }
    }
    unconfirmed::flows(site, &links, &mut html);
    unconfirmed::checklists(site, &links, &mut html);
    unconfirmed::agendas(site, &links, &mut html);
    unconfirmed::forms(site, &links, &mut html);
    empty(&mut html, message(renderer.messages, "undecided_empty"));
    index(renderer, GeneratedIndex::Undecided, html)
}

impl Face<'_> {
    fn deadlines(&self, html: &mut Html) {
        let stages = self.set.shown.stages.iter();
        let duties = stages.flat_map(|stage| stage.actions.iter().map(move |action| (stage, action)));
        let variants = |stage: &str, duty: &str| {
            let rules = self.set.variants.iter().filter_map(|variant| variant.rules.stage(stage));
            rules.flat_map(|stage| &stage.actions).any(|action| action.duty.value == duty && action.due.is_some())
        };
        let dated = duties
            .filter(|(stage, action)| action.due.is_some() || action.repeat.is_some() || variants(&stage.id.value, &action.duty.value));
        let dated: Vec<_> = dated.collect();
        if dated.is_empty() {
            return;
        }
        let headings =
            [self.t("rule_due"), self.t("rule_stage"), self.t("rule_who"), self.t("rule_does"), self.t("rule_to"), self.t("rule_form")];
        html.element(
            "<div class=\"duties\">\n<table class=\"duties__table\">\n<caption>",
            &self.set.title.value,
            "</caption>\n<thead>\n<tr>",
        );
        headings.iter().for_each(|heading| {
            html.element("<th scope=\"col\">", heading, "</th>");
        });
        html.tag("</tr>\n</thead>\n<tbody>\n");
        let (parties, separator) = (Parties { links: self.links }, self.t("list_separator"));
        for (stage, action) in dated {
            html.tag("<tr><th scope=\"row\"").attribute("data-label", headings[0]).tag(">").text(&self.due(action));
            self.due_readings(html, stage, action);
            html.tag("</th>").cell(headings[1], false);
            self.stage_title(html, stage);
            html.tag("</td>").cell(headings[2], false).parties(&parties.parties(&action.who), separator, false).tag("</td>");
            html.cell(headings[3], false).text(&action.does.value).tag("</td>");
            let told = parties.parties(&action.to);
            html.cell(headings[4], told.is_empty()).parties(&told, separator, true).tag("</td>");
            let forms = parties.forms(&action.form);
            html.cell(headings[5], forms.is_empty()).parties(&forms, separator, false).tag("</td></tr>\n");
        }
        html.tag("</tbody>\n</table>\n</div>\n");
    }
}

/// Links of a generated page.
pub(super) fn links<'a>(renderer: &'a Renderer<'_>, root: &'a str) -> PageLinks<'a> {
    PageLinks { plan: renderer.plan, messages: renderer.messages, page: None, root, is_quoted: false }
}

/// Says that there is nothing.
pub(super) fn empty(html: &mut Html, text: &str) {
    if html.is_empty() {
        html.element("<p class=\"empty\">", text, "</p>\n");
    }
}

/// A generated page.
struct Sheet<'a> {
    path: &'a str,
    title: &'a str,
    /// What stands for it in the nav.
    item: Option<NavItem>,
    kind: &'static str,
    audience: Audience,
}

/// Gives a generated index to the output.
pub(super) fn index(renderer: &Renderer<'_>, index: GeneratedIndex, html: Html) -> Done {
    let title = message(renderer.messages, plan::index_title_key(index));
    let item = Some(NavItem::Index(index));
    put(renderer, Sheet { path: plan::index_path(index), title, item, kind: index.name(), audience: Audience::Public }, html)
}

fn put(renderer: &Renderer<'_>, sheet: Sheet<'_>, html: Html) -> Done {
    let template = if sheet.kind == "quick" { "quick.html" } else { "rules.html" };
    let view = RulesView { body_html: html.finish(), audience: facts::audience(sheet.audience, renderer.messages) };
    let mut leaf = Leaf::new(sheet.kind, template, sheet.path, sheet.title);
    leaf.stand(renderer, sheet.item.as_ref(), None);
    renderer.put_page(leaf, "rules", &view)
}
