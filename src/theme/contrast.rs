//! Contrast of the theme's colours, computed as WCAG 2.2 defines it, for the default theme and for whatever a layer makes of it.
//!
//! The style sheets declare which colours meet, in a comment: `contrast text: --ink on --paper, …;` for text and `contrast part: …;` for
//! lines, marks and focus rings. A colour is a custom property of a top-level rule, written `#rgb`, `#rrggbb` or `var(--other)`; the last one
//! wins, as in the browser.

use super::assemble::Listed;
use super::layers::{Layers, TextFile, problem, text};
use crate::diag::{Code, Sink};
use std::collections::BTreeMap;

/// How far two colours must be apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// 4.5 to 1.
    Text,
    /// 3 to 1.
    Part,
}

impl Need {
    /// The least ratio.
    #[must_use]
    pub fn least(self) -> f64 {
        match self {
            Self::Text => 4.5,
            Self::Part => 3.0,
        }
    }
}

/// Two colours that meet, by the names of their custom properties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What is seen.
    pub front: String,
    /// What it stands on.
    pub back: String,
    /// How far they must be apart.
    pub need: Need,
}

/// The declared pairs of a style sheet.
#[must_use]
pub fn pairs(css: &str) -> Vec<Pair> {
    let mut found = Vec::new();
    for (mark, need) in [("contrast text:", Need::Text), ("contrast part:", Need::Part)] {
        for declared in css.split(mark).skip(1) {
            let list = declared.split(';').next().unwrap_or_default();
            found.extend(list.split(',').filter_map(|pair| {
                let words: Vec<&str> = pair.split_whitespace().filter(|word| *word != "*").collect();
                match words[..] {
                    [front, "on", back] => Some(Pair { front: front.to_owned(), back: back.to_owned(), need }),
                    _ => None,
                }
            }));
        }
    }
    found
}

/// The ratio of two colours of a style sheet; `None` when one of them is not there or no plain colour.
#[must_use]
pub fn ratio(css: &str, front: &str, back: &str) -> Option<f64> {
    let properties = properties(css);
    let light = |name: &str| colour(&properties, name, 8).map(luminance);
    let (a, b) = (light(front)?, light(back)?);
    Some((a.max(b) + 0.05) / (a.min(b) + 0.05))
}

/// Reports pairs that are too close.
pub(super) fn check(layers: &Layers, listed: &[Listed], sink: &mut Sink) {
    let files: Vec<TextFile> = listed.iter().filter_map(|entry| layers.find(&entry.path).and_then(text)).collect();
    let whole: String = files.iter().map(|file| file.text).collect::<Vec<_>>().join("\n");
    for pair in pairs(&whole) {
        let (ja, en) = match ratio(&whole, &pair.front, &pair.back) {
            Some(ratio) if ratio >= pair.need.least() => continue,
            Some(ratio) => {
                let least = pair.need.least();
                let says = format!("{} / {}: {ratio:.1} < {least}", pair.front, pair.back);
                (format!("色の差が足りません（{says}）"), format!("not enough contrast ({says})"))
            }
            None => (
                format!("{} と {} の色の差を計算できません。#rrggbb で書いてください", pair.front, pair.back),
                format!("cannot compute the contrast of {} and {}; write #rrggbb", pair.front, pair.back),
            ),
        };
        let setting = |name: &str| {
            let needle = format!("{name}:");
            files.iter().rev().filter(|file| file.text.contains(&needle)).find_map(|file| file.span_of(&needle))
        };
        sink.push(problem(Code::LowContrast, setting(&pair.front).or_else(|| setting(&pair.back)), ja, en));
    }
}

/// Custom properties of top-level rules; those inside `@media` and other blocks are left out.
fn properties(css: &str) -> BTreeMap<String, String> {
    let css = without_comments(css);
    let mut found = BTreeMap::new();
    let mut depth = 0_usize;
    let mut rest = css.as_str();
    while let Some(at) = rest.find(['{', '}', ';']) {
        let (before, mark) = (rest[..at].trim(), rest.as_bytes()[at]);
        let setting = if depth == 1 && mark != b'{' { before.strip_prefix("--").and_then(|rest| rest.split_once(':')) } else { None };
        if let Some((name, value)) = setting {
            found.insert(format!("--{}", name.trim()), value.trim().to_owned());
        }
        match mark {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        rest = &rest[at + 1..];
    }
    found
}

fn without_comments(css: &str) -> String {
    let mut plain = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        plain.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    plain.push_str(rest);
    plain
}

fn colour(properties: &BTreeMap<String, String>, name: &str, steps: u8) -> Option<[u8; 3]> {
    let value = properties.get(name)?;
    if let Some(other) = value.strip_prefix("var(").and_then(|inner| inner.strip_suffix(')')) {
        return colour(properties, other.trim(), steps.checked_sub(1)?);
    }
    let digits: Vec<u8> =
        value.strip_prefix('#')?.chars().map(|digit| digit.to_digit(16).and_then(|n| u8::try_from(n).ok())).collect::<Option<_>>()?;
    match digits[..] {
        [r, g, b] => Some([r * 17, g * 17, b * 17]),
        [r1, r2, g1, g2, b1, b2] => Some([r1 * 16 + r2, g1 * 16 + g2, b1 * 16 + b2]),
        _ => None,
    }
}

/// Relative luminance of an sRGB colour.
fn luminance(colour: [u8; 3]) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let [r, g, b] = colour.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}
