// What a timer of steps knows: how long each step has taken. Times are milliseconds of any clock that only goes on; the caller reads it.
(function (S) {
  "use strict";

  var SECOND = 1000;
  var MINUTE = 60 * SECOND;

  /** A timer of so many steps that has not begun. */
  function create(count) {
    var spent = [];
    while (spent.length < count) {
      spent.push(0);
    }
    return { at: 0, spent: spent, since: null, hasBegun: false };
  }

  /** What each step has taken until `now`. */
  function spentUntil(timer, now) {
    return timer.spent.map(function (spent, at) {
      return at === timer.at && timer.since !== null ? spent + Math.max(0, now - timer.since) : spent;
    });
  }

  function settled(timer, now) {
    return { at: timer.at, spent: spentUntil(timer, now), since: timer.since === null ? null : now, hasBegun: timer.hasBegun };
  }

  function run(timer, now) {
    return { at: timer.at, spent: spentUntil(timer, now), since: now, hasBegun: true };
  }

  function pause(timer, now) {
    return { at: timer.at, spent: spentUntil(timer, now), since: null, hasBegun: timer.hasBegun };
  }

  /** One step on or back; it runs on if it ran. A step that is come back to goes on from what it had taken. */
  function move(timer, by, now) {
    var next = settled(timer, now);
    next.at = Math.min(Math.max(0, timer.at + by), timer.spent.length - 1);
    return next;
  }

  /** Minutes and seconds. What is left is rounded up and what is past down, so that a step begins with all its minutes. */
  function parts(time, isLeft) {
    var seconds = isLeft ? Math.ceil(time / SECOND) : Math.floor(time / SECOND);
    return { minutes: Math.floor(seconds / 60), seconds: seconds % 60 };
  }

  /** What is left of a planned time; without a plan, what it has taken. */
  function against(planned, spent) {
    if (planned === null) {
      return { kind: "open", time: parts(spent, false) };
    }
    var left = planned * MINUTE - spent;
    return left > 0 ? { kind: "left", time: parts(left, true) } : { kind: "over", time: parts(-left, false) };
  }

  /** The minutes of the whole, of steps as `{minutes, isBetween}`; what is said of it where a step has none. */
  function whole(steps, total) {
    var own = steps.filter(function (step) {
      return !step.isBetween;
    });
    var isKnown = own.length > 0 && own.every(function (step) {
      return step.minutes !== null;
    });
    if (!isKnown) {
      return total;
    }
    return own.reduce(function (sum, step) {
      return sum + step.minutes;
    }, 0);
  }

  /**
   * @param {object} timer
   * @param {{minutes: number|null, isBetween: boolean}[]} steps
   * @param {number|null} total minutes of the whole where a step has none
   * @param {number} now
   */
  function read(timer, steps, total, now) {
    var spent = spentUntil(timer, now);
    var ofWhole = spent.reduce(function (sum, time, at) {
      return steps[at].isBetween ? sum : sum + time;
    }, 0);
    return {
      at: timer.at,
      isRunning: timer.since !== null,
      hasBegun: timer.hasBegun,
      step: against(steps[timer.at].minutes, spent[timer.at]),
      whole: against(whole(steps, total), ofWhole),
      // When the seconds that are shown change next.
      wait: SECOND - (Math.floor(spent[timer.at]) % SECOND)
    };
  }

  /** Minutes as typed: null where nothing is, undefined where it is no number of minutes. */
  function minutes(text) {
    return S.core.minutes.within(text, 1, S.core.minutes.MOST);
  }

  S.core.agendaTimer = { create: create, run: run, pause: pause, move: move, whole: whole, read: read, minutes: minutes };
})(Shirube);
