// Shows a decision in short: what was counted, which stages hold, what is missing until the next, what cannot be told.
(function (S) {
  "use strict";

  var GROUPS = ["active", "confirm", "past", "not-reached", "unknown"];

  function make(tag, text, className) {
    var element = document.createElement(tag);
    element.textContent = text;
    if (className) {
      element.className = className;
    }
    return element;
  }

  function empty(element) {
    while (element.firstChild) {
      element.removeChild(element.firstChild);
    }
  }

  /** A line that leads to a stage. */
  function stageLine(calculator, stage, more) {
    var line = make("li", "");
    var link = make("a", calculator.data.names.stages[stage.id].title);
    link.href = "#stage_" + stage.id;
    link.addEventListener("click", function () {
      calculator.find('[data-stage="' + stage.id + '"]').open = true;
    });
    line.appendChild(link);
    if (more) {
      line.appendChild(make("span", more, "calc__more-of-line"));
    }
    return line;
  }

  function moreOf(calculator, stage) {
    var words = S.calculator.words;
    if (stage.state === "not-reached") {
      var missing = stage.remaining.map(function (entry) {
        return words.remaining(calculator, entry);
      });
      return calculator.join(missing);
    }
    if (stage.state === "unknown" || stage.state === "confirm") {
      return missingInputs(calculator, stage);
    }
    return stage.reached_on ? calculator.text("calc_reached_on", { date: words.date(calculator, S.core.civil.parse(stage.reached_on)) }) : "";
  }

  function missingInputs(calculator, stage) {
    var inputs = stage.unknown.map(function (name) {
      return S.calculator.words.input(calculator, name);
    });
    return inputs.length > 0 ? calculator.text("calc_missing", { inputs: calculator.join(inputs) }) : "";
  }

  /** The last stage first, which is the one that days have led to; of what is not reached only what days lead to, the nearest first. */
  function shownOf(decision, state) {
    var stages = decision.stages.filter(function (stage) {
      return stage.state === state && (state !== "not-reached" || stage.remaining.length > 0);
    });
    if (state !== "not-reached") {
      return stages.reverse();
    }
    return stages
      .map(function (stage, at) {
        return { stage: stage, at: at, days: stage.remaining[0].days };
      })
      .sort(function (a, b) {
        return a.days - b.days || a.at - b.at;
      })
      .map(function (entry) {
        return entry.stage;
      });
  }

  function showGroups(calculator, decision) {
    GROUPS.forEach(function (state) {
      var group = calculator.find('[data-calc-group="' + state + '"]');
      var list = group.querySelector("ul");
      var stages = shownOf(decision, state);
      empty(list);
      stages.forEach(function (stage) {
        list.appendChild(stageLine(calculator, stage, moreOf(calculator, stage)));
      });
      // That worries do not wait for days is said whatever comes next.
      group.hidden = stages.length === 0 && state !== "not-reached";
    });
  }

  /** Measures of which something is known, with the days that counted. */
  function counted(calculator, decision) {
    var words = S.calculator.words;
    var known = decision.measures.filter(function (measure) {
      return measure.high !== null || measure.low > 0;
    });
    return known.map(function (measure) {
      var days = (measure.days || []).map(function (day) {
        return words.date(calculator, S.core.civil.parse(day));
      });
      var text = words.counted(calculator, measure);
      var more = days.length > 0 ? calculator.text("calc_days_counted", { days: calculator.join(days) }) : "";
      return { name: calculator.data.names.measures[measure.id].label, text: text, more: more };
    });
  }

  function showCounted(calculator, decision) {
    var list = calculator.find("[data-calc-counted]");
    empty(list);
    counted(calculator, decision).forEach(function (entry) {
      var row = make("div", "");
      row.appendChild(make("dt", entry.name));
      var value = make("dd", "");
      value.appendChild(make("strong", entry.text));
      value.appendChild(make("span", entry.more, "soft"));
      row.appendChild(value);
      list.appendChild(row);
    });
  }

  /** What was entered, in words: the day, what the mode says, the answers. */
  function entered(calculator, decision) {
    var day = S.core.civil.parse(decision.as_of);
    var lines = [calculator.text("calc_entered_as_of", { date: S.calculator.words.fullDate(calculator, day) })];
    var facts = calculator.input.facts;
    var answers = Object.keys(facts).map(function (id) {
      return calculator.text("calc_entered_line", { name: calculator.data.names.facts[id], value: calculator.text("calc_answer_" + facts[id]) });
    });
    return lines.concat(calculator.rowCaption === null ? calculator.mode.describe() : [calculator.rowCaption], answers);
  }

  function showEntered(calculator, decision) {
    var list = calculator.find("[data-calc-entered]");
    empty(list);
    entered(calculator, decision).forEach(function (line) {
      list.appendChild(make("li", line));
    });
  }

  function status(calculator, decision, faults) {
    if (faults > 0) {
      return calculator.text("calc_status_faults", { count: faults });
    }
    if (!decision) {
      return calculator.text(calculator.mode.ownResult ? "calc_status_row_none" : "calc_status_empty");
    }
    var confirm = shownOf(decision, "confirm").length;
    var values = {
      date: S.calculator.words.fullDate(calculator, S.core.civil.parse(decision.as_of)),
      count: shownOf(decision, "active").length,
      confirm: confirm
    };
    var row = calculator.rowCaption === null ? "" : calculator.text("calc_status_row", { caption: calculator.rowCaption });
    return row + calculator.text(confirm > 0 ? "calc_status_confirm" : "calc_status_done", values);
  }

  function show(calculator, faults) {
    var decision = calculator.decision;
    calculator.find("[data-calc-status]").textContent = status(calculator, decision, faults);
    calculator.find("[data-calc-answer]").hidden = !decision;
    calculator.element.toggleAttribute("data-answered", Boolean(decision));
    calculator.find("[data-take-text]").hidden = true;
    calculator.find("[data-take-text]").value = "";
    calculator.find("[data-take-note]").textContent = "";
    if (decision) {
      showCounted(calculator, decision);
      showGroups(calculator, decision);
      showEntered(calculator, decision);
    } else {
      // What is no longer shown is no longer there.
      calculator.findAll("[data-calc-answer] ul, [data-calc-counted]").forEach(empty);
    }
    S.calculator.stages.show(calculator, decision);
  }

  S.calculator.result = {
    show: show,
    make: make,
    empty: empty,
    counted: counted,
    entered: entered,
    shownOf: shownOf,
    moreOf: moreOf,
    GROUPS: GROUPS
  };
})(Shirube);
