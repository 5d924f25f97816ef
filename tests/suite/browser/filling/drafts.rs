//! Drafts as files: saved and opened they are the same, and what is no draft of the form changes nothing.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::super::Engine;
use super::super::bidi::Outcome;
use super::super::page::Page;
use super::super::site::built_site;
use super::super::visit::SiteCopy;
use super::super::with_page;
use super::{IN_BOTH, REPORT, act, cells, everything, open, put, put_one, stands, told};

const PASSWORD: &str = "合言葉は春の桜並木";

/// A site whose drafts are kept in another way: the policy stands in the data file of the form.
fn site(policy: &str) -> Outcome<SiteCopy> {
    let copy = SiteCopy::of(&built_site("otaru"))?;
    let data = copy.path("forms/kesseki-jokyo.js");
    let text = std::fs::read_to_string(&data).expect("the data of the form");
    let found =
        ["off", "plain", "encrypted"].iter().find(|word| text.contains(&format!("\\\"drafts\\\":\\\"{word}\\\""))).expect("a policy");
    let changed = text.replace(&format!("\\\"drafts\\\":\\\"{found}\\\""), &format!("\\\"drafts\\\":\\\"{policy}\\\""));
    std::fs::write(data, changed).expect("written");
    Ok(copy)
}

fn hostile(at: usize, is_long: bool) -> String {
    let text = format!("目印{at}𠮷髙👨‍👩‍👧‍👦<script>alert(1)</script>__proto__\u{202E}\"'\\か\u{3099}");
    if is_long { format!("{text}\n\n{}", text.repeat(30)) } else { text }
}

fn save(page: &mut Page<'_>, folder: &Path, password: Option<&str>) -> Outcome<PathBuf> {
    act(page, "save")?;
    if let Some(password) = password {
        for field in ["first", "second"] {
            page.click(&format!("[data-password={field}]"))?;
            page.type_text(password)?;
        }
    }
    page.download(folder, |page| page.click("[data-form-dialog=save] [data-dialog=yes]"))
}

/// Gives a file to the page and waits until it says something of it, or asks for its password.
fn give(page: &mut Page<'_>, file: &Path) -> Outcome {
    page.evaluate("document.querySelector('[data-form-note]').textContent = ''")?;
    // A hidden field cannot be given a file by every driver.
    page.evaluate("document.querySelector('[data-draft-file]').hidden = false")?;
    page.set_files("[data-draft-file]", &[file])?;
    page.wait_until(
        "document.querySelector('[data-form-note]').textContent !== '' || document.querySelector('[data-form-dialog=password]').open",
    )
}

fn enter(page: &mut Page<'_>, password: &str) -> Outcome {
    page.evaluate("document.querySelector('[data-password=only]').value = ''")?;
    page.click("[data-password=only]")?;
    page.type_text(password)?;
    page.click("[data-form-dialog=password] [data-dialog=yes]")
}

#[test]
fn a_draft_is_saved_and_opened_without_a_loss() -> Outcome {
    for engine in IN_BOTH {
        for policy in ["plain", "encrypted"] {
            let copy = site(policy)?;
            let folder = TempDir::new().unwrap();
            let password = (policy == "encrypted").then_some(PASSWORD);
            let (file, saved) = with_page(engine, |page| {
                open(page, &copy, REPORT)?;
                let values = everything(&cells(page)?, hostile);
                put(page, &values)?;
                let before = stands(page)?;
                Ok((save(page, folder.path(), password)?, before))
            })?;
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            assert!(name.ends_with("-kesseki-jokyo.json") && name.starts_with("20"), "{engine}: {name}");
            let text = std::fs::read_to_string(&file).expect("text");
            assert_eq!(text.contains("目印"), policy == "plain", "{engine}: {policy}");
            with_page(engine, |page| {
                open(page, &copy, REPORT)?;
                put_one(page, "gakko", "前の入力")?;
                give(page, &file)?;
                if policy == "encrypted" {
                    enter(page, "ちがう合言葉です")?;
                    page.wait_until("document.querySelector('[data-form-dialog=password] [data-dialog-fault]').hidden === false")?;
                    assert_eq!(stands(page)?, json!({"gakko": "前の入力"}), "{engine}: a wrong password changes nothing");
                    enter(page, PASSWORD)?;
                    page.wait_until("document.querySelector('[data-form-note]').textContent !== ''")?;
                }
                assert_eq!(stands(page)?, saved, "{engine}: {policy}: {}", told(page)?);
                let kept = page.evaluate("[...document.querySelectorAll('[data-password]')].map((field) => field.value).join('')")?;
                assert_eq!(kept, "", "{engine}: the password is gone");
                page.evaluate("document.querySelector('[data-form-act=undo]').click()")?;
                assert_eq!(stands(page)?, json!({"gakko": "前の入力"}), "{engine}: what was replaced comes back");
                Ok(())
            })?;
        }
    }
    Ok(())
}

#[test]
fn where_drafts_may_be_plain_a_password_still_encrypts_one() -> Outcome {
    for engine in IN_BOTH {
        let copy = site("plain")?;
        let folder = TempDir::new().unwrap();
        with_page(engine, |page| {
            open(page, &copy, REPORT)?;
            put_one(page, "gakko", "目印第一中学校")?;
            let file = save(page, folder.path(), Some(PASSWORD))?;
            let text = std::fs::read_to_string(&file).expect("text");
            assert!(text.contains("shirube-draft-encrypted") && !text.contains("目印"), "{engine}: {text}");
            // One password of the two is a slip, not a wish for a file that anybody can read.
            act(page, "save")?;
            let shown = page.evaluate("document.querySelector('[data-form-dialog=save]').innerText")?;
            assert!(shown.as_str().is_some_and(|shown| shown.contains("入れなくても保存できます")), "{engine}: {shown}");
            page.click("[data-password=second]")?;
            page.type_text(PASSWORD)?;
            page.click("[data-form-dialog=save] [data-dialog=yes]")?;
            let fault = page.evaluate("document.querySelector('[data-form-dialog=save] [data-dialog-fault]').textContent")?;
            assert!(fault.as_str().is_some_and(|fault| fault.contains("8文字以上")), "{engine}: {fault}");
            page.click("[data-form-dialog=save] [data-dialog=no]")?;
            put_one(page, "gakko", "前の入力")?;
            give(page, &file)?;
            enter(page, PASSWORD)?;
            page.wait_until("document.querySelector('[data-form-note]').textContent !== ''")?;
            assert_eq!(stands(page)?, json!({"gakko": "目印第一中学校"}), "{engine}");
            assert!(told(page)?.contains("次に入力するまでは"), "{engine}: {}", told(page)?);
            Ok(())
        })?;
    }
    Ok(())
}

/// The key takes its time on a slow computer, and people press again or think better of it.
#[test]
fn a_second_press_is_no_second_draft_and_a_closed_dialog_ends_the_work() -> Outcome {
    let copy = site("encrypted")?;
    let folder = TempDir::new().unwrap();
    with_page(Engine::Chromium, |page| {
        open(page, &copy, REPORT)?;
        put_one(page, "gakko", "第一中学校")?;
        let file = save(page, folder.path(), Some(PASSWORD))?;
        put_one(page, "gakko", "前の入力")?;
        give(page, &file)?;
        page.type_text(PASSWORD)?;
        let said = page.evaluate(
            "(() => { const dialog = document.querySelector('[data-form-dialog=password]');
                const yes = dialog.querySelector('[data-dialog=yes]');
                yes.click();
                yes.click();
                return dialog.querySelector('[data-dialog-work]').textContent; })()",
        )?;
        assert!(said.as_str().is_some_and(|said| said.contains("鍵を作っています")), "{said}");
        page.wait_until("document.querySelector('[data-form-note]').textContent !== ''")?;
        assert_eq!(stands(page)?, json!({"gakko": "第一中学校"}));
        // The second opening would have come about now.
        page.call("(password) => Shirube.form.secret.seal('', password).then(() => true)", &[json!(PASSWORD)])?;
        page.evaluate("(document.querySelector('[data-form-act=undo]').click(), true)")?;
        assert_eq!(stands(page)?, json!({"gakko": "前の入力"}), "what was replaced comes back");
        give(page, &file)?;
        page.type_text(PASSWORD)?;
        page.evaluate(
            "(document.querySelector('[data-form-dialog=password] [data-dialog=yes]').click(),
                document.querySelector('[data-form-dialog=password]').close(), true)",
        )?;
        page.call("(password) => Shirube.form.secret.seal('', password).then(() => true)", &[json!(PASSWORD)])?;
        assert_eq!(stands(page)?, json!({"gakko": "前の入力"}), "nothing is opened behind a closed dialog");
        Ok(())
    })
}

#[test]
fn two_passwords_that_differ_or_are_short_save_nothing() -> Outcome {
    for engine in IN_BOTH {
        let copy = site("encrypted")?;
        with_page(engine, |page| {
            open(page, &copy, REPORT)?;
            act(page, "save")?;
            assert!(told(page)?.contains("まだ何も"), "{engine}: an empty form is no draft");
            put_one(page, "gakko", "第一中学校")?;
            act(page, "save")?;
            for (first, second, fault) in [("短い合言葉", "短い合言葉", "8文字以上"), ("十分に長い合言葉", "十分に長い合言集", "違います")]
            {
                for (field, text) in [("first", first), ("second", second)] {
                    page.evaluate(&format!("document.querySelector('[data-password={field}]').value = ''"))?;
                    page.click(&format!("[data-password={field}]"))?;
                    page.type_text(text)?;
                }
                page.click("[data-form-dialog=save] [data-dialog=yes]")?;
                let told = page.evaluate("document.querySelector('[data-form-dialog=save] [data-dialog-fault]').textContent")?;
                assert!(told.as_str().is_some_and(|told| told.contains(fault)), "{engine}: {told}");
                assert_eq!(page.evaluate("document.querySelector('[data-form-dialog=save]').open")?, true);
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// The draft of a form with one cell, changed.
fn draft(site: &Value, change: impl FnOnce(&mut Value)) -> String {
    let mut draft = json!({"format": "shirube-draft", "version": 1, "site": site["site"], "form": site["form"], "edition": site["edition"],
        "values": [["gakko", "ほかの学校"]]});
    change(&mut draft);
    draft.to_string()
}

fn refused(data: &Value) -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let whole = draft(data, |_| {});
    let cut = whole.as_bytes()[..whole.len() / 2].to_vec();
    let mut damaged = whole.clone().into_bytes();
    let at = whole.find('ほ').expect("there");
    damaged[at] = 0xff;
    let long = draft(data, |draft| draft["values"][0][1] = json!("あ".repeat(400_000)));
    let sealed = json!({"format": "shirube-draft-encrypted", "version": 1, "kdf": {"name": "PBKDF2", "hash": "SHA-256", "iterations": 10, "salt": "AAAA"}, "iv": "AAAA", "data": "AAAA"});
    vec![
        ("cut.json", cut, "途中で切れているか"),
        ("damaged.json", damaged, "下書きのファイルではありません"),
        ("other.json", b"{\"name\": \"package\"}".to_vec(), "下書きのファイルではありません"),
        ("photo.json", vec![0xff, 0xd8, 0xff, 0xe0, 0, 16], "下書きのファイルではありません"),
        ("empty.json", Vec::new(), "下書きのファイルではありません"),
        ("long.json", long.into_bytes(), "大きすぎます"),
        ("newer.json", draft(data, |draft| draft["version"] = json!(2)).into_bytes(), "新しい版"),
        ("site.json", draft(data, |draft| draft["site"] = json!("elsewhere")).into_bytes(), "別の手引き"),
        ("form.json", draft(data, |draft| draft["form"] = json!("sokuho")).into_bytes(), "別の様式"),
        ("key.json", draft(data, |draft| draft["more"] = json!(1)).into_bytes(), "書き換わっています"),
        ("sealed.json", sealed.to_string().into_bytes(), "書き換わっています"),
    ]
}

const DATA: &str = "(({site, form, edition}) => ({site, form, edition}))(Shirube.form.data['kesseki-jokyo'])";

#[test]
fn a_file_that_is_no_draft_of_the_form_is_refused_and_nothing_changes() -> Outcome {
    for engine in IN_BOTH {
        let copy = site("plain")?;
        let folder = TempDir::new().unwrap();
        with_page(engine, |page| {
            open(page, &copy, REPORT)?;
            put_one(page, "gakko", "今の入力")?;
            let data = page.evaluate(DATA)?;
            for (name, bytes, told_of) in refused(&data) {
                let file = folder.path().join(name);
                std::fs::write(&file, bytes).expect("written");
                give(page, &file)?;
                assert!(told(page)?.contains(told_of), "{engine}: {name}: {}", told(page)?);
                assert_eq!(stands(page)?, json!({"gakko": "今の入力"}), "{engine}: {name}");
            }
            // Cells that this edition does not have are shown, not dropped.
            let other = draft(&data, |draft| {
                draft["edition"] = json!("昔の版");
                draft["values"] = json!([["gakko", "第一中学校"], ["mukashi", "昔の欄"], ["kubun", "mukashi-no-kubun"]]);
            });
            let file = folder.path().join("old.json");
            std::fs::write(&file, other).expect("written");
            give(page, &file)?;
            assert_eq!(stands(page)?, json!({"gakko": "第一中学校"}), "{engine}");
            let left = page.evaluate("document.querySelector('[data-form-left-text]').value")?;
            assert!(left.as_str().is_some_and(|left| left.contains("昔の欄") && left.contains("mukashi-no-kubun")), "{engine}: {left}");
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn a_draft_that_was_tampered_with_does_not_open() -> Outcome {
    for engine in IN_BOTH {
        let copy = site("encrypted")?;
        let folder = TempDir::new().unwrap();
        with_page(engine, |page| {
            open(page, &copy, REPORT)?;
            put_one(page, "gakko", "第一中学校")?;
            let saved = save(page, folder.path(), Some(PASSWORD))?;
            let sealed: Value = serde_json::from_str(&std::fs::read_to_string(saved).expect("text")).expect("JSON");
            for pointer in ["/data", "/iv", "/kdf/salt"] {
                let mut changed = sealed.clone();
                let text = changed.pointer(pointer).and_then(Value::as_str).expect("letters").to_owned();
                let first = if text.starts_with('A') { 'B' } else { 'A' };
                *changed.pointer_mut(pointer).expect("there") = json!(format!("{first}{}", &text[1..]));
                let file = folder.path().join("changed.json");
                std::fs::write(&file, changed.to_string()).expect("written");
                give(page, &file)?;
                enter(page, PASSWORD)?;
                page.wait_until("document.querySelector('[data-form-dialog=password] [data-dialog-fault]').hidden === false")?;
                page.click("[data-form-dialog=password] [data-dialog=no]")?;
                assert_eq!(stands(page)?, json!({"gakko": "第一中学校"}), "{engine}: {pointer}");
            }
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn where_drafts_are_off_no_page_offers_them() -> Outcome {
    let copy = site("off")?;
    with_page(Engine::Chromium, |page| {
        open(page, &copy, REPORT)?;
        page.evaluate("document.querySelector('.form-tools__more').open = true")?;
        assert_eq!(page.evaluate("document.querySelector('[data-form-act=save]').getClientRects().length")?, 0);
        Ok(())
    })
}
