package io.tapline.agent.kernel.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Maps and programs that belong together, and owner of them; maps that are shared with others stay
 * with their owner. Not thread-safe.
 */
public final class KernelObjects implements AutoCloseable {
  private final Map<String, BpfMap> maps = new LinkedHashMap<>();
  private final List<Program> programs = new ArrayList<>();

  private final Map<String, BpfMap> shared;

  KernelObjects(Map<String, BpfMap> shared) {
    this.shared = Map.copyOf(shared);
    maps.putAll(shared);
  }

  void add(BpfMap map) {
    maps.put(map.spec().name(), map);
  }

  void add(Program program) {
    programs.add(program);
  }

  /** Maps by the name of their blueprint. */
  public Map<String, BpfMap> maps() {
    return Collections.unmodifiableMap(maps);
  }

  /**
   * A map.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public BpfMap map(String name) {
    BpfMap map = maps.get(name);
    if (map == null) {
      throw new IllegalArgumentException("no such map: name=" + name + ", maps=" + maps.keySet());
    }
    return map;
  }

  /** Programs, in the order of their blueprints. */
  public List<Program> programs() {
    return Collections.unmodifiableList(programs);
  }

  /** Lets go of all. The kernel frees what nothing else, such as an attachment, still holds. */
  @Override
  public void close() {
    programs.forEach(Program::close);
    maps.values().stream().filter(map -> !shared.containsValue(map)).forEach(BpfMap::close);
  }
}
