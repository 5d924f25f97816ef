// Dates of a form: an era that is chosen, a year, a month, a day, each a cell of its own. The eras come with the form.
(function (S) {
  "use strict";

  var civil = S.core.civil;
  var FIRST_YEAR = "\u5143";
  var PARTS = ["era", "year", "month", "day"];
  var LAST_YEAR = 99;
  // A month and day without a year may be of any year, so of one with the longest February.
  var LEAP_YEAR = 2000;

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

  function isNoMonth(month) {
    return month !== null && (month < 1 || month > 12);
  }

  /** Whether the era had one of the days from `first` to `last`. */
  function hadOneOf(eras, era, first, last) {
    var newer = eras[eras.indexOf(era) - 1];
    return last >= civil.parse(era.first) && (!newer || first < civil.parse(newer.first));
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
    if (isNoMonth(month)) {
      return { day: null, fault: "date" };
    }
    if (!era || year === null || month === null || day === null) {
      return { day: null, fault: day !== null && (day < 1 || day > 31) ? "date" : null };
    }
    if (year < 1 || year > LAST_YEAR || day < 1 || day > civil.daysInMonth(era.before + year, month)) {
      return { day: null, fault: "date" };
    }
    var found = civil.toDay(era.before + year, month, day);
    return hadOneOf(eras, era, found, found) ? { day: found, fault: null } : { day: null, fault: "era" };
  }

  /** Of a month of an era's year: the era had it when it had one of its days. */
  function monthFault(eras, parts) {
    var era = eraOf(eras, parts.era);
    var year = number(parts.year);
    var month = number(parts.month);
    if (isNoMonth(month)) {
      return "date";
    }
    if (!era || year === null || month === null) {
      return null;
    }
    if (year < 1 || year > LAST_YEAR) {
      return "date";
    }
    var first = civil.toDay(era.before + year, month, 1);
    var last = first + civil.daysInMonth(era.before + year, month) - 1;
    return hadOneOf(eras, era, first, last) ? null : "era";
  }

  function monthDayFault(parts) {
    var month = number(parts.month);
    var day = number(parts.day);
    if (isNoMonth(month)) {
      return "date";
    }
    var most = month === null ? 31 : civil.daysInMonth(LEAP_YEAR, month);
    return day !== null && (day < 1 || day > most) ? "date" : null;
  }

  /**
   * What is wrong with a date; nothing while one of the parts that it has is still to be typed.
   * @param {object[]} eras
   * @param {Object<string, string>} parts those that the field has: all, a month with its year, or a month and a day
   * @returns {string|null} `date` when no calendar has it, `era` when the era did not
   */
  function fault(eras, parts) {
    if (parts.day === undefined) {
      return monthFault(eras, parts);
    }
    return parts.year === undefined ? monthDayFault(parts) : toDay(eras, parts).fault;
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

  S.core.formDates = { dates: dates, toDay: toDay, fault: fault, fromDay: fromDay, number: number };
})(Shirube);
