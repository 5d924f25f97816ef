//! The order of stops within rows: as few crossings as a few sweeps find. Lanes keep their order.

use super::levels::Levels;

/// Sweeps down and up.
const SWEEPS: usize = 8;
/// For means in whole numbers.
const SCALE: usize = 1024;

/// Orders all rows.
pub fn order(levels: &mut Levels) {
    let sides = [levels.neighbours(false), levels.neighbours(true)];
    let mut best = (crossings(levels, &sides[1]), levels.rows.clone());
    for sweep in 0..SWEEPS {
        if best.0 == 0 {
            break;
        }
        let is_down = sweep % 2 == 0;
        let neighbours = &sides[usize::from(!is_down)];
        let count = levels.rows.len();
        for step in 1..count {
            let row = if is_down { step } else { count - 1 - step };
            sort_row(levels, row, neighbours);
        }
        while exchange(levels, &sides) {}
        let found = crossings(levels, &sides[1]);
        if found < best.0 {
            best = (found, levels.rows.clone());
        }
    }
    levels.rows = best.1;
}

fn positions(levels: &Levels) -> Vec<usize> {
    let mut positions = vec![0; levels.stops.len()];
    for row in &levels.rows {
        row.iter().enumerate().for_each(|(at, stop)| positions[*stop] = at);
    }
    positions
}

/// Sorts a row by the mean place of the neighbours; who has none stays where it is.
fn sort_row(levels: &mut Levels, row: usize, neighbours: &[Vec<usize>]) {
    let positions = positions(levels);
    let key = |stop: usize| {
        let near = &neighbours[stop];
        let sum: usize = near.iter().map(|other| positions[*other] * SCALE).sum();
        if near.is_empty() { positions[stop] * SCALE } else { sum / near.len() }
    };
    let stops = &levels.stops;
    levels.rows[row].sort_by_key(|stop| (stops[*stop].lane, key(*stop)));
}

/// Exchanges two that stand side by side wherever that saves a crossing; whether any did.
fn exchange(levels: &mut Levels, sides: &[Vec<Vec<usize>>; 2]) -> bool {
    let mut positions = positions(levels);
    let mut any = false;
    for row in 0..levels.rows.len() {
        for at in 1..levels.rows[row].len() {
            let (left, right) = (levels.rows[row][at - 1], levels.rows[row][at]);
            if levels.stops[left].lane != levels.stops[right].lane {
                continue;
            }
            let cost = |a: usize, b: usize| sides.iter().map(|side| inversions(&side[a], &side[b], &positions)).sum::<usize>();
            if cost(right, left) < cost(left, right) {
                levels.rows[row].swap(at - 1, at);
                positions.swap(left, right);
                any = true;
            }
        }
    }
    any
}

/// How many lines of two stops in this order cross.
fn inversions(left: &[usize], right: &[usize], positions: &[usize]) -> usize {
    left.iter().map(|a| right.iter().filter(|b| positions[*a] > positions[**b]).count()).sum()
}

fn crossings(levels: &Levels, below: &[Vec<usize>]) -> usize {
    let positions = positions(levels);
    let in_row = |row: &Vec<usize>| -> usize {
        row.iter()
            .enumerate()
            .map(|(at, left)| row[at + 1..].iter().map(|right| inversions(&below[*left], &below[*right], &positions)).sum::<usize>())
            .sum()
    };
    levels.rows.iter().map(in_row).sum()
}
