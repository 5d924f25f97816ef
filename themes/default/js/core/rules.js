// What a rule set says of a record or of counts: the second evaluator, which gives the same decision as the one in the binary.
(function (S) {
  "use strict";

  var core = S.core;
  var VERSION = 1;
  var STATES = ["active", "past"];

  /** The program under one variant; `changed` says which measures are counted anew. */
  function underVariant(program, variant) {
    var measures = program.measures.slice();
    var stages = program.stages.slice();
    variant.measures.forEach(function (entry) {
      measures[entry[0]] = entry[1];
    });
    variant.stages.forEach(function (entry) {
      stages[entry[0]] = entry[1];
    });
    return { measures: measures, stages: stages, seen: variant.seen || program.seen };
  }

  /** The marks with their places that a record holds, as [mark, cell], and whether the mark of any day is unknown. */
  function heldBy(known) {
    var held = { cells: [], hasUnknown: false };
    var isHeld = {};
    known.marks.forEach(function (mark, at) {
      var name = mark + "/" + known.cells[at];
      if (mark === core.ruleRecord.UNKNOWN) {
        held.hasUnknown = true;
      } else if (!isHeld[name]) {
        isHeld[name] = true;
        held.cells.push([mark, known.cells[at]]);
      }
    });
    return held;
  }

  /** Whether two tables by mark and place say the same of all that a record holds. */
  function agreeOn(held, one, other) {
    return held.cells.every(function (place) {
      return one[place[0]][place[1]] === other[place[0]][place[1]];
    });
  }

  /** Whether a measure is counted alike under a variant, because the record holds nothing that tells them apart. */
  function countsAlike(held, one, other) {
    if (held === null || one.kind !== other.kind || JSON.stringify(one.window) !== JSON.stringify(other.window)) {
      return false;
    }
    if (one.kind === "run") {
      var isSameWalk = one.calendar_days === other.calendar_days && one.until_seen === other.until_seen;
      return isSameWalk && agreeOn(held, one.effects, other.effects);
    }
    // The weights of all marks bound what an unknown one may weigh.
    return one.kind === "total" && one.per_day === other.per_day && !held.hasUnknown && agreeOn(held, one.weights, other.weights);
  }

  /**
   * Which measures a variant changes: its own unless the record does not tell, those that look at who was seen, and those within a run that
   * it changes.
   */
  function changedMeasures(asked, rules, variant) {
    var isOwn = [];
    variant.measures.forEach(function (entry) {
      isOwn[entry[0]] = !countsAlike(asked.held, asked.program.measures[entry[0]], entry[1]);
    });
    function isChanged(index) {
      var measure = rules.measures[index];
      var looks = measure.kind === "seen_in" || measure.kind === "seen_on" || (measure.kind === "run" && measure.until_seen === 1);
      return isOwn[index] === true || (variant.seen !== null && looks) || (measure.kind === "seen_in" && isChanged(measure.run));
    }
    return rules.measures.map(function (measure, index) {
      return isChanged(index);
    });
  }

  function conditionsOf(stage) {
    var all = [stage.when];
    stage.duties.forEach(function (duty) {
      all.push(duty.repeat && duty.repeat.until);
    });
    all.push(stage.ends_when);
    return all.filter(Boolean);
  }

  function changedStages(program, variant, isMeasureChanged) {
    var isChanged = program.stages.map(function (stage) {
      var found = false;
      conditionsOf(stage).forEach(function (condition) {
        core.conditions.eachLeaf(condition, function (leaf) {
          found = found || (leaf[0] === "compare" && isMeasureChanged[leaf[1]]);
        });
      });
      return found;
    });
    variant.stages.forEach(function (entry) {
      isChanged[entry[0]] = true;
    });
    return isChanged;
  }

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
      held: known && heldBy(known)
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

  function countedFromRecord(rules, days, reuse) {
    var counted = [];
    function countedOf(index) {
      if (!counted[index]) {
        counted[index] = reuse(index) || core.measures.count(rules.measures[index], days, countedOf);
      }
      return counted[index];
    }
    rules.measures.forEach(function (measure, index) {
      countedOf(index);
    });
    return counted;
  }

  function perDayOf(measure) {
    return measure.kind === "total" ? measure.per_day : 1;
  }

  function countedFromCounts(asked, rules) {
    return rules.measures.map(function (measure, index) {
      var answer = asked.judged.counts[index];
      var counted = { low: [], high: [] };
      counted.low[asked.at] = answer === undefined ? 0 : answer * perDayOf(measure);
      counted.high[asked.at] = answer === undefined ? core.measures.INFINITE : counted.low[asked.at];
      return counted;
    });
  }

  /** What conditions look at; `shown` is what may be taken over, and `isChanged` says of which measures it may not. */
  function viewOf(asked, rules, shown, isChanged) {
    var view = {
      calendar: asked.judged.calendar,
      facts: asked.judged.facts,
      isCounts: asked.judged.counts !== null,
      perDay: rules.measures.map(perDayOf)
    };
    if (view.isCounts) {
      view.counted = countedFromCounts(asked, rules);
    } else {
      view.days = shown && rules.seen === asked.program.seen ? shown.days : daysWith(asked, rules.seen);
      view.counted = countedFromRecord(rules, view.days, function (index) {
        return shown && !isChanged[index] ? shown.counted[index] : null;
      });
    }
    return view;
  }

  /** Follows a condition through the dates: the last occurrence (by indexes), whether any date was unknown, and the last value. */
  function follow(condition, view, start, end) {
    var values = core.conditions;
    var read = values.reader(condition, view);
    var found = { now: values.NO, occurrence: null, anyUnknown: false };
    var before = null;
    for (var at = start; at <= end; at += 1) {
      var value = read(at);
      if (value === values.YES) {
        if (before !== values.YES) {
          found.occurrence = { first: at, last: at, certain: before === values.NO };
        }
        found.occurrence.last = at;
      }
      found.anyUnknown = found.anyUnknown || value === values.UNKNOWN;
      before = value;
    }
    found.now = before;
    return found;
  }

  function stateOf(found) {
    var values = core.conditions;
    if (found.now === values.YES) {
      return "active";
    }
    if (found.now === values.UNKNOWN) {
      return "unknown";
    }
    if (found.occurrence) {
      return "past";
    }
    return found.anyUnknown ? "unknown" : "not-reached";
  }

  /** A stage under one reading: its state, and the span on which its duties rest. */
  function outcomeOf(asked, stage, view, index) {
    var found = follow(stage.when, view, asked.start, asked.at);
    var first = asked.judged.calendar.first;
    var outcome = { stage: stage, view: view, state: stateOf(found), certain: null, span: { first: null, last: null } };
    if (view.isCounts) {
      var reached = asked.judged.reached[index];
      outcome.span.first = reached === undefined ? null : reached;
    } else if (found.occurrence) {
      outcome.certain = found.occurrence.certain;
      outcome.span.first = first + found.occurrence.first;
      outcome.span.last = outcome.state === "active" ? null : first + found.occurrence.last;
    }
    return outcome;
  }

  function evaluateShown(asked) {
    var rules = { measures: asked.program.measures, stages: asked.program.stages, seen: asked.program.seen };
    var view = viewOf(asked, rules, null, []);
    return {
      view: view,
      reading: null,
      outcomes: rules.stages.map(function (stage, index) {
        return outcomeOf(asked, stage, view, index);
      })
    };
  }

  /** The same with another reading; what it does not change is taken from the evaluation as shown. */
  function evaluateVariant(asked, variant, shown) {
    var rules = underVariant(asked.program, variant);
    var isMeasureChanged = changedMeasures(asked, rules, variant);
    var isStageChanged = changedStages({ stages: rules.stages }, variant, isMeasureChanged);
    var view = viewOf(asked, rules, shown.view, isMeasureChanged);
    return {
      view: view,
      reading: variant,
      outcomes: rules.stages.map(function (stage, index) {
        return isStageChanged[index] ? outcomeOf(asked, stage, view, index) : shown.outcomes[index];
      })
    };
  }

  function isTold(state) {
    return STATES.indexOf(state) >= 0;
  }

  /** The evaluation that tells of a stage: the first in which it is active, else the first in which it is past. */
  function chosen(evaluations, index) {
    for (var wanted = 0; wanted < STATES.length; wanted += 1) {
      for (var at = 0; at < evaluations.length; at += 1) {
        if (evaluations[at].outcomes[index].state === STATES[wanted]) {
          return evaluations[at];
        }
      }
    }
    return null;
  }

  /** A stage's state over all readings. */
  function finalState(evaluations, index) {
    var states = evaluations.map(function (evaluation) {
      return evaluation.outcomes[index].state;
    });
    var differ = states.some(function (state) {
      return state !== states[0];
    });
    if (!differ) {
      return states[0];
    }
    return states.some(isTold) ? "confirm" : "unknown";
  }

  /** The evaluation under each reading of a point; a reading without a variant changes nothing. */
  function byReading(program, evaluations, point) {
    return program.points[point].readings.map(function (id, reading) {
      var found = evaluations.filter(function (evaluation) {
        return evaluation.reading !== null && evaluation.reading.point === point && evaluation.reading.reading === reading;
      });
      return found.length > 0 ? found[0] : evaluations[0];
    });
  }

  function decideJudged(program, judged) {
    var asked = question(program, judged);
    var shown = evaluateShown(asked);
    var evaluations = [shown].concat(
      program.variants.map(function (variant) {
        return evaluateVariant(asked, variant, shown);
      })
    );
    return core.decision.of(asked, {
      all: evaluations,
      readings: program.points.map(function (point, index) {
        return byReading(program, evaluations, index);
      }),
      chosen: program.stages.map(function (stage, index) {
        return chosen(evaluations, index);
      }),
      states: program.stages.map(function (stage, index) {
        return finalState(evaluations, index);
      })
    });
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
