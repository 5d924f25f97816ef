//! All tests of the library and the binary, in one program: it links once.

mod gate;
mod publish;
