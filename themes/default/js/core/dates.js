// Civil dates as text and integers. No clock: today is an argument.
(function (S) {
  "use strict";

  /**
   * One integer per date that orders like the date, or null when the text is no date.
   * @param {string} text as 2027-03-31
   * @returns {number|null}
   */
  function ordinal(text) {
    var parts = String(text).split("-");
    if (parts.length !== 3) {
      return null;
    }
    var year = Number(parts[0]);
    var month = Number(parts[1]);
    var day = Number(parts[2]);
    var isDate = Number.isInteger(year) && month >= 1 && month <= 12 && Number.isInteger(month) && day >= 1 && day <= 31 && Number.isInteger(day);
    return isDate ? (year * 100 + month) * 100 + day : null;
  }

  /**
   * Whether `today` lies after `last`; false when either is no date.
   * @param {string} today
   * @param {string} last
   * @returns {boolean}
   */
  function isAfter(today, last) {
    var a = ordinal(today);
    var b = ordinal(last);
    return a !== null && b !== null && a > b;
  }

  S.core.dates = { ordinal: ordinal, isAfter: isAfter };
})(Shirube);
