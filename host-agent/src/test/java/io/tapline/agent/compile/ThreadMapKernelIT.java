package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.bpf.spec.MapType;
import io.tapline.agent.script.config.ConfigReader;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Maps that are kept with the thread do what hashes do, and each thread has its own. */
class ThreadMapKernelIT {
  private static final Value TID = new Value.BuiltinRead(Builtin.TID);
  private static final StateMap OUT = MapScript.state("@out", Type.INT64);
  private static final CompileOptions OPTIONS =
      CompileOptions.trace(
              ConfigReader.environment(Map.of("BPFTRACE_PRINT_MAPS_ON_EXIT", "0")).config(),
              ScriptArguments.NONE)
          .withThreadStorage();

  @BeforeAll
  static void needsPrivileges() {
    TraceKernel.needsPrivileges();
  }

  private static Action out(Value value) {
    return MapScript.set(OUT, value);
  }

  private static long out(TraceKernel kernel) {
    return kernel.entry("@out").values().get(0).getLong(0);
  }

  private static TraceKernel cases(Type type) {
    StateMap map = MapScript.state("@m", type, Type.UINT32);
    List<Value> key = List.of(TID);
    CompiledScript script =
        new MapScript()
            .options(OPTIONS)
            .map(map)
            .map(OUT)
            .action(
                MapScript.when(
                    0,
                    1,
                    MapScript.set(
                        map, new Value.Convert(MapScript.argument(1), (Type.Int) type), TID)),
                MapScript.when(0, 2, MapScript.delete(map, TID)),
                MapScript.when(0, 3, out(new Value.MapRead(map, key))),
                MapScript.when(0, 4, out(new Value.MapHas(map, key, Type.INT64))),
                MapScript.when(0, 5, out(new Value.MapDelete(map, key, Type.INT64))),
                MapScript.when(
                    0, 6, new Action.AddToMap(map, key, MapScript.argument(1), MapScript.RANGE)),
                MapScript.when(
                    0, 7, out(new Value.StepMap(map, key, -3, true, type, MapScript.RANGE))),
                MapScript.when(
                    0, 8, out(new Value.StepMap(map, key, 1, false, type, MapScript.RANGE))))
            .compile();
    assertThat(script.maps())
        .anyMatch(m -> m.name().equals("at_m") && m.type() == MapType.TASK_STORAGE);
    assertThat(script.scriptMaps()).extracting(MapLayout::bpfMap).containsExactly("at_out");
    return new TraceKernel(script);
  }

  private static void behaves(TraceKernel kernel) {
    for (int round = 0; round < 2; round++) {
      kernel.run(3);
      assertThat(out(kernel)).as("read unset").isZero();
      kernel.run(4);
      assertThat(out(kernel)).as("has unset").isZero();
      kernel.run(5);
      assertThat(out(kernel)).as("delete unset").isZero();
      kernel.run(1, 0);
      kernel.run(4);
      assertThat(out(kernel)).as("has zero").isEqualTo(1);
      kernel.run(1, -42);
      kernel.run(3);
      assertThat(out(kernel)).isEqualTo(-42);
      kernel.run(6, 50);
      kernel.run(3);
      assertThat(out(kernel)).isEqualTo(8);
      kernel.run(7);
      assertThat(out(kernel)).isEqualTo(5);
      kernel.run(8);
      assertThat(out(kernel)).isEqualTo(5);
      kernel.run(3);
      assertThat(out(kernel)).isEqualTo(6);
      kernel.run(5);
      assertThat(out(kernel)).as("deleted").isEqualTo(1);
      kernel.run(3);
      assertThat(out(kernel)).as("read deleted").isZero();
      kernel.run(8);
      assertThat(out(kernel)).as("step from nothing").isZero();
      kernel.run(2);
      kernel.run(7);
      assertThat(out(kernel)).isEqualTo(-3);
      kernel.run(2);
    }
    assertThat(kernel.counted("task_storage_get")).isZero();
  }

  @Test
  void behavesAsAHashDoes() {
    try (TraceKernel kernel = cases(Type.INT64)) {
      behaves(kernel);
    }
    try (TraceKernel kernel = cases(new Type.Int(4, true))) {
      behaves(kernel);
    }
  }

  @Test
  void hasAValueForEachThread() throws InterruptedException {
    try (TraceKernel kernel = cases(Type.INT64)) {
      kernel.run(1, 111);
      Thread other =
          new Thread(
              () -> {
                kernel.run(3);
                assertThat(out(kernel)).isZero();
                kernel.run(1, 222);
                kernel.run(3);
                assertThat(out(kernel)).isEqualTo(222);
              });
      Throwable[] failure = new Throwable[1];
      other.setUncaughtExceptionHandler((thread, e) -> failure[0] = e);
      other.start();
      other.join();
      assertThat(failure[0]).isNull();
      kernel.run(3);
      assertThat(out(kernel)).isEqualTo(111);
    }
  }

  @Test
  void keepsTexts() {
    for (int bytes : new int[] {16, 1024}) {
      Type.Text text = new Type.Text(bytes);
      StateMap map = MapScript.state("@m", text, Type.UINT32);
      StateMap copy = MapScript.state("@copy", text);
      try (TraceKernel kernel =
          new MapScript()
              .options(OPTIONS)
              .map(map)
              .map(copy)
              .action(
                  MapScript.when(0, 1, MapScript.set(map, MapScript.text("abc", 4), TID)),
                  MapScript.when(0, 2, MapScript.delete(map, TID)),
                  MapScript.when(0, 3, MapScript.set(copy, new Value.MapRead(map, List.of(TID)))))
              .load()) {
        for (int round = 0; round < 2; round++) {
          kernel.run(3);
          assertThat(text(kernel)).isEmpty();
          kernel.run(1);
          kernel.run(3);
          assertThat(text(kernel)).isEqualTo("abc");
          kernel.run(2);
        }
      }
    }
  }

  private static String text(TraceKernel kernel) {
    byte[] bytes = kernel.entry("@copy").values().get(0).array();
    String all = new String(bytes, StandardCharsets.US_ASCII);
    return all.substring(0, all.indexOf('\0'));
  }

  @Test
  void servesThePipelineToo() {
    String script =
        "rawtracepoint:any { if (arg0 == 1) { @start[tid] = arg1; }"
            + " if (arg0 == 2) { @sum = sum(@start[tid]); delete(@start[tid]); } }";
    CompileResult result =
        ScriptCompiler.compile(
            new Source("test.bt", script),
            new RecordedCatalog(),
            CompileOptions.DEFAULT.withThreadStorage());
    CompiledScript compiled = ((CompileResult.Compiled) result).script();
    assertThat(compiled.maps())
        .anyMatch(m -> m.name().equals("state_start") && m.type() == MapType.TASK_STORAGE);
    try (TraceKernel kernel = new TraceKernel(compiled)) {
      kernel.run(1, 40);
      kernel.run(2);
      kernel.run(2);
      kernel.run(1, 2);
      kernel.run(2);
      assertThat(kernel.all("sum0_sum").get(0).sum(0)).isEqualTo(42);
      assertThat(kernel.all("sum0_sum").get(0).sum(8)).isEqualTo(3);
      assertThat(kernel.counted("state_full")).isZero();
    }
  }
}
