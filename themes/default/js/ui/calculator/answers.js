// What every mode needs: the day asked for, and the questions that are answered yes or no.
(function (S) {
  "use strict";

  var civil = S.core.civil;
  var words = function () {
    return S.calculator.words;
  };

  function AsOf(calculator) {
    this.calculator = calculator;
    this.field = calculator.find("[data-as-of]");
    this.note = calculator.find("[data-as-of-read]");
    this.field.addEventListener("input", function () {
      calculator.changed();
    });
  }

  function today() {
    var now = new Date();
    return civil.toDay(now.getFullYear(), now.getMonth() + 1, now.getDate());
  }

  /** The day, or null when none is typed or it cannot be read. */
  AsOf.prototype.day = function () {
    var near = this.calculator.isInCalendar(today()) ? today() : this.calculator.data.calendar.first;
    return S.core.typed.date(this.field.value, near);
  };

  AsOf.prototype.set = function (day) {
    this.field.value = civil.format(day);
  };

  AsOf.prototype.read = function () {
    var day = this.day();
    var calculator = this.calculator;
    this.note.textContent = day === null ? "" : words().fullDate(calculator, day);
    if (day !== null && calculator.isInCalendar(day)) {
      return { day: day, fault: null };
    }
    var key = day !== null ? "calc_fault_outside" : this.field.value.trim() === "" ? "calc_fault_no_date" : "calc_fault_date";
    return { day: null, fault: { field: this.field, text: calculator.text(key, words().range(calculator)) } };
  };

  /** The day of the clock, where the calendar has it. Clocks are wrong at times: it stands there to be seen and changed. */
  AsOf.prototype.fill = function () {
    if (this.calculator.isInCalendar(today())) {
      this.set(today());
    } else {
      this.field.value = "";
    }
  };

  function facts(calculator) {
    var answers = {};
    calculator.findAll("[data-fact]").forEach(function (question) {
      var chosen = question.querySelector("input:checked");
      if (chosen && chosen.value !== "") {
        answers[question.getAttribute("data-fact")] = chosen.value;
      }
    });
    return answers;
  }

  function clear(calculator) {
    calculator.findAll('[data-fact] input[value=""]').forEach(function (input) {
      input.checked = true;
    });
    calculator.asOf.fill();
  }

  function start(calculator) {
    clear(calculator);
    calculator.find("[data-today]").addEventListener("click", function () {
      calculator.setDay(today());
      calculator.changed();
    });
    calculator.findAll("[data-fact] input").forEach(function (input) {
      input.addEventListener("change", function () {
        calculator.changed();
      });
    });
  }

  S.calculator.answers = {
    asOf: function (calculator) {
      return new AsOf(calculator);
    },
    facts: facts,
    clear: clear,
    start: start
  };
})(Shirube);
