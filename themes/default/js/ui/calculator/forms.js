// The forms of the stages, opened on this page with what is known filled in. Nothing crosses to another page, by address or storage.
(function (S) {
  "use strict";

  var TOLD = ["active", "confirm", "past"];
  /** The form that is open: {form, place}, or null. */
  var opened = null;

  function section() {
    return document.querySelector("[data-calc-forms]");
  }

  function templateOf(id) {
    return document.querySelector('template[data-stage-form="' + id + '"]');
  }

  /** Takes the open form away with all that was typed into it. */
  function close() {
    if (opened === null) {
      return;
    }
    opened.form.setValues(Object.create(null));
    opened.form.undo.forget();
    section().querySelector("[data-calc-form-place]").replaceChildren();
    section().hidden = true;
    document.body.classList.remove("has-paper", "has-open-form");
    opened = null;
  }

  function factsOf(calculator, stage, duty) {
    var names = calculator.data.names;
    var facts = S.core.formFill.known(calculator.data.program, calculator.data.calendar, calculator.input, stage);
    facts.stage = names.stages[stage.id].title;
    facts.addressee = calculator.join(names.duties[stage.id + "/" + duty.id].to);
    return facts;
  }

  function fill(form, facts) {
    var known = S.core.formFill.values(form.cells, form.data.eras, facts);
    var values = Object.create(null);
    known.forEach(function (pair) {
      values[pair[0]] = pair[1];
    });
    form.setValues(values);
    form.say(known.length > 0 ? "fill_from_calculator" : "fill_from_nothing", { count: known.length });
  }

  function open(calculator, stage, duty, id) {
    close();
    var place = section().querySelector("[data-calc-form-place]");
    place.appendChild(templateOf(id).content.cloneNode(true));
    section().hidden = false;
    document.body.classList.add("has-paper", "has-open-form");
    var element = place.querySelector("[data-form]");
    element.setAttribute("data-started", "");
    var title = section().querySelector("[data-calc-form-title]");
    title.textContent = templateOf(id).getAttribute("data-title");
    opened = { form: S.modules.form(element) };
    fill(opened.form, factsOf(calculator, stage, duty));
    section().scrollIntoView();
    title.focus();
  }

  /** What is typed into an open form is not thrown away unasked. */
  function ask(calculator, stage, duty, id) {
    if (opened === null || !opened.form.isTouched()) {
      open(calculator, stage, duty, id);
      return;
    }
    calculator.nextForm = [stage, duty, id];
    calculator.formDialog.open();
  }

  function button(calculator, stage, duty, id) {
    var element = document.createElement("button");
    element.type = "button";
    element.className = "button button--small calc-stage__form";
    element.setAttribute("data-due", "");
    element.setAttribute("data-open-form", id);
    element.textContent = calculator.text("calc_form_open", { form: templateOf(id).getAttribute("data-title") });
    element.addEventListener("click", function () {
      ask(calculator, stage, duty, id);
    });
    return element;
  }

  /** Puts a button beside each duty of a stage that holds, for each of its forms. */
  function offer(calculator, stageSection, stage) {
    if (TOLD.indexOf(stage.state) < 0) {
      return;
    }
    stage.duties.forEach(function (duty) {
      var row = stageSection.querySelector('[data-duty="' + stage.id + "/" + duty.id + '"]');
      var forms = calculator.data.names.duties[stage.id + "/" + duty.id].forms || [];
      forms.filter(templateOf).forEach(function (id) {
        row.lastElementChild.appendChild(button(calculator, stage, duty, id));
      });
    });
  }

  S.calculator.forms = { offer: offer, close: close };

  S.calculator.parts.push(function (calculator) {
    if (section() === null) {
      return;
    }
    function dialog(name, onYes) {
      return new S.guard.Dialog(calculator.find('[data-calc-dialog="' + name + '"]'), onYes);
    }
    calculator.formDialog = dialog("form", function () {
      open.apply(null, [calculator].concat(calculator.nextForm));
    });
    var closing = dialog("form-close", close);
    section()
      .querySelector("[data-calc-form-close]")
      .addEventListener("click", function () {
        if (opened.form.isTouched()) {
          closing.open();
        } else {
          close();
        }
      });
  });
})(Shirube);
