//! F5 `exchange`: model ↔ files of other programs. Bytes in, bytes out; nothing is read from or written to disk here.
//!
//! So far the blank spreadsheet of each form, for offices that file in Excel: `form_book` lays a form out, `boxes` the inside of its fields, both
//! on the grid of `area`; `workbook` writes the pieces as XLSX. What is visible comes in as [`FormWords`]: no text stands in the code. The same form gives the same
//! bytes: the file is dated with the edition.

mod area;
mod boxes;
mod form_book;
mod workbook;

pub use form_book::{FormBook, FormWords};
pub use workbook::BookError;
