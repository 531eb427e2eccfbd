package io.tapline.agent.trace.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.type.Type;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** As bpftrace 0.27.1 printed stacks of a small program. */
class StackTextTest {
  private static final long[] ADDRESSES = {0x55df2c92f149L, 0x7f322cd5324aL};

  private static String text(boolean user, Type.StackMode mode, long... addresses) {
    return StackText.of(
        new Type.Stack(user, mode, 9),
        addresses,
        address ->
            address == ADDRESSES[0]
                ? Optional.of(new StackText.Frame("leaf", 21, "/tmp/app"))
                : Optional.empty());
  }

  @Test
  void namesFrames() {
    assertThat(text(true, Type.StackMode.BPFTRACE, ADDRESSES))
        .isEqualTo("\n        leaf+21\n        0x7f322cd5324a\n");
    assertThat(text(true, Type.StackMode.PERF, ADDRESSES))
        .isEqualTo(
            "\n\t55df2c92f149 leaf+21 (/tmp/app)\n\t7f322cd5324a 0x7f322cd5324a ([unknown])\n");
    assertThat(text(false, Type.StackMode.PERF, ADDRESSES))
        .isEqualTo("\n\t55df2c92f149 leaf+21\n\t7f322cd5324a 0x7f322cd5324a\n");
    assertThat(text(true, Type.StackMode.RAW, ADDRESSES))
        .isEqualTo("\n55df2c92f149\n7f322cd5324a\n");
    assertThat(text(true, Type.StackMode.BPFTRACE)).isEqualTo("\n");
  }

  @Test
  void namesSymbols() {
    assertThat(StackText.symbol(5, Optional.of(new StackText.Frame("leaf", 3, ""))))
        .isEqualTo("leaf");
    assertThat(StackText.symbol(5, Optional.empty())).isEqualTo("0x5");
    assertThat(StackText.symbol(0, Optional.empty())).isEqualTo("0");
  }
}
