//! Types for raw structs beyond serde's own: a value with its place, and a mapping in the order of the file.

use crate::diag::{SourceId, Span, Spanned};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// The struct name by which a [`Spanned`] asks this reader for its place. No struct of ours has a `$` in its name.
pub(super) const SPANNED: &str = "$shirube::Spanned";

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct(SPANNED, &[], SpannedVisitor(PhantomData))
    }
}

struct SpannedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for SpannedVisitor<T> {
    type Value = Spanned<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of a YAML file read by shirube::load::yaml")
    }

    /// Source, start, end, value.
    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Self::Value, A::Error> {
        let mut number = || parts.next_element::<u32>()?.ok_or_else(|| A::Error::custom("no place"));
        let (source, start, end) = (SourceId(number()?), number()?, number()?);
        let value = parts.next_element()?.ok_or_else(|| A::Error::custom("no value"))?;
        Ok(Spanned { value, span: Span { source, start, end } })
    }
}

/// A mapping with keys of the editor's choice, in the order of the file, each key with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyed<T, K = String>(
    /// The entries; keys are distinct.
    pub Vec<(Spanned<K>, T)>,
);

impl<T, K> Default for Keyed<T, K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>, K: Deserialize<'de>> Deserialize<'de> for Keyed<T, K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(KeyedVisitor(PhantomData))
    }
}

struct KeyedVisitor<T, K>(PhantomData<(T, K)>);

impl<'de, T: Deserialize<'de>, K: Deserialize<'de>> Visitor<'de> for KeyedVisitor<T, K> {
    type Value = Keyed<T, K>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("「キー: 値」の並び")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Keyed(entries))
    }
}
