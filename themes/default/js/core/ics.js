// A calendar file (RFC 5545) of whole-day events. Text in, text out; no clock.
(function (S) {
  "use strict";

  var civil = S.core.civil;
  var MAX_OCTETS = 75;

  function compact(day) {
    return civil.format(day).split("-").join("");
  }

  /** Backslash, semicolon and comma stand behind a backslash, a line end is written \n. */
  function escaped(text) {
    var written = "";
    for (var at = 0; at < text.length; at += 1) {
      var letter = text.charAt(at);
      if (letter === "\n") {
        written += "\\n";
      } else if (letter !== "\r") {
        written += (letter === "\\" || letter === ";" || letter === "," ? "\\" : "") + letter;
      }
    }
    return written;
  }

  /** Octets of a code point in UTF-8. */
  function octets(point) {
    return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }

  /** Lines of at most 75 octets; no letter is cut. */
  function folded(line) {
    var lines = "";
    var length = 0;
    Array.from(line).forEach(function (letter) {
      var size = octets(letter.codePointAt(0));
      if (length + size > MAX_OCTETS) {
        lines += "\r\n ";
        length = 1;
      }
      lines += letter;
      length += size;
    });
    return lines;
  }

  /**
   * @param {{day: number, id: string, title: string, text: string}[]} events
   * @param {number} stamp the day on which it is made
   * @returns {string}
   */
  function write(events, stamp) {
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Shirube//Calculator//JA", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"];
    events.forEach(function (event) {
      lines.push(
        "BEGIN:VEVENT",
        "UID:" + escaped(event.id) + "@shirube.invalid",
        "DTSTAMP:" + compact(stamp) + "T000000Z",
        "DTSTART;VALUE=DATE:" + compact(event.day),
        "DTEND;VALUE=DATE:" + compact(event.day + 1),
        "SUMMARY:" + escaped(event.title),
        "DESCRIPTION:" + escaped(event.text),
        "TRANSP:TRANSPARENT",
        "END:VEVENT"
      );
    });
    lines.push("END:VCALENDAR");
    return lines.map(folded).join("\r\n") + "\r\n";
  }

  S.core.ics = { write: write };
})(Shirube);
