// Class mode: rows pasted from a spreadsheet. Names are dropped as they are read, everything else is in memory until it is cleared.
(function (S) {
  "use strict";

  var sheets = S.core.classSheet;
  var classDays = S.core.classDays;
  var dayMarks = S.core.dayMarks;
  var civil = S.core.civil;
  var cal = S.calculator.cal;
  var UNKNOWN = "unknown";

  function ClassMode(calculator, panel) {
    this.ownResult = true;
    this.calculator = calculator;
    this.panel = panel;
    this.words = new cal.Words(calculator);
    this.local = cal.local.of(calculator);
    this.sheet = null;
    this.answered = null;
    this.present = dayMarks.presentMark(calculator.data.program);
    this.editor = new cal.LocalEditor(calculator, this.find("local-root"), this.words);
    this.table = new cal.ClassTable(this.find("result"), calculator, this.words);
    this.makeChoices();
    this.fillMonths();
    this.listen();
    this.paint();
  }

  ClassMode.prototype.find = function (hook) {
    return this.panel.querySelector("[data-class-" + hook + "]");
  };

  ClassMode.prototype.text = function (key, values) {
    return this.words.text(key, values);
  };

  ClassMode.prototype.makeChoices = function () {
    var mode = this;
    var changed = calculatorOf(this);
    function choices(key, values) {
      return values.map(function (value) {
        return { value: value, label: mode.text(key + value.split("-").join("_")), sign: "" };
      });
    }
    var empties = [{ value: UNKNOWN, label: this.text("calc_cal_unlisted_unknown"), sign: "" }];
    if (this.present !== null) {
      empties.unshift({ value: this.present, label: this.text("calc_cal_unlisted_mark", { mark: this.words.mark(this.present) }), sign: "" });
    }
    this.firstColumns = new cal.Choice(this.find("columns"), choices("calc_class_columns_", ["number", "name", "number-name", "none"]), changed);
    this.empty = new cal.Choice(this.find("empty"), empties, changed);
    this.follow = new cal.Choice(this.find("follow"), choices("calc_class_follow_", ["school", "calendar"]), changed);
  };

  function calculatorOf(mode) {
    return function () {
      mode.calculator.changed();
    };
  }

  ClassMode.prototype.fillMonths = function () {
    var words = this.words;
    var table = this.calculator.data.calendar;
    var months = S.core.monthGrid.months(table.first, table.first + table.days - 1).map(function (day) {
      return { value: civil.format(day), label: words.month(day) };
    });
    cal.options(this.find("month"), [{ value: "", label: this.text("calc_cal_choose") }].concat(months));
    var marks = this.calculator.data.program.marks.map(function (id) {
      return words.text("calc_class_mark", { sign: words.sign(id), mark: words.mark(id) });
    });
    this.find("marks").textContent = words.list(marks);
  };

  ClassMode.prototype.listen = function () {
    var changed = calculatorOf(this);
    this.find("read").addEventListener("click", this.readText.bind(this));
    this.find("again").addEventListener("click", this.drop.bind(this));
    this.find("day").addEventListener("input", changed);
    this.find("month").addEventListener("change", changed);
    this.find("as-of").addEventListener("click", this.useLastDay.bind(this));
  };

  /** Reads the text once. What is kept of it has no names; the field is empty afterwards. */
  ClassMode.prototype.readText = function () {
    var field = this.find("text");
    this.sheet = null;
    this.calculator.changed();
    if (this.firstColumns.value === null) {
      this.calculator.setFault(this.find("columns"), this.text("calc_class_fault_columns"));
      this.firstColumns.buttons[0].focus();
      return;
    }
    var calculator = this.calculator;
    var read = sheets.read(field.value, {
      words: sheets.markWords(calculator.data.program, calculator.data.names.marks),
      firstColumns: this.firstColumns.value,
      readDate: calculator.readDate.bind(calculator)
    });
    if (read.fault) {
      calculator.setFault(field, this.faultText(read));
      field.focus();
      return;
    }
    field.value = "";
    this.sheet = read;
    calculator.changed();
    this.find("sheet").focus();
  };

  ClassMode.prototype.faultText = function (read) {
    var values = {
      rows: sheets.MAX_ROWS,
      columns: sheets.MAX_COLUMNS,
      characters: sheets.MAX_TEXT,
      column: read.column === null ? "" : read.column + 1,
      first: this.words.date(this.local.calendar().first),
      last: this.words.date(this.local.calendar().last)
    };
    return this.text("calc_class_fault_" + read.fault.split("-").join("_"), values);
  };

  ClassMode.prototype.drop = function () {
    this.sheet = null;
    this.calculator.changed();
    this.find("text").focus();
  };

  ClassMode.prototype.useLastDay = function () {
    this.calculator.setDay(this.lastDay);
    this.calculator.changed();
  };

  /** The shell asks after every change; the answers are this mode's own. */
  ClassMode.prototype.read = function () {
    this.paint();
    return null;
  };

  ClassMode.prototype.paint = function () {
    this.find("paste").hidden = this.sheet !== null;
    this.find("sheet").hidden = this.sheet === null;
    this.find("holidays").hidden = !this.local.lacksHolidays();
    if (this.sheet === null) {
      this.answered = null;
      this.table.hide();
      return;
    }
    var heads = classDays.headsOf(this.sheet);
    this.find("needs-month").hidden = heads !== "numbers";
    this.find("needs-day").hidden = heads !== "nothing";
    this.answer();
  };

  /** What the fields say of the columns. */
  ClassMode.prototype.how = function () {
    var calculator = this.calculator;
    var month = this.find("month").value;
    return {
      calendar: this.local.calendar(),
      readDate: calculator.readDate.bind(calculator),
      month: month === "" ? null : civil.parse(month),
      first: this.find("day").value.trim() === "" ? null : calculator.readDate(this.find("day").value),
      isSchoolDays: this.follow.value === "school"
    };
  };

  /** The field at which a fault of the columns is told. */
  ClassMode.prototype.fieldOfFault = function (code) {
    if (code === "needs-month") {
      return this.find("month");
    }
    var heads = classDays.headsOf(this.sheet);
    return heads === "nothing" ? this.find("day") : heads === "numbers" ? this.find("month") : this.find("sheet");
  };

  /** The days of the columns, or null with every fault told at its field. */
  ClassMode.prototype.days = function () {
    var calculator = this.calculator;
    var isRight = this.editor.faults().length === 0;
    this.editor.faults().forEach(function (fault) {
      calculator.setFault(fault.field, fault.text);
    });
    if (this.empty.value === null) {
      calculator.setFault(this.find("empty"), this.text("calc_class_fault_empty"));
      isRight = false;
    }
    if (this.sheet.heads === null && this.follow.value === null) {
      calculator.setFault(this.find("follow"), this.text("calc_class_fault_follow"));
      isRight = false;
    }
    var isTyped = this.sheet.heads === null && this.find("day").value.trim() !== "";
    var how = this.how();
    var found = isTyped && how.first === null ? { fault: "first-day", column: null } : classDays.days(this.sheet, how);
    if (found.fault) {
      calculator.setFault(this.fieldOfFault(found.fault), this.faultText(found));
      return null;
    }
    return isRight ? found.days : null;
  };

  ClassMode.prototype.answer = function () {
    var days = this.days();
    var asOf = this.calculator.day();
    var isDay = asOf !== null && this.calculator.isInCalendar(asOf);
    var covers = days !== null && isDay ? classDays.span(days, this.local.calendar(), asOf) : null;
    var status = days === null ? "calc_class_status_faults" : !isDay ? "calc_class_status_day" : covers === null ? "calc_class_status_before" : "";
    this.find("status").textContent = status === "" ? "" : this.text(status);
    this.paintNotes(days, covers, asOf);
    if (covers === null) {
      this.answered = null;
      this.table.hide();
      return;
    }
    this.find("when").textContent = this.text("calc_class_when", { date: this.words.date(asOf), span: this.words.span(covers.from, covers.to) });
    this.table.show(this.answersOf(days, covers, asOf));
  };

  /** The answers, kept while nothing that they hang on has changed. */
  ClassMode.prototype.answersOf = function (days, covers, asOf) {
    var key = [this.sheet, this.local.calendar(), this.local.complete, asOf, this.empty.value, days.join()];
    var kept = this.answered;
    var isKept =
      kept !== null &&
      key.every(function (part, at) {
        return part === kept.key[at];
      });
    if (!isKept) {
      var asked = { calculator: this.calculator, words: this.words, local: this.local, sheet: this.sheet, days: days, covers: covers, asOf: asOf };
      asked.context = {
        program: this.calculator.data.program,
        calendar: this.local.calendar(),
        empty: this.empty.value === UNKNOWN ? null : this.empty.value,
        present: this.present
      };
      this.answered = { key: key, result: cal.classAnswers(asked) };
    }
    return this.answered.result;
  };

  ClassMode.prototype.paintNotes = function (days, covers, asOf) {
    var sheet = this.sheet;
    var notes = [this.text("calc_class_note_size", { rows: sheet.rows.length, columns: sheet.columns })];
    if (this.firstColumns.value !== "number" && this.firstColumns.value !== "none") {
      notes.push(this.text("calc_class_note_names"));
    }
    if (sheet.isNumberDropped) {
      notes.push(this.text("calc_class_note_numbers"));
    }
    if (covers !== null) {
      var yearDays = dayMarks.schoolDays(this.local.calendar(), S.core.monthGrid.schoolYearStart(asOf), covers.from - 1);
      if (yearDays.length > 0) {
        notes.push(this.text("calc_class_note_before", { day: this.words.date(covers.from) }));
      }
      if (covers.last > asOf) {
        notes.push(this.text("calc_class_note_later"));
      }
      if (covers.missing.length > 0) {
        notes.push(this.text("calc_class_note_missing", { days: this.words.days(covers.missing) }));
      }
    }
    var list = this.find("notes");
    cal.empty(list);
    notes.forEach(function (note) {
      list.appendChild(cal.make("li", "", note));
    });
    this.lastDay = covers === null ? null : covers.last;
    this.find("ends-early").hidden = covers === null || covers.last >= asOf;
    this.find("ends-early-text").textContent = covers === null ? "" : this.text("calc_class_ends_early", { day: this.words.date(covers.last) });
  };

  ClassMode.prototype.isTouched = function () {
    var isTyped = this.find("text").value.trim() !== "" || this.find("day").value.trim() !== "";
    return this.sheet !== null || isTyped || this.local.isTouched() || this.editor.faults().length > 0;
  };

  ClassMode.prototype.clear = function () {
    this.sheet = null;
    this.answered = null;
    this.lastDay = null;
    [this.firstColumns, this.empty, this.follow].forEach(function (choice) {
      choice.set(null);
    });
    this.find("text").value = "";
    this.find("day").value = "";
    this.find("month").value = "";
    this.table.filter.checked = false;
    cal.empty(this.find("notes"));
    this.editor.clear();
    this.paint();
  };

  /** Of a row that is shown its caption is told; there is nothing else. */
  ClassMode.prototype.describe = function () {
    return [];
  };

  ClassMode.prototype.shown = function () {};

  S.calculator.modes["class"] = function (calculator, panel) {
    return new ClassMode(calculator, panel);
  };
})(Shirube);
