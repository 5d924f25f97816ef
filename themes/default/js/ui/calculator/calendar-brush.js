// What the next day that is pressed gets: a mark, whether the child was met, and where the child was.
(function (S) {
  "use strict";

  var cal = S.calculator.cal;
  var ERASE = "-";
  var KEEP = "keep";
  var NONE = "none";

  /**
   * @param {Element} root with [data-cal-mark], [data-cal-seen] and, if the rules have places, [data-cal-place]
   * @param {object} calculator
   * @param {object} words
   */
  function Brush(root, calculator, words) {
    this.words = words;
    this.program = calculator.data.program;
    this.place = root.querySelector("[data-cal-place]");
    function ignore() {}
    this.marks = new cal.Choice(root.querySelector("[data-cal-mark]"), this.markChoices(), ignore);
    this.seen = new cal.Choice(
      root.querySelector("[data-cal-seen]"),
      [
        { value: KEEP, label: words.text("calc_cal_seen_keep") },
        { value: "yes", label: words.text("calc_cal_seen_yes"), sign: words.text("calc_cal_sign_yes") },
        { value: "no", label: words.text("calc_cal_seen_no"), sign: words.text("calc_cal_sign_no") }
      ],
      ignore
    );
    this.fillPlaces();
    this.clear();
  }

  Brush.prototype.markChoices = function () {
    var words = this.words;
    var marks = this.program.marks.map(function (id) {
      return { value: id, label: words.mark(id), sign: words.sign(id) };
    });
    return marks.concat([{ value: ERASE, label: words.text("calc_cal_erase"), sign: "" }]);
  };

  Brush.prototype.fillPlaces = function () {
    var words = this.words;
    var places = this.program.places.map(function (id) {
      return { value: "at:" + id, label: words.place(id) };
    });
    var others = [
      { value: KEEP, label: words.text("calc_cal_place_keep") },
      { value: NONE, label: words.text("calc_cal_place_none") }
    ];
    cal.options(this.place, others.concat(places));
    this.place.parentNode.hidden = places.length === 0;
  };

  /** The first mark that is not the common one. */
  Brush.prototype.clear = function () {
    var present = S.core.dayMarks.presentMark(this.program);
    var others = this.program.marks.filter(function (id) {
      return id !== present;
    });
    this.marks.set(others.length > 0 ? others[0] : this.program.marks[0]);
    this.seen.set(KEEP);
    this.place.value = KEEP;
  };

  /** As dayMarks.put wants it. */
  Brush.prototype.read = function () {
    var place = this.place.value;
    return {
      mark: this.marks.value === ERASE ? null : this.marks.value,
      seen: this.seen.value === KEEP ? undefined : this.seen.value,
      place: place === KEEP ? undefined : place === NONE ? null : place.slice(3)
    };
  };

  cal.Brush = Brush;
})(Shirube);
