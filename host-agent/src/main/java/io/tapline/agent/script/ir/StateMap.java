package io.tapline.agent.script.ir;

import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.OptionalInt;

/**
 * A map that carries values from one hit to another.
 *
 * @param name with its at sign
 * @param keys empty when it has one value only
 * @param value what it holds
 * @param kind what the kernel keeps it in
 * @param entries how many keys it has room for; empty when the script does not say
 */
public record StateMap(String name, List<Type> keys, Type value, MapKind kind, OptionalInt entries)
    implements ScriptMap {
  public StateMap {
    keys = List.copyOf(keys);
  }

  /** A hash map of the usual size. */
  public StateMap(String name, List<Type> keys, Type value) {
    this(name, keys, value, MapKind.HASH, OptionalInt.empty());
  }
}
