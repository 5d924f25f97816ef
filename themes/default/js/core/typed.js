// Reads numbers and dates as people type them: full-width digits, Japanese eras, a date without its year. What is not clear is a fault.
(function (S) {
  "use strict";

  var civil = S.core.civil;
  var MAX_COUNT = 9999;
  var APRIL = 4;
  // Eras by their names and letters, with the year before their first.
  var ERAS = [
    { names: ["\u4ee4\u548c", "R", "r"], before: 2018 },
    { names: ["\u5e73\u6210", "H", "h"], before: 1988 },
    { names: ["\u662d\u548c", "S", "s"], before: 1925 }
  ];
  var FIRST = "\u5143";
  var SEPARATORS = ["/", "-", ".", "\u5e74", "\u6708"];
  var DAY = "\u65e5";
  var DAY_OF = ["\u65e5\u76ee", DAY];

  /** One spelling of a text: full-width as half-width, without blanks. */
  function fold(text) {
    var folded = String(text).normalize("NFKC");
    var kept = "";
    for (var at = 0; at < folded.length; at += 1) {
      var letter = folded.charAt(at);
      // The Katakana middle dot and minus signs are typed for what they look like.
      if (letter === "\u2212" || letter === "\u2010" || letter === "\u30fc") {
        kept += "-";
      } else if (letter.trim() !== "") {
        kept += letter;
      }
    }
    return kept;
  }

  function isDigit(letter) {
    return letter >= "0" && letter <= "9";
  }

  function withoutEnd(text, ends) {
    for (var at = 0; at < ends.length; at += 1) {
      if (text.length > ends[at].length && text.slice(-ends[at].length) === ends[at]) {
        return text.slice(0, -ends[at].length);
      }
    }
    return text;
  }

  /**
   * @param {string} text
   * @returns {{value: number|null, fault: string|null}} no value and no fault when nothing is typed
   */
  function count(text) {
    var typed = withoutEnd(fold(text), DAY_OF);
    if (typed === "") {
      return { value: null, fault: null };
    }
    for (var at = 0; at < typed.length; at += 1) {
      if (!isDigit(typed.charAt(at))) {
        return { value: null, fault: "number" };
      }
    }
    var value = Number(typed);
    return value > MAX_COUNT ? { value: null, fault: "count" } : { value: value, fault: null };
  }

  /** Cuts a text into numbers and what stands between them. */
  function pieces(text) {
    var found = { numbers: [], between: [] };
    var digits = "";
    for (var at = 0; at <= text.length; at += 1) {
      var letter = text.charAt(at);
      if (letter !== "" && isDigit(letter)) {
        digits += letter;
      } else {
        if (digits === "") {
          return null;
        }
        found.numbers.push(digits);
        digits = "";
        if (letter !== "") {
          found.between.push(letter);
        }
      }
    }
    return found;
  }

  /** The year before the first of an era, and the text after its name. */
  function era(text) {
    for (var at = 0; at < ERAS.length; at += 1) {
      for (var name = 0; name < ERAS[at].names.length; name += 1) {
        var word = ERAS[at].names[name];
        if (text.slice(0, word.length) === word) {
          var rest = text.slice(word.length);
          return { before: ERAS[at].before, rest: rest.charAt(0) === FIRST ? "1" + rest.slice(1) : rest };
        }
      }
    }
    return { before: null, rest: text };
  }

  function dayOf(year, month, day) {
    var isDate = month >= 1 && month <= 12 && day >= 1 && year >= 1900 && year <= 2200 && day <= civil.daysInMonth(year, month);
    return isDate ? civil.toDay(year, month, day) : null;
  }

  /** The date of a month and day in the school year (from 1 April) of another day. */
  function inSchoolYear(month, day, near) {
    var date = civil.toDate(near);
    var year = date.month < APRIL ? date.year - 1 : date.year;
    return dayOf(month < APRIL ? year + 1 : year, month, day);
  }

  function areSeparators(between) {
    return between.every(function (letter) {
      return SEPARATORS.indexOf(letter) >= 0;
    });
  }

  function whole(found, before, near) {
    var numbers = found.numbers.map(Number);
    if (!areSeparators(found.between)) {
      return null;
    }
    if (numbers.length === 3) {
      // Two digits of a year without an era may be of any century and of any calendar.
      var isYear = before !== null || found.numbers[0].length === 4;
      return isYear ? dayOf(before === null ? numbers[0] : before + numbers[0], numbers[1], numbers[2]) : null;
    }
    if (numbers.length === 2 && before === null && near !== null) {
      return inSchoolYear(numbers[0], numbers[1], near);
    }
    var text = found.numbers[0];
    var isLine = numbers.length === 1 && before === null && text.length === 8;
    return isLine ? dayOf(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6, 8))) : null;
  }

  /**
   * The civil day of a text, or null when it is no date: 2026-05-20, 2026/5/20, 20260520, 2026年5月20日, 令和8年5月20日, R8.5.20, and with
   * `near` 5/20 and 5月20日, which mean that of its school year.
   * @param {string} text
   * @param {number|null} near
   * @returns {number|null}
   */
  function date(text, near) {
    var read = era(withoutEnd(fold(text), [DAY]));
    var found = pieces(read.rest);
    return found === null ? null : whole(found, read.before, near === undefined ? null : near);
  }

  S.core.typed = { fold: fold, count: count, date: date };
})(Shirube);
