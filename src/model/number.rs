//! Numbers as a source prints them: exact decimals, with the digits that were typed.

use std::fmt;

/// Digits of a number, so that no sum over a table overflows.
pub const MAX_DIGITS: usize = 12;

/// Digits after the point.
pub const MAX_DECIMALS: u32 = 4;

/// A decimal as typed: `50.0` is not `50`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// All digits, with the sign.
    pub digits: i64,
    /// How many of them stand after the point; at most [`MAX_DECIMALS`].
    pub decimals: u32,
}

impl Number {
    /// Reads `-12.50`; no other spelling.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_whole = is_digits(whole) && !whole.is_empty() && (whole.len() == 1 || !whole.starts_with('0'));
        let is_part = is_digits(part) && part.is_empty() != unsigned.contains('.') && part.len() <= MAX_DECIMALS as usize;
        if !is_whole || !is_part || whole.len() + part.len() > MAX_DIGITS {
            return None;
        }
        let digits: i64 = format!("{whole}{part}").parse().ok()?;
        let sign = if text.starts_with('-') { -1 } else { 1 };
        Some(Self { digits: digits * sign, decimals: u32::try_from(part.len()).ok()? })
    }

    /// In units of the last possible decimal: comparable and summable.
    #[must_use]
    pub fn scaled(self) -> i128 {
        i128::from(self.digits) * 10_i128.pow(MAX_DECIMALS.saturating_sub(self.decimals))
    }

    /// A sum of [`Number::scaled`] as a number without needless decimals; `None` beyond every table.
    #[must_use]
    pub fn from_scaled(scaled: i128) -> Option<Self> {
        let (mut digits, mut decimals) = (scaled, MAX_DECIMALS);
        while decimals > 0 && digits % 10 == 0 {
            digits /= 10;
            decimals -= 1;
        }
        Some(Self { digits: i64::try_from(digits).ok()?, decimals })
    }
}

/// With a comma every three digits: `808,824`, `-1,234.50`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = self.decimals as usize;
        let digits = format!("{:0>width$}", self.digits.unsigned_abs(), width = decimals + 1);
        let (whole, part) = digits.split_at(digits.len() - decimals);
        if self.digits < 0 {
            f.write_str("-")?;
        }
        for (at, digit) in whole.char_indices() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        if decimals > 0 { write!(f, ".{part}") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_typed_and_written_with_commas() {
        let table = [
            ("0", "0"),
            ("7", "7"),
            ("999", "999"),
            ("1000", "1,000"),
            ("808824", "808,824"),
            ("1234567", "1,234,567"),
            ("999999999999", "999,999,999,999"),
            ("48.3", "48.3"),
            ("50.0", "50.0"),
            ("0.05", "0.05"),
            ("1234.5678", "1,234.5678"),
            ("-12.50", "-12.50"),
            ("-1000", "-1,000"),
        ];
        for (typed, printed) in table {
            assert_eq!(Number::parse(typed).map(|number| number.to_string()).as_deref(), Some(printed), "{typed}");
        }
    }

    #[test]
    fn other_spellings_are_no_numbers() {
        for typed in
            ["", "-", ".", "1.", ".5", "01", "1,379", "１２", "1e3", "+1", "1.23456", "1000000000000", "12人", "--1", "0x1", "1 000"]
        {
            assert_eq!(Number::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn sums_are_exact_whatever_the_decimals() {
        let scaled = |text: &str| Number::parse(text).map_or(0, Number::scaled);
        assert_eq!(scaled("0.1") + scaled("0.2"), scaled("0.3000"));
        assert_eq!(Number::from_scaled(scaled("1.50")).map(|n| n.to_string()).as_deref(), Some("1.5"));
        assert_eq!(Number::from_scaled(scaled("-3")).map(|n| n.to_string()).as_deref(), Some("-3"));
        assert_eq!(Number::from_scaled(i128::MAX), None);
    }
}
