package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops of more rounds than {@code may_goto} counts at a time, whatever the program's stack. */
class LongLoopKernelIT {
  private static final StateMap ROUNDS = MapScript.state("@rounds", Type.INT64);

  @BeforeAll
  static void needsPrivileges() {
    TraceKernel.needsPrivileges();
  }

  private static Action range(String variable, long rounds, Action... body) {
    return new Action.ForRange(
        new Scratch(variable, Type.INT64),
        MapScript.number(0),
        MapScript.number(rounds),
        List.of(body),
        MapScript.RANGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 16, 24, 32, 48, 64, 100, 200})
  void goesRoundAsOftenAsTheScriptSays(int bytesOfStack) {
    Action more = new Action.AddToMap(ROUNDS, List.of(), MapScript.number(1), MapScript.RANGE);
    MapScript script = new MapScript().map(ROUNDS);
    if (bytesOfStack > 0) {
      script.action(
          new Action.SetScratch(
              new Scratch("$t", new Type.Text(bytesOfStack)),
              MapScript.text("a", bytesOfStack),
              MapScript.RANGE));
    }
    Scratch counter = new Scratch("$n", Type.INT64);
    Value below =
        new Value.Comparison(
            Value.Comparison.Operator.LESS,
            true,
            new Value.ScratchRead(counter),
            MapScript.number(70_000));
    try (TraceKernel kernel =
        script
            .action(
                range("$i", 100_000, more),
                range("$j", 300, range("$k", 300, more)),
                new Action.SetScratch(counter, MapScript.number(0), MapScript.RANGE),
                new Action.While(
                    below,
                    List.of(
                        new Action.Evaluate(
                            new Value.StepScratch(counter, 1, true, Type.INT64), MapScript.RANGE),
                        more),
                    MapScript.RANGE))
            .load()) {
      kernel.run();
      assertThat(kernel.entry("@rounds").sum(0)).isEqualTo(100_000 + 300 * 300 + 70_000);
    }
  }
}
