package io.tapline.agent.compile;

import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.MapType;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.ScriptMap;
import java.util.ArrayList;
import java.util.List;
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

  TraceTables(CheckedScript script, CompileOptions options) {
    this.script = script;
    this.options = options;
    this.messages =
        new MessageTable(script.messages(), options.firstEventId() + script.events().size());
  }

  CounterTable counters() {
    return counters;
  }

  MessageTable messages() {
    return messages;
  }

  StackTable stacks() {
    return stacks;
  }

  /** How each map of the script lies in the kernel. */
  List<MapLayout> maps() {
    return scriptMaps().map(map -> TraceMap.of(map, options).layout()).toList();
  }

  /** Every BPF map of the script but scratch memory, once all programs are emitted. */
  List<MapSpec> specs() {
    List<MapSpec> specs = new ArrayList<>();
    specs.add(
        new MapSpec(
            CounterTable.MAP, MapType.PERCPU_ARRAY, Integer.BYTES, counters.sizeBytes(), 1, 0));
    specs.add(new MapSpec(CompiledScript.RING, MapType.RINGBUF, 0, 0, options.ringBytes(), 0));
    if (script.aggregates().stream().anyMatch(TraceTables::isSeries)) {
      specs.add(
          new MapSpec(
              CompiledScript.WALL_CLOCK, MapType.ARRAY, Integer.BYTES, Long.BYTES, 1, 0));
    }
    scriptMaps().forEach(map -> specs.add(TraceMap.of(map, options).spec()));
    specs.addAll(stacks.specs());
    return specs;
  }

  private static boolean isSeries(AggregateMap map) {
    return map.gathering() instanceof Gathering.TimeSeries;
  }

  private Stream<ScriptMap> scriptMaps() {
    return Stream.concat(script.states().stream(), script.aggregates().stream());
  }
}
