//! One page per agency, and agencies as rows of lists.

use super::facts;
use super::leaf::Leaf;
use super::plan;
use super::renderer::{Done, Renderer};
use super::view::{AgencyRowView, AgencyView, LinkView, NotedView, OnlineView, ServiceSiteView, UrlView};
use crate::model::{Agency, AgencyField, AgencyId, ContactState, GeneratedIndex, RoleOrAgency};

/// `agencies/ID.html`
pub(super) fn render(renderer: &Renderer<'_>, id: &AgencyId) -> Done {
    let Some(agency) = renderer.plan.site.agencies.get(id) else { return Ok(()) };
    let path = plan::agency_path(id);
    let root = plan::root_prefix(&path);
    let view = view(renderer, agency, root);
    let mut leaf = Leaf::new("agency", "agency.html", &path, &agency.name.value);
    leaf.stand_in(renderer, None, Some(renderer.index_link(GeneratedIndex::Agencies, root)));
    leaf.ends_with_sources = !view.sources.is_empty();
    renderer.put_page(leaf, "agency", &view)
}

fn view<'a>(renderer: &Renderer<'a>, agency: &'a Agency, root: &str) -> AgencyView<'a> {
    let messages = renderer.messages;
    let verified = |field| facts::verified(agency, field, messages);
    let mentions = renderer.mentions(renderer.plan.of_agencies.get(&agency.id), root);
    let is_unknown = agency.contact == ContactState::Unknown;
    AgencyView {
        name: &agency.name.value,
        yomi: &agency.yomi,
        short: agency.short.as_deref(),
        aliases: &agency.aliases,
        category: category_link(renderer, agency, root),
        group: agency.group.as_deref(),
        audience: facts::audience(agency.audience, messages),
        parent: agency.parent.as_ref().and_then(|parent| agency_link(renderer, &parent.value, root)),
        handles: &agency.handles,
        target: agency.target.as_deref(),
        phones: facts::phones(agency, messages),
        emails: facts::emails(agency, messages),
        url: agency.url.as_ref().map(|url| UrlView { href: &url.value, verified: verified(AgencyField::Url) }),
        online: agency.online.iter().map(|online| OnlineView { service: &online.service, name: &online.name }).collect(),
        postal_code: agency.postal_code.as_deref(),
        address: agency.address.as_deref(),
        address_verified: agency.address.as_ref().map(|_| verified(AgencyField::Address)),
        hours: agency.hours.iter().map(|hours| NotedView { text: facts::hours(hours), note: hours.note.as_deref() }).collect(),
        hours_verified: (!agency.hours.is_empty()).then(|| verified(AgencyField::Hours)),
        sites: sites(agency),
        frequency: &agency.frequency,
        closed: &agency.closed,
        closed_note: agency.closed_note.as_deref(),
        booking: agency.booking.as_deref(),
        through: agency.through.as_ref().and_then(|through| agency_link(renderer, &through.value, root)),
        is_unknown,
        ask: is_unknown.then(|| ask(renderer, agency)).flatten(),
        notes: agency.notes.iter().map(|note| note.value.as_str()).collect(),
        sources: facts::citations(&agency.sources, messages),
        mentioned_in: mentions.0,
        mentioned_more: mentions.1,
    }
}

fn sites(agency: &Agency) -> Vec<ServiceSiteView<'_>> {
    let views = agency.sites.iter().map(|site| ServiceSiteView {
        venue: &site.venue,
        text: site.hours.as_ref().map(facts::hours),
        postal_code: site.postal_code.as_deref(),
        address: site.address.as_deref(),
        note: site.note.as_deref(),
    });
    views.collect()
}

fn category_link<'a>(renderer: &Renderer<'a>, agency: &'a Agency, root: &str) -> LinkView<'a> {
    let category = renderer.plan.site.categories.iter().find(|category| category.id == agency.category.value);
    LinkView {
        title: category.map_or(agency.category.as_str(), |category| &category.title),
        href: format!("{root}{}#{}", plan::index_path(GeneratedIndex::Agencies), agency.category.value),
        number: None,
    }
}

fn agency_link<'a>(renderer: &Renderer<'a>, id: &AgencyId, root: &str) -> Option<LinkView<'a>> {
    let agency = renderer.plan.site.agencies.get(id)?;
    Some(LinkView { title: &agency.name.value, href: format!("{root}{}", plan::agency_path(id)), number: None })
}

/// Whom to ask for a contact that the source does not give; never the agency itself.
fn ask(renderer: &Renderer<'_>, agency: &Agency) -> Option<String> {
    let site = renderer.plan.site;
    match &site.config.undecided_ask.as_ref()?.value {
        RoleOrAgency::Role(role) => site.roles.get(role).cloned(),
        RoleOrAgency::Agency(id) if *id == agency.id => None,
        RoleOrAgency::Agency(id) => site.agencies.get(id).map(|ask| ask.name.value.clone()),
    }
}

/// An agency as a row of a list.
pub(super) fn row<'a>(renderer: &Renderer<'a>, agency: &'a Agency, root: &str) -> AgencyRowView<'a> {
    AgencyRowView {
        name: &agency.name.value,
        href: format!("{root}{}", plan::agency_path(&agency.id)),
        handles: &agency.handles,
        phones: facts::phones(agency, renderer.messages),
        emails: facts::emails(agency, renderer.messages),
        hours: agency.hours.iter().map(facts::noted_hours).collect(),
        booking: agency.booking.as_deref(),
        is_unknown: agency.contact == ContactState::Unknown,
        verified: verifiable(agency).map(|field| facts::verified(agency, field, renderer.messages)),
    }
}

/// The contact whose verification a list shows: the phone where there is one.
fn verifiable(agency: &Agency) -> Option<AgencyField> {
    [AgencyField::Phone, AgencyField::Email, AgencyField::Url].into_iter().find(|field| agency.has(*field))
}
