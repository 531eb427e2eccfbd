package io.tapline.agent.bpf.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.bpf.insn.Function;
import io.tapline.agent.target.btf.Btf;
import io.tapline.agent.target.btf.BtfKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The types of a program's functions are BTF that a reader of BTF understands. */
class FunctionBtfTest {
  private static final List<Function> FUNCTIONS =
      List.of(new Function("probe", 0), new Function("round0", 46));

  @Test
  void describesEachFunction() throws IOException {
    ByteBuffer blob = ByteBuffer.wrap(FunctionBtf.types(FUNCTIONS)).order(ByteOrder.nativeOrder());
    Btf btf = Btf.parse("types", blob);
    assertThat(btf.typeCount()).isIn(4, 5);
    assertThat(btf.find(BtfKind.FUNC, "probe")).hasValue(3);
    assertThat(btf.find(BtfKind.FUNC, "round0")).hasValue(4);
    assertThat(btf.function("round0").orElseThrow().parameters()).isEmpty();
  }

  @Test
  void saysWhereEachBegins() {
    ByteBuffer infos = ByteBuffer.wrap(FunctionBtf.infos(FUNCTIONS)).order(ByteOrder.nativeOrder());
    assertThat(new int[] {infos.getInt(), infos.getInt(), infos.getInt(), infos.getInt()})
        .containsExactly(0, 3, 46, 4);
  }
}
