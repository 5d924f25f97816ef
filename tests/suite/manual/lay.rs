//! Puts an example into a file as a reader would by hand: a key that is there is replaced, one that is not is added.

/// Puts a part of YAML into a file. Below a key that both have, keys are replaced or added one by one, and so are items of a list that have
/// an `id`; everything else of the key is replaced whole.
pub fn into_yaml(whole: &str, part: &str) -> String {
    let mut entries = entries(whole, 0);
    for new in self::entries(part, 0).into_iter().filter(|entry| !entry.name.is_empty()) {
        match entries.iter_mut().find(|entry| entry.name == new.name) {
            Some(old) => old.text = merged(&old.text, &new.text),
            None => entries.push(new),
        }
    }
    entries.into_iter().map(|entry| entry.text).collect()
}

/// Puts a part of a page at its end.
pub fn into_page(whole: &str, part: &str) -> String {
    format!("{}\n\n{part}", whole.trim_end())
}

/// A key or list item with all lines below it. Comments and blank lines have no name.
struct Entry {
    name: String,
    text: String,
}

fn merged(old: &str, new: &str) -> String {
    let (Some((old_head, old_lines)), Some((head, lines))) = (old.split_once('\n'), new.split_once('\n')) else { return new.to_owned() };
    let (mut below, added) = (entries(old_lines, 2), entries(lines, 2));
    let is_keyed = |entries: &[Entry]| entries.iter().any(|entry| !entry.name.is_empty());
    if old_head.trim_end() != head.trim_end() || !is_keyed(&below) || !is_keyed(&added) {
        return new.to_owned();
    }
    for entry in added {
        match below.iter_mut().find(|old| !old.name.is_empty() && old.name == entry.name) {
            Some(old) => old.text = entry.text,
            None => below.push(entry),
        }
    }
    format!("{head}\n{}", below.into_iter().map(|entry| entry.text).collect::<String>())
}

fn entries(text: &str, indent: usize) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for line in text.split_inclusive('\n') {
        let depth = line.len() - line.trim_start_matches(' ').len();
        let starts = depth == indent && !line.trim().is_empty();
        match entries.last_mut() {
            Some(entry) if !starts => entry.text.push_str(line),
            _ => entries.push(Entry { name: name(&line[depth..]), text: line.to_owned() }),
        }
        let last = entries.last_mut().expect("just written");
        if !last.text.ends_with('\n') {
            last.text.push('\n');
        }
    }
    entries
}

/// `key` of `key: value`, `id=x` of `- id: x` and `- {id: x, …}`.
fn name(line: &str) -> String {
    if line.starts_with('#') {
        return String::new();
    }
    match line.strip_prefix("- ") {
        None => line.split_once(':').map_or(String::new(), |(key, _)| key.to_owned()),
        Some(item) => {
            let id = item.trim_start_matches('{').strip_prefix("id: ");
            id.map_or(String::new(), |id| format!("id={}", id.split([',', '\n', '}']).next().unwrap_or(id).trim()))
        }
    }
}

#[test]
fn a_part_replaces_what_it_names_and_leaves_the_rest() {
    let whole = "id: machi\nnav:\n  - id: a\n    items: [x]\n  - {id: b, items: [y]}\nbind:\n  one: undecided\n  two: undecided\n";
    let part = "bind:\n  two: agency:z\nnav:\n  - id: b\n    items: [y, z]\nlints: {W103: off}\n";
    let expected = "id: machi\nnav:\n  - id: a\n    items: [x]\n  - id: b\n    items: [y, z]\nbind:\n  one: undecided\n  two: agency:z\nlints: {W103: off}\n";
    assert_eq!(into_yaml(whole, part), expected);
    assert_eq!(
        into_yaml("phones:\n  - {number: \"1\"}\nname: a\n", "phones:\n  - {number: \"2\"}\n"),
        "phones:\n  - {number: \"2\"}\nname: a\n"
    );
}
