//! Tables of figures: the words they print, what references to them become, and one page per table, its home.

use super::facts::{self, Messages, message};
use super::leaf::Leaf;
use super::links::PageLinks;
use super::plan;
use super::renderer::{Done, Renderer};
use super::view::TableView;
use crate::markup::ResolvedLink;
use crate::markup::figure::{self, FigureWords};
use crate::model::{GeneratedIndex, Table, TableId, TablePart};

/// The visible words of tables and charts.
pub(super) fn words(messages: &Messages) -> FigureWords<'_> {
    FigureWords {
        not_given: message(messages, "table_not_given"),
        not_applicable: message(messages, "table_not_applicable"),
        year_not_given: message(messages, "table_year_not_given"),
        unit: message(messages, "table_unit"),
        item: message(messages, "table_item"),
        value: message(messages, "table_value"),
        separator: message(messages, "list_separator"),
        unchecked: message(messages, "table_unchecked"),
        none: message(messages, "chart_none"),
        bar: message(messages, "chart_bar"),
        stacked: message(messages, "chart_stacked"),
        grouped: message(messages, "chart_grouped"),
        percent: message(messages, "chart_percent"),
        chart_name: message(messages, "chart_name"),
        table: message(messages, "table"),
        see_table: message(messages, "chart_see_table"),
        sources: message(messages, "sources"),
    }
}

/// `tables/ID.html`
pub(super) fn render(renderer: &Renderer<'_>, id: &TableId) -> Done {
    let Some(table) = renderer.plan.site.tables.get(id) else { return Ok(()) };
    let path = plan::table_path(id);
    let root = plan::root_prefix(&path);
    let (mentioned_in, mentioned_more) = renderer.mentions(renderer.plan.of_tables.get(id), root);
    let view = TableView {
        body_html: whole(table, renderer.messages),
        audience: facts::audience(table.audience, renderer.messages),
        mentioned_in,
        mentioned_more,
    };
    let mut leaf = Leaf::new("table", "table.html", &path, &table.title.value);
    let index = renderer.plan.place_of_index(GeneratedIndex::Tables).map(|_| renderer.index_link(GeneratedIndex::Tables, root));
    leaf.stand_in(renderer, None, index);
    renderer.put_page(leaf, "table", &view)
}

fn whole(table: &Table, messages: &Messages) -> String {
    figure::render_table(table, &facts::citations(&table.sources, messages), &words(messages))
}

impl PageLinks<'_> {
    /// An embed, a value, or a link to the table's own page.
    pub(super) fn table_link(&self, table: &Table, part: TablePart<'_>, is_image: bool, is_empty: bool) -> ResolvedLink {
        let words = words(self.messages);
        let page = format!("{}{}", self.root, plan::table_path(&table.id));
        let link = |href: String, text: &str| ResolvedLink::Link { href, text: Some(text.to_owned()), is_external: false, title: None };
        let to = |part: &str| format!("{page}#{}", figure::part_anchor(table, part));
        match part {
            TablePart::Whole if is_image => ResolvedLink::Html(whole(table, self.messages)),
            TablePart::Whole => link(page, &table.title.value),
            TablePart::Chart(chart) if is_image => ResolvedLink::Html(figure::render_chart(table, chart, &page, &words)),
            TablePart::Chart(chart) => link(to(&chart.id.value), chart.title.as_deref().unwrap_or(&table.title.value)),
            TablePart::Cell(row, column) => {
                let text = figure::value_text(table, row, column, &words);
                if is_empty { ResolvedLink::Text(text) } else { link(to(&row.id.value), &text) }
            }
            TablePart::Year => ResolvedLink::Text(table.year.clone().unwrap_or_else(|| words.year_not_given.to_owned())),
        }
    }
}
