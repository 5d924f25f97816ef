// The one script that keeps anything. It runs in store.html, which pages with checklists embed: they ask by messages, and all share what is
// kept under the address of this page. Kept are opaque names of ticks, only after somebody switched it on, and not longer than a month unused.
(function (S) {
  "use strict";

  var SCHEMA = "shirube:1:";
  var DAYS_UNUSED = 30;
  var DAY = 86400000;

  function today() {
    return Math.floor(Date.now() / DAY);
  }

  function Store(book) {
    this.prefix = SCHEMA + book + ":";
  }

  /** Reading the property itself may throw where an administrator forbids it. */
  Store.prototype.storage = function () {
    return window.localStorage;
  };

  Store.prototype.keys = function () {
    var storage = this.storage();
    var found = [];
    for (var at = 0; at < storage.length; at += 1) {
      if (storage.key(at).indexOf(this.prefix) === 0) {
        found.push(storage.key(at));
      }
    }
    return found;
  };

  Store.prototype.remove = function (keys) {
    var storage = this.storage();
    keys.forEach(function (key) {
      storage.removeItem(key);
    });
  };

  Store.prototype.isOn = function () {
    return this.storage().getItem(this.prefix + "on") !== null;
  };

  /** Forgets everything that nobody used for a month, whatever a wrong clock says of the day. */
  Store.prototype.expire = function () {
    var last = Number(this.storage().getItem(this.prefix + "on"));
    if (this.isOn() && !(Math.abs(today() - last) <= DAYS_UNUSED)) {
      this.remove(this.keys());
    }
  };

  Store.prototype.touch = function () {
    this.storage().setItem(this.prefix + "on", String(today()));
  };

  Store.prototype.state = function () {
    var start = this.prefix + "t:";
    var ticks = this.keys().filter(function (key) {
      return key.indexOf(start) === 0;
    });
    return {
      ok: true,
      on: this.isOn(),
      ticks: ticks.map(function (key) {
        return key.slice(start.length);
      })
    };
  };

  Store.prototype.put = function (ticks, isTicked) {
    var storage = this.storage();
    var start = this.prefix + "t:";
    ticks.forEach(function (tick) {
      if (isTicked) {
        storage.setItem(start + tick, "1");
      } else {
        storage.removeItem(start + tick);
      }
    });
  };

  /** What a page may ask. Nothing is written before somebody switched it on. */
  var ACTS = {
    open: function (store) {
      store.expire();
      if (store.isOn()) {
        store.touch();
      }
    },
    turn: function (store, asked) {
      if (asked.on === true) {
        store.touch();
        store.put(asked.ticks, true);
      } else {
        store.remove(store.keys());
      }
    },
    put: function (store, asked) {
      if (store.isOn()) {
        store.put(asked.ticks, asked.on === true);
      }
    },
    forget: function (store) {
      store.put(store.state().ticks, false);
    }
  };

  function isAsked(asked) {
    var isWhole = typeof asked === "object" && asked !== null && asked.shirube === 1 && typeof asked.id === "number";
    return isWhole && Object.prototype.hasOwnProperty.call(ACTS, asked.act) && Array.isArray(asked.ticks) &&
      asked.ticks.length <= S.core.ticks.MAX_TICKS && asked.ticks.every(S.core.ticks.isName);
  }

  function answer(store, asked) {
    try {
      ACTS[asked.act](store, asked);
      return store.state();
    } catch (error) {
      return { ok: false };
    }
  }

  S.modules.store = function (element) {
    if (window.parent === window) {
      return;
    }
    var store = new Store(element.getAttribute("data-book"));
    // Pages of a folder have no origin that could be compared; those of a web server have.
    var isFolder = window.location.protocol === "file:";
    var target = isFolder ? "*" : window.location.origin;
    window.addEventListener("message", function (event) {
      if (event.source !== window.parent || (!isFolder && event.origin !== target) || !isAsked(event.data)) {
        return;
      }
      var said = answer(store, event.data);
      said.shirube = 1;
      said.id = event.data.id;
      window.parent.postMessage(said, target);
    });
    window.addEventListener("storage", function (event) {
      if (event.key === null || event.key.indexOf(store.prefix) === 0) {
        window.parent.postMessage({ shirube: 1, changed: true }, target);
      }
    });
  };
})(Shirube);
