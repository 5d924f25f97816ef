//! F2 `syntax`.
