// The results below the search box, while it is used.
(function (S) {
  "use strict";

  // A screen holds about as many.
  var MOST = 8;

  S.search = S.search || {};

  /**
   * @param {HTMLElement} box
   * @param {object} engine
   * @param {string} root
   */
  function Panel(box, engine, root) {
    this.box = box;
    this.root = root;
    this.input = box.querySelector("[data-search-input]");
    this.announcer = new S.search.Announcer();
    this.asker = new S.search.Asker(engine, this.show.bind(this));
    this.build();
    this.listen();
  }

  Panel.prototype.build = function () {
    var element = S.search.element;
    this.panel = element("div", "search__panel");
    this.panel.setAttribute("role", "region");
    this.panel.setAttribute("aria-label", S.search.text("search_results"));
    this.panel.hidden = true;
    this.said = element("div", "search-said");
    this.list = element("ol", "hits");
    this.all = element("a", "search__all", S.search.text("search_all"));
    this.panel.appendChild(this.said);
    this.panel.appendChild(this.list);
    this.panel.appendChild(this.all);
    var place = this.box.querySelector(".search__box");
    place.appendChild(this.panel);
    place.appendChild(this.announcer.element);
  };

  Panel.prototype.links = function () {
    return Array.prototype.slice.call(this.panel.querySelectorAll("a"));
  };

  /** Asks for what stands in the box; nothing there closes the panel. */
  Panel.prototype.ask = function () {
    var text = this.input.value;
    if (text.trim() === "") {
      this.close();
      return;
    }
    this.asker.ask(text, { kinds: [], isWidened: true, limit: MOST });
  };

  Panel.prototype.show = function (answer) {
    if (answer.query.words.length === 0) {
      this.close();
      return;
    }
    S.search.say(this.said, answer);
    S.search.showHits(this.list, answer.hits, this.root, { q: answer.text, isExact: false });
    this.all.href = S.search.address(this.box.getAttribute("data-page"), { q: answer.text });
    this.announcer.tell(answer);
    this.panel.hidden = false;
  };

  /** What was asked is forgotten, so that the same words open it again. */
  Panel.prototype.close = function () {
    this.asker.stop();
    this.panel.hidden = true;
    this.announcer.tell(null);
  };

  /** Moves among the results; above the first is the box. */
  Panel.prototype.move = function (step) {
    var links = this.links();
    var at = links.indexOf(document.activeElement) + step;
    if (at < 0) {
      this.input.focus();
    } else if (at < links.length) {
      links[at].focus();
    }
  };

  Panel.prototype.press = function (event) {
    if (event.isComposing || this.panel.hidden) {
      return;
    }
    var steps = { ArrowDown: 1, ArrowUp: -1 };
    if (Object.prototype.hasOwnProperty.call(steps, event.key)) {
      event.preventDefault();
      this.move(steps[event.key]);
    } else if (event.key === "Escape") {
      // Otherwise some browsers empty the box as well.
      event.preventDefault();
      this.input.focus();
      this.close();
    }
  };

  Panel.prototype.listen = function () {
    var panel = this;
    S.search.watch(this.input, this.ask.bind(this));
    this.input.addEventListener("click", this.ask.bind(this));
    this.box.addEventListener("keydown", this.press.bind(this));
    this.box.addEventListener("focusout", function (event) {
      if (event.relatedTarget !== null && !panel.box.contains(event.relatedTarget)) {
        panel.close();
      }
    });
    document.addEventListener("pointerdown", function (event) {
      if (!panel.box.contains(event.target)) {
        panel.close();
      }
    });
    // A result on the page that is open leads to no other page.
    this.panel.addEventListener("click", function (event) {
      var link = event.target.closest("a");
      if (link && link.href.split("#")[0] === window.location.href.split("#")[0]) {
        panel.close();
      }
    });
  };

  S.search.Panel = Panel;
})(Shirube);
