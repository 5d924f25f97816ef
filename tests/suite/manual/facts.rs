//! The tables of the manual against the program: keys, kinds of references, commands and options, codes.

use super::blocks::{self, Page};
use shirube::diag::Code;
use shirube::model::{GeneratedIndex, ReferenceKind, StagePart};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

/// What an editor may type, by the type that reads it, and the table that tells so: file, type, page, section.
const TABLES: &[(&str, &str, &str, &str)] = &[
    ("site_file.rs", "SiteFile", "data/site", "keys"),
    ("site_file.rs", "RawEdition", "data/site", "edition"),
    ("site_file.rs", "RawApproval", "data/site", "approved"),
    ("inherited.rs", "RawSlot", "machi/slot", "keys"),
    ("inherited.rs", "RawChapter", "data/mokuji", "keys"),
    ("inherited.rs", "RawGroup", "data/mokuji", "groups"),
    ("inherited.rs", "RawEntrance", "data/iriguchi", "keys"),
    ("inherited.rs", "RawChoice", "data/iriguchi", "choices"),
    ("page.rs", "RawFrontMatter", "kaku/page", "keys"),
    ("fields.rs", "RawCitation", "kaku/page", "sources"),
    ("directory.rs", "RawAgency", "data/madoguchi", "keys"),
    ("contact.rs", "RawPhone", "data/renraku", "phones"),
    ("contact.rs", "RawEmail", "data/renraku", "emails"),
    ("contact.rs", "RawHours", "data/renraku", "hours"),
    ("directory.rs", "RawSite", "data/renraku", "sites"),
    ("directory.rs", "RawOnline", "data/renraku", "online"),
    ("directory.rs", "RawVerified", "data/renraku", "verified"),
    ("directory.rs", "RawVerification", "data/renraku", "verification"),
    ("directory.rs", "RawCategory", "data/bunrui", "keys"),
    ("glossary.rs", "RawTerm", "data/yogo", "keys"),
    ("glossary.rs", "RawDiscouraged", "data/yogo", "discouraged"),
    ("emergency.rs", "RawLane", "data/kinkyu", "keys"),
    ("emergency.rs", "RawLine", "data/kinkyu", "lines"),
    ("emergency.rs", "RawOtherwise", "data/kinkyu", "otherwise"),
    ("emergency.rs", "RawRoute", "data/kinkyu", "routes"),
    ("table.rs", "RawTable", "data/hyo", "keys"),
    ("table.rs", "RawColumn", "data/hyo", "columns"),
    ("table.rs", "RawPercentOf", "data/hyo", "percent-of"),
    ("table.rs", "RawRow", "data/hyo", "rows"),
    ("table.rs", "RawChart", "data/hyo", "charts"),
    ("flow.rs", "RawFlow", "data/nagare", "keys"),
    ("flow.rs", "RawPart", "data/nagare", "parts"),
    ("flow.rs", "RawNode", "data/nagare", "nodes"),
    ("flow.rs", "RawArrow", "data/nagare", "arrows"),
    ("checklist.rs", "RawChecklist", "data/kakunin", "keys"),
    ("checklist.rs", "RawPhase", "data/kakunin", "phases"),
    ("checklist.rs", "RawRole", "data/kakunin", "roles"),
    ("checklist.rs", "RawItem", "data/kakunin", "items"),
    ("agenda.rs", "RawAgenda", "data/shinko", "keys"),
    ("agenda.rs", "RawPart", "data/shinko", "parts"),
    ("agenda.rs", "RawStep", "data/shinko", "steps"),
    ("agenda.rs", "RawRange", "data/shinko", "range"),
    ("agenda.rs", "RawPattern", "data/shinko", "patterns"),
    ("agenda_timetable.rs", "RawTimetable", "data/shinko", "timetable"),
    ("agenda_timetable.rs", "RawBlock", "data/shinko", "blocks"),
    ("agenda_timetable.rs", "RawTimetableCase", "data/shinko", "cases"),
    ("form/raw.rs", "RawForm", "data/yoshiki", "keys"),
    ("form/raw.rs", "RawName", "data/yoshiki", "called"),
    ("form/raw.rs", "RawSending", "data/yoshiki", "send-keys"),
    ("form/raw.rs", "RawStep", "data/yoshiki", "steps"),
    ("form/raw.rs", "RawOfficial", "data/yoshiki", "official-keys"),
    ("form/raw.rs", "RawSection", "data/yoshiki", "sections"),
    ("form/raw.rs", "RawField", "data/yoshiki", "fields"),
    ("form/raw.rs", "RawOption", "data/yoshiki", "options"),
    ("form/raw.rs", "RawColumn", "data/yoshiki", "columns"),
    ("form/raw.rs", "RawSheet", "data/yoshiki", "sheets"),
    ("form/raw.rs", "RawRow", "data/yoshiki", "rows"),
    ("form/raw.rs", "RawCell", "data/yoshiki", "cells"),
    ("overlay/list.rs", "RawListPatch", "machi/uwagaki", "list"),
    ("rules/raw.rs", "RawRuleSet", "kisoku/kaku", "keys"),
    ("rules/raw.rs", "RawMark", "kisoku/kaku", "marks"),
    ("rules/raw.rs", "RawPlace", "kisoku/kaku", "places"),
    ("rules/raw.rs", "RawFact", "kisoku/kaku", "facts"),
    ("rules/raw.rs", "RawMeasure", "kisoku/kaku", "measures"),
    ("rules/raw.rs", "RawRun", "kisoku/kaku", "run"),
    ("rules/raw.rs", "RawTotal", "kisoku/kaku", "total"),
    ("rules/raw.rs", "RawPhase", "kisoku/kaku", "phases"),
    ("rules/raw.rs", "RawStage", "kisoku/kaku", "stages"),
    ("rules/raw.rs", "RawAction", "kisoku/kaku", "actions"),
    ("rules/raw.rs", "RawRepeat", "kisoku/kaku", "repeat"),
    ("rules/raw.rs", "RawRuleCitation", "kisoku/kaku", "citation"),
    ("rules/raw.rs", "RawPoint", "kisoku/mitei", "keys"),
    ("rules/raw.rs", "RawReading", "kisoku/mitei", "readings"),
    ("rules/choice.rs", "ConditionKeys", "kisoku/kaku", "when"),
    ("rules/choice.rs", "DueKeys", "kisoku/kaku", "due"),
    ("cases.rs", "RawCases", "kisoku/reidai", "file"),
    ("cases.rs", "RawCase", "kisoku/reidai", "keys"),
    ("cases.rs", "RawExpectation", "kisoku/reidai", "expect"),
    ("cases/input.rs", "RawRecord", "kisoku/reidai", "record"),
    ("cases/input.rs", "RawSpan", "kisoku/reidai", "span"),
    ("cases/input.rs", "RawDay", "kisoku/reidai", "days"),
    ("cases/input.rs", "RawLocal", "kisoku/reidai", "local"),
    ("cases/input.rs", "RawCeremony", "kisoku/reidai", "ceremonies"),
    ("calendar.rs", "RawCalendar", "kisoku/koyomi", "keys"),
    ("calendar.rs", "RawTerm", "kisoku/koyomi", "terms"),
    ("calendar.rs", "RawDays", "kisoku/koyomi", "days"),
    ("calendar.rs", "RawCeremony", "kisoku/koyomi", "ceremonies"),
    ("calendar.rs", "RawExtraDay", "kisoku/koyomi", "extra-days"),
    ("calendar.rs", "RawHolidayChange", "kisoku/koyomi", "holiday-changes"),
    ("duties.rs", "RawDuties", "kisoku/koyomi", "duties-file"),
    ("duties.rs", "RawDuty", "kisoku/koyomi", "duties-keys"),
    ("duties.rs", "RawTime", "kisoku/koyomi", "duties-when"),
    ("duties.rs", "RawDutyCitation", "kisoku/koyomi", "duties-citation"),
];

/// Types whose files or items take the key `overlay`, which is read before the type is.
const THINGS: &[(&str, &str)] = &[
    ("inherited.rs", "RawSlot"),
    ("page.rs", "RawFrontMatter"),
    ("directory.rs", "RawAgency"),
    ("directory.rs", "RawCategory"),
    ("glossary.rs", "RawTerm"),
    ("emergency.rs", "RawLane"),
    ("table.rs", "RawTable"),
    ("flow.rs", "RawFlow"),
    ("checklist.rs", "RawChecklist"),
    ("agenda.rs", "RawAgenda"),
    ("form/raw.rs", "RawForm"),
    ("rules/raw.rs", "RawRuleSet"),
    ("cases.rs", "RawCases"),
    ("calendar.rs", "RawCalendar"),
    ("duties.rs", "RawDuties"),
];

/// Keys that must be written although their type takes them for optional: their absence has a message of its own.
const MISSED_BY_NAME: &[(&str, &str, &str)] = &[("checklist.rs", "RawItem", "id")];

/// The keys of a type of `src/load`, and whether each must be written.
fn keys_of(file: &str, name: &str) -> BTreeMap<String, bool> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/load").join(file);
    let text = fs::read_to_string(&path).expect("a source file");
    let (_, rest) = text.split_once(&format!("struct {name} {{")).unwrap_or_else(|| panic!("{file} has no {name}"));
    let body = rest.split("\n}").next().expect("a type ends");
    let mut keys = BTreeMap::new();
    let (mut has_default, mut is_skipped, mut name_in_file) = (false, false, None);
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")) {
        if line.starts_with("#[") {
            has_default |= line.contains("default");
            is_skipped |= line.contains("skip");
            name_in_file = line.split("rename = \"").nth(1).and_then(|rest| rest.split('"').next()).or(name_in_file);
            continue;
        }
        let line = line.trim_start_matches("pub(super) ").trim_start_matches("pub ");
        let (key, kind) = line.split_once(": ").expect("a field");
        if !is_skipped {
            keys.insert(name_in_file.unwrap_or(key).to_owned(), !has_default && !kind.starts_with("Option<"));
        }
        (has_default, is_skipped, name_in_file) = (false, false, None);
    }
    assert!(!keys.is_empty(), "{name} has no keys");
    keys.iter_mut().filter(|(key, _)| MISSED_BY_NAME.contains(&(file, name, key.as_str()))).for_each(|(_, is_needed)| *is_needed = true);
    if THINGS.contains(&(file, name)) {
        keys.insert("overlay".to_owned(), false);
    }
    keys
}

fn page<'p>(pages: &'p [Page], id: &str) -> &'p str {
    &pages.iter().find(|page| page.id == id).unwrap_or_else(|| panic!("the manual has no page {id}")).text
}

/// The rows of the first table below the heading with this id, as cells.
pub fn rows(pages: &[Page], id: &str, section: &str) -> Vec<Vec<String>> {
    let text = page(pages, id);
    let mark = format!("{{#{section}}}");
    let (_, rest) = text.split_once(&mark).unwrap_or_else(|| panic!("{id} has no heading {mark}"));
    let rest = rest.split("\n## ").next().expect("text");
    let lines = rest.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|')).skip(2);
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    let rows: Vec<Vec<String>> = lines.map(cells).collect();
    assert!(!rows.is_empty(), "{id}#{section} has no table");
    rows
}

/// The texts between backticks.
pub fn code_spans(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

pub fn first_code(row: &[String]) -> String {
    code_spans(&row[0]).first().unwrap_or_else(|| panic!("no `word` in the first cell of {row:?}")).to_string()
}

#[test]
fn the_tables_of_keys_are_those_of_the_program() {
    let pages = blocks::pages();
    for (file, name, id, section) in TABLES {
        let told: BTreeMap<String, bool> = rows(&pages, id, section).iter().map(|row| (first_code(row), row[1] == "必ず")).collect();
        assert_eq!(told, keys_of(file, name), "content/manual/guide/{id}.md#{section}, {file} {name}: key → must be written");
    }
}

/// Words of which one is written: file, type, page, section.
const CHOICES: &[(&str, &str, &str, &str)] = &[
    ("table.rs", "RawType", "data/hyo", "types"),
    ("table.rs", "RawKind", "data/hyo", "zu"),
    ("flow.rs", "RawKind", "data/nagare", "kinds"),
    ("overlay.rs", "Verb", "machi/uwagaki", "yottsu"),
];

#[test]
fn the_tables_of_words_to_choose_from_are_those_of_the_program() {
    let pages = blocks::pages();
    for (file, name, id, section) in CHOICES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/load").join(file);
        let text = fs::read_to_string(path).expect("a source file");
        let (_, rest) = text.split_once(&format!("enum {name} {{")).unwrap_or_else(|| panic!("{file} has no {name}"));
        let lines = rest.lines().map(str::trim).take_while(|line| *line != "}");
        let known: BTreeSet<String> = lines
            .filter(|line| line.starts_with(|first: char| first.is_ascii_uppercase()))
            .map(|line| line.trim_end_matches(',').to_lowercase())
            .collect();
        let rows = rows(&pages, id, section);
        let words = rows.iter().flat_map(|row| code_spans(&row[0]).into_iter().map(|word| word.trim_start_matches("overlay: ").to_owned()));
        assert_eq!(words.collect::<BTreeSet<_>>(), known, "content/manual/guide/{id}.md#{section}, {file} {name}");
    }
}

/// A type that reads a file and is not in the list would go untold.
#[test]
fn every_type_with_keys_has_a_table() {
    const WITHOUT: &[&str] = &["RawCategories", "RawGlossary", "Inherited"];
    for file in TABLES.iter().map(|(file, ..)| *file).collect::<BTreeSet<_>>() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/load").join(file);
        let text = fs::read_to_string(path).expect("a source file");
        for (_, rest) in text.match_indices("deny_unknown_fields)]").map(|(at, _)| text.split_at(at)) {
            let Some(name) = rest.split("struct ").nth(1).and_then(|rest| rest.split([' ', '{']).next()) else { continue };
            let is_told = TABLES.iter().any(|(of, told, ..)| (*of, *told) == (file, name)) || WITHOUT.contains(&name);
            assert!(is_told, "{file}: {name} has no table in the manual");
        }
    }
}

#[test]
fn the_tables_of_references_are_those_of_the_program() {
    let pages = blocks::pages();
    let told: BTreeSet<String> = rows(&pages, "kaku/sansho", "kinds").iter().map(|row| first_code(row)).collect();
    let known = ReferenceKind::all().iter().map(|spec| format!("{}:", spec.name)).collect();
    assert_eq!(told, known, "kinds");
    for (section, kinds) in [
        ("agency-fields", &["agency", "slot"][..]),
        ("term-fields", &["term"][..]),
        ("table-fields", &["table"][..]),
        ("rule-fields", &["rule"][..]),
        ("form-fields", &["form"][..]),
    ] {
        let told: BTreeMap<String, String> =
            rows(&pages, "kaku/sansho", section).iter().map(|row| (first_code(row), row[1].clone())).collect();
        for kind in kinds {
            let spec = ReferenceKind::named(kind).expect("a kind").spec();
            let known = spec.fields.iter().map(|field| (format!("#{}", field.name), field.prints.to_owned())).collect();
            assert_eq!(told, known, "fields of {kind}");
        }
    }
    let with_fields = ReferenceKind::all().iter().filter(|spec| !spec.fields.is_empty()).map(|spec| spec.name).collect::<Vec<_>>();
    assert_eq!(with_fields, ["agency", "slot", "term", "rule", "form", "table"], "a kind whose fields have no table in the manual");
    let indexes: Vec<String> = rows(&pages, "kaku/sansho", "indexes").iter().map(|row| first_code(row)).collect();
    assert_eq!(indexes, GeneratedIndex::ALL.iter().map(|index| format!("index:{}", index.name())).collect::<Vec<_>>());
}

#[test]
fn the_parts_of_a_stage_page_are_those_of_the_program() {
    let pages = blocks::pages();
    let told: Vec<(String, String)> = rows(&pages, "kaku/stage", "parts").iter().map(|row| (first_code(row), row[1].clone())).collect();
    let known: Vec<(String, String)> = StagePart::ALL.iter().map(|part| (format!("{{#{}}}", part.id()), part.title().to_owned())).collect();
    assert_eq!(told, known);
}

fn help(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_shirube")).args(arguments).arg("--help").output().expect("the program starts");
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The commands that the help lists.
pub fn commands() -> Vec<String> {
    let whole = help(&[]);
    let (_, rest) = whole.split_once("\nコマンド:\n").expect("the help lists the commands");
    let lines = rest.lines().take_while(|line| line.starts_with("  "));
    let commands: Vec<String> = lines.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    assert!(commands.len() >= 4, "{commands:?}");
    commands
}

#[test]
fn every_command_and_option_of_the_help_is_in_the_manual() {
    let pages = blocks::pages();
    let commands = commands();
    let told: BTreeSet<String> = rows(&pages, "tsukuru/command", "commands").iter().map(|row| first_code(row)).collect();
    let told_options: BTreeSet<String> = rows(&pages, "tsukuru/command", "options").iter().map(|row| first_code(row)).collect();
    assert_eq!(told, commands.iter().map(|command| format!("shirube {command}")).collect());
    let mut known = options(&help(&[]));
    for command in &commands {
        known.extend(options(&help(&[command])));
    }
    assert_eq!(told_options, known);
}

fn options(help: &str) -> BTreeSet<String> {
    // Examples of a help name options too, so only lines that begin with one count.
    let lines = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    lines.filter_map(|line| line.split([' ', ',']).find(|word| word.starts_with("--"))).map(str::to_owned).collect()
}

#[test]
fn the_areas_and_codes_of_the_manual_are_those_of_the_program() {
    let pages = blocks::pages();
    let told: BTreeSet<String> = rows(&pages, "komatta/bango", "areas").iter().map(|row| first_code(row)).collect();
    let known: BTreeSet<String> = Code::ALL.iter().map(|code| code.id()[..1].to_owned()).collect();
    assert_eq!(told, known);
    for page in &pages {
        for span in code_spans(&page.text).into_iter().filter(|span| is_code(span)) {
            assert!(Code::find(span).is_some(), "{}: there is no code `{span}`", page.id);
        }
    }
}

/// The areas whose codes are all in one table: letter, page, section.
const CODES: &[(char, &str, &str)] = &[
    ('C', "data/kakunin", "ichiran"),
    ('A', "data/shinko", "ichiran"),
    ('F', "data/nagare", "ichiran"),
    ('R', "komatta/kisoku", "ichiran"),
    ('W', "komatta/kakikata", "ichiran"),
];

#[test]
fn the_tables_of_codes_leave_none_out() {
    let pages = blocks::pages();
    for (letter, id, section) in CODES {
        let told: Vec<String> = rows(&pages, id, section).iter().map(|row| first_code(row)).collect();
        let mut known: Vec<&str> = Code::ALL.iter().map(|code| code.id()).filter(|id| id.starts_with(*letter)).collect();
        known.sort_unstable();
        assert_eq!(told, known, "content/manual/guide/{id}.md#{section}");
    }
}

fn is_code(text: &str) -> bool {
    let mut bytes = text.bytes();
    text.len() == 4 && bytes.next().is_some_and(|b| b.is_ascii_uppercase()) && bytes.all(|b| b.is_ascii_digit())
}
