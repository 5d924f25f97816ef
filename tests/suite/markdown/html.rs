//! The HTML of each construct.

use super::{Town, html, line};
use shirube::markup::{HeadingNumbers, OutputTooLarge, RenderOptions, escape, render, render_inline};

#[test]
fn headings_have_unique_ids_and_item_numbers() {
    let text = "## 一 {#one}\n### 二\n### 三 {#h-1}\n## 四\n#### 五\n";
    let plain = html(text);
    assert_eq!(
        plain,
        "<h2 id=\"one\">一</h2>\n<h3 id=\"h-2\">二</h3>\n<h3 id=\"h-1\">三</h3>\n<h2 id=\"h-3\">四</h2>\n<h4 id=\"h-4\">五</h4>\n"
    );
    let options = RenderOptions { number: Some("1-2"), ..RenderOptions::default() };
    let numbered = render(text, &options, &Town).expect("a small page");
    assert!(numbered.contains("<h2 id=\"one\"><span class=\"item-number\">1-2-1</span> 一</h2>"), "{numbered}");
    assert!(numbered.contains("<span class=\"item-number\">1-2-1-2</span> 三"), "{numbered}");
    assert!(numbered.contains("<span class=\"item-number\">1-2-2</span> 四"), "{numbered}");
    assert!(numbered.contains("<h4 id=\"h-4\">五"), "{numbered}");
    let mut numbers = HeadingNumbers::new("3", "職");
    assert_eq!(
        [numbers.next(3, false), numbers.next(2, false), numbers.next(3, false)],
        [None, Some("3-1".to_owned()), Some("3-1-1".to_owned())]
    );
}

#[test]
fn a_heading_id_used_twice_goes_to_the_first_heading() {
    assert_eq!(html("## 一 {#a}\n## 二 {#a}\n"), "<h2 id=\"a\">一</h2>\n<h2 id=\"h-1\">二</h2>\n");
}

#[test]
fn a_heading_in_a_footnote_keeps_its_id() {
    let html = html("文[^1]\n\n[^1]: ## 注 {#chu}\n\n## 次 {#tsugi}\n");
    assert!(html.contains("<h2 id=\"tsugi\">次") && html.contains("<h2 id=\"chu\">注"), "{html}");
}

#[test]
fn tables_scroll_and_align_without_inline_styles() {
    let html = html("|  | 窓口 | 数 |\n|---|:-:|--:|\n| 甲 | **乙** | 3 |\n");
    assert_eq!(
        html,
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"表\">\n<table>\n<thead>\n\
         <tr><td></td><th scope=\"col\" class=\"align-center\">窓口</th><th scope=\"col\" class=\"align-right\">数</th></tr>\n</thead>\n<tbody>\n\
         <tr><td>甲</td><td class=\"align-center\"><strong>乙</strong></td><td class=\"align-right\">3</td></tr>\n</tbody>\n</table>\n</div>\n"
    );
}

#[test]
fn task_lists_are_boxes_that_can_be_ticked_named_by_their_words() {
    let line = |checked: &str, text: &str| {
        format!(
            "<label class=\"task__line\"><input type=\"checkbox\" autocomplete=\"off\"{checked}><span class=\"task__sign\" aria-hidden=\"true\"></span><span class=\"task__text\">{text}</span></label>"
        )
    };
    let (open, done) = (line("", "電話"), line(" checked", "<strong>記録</strong>を書く"));
    assert_eq!(
        html("- [ ] 電話\n- [x] **記録**を書く\n"),
        format!("<ul class=\"task-list\">\n<li class=\"task\">{open}</li>\n<li class=\"task\">{done}</li>\n</ul>\n")
    );
    // What stands below the words names no box.
    for (text, after) in [
        ("- [ ] 電話\n  - 番号\n", "\n<ul>\n<li>番号</li>\n</ul>\n</li>\n"),
        ("- [ ] 電話\n\n  後で\n", "</p>\n<p>後で</p>\n</li>\n"),
        ("- [ ] 電話\n  > 引用\n", "\n<blockquote>\n<p>引用</p>\n</blockquote>\n</li>\n"),
    ] {
        assert!(html(text).contains(&format!("{open}{after}")), "{}", html(text));
    }
    assert_eq!(
        html("- [ ] 電話\n\n  : 番号は下\n"),
        format!(
            "<ul class=\"task-list\">\n<li class=\"task\">\n<dl>\n<dt>{open}</dt>\n<dd>\n<p>番号は下</p>\n</dd>\n</dl>\n</li>\n</ul>\n"
        )
    );
}

#[test]
fn alerts_are_callouts_with_a_title() {
    let html = html("> [!WARNING]\n> 虐待の疑いは**通告**する\n\n> ふつうの引用\n");
    assert_eq!(
        html,
        "<aside class=\"callout callout-warning\" role=\"note\">\n<p class=\"callout-title\">注意</p>\n<p>虐待の疑いは<strong>通告</strong>する</p>\n</aside>\n\
         <blockquote>\n<p>ふつうの引用</p>\n</blockquote>\n"
    );
    for (name, title) in [("NOTE", "補足"), ("TIP", "ヒント"), ("IMPORTANT", "重要"), ("CAUTION", "警告")] {
        assert!(super::html(&format!("> [!{name}]\n> x\n")).contains(&format!(">{title}</p>")));
    }
}

#[test]
fn a_footnote_that_is_one_figure_has_its_way_back_outside_of_paragraphs() {
    let html = html("甲[^1]\n\n[^1]: ![](flow:friends)\n");
    let (_, note) = html.split_once("<li id=\"fn_1\">").expect("a note");
    assert!(note.contains("</figure>") && note.contains("footnote-back") && !note.contains("</p>"), "{html}");
}

#[test]
fn footnotes_are_numbered_by_first_use_and_lead_back() {
    let html = html("甲[^b]、乙[^a]、丙[^b]。\n\n[^a]: エー\n[^b]: ビー[^c]\n[^c]: シー\n[^unused]: 使わない\n");
    assert!(html.contains("甲<sup class=\"footnote-ref\" id=\"fnref_1\"><a href=\"#fn_1\" role=\"doc-noteref\">1</a></sup>"), "{html}");
    assert!(html.contains("id=\"fnref_1_2\"><a href=\"#fn_1\""), "{html}");
    assert!(html.contains("<li id=\"fn_1\"><p>ビー") || html.contains("<li id=\"fn_1\">\n<p>ビー"), "{html}");
    assert!(html.contains("href=\"#fnref_1_2\" aria-label=\"本文へ戻る\">↩</a></p>"), "{html}");
    assert!(html.contains("<li id=\"fn_3\">") && html.contains("シー") && !html.contains("使わない"), "{html}");
    assert!(html.ends_with("</ol>\n</section>\n"), "{html}");
}

#[test]
fn links_print_names_facts_and_where_they_lead() {
    assert_eq!(line("[](agency:kodomo)"), "<a href=\"../agencies/kodomo.html\">こども家庭センター</a>");
    assert_eq!(line("[相談](agency:kodomo)"), "<a href=\"../agencies/kodomo.html\">相談</a>");
    assert_eq!(line("電話: [](agency:kodomo#phone)"), "電話: 0134-32-4111（内線 1）");
    assert_eq!(line("[国](https://example.jp/)"), "<a href=\"https://example.jp/\" class=\"external\" rel=\"noopener noreferrer\">国</a>");
    assert_eq!(line("[文字](page:unknown)"), "文字");
    assert_eq!(line("https://example.jp"), "https://example.jp");
    assert_eq!(line("[x](a.html \"題 & 名\")"), "<a href=\"a.html\" title=\"題 &amp; 名\">x</a>");
}

#[test]
fn an_embed_replaces_its_paragraph_and_never_stands_in_running_text() {
    let figure = "<figure class=\"flow\">流れ図</figure>";
    assert_eq!(html("前\n\n![](flow:friends)\n\n後\n"), format!("<p>前</p>\n{figure}\n<p>後</p>\n"));
    assert_eq!(line("次の![友人](flow:friends)を見る"), "次の友人を見る");
    assert_eq!(line("**![友人](flow:friends)**"), "<strong>友人</strong>");
    assert_eq!(html("- ![](flow:friends)\n"), format!("<ul>\n<li>{figure}</li>\n</ul>\n"));
}

#[test]
fn images_have_their_text_and_size() {
    assert_eq!(line("![図の**説明**\"1\"](assets/a.png)"), "<img src=\"assets/a.png\" alt=\"図の説明&quot;1&quot;\" width=\"640\">");
}

#[test]
fn the_other_constructs_have_their_elements() {
    assert_eq!(line("~~旧~~新"), "<del>旧</del>新");
    assert_eq!(html("語\n: 説明\n"), "<dl>\n<dt>語</dt>\n<dd>説明</dd>\n</dl>\n");
    assert_eq!(html("---\n"), "<hr>\n");
    assert_eq!(html("3. 三\n4. 四\n"), "<ol start=\"3\">\n<li>三</li>\n<li>四</li>\n</ol>\n");
    assert_eq!(html("```yaml x\na: <b>\n```\n"), "<pre><code class=\"language-yaml\">a: &lt;b&gt;\n</code></pre>\n");
    assert_eq!(line("\"quoted\" -- it's..."), "&quot;quoted&quot; -- it&#39;s...");
    assert_eq!(line("$x$ と [[a]] と :::"), "$x$ と [[a]] と :::");
}

#[test]
fn raw_html_is_text_and_comments_are_nowhere() {
    assert_eq!(line("a <b>c</b> <br>"), "a &lt;b&gt;c&lt;/b&gt; &lt;br&gt;");
    assert_eq!(html("<script>alert(1)</script>\n"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;\n</p>\n");
    assert_eq!(html("<!-- 秘密 -->\n"), "");
    assert_eq!(html("<!-- 秘\n\n密 --> 後\n"), "<p> 後\n</p>\n");
    assert_eq!(line("前<!-- 秘密 -->後"), "前後");
    assert_eq!(line("a <B ONCLICK=x>"), "a &lt;B ONCLICK=x&gt;");
}

#[test]
fn an_inline_text_has_no_paragraph() {
    assert_eq!(
        render_inline("年間**30日**以上\nの欠席。[](agency:kodomo)", &Town),
        "年間<strong>30日</strong>以上の欠席。<a href=\"../agencies/kodomo.html\">こども家庭センター</a>"
    );
    assert_eq!(render_inline("一\n\n- 二\n\n三[^1]\n\n[^1]: 注", &Town), "一\n二\n三");
    assert_eq!(render_inline("<b>", &Town), "&lt;b&gt;");
}

#[test]
fn no_control_character_and_no_markup_sign_passes_the_escaper() {
    assert_eq!(
        escape::text("a<b>&\"'\u{0}\u{8}\u{1b}\u{7f}\u{85}\u{a0}\r\n\tあ"),
        "a&lt;b&gt;&amp;&quot;&#39;\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{a0}\n\tあ"
    );
    assert_eq!(escape::attribute("a\nb\t\"c\""), "a b &quot;c&quot;");
    assert_eq!(escape::href("a b\"<>'&é%20\u{1}"), "a%20b%22%3C%3E&#39;&amp;%C3%A9%20%01");
    assert!(matches!(escape::text("ふつうの文"), std::borrow::Cow::Borrowed(_)));
    assert_eq!(line("a&#1;b&#x9f;c"), "a\u{fffd}b\u{fffd}c");
}

#[test]
fn a_page_that_grows_out_of_proportion_is_refused() {
    let wide = format!("{}\n{}\n{}", "|a".repeat(3000), "|-".repeat(3000), "x\n".repeat(400));
    assert_eq!(render(&wide, &RenderOptions::default(), &Town), Err(OutputTooLarge { limit: wide.len() * 20 + (1 << 20) }));
}
