// On which day each column of a class sheet lies, and the record that each of its rows is.
(function (S) {
  "use strict";

  var monthGrid = S.core.monthGrid;
  var dayMarks = S.core.dayMarks;
  var civil = S.core.civil;
  var sheets = S.core.classSheet;

  function fault(code, column) {
    return { fault: code, column: column === undefined ? null : column };
  }

  /** Days that headings name: dates, or days of a month that goes on where the numbers begin again. */
  function daysOfHeads(sheet, how) {
    var month = how.month;
    var before = 0;
    var days = [];
    for (var at = 0; at < sheet.columns; at += 1) {
      var head = sheet.heads[at] || "";
      var number = sheets.dayNumber(head);
      if (number !== null) {
        if (month === null) {
          return fault("needs-month");
        }
        month = number <= before ? civil.nextMonth(month) : month;
        before = number;
        if (number > civil.toDate(monthGrid.lastOfMonth(month)).day) {
          return fault("heading", at + sheet.width);
        }
      }
      var day = number !== null ? month + number - 1 : how.readDate(head);
      if (day === null && head !== "") {
        return fault("heading", at + sheet.width);
      }
      days.push(head === "" ? null : day);
    }
    return { days: days };
  }

  /** Days one after another from the first that was asked for. */
  function daysInRow(sheet, how) {
    if (how.first === null) {
      return fault("needs-first-day");
    }
    if (how.first < how.calendar.first || how.first > how.calendar.last) {
      return fault("first-day-outside");
    }
    if (how.isSchoolDays && !dayMarks.isSchool(how.calendar, how.first)) {
      return fault("first-day-closed");
    }
    var days = [];
    for (var day = how.first; days.length < sheet.columns; day += 1) {
      if (day > how.calendar.last) {
        return fault("past-calendar");
      }
      if (!how.isSchoolDays || dayMarks.isSchool(how.calendar, day)) {
        days.push(day);
      }
    }
    return { days: days };
  }

  /** The first column that does not come after the one before it, lies before the calendar or has the wrong weekday above it. */
  function wrongColumn(sheet, days, calendar) {
    var before = null;
    for (var at = 0; at < days.length; at += 1) {
      var day = days[at];
      if (day === null) {
        continue;
      }
      var weekday = sheet.weekdays === null ? null : sheet.weekdays[at];
      if (day < calendar.first) {
        return fault("before-calendar", at + sheet.width);
      }
      if (before !== null && day <= before) {
        return fault("order", at + sheet.width);
      }
      if (typeof weekday === "number" && weekday !== monthGrid.weekday(day)) {
        return fault("weekday", at + sheet.width);
      }
      before = day;
    }
    return before === null ? fault("no-marks") : null;
  }

  /** Whether the columns say by themselves on which days they are: "dates", "numbers" (a month is needed) or "nothing". */
  function headsOf(sheet) {
    if (sheet.heads === null) {
      return "nothing";
    }
    var isNumbered = sheet.heads.some(function (head) {
      return sheets.dayNumber(head) !== null;
    });
    return isNumbered ? "numbers" : "dates";
  }

  /**
   * The day of each column; `null` for an empty one without a date.
   * @param {object} sheet as classSheet.read gives it
   * @param {{calendar: object, readDate: function, month: number|null, first: number|null, isSchoolDays: boolean}} how
   * @returns {object} {days} or {fault, column}
   */
  function days(sheet, how) {
    var found = sheet.heads === null ? daysInRow(sheet, how) : daysOfHeads(sheet, how);
    return found.days ? wrongColumn(sheet, found.days, how.calendar) || found : found;
  }

  function known(columns) {
    return columns.filter(function (day) {
      return day !== null;
    });
  }

  /** What the columns cover up to the day asked for, and which school days in it have no column; `null` if they begin later. */
  function span(columns, calendar, asOf) {
    var all = known(columns);
    var last = all[all.length - 1];
    var to = last < asOf ? last : asOf;
    if (all[0] > to) {
      return null;
    }
    var missing = dayMarks.schoolDays(calendar, all[0], to).filter(function (day) {
      return all.indexOf(day) < 0;
    });
    return { from: all[0], to: to, last: last, missing: missing };
  }

  /** Marks of a row by day, up to the day asked for; columns with a mark on a day without school. */
  function marksOf(row, columns, covers, context) {
    var found = { marks: {}, closed: [], isUnread: false, later: 0 };
    columns.forEach(function (day, at) {
      var mark = row.marks[at];
      if (day === null || (mark === sheets.EMPTY && context.empty === null)) {
        return;
      }
      if (mark === sheets.UNKNOWN) {
        found.isUnread = true;
      } else if (day > covers.to) {
        found.later += mark === sheets.EMPTY ? 0 : 1;
      } else if (dayMarks.isSchool(context.calendar, day)) {
        found.marks[day] = { mark: mark === sheets.EMPTY ? context.empty : context.program.marks[mark], place: null, seen: null };
      } else if (mark !== sheets.EMPTY) {
        found.closed.push(at);
      }
    });
    return found;
  }

  /**
   * The record of a row. School days without a column and empty cells of which nothing was said are unknown.
   * @param {object} row
   * @param {number[]} columns the days of the columns
   * @param {object} covers as `span` gives it
   * @param {{program: object, calendar: object, empty: string|null}} context
   * @returns {{record: object|null, isUnread: boolean, closed: number[], later: number}}
   */
  function record(row, columns, covers, context) {
    var found = marksOf(row, columns, covers, context);
    var isRead = !found.isUnread && found.closed.length === 0;
    return {
      record: isRead ? recordOf(found.marks, covers, context.calendar) : null,
      isUnread: found.isUnread,
      closed: found.closed,
      later: found.later
    };
  }

  function recordOf(marks, covers, calendar) {
    return {
      covers: { from: civil.format(covers.from), to: civil.format(covers.to) },
      unlisted: "unknown",
      days: dayMarks.record(marks, calendar, covers).entries
    };
  }

  /** The record of somebody who was there on every day that has a column. */
  function recordOfPresent(columns, covers, context) {
    var marks = {};
    known(columns).forEach(function (day) {
      if (context.present !== null && day <= covers.to && dayMarks.isSchool(context.calendar, day)) {
        marks[day] = { mark: context.present, place: null, seen: null };
      }
    });
    return recordOf(marks, covers, context.calendar);
  }

  S.core.classDays = { days: days, headsOf: headsOf, span: span, record: record, recordOfPresent: recordOfPresent };
})(Shirube);
