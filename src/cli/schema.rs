//! `shirube schema DIR`: what an editor needs to help with rules, worked examples and calendars while they are typed.

use super::Outcome;
use super::arguments::SchemaArguments;
use super::report::Output;
use crate::build;
use crate::diag::Language;

pub(super) fn run(options: &SchemaArguments, output: &Output) -> Outcome {
    match build::write_schemas(&options.dir) {
        Ok(written) => {
            for (path, files) in &written {
                output.line(&match output.language {
                    Language::Japanese => format!("{}（{files} のために）", path.display()),
                    Language::English => format!("{} (for {files})", path.display()),
                });
            }
            output.line(output.text(
                "YAML に対応したエディターでは、原稿の 1 行目に「# yaml-language-server: $schema=」と、そのファイルの場所を続けて書くと、打つそばから誤りが分かります。",
                "In an editor that knows YAML, begin a source by `# yaml-language-server: $schema=` and the path of its file.",
            ));
            Outcome::Done
        }
        Err(error) => {
            output.complain(error.message.get(output.language));
            Outcome::Environment
        }
    }
}
