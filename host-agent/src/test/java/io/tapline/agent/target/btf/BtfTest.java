package io.tapline.agent.target.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tapline.agent.target.read.MalformedInputException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class BtfTest {
  @Test
  void findsMembersThroughAnonymousOnesAndQualifiers() throws MalformedInputException {
    Btf btf = Btf.parse("sample", ByteBuffer.wrap(task()));
    assertThat(btf.member("task", "pid").orElseThrow().byteOffset()).isEqualTo(4);
    assertThat(btf.member("task", "inner").orElseThrow().byteOffset()).isEqualTo(16);
    assertThat(btf.member("task", "nothing")).isEmpty();
    assertThat(btf.member("tas", "pid")).isEmpty();
  }

  @Test
  void readsBitFields() throws MalformedInputException {
    Btf btf = Btf.parse("sample", ByteBuffer.wrap(task()));
    BtfMember flag = btf.member("flags", "on").orElseThrow();
    assertThat(flag.bitOffset()).isEqualTo(35);
    assertThat(flag.bitSize()).isEqualTo(3);
  }

  @Test
  void leavesTheTracepointsOwnParameterOut() throws MalformedInputException {
    Btf btf = Btf.parse("sample", ByteBuffer.wrap(task()));
    assertThat(btf.rawTracepoints()).containsExactly("wake");
    assertThat(btf.tracepointArguments("wake").orElseThrow())
        .map(p -> p.cType() + " " + p.name())
        .containsExactly("const struct task * task", "int cpu");
    assertThat(btf.tracepointArguments("sleep")).isEmpty();
  }

  @Test
  void readsEnumerationsOfBothWidthsAndSigns() throws MalformedInputException {
    Btf btf = Btf.parse("numbers", ByteBuffer.wrap(numbers()));
    assertThat(btf.enumerators(1)).map(BtfEnumerator::value).containsExactly(0xffff_fff0L, 7L);
    assertThat(btf.enumerators(2)).map(BtfEnumerator::value).containsExactly(-16L);
    assertThat(btf.enumerators(3)).map(BtfEnumerator::value).containsExactly(0x1_0000_0002L);
    assertThat(btf.enumerator("WIDE").orElseThrow().enumerationId()).isEqualTo(3);
    assertThat(btf.enumerator("NARROW")).isEmpty();
    assertThat(btf.signed(2)).isTrue();
    assertThat(btf.signed(1)).isFalse();
    assertThat(btf.sizeBytes(3)).isEqualTo(8);
  }

  @Test
  void readsArraysAndIntegersAndFunctions() throws MalformedInputException {
    Btf btf = Btf.parse("numbers", ByteBuffer.wrap(numbers()));
    assertThat(btf.array(6)).isEqualTo(new BtfArray(4, 12));
    assertThat(btf.signed(4)).isTrue();
    assertThat(btf.bool(4)).isFalse();
    assertThat(btf.bool(5)).isTrue();
    BtfPrototype function = btf.function("fill").orElseThrow();
    assertThat(function.parameters()).containsExactly(new BtfParameter("how", "char[12]", 6));
    assertThat(function.resultId()).isEqualTo(5);
    assertThat(btf.function("empty")).isEmpty();
  }

  @Test
  void questionsThatDoNotFitATypeAreLocatedErrors() throws MalformedInputException {
    Btf btf = Btf.parse("numbers", ByteBuffer.wrap(numbers()));
    assertThatThrownBy(() -> btf.array(1)).hasMessageContaining("not an array: type=1");
    assertThatThrownBy(() -> btf.enumerators(4)).hasMessageContaining("not an enumeration");
    assertThatThrownBy(() -> btf.sizeBytes(6)).hasMessageContaining("no size of its own");
    assertThatThrownBy(() -> btf.target(4)).isInstanceOf(MalformedInputException.class);
    assertThatThrownBy(() -> btf.signed(6)).isInstanceOf(MalformedInputException.class);
    assertThatThrownBy(() -> btf.kind(99)).isInstanceOf(MalformedInputException.class);
  }

  @Test
  void everyTruncationIsAValueOrALocatedError() {
    byte[] whole = task();
    for (int length = 0; length < whole.length; length++) {
      ByteBuffer part = ByteBuffer.wrap(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Btf.parse("cut", part))
          .as("length %s", length)
          .isInstanceOf(MalformedInputException.class);
    }
  }

  @Test
  void aRingOfTypesIsALocatedError() throws MalformedInputException {
    byte[] ring =
        new BtfBlob().type(BtfKind.CONST, 0, 0, 2).type(BtfKind.VOLATILE, 0, 0, 1).bytes();
    Btf btf = Btf.parse("ring", ByteBuffer.wrap(ring));
    assertThatThrownBy(() -> btf.describe(1))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("ring");
  }

  @Test
  void aStructThatHoldsItselfManyTimesIsALocatedError() throws MalformedInputException {
    BtfBlob blob = new BtfBlob();
    int name = blob.name("self");
    int[] members = new int[3 * 10];
    for (int i = 0; i < 10; i++) {
      members[3 * i + 1] = 1;
    }
    Btf btf =
        Btf.parse("self", ByteBuffer.wrap(blob.type(BtfKind.STRUCT, name, 10, 8, members).bytes()));
    assertThatThrownBy(() -> btf.member("self", "x")).isInstanceOf(MalformedInputException.class);
  }

  @FuzzTest(maxDuration = "60s")
  void readsAnyBytesOrTellsWhereTheyAreWrong(byte[] bytes) {
    try {
      Btf btf = Btf.parse("fuzz", ByteBuffer.wrap(bytes));
      for (int id = 1; id < btf.typeCount(); id++) {
        btf.describe(id);
        btf.stripped(id);
        BtfKind kind = btf.kind(id);
        if (kind == BtfKind.ENUM || kind == BtfKind.ENUM64) {
          btf.enumerators(id);
        } else if (kind == BtfKind.ARRAY) {
          btf.array(id);
        }
      }
      btf.enumerator("WIDE");
      btf.function("fill");
      btf.member("task", "pid");
      for (String event : btf.rawTracepoints()) {
        btf.tracepointArguments(event);
      }
    } catch (MalformedInputException e) {
      // The error the law allows.
      return;
    }
  }

  /**
   * struct task { u32 state; const union { int pid; u64 both; }; inner }, and what goes with it.
   */
  private static byte[] task() {
    BtfBlob blob = new BtfBlob();
    int integer = blob.name("int");
    int task = blob.name("task");
    int pid = blob.name("pid");
    int inner = blob.name("inner");
    int flags = blob.name("flags");
    int on = blob.name("on");
    int data = blob.name("__data");
    int cpu = blob.name("cpu");
    int wake = blob.name("btf_trace_wake");
    return blob.type(BtfKind.INT, integer, 0, 4, 32) // 1
        .type(BtfKind.UNION, 0, 1, 8, pid, 1, 0) // 2
        .type(BtfKind.CONST, 0, 0, 2) // 3
        .type(BtfKind.STRUCT, task, 2, 24, 0, 3, 32, inner, 1, 128) // 4
        .typeWithFlag(BtfKind.STRUCT, true, flags, 1, 8, on, 1, 3 << 24 | 35) // 5
        .type(BtfKind.CONST, 0, 0, 4) // 6
        .type(BtfKind.PTR, 0, 0, 6) // 7
        .type(BtfKind.PTR, 0, 0, 0) // 8: void *
        .type(BtfKind.FUNC_PROTO, 0, 3, 0, data, 8, task, 7, cpu, 1) // 9
        .type(BtfKind.PTR, 0, 0, 9) // 10
        .type(BtfKind.TYPEDEF, wake, 0, 10) // 11
        .bytes();
  }

  /** Enumerations of each kind, an array and a function. */
  private static byte[] numbers() {
    BtfBlob blob = new BtfBlob();
    int low = blob.name("LOW");
    int seven = blob.name("SEVEN");
    int wide = blob.name("WIDE");
    int letter = blob.name("char");
    int truth = blob.name("_Bool");
    int how = blob.name("how");
    int fill = blob.name("fill");
    return blob.type(BtfKind.ENUM, 0, 2, 4, low, -16, seven, 7) // 1
        .typeWithFlag(BtfKind.ENUM, true, 0, 1, 4, low, -16) // 2
        .type(BtfKind.ENUM64, 0, 1, 8, wide, 2, 1) // 3
        .type(BtfKind.INT, letter, 0, 1, 1 << 24 | 8) // 4
        .type(BtfKind.INT, truth, 0, 1, 4 << 24 | 8) // 5
        .type(BtfKind.ARRAY, 0, 0, 0, 4, 4, 12) // 6
        .type(BtfKind.FUNC_PROTO, 0, 1, 5, how, 6) // 7
        .type(BtfKind.FUNC, fill, 0, 7) // 8
        .bytes();
  }
}
