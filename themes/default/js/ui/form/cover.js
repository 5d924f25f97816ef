// What was typed is covered when nobody uses the page, and asked about before it is cleared or left.
(function (S) {
  "use strict";

  S.form.parts.push(function (form) {
    var paste = form.find('[data-form-dialog="paste"]');
    var clear = new S.guard.Dialog(form.find('[data-form-dialog="clear"]'), function () {
      // The screen may have been covered while something was to be pasted.
      paste.querySelector("textarea").value = "";
      paste.close();
      form.undo.clear();
      form.left.show([]);
      form.find("[data-form-text]").value = "";
      form.find("[data-form-text]").hidden = true;
      form.say("fill_cleared");
      form.find("[data-form-note]").focus();
    });
    var cover = new S.guard.Dialog(form.find('[data-form-dialog="cover"]'), clear.open.bind(clear));
    form.on("clear", clear.open.bind(clear));
    S.guard.watch(Number(form.find("[data-form-tools]").getAttribute("data-idle-seconds")), form.isTouched.bind(form), cover);
    // What was cleared must not come back for the next person at this desk.
    cover.element.addEventListener("close", form.undo.forget.bind(form.undo));
  });
})(Shirube);
