//! What a rule set means: the script against the words of the specification, and against the evaluator in the binary.

mod binary;
mod broken;
mod conformance;
mod differential;
mod engine;
mod inputs;
mod random;
