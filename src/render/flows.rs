//! Flows: the drawing and the list of one graph, where pages embed them and on pages of their own.

use super::facts::{self, message};
use super::leaf::Leaf;
use super::links::PageLinks;
use super::plan;
use super::renderer::{Done, Renderer};
use super::rules::{Html, Parties};
use super::view::FlowView;
use crate::diag::{Code, Diagnostic, Sink, Spanned};
use crate::markup::flow::{self, BoxShape, Fit, MarkWords, Part, Picture, PictureEdge, PictureNode, Sheet};
use crate::markup::{self, ResolvedLink};
use crate::model::{Flow, FlowEdge, FlowId, FlowNode, FlowNodeKind, FlowPeople, NavItem, Site};
use crate::theme::Theme;
use rayon::prelude::*;

/// The part of the theme that pages with flows load.
const BUNDLES: [&str; 1] = ["flow"];

/// The page of a flow is held either way.
const EITHER: [Sheet; 2] = [Sheet::Portrait, Sheet::Landscape];

/// How the figure of a flow begins that is embedded.
const FIGURE: &str = "<figure class=\"flow\" data-module=\"flow-steps\"";

/// Lets a page load what its flows need, if its body shows any.
pub(super) fn load(renderer: &Renderer<'_>, leaf: &mut Leaf<'_>, body: &str) {
    if body.contains(FIGURE) {
        renderer.load(leaf, &BUNDLES);
    }
}

/// `flows/ID.html`
pub(super) fn render(renderer: &Renderer<'_>, id: &FlowId, sink: &mut Sink) -> Done {
    let Some(flow) = renderer.plan.site.flows.get(id) else { return Ok(()) };
    let path = plan::flow_path(id);
    let root = plan::root_prefix(&path);
    let links = PageLinks { plan: renderer.plan, messages: renderer.messages, page: None, root, is_quoted: false };
    let face = Face { links: &links, flow, path: path.clone() };
    face.render(renderer, &NavItem::Flow(id.clone()), sink)
}

impl Face<'_> {
    /// The page of the flow, which stands in the nav for `item`.
    pub fn render(&self, renderer: &Renderer<'_>, item: &NavItem, sink: &mut Sink) -> Done {
        let flow = self.flow;
        let fit = self.fit(&EITHER);
        sink.extend(misfit(&flow.title, &fit));
        let view = FlowView {
            summary: flow.summary.as_ref().map(|summary| summary.value.as_str()),
            sheets: self.sheets(&fit),
            rest_html: self.rest(),
            id: flow.id.as_str(),
            audience: facts::audience(flow.audience, renderer.messages),
            is_landscape: fit.sheet == Sheet::Landscape,
            sources: facts::citations(&flow.sources, renderer.messages),
        };
        let mut leaf = Leaf::new("flow", "flow.html", &self.path, &flow.title.value);
        renderer.load(&mut leaf, &BUNDLES);
        leaf.stand(renderer, Some(item), self.links.page_of(flow.page.as_ref()));
        leaf.ends_with_sources = !view.sources.is_empty();
        renderer.put_page(leaf, "flow", &view)
    }
}

/// A flow in the words of its drawing.
#[derive(Clone, Debug)]
pub struct FlowPicture {
    /// Its id; that of a stage chart is made up of its rule set's.
    pub id: FlowId,
    /// 題
    pub title: Spanned<String>,
    /// What is drawn.
    pub picture: Picture,
    /// The words of marks between its sheets.
    pub words: MarkWords,
}

/// Every flow of a site and the stage chart of every rule set, as they are drawn.
#[must_use]
pub fn flow_pictures(site: &Site, theme: &Theme) -> Vec<FlowPicture> {
    let text = |key| message(theme.strings(), key);
    let plan = plan::Plan::new(site, text("staff_number"), plan::RULE_TITLES.map(text));
    let links = PageLinks { plan: &plan, messages: theme.strings(), page: None, root: "../", is_quoted: false };
    let charts = super::rules::chart::stage_flows(&links);
    let picture = |flow: &Flow| {
        let face = Face { links: &links, flow, path: plan::flow_path(&flow.id) };
        FlowPicture { id: flow.id.clone(), title: flow.title.clone(), picture: face.picture(), words: face.mark_words() }
    };
    site.flows.values().chain(&charts).map(picture).collect()
}

/// What a build would say of the drawings of a site.
#[must_use]
pub fn flow_misfits(site: &Site, theme: &Theme) -> Sink {
    let mut sink = Sink::default();
    // The words of drawings need the plan of the whole site, which most large sites would be laid out for in vain.
    if site.flows.is_empty() && site.rules.is_empty() {
        return sink;
    }
    let found: Vec<Diagnostic> = flow_pictures(site, theme)
        .par_iter()
        .filter_map(|flow| misfit(&flow.title, &flow::fit(&flow.picture, &EITHER, &flow.words)))
        .collect();
    sink.extend(found);
    sink
}

/// What is wrong with a drawing that cannot be read on paper, on however many sheets.
fn misfit(title: &Spanned<String>, fit: &Fit) -> Option<Diagnostic> {
    let points = |hundredths: i32| f64::from(hundredths) / 100.0;
    let (letters, least) = (points(fit.letters()), points(flow::MIN_LETTERS));
    let (ja, en) = (
        format!("図の文字が {letters} ポイントになり、A4の紙では読めません"),
        format!("the letters of the drawing are {letters} points high on A4, which cannot be read"),
    );
    let help = (
        format!("{least} ポイントより小さくならないように、箱の言葉を短くするか、箱を分けます"),
        format!("shorten the words of the largest box or make two of it, so that they are {least} points at least"),
    );
    (fit.letters() < flow::MIN_LETTERS).then(|| Diagnostic::new(Code::FlowDoesNotFit, title.span, ja, en).help(help.0, help.1))
}

impl PageLinks<'_> {
    /// An embed, or a link to the flow's own page or to one of its boxes.
    pub(super) fn flow_link(&self, flow: &Flow, node: Option<&FlowNode>, is_image: bool) -> ResolvedLink {
        let face = Face { links: self, flow, path: plan::flow_path(&flow.id) };
        let page = format!("{}{}", self.root, face.path);
        let link = |href: String, text: String| ResolvedLink::Link { href, text: Some(text), is_external: false, title: None };
        match node {
            Some(node) => link(format!("{page}#{}", anchor(flow, node)), face.name(node)),
            None if is_image => ResolvedLink::Html(face.embedded()),
            None => link(page, flow.title.value.clone()),
        }
    }
}

/// The id of a box in the list of its flow.
fn anchor(flow: &Flow, node: &FlowNode) -> String {
    format!("flow_{}_{}", flow.id, node.id.value)
}

/// A flow as the pages of one folder depth show it.
pub(super) struct Face<'a> {
    pub links: &'a PageLinks<'a>,
    pub flow: &'a Flow,
    /// The page of its own.
    pub path: String,
}

impl Face<'_> {
    /// The drawing and the list on a page of something else.
    pub fn embedded(&self) -> String {
        self.figure(&self.fit(&[Sheet::Portrait]))
    }

    fn t<'t>(&'t self, key: &'t str) -> &'t str {
        message(self.links.messages, key)
    }

    /// What a box is called.
    pub fn name(&self, node: &FlowNode) -> String {
        match &node.text {
            Some(text) => markup::plain_text_resolved(&text.value, self.links),
            None => self.people(&node.who),
        }
    }

    fn people(&self, people: &FlowPeople) -> String {
        let parties = Parties { links: self.links }.parties(&people.named);
        let names: Vec<String> = parties.into_iter().map(|party| party.name).collect();
        format!("{}{}", names.join(self.t("list_separator")), if people.has_others { self.t("flow_others") } else { "" })
    }

    /// Who acts and who takes part, each on a line.
    fn lines_of_people(&self, node: &FlowNode) -> Vec<String> {
        let line = |key: &str, people: &FlowPeople| (!people.named.is_empty()).then(|| format!("{}{}", self.t(key), self.people(people)));
        // The name of a party without a text is said already.
        let who = node.text.as_ref().and_then(|_| line("flow_who", &node.who));
        who.into_iter().chain(line("flow_with", &node.with)).collect()
    }

    /// Group, lane and kind of a box; the drawing shows its lane by its place.
    fn tag(&self, node: &FlowNode, has_lane: bool) -> Option<String> {
        let group = node.group.as_ref().and_then(|id| self.flow.groups.iter().find(|group| group.id.value == id.value));
        let lane = node.lane.as_ref().filter(|_| has_lane).and_then(|id| self.flow.lanes.iter().find(|lane| lane.id.value == id.value));
        let kind = kind_key(node.kind).map(|key| self.t(key));
        let parts: Vec<&str> =
            group.map(|group| group.title.as_str()).into_iter().chain(lane.map(|lane| lane.title.as_str())).chain(kind).collect();
        (!parts.is_empty()).then(|| parts.join(self.t("list_separator")))
    }

    /// The boxes that a note is about, on a line.
    fn about(&self, node: &FlowNode) -> Option<String> {
        let names: Vec<String> = node.about.iter().filter_map(|id| self.flow.node(&id.value)).map(|node| self.name(node)).collect();
        (!names.is_empty()).then(|| format!("{}{}", self.t("flow_about"), names.join(self.t("list_separator"))))
    }

    /// What stands on an arrow.
    pub fn label(&self, edge: &FlowEdge) -> Option<String> {
        let number = edge.number.and_then(circled).map(String::from);
        let label = edge.label.as_ref().map(|label| markup::plain_text_resolved(&label.value, self.links));
        match (number, label) {
            (None, None) => None,
            (number, label) => Some(format!("{}{}", number.unwrap_or_default(), label.unwrap_or_default())),
        }
    }

    /// The flow in words, as it is drawn.
    fn picture(&self) -> Picture {
        let place = |id: &str| self.flow.nodes.iter().position(|node| node.id.value == id);
        let nodes = self.flow.nodes.iter().map(|node| PictureNode {
            id: node.id.value.clone(),
            shape: shape(node.kind),
            tag: self.tag(node, false),
            title: self.name(node),
            people: self.lines_of_people(node).into_iter().chain(self.about(node)).collect(),
            items: node.items.iter().map(|item| markup::plain_text_resolved(&item.value, self.links)).collect(),
            lane: node.lane.as_ref().and_then(|id| self.flow.lanes.iter().position(|lane| lane.id.value == id.value)),
            about: node.about.iter().filter_map(|id| place(&id.value)).collect(),
            stands_for: None,
            href: Some(format!("#{}", anchor(self.flow, node))),
        });
        let edges = self.flow.edges().filter_map(|(from, edge)| {
            let to = place(&edge.to.value)?;
            Some(PictureEdge { from, to, label: self.label(edge), is_both: edge.is_both, is_inferred: edge.is_inferred })
        });
        Picture { nodes: nodes.collect(), edges: edges.collect(), lanes: self.flow.lanes.iter().map(|lane| lane.title.clone()).collect() }
    }

    fn fit(&self, sheets: &[Sheet]) -> Fit {
        flow::fit(&self.picture(), sheets, &self.mark_words())
    }

    fn mark_words(&self) -> MarkWords {
        MarkWords { onward: self.t("flow_onward").to_owned(), from: self.t("flow_from").to_owned() }
    }

    /// The drawing on its sheets; each scrolls within its frame, by the keyboard too.
    fn sheets(&self, fit: &Fit) -> Vec<String> {
        let count = fit.parts.len();
        let sheet = |(at, part): (usize, &Part)| {
            let (sheet, of) = ((at + 1).to_string(), count.to_string());
            let key = if count > 1 { "flow_sheet" } else { "flow_drawing" };
            let label = super::rules::fill(self.t(key), &[("title", &self.flow.title.value), ("sheet", &sheet), ("count", &of)]);
            let mut html = Html::default();
            if count > 1 {
                html.element("<p class=\"flow__number\" aria-hidden=\"true\">", &label, "</p>\n");
            }
            html.tag("<div class=\"flow__drawing\" tabindex=\"0\" role=\"group\"").attribute("aria-label", &label).tag(">\n");
            html.tag(&flow::write(&part.picture, &part.drawing)).tag("</div>\n");
            if part.picture.edges.iter().any(|edge| edge.is_inferred) {
                html.element("<p class=\"flow__note\">", self.t("flow_inferred"), "</p>\n");
            }
            html.finish()
        };
        fit.parts.iter().enumerate().map(sheet).collect()
    }

    /// What stands below the drawing: the steps, the list, what is open.
    fn rest(&self) -> String {
        let mut html = Html::default();
        self.steps(&mut html);
        self.list(&mut html);
        if !self.flow.open.is_empty() {
            html.element("<p class=\"flow__open\">", self.t("rule_open"), "</p>\n<ul>\n");
            for open in &self.flow.open {
                html.tag("<li>").tag(&markup::render_inline(&open.value, self.links)).tag("</li>\n");
            }
            html.tag("</ul>\n");
        }
        html.finish()
    }

    /// Where it is embedded: title, drawing and list.
    fn figure(&self, fit: &Fit) -> String {
        let mut html = Html::default();
        let page = format!("{}{}", self.links.root, self.path);
        html.tag(FIGURE).attribute("data-flow", self.flow.id.as_str()).attribute("data-search", "none").tag(">\n");
        html.tag("<figcaption class=\"flow__title\">").link(&page, &self.flow.title.value).tag("</figcaption>\n");
        for sheet in self.sheets(fit) {
            html.tag("<div class=\"flow__sheet\">\n").tag(&sheet).tag("</div>\n");
        }
        html.tag(&self.rest()).tag("</figure>\n");
        html.finish()
    }

    /// What walks through the list; without a script it is not there.
    fn steps(&self, html: &mut Html) {
        html.tag("<div class=\"flow__steps\" data-steps hidden>\n<button class=\"button button--small\" type=\"button\" data-steps-start>");
        html.text(self.t("flow_steps"))
            .tag("</button>\n<div class=\"flow__bar\" data-steps-bar hidden")
            .attribute("data-text", self.t("flow_step"));
        html.tag(">\n<p data-steps-where role=\"status\"></p>\n<button class=\"button button--small\" type=\"button\" data-steps-back>");
        html.text(self.t("flow_back")).tag("</button> <button class=\"button button--small\" type=\"button\" data-steps-end>");
        html.text(self.t("flow_whole")).tag("</button>\n</div>\n</div>\n");
    }

    /// The same graph as a list, in reading order.
    fn list(&self, html: &mut Html) {
        html.tag("<ol class=\"flow__list\"")
            .attribute("aria-label", &super::rules::fill(self.t("flow_list"), &[("title", &self.flow.title.value)]))
            .tag(">\n");
        for node in &self.flow.nodes {
            html.tag("<li")
                .attribute("id", &anchor(self.flow, node))
                .attribute("data-node", &node.id.value)
                .attribute("data-search", "flow")
                .tag(">");
            html.element("<p class=\"flow__name\"><strong data-search-name>", &self.name(node), "</strong>");
            if let Some(tag) = self.tag(node, true) {
                html.element(" <span class=\"soft\">（", &tag, "）</span>");
            }
            html.tag("</p>\n");
            for line in self.lines_of_people(node) {
                html.element("<p>", &line, "</p>\n");
            }
            if !node.items.is_empty() {
                html.tag("<ul>\n");
                for item in &node.items {
                    html.tag("<li>").tag(&markup::render_inline(&item.value, self.links)).tag("</li>\n");
                }
                html.tag("</ul>\n");
            }
            self.ways(html, node);
            html.tag("</li>\n");
        }
        html.tag("</ol>\n");
    }

    /// Where it goes on, and where more is to be found.
    fn ways(&self, html: &mut Html, node: &FlowNode) {
        let about: Vec<&FlowNode> = node.about.iter().filter_map(|id| self.flow.node(&id.value)).collect();
        if node.next.is_empty() && node.links.is_empty() && node.continues.is_empty() && about.is_empty() {
            return;
        }
        html.tag("<ul class=\"flow__ways\">\n");
        for edge in &node.next {
            let Some(to) = self.flow.node(&edge.to.value) else { continue };
            html.element("<li>", if edge.is_both { "⇄ " } else { "→ " }, "");
            if let Some(label) = self.label(edge) {
                html.element("", &label, "：");
            }
            html.link(&format!("#{}", anchor(self.flow, to)), &self.name(to));
            if edge.is_inferred {
                html.element(" <span class=\"soft\">（", self.t("flow_guess"), "）</span>");
            }
            html.tag("</li>\n");
        }
        for note in about {
            html.tag("<li>").text(self.t("flow_about")).link(&format!("#{}", anchor(self.flow, note)), &self.name(note)).tag("</li>\n");
        }
        for reference in node.continues.iter().chain(&node.links) {
            html.tag("<li>").tag(&markup::render_inline(&format!("[]({})", reference.value), self.links)).tag("</li>\n");
        }
        html.tag("</ul>\n");
    }
}

fn shape(kind: FlowNodeKind) -> BoxShape {
    match kind {
        FlowNodeKind::Start => BoxShape::Start,
        FlowNodeKind::Action | FlowNodeKind::Information => BoxShape::Plain,
        FlowNodeKind::Meeting => BoxShape::Meeting,
        FlowNodeKind::Question => BoxShape::Question,
        FlowNodeKind::Case => BoxShape::Case,
        FlowNodeKind::Party => BoxShape::Party,
        FlowNodeKind::Outcome => BoxShape::Outcome,
        FlowNodeKind::Note => BoxShape::Note,
    }
}

/// A word for what the title of a box does not say by itself.
fn kind_key(kind: FlowNodeKind) -> Option<&'static str> {
    match kind {
        FlowNodeKind::Start => Some("flow_start"),
        FlowNodeKind::Question => Some("flow_question"),
        FlowNodeKind::Case => Some("flow_case"),
        FlowNodeKind::Note => Some("flow_aside"),
        _ => None,
    }
}

/// ① to ⑳.
fn circled(number: u32) -> Option<char> {
    number.checked_sub(1).filter(|at| *at < 20).and_then(|at| char::from_u32(0x2460 + at))
}
