// Count mode: a number for each measure that is asked.
(function (S) {
  "use strict";

  function fields(panel) {
    return Array.prototype.slice.call(panel.querySelectorAll("[data-measure]"));
  }

  function isSwitch(field) {
    return field.tagName === "FIELDSET";
  }

  /** The number in a field: {value, fault}. */
  function readField(field) {
    if (isSwitch(field)) {
      var chosen = field.querySelector("input:checked");
      return { value: chosen && chosen.value !== "" ? Number(chosen.value) : null, fault: null };
    }
    return S.core.typed.count(field.value);
  }

  function Counts(calculator, panel) {
    this.calculator = calculator;
    this.fields = fields(panel);
    this.reached = Array.prototype.slice.call(panel.querySelectorAll("[data-reached]"));
    this.fields.concat(this.reached).forEach(function (field) {
      field.addEventListener(isSwitch(field) ? "change" : "input", function () {
        calculator.changed();
      });
    });
  }

  Counts.prototype.isTouched = function () {
    var typed = this.fields.concat(this.reached).some(function (field) {
      return isSwitch(field) ? field.querySelector("input:checked").value !== "" : field.value.trim() !== "";
    });
    return typed || Object.keys(this.calculator.facts()).length > 0;
  };

  Counts.prototype.readCounts = function (faults) {
    var counts = {};
    var calculator = this.calculator;
    this.fields.forEach(function (field) {
      var read = readField(field);
      if (read.fault) {
        faults.push({ field: field, text: calculator.text("calc_fault_" + read.fault) });
      } else if (read.value !== null) {
        counts[field.getAttribute("data-measure")] = read.value;
      }
    });
    return counts;
  };

  Counts.prototype.readReached = function (faults) {
    var reached = {};
    var calculator = this.calculator;
    this.reached.forEach(function (field) {
      if (field.value.trim() === "") {
        return;
      }
      var day = calculator.readDate(field.value);
      if (day === null) {
        faults.push({ field: field, text: calculator.text("calc_fault_date") });
      } else {
        reached[field.getAttribute("data-reached")] = S.core.civil.format(day);
      }
    });
    return reached;
  };

  Counts.prototype.read = function () {
    if (!this.isTouched()) {
      return null;
    }
    var faults = [];
    var input = { counts: this.readCounts(faults), reached: this.readReached(faults) };
    return faults.length > 0 ? { faults: faults } : { input: input };
  };

  Counts.prototype.clear = function () {
    this.fields.concat(this.reached).forEach(function (field) {
      if (isSwitch(field)) {
        field.querySelector('input[value=""]').checked = true;
      } else {
        field.value = "";
      }
    });
  };

  /** What was entered, in words. */
  Counts.prototype.describe = function () {
    var calculator = this.calculator;
    var names = calculator.data.names;
    var input = calculator.input;
    var counts = Object.keys(input.counts).map(function (id) {
      var field = calculator.find('[data-mode-panel="counts"] [data-measure="' + id + '"]');
      var chosen = isSwitch(field) ? field.querySelector("input:checked").parentNode.textContent.trim() : input.counts[id] + names.measures[id].unit;
      return calculator.text("calc_entered_line", { name: names.measures[id].label, value: chosen });
    });
    var reached = Object.keys(input.reached).map(function (id) {
      var day = S.core.civil.parse(input.reached[id]);
      var values = { stage: names.stages[id].title, date: S.calculator.words.fullDate(calculator, day) };
      return calculator.text("calc_entered_reached", values);
    });
    return counts.concat(reached);
  };

  S.calculator.modes.counts = function (calculator, panel) {
    return new Counts(calculator, panel);
  };
})(Shirube);
