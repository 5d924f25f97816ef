// Judges a record of days and lays it over the calendar: for each day a mark, a place, and whether the child was seen.
(function (S) {
  "use strict";

  var get = S.core.ruleInput.get;
  var path = S.core.ruleInput.path;
  var isComplete = S.core.ruleInput.isComplete;
  var UNKNOWN = -1;
  var SEEN = { no: 0, unknown: 1, yes: 2 };

  /** The two ends of an entry and the keys they stand under; `on` is both. */
  function span(it, entry, at) {
    var on = get(entry, "on");
    var isSpan = get(entry, "from") !== undefined && get(entry, "to") !== undefined;
    var isPart = get(entry, "from") !== undefined || get(entry, "to") !== undefined;
    if (on === undefined ? !isSpan : isPart) {
      it.refuse(at, "unknown-value");
      return { from: null, to: null };
    }
    if (on === undefined) {
      var read = it.span(entry, at, true);
      return { from: read.from, to: read.to, fromKey: path(at, "from"), toKey: path(at, "to") };
    }
    var day = it.dateInCalendar(on, path(at, "on"));
    return { from: day, to: day, fromKey: path(at, "on"), toKey: path(at, "on") };
  }

  function words(it, entry, at) {
    var place = get(entry, "place");
    var seen = get(entry, "seen");
    var seenWord = seen === undefined ? null : it.word(seen, ["no", "unknown", "yes"], path(at, "seen"), "unknown-value");
    return {
      mark: it.word(get(entry, "mark"), it.program.marks, path(at, "mark"), "unknown-mark"),
      // Cell 0 of a row is the day without a place.
      cell: place === undefined ? 0 : it.word(place, it.program.places, path(at, "place"), "unknown-place") + 1,
      // The words stand in the order of their numbers.
      seen: seenWord
    };
  }

  /** Refuses the ends of an entry that lie outside what is covered. */
  function isWithin(it, days, covers) {
    if (!covers || !isComplete(covers)) {
      return true;
    }
    if (days.from < covers.from) {
      it.refuse(days.fromKey, "outside-covers");
    }
    if (days.to > covers.to) {
      it.refuse(days.toKey, "outside-covers");
    }
    return days.from >= covers.from && days.to <= covers.to;
  }

  /** Puts an entry on its school days; what is wrong with them is refused. */
  function lay(it, listed, days, entry) {
    var schoolDays = [];
    S.core.calendar.each(listed.calendar, days.from, days.to, function (index) {
      if (listed.calendar.school[index]) {
        schoolDays.push(index);
      }
    });
    if (schoolDays.length === 0) {
      it.refuse(days.fromKey, "not-a-school-day");
    }
    var isListed = schoolDays.some(function (index) {
      return listed.entries[index] !== undefined;
    });
    if (isListed) {
      it.refuse(entry.at, "overlap");
    }
    schoolDays.forEach(function (index) {
      listed.entries[index] = entry;
    });
  }

  function judgeEntry(it, value, at, listed) {
    var entry = it.object(value, at, ["on", "from", "to", "mark", "place", "seen"]);
    if (!entry) {
      return;
    }
    var before = it.refusals.length;
    var read = words(it, entry, at);
    var days = span(it, entry, at);
    read.at = at;
    // An entry of which something was refused stands on no day.
    if (isComplete(days) && isWithin(it, days, listed.covers) && it.refusals.length === before && listed.calendar) {
      lay(it, listed, days, read);
    }
  }

  function judgeCovers(it, value, asOf) {
    var read = it.object(value, "record.covers", ["from", "to"]);
    var covers = read && it.span(read, "record.covers", false);
    if (covers && isComplete(covers) && asOf !== null && asOf < covers.from) {
      it.refuse("as_of", "as-of-before-record");
    }
    return covers;
  }

  /**
   * @param {object} it the judge
   * @param {*} value the record of the input
   * @param {object|null} calendar null when its school days are not known
   * @param {number|null} asOf
   * @returns {object|null}
   */
  function judge(it, value, calendar, asOf) {
    var read = it.object(value, "record", ["covers", "unlisted", "days"]);
    if (!read) {
      return null;
    }
    var covers = judgeCovers(it, get(read, "covers"), asOf);
    var unlisted = get(read, "unlisted");
    var code = typeof unlisted === "string" ? "unknown-mark" : "unknown-value";
    var mark = unlisted === "unknown" ? UNKNOWN : it.word(unlisted, it.program.marks, "record.unlisted", code);
    var listed = { covers: covers, calendar: calendar, entries: [] };
    (it.list(get(read, "days"), "record.days") || []).forEach(function (entry, index) {
      judgeEntry(it, entry, path("record.days", index), listed);
    });
    return { covers: covers, unlisted: mark, entries: listed.entries };
  }

  /**
   * What is known of each day, from a record without refusals: parallel lists of mark (-1 unknown), cell and seen (null: as the mark says).
   * @param {object} calendar
   * @param {object} record
   * @param {number} length days up to and with the date of the question
   * @returns {{marks: number[], cells: number[], seen: Array}}
   */
  function lines(calendar, record, length) {
    var marks = [];
    var cells = [];
    var seen = [];
    var from = record.covers.from - calendar.first;
    var to = record.covers.to - calendar.first;
    for (var at = 0; at < length; at += 1) {
      var entry = calendar.school[at] ? record.entries[at] : undefined;
      var unlisted = at >= from && at <= to ? record.unlisted : UNKNOWN;
      marks.push(entry ? entry.mark : unlisted);
      cells.push(entry ? entry.cell : 0);
      seen.push(entry ? entry.seen : null);
    }
    return { marks: marks, cells: cells, seen: seen };
  }

  /**
   * Whether the child was seen on each day, when marks without a place imply it as they do here.
   * @param {object} known what `lines` gave
   * @param {number[]} implied for each mark 1 or 0
   * @returns {number[]}
   */
  function seenBy(known, implied) {
    return known.seen.map(function (seen, at) {
      if (seen !== null) {
        return seen;
      }
      var mark = known.marks[at];
      return mark !== UNKNOWN && known.cells[at] === 0 && implied[mark] === 1 ? SEEN.yes : SEEN.unknown;
    });
  }

  S.core.ruleRecord = { judge: judge, lines: lines, seenBy: seenBy, UNKNOWN: UNKNOWN, SEEN: SEEN };
})(Shirube);
