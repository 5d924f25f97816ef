//! The controls of a form: every cell key has one control with its label, in the order of the sheets.

use super::super::rules::{Html, fill};
use super::Face;
use crate::markup;
use crate::model::{CellKey, FieldKind, FormColumn, FormField, FormOption, FormSection, KeyPart, eras};

/// What keeps a browser from remembering, correcting, translating or sending what is typed about a person.
const PRIVATE: &str = " autocomplete=\"off\" autocapitalize=\"none\" autocorrect=\"off\" spellcheck=\"false\" writingsuggestions=\"false\" \
                       translate=\"no\" data-1p-ignore data-lpignore=\"true\"";

/// Lines of a text on the screen.
const TEXT_ROWS: &str = "4";

/// Lines of a text within a row.
const CELL_ROWS: &str = "2";

/// The id of the control of a key.
pub(super) fn control_id(key: &str) -> String {
    format!("f_{}", key.replace('/', "_"))
}

/// The id by which a link leads to a field.
pub(super) fn anchor(field: &FormField) -> String {
    format!("field_{}", field.id.value)
}

impl Face<'_> {
    /// All sections.
    pub(super) fn controls(&self) -> String {
        let mut html = Html::default();
        for section in &self.form.sections {
            self.section(&mut html, section);
        }
        html.finish()
    }

    fn section(&self, html: &mut Html, section: &FormSection) {
        let id = format!("section_{}", section.id.value);
        html.tag("<section class=\"form__section\"").attribute("aria-labelledby", &id).tag(">\n<h3");
        html.attribute("id", &id).element(">", &section.title.value, "</h3>\n");
        if let Some(hint) = &section.hint {
            html.tag("<p class=\"form__hint\">").tag(&markup::render_inline(&hint.value, self.links)).tag("</p>\n");
        }
        for field in &section.fields {
            self.field(html, field);
        }
        html.tag("</section>\n");
    }

    fn field(&self, html: &mut Html, field: &FormField) {
        match &field.kind {
            FieldKind::Seal | FieldKind::Signature => {
                html.tag("<p class=\"form__field form__field--paper\"").attribute("id", &anchor(field)).attribute("data-search", "form");
                html.element("><strong data-search-name>", &field.label.value, "</strong> ");
                let key = if field.kind == FieldKind::Seal { "form_seal_note" } else { "form_signature_note" };
                html.text(self.t(key)).tag("</p>\n");
            }
            FieldKind::Note(text) => {
                html.tag("<div class=\"form__field form__field--paper\"").attribute("id", &anchor(field)).attribute("data-search", "form");
                html.element("><p><strong data-search-name>", &field.label.value, "</strong></p>\n<p>");
                html.tag(&markup::render_inline(&text.value, self.links)).tag("</p>\n</div>\n");
            }
            FieldKind::Text(_) | FieldKind::Long => self.single(html, field),
            FieldKind::Number(shape) if !shape.has_free_label => self.single(html, field),
            FieldKind::Rows(columns, rows) => self.rows(html, field, (columns, *rows)),
            _ => self.group(html, field),
        }
    }

    /// A label and its one control.
    fn single(&self, html: &mut Html, field: &FormField) {
        let key = &field.id.value;
        html.tag("<div class=\"form__field\"")
            .attribute("id", &anchor(field))
            .attribute("data-search", "form")
            .tag(">\n<label class=\"form__label\" data-search-name");
        html.attribute("for", &control_id(key)).element(">", &field.label.value, "</label>\n");
        let described = self.remarks(html, field);
        html.tag("<div class=\"form__line\">");
        let unit = match &field.kind {
            FieldKind::Text(unit) => unit.as_deref(),
            FieldKind::Number(shape) => shape.unit.as_deref(),
            _ => None,
        };
        let width = match field.kind {
            FieldKind::Number(_) => Width::Number,
            FieldKind::Long => Width::Long(TEXT_ROWS),
            _ => Width::Text,
        };
        control(html, key, width, Named::By(described.as_deref()));
        if let Some(unit) = unit {
            html.element(" <span class=\"form__unit\">", unit, "</span>");
        }
        html.tag("</div>\n</div>\n");
    }

    /// A legend and several controls.
    fn group(&self, html: &mut Html, field: &FormField) {
        html.tag("<fieldset class=\"form__field\"").attribute("id", &anchor(field)).attribute("data-search", "form");
        let mut remarks = Html::default();
        if let Some(described) = self.remarks(&mut remarks, field) {
            html.attribute("aria-describedby", &described);
        }
        html.element(">\n<legend class=\"form__label\" data-search-name>", &field.label.value, "</legend>\n");
        html.tag(&remarks.finish());
        match &field.kind {
            FieldKind::Choice(options) => self.choice(html, field, options),
            FieldKind::Checks(_) => self.checks(html, field),
            FieldKind::Marks(_) => self.marks(html, field),
            _ => self.parts(html, field),
        }
        html.tag("</fieldset>\n");
    }

    fn choice(&self, html: &mut Html, field: &FormField, options: &[FormOption]) {
        html.tag("<div class=\"form__options\">\n");
        for option in options {
            html.tag("<label class=\"form__option\"><input type=\"radio\"");
            html.attribute("id", &control_id(&format!("{}/{}", field.id.value, option.id.value)));
            html.attribute("name", &control_id(&field.id.value)).attribute("value", &option.id.value);
            html.attribute("data-field", &field.id.value).tag(PRIVATE);
            html.element("> <span>", &option.label.value, "</span></label>\n");
        }
        html.tag("</div>\n");
    }

    fn checks(&self, html: &mut Html, field: &FormField) {
        html.tag("<div class=\"form__options\">\n");
        for CellKey { key, part } in field.keys() {
            match part {
                KeyPart::Option(option) => {
                    html.tag("<label class=\"form__option\"><input type=\"checkbox\" value=\"1\"").attribute("id", &control_id(&key));
                    html.attribute("data-field", &key).tag(PRIVATE).element("> <span>", &option.label.value, "</span></label>\n");
                }
                KeyPart::OptionText(option) => {
                    let name = fill(self.t("form_free_text"), &[("label", &option.label.value)]);
                    html.tag("<span class=\"form__free\"><span aria-hidden=\"true\">【</span>");
                    control(html, &key, Width::Text, Named::Label(&format!("{} {name}", field.label.value)));
                    html.tag("<span aria-hidden=\"true\">】</span></span>\n");
                }
                _ => {}
            }
        }
        html.tag("</div>\n");
    }

    fn marks(&self, html: &mut Html, field: &FormField) {
        html.tag("<div class=\"form__marks\">\n");
        for CellKey { key, part } in field.keys() {
            let KeyPart::Option(option) = part else { continue };
            html.tag("<div class=\"form__mark\"><select").attribute("id", &control_id(&key)).attribute("data-field", &key).tag(PRIVATE);
            html.tag("><option value=\"\">").text(self.t("form_mark_none")).tag("</option><option value=\"main\">");
            html.text(self.t("form_mark_main")).tag("</option><option value=\"also\">").text(self.t("form_mark_also"));
            html.tag("</option></select> <label").attribute("for", &control_id(&key));
            html.element(">", &option.label.value, "</label></div>\n");
        }
        html.tag("</div>\n");
    }

    /// Dates, months, rows of numbers, a number with a free label: small controls one after another.
    fn parts(&self, html: &mut Html, field: &FormField) {
        let is_table = matches!(field.kind, FieldKind::Months(_) | FieldKind::Numbers(_));
        html.tag(if is_table { "<div class=\"form__parts form__parts--table\">\n" } else { "<div class=\"form__parts\">\n" });
        for CellKey { key, part } in field.keys() {
            let id = control_id(&key);
            html.tag("<div class=\"form__part\"><label").attribute("for", &id).element(">", &self.part_name(field, part), "</label> ");
            match part {
                KeyPart::Era => self.era(html, &key),
                KeyPart::Weekday => self.weekday(html, &key),
                KeyPart::FreeLabel => control(html, &key, Width::Text, Named::By(None)),
                KeyPart::From | KeyPart::To => control(html, &key, Width::Time, Named::By(None)),
                _ => control(html, &key, Width::Number, Named::By(None)),
            }
            let unit = match (part, &field.kind) {
                (KeyPart::Column(column), _) => column.unit.as_deref(),
                (KeyPart::Whole, FieldKind::Number(shape)) => shape.unit.as_deref(),
                _ => None,
            };
            if let Some(unit) = unit {
                html.element(" <span class=\"form__unit\">", unit, "</span>");
            }
            html.tag("</div>\n");
        }
        html.tag("</div>\n");
    }

    /// What a part of a field is called beside its control.
    pub(super) fn part_name(&self, field: &FormField, part: KeyPart<'_>) -> String {
        match part {
            KeyPart::Whole => field.label.value.clone(),
            KeyPart::FreeLabel => self.t("form_free_label").to_owned(),
            KeyPart::Era => self.t("form_era").to_owned(),
            KeyPart::Year => self.t("form_year").to_owned(),
            KeyPart::Month => self.t("form_month").to_owned(),
            KeyPart::Day => self.t("form_day").to_owned(),
            KeyPart::Weekday => self.t("form_weekday").to_owned(),
            KeyPart::From => self.t("form_from").to_owned(),
            KeyPart::To => self.t("form_to_time").to_owned(),
            KeyPart::Option(option) => option.label.value.clone(),
            KeyPart::OptionText(option) => fill(self.t("form_free_text"), &[("label", &option.label.value)]),
            KeyPart::OfMonth(month) => fill(self.t("form_of_month"), &[("month", &month.to_string())]),
            KeyPart::Column(column) | KeyPart::Cell(_, column) => column.label.value.clone(),
        }
    }

    fn era(&self, html: &mut Html, key: &str) {
        html.tag("<select").attribute("id", &control_id(key)).attribute("data-field", key).tag(PRIVATE).tag("><option value=\"\">");
        html.text(self.t("form_era_none")).tag("</option>");
        for era in eras() {
            html.tag("<option").attribute("value", era.id).element(">", era.name, "</option>");
        }
        html.tag("</select>");
    }

    fn weekday(&self, html: &mut Html, key: &str) {
        html.tag("<select")
            .attribute("id", &control_id(key))
            .attribute("data-field", key)
            .tag(PRIVATE)
            .tag("><option value=\"\"></option>");
        for day in self.t("form_weekdays").split_whitespace() {
            html.tag("<option").attribute("value", day).element(">", day, "</option>");
        }
        html.tag("</select>");
    }

    fn rows(&self, html: &mut Html, field: &FormField, (columns, rows): (&[FormColumn], u32)) {
        let key = &field.id.value;
        let title = format!("label_{key}");
        html.tag("<div class=\"form__field\" role=\"group\"")
            .attribute("id", &anchor(field))
            .attribute("data-search", "form")
            .attribute("aria-labelledby", &title);
        html.tag(">\n<p class=\"form__label\" data-search-name").attribute("id", &title).element(">", &field.label.value, "</p>\n");
        self.remarks(html, field);
        html.tag("<div class=\"form__rows\"").attribute("data-rows", key).tag(">\n");
        for row in 1..=rows {
            html.tag("<div class=\"form__row\"").attribute("data-row", &row.to_string()).tag(">\n");
            for column in columns {
                let cell = format!("{key}/{row}/{}", column.id.value);
                let name = fill(self.t("form_row_cell"), &[("label", &column.label.value)]);
                html.tag("<div class=\"form__cell\"><label").attribute("for", &control_id(&cell)).attribute("data-row-text", &name);
                html.element(">", &name.replace("{row}", &row.to_string()), "</label> ");
                control(html, &cell, Width::Long(CELL_ROWS), Named::By(None));
                html.tag("</div>\n");
            }
            html.tag("</div>\n");
        }
        html.tag("</div>\n</div>\n");
    }

    /// Hint and open point of a field; the ids that describe its controls.
    fn remarks(&self, html: &mut Html, field: &FormField) -> Option<String> {
        let mut ids = Vec::new();
        if let Some(hint) = &field.hint {
            let id = format!("hint_{}", field.id.value);
            html.tag("<p class=\"form__hint\"").attribute("id", &id).tag(">");
            html.tag(&markup::render_inline(&hint.value, self.links)).tag("</p>\n");
            ids.push(id);
        }
        if let Some(open) = &field.open {
            let id = format!("open_{}", field.id.value);
            html.tag("<p class=\"form__open\"").attribute("id", &id).element("><strong>", self.t("form_confirm"), "</strong> ");
            html.tag(&markup::render_inline(&open.value, self.links)).tag("</p>\n");
            ids.push(id);
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// How wide a control is.
#[derive(Clone, Copy)]
enum Width {
    Text,
    Number,
    Time,
    Long(&'static str),
}

/// How a control is named: by a label of its own (and what describes it), or by these words.
enum Named<'a> {
    By(Option<&'a str>),
    Label(&'a str),
}

fn control(html: &mut Html, key: &str, width: Width, named: Named<'_>) {
    html.tag(match width {
        Width::Long(_) => "<textarea",
        Width::Number => "<input type=\"text\" inputmode=\"numeric\" class=\"form__number\"",
        Width::Time => "<input type=\"text\" class=\"form__time\"",
        Width::Text => "<input type=\"text\"",
    });
    html.attribute("id", &control_id(key)).attribute("data-field", key);
    match named {
        Named::By(Some(described)) => drop(html.attribute("aria-describedby", described)),
        Named::By(None) => {}
        Named::Label(label) => drop(html.attribute("aria-label", label)),
    }
    html.tag(PRIVATE);
    match width {
        Width::Long(rows) => html.attribute("rows", rows).tag("></textarea>"),
        _ => html.tag(">"),
    };
}
