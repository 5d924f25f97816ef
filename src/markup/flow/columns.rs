//! Where stops stand in their rows: as near to what they are joined to as the room beside each other allows, within their lanes.

use super::levels::{Content, Levels};

/// Between two boxes of a row.
pub const BESIDE: i32 = 26;
/// Between an arrow and what stands beside it.
pub const PASSING: i32 = 14;
/// Between a lane and its contents.
pub const LANE_PADDING: i32 = 14;
/// From the corner of a box to the first arrow.
pub const CORNER: i32 = 12;

/// Sweeps down and up.
const SWEEPS: usize = 12;

/// Places all stops; returns left and right of each lane, the headings of which are at least so wide.
pub fn place(levels: &mut Levels, headings: &[i32]) -> Vec<(i32, i32)> {
    let lanes = lanes(levels, headings);
    let sides = [levels.neighbours(false), levels.neighbours(true)];
    for row in 0..levels.rows.len() {
        let wishes = vec![None; levels.rows[row].len()];
        settle_row(levels, row, &lanes, &wishes);
    }
    for sweep in 0..SWEEPS {
        // The last sweeps look both ways, so that boxes come to stand in the middle of what they are joined to.
        let looks_both_ways = sweep + 4 >= SWEEPS;
        for is_down in [true, false] {
            for step in 0..levels.rows.len() {
                let row = if is_down { step } else { levels.rows.len() - 1 - step };
                let wish = |stop: &usize| wish(levels, &sides, *stop, looks_both_ways, is_down);
                let wishes: Vec<Option<i32>> = levels.rows[row].iter().map(wish).collect();
                settle_row(levels, row, &lanes, &wishes);
            }
        }
    }
    straighten(levels, &lanes);
    lanes
}

/// The middle of the neighbours.
fn wish(levels: &Levels, sides: &[Vec<Vec<usize>>; 2], stop: usize, looks_both_ways: bool, is_down: bool) -> Option<i32> {
    let mean = |side: &[usize]| {
        let sum: i32 = side.iter().map(|other| levels.stops[*other].x).sum();
        i32::try_from(side.len()).ok().filter(|count| *count > 0).map(|count| sum.div_euclid(count))
    };
    let (above, below) = (mean(&sides[0][stop]), mean(&sides[1][stop]));
    match (above, below) {
        (Some(above), Some(below)) if looks_both_ways => Some((above + below).div_euclid(2)),
        _ if looks_both_ways => above.or(below),
        _ if is_down => above,
        _ => below,
    }
}

/// Lanes side by side, each as wide as its widest row.
fn lanes(levels: &Levels, headings: &[i32]) -> Vec<(i32, i32)> {
    let mut lanes = Vec::new();
    let mut left = 0;
    for (lane, heading) in headings.iter().enumerate() {
        let needed = levels.rows.iter().map(|row| {
            let own: Vec<usize> = row.iter().copied().filter(|stop| levels.stops[*stop].lane == lane).collect();
            let middles = middles(levels, &own);
            let ends = own.last().zip(middles.last()).map_or(0, |(last, middle)| middle + levels.stops[*last].width / 2 + 1);
            ends + own.first().map_or(0, |first| levels.stops[*first].width / 2 + 1)
        });
        let width = needed.max().unwrap_or(0).max(*heading) + 2 * LANE_PADDING;
        lanes.push((left, left + width));
        left += width;
    }
    lanes
}

/// The width of the widest row, its stops as close as they may stand.
pub fn least_width(levels: &Levels) -> i32 {
    let ends = |row: &Vec<usize>| {
        row.first().zip(row.last()).map_or(0, |(first, last)| (levels.stops[*first].width + levels.stops[*last].width) / 2)
    };
    levels.rows.iter().map(|row| middles(levels, row).last().copied().unwrap_or(0) + ends(row)).max().unwrap_or(0)
}

/// The middles of stops that stand as close as they may, from that of the first on.
fn middles(levels: &Levels, row: &[usize]) -> Vec<i32> {
    let mut middles = Vec::new();
    let mut x = 0;
    for (at, stop) in row.iter().enumerate() {
        if at > 0 {
            x += apart(levels, row[at - 1], *stop);
        }
        middles.push(x);
    }
    middles
}

/// How far the middles of two that stand side by side must be apart.
fn apart(levels: &Levels, left: usize, right: usize) -> i32 {
    let (left, right) = (&levels.stops[left], &levels.stops[right]);
    let is_box = |content| matches!(content, Content::Box(_));
    let between = if is_box(left.content) && is_box(right.content) { BESIDE } else { PASSING };
    (left.width + 1) / 2 + between + (right.width + 1) / 2
}

/// Moves the stops of a row to where they are wished, in order and apart, and within their lanes.
fn settle_row(levels: &mut Levels, row: usize, lanes: &[(i32, i32)], wishes: &[Option<i32>]) {
    let stops = levels.rows[row].clone();
    let lane_of = |stop: &usize| levels.stops[*stop].lane;
    let mut places = Vec::new();
    let mut rest = wishes;
    for own in stops.chunk_by(|a, b| lanes.is_empty() || lane_of(a) == lane_of(b)) {
        let middles = middles(levels, own);
        let bounds = lanes.get(lane_of(&own[0])).map(|(left, right)| {
            let ends = |stop: &usize| (levels.stops[*stop].width + 1) / 2 + LANE_PADDING;
            (left + ends(&own[0]), right - ends(&own[own.len() - 1]) - middles[middles.len() - 1])
        });
        let (here, others) = rest.split_at(own.len());
        rest = others;
        let wishes = own.iter().zip(&middles).zip(here).map(|((stop, middle), wish)| {
            let weight = match levels.stops[*stop].content {
                Content::Box(_) => 2,
                Content::Passage | Content::Label => 3,
            };
            wish.map_or((levels.stops[*stop].x - middle, 1), |x| (x - middle, weight))
        });
        let nearest = nearest_in_order(wishes);
        for ((stop, middle), x) in own.iter().zip(&middles).zip(nearest) {
            places.push((*stop, middle + bounds.map_or(x, |(least, most)| x.clamp(least, most.max(least)))));
        }
    }
    for (stop, x) in places {
        levels.stops[stop].x = x;
    }
}

/// The numbers in rising order that are nearest to those wished for, by the sum of squares: neighbours that would change places stand together
/// at the mean of their wishes.
pub fn nearest_in_order(wishes: impl Iterator<Item = (i32, i32)>) -> Vec<i32> {
    let mut blocks: Vec<(i64, i64, usize)> = Vec::new();
    for (wish, weight) in wishes {
        let mut block = (i64::from(wish) * i64::from(weight), i64::from(weight), 1);
        while let Some((sum, weight, count)) = blocks.last().copied().filter(|last| last.0 * block.1 >= block.0 * last.1) {
            blocks.pop();
            block = (block.0 + sum, block.1 + weight, block.2 + count);
        }
        blocks.push(block);
    }
    let value = |(sum, weight, _): &(i64, i64, usize)| i32::try_from(sum.div_euclid(*weight)).unwrap_or_default();
    blocks.iter().flat_map(|block| std::iter::repeat_n(value(block), block.2)).collect()
}

/// Lets arrows run straight down through as many rows as have the room.
fn straighten(levels: &mut Levels, lanes: &[(i32, i32)]) {
    for way in 0..levels.ways.len() {
        let stops = levels.ways[way].stops.clone();
        let mut at = 0;
        while at < stops.len() {
            let (mut least, mut most) = room(levels, lanes, stops[at]);
            let mut end = at + 1;
            while end < stops.len() {
                let (low, high) = room(levels, lanes, stops[end]);
                if low.max(least) > high.min(most) {
                    break;
                }
                (least, most) = (low.max(least), high.min(most));
                end += 1;
            }
            let own = stops[at..end].iter().copied().filter(|stop| !matches!(levels.stops[*stop].content, Content::Box(_)));
            let own: Vec<usize> = own.collect();
            let sum: i32 = own.iter().map(|stop| levels.stops[*stop].x).sum();
            let mean = i32::try_from(own.len()).ok().filter(|count| *count > 0).map(|count| sum.div_euclid(count));
            for stop in own {
                levels.stops[stop].x = mean.unwrap_or_default().clamp(least, most);
            }
            at = end;
        }
    }
}

/// Between which places an arrow may pass here: for a box, where it may begin or end.
fn room(levels: &Levels, lanes: &[(i32, i32)], stop: usize) -> (i32, i32) {
    let own = &levels.stops[stop];
    if matches!(own.content, Content::Box(_)) {
        let half = (own.width / 2 - CORNER).max(0);
        return (own.x - half, own.x + half);
    }
    let row = &levels.rows[own.level];
    let at = row.iter().position(|other| *other == stop).unwrap_or_default();
    let lane = lanes.get(own.lane).map(|(left, right)| (left + LANE_PADDING + own.width / 2, right - LANE_PADDING - own.width / 2));
    let (left, right) = lane.unwrap_or((i32::MIN / 2, i32::MAX / 2));
    let least = at.checked_sub(1).map_or(left, |before| levels.stops[row[before]].x + apart(levels, row[before], stop));
    let most = row.get(at + 1).map_or(right, |after| levels.stops[*after].x - apart(levels, stop, *after));
    (least.max(left).min(own.x), most.min(right).max(own.x))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_in_order_are_granted_and_others_meet_in_the_middle() {
        assert_eq!(nearest_in_order([(1, 1), (5, 1), (9, 1)].into_iter()), [1, 5, 9]);
        assert_eq!(nearest_in_order([(8, 1), (2, 1), (9, 1)].into_iter()), [5, 5, 9]);
        assert_eq!(nearest_in_order([(9, 3), (1, 1)].into_iter()), [7, 7]);
    }
}
