// Dates, counts and names of a decision as words of the page.
(function (S) {
  "use strict";

  var civil = S.core.civil;
  // 1970-01-01 was a Thursday; weeks of the texts begin on Monday.
  var THURSDAY = 3;

  function parts(calculator, day) {
    var date = civil.toDate(day);
    var weekdays = calculator.text("calc_weekdays");
    return { year: date.year, month: date.month, day: date.day, weekday: weekdays.charAt((((day + THURSDAY) % 7) + 7) % 7) };
  }

  function date(calculator, day) {
    return calculator.text("calc_month_day", parts(calculator, day));
  }

  function fullDate(calculator, day) {
    return calculator.text("calc_full_date", parts(calculator, day));
  }

  function range(calculator) {
    var calendar = calculator.data.calendar;
    return { first: fullDate(calculator, calendar.first), last: fullDate(calculator, calendar.first + calendar.school.length - 1) };
  }

  /** Weights as days: 7, or 7 1/3 where several marks make a day. */
  function days(weight, perDay) {
    var rest = weight % perDay;
    var whole = (weight - rest) / perDay;
    return rest === 0 ? String(whole) : (whole > 0 ? whole + " " : "") + rest + "/" + perDay;
  }

  /** How many days were counted for a measure. */
  function counted(calculator, measure) {
    var name = calculator.data.names.measures[measure.id];
    var low = days(measure.low, name.per_day);
    if (measure.high === null) {
      var isUnknown = measure.low === 0;
      return calculator.text(isUnknown ? "calc_measure_unknown" : "calc_measure_from", { low: low, unit: name.unit });
    }
    var high = days(measure.high, name.per_day);
    var key = measure.low === measure.high ? "calc_measure_value" : "calc_measure_range";
    return calculator.text(key, { value: low, low: low, high: high, unit: name.unit });
  }

  /** The unit in which days of a measure are missing: school days where only those count. */
  function unitOf(calculator, id) {
    var measure = calculator.data.program.measures.filter(function (entry) {
      return entry.id === id;
    })[0];
    var isSchool = measure.kind === "run" && measure.calendar_days === 0;
    return isSchool ? calculator.text("calc_school_day") : calculator.data.names.measures[id].unit;
  }

  function remaining(calculator, missing) {
    var values = { days: missing.days, unit: unitOf(calculator, missing.measure), measure: calculator.data.names.measures[missing.measure].label };
    return calculator.text("calc_remaining", values);
  }

  /** What an unknown input is called: measure:ID, fact:ID, event:EVENT. */
  function input(calculator, name) {
    var at = name.indexOf(":");
    var kind = name.slice(0, at);
    var id = name.slice(at + 1);
    if (kind === "measure") {
      return calculator.data.names.measures[id].label;
    }
    return calculator.data.names[kind === "fact" ? "facts" : "events"][id];
  }

  function state(calculator, name) {
    return calculator.text("calc_state_" + name.split("-").join("_"));
  }

  S.calculator.words = {
    date: date,
    fullDate: fullDate,
    range: range,
    counted: counted,
    remaining: remaining,
    input: input,
    state: state
  };
})(Shirube);
