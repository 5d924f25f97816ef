// A calendar table with what one school adds to it. All places in it are indexes: days after its first day.
(function (S) {
  "use strict";

  var civil = S.core.civil;
  var NO_CHANGES = { closed: [], opened: [], long_holidays: [], ceremonies: [], complete: false };
  var kept = {};

  /** Calls `mark` with each index of the calendar between two days, both included. */
  function each(calendar, from, to, mark) {
    var start = from < calendar.first ? calendar.first : from;
    var end = to > calendar.last ? calendar.last : to;
    for (var day = start; day <= end; day += 1) {
      mark(day - calendar.first);
    }
  }

  function schoolDays(calendar, table, local) {
    var school = [];
    for (var at = 0; at < table.days; at += 1) {
      school.push(table.school.charAt(at) === "1");
    }
    function close(at) {
      school[at] = false;
    }
    local.closed.concat(local.long_holidays).forEach(function (span) {
      each(calendar, span[0], span[1], close);
    });
    local.opened.forEach(function (day) {
      school[day - calendar.first] = true;
    });
    return school;
  }

  /** For each index the nearest school day before it, or -1. */
  function schoolDaysBefore(school) {
    var before = [];
    var last = -1;
    for (var at = 0; at < school.length; at += 1) {
      before.push(last);
      if (school[at]) {
        last = at;
      }
    }
    before.push(last);
    return before;
  }

  /** The indexes of those days that lie in the calendar, as a set. */
  function indexes(calendar, days) {
    var set = {};
    days.forEach(function (day) {
      if (day >= calendar.first && day <= calendar.last) {
        set[day - calendar.first] = true;
      }
    });
    return set;
  }

  /** Where windows begin, by the word of the window. */
  function windowStarts(calendar, table) {
    var months = [];
    var years = [];
    // The 1st of the first month may lie before the calendar; `indexes` leaves it out.
    var day = calendar.first - civil.toDate(calendar.first).day + 1;
    while (day <= calendar.last) {
      months.push(day);
      if (civil.toDate(day).month === 4) {
        years.push(day);
      }
      day = civil.nextMonth(day);
    }
    var terms = table.terms.map(function (term) {
      return term[0];
    });
    var early = years.filter(function (year) {
      return terms.length === 0 || year < terms[0];
    });
    return {
      "all": indexes(calendar, []),
      "month": indexes(calendar, months),
      "school-year": indexes(calendar, years),
      "term": indexes(calendar, terms.concat(early))
    };
  }

  /** Days on which an event is listed, and whether all such days are known. */
  function event(calendar, days, isKnown) {
    return { on: indexes(calendar, days), isKnown: isKnown };
  }

  function lastDaysBeforeHolidays(calendar, holidays) {
    var days = [];
    holidays.forEach(function (span) {
      var at = span[0] - calendar.first;
      var before = at >= 0 && at < calendar.before.length ? calendar.before[at] : -1;
      if (before >= 0) {
        days.push(calendar.first + before);
      }
    });
    return days;
  }

  function events(calendar, table, local) {
    var holidays = (table.long_holidays || []).concat(local.long_holidays);
    var ceremonies = (table.ceremonies || []).concat(local.ceremonies);
    var all = {
      "last-school-day-before-long-holiday": event(
        calendar,
        lastDaysBeforeHolidays(calendar, holidays),
        local.complete || table.long_holidays !== null
      )
    };
    S.core.calendar.CEREMONIES.forEach(function (kind) {
      var days = [];
      ceremonies.forEach(function (ceremony) {
        if (ceremony[1] === kind) {
          days.push(ceremony[0]);
        }
      });
      all["ceremony/" + kind] = event(calendar, days, local.complete || table.ceremonies !== null);
    });
    return all;
  }

  /**
   * @param {object} table the calendar of the site
   * @param {{closed: number[][], opened: number[], long_holidays: number[][], ceremonies: Array[], complete: boolean}} local
   * @returns {object}
   */
  function withLocal(table, local) {
    var calendar = { first: table.first, last: table.first + table.days - 1 };
    calendar.school = schoolDays(calendar, table, local);
    calendar.before = schoolDaysBefore(calendar.school);
    calendar.office = table.office;
    calendar.starts = windowStarts(calendar, table);
    // Up to here a term may have begun on any day; a calendar without terms says nothing of them.
    calendar.firstTerm = table.terms.length === 0 ? 0 : table.terms[0][0] - calendar.first;
    calendar.events = events(calendar, table, local);
    return calendar;
  }

  /**
   * The calendar as it is, kept for the next question.
   * @param {object} table
   * @returns {object}
   */
  function plain(table) {
    if (kept.table !== table) {
      kept = { table: table, calendar: withLocal(table, NO_CHANGES) };
    }
    return kept.calendar;
  }

  S.core.calendar = {
    CEREMONIES: ["opening", "closing", "completion", "graduation", "entrance"],
    withLocal: withLocal,
    plain: plain,
    each: each
  };
})(Shirube);
