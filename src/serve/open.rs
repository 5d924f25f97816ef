//! Opens the browser of the person at this machine: the one place of the preview that starts a program, and only when asked to.
//!
//! The program is the system's own opener and the address is ours, so nothing of a site reaches a command line.

use std::io;
use std::process::{Command, Stdio};

/// Shows an address of this preview in the default browser.
///
/// # Errors
/// What the system says when its opener cannot be started.
pub fn open_browser(address: &str) -> io::Result<()> {
    let mut command = opener();
    command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    // An opener hands the address over and ends; whoever waits for it must not be the preview.
    std::thread::Builder::new().name("preview-opener".to_owned()).spawn(move || child.wait())?;
    Ok(())
}

#[cfg(target_os = "windows")]
fn opener() -> Command {
    let mut command = Command::new("rundll32");
    command.arg("url.dll,FileProtocolHandler");
    command
}

#[cfg(target_vendor = "apple")]
fn opener() -> Command {
    Command::new("open")
}

#[cfg(not(any(target_os = "windows", target_vendor = "apple")))]
fn opener() -> Command {
    Command::new("xdg-open")
}
