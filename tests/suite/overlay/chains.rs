//! Chains of three: what the base, the prefecture and the town say, and what comes out.

use super::{check, errors, three_layers, whole};
use crate::harness::Handbook;
use shirube::model::{NavItem, RulesPage, Site};

fn nav(site: &Site) -> String {
    let item = |item: &NavItem| match item {
        NavItem::Page(id) => id.to_string(),
        NavItem::Index(index) => index.name().to_owned(),
        NavItem::Rules(id, RulesPage::Table) => format!("rule:{id}"),
        NavItem::Rules(id, RulesPage::Quick) => format!("rule:{id}#quick"),
        NavItem::Rules(id, RulesPage::Chart) => format!("rule:{id}#chart"),
        NavItem::Rules(id, RulesPage::Calculator) => format!("calculator:{id}"),
        NavItem::Flow(id) => format!("flow:{id}"),
        NavItem::Checklist(id) => format!("checklist:{id}"),
        NavItem::Agenda(id) => format!("agenda:{id}"),
        NavItem::Form(id) => format!("form:{id}"),
    };
    let chapter = |chapter: &shirube::model::Chapter| {
        let groups: String = chapter.groups.iter().map(|group| format!("|{}", group.title.value)).collect();
        format!("{}{groups}: {}", chapter.title.value, chapter.items.iter().map(item).collect::<Vec<_>>().join(" "))
    };
    site.nav.iter().map(chapter).collect::<Vec<_>>().join("; ")
}

#[test]
fn each_layer_sets_its_own_words_and_every_value_knows_its_layer() {
    let book = three_layers("", "")
        .replace("base/agencies/centre.yml", "hours:", "group: 基の係\naddress: 基の町\nhours:")
        .files("-- ken/agencies/centre.yml --\noverlay: patch\naddress: 県の町\nbooking: 要\n-- site/agencies/centre.yml --\noverlay: patch\nbooking: 不要\nphones: [{number: 0123-45-6789}]\n");
    let loaded = check(&book.site());
    assert!(errors(&loaded).is_empty(), "{}", book.check().human());
    let site = loaded.site.expect("a site");
    let agency = &site.agencies["centre"];
    let said = (agency.group.as_deref(), agency.address.as_deref(), agency.booking.as_deref());
    assert_eq!(said, (Some("基の係"), Some("県の町"), Some("不要")));
    let layer = |span| site.layers[site.layer_of(span)].id.as_str();
    assert_eq!((layer(agency.name.span), layer(agency.phones[0].number.span)), ("moto", "machi"));
    assert_eq!(site.layers[agency.origin.layer].id, "moto", "it is named in the base");
}

#[test]
fn a_mistake_in_a_chain_is_shown_in_the_layer_that_made_it() {
    let book = three_layers("", "")
        .files("-- ken/agencies/centre.yml --\noverlay: patch\nphones: [{number: 5208}]\n-- site/agencies/centre.yml --\noverlay: patch\ncategory: jidou\n")
        .replace("base/agencies/centre.yml", "yomi: こ", "yomi: 子");
    let mut places = book.check().places();
    places.sort();
    assert_eq!(places, ["D101 ken/agencies/centre.yml:2:19", "D105 agencies/centre.yml:2:11", "D108 base/agencies/centre.yml:2:7"]);
}

#[test]
fn keyed_lists_change_layer_by_layer() {
    let routes =
        "title: まず電話\nopen_routes:\n  - {id: a, title: 甲, ask: [role:management]}\n  - {id: b, title: 乙, ask: [role:management]}";
    let book = three_layers("", "").replace("base/emergency.yml", "title: まず電話", routes).files(
        "-- ken/emergency.yml --\noverlay: patch\nopen_routes: {add: [{id: k, title: 県, ask: [role:management], after: a}], patch: {b: {title: 県の乙}}}\n-- site/emergency.yml --\noverlay: patch\nopen_routes: {remove: [a], patch: {k: {title: 町の県}}, add: [{id: m, title: 町, ask: [role:management], before: b}]}\nprinciple: 町の原則\n",
    );
    let lane = whole(&book).emergency.expect("a lane");
    let titles: Vec<&str> = lane.open_routes.iter().map(|route| route.title.as_str()).collect();
    assert_eq!(titles, ["町の県", "町", "県の乙"]);
    assert_eq!((lane.title.as_str(), lane.principle.as_str()), ("まず電話", "町の原則"));
}

#[test]
fn the_lane_keeps_what_every_lane_has_whoever_patches_it() {
    for (patch, place) in [
        ("lines: {remove: [abuse]}", "S110 emergency.yml:1:1"),
        ("lines: {patch: {life: {call: {remove: [agency:dial-119]}}}}", "S110 emergency.yml:1:1"),
        ("lines: {patch: {abuse: {otherwise: {overlay: remove}}}}", "S110 emergency.yml:1:1"),
        ("lines: {overlay: remove}", "Y104 emergency.yml:2:18"),
    ] {
        let book = three_layers("", "").files(&format!("-- site/emergency.yml --\noverlay: patch\n{patch}\n"));
        let places = book.check().places();
        assert!(!places.is_empty() && places.iter().all(|found| found == place), "{patch}: {places:?}\n{}", book.check().human());
    }
    let gone = three_layers("", "").files("-- site/emergency.yml --\noverlay: remove\n");
    assert_eq!(gone.check().places(), ["S110 emergency.yml:1:10"]);
}

#[test]
fn a_nav_is_its_own_or_a_patch_of_the_one_below() {
    const BASE: &str = "対応: hajime; 窓口: agencies agencies-by-name glossary kana";
    /// What the prefecture and the town say, and the nav of the town.
    type Row = (&'static str, &'static str, &'static str);
    const ROWS: &[Row] = &[
        ("", "nav: [{id: x, title: 町, items: [page:hajime]}]", "町: hajime"),
        ("", "nav: {overlay: patch}", BASE),
        ("", "nav: {overlay: patch, remove: [madoguchi]}", "対応: hajime"),
        ("", "nav: {overlay: patch, patch: {madoguchi: {title: 電話}}}", "対応: hajime; 電話: agencies agencies-by-name glossary kana"),
        (
            "",
            "nav: {overlay: patch, patch: {madoguchi: {items: {remove: [index:kana], add: [{id: \"index:paper\", after: \"index:agencies\"}]}}}}",
            "対応: hajime; 窓口: agencies paper agencies-by-name glossary",
        ),
        ("", "nav: {overlay: patch, patch: {madoguchi: {items: [index:kana]}}}", "対応: hajime; 窓口: kana"),
        (
            "",
            "nav: {overlay: patch, add: [{id: x, title: 町, items: [index:paper], before: madoguchi}]}",
            "対応: hajime; 町: paper; 窓口: agencies agencies-by-name glossary kana",
        ),
        (
            "",
            "nav: {overlay: patch, patch: {taio: {items: {overlay: remove}, groups: [{title: 組, items: [page:hajime]}]}}, remove: [madoguchi]}",
            "対応|組: hajime",
        ),
        // The prefecture says nothing of the nav: the nearest one below is meant.
        ("roles: {club: 顧問}", "nav: {overlay: patch, remove: [madoguchi]}", "対応: hajime"),
        (
            "nav: {overlay: patch, remove: [madoguchi], add: [{id: k, title: 県, items: [index:kana]}]}",
            "nav: {overlay: patch, patch: {k: {title: 県と町}}}",
            "対応: hajime; 県と町: kana",
        ),
        (
            "nav: [{id: k, title: 県, items: [page:hajime, index:kana]}]",
            "nav: {overlay: patch, patch: {k: {items: {remove: [index:kana]}}}}",
            "県: hajime",
        ),
        ("", "nav: {overlay: patch, remove: [machi]}", "S105"),
        ("", "nav: {overlay: patch, patch: {taio: {items: {remove: [\"page:tsugi\"]}}}}", "S105"),
        ("", "nav: {overlay: patch, add: [{id: taio, title: 町, items: [index:paper]}]}", "S104"),
        ("", "nav: {overlay: patch, patch: {taio: {items: {add: [\"page:tsugi\"]}}}}", "M202"),
        ("", "nav: {add: [{id: x, title: 町, items: [index:paper]}]}", "Y105"),
    ];
    for (ken, town, wanted) in ROWS {
        let book = three_layers(&format!("{ken}\n"), &format!("{town}\n"));
        let loaded = check(&book.site());
        let codes = errors(&loaded);
        let found = if codes.is_empty() { nav(loaded.site.as_ref().expect("a site")) } else { codes.join(" ") };
        assert_eq!(found, *wanted, "{ken} / {town}\n{}", book.check().human());
    }
}

#[test]
fn a_town_that_says_nothing_of_the_nav_inherits_none() {
    let book = three_layers("", "lints: {not-in-nav: error}\n");
    assert_eq!(book.check().places(), ["S113 site.yml:1:1"]);
    let patch = Handbook::new().replace("site/site.yml", "nav:\n", "nav:\n  overlay: patch\n  add:\n");
    assert_eq!(patch.check().places(), ["S105 site.yml:17:12"]);
}

#[test]
fn entrances_are_patched_as_the_nav_is() {
    let entrances = "entrances:\n  - {id: a, title: 甲, to: page:hajime, choices: [{id: x, title: 一, to: page:hajime}, {id: y, title: 二, to: page:hajime}]}\n  - {id: b, title: 乙, to: page:hajime}\nnav:";
    let town = "entrances:\n  overlay: patch\n  remove: [b]\n  patch: {a: {choices: {remove: [x], patch: {y: {title: 町の二}}}}}\n  add: [{id: c, title: 丙, to: index:agencies}]\n";
    let site = whole(&three_layers("", town).replace("base/site.yml", "nav:", entrances));
    let titles: Vec<String> = site
        .entrances
        .iter()
        .map(|entrance| {
            format!(
                "{}{}",
                entrance.title.value,
                entrance.choices.iter().map(|choice| format!("({})", choice.title.value)).collect::<String>()
            )
        })
        .collect();
    assert_eq!(titles, ["甲(町の二)", "丙"]);
}

#[test]
fn what_a_layer_takes_away_is_unknown_to_every_reference_with_a_note_who_did() {
    let book = three_layers(
        "",
        "slots: {guidance: {overlay: remove}}\n",
    )
    .files("-- ken/agencies/centre.yml --\noverlay: remove\n-- site/glossary.yml --\nterms: [{id: gennin, overlay: remove}]\n-- ken/categories.yml --\ncategories: [{id: jido, overlay: remove}]\n-- base/guide/tsugi.md --\n---\ntitle: つぎ\n---\n[](page:owari)[](term:gennin)[次](owari.md)\n-- base/guide/owari.md --\n---\ntitle: おわり\n---\n-- ken/guide/owari.md --\n---\noverlay: remove\n---\n")
    .replace("site/site.yml", "[page:hajime]", "[page:hajime, page:tsugi, page:owari]");
    let checked = book.check();
    let mut codes: Vec<String> = checked.places().iter().map(|place| place[..4].to_owned()).collect();
    codes.sort();
    codes.dedup();
    assert_eq!(codes, ["D105", "D106", "M202", "M302"]);
    let human = checked.human();
    let problems = human.matches("エラー[").count();
    assert_eq!(human.matches("がここで取り除いています").count(), problems, "each problem has its note:\n{human}");
    assert!(human.contains("手引き「ken」がここで") && human.contains("手引き「machi」がここで"), "{human}");
}
