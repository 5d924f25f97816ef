// The decision as it is given out: ids, dates and integers only. Keys stand in the order of the alphabet, so that its JSON is canonical.
(function (S) {
  "use strict";

  var core = S.core;
  var civil = core.civil;
  var conditions = core.conditions;
  var WORDS = ["no", "unknown", "yes"];

  function date(day) {
    return typeof day === "number" ? civil.format(day) : day;
  }

  function measure(asked, view, entry, index) {
    var counted = view.counted[index];
    var high = counted.high[asked.at];
    var days = view.isCounts ? null : core.measures.daysThatCounted(entry, counted, view.days);
    return {
      days:
        days &&
        days.map(function (at) {
          return civil.format(view.calendar.first + at);
        }),
      high: high === core.measures.INFINITE ? null : high,
      id: entry.id,
      low: counted.low[asked.at]
    };
  }

  function trace(tree, words) {
    words.push(WORDS[tree.value]);
    tree.parts.forEach(function (part) {
      trace(part, words);
    });
    return words;
  }

  /** The name of what a condition without parts looks at. */
  function inputName(program, condition) {
    if (condition[0] === "compare") {
      return "measure:" + program.measures[condition[1]].id;
    }
    return condition[0] === "fact" ? "fact:" + program.facts[condition[1]] : "event:" + conditions.eventOf(condition);
  }

  function unknownInputs(program, tree, names) {
    if (tree.value !== conditions.UNKNOWN) {
      return names;
    }
    if (tree.parts.length === 0) {
      var name = inputName(program, tree.condition);
      if (names.indexOf(name) < 0) {
        names.push(name);
      }
    }
    tree.parts.forEach(function (part) {
      unknownInputs(program, part, names);
    });
    return names;
  }

  /** For each measure by index the fewest days that are missing in a comparison that does not hold. */
  function missing(asked, view, tree, fewest) {
    var condition = tree.condition;
    if (condition[0] === "all" || condition[0] === "any") {
      tree.parts.forEach(function (part) {
        missing(asked, view, part, fewest);
      });
    }
    var isAsked = condition[0] === "compare" && (condition[2] === "at_least" || condition[2] === "more_than");
    if (isAsked && tree.value === conditions.NO) {
      var index = condition[1];
      var perDay = view.perDay[index];
      var units = conditions.leastOf(condition, perDay) - view.counted[index].high[asked.at];
      var days = (units - (units % perDay)) / perDay + (units % perDay > 0 ? 1 : 0);
      if (fewest[index] === undefined || days < fewest[index]) {
        fewest[index] = days;
      }
    }
    return fewest;
  }

  function remaining(asked, view, tree) {
    if (tree.value !== conditions.NO) {
      return [];
    }
    var fewest = missing(asked, view, tree, []);
    var list = [];
    asked.program.measures.forEach(function (entry, index) {
      if (fewest[index] !== undefined) {
        list.push({ days: fewest[index], index: index, measure: entry.id });
      }
    });
    list.sort(function (a, b) {
      return a.days - b.days || a.index - b.index;
    });
    return list.map(function (entry) {
      return { days: entry.days, measure: entry.measure };
    });
  }

  function isTold(outcome) {
    return outcome.state === "active" || outcome.state === "past";
  }

  function isEnded(asked, outcome) {
    var condition = outcome.stage.ends_when;
    return outcome.state === "past" && condition !== null && conditions.reader(condition, outcome.view)(asked.at) === conditions.YES;
  }

  /** What is told of a duty under one reading, in days; null when the stage has no such duty in it. */
  function answer(asked, outcome, id) {
    var found = outcome.stage.duties.filter(function (duty) {
      return duty.id === id;
    })[0];
    if (!found) {
      return null;
    }
    var dates = core.duties.dates(found, outcome.span, outcome.view, asked.judged.asOf);
    return { due: dates.due, ended: isEnded(asked, outcome), next: dates.next };
  }

  function isSame(a, b) {
    var isAlike = b !== null && a.ended === b.ended && a.next === b.next && a.due.length === b.due.length;
    return (
      isAlike &&
      a.due.every(function (day, at) {
        return day === b.due[at];
      })
    );
  }

  /** Outcomes of a stage under other readings that may tell something else, each with the index of its point. */
  function othersThanTold(asked, found, index) {
    var own = found.chosen[index];
    var others = [];
    found.readings.forEach(function (evaluations, point) {
      // What is told under another reading of one point differs from all others by that point alone.
      var isAsked = own.reading === null || own.reading.point === point;
      for (var at = 0; isAsked && at < evaluations.length; at += 1) {
        var outcome = evaluations[at].outcomes[index];
        if (outcome !== own.outcomes[index] && isTold(outcome)) {
          others.push({ point: point, outcome: outcome });
        }
      }
    });
    return others;
  }

  /** The points another reading of which, with the stage active or past in it, gives another answer than the one told. */
  function openPoints(asked, others, told, id) {
    var open = [];
    others.forEach(function (other) {
      var point = asked.program.points[other.point].id;
      if (open[open.length - 1] !== point && !isSame(told, answer(asked, other.outcome, id))) {
        open.push(point);
      }
    });
    return open;
  }

  function duties(asked, found, index) {
    var own = found.chosen[index];
    if (own === null) {
      return [];
    }
    var others = othersThanTold(asked, found, index);
    return own.outcomes[index].stage.duties.map(function (duty) {
      var told = answer(asked, own.outcomes[index], duty.id);
      var open = openPoints(asked, others, told, duty.id);
      return { due: told.due.map(date), ended: told.ended, id: duty.id, next: date(told.next), open: open };
    });
  }

  function dependsOn(asked, found, index) {
    var shown = found.all[0].outcomes[index].state;
    var list = [];
    found.readings.forEach(function (evaluations, point) {
      var states = [];
      var differs = false;
      for (var at = 0; at < evaluations.length; at += 1) {
        states.push(evaluations[at].outcomes[index].state);
        differs = differs || states[at] !== shown;
      }
      if (differs) {
        list.push({ point: asked.program.points[point].id, states: states });
      }
    });
    return list;
  }

  function readingOf(program, evaluation) {
    if (evaluation === null || evaluation.reading === null) {
      return null;
    }
    var point = program.points[evaluation.reading.point];
    return { point: point.id, reading: point.readings[evaluation.reading.reading] };
  }

  function stage(asked, found, entry, index) {
    var view = found.all[0].view;
    var tree = conditions.tree(entry.when, view, asked.at);
    var own = found.chosen[index];
    var told = own === null ? null : own.outcomes[index];
    return {
      certain: told === null ? null : told.certain,
      depends_on: dependsOn(asked, found, index),
      duties: duties(asked, found, index),
      id: entry.id,
      now: WORDS[tree.value],
      reached_on: told === null ? null : date(told.span.first),
      reading: readingOf(asked.program, own),
      remaining: remaining(asked, view, tree),
      state: found.states[index],
      trace: trace(tree, []),
      unknown: unknownInputs(asked.program, tree, [])
    };
  }

  /**
   * @param {object} asked program, input and where it is evaluated
   * @param {{all: object[], readings: Array[], chosen: object[], states: string[]}} found
   * @returns {object}
   */
  function of(asked, found) {
    var view = found.all[0].view;
    return {
      as_of: civil.format(asked.judged.asOf),
      measures: asked.program.measures.map(function (entry, index) {
        return measure(asked, view, entry, index);
      }),
      mode: view.isCounts ? "counts" : "record",
      rules: asked.program.id,
      stages: asked.program.stages.map(function (entry, index) {
        return stage(asked, found, entry, index);
      }),
      version: asked.program.version
    };
  }

  /**
   * JSON with sorted keys and no blanks: every object of a decision is made with its keys in that order.
   * @param {object} decision
   * @returns {string}
   */
  function canonical(decision) {
    return JSON.stringify(decision);
  }

  core.decision = { of: of, canonical: canonical };
})(Shirube);
