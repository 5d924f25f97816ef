//! Patterns that tell the parts of a bar apart without colour, as lines within a rectangle.

use super::layout::Area;
use std::fmt::Write as _;

/// Distance of slanting lines and of straight ones.
const SLANTED: i32 = 7;
const STRAIGHT: i32 = 5;

/// How a part is drawn: the first is solid, the third empty, the others are hatched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    Solid,
    Rising,
    Empty,
    Horizontal,
    Falling,
    Vertical,
}

impl Pattern {
    pub(super) const ALL: [Pattern; 6] = [Self::Solid, Self::Rising, Self::Empty, Self::Horizontal, Self::Falling, Self::Vertical];

    /// The pattern of a part of a bar; there are as many as a chart may have parts.
    pub(super) fn of(part: usize) -> Self {
        Self::ALL[part % Self::ALL.len()]
    }
}

/// The `d` of a path with the lines of a pattern. They lie on one grid for the whole drawing, so that neighbours do not jar.
pub(super) fn lines(pattern: Pattern, area: Area) -> String {
    let Area { x, y, width, height } = area;
    let (right, bottom) = (x + width, y + height);
    let mut path = String::new();
    let mut line = |from: (i32, i32), to: (i32, i32)| {
        let _ = write!(path, "M{} {}L{} {}", from.0, from.1, to.0, to.1);
    };
    match pattern {
        Pattern::Solid | Pattern::Empty => {}
        Pattern::Rising => {
            for sum in multiples(SLANTED, x + y, right + bottom) {
                let (from, to) = (x.max(sum - bottom), right.min(sum - y));
                line((from, sum - from), (to, sum - to));
            }
        }
        Pattern::Falling => {
            for difference in multiples(SLANTED, x - bottom, right - y) {
                let (from, to) = (x.max(difference + y), right.min(difference + bottom));
                line((from, from - difference), (to, to - difference));
            }
        }
        Pattern::Horizontal => multiples(STRAIGHT, y, bottom).for_each(|at| line((x, at), (right, at))),
        Pattern::Vertical => multiples(STRAIGHT, x, right).for_each(|at| line((at, y), (at, bottom))),
    }
    path
}

/// Multiples of `step` strictly between two bounds.
fn multiples(step: i32, low: i32, high: i32) -> impl Iterator<Item = i32> {
    let first = (low.div_euclid(step) + 1) * step;
    (first..high).step_by(usize::try_from(step).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_lies_in_its_rectangle() {
        for (x, y, width, height) in [(0, 0, 30, 18), (200, 45, 1, 18), (203, 7, 2, 18), (13, 3, 430, 18)] {
            for pattern in Pattern::ALL {
                let path = lines(pattern, Area { x, y, width, height });
                let numbers: Vec<i32> = path.split(['M', 'L', ' ']).filter_map(|number| number.parse().ok()).collect();
                assert_eq!(numbers.len() % 4, 0);
                let is_inside = numbers.chunks(2).all(|at| (x..=x + width).contains(&at[0]) && (y..=y + height).contains(&at[1]));
                assert!(is_inside, "{pattern:?} {path}");
                assert!(width < 20 || matches!(pattern, Pattern::Solid | Pattern::Empty) == path.is_empty(), "{pattern:?}");
            }
        }
    }
}
