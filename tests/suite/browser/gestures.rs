//! What a reader does in a page: click, type, convert with an IME, give and receive files.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::json;

use super::Engine;
use super::bidi::{Failure, Outcome};
use super::page::{Page, text};

const TAB: &str = "\u{E004}";

/// What browsers say of a place that is not in the window, and how often it is looked for.
const OUT_OF_SIGHT: &str = "out of bounds";
const MOST_LOOKS: usize = 3;

/// How long a frame is waited for; on a busy machine the longest of hundreds took a quarter of a second.
const FRAME_TIMEOUT: Duration = Duration::from_secs(2);
const FRAME_POLL: Duration = Duration::from_millis(4);

/// How long a file that the page makes may take to arrive.
const DOWNLOAD_TIMEOUT: Duration = Duration::from_secs(20);

impl Page<'_> {
    /// Clicks the middle of the first element a CSS selector finds, as a mouse does. What an answer that came meanwhile has pushed out of the
    /// window is looked for again, as a reader does; nothing was pressed then.
    pub fn click(&mut self, selector: &str) -> Outcome {
        let mut clicked = self.click_once(selector);
        for _ in 1..MOST_LOOKS {
            match clicked {
                Err(Failure(said)) if said.contains(OUT_OF_SIGHT) => clicked = self.click_once(selector),
                done => return done,
            }
        }
        clicked
    }

    fn click_once(&mut self, selector: &str) -> Outcome {
        let element = self.locate(selector)?;
        let target = json!({"type": "element", "element": {"sharedId": element}});
        let actions = json!([{"type": "pointer", "id": "mouse", "actions": [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": target},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]}]);
        self.command("input.performActions", json!({"actions": actions})).map(drop)
    }

    /// Types text, Japanese included, into whatever has the focus. Special keys are the code points of WebDriver,
    /// such as `\u{E007}` for Enter. No composition events are fired: that is how a paste-like IME commit looks.
    pub fn type_text(&mut self, text: &str) -> Outcome {
        let keys = text.chars().flat_map(|key| {
            let key = key.to_string();
            [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})]
        });
        let actions = json!([{"type": "key", "id": "keyboard", "actions": keys.collect::<Vec<_>>()}]);
        self.command("input.performActions", json!({"actions": actions}))?;
        if self.engine() == Engine::Firefox {
            self.wait_for_frame();
        }
        Ok(())
    }

    /// Firefox scrolls to the caret with the frame that follows a key: what was brought into the window before that is out of it again.
    /// A page that a key has left has no caret any more.
    fn wait_for_frame(&mut self) {
        let deadline = Instant::now() + FRAME_TIMEOUT;
        // Asked for, because a page at rest draws none.
        let frame = |page: &mut Self| page.evaluate("(requestAnimationFrame(() => {}), document.timeline.currentTime)").ok();
        let before = frame(self);
        while before.is_some() && frame(self) == before && Instant::now() < deadline {
            std::thread::sleep(FRAME_POLL);
        }
    }

    /// Presses Tab until the focus is on what a CSS selector finds, `most` times at the most; how often.
    pub fn tab_to(&mut self, selector: &str, most: usize) -> Outcome<usize> {
        for count in 1..=most {
            self.type_text(TAB)?;
            if self.call("(selector) => document.activeElement.matches(selector)", &[json!(selector)])? == json!(true) {
                return Ok(count);
            }
        }
        Err(Failure(format!("{most} stops and no {selector}")))
    }

    /// Gives files to an `<input type=file>`.
    pub fn set_files(&mut self, selector: &str, files: &[&Path]) -> Outcome {
        let element = json!({"sharedId": self.locate(selector)?});
        self.command("input.setFiles", json!({"element": element, "files": files})).map(drop)
    }

    /// Types text the way an IME does, in Chromium: `reading` is composed letter by letter, then `text` is committed.
    /// The page gets composition events and `isComposing` inputs. Firefox offers no command for it.
    pub fn compose_text(&mut self, reading: &str, text: &str) -> Outcome {
        for end in reading.char_indices().map(|(at, letter)| at + letter.len_utf8()) {
            let letters = &reading[..end];
            let length = letters.encode_utf16().count();
            let state = json!({"text": letters, "selectionStart": length, "selectionEnd": length});
            self.cdp("Input.imeSetComposition", state)?;
        }
        self.cdp("Input.insertText", json!({"text": text})).map(drop)
    }

    /// Does something that makes the page save a file, and returns the file's path in `folder`.
    pub fn download(&mut self, folder: &Path, act: impl FnOnce(&mut Self) -> Outcome) -> Outcome<PathBuf> {
        let ended = "browsingContext.downloadEnd";
        let behaviour = json!({
            "downloadBehavior": {"type": "allowed", "destinationFolder": folder},
            "userContexts": [self.user_context()],
        });
        self.connection().command("browser.setDownloadBehavior", behaviour)?;
        self.connection().command("session.subscribe", json!({"events": [ended]}))?;
        act(self)?;
        let told = self.connection().wait_for_event(ended, DOWNLOAD_TIMEOUT, |_| true)?;
        if told["status"] != "complete" {
            return Err(Failure(format!("the download ended as {}", told["status"])));
        }
        Ok(PathBuf::from(text(&told, "filepath")?))
    }

    fn locate(&mut self, selector: &str) -> Outcome<String> {
        self.call("(s) => document.querySelector(s)?.scrollIntoView({block: 'center', behavior: 'instant'})", &[json!(selector)])?;
        let locator = json!({"locator": {"type": "css", "value": selector}, "maxNodeCount": 1});
        let found = self.command("browsingContext.locateNodes", locator)?;
        text(&found["nodes"][0], "sharedId").map_err(|_| Failure(format!("the page has no {selector}")))
    }
}
