// What was entered is covered when nobody uses the page, and asked about before it is cleared.
(function (S) {
  "use strict";

  S.calculator.parts.push(function (calculator) {
    function dialog(name, onYes) {
      return new S.guard.Dialog(calculator.find('[data-calc-dialog="' + name + '"]'), onYes);
    }
    var clear = dialog("clear", function () {
      calculator.clear();
      S.calculator.forms.close();
      calculator.find("[data-as-of]").focus();
    });
    var cover = dialog("cover", clear.open.bind(clear));
    calculator.find("[data-clear]").addEventListener("click", clear.open.bind(clear));
    S.guard.watch(Number(calculator.element.getAttribute("data-idle-seconds")), calculator.isTouched.bind(calculator), cover);
  });
})(Shirube);
