package io.tapline.agent.script.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every script, tried with many. */
class CheckerPropertyTest {
  private static final int ROWS = 40;
  private static final int SCRIPTS = 50;

  static LongStream seeds() {
    return LongStream.range(0, ROWS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsAcceptedIsWellTyped(long seed) {
    for (long i = 0; i < SCRIPTS; i++) {
      String text = new RandomTraces(seed * SCRIPTS + i).script();
      Checked.Result result = Checked.check("random.bt", text);
      if (result.script().isPresent()) {
        assertThat(result.diagnostics().list()).isEmpty();
        IrInvariants.hold(result.script().get());
      } else {
        assertThat(result.diagnostics().list()).as(text).isNotEmpty();
      }
    }
  }

  @Test
  void mostRandomScriptsMakeSense() {
    long accepted =
        LongStream.range(0, ROWS * SCRIPTS)
            .filter(
                seed ->
                    Checked.check("random.bt", new RandomTraces(seed).script())
                        .script()
                        .isPresent())
            .count();
    assertThat(accepted).isGreaterThan(ROWS * SCRIPTS / 4);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void sameTextIsCheckedToTheSame(long seed) {
    String text = new RandomTraces(seed).script();
    assertThat(Checked.check("random.bt", text).describe())
        .isEqualTo(Checked.check("random.bt", text).describe());
  }
}
