// The page that counts. The data script hands over what it knows; `start.js` starts the module; the modes say what was entered.
(function (S) {
  "use strict";

  var civil = S.core.civil;

  /** Modes by name: function (calculator, panel) that returns {read, clear, isTouched, describe, shown}. */
  S.calculator = { modes: {}, parts: [] };

  /** Called by the data script, which comes before the start. */
  S.calculatorData = function (data) {
    S.calculator.data = data;
  };

  function each(list, act) {
    Array.prototype.forEach.call(list, act);
  }

  function Calculator(element, data) {
    this.element = element;
    this.data = data;
    this.modes = {};
    this.mode = null;
    this.input = null;
    this.decision = null;
    this.rowCaption = null;
    this.asOf = null;
  }

  Calculator.prototype.find = function (selector) {
    return this.element.querySelector(selector);
  };

  Calculator.prototype.findAll = function (selector) {
    return Array.prototype.slice.call(this.element.querySelectorAll(selector));
  };

  /** A visible text with its values. */
  Calculator.prototype.text = function (key, values) {
    return S.core.fill(this.data.texts[key] || key, values);
  };

  Calculator.prototype.join = function (texts) {
    return texts.join(this.text("calc_separator"));
  };

  Calculator.prototype.decide = function (input) {
    return S.core.rules.decide(this.data.program, this.data.calendar, input);
  };

  /** What the self-test asks is answered as the builder of the page answers it. */
  Calculator.prototype.passes = function () {
    var data = this.data;
    var own = this;
    return data.tests.every(function (test) {
      return S.core.rules.canonical(own.decide(test[0])) === test[1];
    });
  };

  Calculator.prototype.day = function () {
    return this.asOf.day();
  };

  Calculator.prototype.setDay = function (day) {
    this.asOf.set(day);
  };

  Calculator.prototype.facts = function () {
    return S.calculator.answers.facts(this);
  };

  /** A date as people type it; without a year that of the school year of the day asked for. */
  Calculator.prototype.readDate = function (text) {
    var first = this.data.calendar.first;
    var near = this.asOf.day();
    return S.core.typed.date(text, near === null ? first : near);
  };

  Calculator.prototype.isInCalendar = function (day) {
    return day >= this.data.calendar.first && day < this.data.calendar.first + this.data.calendar.school.length;
  };

  /** Shows or hides a fault at a field: `text` null when there is none. */
  Calculator.prototype.setFault = function (field, text) {
    var place = document.getElementById(String(field.getAttribute("aria-describedby")).split(" ").pop());
    var isFault = text !== null;
    if (place) {
      place.textContent = isFault ? text : "";
      place.hidden = !isFault;
    }
    if (isFault) {
      field.setAttribute("aria-invalid", "true");
    } else {
      field.removeAttribute("aria-invalid");
    }
  };

  /** What the mode and the shared fields say: {faults} or {input}, or null when nothing was entered. */
  Calculator.prototype.read = function () {
    var day = this.asOf.read();
    var read = this.mode.read();
    if (read === null) {
      return null;
    }
    var faults = (day.fault ? [day.fault] : []).concat(read.faults || []);
    if (faults.length > 0) {
      return { faults: faults };
    }
    var input = { as_of: civil.format(day.day), facts: this.facts() };
    Object.keys(read.input).forEach(function (key) {
      input[key] = read.input[key];
    });
    return { input: input };
  };

  /** Everything that was entered counts anew. */
  Calculator.prototype.changed = function () {
    var own = this;
    this.findAll("[data-calc-inputs] [aria-invalid]").forEach(function (field) {
      own.setFault(field, null);
    });
    this.rowCaption = null;
    this.answer(this.read());
  };

  /** Shows the decision of one row of a class. */
  Calculator.prototype.show = function (input, caption) {
    this.rowCaption = caption;
    this.answer({ input: input });
    this.find("[data-calc-result]").scrollIntoView();
  };

  Calculator.prototype.answer = function (read) {
    var own = this;
    this.input = read && read.input ? read.input : null;
    var decision = this.input && this.decide(this.input);
    var faults = (read && read.faults) || [];
    if (decision && decision.refused) {
      faults = decision.refused.map(function (refusal) {
        return S.calculator.refusals.fault(own, refusal);
      });
      decision = null;
    }
    faults.forEach(function (fault) {
      own.setFault(fault.field, fault.text);
    });
    this.decision = decision;
    S.calculator.result.show(this, faults.length);
  };

  Calculator.prototype.choose = function (name) {
    var own = this;
    this.mode = this.modes[name];
    this.findAll("[data-mode-panel]").forEach(function (panel) {
      panel.hidden = panel.getAttribute("data-mode-panel") !== name;
    });
    this.element.setAttribute("data-chosen-mode", name);
    if (own.mode.shown) {
      own.mode.shown();
    }
    own.changed();
  };

  Calculator.prototype.isTouched = function () {
    var own = this;
    return Object.keys(this.modes).some(function (name) {
      return own.modes[name].isTouched();
    });
  };

  Calculator.prototype.clear = function () {
    var own = this;
    Object.keys(this.modes).forEach(function (name) {
      own.modes[name].clear();
    });
    S.calculator.answers.clear(this);
    this.changed();
  };

  /** Prepares the modes that the page has a panel and a script for. */
  Calculator.prototype.prepareModes = function () {
    var own = this;
    this.findAll("[data-mode]").forEach(function (choice) {
      var name = choice.getAttribute("data-mode");
      var panel = own.find('[data-mode-panel="' + name + '"]');
      var make = S.calculator.modes[name];
      if (!panel || !make) {
        choice.parentNode.hidden = true;
        return;
      }
      own.modes[name] = make(own, panel);
      choice.addEventListener("change", function () {
        own.choose(name);
      });
    });
  };

  function refuse(element) {
    element.querySelector("[data-calc-broken]").hidden = false;
    element.setAttribute("data-refused", "");
  }

  S.modules.calculator = function (element) {
    var data = S.calculator.data;
    element.querySelector("[data-calc-static]").hidden = true;
    var calculator = data && data.key === element.getAttribute("data-key") ? new Calculator(element, data) : null;
    var isRight = false;
    try {
      isRight = calculator !== null && calculator.passes();
    } catch (error) {
      console.error("Shirube: calculator", error);
    }
    if (!isRight) {
      refuse(element);
      return;
    }
    calculator.asOf = S.calculator.answers.asOf(calculator);
    calculator.prepareModes();
    S.calculator.answers.start(calculator);
    S.calculator.parts.forEach(function (start) {
      start(calculator);
    });
    each(element.querySelectorAll("[data-calc-inputs], [data-calc-result]"), function (part) {
      part.hidden = false;
    });
    // A browser may bring back what was chosen before a reload; what was typed it does not.
    calculator.find('[data-mode="counts"]').checked = true;
    calculator.choose("counts");
  };
})(Shirube);
