//! The one integration binary.

mod lexical;
mod yaml;
mod yaml_properties;
