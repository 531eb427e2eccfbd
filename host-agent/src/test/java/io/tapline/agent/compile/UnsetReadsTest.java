package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A variable has to be cleared only where some way through reads it before it is set. */
class UnsetReadsTest {
  private static final Scratch A = Ir.scratch("$a", Type.INT64);
  private static final Scratch B = Ir.scratch("$b", Type.INT64);
  private static final Action SET = Ir.set(A, Ir.constant(1));
  private static final Action READ = Ir.set(B, Ir.read(A));
  private static final Value CONDITION = Ir.argument(0);

  private static boolean surelySet(Action... actions) {
    return UnsetReads.surelySet(List.of(actions)).contains(A);
  }

  private static Action either(List<Action> then, List<Action> otherwise) {
    return new Action.If(CONDITION, then, otherwise, Ir.HERE);
  }

  @Test
  void oneThatIsSetFirstIs() {
    assertThat(surelySet(SET, READ)).isTrue();
    assertThat(surelySet(READ, SET)).isFalse();
    assertThat(surelySet(Ir.set(A, Ir.add(Ir.read(A), Ir.constant(1))))).isFalse();
  }

  @Test
  void bothBranchesHaveToSetIt() {
    assertThat(surelySet(either(List.of(SET), List.of(SET)), READ)).isTrue();
    assertThat(surelySet(either(List.of(SET), List.of()), READ)).isFalse();
    assertThat(surelySet(either(List.of(SET, READ), List.of()))).isTrue();
  }

  @Test
  void aBranchThatLeavesDoesNotCount() {
    assertThat(surelySet(either(List.of(Ir.leave()), List.of(SET)), READ)).isTrue();
    assertThat(surelySet(either(List.of(SET), List.of(Ir.leave())), READ)).isTrue();
  }

  @Test
  void aLoopMayHaveNoRound() {
    assertThat(surelySet(Ir.loop(CONDITION, SET), READ)).isFalse();
    assertThat(surelySet(Ir.loop(CONDITION, SET, READ))).isTrue();
    assertThat(surelySet(Ir.range(A, Ir.constant(0), Ir.constant(2), READ))).isTrue();
    assertThat(surelySet(Ir.range(A, Ir.constant(0), Ir.constant(2)), READ)).isFalse();
  }

  @Test
  void theRightSideOfAndMayNotBeComputed() {
    Value set = new Value.Sequence(List.of(SET), Ir.constant(1));
    Action both = Ir.when(new Value.Logical(true, CONDITION, set));
    assertThat(surelySet(both, READ)).isFalse();
    assertThat(surelySet(Ir.when(new Value.Logical(true, set, CONDITION)), READ)).isTrue();
  }
}
