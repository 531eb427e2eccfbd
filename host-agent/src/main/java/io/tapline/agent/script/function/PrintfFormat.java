package io.tapline.agent.script.function;

import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a format of {@code printf} asks for, so that a script's values can be checked against it.
 * What the text becomes is the host's affair; a percent sign that begins no conversion stands for
 * itself.
 */
final class PrintfFormat {
  /** Flags in this order only; the star takes no value. */
  private static final Pattern CONVERSION =
      Pattern.compile(
          "%-?\\+? ?#?0?(?:\\*|[0-9]+)?(?:\\.(?:\\*|[0-9]+))?[hlLjzt]*"
              + "(gr|rx|rh|r|[diouxXeEfFgGaAcspn%])");

  private static final String NUMBERS = "diouxXc";

  private final List<String> letters;

  private PrintfFormat(List<String> letters) {
    this.letters = letters;
  }

  static PrintfFormat of(String format) {
    List<String> letters = new ArrayList<>();
    Matcher matcher = CONVERSION.matcher(format);
    while (matcher.find()) {
      if (!matcher.group(1).equals("%")) {
        letters.add(matcher.group(1));
      }
    }
    return new PrintfFormat(letters);
  }

  /** What is wrong with values of these types, in bpftrace's words; empty when nothing is. */
  Optional<String> complaint(List<Type> types) {
    int wanted = letters.size();
    if (types.size() != wanted) {
      return Optional.of(
          (types.size() < wanted ? "not enough" : "too many")
              + " arguments for format string ("
              + types.size()
              + " supplied, "
              + wanted
              + " expected)");
    }
    for (int i = 0; i < wanted; i++) {
      Optional<String> complaint = complaint(letters.get(i), types.get(i));
      if (complaint.isPresent()) {
        return complaint;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> complaint(String letter, Type type) {
    boolean number =
        (type instanceof Type.Int i && isPlain(i))
            || type instanceof Type.Enumeration
            || type instanceof Type.Pointer
            || type instanceof Type.Bool;
    if (type instanceof Type.None) {
      return Optional.of("unable to print none type for specifier: " + letter);
    }
    boolean fits =
        switch (letter) {
          case "s" -> true;
          case "r", "rx", "rh" -> type instanceof Type.Buffer;
          case "p", "gr" -> number;
          default -> {
            if (!NUMBERS.contains(letter)) {
              yield false;
            }
            yield number;
          }
        };
    if (fits) {
      return Optional.empty();
    }
    boolean known = letter.length() > 1 || "rps".contains(letter) || NUMBERS.contains(letter);
    return Optional.of(
        known
            ? "unsupported format specifier for type '" + type + "': " + letter
            : "unsupported format specifier: " + letter);
  }

  /** Numbers that are shown as words are words; a system call's name is still its number. */
  private static boolean isPlain(Type.Int type) {
    return type.rendering() != Type.Rendering.USER
        && type.rendering() != Type.Rendering.PROBE
        && type.rendering() != Type.Rendering.ERROR;
  }
}
