package io.tapline.agent.compile;

import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.MapType;
import io.tapline.agent.bpf.spec.ProgramSpec;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.ReadRanges;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.SentMessage;
import io.tapline.agent.script.ir.StateMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What all programs of a script in TRACE share, filled while they are emitted: counters, messages,
 * kinds of stacks.
 */
final class TraceTables {
  private final CheckedScript script;
  private final CompileOptions options;
  private final CounterTable counters = new CounterTable();
  private final MessageTable messages;
  private final StackTable stacks = new StackTable();
  private final List<MapSpec> loopMaps = new ArrayList<>();
  private final Set<String> losing;
  private final Set<String> threadMaps;
  private boolean speculates;

  TraceTables(CheckedScript script, CompileOptions options) {
    this.script = script;
    this.options = options;
    this.losing = LosingMaps.of(script);
    this.threadMaps = ThreadMaps.of(script, options);
    this.messages =
        new MessageTable(
            script.messages().stream().filter(this::isSent).toList(),
            options.firstEventId() + script.events().size());
  }

  /** Where in the script values come from that read memory. */
  ReadRanges ranges() {
    return script.ranges();
  }

  CounterTable counters() {
    return counters;
  }

  /** A map for one program with loops. */
  MapSpec loopMap() {
    MapSpec map = LoopGuard.map(loopMaps.size());
    loopMaps.add(map);
    return map;
  }

  /** Names of the maps that are kept with threads. */
  Set<String> threadMaps() {
    return threadMaps;
  }

  /** Whether a message is ever sent: of a map that is kept with threads nobody sees the end. */
  private boolean isSent(SentMessage message) {
    return !(message.message() instanceof Message.Clear clear
        && threadMaps.contains(clear.map().name()));
  }

  /** Whether entries of a map are taken away, or replaced by the host. */
  boolean loses(ScriptMap map) {
    return losing.contains(map.name());
  }

  MessageTable messages() {
    return messages;
  }

  StackTable stacks() {
    return stacks;
  }

  /** Name of an array of one u64: how many speculations there were. */
  String speculations() {
    speculates = true;
    return "speculations";
  }

  /** How each map of the script lies in the kernel, if it can be read. */
  List<MapLayout> maps() {
    return scriptMaps()
        .filter(map -> !threadMaps.contains(map.name()))
        .map(map -> TraceMap.of(map, options).layout())
        .toList();
  }

  /** Every BPF map that the script's programs use, but scratch memory. */
  List<MapSpec> specs(List<ProgramSpec> programs) {
    List<MapSpec> specs = new ArrayList<>();
    if (programs.stream().anyMatch(TraceTables::usesZero)) {
      specs.add(UnknownZero.MAP);
    }
    specs.add(
        new MapSpec(
            CounterTable.MAP, MapType.PERCPU_ARRAY, Integer.BYTES, counters.sizeBytes(), 1, 0));
    if (!messages.layouts().isEmpty()) {
      specs.add(new MapSpec(CompiledScript.RING, MapType.RINGBUF, 0, 0, options.ringBytes(), 0));
    }
    if (script.aggregates().stream().anyMatch(TraceTables::isSeries)) {
      specs.add(
          new MapSpec(CompiledScript.WALL_CLOCK, MapType.ARRAY, Integer.BYTES, Long.BYTES, 1, 0));
    }
    if (speculates) {
      specs.add(new MapSpec(speculations(), MapType.ARRAY, Integer.BYTES, Long.BYTES, 1, 0));
    }
    scriptMaps().forEach(map -> specs.add(spec(map)));
    specs.addAll(stacks.specs());
    specs.addAll(loopMaps);
    return specs;
  }

  private MapSpec spec(ScriptMap map) {
    return map instanceof StateMap state && threadMaps.contains(map.name())
        ? ThreadMaps.spec(TraceMap.name(map), state.value())
        : TraceMap.of(map, options).spec();
  }

  private static boolean usesZero(ProgramSpec program) {
    return program.instructions().stream().anyMatch(i -> UnknownZero.MAP.name().equals(i.map()));
  }

  private static boolean isSeries(AggregateMap map) {
    return map.gathering() instanceof Gathering.TimeSeries;
  }

  private Stream<ScriptMap> scriptMaps() {
    return Stream.concat(script.states().stream(), script.aggregates().stream());
  }
}
