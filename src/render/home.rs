//! The home page and the page for what is not there.

use super::facts::{self, message};
use super::leaf::Leaf;
use super::plan;
use super::renderer::{Done, Renderer};
use super::view::{EntranceView, HomeChapterView, HomeView, LinkView, OpenRouteView};
use crate::model::{Chapter, ChecklistPart, Choice, FormPart, LinkTarget, NavItem, OpenRoute, Reference};

/// Pages of a chapter that the home page lists.
const PAGES_PER_CHAPTER: usize = 6;

/// `index.html`
pub(super) fn render<'a>(renderer: &Renderer<'a>) -> Done {
    let site = renderer.plan.site;
    let entrances = site.entrances.iter().filter_map(|entrance| {
        let link =
            |choice: &'a Choice| Some(LinkView { title: &choice.title.value, href: href(renderer, &choice.to.value)?, number: None });
        Some(EntranceView {
            id: &entrance.id,
            title: &entrance.title.value,
            text: entrance.text.as_ref().map(|text| text.value.as_str()),
            href: href(renderer, &entrance.to.value)?,
            choices: entrance.choices.iter().filter_map(link).collect(),
        })
    });
    let numbers: Vec<Vec<String>> = site
        .nav
        .iter()
        .enumerate()
        .map(|(at, chapter)| (0..chapter.items.len().min(PAGES_PER_CHAPTER)).map(|entry| renderer.plan.item_number(at, entry)).collect())
        .collect();
    let chapters = site.nav.iter().enumerate().map(|(at, chapter)| home_chapter(renderer, at, chapter, &numbers[at]));
    let routes = site.emergency.iter().flat_map(|lane| &lane.open_routes);
    let view = HomeView {
        entrances: entrances.collect(),
        chapters: chapters.collect(),
        open_route_note: Some(message(renderer.messages, "open_route_note")),
        open_routes: routes.map(|route| open_route(renderer, route)).collect(),
    };
    let leaf = Leaf::new("home", "home.html", "index.html", &site.config.title);
    renderer.put_page(leaf, "home", &view)
}

/// `404.html`: lies at the root and is only served by web servers, from any depth; its links are relative to the root all the same.
pub(super) fn render_not_found(renderer: &Renderer<'_>) -> Done {
    let leaf = Leaf::new("not-found", "404.html", "404.html", message(renderer.messages, "not_found_title"));
    renderer.put_page(leaf, "not_found", &())
}

fn home_chapter<'a>(renderer: &Renderer<'a>, at: usize, chapter: &'a Chapter, numbers: &'a [String]) -> HomeChapterView<'a> {
    let items = chapter.items.iter().zip(numbers).filter_map(|(item, number)| {
        let (title, path) = item_title_and_path(renderer, item)?;
        Some(LinkView { title, href: path, number: Some(number) })
    });
    HomeChapterView {
        number: renderer.plan.chapter_numbers[at].clone(),
        title: &chapter.title.value,
        href: plan::chapter_path(chapter),
        text: chapter.text.as_ref().map(|text| text.value.as_str()),
        count: chapter.items.len(),
        pages: items.collect(),
    }
}

/// Title and path of a nav entry.
pub(super) fn item_title_and_path<'a>(renderer: &Renderer<'a>, item: &NavItem) -> Option<(&'a str, String)> {
    match item {
        NavItem::Page(id) => {
            let placed = renderer.plan.page(id.as_str())?;
            Some((&placed.page.title.value, placed.path.clone()))
        }
        NavItem::Index(index) => Some((message(renderer.messages, plan::index_title_key(*index)), plan::index_path(*index).to_owned())),
        NavItem::Form(id) => Some((&renderer.plan.site.forms.get(id)?.title.value, plan::form_path(id))),
        NavItem::Flow(id) => Some((&renderer.plan.site.flows.get(id)?.title.value, plan::flow_path(id))),
        NavItem::Checklist(id) => Some((&renderer.plan.site.checklists.get(id)?.title.value, plan::checklist_path(id))),
        NavItem::Agenda(id) => Some((&renderer.plan.site.agendas.get(id)?.title.value, plan::agenda_path(id))),
        NavItem::Rules(id, page) => Some((renderer.plan.rules_title(id, *page)?, plan::rules_path(id, *page))),
    }
}

fn href(renderer: &Renderer<'_>, reference: &Reference) -> Option<String> {
    match renderer.plan.site.reference_target(reference.clone()) {
        LinkTarget::Page(page, anchor) => {
            let fragment = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
            Some(format!("{}{fragment}", plan::page_path(&page.id)))
        }
        LinkTarget::Agency(agency, _) => Some(plan::agency_path(&agency.id)),
        LinkTarget::Index(index) => Some(plan::index_path(index).to_owned()),
        LinkTarget::Flow(flow, None) => Some(plan::flow_path(&flow.id)),
        LinkTarget::Checklist(list, ChecklistPart::Whole) => Some(plan::checklist_path(&list.id)),
        LinkTarget::Agenda(agenda, None) => Some(plan::agenda_path(&agenda.id)),
        LinkTarget::Form(form, FormPart::Whole) => Some(plan::form_path(&form.id)),
        LinkTarget::Rule(set, part) => Some(plan::rules_path(&set.id, part.page())),
        _ => None,
    }
}

fn open_route<'a>(renderer: &Renderer<'a>, route: &'a OpenRoute) -> OpenRouteView<'a> {
    let site = renderer.plan.site;
    let roles = route.ask_roles.iter().filter_map(|role| site.roles.get(role).cloned());
    let desks = route.ask.iter().filter_map(|call| match site.reference_target(call.value.clone()) {
        LinkTarget::Agency(agency, _) => Some(match facts::fact(agency, crate::model::AgencyField::Phone, renderer.messages) {
            Some(phone) => format!("{}（{phone}）", agency.name.value),
            None => format!("{}（{}）", agency.name.value, message(renderer.messages, "contact_unknown")),
        }),
        LinkTarget::OpenSlot(slot, _) => Some(slot.title.clone()),
        _ => None,
    });
    OpenRouteView { title: &route.title, ask: roles.chain(desks).collect() }
}
