//! The emergency lane as the template sees it.

use super::facts::{self, Messages};
use super::plan::{self, Plan};
use super::view::{LaneCallView, LaneLineView, LaneOtherwiseView, LaneView};
use crate::model::{EmergencyCall, GeneratedIndex, LinkTarget};

/// The lane of the site, with links relative to `root`; `None` for a site without one, which `check` refuses.
pub(super) fn view<'a>(plan: &Plan<'a>, messages: &Messages, root: &str) -> Option<LaneView<'a>> {
    let lane = plan.site.emergency.as_ref()?;
    let lines = lane.lines.iter().map(|line| LaneLineView {
        when: &line.when,
        calls: calls(plan, &line.call, messages, root),
        otherwise: line.otherwise.as_ref().map(|(when, other)| LaneOtherwiseView { when, calls: calls(plan, other, messages, root) }),
    });
    Some(LaneView {
        title: &lane.title,
        principle: &lane.principle,
        lines: lines.collect(),
        more_href: format!("{root}{}", plan::index_path(GeneratedIndex::Agencies)),
    })
}

fn calls<'a>(plan: &Plan<'a>, calls: &'a [EmergencyCall], messages: &Messages, root: &str) -> Vec<LaneCallView<'a>> {
    let views = calls.iter().filter_map(|call| match plan.site.reference_target(call.value.clone()) {
        LinkTarget::Agency(agency, _) => Some(LaneCallView {
            name: facts::short_name(agency),
            href: Some(format!("{root}{}", plan::agency_path(&agency.id))),
            phones: facts::phones(agency, messages),
            hours: facts::hours_line(agency),
            is_unknown: agency.phones.is_empty(),
        }),
        LinkTarget::OpenSlot(slot, _) => {
            Some(LaneCallView { name: &slot.title, href: None, phones: Vec::new(), hours: None, is_unknown: true })
        }
        _ => None,
    });
    views.collect()
}
