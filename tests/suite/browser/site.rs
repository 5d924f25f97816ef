//! The handbooks under `content/`, built by the program and opened by readers' browsers from a copied folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{LazyLock, Mutex, PoisonError};

use super::bidi::Outcome;
use super::visit::{SiteCopy, visit};
use super::{Engine, shots, with_page, with_scriptless_page};

/// Makes the tests of each listed site; the name is that of its folder under `content/`.
macro_rules! sites {
    ($($site:ident),* $(,)?) => {
        /// The sites that have tests.
        const SITES: &[&str] = &[$(stringify!($site)),*];
        $(mod $site {
            use super::*;

            #[test]
            fn every_page_opens_cleanly_by_file_url_in_chromium() -> Outcome {
                built_pages_open_cleanly(stringify!($site), Engine::Chromium)
            }

            #[test]
            fn every_page_opens_cleanly_by_file_url_in_firefox() -> Outcome {
                built_pages_open_cleanly(stringify!($site), Engine::Firefox)
            }

            #[test]
            fn every_page_is_complete_without_javascript_in_chromium() -> Outcome {
                every_page_opens_cleanly_without_scripts(&built_site(stringify!($site)), Engine::Chromium)
            }

        })*
    };
}

sites!(manual, otaru, kaigi, memuro, musashino);

/// What stands without scripts comes from the templates, which all sites share: the second browser sees the largest site.
#[test]
fn every_page_of_otaru_is_complete_without_javascript_in_firefox() -> Outcome {
    every_page_opens_cleanly_without_scripts(&built_site("otaru"), Engine::Firefox)
}

/// A handbook without a test here would be published unseen.
#[test]
fn every_site_under_content_is_opened_by_these_tests() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let folders = std::fs::read_dir(content).into_iter().flatten().map(|entry| entry.unwrap());
    let folders = folders.filter(|entry| entry.path().join("site.yml").exists());
    let mut names: Vec<String> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    // The base handbook has no thresholds and no contacts; it is read inside the others.
    names.retain(|name| name != "common");
    names.sort();
    let mut listed = SITES.to_vec();
    listed.sort_unstable();
    assert_eq!(names, listed, "complete the list in sites!(…)");
}

fn built_pages_open_cleanly(name: &'static str, engine: Engine) -> Outcome {
    let site = built_site(name);
    if let Some(folder) = shots::wanted() {
        let copy = SiteCopy::of(&site)?;
        with_page(engine, |page| shots::write(&copy, name, page, &folder))?;
    }
    every_page_opens_cleanly(&site, engine)
}

/// The folder of a site as `shirube build` wrote it, built once per run.
pub fn built_site(name: &'static str) -> PathBuf {
    static BUILT: Mutex<BTreeMap<&str, PathBuf>> = Mutex::new(BTreeMap::new());
    let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    built.entry(name).or_insert_with(|| build(name)).clone()
}

/// The folder of all sites with the page above them, built once per run.
pub fn built_workspace() -> PathBuf {
    static BUILT: LazyLock<PathBuf> = LazyLock::new(|| run("content", &Path::new(env!("CARGO_TARGET_TMPDIR")).join("workspace")));
    BUILT.clone()
}

fn build(name: &str) -> PathBuf {
    // Below target/ and overwritten by the next run: a static is never dropped, so a temporary folder would stay.
    run(&format!("content/{name}"), &Path::new(env!("CARGO_TARGET_TMPDIR")).join("sites").join(name))
}

fn run(source: &str, out: &Path) -> PathBuf {
    let output = Command::new(env!("CARGO_BIN_EXE_shirube"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["build", source, "--out"])
        .arg(out)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{source} does not build:\n{told}");
    assert!(out.join("index.html").is_file(), "{source} was built without an index.html");
    out.to_owned()
}

/// The pages of a built folder have no defects, in a wide and in the narrowest window.
pub fn every_page_opens_cleanly(site: &Path, engine: Engine) -> Outcome {
    let copy = SiteCopy::of(site)?;
    let report = with_page(engine, |page| visit(&copy, page))?;
    println!("{engine}: {} pages in {:?}", report.pages, report.elapsed);
    report.assert_clean();
    Ok(())
}

/// Nor have they where an administrator switched JavaScript off.
pub fn every_page_opens_cleanly_without_scripts(site: &Path, engine: Engine) -> Outcome {
    let copy = SiteCopy::of(site)?;
    with_scriptless_page(engine, |page| visit(&copy, page))?.assert_clean();
    Ok(())
}
