//! `shirube new`: what a new handbook starts from.

use std::fs;
use std::path::Path;
use std::process::Command;

fn shirube(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
    command.args(arguments).env("LANG", "ja_JP.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command
}

fn new(dir: &Path, from: &str) {
    let made = shirube(&["new", "machi", "--from", from]).current_dir(dir).output().expect("it runs");
    assert!(made.status.success(), "{from}: {}", String::from_utf8_lossy(&made.stderr));
}

#[test]
fn every_starter_of_new_builds_without_a_message() {
    for from in ["common", "otaru", "blank"] {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let made = shirube(&["new", "machi-tebiki", "--from", from]).current_dir(dir.path()).output().expect("it runs");
        assert!(made.status.success(), "{from}: {}", String::from_utf8_lossy(&made.stderr));
        let built = shirube(&["build", "machi-tebiki"]).current_dir(dir.path()).output().expect("it runs");
        let said = String::from_utf8_lossy(&built.stderr);
        assert!(built.status.success() && said.is_empty(), "{from}: {said}");
        let home = fs::read_to_string(dir.path().join("public/machi-tebiki/index.html")).expect("the home page");
        // A town that has chosen nothing yet has no source that could lack the contact.
        let lane = home.split("<header").next().unwrap_or_default();
        assert_eq!(lane.matches("窓口がまだ決まっていません").count(), if from == "otaru" { 0 } else { 2 }, "{from}");
        assert!(!lane.contains("原資料にありません"), "{from}");
    }
}

#[test]
fn new_writes_nothing_into_a_folder_that_is_not_empty() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(dir.path().join("machi")).expect("a folder");
    fs::write(dir.path().join("machi/memo.txt"), "memo").expect("a file");
    let made = shirube(&["new", "machi"]).current_dir(dir.path()).output().expect("it runs");
    assert_eq!(made.status.code(), Some(2));
    assert_eq!(fs::read_dir(dir.path().join("machi")).expect("the folder").count(), 1);
    assert!(!dir.path().join("common").exists());
}

#[test]
fn a_copy_of_a_town_does_not_keep_what_names_that_town_to_readers_and_machines() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    new(dir.path(), "otaru");
    let site = fs::read_to_string(dir.path().join("machi/site.yml")).expect("site.yml");
    assert!(site.contains("id: machi\n") && site.contains("status: draft\n") && site.contains("extends: ../common\n"), "{site}");
    assert!(!site.contains("municipality_code"), "{site}");
    let verify_at = site.lines().find(|line| line.starts_with("verify_at:")).expect("a draft says where to ask");
    assert!(!verify_at.contains("小樽") && !verify_at.contains("見本"), "{verify_at}");
}

/// An editor saves the first desk from a text editor that makes no folders.
#[test]
fn every_starter_has_a_folder_for_desks() {
    for from in ["common", "otaru", "blank"] {
        let dir = tempfile::tempdir().expect("a temporary folder");
        new(dir.path(), from);
        assert!(dir.path().join("machi/agencies").is_dir(), "{from}");
    }
}
