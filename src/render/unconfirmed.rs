//! What flows and checklists and agendas and forms leave to be confirmed, for the list of what is not laid down: what their sources leave open, and arrows that are
//!
//! inferred.

use super::facts::message;
use super::flows::Face;
use super::links::PageLinks;
use super::plan;
use super::rules::{Html, fill};
use crate::markup;
use crate::model::{Agenda, Checklist, Flow, Form, Site};

/// The part of the list about flows; nothing where they leave nothing open.
pub(super) fn flows(site: &Site, links: &PageLinks<'_>, html: &mut Html) {
    let open: Vec<&Flow> = site.flows.values().filter(|flow| flow.is_inferred() || !flow.open.is_empty()).collect();
    if open.is_empty() {
        return;
    }
    html.element("<h2 id=\"flows\">", message(links.messages, "undecided_flows"), "</h2>\n");
    html.element("<p>", message(links.messages, "undecided_flows_note"), "</p>\n");
    open.into_iter().for_each(|flow| write(&Face { links, flow, path: super::plan::flow_path(&flow.id) }, html));
}

/// The part of the list about checklists.
pub(super) fn checklists(site: &Site, links: &PageLinks<'_>, html: &mut Html) {
    let open: Vec<&Checklist> = site.checklists.values().filter(|list| !list.open.is_empty()).collect();
    if open.is_empty() {
        return;
    }
    html.element("<h2 id=\"checklists\">", message(links.messages, "undecided_checklists"), "</h2>\n");
    for list in open {
        html.tag("<div class=\"open-point\">\n<p class=\"open-point__question\">");
        html.link(&format!("{}{}", links.root, plan::checklist_path(&list.id)), &list.title.value).tag("</p>\n<ul>\n");
        for open in &list.open {
            html.tag("<li>").tag(&markup::render_inline(&open.value, links)).tag("</li>\n");
        }
        html.tag("</ul>\n</div>\n");
    }
}

/// The part of the list about agendas; nothing where they leave nothing open.
pub(super) fn agendas(site: &Site, links: &PageLinks<'_>, html: &mut Html) {
    let open: Vec<&Agenda> = site.agendas.values().filter(|agenda| !agenda.open.is_empty()).collect();
    if open.is_empty() {
        return;
    }
    html.element("<h2 id=\"agendas\">", message(links.messages, "undecided_agendas"), "</h2>\n");
    for agenda in open {
        html.tag("<div class=\"open-point\">\n<p class=\"open-point__question\">");
        html.link(&format!("{}{}", links.root, plan::agenda_path(&agenda.id)), &agenda.title.value).tag("</p>\n<ul>\n");
        for open in &agenda.open {
            html.tag("<li>").tag(&markup::render_inline(&open.value, links)).tag("</li>\n");
        }
        html.tag("</ul>\n</div>\n");
    }
}

fn write(face: &Face<'_>, html: &mut Html) {
    let (links, flow) = (face.links, face.flow);
    html.tag("<div class=\"open-point\">\n<p class=\"open-point__question\">");
    html.link(&format!("{}{}", links.root, plan::flow_path(&flow.id)), &flow.title.value).tag("</p>\n<ul>\n");
    for open in &flow.open {
        html.tag("<li>").tag(&markup::render_inline(&open.value, links)).tag("</li>\n");
    }
    let inferred: Vec<String> =
        flow.edges().filter(|(_, edge)| edge.is_inferred).filter_map(|(from, edge)| arrow(face, from, edge)).collect();
    if !inferred.is_empty() {
        let count = inferred.len().to_string();
        html.element("<li>", &fill(message(links.messages, "undecided_arrows"), &[("count", &count)]), "\n<ul>\n");
        inferred.iter().for_each(|arrow| {
            html.element("<li>", arrow, "</li>\n");
        });
        html.tag("</ul>\n</li>\n");
    }
    html.tag("</ul>\n</div>\n");
}

/// 「気づき」→「情報の収集」
fn arrow(face: &Face<'_>, from: usize, edge: &crate::model::FlowEdge) -> Option<String> {
    let (from, to) = (face.name(face.flow.nodes.get(from)?), face.name(face.flow.node(&edge.to.value)?));
    let sign = if edge.is_both { "⇄" } else { "→" };
    let label = face.label(edge).map(|label| format!("（{label}）")).unwrap_or_default();
    Some(format!("「{from}」{sign}「{to}」{label}"))
}

/// The part of the list about forms; nothing where they leave nothing open.
pub(super) fn forms(site: &Site, links: &PageLinks<'_>, html: &mut Html) {
    let open: Vec<&Form> = site.forms.values().filter(|form| !opens(form).is_empty()).collect();
    if open.is_empty() {
        return;
    }
    html.element("<h2 id=\"forms\">", message(links.messages, "undecided_forms"), "</h2>\n");
    html.element("<p>", message(links.messages, "undecided_forms_note"), "</p>\n");
    for form in open {
        html.tag("<div class=\"open-point\">\n<p class=\"open-point__question\">");
        html.link(&format!("{}{}", links.root, plan::form_path(&form.id)), &form.full_title()).tag("</p>\n<ul>\n");
        for (label, text) in opens(form) {
            html.tag("<li>");
            if let Some(label) = label {
                html.element("", label, "：");
            }
            html.tag(&markup::render_inline(text, links)).tag("</li>\n");
        }
        html.tag("</ul>\n</div>\n");
    }
}

/// What a form leaves open: each with the label of the field that it is about.
fn opens(form: &Form) -> Vec<(Option<&str>, &str)> {
    let of_steps =
        form.send.iter().flat_map(|send| &send.steps).filter_map(|step| step.open.as_ref()).map(|open| (None, open.value.as_str()));
    let of_fields =
        form.fields().filter_map(|field| field.open.as_ref().map(|open| (Some(field.label.value.as_str()), open.value.as_str())));
    let of_whole = form.open.iter().map(|open| (None, open.value.as_str()));
    of_steps.chain(of_fields).chain(of_whole).collect()
}
