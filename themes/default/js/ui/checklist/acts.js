// What is done with a whole list: copied as a record, printed, cleared and brought back.
(function (S) {
  "use strict";

  function plain(element) {
    return element.textContent.replace(/\s+/g, " ").trim();
  }

  /** What an item says, without its notes. */
  function words(item) {
    var copy = item.cloneNode(true);
    Array.prototype.forEach.call(copy.querySelectorAll(".check__notes"), function (notes) {
      notes.remove();
    });
    return plain(copy);
  }

  /** A run of items as parts of a record. */
  function partsOf(run) {
    var parts = [];
    var role = run.querySelector(".check__role");
    if (role) {
      parts.push({ kind: "role", text: plain(role) });
    }
    Array.prototype.forEach.call(run.querySelectorAll("[data-checklist-item]"), function (item) {
      var box = item.querySelector("input");
      parts.push({ kind: box ? "item" : "point", text: words(item), isTicked: box !== null && box.checked });
      Array.prototype.forEach.call(item.querySelectorAll(".check__notes > li"), function (note) {
        parts.push({ kind: "note", text: plain(note) });
      });
    });
    return parts;
  }

  function filtersOf(list, area) {
    var chosen = list.findAll("[data-check-filter]").filter(function (select) {
      return select.value !== "";
    });
    return chosen.map(function (select) {
      return { kind: "line", text: list.text(area, "filter", { chosen: plain(select.selectedOptions[0]) }) };
    });
  }

  /** What is shown, as text for a record. */
  function record(list) {
    var area = list.find("[data-check-copy]");
    var parts = [{ kind: "line", text: plain(document.querySelector("h1")) }, { kind: "line", text: list.element.getAttribute("data-edition") }];
    parts = parts.concat(filtersOf(list, area), { kind: "line", text: list.progress() });
    list.findAll(".check__override").forEach(function (override) {
      parts.push({ kind: "line", text: plain(override) });
    });
    list.findAll(".check__run").forEach(function (run) {
      if (run.closest("[hidden]") !== null) {
        return;
      }
      var phase = run.closest(".check__phase");
      if (phase && phase.querySelector(".check__run:not([hidden])") === run) {
        parts.push({ kind: "phase", text: phase.getAttribute("data-title") });
      }
      parts = parts.concat(partsOf(run));
    });
    var signs = {};
    ["on", "off", "point", "note", "phase"].forEach(function (name) {
      signs[name] = list.text(area, name);
    });
    return S.core.ticks.record(parts, signs);
  }

  function say(list, name, values) {
    var note = list.find("[data-check-note]");
    note.textContent = list.text(note, name, values);
  }

  function copy(list) {
    var area = list.find("[data-check-copy]");
    area.hidden = true;
    S.takeAway.copy(record(list), area, function (isCopied) {
      say(list, isCopied ? "copied" : "not-copied");
    });
  }

  /** Blank paper shows every item, whatever is filtered and ticked. */
  function printBlank(list) {
    list.element.classList.add("is-blank");
    list.applyFilters("", "");
    window.addEventListener("afterprint", function () {
      list.element.classList.remove("is-blank");
      list.refilter();
    }, { once: true });
    window.print();
  }

  function clear(list) {
    var cleared = list.board.set(list.boxes.map(S.checks.nameOf), false);
    if (cleared.length === 0) {
      say(list, "none");
      return;
    }
    say(list, "cleared", { count: cleared.length });
    list.offerUndo(function () {
      list.board.set(cleared, true);
    });
  }

  S.checks.parts.push(function (list) {
    var button = list.find('[data-check-act="undo"]');
    if (!button) {
      return;
    }
    var undo = null;
    /** The last great change can be taken back until the next one. */
    list.offerUndo = function (act) {
      undo = act;
      button.hidden = false;
    };
    var acts = {
      copy: copy,
      print: function () { window.print(); },
      "print-blank": printBlank,
      clear: clear,
      undo: function () {
        button.hidden = true;
        undo();
        say(list, "undone");
        list.find('[data-check-act="clear"]').focus();
      }
    };
    Object.keys(acts).forEach(function (name) {
      list.find('[data-check-act="' + name + '"]').addEventListener("click", function () {
        acts[name](list);
      });
    });
  });
})(Shirube);
