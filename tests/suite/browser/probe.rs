//! Proof that the browsers under test keep `file://` pages apart as a reader's browser does.
//!
//! Test automation is known to relax this. If it did here, every other browser test would pass on sites that do not work
//! on a reader's desk.

use serde_json::json;
use tempfile::TempDir;

use super::bidi::Outcome;
use super::page::Page;
use super::{Engine, with_page};

const PAGE: &str = "<!doctype html><html lang=\"ja\"><meta charset=\"utf-8\"><title>頁</title>
<script src=\"classic.js\"></script><script type=\"module\" src=\"module.js\"></script><p>本文";

/// Two pages and their scripts in a folder.
fn pages() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in
        [("a.html", PAGE), ("b.html", PAGE), ("classic.js", "window.classicRan = true;"), ("module.js", "window.moduleRan = true;")]
    {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// A classic script runs; a module does not, and no file can be read.
fn files_are_origins_of_their_own(page: &mut Page<'_>) -> Outcome {
    let folder = pages();
    page.open_file(&folder.path().join("a.html"))?;
    let fetch = "(name) => fetch(name).then(() => 'read', (error) => error.name)";
    assert_eq!(page.call(fetch, &[json!("classic.js")])?, "TypeError");
    assert_eq!(page.call(fetch, &[json!("data:,text")])?, "read", "fetch itself works");
    assert_eq!(page.evaluate("window.classicRan === true")?, true);
    assert_eq!(page.evaluate("window.moduleRan === true")?, false);
    Ok(())
}

#[test]
fn files_are_origins_of_their_own_in_chromium() -> Outcome {
    with_page(Engine::Chromium, files_are_origins_of_their_own)
}

#[test]
fn files_are_origins_of_their_own_in_firefox() -> Outcome {
    with_page(Engine::Firefox, files_are_origins_of_their_own)
}

#[test]
fn pages_of_a_folder_do_not_share_storage_in_firefox() -> Outcome {
    with_page(Engine::Firefox, |page| {
        let folder = pages();
        page.open_file(&folder.path().join("a.html"))?;
        page.evaluate("localStorage.setItem('tick', 'a')")?;
        page.reload()?;
        assert_eq!(page.evaluate("localStorage.getItem('tick')")?, "a", "storage itself works");
        page.open_file(&folder.path().join("b.html"))?;
        assert_eq!(page.evaluate("localStorage.getItem('tick')")?, json!(null));
        Ok(())
    })
}

#[test]
fn every_tab_starts_with_empty_storage() -> Outcome {
    let folder = pages();
    for engine in [Engine::Chromium, Engine::Firefox] {
        let set = |page: &mut Page<'_>| {
            page.open_file(&folder.path().join("a.html"))?;
            page.evaluate("[localStorage.length, localStorage.setItem('left', 'over')]")
        };
        assert_eq!(with_page(engine, set)?[0], 0);
        assert_eq!(with_page(engine, set)?[0], 0, "{engine} kept what another test stored");
    }
    Ok(())
}

/// What drafts are encrypted with: a key from words, and a text that comes back only with that key and unharmed.
const ENCRYPT: &str = "async () => {
    const text = new TextEncoder();
    const salt = new Uint8Array(16), iv = new Uint8Array(12);
    const words = await crypto.subtle.importKey('raw', text.encode('合言葉'), 'PBKDF2', false, ['deriveKey']);
    const key = await crypto.subtle.deriveKey(
        {name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 1000}, words, {name: 'AES-GCM', length: 256}, false, ['encrypt', 'decrypt']);
    const data = new Uint8Array(await crypto.subtle.encrypt({name: 'AES-GCM', iv}, key, text.encode('本文')));
    const read = new TextDecoder().decode(await crypto.subtle.decrypt({name: 'AES-GCM', iv}, key, data));
    data[0] ^= 1;
    const harmed = await crypto.subtle.decrypt({name: 'AES-GCM', iv}, key, data).then(() => 'read', (error) => error.name);
    return [isSecureContext, read, harmed];
}";

/// Drafts of forms may be encrypted because this holds on `file://`.
#[test]
fn a_file_can_encrypt_and_decrypt_in_both_browsers() -> Outcome {
    let folder = pages();
    for engine in [Engine::Chromium, Engine::Firefox] {
        with_page(engine, |page| {
            page.open_file(&folder.path().join("a.html"))?;
            assert_eq!(page.call(ENCRYPT, &[])?, json!([true, "本文", "OperationError"]), "{engine}");
            Ok(())
        })?;
    }
    Ok(())
}

/// A field below the first window.
const FIELD: &str = "<!doctype html><meta charset=\"utf-8\"><title>頁</title><input style=\"position: absolute; top: 3000px\">";

/// How often it is looked; with a typing that does not wait for its scroll, Firefox went back several times.
const LOOKS: usize = 60;

/// Otherwise a press that comes right after typing hits whatever that scroll brings there.
#[test]
fn typing_is_over_when_the_browser_has_scrolled_to_the_caret() -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("field.html"), FIELD).unwrap();
    for engine in [Engine::Chromium, Engine::Firefox] {
        with_page(engine, |page| {
            page.open_file(&folder.path().join("field.html"))?;
            let mut back = 0;
            for _ in 0..LOOKS {
                page.click("input")?;
                page.type_text("x")?;
                page.evaluate("scrollTo(0, 0)")?;
                let frames = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(scrollY))))";
                back += usize::from(page.call(frames, &[])? != json!(0));
            }
            assert_eq!(back, 0, "{engine} scrolled back");
            Ok(())
        })?;
    }
    Ok(())
}
