package io.tapline.agent.target.btf;

import io.tapline.agent.target.read.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Names of numbers: 8 bytes each in BTF_KIND_ENUM (name, value), 12 in BTF_KIND_ENUM64 (name, lower
 * and upper half).
 */
record Enumerations(TypeTable types) {

  /** The names of an enumeration, as declared. */
  List<BtfEnumerator> of(int id) throws MalformedInputException {
    BtfKind kind = types.kind(id);
    if (kind != BtfKind.ENUM && kind != BtfKind.ENUM64) {
      throw types.malformed(id, "not an enumeration");
    }
    List<BtfEnumerator> enumerators = new ArrayList<>();
    for (int i = 0; i < types.vlen(id); i++) {
      enumerators.add(new BtfEnumerator(types.string(nameOffset(id, i)), value(id, i), id));
    }
    return enumerators;
  }

  /** The first enumerator of that name, of whichever enumeration. */
  Optional<BtfEnumerator> find(String name) throws MalformedInputException {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    for (BtfKind kind : List.of(BtfKind.ENUM, BtfKind.ENUM64)) {
      for (int id : types.ids(kind)) {
        for (int i = 0; i < types.vlen(id); i++) {
          if (types.stringIs(nameOffset(id, i), wanted)) {
            return Optional.of(new BtfEnumerator(name, value(id, i), id));
          }
        }
      }
    }
    return Optional.empty();
  }

  private int nameOffset(int id, int index) throws MalformedInputException {
    return types.extra(id, index * (types.kind(id) == BtfKind.ENUM ? 8 : 12));
  }

  private long value(int id, int index) throws MalformedInputException {
    if (types.kind(id) == BtfKind.ENUM) {
      int value = types.extra(id, index * 8 + 4);
      return types.flag(id) ? value : Integer.toUnsignedLong(value);
    }
    long low = Integer.toUnsignedLong(types.extra(id, index * 12 + 4));
    return low | (long) types.extra(id, index * 12 + 8) << Integer.SIZE;
  }
}
