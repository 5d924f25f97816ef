//! Everything of a handbook that stands in files of its own, kind by kind, merged from all layers.

use super::page::Composed;
use super::stack::Stack;
use super::{agenda, calendar, checklist, directory, duties, emergency, flow, form, glossary, page, rules, table};
use crate::diag::{Sink, SourceMap};
use crate::model::{
    Agency, AgencyId, Agenda, AgendaId, Audience, Calendar, Category, Checklist, ChecklistId, Duties, EmergencyLane, Flow, FlowId, Form,
    FormId, Page, PageId, RuleSet, RuleSetId, Table, TableId, Term, TermId,
};
use std::collections::BTreeMap;

/// The files of each kind as the model has them.
pub(super) struct Kinds {
    pub pages: BTreeMap<PageId, Page>,
    pub agencies: BTreeMap<AgencyId, Agency>,
    pub categories: Vec<Category>,
    pub glossary: BTreeMap<TermId, Term>,
    pub tables: BTreeMap<TableId, Table>,
    pub rules: BTreeMap<RuleSetId, RuleSet>,
    pub flows: BTreeMap<FlowId, Flow>,
    pub checklists: BTreeMap<ChecklistId, Checklist>,
    pub agendas: BTreeMap<AgendaId, Agenda>,
    pub forms: BTreeMap<FormId, Form>,
    pub calendar: Option<Calendar>,
    pub duties: Option<Duties>,
    pub emergency: Option<EmergencyLane>,
}

impl Kinds {
    /// Merges every kind; `audiences` are those of the layers, for pages that name none.
    pub fn merge(
        stack: &mut Stack<'_>,
        audiences: &[Audience],
        (sources, composed): (&mut SourceMap, &mut Composed),
        sink: &mut Sink,
    ) -> Self {
        Self {
            pages: page::merge(stack, audiences, (sources, composed), sink),
            agencies: directory::merge_agencies(stack, sink),
            categories: directory::merge_categories(stack, sink),
            glossary: glossary::merge(stack, sources, sink),
            tables: table::merge(stack, sink),
            rules: rules::merge(stack, sink),
            flows: flow::merge(stack, sources, sink),
            checklists: checklist::merge(stack, sources, sink),
            agendas: agenda::merge(stack, sources, sink),
            forms: form::merge(stack, sources, sink),
            calendar: calendar::merge(stack, sink),
            duties: duties::merge(stack, sink),
            emergency: emergency::merge(stack, sink),
        }
    }
}
