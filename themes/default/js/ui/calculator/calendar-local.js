// What one school adds to the calendar: its holidays, closed and opened days, ceremonies. Calendar mode and class mode share one of it.
(function (S) {
  "use strict";

  var civil = S.core.civil;
  var parts = S.calculator.cal;
  // Entries that one list may have; a school year has far fewer.
  var MAX_CHANGES = 200;
  var LISTS = [
    { key: "long_holidays", name: "calc_cal_long_holidays", hint: "calc_cal_long_holidays_hint", isSpan: true },
    { key: "closed", name: "calc_cal_closures", hint: "calc_cal_closures_hint", isSpan: true },
    { key: "opened", name: "calc_cal_opened", hint: "calc_cal_opened_hint", isSpan: false },
    { key: "ceremonies", name: "calc_cal_ceremonies", hint: "calc_cal_ceremonies_hint", isSpan: false }
  ];

  function Local(table) {
    this.table = table;
    this.watchers = [];
    this.clear();
  }

  Local.prototype.clear = function () {
    // Each entry is [first day, last day, kind of ceremony]; the latter is "" elsewhere.
    this.lists = { long_holidays: [], closed: [], opened: [], ceremonies: [] };
    this.complete = false;
    this.change();
  };

  Local.prototype.change = function () {
    this.kept = null;
    this.watchers.forEach(function (watch) {
      watch();
    });
  };

  function byDay(a, b) {
    return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1);
  }

  Local.prototype.add = function (key, entry) {
    this.lists[key] = this.lists[key].concat([entry]).sort(byDay);
    this.change();
  };

  Local.prototype.remove = function (key, entry) {
    this.lists[key] = this.lists[key].filter(function (other) {
      return other !== entry;
    });
    this.change();
  };

  Local.prototype.isFull = function (key) {
    return this.lists[key].length >= MAX_CHANGES;
  };

  Local.prototype.isTouched = function () {
    var lists = this.lists;
    return (
      this.complete ||
      LISTS.some(function (list) {
        return lists[list.key].length > 0;
      })
    );
  };

  /** The calendar with all of it. */
  Local.prototype.calendar = function () {
    var lists = this.lists;
    function ends(entry) {
      return [entry[0], entry[1]];
    }
    if (this.kept === null) {
      this.kept = S.core.calendar.withLocal(this.table, {
        closed: lists.closed.map(ends),
        long_holidays: lists.long_holidays.map(ends),
        opened: lists.opened.map(function (entry) {
          return entry[0];
        }),
        ceremonies: lists.ceremonies.map(function (entry) {
          return [entry[0], entry[2]];
        }),
        complete: this.complete
      });
    }
    return this.kept;
  };

  /** As an input has it; `undefined` when nothing was added. */
  Local.prototype.input = function () {
    var lists = this.lists;
    function ends(entry) {
      return { from: civil.format(entry[0]), to: civil.format(entry[1]) };
    }
    if (!this.isTouched()) {
      return undefined;
    }
    return {
      closed: lists.closed.map(ends),
      opened: lists.opened.map(function (entry) {
        return civil.format(entry[0]);
      }),
      long_holidays: lists.long_holidays.map(ends),
      ceremonies: lists.ceremonies.map(function (entry) {
        return { on: civil.format(entry[0]), kind: entry[2] };
      }),
      complete: this.complete
    };
  };

  /** Whether weekdays of long holidays may stand as school days. */
  Local.prototype.lacksHolidays = function () {
    return this.table.long_holidays === null && !this.complete;
  };

  function entryWords(entry, words) {
    var span = words.span(entry[0], entry[1]);
    return entry[2] ? words.text("calc_cal_ceremony_on", { date: span, kind: words.text("calc_cal_ceremony_" + entry[2], {}) }) : span;
  }

  Local.prototype.describe = function (words) {
    var lists = this.lists;
    var lines = [];
    LISTS.forEach(function (list) {
      lists[list.key].forEach(function (entry) {
        lines.push(words.text("calc_entered_line", { name: words.text(list.name), value: entryWords(entry, words) }));
      });
    });
    return this.complete ? lines.concat([words.text("calc_cal_complete", {})]) : lines;
  };

  /** The additions of a calculator, the same for all who ask. */
  function of(calculator) {
    if (!calculator.local) {
      calculator.local = new Local(calculator.data.calendar);
    }
    return calculator.local;
  }

  S.calculator.cal.local = { of: of, LISTS: LISTS, entryWords: entryWords, MAX_CHANGES: MAX_CHANGES };
})(Shirube);
