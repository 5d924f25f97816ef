//! F6 `render`: model and theme in, files out.
//!
//! 1. [`plan`] lays the site out: paths, item numbers, neighbours, mentions;
//! 2. `renderer` prepares what pages share: the engine, the visible texts, and per folder depth the navigation and the emergency lane;
//! 3. one file per kind of page builds its [`view`] and a `leaf`, which knows its place in the book, and hands the HTML to the [`Output`]: `home`, `chapter`, `page`, `agency`, `table`, `rules`, `flows`, `checklists`, `agendas`, `forms`, `indexes`, `search_page`;
//! 4. pages are rendered in parallel; each is given away as soon as it is done. A preview asks for one at a time instead (`on_demand`).
//!
//! No view holds a list that grows with the site, except the indexes themselves, so output and time stay linear in the number of pages.

mod agency;
mod agendas;
mod chapter;
mod checklists;
mod engine;
mod entry;
mod facts;
mod flows;
mod forms;
mod home;
mod indexes;
mod kana;
mod lane;
mod leaf;
mod links;
mod menu;
mod on_demand;
mod output;
mod page;
mod plan;
mod renderer;
mod rules;
mod script;
mod search;
mod search_page;
mod table;
mod unconfirmed;
mod view;

pub use engine::{Engine, Marks};
pub use entry::{EntryHandbook, entry_page};
pub use flows::{FlowPicture, flow_misfits, flow_pictures};
pub use on_demand::{OnDemand, on_demand, path_of_page};
pub use output::{MAX_OUT_PATH, MemoryOutput, OutPath, Output, OutputError};

use crate::diag::{Sink, SourceMap};
use crate::model::{AgencyId, AgendaId, ChecklistId, FlowId, Form, FormId, GeneratedIndex, RuleSet, RuleSetId, RulesPage, Site, TableId};
use crate::theme::Theme;
use rayon::prelude::*;
use renderer::Renderer;

/// What a render did.
#[derive(Debug, Default)]
pub struct RenderReport {
    /// Files given to the output.
    pub files: usize,
    /// What went wrong; an error means that the site must not be published.
    pub sink: Sink,
}

/// Renders every file of the site into `output`: all of it, so a site for the public is cut before ([`Site::for_audience`]). `progress` hears the number of all
/// files each time one is done, from any thread.
pub fn render(site: &Site, sources: &SourceMap, theme: &Theme, output: &dyn Output, progress: &(dyn Fn(usize) + Sync)) -> RenderReport {
    let text = |key| facts::message(theme.strings(), key);
    let plan = plan::Plan::new(site, text("staff_number"), plan::RULE_TITLES.map(text));
    let collector = search::Collector::default();
    let renderer = match Renderer::new(&plan, sources, theme, output, Some(&collector)) {
        Ok(renderer) => renderer,
        Err(sink) => return RenderReport { files: 0, sink: *sink },
    };
    let jobs: Vec<Job<'_>> = pages(&plan).into_iter().map(|(_, job)| job).chain([Job::Files]).collect();
    let found: Vec<(usize, Sink)> = jobs
        .par_iter()
        .map(|job| {
            let done = run(&renderer, job);
            progress(jobs.len());
            done
        })
        .collect();
    let mut report = RenderReport::default();
    let searched = search::put(&renderer, &search::index(&renderer, &collector));
    for (files, sink) in found.into_iter().chain([searched]) {
        report.files += files;
        report.sink.append(sink);
    }
    report.sink.settle(sources);
    report
}

/// Every page of the site: its path, and what it is made by.
fn pages<'s>(plan: &plan::Plan<'s>) -> Vec<(String, Job<'s>)> {
    let site = plan.site;
    let index = |index| plan::index_path(index).to_owned();
    let mut pages = vec![
        ("index.html".to_owned(), Job::Home),
        ("404.html".to_owned(), Job::NotFound),
        (index(GeneratedIndex::Glossary), Job::Glossary),
        (index(GeneratedIndex::Kana), Job::Kana),
        (index(GeneratedIndex::Paper), Job::Paper),
        (index(GeneratedIndex::Tables), Job::Tables),
        (index(GeneratedIndex::Checklists), Job::Checklists),
        (checklists::STORE_PAGE.to_owned(), Job::Store),
        (search_page::PAGE.to_owned(), Job::Search),
        (search_page::WORDS.to_owned(), Job::SearchWords),
        (index(GeneratedIndex::Forms), Job::Forms),
        (index(GeneratedIndex::Agencies), Job::Agencies),
        (index(GeneratedIndex::AgenciesByName), Job::Names),
    ];
    pages.extend([
        (index(GeneratedIndex::Deadlines), Job::Deadlines),
        (index(GeneratedIndex::Undecided), Job::Undecided),
        (index(GeneratedIndex::Year), Job::Year),
    ]);
    pages.extend(site.rules.values().flat_map(|set| rule_pages(site, set)));
    pages.extend(site.nav.iter().enumerate().map(|(at, chapter)| (plan::chapter_path(chapter), Job::Chapter(at))));
    pages.extend(site.agencies.keys().map(|id| (plan::agency_path(id), Job::Agency(id))));
    pages.extend(site.flows.keys().map(|id| (plan::flow_path(id), Job::Flow(id))));
    pages.extend(site.checklists.keys().map(|id| (plan::checklist_path(id), Job::Checklist(id))));
    pages.extend(site.agendas.keys().map(|id| (plan::agenda_path(id), Job::Agenda(id))));
    pages.extend(site.forms.values().flat_map(form_pages));
    pages.extend(site.tables.keys().map(|id| (plan::table_path(id), Job::Table(id))));
    pages.extend(plan.pages.iter().enumerate().map(|(at, placed)| (placed.path.clone(), Job::Page(at))));
    pages
}

/// The page of a form, what its script knows, and its spreadsheet.
fn form_pages(form: &Form) -> Vec<(String, Job<'_>)> {
    let data = form.has_fields().then(|| (plan::form_data_path(&form.id), Job::FormData(&form.id)));
    let book = forms::has_book(form).then(|| (plan::form_book_path(&form.id), Job::FormBook(&form.id)));
    std::iter::once((plan::form_path(&form.id), Job::Form(&form.id))).chain(data).chain(book).collect()
}

/// The pages of a rule set, and what the one that counts knows.
fn rule_pages<'s>(site: &Site, set: &'s RuleSet) -> Vec<(String, Job<'s>)> {
    let job = |page| (plan::rules_path(&set.id, page), Job::Rules(&set.id, page));
    let mut pages = vec![job(RulesPage::Table), job(RulesPage::Quick), job(RulesPage::Chart)];
    if site.has_calculator(set) {
        pages.push(job(RulesPage::Calculator));
        pages.push((plan::calculator_data_path(&set.id), Job::CalculatorData(&set.id)));
    }
    pages
}

/// A step of a render.
enum Job<'s> {
    Home,
    NotFound,
    Glossary,
    Kana,
    Paper,
    Tables,
    Checklists,
    Store,
    Search,
    SearchWords,
    Agencies,
    Names,
    Files,
    Chapter(usize),
    Agency(&'s AgencyId),
    Flow(&'s FlowId),
    Checklist(&'s ChecklistId),
    Agenda(&'s AgendaId),
    Forms,
    Form(&'s FormId),
    FormData(&'s FormId),
    FormBook(&'s FormId),
    Table(&'s TableId),
    Deadlines,
    Undecided,
    Year,
    Rules(&'s RuleSetId, RulesPage),
    CalculatorData(&'s RuleSetId),
    Page(usize),
}

fn run(renderer: &Renderer<'_>, job: &Job<'_>) -> (usize, Sink) {
    let mut sink = Sink::default();
    let done = match job {
        Job::Home => home::render(renderer),
        Job::NotFound => home::render_not_found(renderer),
        Job::Glossary => indexes::glossary(renderer),
        Job::Kana => indexes::kana(renderer),
        Job::Paper => indexes::paper(renderer),
        Job::Tables => indexes::tables(renderer),
        Job::Checklists => indexes::checklists(renderer),
        Job::Store => checklists::store(renderer),
        Job::Search => search_page::render(renderer),
        Job::SearchWords => search_page::words(renderer),
        Job::Agencies => indexes::agencies(renderer),
        Job::Names => indexes::names(renderer),
        Job::Chapter(at) => chapter::render(renderer, *at),
        Job::Agency(id) => agency::render(renderer, id),
        Job::Flow(id) => flows::render(renderer, id, &mut sink),
        Job::Checklist(id) => checklists::render(renderer, id),
        Job::Agenda(id) => agendas::render(renderer, id),
        Job::Forms => forms::index(renderer),
        Job::Form(id) => forms::render(renderer, id),
        Job::FormData(id) => forms::data(renderer, id),
        Job::FormBook(id) => forms::book(renderer, id),
        Job::Table(id) => table::render(renderer, id),
        Job::Deadlines => rules::pages::deadlines(renderer),
        Job::Undecided => rules::pages::undecided(renderer),
        Job::Year => rules::year::render(renderer),
        Job::Rules(id, RulesPage::Table) => rules::pages::table(renderer, id),
        Job::Rules(id, RulesPage::Quick) => rules::pages::quick(renderer, id),
        Job::Rules(id, RulesPage::Chart) => rules::chart::page(renderer, id, &mut sink),
        Job::Rules(id, RulesPage::Calculator) => rules::calculator::page(renderer, id),
        Job::CalculatorData(id) => rules::calculator::data(renderer, id),
        Job::Page(at) => page::render(renderer, *at),
        Job::Files => {
            let (files, problems) = renderer.put_files();
            sink.append(problems);
            return (files, sink);
        }
    };
    match done {
        Ok(()) => (1, sink),
        Err(problem) => {
            sink.push(*problem);
            (0, sink)
        }
    }
}
