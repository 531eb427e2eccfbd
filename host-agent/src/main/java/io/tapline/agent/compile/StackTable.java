package io.tapline.agent.compile;

import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.MapType;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The kinds of stacks that programs take, and the maps that keep their frames. */
final class StackTable {
  /**
   * How many different stacks of a kind are kept: as many as bpftrace's maps have entries in all,
   * some times over. Frames are allocated as they come.
   */
  static final int ENTRIES = 1 << 16;

  private final Set<Type.Stack> types = new LinkedHashSet<>();

  /** The map of a kind; how stacks are shown makes no difference. */
  String map(Type.Stack type) {
    types.add(type);
    return (type.user() ? "ustack_" : "kstack_") + type.frames();
  }

  List<StackLayout> layouts() {
    List<StackLayout> layouts = new ArrayList<>();
    List.copyOf(types).forEach(type -> layouts.add(new StackLayout(type, map(type))));
    return layouts;
  }

  List<MapSpec> specs() {
    List<MapSpec> specs = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (StackLayout layout : layouts()) {
      if (names.add(layout.bpfMap())) {
        specs.add(
            new MapSpec(
                layout.bpfMap(),
                MapType.HASH,
                Long.BYTES,
                layout.type().frames() * Long.BYTES,
                ENTRIES,
                MapSpec.NO_PREALLOC));
      }
    }
    return specs;
  }
}
