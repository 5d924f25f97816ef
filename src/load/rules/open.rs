//! Open points on the tree: `{undecided: POINT, READING: value, …}` may stand for any value. Here each use is judged once, and the tree is
//! made without them, once for each reading: whatever is decoded afterwards knows nothing of them.
//!
//! `none` as the value of a reading stands for a key or an item that is not written.

use super::raw::RawPoint;
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned};
use crate::load::yaml::{Node, NodeKind};

/// The keys of a rule set whose values may be left open.
pub(super) const MAY_BE_OPEN: [&str; 7] = ["marks", "places", "facts", "measures", "phases", "ladder", "stages"];

/// The key that leaves a value open.
pub(super) const UNDECIDED: &str = "undecided";

/// What stands for a value that is not written.
const NONE: &str = "none";

/// A reading of each point: as shown, but for one.
#[derive(Clone, Copy)]
pub(super) struct Choice<'p> {
    points: &'p [RawPoint],
    /// Point and reading, by index.
    other: Option<(usize, usize)>,
}

impl<'p> Choice<'p> {
    /// Every point as shown.
    pub fn shown(points: &'p [RawPoint]) -> Self {
        Self { points, other: None }
    }

    /// Every other reading of one point, the others as shown.
    pub fn others(points: &'p [RawPoint]) -> impl Iterator<Item = (usize, usize, Self)> {
        points.iter().enumerate().flat_map(move |(point, raw)| {
            let shown = shown(raw);
            (0..readings(raw).len()).filter(move |reading| *reading != shown).map(move |reading| {
                let other = Some((point, reading));
                (point, reading, Self { points, other })
            })
        })
    }

    /// The rule set without open points.
    pub fn apply(self, whole: &Node) -> Node {
        let NodeKind::Mapping(entries) = &whole.kind else { return whole.clone() };
        let entries = entries.iter().map(|(key, value)| {
            let value = if MAY_BE_OPEN.contains(&key.value.as_str()) { self.decided(value) } else { value.clone() };
            (key.clone(), value)
        });
        Node { span: whole.span, kind: NodeKind::Mapping(entries.collect()) }
    }

    fn decided(self, node: &Node) -> Node {
        if let Some((key, point)) = node.entry(UNDECIDED) {
            return match self.chosen(node, point) {
                Some(value) if is_none(value) => Node { span: value.span, kind: NodeKind::Removed },
                Some(value) => self.decided(value),
                // Nothing to choose from, which was said.
                None => Node { span: key.span, kind: NodeKind::Refused },
            };
        }
        let kind = match &node.kind {
            NodeKind::Sequence(items) => {
                let items = items.iter().map(|item| self.decided(item));
                NodeKind::Sequence(items.filter(|item| item.kind != NodeKind::Removed).collect())
            }
            NodeKind::Mapping(entries) => {
                NodeKind::Mapping(entries.iter().map(|(key, value)| (key.clone(), self.decided(value))).collect())
            }
            other => other.clone(),
        };
        Node { span: node.span, kind }
    }

    /// The value under the reading of this choice; of a use that is wrong, any.
    fn chosen<'n>(self, node: &'n Node, point: &Node) -> Option<&'n Node> {
        let known = point.text().and_then(|id| self.points.iter().position(|known| known.id.value == id.value));
        let chosen = known.and_then(|at| {
            let reading = self.other.filter(|(point, _)| *point == at).map_or_else(|| shown(&self.points[at]), |(_, reading)| reading);
            node.get(&readings(&self.points[at]).get(reading)?.value)
        });
        chosen.or_else(|| node.entries().iter().find(|(key, _)| key.value != UNDECIDED).map(|(_, value)| value))
    }
}

fn is_none(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Scalar(text) if text == NONE)
}

/// The ids of a point's readings.
pub(super) fn readings(point: &RawPoint) -> Vec<&Spanned<String>> {
    point.readings.iter().flat_map(|readings| &readings.value).map(|reading| &reading.id).collect()
}

/// The index of the reading that is shown.
pub(super) fn shown(point: &RawPoint) -> usize {
    let shown = point.shown_as.as_ref();
    shown.and_then(|shown| readings(point).iter().position(|reading| reading.value == shown.value)).unwrap_or(0)
}

/// Judges every use of a point, and that each point with readings has one.
pub(super) fn check(whole: &Node, points: &[RawPoint], sink: &mut Sink) {
    let mut uses = Uses { points, is_used: vec![false; points.len()], within: Vec::new(), sink };
    for (_, value) in whole.entries().iter().filter(|(key, _)| MAY_BE_OPEN.contains(&key.value.as_str())) {
        uses.look(value);
    }
    let is_used = uses.is_used;
    for (point, _) in points.iter().zip(is_used).filter(|(point, is_used)| !is_used && point.readings.is_some()) {
        let (ja, en) = (
            format!("「{}」の読み方は、どこにも使われていません", point.id.value),
            format!("nothing uses the readings of `{}`", point.id.value),
        );
        sink.push(Diagnostic::new(Code::OpenPointUnused, point.id.span, ja, en).help(
            "数え方や期限の値を「{undecided: この id, 読み方: 値, …}」にするか、readings と shown_as を消します",
            "leave a value open by `{undecided: ID, READING: value, …}`, or delete `readings` and `shown_as`",
        ));
    }
}

/// Says that a text names no open point.
pub(super) fn unknown_point(text: &Spanned<String>, points: &[RawPoint]) -> Diagnostic {
    let typed = &text.value;
    let problem = Diagnostic::new(
        Code::UnknownOpenPoint,
        text.span,
        format!("「{typed}」という未規定の点はありません"),
        format!("there is no open point `{typed}`"),
    );
    problem
        .help("undecided: の並びにある id を書くか、並びに書き足します", "write an id of the list `undecided:`, or add it there")
        .did_you_mean(typed, points.iter().map(|point| point.id.value.as_str()))
}

struct Uses<'a, 's> {
    points: &'a [RawPoint],
    is_used: Vec<bool>,
    /// The points around the place that is looked at.
    within: Vec<(usize, Span)>,
    sink: &'s mut Sink,
}

impl Uses<'_, '_> {
    fn look(&mut self, node: &Node) {
        let open = node.entry(UNDECIDED).map(|(_, point)| self.open(node, point));
        let around = self.within.len();
        self.within.extend(open.flatten());
        for (key, value) in node.entries() {
            if open.is_none() || key.value != UNDECIDED {
                self.look(value);
            }
        }
        node.items().iter().for_each(|item| self.look(item));
        self.within.truncate(around);
    }

    /// Judges one use; the point, if it is known.
    fn open(&mut self, node: &Node, written: &Node) -> Option<(usize, Span)> {
        let Some(id) = written.text() else {
            let (ja, en) = ("undecided: の後には、未規定の点の id を書きます", "`undecided:` takes the id of an open point");
            self.sink.push(Diagnostic::new(Code::UnknownOpenPoint, written.span, ja, en));
            return None;
        };
        let Some(at) = self.points.iter().position(|point| point.id.value == id.value) else {
            self.sink.push(unknown_point(&id, self.points));
            return None;
        };
        if let Some((_, around)) = self.within.iter().find(|(point, _)| *point == at) {
            let (ja, en) = ("この点は、外側でもう分けられています", "this point is told apart around this already");
            let problem = Diagnostic::new(Code::ReadingsDoNotMatch, id.span, ja, en).also(*around, "外側はここ", "around it");
            self.sink.push(problem.help("この読み方のときの値だけを書きます", "write the value of this reading alone"));
        }
        self.is_used[at] = true;
        self.match_readings(node, &id, at);
        Some((at, id.span))
    }

    fn match_readings(&mut self, node: &Node, id: &Spanned<String>, at: usize) {
        let points = self.points;
        let known = readings(&points[at]);
        if known.is_empty() {
            let (ja, en) = (format!("「{}」には読み方（readings）がありません", id.value), format!("`{}` has no readings", id.value));
            let problem = Diagnostic::new(Code::ReadingsDoNotMatch, id.span, ja, en).also(points[at].id.span, "この点です", "this point");
            self.sink.push(problem.help("点に readings と shown_as を書きます", "give the point `readings` and `shown_as`"));
            return;
        }
        let names: Vec<&str> = known.iter().map(|reading| reading.value.as_str()).collect();
        let listed = (names.join("、"), names.join(", "));
        for (key, _) in node.entries().iter().filter(|(key, _)| key.value != UNDECIDED && !names.contains(&key.value.as_str())) {
            let (ja, en) = (format!("「{}」という読み方はありません", key.value), format!("there is no reading `{}`", key.value));
            let problem = Diagnostic::new(Code::ReadingsDoNotMatch, key.span, ja, en);
            let problem = problem.help(format!("読み方: {}", listed.0), format!("readings: {}", listed.1));
            self.sink.push(problem.did_you_mean(&key.value, names.iter().copied()));
        }
        let is_written = |name: &&&str| !node.entries().iter().any(|(key, _)| key.value == **name);
        let missing: Vec<&str> = names.iter().filter(is_written).copied().collect();
        if !missing.is_empty() {
            let (ja, en) =
                (format!("読み方「{}」のときの値がありません", missing.join("、")), format!("no value for {}", missing.join(", ")));
            let problem = Diagnostic::new(Code::ReadingsDoNotMatch, id.span, ja, en);
            self.sink.push(problem.help(
                "どの読み方にも値を書きます。書かないときと同じなら none とします",
                "give each reading a value, `none` where the key would not be written",
            ));
        }
    }
}
