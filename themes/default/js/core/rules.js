// What a rule set says of a record or of counts: the second evaluator, which gives the same decision as the one in the binary.
(function (S) {
  "use strict";

  var core = S.core;
  var VERSION = 1;
  var TOLD = ["active", "past"];

  /** What all evaluations of one question share. */
  function question(program, judged) {
    var at = judged.asOf - judged.calendar.first;
    var start = judged.record ? judged.record.covers.from - judged.calendar.first : at;
    var known = judged.record && core.ruleRecord.lines(judged.calendar, judged.record, at + 1);
    return {
      program: program,
      judged: judged,
      at: at,
      start: start < 0 ? 0 : start,
      known: known,
      held: known && core.readings.heldBy(known)
    };
  }

  /** The days with who was seen on them, by the marks that imply it. */
  function daysWith(asked, seen) {
    return {
      calendar: asked.judged.calendar,
      known: asked.known,
      length: asked.at + 1,
      seen: core.ruleRecord.seenBy(asked.known, seen)
    };
  }

  function countedFromRecord(rules, days, reused) {
    var counted = reused.slice();
    function countedOf(index) {
      if (!counted[index]) {
        counted[index] = core.measures.count(rules.measures[index], days, countedOf);
      }
      return counted[index];
    }
    rules.measures.forEach(function (measure, index) {
      countedOf(index);
    });
    return counted;
  }

  /** What was typed, on the one date that is asked for. */
  function exactly(at, answer, perDay) {
    var counted = { low: {}, high: {} };
    counted.low[at] = answer === undefined ? 0 : answer * perDay;
    counted.high[at] = answer === undefined ? core.measures.INFINITE : counted.low[at];
    return counted;
  }

  function countedFromCounts(asked, rules, reused) {
    return rules.measures.map(function (measure, index) {
      return reused[index] || exactly(asked.at, asked.judged.counts[index], core.readings.perDayOf(measure));
    });
  }

  /** Each measure on each date that matters; those of `reused` are taken over. */
  function countedFrom(asked, rules, days, reused) {
    return days ? countedFromRecord(rules, days, reused) : countedFromCounts(asked, rules, reused);
  }

  /** What conditions look at. */
  function viewOf(asked, rules, days, counted) {
    return {
      calendar: asked.judged.calendar,
      facts: asked.judged.facts,
      isCounts: asked.judged.counts !== null,
      perDay: rules.measures.map(core.readings.perDayOf),
      start: asked.start,
      end: asked.at,
      days: days,
      counted: counted
    };
  }

  /** A stage under one reading: its state, and the span on which its duties rest. */
  function outcomeOf(asked, stage, view, index) {
    var course = core.course.follow(stage.when, view);
    var first = asked.judged.calendar.first;
    var outcome = { stage: stage, view: view, state: course.state, certain: null, span: { first: null, last: null } };
    if (view.isCounts) {
      var reached = asked.judged.reached[index];
      outcome.span.first = reached === undefined ? null : reached;
    } else if (course.occurrence) {
      outcome.certain = course.occurrence.certain;
      outcome.span.first = first + course.occurrence.first;
      outcome.span.last = outcome.state === "active" ? null : first + course.occurrence.last;
    }
    return outcome;
  }

  function evaluateShown(asked) {
    var rules = { measures: asked.program.measures, stages: asked.program.stages, seen: asked.program.seen };
    var days = asked.known && daysWith(asked, rules.seen);
    var view = viewOf(asked, rules, days, countedFrom(asked, rules, days, []));
    return {
      view: view,
      reading: null,
      outcomes: rules.stages.map(function (stage, index) {
        return outcomeOf(asked, stage, view, index);
      })
    };
  }

  /** The days under a variant: those as shown when the same people were seen on them. */
  function daysUnder(asked, variant, shown) {
    if (variant.seen === null || asked.known === null) {
      return shown.days;
    }
    var days = daysWith(asked, variant.seen);
    var isSame = days.seen.every(function (seen, at) {
      return seen === shown.days.seen[at];
    });
    return isSame ? shown.days : days;
  }

  /** The same with another reading; what it does not change is taken from the evaluation as shown. */
  function evaluateVariant(asked, under, shown) {
    var rules = under.rules;
    var days = daysUnder(asked, under.variant, shown.view);
    var isChanged = core.readings.changedMeasures(asked, under, days !== shown.view.days);
    var view = shown.view;
    if (isChanged.indexOf(true) >= 0) {
      var reused = shown.view.counted.map(function (counted, index) {
        return isChanged[index] ? null : counted;
      });
      view = viewOf(asked, rules, days, countedFrom(asked, rules, days, reused));
    }
    return {
      view: view,
      reading: under.variant,
      outcomes: rules.stages.map(function (stage, index) {
        return core.readings.changesStage(under, index, isChanged) ? outcomeOf(asked, stage, view, index) : shown.outcomes[index];
      })
    };
  }

  /** The evaluation that tells of a stage: the first in which it is active, else the first in which it is past. */
  function chosen(evaluations, states) {
    for (var wanted = 0; wanted < TOLD.length; wanted += 1) {
      var at = states.indexOf(TOLD[wanted]);
      if (at >= 0) {
        return evaluations[at];
      }
    }
    return null;
  }

  /** A stage's state over all readings: an open point falls to the safe side. */
  function finalState(states) {
    var differ = states.some(function (state) {
      return state !== states[0];
    });
    if (!differ) {
      return states[0];
    }
    return states.indexOf("active") >= 0 || states.indexOf("past") >= 0 ? "confirm" : "unknown";
  }

  function decideJudged(program, judged) {
    var asked = question(program, judged);
    var ready = core.readings.prepared(program);
    var shown = evaluateShown(asked);
    var evaluations = [shown];
    ready.variants.forEach(function (under) {
      evaluations.push(evaluateVariant(asked, under, shown));
    });
    var found = { all: evaluations, chosen: [], states: [] };
    program.stages.forEach(function (stage, index) {
      var states = evaluations.map(function (evaluation) {
        return evaluation.outcomes[index].state;
      });
      found.chosen.push(chosen(evaluations, states));
      found.states.push(finalState(states));
    });
    found.readings = ready.readings.map(function (places) {
      return places.map(function (at) {
        return evaluations[at];
      });
    });
    return core.decision.of(asked, found);
  }

  /**
   * @param {object} program a compiled rule set of version 1
   * @param {object} calendar the calendar of the site
   * @param {*} input a record or counts, with what else was answered
   * @returns {object} the decision, or what of the input was refused
   */
  function decide(program, calendar, input) {
    if (program.version !== VERSION) {
      throw new Error("rules of version " + program.version);
    }
    var judged = core.ruleInput.judge(program, calendar, input);
    if (judged.refused.length > 0) {
      return { refused: judged.refused, rules: program.id, version: VERSION };
    }
    return decideJudged(program, judged);
  }

  core.rules = { decide: decide, canonical: core.decision.canonical, VERSION: VERSION };
})(Shirube);
