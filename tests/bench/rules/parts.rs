//! What the bench shares with the tests of rules, and the year it asks about.

#[path = "../../suite/rules/binary.rs"]
pub mod binary;
#[path = "../../suite/rules/broken.rs"]
pub mod broken;
#[path = "../../suite/rules/days.rs"]
pub mod days;
#[path = "../../suite/rules/engine.rs"]
pub mod engine;
#[path = "../../suite/rules/inputs.rs"]
pub mod inputs;
#[path = "../../suite/rules/random.rs"]
pub mod random;
#[path = "../../suite/rules/year.rs"]
pub mod year;
