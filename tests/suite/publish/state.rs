//! "Nothing changed": when it is said, and when it must not be.

use super::*;
use shirube::build::{SourceRoot, UpToDate, input_fingerprint, is_up_to_date};
use shirube::diag::{Sink, SourceMap};
use shirube::load::gate::{self, GatedFile, Stamp};
use std::fs::File;
use std::thread;
use std::time::{Duration, SystemTime};

/// Longer than the ticks of clocks that a stamp has to outlive.
const REST: Duration = Duration::from_millis(120);

struct Town {
    place: Place,
    site: PathBuf,
}

fn listed(site: &Path) -> Vec<GatedFile> {
    gate::list(site, "", &mut SourceMap::default(), &mut Sink::default())
}

impl Town {
    /// A small town whose sources are at rest, built once.
    fn built() -> Self {
        let town = Self::fresh();
        thread::sleep(REST);
        town.build();
        thread::sleep(REST);
        town
    }

    fn fresh() -> Self {
        let place = Place::empty();
        let site = place.root().join("content/town");
        fs::create_dir_all(site.join("guide")).unwrap();
        fs::write(site.join("site.yml"), "id: town").unwrap();
        fs::write(site.join("guide/index.md"), "# a").unwrap();
        Self { place, site }
    }

    fn build(&self) {
        let target = open_target(&self.place.out, std::slice::from_ref(&self.site)).unwrap();
        let files = listed(&self.site);
        let page = gate::read(files.iter().find(|file| file.relative == "guide/index.md").unwrap()).unwrap();
        let staging = target.stage().unwrap();
        put_all(&staging, &[("index.html", &String::from_utf8(page).unwrap()), ("style.css", "b{}")]).unwrap();
        let roots = [SourceRoot { path: &self.site, files: &files }];
        staging.finish(&BuildRecord { options_key: "public", roots: &roots, warnings: 3, ..RECORD }).unwrap();
    }

    fn answer(&self) -> Option<UpToDate> {
        is_up_to_date("public", &self.site, &self.place.out)
    }

    fn is_up_to_date(&self) -> bool {
        self.answer().is_some()
    }

    fn page(&self) -> PathBuf {
        self.site.join("guide/index.md")
    }
}

/// Writes a text and puts the modification time back, as some copying programs do.
fn write_keeping_time(path: &Path, text: &str) {
    let time = fs::metadata(path).unwrap().modified().unwrap();
    fs::write(path, text).unwrap();
    File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

#[test]
fn an_unchanged_site_is_up_to_date_and_no_file_of_it_is_touched() {
    let town = Town::built();
    let stamp = || fs::metadata(&town.place.out).unwrap().modified().unwrap();
    let before = (stamp(), town.place.site());
    assert_eq!(town.answer(), Some(UpToDate { files: 2, warnings: 3 }));
    assert_eq!((stamp(), town.place.site()), before);
}

#[test]
fn nothing_is_up_to_date_before_the_first_build_or_without_the_state() {
    let town = Town::fresh();
    assert!(!town.is_up_to_date());
    town.build();
    assert!(town.is_up_to_date());
    let state = town.place.root().join(".town.shirube-state");
    let text = fs::read_to_string(&state).unwrap();
    for damage in [&text[..text.len() - 1], &text[..text.len() / 2], "", "shirube-state 1\nend\n"] {
        fs::write(&state, damage).unwrap();
        assert!(!town.is_up_to_date());
    }
    fs::remove_file(&state).unwrap();
    assert!(!town.is_up_to_date());
}

#[test]
fn a_touch_does_not_make_a_site_stale() {
    let town = Town::built();
    for path in [town.page(), town.place.out.join("index.html")] {
        File::options().write(true).open(path).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
        assert!(town.is_up_to_date());
    }
}

#[test]
fn an_edit_of_equal_size_is_seen_even_with_the_old_time() {
    let town = Town::built();
    write_keeping_time(&town.page(), "# b");
    if cfg!(unix) {
        assert!(!town.is_up_to_date());
    }
    fs::write(town.page(), "# c").unwrap();
    assert!(!town.is_up_to_date());
    fs::write(town.page(), "# a").unwrap();
    assert!(town.is_up_to_date(), "the old text came back");
}

#[test]
fn an_edit_right_after_the_listing_is_seen() {
    for _ in 0..20 {
        let town = Town::fresh();
        // No rest: source, build and edit may fall into one tick of the clock.
        town.build();
        fs::write(town.page(), "# b").unwrap();
        assert!(!town.is_up_to_date());
        fs::write(town.page(), "# a").unwrap();
        fs::write(town.place.out.join("index.html"), "# b").unwrap();
        assert!(!town.is_up_to_date());
    }
}

/// Rewrites the state as if the edited page had been looked at with the stamp it has now, `after_ns` after its last change.
fn forge_state(town: &Town, after_ns: i64) {
    let state = town.place.root().join(".town.shirube-state");
    let text = fs::read_to_string(&state).unwrap();
    let stamp = Stamp::of(&fs::metadata(town.page()).unwrap());
    let last = if stamp.changed_ns == 0 { stamp.modified_ns } else { stamp.changed_ns };
    let forged: Vec<String> = text
        .lines()
        .map(|line| match line.split(' ').collect::<Vec<_>>().as_slice() {
            ["in", "3", _, _, _, hash] => {
                format!("in {} {} {} {} {hash}", stamp.len, stamp.modified_ns, stamp.changed_ns, stamp.inode)
            }
            ["times", _, site] => format!("times {} {site}", last + after_ns),
            _ => line.to_owned(),
        })
        .collect();
    fs::write(&state, forged.join("\n") + "\n").unwrap();
}

#[test]
fn a_stamp_is_believed_only_if_the_file_was_at_rest_when_it_was_looked_at() {
    let town = Town::built();
    fs::write(town.page(), "# b").unwrap();
    for racy in [-1_000_000_000, 0, 10_000_000] {
        forge_state(&town, racy);
        assert!(!town.is_up_to_date(), "looked at {racy} ns after the last change: the page has to be read");
    }
    forge_state(&town, 5_000_000_000);
    assert!(town.is_up_to_date(), "a stamp at rest is believed without reading, which is what makes it cheap");
}

#[test]
fn a_source_changed_between_reading_and_publishing_is_seen() {
    let town = Town::fresh();
    let target = open_target(&town.place.out, &[]).unwrap();
    let files = listed(&town.site);
    files.iter().for_each(|file| drop(gate::read(file).unwrap()));
    fs::write(town.page(), "# b").unwrap();
    let staging = target.stage().unwrap();
    put_all(&staging, &[("index.html", "# a")]).unwrap();
    let roots = [SourceRoot { path: &town.site, files: &files }];
    staging.finish(&BuildRecord { options_key: "public", roots: &roots, ..RECORD }).unwrap();
    assert!(!town.is_up_to_date());
}

#[test]
fn sources_that_come_go_or_change_their_names_are_seen() {
    let town = Town::built();
    fs::write(town.site.join("guide/b.md"), "").unwrap();
    assert!(!town.is_up_to_date());
    fs::remove_file(town.page()).unwrap();
    assert!(!town.is_up_to_date());
    let town = Town::built();
    fs::rename(town.page(), town.site.join("guide/other.md")).unwrap();
    assert!(!town.is_up_to_date());
    let town = Town::built();
    fs::write(town.site.join("guide/.index.md.swp"), "").unwrap();
    assert!(town.is_up_to_date(), "litter does not matter");
    fs::write(town.site.join("guide/Bad_Name.md"), "").unwrap();
    assert!(!town.is_up_to_date(), "an error must be told");
}

#[test]
fn published_files_that_are_gone_or_edited_are_seen() {
    let town = Town::built();
    write_keeping_time(&town.place.out.join("style.css"), "i{}");
    if cfg!(unix) {
        assert!(!town.is_up_to_date());
    }
    for gone in ["style.css", MANIFEST_NAME] {
        let town = Town::built();
        fs::remove_file(town.place.out.join(gone)).unwrap();
        assert!(!town.is_up_to_date(), "{gone}");
    }
    let town = Town::built();
    town.place.write("mine.txt", "foreign files do not matter");
    assert!(town.is_up_to_date());
}

#[test]
fn other_options_another_site_or_debris_ask_for_a_build() {
    let town = Town::built();
    assert!(is_up_to_date("staff", &town.site, &town.place.out).is_none());
    assert!(is_up_to_date("public", town.place.root(), &town.place.out).is_none());
    fs::create_dir(town.place.root().join(".town.shirube-swap")).unwrap();
    assert!(!town.is_up_to_date());
}

#[test]
fn stamps_that_had_to_be_doubted_are_noted_afresh_and_only_then() {
    let town = Town::built();
    let state = town.place.root().join(".town.shirube-state");
    let text = || fs::read_to_string(&state).unwrap();
    assert!(town.is_up_to_date());
    thread::sleep(REST);
    assert!(town.is_up_to_date());
    let rested = text();
    assert!(town.is_up_to_date());
    assert_eq!(text(), rested);
    File::options().write(true).open(town.page()).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
    assert!(town.is_up_to_date());
    assert_ne!(text(), rested);
}

#[test]
fn the_fingerprint_depends_on_contents_names_and_options_only() {
    let (one, other) = (Town::fresh(), Town::fresh());
    let of = |town: &Town, options: &str| {
        let files = listed(&town.site);
        input_fingerprint(options, &[SourceRoot { path: &town.site, files: &files }]).unwrap()
    };
    assert_eq!(of(&one, "public"), of(&other, "public"));
    assert_ne!(of(&one, "public"), of(&one, "staff"));
    fs::write(other.page(), "# b").unwrap();
    assert_ne!(of(&one, "public"), of(&other, "public"));
    fs::rename(one.page(), one.site.join("guide/b.md")).unwrap();
    assert_ne!(of(&one, "public"), of(&Town::fresh(), "public"));
}
