//! F1 `model`: what a handbook is, as plain data.
//!
//! Input: nothing; `load` fills it. Output: nothing; `check` judges it and `render` shows it. No parsing of files, no paths of the disk, no HTML.
//! Every value that an editor typed and that a later floor may complain about carries its [`Span`](crate::diag::Span).

mod agency;
mod agenda;
mod audience;
mod calendar;
mod case;
mod checklist;
mod date;
mod duty;
mod emergency;
mod flow;
mod form;
mod form_field;
mod form_paper;
mod glossary;
mod id;
mod lookup;
mod nav;
mod number;
mod page;
mod paper;
mod phrase;
mod reference;
mod removed;
mod rule_part;
mod rules;
mod site;
mod stage;
mod table;
mod unread;

pub use agency::{
    Agency, AgencyField, Category, ContactState, Days, Email, OnlineAccount, OpeningHours, Phone, ServiceSite, Verification, Weekday,
};
pub use agenda::{
    Agenda, AgendaPart, AgendaStep, MAX_AGENDA_MINUTES, MAX_AGENDA_PARTS, MAX_AGENDA_PATTERNS, MAX_AGENDA_STEPS, MAX_TIMETABLE_CASES,
    MINUTES_OF_DAY, MeetingPattern, Minutes, Timetable, TimetableBlock, TimetableCase,
};
pub use audience::Audience;
pub use calendar::{Calendar, CalendarEvent, Ceremony, CeremonyKind, ClosedDays, ExtraDay, HolidayChange, MAX_CALENDAR_DAYS, SchoolTerm};
pub use case::{Case, CaseInput, Expectation, ExpectedDate, StageState};
pub use checklist::{
    Checklist, ChecklistItem, ChecklistPart, ChecklistPhase, ChecklistRole, EVERYONE, MAX_CHECKLIST_ITEMS, MAX_CHECKLIST_PHASES,
    MAX_CHECKLIST_ROLES,
};
pub use date::{CivilDate, Era, eras, read_date, wareki};
pub use duty::{Duties, YearDuty, YearTime};
pub use emergency::{EmergencyCall, EmergencyLane, EmergencyLine, OpenRoute};
pub use flow::{
    CROWDED_FLOW_NODES, Flow, FlowEdge, FlowNode, FlowNodeKind, FlowPart, FlowPeople, MAX_FLOW_ARROWS, MAX_FLOW_LANES, MAX_FLOW_NODES,
};
pub use form::{
    Addressee, Form, FormName, FormPart, FormSection, FormSending, MAX_FORM_FIELDS, MAX_FORM_KEYS, MAX_FORM_SHEETS, OfficialFile,
    SendingStep,
};
pub use form_field::{
    CellKey, DateShape, FieldKind, Filling, FormColumn, FormField, FormOption, KeyPart, MAX_FORM_COLUMNS, MAX_FORM_OPTIONS, MAX_FORM_ROWS,
    NextMonth, NumberShape, SCHOOL_MONTHS,
};
pub use form_paper::{MAX_SHEET_LINES, PAPER_COLUMNS, PaperCell, PaperContent, PaperRow, PaperSheet, PlacedCell, RowFault};
pub use glossary::{DiscouragedSpelling, Term};
pub use id::{
    AgencyId, AgendaId, CategoryId, ChapterId, ChecklistId, ContactId, FlowId, FormId, HeadingId, InvalidId, PageId, RoleId, RuleSetId,
    SiteId, SlotId, TableId, TermId, check_kebab,
};
pub use lookup::{ContactEntry, LinkProblem, LinkTarget, TablePart, TermField};
pub use nav::{Chapter, Choice, Entrance, NavGroup, NavItem, RulesPage};
pub use number::{MAX_DECIMALS, MAX_DIGITS, Number};
pub use page::{Heading, Page, PageLink, TextRole, TextRun};
pub use paper::{MAX_PAPER_PAGE, PaperPages};
pub use phrase::Phrase;
pub use reference::{FieldSpec, GeneratedIndex, KindSpec, Reference, ReferenceError, ReferenceKind};
pub use removed::{Removal, Removed};
pub use rule_part::{DutyField, RulePart, Threshold};
pub use rules::{
    Action, Basis, Comparison, Condition, Counting, Due, Every, Fact, IfClosed, Mark, MarkSelector, Means, Measure, OpenPoint, Phase,
    Place, Reading, Repeat, RuleCitation, RuleSet, Rules, Run, Stage, Total, Variant, Window,
};
pub use site::{
    Asset, DraftPolicy, Edition, Layer, LayerIndex, LintLevel, Origin, RoleOrAgency, Site, SiteConfig, Slot, SlotBinding, SourceCitation,
    Status,
};
pub use stage::{Layout, StagePart};
pub use table::{
    Bars, Cell, Chart, ChartKind, Column, ColumnType, MAX_CHART_BARS, MAX_CHART_PARTS, MAX_TABLE_COLUMNS, MAX_TABLE_ROWS, PercentBase,
    PercentOf, Row, Table, TotalOf,
};
pub use unread::Unread;
