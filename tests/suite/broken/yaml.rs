//! YAML that is not well-formed, not allowed, or not what the key wants.

use super::Case;
use crate::harness::Handbook;

#[test]
fn a_mistake_in_yaml_is_named_where_it_was_made() {
    super::run(CASES);
}

const CENTRE: &str = "site/agencies/centre.yml";

fn add(book: Handbook, lines: &str) -> Handbook {
    book.replace(CENTRE, "category: jido\n", &format!("category: jido\n{lines}"))
}

pub const CASES: &[Case] = &[
    Case {
        name: "five mistakes in one file are five messages at five places",
        change: |book| {
            book.files(
                "-- site/agencies/centre.yml --\nname: こども家庭センター\nyomii: こども\ncategory: [jido]\nphones:\n  - {number: 0134-32-5208, memo: 係}\nhours:\n  - {days: 平曰}\npublish: ときどき\n",
            )
        },
        expected: &[
            "Y102 agencies/centre.yml:2:1",
            "Y105 agencies/centre.yml:3:11",
            "Y102 agencies/centre.yml:5:28",
            "Y113 agencies/centre.yml:7:12",
            "Y105 agencies/centre.yml:8:10",
        ],
    },
    Case {
        name: "an unknown key that is like no other lists the known ones",
        change: |book| add(book, "banana: 1\n"),
        expected: &["Y102 agencies/centre.yml:4:1"],
    },
    Case {
        name: "a key with capital letters",
        change: |book| book.replace(CENTRE, "category:", "Category:"),
        expected: &["Y102 agencies/centre.yml:3:1"],
    },
    Case { name: "a key twice", change: |book| add(book, "name: 別の名\n"), expected: &["Y103 agencies/centre.yml:4:1"] },
    Case {
        name: "two keys missing",
        change: |book| book.replace(CENTRE, "yomi: こどもかていせんたー\ncategory: jido\n", ""),
        expected: &["Y104 agencies/centre.yml:1:1", "Y104 agencies/centre.yml:1:1"],
    },
    Case {
        name: "an empty file",
        change: |book| book.files("-- site/agencies/centre.yml --\n"),
        expected: &["Y104 agencies/centre.yml:1:1", "Y104 agencies/centre.yml:1:1", "Y104 agencies/centre.yml:1:1"],
    },
    Case {
        name: "a file of comments only",
        change: |book| book.files("-- site/agencies/centre.yml --\n# あとで書く\n"),
        expected: &["Y104 agencies/centre.yml:1:1", "Y104 agencies/centre.yml:1:1", "Y104 agencies/centre.yml:1:1"],
    },
    Case {
        name: "a list where keys are wanted",
        change: |book| book.files("-- site/agencies/centre.yml --\n- name: 名\n"),
        expected: &["Y105 agencies/centre.yml:1:1"],
    },
    Case {
        name: "a text where a list is wanted",
        change: |book| add(book, "handles: 虐待の相談\n"),
        expected: &["Y105 agencies/centre.yml:4:10"],
    },
    Case {
        name: "a list where a text is wanted",
        change: |book| add(book, "address: [小樽市]\n"),
        expected: &["Y105 agencies/centre.yml:4:10"],
    },
    Case { name: "a key without value", change: |book| add(book, "address:\n"), expected: &["Y111 agencies/centre.yml:4:1"] },
    Case {
        name: "a word that is no yes or no", change: |book| add(book, "publish: はい\n"), expected: &["Y105 agencies/centre.yml:4:10"]
    },
    Case {
        name: "an unknown word of a few",
        change: |book| book.replace("site/site.yml", "status: sample", "status: smaple"),
        expected: &["Y112 site.yml:4:9"],
    },
    Case {
        name: "a word that takes no content",
        change: |book| book.replace("site/site.yml", "status: sample", "status: {sample: 1}"),
        expected: &["Y105 site.yml:4:9"],
    },
    Case {
        name: "an approval without its facts",
        change: |book| book.replace("site/site.yml", "status: sample", "status: approved"),
        expected: &["Y105 site.yml:4:9"],
    },
    Case {
        name: "a day that is none",
        change: |book| book.replace(CENTRE, "days: 平日", "days: [月, 祝]"),
        expected: &["Y113 agencies/centre.yml:7:16"],
    },
    Case {
        name: "a number that is none in front matter",
        change: |book| book.replace("site/guide/hajime.md", "summary: 使い方", "order: 三番目"),
        expected: &["Y105 guide/hajime.md:4:8"],
    },
    Case {
        name: "an unclosed quote",
        change: |book| add(book, "address: \"小樽市花園\nbooking: 要らない\n"),
        expected: &["Y101 agencies/centre.yml:4:10"],
    },
    Case {
        name: "an unclosed bracket",
        change: |book| add(book, "handles: [虐待, 不登校\nbooking: 要らない\n"),
        expected: &["Y101 agencies/centre.yml:4:10"],
    },
    Case {
        name: "a colon inside a value",
        change: |book| add(book, "address: 小樽市: 花園\n"),
        expected: &["Y101 agencies/centre.yml:4:13"],
    },
    Case { name: "an anchor", change: |book| add(book, "address: &a 小樽市\n"), expected: &["Y106 agencies/centre.yml:4:10"] },
    Case {
        name: "an alias that was meant as a mark",
        change: |book| add(book, "address: *必須\n"),
        expected: &["Y106 agencies/centre.yml:4:10"],
    },
    Case { name: "a tag", change: |book| add(book, "address: !include /etc/passwd\n"), expected: &["Y107 agencies/centre.yml:4:10"] },
    Case { name: "a merge key", change: |book| add(book, "<<: {address: 小樽市}\n"), expected: &["Y109 agencies/centre.yml:4:1"] },
    Case { name: "a second document", change: |book| add(book, "---\nname: 別の窓口\n"), expected: &["Y108 agencies/centre.yml:4:1"] },
    Case {
        name: "text after a closed quote",
        change: |book| add(book, "address: \"小樽市\"花園\n"),
        expected: &["Y101 agencies/centre.yml:4:15"],
    },
    Case {
        name: "lines of one group that do not start together",
        change: |book| book.replace(CENTRE, "category", " category"),
        expected: &["Y101 agencies/centre.yml:3:10"],
    },
    Case {
        name: "a mistake in front matter stands at its line of the page",
        change: |book| book.replace("site/guide/hajime.md", "summary: ", "summry: "),
        expected: &["Y102 guide/hajime.md:4:1"],
    },
    Case {
        name: "mistakes of several files in one run, sorted",
        change: |book| {
            add(book, "banana: 1\n")
                .replace("site/categories.yml", "title:", "titel:")
                .replace("site/emergency.yml", "principle:", "principal:")
                .replace("site/glossary.yml", "definition:", "definiton:")
                .replace("site/guide/hajime.md", "summary:", "sumary:")
                .replace("site/site.yml", "publisher:", "publishr:")
        },
        expected: &[
            "Y102 agencies/centre.yml:4:1",
            "Y102 categories.yml:2:16",
            "Y102 emergency.yml:2:1",
            "Y102 glossary.yml:2:40",
            "Y102 guide/hajime.md:4:1",
            "Y102 site.yml:3:1",
        ],
    },
];
