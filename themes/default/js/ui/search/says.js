// What is said of an answer: how many, what else was searched for, what could not be read.
(function (S) {
  "use strict";

  // More of them would hide the results.
  var MOST_NAMED = 6;
  // Somebody who hears the page is told when the typing pauses, not at every letter.
  var CALM_MS = 500;

  S.search = S.search || {};

  /** What could not be read; without it nobody can say that there is nothing. */
  function unread(answer) {
    var files = { files: named(answer.failed, S.search.text("search_join")) };
    return S.search.text(answer.count > 0 ? "search_failed" : "search_failed_none", files);
  }

  /** Whether nothing was found where not all could be read. */
  function isUnknown(answer) {
    return answer.isSettled && answer.count === 0 && answer.failed.length > 0;
  }

  /** Whether there are results, and may be more where something could not be read. */
  function isPart(answer) {
    return answer.count > 0 && answer.failed.length > 0;
  }

  /** How many there are, in words; nothing while that is not known. */
  function count(answer) {
    if (answer.query.words.length === 0) {
      return "";
    }
    if (answer.count > 0) {
      return S.search.text(answer.isWhole ? "search_count" : "search_count_open", { count: String(answer.count) });
    }
    if (isUnknown(answer)) {
      return unread(answer);
    }
    return S.search.text(answer.isSettled ? "search_none" : "search_loading");
  }

  function named(texts, join) {
    var some = texts.slice(0, MOST_NAMED);
    return some.join(join) + (texts.length > some.length ? "\u2026" : "");
  }

  function textsBy(word, by) {
    return word.widened
      .filter(function (wide) {
        return wide.by === by;
      })
      .map(function (wide) {
        return wide.text;
      });
  }

  /** What was searched for besides what was typed. */
  function widened(words) {
    var lines = [];
    var spellings = [];
    words.forEach(function (word) {
      var terms = textsBy(word, "term");
      if (terms.length > 0) {
        lines.push(S.search.text("search_as", { word: S.search.repeated(word.shown), term: named(terms, S.search.text("search_join")) }));
      }
      spellings = spellings.concat(textsBy(word, "synonym"), textsBy(word, "variant")).filter(function (text, at, all) {
        return all.indexOf(text) === at;
      });
    });
    if (spellings.length > 0) {
      var quoted = spellings.map(function (word) {
        return S.search.text("search_quoted", { word: word });
      });
      lines.push(S.search.text("search_also", { words: named(quoted, "") }));
    }
    // A word that was typed twice is said once.
    return lines.filter(function (text, at) {
      return lines.indexOf(text) === at;
    });
  }

  function line(className, text) {
    return S.search.element("p", className, text);
  }

  /** Writes it above the results. */
  S.search.say = function (place, answer) {
    place.textContent = "";
    var told = count(answer);
    if (told) {
      place.appendChild(line(isUnknown(answer) ? "notice" : "search-said__count", told));
    }
    widened(answer.query.words).forEach(function (text) {
      place.appendChild(line("search-said__also", text));
    });
    if (answer.query.isTooLong) {
      place.appendChild(line("notice", S.search.text("search_long")));
    }
    if (isPart(answer)) {
      place.appendChild(line("notice", unread(answer)));
    }
  };

  /** A place for those who hear the page. */
  function Announcer() {
    this.element = S.search.element("p", "search-status");
    this.element.setAttribute("role", "status");
    this.timer = 0;
  }

  Announcer.prototype.tell = function (answer) {
    var place = this.element;
    clearTimeout(this.timer);
    if (answer === null) {
      place.textContent = "";
    } else if (answer.isSettled) {
      this.timer = setTimeout(function () {
        place.textContent = count(answer) + (isPart(answer) ? " " + unread(answer) : "");
      }, CALM_MS);
    }
  };

  S.search.Announcer = Announcer;
})(Shirube);
