//! `shirube new DIR`: a handbook to start from.

use super::Outcome;
use super::arguments::{NewArguments, StarterChoice};
use super::report::Output;
use crate::build::{self, Handbooks, ScaffoldError, Starter};
use crate::diag::Language;

pub(super) fn run(options: &NewArguments, handbooks: &Handbooks, output: &Output) -> Outcome {
    let starter = match options.from {
        StarterChoice::Common => Starter::Common,
        StarterChoice::Otaru => Starter::Otaru,
        StarterChoice::Blank => Starter::Blank,
    };
    match build::scaffold(&options.dir, starter, handbooks) {
        Ok(files) => {
            let dir = options.dir.display();
            output.line(&match output.language {
                Language::Japanese => {
                    let about = about(options.from);
                    format!("{dir} を作りました（{files} ファイル）。{about}\n次は: {dir}/site.yml を開いて題名と発行者を直し、shirube build {dir} で作ります。")
                }
                Language::English => format!("{dir}: {files} files. Next: edit {dir}/site.yml, then run `shirube build {dir}`."),
            });
            Outcome::Done
        }
        Err(error) => {
            output.complain(error.text().get(output.language));
            match error {
                ScaffoldError::Io(_) => Outcome::Environment,
                ScaffoldError::NotEmpty(_) | ScaffoldError::BadName(_) => Outcome::Usage,
            }
        }
    }
}

/// What to know about the starter before the first edit.
fn about(starter: StarterChoice) -> &'static str {
    match starter {
        StarterChoice::Common => "共通編は、となりの common フォルダーにあります。",
        StarterChoice::Otaru => {
            "共通編は、となりの common フォルダーにあります。\n注意: agencies フォルダーの電話番号や住所は小樽市のものです。発行する前に、自分の町のものに直してください。"
        }
        StarterChoice::Blank => "",
    }
}
