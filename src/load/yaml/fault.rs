//! The error type of decoding: what is wrong, and at which key or value. Places are added on the way up, the innermost wins.

use super::{Node, NodeKind};
use crate::diag::{Span, Spanned};
use serde::de::{Error, Expected, Unexpected};
use std::fmt;

/// What the reader wanted in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Text,
    Letter,
    Number,
    YesNo,
    List,
    Mapping,
}

/// What is wrong.
#[derive(Debug)]
pub(super) enum Problem {
    UnknownKey {
        typed: String,
        known: &'static [&'static str],
    },
    MissingKey(&'static str),
    Shape(Wanted),
    /// A hand-written visitor wanted this; its own words.
    Expected(String),
    OutOfRange {
        least: String,
        most: String,
    },
    NoValue,
    UnknownChoice {
        typed: String,
        known: &'static [&'static str],
    },
    ChoiceNeedsContent(String),
    ChoiceTakesNothing(String),
    OneChoiceOnly,
    /// The reader's own words: one text, or Japanese and English on two lines.
    Invalid(String),
    /// A consequence of what was reported before.
    Consequence,
}

/// Where it is wrong.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place<'n> {
    Key { key: &'n Spanned<String>, map: &'n Node },
    Value { node: &'n Node, span: Span },
}

/// A problem and its place, once that is known. Boxed, since it travels through every `Result` of decoding.
#[derive(Debug)]
pub(super) struct Fault<'n>(Box<(Problem, Option<Place<'n>>)>);

impl<'n> Fault<'n> {
    pub(super) fn new(problem: Problem) -> Self {
        Self(Box::new((problem, None)))
    }

    /// Something other than `wanted` stands there.
    pub(super) fn shape(node: &Node, wanted: Wanted) -> Self {
        Self::new(if node.kind == NodeKind::Empty { Problem::NoValue } else { Problem::Shape(wanted) })
    }

    pub(super) fn at_value(self, node: &'n Node) -> Self {
        self.at(Place::Value { node, span: node.span })
    }

    pub(super) fn at(mut self, place: Place<'n>) -> Self {
        self.0.1.get_or_insert(place);
        self
    }

    pub(super) fn into_parts(self) -> (Problem, Option<Place<'n>>) {
        *self.0
    }
}

impl fmt::Display for Fault<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0.0)
    }
}

impl std::error::Error for Fault<'_> {}

impl Error for Fault<'_> {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(Problem::Invalid(message.to_string()))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(if found == Unexpected::Unit { Problem::NoValue } else { Problem::Expected(expected.to_string()) })
    }

    fn invalid_value(_found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Problem::Expected(expected.to_string()))
    }

    fn unknown_variant(typed: &str, known: &'static [&'static str]) -> Self {
        Self::new(Problem::UnknownChoice { typed: typed.to_owned(), known })
    }

    fn unknown_field(typed: &str, known: &'static [&'static str]) -> Self {
        Self::new(Problem::UnknownKey { typed: typed.to_owned(), known })
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new(Problem::MissingKey(name))
    }
}
