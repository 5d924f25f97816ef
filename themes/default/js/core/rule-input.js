// Judges an input of the rules: everything in it can be read, or it is refused with all places that cannot.
(function (S) {
  "use strict";

  var civil = S.core.civil;
  var has = Object.prototype.hasOwnProperty;
  var MAX_ENTRIES = 2000;
  var MAX_COUNT = 9999;

  /** Order of code points, which differs from that of `<` where surrogates stand. */
  function compare(a, b) {
    var end = a.length < b.length ? a.length : b.length;
    for (var at = 0; at < end; at += 1) {
      var x = a.charCodeAt(at);
      var y = b.charCodeAt(at);
      if (x !== y) {
        var xHigh = x >= 0xd800 && x <= 0xdfff;
        var yHigh = y >= 0xd800 && y <= 0xdfff;
        return xHigh === yHigh ? x - y : xHigh ? 1 : -1;
      }
    }
    return a.length - b.length;
  }

  function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }

  /** What stands under a key; `null` is as if it were not there. */
  function get(object, key) {
    return has.call(object, key) && object[key] !== null ? object[key] : undefined;
  }

  function path(at, key) {
    return at === "" ? String(key) : at + "." + key;
  }

  function Judge(program, table) {
    this.program = program;
    this.table = table;
    this.refusals = [];
  }

  Judge.prototype.refuse = function (at, code) {
    this.refusals.push({ at: at, code: code });
    return null;
  };

  /** The object itself, empty when it is not there, `null` when it is none; keys that mean nothing are refused. */
  Judge.prototype.object = function (value, at, keys) {
    if (value === undefined) {
      return {};
    }
    if (!isObject(value)) {
      return this.refuse(at, "unknown-value");
    }
    for (var key in value) {
      if (keys && has.call(value, key) && keys.indexOf(key) < 0) {
        this.refuse(path(at, key), "unknown-value");
      }
    }
    return value;
  };

  Judge.prototype.list = function (value, at) {
    if (value === undefined) {
      return [];
    }
    if (!Array.isArray(value)) {
      return this.refuse(at, "unknown-value");
    }
    return value.length > MAX_ENTRIES ? this.refuse(at, "too-many") : value;
  };

  Judge.prototype.date = function (value, at) {
    var day = civil.parse(value);
    return day === null ? this.refuse(at, "not-a-date") : day;
  };

  Judge.prototype.dateInCalendar = function (value, at) {
    var day = this.date(value, at);
    var isOutside = day !== null && (day < this.table.first || day >= this.table.first + this.table.days);
    return isOutside ? this.refuse(at, "outside-calendar") : day;
  };

  /** Both ends, or `null` when one of them is refused. */
  Judge.prototype.span = function (value, at, isInCalendar) {
    var date = isInCalendar ? this.dateInCalendar : this.date;
    var from = date.call(this, get(value, "from"), path(at, "from"));
    var to = date.call(this, get(value, "to"), path(at, "to"));
    if (from !== null && to !== null && to < from) {
      to = this.refuse(path(at, "to"), "reversed");
    }
    return { from: from, to: to };
  };

  /** The place of a word in a list, or `null`. */
  Judge.prototype.word = function (value, words, at, code) {
    var place = typeof value === "string" ? words.indexOf(value) : -1;
    return place < 0 ? this.refuse(at, code) : place;
  };

  /** Reads a map whose keys are ids: the answers by index, `undefined` where there is none. */
  Judge.prototype.map = function (value, at, ids, code, read) {
    var map = this.object(value, at);
    var answers = [];
    for (var key in map) {
      if (get(map, key) !== undefined) {
        var index = this.word(key, ids, path(at, key), code);
        if (index !== null) {
          answers[index] = read.call(this, map[key], path(at, key));
        }
      }
    }
    return answers;
  };

  function isComplete(span) {
    return span.from !== null && span.to !== null;
  }

  /** A list of {from, to}. */
  Judge.prototype.spans = function (value, at) {
    var spans = [];
    (this.list(value, at) || []).forEach(function (entry, index) {
      var place = path(at, index);
      var read = this.object(entry, place, ["from", "to"]);
      var span = read && this.span(read, place, true);
      if (span && isComplete(span)) {
        spans.push([span.from, span.to]);
      }
    }, this);
    return spans;
  };

  Judge.prototype.opened = function (value, at) {
    return (this.list(value, at) || []).map(function (entry, index) {
      return this.dateInCalendar(entry === null ? undefined : entry, path(at, index));
    }, this);
  };

  Judge.prototype.ceremonies = function (value, at) {
    var kinds = S.core.calendar.CEREMONIES;
    return (this.list(value, at) || []).map(function (entry, index) {
      var place = path(at, index);
      var read = this.object(entry, place, ["on", "kind"]);
      if (!read) {
        return null;
      }
      var day = this.dateInCalendar(get(read, "on"), path(place, "on"));
      return [day, kinds[this.word(get(read, "kind"), kinds, path(place, "kind"), "unknown-kind")]];
    }, this);
  };

  /** The calendar with the school's changes; `null` when any of them is refused. */
  Judge.prototype.calendar = function (value) {
    if (value === undefined) {
      return S.core.calendar.plain(this.table);
    }
    var read = this.object(value, "local", ["closed", "opened", "long_holidays", "ceremonies", "complete"]);
    if (!read) {
      return null;
    }
    var before = this.refusals.length;
    var local = {
      closed: this.spans(get(read, "closed"), "local.closed"),
      opened: this.opened(get(read, "opened"), "local.opened"),
      long_holidays: this.spans(get(read, "long_holidays"), "local.long_holidays"),
      ceremonies: this.ceremonies(get(read, "ceremonies"), "local.ceremonies"),
      complete: get(read, "complete") === true
    };
    if (get(read, "complete") !== undefined && typeof read.complete !== "boolean") {
      this.refuse("local.complete", "unknown-value");
    }
    return this.refusals.length > before ? null : S.core.calendar.withLocal(this.table, local);
  };

  function count(value, at) {
    var isCount = typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MAX_COUNT;
    return isCount ? value : this.refuse(at, "not-a-count");
  }

  /** Reads a date on which a stage was reached. */
  function reachedUpTo(asOf) {
    return function (value, at) {
      var day = this.dateInCalendar(value, at);
      return day !== null && asOf !== null && day > asOf ? this.refuse(at, "after-as-of") : day;
    };
  }

  function fact(value, at) {
    return this.word(value, ["no", "unknown", "yes"], at, "unknown-value");
  }

  Judge.prototype.counts = function (value) {
    var ids = this.program.measures.map(function (measure) {
      return measure.id;
    });
    var counts = this.map(value, "counts", ids, "unknown-measure", count);
    this.program.orders.forEach(function (order) {
      var run = counts[order[0]];
      var total = counts[order[1]];
      if (typeof run === "number" && typeof total === "number" && run > total) {
        this.refuse("counts." + ids[order[0]], "contradiction");
      }
    }, this);
    return counts;
  };

  Judge.prototype.sorted = function () {
    this.refusals.sort(function (a, b) {
      return compare(a.at, b.at) || compare(a.code, b.code);
    });
    return this.refusals.filter(function (refusal, index, all) {
      var before = all[index - 1];
      return !before || before.at !== refusal.at || before.code !== refusal.code;
    });
  };

  /**
   * @param {object} program
   * @param {object} table the calendar of the site
   * @param {*} input
   * @returns {{refused: object[]}|object}
   */
  function judge(program, table, input) {
    var it = new Judge(program, table);
    var read = it.object(input, "", ["as_of", "record", "counts", "facts", "local", "reached"]);
    if (!read) {
      return { refused: it.refusals };
    }
    var ids = program.stages.map(function (stage) {
      return stage.id;
    });
    var asOf = it.dateInCalendar(get(read, "as_of"), "as_of");
    var calendar = it.calendar(get(read, "local"));
    var record = get(read, "record");
    var counts = get(read, "counts");
    var judged = {
      facts: it.map(get(read, "facts"), "facts", program.facts, "unknown-fact", fact),
      reached: it.map(get(read, "reached"), "reached", ids, "unknown-stage", reachedUpTo(asOf)),
      record: null,
      counts: null
    };
    if (record !== undefined && counts !== undefined) {
      it.refuse("", "both-record-and-counts");
    } else if (record !== undefined) {
      judged.record = S.core.ruleRecord.judge(it, record, calendar, asOf);
    } else if (counts !== undefined) {
      judged.counts = it.counts(counts);
    } else {
      it.refuse("", "needs-record-or-counts");
    }
    judged.refused = it.sorted();
    judged.calendar = calendar;
    judged.asOf = asOf;
    return judged;
  }

  S.core.ruleInput = { judge: judge, compare: compare, get: get, path: path, isComplete: isComplete };
})(Shirube);
