//! One tab: open, look, print, evaluate. What a reader's hands do is in `gestures.rs`.
//!
//! A tab lives in a user context of its own, so storage starts empty. Values come back as JSON, so a test compares
//! plain data.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Engine;
use super::bidi::{Connection, Event, Failure, Outcome, decode_base64, failed};
use super::file_url::file_url;

/// How long [`Page::wait_until`] waits for a page to reach a state.
const STATE_TIMEOUT: Duration = Duration::from_secs(10);
const STATE_POLL: Duration = Duration::from_millis(20);

/// A tab of a running browser.
pub struct Page<'b> {
    connection: &'b mut Connection,
    engine: Engine,
    context: String,
    user_context: String,
}

impl<'b> Page<'b> {
    /// Opens an empty tab with empty storage.
    pub fn open(engine: Engine, connection: &'b mut Connection) -> Outcome<Self> {
        let user_context = text(&connection.command("browser.createUserContext", json!({}))?, "userContext")?;
        let tab = json!({"type": "tab", "userContext": user_context});
        let context = text(&connection.command("browsingContext.create", tab)?, "context")?;
        connection.take_events();
        Ok(Self { connection, engine, context, user_context })
    }

    /// The name of the tab's own user context, for commands that want it.
    pub fn user_context(&self) -> &str {
        &self.user_context
    }

    /// The browser this tab is in.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Closes the tab and forgets its storage.
    pub fn close(self) -> Outcome {
        self.connection.command("browser.removeUserContext", json!({"userContext": self.user_context}))?;
        self.connection.take_events();
        Ok(())
    }

    /// Opens a file as a reader does, by its `file://` address, and waits for its load event.
    pub fn open_file(&mut self, file: &Path) -> Outcome {
        self.navigate(&file_url(file))
    }

    /// Opens an address and waits for its load event.
    pub fn navigate(&mut self, url: &str) -> Outcome {
        self.command("browsingContext.navigate", json!({"url": url, "wait": "complete"})).map(drop)
    }

    /// Loads the page again.
    pub fn reload(&mut self) -> Outcome {
        self.command("browsingContext.reload", json!({"wait": "complete"})).map(drop)
    }

    /// Goes back (-1) or forward (1) in the tab's history. It does not wait: follow it with [`Page::wait_until`].
    pub fn traverse_history(&mut self, delta: i32) -> Outcome {
        self.command("browsingContext.traverseHistory", json!({"delta": delta})).map(drop)
    }

    /// Sets the window's inner size in CSS pixels.
    pub fn set_viewport(&mut self, width: u32, height: u32) -> Outcome {
        let viewport = json!({"viewport": {"width": width, "height": height}});
        self.command("browsingContext.setViewport", viewport).map(drop)
    }

    /// Stops the scripts of pages opened from now on; `evaluate` goes on working. Chromium only: Firefox 153 answers
    /// "unknown command", which is why `with_scriptless_page` has a second Firefox.
    pub fn stop_scripts(&mut self) -> Outcome {
        let params = json!({"enabled": false, "contexts": [self.context]});
        self.connection.command("emulation.setScriptingEnabled", params).map(drop)
    }

    /// A PNG of the window, or of the whole page.
    pub fn screenshot(&mut self, whole_page: bool) -> Outcome<Vec<u8>> {
        let origin = if whole_page { "document" } else { "viewport" };
        self.bytes("browsingContext.captureScreenshot", json!({"origin": origin}))
    }

    /// The page printed to PDF: A4, with backgrounds, margins as the page's own `@page` sets them.
    pub fn print_pdf(&mut self) -> Outcome<Vec<u8>> {
        let a4 = json!({"width": 21.0, "height": 29.7});
        self.bytes("browsingContext.print", json!({"background": true, "page": a4, "shrinkToFit": false}))
    }

    /// The value of a JavaScript expression, as JSON.
    pub fn evaluate(&mut self, expression: &str) -> Outcome<Value> {
        self.call(&format!("() => ({expression})"), &[])
    }

    /// The value of a JavaScript function called with JSON arguments; a promise is waited for.
    pub fn call(&mut self, function: &str, arguments: &[Value]) -> Outcome<Value> {
        // As text both ways: the protocol's own value notation would need an interpreter on either side. Only a promise
        // is chained, because a page without scripts runs no promise reactions.
        let declaration = format!(
            "(text) => {{ const value = ({function})(...JSON.parse(text)); \
             return value instanceof Promise ? value.then((v) => JSON.stringify(v)) : JSON.stringify(value); }}"
        );
        let params = json!({
            "functionDeclaration": declaration,
            "arguments": [{"type": "string", "value": json!(arguments).to_string()}],
            "target": {"context": self.context},
            "awaitPromise": true,
            "userActivation": true,
        });
        let answer = self.connection.command("script.callFunction", params)?;
        value_of(function, answer)
    }

    /// Waits until a JavaScript expression is true.
    pub fn wait_until(&mut self, expression: &str) -> Outcome {
        let deadline = Instant::now() + STATE_TIMEOUT;
        loop {
            // While a page is being replaced an evaluation may fail; only the last one counts.
            let state = self.evaluate(expression);
            if matches!(state, Ok(Value::Bool(true))) {
                return Ok(());
            }
            if Instant::now() >= deadline {
                return Err(Failure(format!("still not true after 10 s: {expression} (it is {state:?})")));
            }
            std::thread::sleep(STATE_POLL);
        }
    }

    /// Runs a function before each page's own scripts, for example to stop the clock. What it passes to the function
    /// it gets as argument arrives as a `script.message` event, in Chromium with a delay of up to a page.
    pub fn add_preload_script(&mut self, function: &str) -> Outcome {
        let params = json!({
            "functionDeclaration": function,
            "arguments": [{"type": "channel", "value": {"channel": "test"}}],
            "contexts": [self.context],
        });
        self.connection.command("script.addPreloadScript", params).map(drop)
    }

    /// Runs a whole script, such as an accessibility checker, in the page. Neither the page's policy nor its Trusted
    /// Types apply to it.
    pub fn run_script(&mut self, source: &str) -> Outcome {
        let params = json!({
            // The script's own last value may be anything; nobody wants it sent.
            "expression": format!("{source}\n;undefined"),
            "target": {"context": self.context},
            "awaitPromise": false,
        });
        value_of("the script", self.connection.command("script.evaluate", params)?).map(drop)
    }

    /// What the browser told since the last call, after all that is under way in the page has been told.
    pub fn take_events(&mut self) -> Outcome<Vec<Event>> {
        // An answer from the page's own process comes after the events it sent before.
        self.evaluate("0")?;
        Ok(self.connection.take_events())
    }

    /// The connection, for commands this module has no name for.
    pub fn connection(&mut self) -> &mut Connection {
        self.connection
    }

    /// Sends a command with this tab as its `context`.
    pub fn command(&mut self, method: &str, mut params: Value) -> Outcome<Value> {
        params["context"] = json!(self.context);
        self.connection.command(method, params)
    }

    /// Sends a command of Chromium's own protocol, for what WebDriver BiDi does not offer.
    pub fn cdp(&mut self, method: &str, params: Value) -> Outcome<Value> {
        let session = text(&self.command("goog:cdp.getSession", json!({}))?, "session")?;
        let params = json!({"method": method, "params": params, "session": session});
        Ok(self.connection.command("goog:cdp.sendCommand", params)?["result"].take())
    }

    fn bytes(&mut self, method: &str, params: Value) -> Outcome<Vec<u8>> {
        decode_base64(&text(&self.command(method, params)?, "data")?)
    }
}

/// What a script returned, which our wrapper made JSON text.
fn value_of(script: &str, answer: Value) -> Outcome<Value> {
    if answer["type"] == "exception" {
        let thrown = answer["exceptionDetails"]["text"].as_str().unwrap_or("something");
        return Err(Failure(format!("{script} threw {thrown}")));
    }
    match answer["result"]["value"].as_str() {
        Some(text) => serde_json::from_str(text).map_err(failed("reading a script's value")),
        None => Ok(Value::Null),
    }
}

/// A text field of an answer.
pub fn text(answer: &Value, field: &str) -> Outcome<String> {
    let value = answer[field].as_str().map(str::to_owned);
    value.ok_or_else(|| Failure(format!("the answer has no {field}: {answer}")))
}
