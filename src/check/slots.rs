//! Every slot of the base is bound by the town, or left open on purpose.

use crate::diag::{Code, Diagnostic, Sink, Spanned};
use crate::model::{AgencyId, RoleId, RoleOrAgency, Site, Slot, SlotBinding, SlotId};

pub(super) fn check(site: &Site, sink: &mut Sink) {
    for (id, slot) in &site.slots {
        match &slot.binding {
            None if !site.config.is_base => sink.push(unbound(site, id, slot)),
            Some(Spanned { value: SlotBinding::Agency(agency), span }) if !site.agencies.contains_key(agency) => {
                sink.push(unknown_agency(site, agency, *span));
            }
            _ => {}
        }
    }
    if let Some(ask) = &site.config.undecided_ask {
        match &ask.value {
            RoleOrAgency::Agency(agency) if !site.agencies.contains_key(agency) => sink.push(unknown_agency(site, agency, ask.span)),
            RoleOrAgency::Role(role) if !site.roles.contains_key(role) => sink.push(
                Diagnostic::new(
                    Code::UnknownReference,
                    ask.span,
                    format!("「role:{role}」がありません"),
                    format!("there is no `role:{role}`"),
                )
                .did_you_mean(role.as_str(), site.roles.keys().map(RoleId::as_str)),
            ),
            _ => {}
        }
    }
}

fn unbound(site: &Site, id: &SlotId, slot: &Slot) -> Diagnostic {
    Diagnostic::new(
        Code::UnboundSlot,
        site.config.span,
        format!("「{}」（{id}）の窓口が決まっていません", slot.title),
        format!("the slot `{id}` is not bound"),
    )
    .also(slot.origin.span, "基の手引きがここで求めています", "declared here")
    .help(
        format!("site.yml の bind: に「{id}: agency:…」か「{id}: undecided」を書きます"),
        format!("add `{id}: agency:…` or `{id}: undecided` to `bind:`"),
    )
}

pub(super) fn unknown_agency(site: &Site, agency: &AgencyId, span: crate::diag::Span) -> Diagnostic {
    Diagnostic::new(Code::UnknownAgency, span, format!("窓口「{agency}」がありません"), format!("there is no agency `{agency}`"))
        .did_you_mean(agency.as_str(), site.agencies.keys().map(AgencyId::as_str))
}
