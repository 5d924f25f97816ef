//! Made-up contexts for every page template: a full one, and a minimal one in which every optional field is null and every list empty.

use serde_json::{Value, json};

/// A page template with the name of its view and the kind of its shell.
pub const PAGES: [(&str, &str, &str); 24] = [
    ("home.html", "home", "home"),
    ("chapter.html", "chapter", "chapter"),
    ("page.html", "page", "page"),
    ("stage.html", "page", "page"),
    ("agency.html", "agency", "agency"),
    ("table.html", "table", "table"),
    ("agencies.html", "agencies", "agencies"),
    ("agencies-by-name.html", "names", "names"),
    ("glossary.html", "glossary", "glossary"),
    ("kana.html", "kana", "kana"),
    ("paper.html", "paper", "paper"),
    ("tables.html", "tables", "tables"),
    ("flow.html", "flow", "flow"),
    ("checklist.html", "checklist", "checklist"),
    ("checklists.html", "checklists", "checklists"),
    ("store.html", "store", "store"),
    ("agenda.html", "agenda", "agenda"),
    ("form.html", "form", "form"),
    ("forms.html", "forms", "forms"),
    ("rules.html", "rules", "rules"),
    ("quick.html", "rules", "quick"),
    ("calculator.html", "calculator", "calculator"),
    ("search.html", "search", "search"),
    ("404.html", "nothing", "not-found"),
];

/// Whether optional fields are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    Minimal,
    Full,
}

impl Fill {
    fn some(self, value: Value) -> Value {
        if self == Fill::Full { value } else { Value::Null }
    }

    fn list(self, values: Value) -> Value {
        if self == Fill::Full { values } else { json!([]) }
    }
}

/// The context of a page, without `t` and `lane_html`.
pub fn page(view: &str, kind: &str, fill: Fill) -> Value {
    let mut context = json!({ "site": site(fill), "shell": shell(kind, fill), "shared": shared(), "lane": lane(fill) });
    context[view] = own(view, fill);
    context
}

fn calculator(fill: Fill) -> Value {
    json!({ "id": "absence", "title": "欠席の状況に応じた対応", "key": "0a1b2c", "emergency_html": "<a href=\"a.html\">警察</a>",
    "asks": fill.list(json!([{ "id": "run", "label": "連続欠席", "ask": "連続して何日", "unit": "日", "is_switch": false }, { "id": "met", "label": "会えた日", "ask": "会えましたか", "unit": "日", "is_switch": true }])),
    "facts": fill.list(json!([{ "id": "worry", "ask": "心配ですか", "note": "担任が" }, { "id": "signs", "ask": "予兆がありますか", "note": null }])),
    "marks": [{ "id": "absent", "label": "欠席", "sign": "欠" }], "places": fill.list(json!([{ "id": "room", "label": "別室" }])),
    "stages": fill.list(json!([{ "id": "day-3", "title": "3日目", "number": "2-3", "href": "d.html", "when": "連続欠席3日目", "duties_html": "<table></table>", "tells": ["心配なときは待たない"], "source_html": "根拠：11ページ" },
        { "id": "day-7", "title": "7日目", "number": null, "href": null, "when": "連続欠席7日目", "duties_html": "", "tells": [], "source_html": "" }])),
    "points": fill.list(json!([{ "id": "basis", "question": "登校日か", "readings": ["登校日", "暦日"], "ask_html": "指導グループ", "href": "u.html#p" }])),
    "has_long_holidays": fill == Fill::Minimal, "has_ceremonies": fill == Fill::Minimal, "lacks_terms": fill == Fill::Full, "audience": fill.some(json!("教職員")),
    "table_href": "../rules/absence.html", "undecided_href": "../undecided.html" })
}

fn own(view: &str, fill: Fill) -> Value {
    match view {
        "home" => home(fill),
        "chapter" => {
            json!({ "text": fill.some(json!("休み始めから")), "groups": fill.list(json!([
                { "title": "未然防止", "items": [{ "number": "2-1", "title": "休み始め", "href": "a.html", "summary": null }] },
                { "title": null, "items": [{ "number": "2-2", "title": "三日目", "href": "b.html", "summary": "要点" }] }])) })
        }
        "page" => page_view(fill),
        "agency" => agency(fill),
        "table" => {
            json!({ "body_html": "<div class=\"figures\" id=\"table_a\"></div>", "audience": fill.some(json!("教職員")), "mentioned_more": 2,
                "mentioned_in": fill.list(json!([{ "number": null, "title": "休み始め", "href": "a.html" }])) })
        }
        "flow" => {
            json!({ "summary": fill.some(json!("気づいてから")), "id": "cause", "sheets": fill.list(json!(["<div class=\"flow__drawing\"></div>", "<div class=\"flow__drawing\"></div>"])), "rest_html": "<ol class=\"flow__list\"></ol>", "audience": fill.some(json!("教職員")),
            "is_landscape": fill == Fill::Full, "sources": fill.list(json!(["小樽市不登校対応マニュアル 16ページ"])) })
        }
        "checklist" | "checklists" | "store" => checklist(view, fill),
        "agenda" => {
            json!({ "summary": fill.some(json!("司会の手元に")), "id": "kaigi", "body_html": "<table class=\"duties__table\"></table>", "rest_html": "<ul><li>未定</li></ul>",
            "steps": fill.list(json!([{ "id": "a", "text": "確認", "minutes": 5, "is_between": false, "lead": "司会" }, { "id": "b", "text": "入れ替わり", "minutes": null, "is_between": true, "lead": null }])),
            "total": fill.some(json!(30)), "start": fill.some(json!("9:00")), "cases": fill.some(json!(6)), "audience": fill.some(json!("教職員")), "sources": fill.list(json!(["見本の要綱 3ページ"])) })
        }
        "form" => form(fill),
        "forms" => json!({ "rows": fill.list(json!([
            { "title": "速報", "number": "参考資料２", "href": "a.html", "audience": "教職員", "when": ["七日目"], "to_html": "センター", "due_html": "翌月", "sheets": 1 },
            { "title": "計画", "number": null, "href": "b.html", "audience": null, "when": [], "to_html": "", "due_html": null, "sheets": 0 }])) }),
        "rules" => json!({ "body_html": "<div class=\"duties\"></div>", "audience": fill.some(json!("教職員")) }),
        "calculator" => calculator(fill),
        "agencies" => {
            json!({ "categories": fill.list(json!([{ "id": "cat-jido", "title": "児童", "groups": [{ "title": null, "agencies": [row(fill)] }, { "title": "道", "agencies": [row(Fill::Minimal)] }] }])) })
        }
        "names" => {
            json!({ "rows": fill.list(json!([{ "kana": "あ", "agencies": [row(fill)] }, { "kana": "か", "agencies": [row(Fill::Minimal)] }])) })
        }
        "glossary" => {
            json!({ "rows": fill.list(json!([{ "kana": "か", "terms": [term(Fill::Full), term(Fill::Minimal)] }, { "kana": "さ", "terms": [] }])) })
        }
        "search" => json!({ "kinds": fill.list(json!([{ "id": "term", "title": "用語" }])) }),
        "kana" => json!({ "rows": fill.list(json!([{ "kana": "か", "entries": [
            { "text": "現認", "yomi": "げんにん", "kind": "用語", "href": "g.html#term-gennin", "number": null, "paper": null },
            { "text": "休み始め", "yomi": null, "kind": "ページ", "href": "p.html", "number": "2-1", "paper": "4" }] }])) }),
        "paper" => {
            json!({ "rows": fill.list(json!([{ "page": 12, "links": [{ "title": "七日目", "href": "d.html", "number": "2-4" }, { "title": "早見", "href": "k.html", "number": null }] }])) })
        }
        "tables" => json!({ "rows": fill.list(json!([
            { "title": "児童<生徒>数", "href": "jido.html", "audience": "教職員", "year": "令和3年度", "more": 2, "sources": ["活動報告 3ページ"],
                "pages": [{ "title": "七日目", "href": "d.html", "number": "2-4" }, { "title": "早見", "href": "k.html", "number": null }] },
            { "title": "開催", "href": "kai.html", "audience": null, "year": "年の記載なし", "more": 0, "sources": [], "pages": [] }])) }),
        _ => Value::Null,
    }
}

fn form(fill: Fill) -> Value {
    json!({ "id": "sokuho", "title": "参考資料２ 速報", "summary_html": fill.some(json!("知らせる様式です")), "audience": fill.some(json!("教職員")),
                "title_note_html": fill.some(json!("題は報告書")), "facts_html": "<div><dt>いつ</dt><dd>七日目</dd></div>", "send_html": "<section data-send></section>",
                "official": fill.some(json!({ "title": "速報", "href": "../files/a.xlsx", "name": "a.xlsx" })),
                "controls_html": if fill == Fill::Full { "<section class=\"form__section\"></section>" } else { "" }, "sheets": fill.list(json!(["<div></div>", "<div></div>"])),
                "sheet_count": if fill == Fill::Full { 2 } else { 0 }, "drafts": "off", "notes": fill.list(json!(["具体的に"])), "open": fill.list(json!(["送り方"])),
                "page_html": fill.some(json!("<a href=\"a.html\">様式</a>")), "sources": fill.list(json!(["小樽市不登校対応マニュアル 29ページ"])) })
}

fn site(fill: Fill) -> Value {
    json!({ "id": "otaru", "lang": "ja", "title": "小樽市 <不登校> 対応の手引き", "subtitle": fill.some(json!("副題")), "publisher": "見本",
        "edition": "2026年度版", "issued": "2026年11月20日", "review_by": fill.some(json!("2027年3月31日")), "review_by_iso": fill.some(json!("2027-03-31")),
        "audience": if fill == Fill::Full { "staff" } else { "public" }, "status": if fill == Fill::Full { "sample" } else { "draft" }, "approval": null, "verify_at": fill.some(json!("教育委員会に確かめてください。")) })
}

fn shell(kind: &str, fill: Fill) -> Value {
    json!({ "kind": kind, "title": "休み始めの段階における対応", "number": fill.some(json!("2-1")), "summary": fill.some(json!("要点")), "chapter": fill.some(json!("nissu")),
        "root": "../", "styles": fill.list(json!(["../assets/calculator.css"])), "scripts": fill.list(json!(["../assets/rules.js"])), "breadcrumbs": fill.list(json!([{ "title": "表紙", "href": "../index.html", "number": null }, { "title": "日数", "href": "index.html", "number": "2" }])),
        "toc": fill.list(json!([{ "level": 2, "id": "kyo", "number": null, "text": "今日すること" }, { "level": 3, "id": "mazu", "number": "1", "text": "まず" }])),
        "previous": fill.some(json!({ "title": "前", "href": "a.html", "number": "1-1" })), "next": fill.some(json!({ "title": "次", "href": "b.html", "number": null })) })
}

fn shared() -> Value {
    json!({ "chapters": [{ "id": "hayami", "number": "1", "title": "早見・緊急", "href": "../hayami/index.html", "count": 1 }, { "id": "nissu", "number": "2", "title": "日数ごとの対応", "href": "../nissu/index.html", "count": 0 }],
        "home": "../index.html", "agencies": "../agencies.html", "glossary": "../glossary.html", "kana": "../kana.html", "search": "../search.html", "search_script": "../assets/search.js", "styles": ["../assets/s.css"], "scripts": ["../assets/s.js"] })
}

fn lane(fill: Fill) -> Value {
    let police = json!({ "name": "警察", "href": null, "phones": [{ "number": "110", "href": "tel:110", "extension": null }], "hours": null, "is_unknown": false });
    let desk = json!({ "name": "こども家庭センター", "href": "a.html", "phones": [{ "number": "0134-32-5208", "href": "tel:0134325208", "extension": "7530" }], "hours": "平日 9:00–17:00", "is_unknown": false });
    let unknown = json!({ "name": "夜間", "href": null, "phones": [], "hours": null, "is_unknown": true });
    json!({ "title": "まず電話", "principle": "まず電話。様式・メール・会議を待たない。", "more_href": "../hayami/index.html", "lines": [
        { "when": "命や身体に危険があるとき", "calls": [police], "otherwise": null },
        { "when": "虐待かもしれないと思ったとき", "calls": [desk], "otherwise": fill.some(json!({ "when": "時間外", "calls": [unknown] })) }] })
}

fn home(fill: Fill) -> Value {
    json!({ "intro_html": fill.some(json!("<p>はじめに</p>")), "entrances": fill.list(json!([{ "id": "denwa", "title": "電話する", "text": null, "href": "a.html", "choices": [] }, { "id": "yoshiki", "title": "様式", "text": "さがす", "href": "b.html",
        "choices": [{ "title": "速報", "href": "c.html", "number": null }] }])),
        "chapters": [{ "number": "1", "title": "早見", "href": "c.html", "text": fill.some(json!("まず")), "count": 9, "pages": fill.list(json!([{ "number": null, "title": "困ったとき", "href": "d.html" }])) }],
        "open_routes": fill.list(json!([{ "title": "いじめの疑い", "ask": ["管理職", "教育委員会"] }])), "open_route_note": "定めがありません。" })
}

/// What belongs to checklists.
fn checklist(view: &str, fill: Fill) -> Value {
    match view {
        "checklist" => {
            json!({ "id": "visit", "summary": fill.some(json!("訪問の前に")), "audience": fill.some(json!("教職員")), "book": "0a1b2c3d4e5f6071",
                "store": "../store.html", "has_boxes": fill == Fill::Full, "overrides_html": "", "body_html": "<ul class=\"check__list\"></ul>", "open_html": "",
                "roles": fill.list(json!([{ "id": "chair", "title": "司会" }])), "phases": fill.list(json!([{ "id": "before", "title": "事前" }])),
                "mentioned_more": 2, "mentioned_in": fill.list(json!([{ "number": null, "title": "休み始め", "href": "a.html" }])),
                "sources": fill.list(json!(["小樽市不登校対応マニュアル 8ページ"])) })
        }
        "checklists" => json!({ "rows": fill.list(json!([
            { "title": "家庭訪問", "href": "a.html", "audience": null, "summary": null, "pages": [], "more": 0 },
            { "title": "会議", "href": "b.html", "audience": "教職員", "summary": "会議の前に", "more": 2, "pages": [{ "number": "1-1", "title": "会議", "href": "c.html" }, { "number": null, "title": "記録", "href": "d.html" }] }])) }),
        _ => json!({ "book": "0a1b2c3d4e5f6071" }),
    }
}

fn page_view(fill: Fill) -> Value {
    json!({ "body_html": "<h2 id=\"kyo\">今日すること</h2>", "section_title": "日数ごとの対応", "section_href": "index.html",
        "is_card": fill == Fill::Full, "stage": { "intro_html": if fill == Fill::Full { "<p>はじめに</p>" } else { "" },
            "head": [{ "id": "today", "html": "<h2 id=\"today\">今日すること</h2>" }, { "id": "deadline", "html": "<h2 id=\"deadline\">期限</h2>" }],
            "rest": fill.list(json!([{ "id": "basis", "html": "<h2 id=\"basis\">根拠</h2>" }, { "id": "open", "html": "<h2 id=\"open\">定めのないこと</h2>" }])) },
        "section_nav_html": "<aside class=\"side\"></aside>",
        "sources": fill.list(json!(["小樽市不登校対応マニュアル 4ページ"])), "paper": fill.some(json!("4")), "reviewed": fill.some(json!("2026年4月1日")), "audience": fill.some(json!("教職員")) })
}

fn agency(fill: Fill) -> Value {
    let verified = "未確認（原資料のまま）";
    json!({ "name": "教育支援センター", "yomi": "きょういくしえんせんたー", "short": fill.some(json!("センター")), "aliases": fill.list(json!(["登校支援室"])),
        "category": { "title": "不登校", "href": "../agencies.html#cat" }, "group": fill.some(json!("市")), "audience": fill.some(json!("教職員")), "parent": fill.some(json!({ "title": "教育委員会", "href": "p.html", "number": null })),
        "handles": fill.list(json!(["不登校の相談"])), "target": fill.some(json!("保護者")),
        "phones": fill.list(json!([{ "number": "0134-32-4111", "href": "tel:0134324111", "extension": "7530", "label": "代表", "note": "市外局番なし", "verified": verified }, { "number": "0134-32-4112", "href": "tel:0134324112", "extension": null, "label": null, "note": null, "verified": verified }])),
        "emails": fill.list(json!([{ "address": "a@example.jp", "href": "mailto:a@example.jp", "label": "係", "note": "平日", "verified": verified }])),
        "url": fill.some(json!({ "href": "https://example.jp/", "verified": verified })), "online": fill.list(json!([{ "service": "facebook", "name": "おたる" }])),
        "postal_code": fill.some(json!("047-0034")), "address": fill.some(json!("小樽市緑3丁目4-1")), "address_verified": fill.some(json!(verified)),
        "hours": fill.list(json!([{ "text": "平日 8:50–17:20", "note": "祝日を除く" }])), "hours_verified": fill.some(json!(verified)),
        "sites": fill.list(json!([{ "venue": "ふれあいルーム", "text": "一階", "postal_code": "047-0034", "address": "緑3丁目", "note": "予約" }, { "venue": "別館", "text": null, "postal_code": null, "address": null, "note": null }])),
        "frequency": fill.list(json!(["月2回"])), "closed": fill.list(json!(["土曜日"])), "closed_note": fill.some(json!("年末年始")), "booking": fill.some(json!("電話で予約")),
        "through": fill.some(json!({ "title": "事務局", "href": "t.html", "number": null })), "is_unknown": fill == Fill::Minimal, "ask": if fill == Fill::Minimal { json!("管理職") } else { Value::Null },
        "notes": fill.list(json!(["速報の送付先"])), "sources": fill.list(json!(["25ページ"])), "mentioned_more": 2, "mentioned_in": fill.list(json!([{ "number": null, "title": "休み始め", "href": "a.html" }])) })
}

fn row(fill: Fill) -> Value {
    json!({ "name": "教育支援センター", "href": "agencies/a.html", "handles": fill.list(json!(["不登校の相談", "見学"])),
        "phones": fill.list(json!([{ "number": "0134-32-4111", "href": "tel:0134324111", "extension": "7530", "label": "代表" }, { "number": "189", "href": "tel:189", "extension": null, "label": null }])),
        "emails": fill.list(json!([{ "address": "a@example.jp", "href": "mailto:a@example.jp" }])), "hours": fill.list(json!(["平日"])), "booking": fill.some(json!("電話")), "is_unknown": fill == Fill::Minimal, "verified": fill.some(json!("未確認（原資料のまま）")) })
}

fn term(fill: Fill) -> Value {
    json!({ "id": if fill == Fill::Full { "gennin" } else { "tsukoku" }, "term": "現認", "yomi": "げんにん", "short": fill.some(json!("現")), "synonyms": fill.list(json!(["目視"])),
        "discouraged": fill.list(json!([{ "spelling": "確認", "reason": "意味が広い" }, { "spelling": "面会", "reason": null }])), "definition_html": "<p>直接会うこと。</p>",
        "sources": fill.list(json!(["12ページ"])), "mentioned_more": 2, "mentioned_in": fill.list(json!([{ "number": "2-1", "title": "休み始め", "href": "a.html" }])) })
}
