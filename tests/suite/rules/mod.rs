//! What a rule set means: the script against the words of the specification, and against the evaluator in the binary.

mod engine;
