// Acts `[name, seconds, by]` on a timer, and what it shows at a time.
function timed(steps, total, acts, at) {
  var core = Shirube.core.agendaTimer;
  var timer = core.create(steps.length);
  acts.forEach(function (act) {
    timer = act[0] === "move" ? core.move(timer, act[2], act[1] * 1000) : core[act[0]](timer, act[1] * 1000);
  });
  return JSON.stringify(core.read(timer, steps, total, at * 1000));
}

// A timetable on one line.
function rows(typed) {
  var core = Shirube.core.agendaTimetable;
  var made = core.make(typed);
  if (made.fault) {
    return "fault " + made.fault;
  }
  var lines = made.rows.map(function (row) {
    return (row.kind === "break" ? "break" : row.nth) + " " + core.clock(row.from) + "-" + core.clock(row.to);
  });
  return lines.join(", ") + "; " + core.clock(made.end);
}
