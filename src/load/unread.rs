//! Which files were there and gave no value: those that an error was reported about before the layers are merged.

use super::calendar::CALENDAR_FILE;
use super::cases::CASES_ENDING;
use super::duties::DUTIES_FILE;
use super::layer::LayerFolder;
use crate::diag::{Severity, Sink, SourceMap};
use crate::model::{ReferenceKind, Unread};
use std::sync::Arc;

/// Notes what a missing layer may hold.
pub(super) fn of_layers(folders: &[Arc<LayerFolder>]) -> Unread {
    let mut unread = Unread::default();
    if is_cut(folders) {
        unread.note_everything();
    }
    unread
}

/// Looks through the problems of reading, parsing and decoding.
pub(super) fn find(folders: &[Arc<LayerFolder>], sources: &SourceMap, sink: &Sink, unread: &mut Unread) {
    let errors = sink.iter().filter(|problem| problem.severity == Severity::Error);
    for file in errors.flat_map(|problem| &problem.labels).filter_map(|label| sources.file(label.span.source)) {
        for folder in folders {
            if let Some(relative) = below(&file.name, &folder.display) {
                note(unread, relative);
            }
        }
    }
}

/// Whether a `site.yml` could not be read, so that what it declares and extends is not known, or the last base is missing.
fn is_cut(folders: &[Arc<LayerFolder>]) -> bool {
    let is_broken = folders.iter().any(|folder| folder.site().is_none());
    is_broken || folders.last().is_some_and(|folder| folder.site().is_some_and(|file| file.extends.is_some()))
}

fn below<'n>(name: &'n str, folder: &str) -> Option<&'n str> {
    if folder == "." { Some(name) } else { name.strip_prefix(folder)?.strip_prefix('/') }
}

fn note(unread: &mut Unread, relative: &str) {
    // A file whose name was refused for its capitals is looked for by the name it should have.
    let relative = relative.to_lowercase();
    let id = |folder: &str, ending: &str| Some(relative.strip_prefix(folder)?.strip_suffix(ending)?.to_owned());
    if let Some(id) = id("guide/", ".md") {
        unread.note(ReferenceKind::Page, id);
    } else if let Some(id) = id("agencies/", ".yml") {
        unread.note(ReferenceKind::Agency, id);
    } else if let Some(id) = id("tables/", ".yml") {
        unread.note(ReferenceKind::Table, id);
    } else if let Some(id) = id("flows/", ".yml") {
        unread.note(ReferenceKind::Flow, id);
    } else if let Some(id) = id("checklists/", ".yml") {
        unread.note(ReferenceKind::Checklist, id);
    } else if let Some(id) = id("agendas/", ".yml") {
        unread.note(ReferenceKind::Agenda, id);
    } else if let Some(id) = id("forms/", ".yml") {
        unread.note(ReferenceKind::Form, id);
    } else if relative.starts_with("rules/") && relative.ends_with(CASES_ENDING) {
        unread.note_file(relative.as_str());
    } else if let Some(id) = id("rules/", ".yml") {
        unread.note(ReferenceKind::Calculator, id.clone());
        unread.note(ReferenceKind::Rule, id);
    }
    match relative.as_str() {
        "glossary.yml" => unread.note_kind(ReferenceKind::Term),
        "categories.yml" => unread.note_kind(ReferenceKind::Category),
        "emergency.yml" => unread.note_lane(),
        CALENDAR_FILE => {
            unread.note_file(CALENDAR_FILE);
            unread.note_kind(ReferenceKind::Calculator);
        }
        DUTIES_FILE => unread.note_file(DUTIES_FILE),
        _ => {}
    }
}
