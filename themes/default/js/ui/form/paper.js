// What was typed, on the sheets as they are printed. What a box cannot hold is cut there, says so, and stands whole on a sheet that follows.
(function (S) {
  "use strict";

  var formCells = S.core.formCells;

  function Paper(form, element) {
    this.form = form;
    this.element = element;
    this.template = element.querySelector("template[data-continuation-sheet]");
    this.cut = [];
  }

  Paper.prototype.all = function (selector) {
    return Array.prototype.slice.call(this.element.querySelectorAll(selector));
  };

  function boxOf(typed) {
    return typed.closest("[data-box]") || typed.parentNode;
  }

  /** Boxes with what is typed into each. */
  Paper.prototype.boxes = function () {
    var boxes = [];
    this.all("[data-typed]").forEach(function (typed) {
      var element = boxOf(typed);
      var known = boxes.filter(function (box) {
        return box.element === element;
      })[0];
      if (known) {
        known.typed.push(typed);
      } else {
        boxes.push({ element: element, typed: [typed] });
      }
    });
    return boxes;
  };

  /** The cells around the boxes: a box that grows would push others out of its cell. */
  Paper.prototype.cells = function () {
    return this.all(".paper__cell")
      .map(function (cell) {
        return { element: cell, typed: Array.prototype.slice.call(cell.querySelectorAll("[data-typed]")) };
      })
      .filter(function (cell) {
        return cell.typed.length > 0;
      });
  };

  /** Everything in full, as if every box could hold it. */
  Paper.prototype.write = function (values) {
    var cells = Object.create(null);
    this.form.cells.forEach(function (cell) {
      cells[cell.key] = cell;
    });
    this.all("[data-typed]").forEach(function (typed) {
      var cell = cells[typed.getAttribute("data-typed")];
      typed.textContent = cell ? formCells.shown(cell, values[cell.key]) : "";
      boxOf(typed).classList.remove("is-small");
    });
    this.all("[data-tick]").forEach(function (tick) {
      var isChosen = values[tick.getAttribute("data-tick")] === tick.getAttribute("data-value");
      tick.textContent = isChosen ? "\u2611" : "\u25a1";
      tick.classList.toggle("is-chosen", isChosen);
    });
    this.all("[data-continuation]").forEach(function (sheet) {
      sheet.parentNode.removeChild(sheet);
    });
  };

  function overflows(box) {
    // Half a pixel is how browsers round.
    return box.element.scrollHeight > box.element.clientHeight + 1 || box.element.scrollWidth > box.element.clientWidth + 1;
  }

  /** Letters as people see them, so that none is torn. */
  function letters(text) {
    if (typeof Intl === "object" && Intl.Segmenter) {
      return Array.from(new Intl.Segmenter("ja", { granularity: "grapheme" }).segment(text), function (part) {
        return part.segment;
      });
    }
    return Array.from(text);
  }

  /** Writes into the node that stands there: an element that is emptied between would be styled anew each time. */
  function setText(typed, text) {
    if (typed.firstChild && text !== "") {
      typed.firstChild.data = text;
    } else {
      typed.textContent = text;
    }
  }

  /** About how much of a text fits, by how far it reaches beyond its box: a place to begin the search. */
  function guess(box, length) {
    var high = box.element.clientHeight / box.element.scrollHeight;
    var wide = box.element.clientWidth / box.element.scrollWidth;
    return Math.min(length - 1, Math.floor(length * Math.min(high, wide, 1)));
  }

  /** The longest beginning of a text that fits with the mark behind it; whether it fits at all. */
  function shorten(box, typed, mark) {
    var all = letters(typed.textContent);
    function fits(count) {
      setText(typed, all.slice(0, count).join("") + mark);
      return !overflows(box);
    }
    var least = 0;
    var most = all.length - 1;
    var at = guess(box, all.length);
    var step = Math.max(1, Math.ceil(at / 16));
    // From the guess outwards, until the edge lies between two counts.
    while (least < most && at > least && at <= most) {
      if (fits(at)) {
        least = at;
        at += step;
      } else {
        most = at - 1;
        at -= step;
      }
      step *= 2;
    }
    while (least < most) {
      var half = Math.ceil((least + most) / 2);
      if (fits(half)) {
        least = half;
      } else {
        most = half - 1;
      }
    }
    return fits(least);
  }

  /** Cuts the longest texts of a box until what is left fits. */
  Paper.prototype.fit = function (box) {
    var form = this.form;
    var longest = box.typed
      .filter(function (typed) {
        return typed.textContent !== "";
      })
      .sort(function (a, b) {
        return b.textContent.length - a.textContent.length;
      });
    longest.some(function (typed) {
      var whole = typed.textContent;
      var isFitting = shorten(box, typed, form.text("fill_goes_on"));
      if (!isFitting) {
        setText(typed, whole);
        isFitting = shorten(box, typed, form.text("fill_goes_on_short"));
      }
      if (this.cut.indexOf(typed.getAttribute("data-typed")) < 0) {
        this.cut.push(typed.getAttribute("data-typed"));
      }
      return isFitting;
    }, this);
  };

  /** Cells that no sheet has a place for: rows beyond the planned ones. */
  Paper.prototype.homeless = function (values) {
    var known = Object.create(null);
    this.all("[data-typed]").forEach(function (typed) {
      known[typed.getAttribute("data-typed")] = true;
    });
    this.all("[data-tick]").forEach(function (tick) {
      known[tick.getAttribute("data-tick")] = true;
    });
    return this.form.cells
      .filter(function (cell) {
        return values[cell.key] !== "" && !known[cell.key];
      })
      .map(function (cell) {
        return cell.key;
      });
  };

  Paper.prototype.nameOf = function (cell) {
    var parts = cell.key.split("/");
    if (parts.length === 3) {
      return this.form.text("fill_row_name", { line: cell.line, row: parts[1], label: cell.label });
    }
    return cell.line === cell.label ? cell.label : this.form.text("fill_cell_name", { line: cell.line, label: cell.label });
  };

  /** The sheet that follows, with whole texts in official order. */
  Paper.prototype.goOn = function (values, keys) {
    var sheet = this.template.content.cloneNode(true);
    var list = sheet.querySelector("[data-continuation-entries]");
    this.form.cells.forEach(function (cell) {
      if (keys.indexOf(cell.key) < 0) {
        return;
      }
      var name = document.createElement("dt");
      var text = document.createElement("dd");
      name.textContent = this.nameOf(cell);
      text.textContent = formCells.shown(cell, values[cell.key]);
      list.appendChild(name);
      list.appendChild(text);
    }, this);
    this.element.appendChild(sheet);
  };

  /** Makes the sheets anew from what is typed. Returns how many entries went to the sheet that follows. */
  Paper.prototype.fill = function () {
    var values = this.form.values();
    this.cut = [];
    this.write(values);
    this.element.setAttribute("data-measuring", "");
    var full = this.boxes().filter(overflows);
    full.forEach(function (box) {
      box.element.classList.add("is-small");
    });
    full.filter(overflows).forEach(this.fit, this);
    this.cells().filter(overflows).forEach(this.fit, this);
    this.element.removeAttribute("data-measuring");
    var keys = this.cut.concat(this.homeless(values));
    if (keys.length > 0) {
      this.goOn(values, keys);
    }
    return keys.length;
  };

  Paper.prototype.tell = function (count) {
    this.form.say(count > 0 ? "fill_paper_more" : "fill_paper_planned", { count: count, sheets: this.form.data.sheets });
  };

  function startPreview(form, paper) {
    var button = form.on("preview", function () {
      var isShown = paper.element.hasAttribute("data-preview");
      paper.element.toggleAttribute("data-preview", !isShown);
      // Wider than a phone, it scrolls sideways by keyboard too.
      paper.element.tabIndex = isShown ? -1 : 0;
      button.setAttribute("aria-expanded", String(!isShown));
      if (!isShown) {
        paper.tell(paper.fill());
        paper.element.scrollIntoView();
      }
    });
    form.onChange(function () {
      if (paper.element.hasAttribute("data-preview")) {
        paper.fill();
      }
    });
  }

  S.form.parts.push(function (form) {
    var element = document.querySelector('[data-paper="' + form.data.form + '"]') || form.element.parentNode.querySelector("[data-paper]");
    var paper = new Paper(form, element);
    form.on("print", function () {
      if (form.faults.ask()) {
        window.print();
      }
    });
    form.on("print-anyway", function () {
      window.print();
    });
    window.addEventListener("beforeprint", function () {
      if (element.isConnected) {
        paper.tell(paper.fill());
      }
    });
    startPreview(form, paper);
  });
})(Shirube);
