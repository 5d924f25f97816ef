//! What is for staff only does not reach a public site. Until builds are separated by audience, such a mark is refused instead of ignored.

use crate::diag::{Code, Diagnostic, Sink, Span};
use crate::model::{Audience, Site};

pub(super) fn check(site: &Site, sink: &mut Sink) {
    if site.config.audience == Audience::Staff {
        refuse(site.config.span, "audience: staff", sink);
    }
    for page in site.pages.values().filter(|page| page.audience == Some(Audience::Staff)) {
        refuse(page.title.span, "audience: staff", sink);
    }
    for agency in site.agencies.values().filter(|agency| !agency.is_publishable) {
        refuse(agency.name.span, "publish: no", sink);
    }
}

fn refuse(span: Span, mark: &str, sink: &mut Sink) {
    let (ja, en) = (format!("「{mark}」は、まだ使えません"), format!("`{mark}` does not work yet"));
    sink.push(
        Diagnostic::new(Code::AudienceNotSeparated, span, ja, en)
            .note(
                "いまのサイトは、だれでも見られるものだけです。このまま作ると、公開されてしまいます",
                "every build is public for now; it would be published",
            )
            .help("公開しない内容は、手引きのフォルダーの外に置きます", "keep what is not public outside the handbook's folder"),
    );
}
