// A day of several cases: when each begins and ends, with breaks. Times are minutes after midnight.
(function (S) {
  "use strict";

  var DAY = 24 * 60;
  var MAX_CASES = 24;
  var MAX_MINUTES = S.core.minutes.MOST;
  var fold = S.core.minutes.fold;
  var isDigits = S.core.minutes.isDigits;
  // 9:30, 9.30, 0930, 9 and a half past as it is written in Japanese.
  var HOUR = "\u6642";
  var MINUTE = "\u5206";
  var HALF = "\u534a";
  var COMMAS = [",", "\u3001", "\u30fb", "\uff65"];

  /** The hour and the minutes of a typed time as texts, or null. */
  function halves(text) {
    var typed = text.charAt(text.length - 1) === MINUTE ? text.slice(0, -1) : text;
    var signs = [":", ".", HOUR];
    for (var at = 0; at < signs.length; at += 1) {
      var cut = typed.indexOf(signs[at]);
      if (cut > 0) {
        var rest = typed.slice(cut + 1);
        return [typed.slice(0, cut), rest === "" && signs[at] === HOUR ? "00" : rest === HALF ? "30" : rest];
      }
    }
    if (typed.length === 4) {
      return [typed.slice(0, 2), typed.slice(2)];
    }
    return typed.length < 3 ? [typed, "00"] : null;
  }

  /** Minutes after midnight of a typed time, or null. */
  function time(text) {
    var found = halves(fold(text));
    if (found === null || !isDigits(found[0]) || !isDigits(found[1]) || found[0].length > 2 || found[1].length > 2) {
      return null;
    }
    var minutes = Number(found[0]) * 60 + Number(found[1]);
    return Number(found[1]) < 60 && minutes < DAY ? minutes : null;
  }

  /** `9:05` */
  function clock(minutes) {
    var rest = minutes % 60;
    return Math.floor(minutes / 60) + ":" + (rest < 10 ? "0" : "") + rest;
  }

  /** Numbers with commas of any kind between them; null where one is none. */
  function numbers(text) {
    var folded = COMMAS.reduce(function (rest, comma) {
      return rest.split(comma).join(" ");
    }, String(text).normalize("NFKC"));
    var found = folded.split(/\s+/u).filter(function (part) {
      return part !== "";
    });
    return found.every(isDigits) ? found.map(Number) : null;
  }

  /** A number in a range as typed; `empty` where nothing is typed, null where it is none. */
  function within(text, least, most, empty) {
    var number = S.core.minutes.within(text, least, most);
    return number === null ? empty : number === undefined ? null : number;
  }

  /** What was typed, read: `{plan}`, or `{fault}` with the name of the first field that is not right. */
  function read(typed) {
    var plan = {
      start: time(typed.start),
      cases: within(typed.cases, 1, MAX_CASES, null),
      minutes: within(typed.minutes, 1, MAX_MINUTES, null),
      between: within(typed.between, 0, MAX_MINUTES, 0),
      after: numbers(typed.after),
      pause: within(typed.pause, 1, MAX_MINUTES, 0)
    };
    var fault = ["start", "cases", "minutes", "between", "after", "pause"].filter(function (name) {
      return plan[name] === null;
    })[0];
    if (fault) {
      return { fault: fault };
    }
    // A break comes between two cases.
    var isBetween = plan.after.every(function (nth) {
      return nth >= 1 && nth < plan.cases;
    });
    if (!isBetween) {
      return { fault: "after" };
    }
    if (plan.after.length > 0 !== plan.pause > 0) {
      return { fault: plan.pause > 0 ? "after" : "pause" };
    }
    return { plan: plan };
  }

  /** Rows `{kind, nth, from, to}` and the end. A break takes the place of the time between two cases. */
  function rows(plan) {
    var found = [];
    var at = plan.start;
    for (var nth = 1; nth <= plan.cases; nth += 1) {
      found.push({ kind: "case", nth: nth, from: at, to: at + plan.minutes });
      at += plan.minutes;
      if (plan.after.indexOf(nth) >= 0) {
        found.push({ kind: "break", nth: nth, from: at, to: at + plan.pause });
        at += plan.pause;
      } else if (nth < plan.cases) {
        at += plan.between;
      }
    }
    return { rows: found, end: at };
  }

  /** The timetable of what was typed, or the field that is not right. */
  function make(typed) {
    var found = read(typed);
    if (found.fault) {
      return found;
    }
    var made = rows(found.plan);
    return made.end > DAY ? { fault: "midnight" } : made;
  }

  S.core.agendaTimetable = { make: make, time: time, clock: clock };
})(Shirube);
