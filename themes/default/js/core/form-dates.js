// Dates of a form: an era that is chosen, a year, a month, a day, each a cell of its own. The eras come with the form.
(function (S) {
  "use strict";

  var civil = S.core.civil;
  var FIRST_YEAR = "\u5143";
  var PARTS = ["era", "year", "month", "day"];

  /**
   * The dates among cells: for each the cell of every part that it has.
   * @param {object[]} cells
   * @returns {Object<string, object>} by the key without its part
   */
  function dates(cells) {
    var found = Object.create(null);
    cells.forEach(function (cell) {
      var at = cell.key.lastIndexOf("/");
      if (PARTS.indexOf(cell.kind) >= 0 && at > 0) {
        var field = cell.key.slice(0, at);
        found[field] = found[field] || {};
        found[field][cell.kind] = cell;
      }
    });
    return found;
  }

  function eraOf(eras, id) {
    return eras.filter(function (era) {
      return era.id === id;
    })[0];
  }

  /** A typed number; null when nothing is typed or it is none. */
  function number(text) {
    var folded = S.core.typed.fold(text || "");
    var value = Number(folded === FIRST_YEAR ? "1" : folded);
    return folded === "" || !Number.isInteger(value) ? null : value;
  }

  /**
   * The day of a date whose parts are all there.
   * @param {object[]} eras
   * @param {{era: string, year: string, month: string, day: string}} parts
   * @returns {{day: number|null, fault: string|null}} neither while a part is missing; fault `date` when there is no such day, `era` when the
   * era did not have it
   */
  function toDay(eras, parts) {
    var era = eraOf(eras, parts.era);
    var year = number(parts.year);
    var month = number(parts.month);
    var day = number(parts.day);
    if (month !== null && (month < 1 || month > 12)) {
      return { day: null, fault: "date" };
    }
    if (!era || year === null || month === null || day === null) {
      return { day: null, fault: day !== null && (day < 1 || day > 31) ? "date" : null };
    }
    if (year < 1 || year > 99 || day < 1 || day > civil.daysInMonth(era.before + year, month)) {
      return { day: null, fault: "date" };
    }
    var found = civil.toDay(era.before + year, month, day);
    var newer = eras[eras.indexOf(era) - 1];
    var isOfEra = found >= civil.parse(era.first) && (!newer || found < civil.parse(newer.first));
    return isOfEra ? { day: found, fault: null } : { day: null, fault: "era" };
  }

  /**
   * A day as the parts of a date.
   * @param {object[]} eras newest first
   * @param {number} day
   * @returns {{era: string, year: string, month: string, day: string}|null} null before the first era
   */
  function fromDay(eras, day) {
    var era = eras.filter(function (entry) {
      return day >= civil.parse(entry.first);
    })[0];
    if (!era) {
      return null;
    }
    var date = civil.toDate(day);
    return { era: era.id, year: String(date.year - era.before), month: String(date.month), day: String(date.day) };
  }

  S.core.formDates = { dates: dates, toDay: toDay, fromDay: fromDay, number: number };
})(Shirube);
