//! What flows leave to be confirmed: said at the flow, and in the list of what is not laid down.

use super::drawn::built;
use super::sample::{changed, whole};
use crate::harness::{Handbook, main_of};

#[test]
fn what_a_flow_leaves_open_and_its_inferred_arrows_stand_at_the_flow_and_in_the_list() {
    let pages = whole(Handbook::new()).build();
    for (page, words) in [
        ("flows/nagare.html", ["矢印は原資料の文字からの推定", "だれが会うかは、原資料に定めがありません"]),
        ("undecided.html", ["「情報の収集」→「本人に会えたか」", "だれが会うかは、原資料に定めがありません"]),
    ] {
        for words in words {
            assert!(main_of(&pages[page]).contains(words), "{page}: {words}");
        }
    }
    assert!(!main_of(&pages["undecided.html"]).contains("「気づき」→"), "an arrow of the source needs no confirmation");
}

#[test]
fn a_flow_that_leaves_nothing_open_is_not_in_the_list() {
    let book = changed(Handbook::new(), ", inferred: yes", "").replace(
        super::sample::FLOW,
        "open: [だれが会うかは、原資料に定めがありません]\n",
        "",
    );
    let pages = book.build();
    assert!(!main_of(&pages["undecided.html"]).contains("気づいてから"));
    assert!(!main_of(&pages["flows/nagare.html"]).contains("推定"));
}

#[test]
fn every_inferred_arrow_of_the_handbooks_is_listed_for_confirmation() {
    for name in ["otaru", "kaigi", "memuro", "musashino"] {
        let (site, pages) = built(name);
        let inferred = site.flows.values().flat_map(|flow| flow.edges().filter(|(_, edge)| edge.is_inferred)).count();
        let list = main_of(&pages["undecided.html"]);
        let listed = list[list.find("id=\"flows\"").expect("the part about flows")..].matches(['→', '⇄']).count();
        assert_eq!(listed, inferred, "{name}");
        let open = site.flows.values().filter(|flow| flow.is_inferred() || !flow.open.is_empty());
        open.for_each(|flow| assert!(list.contains(&format!("flows/{}.html", flow.id)), "{name}: {}", flow.id));
    }
}
