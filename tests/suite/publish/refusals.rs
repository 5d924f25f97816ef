//! Folders that must not be written: refused, and untouched.

use super::*;

/// Expects a refusal that leaves everything in `root` as it is.
fn refused(root: &Path, out: &Path, protected: &[PathBuf]) -> Code {
    let before = tree(root);
    let error = open_target(out, protected).unwrap_err();
    assert_eq!(tree(root), before, "{error}");
    error.code
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_untouched() {
    let place = Place::empty();
    place.write("thesis.docx", "ten years of work");
    assert_eq!(refused(place.root(), &place.out, &[]), Code::OutputNotOurs);
    // Neither a list of somebody else, nor one that names files outside, makes it ours.
    let outside = format!(
        r#"{{"format":1,"tool":"0","site":"x","fingerprint":"","files":[{{"path":"../town/thesis.docx","sha256":"{}","bytes":1}}]}}"#,
        "0".repeat(64)
    );
    for list in ["{}", "[]", "", r#"{"format":2,"tool":"9","site":"x","fingerprint":"","files":[]}"#, outside.as_str()] {
        place.write(MANIFEST_NAME, list);
        assert_eq!(refused(place.root(), &place.out, &[]), Code::OutputNotOurs, "{list}");
    }
}

#[test]
fn a_file_is_refused() {
    let place = Place::empty();
    fs::write(&place.out, "a file").unwrap();
    assert_eq!(refused(place.root(), &place.out, &[]), Code::OutputNotOurs);
}

#[cfg(unix)]
#[test]
fn a_link_is_refused_with_and_without_a_slash_at_its_end() {
    let place = Place::with_old_site();
    let link = place.root().join("link");
    std::os::unix::fs::symlink(&place.out, &link).unwrap();
    assert_eq!(refused(place.root(), &link, &[]), Code::OutputNotOurs);
    assert_eq!(refused(place.root(), &place.root().join("link/"), &[]), Code::OutputNotOurs);
    // But the way to it may have links.
    let other = Place::empty();
    std::os::unix::fs::symlink(place.root(), other.root().join("way")).unwrap();
    assert_eq!(publish(&other.root().join("way/town"), OLD).unwrap().unchanged, 3);
}

#[test]
fn sources_are_never_written_over() {
    let place = Place::empty();
    let source = place.root().join("content/town");
    fs::create_dir_all(&source).unwrap();
    fs::write(source.join("site.yml"), "id: town").unwrap();
    let protected = [source.clone()];
    for out in
        [source.clone(), source.join("public"), source.join("a/b"), place.root().join("content"), place.root().join("content/x/../town")]
    {
        assert_eq!(refused(place.root(), &out, &protected), Code::OutputOverSource, "{}", out.display());
    }
    // On Windows these are the same folder.
    assert_eq!(refused(place.root(), &place.root().join("Content/TOWN/public"), &protected), Code::OutputOverSource);
    #[cfg(unix)]
    {
        let link = place.root().join("link");
        std::os::unix::fs::symlink(&source, &link).unwrap();
        assert_eq!(refused(place.root(), &link.join("public"), &protected), Code::OutputOverSource);
        assert_eq!(refused(place.root(), &source.join("public"), &[link]), Code::OutputOverSource);
    }
    let target = open_target(&place.out, &protected).unwrap();
    assert_eq!(target.protect(&[place.out.join("base")]).unwrap_err().code, Code::OutputOverSource);
    target.protect(&[place.root().join("content/common")]).unwrap();
}

#[test]
fn home_root_and_the_folder_one_stands_in_are_refused() {
    let here = std::env::current_dir().unwrap();
    let home = std::env::home_dir().unwrap();
    for out in [Path::new("/"), Path::new("."), Path::new(".."), &here, here.parent().unwrap(), &home] {
        assert_eq!(open_target(out, &[]).unwrap_err().code, Code::OutputOverSource, "{}", out.display());
    }
}

#[test]
fn a_git_working_folder_is_refused_even_with_our_list_in_it() {
    let place = Place::with_old_site();
    place.write(".git/HEAD", "ref: refs/heads/main");
    assert_eq!(refused(place.root(), &place.out, &[]), Code::OutputOverSource);
}
