//! A serde deserializer over [`Node`]: types are asked for, never inferred, and what does not fit says where.

use super::decode::Marks;
use super::fault::{Fault, Place, Problem, Wanted};
use super::stand_in::{SpannedParts, StandIn};
use super::typed::SPANNED;
use super::{Node, NodeKind};
use crate::diag::{Span, Spanned};
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

/// Reads one value, or a stand-in for one that was marked, and adds the value's place to a fault that has none.
pub(super) fn read<'n, T: DeserializeSeed<'n>>(seed: T, node: &'n Node, marks: &Marks<'n>) -> Result<T::Value, Fault<'n>> {
    if marks.is_bad(node) {
        // The fault of a stand-in is nobody's mistake; it passes to the collection around.
        return seed.deserialize(StandIn::new(node.span)).map_err(|_| Fault::new(Problem::Consequence));
    }
    seed.deserialize(Reader { node, marks }).map_err(|fault| fault.at_value(node))
}

#[derive(Clone, Copy)]
struct Reader<'n, 'm> {
    node: &'n Node,
    marks: &'m Marks<'n>,
}

impl<'n, 'm> Reader<'n, 'm> {
    fn text(self, wanted: Wanted) -> Result<&'n str, Fault<'n>> {
        match &self.node.kind {
            NodeKind::Scalar(text) => Ok(text),
            _ => Err(Fault::shape(self.node, wanted)),
        }
    }

    fn items(self, fills: bool) -> Result<Items<'n, 'm>, Fault<'n>> {
        match &self.node.kind {
            NodeKind::Sequence(items) => Ok(Items { rest: items.iter(), marks: self.marks, fills }),
            _ => Err(Fault::shape(self.node, Wanted::List)),
        }
    }

    fn entries(self) -> Result<Entries<'n, 'm>, Fault<'n>> {
        match &self.node.kind {
            NodeKind::Mapping(entries) => {
                let stand_ins = self.marks.stand_ins(self.node).iter();
                Ok(Entries { map: self.node, rest: entries.iter(), value: None, stand_ins, marks: self.marks })
            }
            _ => Err(Fault::shape(self.node, Wanted::Mapping)),
        }
    }
}

/// Digits with an optional minus sign, no leading zero: other spellings of a number mean something to the person who typed them.
fn is_plain_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.is_empty() && (digits.len() == 1 || !digits.starts_with('0'))
}

fn is_plain_decimal(text: &str) -> bool {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    is_plain_integer(whole) && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

macro_rules! integers {
    ($($method:ident $visit:ident $type:ident)*) => {
        $(fn $method<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
            let text = self.text(Wanted::Number)?;
            if !is_plain_integer(text) {
                return Err(Fault::new(Problem::Shape(Wanted::Number)));
            }
            match text.parse() {
                Ok(number) => visitor.$visit(number),
                Err(_) => Err(Fault::new(Problem::OutOfRange { least: $type::MIN.to_string(), most: $type::MAX.to_string() })),
            }
        })*
    };
}

impl<'n> Deserializer<'n> for Reader<'n, '_> {
    type Error = Fault<'n>;

    integers! {
        deserialize_i8 visit_i8 i8
        deserialize_i16 visit_i16 i16
        deserialize_i32 visit_i32 i32
        deserialize_i64 visit_i64 i64
        deserialize_u8 visit_u8 u8
        deserialize_u16 visit_u16 u16
        deserialize_u32 visit_u32 u32
        deserialize_u64 visit_u64 u64
    }

    fn deserialize_any<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
        match &self.node.kind {
            NodeKind::Scalar(text) => visitor.visit_borrowed_str(text),
            NodeKind::Sequence(_) => visitor.visit_seq(self.items(false)?),
            NodeKind::Mapping(_) => visitor.visit_map(self.entries()?),
            NodeKind::Empty | NodeKind::Refused | NodeKind::Removed => Err(Fault::new(Problem::NoValue)),
        }
    }

    fn deserialize_bool<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
        match self.text(Wanted::YesNo)? {
            "yes" | "true" => visitor.visit_bool(true),
            "no" | "false" => visitor.visit_bool(false),
            _ => Err(Fault::new(Problem::Shape(Wanted::YesNo))),
        }
    }

    fn deserialize_f64<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
        let text = self.text(Wanted::Number)?;
        match text.parse() {
            Ok(number) if is_plain_decimal(text) => visitor.visit_f64(number),
            _ => Err(Fault::new(Problem::Shape(Wanted::Number))),
        }
    }

    fn deserialize_f32<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_char<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
        let mut letters = self.text(Wanted::Letter)?.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) => visitor.visit_char(letter),
            _ => Err(Fault::new(Problem::Shape(Wanted::Letter))),
        }
    }

    fn deserialize_str<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
        visitor.visit_borrowed_str(self.text(Wanted::Text)?)
    }

    fn deserialize_string<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
        self.deserialize_str(visitor)
    }

    /// A key that is written has a value: who has nothing to say leaves the key out.
    fn deserialize_option<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
        if self.node.kind == NodeKind::Empty { Err(Fault::new(Problem::NoValue)) } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'n>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Fault<'n>> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
        visitor.visit_seq(self.items(false)?)
    }

    fn deserialize_tuple<V: Visitor<'n>>(self, length: usize, visitor: V) -> Result<V::Value, Fault<'n>> {
        let items = self.items(true)?;
        if items.rest.len() != length {
            return Err(Fault::new(Problem::Invalid(format!("値を {length} 個並べます\nwrite a list of {length}"))));
        }
        visitor.visit_seq(items)
    }

    fn deserialize_tuple_struct<V: Visitor<'n>>(self, _name: &'static str, length: usize, visitor: V) -> Result<V::Value, Fault<'n>> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
        visitor.visit_map(self.entries()?)
    }

    fn deserialize_struct<V: Visitor<'n>>(
        self,
        name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault<'n>> {
        if name == SPANNED { visitor.visit_seq(SpannedParts::new(self.node.span, self)) } else { self.deserialize_map(visitor) }
    }

    fn deserialize_enum<V: Visitor<'n>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault<'n>> {
        match &self.node.kind {
            NodeKind::Scalar(word) => visitor.visit_enum(Choice { word, span: self.node.span, content: None, reader: self }),
            NodeKind::Mapping(entries) => match entries.as_slice() {
                [(key, value)] => visitor.visit_enum(Choice { word: key, span: key.span, content: Some(value), reader: self }),
                [] => Err(Fault::new(Problem::NoValue)),
                [_, (second, _), ..] => Err(Fault::new(Problem::OneChoiceOnly).at(Place::Value { node: self.node, span: second.span })),
            },
            _ => Err(Fault::shape(self.node, Wanted::Text)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { <V: Visitor<'n>> i128 u128 bytes byte_buf unit unit_struct }
}

/// The items of a list; marked ones are left out, or filled where their number matters.
struct Items<'n, 'm> {
    rest: std::slice::Iter<'n, Node>,
    marks: &'m Marks<'n>,
    fills: bool,
}

impl<'n> SeqAccess<'n> for Items<'n, '_> {
    type Error = Fault<'n>;

    fn next_element_seed<T: DeserializeSeed<'n>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault<'n>> {
        let item = self.rest.find(|item| self.fills || !self.marks.is_bad(item));
        item.map(|item| read(seed, item, self.marks)).transpose()
    }
}

/// The entries of a mapping without marked ones, then stand-ins for the keys it lacks.
struct Entries<'n, 'm> {
    map: &'n Node,
    rest: std::slice::Iter<'n, (Spanned<String>, Node)>,
    /// The value of the key that was just read; none for a stand-in.
    value: Option<&'n Node>,
    stand_ins: std::slice::Iter<'m, &'static str>,
    marks: &'m Marks<'n>,
}

impl<'n> MapAccess<'n> for Entries<'n, '_> {
    type Error = Fault<'n>;

    fn next_key_seed<K: DeserializeSeed<'n>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault<'n>> {
        let is_read = |key: &Spanned<String>, value: &Node| {
            value.kind != NodeKind::Removed && !self.marks.is_ignored(key) && !self.marks.is_bad(value)
        };
        if let Some((key, value)) = self.rest.find(|(key, value)| is_read(key, value)) {
            self.value = Some(value);
            return seed.deserialize(KeyReader(key)).map(Some).map_err(|fault| fault.at(Place::Key { key, map: self.map }));
        }
        self.value = None;
        let Some(name) = self.stand_ins.next() else { return Ok(None) };
        seed.deserialize(BorrowedStrDeserializer::<Fault<'n>>::new(name)).map(Some).map_err(|_| Fault::new(Problem::Consequence))
    }

    fn next_value_seed<T: DeserializeSeed<'n>>(&mut self, seed: T) -> Result<T::Value, Fault<'n>> {
        match self.value {
            Some(value) => read(seed, value, self.marks),
            None => seed.deserialize(StandIn::new(self.map.span)).map_err(|_| Fault::new(Problem::Consequence)),
        }
    }
}

struct KeyReader<'n>(&'n Spanned<String>);

impl<'n> Deserializer<'n> for KeyReader<'n> {
    type Error = Fault<'n>;

    fn deserialize_any<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Fault<'n>> {
        visitor.visit_borrowed_str(&self.0.value)
    }

    fn deserialize_newtype_struct<V: Visitor<'n>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Fault<'n>> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'n>>(
        self,
        name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault<'n>> {
        if name == SPANNED { visitor.visit_seq(SpannedParts::new(self.0.span, self)) } else { self.deserialize_any(visitor) }
    }

    fn deserialize_enum<V: Visitor<'n>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault<'n>> {
        BorrowedStrDeserializer::new(&self.0.value).deserialize_enum(name, variants, visitor)
    }

    serde::forward_to_deserialize_any! {
        <V: Visitor<'n>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq tuple tuple_struct
        map identifier ignored_any
    }
}

/// `word`, or `word: content`.
struct Choice<'n, 'm> {
    word: &'n str,
    span: Span,
    content: Option<&'n Node>,
    reader: Reader<'n, 'm>,
}

impl<'n, 'm> Choice<'n, 'm> {
    fn content(&self) -> Result<&'n Node, Fault<'n>> {
        self.content.ok_or_else(|| Fault::new(Problem::ChoiceNeedsContent(self.word.to_owned())))
    }
}

impl<'n, 'm> EnumAccess<'n> for Choice<'n, 'm> {
    type Error = Fault<'n>;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'n>>(self, seed: T) -> Result<(T::Value, Self), Fault<'n>> {
        let place = Place::Value { node: self.reader.node, span: self.span };
        let variant = seed.deserialize(BorrowedStrDeserializer::<Fault<'n>>::new(self.word)).map_err(|fault| fault.at(place))?;
        Ok((variant, self))
    }
}

impl<'n> VariantAccess<'n> for Choice<'n, '_> {
    type Error = Fault<'n>;

    fn unit_variant(self) -> Result<(), Fault<'n>> {
        match self.content {
            None => Ok(()),
            Some(_) => Err(Fault::new(Problem::ChoiceTakesNothing(self.word.to_owned()))),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'n>>(self, seed: T) -> Result<T::Value, Fault<'n>> {
        read(seed, self.content()?, self.reader.marks)
    }

    fn tuple_variant<V: Visitor<'n>>(self, length: usize, visitor: V) -> Result<V::Value, Fault<'n>> {
        read(VariantBody::Tuple(length, visitor), self.content()?, self.reader.marks)
    }

    fn struct_variant<V: Visitor<'n>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Fault<'n>> {
        read(VariantBody::Struct(fields, visitor), self.content()?, self.reader.marks)
    }
}

/// The content of a variant as a seed, so that it goes through [`read`] like every other value.
enum VariantBody<V> {
    Tuple(usize, V),
    Struct(&'static [&'static str], V),
}

impl<'n, V: Visitor<'n>> DeserializeSeed<'n> for VariantBody<V> {
    type Value = V::Value;

    fn deserialize<D: Deserializer<'n>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        match self {
            Self::Tuple(length, visitor) => deserializer.deserialize_tuple(length, visitor),
            Self::Struct(fields, visitor) => deserializer.deserialize_struct("", fields, visitor),
        }
    }
}
