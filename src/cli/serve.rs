//! `shirube serve`: a preview until Ctrl-C; what changed and what is wrong is printed as `check` prints it.

use super::Outcome;
use super::arguments::ServeArguments;
use super::report::Output;
use crate::diag::emit::{self, Format, Style};
use crate::diag::{Diagnostic, Language, Sink, SourceMap};
use crate::serve::{self, News, Options, Preview, SiteNews};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Changed files that are named; the rest is counted.
const MAX_NAMED: usize = 3;

pub(super) fn run(arguments: &ServeArguments, output: &Output) -> Outcome {
    let workspace = match super::workspace(arguments.site.as_deref(), "serve", output) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let folder = arguments.site.clone().unwrap_or_else(|| PathBuf::from("content"));
    let options = Options { folder, port: arguments.port, audience: arguments.audience.into(), language: output.language };
    let (preview, news) = match Preview::start(&workspace, &options) {
        Ok(started) => started,
        Err(error) => {
            output.complain(&format!("{}: {}", error.code, error.message.get(output.language)));
            return Outcome::Environment;
        }
    };
    let stopper = preview.stopper();
    // Without a handler Ctrl-C ends the program as well, only less politely.
    let _ = ctrlc::set_handler(move || stopper.stop());
    let address = format!("http://{}/", preview.address());
    output.line(&match output.language {
        Language::Japanese => format!("プレビュー: {address} （終わるには Ctrl-C）"),
        Language::English => format!("preview: {address} (Ctrl-C to end)"),
    });
    if arguments.open
        && let Err(error) = serve::open_browser(&address)
    {
        output.complain(&match output.language {
            Language::Japanese => format!("ブラウザーを開けませんでした（{error}）。上のアドレスを自分で開いてください"),
            Language::English => format!("the browser could not be opened ({error}); open the address above yourself"),
        });
    }
    let mut told = Told { output, seen: BTreeSet::new() };
    for news in news {
        match news {
            News::Round { sites, took } => told.round(sites, took),
            News::ByClock => output.complain(output.text(
                "このフォルダーでは変更の知らせが届かないので、1 秒ごとに調べます",
                "the system does not tell of changes here; looking every second",
            )),
            News::Bug => return super::report::bug_while_running(output),
        }
    }
    drop(preview);
    output.line(output.text("プレビューを終わりました", "the preview has ended"));
    Outcome::Done
}

/// What has been told so far.
struct Told<'o> {
    output: &'o Output,
    /// Sites whose first round is over: what "changed" in that is every file.
    seen: BTreeSet<PathBuf>,
}

impl Told<'_> {
    fn round(&mut self, sites: Vec<SiteNews>, took: Duration) {
        let mut said = BTreeSet::new();
        for site in sites {
            let is_first = self.seen.insert(site.folder.clone());
            let counts = self.output.counts(site.sink.errors(), site.sink.warnings());
            let line = self.line(&site, is_first, took, &counts);
            // A problem of a base is one of every handbook above it, and said once.
            self.output.problems(unsaid(site.sink, &site.sources, &mut said), &site.sources);
            self.output.line(&line);
        }
    }

    fn line(&self, site: &SiteNews, is_first: bool, took: Duration, counts: &str) -> String {
        let folder = site.folder.display();
        if is_first {
            return format!("{folder}: {counts}");
        }
        let changed = self.changed(&site.folder, &site.changed);
        let seconds = took.as_secs_f64();
        match (self.output.language, site.is_shown, site.is_kept) {
            (Language::Japanese, true, _) => format!("{folder}: {changed} → 表示しました（{seconds:.2} 秒）。{counts}"),
            (Language::Japanese, _, true) => format!("{folder}: {changed} → {counts}。前の内容を表示しています"),
            (Language::Japanese, ..) => format!("{folder}: {changed} → {counts}"),
            (Language::English, true, _) => format!("{folder}: {changed} → shown ({seconds:.2} s). {counts}"),
            (Language::English, _, true) => format!("{folder}: {changed} → {counts}; the last good pages stay"),
            (Language::English, ..) => format!("{folder}: {changed} → {counts}"),
        }
    }

    fn changed(&self, folder: &Path, files: &[String]) -> String {
        let own = format!("{}/", folder.to_string_lossy().replace('\\', "/").trim_end_matches('/'));
        let named: Vec<&str> = files.iter().take(MAX_NAMED).map(|file| file.strip_prefix(&own).unwrap_or(file)).collect();
        let (named, more) = (named.join(self.output.text("、", ", ")), files.len().saturating_sub(MAX_NAMED));
        match (self.output.language, more) {
            (_, 0) => named,
            (Language::Japanese, more) => format!("{named} ほか {more} 件"),
            (Language::English, more) => format!("{named} and {more} more"),
        }
    }
}

/// The problems of a site that no other site of the round has had.
fn unsaid(sink: Sink, sources: &SourceMap, said: &mut BTreeSet<String>) -> Sink {
    let style = Style { format: Format::Short, language: Language::Japanese, color: false };
    let mut rest = Sink::default();
    rest.extend(sink.into_iter().filter(|problem: &Diagnostic| said.insert(emit::render(std::slice::from_ref(problem), sources, style))));
    rest
}
