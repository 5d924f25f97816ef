//! `forms/ID.js`: what the script of a form knows: its cells in official order, the eras, the visible texts. Nothing that anybody typed.

use super::super::plan;
use super::super::renderer::{Done, Renderer, out_path};
use super::super::script;
use super::Face;
use crate::model::{CellKey, FieldKind, Form, FormField, FormId, KeyPart, NextMonth, eras};
use serde_json::{Map, Value, json};

/// Version of what stands in the file.
const FORMAT: u32 = 1;

/// Texts of the theme whose keys begin so are given to the script.
const TEXTS: &str = "fill_";

/// `forms/ID.js`
pub(in super::super) fn data(renderer: &Renderer<'_>, id: &FormId) -> Done {
    let site = renderer.plan.site;
    let Some(form) = site.forms.get(id) else { return Ok(()) };
    let path = plan::form_data_path(id);
    let links = super::links(renderer, plan::root_prefix(&path));
    let face = Face { links: &links, form };
    let texts = renderer.messages.iter().filter(|(key, _)| key.starts_with(TEXTS));
    let eras = eras().map(|era| json!({ "id": era.id, "name": era.name, "first": era.first_day(), "before": era.before }));
    let whole = json!({
        "format": FORMAT,
        "site": site.config.id.as_str(),
        "form": form.id.as_str(),
        "title": form.full_title(),
        "edition": format!("{} {}", site.config.title, site.config.edition.label),
        "drafts": site.config.drafts.name(),
        "sheets": form.sheets.len(),
        "eras": eras.collect::<Vec<Value>>(),
        "texts": texts.map(|(key, text)| (key.clone(), Value::from(text.as_str()))).collect::<Map<_, _>>(),
        "fields": face.entries(form),
    });
    let script = format!("Shirube.formData(JSON.parse(\"{}\"));\n", script::quoted(&whole.to_string()));
    renderer.put(out_path(&path)?, script.as_bytes())
}

impl Face<'_> {
    /// One entry per cell key; one for all rows of a field, which may grow.
    fn entries(&self, form: &Form) -> Vec<Value> {
        let of_field = |field: &FormField| match &field.kind {
            FieldKind::Rows(columns, rows) => {
                let columns: Vec<Value> =
                    columns.iter().map(|column| json!({ "id": column.id.value, "label": column.label.value, "kind": "long" })).collect();
                let mut entry = self.entry(field, field.id.value.clone(), ("rows", &field.label.value));
                entry.insert("columns".to_owned(), Value::from(columns));
                entry.insert("rows".to_owned(), json!(rows));
                vec![Value::Object(entry)]
            }
            _ => field.keys().into_iter().map(|key| Value::Object(self.cell_entry(field, key))).collect(),
        };
        form.fields().flat_map(of_field).collect()
    }

    fn cell_entry(&self, field: &FormField, CellKey { key, part }: CellKey<'_>) -> Map<String, Value> {
        let label = self.part_name(field, part);
        let mut entry = self.entry(field, key, (cell_kind(field, part), &label));
        let options: Vec<Value> = match (part, &field.kind) {
            (KeyPart::Whole, FieldKind::Choice(options)) => {
                options.iter().map(|option| json!({ "id": option.id.value, "label": option.label.value })).collect()
            }
            (KeyPart::Weekday, _) => self.t("form_weekdays").split_whitespace().map(|day| json!({ "id": day, "label": day })).collect(),
            (KeyPart::Era, _) => eras().map(|era| json!({ "id": era.id, "label": era.name })).collect(),
            _ => Vec::new(),
        };
        if !options.is_empty() {
            entry.insert("options".to_owned(), Value::from(options));
        }
        let unit = match (part, &field.kind) {
            (KeyPart::Whole, FieldKind::Text(unit)) => unit.as_deref(),
            (KeyPart::Whole, FieldKind::Number(shape)) => shape.unit.as_deref(),
            (KeyPart::Column(column), _) => column.unit.as_deref(),
            _ => None,
        };
        if let Some(unit) = unit {
            entry.insert("unit".to_owned(), Value::from(unit));
        }
        entry
    }

    fn entry(&self, field: &FormField, key: String, (kind, label): (&str, &str)) -> Map<String, Value> {
        let whole = json!({
            "key": key, "field": field.id.value, "kind": kind, "label": label, "line": field.label.value,
            "nextMonth": field.next_month.name(),
        });
        let mut entry = whole.as_object().cloned().unwrap_or_default();
        if field.next_month == NextMonth::Empty {
            entry.remove("nextMonth");
        }
        if let Some(filling) = &field.fill {
            entry.insert("fill".to_owned(), Value::from(filling.value.name()));
        }
        entry
    }
}

fn cell_kind(field: &FormField, part: KeyPart<'_>) -> &'static str {
    match (part, &field.kind) {
        (KeyPart::Whole, FieldKind::Choice(_)) | (KeyPart::Weekday, _) => "choice",
        (KeyPart::Whole, FieldKind::Long) => "long",
        (KeyPart::Whole, FieldKind::Number(_)) | (KeyPart::Column(_), _) => "number",
        (KeyPart::Era, _) => "era",
        (KeyPart::Year, _) => "year",
        (KeyPart::Month, _) => "month",
        (KeyPart::Day, _) => "day",
        (KeyPart::Option(_), FieldKind::Marks(_)) => "mark",
        (KeyPart::Option(_), _) => "check",
        (KeyPart::OfMonth(_), _) => "month-count",
        (KeyPart::Cell(..), _) => "long",
        _ => "text",
    }
}
