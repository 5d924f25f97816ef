//! Firefox spoken to directly: its remote agent is a WebDriver BiDi server, so no geckodriver is needed.
//!
//! Automation relaxes Firefox's rules for `file://` (a page may then read its neighbours). Two preferences put the rules
//! that readers have back; `probe.rs` proves it.

use std::fmt::Write as _;
use std::process::Command;

use serde_json::json;

use super::bidi::{Connection, Outcome, failed};
use super::process::Process;

/// Preferences as `user.js` writes them.
const PREFERENCES: [(&str, &str); 30] = [
    // What readers have: without these two a test would pass where their Firefox fails.
    ("remote.prefs.recommended", "false"),
    ("security.fileuri.strict_origin_policy", "true"),
    // No first-run pages and questions.
    ("browser.aboutwelcome.enabled", "false"),
    ("browser.shell.checkDefaultBrowser", "false"),
    ("browser.startup.homepage_override.mstone", "\"ignore\""),
    ("browser.startup.page", "0"),
    ("browser.newtabpage.enabled", "false"),
    ("browser.newtab.preload", "false"),
    ("datareporting.policy.dataSubmissionPolicyBypassNotification", "true"),
    ("trailhead.firstrun.didSeeAboutWelcome", "true"),
    // No telemetry, updates, studies or pings.
    ("datareporting.healthreport.uploadEnabled", "false"),
    ("datareporting.policy.dataSubmissionEnabled", "false"),
    ("toolkit.telemetry.server", "\"\""),
    ("app.update.enabled", "false"),
    ("app.update.disabledForTesting", "true"),
    ("app.normandy.enabled", "false"),
    ("extensions.update.enabled", "false"),
    ("extensions.getAddons.cache.enabled", "false"),
    ("services.settings.server", "\"data:,#remote-settings-dummy/v1\""),
    ("network.captive-portal-service.enabled", "false"),
    ("network.connectivity-service.enabled", "false"),
    ("network.prefetch-next", "false"),
    ("browser.safebrowsing.update.enabled", "false"),
    ("browser.region.network.url", "\"\""),
    // Nothing leaves the machine: every name goes to a proxy that does not listen, except this machine itself.
    ("network.proxy.type", "1"),
    ("network.proxy.http", "\"127.0.0.1\""),
    ("network.proxy.http_port", "9"),
    ("network.proxy.ssl", "\"127.0.0.1\""),
    ("network.proxy.ssl_port", "9"),
    // The readers' language.
    ("intl.accept_languages", "\"ja,en\""),
];

/// Starts a headless Firefox with a fresh profile, in which the scripts of pages run or not.
///
/// Firefox 153 does not know `emulation.setScriptingEnabled`; under the preference that readers' administrators set,
/// pages have no scripts and show `<noscript>`, while commands of the test still evaluate (measured).
pub fn start(scripts: bool) -> Outcome<(Process, Connection)> {
    let home = Process::fresh_home()?;
    let profile = home.join("profile");
    std::fs::create_dir(&profile).map_err(failed("making the Firefox profile"))?;
    let mut preferences = String::new();
    for (name, value) in PREFERENCES {
        let _ = writeln!(preferences, "user_pref(\"{name}\", {value});");
    }
    if !scripts {
        preferences.push_str("user_pref(\"javascript.enabled\", false);\n");
    }
    std::fs::write(profile.join("user.js"), preferences).map_err(failed("writing user.js"))?;
    let mut firefox = Command::new("firefox-esr");
    firefox.args(["--headless", "--no-remote", "--remote-debugging-port=0", "--profile"]).arg(&profile);
    let process = Process::start(&firefox, "firefox-esr", home)?;
    let address = process.wait_for("WebDriver BiDi listening on ", '\n')?;
    let mut connection = Connection::open(&format!("{}/session", address.trim()))?;
    let prompts = json!({"unhandledPromptBehavior": {"default": "dismiss"}});
    connection.command("session.new", json!({"capabilities": {"alwaysMatch": prompts}}))?;
    Ok((process, connection))
}
