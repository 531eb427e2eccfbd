package io.tapline.agent.compile;

import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.ProgramSpec;
import io.tapline.agent.event.AggregateLayout;
import io.tapline.agent.event.CounterLayout;
import io.tapline.agent.event.EventLayout;
import io.tapline.agent.probe.ProbePoint;
import java.util.List;
import java.util.Map;

/**
 * A script as blueprints: what to load, where to attach it, and how to read what comes out.
 *
 * @param programs in the order of the script's clauses
 * @param maps every map the programs refer to, the ring buffer and the globals among them
 * @param events one per emit statement; an event's id is its index plus the options' firstEventId
 * @param aggregates one per aggregation map
 * @param counters the script's own counters
 * @param messages one per kind of message; empty for the pipeline
 * @param scriptMaps one per map of the script; empty for the pipeline
 * @param stacks one per kind of stack; empty for the pipeline
 * @param probeNames what numbers of {@code Rendering.PROBE} mean
 */
public record CompiledScript(
    List<ProbeProgram> programs,
    List<MapSpec> maps,
    List<EventLayout> events,
    List<AggregateLayout> aggregates,
    CounterLayout counters,
    List<MessageLayout> messages,
    List<MapLayout> scriptMaps,
    List<StackLayout> stacks,
    Map<Integer, String> probeNames) {

  /** Name of the ring buffer map. */
  public static final String RING = "ring";

  /**
   * Name of the globals map: an array of one value. Its first u64 is the epoch's parity, 0 or 1,
   * read once at each program's start and written by the agent.
   */
  public static final String GLOBALS = "globals";

  /** Bytes of the globals map's value. */
  public static final int GLOBALS_BYTES = 8;

  /**
   * Name of an array of one u64, there if the script has a time series: the nanoseconds that the
   * host's clock in UTC is ahead of CLOCK_BOOTTIME. The agent writes it before the first program
   * runs; intervals begin at multiples of their length since 1970.
   */
  public static final String WALL_CLOCK = "wall_clock";

  public CompiledScript {
    programs = List.copyOf(programs);
    maps = List.copyOf(maps);
    events = List.copyOf(events);
    aggregates = List.copyOf(aggregates);
    messages = List.copyOf(messages);
    scriptMaps = List.copyOf(scriptMaps);
    stacks = List.copyOf(stacks);
    probeNames = Map.copyOf(probeNames);
  }

  /**
   * A program and where it goes.
   *
   * @param spec the program
   * @param points where to attach it, at least one
   */
  public record ProbeProgram(ProgramSpec spec, List<ProbePoint> points) {
    public ProbeProgram {
      points = List.copyOf(points);
    }

    /** A program for one place. */
    public ProbeProgram(ProgramSpec spec, ProbePoint point) {
      this(spec, List.of(point));
    }
  }
}
