//! A flow as its page shows it: read back from the drawing and from the list.

use crate::facts::fold;
use scraper::{ElementRef, Html, Selector};
use std::collections::{BTreeMap, BTreeSet};

/// One face of a flow.
#[derive(Debug, Default)]
pub struct Shown {
    /// What stands in each box, by its id; folded.
    pub boxes: BTreeMap<String, String>,
    /// Arrows from box to box, with the number of those that are inferred and of those that point both ways.
    pub arrows: BTreeMap<(String, String), Arrows>,
    /// Headings of lanes; folded. The list names the lane with each box.
    pub lanes: String,
    /// What stands on arrows, all of it; folded.
    pub labels: String,
}

/// The arrows between two boxes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrows {
    pub count: usize,
    pub inferred: usize,
    pub both: usize,
}

fn select(selector: &str) -> Selector {
    Selector::parse(selector).expect("a selector")
}

fn text(element: ElementRef<'_>) -> String {
    fold(&element.text().collect::<String>())
}

/// What a drawing, perhaps on several sheets, and a list show of a flow.
pub fn faces(html: &str, flow: &str) -> (Shown, Shown) {
    let document = Html::parse_document(html);
    let figure = document.select(&select(&format!("figure[data-flow='{flow}']"))).next().unwrap_or_else(|| panic!("{flow} is not shown"));
    (drawing(figure), list(figure, flow))
}

fn drawing(figure: ElementRef<'_>) -> Shown {
    let mut shown = Shown::default();
    for drawn in figure.select(&select("svg [data-node]")) {
        let id = drawn.attr("data-node").expect("it has one").to_owned();
        assert!(shown.boxes.insert(id.clone(), text(drawn)).is_none(), "{id} is drawn twice");
    }
    let mut again = 0;
    for drawn in figure.select(&select("svg [data-from]")) {
        if drawn.attr("data-again").is_some() {
            again += 1;
            continue;
        }
        let end = |name: &str| drawn.attr(name).unwrap_or_default().to_owned();
        let heads = drawn.select(&select("path[fill='currentColor']")).count();
        let inferred = usize::from(drawn.select(&select("[stroke-dasharray]")).next().is_some());
        add(&mut shown, (end("data-from"), end("data-to")), Arrows { count: 1, inferred, both: usize::from(heads > 1) });
    }
    let marks = figure.select(&select("svg .flow__box--mark")).count();
    assert!(marks <= 2 * again && (marks > 0) == (again > 0), "what leaves a sheet arrives on another: {marks} marks, {again} arrows");
    // Where an arrow goes on on another sheet, its label stands in the mark.
    shown.labels = figure.select(&select("svg .flow__label, svg .flow__box--mark")).map(text).collect();
    shown.lanes = figure.select(&select("svg .flow__column")).map(text).collect();
    shown
}

fn add(shown: &mut Shown, ends: (String, String), arrow: Arrows) {
    let known = shown.arrows.entry(ends).or_default();
    known.count += 1;
    known.inferred += arrow.inferred;
    known.both += arrow.both;
}

fn list(figure: ElementRef<'_>, flow: &str) -> Shown {
    let mut shown = Shown::default();
    let prefix = format!("#flow_{flow}_");
    for item in figure.select(&select(".flow__list > li")) {
        let id = item.attr("data-node").expect("an item is of a box").to_owned();
        let own = item.child_elements().filter(|part| !part.value().classes().any(|class| class == "flow__ways"));
        let words: String = own.map(text).collect();
        assert!(shown.boxes.insert(id.clone(), words).is_none(), "{id} is listed twice");
        for way in item.select(&select(".flow__ways > li")) {
            let said = text(way);
            let Some(link) = way.select(&select("a")).next() else { continue };
            let to = link.attr("href").and_then(|href| href.strip_prefix(&prefix)).unwrap_or_default().to_owned();
            if !said.starts_with(['→', '⇄']) {
                continue;
            }
            let inferred = usize::from(said.contains("推定"));
            add(&mut shown, (id.clone(), to), Arrows { count: 1, inferred, both: usize::from(said.starts_with('⇄')) });
            shown.labels.push_str(&said);
        }
    }
    shown
}

/// The ids of what stands in an address of a row of the facts.
pub fn ids(shown: &Shown) -> BTreeSet<&str> {
    shown.boxes.keys().map(String::as_str).collect()
}
