//! The table of the overlay, row by row, for every kind of thing.

use super::{check, errors, three_layers};
use crate::harness::Handbook;
use shirube::model::Site;

/// What stands below the layer that speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Below {
    Nothing,
    /// The base has it.
    Base,
    /// The base has it and the prefecture took it away.
    Removed,
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layer {
    Prefecture,
    Town,
}

/// What comes out: the two values of the thing, nothing, or an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Own,
    Patched,
    Gone,
    Error(&'static str),
}

type Row = (Below, &'static str, Layer, Outcome);

/// One row of the rule for each pair of verb and presence, with each layer that can speak.
const ROWS: &[Row] = {
    use Below::{Base, Nothing, Removed};
    use Layer::{Prefecture, Town};
    use Outcome::{Error, Gone, Own, Patched};
    &[
        (Nothing, "", Town, Own),
        (Nothing, "", Prefecture, Own),
        (Nothing, "replace", Town, Error("S105")),
        (Nothing, "replace", Prefecture, Error("S105")),
        (Nothing, "patch", Town, Error("S105")),
        (Nothing, "patch", Prefecture, Error("S105")),
        (Nothing, "remove", Town, Error("S105")),
        (Nothing, "remove", Prefecture, Error("S105")),
        (Base, "", Town, Error("S104")),
        (Base, "", Prefecture, Error("S104")),
        (Base, "replace", Town, Own),
        (Base, "replace", Prefecture, Own),
        (Base, "patch", Town, Patched),
        (Base, "patch", Prefecture, Patched),
        (Base, "remove", Town, Gone),
        (Base, "remove", Prefecture, Gone),
        (Removed, "", Town, Own),
        (Removed, "replace", Town, Error("S105")),
        (Removed, "patch", Town, Error("S105")),
        (Removed, "remove", Town, Error("S105")),
    ]
};

/// A kind of thing: how a layer writes one with two values, and how they are read back.
struct Kind {
    name: &'static str,
    /// The file that holds it, below a layer's folder.
    file: &'static str,
    /// A verb (a whole line, or nothing), and the lines of the two values; a patch has the first alone.
    write: fn(Written<'_>) -> String,
    read: fn(&Site) -> Option<String>,
    /// What comes out where it is not what the rule says.
    exceptions: &'static [(Below, &'static str, Outcome)],
}

/// What a layer says of the thing.
#[derive(Clone, Copy)]
struct Written<'a> {
    verb: &'a str,
    first: Option<&'a str>,
    second: Option<&'a str>,
}

impl Written<'_> {
    /// `key: value` for the verb and the values, with the names that the kind gives them.
    fn fields(self, first: &str, second: &str, more: &str, join: &str) -> String {
        let mut fields = Vec::new();
        if !self.verb.is_empty() {
            fields.push(format!("overlay: {}", self.verb));
        }
        fields.extend(self.first.map(|value| format!("{first}: {value}")));
        fields.extend(self.second.map(|value| format!("{second}: {value}")));
        if self.second.is_some() && !more.is_empty() {
            fields.push(more.to_owned());
        }
        fields.join(join)
    }
}

const KINDS: &[Kind] = &[
    Kind {
        name: "page",
        file: "guide/rei.md",
        write: |w| format!("---\n{}\n---\n", w.fields("title", "summary", "", "\n")),
        read: |site| site.pages.get("rei").map(|page| format!("{} {}", page.title.value, page.summary.as_ref().expect("given").value)),
        exceptions: &[],
    },
    Kind {
        name: "agency",
        file: "agencies/rei.yml",
        write: |w| w.fields("name", "target", "yomi: れい\ncategory: jido\ncontact: unknown", "\n") + "\n",
        read: |site| site.agencies.get("rei").map(|agency| format!("{} {}", agency.name.value, agency.target.as_deref().expect("given"))),
        exceptions: &[],
    },
    Kind {
        name: "word",
        file: "glossary.yml",
        write: |w| format!("terms:\n  - {{id: rei, {}}}\n", w.fields("term", "definition", "yomi: れい", ", ")),
        read: |site| site.glossary.get("rei").map(|term| format!("{} {}", term.term.value, term.definition.value)),
        exceptions: &[],
    },
    Kind {
        name: "category",
        file: "categories.yml",
        write: |w| format!("categories:\n  - {{id: rei, {}}}\n", w.fields("title", "yomi", "", ", ")),
        read: |site| {
            let category = site.categories.iter().find(|category| category.id.as_str() == "rei")?;
            Some(format!("{} {}", category.title, category.yomi.as_deref().expect("given")))
        },
        exceptions: &[],
    },
    Kind {
        name: "lane",
        file: "emergency.yml",
        write: |w| {
            let lines =
                "lines: [{id: a, when: 急ぐとき, call: [agency:dial-110, agency:dial-119, agency:dial-189, slot:centre, slot:guidance]}]";
            w.fields("title", "principle", lines, "\n") + "\n"
        },
        read: |site| site.emergency.as_ref().map(|lane| format!("{} {}", lane.title, lane.principle)),
        // No handbook is without.
        exceptions: &[(Below::Base, "remove", Outcome::Error("S110"))],
    },
    Kind {
        name: "slot",
        file: "site.yml",
        write: |w| format!("slots:\n  rei: {{{}}}\n", w.fields("title", "note", "", ", ")),
        read: |site| site.slots.get("rei").map(|slot| format!("{} {}", slot.title, slot.note.as_deref().expect("given"))),
        exceptions: &[],
    },
];

/// Both values of a thing, as a layer writes them: hiragana, for they may be readings.
fn values(layer: &'static str) -> (&'static str, &'static str) {
    match layer {
        "base" => ("もと", "もとのちゅう"),
        "ken" => ("けん", "けんのちゅう"),
        _ => ("まち", "まちのちゅう"),
    }
}

fn say(kind: &Kind, layer: &'static str, verb: &str) -> String {
    let (first, second) = values(layer);
    let first = (verb != "remove").then_some(first);
    let second = (verb != "remove" && verb != "patch").then_some(second);
    (kind.write)(Written { verb, first, second })
}

/// Puts what a layer says into its file; a list of the handbook of the harness keeps its items.
fn put(book: Handbook, kind: &Kind, layer: &str, text: &str) -> Handbook {
    let path = format!("{layer}/{}", kind.file);
    let full = book.root().join(&path);
    match kind.name {
        "word" | "category" if full.exists() => {
            let own = text.split_once('\n').expect("a list").1;
            let before = std::fs::read_to_string(&full).expect("a file");
            book.write(&path, format!("{before}{own}").as_bytes());
        }
        "slot" if layer == "base" => {
            let own = text.split_once('\n').expect("a mapping").1;
            return book.replace(&path, "slots:\n", &format!("slots:\n{own}")).replace(&path, "bind:\n", "bind:\n  rei: undecided\n");
        }
        "slot" => {
            let before = std::fs::read_to_string(&full).expect("a file");
            book.write(&path, format!("{before}{text}").as_bytes());
        }
        _ => book.write(&path, text.as_bytes()),
    }
    book
}

fn built(kind: &Kind, (below, verb, layer, _): Row) -> Handbook {
    let mut book = three_layers("", "");
    if kind.name == "lane" {
        book = book.without("base/emergency.yml");
    }
    if below != Below::Nothing {
        book = put(book, kind, "base", &say(kind, "base", ""));
    }
    if below == Below::Removed {
        book = put(book, kind, "ken", &say(kind, "ken", "remove"));
    }
    let speaker = if layer == Layer::Town { "site" } else { "ken" };
    let mut own = say(kind, if layer == Layer::Town { "machi" } else { "ken" }, verb);
    if kind.name == "slot" && below == Below::Nothing && matches!(verb, "" | "replace") {
        own.push_str("bind: {rei: undecided}\n");
    }
    put(book, kind, speaker, &own)
}

fn expected(kind: &Kind, row: Row) -> Outcome {
    let (below, verb, _, outcome) = row;
    kind.exceptions.iter().find(|(b, v, _)| (*b, *v) == (below, verb)).map_or(outcome, |(.., outcome)| *outcome)
}

#[test]
fn every_verb_does_to_every_kind_what_the_table_says() {
    let mut wrong = Vec::new();
    let mut rows = 0;
    for kind in KINDS {
        for row in ROWS {
            rows += 1;
            let book = built(kind, *row);
            let loaded = check(&book.site());
            let own = values(if row.2 == Layer::Town { "machi" } else { "ken" });
            let found = match errors(&loaded).as_slice() {
                [] => loaded.site.as_ref().and_then(kind.read).unwrap_or_default(),
                codes => codes.join(" "),
            };
            let wanted = match expected(kind, *row) {
                Outcome::Own => format!("{} {}", own.0, own.1),
                Outcome::Patched => format!("{} もとのちゅう", own.0),
                Outcome::Gone => String::new(),
                Outcome::Error(code) => code.to_owned(),
            };
            if found != wanted {
                wrong.push(format!("{} {row:?}: {wanted:?} expected, {found:?} found\n{}", kind.name, book.check().human()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(rows, 120);
}

#[test]
fn values_below_a_key_follow_the_same_table() {
    /// What the base and the town say below `verified:` and what is left.
    type Row = (&'static str, &'static str, &'static str);
    const ROWS: &[Row] = &[
        // A mapping goes key by key; a text or a list is set.
        ("verified: {phone: {on: 2026-01-01, by_role: 担当}}", "verified: {phone: {on: 2026-02-02}}", "phone 2026-02-02 担当"),
        (
            "verified: {phone: {on: 2026-01-01, by_role: 担当}}",
            "verified: {url: {on: 2026-02-02, by_role: 町}}",
            "phone 2026-01-01 担当, url 2026-02-02 町",
        ),
        (
            "verified: {phone: {on: 2026-01-01, by_role: 担当}}",
            "verified: {phone: {overlay: replace, on: 2026-02-02, by_role: 町}}",
            "phone 2026-02-02 町",
        ),
        ("verified: {phone: {on: 2026-01-01, by_role: 担当}}", "verified: {phone: {overlay: remove}}", ""),
        (
            "verified: {phone: {on: 2026-01-01, by_role: 担当}}",
            "verified: {overlay: replace, url: {on: 2026-02-02, by_role: 町}}",
            "url 2026-02-02 町",
        ),
        ("verified: {phone: {on: 2026-01-01, by_role: 担当}}", "verified: {overlay: remove}", ""),
        (
            "verified: {phone: {on: 2026-01-01, by_role: 担当}}",
            "verified: {overlay: patch, phone: {overlay: patch, by_role: 町}}",
            "phone 2026-01-01 町",
        ),
        ("group: 係", "verified: {phone: {on: 2026-02-02, by_role: 町}}", "phone 2026-02-02 町"),
        // Verbs that find nothing.
        ("group: 係", "verified: {overlay: remove}", "S105"),
        ("group: 係", "verified: {overlay: replace, phone: {on: 2026-02-02, by_role: 町}}", "S105"),
        ("verified: {phone: {on: 2026-01-01, by_role: 担当}}", "verified: {url: {overlay: patch, on: 2026-02-02, by_role: 町}}", "S105"),
        // What is required cannot go, and what is patched is still judged.
        ("verified: {phone: {on: 2026-01-01, by_role: 担当}}", "verified: {phone: {on: {overlay: remove}}}", "Y104"),
        ("verified: {phone: {on: 2026-01-01, by_role: 担当}}", "verified: {phone: {on: {overlay: remove, x: y}}}", "S118 Y104"),
        ("verified: {phone: {on: 2026-01-01, by_role: 担当}}", "verified: {phone: {on: きのう}}", "Y113"),
        ("verified: {phone: {on: 2026-01-01, by_role: 担当}}", "verified: {phon: {on: 2026-02-02, by_role: 町}}", "Y102"),
        ("verified: {phone: {on: 2026-01-01, by_role: 担当}}", "verified: {phone: {overlay: replase}}", "Y112"),
    ];
    for (base, town, wanted) in ROWS {
        let book = three_layers("", "").files(&format!("-- site/agencies/centre.yml --\noverlay: patch\n{town}\n"));
        let book = book.replace("base/agencies/centre.yml", "hours:", &format!("{base}\nhours:"));
        let loaded = check(&book.site());
        let mut codes = errors(&loaded);
        codes.sort();
        let found = if codes.is_empty() {
            let site = loaded.site.as_ref().expect("a site");
            let verified = site.agencies["centre"]
                .verified
                .iter()
                .map(|(field, by)| format!("{} {} {}", format!("{field:?}").to_lowercase(), by.on, by.by_role));
            verified.collect::<Vec<_>>().join(", ")
        } else {
            codes.join(" ")
        };
        assert_eq!(found, *wanted, "{base} / {town}\n{}", book.check().human());
    }
}

#[test]
fn roles_bindings_and_levels_of_lints_go_key_by_key() {
    let town = "roles: {management: 校長と教頭, staff: {overlay: remove}, nurse: 養護教諭}\nbind: {centre: undecided}\nlints: {W103: {overlay: remove}, W104: off}\n";
    let book = three_layers("roles: {club: 顧問}\n", town).replace(
        "base/site.yml",
        "  management: 管理職",
        "  management: 管理職\n  staff: 教職員\nlints: {W103: error, W301: error}",
    );
    let site = super::whole(&book);
    let roles: Vec<String> = site.roles.iter().map(|(id, title)| format!("{id} {title}")).collect();
    assert_eq!(roles, ["club 顧問", "management 校長と教頭", "nurse 養護教諭"]);
    assert_eq!(format!("{:?}", site.slots["centre"].binding.as_ref().map(|b| &b.value)), "Some(Undecided)");
    assert!(site.slots["guidance"].binding.is_some());
    let lints: Vec<String> = site.lints.iter().map(|(code, level)| format!("{code} {level:?}")).collect();
    assert_eq!(lints, ["W104 Off", "W301 Error"]);
}
