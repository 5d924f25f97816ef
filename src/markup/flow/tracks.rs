//! Between two rows arrows run across, each on a track of its own wherever two would meet.

/// Nearer than this two lines look like one.
pub const APART: i32 = 6;

/// A line across: an arrow comes down at `from`, runs across and goes on down at `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Index of the way.
    pub way: usize,
    /// Where it comes from above.
    pub from: i32,
    /// Where it goes on below.
    pub to: i32,
    /// The track, from above.
    pub track: usize,
}

impl Turn {
    fn span(&self) -> (i32, i32) {
        (self.from.min(self.to), self.from.max(self.to))
    }

    fn meets(&self, other: &Self) -> bool {
        let ((a, b), (c, d)) = (self.span(), other.span());
        a - APART < d && c < b + APART
    }

    /// Whether this comes down where the other goes on, so that their lines would lie on each other unless this turns first.
    fn must_be_above(&self, other: &Self) -> bool {
        self.way != other.way && (self.from - other.to).abs() < APART
    }

    /// How often the two cross when this is above.
    fn crossings_above(&self, other: &Self) -> i32 {
        let within = |x: i32, (left, right): (i32, i32)| i32::from(left < x && x < right);
        within(self.to, other.span()) + within(other.from, self.span())
    }
}

/// The turns between two rows, of ways that come down at one place and go on at another. A way has two where others would lie on it.
pub fn turns(ways: &[Turn]) -> Vec<Turn> {
    let mut waiting: Vec<Turn> = ways.iter().copied().filter(|turn| turn.from != turn.to).collect();
    let mut taken: Vec<i32> = ways.iter().flat_map(|turn| [turn.from, turn.to]).collect();
    let mut placed: Vec<Turn> = Vec::new();
    while !waiting.is_empty() {
        let is_free = |at: &usize| !waiting.iter().any(|other| other.must_be_above(&waiting[*at]));
        let cost = |at: &usize| {
            let own = &waiting[*at];
            let others = waiting.iter().filter(|other| other.way != own.way && other.meets(own));
            others.map(|other| own.crossings_above(other) - other.crossings_above(own)).sum::<i32>()
        };
        let next = (0..waiting.len()).filter(is_free).min_by_key(|at| (cost(at), *at));
        let turn = match next {
            Some(at) => waiting.remove(at),
            // Each would have to turn before another: one that another waits for goes aside first.
            None => {
                let blocks = |own: &Turn| waiting.iter().any(|other| own.must_be_above(other));
                let at = waiting.iter().position(blocks).unwrap_or(0);
                let aside = free_place(&taken, (waiting[at].from + waiting[at].to) / 2);
                taken.push(aside);
                let first = Turn { to: aside, ..waiting[at] };
                waiting[at].from = aside;
                first
            }
        };
        let track = placed.iter().filter(|other| other.meets(&turn)).map(|other| other.track + 1).max().unwrap_or(0);
        placed.push(Turn { track, ..turn });
    }
    placed
}

/// The place nearest to one at which nothing else runs down.
fn free_place(taken: &[i32], wished: i32) -> i32 {
    let is_free = |x: i32| taken.iter().all(|other| (other - x).abs() >= APART);
    let nearest = (0..).flat_map(|step| [wished + step, wished - step]).find(|x| is_free(*x));
    nearest.unwrap_or(wished)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(way: usize, from: i32, to: i32) -> Turn {
        Turn { way, from, to, track: 0 }
    }

    #[test]
    fn turns_apart_share_a_track_and_others_do_not() {
        let tracks = |ways: &[Turn]| turns(ways).iter().map(|turn| (turn.way, turn.track)).collect::<Vec<_>>();
        assert_eq!(tracks(&[turn(0, 0, 50), turn(1, 80, 120)]), [(0, 0), (1, 0)]);
        // Two to the right from one box: the right one turns first, so that they do not cross.
        assert_eq!(tracks(&[turn(0, 0, 100), turn(1, 20, 200)]), [(1, 0), (0, 1)]);
    }

    #[test]
    fn of_two_that_change_places_one_goes_aside() {
        let turns = turns(&[turn(0, 0, 100), turn(1, 100, 0)]);
        assert_eq!(turns.iter().map(|turn| turn.way).collect::<Vec<_>>(), [0, 1, 0]);
        assert_eq!(turns.iter().map(|turn| turn.track).collect::<Vec<_>>(), [0, 1, 2]);
    }
}
