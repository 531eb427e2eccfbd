package io.tapline.agent.target.host;

import io.tapline.agent.target.ProbeUnavailableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code BINARY:PLACE} or {@code BINARY:cpp:PLACE}.
 *
 * @param binary a path, name or pattern
 * @param language {@code cpp}, or empty
 * @param place where in it
 */
record UprobePattern(String binary, String language, FunctionPlace place) {
  static final String CPP = "cpp";

  /**
   * Takes the parts apart.
   *
   * @param returns whether it is for a function's return
   * @param program the traced process's, which a script may leave out
   */
  static UprobePattern parse(List<String> parts, boolean returns, Optional<Path> program)
      throws ProbeUnavailableException {
    String keyword = returns ? "uretprobe" : "uprobe";
    boolean short2 = parts.size() == 2 && parts.get(0).equals(CPP);
    if (program.isPresent() && (parts.size() == 1 || short2)) {
      String language = short2 ? CPP : "";
      return of(program.get().toString(), language, parts.get(parts.size() - 1), returns);
    }
    if (parts.size() != 2 && parts.size() != 3) {
      throw new ProbeUnavailableException(
          keyword + " probe type requires 2 or 3 arguments, found " + parts.size(),
          "write " + keyword + ":BINARY:FUNCTION");
    }
    String language = parts.size() == 3 ? parts.get(1) : "";
    if (!language.isEmpty() && !language.equals(CPP)) {
      throw new ProbeUnavailableException(
          "unsupported language type: " + language,
          "the only one is cpp; names with colons want quotes");
    }
    return of(parts.get(0), language, parts.get(parts.size() - 1), returns);
  }

  private static UprobePattern of(String binary, String language, String place, boolean returns)
      throws ProbeUnavailableException {
    String keyword = returns ? "uretprobe" : "uprobe";
    if (binary.isEmpty()) {
      throw new ProbeUnavailableException(keyword + " should have a target");
    }
    if (place.isEmpty()) {
      throw new ProbeUnavailableException(
          keyword + " should be attached to a function and/or address");
    }
    FunctionPlace where = FunctionPlace.parse(place, !returns, true);
    if (where.function().isEmpty() && binary.contains("*")) {
      throw new ProbeUnavailableException("Cannot use wildcards with absolute address");
    }
    return new UprobePattern(binary, language, where);
  }
}
