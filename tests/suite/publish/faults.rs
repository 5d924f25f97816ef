//! Refusals of the system, kills and rivals, at every step: the site is the whole old or the whole new one.

use super::*;
use shirube::build::open_target_waiting;
use std::io;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::Duration;

/// A foreign file and a hand edit lie in the site; neither may be lost, whenever the build stops.
fn place_with_precious_files() -> Place {
    let place = Place::with_old_site();
    place.write("guide/mine.txt", "mine");
    place.write("guide/gone/b.html", "corrected by hand");
    place
}

fn with_foreign(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut site = whole(files);
    site.insert("guide/mine.txt".to_owned(), "mine".to_owned());
    site
}

fn old_site() -> BTreeMap<String, String> {
    let mut site = with_foreign(OLD);
    site.insert("guide/gone/b.html".to_owned(), "corrected by hand".to_owned());
    site
}

fn refuse_at(call: usize) -> (Hook, Arc<AtomicUsize>) {
    let calls = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&calls);
    let hook = Hook::new(move |_| if seen.fetch_add(1, Ordering::SeqCst) == call { Err(io::Error::other("disk full")) } else { Ok(()) });
    (hook, calls)
}

/// After whatever happened: the site is whole, and the next build ends what was begun.
fn check_and_build_on(place: &Place, what: &str) {
    let site = place.site();
    assert!(site == old_site() || site == with_foreign(NEW), "{what}: a mixture: {site:#?}");
    publish(&place.out, NEW).unwrap();
    assert_eq!(place.site(), with_foreign(NEW), "{what}");
    assert!(place.debris().is_empty(), "{what}: {:?}", place.debris());
    let kept = tree(&place.root().join("town.kept"));
    assert_eq!(kept.get("guide/gone/b.html").map(String::as_str), Some("corrected by hand"), "{what}: {kept:?}");
    assert_eq!(kept.len(), 3, "{what}: {kept:?}");
}

#[test]
fn a_refusal_at_any_step_leaves_the_old_or_the_new_site() {
    for may_exchange in [true, false] {
        for call in 0.. {
            let place = place_with_precious_files();
            let (hook, calls) = refuse_at(call);
            let target = open_target(&place.out, &[]).unwrap().with_hook(hook);
            let result = publish_to(if may_exchange { target } else { target.without_exchange() }, NEW);
            if result.is_err() {
                assert_eq!(place.site(), old_site(), "call {call}");
                assert!(place.debris().is_empty(), "call {call}: {:?}", place.debris());
            }
            check_and_build_on(&place, &format!("exchange {may_exchange}, call {call}"));
            if calls.load(Ordering::SeqCst) <= call {
                break;
            }
        }
    }
}

const CHILD_OUT: &str = "SHIRUBE_TEST_PUBLISH_TO";
const CHILD_STOP: &str = "SHIRUBE_TEST_STOP_AT";

/// Not a test by itself: the body of the processes that the tests below start and kill.
#[test]
fn child_process() {
    let Ok(out) = std::env::var(CHILD_OUT) else { return };
    let out = PathBuf::from(out);
    let stop = std::env::var(CHILD_STOP).unwrap();
    let Ok(stop) = stop.parse::<usize>() else {
        for round in 0.. {
            publish(&out, if round % 2 == 0 { NEW } else { OLD }).unwrap();
        }
        return;
    };
    let calls = AtomicUsize::new(0);
    let hook = Hook::new(move |_| if calls.fetch_add(1, Ordering::SeqCst) == stop { std::process::abort() } else { Ok(()) });
    publish_to(open_target(&out, &[]).unwrap().with_hook(hook), NEW).unwrap();
}

fn child(out: &Path, stop: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "publish::faults::child_process", "--quiet"]).env(CHILD_OUT, out).env(CHILD_STOP, stop);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

// Elsewhere two renames follow each other, and a kill between them is mended by the next build only.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn a_process_that_dies_at_any_step_leaves_the_old_or_the_new_site() {
    for call in 0.. {
        let place = place_with_precious_files();
        let died = !child(&place.out, &call.to_string()).status().unwrap().success();
        check_and_build_on(&place, &format!("death at call {call}"));
        if !died {
            assert!(call > 10, "the hook was never called");
            break;
        }
    }
}

// Elsewhere two renames follow each other, and a kill between them is mended by the next build only.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn a_process_killed_at_a_random_moment_leaves_the_old_or_the_new_site() {
    let place = Place::with_old_site();
    place.write("guide/mine.txt", "mine");
    for round in 0..25 {
        let mut victim = child(&place.out, "never").spawn().unwrap();
        let lock = place.root().join(".town.shirube-lock");
        while fs::read_to_string(&lock).unwrap().trim() != victim.id().to_string() {
            thread::sleep(Duration::from_micros(200));
        }
        thread::sleep(Duration::from_micros(373 * round));
        victim.kill().unwrap();
        victim.wait().unwrap();
        let site = place.site();
        assert!(site == with_foreign(OLD) || site == with_foreign(NEW), "round {round}: {site:#?}");
    }
    publish(&place.out, NEW).unwrap();
    assert_eq!(place.site(), with_foreign(NEW));
    assert!(place.debris().is_empty() && !place.root().join("town.kept").exists());
}

#[test]
fn a_kill_between_two_renames_is_mended_by_the_next_build() {
    let place = place_with_precious_files();
    fs::rename(&place.out, place.root().join(".town.shirube-old")).unwrap();
    drop(open_target(&place.out, &[]).unwrap());
    assert_eq!(place.site(), old_site());
    assert!(place.debris().is_empty());
}

#[test]
fn a_rival_waits_and_is_told_when_it_takes_too_long() {
    let place = Place::with_old_site();
    let first = open_target(&place.out, &[]).unwrap();
    let error = open_target_waiting(&place.out, &[], Duration::from_millis(120)).unwrap_err();
    assert_eq!(error.code, Code::OutputBusy);
    #[cfg(unix)]
    assert!(error.message.ja.contains(&std::process::id().to_string()), "{}", error.message.ja);
    let rival = thread::spawn({
        let out = place.out.clone();
        move || publish(&out, NEW)
    });
    thread::sleep(Duration::from_millis(100));
    publish_to(first, OLD).unwrap();
    rival.join().unwrap().unwrap();
    assert_eq!(place.site(), whole(NEW));
}

#[test]
fn rivals_publish_one_after_the_other_and_readers_see_whole_sites() {
    let place = Place::with_old_site();
    let barrier = Barrier::new(3);
    thread::scope(|scope| {
        for files in [OLD, NEW] {
            let (out, barrier) = (&place.out, &barrier);
            scope.spawn(move || {
                barrier.wait();
                for _ in 0..20 {
                    publish(out, files).unwrap();
                }
            });
        }
        barrier.wait();
        for _ in 0..200 {
            assert!(place.out.join("index.html").exists(), "there is always a site");
        }
    });
    assert!(place.site() == whole(OLD) || place.site() == whole(NEW));
    assert!(place.debris().is_empty());
}

#[test]
fn a_put_that_fails_ends_the_build_with_the_old_site_byte_for_byte() {
    let place = Place::with_old_site();
    let hook = Hook::new(|step| if step == Step::Put { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) });
    let error = publish_to(open_target(&place.out, &[]).unwrap().with_hook(hook), NEW).unwrap_err();
    assert_eq!(error.code, Code::OutputFailed);
    assert_eq!(place.site(), whole(OLD));
    assert!(place.debris().is_empty());
    // Even if the caller overlooks the refusal, a file that was begun and not finished is never published.
    let hook = Hook::new(|step| if step == Step::Put { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) });
    let staging = open_target(&place.out, &[]).unwrap().with_hook(hook).stage().unwrap();
    assert!(put_all(&staging, NEW).is_err());
    assert_eq!(staging.finish(&RECORD).unwrap_err().code, Code::OutputFailed);
    assert_eq!(place.site(), whole(OLD));
}

#[cfg(unix)]
#[test]
fn links_in_the_place_of_our_own_files_lead_nowhere() {
    let place = Place::with_old_site();
    let precious = place.root().join("precious");
    fs::write(&precious, "mine").unwrap();
    for name in [".town.shirube-state", ".town.shirube-state-new", ".town.shirube-staging", ".town.shirube-swap"] {
        let _ = fs::remove_file(place.root().join(name));
        std::os::unix::fs::symlink(&precious, place.root().join(name)).unwrap();
        let _ = publish(&place.out, NEW);
        assert_eq!(fs::read_to_string(&precious).unwrap(), "mine", "{name}");
        let _ = fs::remove_file(place.root().join(name));
    }
    fs::remove_file(place.root().join(".town.shirube-lock")).unwrap();
    std::os::unix::fs::symlink(&precious, place.root().join(".town.shirube-lock")).unwrap();
    assert_eq!(publish(&place.out, NEW).unwrap_err().code, Code::OutputFailed);
    assert_eq!(fs::read_to_string(&precious).unwrap(), "mine");
}
