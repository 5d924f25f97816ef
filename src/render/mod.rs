//! F6 `render`: model and theme in, files out.

mod engine;
mod output;
mod view;

pub use engine::Engine;
pub use output::{MAX_OUT_PATH, MemoryOutput, OutPath, Output, OutputError};
