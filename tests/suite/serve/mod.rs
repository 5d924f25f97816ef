//! The preview: what is saved is shown, what is wrong is said while the last good pages stay, and nobody else is answered.

mod client;
mod edits;
mod program;
mod requests;
mod saves;
mod series;
mod sites;
