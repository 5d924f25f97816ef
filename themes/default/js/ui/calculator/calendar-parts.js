// Parts that the calendar and the class sheet share: elements, days in words, and a choice of which one or nothing holds.
(function (S) {
  "use strict";

  var civil = S.core.civil;
  // Days that a note names before it only counts them.
  var MOST_DAYS = 8;
  var NO_KEEPING = {
    "autocomplete": "off",
    "autocapitalize": "none",
    "autocorrect": "off",
    "spellcheck": "false",
    "writingsuggestions": "false",
    "translate": "no",
    "data-1p-ignore": "",
    "data-lpignore": "true"
  };

  function make(tag, className, text) {
    var element = document.createElement(tag);
    if (className) {
      element.className = className;
    }
    if (text !== undefined) {
      element.textContent = text;
    }
    return element;
  }

  function empty(element) {
    while (element.firstChild) {
      element.removeChild(element.firstChild);
    }
  }

  function button(text, act) {
    var element = make("button", "button cal__button", text);
    element.type = "button";
    element.addEventListener("click", act);
    return element;
  }

  /** A field for a date, of which the browser keeps nothing. */
  function dateField(id) {
    var field = make("input", "cal__date");
    field.type = "text";
    field.id = id;
    Object.keys(NO_KEEPING).forEach(function (name) {
      field.setAttribute(name, NO_KEEPING[name]);
    });
    return field;
  }

  function labelled(text, field) {
    var wrap = make("div", "cal__field");
    var label = make("label", "cal__label", text);
    label.htmlFor = field.id;
    wrap.appendChild(label);
    wrap.appendChild(field);
    return wrap;
  }

  function options(select, list) {
    empty(select);
    list.forEach(function (entry) {
      var option = make("option", "", entry.label);
      option.value = entry.value;
      select.appendChild(option);
    });
  }

  /** A fault at its field, in words below it; nothing takes it away again. */
  function say(field, place, text) {
    field.setAttribute("aria-invalid", text ? "true" : "false");
    place.textContent = text;
    place.hidden = text === "";
  }

  /**
   * One of several, or none yet. Buttons instead of radio inputs, for a browser keeps the state of inputs over a reload.
   * @param {Element} group has the role radiogroup and a label
   * @param {{value: string, label: string, sign: string}[]} list
   * @param {function} onChange
   */
  function Choice(group, list, onChange) {
    this.group = group;
    this.onChange = onChange;
    this.value = null;
    empty(group);
    this.buttons = list.map(this.addButton, this);
    this.set(null);
    group.addEventListener("keydown", this.onKey.bind(this));
  }

  Choice.prototype.addButton = function (entry) {
    var choose = this.choose.bind(this, entry.value);
    var element = make("button", "choice");
    element.type = "button";
    element.setAttribute("role", "radio");
    element.setAttribute("data-value", entry.value);
    if (entry.sign) {
      var sign = make("span", "choice__sign", entry.sign);
      sign.setAttribute("aria-hidden", "true");
      element.appendChild(sign);
    }
    element.appendChild(make("span", "choice__label", entry.label));
    element.addEventListener("click", choose);
    this.group.appendChild(element);
    return element;
  };

  Choice.prototype.choose = function (value) {
    this.set(value);
    this.onChange(value);
  };

  Choice.prototype.set = function (value) {
    this.value = value;
    this.buttons.forEach(function (element, index) {
      var isChosen = element.getAttribute("data-value") === value;
      element.setAttribute("aria-checked", String(isChosen));
      element.tabIndex = isChosen || (value === null && index === 0) ? 0 : -1;
    });
  };

  Choice.prototype.onKey = function (event) {
    var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    var at = this.buttons.indexOf(document.activeElement);
    if (step === undefined || at < 0) {
      return;
    }
    event.preventDefault();
    var next = this.buttons[(at + step + this.buttons.length) % this.buttons.length];
    next.focus();
    this.choose(next.getAttribute("data-value"));
  };

  /**
   * Days, marks and places in words.
   * @param {object} calculator
   */
  function Words(calculator) {
    this.calculator = calculator;
    this.names = calculator.data.names;
    this.weekdays = this.text("calc_cal_weekdays").split(",");
  }

  Words.prototype.text = function (key, values) {
    return this.calculator.text(key, values || {});
  };

  Words.prototype.date = function (day) {
    return S.calculator.words.fullDate(this.calculator, day);
  };

  Words.prototype.month = function (day) {
    return this.text("calc_cal_month", civil.toDate(day));
  };

  Words.prototype.span = function (from, to) {
    return from === to ? this.date(from) : this.text("calc_cal_span", { from: this.date(from), to: this.date(to) });
  };

  /** Several days, the first of them by name. */
  Words.prototype.days = function (days) {
    var calculator = this.calculator;
    var named = days.slice(0, MOST_DAYS).map(function (day) {
      return S.calculator.words.date(calculator, day);
    });
    var list = this.list(named);
    return days.length > MOST_DAYS ? this.text("calc_cal_days_more", { days: list, count: days.length }) : list;
  };

  Words.prototype.list = function (texts) {
    return texts.join(this.text("calc_separator"));
  };

  Words.prototype.mark = function (id) {
    return this.names.marks[id].label;
  };

  /** What stands in a cell for a mark: how the school writes it. */
  Words.prototype.sign = function (id) {
    var name = this.names.marks[id];
    return name.aliases.length > 0 ? name.aliases[0] : name.label.charAt(0);
  };

  Words.prototype.place = function (id) {
    return this.names.places[id];
  };

  /** What stands on a day: 欠席、別室、会えた */
  Words.prototype.entry = function (entry) {
    var parts = [this.mark(entry.mark)];
    if (entry.place !== null) {
      parts.push(this.place(entry.place));
    }
    if (entry.seen !== null) {
      parts.push(this.text("calc_cal_seen_" + entry.seen));
    }
    return this.list(parts);
  };

  /** What the files of these two modes share. */
  S.calculator.cal = {
    make: make,
    empty: empty,
    button: button,
    dateField: dateField,
    labelled: labelled,
    options: options,
    say: say,
    Choice: Choice,
    Words: Words
  };
})(Shirube);
