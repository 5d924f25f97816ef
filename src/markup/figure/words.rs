//! The visible words of tables and charts, from `i18n/LANG.yml`.

/// Visible words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureWords<'a> {
    /// 原資料になし
    pub not_given: &'a str,
    /// 該当なし
    pub not_applicable: &'a str,
    /// 年の記載なし
    pub year_not_given: &'a str,
    /// 単位
    pub unit: &'a str,
    /// Heading above the rows' titles
    pub item: &'a str,
    /// Heading of the one column of a table without columns
    pub value: &'a str,
    /// Between texts on one line
    pub separator: &'a str,
    /// That sums over values which are not given were not checked
    pub unchecked: &'a str,
    /// What a chart says beside 0
    pub none: &'a str,
    /// 棒グラフ
    pub bar: &'a str,
    /// 積み上げ棒グラフ
    pub stacked: &'a str,
    /// 並べた棒グラフ
    pub grouped: &'a str,
    /// 割合のグラフ
    pub percent: &'a str,
    /// Name of a chart for screen readers, with `{title}`, `{kind}` and `{table}`
    pub chart_name: &'a str,
    /// Name of a table's scroll area
    pub table: &'a str,
    /// Link from a chart that stands alone
    pub see_table: &'a str,
    /// 出典
    pub sources: &'a str,
}

impl Default for FigureWords<'_> {
    fn default() -> Self {
        Self {
            not_given: "原資料になし",
            not_applicable: "該当なし",
            year_not_given: "年の記載なし",
            unit: "単位",
            item: "項目",
            value: "値",
            separator: "、",
            unchecked: "「原資料になし」を含む合計は、検算していません。",
            none: "なし",
            bar: "棒グラフ",
            stacked: "積み上げ棒グラフ",
            grouped: "並べた棒グラフ",
            percent: "割合のグラフ",
            chart_name: "{title}（{kind}）。数は表「{table}」にあります。",
            table: "表",
            see_table: "数を表で見る",
            sources: "出典",
        }
    }
}
