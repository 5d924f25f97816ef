//! Civil dates without time zones, as people write and print them; the model knows no clock.
//!
//! | era | from | laid down by |
//! |---|---|---|
//! | 明治 | 1868-01-25 (read from 1873-01-01) | 改元の詔; 明治5年太政官布告第337号 began the present calendar on 明治6年1月1日 |
//! | 大正 | 1912-07-30 | 明治45年の改元の詔書 (same day) |
//! | 昭和 | 1926-12-25 | 大正15年の改元の詔書 (same day) |
//! | 平成 | 1989-01-08 | 元号を改める政令 (昭和64年政令第1号), in force on the day after |
//! | 令和 | 2019-05-01 | 元号を改める政令 (平成31年政令第143号) |
//!
//! A day that changed its era belongs to the new one. A date whose era did not have it (平成31年5月1日) is not read: it may as well be a slip.

use unicode_normalization::UnicodeNormalization;

/// A date of the Gregorian calendar, as `2026-11-20`.
pub type CivilDate = jiff::civil::Date;

/// 年号
#[derive(Debug)]
pub struct Era {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    letter: char,
    /// First day that is read and written by it.
    first: (i16, i8, i8),
    /// The year before its 元年.
    pub before: i16,
}

const fn era((id, name): (&'static str, &'static str), letter: char, first: (i16, i8, i8), before: i16) -> Era {
    Era { id, name, letter, first, before }
}

/// Newest first.
const ERAS: [Era; 5] = [
    era(("reiwa", "令和"), 'R', (2019, 5, 1), 2018),
    era(("heisei", "平成"), 'H', (1989, 1, 8), 1988),
    era(("showa", "昭和"), 'S', (1926, 12, 25), 1925),
    era(("taisho", "大正"), 'T', (1912, 7, 30), 1911),
    era(("meiji", "明治"), 'M', (1873, 1, 1), 1867),
];

impl Era {
    /// The first day that is written by it, as `2019-05-01`.
    #[must_use]
    pub fn first_day(&self) -> String {
        let (year, month, day) = self.first;
        format!("{year:04}-{month:02}-{day:02}")
    }

    fn has(&self, date: CivilDate) -> bool {
        (date.year(), date.month(), date.day()) >= self.first
    }

    /// The era of a day; none before the present calendar began.
    fn of(date: CivilDate) -> Option<&'static Self> {
        ERAS.iter().find(|era| era.has(date))
    }

    /// The era that a text begins with, and the rest of it.
    fn begins(text: &str) -> Option<(&'static Self, &str)> {
        ERAS.iter().find_map(|era| {
            let by_name = text.strip_prefix(era.name);
            let rest = by_name.or_else(|| text.strip_prefix([era.letter, era.letter.to_ascii_lowercase()]))?;
            Some((era, rest))
        })
    }
}

/// A date as written: `2026-05-20`, `2026/5/20`, `2026.5.20`, `2026年5月20日`, `令和8年5月20日`, `R8.5.20`; letters of full width and blanks
/// beside the signs do not matter. `None` for anything else and for days that no calendar has.
///
/// ```
/// # use shirube::model::read_date;
/// assert_eq!(read_date("令和８年５月２０日").map(|date| date.to_string()).as_deref(), Some("2026-05-20"));
/// assert_eq!(read_date("2026-02-29"), None);
/// ```
#[must_use]
pub fn read_date(text: &str) -> Option<CivilDate> {
    let text = folded(text)?;
    let (era, rest) = Era::begins(&text).map_or((None, text.as_str()), |(era, rest)| (Some(era), rest));
    let [year, month, day] = parts(rest)?;
    let (month, day) = (number(month, 1..=2)?, number(day, 1..=2)?);
    let year = match era {
        None => number(year, 4..=4)?,
        Some(era) => era.before + if year == "元" { 1 } else { number(year, 1..=2).filter(|year| *year > 0)? },
    };
    let date = CivilDate::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    match era {
        Some(era) if Era::of(date).is_none_or(|right| right.name != era.name) => None,
        _ => Some(date),
    }
}

/// The eras, the present one first.
pub fn eras() -> impl Iterator<Item = &'static Era> {
    ERAS.iter()
}

/// A date as 令和8年5月20日; without an era (before 1873) as 1872年12月31日.
#[must_use]
pub fn wareki(date: CivilDate) -> String {
    let year = match Era::of(date) {
        None => date.year().to_string(),
        Some(era) => match date.year() - era.before {
            1 => format!("{}元", era.name),
            year => format!("{}{year}", era.name),
        },
    };
    format!("{year}年{}月{}日", date.month(), date.day())
}

/// Half-width letters without blanks. A blank between two digits could have meant anything.
fn folded(text: &str) -> Option<String> {
    let mut letters = String::new();
    let mut after_blank = false;
    for letter in text.trim().nfkc() {
        if letter.is_whitespace() {
            after_blank = true;
            continue;
        }
        if after_blank && letter.is_ascii_digit() && letters.ends_with(|last: char| last.is_ascii_digit()) {
            return None;
        }
        after_blank = false;
        letters.push(match letter {
            '\u{2010}' | '\u{2013}' | '\u{2212}' | 'ー' => '-',
            other => other,
        });
    }
    Some(letters)
}

/// Year, month and day between signs of one kind.
fn parts(text: &str) -> Option<[&str; 3]> {
    if let Some(text) = text.strip_suffix('日') {
        let (year, rest) = text.split_once('年')?;
        let (month, day) = rest.split_once('月')?;
        return Some([year, month, day]);
    }
    let sign = ['-', '/', '.'].into_iter().find(|sign| text.contains(*sign))?;
    let mut parts = text.split(sign);
    let found = [parts.next()?, parts.next()?, parts.next()?];
    parts.next().is_none().then_some(found)
}

fn number(digits: &str, length: std::ops::RangeInclusive<usize>) -> Option<i16> {
    (length.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        read_date(text).map(|date| date.to_string())
    }

    #[test]
    fn all_usual_ways_to_write_a_day_are_read() {
        let ways = [
            "2026-05-20",
            "2026-5-20",
            "2026/5/20",
            "2026.5.20",
            "2026年5月20日",
            " 2026年 5月 20日 ",
            "２０２６－０５－２０",
            "２０２６／５／２０",
            "2026ー05ー20",
            "令和8年5月20日",
            "令和８年５月２０日",
            "令和 8 年 5 月 20 日",
            "㋿8年5月20日",
            "R8.5.20",
            "r8.05.20",
            "Ｒ８．５．２０",
            "R08/05/20",
            "R8-5-20",
        ];
        for way in ways {
            assert_eq!(read(way).as_deref(), Some("2026-05-20"), "{way}");
        }
    }

    #[test]
    fn what_is_no_day_or_not_clear_is_not_read() {
        let wrong = [
            "",
            "2026",
            "2026-05",
            "26-05-20",
            "2026-05-20-1",
            "2026-05/20",
            "20260520",
            "2026-13-01",
            "2026-04-31",
            "2026-02-29",
            "2026-00-10",
            "2026-5-0",
            "2026-5-2 0",
            "2026年5月20",
            "令和8年",
            "令和0年5月1日",
            "令和-1年5月1日",
            "令和008年5月1日",
            "X8.5.20",
            "5月20日",
            "2026-+5-20",
            "元.5.20",
            "2026元年5月20日",
            "令和100年1月1日",
        ];
        for text in wrong {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn eras_change_on_the_days_of_the_law() {
        let turns = [
            ("明治6年1月1日", "1873-01-01"),
            ("明治45年7月29日", "1912-07-29"),
            ("大正元年7月30日", "1912-07-30"),
            ("大正15年12月24日", "1926-12-24"),
            ("昭和元年12月25日", "1926-12-25"),
            ("昭和64年1月7日", "1989-01-07"),
            ("平成元年1月8日", "1989-01-08"),
            ("平成31年4月30日", "2019-04-30"),
            ("令和元年5月1日", "2019-05-01"),
            ("令和2年1月1日", "2020-01-01"),
        ];
        for (era, iso) in turns {
            assert_eq!(read(era).as_deref(), Some(iso), "{era}");
            assert_eq!(wareki(iso.parse().expect("a date")), era);
        }
        for letters in [("M45.7.29", "1912-07-29"), ("T元.7.30", "1912-07-30"), ("S64.1.7", "1989-01-07"), ("H1.1.8", "1989-01-08")] {
            assert_eq!(read(letters.0).as_deref(), Some(letters.1));
        }
    }

    #[test]
    fn a_day_that_an_era_did_not_have_is_not_read() {
        let none = [
            "明治5年12月31日",
            "明治45年7月30日",
            "大正元年7月29日",
            "大正15年12月25日",
            "昭和64年1月8日",
            "平成31年5月1日",
            "令和元年4月30日",
            "H40.1.1",
        ];
        for text in none {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(wareki("1872-12-31".parse().expect("a date")), "1872年12月31日");
    }

    #[test]
    fn what_is_printed_is_read_back_as_the_same_day() {
        let mut date: CivilDate = "1873-01-01".parse().expect("a date");
        let last: CivilDate = "2117-12-31".parse().expect("a date");
        while date < last {
            assert_eq!(read_date(&wareki(date)), Some(date));
            date = date.tomorrow().expect("a day after");
        }
    }
}
