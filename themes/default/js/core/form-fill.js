// What a record of days knows for a form: dates, and days of absence by month. What it does not know for certain stays empty.
(function (S) {
  "use strict";

  var core = S.core;
  var UNKNOWN = core.ruleRecord.UNKNOWN;
  var SEEN = core.ruleRecord.SEEN;

  /** The days up to the one asked for; null without a record. */
  function daysOf(program, table, input) {
    if (input.record === undefined) {
      return null;
    }
    var judged = core.ruleInput.judge(program, table, input);
    if (judged.refused && judged.refused.length > 0) {
      return null;
    }
    var length = judged.asOf - judged.calendar.first + 1;
    var known = core.ruleRecord.lines(judged.calendar, judged.record, length);
    return { calendar: judged.calendar, length: length, known: known, seen: core.ruleRecord.seenBy(known, program.seen) };
  }

  /** What says which marks are days of absence: whole days that are counted over the school year. */
  function absence(program) {
    return program.measures.filter(function (measure) {
      return measure.kind === "total" && measure.per_day === 1 && measure.window[0] === "school-year";
    })[0];
  }

  /** The last day on which the child was met, when of every school day after it it is known that it was not. */
  function lastSeen(days) {
    for (var at = days.length - 1; at >= 0; at -= 1) {
      if (days.calendar.school[at] && days.seen[at] !== SEEN.no) {
        return days.seen[at] === SEEN.yes ? days.calendar.first + at : null;
      }
    }
    return null;
  }

  /** Adds a day to its month; a day of which nothing is known takes the month away. */
  function count(months, month, weight) {
    if (months[month] !== null) {
      months[month] = weight === null ? null : (months[month] || 0) + weight;
    }
  }

  /** Days of absence by month of the school year of the day asked for. Months of which a day is unknown are left out. */
  function absentByMonth(program, days) {
    var measure = absence(program);
    var months = {};
    if (!measure) {
      return months;
    }
    var last = days.calendar.first + days.length - 1;
    var begin = startOfSchoolYear(last) - days.calendar.first;
    // A calendar that begins later does not know the month that it begins in.
    if (begin < 0) {
      count(months, core.civil.toDate(days.calendar.first).month, null);
    }
    for (var at = begin < 0 ? 0 : begin; at < days.length; at += 1) {
      if (days.calendar.school[at]) {
        var mark = days.known.marks[at];
        var weight = mark === UNKNOWN ? null : measure.weights[mark][days.known.cells[at]];
        count(months, core.civil.toDate(days.calendar.first + at).month, weight);
      }
    }
    Object.keys(months).forEach(function (month) {
      if (months[month] === null) {
        delete months[month];
      }
    });
    return months;
  }

  function startOfSchoolYear(day) {
    var date = core.civil.toDate(day);
    return core.civil.toDay(date.month < 4 ? date.year - 1 : date.year, 4, 1);
  }

  /**
   * @param {object} program
   * @param {object} table the calendar of the site
   * @param {object} input that was answered
   * @param {object} stage of the decision
   * @returns {object} days as integers, `absent` by month
   */
  function known(program, table, input, stage) {
    var days = daysOf(program, table, input);
    return {
      "as-of": core.civil.parse(input.as_of),
      "reached-on": stage.reached_on === null ? null : core.civil.parse(stage.reached_on),
      "last-seen": days === null ? null : lastSeen(days),
      absent: days === null ? {} : absentByMonth(program, days)
    };
  }

  function monthOf(cell) {
    return Number(cell.key.slice(cell.key.lastIndexOf("/m") + 2));
  }

  function dateParts(cells, eras, field, day) {
    var parts = core.formDates.fromDay(eras, day);
    return cells
      .filter(function (cell) {
        return parts !== null && cell.place === field && parts[cell.kind] !== undefined;
      })
      .map(function (cell) {
        return [cell.key, parts[cell.kind]];
      });
  }

  /**
   * The cells of a form that can be filled in, with what goes there.
   * @param {object[]} cells
   * @param {object[]} eras
   * @param {object} facts what `known` gave, with `stage` and `addressee` as texts
   * @returns {string[][]}
   */
  function values(cells, eras, facts) {
    var found = [];
    cells.forEach(function (cell) {
      var isDay = cell.kind === "era" || (cell.kind === "month" && cell.fill !== null);
      if (cell.fill === "absent-by-month" && cell.kind === "month-count" && facts.absent[monthOf(cell)] !== undefined) {
        found.push([cell.key, String(facts.absent[monthOf(cell)])]);
      } else if ((cell.fill === "stage" || cell.fill === "addressee") && facts[cell.fill]) {
        found.push([cell.key, facts[cell.fill]]);
      } else if (isDay && isFirstPart(cells, cell)) {
        var day = facts[cell.fill === "as-of-month" ? "as-of" : cell.fill];
        found = found.concat(day === null || day === undefined ? [] : dateParts(cells, eras, cell.place, day));
      }
    });
    return found;
  }

  /** A date has an era first, or a month. */
  function isFirstPart(cells, cell) {
    return !cells.some(function (other) {
      return other.place === cell.place && other.kind === "era" && other !== cell;
    });
  }

  S.core.formFill = { known: known, values: values };
})(Shirube);
