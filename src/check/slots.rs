//! Every slot of the base is bound by the town, or left open on purpose.

use crate::diag::{Code, Diagnostic, Sink, Span, Spanned, nearest};
use crate::model::{AgencyId, ReferenceKind, RoleId, RoleOrAgency, Site, Slot, SlotBinding, SlotId};

pub(super) fn check(site: &Site, sink: &mut Sink) {
    for (id, slot) in &site.slots {
        match &slot.binding {
            None if !site.config.is_base && !site.unread.hides(ReferenceKind::Slot, id.as_str()) => sink.push(unbound(site, id, slot)),
            Some(Spanned { value: SlotBinding::Agency(agency), span }) => check_agency(site, agency, *span, sink),
            _ => {}
        }
    }
    if let Some(ask) = &site.config.undecided_ask {
        match &ask.value {
            RoleOrAgency::Agency(agency) => check_agency(site, agency, ask.span, sink),
            RoleOrAgency::Role(role) if !site.roles.contains_key(role) && !site.unread.hides(ReferenceKind::Role, role.as_str()) => sink
                .push(
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
    .also(slot.origin.span, "ここで求めています", "declared here")
    .help(
        format!("site.yml の bind: に「{id}: agency:…」か「{id}: undecided」を書きます"),
        format!("add `{id}: agency:…` or `{id}: undecided` to `bind:`"),
    )
}

/// Complains unless the agency exists, or might if its file could be read.
pub(super) fn check_agency(site: &Site, agency: &AgencyId, span: Span, sink: &mut Sink) {
    if site.agencies.contains_key(agency) || site.unread.hides(ReferenceKind::Agency, agency.as_str()) {
        return;
    }
    let problem =
        Diagnostic::new(Code::UnknownAgency, span, format!("窓口「{agency}」がありません"), format!("there is no agency `{agency}`"));
    let problem = match nearest(agency.as_str(), site.agencies.keys().map(AgencyId::as_str)) {
        Some(word) => problem.help(format!("もしかして「{word}」ですか"), format!("did you mean `{word}`?")),
        None => problem.help(
            format!("agencies/{agency}.yml を作るか、窓口のファイル名とつづりをそろえます"),
            format!("write agencies/{agency}.yml, or spell it as the agency's file is named"),
        ),
    };
    sink.push(site.removed.explain(ReferenceKind::Agency, agency.as_str(), problem));
}
