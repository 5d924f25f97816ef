// Marks on a page opened from the search what was searched for, and goes to it.
(function (S) {
  "use strict";

  var NAME = "shirube-found";
  // More marks than this help nobody and cost an old PC seconds.
  var MOST_MARKS = 2000;

  S.search = S.search || {};

  function rangeOf(parts) {
    var range = document.createRange();
    var last = parts[parts.length - 1];
    range.setStart(parts[0].node, parts[0].start);
    range.setEnd(last.node, last.end);
    return range;
  }

  /** Marks that leave the document as it is. */
  function paint(places) {
    var highlight = new window.Highlight();
    places.forEach(function (parts) {
      highlight.add(rangeOf(parts));
    });
    window.CSS.highlights.set(NAME, highlight);
    return function () {
      window.CSS.highlights.delete(NAME);
    };
  }

  /** Elements around the text, for browsers without those; the last first, so that the parts before stay where they are. */
  function wrap(places) {
    var marks = [];
    places.slice().reverse().forEach(function (parts) {
      parts.slice().reverse().forEach(function (part) {
        var text = part.node.splitText(part.start);
        text.splitText(part.end - part.start);
        var mark = S.search.element("mark", "found");
        text.parentNode.insertBefore(mark, text);
        mark.appendChild(text);
        marks.push(mark);
        part.mark = mark;
      });
    });
    return function () {
      marks.forEach(function (mark) {
        var parent = mark.parentNode;
        parent.replaceChild(mark.firstChild, mark);
        parent.normalize();
      });
    };
  }

  /** The first element after the section that an anchor begins: the next heading as high, or what follows the element itself. */
  function endOf(anchor) {
    var level = /^H([1-6])$/.exec(anchor.nodeName);
    var headings = level ? Array.prototype.slice.call(document.querySelectorAll("main h1, main h2, main h3, main h4, main h5, main h6")) : [];
    return headings.filter(function (heading) {
      var isAfter = (anchor.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
      return isAfter && Number(heading.nodeName.charAt(1)) <= Number(level[1]);
    })[0] || null;
  }

  function isIn(node, anchor) {
    if (anchor.contains(node)) {
      return true;
    }
    if (anchor.nodeName === "TH") {
      return anchor.closest(anchor.getAttribute("scope") === "rowgroup" ? "tbody" : "tr").contains(node);
    }
    if (!/^H[1-6]$/.test(anchor.nodeName)) {
      return false;
    }
    var end = endOf(anchor);
    var isAfter = (anchor.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    return isAfter && (end === null || (end.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING) !== 0);
  }

  function elementOf(parts) {
    return parts[0].mark || parts[0].node.parentElement;
  }

  function Marks(main, places) {
    this.main = main;
    this.places = places;
    this.remove = window.Highlight && window.CSS && window.CSS.highlights ? paint(places) : wrap(places);
  }

  /** Goes to the first mark of the section that the address names; of the page, where it names none. */
  Marks.prototype.go = function () {
    var name = "";
    try {
      name = decodeURIComponent(window.location.hash.slice(1));
    } catch (error) {
      return;
    }
    var anchor = name ? document.getElementById(name) : this.main;
    var first = anchor && this.places.filter(function (parts) {
      return isIn(elementOf(parts), anchor);
    })[0];
    if (!first) {
      return;
    }
    for (var at = elementOf(first); at; at = at.parentElement) {
      if (at.nodeName === "DETAILS") {
        at.open = true;
      }
    }
    var box = rangeOf(first.map(function (part) {
      return part.mark ? { node: part.mark.firstChild, start: 0, end: part.mark.firstChild.length } : part;
    })).getBoundingClientRect();
    if (box.top < 0 || box.bottom > window.innerHeight) {
      elementOf(first).scrollIntoView({ block: "center", behavior: "instant" });
    }
  };

  /** A line at the foot of the page says what the marks are and takes them away. */
  Marks.prototype.say = function (words) {
    var marks = this;
    var bar = S.search.element("div", "found-bar");
    var values = { words: S.search.repeated(words), count: String(this.places.length) };
    bar.appendChild(S.search.element("p", "", S.search.text("search_marked", values)));
    var button = S.search.element("button", "button", S.search.text("search_unmark"));
    button.type = "button";
    button.addEventListener("click", function () {
      marks.remove();
      marks.places = [];
      bar.remove();
      marks.main.focus({ preventScroll: true });
      // A reload does not bring them back.
      window.history.replaceState(null, "", window.location.href.split(/[?#]/)[0] + window.location.hash);
    });
    bar.appendChild(button);
    this.main.appendChild(bar);
  };

  /** Whether the reader was faster: then the page stays where it is. */
  function watchReader() {
    var reader = { hasMoved: false };
    ["wheel", "touchmove", "keydown", "pointerdown"].forEach(function (name) {
      document.addEventListener(name, function () {
        reader.hasMoved = true;
      }, { passive: true, capture: true, once: true });
    });
    return reader;
  }

  /** Whether the page is one that the reader comes back to or reloads: the browser shows it where it was left. Remembers that it was shown. */
  function wasShown() {
    var state = window.history.state;
    var isAgain = state !== null && typeof state === "object" && state.isShown === true;
    if (!isAgain) {
      try {
        window.history.replaceState({ isShown: true }, "");
      } catch (error) {
        // A browser that keeps nothing of a file goes to the first mark again.
        return false;
      }
    }
    return isAgain;
  }

  var reader = watchReader();

  /**
   * Marks what the address says was searched for.
   * @param {object} engine
   */
  S.search.mark = function (engine) {
    var asked = new URLSearchParams(window.location.search);
    var main = document.getElementById("main");
    var language = { fold: engine.fold, variants: engine.index.variants, terms: engine.index.terms, isWidened: asked.get("exact") !== "1" };
    var words = S.core.searchQuery.parse(asked.get("q") || "", language).words.filter(function (word) {
      return !word.isExcluded;
    });
    var places = main && words.length > 0 ? S.search.find(main, words, engine.fold).slice(0, MOST_MARKS) : [];
    if (places.length === 0) {
      return;
    }
    var marks = new Marks(main, places);
    marks.say(asked.get("q"));
    if (!wasShown() && !reader.hasMoved) {
      marks.go();
    }
    window.addEventListener("hashchange", function () {
      marks.go();
      wasShown();
    });
  };
})(Shirube);
