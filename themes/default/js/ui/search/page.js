// The page of the search: everything that was found, chosen among by kind; what is asked stands in the address.
(function (S) {
  "use strict";

  // Results shown at first, and how many more by each press.
  var STEP = 20;
  // Browsers refuse an address that changes at every letter.
  var ADDRESS_MS = 300;

  S.search = S.search || {};

  /**
   * @param {HTMLElement} whole
   * @param {HTMLInputElement} input
   * @param {object} engine
   */
  function Page(whole, input, engine) {
    this.whole = whole;
    this.input = input;
    this.limit = STEP;
    // Results that were there when more were asked for.
    this.shownBefore = null;
    this.timer = 0;
    this.top = null;
    this.announcer = new S.search.Announcer();
    this.asker = new S.search.Asker(engine, this.show.bind(this));
    this.kinds = Array.prototype.slice.call(whole.querySelectorAll("[data-search-kind]"));
    this.list = this.part("hits");
    this.part("live").appendChild(this.announcer.element);
    this.part("static").hidden = true;
    this.part("live").hidden = false;
    this.restore();
    this.listen();
    if (!S.search.isComposing) {
      this.ask();
    }
  }

  Page.prototype.part = function (name) {
    return this.whole.querySelector("[data-search-" + name + "]");
  };

  function isPressed(button) {
    return button.getAttribute("aria-pressed") === "true";
  }

  Page.prototype.chosen = function () {
    return this.kinds.filter(isPressed).map(function (button) {
      return button.getAttribute("data-search-kind");
    });
  };

  Page.prototype.isExact = function () {
    return !this.part("widened").checked;
  };

  /** Takes from the address and the history what was asked before a reload, or before a result was opened. */
  Page.prototype.restore = function () {
    var asked = new URLSearchParams(window.location.search);
    var kinds = asked.getAll("kind");
    this.kinds.forEach(function (button) {
      button.setAttribute("aria-pressed", String(kinds.indexOf(button.getAttribute("data-search-kind")) >= 0));
    });
    this.part("widened").checked = asked.get("exact") !== "1";
    var state = window.history.state;
    if (state !== null && typeof state === "object" && Number.isInteger(state.limit) && state.limit > STEP) {
      this.limit = state.limit;
    }
    if (state !== null && typeof state === "object" && typeof state.top === "number") {
      this.top = state.top;
    }
  };

  Page.prototype.remember = function () {
    clearTimeout(this.timer);
    this.timer = 0;
    var asked = [];
    if (this.input.value.trim() !== "") {
      asked.push(["q", this.input.value]);
      this.chosen().forEach(function (kind) {
        asked.push(["kind", kind]);
      });
    }
    if (this.isExact()) {
      asked.push(["exact", "1"]);
    }
    var page = window.location.href.split(/[?#]/)[0];
    try {
      window.history.replaceState({ limit: this.limit, top: window.scrollY }, "", asked.length > 0 ? S.search.address(page, asked) : page);
    } catch (error) {
      // Too often or too long for this browser: the search itself goes on.
      return;
    }
  };

  Page.prototype.ask = function () {
    var text = this.input.value;
    if (text.trim() === "") {
      this.asker.stop();
      this.clear();
      return;
    }
    this.asker.ask(text, { kinds: this.chosen(), isWidened: !this.isExact(), limit: this.limit });
  };

  /** What was asked changed: the list begins anew, and the address follows. */
  Page.prototype.change = function () {
    this.limit = STEP;
    this.shownBefore = null;
    this.top = null;
    this.ask();
    clearTimeout(this.timer);
    this.timer = setTimeout(this.remember.bind(this), ADDRESS_MS);
  };

  Page.prototype.clear = function () {
    this.part("said").textContent = "";
    this.list.textContent = "";
    this.part("kinds").hidden = true;
    this.part("title").hidden = true;
    this.part("more").hidden = true;
    this.part("nearest").hidden = true;
    this.announcer.tell(null);
  };

  /** A kind without results is not shown, unless it is chosen or just now used; all are while there may be results that were not looked at. */
  Page.prototype.showKinds = function (answer) {
    var isAny = false;
    var isOpen = answer.isSettled && !answer.isWhole;
    this.kinds.forEach(function (button) {
      var count = answer.counts[button.getAttribute("data-search-kind")] || 0;
      button.querySelector("[data-search-count]").textContent = !isOpen ? String(count) : count > 0 ? count + "+" : "";
      button.hidden = !isOpen && count === 0 && !isPressed(button) && button !== document.activeElement;
      isAny = isAny || !button.hidden;
    });
    this.part("kinds").hidden = !isAny;
  };

  Page.prototype.showNearest = function (answer) {
    var place = this.part("terms");
    var page = this;
    place.textContent = "";
    answer.nearest.forEach(function (near) {
      var button = S.search.element("button", "button button--small", near.term);
      button.type = "button";
      button.addEventListener("click", function () {
        page.input.value = near.query;
        page.input.focus();
        page.change();
      });
      var item = S.search.element("li");
      item.appendChild(button);
      place.appendChild(item);
    });
    this.part("nearest").hidden = !answer.isSettled || answer.count > 0;
    this.part("nearest").querySelector("h2").hidden = answer.nearest.length === 0;
  };

  /** Whoever asked for more, and did nothing else since, goes on at the first that was not there. */
  Page.prototype.goOn = function (hadFocus) {
    var first = this.shownBefore === null ? undefined : this.list.children[this.shownBefore];
    this.shownBefore = null;
    if (hadFocus && first) {
      first.querySelector("a").focus();
    }
  };

  Page.prototype.show = function (answer) {
    if (answer.query.words.length === 0) {
      this.clear();
      return;
    }
    var more = this.part("more");
    S.search.say(this.part("said"), answer);
    this.showKinds(answer);
    var hadFocus = document.activeElement === more;
    S.search.showHits(this.list, answer.hits, "", { q: answer.text, isExact: this.isExact() });
    this.part("title").hidden = answer.hits.length === 0;
    // While more is on its way the button that asked for it stays where it is.
    more.hidden = answer.isSettled && !answer.hasMore;
    if (answer.isSettled) {
      this.goOn(hadFocus);
    }
    this.showNearest(answer);
    this.announcer.tell(answer);
    if (answer.isSettled && this.top !== null) {
      window.scrollTo({ top: this.top, behavior: "instant" });
      this.top = null;
    }
  };

  Page.prototype.listen = function () {
    var page = this;
    var change = this.change.bind(this);
    var remember = this.remember.bind(this);
    S.search.watch(this.input, change);
    this.part("widened").addEventListener("change", change);
    this.kinds.forEach(function (button) {
      button.addEventListener("click", function () {
        button.setAttribute("aria-pressed", String(!isPressed(button)));
        change();
      });
    });
    // The results are there already: the button leads to them, and puts a keyboard on the screen away.
    this.whole.querySelector(".search__go").addEventListener("click", function () {
      page.part("title").focus();
    });
    this.part("more").addEventListener("click", function () {
      page.limit += STEP;
      page.shownBefore = page.list.children.length;
      page.ask();
      remember();
    });
    // Whoever comes back finds the list where it was left.
    this.list.addEventListener("click", remember);
    window.addEventListener("pagehide", function () {
      if (page.timer !== 0) {
        remember();
      }
    });
    this.whole.addEventListener("keydown", this.press.bind(this));
  };

  /** Arrows lead from the box through the results and back. */
  Page.prototype.press = function (event) {
    var links = Array.prototype.slice.call(this.list.querySelectorAll("a"));
    var at = links.indexOf(document.activeElement);
    var isHere = at >= 0 || document.activeElement === this.input;
    var step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.isComposing || step === 0 || !isHere || links.length === 0) {
      return;
    }
    var next = at + step;
    if (next < links.length) {
      event.preventDefault();
      (next < 0 ? this.input : links[next]).focus();
    }
  };

  S.search.Page = Page;
})(Shirube);
