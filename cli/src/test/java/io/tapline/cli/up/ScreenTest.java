package io.tapline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.cli.output.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class ScreenTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T00:00:00Z"), ZoneOffset.UTC);

  @Test
  void progressTakesThePlaceOfTheLineBeforeAndTalkComesBelow() {
    Screen screen = screen(true);
    screen.progress("engine 1 of 2 MB");
    screen.progress("engine 2 of 2 MB");
    screen.endProgress();
    screen.endProgress();
    screen.say("store answers");
    assertThat(said())
        .isEqualTo("\r\u001b[Kengine 1 of 2 MB\r\u001b[Kengine 2 of 2 MB\nstore answers\n");
  }

  @Test
  void progressInAFileIsOneLineInTenSeconds() {
    Screen screen = screen(false);
    screen.progress("engine 1 of 2 MB");
    screen.progress("engine 2 of 2 MB");
    screen.endProgress();
    assertThat(said()).isEqualTo("engine 1 of 2 MB\n");
  }

  private Screen screen(boolean terminal) {
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    PrintStream data = new PrintStream(OutputStream.nullOutputStream(), true);
    return new Screen(new Terminal(data, errors, terminal, terminal, false), clock);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
