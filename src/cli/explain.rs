//! `shirube explain CODE`: what a message means and what to do.

use super::Outcome;
use super::arguments::ExplainArguments;
use super::report::Output;
use crate::diag::{Code, Language, Severity, nearest};

pub(super) fn run(options: &ExplainArguments, output: &Output) -> Outcome {
    let Some(typed) = &options.code else {
        Code::ALL
            .iter()
            .for_each(|code| output.line(&format!("{}  {}  {}", code.id(), severity(*code, output), first_sentence(*code, output))));
        return Outcome::Done;
    };
    let Some(code) = Code::find(typed) else {
        let known = Code::ALL.iter().flat_map(|code| [code.id(), code.name()]);
        let guess =
            nearest(typed, known).map(|word| format!("（{} {word}）", output.text("もしかして", "did you mean"))).unwrap_or_default();
        output.complain(&format!("{}: {typed}{guess}", output.text("その番号のメッセージはありません", "no such code")));
        return Outcome::Usage;
    };
    output.line(&format!("{} {}（{}）", code.id(), code.name(), severity(code, output)));
    output.line("");
    output.line(explanation(code, output));
    Outcome::Done
}

fn severity(code: Code, output: &Output) -> &'static str {
    match (code.severity(), output.language) {
        (Severity::Error, Language::Japanese) => "エラー",
        (Severity::Warning, Language::Japanese) => "注意",
        (Severity::Error, Language::English) => "error",
        (Severity::Warning, Language::English) => "warning",
    }
}

fn explanation(code: Code, output: &Output) -> &'static str {
    let (ja, en) = code.explanation();
    output.text(ja, en)
}

fn first_sentence(code: Code, output: &Output) -> String {
    let text = explanation(code, output);
    text.split_inclusive(['。', ';']).next().unwrap_or(text).to_owned()
}
