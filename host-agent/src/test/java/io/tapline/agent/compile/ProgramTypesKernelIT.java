package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.btf.Btf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Programs for every kind of probe point are accepted, and read what they are given. */
class ProgramTypesKernelIT {
  private static final Type KERNEL = new Type.Pointer(Type.AddressSpace.KERNEL);
  private static final Type INT32 = new Type.Int(4, true);

  @BeforeAll
  static void needsBpf() {
    String missing = TestKernel.missingCapability();
    assumeTrue(missing.isEmpty(), "needs " + missing);
  }

  private static void accepts(ProbePoint point, Action... actions) {
    List<Action> all = new ArrayList<>(List.of(actions));
    all.add(Ir.result(90, new Value.BuiltinRead(Builtin.PID)));
    all.add(Ir.result("comm", new Value.BuiltinRead(Builtin.COMM)));
    all.add(Ir.result(91, new Value.ContextAddress(KERNEL)));
    new TestKernel(Ir.compile(Ir.OPTIONS, point, Optional.empty(), all.toArray(new Action[0])))
        .close();
  }

  @Test
  void acceptsTracepoints() {
    accepts(
        new ProbePoint.Tracepoint("sched", "sched_switch"),
        Ir.result(1, new Value.ContextRead(24, 4, INT32)),
        Ir.result(2, new Value.ContextRead(12, 8, Type.INT64)),
        Ir.result("text", new Value.ContextBytes(8, new Type.Text(16))),
        Ir.result("array", new Value.ContextBytes(8, new Type.Array(new Type.Int(1, true), 13))),
        Ir.result("located", new Value.LocatedText(8, new Type.Text(1024))));
  }

  @Test
  void acceptsPlacesInPrograms() {
    Path libc = Path.of("/usr/lib/x86_64-linux-gnu/libc.so.6");
    for (boolean returns : new boolean[] {false, true}) {
      accepts(
          new ProbePoint.Uprobe(libc, "malloc", 0, 0x1000, returns),
          Ir.result(1, new Value.ContextRead(112, 8, Type.INT64)),
          Ir.result(2, new Value.ContextRead(112, 4, INT32)),
          Ir.result(3, new Value.BuiltinRead(Builtin.FUNCTION_ADDRESS)),
          Ir.result(4, Ir.call(Intrinsic.USER_MODE, Type.UINT64)));
    }
  }

  @Test
  void acceptsEventsThatInterruptTheProcessor() {
    for (ProbePoint point :
        List.of(
            new ProbePoint.Profile(99),
            new ProbePoint.Counted(false, "page-faults", 2, 100, false),
            new ProbePoint.Watchpoint(0x1000, 8, "w"))) {
      accepts(
          point,
          Ir.result(1, new Value.ContextRead(112, 4, INT32)),
          Ir.result(2, Ir.call(Intrinsic.USER_MODE, Type.UINT64)));
    }
  }

  @Test
  void acceptsTheTracersOwnProbes() {
    for (ProbePoint point :
        List.of(
            new ProbePoint.Begin(),
            new ProbePoint.End(),
            new ProbePoint.Interval(Duration.ofSeconds(1)),
            new ProbePoint.SelfSignal("SIGUSR1"),
            new ProbePoint.Bench("b"),
            new ProbePoint.Test("t"))) {
      accepts(point, Ir.result(1, Ir.call(Intrinsic.SPECULATION, Type.UINT64)));
    }
  }

  @Test
  void sendsSignals() {
    accepts(
        new ProbePoint.RawTracepoint("sys_enter"),
        new Action.Evaluate(
            Ir.call(Intrinsic.SIGNAL_PROCESS, new Type.None(), Ir.constant(0)), Ir.HERE),
        new Action.Evaluate(
            Ir.call(Intrinsic.SIGNAL_THREAD, new Type.None(), Ir.constant(0)), Ir.HERE));
  }

  /** A test's program answers what its script returns; any other answers 0. */
  @Test
  void answersWhatATestReturns() {
    Action answer = new Action.Return(Optional.of(Ir.argument(0)), Ir.HERE);
    CompiledScript test =
        Ir.compile(Ir.OPTIONS, new ProbePoint.Test("t"), Optional.empty(), answer);
    try (TestKernel kernel = new TestKernel(test)) {
      assertThat(kernel.answer(0, 7)).isEqualTo(7);
    }
    try (TestKernel kernel = new TestKernel(Ir.compile(answer))) {
      assertThat(kernel.answer(0, 7)).isZero();
    }
  }

  @Test
  void iteratesOverTasks() throws IOException {
    Btf btf = Btf.open(Btf.VMLINUX);
    int pid = btf.member("task_struct", "pid").orElseThrow().byteOffset();
    int tgid = btf.member("task_struct", "tgid").orElseThrow().byteOffset();
    Value task = new Value.ContextRead(8, 8, KERNEL);
    StateMap found = new StateMap("@found", List.of(INT32), INT32);
    CompiledScript script =
        Ir.compile(
            Ir.OPTIONS,
            new ProbePoint.Iterator("task", ""),
            Optional.of(
                new Value.Comparison(
                    Value.Comparison.Operator.NOT_EQUAL, false, task, Ir.constant(0))),
            new Action.SetMap(
                found,
                List.of(new Value.MemoryLoad(task, pid, Type.AddressSpace.KERNEL, INT32)),
                new Value.MemoryLoad(task, tgid, Type.AddressSpace.KERNEL, INT32),
                Ir.HERE));
    try (TestKernel kernel = new TestKernel(script)) {
      kernel.iterate(0);
      Map<ByteBuffer, ByteBuffer> tasks = kernel.entries("at_found");
      int own = (int) ProcessHandle.current().pid();
      assertThat(tasks.values().stream().filter(v -> v.getInt(0) == own)).hasSizeGreaterThan(3);
      assertThat(tasks).hasSizeGreaterThan(10);
    }
  }

  @Test
  void showsPathsOfFiles() throws IOException {
    Btf btf = Btf.open(Btf.VMLINUX);
    int path = btf.member("file", "f_path").orElseThrow().byteOffset();
    int tgid = btf.member("task_struct", "tgid").orElseThrow().byteOffset();
    Value task = new Value.ContextRead(8, 8, KERNEL);
    Value file = new Value.ContextRead(24, 8, KERNEL);
    StateMap found = new StateMap("@found", List.of(new Type.Text(256)), INT32);
    CompiledScript script =
        Ir.compile(
            Ir.OPTIONS,
            new ProbePoint.Iterator("task_file", ""),
            Optional.of(
                Ir.equal(
                    new Value.MemoryLoad(task, tgid, Type.AddressSpace.KERNEL, INT32),
                    Ir.constant(ProcessHandle.current().pid()))),
            new Action.SetMap(
                found,
                List.of(
                    Ir.call(
                        Intrinsic.PATH_TEXT, new Type.Text(256), Ir.add(file, Ir.constant(path)))),
                Ir.constant(1),
                Ir.HERE));
    Path opened = Files.createTempFile("tapline", ".open");
    try (TestKernel kernel = new TestKernel(script);
        var stream = Files.newOutputStream(opened)) {
      kernel.iterate(0);
      assertThat(kernel.entries("at_found").keySet())
          .anyMatch(
              key ->
                  StandardCharsets.UTF_8
                      .decode(key.duplicate())
                      .toString()
                      .startsWith(opened.toString()));
    } finally {
      Files.delete(opened);
    }
  }

  @Test
  void watchesOneProcessOnly() {
    for (long offset : new long[] {0, 1}) {
      int process = (int) (ProcessHandle.current().pid() + offset);
      ScriptArguments arguments =
          new ScriptArguments(
              List.of(), Map.of(), OptionalInt.of(process), OptionalInt.empty(), false);
      CompiledScript script =
          Ir.compile(
              CompileOptions.trace(ScriptConfig.DEFAULT, arguments), Ir.result(Ir.constant(1)));
      try (TestKernel kernel = new TestKernel(script)) {
        kernel.run(0);
        assertThat(kernel.number("r")).isEqualTo(1 - offset);
      }
    }
  }
}
