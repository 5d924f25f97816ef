// Marks, opens and orders the stages that stand on the page, and puts dates beside their duties.
(function (S) {
  "use strict";

  var civil = S.core.civil;
  var OPEN = ["active", "confirm"];
  var ORDER = ["active", "confirm", "past", "unknown", "not-reached"];

  function remember(calculator) {
    if (!calculator.stageOrder) {
      calculator.stageOrder = calculator.findAll("[data-stage]");
    }
    return calculator.stageOrder;
  }

  function reset(section) {
    section.removeAttribute("data-state");
    section.open = true;
    section.querySelector("[data-stage-state]").hidden = true;
    section.querySelector("[data-stage-notes]").hidden = true;
    section.querySelector("[data-stage-points]").hidden = true;
    Array.prototype.slice.call(section.querySelectorAll("[data-due], .open-point")).forEach(function (element) {
      element.parentNode.removeChild(element);
    });
  }

  /** The date of the occurrence that counts today: of those that are due the last, and the next. */
  function dueTexts(calculator, duty, asOf) {
    var words = S.calculator.words;
    var texts = [];
    if (duty.ended) {
      texts.push(calculator.text("calc_due_ended"));
    }
    if (duty.due.length > 0) {
      var last = civil.parse(duty.due[duty.due.length - 1]);
      texts.push(calculator.text(last < asOf ? "calc_due_past" : "calc_due", { date: words.fullDate(calculator, last) }));
    }
    if (duty.next === "unknown") {
      texts.push(calculator.text("calc_due_outside"));
    } else if (duty.next !== null) {
      var key = duty.due.length > 0 ? "calc_due_next" : "calc_due";
      texts.push(calculator.text(key, { date: words.fullDate(calculator, civil.parse(duty.next)) }));
    }
    if (duty.open.length > 0) {
      texts.push(calculator.text("calc_due_open"));
    }
    return texts;
  }

  function showDues(calculator, section, stage, asOf) {
    stage.duties.forEach(function (duty) {
      var row = section.querySelector('[data-duty="' + stage.id + "/" + duty.id + '"]');
      if (!row) {
        return;
      }
      dueTexts(calculator, duty, asOf).forEach(function (text) {
        var line = S.calculator.result.make("strong", text, "duties__more calc-stage__due");
        line.setAttribute("data-due", "");
        row.lastElementChild.appendChild(line);
      });
    });
  }

  function notes(calculator, stage) {
    var lines = [];
    var day = stage.reached_on === null ? null : civil.parse(stage.reached_on);
    if (day !== null) {
      lines.push(calculator.text("calc_reached_on", { date: S.calculator.words.fullDate(calculator, day) }));
      if (stage.certain === false) {
        lines.push(calculator.text("calc_reached_before", { date: S.calculator.words.date(calculator, day) }));
      }
    }
    if (stage.reading !== null) {
      lines.push(calculator.text("calc_under_reading"));
    }
    if (stage.state !== "active" && stage.state !== "past") {
      lines.push(S.calculator.result.moreOf(calculator, stage));
    }
    return lines.filter(Boolean);
  }

  function showNotes(calculator, section, stage) {
    var list = section.querySelector("[data-stage-notes]");
    var lines = notes(calculator, stage);
    S.calculator.result.empty(list);
    lines.forEach(function (line) {
      list.appendChild(S.calculator.result.make("li", line));
    });
    list.hidden = lines.length === 0;
  }

  /** The open points on which the state hangs, each with what every reading makes of it. */
  function showPoints(calculator, section, stage) {
    var place = section.querySelector("[data-stage-points]");
    stage.depends_on.forEach(function (depends) {
      var template = calculator.find('template[data-point="' + depends.point + '"]');
      var point = template.content.cloneNode(true);
      Array.prototype.forEach.call(point.querySelectorAll("[data-reading-state]"), function (mark, at) {
        mark.textContent = S.calculator.words.state(calculator, depends.states[at]);
      });
      place.appendChild(point);
    });
    place.hidden = stage.state !== "confirm";
  }

  function showStage(calculator, section, stage, asOf) {
    reset(section);
    var mark = section.querySelector("[data-stage-state]");
    section.setAttribute("data-state", stage.state);
    section.open = OPEN.indexOf(stage.state) >= 0;
    mark.textContent = S.calculator.words.state(calculator, stage.state);
    mark.hidden = false;
    showNotes(calculator, section, stage);
    showPoints(calculator, section, stage);
    showDues(calculator, section, stage, asOf);
    S.calculator.forms.offer(calculator, section, stage);
  }

  /** Those that hold come first, the last of them at the top; without a decision all stand as in the handbook. */
  function order(calculator, sections, rank) {
    var isAnswered = calculator.decision !== null;
    var place = calculator.find("[data-calc-stages]");
    var sorted = sections
      .map(function (section, at) {
        return { section: section, at: at, rank: rank(section) };
      })
      .sort(function (a, b) {
        return a.rank - b.rank || (isAnswered ? b.at - a.at : a.at - b.at);
      });
    // A section that is moved loses the focus within it, so those that stand right stay.
    sorted.forEach(function (entry, at) {
      if (place.children[at] !== entry.section) {
        place.insertBefore(entry.section, place.children[at] || null);
      }
    });
  }

  function show(calculator, decision) {
    var sections = remember(calculator);
    if (!decision) {
      sections.forEach(reset);
      order(calculator, sections, function () {
        return 0;
      });
      return;
    }
    var asOf = civil.parse(decision.as_of);
    decision.stages.forEach(function (stage, at) {
      showStage(calculator, sections[at], stage, asOf);
    });
    order(calculator, sections, function (section) {
      return ORDER.indexOf(section.getAttribute("data-state"));
    });
  }

  S.calculator.stages = { show: show, dueTexts: dueTexts };
})(Shirube);
