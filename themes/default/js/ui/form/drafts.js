// A form as a file that the user saves and opens. A file that is refused changes nothing on the page.
(function (S) {
  "use strict";

  var draft = S.core.formDraft;
  var MIN_PASSWORD = 8;

  function today() {
    var now = new Date();
    return S.core.civil.format(S.core.civil.toDay(now.getFullYear(), now.getMonth() + 1, now.getDate()));
  }

  /** Date and form: no word of a child. */
  function download(form, content) {
    S.takeAway.download(today() + "-" + form.data.form + ".json", "application/json", content);
  }

  function Drafts(form) {
    this.form = form;
    this.save = form.find('[data-form-dialog="save"]');
    this.enter = form.find('[data-form-dialog="password"]');
    this.file = form.find("[data-draft-file]");
    this.sealed = null;
    this.work = null;
    this.isEncrypted = form.data.drafts === "encrypted";
  }

  Drafts.prototype.fault = function (dialog, key, values) {
    var place = dialog.querySelector("[data-dialog-fault]");
    place.textContent = key === null ? "" : this.form.text(key, values);
    place.hidden = key === null;
  };

  /** A key from a password takes long on purpose: the dialog says so, and a second press is not a second file. */
  Drafts.prototype.wait = function (dialog, work, done, failed) {
    var own = this;
    function when(act) {
      return function (value) {
        // Whoever closed the dialog meanwhile wants neither.
        if (own.work === work) {
          own.endWork(dialog);
          act(value);
        }
      };
    }
    this.work = work;
    this.fault(dialog, null);
    dialog.querySelector("[data-dialog-work]").textContent = this.form.text("fill_draft_working");
    work.then(when(done), when(failed));
  };

  Drafts.prototype.endWork = function (dialog) {
    this.work = null;
    dialog.querySelector("[data-dialog-work]").textContent = "";
  };

  function passwordIn(dialog, name) {
    return dialog.querySelector('[data-password="' + name + '"]');
  }

  function forget(dialog) {
    Array.prototype.forEach.call(dialog.querySelectorAll("[data-password]"), function (field) {
      field.value = "";
    });
  }

  Drafts.prototype.askToSave = function () {
    if (this.form.filled().length === 0) {
      this.form.say("fill_draft_nothing");
      return;
    }
    this.fault(this.save, null);
    this.save.showModal();
  };

  /** Writes the file; whatever is wrong is said in the dialog, which stays. */
  Drafts.prototype.write = function () {
    if (this.work !== null) {
      return;
    }
    var text = draft.write(this.form.data, this.form.filled());
    var password = passwordIn(this.save, "first").value;
    var again = passwordIn(this.save, "second").value;
    if (!this.isEncrypted && password === "" && again === "") {
      this.finish(text);
      return;
    }
    if (Array.from(password.normalize("NFKC")).length < MIN_PASSWORD) {
      this.fault(this.save, "fill_password_short", { least: MIN_PASSWORD });
      return;
    }
    if (password !== again) {
      this.fault(this.save, "fill_password_differs");
      return;
    }
    var own = this;
    this.wait(this.save, S.form.secret.seal(text, password), this.finish.bind(this), function () {
      own.fault(own.save, "fill_draft_not_saved");
    });
  };

  Drafts.prototype.finish = function (content) {
    if (draft.octets(content) > draft.MAX_BYTES) {
      this.fault(this.save, "fill_draft_too_long");
      return;
    }
    forget(this.save);
    this.save.close();
    download(this.form, content);
    this.form.say("fill_draft_saved");
  };

  /** Reads a chosen file: as text only when it is one, and not longer than any of ours. */
  Drafts.prototype.open = function (file) {
    var own = this;
    if (file.size > draft.MAX_BYTES) {
      own.refuse("size");
      return;
    }
    file
      .arrayBuffer()
      .then(function (bytes) {
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      })
      .then(
        function (text) {
          own.take(draft.read(text, own.form.data));
        },
        function () {
          own.refuse("foreign");
        }
      );
  };

  Drafts.prototype.refuse = function (code) {
    this.form.say("fill_refused_" + code);
    this.form.find("[data-form-note]").focus();
  };

  Drafts.prototype.take = function (read) {
    if (read.refused) {
      this.refuse(read.refused);
    } else if (read.sealed) {
      this.sealed = read.sealed;
      this.fault(this.enter, null);
      this.enter.showModal();
    } else {
      this.fill(read);
    }
  };

  Drafts.prototype.unseal = function () {
    var own = this;
    if (own.work !== null) {
      return;
    }
    function opened(text) {
      forget(own.enter);
      own.enter.close();
      own.take(draft.readOpened(text, own.form.data));
    }
    own.wait(own.enter, S.form.secret.open(own.sealed, passwordIn(own.enter, "only").value), opened, function () {
      own.fault(own.enter, "fill_password_wrong");
      passwordIn(own.enter, "only").select();
    });
  };

  /** Puts the values of a file in; those that this edition has no cell for are shown. */
  Drafts.prototype.fill = function (read) {
    var form = this.form;
    var keys = read.values.map(function (pair) {
      return pair[0];
    });
    var cells = Object.create(null);
    S.core.formLines.cells(form.data, S.core.formLines.rowsFor(form.data, keys)).forEach(function (cell) {
      cells[cell.key] = cell;
    });
    var values = Object.create(null);
    var left = [];
    read.values.forEach(function (pair) {
      var cell = cells[pair[0]];
      if (cell && S.core.formCells.holds(cell, pair[1])) {
        values[pair[0]] = pair[1];
      } else {
        left.push(form.text("fill_left_cell", { key: pair[0], text: pair[1] }));
      }
    });
    form.undo.replace(values);
    form.left.show(left);
    form.say(left.length > 0 ? "fill_draft_opened_left" : read.isOtherEdition ? "fill_draft_opened_edition" : "fill_draft_opened", { left: left.length });
    form.find("[data-form-note]").focus();
  };

  function onButtons(drafts, dialog, acts) {
    Object.keys(acts).forEach(function (name) {
      dialog.querySelector('[data-dialog="' + name + '"]').addEventListener("click", acts[name]);
    });
    // Enter in a field presses the first button, not that of the form around it.
    dialog.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && event.target.hasAttribute("data-password") && !event.isComposing) {
        event.preventDefault();
        acts.yes();
      }
    });
    dialog.addEventListener("input", function (event) {
      event.stopPropagation();
    });
    dialog.addEventListener("close", function () {
      forget(dialog);
      drafts.endWork(dialog);
    });
  }

  function listen(drafts) {
    onButtons(drafts, drafts.save, {
      yes: drafts.write.bind(drafts),
      no: function () {
        drafts.save.close();
      }
    });
    onButtons(drafts, drafts.enter, {
      yes: drafts.unseal.bind(drafts),
      no: function () {
        drafts.enter.close();
      }
    });
    drafts.enter.addEventListener("close", function () {
      drafts.sealed = null;
    });
    drafts.form.on("save", drafts.askToSave.bind(drafts));
    drafts.form.on("open", function () {
      drafts.file.click();
    });
    drafts.file.addEventListener("change", function () {
      var file = drafts.file.files[0];
      if (file) {
        drafts.open(file);
      }
      // The same file may be chosen again.
      drafts.file.value = "";
    });
  }

  S.form.parts.push(function (form) {
    var isOff = form.data.drafts === "off" || !form.data.drafts;
    var canSeal = S.form.secret.isThere();
    var drafts = new Drafts(form);
    var area = form.find("[data-form-drafts]");
    area.hidden = isOff || (drafts.isEncrypted && !canSeal);
    form.find("[data-drafts-seal]").hidden = !canSeal;
    form.find("[data-drafts-bare]").hidden = canSeal;
    form.findAll("[data-drafts-only]").forEach(function (part) {
      part.hidden = part.getAttribute("data-drafts-only") !== form.data.drafts;
    });
    if (!area.hidden) {
      listen(drafts);
    }
  });
})(Shirube);
