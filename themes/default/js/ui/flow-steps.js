// Walks through a flow box by box: the list shows one box, its arrows lead on, the drawing shows where it stands. Without a script the
// list is whole.
(function (S) {
  "use strict";

  function Steps(figure) {
    this.figure = figure;
    this.boxes = Array.prototype.slice.call(figure.querySelectorAll(".flow__list > li"));
    this.bar = figure.querySelector("[data-steps-bar]");
    this.where = figure.querySelector("[data-steps-where]");
    this.visited = [];
  }

  Steps.prototype.box = function (id) {
    return this.boxes.filter(function (box) {
      return box.id === id;
    })[0];
  };

  /** Marks the box in the drawing; the other sheets are put aside. */
  Steps.prototype.mark = function (node) {
    var sheets = Array.prototype.slice.call(this.figure.querySelectorAll(".flow__sheet"));
    sheets.forEach(function (sheet) {
      Array.prototype.forEach.call(sheet.querySelectorAll(".flow__box"), function (drawn) {
        drawn.classList.toggle("is-current", drawn.getAttribute("data-node") === node);
      });
      sheet.classList.toggle("is-aside", node !== null && !sheet.querySelector(".is-current"));
    });
  };

  /** How far to scroll so that a box stands in the middle of its frame; of one that is larger its beginning is seen. */
  function toMiddle(box, frame) {
    return Math.min((box[0] + box[1] - frame[0] - frame[1]) / 2, box[0] - frame[0] - 4);
  }

  /** Scrolls the frame of the drawing to the box marked in it, and the page so that the frame stands at its top. */
  Steps.prototype.look = function () {
    var drawn = this.figure.querySelector(".is-current");
    var frame = drawn && drawn.closest(".flow__drawing");
    if (!frame) {
      return;
    }
    var box = drawn.getBoundingClientRect();
    var room = frame.getBoundingClientRect();
    frame.scrollLeft += toMiddle([box.left, box.right], [room.left, room.right]);
    frame.scrollTop += toMiddle([box.top, box.bottom], [room.top, room.bottom]);
    frame.scrollIntoView({ block: "start", behavior: "instant" });
  };

  Steps.prototype.show = function (hasFocus) {
    var current = this.visited[this.visited.length - 1];
    this.boxes.forEach(function (box) {
      box.hidden = box !== current;
    });
    this.mark(current.getAttribute("data-node"));
    var words = { step: this.visited.length, count: this.boxes.length, name: current.querySelector(".flow__name strong").textContent };
    this.where.textContent = S.core.fill(this.bar.getAttribute("data-text"), words);
    this.figure.querySelector("[data-steps-back]").disabled = this.visited.length < 2;
    if (hasFocus) {
      current.setAttribute("tabindex", "-1");
      current.focus({ preventScroll: true });
      this.look();
    }
  };

  Steps.prototype.go = function (box) {
    this.visited.push(box);
    this.show(true);
  };

  Steps.prototype.start = function () {
    this.bar.hidden = false;
    this.figure.querySelector("[data-steps-start]").hidden = true;
    this.figure.setAttribute("data-walking", "");
    this.visited = [];
    this.go(this.boxes[0]);
  };

  Steps.prototype.back = function () {
    if (this.visited.length > 1) {
      this.visited.pop();
      this.show(true);
    }
  };

  Steps.prototype.end = function () {
    var start = this.figure.querySelector("[data-steps-start]");
    this.bar.hidden = true;
    start.hidden = false;
    this.figure.removeAttribute("data-walking");
    this.boxes.forEach(function (box) {
      box.hidden = false;
    });
    this.mark(null);
    start.focus();
  };

  /** A link to a box of this flow, in the list or in the drawing, is a step while somebody walks. */
  Steps.prototype.follow = function (event) {
    var link = event.target.closest("a[href^='#']");
    var box = link && this.visited.length > 0 && !this.bar.hidden ? this.box(link.getAttribute("href").slice(1)) : null;
    if (box) {
      event.preventDefault();
      this.go(box);
    }
  };

  S.modules["flow-steps"] = function (figure) {
    var steps = new Steps(figure);
    if (steps.boxes.length < 2) {
      return;
    }
    function on(name, act) {
      figure.querySelector("[data-steps-" + name + "]").addEventListener("click", act.bind(steps));
    }
    on("start", steps.start);
    on("back", steps.back);
    on("end", steps.end);
    figure.addEventListener("click", steps.follow.bind(steps));
    figure.querySelector("[data-steps]").hidden = false;
  };
})(Shirube);
