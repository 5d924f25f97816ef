//! Pictures for the eye of whoever changes the theme: `SHIRUBE_SHOTS=DIR tests/run browser::site`.
//!
//! For each kind of page (one per folder of the site) a wide and a phone screenshot and the print as PDF. Nothing is
//! compared: a picture per engine and font version would only be a nuisance to keep.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::bidi::{Outcome, failed};
use super::page::Page;
use super::visit::SiteCopy;

/// The office PC the design is made for, and a common telephone.
const SIZES: [(&str, u32, u32); 2] = [("wide", 1366, 768), ("phone", 360, 740)];

/// Where pictures are wanted, if they are.
pub fn wanted() -> Option<PathBuf> {
    std::env::var_os("SHIRUBE_SHOTS").map(PathBuf::from)
}

/// Writes the pictures of one page per kind into `folder`, named `site-page-engine-what`.
pub fn write(site: &SiteCopy, name: &str, page: &mut Page<'_>, folder: &Path) -> Outcome {
    std::fs::create_dir_all(folder).map_err(failed("making the folder of pictures"))?;
    for file in one_per_kind(site.pages()) {
        let label = file.trim_end_matches(".html").replace('/', "-");
        let stem = format!("{name}-{label}-{}", page.engine()).to_lowercase();
        let save =
            |what: &str, bytes: Vec<u8>| std::fs::write(folder.join(format!("{stem}-{what}")), bytes).map_err(failed("writing a picture"));
        page.open_file(&site.path(file))?;
        for (what, width, height) in SIZES {
            page.set_viewport(width, height)?;
            save(&format!("{what}.png"), page.screenshot(false)?)?;
        }
        save("print.pdf", page.print_pdf()?)?;
    }
    Ok(())
}

/// The first page of each folder that is not its index, and every index.
pub fn one_per_kind<'p>(pages: impl Iterator<Item = &'p str>) -> Vec<&'p str> {
    let mut seen = BTreeSet::new();
    let kind = |page: &'p str| {
        let (folder, file) = page.rsplit_once('/').unwrap_or(("", page));
        (folder, file == "index.html")
    };
    pages.filter(|page| seen.insert(kind(page))).collect()
}

#[test]
fn one_page_of_each_kind_is_shown() {
    let pages = ["forms/a.html", "forms/b.html", "forms/index.html", "index.html", "search.html", "store.html"];
    let shown = ["forms/a.html", "forms/index.html", "index.html", "search.html"];
    assert_eq!(one_per_kind(pages.into_iter()), shown);
}
