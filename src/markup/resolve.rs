//! What `markup` asks of its caller: what lies behind a link target.

/// Knows the site: where pages lie, what references print.
pub trait LinkResolver {
    /// Answers for a target that passed the URL gate. `is_empty`: the link has no text of its own, `[](…)`.
    fn resolve(&self, target: &str, is_image: bool, is_empty: bool) -> ResolvedLink;
}

/// What to write for a link or image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolvedLink {
    /// A link. Its `href` passes the URL gate once more.
    Link {
        /// Relative to the page that is written, or an allowed URL.
        href: String,
        /// Printed when the link is empty.
        text: Option<String>,
        /// Whether it leaves the site.
        is_external: bool,
        /// Tool tip; the Markdown title stands when there is none.
        title: Option<String>,
    },
    /// Text in place of the whole link.
    Text(String),
    /// Finished HTML. For an image: blocks, which replace the paragraph that holds nothing else. For a link: phrasing content.
    Html(String),
    /// An image.
    Image {
        /// Relative to the page that is written.
        src: String,
        /// Pixels, so that the page does not jump.
        width: Option<u32>,
        /// Pixels.
        height: Option<u32>,
    },
    /// Nothing: only the text of the link stays.
    Refused,
}
