//! Rectangles on the grid of a sheet. The grid is fine enough that whatever a field is divided into gets whole columns and rows; what is
//! seen as one cell is a merged range.

/// Columns of the grid for each column of a form.
pub(super) const FINE_COLUMNS: u32 = 5;

/// Rows of the grid for each line of writing.
pub(super) const FINE_ROWS: u32 = 2;

/// A rectangle: rows and columns of the grid, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    /// The first row.
    pub row: u32,
    /// The first column.
    pub column: u32,
    /// How many rows.
    pub rows: u32,
    /// How many columns.
    pub columns: u32,
}

impl Area {
    /// Parts from the left, as wide as their weights say, each a column at least where there are as many columns as parts.
    pub fn across(self, weights: &[u32]) -> Vec<Area> {
        let cuts = cuts(self.columns, weights);
        cuts.windows(2).map(|cut| Area { column: self.column + cut[0], columns: cut[1] - cut[0], ..self }).collect()
    }

    /// Parts from the top, as high as their weights say.
    pub fn down(self, weights: &[u32]) -> Vec<Area> {
        let cuts = cuts(self.rows, weights);
        cuts.windows(2).map(|cut| Area { row: self.row + cut[0], rows: cut[1] - cut[0], ..self }).collect()
    }

    /// Parts of a width from the left, and the rest.
    pub fn take(self, columns: u32) -> (Area, Option<Area>) {
        let taken = columns.min(self.columns);
        let rest = Area { column: self.column + taken, columns: self.columns - taken, ..self };
        (Area { columns: taken, ..self }, (rest.columns > 0).then_some(rest))
    }
}

/// Where a length is cut: first 0, last the length, and never back.
fn cuts(length: u32, weights: &[u32]) -> Vec<u32> {
    let whole: u32 = weights.iter().sum::<u32>().max(1);
    let parts = u32::try_from(weights.len()).unwrap_or(u32::MAX);
    // One of the grid for each first; weights share what is left.
    let least = u32::from(length >= parts);
    let spare = length - least * parts.min(length);
    let mut found = vec![0];
    let (mut weight, mut nth) = (0, 0);
    for part in weights {
        weight += part;
        nth += 1;
        found.push(nth * least + spare * weight / whole);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_whole_and_each_has_a_place() {
        let area = Area { row: 3, column: 10, rows: 4, columns: 75 };
        for weights in [vec![1; 14], vec![1, 3, 1], vec![1], vec![0, 5], vec![1; 75]] {
            let parts = area.across(&weights);
            assert_eq!(parts.len(), weights.len());
            assert_eq!(parts.iter().map(|part| part.columns).sum::<u32>(), 75, "{weights:?}");
            assert!(parts.iter().all(|part| part.columns > 0), "{weights:?}");
            assert_eq!(parts[0].column, 10);
            assert!(parts.windows(2).all(|pair| pair[0].column + pair[0].columns == pair[1].column));
        }
        let rows = area.down(&[1, 1]);
        assert_eq!((rows[0].row, rows[0].rows, rows[1].row, rows[1].rows), (3, 2, 5, 2));
    }
}
