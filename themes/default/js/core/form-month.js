// Last month's form moved on by a month: what the form says stays or goes on, everything else is written anew.
(function (S) {
  "use strict";

  var dates = S.core.formDates;
  var APRIL = 4;

  /** The date that goes on: its cells by part. */
  function advancing(cells) {
    var found = dates.dates(
      cells.filter(function (cell) {
        return cell.next === "next";
      })
    );
    return Object.keys(found).map(function (field) {
      return found[field];
    })[0];
  }

  /** Whether the form can be moved on at all. */
  function isMonthly(cells) {
    return advancing(cells) !== undefined;
  }

  function value(values, cell) {
    return cell ? values[cell.key] || "" : "";
  }

  /** The month after, as parts of a date; null when last month's cannot be read. */
  function nextMonth(eras, parts, values) {
    var month = dates.number(value(values, parts.month));
    if (month === null || month < 1 || month > 12) {
      return null;
    }
    var read = dates.toDay(eras, { era: value(values, parts.era), year: value(values, parts.year), month: String(month), day: "28" });
    if (read.day === null) {
      // Without an era and year the month alone goes on, and a new year is left to be written.
      var isKept = month < 12;
      return { era: isKept ? value(values, parts.era) : "", year: isKept ? value(values, parts.year) : "", month: String((month % 12) + 1), day: "" };
    }
    var next = dates.fromDay(eras, S.core.civil.nextMonth(read.day));
    return { era: next.era, year: next.year, month: next.month, day: "" };
  }

  /**
   * @param {object[]} cells
   * @param {object[]} eras
   * @param {Object<string, string>} values of last month
   * @returns {{values: Object<string, string>, month: number}|null} null when last month is not known
   */
  function moveOn(cells, eras, values) {
    var parts = advancing(cells);
    var next = parts ? nextMonth(eras, parts, values) : null;
    if (next === null) {
      return null;
    }
    var isNewYear = Number(next.month) === APRIL;
    var moved = Object.create(null);
    cells.forEach(function (cell) {
      var isKept = cell.next === "keep" || (cell.next === "year" && !isNewYear);
      moved[cell.key] = isKept ? value(values, cell) : "";
    });
    Object.keys(parts).forEach(function (part) {
      moved[parts[part].key] = next[part];
    });
    return { values: moved, month: Number(next.month) };
  }

  S.core.formMonth = { isMonthly: isMonthly, moveOn: moveOn };
})(Shirube);
