//! 段階の図: the stages of a rule set as a flow that nobody draws. What leads to a stage is read from its condition, so that a threshold that
//! is changed changes its arrow.

use super::super::flows;
use super::super::links::PageLinks;
use super::super::plan;
use super::super::renderer::{Done, Renderer};
use super::pages::links;
use super::{Face, words};
use crate::diag::{Sink, Spanned};
use crate::markup::literal;
use crate::model::{
    Comparison, Condition, Flow, FlowEdge, FlowId, FlowNode, FlowNodeKind, FlowPart, FlowPeople, NavItem, Reference, ReferenceKind,
    RuleSetId, RulesPage, Stage,
};

/// The box from which the first stages are reached. Ids of stages are kebab-case, so that none is called so.
const START: &str = "START";

/// `rules/ID-chart.html`
pub fn page(renderer: &Renderer<'_>, id: &RuleSetId, sink: &mut Sink) -> Done {
    let Some(set) = renderer.plan.site.rules.get(id) else { return Ok(()) };
    let path = plan::rules_path(id, RulesPage::Chart);
    let links = links(renderer, plan::root_prefix(&path));
    let Some(flow) = (Face { links: &links, set }).stage_flow() else { return Ok(()) };
    flows::Face { links: &links, flow: &flow, path }.render(renderer, &NavItem::Rules(id.clone(), RulesPage::Chart), sink)
}

/// The chart of every rule set that has stages.
pub fn stage_flows(links: &PageLinks<'_>) -> Vec<Flow> {
    links.plan.site.rules.values().filter_map(|set| Face { links, set }.stage_flow()).collect()
}

/// Letters of a condition that can be read on an arrow; a longer one stands in the box to which it leads.
const ON_ARROW: usize = 36;

/// What leads to a stage: one of several conditions, each of which is enough.
struct Way<'a> {
    /// All of these hold.
    parts: Vec<&'a Condition>,
    /// The same in words: what reads alike is alike.
    words: Vec<String>,
    /// The first threshold that it asks for: a measure and the least number of its days.
    threshold: Option<(&'a str, u32)>,
}

impl Way<'_> {
    /// Whether it asks for all that another one does, and for more.
    fn goes_beyond(&self, other: &Self) -> bool {
        other.words.len() < self.words.len() && other.words.iter().all(|words| self.words.contains(words))
    }
}

impl Face<'_> {
    /// The chart on a page of something else.
    pub fn chart(&self) -> String {
        let path = plan::rules_path(&self.set.id, RulesPage::Chart);
        self.stage_flow().map(|flow| flows::Face { links: self.links, flow: &flow, path }.embedded()).unwrap_or_default()
    }

    /// Those in which somebody does something, and that are reached: what holds always is no step.
    fn chart_stages(&self) -> Vec<&Stage> {
        let stages = self.set.shown.stages.iter();
        stages.filter(|stage| !stage.actions.is_empty() && !matches!(stage.when.value, Condition::Always)).collect()
    }

    /// The ways to a stage, read from the left.
    fn ways<'a>(&self, stage: &'a Stage) -> Vec<Way<'a>> {
        let least = |(measure, comparison, than): (&'a str, Comparison, u32)| match comparison {
            Comparison::AtLeast => Some((measure, than)),
            Comparison::MoreThan => Some((measure, than.saturating_add(1))),
            Comparison::AtMost | Comparison::LessThan => None,
        };
        let way = |condition: &'a Condition| {
            let parts: Vec<&Condition> = if let Condition::All(parts) = condition { parts.iter().collect() } else { vec![condition] };
            let words = parts.iter().map(|part| words::condition(part, &self.set.shown, self.links.messages)).collect();
            Way { parts, words, threshold: condition.comparisons().into_iter().find_map(least) }
        };
        match &stage.when.value {
            Condition::Any(parts) => parts.iter().map(way).collect(),
            condition => vec![way(condition)],
        }
    }

    /// The stages as a flow; `None` without any.
    fn stage_flow(&self) -> Option<Flow> {
        let (set, stages) = (self.set, self.chart_stages());
        let text = |text: &str| Spanned::new(text.to_owned(), set.title.span);
        let mut nodes = vec![self.node(START, self.t("rule_chart_start"), FlowNodeKind::Start)];
        nodes.extend(stages.iter().map(|stage| self.stage_node(stage)));
        for stage in &stages {
            for way in self.ways(stage) {
                let (from, label) = self.arrow(&way);
                let to = stage.id.clone();
                let label = Some(text(&literal(&label))).filter(|_| label.chars().count() <= ON_ARROW);
                let edge = FlowEdge { to, label, number: None, is_both: false, is_inferred: false, span: stage.when.span };
                if let Some(node) = nodes.iter_mut().find(|node| node.id.value == from) {
                    node.next.push(edge);
                }
            }
        }
        let groups = set.shown.phases.iter().map(|phase| FlowPart { id: phase.id.clone(), title: phase.title.clone() });
        (nodes.len() > 1).then_some(())?;
        Some(Flow {
            id: FlowId::new(format!("rule-{}", set.id)).ok()?,
            origin: set.origin,
            title: text(self.links.plan.rules_title(&set.id, RulesPage::Chart)?),
            yomi: None,
            audience: set.audience,
            summary: Some(text(self.t("rule_chart_summary"))),
            page: None,
            lanes: Vec::new(),
            groups: groups.collect(),
            nodes,
            open: Vec::new(),
            texts: Vec::new(),
            sources: set.sources.clone(),
        })
    }

    /// The box from which a way leads, and what is asked there: after a stage for a part of the same, only what is asked beyond it; else after
    /// the stage with the greatest threshold of the same measure below its own.
    fn arrow<'s>(&'s self, way: &Way<'_>) -> (&'s str, String) {
        let (mut shorter, mut lower) = (None::<(usize, &'s Stage, Way<'_>)>, None::<(u32, &'s Stage)>);
        for stage in self.chart_stages() {
            for known in self.ways(stage) {
                if let (Some((of, least)), Some((measure, than))) = (known.threshold, way.threshold)
                    && of == measure
                    && least < than
                    && lower.is_none_or(|(greatest, _)| greatest < least)
                {
                    lower = Some((least, stage));
                }
                if way.goes_beyond(&known) && shorter.as_ref().is_none_or(|(parts, ..)| *parts < known.parts.len()) {
                    shorter = Some((known.parts.len(), stage, known));
                }
            }
        }
        let joined = |words: &[&String]| words.iter().map(|words| words.as_str()).collect::<Vec<_>>().join(self.t("rule_and"));
        if let Some((_, stage, known)) = shorter {
            let beyond: Vec<&String> = way.words.iter().filter(|words| !known.words.contains(words)).collect();
            return (stage.id.value.as_str(), joined(&beyond));
        }
        let label = joined(&way.words.iter().collect::<Vec<_>>());
        (lower.map_or(START, |(_, stage)| stage.id.value.as_str()), label)
    }

    fn stage_node(&self, stage: &Stage) -> FlowNode {
        let place = stage.title.span;
        let part = Reference { kind: ReferenceKind::Rule, id: self.set.id.to_string(), sub: Some(stage.id.value.clone()), field: None };
        // What each of them does stands in the table and on the page of the stage: with it the chart would not be read at a glance.
        let mut who: Vec<Spanned<Reference>> = Vec::new();
        for party in stage.actions.iter().flat_map(|action| &action.who) {
            if !who.iter().any(|known| known.value == party.value) {
                who.push(party.clone());
            }
        }
        FlowNode {
            who: FlowPeople { named: who, has_others: false },
            items: self.long_conditions(stage).into_iter().map(|item| Spanned::new(literal(&item), stage.when.span)).collect(),
            links: vec![Spanned::new(part, place)],
            group: stage.phase.clone(),
            ..self.node(&stage.id.value, &stage.title.value, FlowNodeKind::Action)
        }
    }

    /// 「とき：…」: the conditions that no arrow can hold.
    fn long_conditions(&self, stage: &Stage) -> Vec<String> {
        let labels = self.ways(stage).into_iter().map(|way| self.arrow(&way).1).filter(|label| label.chars().count() > ON_ARROW);
        labels.map(|label| words::fill(self.t("rule_chart_when"), &[("condition", &label)])).collect()
    }

    fn node(&self, id: &str, title: &str, kind: FlowNodeKind) -> FlowNode {
        let place = self.set.title.span;
        FlowNode {
            id: Spanned::new(id.to_owned(), place),
            kind,
            text: Some(Spanned::new(literal(title), place)),
            who: FlowPeople::default(),
            with: FlowPeople::default(),
            items: Vec::new(),
            links: Vec::new(),
            group: None,
            lane: None,
            about: Vec::new(),
            continues: Vec::new(),
            next: Vec::new(),
        }
    }
}
