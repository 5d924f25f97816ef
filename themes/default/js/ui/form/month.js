// Last month's form becomes this month's: what stays is kept, the month goes on, the rest is empty.
(function (S) {
  "use strict";

  S.form.parts.push(function (form) {
    var button = form.on("month", function () {
      var moved = S.core.formMonth.moveOn(form.cells, form.data.eras, form.values());
      if (moved === null) {
        form.say("fill_month_unknown");
        return;
      }
      form.undo.replace(moved.values);
      form.left.show([]);
      form.say(moved.month === 4 ? "fill_month_moved_april" : "fill_month_moved", { month: moved.month });
      form.find("[data-form-note]").focus();
    });
    button.hidden = !S.core.formMonth.isMonthly(form.cells);
  });
})(Shirube);
