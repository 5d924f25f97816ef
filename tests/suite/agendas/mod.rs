//! Agendas: read, checked and shown; the arithmetic of the timer and of timetables.

mod arithmetic;
mod facts;
mod pages;
pub mod sample;
