// Begins the search on a page: loads what it says and the index, then gives the box its results.
(function (S) {
  "use strict";

  S.search = S.search || {};

  /** Calls `then` when both have been called back, `fail` at the first error. */
  function both(first, second, then, fail) {
    var left = 2;
    var isOver = false;
    var results = [];
    function end(at, error, result) {
      if (isOver) {
        return;
      }
      results[at] = result;
      left -= 1;
      isOver = left === 0 || Boolean(error);
      if (error) {
        fail();
      } else if (left === 0) {
        then(results[1]);
      }
    }
    first(end.bind(null, 0));
    second(end.bind(null, 1));
  }

  function start(box, root, manifest, load) {
    var engine = S.core.searchEngine.open(JSON.parse(manifest), load);
    S.search.engine = engine;
    var page = document.querySelector("[data-search-page]");
    var input = box.querySelector("[data-search-input]");
    if (page) {
      S.search.page = new S.search.Page(page, input, engine);
      return;
    }
    var panel = new S.search.Panel(box, engine, root);
    var asked = new URLSearchParams(window.location.search).get("q");
    if (asked) {
      S.search.mark(engine);
    }
    // What was typed while this was loading; not the question that led to this page, nor what is still being converted.
    if (!S.search.isComposing && document.activeElement === input && input.value !== (asked || "").replace(/[\r\n]+/g, " ")) {
      panel.ask();
    }
  }

  /**
   * @param {HTMLElement} box
   * @param {object} loader
   * @param {function()} fail tells that the data cannot be read
   */
  S.search.begin = function (box, loader, fail) {
    var files = new S.search.Files(loader);
    function words(done) {
      loader.add(loader.root + "search/words.js", done);
    }
    function unable() {
      var told = box.querySelector(".search__broken");
      told.firstChild.data = S.search.text("search_unable") + " ";
      told.hidden = false;
    }
    if (!S.search.Files.isAble()) {
      words(unable);
      return;
    }
    both(words, files.load.bind(files, "index", "text"), function (manifest) {
      try {
        start(box, loader.root, manifest, files.load.bind(files));
      } catch (error) {
        console.error("Shirube: search", error);
        fail();
      }
    }, fail);
  };
})(Shirube);
