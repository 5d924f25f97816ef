//! The sheets of a form: a grid of equal columns, rows of cells with spans. Page, print and spreadsheet read the same places.

use super::FormField;
use crate::diag::{Span, Spanned};

/// Columns of the grid of every sheet: halves, thirds, quarters, sixths and eighths all come out even.
pub const PAPER_COLUMNS: u32 = 24;

/// Lines of writing that one sheet of A4 holds.
pub const MAX_SHEET_LINES: u32 = 44;

/// A sheet of A4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperSheet {
    /// Rows from the top, at least one.
    pub rows: Vec<PaperRow>,
    /// Where it is written.
    pub span: Span,
}

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperRow {
    /// How high it is, in lines of writing.
    pub lines: u32,
    /// From the left; places that a higher cell above reaches into are left out.
    pub cells: Vec<PaperCell>,
    /// Where it is written.
    pub span: Span,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperCell {
    /// What stands in it.
    pub content: PaperContent,
    /// Columns it takes.
    pub width: u32,
    /// Rows it takes.
    pub height: u32,
    /// Where it is written.
    pub span: Span,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperContent {
    /// A fixed text, a heading of a part as a rule.
    Text(Spanned<String>),
    /// The label of a field.
    Label(Spanned<String>),
    /// The box of a field: where it is written.
    Field(Spanned<String>),
    /// Nothing.
    Blank,
}

/// A cell in its place: rows and columns counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedCell<'p> {
    /// Its row.
    pub row: u32,
    /// Its first column.
    pub column: u32,
    /// The cell.
    pub cell: &'p PaperCell,
}

/// Why cells of a row do not make a whole row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFault {
    /// So many columns are left.
    TooNarrow(u32),
    /// So many columns too many.
    TooWide(u32),
}

impl PaperSheet {
    /// Every cell in its place.
    #[must_use]
    pub fn placed(&self) -> Vec<PlacedCell<'_>> {
        self.lay(|_, _| {})
    }

    /// Rows whose cells do not fill the columns.
    #[must_use]
    pub fn faults(&self) -> Vec<(&PaperRow, RowFault)> {
        let mut faults = Vec::new();
        self.lay(|row, fault| faults.push((row, fault)));
        faults
    }

    /// Whether a cell reaches below the last row.
    #[must_use]
    pub fn overhang(&self) -> Option<&PaperCell> {
        let rows = self.rows.iter().enumerate();
        rows.flat_map(|(at, row)| row.cells.iter().map(move |cell| (at, cell)))
            .find(|(at, cell)| at + cell.height as usize > self.rows.len())
            .map(|(_, cell)| cell)
    }

    /// Lines of writing on the sheet.
    #[must_use]
    pub fn lines(&self) -> u32 {
        self.rows.iter().map(|row| row.lines).sum()
    }

    fn lay<'p>(&'p self, mut complain: impl FnMut(&'p PaperRow, RowFault)) -> Vec<PlacedCell<'p>> {
        let mut placed = Vec::new();
        // Rows that each column is still taken for.
        let mut taken = [0_u32; PAPER_COLUMNS as usize];
        for (at, row) in self.rows.iter().enumerate() {
            let mut excess = 0;
            let mut next = 0_usize;
            for cell in &row.cells {
                while next < taken.len() && taken[next] > 0 {
                    next += 1;
                }
                let end = (next + cell.width as usize).min(taken.len());
                let free = taken[next..end].iter().take_while(|rows| **rows == 0).count();
                excess += cell.width - u32::try_from(free).unwrap_or_default().min(cell.width);
                placed.push(PlacedCell {
                    row: u32::try_from(at).unwrap_or_default(),
                    column: u32::try_from(next).unwrap_or_default(),
                    cell,
                });
                taken[next..end].fill(cell.height);
                next = end;
            }
            let left = taken.iter().filter(|rows| **rows == 0).count();
            match (excess, left) {
                (0, 0) => {}
                (0, left) => complain(row, RowFault::TooNarrow(u32::try_from(left).unwrap_or_default())),
                (excess, _) => complain(row, RowFault::TooWide(excess)),
            }
            taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        }
        placed
    }
}

impl PaperContent {
    /// The field whose label or box it is.
    #[must_use]
    pub fn field_id(&self) -> Option<&Spanned<String>> {
        match self {
            Self::Label(id) | Self::Field(id) => Some(id),
            Self::Text(_) | Self::Blank => None,
        }
    }

    /// Whether it is the box of that field.
    #[must_use]
    pub fn is_box_of(&self, field: &FormField) -> bool {
        matches!(self, Self::Field(id) if id.value == field.id.value)
    }
}
