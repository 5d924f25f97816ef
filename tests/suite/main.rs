//! The one integration binary.

mod yaml;
mod yaml_properties;
