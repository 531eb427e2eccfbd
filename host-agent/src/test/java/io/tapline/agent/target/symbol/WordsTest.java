package io.tapline.agent.target.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of words for numbers. */
class WordsTest {
  @Test
  void knowsErrorsInBothTongues() {
    ErrorNames errors = new ErrorNames();
    assertThat(errors.library(5)).isEqualTo("Input/output error");
    assertThat(errors.script(5)).isEqualTo("I/O error");
    assertThat(errors.script(-5)).isEqualTo("I/O error");
    assertThat(errors.library(0)).isEqualTo("Success");
    assertThat(errors.library(41)).isEqualTo("Unknown error 41");
    assertThat(errors.script(41)).isEqualTo("Unknown error");
    assertThat(errors.library(133)).isEqualTo("Memory page has hardware error");
    assertThat(errors.library(134)).isEqualTo("Unknown error 134");
    assertThat(errors.library(-3)).isEqualTo("Unknown error -3");
    assertThat(errors.script(Long.MIN_VALUE)).isEqualTo("Unknown error");
  }

  @Test
  void knowsSignals() {
    SignalNames signals = new SignalNames();
    assertThat(signals.name(9)).isEqualTo("Killed");
    assertThat(signals.name(31)).isEqualTo("Bad system call");
    assertThat(signals.name(32)).isEqualTo("Unknown signal 32");
    assertThat(signals.name(64)).isEqualTo("Real-time signal 30");
    assertThat(signals.name(0)).isEqualTo("Unknown signal 0");
    assertThat(signals.name(65)).isEqualTo("N/A");
    assertThat(signals.name(-1)).isEqualTo("N/A");
  }

  @Test
  void knowsUsers(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("passwd");
    Files.writeString(
        file, "root:x:0:0:root:/root:/bin/sh\nbroken\nme:x:1000:1000::/:\nalso:x:1000:1::/:\n:::");
    UserNames users = UserNames.read(file);
    assertThat(users.name(0)).isEqualTo("root");
    assertThat(users.name(1000)).isEqualTo("me");
    assertThat(users.name(5)).isEmpty();
    assertThat(UserNames.read(folder.resolve("none")).name(0)).isEmpty();
  }
}
