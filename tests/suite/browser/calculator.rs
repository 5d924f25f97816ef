//! The page that counts, used as staff use it: numbers are typed, and what comes out is what the program itself says of them.

use std::path::Path;
use std::sync::LazyLock;

use serde_json::{Value, json};
use shirube::rules::{CalendarTable, Program, compile, decide, decision_json};

use super::bidi::Outcome;
use super::page::Page;
use super::site::built_site;
use super::visit::SiteCopy;
use super::{Engine, with_page, with_scriptless_page};
use crate::harness::Handbook;
use crate::rules::sample;

const PAGE: &str = "calculator/absence.html";

/// An office PC at 125 %.
const OFFICE: (u32, u32) = (1093, 614);

/// Numbers and a date that nothing else on the page holds.
const MARKERS: [&str; 3] = ["7391", "2027-02-17", "7402"];

/// Otaru's rules and calendar.
static OTARU: LazyLock<(Program, CalendarTable)> = LazyLock::new(|| {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/otaru");
    let site = shirube::load::load(&site).site.expect("the handbook of Otaru");
    let rules = site.rules.values().find(|rules| rules.id.as_str() == "absence").expect("its rules");
    let calendar = CalendarTable::of(site.calendar.as_ref().expect("its calendar")).expect("a table");
    (compile(rules).expect("a program"), calendar)
});

/// What the program says of an input: states by stage.
fn states(input: &Value) -> Value {
    let decision: Value = serde_json::from_str(&decision_json(&decide(&OTARU.0, &OTARU.1, input))).expect("JSON");
    assert_eq!(decision["refused"], Value::Null, "{input}");
    let stages = decision["stages"].as_array().expect("stages").iter();
    stages
        .map(|stage| (stage["id"].as_str().unwrap_or_default().to_owned(), stage["state"].clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// What the page shows of the stages.
fn shown(page: &mut Page<'_>) -> Outcome<Value> {
    page.evaluate("Object.fromEntries([...document.querySelectorAll('[data-stage]')].map((stage) => [stage.dataset.stage, stage.dataset.state ?? null]))")
}

fn open(page: &mut Page<'_>, copy: &SiteCopy) -> Outcome {
    page.set_viewport(OFFICE.0, OFFICE.1)?;
    page.open_file(&copy.path(PAGE))?;
    page.wait_until("document.querySelector('[data-calc-inputs]').hidden === false")?;
    fill(page, "[data-as-of]", "令和8年5月20日")
}

/// Types into a field in place of what stands there.
fn fill(page: &mut Page<'_>, field: &str, text: &str) -> Outcome {
    page.call("(field) => { const input = document.querySelector(field); input.focus(); input.select(); }", &[json!(field)])?;
    // Delete, then what is typed.
    page.type_text("\u{E017}")?;
    page.type_text(text)
}

fn choose(page: &mut Page<'_>, question: &str, answer: &str) -> Outcome {
    page.click(&format!("{question} input[value=\"{answer}\"]"))
}

fn status(page: &mut Page<'_>) -> Outcome<String> {
    Ok(page.evaluate("document.querySelector('[data-calc-status]').textContent")?.as_str().unwrap_or_default().to_owned())
}

fn typed_days_give_what_the_program_says(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        open(page, &copy)?;
        for met in ["", "0", "1"] {
            choose(page, "[data-measure=met-in-run]", met)?;
            for days in [2, 3, 6, 7, 9, 10, 29, 30] {
                for measures in [&["consecutive"][..], &["consecutive", "school-run", "intermittent"], &["intermittent"]] {
                    let mut counts = serde_json::Map::new();
                    for measure in ["consecutive", "school-run", "intermittent"] {
                        let typed = if measures.contains(&measure) { days.to_string() } else { String::new() };
                        fill(page, &format!("[data-measure={measure}]"), &typed)?;
                        if measures.contains(&measure) {
                            counts.insert(measure.to_owned(), json!(days));
                        }
                    }
                    if let Ok(met) = met.parse::<u32>() {
                        counts.insert("met-in-run".to_owned(), json!(met));
                    }
                    let input = json!({"as_of": "2026-05-20", "counts": counts});
                    assert_eq!(shown(page)?, states(&input), "{engine}: {input}");
                }
            }
        }
        Ok(())
    })
}

#[test]
fn typed_days_give_what_the_program_says_in_chromium() -> Outcome {
    typed_days_give_what_the_program_says(Engine::Chromium)
}

#[test]
fn typed_days_give_what_the_program_says_in_firefox() -> Outcome {
    typed_days_give_what_the_program_says(Engine::Firefox)
}

/// Everything that outlives a page or leaves it, as one text.
pub const KEPT: &str = "async () => {
    const stored = (area) => { try { return JSON.stringify({...area}); } catch (error) { return ''; } };
    let bases = [];
    try { bases = indexedDB.databases ? await indexedDB.databases() : []; } catch (error) { bases = []; }
    return [stored(localStorage), stored(sessionStorage), JSON.stringify(bases), document.cookie, location.href, document.title,
        JSON.stringify(history.state), String(history.length), window.name].join('|');
}";

fn what_was_typed_is_kept_nowhere(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        open(page, &copy)?;
        let before = page.call(KEPT, &[])?;
        fill(page, "[data-as-of]", MARKERS[1])?;
        fill(page, "[data-measure=consecutive]", MARKERS[0])?;
        fill(page, "[data-measure=annual]", MARKERS[2])?;
        choose(page, "[data-measure=met-today]", "0")?;
        page.evaluate("document.querySelector('[data-calc-facts]').open = true")?;
        choose(page, "[data-fact=worry]", "yes")?;
        assert!(status(page)?.contains("2027年2月17日"), "{}", status(page)?);
        let after = page.call(KEPT, &[])?;
        assert_eq!(after, before, "{engine}");
        for marker in MARKERS {
            assert!(!after.as_str().unwrap_or_default().contains(marker), "{engine}: {marker} in {after}");
        }
        // Cleared, and only when it is confirmed.
        page.click("[data-clear]")?;
        page.wait_until("document.querySelector('[data-calc-dialog=clear]').open")?;
        page.click("[data-calc-dialog=clear] [data-dialog=no]")?;
        assert_eq!(page.evaluate("document.querySelector('[data-measure=consecutive]').value")?, json!(MARKERS[0]));
        page.click("[data-clear]")?;
        page.click("[data-calc-dialog=clear] [data-dialog=yes]")?;
        let typed = "[...document.querySelectorAll('[data-calc-inputs] input')].map((input) => ['radio', 'checkbox'].includes(input.type) ? (input.checked ? input.value : '') : input.dataset.asOf === '' || input.dataset.calFrom === '' ? '' : input.value).join('')";
        assert_eq!(page.evaluate(typed)?, json!("on"), "only the way of entering is chosen");
        assert_eq!(page.evaluate("document.querySelector('[data-calc-answer]').hidden")?, json!(true));
        assert_eq!(
            page.evaluate("document.body.textContent.includes('7391') || document.body.textContent.includes('7402')")?,
            json!(false)
        );
        Ok(())
    })
}

#[test]
fn what_was_typed_is_kept_nowhere_in_chromium() -> Outcome {
    what_was_typed_is_kept_nowhere(Engine::Chromium)
}

#[test]
fn what_was_typed_is_kept_nowhere_in_firefox() -> Outcome {
    what_was_typed_is_kept_nowhere(Engine::Firefox)
}

fn no_answer_comes_from_what_is_half_read(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(engine, |page| {
        open(page, &copy)?;
        fill(page, "[data-measure=intermittent]", "３")?;
        assert_eq!(shown(page)?, states(&json!({"as_of": "2026-05-20", "counts": {"intermittent": 3}})), "full-width digits are read");
        let nothing = "document.querySelector('[data-calc-answer]').hidden && document.querySelectorAll('[data-state]').length === 0";
        for (field, text, fault) in [
            ("consecutive", "3x", "数字で"),
            ("consecutive", "-3", "数字で"),
            ("consecutive", "10000", "9999"),
            ("annual", "3.5", "数字で"),
        ] {
            fill(page, &format!("[data-measure={field}]"), text)?;
            assert_eq!(page.evaluate(nothing)?, json!(true), "{engine}: {text}");
            let told = page.evaluate(&format!("document.getElementById('calc_m_{field}_fault').textContent"))?;
            assert!(told.as_str().is_some_and(|told| told.contains(fault)), "{engine}: {text}: {told}");
            assert_eq!(
                page.evaluate(&format!("document.querySelector('[data-measure={field}]').getAttribute('aria-invalid')"))?,
                json!("true")
            );
            fill(page, &format!("[data-measure={field}]"), "")?;
            assert_eq!(page.evaluate(nothing)?, json!(false), "{engine}: {text} is mended");
        }
        for (text, fault) in [("2035-04-01", "暦にある日"), ("きのう", "日付として"), ("", "日付を入れて")] {
            fill(page, "[data-as-of]", text)?;
            assert_eq!(page.evaluate(nothing)?, json!(true), "{engine}: {text}");
            let told = page.evaluate("document.getElementById('calc_as_of_fault').textContent")?;
            assert!(told.as_str().is_some_and(|told| told.contains(fault)), "{engine}: {text}: {told}");
        }
        Ok(())
    })
}

/// A run of days that is longer than the sum that holds it is a slip of the pen.
fn counts_that_contradict_each_other_are_named(engine: Engine) -> Outcome {
    let book = sample::changed(Handbook::new(), sample::RULES, ", absent/separate-room: 0", "");
    let book = book.replace(sample::RULES, "id: in-term, ", "id: in-term, ask: この学期に続けて何日, ");
    let site = sample::site(&book);
    let program = compile(sample::rules(&site)).expect("a program");
    let (run, total) = *program.orders.first().expect("a run within a total");
    book.build();
    let copy = SiteCopy::of(&book.out())?;
    with_page(engine, |page| {
        page.open_file(&copy.path("calculator/kesseki.html"))?;
        fill(page, "[data-as-of]", "2026-05-20")?;
        let [run, total] = [run, total].map(|at| program.measures[at].id.clone());
        fill(page, &format!("[data-measure={total}]"), "3")?;
        fill(page, &format!("[data-measure={run}]"), "4")?;
        assert_eq!(page.evaluate("document.querySelector('[data-calc-answer]').hidden")?, json!(true));
        let told = page.evaluate(&format!("document.getElementById('calc_m_{run}_fault').textContent"))?;
        assert!(told.as_str().is_some_and(|told| told.contains("合計の日数より多く")), "{engine}: {told}");
        fill(page, &format!("[data-measure={run}]"), "3")?;
        assert_eq!(page.evaluate("document.querySelector('[data-calc-answer]').hidden")?, json!(false));
        Ok(())
    })
}

#[test]
fn counts_that_contradict_each_other_are_named_in_each_browser() -> Outcome {
    counts_that_contradict_each_other_are_named(Engine::Chromium)?;
    counts_that_contradict_each_other_are_named(Engine::Firefox)
}

#[test]
fn no_answer_comes_from_what_is_half_read_in_chromium() -> Outcome {
    no_answer_comes_from_what_is_half_read(Engine::Chromium)
}

#[test]
fn no_answer_comes_from_what_is_half_read_in_firefox() -> Outcome {
    no_answer_comes_from_what_is_half_read(Engine::Firefox)
}

fn dates_and_duties_are_taken_away(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    let folder = tempfile::tempdir().map_err(super::bidi::failed("a folder"))?;
    with_page(engine, |page| {
        open(page, &copy)?;
        fill(page, "[data-measure=consecutive]", "7")?;
        page.evaluate("document.querySelector('[data-reached]').closest('details').open = true")?;
        fill(page, "[data-reached=day-7]", "5/19")?;
        let due = page.evaluate("document.querySelector('[data-duty=\"day-7/monthly-report\"] [data-due]').textContent")?;
        assert_eq!(due, json!("2026年6月5日（金）まで"));
        let file = page.download(folder.path(), |page| page.click("[data-take=ics]"))?;
        let text = std::fs::read_to_string(&file).map_err(super::bidi::failed("the file"))?;
        assert!(text.contains("DTSTART;VALUE=DATE:20260605\r\n"), "{text}");
        let pdf = page.print_pdf()?;
        let printed = super::pdf::pdf_text(&pdf)?;
        for wanted in ["確かめた結果", "2026年5月20日", "連続欠席:7日", "2026年6月5日", "ケース会議と管理職"] {
            assert!(printed.contains(wanted), "{engine}: no 「{wanted}」 on paper: {printed}");
        }
        assert!(!printed.contains("ほかに分かっていること"), "{engine}: the inputs are printed");
        Ok(())
    })
}

/// Takes the calendar file without saving it; how many files were offered and how many were withdrawn a moment later.
const TAKE: &str = "() => new Promise((done) => {
    const seen = {offered: 0, withdrawn: 0};
    URL.revokeObjectURL = () => { seen.withdrawn += 1; };
    document.addEventListener('click', (event) => {
        if (event.target.download) { event.preventDefault(); seen.offered += 1; }
    }, true);
    document.querySelector('[data-take=ics]').click();
    setTimeout(() => setTimeout(() => done(seen), 50), 0);
})";

#[test]
fn a_file_is_there_until_a_slow_computer_has_read_it() -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    with_page(Engine::Chromium, |page| {
        open(page, &copy)?;
        fill(page, "[data-measure=consecutive]", "7")?;
        page.evaluate("document.querySelector('[data-reached]').closest('details').open = true")?;
        fill(page, "[data-reached=day-7]", "5/19")?;
        assert_eq!(page.call(TAKE, &[])?, json!({"offered": 1, "withdrawn": 0}));
        Ok(())
    })
}

#[test]
fn dates_and_duties_are_taken_away_in_chromium() -> Outcome {
    dates_and_duties_are_taken_away(Engine::Chromium)
}

#[test]
fn dates_and_duties_are_taken_away_in_firefox() -> Outcome {
    dates_and_duties_are_taken_away(Engine::Firefox)
}

fn an_idle_screen_is_covered_and_nothing_is_lost(engine: Engine) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    let page_file = copy.path(PAGE);
    let html = std::fs::read_to_string(&page_file).map_err(super::bidi::failed("the page"))?;
    assert!(html.contains("data-idle-seconds=\"180\""));
    std::fs::write(&page_file, html.replace("data-idle-seconds=\"180\"", "data-idle-seconds=\"1\""))
        .map_err(super::bidi::failed("the page"))?;
    with_page(engine, |page| {
        open(page, &copy)?;
        std::thread::sleep(std::time::Duration::from_millis(1500));
        assert_eq!(page.evaluate("document.querySelector('[data-calc-dialog=cover]').open")?, json!(false), "there is nothing to cover");
        fill(page, "[data-measure=consecutive]", "7")?;
        page.wait_until("document.querySelector('[data-calc-dialog=cover]').open")?;
        page.click("[data-calc-dialog=cover] [data-dialog=no]")?;
        assert_eq!(page.evaluate("document.querySelector('[data-measure=consecutive]').value")?, json!("7"));
        Ok(())
    })
}

#[test]
fn an_idle_screen_is_covered_and_nothing_is_lost_in_chromium() -> Outcome {
    an_idle_screen_is_covered_and_nothing_is_lost(Engine::Chromium)
}

#[test]
fn an_idle_screen_is_covered_and_nothing_is_lost_in_firefox() -> Outcome {
    an_idle_screen_is_covered_and_nothing_is_lost(Engine::Firefox)
}

/// Changes what the page's script knows, and sees it refuse to answer.
fn refuses(engine: Engine, from: &str, to: &str) -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    let data = copy.path("calculator/absence.js");
    let text = std::fs::read_to_string(&data).map_err(super::bidi::failed("the data"))?;
    assert!(text.contains(from), "{from} is not there");
    std::fs::write(&data, text.replacen(from, to, 1)).map_err(super::bidi::failed("the data"))?;
    with_page(engine, |page| {
        page.open_file(&copy.path(PAGE))?;
        page.wait_until("document.querySelector('[data-calc-broken]').hidden === false")?;
        assert_eq!(page.evaluate("document.querySelector('[data-calc-inputs]').hidden")?, json!(true));
        assert_eq!(page.evaluate("document.querySelectorAll('[data-stage]').length > 10")?, json!(true), "the table stands");
        Ok(())
    })
}

#[test]
fn a_changed_threshold_is_noticed_before_anybody_is_answered() -> Outcome {
    for engine in [Engine::Chromium, Engine::Firefox] {
        refuses(engine, "\\\"at_least\\\",3]", "\\\"at_least\\\",4]")?;
        refuses(engine, "\\\"key\\\":\\\"", "\\\"key\\\":\\\"0")?;
    }
    Ok(())
}

#[test]
fn without_scripts_the_page_is_the_table_of_stages() -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    for engine in [Engine::Chromium, Engine::Firefox] {
        with_scriptless_page(engine, |page| {
            page.open_file(&copy.path(PAGE))?;
            let seen = page.evaluate(
                "({inputs: document.querySelector('[data-calc-inputs]').checkVisibility(), note: document.querySelector('[data-calc-static]').checkVisibility(),
                   duties: [...document.querySelectorAll('[data-stage] [data-duty]')].filter((row) => row.checkVisibility()).length})",
            )?;
            assert_eq!((&seen["inputs"], &seen["note"]), (&json!(false), &json!(true)), "{engine}");
            assert!(seen["duties"].as_u64().is_some_and(|duties| duties >= 54), "{engine}: {seen}");
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn the_first_number_is_asked_within_the_first_screen_of_an_office_pc() -> Outcome {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    for engine in [Engine::Chromium, Engine::Firefox] {
        with_page(engine, |page| {
            open(page, &copy)?;
            let bottom = page.evaluate("document.querySelector('[data-measure=consecutive]').getBoundingClientRect().bottom + scrollY")?;
            assert!(bottom.as_f64().is_some_and(|bottom| bottom <= f64::from(OFFICE.1)), "{engine}: {bottom}");
            let speed = page.evaluate(
                "(() => { const data = Shirube.calculator.data, decide = Shirube.core.rules.decide;
                    const median = (rounds, run) => { const spent = []; for (let i = 0; i < rounds; i += 1) { const start = performance.now(); for (let k = 0; k < 10; k += 1) run(); spent.push((performance.now() - start) / 10); }
                        return spent.sort((a, b) => a - b)[rounds >> 1]; };
                    const year = {as_of: '2027-03-31', record: {covers: {from: '2026-04-01', to: '2027-03-31'}, unlisted: 'present', days: [{from: '2026-05-11', to: '2026-07-03', mark: 'absent', seen: 'no'}, {from: '2026-11-02', to: '2027-03-19', mark: 'absent'}]}};
                    return [median(21, () => data.tests.forEach((test) => Shirube.core.rules.canonical(decide(data.program, data.calendar, test[0])))), median(21, () => decide(data.program, data.calendar, year)), data.tests.length]; })()",
            )?;
            println!("{engine}: self-test of {} {} ms, a school year {} ms", speed[2], speed[0], speed[1]);
            Ok(())
        })?;
    }
    Ok(())
}
