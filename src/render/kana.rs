//! 五十音順: the row of a reading and the key by which readings are sorted. A built-in table, never the locale of the machine.

/// Heads of the rows, in order; the last takes everything that is not kana.
pub(super) const ROWS: [&str; 11] = ["あ", "か", "さ", "た", "な", "は", "ま", "や", "ら", "わ", "英数"];

const STARTS: [(&str, &str); 10] = [
    ("あ", "ぁあぃいぅうぇえぉおゔ"),
    ("か", "かがきぎくぐけげこごゕゖ"),
    ("さ", "さざしじすずせぜそぞ"),
    ("た", "ただちぢっつづてでとど"),
    ("な", "なにぬねの"),
    ("は", "はばぱひびぴふぶぷへべぺほぼぽ"),
    ("ま", "まみむめも"),
    ("や", "ゃやゅゆょよ"),
    ("ら", "らりるれろ"),
    ("わ", "ゎわゐゑをん"),
];

/// The row a reading stands in.
pub(super) fn row(reading: &str) -> &'static str {
    let first = reading.chars().next().map(to_hiragana);
    STARTS.iter().find(|(_, letters)| first.is_some_and(|c| letters.contains(c))).map_or("英数", |(head, _)| head)
}

/// Sort key: first without voicing marks and with full-size kana, then the reading itself, so that か precedes が only between equals.
pub(super) fn sort_key(reading: &str) -> (String, String) {
    let plain = reading.chars().map(to_hiragana).filter(|c| *c != 'ー' && *c != '・' && *c != ' ').map(base).collect();
    (plain, reading.to_owned())
}

/// Groups sorted items by row, in the order of [`ROWS`]; empty rows are left out.
pub(super) fn grouped<T>(items: Vec<T>, reading: impl Fn(&T) -> &str) -> Vec<(&'static str, Vec<T>)> {
    let mut items = items;
    items.sort_by_cached_key(|item| sort_key(reading(item)));
    let mut rows: Vec<(&'static str, Vec<T>)> = ROWS.iter().map(|head| (*head, Vec::new())).collect();
    for item in items {
        let head = row(reading(&item));
        if let Some((_, row)) = rows.iter_mut().find(|(name, _)| *name == head) {
            row.push(item);
        }
    }
    rows.retain(|(_, row)| !row.is_empty());
    rows
}

fn to_hiragana(letter: char) -> char {
    match letter {
        'ァ'..='ヶ' => char::from_u32(letter as u32 - 0x60).unwrap_or(letter),
        'A'..='Z' => letter.to_ascii_lowercase(),
        _ => letter,
    }
}

/// Unvoiced, full-size form of a kana.
fn base(letter: char) -> char {
    const PAIRS: &str = "がかぎきぐくげけごこざさじしずすぜせぞそだたぢちづつでてどとばはびひぶふべへぼほぱはぴひぷふぺへぽほぁあぃいぅうぇえぉおっつゃやゅゆょよゎわゔうゕかゖけ";
    let mut letters = PAIRS.chars();
    while let (Some(from), Some(to)) = (letters.next(), letters.next()) {
        if from == letter {
            return to;
        }
    }
    letter
}
