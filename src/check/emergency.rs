//! The emergency lane cannot be built away: 110, 119, 189 and two local desks stand on every page of every town.

use super::links;
use crate::diag::{Code, Diagnostic, Sink, Span};
use crate::model::{Agency, EmergencyLane, LinkTarget, Reference, ReferenceKind, Site, SlotBinding};

/// Numbers that every lane has: police, ambulance and fire, the national line on child abuse.
const NATIONAL_NUMBERS: [&str; 3] = ["110", "119", "189"];

/// Desks beside the national numbers: the town's centre for children and families, and the child guidance centre.
const LOCAL_DESKS: usize = 2;

pub(super) fn check(site: &Site, sink: &mut Sink) {
    let Some(lane) = &site.emergency else {
        // A base may leave the lane to its towns; what it removes, it takes from them.
        let is_left_to_towns = site.config.is_base && site.removed.lane().is_none();
        if !site.unread.hides_lane() && !is_left_to_towns {
            sink.push(missing(site.removed.lane().map_or(site.config.span, |removal| removal.span)));
        }
        return;
    };
    for (reference, span) in references(lane) {
        links::check_reference(site, reference, span, sink);
    }
    check_complete(site, sink);
}

/// Complains unless the lane has all that every lane has.
pub(super) fn check_complete(site: &Site, sink: &mut Sink) {
    let Some(lane) = &site.emergency else { return };
    let calls: Vec<_> = calls(lane).collect();
    // Whom a call without an answer was meant to reach is not known; the lane is judged when that is mended.
    if site.unread.hides_lane() || calls.iter().any(|(reference, _)| is_unanswered(site, reference)) {
        return;
    }
    let agencies: Vec<&Agency> = calls.iter().filter_map(|(reference, _)| agency(site, reference)).collect();
    for number in NATIONAL_NUMBERS {
        if !agencies.iter().any(|agency| agency.phones.iter().any(|phone| phone.number.value == number)) {
            sink.push(incomplete(lane.origin.span, &format!("緊急の案内に {number} がありません"), &format!("{number} is missing")));
        }
    }
    let local = agencies.iter().filter(|agency| is_local(agency)).count();
    // A base leaves the desks to the towns; a desk the town leaves open is said to be open on the page.
    let open =
        calls.iter().filter(|(reference, _)| matches!(site.reference_target((*reference).clone()), LinkTarget::OpenSlot(..))).count();
    if local + open < LOCAL_DESKS {
        sink.push(incomplete(
            lane.origin.span,
            "緊急の案内に、虐待を相談する町の窓口と児童相談所がありません",
            "the two local desks for child abuse are missing",
        ));
    }
}

fn is_unanswered(site: &Site, reference: &Reference) -> bool {
    let unread = |id: &str| site.unread.hides(ReferenceKind::Agency, id);
    match site.reference_target(reference.clone()) {
        LinkTarget::Problem(_) => true,
        LinkTarget::Agency(agency, _) => unread(agency.id.as_str()),
        LinkTarget::OpenSlot(slot, _) => matches!(slot.binding.as_ref().map(|bound| &bound.value), Some(SlotBinding::Agency(_))),
        _ => false,
    }
}

fn missing(span: Span) -> Diagnostic {
    Diagnostic::new(Code::EmergencyLane, span, "緊急の案内（emergency.yml）がありません", "there is no emergency.yml").help(
        "site.yml と同じフォルダーに emergency.yml を作り、110・119・189 と、こども家庭センター・児童相談所を call に入れます",
        "write emergency.yml beside site.yml, with 110, 119, 189 and the two local desks under `call`",
    )
}

fn incomplete(span: Span, ja: &str, en: &str) -> Diagnostic {
    Diagnostic::new(Code::EmergencyLane, span, ja, en).help(
        "110・119・189 と、こども家庭センター・児童相談所を call に入れます。この案内はどの手引きからも外せません",
        "list 110, 119, 189 and the two local desks under `call`; the lane cannot be left out",
    )
}

/// All references of the lane, with their places.
pub(super) fn references(lane: &EmergencyLane) -> impl Iterator<Item = (&Reference, Span)> {
    let routes = lane.open_routes.iter().flat_map(|route| &route.ask).map(|call| (&call.value, call.span));
    calls(lane).chain(routes)
}

fn calls(lane: &EmergencyLane) -> impl Iterator<Item = (&Reference, Span)> {
    let of_lines = lane.lines.iter().flat_map(|line| line.call.iter().chain(line.otherwise.iter().flat_map(|(_, calls)| calls)));
    of_lines.map(|call| (&call.value, call.span))
}

fn agency<'s>(site: &'s Site, reference: &Reference) -> Option<&'s Agency> {
    match site.reference_target(reference.clone()) {
        LinkTarget::Agency(agency, _) => Some(agency),
        _ => None,
    }
}

fn is_local(agency: &Agency) -> bool {
    !agency.phones.is_empty() && !agency.phones.iter().any(|phone| NATIONAL_NUMBERS.contains(&phone.number.value.as_str()))
}
