//! What the problems of a page can depend on beside its own text, as the lints of a page see it: without its places in files, which move
//! with every edit, and without what no lint of a page reads.
//!
//! Everything is taken apart by name, so that a new field of the model does not compile before it is decided here whether it counts.

use super::writing::DayCounts;
use crate::diag::{SourceId, Spanned};
use crate::model::{
    Agency, AgencyField, AgencyId, Agenda, AgendaId, Audience, Category, CategoryId, Checklist, ChecklistId, DiscouragedSpelling, Flow,
    FlowId, Form, FormId, Layer, LayerIndex, LinkTarget, Page, PageId, Reference, ReferenceKind, Removed, RoleId, RulePart, RuleSet,
    RuleSetId, Site, Slot, SlotBinding, SlotId, Table, TableId, Term, TermId, Unread,
};
use std::collections::{BTreeMap, BTreeSet};

/// All that pages may refer to, repeat or be held to.
#[derive(Debug)]
pub(super) struct Surroundings {
    /// The pages as others see them.
    pub pages: BTreeMap<PageId, Face>,
    /// Numbers and addresses: only pages that hold such things can repeat them.
    pub contacts: Vec<Contact>,
    /// The rest.
    pub things: Things,
}

/// A page as others see it.
#[derive(Debug, PartialEq)]
pub(super) struct Face {
    /// The files that make it up, and the text that they make up.
    pub sources: BTreeSet<SourceId>,
    layer: LayerIndex,
    audience: Audience,
    sections: Vec<String>,
}

/// What an agency can be reached by: id, numbers with extensions, addresses.
type Contact = (AgencyId, Vec<(String, Option<String>)>, Vec<String>);

/// Things that pages refer to by id, or whose names they write.
#[derive(Debug, PartialEq)]
pub(super) struct Things {
    layers: Vec<(String, bool)>,
    agencies: Vec<(AgencyId, LayerIndex, Vec<String>, Vec<bool>)>,
    categories: Vec<(CategoryId, String)>,
    terms: Vec<Word>,
    tables: Vec<(TableId, [Vec<String>; 3])>,
    rules: Vec<(RuleSetId, Vec<Part>)>,
    flows: Vec<(FlowId, Vec<String>)>,
    checklists: Vec<(ChecklistId, Vec<String>)>,
    agendas: Vec<(AgendaId, Vec<String>)>,
    forms: Vec<(FormId, Vec<String>, Vec<String>)>,
    /// The numbers of the rules, which a page may repeat or contradict.
    day_counts: DayCounts,
    slots: Vec<(SlotId, LayerIndex, String, Option<SlotBinding>)>,
    roles: Vec<RoleId>,
    assets: Vec<String>,
    unread: Unread,
    removed: Removed,
}

/// A part of a rule set: its id, its fields, whether it can stand on a page.
type Part = (String, Vec<String>, bool);

/// A word of the glossary.
#[derive(Debug, PartialEq)]
struct Word {
    id: TermId,
    layer: LayerIndex,
    term: String,
    short: Option<String>,
    synonyms: Vec<String>,
    discouraged: Vec<DiscouragedSpelling>,
    home: Option<Reference>,
}

impl Surroundings {
    /// Those of a site.
    pub fn of(site: &Site) -> Self {
        // Those without a name no lint of a page reads.
        let Site {
            pages,
            agencies,
            categories,
            glossary,
            tables,
            rules,
            flows,
            checklists,
            agendas,
            forms,
            slots,
            roles,
            assets,
            layers,
            unread,
            removed,
            audience: _,
            config: _,
            emergency: _,
            nav: _,
            entrances: _,
            lints: _,
            cases: _,
            calendar: _,
            duties: _,
        } = site;
        Self {
            pages: pages.values().map(|page| (page.id.clone(), Face::of(page))).collect(),
            contacts: agencies.values().map(contact).collect(),
            things: Things {
                layers: layers.iter().map(|Layer { id, is_base, title: _, sources: _ }| (id.clone(), *is_base)).collect(),
                agencies: agencies.values().map(agency).collect(),
                categories: categories.iter().map(category).collect(),
                terms: glossary.values().map(word).collect(),
                tables: tables.values().map(table).collect(),
                rules: rules.values().map(rule_set).collect(),
                flows: flows.values().map(flow).collect(),
                checklists: checklists.values().map(|list: &Checklist| (list.id.clone(), list.part_ids())).collect(),
                agendas: agendas.values().map(agenda).collect(),
                forms: forms.values().map(form).collect(),
                day_counts: DayCounts::new(site),
                slots: slots.iter().map(slot).collect(),
                roles: roles.keys().cloned().collect(),
                assets: assets.keys().cloned().collect(),
                unread: unread.clone(),
                removed: removed.without_places(),
            },
        }
    }
}

impl Face {
    fn of(page: &Page) -> Self {
        let sections = page.headings.iter().filter(|heading| heading.is_explicit).map(|heading| heading.id.clone());
        Self {
            sources: page.files.iter().copied().chain([page.body.source]).collect(),
            layer: page.origin.layer,
            audience: page.audience,
            sections: sections.collect(),
        }
    }
}

fn flow(flow: &Flow) -> (FlowId, Vec<String>) {
    (flow.id.clone(), flow.nodes.iter().map(|node| node.id.value.clone()).collect())
}

fn agenda(agenda: &Agenda) -> (AgendaId, Vec<String>) {
    (agenda.id.clone(), agenda.steps.iter().map(|step| step.id.value.clone()).collect())
}

/// What a page may call a form, and the fields and facts that it may name.
fn form(form: &Form) -> (FormId, Vec<String>, Vec<String>) {
    let names = form.called.iter().map(|other| &other.name).chain([&form.title]).chain(&form.number);
    let fields = form.fields().map(|field| field.id.value.clone());
    let facts = ReferenceKind::Form.spec().fields.iter().filter(|field| {
        let reference = Reference { kind: ReferenceKind::Form, id: form.id.to_string(), sub: None, field: Some(field.name.to_owned()) };
        matches!(form.target(&reference), LinkTarget::Form(..))
    });
    let facts = facts.map(|field| format!("#{}", field.name));
    (form.id.clone(), names.map(|name| name.value.clone()).collect(), fields.chain(facts).collect())
}

fn contact(agency: &Agency) -> Contact {
    let phones = agency.phones.iter().map(|phone| (phone.number.value.clone(), phone.extension.clone()));
    let emails = agency.emails.iter().map(|email| email.address.value.clone());
    (agency.id.clone(), phones.collect(), emails.collect())
}

fn agency(agency: &Agency) -> (AgencyId, LayerIndex, Vec<String>, Vec<bool>) {
    let names = std::iter::once(&agency.name.value).chain(&agency.short).chain(&agency.aliases).cloned().collect();
    let fields = ReferenceKind::Agency.spec().fields.iter().filter_map(|field| AgencyField::named(field.name));
    let facts = fields.map(|field| agency.has(field)).collect();
    (agency.id.clone(), agency.origin.layer, names, facts)
}

fn category(Category { id, title, yomi: _, origin: _ }: &Category) -> (CategoryId, String) {
    (id.clone(), title.clone())
}

fn word(term: &Term) -> Word {
    let Term { id, origin, term, short, synonyms, discouraged, home, yomi: _, definition: _, links: _, text: _, sources: _ } = term;
    Word {
        id: id.clone(),
        layer: origin.layer,
        term: term.value.clone(),
        short: short.clone(),
        synonyms: synonyms.clone(),
        discouraged: discouraged.clone(),
        home: home.as_ref().map(|home| home.value.clone()),
    }
}

fn table(table: &Table) -> (TableId, [Vec<String>; 3]) {
    let owned = |ids: &mut dyn Iterator<Item = &Spanned<String>>| ids.map(|id| id.value.clone()).collect();
    let rows = owned(&mut table.rows.iter().map(|row| &row.id));
    let columns = owned(&mut table.columns.iter().map(|column| &column.id));
    let charts = owned(&mut table.charts.iter().map(|chart| &chart.id));
    (table.id.clone(), [rows, columns, charts])
}

fn rule_set(set: &RuleSet) -> (RuleSetId, Vec<Part>) {
    let duties = set.shown.stages.iter().flat_map(|stage| stage.actions.iter().map(move |action| (stage, action)));
    let duties = duties.map(|(stage, action)| format!("{}/{}", stage.id.value, action.duty.value));
    let ids = set.part_ids().map(str::to_owned).chain(duties);
    let of_part = |id: String, part: RulePart<'_>| (id, set.fields_of(part), part.embeds());
    (set.id.clone(), ids.filter_map(|id| set.part(&id).map(|part| of_part(id.clone(), part))).collect())
}

fn slot((id, slot): (&SlotId, &Slot)) -> (SlotId, LayerIndex, String, Option<SlotBinding>) {
    let Slot { title, origin, binding, note: _ } = slot;
    (id.clone(), origin.layer, title.clone(), binding.as_ref().map(|binding| binding.value.clone()))
}
