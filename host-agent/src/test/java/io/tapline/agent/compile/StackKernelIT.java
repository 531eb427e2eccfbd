package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stacks as keys and values: the same calls are the same key, and their frames can be read. */
class StackKernelIT {
  @BeforeAll
  static void needsPrivileges() {
    TraceKernel.needsPrivileges();
  }

  private static Type.Stack stack(boolean user, int frames) {
    return new Type.Stack(user, Type.StackMode.BPFTRACE, frames);
  }

  private static TraceKernel counts(Type.Stack type) {
    AggregateMap map = MapScript.gathering("@", new Gathering.Count(), type);
    return new MapScript()
        .map(map)
        .action(MapScript.gather(map, MapScript.number(1), new Value.StackTrace(type)))
        .load();
  }

  /** The frames under an id, without the zeros behind them. */
  private static Map<Long, List<Long>> frames(TraceKernel kernel, String map) {
    Map<Long, List<Long>> frames = new HashMap<>();
    for (TraceKernel.Entry entry : kernel.all(map)) {
      ByteBuffer value = entry.values().get(0);
      int count = 0;
      while (count < value.capacity() / 8 && value.getLong(count * 8) != 0) {
        count++;
      }
      List<Long> addresses = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        addresses.add(value.getLong(i * 8));
      }
      for (int i = count; i < value.capacity() / 8; i++) {
        assertThat(value.getLong(i * 8)).as("behind the frames").isZero();
      }
      frames.put(entry.key().getLong(0), addresses);
    }
    return frames;
  }

  private static long id(List<Long> frames) {
    long hash = frames.size();
    for (long frame : frames) {
      hash = (hash ^ frame) * StackIdSubprogram.FACTOR;
      hash ^= hash >>> StackIdSubprogram.SHIFT;
    }
    hash *= StackIdSubprogram.FACTOR;
    return hash ^ hash >>> StackIdSubprogram.LAST_SHIFT;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 17, 127})
  void countsTheSameCallsUnderTheSameKey(int most) {
    try (TraceKernel kernel = counts(stack(false, most))) {
      for (int i = 0; i < 50; i++) {
        kernel.run();
      }
      Map<Long, List<Long>> frames = frames(kernel, "kstack_" + most);
      long runs = 0;
      for (TraceKernel.Entry entry : kernel.entries("@")) {
        long id = entry.key().getLong(0);
        assertThat(entry.key().getInt(Storage.STACK_FRAMES_OFFSET))
            .isEqualTo(frames.get(id).size())
            .isBetween(1, most);
        assertThat(entry.key().getInt(Storage.STACK_PROCESS_OFFSET)).isZero();
        runs += entry.sum(0);
      }
      assertThat(runs).isEqualTo(50);
      // An interrupt's frames may be among them once.
      assertThat(kernel.entries("@").size()).isLessThan(10);
      frames.forEach((id, addresses) -> assertThat(id(addresses)).isEqualTo(id));
      frames.forEach((id, addresses) -> assertThat(addresses).allMatch(a -> a < 0));
    }
  }

  @Test
  void showsTheSystemCallThatRanTheProgram() throws Exception {
    try (TraceKernel kernel = counts(stack(false, 127))) {
      kernel.run();
      List<Long> frames = frames(kernel, "kstack_127").values().iterator().next();
      long entry =
          Files.readAllLines(Path.of("/proc/kallsyms")).stream()
              .filter(line -> line.endsWith(" __x64_sys_bpf"))
              .map(line -> Long.parseUnsignedLong(line.split(" ", 2)[0], 16))
              .findFirst()
              .orElseThrow();
      assertThat(frames).anyMatch(a -> a > entry && a < entry + 4096);
    }
  }

  @Test
  void saysWhoseProgramsCallsTheyAre() {
    try (TraceKernel kernel = counts(stack(true, 127))) {
      kernel.run();
      TraceKernel.Entry entry = kernel.entry("@");
      assertThat(entry.key().getInt(Storage.STACK_PROCESS_OFFSET))
          .isEqualTo((int) ProcessHandle.current().pid());
      List<Long> frames = frames(kernel, "ustack_127").get(entry.key().getLong(0));
      assertThat(frames).hasSize(entry.key().getInt(Storage.STACK_FRAMES_OFFSET)).isNotEmpty();
      assertThat(frames).allMatch(a -> a > 0);
    }
  }

  @Test
  void keepsStacksAsValuesToo() {
    Type.Stack type = stack(false, 127);
    StateMap map = MapScript.state("@last", type);
    try (TraceKernel kernel =
        new MapScript().map(map).action(MapScript.set(map, new Value.StackTrace(type))).load()) {
      kernel.run();
      ByteBuffer value = kernel.entry("@last").values().get(0);
      assertThat(frames(kernel, "kstack_127").get(value.getLong(0)))
          .hasSize(value.getInt(Storage.STACK_FRAMES_OFFSET));
    }
  }

  @Test
  void sharesFramesBetweenWaysOfShowingThem() {
    Type.Stack raw = new Type.Stack(false, Type.StackMode.RAW, 20);
    AggregateMap map =
        MapScript.gathering("@", new Gathering.Count(), stack(false, 20), raw, stack(true, 20));
    CompiledScript script =
        new MapScript()
            .map(map)
            .action(
                MapScript.gather(
                    map,
                    MapScript.number(1),
                    new Value.StackTrace(stack(false, 20)),
                    new Value.StackTrace(raw),
                    new Value.StackTrace(stack(true, 20))))
            .compile();
    assertThat(script.stacks())
        .containsExactly(
            new StackLayout(stack(false, 20), "kstack_20"),
            new StackLayout(raw, "kstack_20"),
            new StackLayout(stack(true, 20), "ustack_20"));
    try (TraceKernel kernel = new TraceKernel(script)) {
      kernel.run();
      ByteBuffer key = kernel.entry("@").key();
      // The program's own frame is among them, at two places of it.
      assertThat(frames(kernel, "kstack_20")).containsOnlyKeys(key.getLong(0), key.getLong(16));
      assertThat(frames(kernel, "ustack_20")).containsOnlyKeys(key.getLong(32));
    }
  }
}
