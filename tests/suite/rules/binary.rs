//! The evaluator of the binary, behind the same questions as the script.

use serde_json::Value;
use shirube::rules::{CalendarTable, Decision, Program, decide, decision_json};

/// Rules and a calendar, read from the wire.
pub struct Binary {
    program: Program,
    calendar: CalendarTable,
}

impl Binary {
    /// Reads what goes over the wire.
    pub fn of(program: &Value, calendar: &Value) -> Self {
        Self::read(program, calendar).unwrap_or_else(|error| panic!("{error}: {program} {calendar}"))
    }

    /// The same for what may be no program.
    pub fn read(program: &Value, calendar: &Value) -> Result<Self, serde_json::Error> {
        Ok(Self { program: serde_json::from_value(program.clone())?, calendar: serde_json::from_value(calendar.clone())? })
    }

    /// The canonical decision.
    pub fn decide(&self, input: &Value) -> String {
        decision_json(&self.decision(input))
    }

    /// The decision itself.
    pub fn decision(&self, input: &Value) -> Decision {
        decide(&self.program, &self.calendar, input)
    }
}
