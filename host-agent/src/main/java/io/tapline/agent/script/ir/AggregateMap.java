package io.tapline.agent.script.ir;

import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.OptionalInt;

/**
 * A map that gathers.
 *
 * @param name with its at sign
 * @param keys empty when there is one series only
 * @param gathering what it gathers
 * @param kind what the kernel keeps it in, if the script's language lets one choose
 * @param entries how many keys it has room for; empty when the script does not say
 */
public record AggregateMap(
    String name, List<Type> keys, Gathering gathering, MapKind kind, OptionalInt entries)
    implements ScriptMap {
  public AggregateMap {
    keys = List.copyOf(keys);
  }

  /** A hash map of the usual size. */
  public AggregateMap(String name, List<Type> keys, Gathering gathering) {
    this(name, keys, gathering, MapKind.PERCPU_HASH, OptionalInt.empty());
  }
}
