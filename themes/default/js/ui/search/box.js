// The search box of every page: this shows it and leads to the page of the search. The rest is loaded when somebody goes to it.
(function (S) {
  "use strict";

  var TIMEOUT_MS = 15000;

  S.search = S.search || {};

  /** Adds scripts: that of the search, and files of its folder; nothing else, whatever asks. */
  function Loader(root, main) {
    var folder = root + "search/";
    var rules = {
      createScriptURL: function (path) {
        if (path !== main && (path.indexOf(folder) !== 0 || !/^[a-z0-9-]+\.js$/.test(path.slice(folder.length)))) {
          throw new TypeError(path);
        }
        return path;
      }
    };
    this.root = root;
    this.main = main;
    this.policy = window.trustedTypes ? window.trustedTypes.createPolicy("Shirube", rules) : rules;
  }

  /** `done(error)` is called once. */
  Loader.prototype.add = function (path, done) {
    var script = document.createElement("script");
    function end(error) {
      clearTimeout(timer);
      script.onload = script.onerror = null;
      script.remove();
      done(error);
    }
    function fail() {
      end(new Error(path));
    }
    var timer = setTimeout(fail, TIMEOUT_MS);
    script.onload = function () {
      end(null);
    };
    script.onerror = fail;
    script.src = this.policy.createScriptURL(path);
    document.head.appendChild(script);
  };

  /** Turns lone halves of characters, which no address can hold, into marks of replacement. */
  S.search.address = function (page, asked) {
    return page + "?" + new URLSearchParams(asked).toString();
  };

  /** The box would join pasted lines without a gap. */
  function pasteAsOneLine(input, event) {
    var text = event.clipboardData ? event.clipboardData.getData("text") : "";
    if (!/[\r\n\u2028\u2029]/.test(text)) {
      return;
    }
    event.preventDefault();
    var line = text.replace(/[\r\n\u2028\u2029]+/g, " ");
    // The command keeps what the reader can undo; a browser without it gets the same text.
    if (!document.execCommand("insertText", false, line)) {
      input.setRangeText(line, input.selectionStart, input.selectionEnd, "end");
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  S.modules["search-box"] = function (box) {
    var input = box.querySelector("[data-search-input]");
    var loader = new Loader(box.getAttribute("data-root"), box.getAttribute("data-script"));
    var asked = new URLSearchParams(window.location.search).get("q");
    var isOwnPage = document.querySelector("[data-search-page]") !== null;
    var isBegun = false;

    function fail() {
      box.querySelector(".search__broken").hidden = false;
    }
    function begin() {
      if (isBegun) {
        return;
      }
      isBegun = true;
      if (S.search.begin) {
        S.search.begin(box, loader, fail);
      } else {
        loader.add(loader.main, function (error) {
          if (error) {
            fail();
          } else {
            S.search.begin(box, loader, fail);
          }
        });
      }
    }
    function open() {
      if (!isOwnPage) {
        window.location.assign(S.search.address(box.getAttribute("data-page"), { q: input.value }));
      }
    }

    // What a reader typed while the page was loading stays. The box would join lines without a gap.
    input.value = input.value || (asked || "").replace(/[\r\n]+/g, " ");
    // An IME may be converting before the rest is there.
    ["compositionstart", "compositionend"].forEach(function (name) {
      input.addEventListener(name, function () {
        S.search.isComposing = name === "compositionstart";
      });
    });
    input.addEventListener("paste", pasteAsOneLine.bind(null, input));
    input.addEventListener("focus", begin);
    input.addEventListener("input", begin);
    input.addEventListener("keydown", function (event) {
      // 229: the key that ends a conversion, which some browsers tell of after its end.
      if (event.key === "Enter" && !event.isComposing && event.keyCode !== 229) {
        open();
      }
    });
    box.querySelector("button").addEventListener("click", open);
    box.querySelector(".search__kana").hidden = true;
    box.querySelector(".search__box").hidden = false;
    if (asked || isOwnPage) {
      begin();
    }
  };
})(Shirube);
