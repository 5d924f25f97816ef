//! The flows of the handbooks under `content/`, in the words of their drawings.

use shirube::build::check_site;
use shirube::diag::Sink;
use shirube::markup::flow::{Fit, MarkWords, Picture, Sheet, fit};
use shirube::render::{FlowPicture, flow_pictures};
use shirube::theme::Theme;
use std::path::Path;

/// A flow of a handbook.
pub struct OwnFlow {
    pub name: String,
    pub picture: Picture,
    pub words: MarkWords,
}

impl OwnFlow {
    /// As its own page shows it.
    pub fn fit(&self) -> Fit {
        fit(&self.picture, &[Sheet::Portrait, Sheet::Landscape], &self.words)
    }
}

/// Every flow of every handbook, and the stage charts.
pub fn own_flows() -> Vec<OwnFlow> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let theme = Theme::assemble(&[], "ja", None, &mut Sink::default()).expect("the theme");
    let mut flows = Vec::new();
    for handbook in ["otaru", "kaigi", "memuro", "musashino"] {
        let site = check_site(&content.join(handbook)).site.expect("a handbook that can be read");
        for FlowPicture { id, picture, words, .. } in flow_pictures(&site, &theme) {
            flows.push(OwnFlow { name: format!("{handbook}/{id}"), picture, words });
        }
    }
    flows
}
