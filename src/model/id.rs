//! Typed ids. An id is ASCII kebab case (`kodomo-katei`); a page id is one or more of them joined by `/` (`taio/day-7`).

use std::fmt;

/// Longest id in bytes, so that a relative path stays far below the limits of Windows.
pub const MAX_ID_BYTES: usize = 80;

/// Why a text is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidId {
    /// Nothing was written.
    Empty,
    /// More than [`MAX_ID_BYTES`].
    TooLong,
    /// A character outside `a-z 0-9 -`, or a hyphen at either end or doubled.
    NotKebab,
    /// The name of a generated page that lies in the same folder.
    Reserved,
}

/// Generated pages beside those of the agencies: `agencies/index.html`, `agencies/by-name.html`.
const RESERVED_AGENCY_IDS: [&str; 2] = ["index", "by-name"];

/// The generated page beside those of a kind: `tables/index.html`, `checklists/index.html`, `forms/index.html`.
const RESERVED_INDEX_ID: &str = "index";

/// Whether a text is ASCII kebab case: the grammar of one part of an id and of every file name of the sources.
///
/// # Errors
/// [`InvalidId`] says what is wrong with it.
pub fn check_kebab(text: &str) -> Result<(), InvalidId> {
    if text.is_empty() {
        return Err(InvalidId::Empty);
    }
    if text.len() > MAX_ID_BYTES {
        return Err(InvalidId::TooLong);
    }
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let fits =
        text.bytes().all(|byte| is_letter(byte) || byte == b'-') && !text.starts_with('-') && !text.ends_with('-') && !text.contains("--");
    if fits { Ok(()) } else { Err(InvalidId::NotKebab) }
}

fn check_path(text: &str) -> Result<(), InvalidId> {
    if text.len() > MAX_ID_BYTES {
        return Err(InvalidId::TooLong);
    }
    text.split('/').try_for_each(check_kebab)
}

fn check_agency(text: &str) -> Result<(), InvalidId> {
    check_kebab(text)?;
    if RESERVED_AGENCY_IDS.contains(&text) { Err(InvalidId::Reserved) } else { Ok(()) }
}

fn check_beside_index(text: &str) -> Result<(), InvalidId> {
    check_kebab(text)?;
    if text == RESERVED_INDEX_ID { Err(InvalidId::Reserved) } else { Ok(()) }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident: $check:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Takes a text that follows the grammar.
            ///
            /// # Errors
            /// [`InvalidId`] says what is wrong with it.
            pub fn new(text: impl Into<String>) -> Result<Self, InvalidId> {
                let text = text.into();
                $check(&text)?;
                Ok(Self(text))
            }

            /// The text of the id.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )*};
}

ids! {
    /// A site: the name of its output folder.
    SiteId: check_kebab;
    /// A page: its path below `guide/` without `.md`.
    PageId: check_path;
    /// An agency: its path below `agencies/` without `.yml`.
    AgencyId: check_agency;
    /// A number or address within its agency.
    ContactId: check_kebab;
    /// A category of agencies.
    CategoryId: check_kebab;
    /// A table of figures: its path below `tables/` without `.yml`.
    TableId: check_beside_index;
    /// A checklist: its path below `checklists/` without `.yml`.
    ChecklistId: check_beside_index;
    /// A form: its path below `forms/` without `.yml`.
    FormId: check_beside_index;
    /// A flow: its path below `flows/` without `.yml`.
    FlowId: check_kebab;
    /// An agenda: its path below `agendas/` without `.yml`.
    AgendaId: check_kebab;
    /// A rule set: its path below `rules/` without `.yml`.
    RuleSetId: check_kebab;
    /// A word of the glossary.
    TermId: check_kebab;
    /// A role that each town binds to an agency.
    SlotId: check_kebab;
    /// A role of a person in a school.
    RoleId: check_kebab;
    /// A chapter of the nav.
    ChapterId: check_kebab;
    /// A heading within its page, written `{#id}`.
    HeadingId: check_kebab;
}
