//! Checklists: boxes that can be ticked and printed, where pages embed them and on pages of their own; the list of all; and the page that
//! keeps ticks for the others.
//!
//! Boxes are ordinary ones, so they work without a script. What a browser may keep of them is an opaque name (`data-tick`) that says nothing
//! about what was ticked.

use super::facts::{self, message};
use super::leaf::Leaf;
use super::links::PageLinks;
use super::plan;
use super::renderer::{Done, Renderer};
use super::rules::{Html, fill};
use super::view::{ChecklistView, ChecklistsRowView, ChecklistsView, OptionView, StoreView};
use crate::markup::{self, ResolvedLink};
use crate::model::{Checklist, ChecklistId, ChecklistItem, ChecklistPart, ChecklistPhase, GeneratedIndex, NavItem};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The part of the theme that pages with checklists load.
const BUNDLES: [&str; 1] = ["checklist"];

/// How a checklist begins that is embedded.
const FIGURE: &str = "<div class=\"check check--embedded\" data-module=\"checklist\"";

/// The page through which all others keep ticks, so that they share them in every browser.
pub(super) const STORE_PAGE: &str = "store.html";

/// Bytes of an opaque name.
const NAME_BYTES: usize = 8;

/// Lets a page load what its checklists need, if its body shows any.
pub(super) fn load(renderer: &Renderer<'_>, leaf: &mut Leaf<'_>, body: &str) {
    if body.contains(FIGURE) {
        renderer.load(leaf, &BUNDLES);
    }
}

/// `checklists/ID.html`
pub(super) fn render(renderer: &Renderer<'_>, id: &ChecklistId) -> Done {
    let Some(list) = renderer.plan.site.checklists.get(id) else { return Ok(()) };
    let path = plan::checklist_path(id);
    let root = plan::root_prefix(&path);
    let links = PageLinks { plan: renderer.plan, messages: renderer.messages, page: None, root, is_quoted: false };
    let face = Face { links: &links, list };
    let (mentioned_in, mentioned_more) = renderer.mentions(renderer.plan.of_checklists.get(id), root);
    let phases = list.phases.iter().filter(|_| list.phases.len() > 1);
    let view = ChecklistView {
        id: id.as_str(),
        summary: list.summary.as_ref().map(|summary| summary.value.as_str()),
        audience: facts::audience(list.audience, renderer.messages),
        book: book_name(&links),
        store: format!("{root}{STORE_PAGE}"),
        has_boxes: list.items.iter().any(|item| list.has_box(item)),
        overrides_html: face.overrides(),
        body_html: face.body("h2", ChecklistPart::Whole),
        open_html: face.open(),
        roles: list.roles.iter().map(|role| OptionView { id: &role.id.value, title: &role.title }).collect(),
        phases: phases.map(|phase| OptionView { id: &phase.id.value, title: &phase.title.value }).collect(),
        mentioned_in,
        mentioned_more,
        sources: facts::citations(&list.sources, renderer.messages),
    };
    let mut leaf = Leaf::new("checklist", "checklist.html", &path, &list.title.value);
    renderer.load(&mut leaf, &BUNDLES);
    leaf.stand(renderer, Some(&NavItem::Checklist(id.clone())), Some(renderer.index_link(GeneratedIndex::Checklists, root)));
    leaf.ends_with_sources = !view.sources.is_empty();
    renderer.put_page(leaf, "checklist", &view)
}

/// `checklists/index.html`
pub(super) fn view_of_all<'a>(renderer: &Renderer<'a>, root: &str) -> ChecklistsView<'a> {
    let row = |list: &'a Checklist| {
        let (pages, more) = renderer.mentions(renderer.plan.of_checklists.get(&list.id), root);
        ChecklistsRowView {
            title: &list.title.value,
            href: format!("{root}{}", plan::checklist_path(&list.id)),
            audience: facts::audience(list.audience, renderer.messages),
            summary: list.summary.as_ref().map(|summary| summary.value.as_str()),
            pages,
            more,
        }
    };
    ChecklistsView { rows: renderer.plan.site.checklists.values().map(row).collect() }
}

/// `store.html`: embedded out of sight; who opens it is told what it is for.
pub(super) fn store(renderer: &Renderer<'_>) -> Done {
    let links = PageLinks { plan: renderer.plan, messages: renderer.messages, page: None, root: "", is_quoted: false };
    let mut leaf = Leaf::new("store", STORE_PAGE, STORE_PAGE, message(renderer.messages, "store_title"));
    renderer.load(&mut leaf, &["store"]);
    leaf.breadcrumbs = vec![renderer.home_link("")];
    renderer.put_page(leaf, "store", &StoreView { book: book_name(&links) })
}

/// What a handbook is called where ticks are kept: nobody can read from it which one it is.
fn book_name(links: &PageLinks<'_>) -> String {
    opaque(&[links.plan.site.config.id.as_str()])
}

/// A name that says nothing: half of a SHA-256 would do to tell a hundred thousand apart; this is a quarter.
fn opaque(parts: &[&str]) -> String {
    let digest = Sha256::digest(format!("shirube checks {}", parts.join("/")).as_bytes());
    digest.iter().take(NAME_BYTES).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

impl PageLinks<'_> {
    /// An embed, or a link to the checklist's own page or to a part of it.
    pub(super) fn checklist_link(&self, list: &Checklist, part: ChecklistPart<'_>, is_image: bool) -> ResolvedLink {
        let face = Face { links: self, list };
        let page = format!("{}{}", self.root, plan::checklist_path(&list.id));
        let link = |href: String, text: String| ResolvedLink::Link { href, text: Some(text), is_external: false, title: None };
        let at = |anchor: &str| format!("{page}#{}", face.anchor(anchor));
        match part {
            part if is_image && part.embeds() => ResolvedLink::Html(face.embedded(part)),
            ChecklistPart::Whole => link(page, list.title.value.clone()),
            ChecklistPart::Phase(phase) => link(at(&phase.id.value), phase.title.value.clone()),
            ChecklistPart::Role(phase, None) => link(at(&phase.id.value), phase.title.value.clone()),
            ChecklistPart::Role(phase, Some(role)) => link(at(&phase.id.value), format!("{}（{}）", phase.title.value, role.title)),
            ChecklistPart::Item(item) => link(at(&item.id.value), markup::plain_text_resolved(&item.text.value, self)),
        }
    }
}

/// A checklist as the pages of one folder depth show it.
pub(super) struct Face<'a> {
    pub links: &'a PageLinks<'a>,
    pub list: &'a Checklist,
}

impl Face<'_> {
    fn t<'t>(&'t self, key: &'t str) -> &'t str {
        message(self.links.messages, key)
    }

    /// The id of a phase or item on a page.
    fn anchor(&self, id: &str) -> String {
        format!("checklist_{}_{id}", self.list.id)
    }

    fn inline(&self, text: &str) -> String {
        markup::render_inline(text, self.links)
    }

    /// On a page of something else: the boxes, how many are ticked, and the way to the page with everything else.
    fn embedded(&self, part: ChecklistPart<'_>) -> String {
        let page = format!("{}{}", self.links.root, plan::checklist_path(&self.list.id));
        let mut html = Html::default();
        html.tag(FIGURE)
            .attribute("data-search", "none")
            .attribute("data-checklist", self.list.id.as_str())
            .attribute("data-book", &book_name(self.links));
        html.attribute("data-store", &format!("{}{STORE_PAGE}", self.links.root));
        html.attribute("data-text-progress", self.t("check_progress")).tag(">\n");
        if matches!(part, ChecklistPart::Whole) {
            html.element("<p class=\"check__title\">", &self.list.title.value, "</p>\n").tag(&self.overrides());
        }
        html.tag(&self.body("p", part));
        if self.list.items_of(part).any(|item| self.list.has_box(item)) {
            html.tag("<p class=\"check__foot\"><span class=\"check__progress\" role=\"status\" data-check-progress hidden></span> ");
            html.link(&page, &fill(self.t("check_open"), &[("title", &self.list.title.value)])).tag("</p>\n");
        }
        html.tag("</div>\n");
        html.finish()
    }

    /// What stands above everything and is not ticked.
    fn overrides(&self) -> String {
        let mut html = Html::default();
        for item in self.list.overrides() {
            html.tag("<div class=\"callout callout-warning check__override\"")
                .attribute("id", &self.anchor(&item.id.value))
                .attribute("data-search", "checklist");
            html.attribute("data-checklist-item", &format!("{}/{}", self.list.id, item.id.value)).tag(">\n");
            html.element("<p class=\"callout-title\">", self.t("check_override"), "</p>\n<p>")
                .tag(&self.inline(&item.text.value))
                .tag("</p>\n");
            self.notes(item, &mut html);
            html.tag("</div>\n");
        }
        html.finish()
    }

    /// The items phase by phase, each phase with its heading where there are several.
    fn body(&self, heading: &str, part: ChecklistPart<'_>) -> String {
        let mut html = Html::default();
        match part {
            ChecklistPart::Whole if self.list.phases.is_empty() => self.runs(part, None, &mut html),
            ChecklistPart::Whole => {
                for phase in &self.list.phases {
                    let name = (heading, self.anchor(&phase.id.value));
                    self.phase(phase, ChecklistPart::Phase(phase), Some(name), &mut html);
                }
            }
            // The text around it says which phase it is.
            ChecklistPart::Phase(phase) | ChecklistPart::Role(phase, _) => self.phase(phase, part, None, &mut html),
            ChecklistPart::Item(_) => {}
        }
        html.finish()
    }

    fn phase(&self, phase: &ChecklistPhase, part: ChecklistPart<'_>, name: Option<(&str, String)>, html: &mut Html) {
        html.tag("<div class=\"check__phase\"")
            .attribute("data-phase", &phase.id.value)
            .attribute("data-title", &phase.title.value)
            .tag(">\n");
        if let Some((heading, anchor)) = name {
            html.tag("<").tag(heading).tag(" class=\"check__heading\"").attribute("id", &anchor).tag(">");
            html.text(&phase.title.value).tag("</").tag(heading).tag(">\n");
        }
        self.runs(part, Some(phase), html);
        html.tag("</div>\n");
    }

    /// Items one after another that are of the same roles stand below the names of these.
    fn runs(&self, part: ChecklistPart<'_>, phase: Option<&ChecklistPhase>, html: &mut Html) {
        let items: Vec<&ChecklistItem> = self.list.items_of(part).collect();
        let roles = |item: &ChecklistItem| item.roles.iter().map(|role| role.value.clone()).collect::<Vec<_>>();
        for run in items.chunk_by(|one, next| roles(one) == roles(next)) {
            let ids = roles(run[0]);
            html.tag("<div class=\"check__run\"").attribute("data-roles", &ids.join(" ")).tag(">\n");
            let names: Vec<&str> = ids.iter().filter_map(|id| self.list.role(id)).map(|role| role.title.as_str()).collect();
            if !names.is_empty() && !matches!(part, ChecklistPart::Role(..)) {
                html.element("<p class=\"check__role\">", &names.join(self.t("list_separator")), "</p>\n");
            }
            let has_boxes = phase.is_none_or(|phase| phase.has_boxes);
            html.tag(if has_boxes { "<ul class=\"check__list\">\n" } else { "<ul class=\"check__points\">\n" });
            run.iter().for_each(|item| self.item(item, html));
            html.tag("</ul>\n</div>\n");
        }
    }

    fn item(&self, item: &ChecklistItem, html: &mut Html) {
        let id = item.id.value.as_str();
        html.tag("<li")
            .attribute("id", &self.anchor(id))
            .attribute("data-search", "checklist")
            .attribute("data-checklist-item", &format!("{}/{id}", self.list.id));
        if !self.list.has_box(item) {
            html.tag(">").tag(&self.inline(&item.text.value));
            self.notes(item, html);
            html.tag("</li>\n");
            return;
        }
        let tick = opaque(&[self.links.plan.site.config.id.as_str(), self.list.id.as_str(), id]);
        html.attribute("data-tick", &tick).tag(if item.is_required { " data-required>" } else { ">" });
        html.tag(markup::OPEN_BOX);
        if item.is_required {
            html.element("<strong class=\"check__required\">", self.t("check_required"), "</strong> ");
        }
        if let Some(case) = &item.only_if {
            html.tag("<span class=\"check__case\">").tag(&self.inline(&case.value)).tag("</span> ");
        }
        html.tag(&self.inline(&item.text.value)).tag(markup::BOX_END);
        self.notes(item, html);
        html.tag("</li>\n");
    }

    fn notes(&self, item: &ChecklistItem, html: &mut Html) {
        if item.notes.is_empty() {
            return;
        }
        html.tag("\n<ul class=\"check__notes\">\n");
        for note in &item.notes {
            html.tag("<li>").tag(&self.inline(&note.value)).tag("</li>\n");
        }
        html.tag("</ul>\n");
    }

    /// What the source leaves open.
    fn open(&self) -> String {
        let mut html = Html::default();
        if self.list.open.is_empty() {
            return String::new();
        }
        html.element("<p class=\"check__open\">", self.t("rule_open"), "</p>\n<ul>\n");
        for open in &self.list.open {
            html.tag("<li>").tag(&self.inline(&open.value)).tag("</li>\n");
        }
        html.tag("</ul>\n");
        html.finish()
    }
}
