//! What all pages share, prepared once: the engine, the visible texts, and per folder depth the navigation and the emergency lane.

use super::engine::{Engine, Marks};
use super::facts::{self, Messages, message};
use super::lane;
use super::leaf::Leaf;
use super::menu::Menus;
use super::output::{OutPath, Output, OutputError};
use super::plan::{self, Plan};
use super::search::{self, Collector};
use super::search_page;
use super::view::{ChapterLinkView, LinkView, SharedView, ShellView, SiteView};
use crate::diag::{Code, Diagnostic, Sink, SourceMap};
use crate::markup::{Labels, RenderOptions};
use crate::model::{Audience, GeneratedIndex, PageId, Site, Status};
use crate::theme::Theme;
use serde::Serialize;
use tera::{Context, Value};

/// A render step's result; the problem is boxed because it is rare and large.
pub(super) type Done = Result<(), Box<Diagnostic>>;

/// Prepared state of one render.
pub(super) struct Renderer<'a> {
    pub plan: &'a Plan<'a>,
    pub sources: &'a SourceMap,
    pub messages: &'a Messages,
    pub theme: &'a Theme,
    /// Takes what each page says, where a search index is made of it.
    collector: Option<&'a Collector>,
    engine: Engine,
    output: &'a dyn Output,
    /// `shared` and `lane_html` by depth.
    by_depth: Vec<(Value, Value)>,
    /// 見本（非公式） and the like, and the texts, as finished values.
    site: Value,
    texts: Value,
    marks: Marks,
    labels: Labels<'a>,
    /// Menus of chapters, beside their pages.
    pub menus: Menus,
}

impl<'a> Renderer<'a> {
    /// Prepares the engine and what pages share.
    pub fn new(
        plan: &'a Plan<'a>,
        sources: &'a SourceMap,
        theme: &'a Theme,
        output: &'a dyn Output,
        collector: Option<&'a Collector>,
    ) -> Result<Self, Box<Sink>> {
        let mut sink = Sink::default();
        let Some(engine) = Engine::new(theme, &mut sink) else { return Err(Box::new(sink)) };
        let messages = theme.strings();
        let site = Value::from_serializable(&site_view(plan.site, messages));
        let texts = Value::from_serializable(messages);
        let is_approved = matches!(plan.site.config.status, Status::Approved { .. });
        let marks = Marks { status: !is_approved, audience: plan.site.audience == Audience::Staff };
        let mut renderer = Self {
            plan,
            sources,
            messages,
            theme,
            collector,
            engine,
            output,
            by_depth: Vec::new(),
            site,
            texts,
            marks,
            labels: labels(messages),
            menus: Menus::default(),
        };
        let deepest = plan.pages.iter().map(|page| page.path.matches('/').count()).max().unwrap_or(0).max(1);
        for depth in 0..=deepest {
            let root = "../".repeat(depth);
            let shared = Value::from_serializable(&renderer.shared(&root));
            let lane = renderer.lane(&root).map_err(|problem| only(*problem))?;
            renderer.by_depth.push((shared, lane));
        }
        renderer.menus = Menus::new(&renderer).map_err(|problem| only(*problem))?;
        Ok(renderer)
    }

    fn shared(&self, root: &str) -> SharedView {
        let chapters = self.plan.site.nav.iter().enumerate().map(|(at, chapter)| ChapterLinkView {
            id: chapter.id.to_string(),
            number: self.plan.chapter_numbers[at].clone(),
            title: chapter.title.value.clone(),
            href: format!("{root}{}", plan::chapter_path(chapter)),
            count: chapter.items.len(),
        });
        let index = |index| format!("{root}{}", plan::index_path(index));
        SharedView {
            chapters: chapters.collect(),
            home: format!("{root}index.html"),
            agencies: index(GeneratedIndex::Agencies),
            glossary: index(GeneratedIndex::Glossary),
            kana: index(GeneratedIndex::Kana),
            search: format!("{root}{}", search_page::PAGE),
            search_script: self.theme.bundle(search_page::BUNDLE, false).map(|path| format!("{root}{path}")).collect(),
            styles: self.theme.styles().chain(self.theme.bundle(search_page::BOX, true)).map(|path| format!("{root}{path}")).collect(),
            // The script of the theme starts what the others bring, so it comes last.
            scripts: self.theme.bundle(search_page::BOX, false).chain(self.theme.scripts()).map(|path| format!("{root}{path}")).collect(),
        }
    }

    fn lane(&self, root: &str) -> Result<Value, Box<Diagnostic>> {
        let Some(view) = lane::view(self.plan, self.messages, root) else { return Ok(Value::safe_string("")) };
        self.run_part("partials/emergency.html", "lane", &view).map(|html| Value::safe_string(&html))
    }

    /// Renders a part of a page that many pages share; it sees `site`, `t` and its own view.
    pub fn run_part<V: Serialize>(&self, template: &str, name: &'static str, view: &V) -> Result<String, Box<Diagnostic>> {
        let mut context = Context::new();
        context.insert_value("site", self.site.clone());
        context.insert_value("t", self.texts.clone());
        context.insert_value(name, Value::from_serializable(view));
        self.engine.render(template, &context)
    }

    /// Renders one page and gives it to the output.
    pub fn put_page<V: Serialize>(&self, leaf: Leaf<'_>, name: &'static str, view: &V) -> Done {
        let path = out_path(leaf.path)?;
        let depth = path.depth().min(self.by_depth.len() - 1);
        let (shared, lane) = &self.by_depth[depth];
        let searched = self.collector.and_then(|collector| Some((collector, search::draft(&leaf)?)));
        let (previous, next) = leaf.neighbours;
        let shell = ShellView {
            kind: leaf.kind,
            title: leaf.title,
            number: leaf.number.as_deref(),
            summary: leaf.summary,
            chapter: leaf.chapter.map(|at| self.plan.site.nav[at].id.as_str()),
            root: plan::root_prefix(leaf.path),
            breadcrumbs: leaf.breadcrumbs,
            toc: leaf.toc,
            previous,
            next,
            ends_with_sources: leaf.ends_with_sources,
            styles: leaf.styles,
            scripts: leaf.scripts,
        };
        let mut context = Context::new();
        context.insert_value("site", self.site.clone());
        context.insert_value("t", self.texts.clone());
        context.insert_value("shared", shared.clone());
        context.insert_value("lane_html", lane.clone());
        context.insert_value("shell", Value::from_serializable(&shell));
        context.insert_value(name, Value::from_serializable(view));
        let html = self.engine.render_page(leaf.template, &context, self.marks)?;
        if let Some((collector, draft)) = searched {
            collector.take(draft, &html);
        }
        self.put(path, &html)
    }

    /// Gives a file to the output.
    pub fn put(&self, path: OutPath, bytes: &[u8]) -> Done {
        self.output.put(path, bytes).map_err(|error| Box::new(explain_output(&error)))
    }

    /// Styles, scripts and other files of the theme, and the files of `assets/`.
    pub fn put_files(&self) -> (usize, Sink) {
        let mut sink = Sink::default();
        let mut count = 0;
        let theme = self.theme.files().map(|asset| (asset.path.clone(), asset.bytes.as_slice()));
        let assets = self.plan.site.assets.iter().map(|(path, asset)| (format!("files/{path}"), asset.bytes.as_slice()));
        for (path, bytes) in theme.chain(assets) {
            match out_path(&path).and_then(|path| self.put(path, bytes)) {
                Ok(()) => count += 1,
                Err(problem) => sink.push(*problem),
            }
        }
        (count, sink)
    }

    /// How the body of a page is written: for whom, its item number and the visible words.
    pub fn markup_options<'v>(&'v self, number: Option<&'v str>) -> RenderOptions<'v> {
        RenderOptions { audience: self.plan.site.audience, number, labels: self.labels }
    }

    /// Links to pages that mention something.
    pub fn mentions(&self, mentions: Option<&plan::Mentions<'a>>, root: &str) -> (Vec<LinkView<'a>>, usize) {
        let Some(mentions) = mentions else { return (Vec::new(), 0) };
        (mentions.pages.iter().filter_map(|id| self.page_link(id, root)).collect(), mentions.more)
    }

    /// Lets a page load bundles of the theme.
    pub fn load(&self, leaf: &mut Leaf<'_>, names: &[&str]) {
        let root = plan::root_prefix(leaf.path);
        let paths = |is_style| names.iter().flat_map(move |name| self.theme.bundle(name, is_style)).map(|path| format!("{root}{path}"));
        leaf.styles.extend(paths(true));
        leaf.scripts.extend(paths(false));
    }

    /// A link to a page, with its number.
    pub fn page_link(&self, id: &PageId, root: &str) -> Option<LinkView<'a>> {
        let placed = self.plan.page(id.as_str())?;
        Some(LinkView { title: &placed.page.title.value, href: format!("{root}{}", placed.path), number: placed.number.as_deref() })
    }
}

/// A sink with one problem.
fn only(problem: Diagnostic) -> Box<Sink> {
    let mut sink = Sink::default();
    sink.push(problem);
    Box::new(sink)
}

fn site_view<'a>(site: &'a Site, messages: &Messages) -> SiteView<'a> {
    let config = &site.config;
    let (status, approval) = match &config.status {
        Status::Sample => ("sample", None),
        Status::Draft => ("draft", None),
        Status::Approved { on, by_role, document_number } => {
            let text = format!("{} {}（{by_role} {document_number}）", facts::date(*on), message(messages, "approved"));
            ("approved", Some(text))
        }
    };
    SiteView {
        id: config.id.as_str(),
        lang: &config.lang,
        title: &config.title,
        subtitle: config.subtitle.as_deref(),
        publisher: &config.publisher,
        edition: &config.edition.label,
        issued: facts::date(config.edition.issued),
        review_by: config.edition.review_by.map(facts::date),
        review_by_iso: config.edition.review_by.map(|date| date.to_string()),
        audience: site.audience.name(),
        status,
        approval,
        verify_at: config.verify_at.as_deref(),
    }
}

fn labels(messages: &Messages) -> Labels<'_> {
    Labels {
        note: message(messages, "callout_note"),
        tip: message(messages, "callout_tip"),
        important: message(messages, "callout_important"),
        warning: message(messages, "callout_warning"),
        caution: message(messages, "callout_caution"),
        staff: message(messages, "callout_staff"),
        staff_number: message(messages, "staff_number"),
        table: message(messages, "table"),
        footnotes: message(messages, "footnotes"),
        footnote_back: message(messages, "footnote_back"),
    }
}

/// A path as the outputs take it, or why it cannot be one.
pub(super) fn out_path(path: &str) -> Result<OutPath, Box<Diagnostic>> {
    OutPath::new(path).map_err(|error| Box::new(explain_output(&error)))
}

fn explain_output(error: &OutputError) -> Diagnostic {
    match error {
        OutputError::BadPath(path) => Diagnostic::general(
            Code::OutputCollision,
            format!("「{path}」は出力ファイルの名前にできません（長すぎるか、使えない文字があります）"),
            format!("`{path}` cannot be an output path"),
        ),
        OutputError::Collision(path) => Diagnostic::general(
            Code::OutputCollision,
            format!("二つのものが同じ「{path}」になります"),
            format!("two things would become `{path}`"),
        )
        .help("片方の id を変えます", "rename one of them"),
        OutputError::Io(path, error) => {
            Diagnostic::general(Code::OutputFailed, format!("「{path}」に書けませんでした: {error}"), format!("{path}: {error}"))
        }
    }
}
