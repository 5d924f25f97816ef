//! The path gate: what is read, what is refused, and that nothing hangs.

use shirube::diag::{Code, Language, Sink, SourceMap};
use shirube::load::gate::{self, GatedFile};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use tempfile::TempDir;

struct Listing {
    files: Vec<GatedFile>,
    sources: SourceMap,
    sink: Sink,
}

impl Listing {
    fn of(root: &Path) -> Self {
        Self::at_most(gate::MAX_PAGES, root)
    }

    fn at_most(max_pages: usize, root: &Path) -> Self {
        let (mut sources, mut sink) = (SourceMap::default(), Sink::default());
        let files = gate::list_at_most(max_pages, root, "content/town", &mut sources, &mut sink);
        Self { files, sources, sink }
    }

    fn names(&self) -> Vec<&str> {
        self.files.iter().map(|file| file.relative.as_str()).collect()
    }

    /// Each problem as `CODE name name…`, sorted.
    fn problems(&self) -> Vec<String> {
        let name = |span: shirube::diag::Span| self.sources.file(span.source).map_or("?", |file| file.name.as_str());
        let mut all: Vec<String> = self
            .sink
            .iter()
            .map(|problem| {
                let names: Vec<&str> = problem.labels.iter().map(|label| name(label.span)).collect();
                format!("{} {}", problem.code, names.join(" "))
            })
            .collect();
        all.sort();
        all
    }
}

fn folder(files: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "text").unwrap();
    }
    folder
}

fn problems_of(files: &[&str]) -> Vec<String> {
    Listing::of(folder(files).path()).problems()
}

#[test]
fn files_in_their_places_are_listed_by_the_bytes_of_their_paths() {
    let all = [
        "agencies/a.yml",
        "agendas/a.yml",
        "assets/map.png",
        "assets/yoshiki/sokuho.xlsx",
        "calendar.yml",
        "flows/a.yml",
        "guide/a-b/c.md",
        "guide/a/b.md",
        "guide/index.md",
        "rules/absence.cases.yml",
        "rules/absence.yml",
        "site.yml",
        "theme/css/town.css",
        "theme/fonts/a.woff2",
    ];
    let mut shuffled = all;
    shuffled.reverse();
    let folder = folder(&shuffled);
    let listing = Listing::of(folder.path());
    assert_eq!(listing.names(), all);
    assert!(listing.sink.is_empty(), "{:?}", listing.problems());
    assert_eq!(gate::read(&listing.files[0]).unwrap(), b"text");
    assert!(listing.files[0].digest().is_some());
}

#[test]
fn litter_of_editors_and_systems_is_passed_over_in_silence() {
    let litter = [
        ".env",
        ".git/config",
        "guide/.a.md.swp",
        "guide/a.md~",
        "guide/a.md.bak",
        "guide/4913",
        "assets/~$form.docx",
        "assets/Thumbs.db",
        "assets/desktop.ini",
        "guide/.#a.md",
        "guide/#a.md#",
    ];
    let folder = folder(&litter);
    let listing = Listing::of(folder.path());
    assert!(listing.files.is_empty() && listing.sink.is_empty(), "{:?} {:?}", listing.names(), listing.problems());
}

#[test]
fn anything_else_is_left_out_with_one_warning() {
    let found =
        problems_of(&["README.md", "drafts/a.md", "drafts/b.md", "guide/a.txt", "assets/logo.svg", "agencies/deep/a.yml", "run.sh"]);
    let town = |name: &str| format!("P107 content/town/{name}");
    let names = ["README.md", "agencies/deep", "assets/logo.svg", "drafts", "guide/a.txt", "run.sh"];
    assert_eq!(found, names.map(town));
}

#[test]
fn a_yaml_extension_is_told_to_be_yml() {
    let folder = folder(&["agencies/a.yaml"]);
    let listing = Listing::of(folder.path());
    let problem = listing.sink.iter().next().unwrap();
    assert_eq!(problem.code, Code::FileLeftOut);
    assert!(problem.help.as_ref().unwrap().get(Language::Japanese).contains(".yml"));
}

#[test]
fn names_that_are_not_kebab_case_are_refused_and_a_better_one_is_proposed() {
    for bad in ["guide/My_Page.md", "guide/窓口.md", "guide/a b.md", "guide/a--b.md", "assets/Photo.JPG", "Site.yml", "guide/a.b.md"] {
        assert_eq!(problems_of(&[bad]), [format!("P104 content/town/{bad}")]);
    }
    assert_eq!(problems_of(&["guide/子ども/a.md"]), ["P104 content/town/guide/子ども"]);
    let folder = folder(&["guide/My_Page.md"]);
    let listing = Listing::of(folder.path());
    let help = listing.sink.iter().next().unwrap().help.clone().unwrap();
    assert!(help.ja.contains("my-page.md"), "{}", help.ja);
}

#[test]
fn names_of_windows_devices_are_refused_everywhere() {
    for bad in ["guide/con.md", "guide/aux/a.md", "agencies/nul.yml", "guide/com1.md", "guide/lpt9.md"] {
        let found = problems_of(&[bad]);
        assert!(found.len() == 1 && found[0].starts_with("P104"), "{found:?}");
    }
    assert!(problems_of(&["guide/com0.md", "guide/console.md"]).is_empty());
}

#[test]
fn names_that_differ_by_case_get_one_message_with_both_places() {
    let found = problems_of(&["guide/Guide.md", "guide/guide.md"]);
    assert_eq!(found, ["P105 content/town/guide/Guide.md content/town/guide/guide.md"]);
    let found = problems_of(&["guide/A/x.md", "guide/a/x.md"]);
    assert_eq!(found, ["P105 content/town/guide/A content/town/guide/a"]);
}

#[test]
fn a_file_past_its_limit_is_refused_and_one_at_its_limit_is_read() {
    let folder = folder(&[]);
    let guide = folder.path().join("guide");
    fs::create_dir(&guide).unwrap();
    let text = usize::try_from(gate::MAX_TEXT_BYTES).unwrap();
    fs::write(guide.join("at-limit.md"), vec![b'a'; text]).unwrap();
    fs::write(guide.join("past-limit.md"), vec![b'a'; text + 1]).unwrap();
    fs::create_dir(folder.path().join("assets")).unwrap();
    fs::write(folder.path().join("assets/large.pdf"), vec![b'a'; text + 1]).unwrap();
    let listing = Listing::of(folder.path());
    assert_eq!(listing.names(), ["assets/large.pdf", "guide/at-limit.md"]);
    assert_eq!(listing.problems(), ["P109 content/town/guide/past-limit.md"]);
    assert_eq!(gate::read(&listing.files[1]).unwrap().len(), text);
    fs::write(guide.join("at-limit.md"), vec![b'a'; text + 1]).unwrap();
    assert_eq!(gate::read(&listing.files[1]).unwrap_err().kind(), ErrorKind::FileTooLarge);
}

#[test]
fn pages_past_the_limit_are_counted_once_and_left_out() {
    assert_eq!(gate::MAX_PAGES, 20_000);
    let folder = folder(&["guide/a.md", "guide/b.md", "guide/c.md", "guide/d.md", "agencies/a.yml"]);
    assert!(Listing::at_most(4, folder.path()).sink.is_empty());
    let listing = Listing::at_most(2, folder.path());
    assert_eq!(listing.problems().len(), 1);
    assert!(listing.problems()[0].starts_with("P108"));
    assert_eq!(listing.files.len(), 3);
}

#[test]
fn a_folder_that_is_not_there_is_a_problem_and_no_panic() {
    let folder = folder(&[]);
    let listing = Listing::of(&folder.path().join("gone"));
    assert_eq!(listing.problems(), ["P106 content/town"]);
}

#[cfg(unix)]
mod on_unix {
    use super::*;
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    fn pipe(path: &Path) {
        mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    }

    #[test]
    fn links_are_refused_wherever_they_lead() {
        let outside = folder(&["secret.md"]);
        let folder = folder(&["guide/a.md"]);
        symlink(outside.path().join("secret.md"), folder.path().join("guide/secret.md")).unwrap();
        symlink(outside.path(), folder.path().join("assets")).unwrap();
        symlink("nowhere", folder.path().join("guide/dangling.md")).unwrap();
        symlink("..", folder.path().join("guide/circle")).unwrap();
        symlink("a.md", folder.path().join("guide/inside.md")).unwrap();
        let listing = Listing::of(folder.path());
        assert_eq!(listing.names(), ["guide/a.md"]);
        let names = ["assets", "guide/circle", "guide/dangling.md", "guide/inside.md", "guide/secret.md"];
        assert_eq!(listing.problems(), names.map(|name| format!("P101 content/town/{name}")));
    }

    #[test]
    fn a_file_that_becomes_a_link_after_the_listing_is_not_read() {
        let outside = folder(&["secret.md", "a.md"]);
        let folder = folder(&["guide/a.md", "guide/deep/a.md", "guide/other/a.md"]);
        let listing = Listing::of(folder.path());
        fs::remove_file(folder.path().join("guide/a.md")).unwrap();
        symlink(outside.path().join("secret.md"), folder.path().join("guide/a.md")).unwrap();
        fs::remove_dir_all(folder.path().join("guide/deep")).unwrap();
        symlink(outside.path(), folder.path().join("guide/deep")).unwrap();
        assert!(gate::read(&listing.files[0]).is_err());
        assert!(gate::read(&listing.files[1]).is_err(), "a folder on the way became a link");
        fs::remove_file(folder.path().join("guide/deep")).unwrap();
        symlink("other", folder.path().join("guide/deep")).unwrap();
        assert!(gate::read(&listing.files[1]).is_err(), "even a link that stays inside");
    }

    #[test]
    fn pipes_and_sockets_are_refused_without_waiting() {
        let folder = folder(&["guide/late.md"]);
        pipe(&folder.path().join("guide/pipe.md"));
        let _socket = UnixListener::bind(folder.path().join("guide/socket.md")).unwrap();
        let listing = Listing::of(folder.path());
        assert_eq!(listing.problems(), ["P103 content/town/guide/pipe.md", "P103 content/town/guide/socket.md"]);
        // One that takes a file's place between listing and reading.
        fs::remove_file(folder.path().join("guide/late.md")).unwrap();
        pipe(&folder.path().join("guide/late.md"));
        assert_eq!(gate::read(&listing.files[0]).unwrap_err().kind(), ErrorKind::InvalidInput);
    }

    #[test]
    fn names_that_would_act_on_a_terminal_are_shown_escaped() {
        let folder = folder(&["guide/a.md"]);
        let shift_jis = OsStr::from_bytes(b"\x91\x8b\x8c\xfb.md");
        fs::write(folder.path().join("guide").join(shift_jis), "").unwrap();
        fs::write(folder.path().join("guide/\u{1b}[31m.md"), "").unwrap();
        fs::write(folder.path().join("guide/\u{202e}dm.md"), "").unwrap();
        let listing = Listing::of(folder.path());
        assert_eq!(listing.names(), ["guide/a.md"]);
        assert_eq!(
            listing.problems(),
            [
                r"P104 content/town/guide/\u{1b}[31m.md",
                r"P104 content/town/guide/\u{202e}dm.md",
                r"P104 content/town/guide/\x91\x8B\x8C\xFB.md",
            ]
        );
    }

    #[test]
    fn the_given_folder_itself_may_be_a_link() {
        let folder = folder(&["town/guide/a.md"]);
        symlink("town", folder.path().join("link")).unwrap();
        let listing = Listing::of(&folder.path().join("link"));
        assert_eq!(listing.names(), ["guide/a.md"]);
        assert_eq!(gate::read(&listing.files[0]).unwrap(), b"text");
    }
}
