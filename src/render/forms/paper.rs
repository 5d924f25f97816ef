//! The sheets of a form as they are printed: cells in their places on a grid of lines and columns. Blank boxes are there to be written in;
//! a script puts what was typed into `data-typed` and ticks `data-tick`.

use super::super::rules::Html;
use super::Face;
use crate::markup;
use crate::model::{CellKey, FieldKind, FormField, KeyPart, PaperContent, PaperSheet, PlacedCell, eras};

/// Eras that a blank date offers to be circled.
const ERAS_ON_PAPER: usize = 2;

/// Lines from which a box is ruled.
const RULED_FROM: u32 = 3;

impl Face<'_> {
    /// Each sheet's cells.
    pub(super) fn sheets(&self) -> Vec<String> {
        self.form.sheets.iter().map(|sheet| self.sheet(sheet)).collect()
    }

    fn sheet(&self, sheet: &PaperSheet) -> String {
        let starts: Vec<u32> = sheet
            .rows
            .iter()
            .scan(1, |line, row| {
                let start = *line;
                *line += row.lines;
                Some(start)
            })
            .collect();
        let mut html = Html::default();
        for placed in sheet.placed() {
            let PlacedCell { row, column, cell } = placed;
            let at = row as usize;
            let lines: u32 = sheet.rows[at..(at + cell.height as usize).min(sheet.rows.len())].iter().map(|row| row.lines).sum();
            let place = format!("on-{} of-{lines} at-{} by-{}", starts[at], column + 1, cell.width);
            self.cell(&mut html, &cell.content, &place, lines);
        }
        html.finish()
    }

    fn cell(&self, html: &mut Html, content: &PaperContent, place: &str, lines: u32) {
        let field = content.field_id().and_then(|id| self.form.field(&id.value));
        let kind = match (content, field) {
            (PaperContent::Text(_), _) => "paper__cell paper__text",
            (PaperContent::Label(_), _) => "paper__cell paper__label",
            (PaperContent::Field(_), Some(field)) if field.kind == FieldKind::Long && lines >= RULED_FROM => {
                "paper__cell paper__box paper__box--ruled"
            }
            (PaperContent::Field(_), Some(FormField { kind: FieldKind::Long | FieldKind::Text(None), .. })) => "paper__cell paper__box",
            (PaperContent::Field(_), _) => "paper__cell paper__box paper__box--parts",
            (PaperContent::Blank, _) => "paper__cell",
        };
        html.tag("<div").attribute("class", &format!("{kind} {place}")).tag(">");
        match (content, field) {
            (PaperContent::Text(text), _) => drop(html.tag(&markup::render_inline(&text.value, self.links))),
            (PaperContent::Label(_), Some(field)) => drop(html.text(&field.label.value)),
            (PaperContent::Field(_), Some(field)) => self.box_of(html, field),
            _ => {}
        }
        html.tag("</div>\n");
    }

    fn box_of(&self, html: &mut Html, field: &FormField) {
        match &field.kind {
            FieldKind::Seal => drop(html.element("<span class=\"paper__seal\">", self.t("form_seal"), "</span>")),
            FieldKind::Signature => drop(html.tag("<span class=\"paper__signature\"></span>")),
            FieldKind::Note(text) => drop(html.tag(&markup::render_inline(&text.value, self.links))),
            FieldKind::Text(None) | FieldKind::Long => typed(html, &field.id.value),
            FieldKind::Text(Some(unit)) => value(html, (&field.id.value, "paper__value"), unit),
            FieldKind::Number(shape) => {
                if shape.has_free_label {
                    html.tag("【");
                    value(html, (&format!("{}/text", field.id.value), "paper__value"), "】");
                }
                value(html, (&field.id.value, "paper__value paper__value--number"), shape.unit.as_deref().unwrap_or_default());
            }
            FieldKind::Date(_) | FieldKind::TimeRange => self.date(html, field),
            FieldKind::Choice(options) => {
                for option in options {
                    html.tag("<span class=\"paper__option\"><span").attribute("data-tick", &field.id.value);
                    html.attribute("data-value", &option.id.value).element(">□</span>", &option.label.value, "</span>\n");
                }
            }
            FieldKind::Checks(_) => checks(html, field),
            FieldKind::Marks(_) => marks(html, field),
            FieldKind::Months(_) | FieldKind::Numbers(_) => self.numbers(html, field),
            FieldKind::Rows(columns, rows) => {
                html.tag("<div class=\"paper__rows\">\n<div class=\"paper__row paper__row--head\">");
                for column in columns {
                    html.element("<span>", &column.label.value, "</span>");
                }
                html.tag("</div>\n");
                for row in 1..=*rows {
                    html.tag("<div class=\"paper__row\">");
                    for column in columns {
                        html.tag("<span data-box>");
                        typed(html, &format!("{}/{row}/{}", field.id.value, column.id.value));
                        html.tag("</span>");
                    }
                    html.tag("</div>\n");
                }
                html.tag("</div>");
            }
        }
    }

    /// 令和・平成　年　月　日（　）　〜
    fn date(&self, html: &mut Html, field: &FormField) {
        for CellKey { key, part } in field.keys() {
            match part {
                KeyPart::Era => {
                    let names: Vec<&str> = eras().take(ERAS_ON_PAPER).map(|era| era.name).collect();
                    html.tag("<span class=\"paper__value paper__value--era\">");
                    typed(html, &key);
                    html.tag("<span class=\"paper__blank\"").attribute("data-blank-of", &key);
                    html.element(">", &names.join("・"), "</span></span>");
                }
                KeyPart::Weekday => {
                    html.tag("（");
                    value(html, (&key, "paper__value paper__value--short"), "）");
                }
                KeyPart::From => value(html, (&key, "paper__value paper__value--time"), self.t("form_until")),
                KeyPart::To => value(html, (&key, "paper__value paper__value--time"), ""),
                _ => value(html, (&key, "paper__value paper__value--short"), &self.part_name(field, part)),
            }
        }
    }

    /// A heading above each number.
    fn numbers(&self, html: &mut Html, field: &FormField) {
        html.tag("<div class=\"paper__numbers\">\n");
        for CellKey { key, part } in field.keys() {
            let is_total = matches!((part, &field.kind), (KeyPart::Column(_), FieldKind::Months(_)));
            html.tag(if is_total { "<span class=\"paper__number paper__number--total\">" } else { "<span class=\"paper__number\">" });
            html.element("<span class=\"paper__number-head\">", &self.part_name(field, part), "</span>");
            let unit = if let KeyPart::Column(column) = part { column.unit.as_deref() } else { None };
            value(html, (&key, "paper__value"), unit.unwrap_or_default());
            html.tag("</span>\n");
        }
        html.tag("</div>");
    }
}

fn checks(html: &mut Html, field: &FormField) {
    let keys = field.keys();
    for CellKey { key, part } in &keys {
        match part {
            KeyPart::Option(option) => {
                html.tag("<span class=\"paper__option\"><span").attribute("data-tick", key).attribute("data-value", "1");
                html.element(">□</span>", &option.label.value, "");
                if option.has_free_text {
                    html.tag("【");
                    value(html, (&format!("{key}-text"), "paper__value paper__value--free"), "】");
                }
                html.tag("</span>\n");
            }
            _ => continue,
        }
    }
}

fn marks(html: &mut Html, field: &FormField) {
    html.tag("<div class=\"paper__marks\">\n");
    for CellKey { key, part } in field.keys() {
        let KeyPart::Option(option) = part else { continue };
        html.tag("<span class=\"paper__mark\"><span class=\"paper__mark-box\" data-box>");
        typed(html, &key);
        html.element("</span><span>", &option.label.value, "</span></span>\n");
    }
    html.tag("</div>");
}

/// Where a script writes what was typed.
fn typed(html: &mut Html, key: &str) {
    html.tag("<span class=\"paper__typed\"").attribute("data-typed", key).tag("></span>");
}

/// A place of its own for one text, and what is printed after it.
fn value(html: &mut Html, (key, class): (&str, &str), after: &str) {
    html.tag("<span").attribute("class", class).tag(" data-box>");
    typed(html, key);
    html.element("</span>", after, "");
}
