package io.tapline.agent.script.record;

import io.tapline.agent.script.type.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The names of types that every script knows. */
final class BuiltinTypes implements RecordTable {
  private static final Map<String, Type> TYPES = new TreeMap<>();

  static {
    for (int bytes = 1; bytes <= 8; bytes *= 2) {
      int bits = bytes * Byte.SIZE;
      for (String name : List.of("int" + bits, "int" + bits + "_t", "s" + bits, "__s" + bits)) {
        TYPES.put(name, new Type.Int(bytes, true));
      }
      for (String name : List.of("uint" + bits, "uint" + bits + "_t", "u" + bits, "__u" + bits)) {
        TYPES.put(name, new Type.Int(bytes, false));
      }
    }
    TYPES.put("bool", new Type.Bool());
    TYPES.put("void", new Type.None());
  }

  @Override
  public Optional<Type> named(String words) {
    return Optional.ofNullable(TYPES.get(words));
  }

  @Override
  public Optional<Constant> constant(String name) {
    return Optional.empty();
  }

  @Override
  public Collection<String> similarTypes(String words) {
    return TYPES.keySet();
  }

  @Override
  public Collection<String> constants() {
    return List.of();
  }
}
