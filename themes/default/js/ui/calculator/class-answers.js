// From a sheet that was read to answers: a question for each row, asked of the evaluator, and what could not be read.
(function (S) {
  "use strict";

  var civil = S.core.civil;
  var classDays = S.core.classDays;
  var cal = S.calculator.cal;

  function stateOf(decision, id) {
    return decision.stages.filter(function (stage) {
      return stage.id === id;
    })[0].state;
  }

  /** What is asked of one row. Facts are answers about one child; a class has none. */
  function inputOf(record, asked) {
    var input = { as_of: civil.format(asked.asOf), facts: {}, record: record };
    var local = asked.local.input();
    if (local !== undefined) {
      input.local = local;
    }
    return input;
  }

  /** The stages of a row that do not hold for a child who was always there. */
  function stagesOf(decision, usual) {
    return decision.stages
      .filter(function (stage) {
        return stage.state !== "not-reached" && stage.state !== stateOf(usual, stage.id);
      })
      .map(function (stage) {
        return { id: stage.id, state: stage.state };
      });
  }

  function nameOf(row, index, words) {
    var name = row.number === null ? String(index + 1) : row.number;
    return { name: name, caption: words.text(row.number === null ? "calc_class_row_at" : "calc_class_number", { row: name }) };
  }

  /** The decision of an input. Many children were there every day; what was asked once is not asked again. */
  function decide(input, asked) {
    var key = JSON.stringify(input.record);
    if (!asked.decided[key]) {
      asked.decided[key] = asked.calculator.decide(input);
    }
    return asked.decided[key];
  }

  function answerRow(row, index, asked) {
    var read = classDays.record(row, asked.days, asked.covers, asked.context);
    var names = nameOf(row, index, asked.words);
    var answer = { name: names.name, caption: names.caption, decision: null, stages: [], closed: read.closed, later: read.later };
    answer.fault = read.isUnread ? "calc_class_unread" : "calc_class_closed_row";
    if (read.record !== null) {
      answer.input = inputOf(read.record, asked);
      var decision = decide(answer.input, asked);
      answer.fault = "calc_class_refused";
      answer.decision = decision.refused ? null : decision;
      answer.stages = decision.refused ? [] : stagesOf(decision, asked.usual);
    }
    return answer;
  }

  function columnName(at, asked) {
    var day = asked.days[at];
    return day === null ? asked.words.text("calc_class_column", { column: at + asked.sheet.width + 1 }) : asked.words.date(day);
  }

  /** What could not be read, in words, by row and column. */
  function problems(rows, asked) {
    var words = asked.words;
    var list = asked.sheet.unknown.map(function (cell) {
      var values = { row: rows[cell.row].caption, column: columnName(cell.column, asked), text: cell.text };
      return words.text(cell.text === null ? "calc_class_problem_long" : "calc_class_problem_mark", values);
    });
    rows.forEach(function (row) {
      row.closed.forEach(function (at) {
        list.push(words.text("calc_class_problem_closed", { row: row.caption, column: columnName(at, asked) }));
      });
    });
    return list;
  }

  /**
   * @param {object} asked {calculator, words, local, sheet, days, covers, asOf, context}
   * @returns {{rows: object[], everyone: object[], problems: string[]}}
   */
  function answers(asked) {
    asked.decided = {};
    asked.usual = decide(inputOf(classDays.recordOfPresent(asked.days, asked.covers, asked.context), asked), asked);
    var rows = asked.sheet.rows.map(function (row, index) {
      return answerRow(row, index, asked);
    });
    return {
      rows: rows,
      everyone: asked.usual.stages.filter(function (stage) {
        return stage.state !== "not-reached";
      }),
      problems: problems(rows, asked)
    };
  }

  cal.classAnswers = answers;
})(Shirube);
