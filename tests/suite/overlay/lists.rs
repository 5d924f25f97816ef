//! Lists by the ids of their items, or by their texts.

use super::{check, errors, three_layers};
use shirube::model::Site;

/// What the town says of `open_routes:` (items with ids a, b, c) and `handles:` (texts い, ろ, は), and the ids that are left.
type Row = (&'static str, &'static str, &'static str);
const ROWS: &[Row] = &[
    ("routes", "{}", "a b c"),
    ("routes", "{overlay: patch}", "a b c"),
    ("routes", "{remove: [b]}", "a c"),
    ("routes", "{remove: [a, b, c]}", ""),
    ("routes", "{add: [{id: d, title: 丁, ask: [role:management]}]}", "a b c d"),
    ("routes", "{add: [{id: d, title: 丁, ask: [role:management], after: a}]}", "a d b c"),
    ("routes", "{add: [{id: d, title: 丁, ask: [role:management], before: a}]}", "d a b c"),
    (
        "routes",
        "{add: [{id: d, title: 丁, ask: [role:management], after: a}, {id: e, title: 戊, ask: [role:management], after: a}]}",
        "a d e b c",
    ),
    (
        "routes",
        "{add: [{id: d, title: 丁, ask: [role:management], before: b}, {id: e, title: 戊, ask: [role:management], before: b}]}",
        "a d e b c",
    ),
    (
        "routes",
        "{add: [{id: d, title: 丁, ask: [role:management], after: c}, {id: e, title: 戊, ask: [role:management], after: d}]}",
        "a b c d e",
    ),
    ("routes", "{patch: {b: {title: 町}}}", "a b=町 c"),
    ("routes", "{patch: {b: {overlay: remove}}}", "a c"),
    ("routes", "{patch: {b: {overlay: replace, id: b, title: 町, ask: [role:management]}}}", "a b=町 c"),
    ("routes", "{remove: [a], patch: {c: {title: 町}}, add: [{id: a, title: 再, ask: [role:management], after: b}]}", "b a=再 c=町"),
    ("routes", "[{id: z, title: 癸, ask: [role:management]}]", "z"),
    ("routes", "{remove: [d]}", "S105"),
    ("routes", "{patch: {d: {title: 町}}}", "S105"),
    ("routes", "{remove: [b], patch: {b: {title: 町}}}", "S105"),
    ("routes", "{add: [{id: d, title: 丁, ask: [role:management], after: x}]}", "S105"),
    ("routes", "{remove: [b], add: [{id: d, title: 丁, ask: [role:management], after: b}]}", "S105"),
    ("routes", "{add: [{id: b, title: 乙, ask: [role:management]}]}", "S104"),
    ("routes", "{add: [{id: d, title: 丁, ask: [role:management], after: a, before: c}]}", "S118"),
    ("routes", "{ad: [{id: d}]}", "Y102"),
    ("routes", "{remove: b}", "Y105"),
    ("routes", "{add: [{title: 丁, ask: [role:management]}]}", "Y104"),
    ("handles", "{add: [に]}", "い ろ は に"),
    ("handles", "{add: [{id: に, after: い}]}", "い に ろ は"),
    ("handles", "{remove: [ろ], add: [{id: に, before: い}]}", "に い は"),
    ("handles", "{patch: {ろ: ロ}}", "い ロ は"),
    ("handles", "[ほ]", "ほ"),
    ("handles", "{remove: [ほ]}", "S105"),
    ("handles", "{add: [い]}", "S104"),
    ("handles", "{overlay: remove}", ""),
    // A list without ids is written whole.
    ("phones", "{remove: [\"0134-32-5208\"]}", "S118"),
    ("phones", "{add: [{number: 0134-32-5209}]}", "S118"),
];

#[test]
fn lists_are_patched_by_the_ids_of_their_items_or_by_their_texts() {
    for (list, town, wanted) in ROWS {
        let book = three_layers("", "").replace("base/site.yml", "  management: 管理職", "  management: 管理職\n  staff: 教職員").replace(
            "base/agencies/centre.yml",
            "hours:",
            "handles: [い, ろ, は]\nhours:",
        );
        let lane = "\nopen_routes:\n  - {id: a, title: 甲, ask: [role:management]}\n  - {id: b, title: 乙, ask: [role:management]}\n  - {id: c, title: 丙, ask: [role:staff]}\n";
        let book = book.replace("base/emergency.yml", "title: まず電話", &format!("title: まず電話{lane}").replace("電話\n\n", "電話\n"));
        let file = match *list {
            "routes" => format!("-- site/emergency.yml --\noverlay: patch\nopen_routes: {town}\n"),
            key => format!("-- site/agencies/centre.yml --\noverlay: patch\n{key}: {town}\n"),
        };
        let book = book.files(&file);
        let loaded = check(&book.site());
        let codes = errors(&loaded);
        let found = if codes.is_empty() { left(loaded.site.as_ref().expect("a site"), list) } else { codes.join(" ") };
        assert_eq!(found, *wanted, "{list}: {town}\n{}", book.check().human());
    }
}

/// The ids of a list in order, with the titles that are not the base's.
fn left(site: &Site, list: &str) -> String {
    if list == "handles" {
        return site.agencies["centre"].handles.join(" ");
    }
    let lane = site.emergency.as_ref().expect("a lane");
    let shown = lane.open_routes.iter().map(|route| {
        let own = [("a", "甲"), ("b", "乙"), ("c", "丙"), ("d", "丁"), ("e", "戊"), ("z", "癸")];
        let is_own = own.iter().any(|(id, title)| route.id == *id && route.title == *title);
        if is_own { route.id.clone() } else { format!("{}={}", route.id, route.title) }
    });
    shown.collect::<Vec<_>>().join(" ")
}
