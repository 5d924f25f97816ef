// Two fields for the first and last day that the brush goes over. What is typed there and not yet put is a fault.
(function (S) {
  "use strict";

  var cal = S.calculator.cal;

  /**
   * @param {Element} root with [data-cal-range] around the fields, its button and its fault
   * @param {object} calculator
   * @param {function(number, number)} put
   */
  function Range(root, calculator, put) {
    this.calculator = calculator;
    this.put = put;
    this.group = root.querySelector("[data-cal-range]");
    this.first = root.querySelector("[data-cal-range-from]");
    this.last = root.querySelector("[data-cal-range-to]");
    this.fault = document.getElementById(this.first.getAttribute("aria-describedby"));
    root.querySelector("[data-cal-range-put]").addEventListener("click", this.apply.bind(this));
    this.group.addEventListener("keydown", this.onKey.bind(this));
    this.group.addEventListener("focusout", this.onLeave.bind(this));
  }

  Range.prototype.onKey = function (event) {
    if (event.key === "Enter" && !event.isComposing && event.target.tagName === "INPUT") {
      event.preventDefault();
      this.apply();
    }
  };

  Range.prototype.onLeave = function (event) {
    if (this.faults().length > 0 && !this.group.contains(event.relatedTarget)) {
      this.calculator.changed();
    }
  };

  /** The two days, or the field that is wrong and why. */
  Range.prototype.read = function () {
    var fields = [this.first, this.last.value.trim() === "" ? this.first : this.last];
    var days = [];
    for (var at = 0; at < 2; at += 1) {
      var day = this.calculator.readDate(fields[at].value);
      if (day === null) {
        return { field: fields[at], fault: "calc_fault_date" };
      }
      if (!this.calculator.isInCalendar(day)) {
        return { field: fields[at], fault: "calc_fault_outside" };
      }
      days.push(day);
    }
    return days[1] < days[0] ? { field: this.last, fault: "calc_cal_fault_reversed" } : { days: days };
  };

  Range.prototype.apply = function () {
    var read = this.read();
    cal.say(this.first, this.fault, "");
    cal.say(this.last, this.fault, "");
    if (read.fault) {
      cal.say(read.field, this.fault, this.calculator.text(read.fault, S.calculator.words.range(this.calculator)));
      read.field.focus();
      return;
    }
    this.clear();
    this.first.focus();
    this.put(read.days[0], read.days[1]);
    this.calculator.changed();
  };

  Range.prototype.faults = function () {
    var field = this.first.value.trim() !== "" ? this.first : this.last;
    return field.value.trim() === "" ? [] : [{ field: field, text: this.calculator.text("calc_cal_fault_not_put") }];
  };

  Range.prototype.clear = function () {
    this.first.value = "";
    this.last.value = "";
  };

  cal.Range = Range;
})(Shirube);
