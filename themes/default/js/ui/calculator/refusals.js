// What the evaluator refused, told at the field that it came from.
(function (S) {
  "use strict";

  var KEYS = {
    "outside-calendar": "calc_fault_outside",
    "not-a-date": "calc_fault_date",
    "not-a-count": "calc_fault_count",
    "after-as-of": "calc_fault_after",
    contradiction: "calc_fault_contradiction"
  };

  function field(calculator, at) {
    var parts = at.split(".");
    if (parts[0] === "counts" || parts[0] === "reached") {
      var hook = parts[0] === "counts" ? "data-measure" : "data-reached";
      return calculator.find('[data-mode-panel="counts"] [' + hook + '="' + parts[1] + '"]');
    }
    var own = calculator.mode.fieldOf && calculator.mode.fieldOf(at);
    return own || calculator.find("[data-as-of]");
  }

  function fault(calculator, refusal) {
    var key = KEYS[refusal.code] || "calc_fault_other";
    var values = S.calculator.words.range(calculator);
    values.code = refusal.at + " " + refusal.code;
    return { field: field(calculator, refusal.at), text: calculator.text(key, values) };
  }

  S.calculator.refusals = { fault: fault };
})(Shirube);
