//! What is for staff only is not referred to from what is public. Both editions are judged in every run, whichever is built.
//!
//! A reference of the public edition that leads somewhere in the whole and nowhere in the public edition leads to something for staff: the
//! same lookup answers for both, so no kind of reference is forgotten. What the whole lacks has been said by the other files.

use super::{emergency, rules};
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned};
use crate::model::{
    AgencyField, AgencyId, Audience, ContactEntry, LinkTarget, Page, Reference, ReferenceKind, RoleOrAgency, Site, SlotBinding,
};
use rayon::prelude::*;

pub(super) fn check(site: &Site, sink: &mut Sink) {
    if !keeps_anything(site) {
        return;
    }
    let public = site.clone().for_audience(Audience::Public);
    let editions = Editions { whole: site, public: &public };
    editions.pages(sink);
    let before = sink.errors();
    editions.directory(sink);
    editions.lane(sink);
    editions.rules(sink);
    editions.flows(sink);
    editions.checklists(sink);
    editions.agendas(sink);
    editions.forms(sink);
    editions.front(sink);
    if sink.errors() == before {
        emergency::check_complete(&public, sink);
    }
}

/// Whether anything at all is for staff only.
fn keeps_anything(site: &Site) -> bool {
    let is_staff = |audience: Audience| audience == Audience::Staff;
    let of_page = |page: &Page| {
        is_staff(page.audience)
            || page.headings.iter().any(|heading| heading.is_staff_only)
            || page.links.iter().any(|link| link.is_staff_only)
    };
    site.pages.values().any(of_page)
        || site.tables.values().any(|table| is_staff(table.audience))
        || site.rules.values().any(|rules| is_staff(rules.audience))
        || site.flows.values().any(|flow| is_staff(flow.audience))
        || site.checklists.values().any(|list| is_staff(list.audience))
        || site.agendas.values().any(|agenda| is_staff(agenda.audience))
        || site.forms.values().any(|form| is_staff(form.audience))
        || site.agencies.values().any(|agency| {
            is_staff(agency.audience)
                || agency.phones.iter().any(|phone| is_staff(phone.audience))
                || agency.emails.iter().any(|email| is_staff(email.audience))
        })
}

struct Editions<'s> {
    whole: &'s Site,
    public: &'s Site,
}

impl Editions<'_> {
    /// Links of pages and definitions.
    fn pages(&self, sink: &mut Sink) {
        let pages: Vec<&Page> = self.public.pages.values().collect();
        let found: Vec<Sink> = pages
            .par_iter()
            .map(|page| {
                let mut found = Sink::default();
                for link in &page.links {
                    let of_whole = self.whole.pages.get(&page.id);
                    let whole = match (self.whole.link_target(of_whole, &link.target), of_whole) {
                        (LinkTarget::Heading(anchor), Some(page)) => LinkTarget::Page(page, Some(anchor)),
                        (target, _) => target,
                    };
                    let public = self.public.link_target(Some(page), &link.target);
                    let from = (format!("公開するページ「{}」", page.title.value), format!("the public page `{}`", page.id));
                    self.compare(&whole, &public, (from, link.span), &mut found);
                }
                found
            })
            .collect();
        found.into_iter().for_each(|found| sink.append(found));
        for term in self.public.glossary.values() {
            let from = || (format!("用語「{}」の説明", term.term.value), format!("the definition of `{}`", term.id));
            for link in &term.links {
                let (whole, public) = (self.whole.link_target(None, &link.target), self.public.link_target(None, &link.target));
                self.compare(&whole, &public, (from(), link.span), sink);
            }
            if let Some(home) = &term.home {
                self.reference(&home.value, (from(), home.span), sink);
            }
        }
    }

    /// Parents and go-betweens of public agencies, bindings, whom to ask.
    fn directory(&self, sink: &mut Sink) {
        for agency in self.public.agencies.values() {
            for linked in [&agency.parent, &agency.through].into_iter().flatten() {
                let from = (format!("公開する窓口「{}」", agency.name.value), format!("the public agency `{}`", agency.id));
                self.agency(&linked.value, (from, linked.span), sink);
            }
        }
        for (id, slot) in &self.public.slots {
            if let Some(Spanned { value: SlotBinding::Agency(agency), span }) = &slot.binding {
                let from = (format!("役割「{}」（{id}）", slot.title), format!("the slot `{id}`"));
                self.agency(agency, (from, *span), sink);
            }
        }
        if let Some(Spanned { value: RoleOrAgency::Agency(agency), span }) = &self.public.config.undecided_ask {
            self.agency(agency, (("undecided_ask".to_owned(), "`undecided_ask`".to_owned()), *span), sink);
        }
    }

    /// What public rule sets and the duties of the year name.
    fn rules(&self, sink: &mut Sink) {
        for set in self.public.rules.values() {
            for to in rules::references(set) {
                let from = (format!("公開する規則「{}」", set.title.value), format!("the public rule set `{}`", set.id));
                self.reference(&to.value, (from, to.span), sink);
            }
        }
        for duty in self.public.duties.iter().flat_map(|duties| &duties.duties) {
            for to in duty.who.iter().chain(&duty.to).chain(&duty.form).chain(&duty.page).chain(&duty.citation.page) {
                let from = (format!("年間の仕事「{}」", duty.title), format!("the duty `{}`", duty.id.value));
                self.reference(&to.value, (from, to.span), sink);
            }
        }
    }

    /// What public flows name: who acts, where they lead, what stands in their boxes.
    fn flows(&self, sink: &mut Sink) {
        for flow in self.public.flows.values() {
            let from = || (format!("公開する流れ「{}」", flow.title.value), format!("the public flow `{}`", flow.id));
            for to in flow.references() {
                self.reference(&to.value, (from(), to.span), sink);
            }
            for link in flow.texts.iter().flat_map(|text| &text.links) {
                let (whole, public) = (self.whole.link_target(None, &link.target), self.public.link_target(None, &link.target));
                self.compare(&whole, &public, (from(), link.span), sink);
            }
        }
    }

    /// What public checklists name: their page, what stands in their items.
    fn checklists(&self, sink: &mut Sink) {
        for list in self.public.checklists.values() {
            let from = || (format!("公開する確認表「{}」", list.title.value), format!("the public checklist `{}`", list.id));
            list.page.iter().for_each(|page| self.reference(&page.value, (from(), page.span), sink));
            for link in list.texts.iter().flat_map(|text| &text.links) {
                let (whole, public) = (self.whole.link_target(None, &link.target), self.public.link_target(None, &link.target));
                self.compare(&whole, &public, (from(), link.span), sink);
            }
        }
    }

    /// What public agendas name: who has a part, where their texts lead.
    fn agendas(&self, sink: &mut Sink) {
        for agenda in self.public.agendas.values() {
            let from = || (format!("公開する会議の進行「{}」", agenda.title.value), format!("the public agenda `{}`", agenda.id));
            for to in agenda.references() {
                self.reference(&to.value, (from(), to.span), sink);
            }
            for link in agenda.texts.iter().flat_map(|text| &text.links) {
                let (whole, public) = (self.whole.link_target(None, &link.target), self.public.link_target(None, &link.target));
                self.compare(&whole, &public, (from(), link.span), sink);
            }
        }
    }

    /// What public forms name: to whom they go, by which numbers, and what their texts refer to.
    fn forms(&self, sink: &mut Sink) {
        for form in self.public.forms.values() {
            let from = || (format!("公開する様式「{}」", form.title.value), format!("the public form `{}`", form.id));
            for to in form.references() {
                self.reference(&to.value, (from(), to.span), sink);
            }
            for link in form.texts.iter().flat_map(|text| &text.links) {
                let (whole, public) = (self.whole.link_target(None, &link.target), self.public.link_target(None, &link.target));
                self.compare(&whole, &public, (from(), link.span), sink);
            }
        }
    }

    fn lane(&self, sink: &mut Sink) {
        let Some(lane) = &self.whole.emergency else { return };
        let from = || ("緊急の案内".to_owned(), "the emergency lane".to_owned());
        for (reference, span) in emergency::references(lane) {
            // It is there to be called, so the number has to be public too.
            let phone = Reference { field: Some("phone".to_owned()), ..reference.clone() };
            let is_given = matches!(self.whole.reference_target(phone.clone()), LinkTarget::Agency(..));
            self.reference(if is_given { &phone } else { reference }, (from(), span), sink);
        }
    }

    /// The nav and the entrances leave out what leads to things for staff, unless nothing would be left.
    fn front(&self, sink: &mut Sink) {
        let has_items = |site: &Site| site.nav.iter().any(|chapter| !chapter.items.is_empty());
        if has_items(self.whole) && !has_items(self.public) && !self.whole.unread.hides_nav() {
            let (ja, en) = ("教職員用を除くと、公開版の目次に何も残りません", "nothing of the nav is left in the public edition");
            let place = self.whole.nav.first().map_or(self.whole.config.span, |chapter| chapter.span);
            sink.push(Diagnostic::new(Code::PublicEditionEmpty, place, ja, en).help(
                "公開するページに「audience: public」と書くか、目次に index:agencies などを加えます",
                "say `audience: public` on a page, or add an index, as `index:agencies`, to the nav",
            ));
        }
        if let (Some(first), true) = (self.whole.entrances.first(), self.public.entrances.is_empty()) {
            let leads_nowhere = matches!(self.whole.reference_target(first.to.value.clone()), LinkTarget::Problem(_));
            if leads_nowhere {
                return;
            }
            let (ja, en) = ("教職員用を除くと、公開版の表紙の入口が一つも残りません", "no entrance is left in the public edition");
            sink.push(Diagnostic::new(Code::PublicEditionEmpty, first.to.span, ja, en).help(
                "公開するページか索引への入口を一つは書くか、entrances: を消します",
                "add an entrance to something public, or delete `entrances:`",
            ));
        }
    }

    fn agency(&self, id: &AgencyId, from: (From, Span), sink: &mut Sink) {
        let reference = Reference { kind: ReferenceKind::Agency, id: id.to_string(), sub: None, field: None };
        self.reference(&reference, from, sink);
    }

    fn reference(&self, reference: &Reference, from: (From, Span), sink: &mut Sink) {
        let (whole, public) = (self.whole.reference_target(reference.clone()), self.public.reference_target(reference.clone()));
        self.compare(&whole, &public, from, sink);
    }

    fn compare(&self, whole: &LinkTarget<'_>, public: &LinkTarget<'_>, (from, span): (From, Span), sink: &mut Sink) {
        if !matches!(public, LinkTarget::Problem(_)) || matches!(whole, LinkTarget::Problem(_)) {
            return;
        }
        let to = self.name(whole);
        let problem = Diagnostic::new(
            Code::StaffOnlyReference,
            span,
            format!("{}が、教職員用の{}を参照しています", from.0, to.ja),
            format!("{} refers to {}, which is for staff only", from.1, to.en),
        );
        let problem = to.span.into_iter().fold(problem, |problem, span| problem.also(span, "教職員用なのはこちら", "for staff only"));
        sink.push(problem.help(
            "参照する側を教職員用にする（本文なら「> [!STAFF]」で囲む）か、相手を公開します",
            "make the place for staff too (in a text: a `> [!STAFF]` box), or the target public",
        ));
    }

    /// What is for staff: its name in both languages and the place that says so.
    fn name(&self, target: &LinkTarget<'_>) -> Target {
        let own = |ja: String, en: String, span: Span| Target { ja, en, span: Some(span) };
        match target {
            LinkTarget::Page(page, anchor) => {
                let heading = anchor.as_ref().and_then(|anchor| page.headings.iter().find(|heading| heading.id == *anchor));
                match heading.filter(|_| page.audience == Audience::Public) {
                    Some(heading) => own(format!("見出し「{}」", heading.text), format!("the section `{}`", heading.id), heading.span),
                    None => own(format!("ページ「{}」", page.title.value), format!("the page `{}`", page.id), page.title.span),
                }
            }
            LinkTarget::Contact(agency, entry) if agency.audience == Audience::Public => {
                let (ja, en, span) = match entry {
                    ContactEntry::Phone(phone) | ContactEntry::Extension(phone) => ("電話", "a phone of ", phone.number.span),
                    ContactEntry::Email(email) => ("メール", "an e-mail address of ", email.address.span),
                };
                own(format!("{ja}（窓口「{}」）", agency.name.value), format!("{en}the agency `{}`", agency.id), span)
            }
            LinkTarget::Contact(agency, _) => {
                own(format!("窓口「{}」", agency.name.value), format!("the agency `{}`", agency.id), agency.name.span)
            }
            LinkTarget::Agency(agency, field) => {
                let (ja, en) = match field.filter(|_| agency.audience == Audience::Public) {
                    Some(AgencyField::Phone | AgencyField::Extension) => ("電話", "the phone of "),
                    Some(AgencyField::Email) => ("メール", "the e-mail address of "),
                    _ => return own(format!("窓口「{}」", agency.name.value), format!("the agency `{}`", agency.id), agency.name.span),
                };
                let fact = agency.phones.first().filter(|_| *field != Some(AgencyField::Email)).map(|phone| phone.number.span);
                let fact = fact.or_else(|| agency.emails.first().map(|email| email.address.span)).unwrap_or(agency.name.span);
                own(format!("{ja}（窓口「{}」）", agency.name.value), format!("{en}the agency `{}`", agency.id), fact)
            }
            LinkTarget::Table(table, _) => {
                own(format!("表「{}」", table.title.value), format!("the table `{}`", table.id), table.title.span)
            }
            LinkTarget::Rule(rules, _) => {
                own(format!("規則「{}」", rules.title.value), format!("the rule set `{}`", rules.id), rules.title.span)
            }
            LinkTarget::Flow(flow, _) => own(format!("流れ「{}」", flow.title.value), format!("the flow `{}`", flow.id), flow.title.span),
            LinkTarget::Checklist(list, _) => {
                own(format!("確認表「{}」", list.title.value), format!("the checklist `{}`", list.id), list.title.span)
            }
            LinkTarget::Agenda(agenda, _) => {
                own(format!("会議の進行「{}」", agenda.title.value), format!("the agenda `{}`", agenda.id), agenda.title.span)
            }
            LinkTarget::Form(form, _) => own(format!("様式「{}」", form.title.value), format!("the form `{}`", form.id), form.title.span),
            LinkTarget::Category(category) => {
                own(format!("分類「{}」の窓口", category.title), format!("the agencies of `{}`", category.id), category.origin.span)
            }
            _ => Target { ja: "もの".to_owned(), en: "something".to_owned(), span: None },
        }
    }
}

/// The public end of a reference, in Japanese and English.
type From = (String, String);

/// The end that is for staff.
struct Target {
    ja: String,
    en: String,
    span: Option<Span>,
}
