// Conditions with three values: 0 false, 1 unknown, 2 true.
(function (S) {
  "use strict";

  var NO = 0;
  var UNKNOWN = 1;
  var YES = 2;
  var INFINITE = S.core.measures.INFINITE;

  function opposite(value) {
    return YES - value;
  }

  /** Whether a number between the bounds reaches `least`. */
  function reaches(low, high, least) {
    if (low >= least) {
      return YES;
    }
    return high !== INFINITE && high < least ? NO : UNKNOWN;
  }

  /** The least that a comparison asks for, in units; `at_most` and `less_than` are the opposite of reaching it. */
  function leastOf(condition, perDay) {
    var units = condition[3] * perDay;
    return condition[2] === "more_than" || condition[2] === "at_most" ? units + 1 : units;
  }

  function isOpposite(condition) {
    return condition[2] === "at_most" || condition[2] === "less_than";
  }

  function eventOf(condition) {
    return condition.length > 2 ? condition[1] + "/" + condition[2] : condition[1];
  }

  /** The value of a condition without parts on a date. */
  function leaf(condition, view, at) {
    switch (condition[0]) {
      case "compare": {
        var counted = view.counted[condition[1]];
        var value = reaches(counted.low[at], counted.high[at], leastOf(condition, view.perDay[condition[1]]));
        return isOpposite(condition) ? opposite(value) : value;
      }
      case "fact": {
        var answer = view.facts[condition[1]];
        return answer === undefined ? UNKNOWN : answer;
      }
      case "event": {
        var event = view.calendar.events[eventOf(condition)];
        if (event.on[at]) {
          return YES;
        }
        return !event.isKnown && view.calendar.school[at] ? UNKNOWN : NO;
      }
      default:
        return YES;
    }
  }

  /** The parts of a condition; an empty list for one without. */
  function parts(condition) {
    if (condition[0] === "all" || condition[0] === "any") {
      return condition[1];
    }
    return condition[0] === "not" ? [condition[1]] : [];
  }

  function isLeaf(condition) {
    return condition[0] !== "all" && condition[0] !== "any" && condition[0] !== "not";
  }

  function least(values) {
    return values.reduce(function (found, value) {
      return value < found ? value : found;
    }, YES);
  }

  function together(condition, values) {
    if (condition[0] === "not") {
      return opposite(values[0]);
    }
    // Of none, `all` is true and `any` false.
    return condition[0] === "all" ? least(values) : opposite(least(values.map(opposite)));
  }

  /**
   * The value on one date, with the values of all parts.
   * @param {Array} condition
   * @param {{counted: object[], perDay: number[], facts: number[], calendar: object}} view
   * @param {number} at
   * @returns {{condition: Array, value: number, parts: object[]}}
   */
  function tree(condition, view, at) {
    if (isLeaf(condition)) {
      return { condition: condition, value: leaf(condition, view, at), parts: [] };
    }
    var branches = parts(condition).map(function (part) {
      return tree(part, view, at);
    });
    var values = branches.map(function (branch) {
      return branch.value;
    });
    return { condition: condition, value: together(condition, values), parts: branches };
  }

  /**
   * The value on one date.
   * @param {Array} condition
   * @param {object} view
   * @param {number} at
   * @returns {number}
   */
  function valueOn(condition, view, at) {
    if (isLeaf(condition)) {
      return leaf(condition, view, at);
    }
    if (condition[0] === "not") {
      return opposite(valueOn(condition[1], view, at));
    }
    var isAll = condition[0] === "all";
    var found = isAll ? YES : NO;
    var end = isAll ? NO : YES;
    for (var part = 0; part < condition[1].length && found !== end; part += 1) {
      var value = valueOn(condition[1][part], view, at);
      if (isAll ? value < found : value > found) {
        found = value;
      }
    }
    return found;
  }

  /** Calls `visit` with each condition without parts. */
  function eachLeaf(condition, visit) {
    if (isLeaf(condition)) {
      visit(condition);
    } else {
      parts(condition).forEach(function (part) {
        eachLeaf(part, visit);
      });
    }
  }

  S.core.conditions = {
    NO: NO,
    UNKNOWN: UNKNOWN,
    YES: YES,
    tree: tree,
    valueOn: valueOn,
    eachLeaf: eachLeaf,
    leastOf: leastOf,
    eventOf: eventOf
  };
})(Shirube);
