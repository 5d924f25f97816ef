//! Emergency contacts of a rule set can be called, and open points have somebody who can be asked.

use crate::diag::{Code, Diagnostic, Sink, Spanned};
use crate::model::{LinkTarget, Reference, ReferenceKind, RuleSet, Site, Slot, SlotBinding};

pub(super) fn check(site: &Site, set: &RuleSet, sink: &mut Sink) {
    for contact in &set.emergency.value {
        match site.reference_target(contact.value.clone()) {
            LinkTarget::OpenSlot(slot, _) if is_left_open(slot) => sink.push(nobody_to_call(contact)),
            LinkTarget::Agency(agency, _) if agency.phones.is_empty() && !site.unread.hides(ReferenceKind::Agency, agency.id.as_str()) => {
                sink.push(nobody_to_call(contact));
            }
            _ => {}
        }
    }
    for point in &set.points {
        if let LinkTarget::OpenSlot(slot, _) = site.reference_target(point.ask.value.clone())
            && is_left_open(slot)
        {
            let (ja, en) = (
                format!("尋ねる先の「{}」が、この手引きでは決まっていません", slot.title),
                format!("whom to ask, `{}`, is left open by this handbook", point.ask.value),
            );
            sink.push(Diagnostic::new(Code::NobodyToAsk, point.ask.span, ja, en));
        }
    }
}

/// Whether the town says that it is open. A slot that nobody bound yet is complained of where it is declared.
fn is_left_open(slot: &Slot) -> bool {
    slot.binding.as_ref().is_some_and(|binding| binding.value == SlotBinding::Undecided)
}

fn nobody_to_call(contact: &Spanned<Reference>) -> Diagnostic {
    let (ja, en) = (format!("急ぐときの「{}」に、電話がありません", contact.value), format!("nobody can be called at `{}`", contact.value));
    Diagnostic::new(Code::EmergencyWithoutPhone, contact.span, ja, en)
}
