//! `calculator/ID.html` and `calculator/ID.js`: 欠席日数から、マニュアルの対応を確かめる.
//!
//! The page is the table of stages, complete without a script; its script asks for a record, decides, and marks and orders what stands there.
//! What the script knows lies beside it in `ID.js`: the compiled rules, the calendar, names, visible texts, and a self-test of inputs with
//! the decisions of this program's own evaluator. Page and script carry a key made from the rules: what was not built together is refused.

mod data;

pub(in super::super) use data::data;

use super::super::facts::{self, message};
use super::super::forms;
use super::super::leaf::Leaf;
use super::super::links::PageLinks;
use super::super::plan;
use super::super::renderer::{Done, Renderer};
use super::super::view::{AskView, CalculatorStageView, CalculatorView, FactView, MarkView, PlaceView, PointView};
use super::Face;
use super::html::Html;
use super::pages::links;
use super::parties::Parties;
use super::words;
use crate::model::{Calendar, Form, LinkTarget, NavItem, Reference, RuleSet, RuleSetId, RulesPage, Stage};
use crate::rules::{self, Program};

/// Bundles of the theme that only this page loads, in order.
const BUNDLES: [&str; 3] = ["rules", "entry", "calculator"];

/// The same where stages have forms to open: the calculator fills them, so it comes after what a form is.
const BUNDLES_WITH_FORMS: [&str; 5] = ["rules", "entry", forms::STYLE, forms::SCRIPTS, "calculator"];

/// `calculator/ID.html`
pub(in super::super) fn page(renderer: &Renderer<'_>, id: &RuleSetId) -> Done {
    let site = renderer.plan.site;
    // Rules that do not compile, and a missing calendar, were complained about; such a site is not published.
    let (Some(set), Some(calendar)) = (site.rules.get(id), &site.calendar) else { return Ok(()) };
    let Ok(program) = rules::compile(set) else { return Ok(()) };
    let path = plan::rules_path(id, RulesPage::Calculator);
    let root = plan::root_prefix(&path);
    let links = links(renderer, root);
    let face = Face { links: &links, set };
    let key = data::key(&program);
    let view = face.calculator(&program, calendar, &key);
    let title = renderer.plan.rules_title(id, RulesPage::Calculator).unwrap_or_default();
    let mut leaf = Leaf::new("calculator", "calculator.html", &path, title);
    leaf.summary = Some(message(renderer.messages, "calc_lead"));
    renderer.load(&mut leaf, if view.forms.is_empty() { &BUNDLES } else { &BUNDLES_WITH_FORMS });
    leaf.scripts.push(format!("{root}{}", plan::calculator_data_path(id)));
    leaf.scripts.extend(face.forms().map(|form| format!("{root}{}", plan::form_data_path(&form.id))));
    leaf.stand(renderer, Some(&NavItem::Rules(id.clone(), RulesPage::Calculator)), None);
    renderer.put_page(leaf, "calculator", &view)
}

impl<'a> Face<'a> {
    fn calculator(&self, program: &Program, calendar: &Calendar, key: &'a str) -> CalculatorView<'a> {
        let (set, links): (&'a RuleSet, _) = (self.set, self.links);
        let mut emergency = Html::default();
        emergency.parties(&Parties { links }.parties(&set.emergency.value), self.t("list_separator"), true);
        let asks = set.shown.measures.iter().enumerate().filter_map(|(at, measure)| {
            Some(AskView {
                id: &measure.id.value,
                label: &measure.label,
                ask: measure.ask.as_deref()?,
                unit: &measure.unit,
                is_switch: program.asks_only_whether(at),
            })
        });
        let facts = set.shown.facts.iter().map(|fact| FactView { id: &fact.id.value, ask: &fact.ask, note: fact.note.as_deref() });
        let marks = set.shown.marks.iter().map(|mark| MarkView {
            id: &mark.id.value,
            label: &mark.label,
            sign: mark.aliases.first().map_or(&mark.label, |alias| &alias.value),
        });
        let places = set.shown.places.iter().map(|place| PlaceView { id: &place.id.value, label: &place.label });
        CalculatorView {
            id: set.id.as_str(),
            title: &set.title.value,
            key,
            emergency_html: emergency.finish(),
            asks: asks.collect(),
            facts: facts.collect(),
            marks: marks.collect(),
            places: places.collect(),
            stages: set.shown.stages.iter().map(|stage| self.calculator_stage(stage)).collect(),
            points: self.points(program),
            forms: self.forms().map(|form| forms::part(links, form)).collect(),
            has_long_holidays: calendar.long_holidays.is_some(),
            has_ceremonies: calendar.ceremonies.is_some(),
            lacks_terms: calendar.terms.is_empty() && program.counts_by_terms(),
            audience: facts::audience(set.audience, links.messages),
            table_href: format!("{}{}", links.root, plan::rules_path(&set.id, RulesPage::Table)),
            undecided_href: format!("{}{}", links.root, plan::index_path(crate::model::GeneratedIndex::Undecided)),
        }
    }

    fn calculator_stage(&self, stage: &'a Stage) -> CalculatorStageView<'a> {
        let target = stage.page.as_ref().map(|page| self.links.plan.site.reference_target(page.value.clone()));
        let number = match &target {
            Some(LinkTarget::Page(page, _)) => self.links.plan.page(page.id.as_str()).and_then(|placed| placed.number.as_deref()),
            _ => None,
        };
        let mut source = Html::default();
        self.citation(&mut source, &stage.citation);
        CalculatorStageView {
            id: &stage.id.value,
            title: &stage.title.value,
            number,
            href: stage.page.as_ref().and_then(|page| self.links.reference_href(&page.value)),
            when: words::condition(&stage.when.value, &self.set.shown, self.links.messages),
            duties_html: self.stage(stage),
            tells: &stage.tells,
            source_html: source.finish(),
        }
    }

    /// The forms that duties name and that can be filled in, each once, in the order of the stages.
    fn forms(&self) -> impl Iterator<Item = &'a Form> {
        let mut forms: Vec<&Form> = Vec::new();
        for reference in self.set.shown.stages.iter().flat_map(|stage| &stage.actions).flat_map(|action| &action.form) {
            if let Some(form) = form_of(self.links, &reference.value)
                && !forms.iter().any(|known| known.id == form.id)
            {
                forms.push(form);
            }
        }
        forms.into_iter()
    }

    /// The open points on which a decision can hang.
    fn points(&self, program: &Program) -> Vec<PointView<'a>> {
        let known = |id: &str| self.set.points.iter().find(|point| point.id.value == id);
        let points = program.points.iter().filter_map(|point| known(&point.id));
        let view = |point: &'a crate::model::OpenPoint| {
            let mut ask = Html::default();
            let parties = Parties { links: self.links }.parties(std::slice::from_ref(&point.ask));
            ask.parties(&parties, self.t("list_separator"), true);
            PointView {
                id: &point.id.value,
                question: &point.question,
                readings: point.readings.iter().map(|reading| reading.label.as_str()).collect(),
                ask_html: ask.finish(),
                href: self.links.point_href(self.set, &point.id.value),
            }
        };
        points.map(view).collect()
    }
}

/// The form that a reference means, if it has fields.
fn form_of<'a>(links: &PageLinks<'a>, reference: &Reference) -> Option<&'a Form> {
    match links.plan.site.reference_target(reference.clone()) {
        LinkTarget::Form(form, _) if form.has_fields() => Some(form),
        _ => None,
    }
}
