//! Proof that the commands of `page`, `gestures` and `pdf` do in both browsers what their names say.

use std::path::Path;

use super::bidi::Outcome;
use super::page::Page;
use super::pdf::{pdf_sheets, pdf_text};
use super::{Engine, with_page};

const FORM: &str = "<!doctype html><html lang=\"ja\"><meta charset=\"utf-8\"><title>様式</title>
<meta name=\"viewport\" content=\"width=device-width\">
<style>@page { size: A4; margin: 20mm } h2 { break-before: page }</style>
<p><input id=\"name\"> <input id=\"file\" type=\"file\"> <button id=\"save\">保存</button> <a id=\"next\" href=\"?q=2\">次へ</a>
<h2>２枚目</h2>
<script>
window.seen = [];
const input = document.getElementById('name');
input.addEventListener('compositionend', (event) => seen.push('end ' + event.data));
input.addEventListener('input', (event) => seen.push((event.isComposing ? 'composing ' : 'input ') + input.value));
document.getElementById('save').addEventListener('click', () => {
    const link = document.createElement('a');
    link.download = '出欠.csv';
    link.href = URL.createObjectURL(new Blob(['欠席,3']));
    link.click();
});
</script>";

/// Opens the form in a folder of its own.
fn on_form(engine: Engine, test: impl FnOnce(&mut Page<'_>, &Path) -> Outcome) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("様式 1.html");
    std::fs::write(&file, FORM).unwrap();
    with_page(engine, |page| {
        page.open_file(&file)?;
        test(page, folder.path())
    })
}

fn what_is_typed_arrives_and_is_printed(engine: Engine) -> Outcome {
    on_form(engine, |page, _| {
        page.click("#name")?;
        page.type_text("不登校 欠席Ａ")?;
        assert_eq!(page.evaluate("document.getElementById('name').value")?, "不登校 欠席Ａ");
        let pdf = page.print_pdf()?;
        assert_eq!(pdf_sheets(&pdf)?, (2, "A4".to_owned()));
        let text = pdf_text(&pdf)?;
        assert!(text.contains("不登校 欠席A") && text.contains("2枚目"), "{text}");
        Ok(())
    })
}

#[test]
fn what_is_typed_arrives_and_is_printed_in_chromium() -> Outcome {
    what_is_typed_arrives_and_is_printed(Engine::Chromium)
}

#[test]
fn what_is_typed_arrives_and_is_printed_in_firefox() -> Outcome {
    what_is_typed_arrives_and_is_printed(Engine::Firefox)
}

fn files_are_given_and_received(engine: Engine) -> Outcome {
    on_form(engine, |page, folder| {
        let file = page.download(folder, |page| page.click("#save"))?;
        assert_eq!(file.file_name().unwrap(), "出欠.csv");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "欠席,3");
        page.set_files("#file", &[&file])?;
        assert_eq!(page.evaluate("document.getElementById('file').files[0].text()")?, "欠席,3");
        Ok(())
    })
}

#[test]
fn files_are_given_and_received_in_chromium() -> Outcome {
    files_are_given_and_received(Engine::Chromium)
}

#[test]
fn files_are_given_and_received_in_firefox() -> Outcome {
    files_are_given_and_received(Engine::Firefox)
}

fn the_tab_has_a_history_a_size_and_a_clock(engine: Engine) -> Outcome {
    on_form(engine, |page, _| {
        page.click("#next")?;
        page.wait_until("location.search === '?q=2'")?;
        page.traverse_history(-1)?;
        page.wait_until("location.search === ''")?;
        page.set_viewport(360, 740)?;
        let png = page.screenshot(false)?;
        assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
        assert_eq!(png[16..24], [360u32.to_be_bytes(), 740u32.to_be_bytes()].concat());
        page.add_preload_script("() => { Date.now = () => 5; }")?;
        page.reload()?;
        assert_eq!(page.evaluate("Date.now()")?, 5);
        page.run_script("window.checker = 7; eval('window.checker += 1')")?;
        assert_eq!(page.evaluate("checker")?, 8);
        let failure = page.run_script("throw new Error('wrong')").unwrap_err().to_string();
        assert!(failure.contains("wrong"), "{failure}");
        let failure = page.click("#none").unwrap_err().to_string();
        assert_eq!(failure, "the page has no #none");
        Ok(())
    })
}

#[test]
fn the_tab_has_a_history_a_size_and_a_clock_in_chromium() -> Outcome {
    the_tab_has_a_history_a_size_and_a_clock(Engine::Chromium)
}

#[test]
fn the_tab_has_a_history_a_size_and_a_clock_in_firefox() -> Outcome {
    the_tab_has_a_history_a_size_and_a_clock(Engine::Firefox)
}

#[test]
fn an_ime_composes_before_it_commits_in_chromium() -> Outcome {
    on_form(Engine::Chromium, |page, _| {
        page.click("#name")?;
        page.compose_text("けっ", "欠席")?;
        let seen = page.evaluate("seen.join(' / ')")?;
        assert_eq!(seen, "composing け / composing けっ / composing 欠席 / end 欠席");
        Ok(())
    })
}
