// Marks put on days by hand or read from a sheet, their undoing, and the entries of a record that they become.
(function (S) {
  "use strict";

  var civil = S.core.civil;
  // Entries that an input may have; the evaluators refuse more.
  var MAX_ENTRIES = 2000;
  var MAX_STEPS = 500;

  function copy(marks) {
    var all = {};
    Object.keys(marks).forEach(function (day) {
      all[day] = marks[day];
    });
    return all;
  }

  /** What a brush makes of a day: `undefined` leaves the place and whether the child was met as they were, `null` takes them away. */
  function painted(entry, brush) {
    var before = entry || { place: null, seen: null };
    return {
      mark: brush.mark,
      place: brush.place === undefined ? before.place : brush.place,
      seen: brush.seen === undefined ? before.seen : brush.seen
    };
  }

  /**
   * The marks after a brush went over some days; a brush without a mark takes away what is there.
   * @param {object} marks by day: {mark, place, seen}, the latter two `null` where nothing is said
   * @param {number[]} days
   * @param {{mark: string|null, place: string|null|undefined, seen: string|null|undefined}} brush
   * @returns {object}
   */
  function put(marks, days, brush) {
    var all = copy(marks);
    days.forEach(function (day) {
      if (brush.mark === null) {
        delete all[day];
      } else {
        all[day] = painted(all[day], brush);
      }
    });
    return all;
  }

  function isSchool(calendar, day) {
    return calendar.school[day - calendar.first] === true;
  }

  /** The school days between two days of a calendar, both included. */
  function schoolDays(calendar, from, to) {
    var days = [];
    S.core.calendar.each(calendar, from, to, function (at) {
      if (calendar.school[at]) {
        days.push(calendar.first + at);
      }
    });
    return days;
  }

  function isSame(a, b) {
    return a.mark === b.mark && a.place === b.place && a.seen === b.seen;
  }

  function entryOf(group) {
    var isOne = group.from === group.to;
    var entry = isOne ? { on: civil.format(group.from) } : { from: civil.format(group.from), to: civil.format(group.to) };
    entry.mark = group.entry.mark;
    if (group.entry.place !== null) {
      entry.place = group.entry.place;
    }
    if (group.entry.seen !== null) {
      entry.seen = group.entry.seen;
    }
    return entry;
  }

  /** Rows of school days one after another on which the same stands. */
  function groups(marks, days) {
    var all = [];
    var open = null;
    days.forEach(function (day) {
      var entry = marks[day];
      if (open && entry && isSame(open.entry, entry)) {
        open.to = day;
        return;
      }
      open = entry ? { from: day, to: day, entry: entry } : null;
      if (open) {
        all.push(open);
      }
    });
    return all;
  }

  /** Marks that are kept and not sent, by why: no school on that day, before the record or after it. */
  function leftOut(marks, calendar, span) {
    var left = { closed: [], before: [], after: [] };
    Object.keys(marks)
      .map(Number)
      .sort(function (a, b) {
        return a - b;
      })
      .forEach(function (day) {
        if (!isSchool(calendar, day)) {
          left.closed.push(day);
        } else if (day < span.from) {
          left.before.push(day);
        } else if (day > span.to) {
          left.after.push(day);
        }
      });
    return left;
  }

  /**
   * The entries of a record, and the marks that are not in it.
   * @param {object} marks
   * @param {object} calendar with what the school adds to it
   * @param {{from: number, to: number}} span what the record covers
   * @returns {{entries: object[], groups: object[], left: {closed: number[], before: number[], after: number[]}}}
   */
  function record(marks, calendar, span) {
    var found = groups(marks, schoolDays(calendar, span.from, span.to));
    return { entries: found.map(entryOf), groups: found, left: leftOut(marks, calendar, span) };
  }

  /** The mark of a day of which nothing special is to be said, or `null` if the rules have none: `present`, else the first that means the child was there. */
  function presentMark(program) {
    var named = program.marks.indexOf("present");
    var at = named >= 0 ? named : program.seen.indexOf(1);
    return at >= 0 ? program.marks[at] : null;
  }

  /**
   * What can be undone and done again, up to `MAX_STEPS` steps.
   * @param {object} start
   */
  function History(start) {
    this.now = start;
    this.past = [];
    this.future = [];
  }

  History.prototype.step = function (next) {
    this.past.push(this.now);
    if (this.past.length > MAX_STEPS) {
      this.past.shift();
    }
    this.future = [];
    this.now = next;
  };

  function turn(history, from, to) {
    if (from.length === 0) {
      return false;
    }
    to.push(history.now);
    history.now = from.pop();
    return true;
  }

  History.prototype.undo = function () {
    return turn(this, this.past, this.future);
  };

  History.prototype.redo = function () {
    return turn(this, this.future, this.past);
  };

  S.core.dayMarks = {
    put: put,
    isSchool: isSchool,
    schoolDays: schoolDays,
    record: record,
    presentMark: presentMark,
    History: History,
    MAX_ENTRIES: MAX_ENTRIES,
    MAX_STEPS: MAX_STEPS
  };
})(Shirube);
