// Civil days as integers: days since 1970-01-01 in the Gregorian calendar. No clock and no time zones.
(function (S) {
  "use strict";

  var DIGIT_0 = 48;
  var DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
  var DAYS_BEFORE_1970 = 719528;
  // Texts of days that were asked for: the same few come again and again.
  var texts = {};

  /** Whole part of a quotient; `a` is never negative here. */
  function quotient(a, b) {
    return (a - (a % b)) / b;
  }

  function isLeap(year) {
    return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  }

  function daysInMonth(year, month) {
    if (month === 2) {
      return isLeap(year) ? 29 : 28;
    }
    return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  }

  /** Days of the years 0 to `year` - 1. */
  function daysBeforeYear(year) {
    if (year === 0) {
      return 0;
    }
    var past = year - 1;
    return year * 365 + quotient(past, 4) - quotient(past, 100) + quotient(past, 400) + 1;
  }

  /**
   * The day of a date that exists.
   * @param {number} year 0 or later
   * @param {number} month 1 to 12
   * @param {number} day 1 to the last of the month
   * @returns {number}
   */
  function toDay(year, month, day) {
    var leap = month > 2 && isLeap(year) ? 1 : 0;
    return daysBeforeYear(year) + DAYS_BEFORE_MONTH[month - 1] + leap + day - 1 - DAYS_BEFORE_1970;
  }

  /**
   * @param {number} day
   * @returns {{year: number, month: number, day: number}}
   */
  function toDate(day) {
    var rest = day + DAYS_BEFORE_1970;
    // A guess that is never too late, then forward.
    var year = quotient(rest, 366);
    while (daysBeforeYear(year + 1) <= rest) {
      year += 1;
    }
    rest -= daysBeforeYear(year);
    var month = 1;
    while (rest >= daysInMonth(year, month)) {
      rest -= daysInMonth(year, month);
      month += 1;
    }
    return { year: year, month: month, day: rest + 1 };
  }

  function number(text, from, to) {
    var value = 0;
    for (var at = from; at < to; at += 1) {
      var digit = text.charCodeAt(at) - DIGIT_0;
      if (!(digit >= 0 && digit <= 9)) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /**
   * The day of a text as 2027-03-31, or null when it is written otherwise or there is no such day.
   * @param {*} text
   * @returns {number|null}
   */
  function parse(text) {
    if (typeof text !== "string" || text.length !== 10 || text.charAt(4) !== "-" || text.charAt(7) !== "-") {
      return null;
    }
    var year = number(text, 0, 4);
    var month = number(text, 5, 7);
    var day = number(text, 8, 10);
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
      return null;
    }
    return toDay(year, month, day);
  }

  function padded(value, width) {
    var text = String(value);
    while (text.length < width) {
      text = "0" + text;
    }
    return text;
  }

  /**
   * A day as 2027-03-31.
   * @param {number} day
   * @returns {string}
   */
  function format(day) {
    if (texts[day] === undefined) {
      var date = toDate(day);
      texts[day] = padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
    }
    return texts[day];
  }

  /**
   * The first day of the month after that of a day.
   * @param {number} day
   * @returns {number}
   */
  function nextMonth(day) {
    var date = toDate(day);
    return day - date.day + 1 + daysInMonth(date.year, date.month);
  }

  /**
   * A day of the month after that of `day`, or its last day when it has fewer.
   * @param {number} day
   * @param {number} dayOfMonth
   * @returns {number}
   */
  function dayOfNextMonth(day, dayOfMonth) {
    var first = nextMonth(day);
    var date = toDate(first);
    var length = daysInMonth(date.year, date.month);
    return first + (dayOfMonth < length ? dayOfMonth : length) - 1;
  }

  S.core.civil = { parse: parse, format: format, toDay: toDay, toDate: toDate, daysInMonth: daysInMonth, nextMonth: nextMonth, dayOfNextMonth: dayOfNextMonth };
})(Shirube);
