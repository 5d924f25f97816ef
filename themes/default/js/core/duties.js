// When the duties of a stage are due. Dates are days, not indexes; what needs days outside the calendar is null.
(function (S) {
  "use strict";

  var civil = S.core.civil;
  var conditions = S.core.conditions;
  var MAX_DUE = 60;

  function inside(calendar, day) {
    return day !== null && day >= calendar.first && day <= calendar.last ? day : null;
  }

  /** The nearest day on which the office is open, from `day` in steps of 1 or -1. */
  function openDay(calendar, day, step) {
    var at = day;
    while (inside(calendar, at) !== null && calendar.office.charAt(at - calendar.first) !== "1") {
      at += step;
    }
    return inside(calendar, at);
  }

  function schoolDayAfter(calendar, base, count) {
    var left = count;
    var day = base;
    while (left > 0 && day <= calendar.last) {
      day += 1;
      if (inside(calendar, day) !== null && calendar.school[day - calendar.first]) {
        left -= 1;
      }
    }
    return inside(calendar, day);
  }

  /**
   * The day on which something is due, or null when it cannot be known.
   * @param {Array|null} due nothing laid down: the base itself
   * @param {number} base
   * @param {object} calendar
   * @returns {number|null}
   */
  function dueFrom(due, base, calendar) {
    if (inside(calendar, base) === null) {
      return null;
    }
    switch (due === null ? "same-day" : due[0]) {
      case "school-days":
        return schoolDayAfter(calendar, base, due[1]);
      case "calendar-days":
        return inside(calendar, base + due[1]);
      case "day-of-next-month": {
        var day = inside(calendar, civil.dayOfNextMonth(base, due[1]));
        var step = { before: -1, after: 1, stay: 0 }[due[2]];
        return day === null || step === 0 ? day : openDay(calendar, day, step);
      }
      default:
        return base;
    }
  }

  /** The first date of an occurrence on which a repeat ends, or null. */
  function stopOf(repeat, span, view, asOf) {
    if (!repeat.until) {
      return null;
    }
    var until = conditions.reader(repeat.until, view);
    var first = view.isCounts ? asOf : span.first;
    var last = span.last === null ? asOf : span.last;
    for (var day = first; day <= last; day += 1) {
      if (until(day - view.calendar.first) === conditions.YES) {
        return view.isCounts ? span.first : day;
      }
    }
    return null;
  }

  function nextBase(repeat, base) {
    return repeat.every === "week" ? base + 7 : civil.nextMonth(base);
  }

  /**
   * The dates of a duty: those up to `asOf`, and the next.
   * @param {object} duty
   * @param {{first: number|null, last: number|null}} span the occurrence; `last` is null while it goes on, `first` where it is not known
   * @param {object} view
   * @param {number} asOf
   * @returns {{due: number[], next: number|string|null}}
   */
  function dates(duty, span, view, asOf) {
    var due = [];
    var next = null;
    if (span.first === null || (duty.due === null && duty.repeat === null)) {
      return { due: due, next: next };
    }
    var stop = duty.repeat ? stopOf(duty.repeat, span, view, asOf) : null;
    var base = span.first;
    while ((stop === null || base < stop) && (span.last === null || base <= span.last)) {
      var day = dueFrom(duty.due, base, view.calendar);
      if (day === null || day > asOf) {
        next = day === null ? "unknown" : day;
        break;
      }
      due.push(day);
      if (!duty.repeat) {
        break;
      }
      base = nextBase(duty.repeat, base);
    }
    return { due: due.slice(-MAX_DUE), next: next };
  }

  S.core.duties = { dates: dates };
})(Shirube);
