// Calendar mode: one child's days on a month grid. It answers only when it is said from when the record is and what unmarked school days mean.
(function (S) {
  "use strict";

  var civil = S.core.civil;
  var dayMarks = S.core.dayMarks;
  var cal = S.calculator.cal;
  var UNKNOWN = "unknown";

  function Calendar(calculator, panel) {
    this.calculator = calculator;
    this.panel = panel;
    this.words = new cal.Words(calculator);
    this.local = cal.local.of(calculator);
    this.history = new dayMarks.History({});
    this.isFromTyped = false;
    this.asOf = null;
    this.from = this.find("from");
    this.editor = new cal.LocalEditor(calculator, this.find("local-root"), this.words);
    this.brush = new cal.Brush(panel, calculator, this.words);
    this.unlisted = new cal.Choice(this.find("unlisted"), this.unlistedChoices(), this.changed.bind(this));
    this.grid = new cal.Grid(panel, this.host());
    this.range = new cal.Range(panel, calculator, this.put.bind(this));
    this.local.watchers.push(this.paint.bind(this));
    this.listen();
  }

  Calendar.prototype.find = function (hook) {
    return this.panel.querySelector("[data-cal-" + hook + "]");
  };

  Calendar.prototype.text = function (key, values) {
    return this.words.text(key, values);
  };

  Calendar.prototype.unlistedChoices = function () {
    var present = dayMarks.presentMark(this.calculator.data.program);
    var choices = [{ value: UNKNOWN, label: this.text("calc_cal_unlisted_unknown"), sign: "" }];
    if (present !== null) {
      choices.unshift({ value: present, label: this.text("calc_cal_unlisted_mark", { mark: this.words.mark(present) }), sign: "" });
    }
    return choices;
  };

  Calendar.prototype.host = function () {
    var table = this.calculator.data.calendar;
    return {
      bounds: { first: table.first, last: table.first + table.days - 1 },
      words: this.words,
      look: this.look.bind(this),
      put: this.put.bind(this),
      undo: this.turn.bind(this, "undo"),
      redo: this.turn.bind(this, "redo")
    };
  };

  Calendar.prototype.listen = function () {
    var mode = this;
    this.find("undo").addEventListener("click", this.turn.bind(this, "undo"));
    this.find("redo").addEventListener("click", this.turn.bind(this, "redo"));
    this.find("open-local").addEventListener("click", function () {
      mode.find("local").open = true;
      mode.find("local").querySelector("input").focus();
    });
    this.from.addEventListener("input", function () {
      mode.isFromTyped = true;
      mode.changed();
    });
    this.from.addEventListener("change", function () {
      if (mode.from.value.trim() === "") {
        mode.isFromTyped = false;
        mode.changed();
      }
    });
  };

  /** How a day looks in the grid. */
  Calendar.prototype.look = function (day) {
    var entry = this.history.now[day];
    var isClosed = !dayMarks.isSchool(this.local.calendar(), day);
    var isOutside = this.asOf !== null && (day > this.asOf || (this.start() !== null && day < this.start()));
    var what = entry ? this.words.entry(entry) : this.text(isClosed ? "calc_cal_closed" : "calc_cal_unmarked");
    var seen = entry && entry.seen ? this.text("calc_cal_sign_" + entry.seen) : "";
    var notes = entry && isClosed ? [this.text("calc_cal_closed_kept")] : isOutside ? [this.text("calc_cal_outside")] : [];
    return {
      isClosed: isClosed,
      isAsOf: day === this.asOf,
      classes: (isClosed ? " cal__cell--closed" : "") + (isOutside ? " cal__cell--outside" : "") + (entry ? " cal__cell--marked" : ""),
      sign: entry ? this.words.sign(entry.mark) : isClosed ? this.text("calc_cal_sign_closed") : "",
      more: seen + (entry && entry.place ? this.words.place(entry.place).charAt(0) : ""),
      label: this.words.list([this.words.date(day), what].concat(notes))
    };
  };

  /** Puts the brush on the school days between two days; the others are told and left alone. */
  Calendar.prototype.put = function (from, to) {
    var brush = this.brush.read();
    var calendar = this.local.calendar();
    var days = brush.mark === null ? this.marked(from, to) : dayMarks.schoolDays(calendar, from, to);
    var values = { count: days.length, closed: to - from + 1 - days.length, span: this.words.span(from, to) };
    if (days.length === 0) {
      this.say(this.text(brush.mark === null ? "calc_cal_said_nothing" : "calc_cal_said_closed", values));
      this.grid.paint();
      return;
    }
    this.history.step(dayMarks.put(this.history.now, days, brush));
    values.mark = brush.mark === null ? "" : this.words.entry(this.history.now[days[0]]);
    this.say(this.text(brush.mark === null ? "calc_cal_said_erased" : values.closed > 0 ? "calc_cal_said_some" : "calc_cal_said_put", values));
    this.changed();
  };

  Calendar.prototype.marked = function (from, to) {
    return Object.keys(this.history.now)
      .map(Number)
      .filter(function (day) {
        return day >= from && day <= to;
      });
  };

  Calendar.prototype.turn = function (way) {
    if (this.history[way]()) {
      this.say(this.text("calc_cal_said_" + way));
      this.changed();
    }
  };

  Calendar.prototype.say = function (text) {
    this.find("said").textContent = text;
  };

  Calendar.prototype.changed = function () {
    this.calculator.changed();
  };

  /** The day asked for, if the calendar has it. */
  Calendar.prototype.readDay = function () {
    var day = this.calculator.day();
    return day !== null && this.calculator.isInCalendar(day) ? day : null;
  };

  /** The first school day of the school year of the day asked for. */
  Calendar.prototype.usualStart = function () {
    if (this.asOf === null) {
      return null;
    }
    var days = dayMarks.schoolDays(this.local.calendar(), S.core.monthGrid.schoolYearStart(this.asOf), this.asOf);
    return days.length > 0 ? days[0] : this.asOf;
  };

  /** The first day of the record, or null when it cannot be read. */
  Calendar.prototype.start = function () {
    return this.isFromTyped ? this.calculator.readDate(this.from.value) : this.usualStart();
  };

  /** Everything that hangs on the day asked for, on marks and on the calendar, as it is now. */
  Calendar.prototype.paint = function () {
    var day = this.readDay();
    if (day !== null && day !== this.asOf) {
      this.grid.show(day);
    }
    this.asOf = day;
    if (!this.isFromTyped) {
      var start = this.usualStart();
      this.from.value = start === null ? "" : civil.format(start);
    }
    this.grid.paint();
    // Not `disabled`: the focus would fall off the button with the last step.
    this.find("undo").setAttribute("aria-disabled", String(this.history.past.length === 0));
    this.find("redo").setAttribute("aria-disabled", String(this.history.future.length === 0));
    this.find("holidays").hidden = !this.local.lacksHolidays();
    this.paintNotes();
  };

  Calendar.prototype.paintNotes = function () {
    var list = this.find("notes");
    var read = this.record();
    var left = read === null ? { closed: [], before: [], after: [] } : read.left;
    cal.empty(list);
    Object.keys(left).forEach(function (why) {
      if (left[why].length > 0) {
        list.appendChild(cal.make("li", "", this.text("calc_cal_left_" + why, { days: this.words.days(left[why]) })));
      }
    }, this);
    list.hidden = list.children.length === 0;
  };

  /** The entries from the start to the day asked for; null when one of them is not known. */
  Calendar.prototype.record = function () {
    var start = this.start();
    if (start === null || this.asOf === null || start > this.asOf) {
      return null;
    }
    return dayMarks.record(this.history.now, this.local.calendar(), { from: start, to: this.asOf });
  };

  Calendar.prototype.isEntered = function () {
    var isMarked = Object.keys(this.history.now).length > 0;
    return isMarked || this.unlisted.value !== null || this.isFromTyped || this.range.faults().length > 0;
  };

  Calendar.prototype.faults = function () {
    var start = this.start();
    var faults = this.range.faults().concat(this.editor.faults());
    if (this.unlisted.value === null) {
      faults.push({ field: this.find("unlisted"), text: this.text("calc_cal_fault_unlisted") });
    }
    if (this.isFromTyped && start === null) {
      faults.push({ field: this.from, text: this.text("calc_fault_date") });
    } else if (start !== null && this.asOf !== null && start > this.asOf) {
      faults.push({ field: this.from, text: this.text("calc_cal_fault_from_after") });
    }
    return faults;
  };

  Calendar.prototype.read = function () {
    this.paint();
    if (!this.isEntered()) {
      return null;
    }
    var faults = this.faults();
    var read = this.record();
    if (faults.length === 0 && read !== null && read.entries.length > dayMarks.MAX_ENTRIES) {
      faults.push({ field: this.from, text: this.text("calc_cal_fault_too_many", { most: dayMarks.MAX_ENTRIES }) });
    }
    return faults.length > 0 || read === null ? { faults: faults } : { input: this.input(read) };
  };

  Calendar.prototype.input = function (read) {
    var input = {
      record: {
        covers: { from: civil.format(this.start()), to: civil.format(this.asOf) },
        unlisted: this.unlisted.value,
        days: read.entries
      }
    };
    var local = this.local.input();
    if (local !== undefined) {
      input.local = local;
    }
    return input;
  };

  Calendar.prototype.isTouched = function () {
    return this.isEntered() || this.local.isTouched() || this.editor.faults().length > 0;
  };

  Calendar.prototype.clear = function () {
    this.history = new dayMarks.History({});
    this.isFromTyped = false;
    this.unlisted.set(null);
    this.brush.clear();
    this.range.clear();
    this.editor.clear();
    this.say("");
  };

  /** What was entered, in words. */
  Calendar.prototype.describe = function () {
    var read = this.record();
    if (read === null || this.unlisted.value === null) {
      return [];
    }
    var unlisted = this.unlisted.value === UNKNOWN ? this.text("calc_cal_unlisted_unknown") : this.words.mark(this.unlisted.value);
    var lines = [
      this.text("calc_entered_line", { name: this.text("calc_cal_from"), value: this.words.date(this.start()) }),
      this.text("calc_entered_line", { name: this.text("calc_cal_unlisted_short"), value: unlisted })
    ];
    var marks = read.groups.map(function (group) {
      return this.text("calc_entered_line", { name: this.words.span(group.from, group.to), value: this.words.entry(group.entry) });
    }, this);
    return lines.concat(marks, this.local.describe(this.words));
  };

  Calendar.prototype.shown = function () {
    this.grid.show(this.grid.focused === null ? this.calculator.data.calendar.first : this.grid.focused);
    this.paint();
  };

  /** The field from which a refused part of the input came. */
  Calendar.prototype.fieldOf = function (at) {
    return at.slice(0, 13) === "record.covers" ? this.from : null;
  };

  S.calculator.modes.calendar = function (calculator, panel) {
    return new Calendar(calculator, panel);
  };
})(Shirube);
