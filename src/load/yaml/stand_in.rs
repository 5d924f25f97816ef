//! Made-up values in the place of missing ones, so that decoding can go on and find the next mistake. What comes out is never used.

use super::fault::{Fault, Problem};
use super::typed::SPANNED;
use crate::diag::Span;
use serde::de::value::{BorrowedStrDeserializer, U32Deserializer};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor};

/// Required structs within required structs that are made up; a type that contains itself without end stops here.
const MAX_LEVELS: usize = 8;

/// A text that most validations take: not empty, and an id.
const TEXT: &str = "x";

/// Gives a harmless value of whatever type is asked for.
#[derive(Clone, Copy)]
pub(super) struct StandIn {
    span: Span,
    level: usize,
}

impl StandIn {
    pub(super) fn new(span: Span) -> Self {
        Self { span, level: 0 }
    }

    fn inner<'n>(self) -> Result<Self, Fault<'n>> {
        if self.level == MAX_LEVELS { Err(Fault::new(Problem::Consequence)) } else { Ok(Self { level: self.level + 1, ..self }) }
    }
}

macro_rules! zero {
    ($($method:ident $visit:ident)*) => {
        $(fn $method<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
            visitor.$visit(Default::default())
        })*
    };
}

impl<'n> Deserializer<'n> for StandIn {
    type Error = Fault<'n>;

    zero! {
        deserialize_bool visit_bool
        deserialize_i8 visit_i8
        deserialize_i16 visit_i16
        deserialize_i32 visit_i32
        deserialize_i64 visit_i64
        deserialize_u8 visit_u8
        deserialize_u16 visit_u16
        deserialize_u32 visit_u32
        deserialize_u64 visit_u64
        deserialize_f32 visit_f32
        deserialize_f64 visit_f64
        deserialize_char visit_char
    }

    fn deserialize_any<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
        visitor.visit_str(TEXT)
    }

    fn deserialize_option<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
        visitor.visit_none()
    }

    fn deserialize_newtype_struct<V: Visitor<'n>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Fault<'n>> {
        visitor.visit_newtype_struct(self.inner()?)
    }

    fn deserialize_unit<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
        visitor.visit_unit()
    }

    fn deserialize_seq<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
        visitor.visit_seq(Repeated { left: 0, value: self })
    }

    fn deserialize_tuple<V: Visitor<'n>>(self, length: usize, visitor: V) -> Result<V::Value, Fault<'n>> {
        visitor.visit_seq(Repeated { left: length, value: self.inner()? })
    }

    fn deserialize_map<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
        visitor.visit_map(Fields { left: &[], value: self })
    }

    fn deserialize_struct<V: Visitor<'n>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault<'n>> {
        let value = self.inner()?;
        if name == SPANNED {
            visitor.visit_seq(SpannedParts::new(self.span, value))
        } else {
            visitor.visit_map(Fields { left: fields, value })
        }
    }

    fn deserialize_enum<V: Visitor<'n>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault<'n>> {
        let variant = variants.first().copied().ok_or_else(|| Fault::new(Problem::Consequence))?;
        visitor.visit_enum(FirstVariant { variant, value: self.inner()? })
    }

    serde::forward_to_deserialize_any! { <V: Visitor<'n>> i128 u128 str string bytes byte_buf unit_struct tuple_struct identifier ignored_any }
}

struct Repeated {
    left: usize,
    value: StandIn,
}

impl<'n> SeqAccess<'n> for Repeated {
    type Error = Fault<'n>;

    fn next_element_seed<T: DeserializeSeed<'n>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault<'n>> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        seed.deserialize(self.value).map(Some)
    }
}

struct Fields {
    left: &'static [&'static str],
    value: StandIn,
}

impl<'n> MapAccess<'n> for Fields {
    type Error = Fault<'n>;

    fn next_key_seed<K: DeserializeSeed<'n>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault<'n>> {
        let Some((name, left)) = self.left.split_first() else { return Ok(None) };
        self.left = left;
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'n>>(&mut self, seed: T) -> Result<T::Value, Fault<'n>> {
        seed.deserialize(self.value)
    }
}

struct FirstVariant {
    variant: &'static str,
    value: StandIn,
}

impl<'n> EnumAccess<'n> for FirstVariant {
    type Error = Fault<'n>;
    type Variant = StandIn;

    fn variant_seed<T: DeserializeSeed<'n>>(self, seed: T) -> Result<(T::Value, StandIn), Fault<'n>> {
        Ok((seed.deserialize(BorrowedStrDeserializer::new(self.variant))?, self.value))
    }
}

impl<'n> VariantAccess<'n> for StandIn {
    type Error = Fault<'n>;

    fn unit_variant(self) -> Result<(), Fault<'n>> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'n>>(self, seed: T) -> Result<T::Value, Fault<'n>> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'n>>(self, length: usize, visitor: V) -> Result<V::Value, Fault<'n>> {
        self.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'n>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Fault<'n>> {
        self.deserialize_struct("", fields, visitor)
    }
}

/// What a `Spanned` reads: source, start, end, value.
pub(super) struct SpannedParts<D> {
    place: std::array::IntoIter<u32, 3>,
    value: Option<D>,
}

impl<D> SpannedParts<D> {
    pub(super) fn new(span: Span, value: D) -> Self {
        Self { place: [span.source.0, span.start, span.end].into_iter(), value: Some(value) }
    }
}

impl<'n, D: Deserializer<'n, Error = Fault<'n>>> SeqAccess<'n> for SpannedParts<D> {
    type Error = Fault<'n>;

    fn next_element_seed<T: DeserializeSeed<'n>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault<'n>> {
        if let Some(number) = self.place.next() {
            let number: U32Deserializer<Fault<'n>> = number.into_deserializer();
            return seed.deserialize(number).map(Some);
        }
        self.value.take().map(|value| seed.deserialize(value)).transpose()
    }
}
