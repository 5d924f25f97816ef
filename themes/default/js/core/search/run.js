// One question to the search: from its words to the sections that have them.
(function (S) {
  "use strict";

  /** Pages that are looked at before more is shown. */
  var BATCH = 20;

  /** One question, and what has been found of it so far. */
  function Run(engine, query, options, answered) {
    this.engine = engine;
    this.query = query;
    this.kinds = options.kinds || [];
    this.limit = options.limit || BATCH;
    this.answered = answered;
    this.isCancelled = false;
    this.words = {
      wanted: query.words.filter(function (word) {
        return !word.isExcluded;
      }),
      excluded: query.words.filter(function (word) {
        return word.isExcluded;
      })
    };
    // Pages that have not been looked at, in the order in which they will be.
    this.batches = [];
    this.found = [];
    this.failed = {};
    this.isLooking = false;
    this.isAgain = false;
  }

  Run.prototype.start = function () {
    if (this.words.wanted.length === 0) {
      this.report([], true);
    } else if (this.engine.index.shard_bits === null) {
      var pages = [];
      for (var page = 0; page < this.engine.index.pages; page += 1) {
        pages.push(page);
      }
      this.batches = [pages];
      this.look();
    } else {
      this.narrow(new S.core.searchCandidates.Candidates(this.engine.index, this.words, this.engine.words.held));
    }
  };

  /** Notes which of some files could not be read. */
  Run.prototype.note = function (shelf, numbers) {
    shelf.failed(numbers).forEach(function (name) {
      this.failed[name] = true;
    }, this);
  };

  Run.prototype.narrow = function (candidates) {
    var run = this;
    var numbers = candidates.needed();
    this.engine.words.need(numbers, function () {
      if (run.isCancelled) {
        return;
      }
      run.note(run.engine.words, numbers);
      if (candidates.narrow()) {
        run.narrow(candidates);
      } else {
        run.rank(candidates);
      }
    });
  };

  /** Puts the candidates in order; where many have the word in a heading, those whose title it is have to be known for it. */
  Run.prototype.rank = function (candidates) {
    var run = this;
    var numbers = candidates.wantsEnds(BATCH) ? candidates.neededForEnds() : [];
    this.engine.words.need(numbers, function () {
      if (run.isCancelled) {
        return;
      }
      // Groups share a batch, so that a page comes before another by what it says, not by its group.
      var pages = [].concat.apply([], candidates.groups());
      for (var at = 0; at < pages.length; at += BATCH) {
        run.batches.push(pages.slice(at, at + BATCH));
      }
      run.look();
    });
  };

  /** The shards of text of some pages, in the order in which they are needed. */
  Run.prototype.shardsOf = function (pages) {
    var engine = this.engine;
    var numbers = [];
    pages.forEach(function (page) {
      var number = engine.textOf(page);
      if (numbers[numbers.length - 1] !== number && numbers.indexOf(number) < 0) {
        numbers.push(number);
      }
    });
    return numbers;
  };

  Run.prototype.hitsOf = function (page) {
    var engine = this.engine;
    var pages = engine.texts.held[engine.textOf(page)];
    if (!pages) {
      return [];
    }
    return S.core.searchPage.hits(pages[page - pages[0].order], this.words, engine.fold, engine.isNameKind.bind(engine));
  };

  /** The hits of some pages, the best first. */
  Run.prototype.hitsIn = function (pages) {
    var run = this;
    return pages
      .reduce(function (all, page) {
        return all.concat(run.hitsOf(page));
      }, [])
      .sort(S.core.searchPage.compare);
  };

  /** Looks at one batch after the other until enough is found. What is loaded already is looked at in a loop, not deeper and deeper. */
  Run.prototype.look = function () {
    this.isAgain = true;
    if (this.isLooking) {
      return;
    }
    this.isLooking = true;
    while (this.isAgain) {
      this.isAgain = false;
      this.lookAtBatch();
    }
    this.isLooking = false;
  };

  Run.prototype.lookAtBatch = function () {
    var run = this;
    if (this.batches.length === 0 || this.chosen(this.found).length >= this.limit) {
      this.report(this.found, true);
      return;
    }
    var pages = this.batches.shift();
    var numbers = this.shardsOf(pages);
    // The first file alone, so that something is seen soon.
    this.engine.needTexts(numbers.slice(0, 1), function () {
      if (run.isCancelled) {
        return;
      }
      if (numbers.length > 1 && !numbers.every(run.isLoaded, run)) {
        run.report(run.found.concat(run.hitsIn(pages)), false);
      }
      run.engine.needTexts(numbers, function () {
        if (!run.isCancelled) {
          run.note(run.engine.texts, numbers);
          run.found = run.found.concat(run.hitsIn(pages));
          run.look();
        }
      });
    });
  };

  Run.prototype.isLoaded = function (number) {
    return this.engine.texts.held[number] !== undefined;
  };

  Run.prototype.kindOf = function (hit) {
    return this.engine.index.kinds[hit.page.sections[hit.section][1]];
  };

  /** The hits of the kinds that were asked for. */
  Run.prototype.chosen = function (hits) {
    var run = this;
    if (run.kinds.length === 0) {
      return hits;
    }
    return hits.filter(function (hit) {
      return run.kinds.indexOf(run.kindOf(hit)) >= 0;
    });
  };

  /** A hit as it is shown. */
  Run.prototype.shown = function (hit) {
    var fold = this.engine.fold;
    var words = this.words.wanted;
    var section = hit.page.sections[hit.section];
    return {
      path: hit.page.path,
      anchor: section[0],
      kind: this.kindOf(hit),
      page: hit.page.title,
      number: hit.page.number,
      heading: section[2],
      pageParts: S.core.searchExcerpt.parts(hit.page.title, words, fold),
      headingParts: S.core.searchExcerpt.parts(section[2], words, fold),
      excerpt: S.core.searchExcerpt.excerpt(section[3], hit.page.foldWith(fold).sections[hit.section].text, words, fold)
    };
  };

  /** Tells what is known: counts of all that was found, and the hits that are to be shown. */
  Run.prototype.report = function (found, isSettled) {
    var run = this;
    var counts = {};
    found.forEach(function (hit) {
      var kind = run.kindOf(hit);
      counts[kind] = (counts[kind] || 0) + 1;
    });
    var chosen = run.chosen(found);
    run.answered({
      query: run.query,
      count: chosen.length,
      isWhole: isSettled && run.batches.length === 0 && Object.keys(run.failed).length === 0,
      isSettled: isSettled,
      hasMore: run.batches.length > 0 || chosen.length > run.limit,
      hits: chosen.slice(0, run.limit).map(run.shown, run),
      counts: counts,
      failed: Object.keys(run.failed).sort()
    });
  };

  S.core.searchRun = { Run: Run };
})(Shirube);
