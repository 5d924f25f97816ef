// Counts over a calendar: each measure is an interval on each date. Lists are by index of the calendar; an infinite bound is -1.
(function (S) {
  "use strict";

  var record = S.core.ruleRecord;
  var SEEN = record.SEEN;
  // What a day can do to a run; a day that is not walked does nothing.
  var END = 1;
  var COUNT = 2;
  var SKIP = 4;
  var NOTHING = 0;
  var INFINITE = -1;

  function plus(bound, more) {
    return bound === INFINITE ? INFINITE : bound + more;
  }

  function effectOfMark(run, known, at) {
    var mark = known.marks[at];
    if (mark === record.UNKNOWN) {
      return END | COUNT;
    }
    return [END, COUNT, SKIP][run.effects[mark][known.cells[at]]];
  }

  /** What each day can do to a run. */
  function effects(run, days) {
    var all = [];
    for (var at = 0; at < days.length; at += 1) {
      if (days.calendar.school[at]) {
        var effect = effectOfMark(run, days.known, at);
        if (run.until_seen && days.seen[at] !== SEEN.no) {
          effect = days.seen[at] === SEEN.yes ? END : effect | END;
        }
        all.push(effect);
      } else if (run.calendar_days) {
        var before = days.calendar.before[at];
        all.push(before < 0 ? END | COUNT : effectOfMark(run, days.known, before));
      } else {
        all.push(NOTHING);
      }
    }
    return all;
  }

  /** Whether a window may have begun on a day of which it is not known. */
  function mayBegin(days, window, at) {
    return window === "term" && at < days.calendar.firstTerm;
  }

  /** Walks the days with `step(bounds, at)`, which changes the bounds: from [0, ∞], and from [0, 0] where a window begins. */
  function walk(days, window, step) {
    var starts = days.calendar.starts[window];
    var lows = [];
    var highs = [];
    var bounds = { low: 0, high: INFINITE };
    for (var at = 0; at < days.length; at += 1) {
      if (starts[at]) {
        bounds.low = 0;
        bounds.high = 0;
      } else if (mayBegin(days, window, at)) {
        bounds.low = 0;
      }
      step(bounds, at);
      lows.push(bounds.low);
      highs.push(bounds.high);
    }
    return { low: lows, high: highs };
  }

  function countRun(run, days) {
    var effect = effects(run, days);
    var counted = walk(days, run.window[0], function (bounds, at) {
      var can = effect[at];
      if (can === NOTHING) {
        return;
      }
      if (can & END) {
        bounds.low = 0;
      } else if (!(can & SKIP)) {
        bounds.low += 1;
      }
      if (can & COUNT) {
        bounds.high = plus(bounds.high, 1);
      } else if (!(can & SKIP)) {
        bounds.high = 0;
      }
    });
    counted.effects = effect;
    counted.window = run.window[0];
    return counted;
  }

  function countSeenIn(run, days) {
    return walk(days, run.window, function (bounds, at) {
      var can = run.effects[at];
      if (can === NOTHING) {
        return;
      }
      var seen = days.calendar.school[at] ? days.seen[at] : SEEN.no;
      bounds.low = can & END ? 0 : bounds.low + (seen === SEEN.yes ? 1 : 0);
      bounds.high = can === END ? 0 : plus(bounds.high, seen === SEEN.no ? 0 : 1);
    });
  }

  function countSeenOn(days) {
    return walk(days, "all", function (bounds, at) {
      var seen = days.calendar.school[at] ? days.seen[at] : SEEN.no;
      bounds.low = seen === SEEN.yes ? 1 : 0;
      bounds.high = seen === SEEN.no ? 0 : 1;
    });
  }

  /** For each day the least and the greatest that it can weigh. */
  function weights(total, days) {
    var least = total.weights[0][0];
    var greatest = least;
    total.weights.forEach(function (row) {
      row.forEach(function (weight) {
        least = weight < least ? weight : least;
        greatest = weight > greatest ? weight : greatest;
      });
    });
    var all = { low: [], high: [] };
    for (var at = 0; at < days.length; at += 1) {
      var mark = days.known.marks[at];
      var isSchool = days.calendar.school[at];
      var weight = isSchool && mark !== record.UNKNOWN ? total.weights[mark][days.known.cells[at]] : 0;
      var isUnknown = isSchool && mark === record.UNKNOWN;
      all.low.push(isUnknown ? least : weight);
      all.high.push(isUnknown ? greatest : weight);
    }
    return all;
  }

  function countRolling(span, weight, days) {
    var school = [];
    var low = 0;
    var high = 0;
    return walk(days, "all", function (bounds, at) {
      if (days.calendar.school[at]) {
        low += weight.low[at];
        high += weight.high[at];
        school.push(at);
        if (school.length > span) {
          var gone = school[school.length - 1 - span];
          low -= weight.low[gone];
          high -= weight.high[gone];
        }
      }
      bounds.low = low;
      bounds.high = school.length < span ? INFINITE : high;
    });
  }

  function countTotal(total, days) {
    var weight = weights(total, days);
    var counted =
      total.window[0] === "rolling"
        ? countRolling(total.window[1], weight, days)
        : walk(days, total.window[0], function (bounds, at) {
            bounds.low += weight.low[at];
            bounds.high = plus(bounds.high, weight.high[at]);
          });
    counted.weight = weight;
    return counted;
  }

  /**
   * Counts one measure.
   * @param {object} measure
   * @param {{calendar: object, known: object, seen: number[], length: number}} days
   * @param {function(number): object} counted gives the counted measure of an index
   * @returns {{low: number[], high: number[]}}
   */
  function count(measure, days, counted) {
    if (measure.kind === "run") {
      return countRun(measure, days);
    }
    if (measure.kind === "total") {
      return countTotal(measure, days);
    }
    return measure.kind === "seen_in" ? countSeenIn(counted(measure.run), days) : countSeenOn(days);
  }

  /** The indexes of the days that certainly add to a run on the last day. */
  function daysOfRun(run, days) {
    var starts = days.calendar.starts[run.window];
    var added = [];
    for (var at = days.length - 1; at >= 0 && !(run.effects[at] & END); at -= 1) {
      if (run.effects[at] & COUNT) {
        added.push(at);
      }
      if (starts[at] || mayBegin(days, run.window, at)) {
        break;
      }
    }
    return added.reverse();
  }

  function daysOfTotal(window, total, days) {
    var starts = days.calendar.starts[window[0]] || {};
    var left = window[0] === "rolling" ? window[1] : days.length;
    var added = [];
    for (var at = days.length - 1; at >= 0 && left > 0; at -= 1) {
      if (days.calendar.school[at]) {
        left -= 1;
        if (total.weight.low[at] > 0) {
          added.push(at);
        }
      }
      if (starts[at] || mayBegin(days, window[0], at)) {
        break;
      }
    }
    return added.reverse();
  }

  /**
   * The indexes of the days that counted on the last day, or null for what has none.
   * @param {object} measure
   * @param {object} counted
   * @param {object} days
   * @returns {number[]|null}
   */
  function daysThatCounted(measure, counted, days) {
    if (measure.kind === "run") {
      return daysOfRun(counted, days);
    }
    return measure.kind === "total" ? daysOfTotal(measure.window, counted, days) : null;
  }

  S.core.measures = { count: count, daysThatCounted: daysThatCounted, INFINITE: INFINITE };
})(Shirube);
