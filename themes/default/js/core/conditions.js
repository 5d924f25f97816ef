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

  function eventOf(condition) {
    return condition.length > 2 ? condition[1] + "/" + condition[2] : condition[1];
  }

  function comparison(condition, view) {
    var counted = view.counted[condition[1]];
    var least = leastOf(condition, view.perDay[condition[1]]);
    var isOpposite = condition[2] === "at_most" || condition[2] === "less_than";
    return function (at) {
      var value = reaches(counted.low[at], counted.high[at], least);
      return isOpposite ? opposite(value) : value;
    };
  }

  function happening(condition, view) {
    var event = view.calendar.events[eventOf(condition)];
    return function (at) {
      if (event.on[at]) {
        return YES;
      }
      return !event.isKnown && view.calendar.school[at] ? UNKNOWN : NO;
    };
  }

  function answer(condition, view) {
    var value = condition[0] === "fact" ? view.facts[condition[1]] : YES;
    return function () {
      return value === undefined ? UNKNOWN : value;
    };
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

  /** Of none, `all` is true and `any` false. */
  function together(isAll, readers) {
    var end = isAll ? NO : YES;
    return function (at) {
      var found = opposite(end);
      for (var part = 0; part < readers.length && found !== end; part += 1) {
        var value = readers[part](at);
        if (isAll ? value < found : value > found) {
          found = value;
        }
      }
      return found;
    };
  }

  /**
   * A function from a date to the value of a condition.
   * @param {Array} condition
   * @param {{counted: object[], perDay: number[], facts: number[], calendar: object}} view
   * @returns {function(number): number}
   */
  function reader(condition, view) {
    switch (condition[0]) {
      case "compare":
        return comparison(condition, view);
      case "event":
        return happening(condition, view);
      case "all":
      case "any":
        return together(condition[0] === "all", condition[1].map(function (part) {
          return reader(part, view);
        }));
      case "not": {
        var inner = reader(condition[1], view);
        return function (at) {
          return opposite(inner(at));
        };
      }
      default:
        return answer(condition, view);
    }
  }

  /**
   * The value on one date, with the values of all parts.
   * @param {Array} condition
   * @param {object} view
   * @param {number} at
   * @returns {{condition: Array, value: number, parts: object[]}}
   */
  function tree(condition, view, at) {
    var branches = parts(condition).map(function (part) {
      return tree(part, view, at);
    });
    return { condition: condition, value: reader(condition, view)(at), parts: branches };
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
    reader: reader,
    eachLeaf: eachLeaf,
    opposite: opposite,
    leastOf: leastOf,
    eventOf: eventOf
  };
})(Shirube);
