// A query from what was typed to what is shown. The files of the index are loaded as they are needed; what is there is used at once.
(function (S) {
  "use strict";

  /** Shards of text that are kept at hand. */
  var MAX_TEXTS = 48;
  /** Hexadecimal digits of a check sum. */
  var CHECK_DIGITS = 8;

  /** The check sums of files as the manifest has them: one after the other. */
  function checksOf(digits) {
    return digits.match(new RegExp(".{" + CHECK_DIGITS + "}", "g")) || [];
  }

  /**
   * @param {Object} index the manifest: the content of search/index.js
   * @param {function(string, string, function)} load `load(name, form, done)`: `form` is "text" or "bytes", and `done(error, content, check)`
   *   is called once, with a text or a Uint8Array and the check sum of the file; at once if it can be
   */
  function Engine(index, load) {
    var bits = index.shard_bits;
    this.index = index;
    this.fold = S.core.searchFold.make(index.old_forms);
    this.recent = [];
    this.texts = new S.core.searchShelf.Shelf(
      { prefix: "text-", form: "text", checks: checksOf(index.text_checks) },
      load,
      function (content, number) {
        return S.core.searchPage.pages(JSON.parse(content), index.texts[number]);
      }
    );
    this.words = new S.core.searchShelf.Shelf(
      { prefix: "words-", form: "bytes", checks: checksOf(index.word_checks) },
      load,
      function (bytes, number) {
        return new S.core.searchPostings.Shard(bytes, bits === 0 ? 0 : number * Math.pow(2, 32 - bits), index.pages);
      }
    );
  }

  /** Which shard of text a page is in. */
  Engine.prototype.textOf = function (page) {
    return S.core.searchPlace(this.index.texts, page);
  };

  /** Brings shards of text. */
  Engine.prototype.needTexts = function (numbers, then) {
    this.keep(numbers);
    this.texts.need(numbers, then);
  };

  /** Notes that shards of text are used, and on a large site lets go of those that were used longest ago. */
  Engine.prototype.keep = function (numbers) {
    this.recent = this.recent
      .filter(function (number) {
        return numbers.indexOf(number) < 0;
      })
      .concat(numbers);
    if (this.index.shard_bits !== null) {
      this.texts.drop(this.recent.splice(0, Math.max(0, this.recent.length - Math.max(MAX_TEXTS, numbers.length))));
    }
  };

  /** Whether sections of a kind are called by their name: their names come before headings. */
  Engine.prototype.isNameKind = function (kind) {
    return this.index.name_kinds.indexOf(kind) >= 0;
  };

  /**
   * Asks a question. `answered` is called with what is known so far, at once where nothing has to be loaded, and lastly with `isSettled`.
   * @param {string} text
   * @param {{kinds: string[], isWidened: boolean, limit: number}} options
   * @param {function(Object)} answered
   * @returns {Object} what `cancel` takes
   */
  Engine.prototype.ask = function (text, options, answered) {
    var language = {
      fold: this.fold,
      variants: this.index.variants,
      terms: this.index.terms,
      isWidened: options.isWidened !== false
    };
    var search = new S.core.searchRun.Run(this, S.core.searchQuery.parse(text, language), options, function (answer) {
      answer.text = text;
      answer.nearest = answer.isSettled && answer.count === 0 ? S.core.searchQuery.nearest(text, language) : [];
      answered(answer);
    });
    search.start();
    return search;
  };

  /** Nothing more is heard of a question. */
  Engine.prototype.cancel = function (search) {
    search.isCancelled = true;
  };

  S.core.searchEngine = {
    open: function (index, load) {
      return new Engine(index, load);
    }
  };
})(Shirube);
