// How a condition runs through the dates. Most conditions turn a few times in a year, so that only the dates on which they do are looked at.
(function (S) {
  "use strict";

  var values = S.core.conditions;

  /** A condition through the dates: the indexes at which its value turns, the first included, and the values from there on. */
  function Course(at, value) {
    this.at = [at];
    this.values = [value];
  }

  Course.prototype.turn = function (at, value) {
    if (this.values[this.values.length - 1] !== value) {
      this.at.push(at);
      this.values.push(value);
    }
  };

  function courseOfLeaf(condition, view) {
    var read = values.reader(condition, view);
    var course = new Course(view.start, read(view.start));
    // What was answered is the same on all dates.
    var isDated = condition[0] === "compare" || condition[0] === "event";
    for (var at = view.start + 1; isDated && at <= view.end; at += 1) {
      course.turn(at, read(at));
    }
    return course;
  }

  /** The course of a comparison is kept with what was counted: readings share it. */
  function courseOfComparison(condition, view) {
    var counted = view.counted[condition[1]];
    var name = condition[2] + "/" + condition[3] * view.perDay[condition[1]];
    counted.courses = counted.courses || {};
    counted.courses[name] = counted.courses[name] || courseOfLeaf(condition, view);
    return counted.courses[name];
  }

  function opposite(course) {
    return { at: course.at, values: course.values.map(values.opposite) };
  }

  /** Both courses at once: the least of both values, or the greatest. */
  function together(isAll, one, other) {
    var course = null;
    var a = 0;
    var b = 0;
    while (a < one.at.length && b < other.at.length) {
      var at = one.at[a] > other.at[b] ? one.at[a] : other.at[b];
      var isLess = one.values[a] < other.values[b];
      var value = isAll === isLess ? one.values[a] : other.values[b];
      if (course) {
        course.turn(at, value);
      } else {
        course = new Course(at, value);
      }
      var nextOne = a + 1 < one.at.length ? one.at[a + 1] : Infinity;
      var nextOther = b + 1 < other.at.length ? other.at[b + 1] : Infinity;
      a += nextOne <= nextOther ? 1 : 0;
      b += nextOther <= nextOne ? 1 : 0;
    }
    return course;
  }

  function courseOf(condition, view) {
    switch (condition[0]) {
      case "compare":
        return courseOfComparison(condition, view);
      case "all":
      case "any": {
        var isAll = condition[0] === "all";
        // Of none, `all` is true and `any` false.
        return condition[1].reduce(function (course, part) {
          return together(isAll, course, courseOf(part, view));
        }, new Course(view.start, isAll ? values.YES : values.NO));
      }
      case "not":
        return opposite(courseOf(condition[1], view));
      default:
        return courseOfLeaf(condition, view);
    }
  }

  function stateOf(course, occurrence) {
    var now = course.values[course.values.length - 1];
    if (now === values.YES) {
      return "active";
    }
    if (now === values.UNKNOWN) {
      return "unknown";
    }
    if (occurrence) {
      return "past";
    }
    return course.values.indexOf(values.UNKNOWN) >= 0 ? "unknown" : "not-reached";
  }

  /**
   * Follows a condition through the dates of a view.
   * @param {Array} condition
   * @param {object} view with the indexes of the first and the last date, `start` and `end`
   * @returns {{state: string, occurrence: {first: number, last: number, certain: boolean}|null}} the last time it held, by indexes
   */
  function follow(condition, view) {
    var course = courseOf(condition, view);
    var turn = course.values.lastIndexOf(values.YES);
    var occurrence = turn < 0 ? null : {
      first: course.at[turn],
      last: turn + 1 < course.at.length ? course.at[turn + 1] - 1 : view.end,
      certain: course.values[turn - 1] === values.NO
    };
    return { state: stateOf(course, occurrence), occurrence: occurrence };
  }

  S.core.course = { follow: follow };
})(Shirube);
