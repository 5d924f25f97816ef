//! The binary: hands the arguments to `cli` and its answer to the system.

fn main() {}
