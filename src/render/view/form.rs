//! Views of forms.

use serde::Serialize;

/// Own view of `form.html`.
#[derive(Debug, Serialize)]
pub(crate) struct FormView<'a> {
    pub id: &'a str,
    /// 参考資料２ 不登校の状況について（速報）
    pub title: String,
    pub summary_html: Option<String>,
    /// 教職員, when it is not for everyone
    pub audience: Option<&'a str>,
    /// That text and form call it by different names
    pub title_note_html: Option<String>,
    /// いつ・だれが・だれへ・いつまでに: entries of a `dl`
    pub facts_html: String,
    pub official: Option<OfficialFileView<'a>>,
    /// To whom, by which steps, what to look at before
    pub send_html: String,
    /// The controls; empty when only the name is known
    pub controls_html: String,
    /// The cells of each sheet
    pub sheets: Vec<String>,
    pub sheet_count: usize,
    /// The blank form as a spreadsheet
    pub book_href: Option<String>,
    /// `off`, `encrypted` or `plain`
    pub drafts: &'static str,
    /// 記入のきまり
    pub notes: Vec<String>,
    /// 定めのないこと
    pub open: Vec<String>,
    /// The page that explains it
    pub page_html: Option<String>,
    /// 出典
    pub sources: Vec<String>,
}

/// The board's own file.
#[derive(Debug, Serialize)]
pub(crate) struct OfficialFileView<'a> {
    pub title: &'a str,
    pub href: String,
    /// The name of the file
    pub name: &'a str,
}

/// Own view of `forms.html`.
#[derive(Debug, Serialize)]
pub(crate) struct FormsView<'a> {
    pub rows: Vec<FormsRowView<'a>>,
}

/// A form in the list of all.
#[derive(Debug, Serialize)]
pub(crate) struct FormsRowView<'a> {
    pub title: &'a str,
    pub number: Option<&'a str>,
    pub href: String,
    /// Whom it is for, unless for everyone.
    pub audience: Option<&'a str>,
    pub when: Vec<String>,
    pub to_html: String,
    pub due_html: Option<String>,
    /// How many sheets it prints on; 0 when only its name is known
    pub sheets: usize,
}
