// What another reading of an open point changes: found before anything is counted, so that all else is taken over as it is.
(function (S) {
  "use strict";

  var core = S.core;
  var kept = {};

  function perDayOf(measure) {
    return measure.kind === "total" ? measure.per_day : 1;
  }

  function conditionsOf(stage) {
    var all = [stage.when];
    stage.duties.forEach(function (duty) {
      all.push(duty.repeat && duty.repeat.until);
    });
    all.push(stage.ends_when);
    return all.filter(Boolean);
  }

  /** The indexes of the measures that a stage compares. */
  function measuresOf(stage) {
    var found = [];
    conditionsOf(stage).forEach(function (condition) {
      core.conditions.eachLeaf(condition, function (leaf) {
        if (leaf[0] === "compare" && found.indexOf(leaf[1]) < 0) {
          found.push(leaf[1]);
        }
      });
    });
    return found;
  }

  /** The rules under one variant, which measures and stages are its own, and what each of its stages compares. */
  function underVariant(program, compared, variant) {
    var under = { variant: variant, isOwn: [], isReplaced: [], compared: compared.slice() };
    var measures = program.measures.slice();
    var stages = program.stages.slice();
    variant.measures.forEach(function (entry) {
      measures[entry[0]] = entry[1];
      under.isOwn[entry[0]] = true;
    });
    variant.stages.forEach(function (entry) {
      stages[entry[0]] = entry[1];
      under.isReplaced[entry[0]] = true;
      under.compared[entry[0]] = measuresOf(entry[1]);
    });
    under.rules = { measures: measures, stages: stages, seen: variant.seen || program.seen };
    return under;
  }

  /** For each point and reading the place of its evaluation: 0 is the one as shown, which a reading without a variant does not change. */
  function placesOf(program) {
    return program.points.map(function (point, index) {
      return point.readings.map(function (id, reading) {
        var place = 0;
        program.variants.forEach(function (variant, at) {
          place = variant.point === index && variant.reading === reading ? at + 1 : place;
        });
        return place;
      });
    });
  }

  /**
   * What can be said of a program before anything is asked, kept for the next question.
   * @param {object} program
   * @returns {{program: object, variants: object[], readings: number[][]}}
   */
  function prepared(program) {
    if (kept.program !== program) {
      var compared = program.stages.map(measuresOf);
      kept = {
        program: program,
        variants: program.variants.map(function (variant) {
          return underVariant(program, compared, variant);
        }),
        readings: placesOf(program)
      };
    }
    return kept;
  }

  /** The marks with their places that a record holds, as [mark, cell], and whether the mark of any day is unknown. */
  function heldBy(known) {
    var held = { cells: [], hasUnknown: false };
    var isHeld = {};
    for (var at = 0; at < known.marks.length; at += 1) {
      var mark = known.marks[at];
      var name = mark + "/" + known.cells[at];
      if (mark === core.ruleRecord.UNKNOWN) {
        held.hasUnknown = true;
      } else if (!isHeld[name]) {
        isHeld[name] = true;
        held.cells.push([mark, known.cells[at]]);
      }
    }
    return held;
  }

  /** Whether two tables by mark and place say the same of all that a record holds. */
  function agreeOn(held, one, other) {
    return held.cells.every(function (place) {
      return one[place[0]][place[1]] === other[place[0]][place[1]];
    });
  }

  /** Whether a measure is counted alike under a variant, because nothing that was told tells them apart. */
  function countsAlike(held, one, other) {
    // Days that were typed are what they are, however a reading would count them.
    if (held === null) {
      return true;
    }
    if (one.kind !== other.kind || String(one.window) !== String(other.window)) {
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
   * Which measures a variant changes: its own unless what was told does not tell them apart, those that look at who was seen, and those
   * within a run that it changes.
   * @param {object} asked
   * @param {object} under
   * @param {boolean} hasSeen whether somebody was seen on other days
   * @returns {boolean[]}
   */
  function changedMeasures(asked, under, hasSeen) {
    function isChanged(index) {
      var measure = under.rules.measures[index];
      var looks = measure.kind === "seen_in" || measure.kind === "seen_on" || (measure.kind === "run" && measure.until_seen === 1);
      var isOwn = under.isOwn[index] === true && !countsAlike(asked.held, asked.program.measures[index], measure);
      return isOwn || (hasSeen && looks) || (measure.kind === "seen_in" && isChanged(measure.run));
    }
    return under.rules.measures.map(function (measure, index) {
      return isChanged(index);
    });
  }

  /** Whether it changes a stage: one of its own, or one that compares a measure that it changes. */
  function changesStage(under, index, isMeasureChanged) {
    var compared = under.compared[index];
    var isChanged = under.isReplaced[index] === true;
    for (var at = 0; at < compared.length && !isChanged; at += 1) {
      isChanged = isMeasureChanged[compared[at]];
    }
    return isChanged;
  }

  core.readings = {
    prepared: prepared,
    heldBy: heldBy,
    perDayOf: perDayOf,
    changedMeasures: changedMeasures,
    changesStage: changesStage
  };
})(Shirube);
