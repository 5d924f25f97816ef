// Months as weeks of civil days that begin on Sunday, and where the keys of a grid lead. No clock: every day is an argument.
(function (S) {
  "use strict";

  var civil = S.core.civil;
  var WEEK = 7;
  // 1970-01-01 was a Thursday.
  var WEEKDAY_OF_DAY_0 = 4;
  var APRIL = 4;

  /** Sunday 0 to Saturday 6. */
  function weekday(day) {
    var rest = (day + WEEKDAY_OF_DAY_0) % WEEK;
    return rest < 0 ? rest + WEEK : rest;
  }

  function firstOfMonth(day) {
    return day - civil.toDate(day).day + 1;
  }

  function lastOfMonth(day) {
    return civil.nextMonth(day) - 1;
  }

  /** The first day of the school year that a day is in. */
  function schoolYearStart(day) {
    var date = civil.toDate(day);
    var start = firstOfMonth(day);
    for (var month = date.month; month !== APRIL; month = month === 1 ? 12 : month - 1) {
      start = firstOfMonth(start - 1);
    }
    return start;
  }

  /**
   * The month of a day as weeks of seven, Sunday first; `null` where a week reaches into another month.
   * @param {number} day
   * @returns {Array<Array<number|null>>}
   */
  function weeks(day) {
    var first = firstOfMonth(day);
    var last = lastOfMonth(day);
    var rows = [];
    for (var start = first - weekday(first); start <= last; start += WEEK) {
      var row = [];
      for (var at = start; at < start + WEEK; at += 1) {
        row.push(at >= first && at <= last ? at : null);
      }
      rows.push(row);
    }
    return rows;
  }

  /**
   * The first days of the months from that of `first` to that of `last`.
   * @param {number} first
   * @param {number} last
   * @returns {number[]}
   */
  function months(first, last) {
    var starts = [];
    for (var day = firstOfMonth(first); day <= last; day = civil.nextMonth(day)) {
      starts.push(day);
    }
    return starts;
  }

  function sameDayOfMonthBefore(day) {
    var first = firstOfMonth(firstOfMonth(day) - 1);
    var wanted = first + civil.toDate(day).day - 1;
    var last = lastOfMonth(first);
    return wanted < last ? wanted : last;
  }

  function target(day, key) {
    switch (key) {
      case "ArrowLeft":
        return day - 1;
      case "ArrowRight":
        return day + 1;
      case "ArrowUp":
        return day - WEEK;
      case "ArrowDown":
        return day + WEEK;
      case "Home":
        return day - weekday(day);
      case "End":
        return day + WEEK - 1 - weekday(day);
      case "PageUp":
        return sameDayOfMonthBefore(day);
      case "PageDown":
        return civil.dayOfNextMonth(day, civil.toDate(day).day);
      default:
        return null;
    }
  }

  /**
   * Where a key of the keyboard leads from a day, kept between two days; `null` for a key that leads nowhere.
   * @param {number} day
   * @param {string} key as KeyboardEvent.key names it
   * @param {{first: number, last: number}} bounds
   * @returns {number|null}
   */
  function move(day, key, bounds) {
    var wanted = target(day, key);
    if (wanted === null || wanted < bounds.first) {
      return wanted === null ? null : bounds.first;
    }
    return wanted > bounds.last ? bounds.last : wanted;
  }

  S.core.monthGrid = {
    weekday: weekday,
    firstOfMonth: firstOfMonth,
    lastOfMonth: lastOfMonth,
    schoolYearStart: schoolYearStart,
    weeks: weeks,
    months: months,
    move: move
  };
})(Shirube);
