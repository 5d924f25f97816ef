//! Numbers and addresses in running text: a copy of what an agency's file says (W201), or one that no agency has (W202).

use super::Context;
use super::contact_shapes::{Number, addresses, numbers};
use super::passage::{Folded, Passage, Prose, is_digit};
use crate::diag::{Code, Diagnostic, Sink, Span};
use crate::model::{Agency, LayerIndex, PageLink, ReferenceKind, Site, SlotBinding};
use std::collections::BTreeMap;
use std::ops::Range;

/// Agencies named in one message.
const MAX_NAMED: usize = 3;

/// Every number and address of the directory.
pub(super) struct Contacts<'s> {
    /// By digits, whole and without the area code.
    phones: BTreeMap<String, Vec<(&'s Agency, Option<&'s str>)>>,
    locals: BTreeMap<String, String>,
    emails: BTreeMap<String, Vec<&'s Agency>>,
}

/// The fact that a text copies.
#[derive(Clone, Copy)]
enum Fact {
    Phone,
    Email,
}

impl Fact {
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Phone => ("電話番号", "number", "phone"),
            Self::Email => ("メールアドレス", "address", "email"),
        }
    }
}

impl<'s> Contacts<'s> {
    /// Gathers the contacts of a site.
    pub fn new(site: &'s Site) -> Self {
        let mut contacts = Self { phones: BTreeMap::new(), locals: BTreeMap::new(), emails: BTreeMap::new() };
        for agency in site.agencies.values() {
            for phone in &agency.phones {
                let number = digits(&phone.number.value);
                if let Some((_, local)) = phone.number.value.split_once('-').filter(|(area, _)| area.starts_with('0')) {
                    contacts.locals.insert(digits(local), number.clone());
                }
                contacts.phones.entry(number).or_default().push((agency, phone.extension.as_deref()));
            }
            for email in &agency.emails {
                contacts.emails.entry(email.address.value.to_lowercase()).or_default().push(agency);
            }
        }
        contacts
    }

    /// Whose a number is; with an extension after it, only those who have that one, if any do.
    fn callers(&self, number: &str, after: &str) -> Vec<&'s Agency> {
        let of_number = self.phones.get(number).map(Vec::as_slice).unwrap_or_default();
        let after = after.trim_start_matches([' ', '(', '内', '線', ':', '番', '号']);
        let extension = &after[..after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len())];
        let exact: Vec<&Agency> = of_number.iter().filter(|(_, own)| *own == Some(extension)).map(|(agency, _)| *agency).collect();
        if exact.is_empty() { of_number.iter().map(|(agency, _)| *agency).collect() } else { exact }
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Digits of the shortest number (1-2345).
const MIN_DIGITS: usize = 5;

/// Whether a text is worth folding: it holds an address, or as many digits as the shortest number.
fn may_hold_contact(text: &str) -> bool {
    // Full-width forms begin with this byte. Every byte of every page passes here, so bytes are counted and not letters.
    let count = text.bytes().filter(|byte| byte.is_ascii_digit() || matches!(byte, b'@' | 0xef)).count();
    let is_signed = count > 0 && text.contains(['@', '＠']);
    is_signed || (count >= MIN_DIGITS && text.chars().filter(|&c| is_digit(c)).count() >= MIN_DIGITS)
}

/// Judges a passage; what stands in links that call or write is judged by their targets.
pub(super) fn check(context: &Context<'_>, passage: &Passage<'_>, calls: &[Span], sink: &mut Sink) {
    if !may_hold_contact(passage.text) {
        return;
    }
    let folded = Folded::of(passage.text);
    let contacts = &context.contacts;
    let mut judge = |range: &Range<usize>, agencies: &[&Agency], fact| {
        let original = folded.original(range);
        let span = passage.span(&original);
        let is_in_call = calls.iter().any(|call| call.start <= span.start && span.end <= call.end);
        if !is_in_call {
            let copied = Copied { text: &passage.text[original], span, fact, prose: passage.prose };
            sink.extend(copied.explain(context, agencies));
        }
    };
    for Number { range, digits, is_local } in numbers(&folded.text) {
        let whole = if is_local { contacts.locals.get(&digits) } else { Some(&digits) };
        let Some(whole) = whole else { continue };
        judge(&range, &contacts.callers(whole, &folded.text[range.end..]), Fact::Phone);
    }
    for range in addresses(&folded.text) {
        let of_address = contacts.emails.get(&folded.text[range.clone()].to_lowercase());
        judge(&range, of_address.map(Vec::as_slice).unwrap_or_default(), Fact::Email);
    }
}

/// Whether any passage may hold a number or address.
pub(super) fn are_written(prose: &Prose<'_>) -> bool {
    let mut any = false;
    prose.passages(&mut |passage| any |= may_hold_contact(passage.text));
    any
}

/// Whether any link calls or writes.
pub(super) fn are_linked(links: &[PageLink]) -> bool {
    links.iter().any(|link| matches!(link.target.split_once(':'), Some(("tel" | "mailto", _))))
}

/// Judges the links that call or write, and gives their places.
pub(super) fn check_calls(context: &Context<'_>, prose: &Prose<'_>, links: &[PageLink], sink: &mut Sink) -> Vec<Span> {
    let mut calls = Vec::new();
    for link in links {
        let (text, fact) = match link.target.split_once(':') {
            Some(("tel", number)) => (number, Fact::Phone),
            Some(("mailto", address)) => (address.split('?').next().unwrap_or(address), Fact::Email),
            _ => continue,
        };
        calls.push(link.span);
        let folded = Folded::of(text).text;
        let agencies = match fact {
            Fact::Phone => context.contacts.callers(&national(&folded), ""),
            Fact::Email => context.contacts.emails.get(&folded.to_lowercase()).cloned().unwrap_or_default(),
        };
        let is_contact = match fact {
            Fact::Phone => numbers(&national(&folded)).iter().any(|number| !number.is_local),
            Fact::Email => !addresses(&folded).is_empty(),
        };
        if is_contact {
            sink.extend(Copied { text, span: link.span, fact, prose }.explain(context, &agencies));
        }
    }
    calls
}

/// `+81-134-32-4111` → `0134324111`
fn national(number: &str) -> String {
    match number.strip_prefix("+81") {
        Some(rest) => format!("0{}", digits(rest)),
        None => digits(number),
    }
}

/// A number or address as written.
struct Copied<'t> {
    text: &'t str,
    span: Span,
    fact: Fact,
    /// The text it is written in.
    prose: &'t Prose<'t>,
}

impl Copied<'_> {
    /// What to say of it. Nothing when it may be that of an agency that could not be read.
    fn explain(&self, context: &Context<'_>, agencies: &[&Agency]) -> Option<Diagnostic> {
        match agencies {
            [] if context.site.unread.hides_below(ReferenceKind::Agency, "") => None,
            [] => Some(self.without_home()),
            _ => Some(self.of_agencies(context, agencies)),
        }
    }

    fn without_home(&self) -> Diagnostic {
        let (text, (ja, en, field)) = (self.text, self.fact.words());
        let message = (format!("「{text}」は、どの窓口のものでもない{ja}です"), format!("`{text}` is the {en} of no agency"));
        let problem = Diagnostic::new(Code::ContactWithoutHome, self.span, message.0, message.1);
        if !self.prose.owner.takes_references() {
            return problem
                .help("agencies フォルダーの窓口に書き足し、ここからは消します", "write it in a file of `agencies/` and delete it here");
        }
        problem.help(
            format!("agencies フォルダーの窓口に書き足し、ここには [](agency:窓口の名前#{field}) と書きます"),
            format!("write it in a file of `agencies/` and refer to it: [](agency:…#{field})"),
        )
    }

    fn of_agencies(&self, context: &Context<'_>, agencies: &[&Agency]) -> Diagnostic {
        let (ja, en, field) = self.fact.words();
        let named = &agencies[..agencies.len().min(MAX_NAMED)];
        let names: String = named.iter().map(|agency| format!("「{}」", agency.name.value)).collect();
        let ids: Vec<&str> = named.iter().map(|agency| agency.id.as_str()).collect();
        let message = (format!("{names}の{ja}の写しです"), format!("a copy of the {en} of `{}`", ids.join("`, `")));
        let problem = Diagnostic::new(Code::BareContact, self.span, message.0, message.1)
            .note("番号やアドレスが変わったとき、写しだけが古く残ります", "a copy goes stale when the agency's file changes");
        if !self.prose.owner.takes_references() {
            return problem.help("ここからは消し、窓口の名前で書きます", "delete it here and write the agency's name");
        }
        let layer = context.site.layer_of(context.sources.resolve(self.span));
        let references = named.iter().filter_map(|agency| reference(context.site, agency, layer));
        let written: Vec<String> = references.map(|reference| format!("[]({reference}#{field})")).collect();
        if written.is_empty() {
            return problem.help(
                "基の手引きには、町の窓口の番号を書きません。site.yml の slots: に役割を加え、[](slot:…) と書きます",
                "a base names no town's agency; declare a slot and refer to it as [](slot:…)",
            );
        }
        problem.help(format!("{} と書きます", written.join(" か ")), format!("write {}", written.join(" or ")))
    }
}

/// How a text of a layer refers to an agency: a base does not know the agencies of the town above it, only the slots they fill.
fn reference(site: &Site, agency: &Agency, layer: LayerIndex) -> Option<String> {
    if agency.origin.layer >= layer {
        return Some(format!("agency:{}", agency.id));
    }
    let fills = |binding: &SlotBinding| matches!(binding, SlotBinding::Agency(id) if *id == agency.id);
    let slot = site.slots.iter().find(|(_, slot)| slot.origin.layer >= layer && slot.binding.as_ref().is_some_and(|b| fills(&b.value)));
    slot.map(|(id, _)| format!("slot:{id}"))
}
