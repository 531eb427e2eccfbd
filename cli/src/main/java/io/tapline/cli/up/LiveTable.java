package io.tapline.cli.up;

import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.output.PlainText;
import io.tapline.cli.output.Rows;
import io.tapline.cli.output.TextTable;
import io.tapline.cli.store.LineQuestions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is being seen right now, asked of the store and drawn on the screen. */
final class LiveTable {
  /** Long enough for a rate to be steady, short enough to follow. */
  private static final Duration SPAN = Duration.ofSeconds(10);

  private final LineQuestions questions;
  private final Screen screen;

  LiveTable(LineQuestions questions, Screen screen) {
    this.questions = questions;
    this.screen = screen;
  }

  /** Asks once and draws once. A store that does not answer is said in the table's place. */
  void refresh(Duration running) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    try {
      Rows rows = questions.live(SPAN);
      if (rows.values().isEmpty()) {
        lines.add("nothing seen in the last " + SPAN.toSeconds() + " s");
      } else {
        new TextTable(rows, screen.terminal().color()).render().lines().forEach(lines::add);
      }
    } catch (CommandFailure e) {
      lines.add("the store does not answer: " + PlainText.escape(String.valueOf(e.getMessage())));
    }
    lines.add("running for " + clock(running) + "; Ctrl-C stops cleanly");
    screen.draw(lines);
  }

  private static String clock(Duration time) {
    return time.toHours() > 0
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toMinutes() > 0
            ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
            : time.toSeconds() + " s";
  }
}
