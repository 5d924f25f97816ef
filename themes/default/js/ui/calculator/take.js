// What is taken away: print, text, and a calendar file. Each on request only, and without names.
(function (S) {
  "use strict";

  var civil = S.core.civil;

  function isTold(stage) {
    return stage.state === "active" || stage.state === "past" || stage.state === "confirm";
  }

  function eachDuty(calculator, act) {
    calculator.decision.stages.filter(isTold).forEach(function (stage) {
      stage.duties.forEach(function (duty) {
        act(stage, duty, calculator.data.names.duties[stage.id + "/" + duty.id]);
      });
    });
  }

  function dutyLine(calculator, stage, duty, names) {
    var asOf = civil.parse(calculator.decision.as_of);
    var parts = [calculator.join(names.who), names.does, calculator.join(names.to), calculator.join(names.form)];
    return "  - " + parts.concat(S.calculator.stages.dueTexts(calculator, duty, asOf)).filter(Boolean).join(" / ");
  }

  function groupLines(calculator, state) {
    var result = S.calculator.result;
    var stages = result.shownOf(calculator.decision, state);
    if (stages.length === 0) {
      return [];
    }
    var lines = [calculator.find('[data-calc-group="' + state + '"] h3').textContent];
    stages.forEach(function (stage) {
      var more = result.moreOf(calculator, stage);
      lines.push("- " + calculator.data.names.stages[stage.id].title + (more ? " / " + more : ""));
      if (isTold(stage)) {
        stage.duties.forEach(function (duty) {
          lines.push(dutyLine(calculator, stage, duty, calculator.data.names.duties[stage.id + "/" + duty.id]));
        });
      }
    });
    return lines.concat("");
  }

  /** The result as text. */
  function text(calculator) {
    var result = S.calculator.result;
    var lines = [document.querySelector("h1").textContent.trim(), calculator.text("calc_lead"), calculator.data.edition, ""];
    lines = lines.concat(result.entered(calculator, calculator.decision), "");
    result.counted(calculator, calculator.decision).forEach(function (entry) {
      lines.push(entry.name + " " + entry.text + entry.more);
    });
    lines.push("");
    result.GROUPS.forEach(function (state) {
      lines = lines.concat(groupLines(calculator, state));
    });
    return lines.concat(calculator.text("calc_worry"), "").join("\n");
  }

  /** Dates from the day asked for on. */
  function events(calculator) {
    var asOf = civil.parse(calculator.decision.as_of);
    var found = [];
    eachDuty(calculator, function (stage, duty, names) {
      var dates = duty.due.concat(duty.next === null || duty.next === "unknown" ? [] : [duty.next]).map(civil.parse);
      dates.forEach(function (day) {
        if (day < asOf || duty.ended) {
          return;
        }
        var values = { does: names.does, stage: calculator.data.names.stages[stage.id].title, who: calculator.join(names.who), edition: calculator.data.edition };
        found.push({
          day: day,
          id: [calculator.data.program.id, stage.id, duty.id, civil.format(day)].join("."),
          title: calculator.text("calc_ics_title", values),
          text: calculator.text("calc_ics_from", values)
        });
      });
    });
    return found;
  }

  function note(calculator, key, values) {
    calculator.find("[data-take-note]").textContent = calculator.text(key, values);
  }

  function takeIcs(calculator) {
    var found = events(calculator);
    if (found.length === 0) {
      note(calculator, "calc_ics_none");
      return;
    }
    var asOf = calculator.decision.as_of;
    S.takeAway.download("shirube-" + calculator.data.program.id + "-" + asOf + ".ics", "text/calendar", S.core.ics.write(found, civil.parse(asOf)));
    note(calculator, "calc_ics_done", { count: found.length });
  }

  function takeText(calculator) {
    S.takeAway.copy(text(calculator), calculator.find("[data-take-text]"), function (isCopied) {
      note(calculator, isCopied ? "calc_copied" : "calc_not_copied");
    });
  }

  S.calculator.parts.push(function (calculator) {
    var acts = { print: function () { window.print(); }, text: takeText, ics: takeIcs };
    calculator.findAll("[data-take]").forEach(function (button) {
      button.addEventListener("click", function () {
        acts[button.getAttribute("data-take")](calculator);
      });
    });
  });
})(Shirube);
