//! The publisher: the last good site survives whatever happens, and nothing that is not ours is lost.

mod faults;
mod refusals;
mod state;

use shirube::build::{BuildError, BuildRecord, Hook, MANIFEST_NAME, Manifest, PublishReport, Step, Target, open_target};
use shirube::diag::Code;
use shirube::model::Audience;
use shirube::render::{OutPath, Output, OutputError};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use walkdir::WalkDir;

const OLD: &[(&str, &str)] = &[("index.html", "old"), ("guide/a.html", "same"), ("guide/gone/b.html", "going")];
const NEW: &[(&str, &str)] = &[("index.html", "new!"), ("guide/a.html", "same"), ("guide/c.html", "coming")];
const RECORD: BuildRecord<'_> = BuildRecord { site: "town", audience: Audience::Public, options_key: "", roots: &[], warnings: 0 };

fn put_all(output: &dyn Output, files: &[(&str, &str)]) -> Result<(), OutputError> {
    files.iter().try_for_each(|(path, text)| output.put(OutPath::new(*path)?, text.as_bytes()))
}

fn publish_to(target: Target, files: &[(&str, &str)]) -> Result<PublishReport, BuildError> {
    let staging = target.stage()?;
    put_all(&staging, files)?;
    staging.finish(&RECORD)
}

fn publish(out: &Path, files: &[(&str, &str)]) -> Result<PublishReport, BuildError> {
    publish_to(open_target(out, &[])?, files)
}

/// A folder with a place for a site in it.
struct Place {
    _folder: TempDir,
    out: PathBuf,
}

impl Place {
    fn empty() -> Self {
        let folder = TempDir::new().unwrap();
        let out = folder.path().join("town");
        Self { _folder: folder, out }
    }

    fn with_old_site() -> Self {
        let place = Self::empty();
        publish(&place.out, OLD).unwrap();
        place
    }

    fn root(&self) -> &Path {
        self.out.parent().unwrap()
    }

    fn site(&self) -> BTreeMap<String, String> {
        tree(&self.out)
    }

    fn write(&self, relative: &str, text: &str) {
        let path = self.out.join(relative);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Names beside the site but lock and state.
    fn debris(&self) -> Vec<String> {
        let names = fs::read_dir(self.root()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with('.') && !name.ends_with("-lock") && !name.ends_with("-state")).collect()
    }
}

/// All files below a folder and their texts; links as `-> target`, folders with an empty text and a `/`.
fn tree(root: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for entry in WalkDir::new(root).min_depth(1).into_iter().filter_map(Result::ok) {
        let name = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_dir() {
            all.insert(format!("{name}/"), String::new());
        } else if entry.file_type().is_symlink() {
            all.insert(name, format!("-> {}", fs::read_link(entry.path()).unwrap().display()));
        } else {
            all.insert(name, String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned());
        }
    }
    all
}

/// What a site of these files looks like on the disk.
fn whole(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let place = Place::empty();
    publish(&place.out, files).unwrap();
    place.site()
}

#[test]
fn a_site_is_published_with_the_list_of_its_files() {
    let place = Place::empty();
    let report = publish(&place.out, OLD).unwrap();
    assert_eq!((report.written, report.linked, report.unchanged, report.removed), (3, 0, 0, 0));
    let site = place.site();
    let manifest = Manifest::from_json(site[MANIFEST_NAME].as_bytes()).unwrap();
    let names: Vec<&str> = manifest.files.keys().map(OutPath::as_str).collect();
    assert_eq!(names, ["guide/a.html", "guide/gone/b.html", "index.html"]);
    assert_eq!(manifest.site, "town");
    assert_eq!(site["index.html"], "old");
    assert!(place.debris().is_empty());
}

#[test]
fn a_second_site_replaces_the_first_and_links_what_is_equal() {
    let place = Place::with_old_site();
    let report = publish(&place.out, NEW).unwrap();
    assert_eq!((report.written, report.linked, report.removed), (2, 1, 1));
    assert_eq!(place.site(), whole(NEW));
    assert!(place.debris().is_empty() && report.notices.is_empty());
}

#[test]
fn an_equal_site_is_left_alone() {
    let place = Place::with_old_site();
    let before = fs::metadata(&place.out).unwrap().modified().unwrap();
    let report = publish(&place.out, OLD).unwrap();
    assert_eq!((report.written, report.linked, report.unchanged), (0, 0, 3));
    assert_eq!(fs::metadata(&place.out).unwrap().modified().unwrap(), before);
    assert!(place.debris().is_empty());
}

#[test]
fn equal_sites_have_equal_bytes_whatever_lies_on_the_disk_and_in_whatever_order_they_are_put() {
    let place = Place::with_old_site();
    publish(&place.out, NEW).unwrap();
    let mut backwards = NEW.to_vec();
    backwards.reverse();
    assert_eq!(place.site(), whole(&backwards));
    assert!(!place.site()[MANIFEST_NAME].contains(place.root().to_str().unwrap()));
}

#[test]
fn two_writers_of_one_path_collide_and_the_list_is_a_path_too() {
    let place = Place::empty();
    let staging = open_target(&place.out, &[]).unwrap().stage().unwrap();
    put_all(&staging, &[("index.html", "a")]).unwrap();
    assert!(matches!(put_all(&staging, &[("index.html", "b")]), Err(OutputError::Collision(_))));
    let error = put_all(&staging, &[(MANIFEST_NAME, "b")]).unwrap_err();
    assert_eq!(BuildError::from(error).code, Code::OutputCollision);
}

#[test]
fn many_threads_may_put_at_once() {
    let place = Place::empty();
    let staging = open_target(&place.out, &[]).unwrap().stage().unwrap();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let staging = &staging;
            scope.spawn(move || {
                for file in 0..50 {
                    put_all(staging, &[(&format!("f{}/{thread}-{file}.html", file % 7), "x")]).unwrap();
                }
            });
        }
    });
    assert_eq!(staging.finish(&RECORD).unwrap().written, 400);
}

#[test]
fn foreign_files_survive_at_their_places() {
    let place = Place::with_old_site();
    place.write("guide/gone/notes.txt", "mine");
    place.write("my folder/日本語.txt", "mine too");
    fs::create_dir_all(place.out.join("empty/deep")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/nowhere", place.out.join("link")).unwrap();
    let report = publish(&place.out, NEW).unwrap();
    let mut expected = whole(NEW);
    for (name, text) in [("guide/gone/", ""), ("guide/gone/notes.txt", "mine"), ("my folder/", ""), ("my folder/日本語.txt", "mine too")]
    {
        expected.insert(name.to_owned(), text.to_owned());
    }
    expected.extend([("empty/".to_owned(), String::new()), ("empty/deep/".to_owned(), String::new())]);
    #[cfg(unix)]
    expected.insert("link".to_owned(), "-> /nowhere".to_owned());
    assert_eq!(place.site(), expected);
    assert!(place.debris().is_empty() && report.set_aside.is_empty());
}

#[cfg(unix)]
#[test]
fn a_named_pipe_in_the_site_survives_and_nobody_waits_for_it() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    use std::os::unix::fs::FileTypeExt;
    let place = Place::with_old_site();
    for name in ["pipe", "index.html"] {
        let _ = fs::remove_file(place.out.join(name));
        mknodat(CWD, place.out.join(name), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    }
    publish(&place.out, NEW).unwrap();
    let is_pipe = |path: PathBuf| fs::symlink_metadata(path).unwrap().file_type().is_fifo();
    assert!(is_pipe(place.out.join("pipe")));
    assert!(is_pipe(place.root().join("town.kept/index.html")), "it stood where our file had been");
    assert_eq!(fs::read_to_string(place.out.join("index.html")).unwrap(), "new!");
}

#[test]
fn a_foreign_file_where_the_new_site_has_one_stops_the_build_and_is_named() {
    for foreign in ["guide/c.html", "guide/c.html/inner.txt"] {
        let place = Place::with_old_site();
        place.write(foreign, "mine");
        let before = place.site();
        let error = publish(&place.out, NEW).unwrap_err();
        assert_eq!(error.code, Code::OutputNotOurs);
        assert!(error.message.ja.contains("guide/c.html"), "{}", error.message.ja);
        assert_eq!(place.site(), before);
        assert!(place.debris().is_empty());
    }
}

#[test]
fn a_listed_file_edited_by_hand_is_set_aside_and_numbered() {
    let place = Place::with_old_site();
    place.write("index.html", "old, corrected by hand");
    place.write("guide/gone/b.html", "GOING");
    let report = publish(&place.out, NEW).unwrap();
    assert_eq!(place.site(), whole(NEW));
    let codes: Vec<Code> = report.notices.iter().map(|notice| notice.code).collect();
    assert_eq!(codes, [Code::OutputEdited, Code::OutputEdited]);
    place.write("index.html", "again");
    publish(&place.out, NEW).unwrap();
    assert_eq!(place.site(), whole(NEW));
    let kept = tree(&place.root().join("town.kept"));
    let expected = [
        ("guide/", ""),
        ("guide/gone/", ""),
        ("guide/gone/b.html", "GOING"),
        ("index-2.html", "again"),
        ("index.html", "old, corrected by hand"),
    ];
    assert_eq!(kept, expected.map(|(name, text)| (name.to_owned(), text.to_owned())).into());
}

#[test]
fn a_hand_edit_of_equal_size_does_not_pass_for_our_own_file() {
    let place = Place::with_old_site();
    place.write("guide/a.html", "SAME");
    let report = publish(&place.out, NEW).unwrap();
    assert_eq!(place.site(), whole(NEW));
    assert_eq!(fs::read_to_string(&report.set_aside[0].kept).unwrap(), "SAME");
}

#[test]
fn files_that_appear_while_the_site_is_being_exchanged_are_not_lost() {
    let place = Place::with_old_site();
    let out = place.out.clone();
    let hook = Hook::new(move |step| {
        if step == Step::Carried {
            fs::write(out.join("late.txt"), "mine")?;
            fs::write(out.join("guide/c.html"), "mine too")?;
        }
        Ok(())
    });
    let report = publish_to(open_target(&place.out, &[]).unwrap().with_hook(hook), NEW).unwrap();
    let mut expected = whole(NEW);
    expected.insert("late.txt".to_owned(), "mine".to_owned());
    assert_eq!(place.site(), expected);
    assert_eq!(fs::read_to_string(&report.set_aside[0].kept).unwrap(), "mine too");
}

#[test]
fn a_hand_edit_that_the_new_site_also_has_needs_no_place_aside() {
    let place = Place::with_old_site();
    place.write("index.html", "new!");
    let report = publish(&place.out, NEW).unwrap();
    assert_eq!(place.site(), whole(NEW));
    assert!(report.set_aside.is_empty() && !place.root().join("town.kept").exists());
}

#[test]
fn a_deleted_file_comes_back() {
    let place = Place::with_old_site();
    fs::remove_file(place.out.join("index.html")).unwrap();
    publish(&place.out, OLD).unwrap();
    assert_eq!(place.site(), whole(OLD));
}

#[test]
fn an_empty_folder_is_taken_and_keeps_its_rights() {
    let place = Place::empty();
    fs::create_dir(&place.out).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&place.out, fs::Permissions::from_mode(0o750)).unwrap();
        publish(&place.out, OLD).unwrap();
        assert_eq!(fs::metadata(&place.out).unwrap().permissions().mode() & 0o777, 0o750);
    }
    publish(&place.out, OLD).unwrap();
    assert_eq!(place.site(), whole(OLD));
}

#[test]
fn folders_above_the_site_are_made() {
    let place = Place::empty();
    let out = place.out.join("deep/public/town");
    publish(&out, OLD).unwrap();
    assert_eq!(tree(&out), whole(OLD));
}

#[test]
fn a_build_that_is_given_up_leaves_the_site_and_no_debris() {
    let place = Place::with_old_site();
    let staging = open_target(&place.out, &[]).unwrap().with_hook(Hook::default()).stage().unwrap();
    put_all(&staging, NEW).unwrap();
    drop(staging);
    assert_eq!(place.site(), whole(OLD));
    assert!(place.debris().is_empty());
}
