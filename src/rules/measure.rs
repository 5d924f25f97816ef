//! Counting: what each measure is on each date, as an interval over all completions of what is unknown.

use super::days::{Days, Mark};
use super::program::{Counting, Window};
use super::tri::Tri;

/// The values a measure may have, in its own unit (totals: weights).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The least.
    pub low: u32,
    /// The greatest; `None` when nothing bounds it.
    pub high: Option<u32>,
}

impl Interval {
    /// Nothing was counted.
    const ZERO: Self = Self { low: 0, high: Some(0) };
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { low: 0, high: None };

    /// One value.
    #[must_use]
    pub fn exactly(value: u32) -> Self {
        Self { low: value, high: Some(value) }
    }

    /// The value before a day is looked at, on which a window may begin.
    fn entering(self, window: Window, days: &Days, at: usize) -> Self {
        match (days.begins(window, at), days.may_begin(window, at)) {
            (true, _) => Self::ZERO,
            (false, true) => Self { low: 0, ..self },
            (false, false) => self,
        }
    }

    fn plus(self, low: u32, high: u32) -> Self {
        Self { low: self.low + low, high: self.high.map(|known| known + high) }
    }
}

/// What a day may do to a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Effects {
    pub end: bool,
    pub count: bool,
    pub skip: bool,
}

impl Effects {
    const UNKNOWN: Self = Self { end: true, count: true, skip: false };

    /// Whether it certainly adds to the run.
    pub fn certainly_counts(self) -> bool {
        self.count && !self.end && !self.skip
    }
}

/// A run's own rules.
#[derive(Clone, Copy)]
pub(super) struct RunRules<'p> {
    effects: &'p [Vec<u8>],
    calendar_days: bool,
    until_seen: bool,
    window: Window,
}

impl<'p> RunRules<'p> {
    /// Those of a measure that is a run.
    pub fn of(counting: &'p Counting) -> Option<Self> {
        match counting {
            Counting::Run { effects, calendar_days, until_seen, window } => {
                Some(Self { effects, calendar_days: *calendar_days == 1, until_seen: *until_seen == 1, window: *window })
            }
            _ => None,
        }
    }

    /// What the day at `at` may do; `None` on a day that the run passes over. `last` is the last school day up to it.
    pub fn effects(self, days: &Days, at: usize, last: Option<usize>) -> Option<Effects> {
        let is_school = days.is_school(at);
        if !is_school && !self.calendar_days {
            return None;
        }
        let Some((from, status)) = last.map(|last| (last, days.status(last))) else { return Some(Effects::UNKNOWN) };
        let seen = if is_school && from == at { status.seen } else { Tri::No };
        let mut effects = match status.mark {
            Mark::Unknown => Effects::UNKNOWN,
            Mark::Known { mark, place } => match self.effects.get(mark).and_then(|places| places.get(place)) {
                Some(1) => Effects { end: false, count: true, skip: false },
                Some(2) => Effects { end: false, count: false, skip: true },
                _ => Effects { end: true, count: false, skip: false },
            },
        };
        if self.until_seen {
            match seen {
                Tri::Yes => effects = Effects { end: true, count: false, skip: false },
                Tri::Unknown => effects.end = true,
                Tri::No => {}
            }
        }
        Some(effects)
    }
}

/// The intervals of a measure, one for each day of the calendar up to and with `until`. `run` is the run that a `seen_in` looks at.
pub(super) fn intervals(counting: &Counting, run: Option<&Counting>, days: &Days, until: usize) -> Vec<Interval> {
    match counting {
        Counting::Run { .. } => RunRules::of(counting).map(|rules| run_lengths(rules, days, until)).unwrap_or_default(),
        Counting::Total { weights, window: Window::Rolling(size), .. } => rolling(weights, *size as usize, days, until),
        Counting::Total { weights, window, .. } => total(weights, *window, days, until),
        Counting::SeenIn { .. } => run.and_then(RunRules::of).map(|rules| seen_in(rules, days, until)).unwrap_or_default(),
        Counting::SeenOn => (0..=until).map(|at| seen_on(days, at)).collect(),
    }
}

/// Walks the days of a run; `step` gets the interval before, what the day may do and the day.
fn walk(rules: RunRules<'_>, days: &Days, until: usize, step: impl Fn(Interval, Effects, usize) -> Interval) -> Vec<Interval> {
    let mut value = Interval::UNKNOWN;
    let mut last = None;
    let mut found = Vec::with_capacity(until + 1);
    for at in 0..=until {
        value = value.entering(rules.window, days, at);
        if days.is_school(at) {
            last = Some(at);
        }
        if let Some(effects) = rules.effects(days, at, last) {
            value = step(value, effects, at);
        }
        found.push(value);
    }
    found
}

fn run_lengths(rules: RunRules<'_>, days: &Days, until: usize) -> Vec<Interval> {
    walk(rules, days, until, |before, effects, _| Interval {
        low: if effects.end { 0 } else { before.low + u32::from(!effects.skip) },
        high: if effects.count || effects.skip { before.high.map(|high| high + u32::from(effects.count)) } else { Some(0) },
    })
}

fn seen_in(rules: RunRules<'_>, days: &Days, until: usize) -> Vec<Interval> {
    walk(rules, days, until, |before, effects, at| {
        let seen = if days.is_school(at) { days.status(at).seen } else { Tri::No };
        let must_end = !effects.count && !effects.skip;
        Interval {
            low: if effects.end { 0 } else { before.low + u32::from(seen == Tri::Yes) },
            high: if must_end { Some(0) } else { before.high.map(|high| high + u32::from(seen != Tri::No)) },
        }
    })
}

fn seen_on(days: &Days, at: usize) -> Interval {
    if !days.is_school(at) {
        return Interval::ZERO;
    }
    match days.status(at).seen {
        Tri::Yes => Interval::exactly(1),
        Tri::No => Interval::ZERO,
        Tri::Unknown => Interval { low: 0, high: Some(1) },
    }
}

/// What a school day weighs at least and at most.
fn weight(weights: &[Vec<u32>], mark: Mark) -> (u32, u32) {
    match mark {
        Mark::Known { mark, place } => {
            let weight = weights.get(mark).and_then(|places| places.get(place)).copied().unwrap_or(0);
            (weight, weight)
        }
        Mark::Unknown => {
            let all = || weights.iter().flatten().copied();
            (all().min().unwrap_or(0), all().max().unwrap_or(0))
        }
    }
}

fn total(weights: &[Vec<u32>], window: Window, days: &Days, until: usize) -> Vec<Interval> {
    let mut value = Interval::UNKNOWN;
    let mut found = Vec::with_capacity(until + 1);
    for at in 0..=until {
        value = value.entering(window, days, at);
        if days.is_school(at) {
            let (low, high) = weight(weights, days.status(at).mark);
            value = value.plus(low, high);
        }
        found.push(value);
    }
    found
}

fn rolling(weights: &[Vec<u32>], size: usize, days: &Days, until: usize) -> Vec<Interval> {
    let mut held: std::collections::VecDeque<(u32, u32)> = std::collections::VecDeque::new();
    let (mut low, mut high) = (0, 0);
    let mut found = Vec::with_capacity(until + 1);
    for at in 0..=until {
        if days.is_school(at) {
            let added = weight(weights, days.status(at).mark);
            held.push_back(added);
            (low, high) = (low + added.0, high + added.1);
            if held.len() > size {
                let gone = held.pop_front().unwrap_or_default();
                (low, high) = (low - gone.0, high - gone.1);
            }
        }
        found.push(Interval { low, high: (held.len() == size).then_some(high) });
    }
    found
}

/// The days that certainly add to a run or a total on the day at `until`, in order; `None` for measures that have none.
pub(super) fn days_that_counted(counting: &Counting, days: &Days, until: usize) -> Option<Vec<usize>> {
    let mut counted = Vec::new();
    match counting {
        Counting::Run { .. } => {
            let rules = RunRules::of(counting)?;
            for at in (0..=until).rev() {
                if let Some(effects) = rules.effects(days, at, days.last_school_day(at)) {
                    if effects.end {
                        break;
                    }
                    if effects.certainly_counts() {
                        counted.push(at);
                    }
                }
                if days.begins(rules.window, at) || days.may_begin(rules.window, at) {
                    break;
                }
            }
        }
        Counting::Total { weights, window, .. } => {
            let most = if let Window::Rolling(size) = window { *size as usize } else { usize::MAX };
            let mut school_days = 0;
            for at in (0..=until).rev() {
                if days.is_school(at) {
                    school_days += 1;
                    if school_days > most {
                        break;
                    }
                    if weight(weights, days.status(at).mark).0 > 0 {
                        counted.push(at);
                    }
                }
                if days.begins(*window, at) || days.may_begin(*window, at) {
                    break;
                }
            }
        }
        Counting::SeenIn { .. } | Counting::SeenOn => return None,
    }
    counted.reverse();
    Some(counted)
}
