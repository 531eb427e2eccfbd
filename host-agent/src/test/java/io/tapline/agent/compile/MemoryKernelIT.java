package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.RecordDefinition;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.btf.Btf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jnr.ffi.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Values that lie in memory: this process's, the kernel's, and the program's own. */
class MemoryKernelIT {
  private static final Type INT8 = new Type.Int(1, true);
  private static final Type INT32 = new Type.Int(4, true);
  private static final Type USER = new Type.Pointer(Type.AddressSpace.USER);
  private static final Type KERNEL = new Type.Pointer(Type.AddressSpace.KERNEL);

  @BeforeAll
  static void needsBpf() {
    String missing = TestKernel.missingCapability();
    assumeTrue(missing.isEmpty(), "needs " + missing);
  }

  private static Value load(Value address, int offset, Type type) {
    return new Value.MemoryLoad(address, offset, Type.AddressSpace.USER, type);
  }

  private static Value read(Value address, int offset, Type type) {
    return new Value.MemoryRead(address, offset, Type.AddressSpace.USER, type);
  }

  private static Pointer memory(ByteBuffer bytes) {
    byte[] all = new byte[bytes.capacity()];
    bytes.get(0, all);
    return TestKernel.user(all);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void followsPointersWithOneReadEach() {
    ByteBuffer last = buffer(16);
    last.putInt(12, -77);
    Pointer lastMemory = memory(last);
    ByteBuffer first = buffer(32);
    first.putLong(24, lastMemory.address());
    Pointer firstMemory = memory(first);
    Value next = load(Ir.add(Ir.argument(0), Ir.constant(16)), 8, USER);
    CompiledScript script =
        Ir.compile(Ir.result(load(new Value.Retype(Ir.add(next, Ir.constant(8)), USER), 4, INT32)));
    try (TestKernel kernel = new TestKernel(script)) {
      kernel.run(0, firstMemory.address());
      assertThat(kernel.value("r").getInt(0)).isEqualTo(-77);
    }
    assertThat(Ir.calls(script, "probe_read_user")).isEqualTo(2);
  }

  @Test
  void readsPartsOfRecordsAndElementsOfArraysOnly() {
    // struct { char name[5]; int8 small; int16; struct { int32 x; int32 y; } points[3]; u64 bits; }
    Type point = record("struct point", 8);
    Type points = new Type.Array(point, 3);
    Type whole = record("struct whole", 40);
    ByteBuffer bytes = buffer(40);
    bytes.put("abcde".getBytes(StandardCharsets.US_ASCII)).put(5, (byte) -3);
    for (int i = 0; i < 6; i++) {
      bytes.putInt(8 + 4 * i, 100 + i);
    }
    bytes.putLong(32, 0b1011_0110_0000L);
    Scratch kept = Ir.scratch("$w", whole);
    Value direct = read(Ir.argument(0), 0, whole);
    CompiledScript script =
        Ir.compile(
            Ir.set(kept, direct),
            Ir.result(1, part(direct, 5, INT8)),
            Ir.result(2, part(Ir.read(kept), 5, INT8)),
            Ir.result(3, part(element(part(direct, 8, points), Ir.argument(1)), 4, INT32)),
            Ir.result(4, part(element(part(Ir.read(kept), 8, points), Ir.argument(1)), 4, INT32)),
            Ir.result(5, bits(part(direct, 32, Type.UINT64), false)),
            Ir.result(6, bits(part(Ir.read(kept), 32, Type.UINT64), true)),
            Ir.result("name", part(direct, 0, new Type.Text(5))),
            Ir.result("kept_name", part(Ir.read(kept), 0, new Type.Text(5))),
            // Not aligned as the stack wants it.
            Ir.result(7, part(Ir.read(kept), 3, INT32)));
    try (TestKernel kernel = new TestKernel(script)) {
      Pointer memory = memory(bytes);
      for (int i : new int[] {0, 1, 2, 3, -1}) {
        kernel.run(0, memory.address(), i);
        long y = i < 0 || i > 2 ? 0 : 101 + 2 * i;
        assertThat(kernel.results())
            .containsEntry(1L, -3L)
            .containsEntry(2L, -3L)
            .containsEntry(3L, y)
            .containsEntry(4L, y)
            .containsEntry(5L, 0b1011_011L)
            .containsEntry(6L, 0b1011_011L)
            .containsEntry(7L, (long) bytes.getInt(3));
      }
      assertThat(kernel.text("name", 5)).isEqualTo("abcde");
      assertThat(kernel.text("kept_name", 5)).isEqualTo("abcde");
    }
  }

  private static Type record(String name, int bytes) {
    return new Type.Record(new RecordDefinition(name, false, bytes, List::of));
  }

  private static Value part(Value whole, int offset, Type type) {
    return new Value.PartOf(whole, offset, type);
  }

  private static Value element(Value array, Value index) {
    return new Value.ElementOf(array, index, ((Type.Array) array.type()).element());
  }

  /** Seven bits from the fifth on. */
  private static Value bits(Value number, boolean signed) {
    return new Value.BitField(number, 5, 7, new Type.Int(4, signed));
  }

  @Test
  void makesTuplesWithoutGarbageInTheirGaps() {
    Type.Tuple inner = new Type.Tuple(List.of(INT8, new Type.Text(20)));
    Type.Tuple type = new Type.Tuple(List.of(INT8, INT32, inner, Type.INT64, INT8));
    Value tuple =
        tuple(
            type,
            Ir.constant(-1),
            Ir.argument(0),
            tuple(inner, Ir.constant(7), Ir.text("in")),
            Ir.argument(1),
            Ir.constant(9));
    Scratch kept = Ir.scratch("$t", type);
    Scratch garbage = Ir.scratch("$g", new Type.Array(Type.INT64, 20));
    CompiledScript script =
        Ir.compile(
            Ir.set(garbage, read(Ir.argument(2), 0, garbage.type())),
            Ir.set(kept, tuple),
            Ir.result("t", Ir.read(kept)),
            Ir.result(1, part(Ir.read(kept), 4, INT32)),
            Ir.result(2, Ir.equal(Ir.read(kept), tuple)),
            Ir.result(
                3,
                Ir.equal(
                    part(Ir.read(kept), 8, inner), tuple(inner, Ir.constant(7), Ir.text("in2")))),
            Ir.result(
                4,
                new Value.TextComparison(
                    true,
                    part(part(Ir.read(kept), 8, inner), 8, new Type.Text(20)),
                    Ir.text("in"))),
            Ir.result("again", new Value.Conditional(Ir.argument(0), tuple, Ir.read(kept), type)));
    try (TestKernel kernel = new TestKernel(script)) {
      ByteBuffer ones = buffer(160);
      while (ones.hasRemaining()) {
        ones.put((byte) -1);
      }
      kernel.run(0, 0x1_2345_6789L, 42, memory(ones).address());
      ByteBuffer expected = buffer(Storage.storageBytes(type));
      expected.put(0, (byte) -1).putInt(4, 0x2345_6789).put(8, (byte) 7);
      expected.put(16, (byte) 'i').put(17, (byte) 'n').putLong(40, 42).put(48, (byte) 9);
      assertThat(kernel.value("t")).isEqualTo(expected);
      assertThat(kernel.value("again")).isEqualTo(expected);
      assertThat(kernel.results())
          .containsEntry(1L, 0x2345_6789L)
          .containsEntry(2L, 1L)
          .containsEntry(3L, 0L)
          .containsEntry(4L, 1L);
    }
  }

  private static Value tuple(Type.Tuple type, Value... elements) {
    return new Value.TupleOf(List.of(elements), type);
  }

  @Test
  void readsBuffersAddressesAndSymbols() {
    Type.Buffer type = new Type.Buffer(10);
    Value buffer =
        new Value.BufferRead(
            Ir.argument(0), Optional.of(Ir.argument(1)), Type.AddressSpace.USER, type);
    Value four = Ir.constant(Type.UINT32, 0x0100007f);
    Type address = new Type.Array(new Type.Int(1, false), 16);
    CompiledScript script =
        Ir.compile(
            Ir.result("b", buffer),
            Ir.result("i4", new Value.InetOf(Ir.constant(2), four, new Type.Inet())),
            Ir.result(
                "i6",
                new Value.InetOf(
                    Ir.constant(10), read(Ir.argument(0), 0, address), new Type.Inet())),
            Ir.result("u", new Value.UserSymbolOf(Ir.argument(0), new Type.UserSymbol())),
            Ir.result(
                "n", Ir.call(Intrinsic.NUMBER_TO_BYTES, new Type.Array(INT8, 3), Ir.argument(0))),
            Ir.result(
                1, Ir.call(Intrinsic.BYTES_TO_NUMBER, INT32, read(Ir.argument(0), 0, address))),
            Ir.result(2, Ir.call(Intrinsic.BYTE_SWAP, new Type.Int(2, false), Ir.argument(1))),
            Ir.result(3, Ir.call(Intrinsic.BYTE_SWAP, Type.UINT64, Ir.argument(1))),
            Ir.result(4, Ir.call(Intrinsic.BYTE_SWAP, INT32, Ir.argument(1))));
    byte[] bytes = new byte[16];
    IntStream.range(0, 16).forEach(i -> bytes[i] = (byte) (i + 1));
    try (TestKernel kernel = new TestKernel(script)) {
      Pointer memory = TestKernel.user(bytes);
      for (long length : new long[] {4, 0, 10, 11, -1}) {
        kernel.run(0, memory.address(), length);
        int kept = length < 0 || length > 10 ? 10 : (int) length;
        ByteBuffer expected = buffer(16).putInt(kept).put(bytes, 0, kept);
        assertThat(kernel.value("b")).isEqualTo(expected.rewind());
      }
      kernel.run(0, memory.address(), 0x8234);
      assertThat(kernel.value("i4").getInt(0)).isEqualTo(2);
      assertThat(kernel.value("i4").getLong(8)).isEqualTo(0x0100007fL);
      assertThat(kernel.value("i6").getInt(0)).isEqualTo(10);
      assertThat(kernel.value("i6").getLong(16))
          .isEqualTo(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(8));
      assertThat(kernel.value("u").getLong(0)).isEqualTo(memory.address());
      assertThat(kernel.value("u").getLong(8)).isEqualTo(ProcessHandle.current().pid());
      assertThat(kernel.value("n").getLong(0)).isEqualTo(memory.address() & 0xffffff);
      assertThat(kernel.results())
          .containsEntry(1L, 0x04030201L)
          .containsEntry(2L, 0x3482L)
          .containsEntry(3L, Long.reverseBytes(0x8234))
          .containsEntry(4L, (long) Integer.reverseBytes(0x8234));
    }
  }

  @Test
  void comparesBytesAsMemcmpDoes() {
    Type type = new Type.Array(new Type.Int(1, false), 21);
    Value first = read(Ir.argument(0), 0, type);
    Value second = read(Ir.argument(1), 0, type);
    int[] lengths = {0, 1, 3, 8, 16, 19, 21};
    Action[] actions = new Action[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      actions[i] =
          Ir.result(
              i, Ir.call(Intrinsic.BYTES_COMPARE, INT32, first, second, Ir.constant(lengths[i])));
    }
    java.util.Random random = new java.util.Random(5);
    try (TestKernel kernel = new TestKernel(Ir.compile(actions))) {
      for (int round = 0; round < 200; round++) {
        byte[] a = new byte[21];
        random.nextBytes(a);
        byte[] b = a.clone();
        b[random.nextInt(21)] = (byte) random.nextInt();
        kernel.run(0, TestKernel.user(a).address(), TestKernel.user(b).address());
        for (int i = 0; i < lengths.length; i++) {
          int expected = java.util.Arrays.compareUnsigned(a, 0, lengths[i], b, 0, lengths[i]);
          assertThat((long) Integer.signum(expected)).isEqualTo(kernel.results().get((long) i));
        }
      }
    }
  }

  @Test
  void seesTheCurrentThreadInTheKernel() throws IOException {
    Btf btf = Btf.open(Btf.VMLINUX);
    int pid = btf.member("task_struct", "pid").orElseThrow().byteOffset();
    int tgid = btf.member("task_struct", "tgid").orElseThrow().byteOffset();
    int comm = btf.member("task_struct", "comm").orElseThrow().byteOffset();
    int leader = btf.member("task_struct", "group_leader").orElseThrow().byteOffset();
    Value task = new Value.BuiltinRead(Builtin.CURTASK);
    Value itsLeader = new Value.MemoryLoad(task, leader, Type.AddressSpace.KERNEL, KERNEL);
    CompiledScript script =
        Ir.compile(
            Ir.result(1, new Value.MemoryLoad(task, pid, Type.AddressSpace.KERNEL, INT32)),
            Ir.result(2, new Value.MemoryLoad(itsLeader, tgid, Type.AddressSpace.KERNEL, INT32)),
            Ir.result(3, new Value.BuiltinRead(Builtin.TID)),
            Ir.result(4, new Value.BuiltinRead(Builtin.BOOT_NSECS)),
            Ir.result(5, new Value.BuiltinRead(Builtin.TAI_NSECS)),
            Ir.result(6, new Value.BuiltinRead(Builtin.NUMAID)),
            Ir.result(7, new Value.BuiltinRead(Builtin.JIFFIES)),
            Ir.result(8, new Value.BuiltinRead(Builtin.CGROUP)),
            Ir.result(9, Ir.call(Intrinsic.RANDOM, Type.UINT32)),
            Ir.result(
                "comm",
                new Value.MemoryRead(task, comm, Type.AddressSpace.KERNEL, new Type.Text(16))),
            Ir.result(
                10,
                new Value.TextComparison(
                    true,
                    new Value.MemoryRead(task, comm, Type.AddressSpace.KERNEL, new Type.Text(16)),
                    new Value.BuiltinRead(Builtin.COMM))));
    try (TestKernel kernel = new TestKernel(script)) {
      kernel.run(0);
      long thread =
          Long.parseLong(Path.of("/proc/thread-self").toRealPath().getFileName().toString());
      assertThat(kernel.results())
          .containsEntry(1L, thread)
          .containsEntry(2L, ProcessHandle.current().pid())
          .containsEntry(3L, thread)
          .containsEntry(6L, 0L)
          .containsEntry(10L, 1L);
      String uptime = Files.readString(Path.of("/proc/uptime"));
      double seconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
      assertThat(kernel.results().get(4L) / 1e9).isBetween(seconds - 5, seconds + 5);
      assertThat(kernel.results().get(5L) / 1_000_000_000)
          .isCloseTo(System.currentTimeMillis() / 1000, org.assertj.core.data.Offset.offset(60L));
      assertThat(kernel.results().get(7L)).isPositive();
      assertThat(kernel.text("comm", 16))
          .isEqualTo(Files.readString(Path.of("/proc/thread-self/comm")).strip());
    }
  }

  @Test
  void countsReadsThatFail() {
    try (TestKernel kernel =
        new TestKernel(Ir.compile(Ir.result(load(Ir.argument(0), 8, Type.INT64))))) {
      kernel.run(0, 8);
      kernel.run(0, 8);
      assertThat(kernel.number("r")).isZero();
      assertThat(kernel.counter(0, "UNSEEN", "probe_read_user")).isEqualTo(2);
    }
  }

  @Test
  void takesASlotOfScratchMemoryAndGivesItBack() {
    Scratch text = Ir.scratch("$t", new Type.Text(1024));
    StateMap map = new StateMap("@m", List.of(text.type()), Type.INT64);
    Value bytes = Ir.userText(Ir.argument(0), 1024);
    CompiledScript script =
        Ir.compile(
            Ir.set(text, bytes),
            Ir.when(Ir.equal(Ir.argument(1), Ir.constant(1)), Ir.leave()),
            new Action.SetMap(map, List.of(Ir.read(text)), Ir.argument(1), Ir.HERE));
    try (TestKernel kernel = new TestKernel(script)) {
      Pointer memory = TestKernel.user("key\0".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 100; i++) {
        kernel.run(0, memory.address(), i % 3);
      }
      assertThat(kernel.entries("at_m")).hasSize(1);
      assertThat(kernel.counter(0, "UNSEEN", "scratch_busy")).isZero();
      kernel.takeAllScratch();
      kernel.run(0, memory.address(), 77);
      assertThat(kernel.counter(0, "UNSEEN", "scratch_busy")).isEqualTo(1);
      assertThat(kernel.entries("at_m").values().iterator().next().getLong(0)).isZero();
    }
  }

  @Test
  void keepsValuesLargerThanAPerCpuArrayTakes() {
    Type text = new Type.Text(40_000);
    Scratch first = Ir.scratch("$a", text);
    Scratch second = Ir.scratch("$b", text);
    Scratch small = Ir.scratch("$c", new Type.Text(200));
    CompiledScript script =
        Ir.compile(
            Ir.set(first, Ir.userText(Ir.argument(0), 40_000)),
            Ir.set(second, Ir.read(first)),
            Ir.set(small, Ir.text("small")),
            Ir.result(1, new Value.TextComparison(true, Ir.read(first), Ir.read(second))),
            Ir.result(2, Ir.call(Intrinsic.TEXT_LENGTH, Type.INT64, Ir.read(second))),
            Ir.result(3, new Value.TextComparison(true, Ir.read(small), Ir.text("small"))));
    try (TestKernel kernel = new TestKernel(script)) {
      byte[] bytes = ("x".repeat(39_000) + "\0").getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 100; i++) {
        kernel.run(0, TestKernel.user(bytes).address());
      }
      assertThat(kernel.results())
          .containsEntry(1L, 1L)
          .containsEntry(2L, 39_000L)
          .containsEntry(3L, 1L);
      assertThat(kernel.counter(0, "UNSEEN", "scratch_busy")).isZero();
    }
  }

  @Test
  void mayBeVeryLong() {
    int count = 2_400;
    Action[] actions = new Action[count + 3];
    Scratch sum = Ir.scratch("$s", Type.INT64);
    actions[0] = Ir.when(Ir.equal(Ir.argument(0), Ir.constant(-1)), Ir.leave());
    for (int i = 1; i <= count; i++) {
      actions[i] = Ir.set(sum, Ir.add(Ir.read(sum), load(Ir.argument(0), i % 8 * 8, Type.INT64)));
    }
    actions[count + 1] = Ir.result(Ir.read(sum));
    actions[count + 2] = Ir.result("end", Ir.constant(1));
    ByteBuffer bytes = buffer(64);
    IntStream.range(0, 8).forEach(i -> bytes.putLong(i * 8, i));
    CompiledScript script = Ir.compile(actions);
    assertThat(script.programs().get(0).spec().instructions()).hasSizeGreaterThan(Short.MAX_VALUE);
    try (TestKernel kernel = new TestKernel(script)) {
      kernel.run(0, memory(bytes).address());
      assertThat(kernel.number("r")).isEqualTo(count / 8 * 28L);
      kernel.run(0, -1);
    }
  }
}
