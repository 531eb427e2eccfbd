package io.tapline.agent.script.record;

import io.tapline.agent.script.type.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Types that every script has by name: the language's and C's. */
final class BuiltinTypes {
  private static final Map<String, Type> LANGUAGE = new HashMap<>();

  /** What libraries and kernels name integers, where no BTF says so. */
  private static final Map<String, String> TYPEDEFS = new HashMap<>();

  static {
    integers(1, "8");
    integers(2, "16");
    integers(4, "32");
    integers(8, "64");
    LANGUAGE.put("bool", new Type.Bool());
    LANGUAGE.put("_Bool", new Type.Bool());
    LANGUAGE.put("void", new Type.None());
    LANGUAGE.put("inet", new Type.Inet());
    LANGUAGE.put("inet_t", new Type.Inet());
    LANGUAGE.put("mac_address", new Type.Mac());
    LANGUAGE.put("macaddr_t", new Type.Mac());
    LANGUAGE.put("ksym_t", new Type.KernelSymbol());
    LANGUAGE.put("usym_t", new Type.UserSymbol());
    typedefs("int64", "ssize_t", "off_t", "loff_t", "time_t", "ptrdiff_t", "intptr_t", "__ssize_t");
    typedefs("int64", "intmax_t", "blkcnt_t", "clock_t", "suseconds_t", "ktime_t");
    typedefs("uint64", "size_t", "uintptr_t", "uintmax_t", "ino_t", "sector_t", "nlink_t");
    typedefs("uint64", "phys_addr_t", "dma_addr_t", "resource_size_t", "ulong", "u_long");
    typedefs("int32", "pid_t", "key_t", "clockid_t", "timer_t", "wchar_t", "key_serial_t");
    typedefs("uint32", "uid_t", "gid_t", "gfp_t", "fmode_t", "socklen_t", "in_addr_t", "uint");
    typedefs("uint32", "u_int", "id_t", "mode_t", "dev_t", "blk_opf_t");
    typedefs("uint16", "ushort", "u_short", "umode_t", "in_port_t", "sa_family_t");
    typedefs("uint8", "uchar", "u_char", "byte");
  }

  private BuiltinTypes() {}

  private static void integers(int bytes, String bits) {
    // concat() and not +, which takes a cold machine 15 ms the first time.
    String signed = "int".concat(bits);
    String unsigned = "uint".concat(bits);
    LANGUAGE.put(signed, new Type.Int(bytes, true));
    LANGUAGE.put(unsigned, new Type.Int(bytes, false));
    typedefs(signed, signed.concat("_t"), "s".concat(bits), "__s".concat(bits));
    typedefs(unsigned, unsigned.concat("_t"), "u".concat(bits), "__u".concat(bits));
    typedefs(unsigned, "u_".concat(signed).concat("_t"));
    typedefs(unsigned, "__be".concat(bits), "__le".concat(bits));
  }

  private static void typedefs(String type, String... names) {
    for (String name : names) {
      TYPEDEFS.put(name, type);
    }
  }

  /** The language's own type of that name, or C's: {@code uint8}, {@code unsigned long int}. */
  static Optional<Type> of(String words) {
    Type known = LANGUAGE.get(words);
    return known != null ? Optional.of(known) : integer(words);
  }

  /** What a name stands for where neither the script nor the kernel says it. */
  static Optional<Type> typedef(String name) {
    return Optional.ofNullable(TYPEDEFS.get(name)).map(LANGUAGE::get);
  }

  /** Whether a word can be part of a C integer's or float's name. */
  static boolean isKeyword(String word) {
    return List.of("int", "char", "short", "long", "signed", "unsigned", "float", "double")
            .contains(word)
        || word.equals("__int128")
        || word.equals("__signed__");
  }

  /** C's integers, their words in any order. */
  private static Optional<Type> integer(String words) {
    List<String> parts = Arrays.asList(words.split(" "));
    boolean unsigned = parts.contains("unsigned");
    if (!parts.stream().allMatch(BuiltinTypes::isKeyword)
        || parts.contains("float")
        || parts.contains("double")
        || parts.contains("__int128")) {
      return Optional.empty();
    }
    int size = 4;
    if (parts.contains("char")) {
      size = 1;
    } else if (parts.contains("short")) {
      size = 2;
    } else if (parts.contains("long")) {
      size = 8;
    }
    return Optional.of(new Type.Int(size, !unsigned));
  }

  /** Bytes of what C has and the language has not: floats and 128 bits; empty for other words. */
  static Optional<Integer> opaqueBytes(String words) {
    List<String> parts = Arrays.asList(words.split(" "));
    if (!parts.stream().allMatch(BuiltinTypes::isKeyword)) {
      return Optional.empty();
    }
    if (parts.contains("__int128") || (parts.contains("double") && parts.contains("long"))) {
      return Optional.of(16);
    }
    if (parts.contains("double")) {
      return Optional.of(8);
    }
    return parts.contains("float") ? Optional.of(4) : Optional.empty();
  }
}
