package io.tapline.agent.target.usdt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names of x86-64's general registers in all widths. */
final class Registers {
  private static final Map<String, String> FULL_NAMES = new HashMap<>();

  static {
    for (String letter : List.of("a", "b", "c", "d")) {
      String full = "r" + letter + "x";
      for (String name : List.of(full, "e" + letter + "x", letter + "x", letter + "l")) {
        FULL_NAMES.put(name, full);
      }
    }
    for (String pointer : List.of("si", "di", "bp", "sp")) {
      String full = "r" + pointer;
      for (String name : List.of(full, "e" + pointer, pointer, pointer + "l")) {
        FULL_NAMES.put(name, full);
      }
    }
    for (int i = 8; i <= 15; i++) {
      for (String width : List.of("", "d", "w", "b")) {
        FULL_NAMES.put("r" + i + width, "r" + i);
      }
    }
  }

  private Registers() {}

  /** The 64-bit register that a name is part of; empty for {@code ah}, xmm and unknown ones. */
  static Optional<String> fullName(String name) {
    return Optional.ofNullable(FULL_NAMES.get(name));
  }
}
