//! F6 `render`: model and theme in, files out.

mod output;
mod view;

pub use output::{MAX_OUT_PATH, MemoryOutput, OutPath, Output, OutputError};
