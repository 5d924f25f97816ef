//! The site: its configuration and everything that was merged for it.

use super::{
    Agency, AgencyId, Agenda, AgendaId, Audience, Calendar, Case, Category, Chapter, Checklist, ChecklistId, CivilDate, Duties,
    EmergencyLane, Entrance, Flow, FlowId, Form, FormId, Page, PageId, Removed, RoleId, RuleSet, RuleSetId, SiteId, SlotId, Table, TableId,
    Term, TermId, Unread,
};
use crate::diag::{Code, SourceId, Span, Spanned};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A handbook, merged over all its layers.
#[derive(Clone, Debug)]
pub struct Site {
    /// Whose edition it is. As loaded it is that of staff, which is the whole; see [`Site::for_audience`].
    pub audience: Audience,
    /// `site.yml` of the nearest layer.
    pub config: SiteConfig,
    /// The layers, nearest first, the base last.
    pub layers: Vec<Layer>,
    /// Pages by id.
    pub pages: BTreeMap<PageId, Page>,
    /// Agencies by id.
    pub agencies: BTreeMap<AgencyId, Agency>,
    /// Headings of the directory in order, the nearest layer's first.
    pub categories: Vec<Category>,
    /// Words by id.
    pub glossary: BTreeMap<TermId, Term>,
    /// Tables of figures by id.
    pub tables: BTreeMap<TableId, Table>,
    /// Flows by id.
    pub flows: BTreeMap<FlowId, Flow>,
    /// Checklists by id.
    pub checklists: BTreeMap<ChecklistId, Checklist>,
    /// Agendas by id.
    pub agendas: BTreeMap<AgendaId, Agenda>,
    /// Forms by id.
    pub forms: BTreeMap<FormId, Form>,
    /// Rule sets by id.
    pub rules: BTreeMap<RuleSetId, RuleSet>,
    /// Worked examples of a rule set, in the order of their file.
    pub cases: BTreeMap<RuleSetId, Vec<Case>>,
    /// The school calendar.
    pub calendar: Option<Calendar>,
    /// Duties of the year.
    pub duties: Option<Duties>,
    /// Declared slots with their bindings.
    pub slots: BTreeMap<SlotId, Slot>,
    /// Roles of people: id → title.
    pub roles: BTreeMap<RoleId, String>,
    /// The emergency lane; `None` only when it was missing, which is an error.
    pub emergency: Option<EmergencyLane>,
    /// Chapters in order.
    pub nav: Vec<Chapter>,
    /// Large links of the home page.
    pub entrances: Vec<Entrance>,
    /// Images and files of `assets/`, by path below it.
    pub assets: BTreeMap<String, Asset>,
    /// How grave this handbook takes the lints that it names.
    pub lints: BTreeMap<Code, LintLevel>,
    /// What stands in the sources and could not be read.
    pub unread: Unread,
    /// What a layer took away from the layers below it.
    pub removed: Removed,
}

impl Site {
    /// The layer that a place is of. The place is one of a file: [`SourceMap::resolve`](crate::diag::SourceMap::resolve) gives it.
    #[must_use]
    pub fn layer_of(&self, span: Span) -> LayerIndex {
        self.layers.iter().position(|layer| layer.sources.contains(&span.source)).unwrap_or(0)
    }
}

/// How grave a lint is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LintLevel {
    /// Not said at all.
    Off,
    /// The site is built; somebody should look.
    Warning,
    /// The site is not built.
    Error,
}

/// One folder of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// `id` of its `site.yml`.
    pub id: String,
    /// `title` of its `site.yml`.
    pub title: String,
    /// Whether it only serves as a base of others.
    pub is_base: bool,
    /// Its files.
    pub sources: Arc<BTreeSet<SourceId>>,
}

/// Index into [`Site::layers`]; 0 is the nearest.
pub type LayerIndex = usize;

/// Where a value came from: the place that names it, and the layer of that place. Every other value of it knows its layer by its own span
/// ([`Site::layer_of`]), because a nearer layer may have patched it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The layer.
    pub layer: LayerIndex,
    /// The place in its file.
    pub span: Span,
}

/// `site.yml` of one layer.
#[derive(Clone, Debug)]
pub struct SiteConfig {
    /// Name of the output folder.
    pub id: SiteId,
    /// 題名
    pub title: String,
    /// 副題
    pub subtitle: Option<String>,
    /// 発行
    pub publisher: String,
    /// 全国地方公共団体コード (総務省), six digits with the check digit.
    pub municipality_code: Option<String>,
    /// BCP 47 language of the content.
    pub lang: Spanned<String>,
    /// How official it is.
    pub status: Status,
    /// Where a reader checks what is right.
    pub verify_at: Option<String>,
    /// 版
    pub edition: Edition,
    /// Whether it only serves as a base of others.
    pub is_base: bool,
    /// Whether what is typed into a form may be saved as a file.
    pub drafts: DraftPolicy,
    /// Whom to ask where the handbook leaves something open.
    pub undecided_ask: Option<Spanned<RoleOrAgency>>,
    /// The whole file.
    pub span: Span,
}

/// Whether what is typed into a form may be saved as a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DraftPolicy {
    /// Not at all.
    #[default]
    Off,
    /// Under a password only.
    Encrypted,
    /// As it is, or under a password.
    Plain,
}

impl DraftPolicy {
    /// As written after `drafts:`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Encrypted => "encrypted",
            Self::Plain => "plain",
        }
    }
}

/// A role of the school or an agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoleOrAgency {
    /// `role:…`
    Role(RoleId),
    /// `agency:…`
    Agency(AgencyId),
}

/// How official the handbook is; everything but `Approved` says so on every page and print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// 見本（非公式）
    Sample,
    /// 案
    Draft,
    /// Approved on a day, by a role, under a document number.
    Approved {
        /// The day.
        on: CivilDate,
        /// The role that approved.
        by_role: String,
        /// 文書番号
        document_number: String,
    },
}

/// The edition that is printed on every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// As printed.
    pub label: String,
    /// Day of issue.
    pub issued: CivilDate,
    /// Day by which it has to be reviewed.
    pub review_by: Option<CivilDate>,
}

/// A role that the base speaks of and each town binds.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Name in the base's words.
    pub title: String,
    /// A remark.
    pub note: Option<String>,
    /// Where it was declared.
    pub origin: Origin,
    /// What the nearest layer that binds it says; `None` is an error unless the site is a base.
    pub binding: Option<Spanned<SlotBinding>>,
}

/// What a town says of a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlotBinding {
    /// An agency fills it.
    Agency(AgencyId),
    /// The handbook leaves it open.
    Undecided,
}

/// Where facts come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceCitation {
    /// The document.
    pub document: String,
    /// Its page, as printed.
    pub page: Option<String>,
    /// Its heading.
    pub heading: Option<String>,
}

/// A file of `assets/`, copied as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The bytes.
    pub bytes: Arc<Vec<u8>>,
    /// The layer it came from.
    pub layer: LayerIndex,
}
