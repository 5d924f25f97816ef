//! JSON Schemas of the files that people write by hand with the help of an editor: `rules/*.yml`, `rules/*.cases.yml`, `calendar.yml`. They say
//! what may be typed and what it means; what belongs together (ids that exist, days in order) only the loader knows.

/// The schemas by file name, with the pattern of the files that they are for.
pub const SCHEMAS: [(&str, &str, &str); 3] = [
    ("rules.schema.json", "rules/*.yml", include_str!("schema/rules.schema.json")),
    ("cases.schema.json", "rules/*.cases.yml", include_str!("schema/cases.schema.json")),
    ("calendar.schema.json", "calendar.yml", include_str!("schema/calendar.schema.json")),
];
