//! `calculator/ID.js`: what the script of the page knows, as one call with `JSON.parse` of one text.

use super::super::super::facts::Messages;
use super::super::super::plan;
use super::super::super::renderer::{Done, Renderer, out_path};
use super::super::super::script;
use super::super::Face;
use super::super::pages::links;
use super::super::parties::{Parties, Party};
use super::super::words;
use super::form_of;
use crate::model::{CalendarEvent, Counting, RuleSet, RuleSetId};
use crate::rules::{self, CalendarTable, Program};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Texts of the theme whose keys begin so are given to the script.
const TEXTS: &str = "calc_";

/// Bytes of the hash that names the rules.
const KEY_BYTES: usize = 6;

/// Names the rules of a page: what page and script must have in common.
pub(super) fn key(program: &Program) -> String {
    let text = serde_json::to_string(program).unwrap_or_default();
    Sha256::digest(text).iter().take(KEY_BYTES).fold(String::new(), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// `calculator/ID.js`
pub(in super::super::super) fn data(renderer: &Renderer<'_>, id: &RuleSetId) -> Done {
    let site = renderer.plan.site;
    let (Some(set), Some(calendar)) = (site.rules.get(id), &site.calendar) else { return Ok(()) };
    let (Ok(program), Ok(table)) = (rules::compile(set), CalendarTable::of(calendar)) else { return Ok(()) };
    let path = plan::calculator_data_path(id);
    let links = links(renderer, plan::root_prefix(&path));
    let face = Face { links: &links, set };
    let whole = json!({
        "key": key(&program),
        "tests": rules::self_test(&program, &table),
        "calendar": table,
        "program": program,
        "names": face.names(),
        "texts": texts(renderer.messages),
        "edition": format!("{} {}", site.config.title, site.config.edition.label),
    });
    let script = format!("Shirube.calculatorData(JSON.parse(\"{}\"));\n", script::quoted(&whole.to_string()));
    renderer.put(out_path(&path)?, script.as_bytes())
}

fn texts(messages: &Messages) -> Map<String, Value> {
    let own = messages.iter().filter(|(key, _)| key.starts_with(TEXTS));
    own.map(|(key, text)| (key.clone(), Value::from(text.as_str()))).collect()
}

/// What events of the calendar are called, by the names that a decision gives them.
fn events(messages: &Messages) -> Map<String, Value> {
    let name = |event: CalendarEvent| (rules::event_name(event).replace("event:", ""), Value::from(words::event(event, messages)));
    CalendarEvent::ALL.iter().copied().map(name).collect()
}

impl Face<'_> {
    /// What ids are called.
    fn names(&self) -> Value {
        let RuleSet { title, points, shown, .. } = self.set;
        let map = |entries: Vec<(&str, Value)>| entries.into_iter().map(|(id, value)| (id.to_owned(), value)).collect::<Map<_, _>>();
        let marks = shown.marks.iter().map(|mark| {
            let aliases: Vec<&str> = mark.aliases.iter().map(|alias| alias.value.as_str()).collect();
            (mark.id.value.as_str(), json!({ "label": mark.label, "aliases": aliases }))
        });
        let measures = shown.measures.iter().map(|measure| {
            let per_day = if let Counting::Total(total) = &measure.counts { total.per_day } else { 1 };
            (measure.id.value.as_str(), json!({ "label": measure.label, "unit": measure.unit, "per_day": per_day }))
        });
        let duties = shown.stages.iter().flat_map(|stage| {
            let parties = Parties { links: self.links };
            stage.actions.iter().map(move |action| {
                let names = |parties: Vec<Party>| parties.into_iter().map(|party| party.name).collect::<Vec<_>>();
                let duty = json!({
                    "who": names(parties.parties(&action.who)), "does": action.does.value, "to": names(parties.parties(&action.to)),
                    "form": names(parties.forms(&action.form)),
                    "forms": action.form.iter().filter_map(|form| form_of(self.links, &form.value)).map(|form| form.id.as_str()).collect::<Vec<_>>(),
                });
                (format!("{}/{}", stage.id.value, action.duty.value), duty)
            })
        });
        json!({
            "title": title.value,
            "marks": map(marks.collect()),
            "places": map(shown.places.iter().map(|place| (place.id.value.as_str(), json!(place.label))).collect()),
            "facts": map(shown.facts.iter().map(|fact| (fact.id.value.as_str(), json!(fact.ask))).collect()),
            "measures": map(measures.collect()),
            "stages": map(shown.stages.iter().map(|stage| (stage.id.value.as_str(), json!({ "title": stage.title.value }))).collect()),
            "duties": duties.collect::<Map<String, Value>>(),
            "events": events(self.links.messages),
            "points": map(points.iter().map(|point| (point.id.value.as_str(), json!(point.question))).collect()),
        })
    }
}
