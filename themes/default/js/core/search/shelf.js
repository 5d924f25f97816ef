// Files of the index of one sort, loaded as they are needed. A file of another edition is as good as none: its pages have other numbers.
(function (S) {
  "use strict";

  /**
   * @param {{prefix: string, form: string, checks: string[]}} files what they are called, how they are read, and the check sum of each
   * @param {function(string, string, function)} load as in engine.js
   * @param {function(*, number): *} read makes of the content of a file, and its number, what is kept of it
   */
  function Shelf(files, load, read) {
    this.files = files;
    this.load = load;
    this.read = read;
    /** What was read by number; `null` for a file that cannot be. */
    this.held = {};
    this.waiting = {};
  }

  /** What is kept of a file that was loaded. */
  Shelf.prototype.kept = function (error, content, check, number) {
    if (error || check !== this.files.checks[number]) {
      return null;
    }
    try {
      return this.read(content, number);
    } catch (damage) {
      return null;
    }
  };

  /** Calls `then` when a file has been read, or given up. */
  Shelf.prototype.bring = function (number, then) {
    var shelf = this;
    if (shelf.held[number] !== undefined) {
      then();
      return;
    }
    if (shelf.waiting[number]) {
      shelf.waiting[number].push(then);
      return;
    }
    shelf.waiting[number] = [then];
    shelf.load(shelf.files.prefix + number, shelf.files.form, function (error, content, check) {
      var waiters = shelf.waiting[number];
      delete shelf.waiting[number];
      shelf.held[number] = shelf.kept(error, content, check, number);
      waiters.forEach(function (waiter) {
        waiter();
      });
    });
  };

  /** Calls `then` when all of some files have been read, or given up. */
  Shelf.prototype.need = function (numbers, then) {
    var left = numbers.length;
    if (left === 0) {
      then();
      return;
    }
    numbers.forEach(function (number) {
      this.bring(number, function () {
        left -= 1;
        if (left === 0) {
          then();
        }
      });
    }, this);
  };

  /** The names of those files among some that could not be read. */
  Shelf.prototype.failed = function (numbers) {
    return numbers.filter(function (number) {
      return this.held[number] === null;
    }, this).map(function (number) {
      return this.files.prefix + number;
    }, this);
  };

  /** Lets go of files; those that could not be read are not asked for again. */
  Shelf.prototype.drop = function (numbers) {
    numbers.forEach(function (number) {
      if (this.held[number] !== null) {
        delete this.held[number];
      }
    }, this);
  };

  S.core.searchShelf = { Shelf: Shelf };
})(Shirube);
