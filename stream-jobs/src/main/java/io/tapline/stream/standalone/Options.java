package io.tapline.stream.standalone;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code --name value} pairs of a child process; its parent writes them, so they are few and plain.
 */
final class Options {
  private final Map<String, String> values;

  private Options(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads {@code --name value} pairs.
   *
   * @throws StandaloneException for a name outside {@code names}, or one without a value
   */
  static Options parse(String[] arguments, Set<String> names) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      String argument = arguments[i];
      if (!argument.startsWith("--") || !names.contains(argument.substring(2))) {
        throw new StandaloneException(
            "unknown option '" + argument + "'; known: --" + String.join(", --", names));
      }
      if (i + 1 == arguments.length) {
        throw new StandaloneException("option " + argument + " needs a value");
      }
      values.put(argument.substring(2), arguments[i + 1]);
    }
    return new Options(values);
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new StandaloneException("option --" + name + " is missing");
    }
    return value;
  }

  @Nullable String optional(String name) {
    return values.get(name);
  }

  Path path(String name) {
    return Path.of(text(name));
  }

  /** A TCP port, 1 to 65535. */
  int port(String name) {
    String value = text(name);
    try {
      int port = Integer.parseInt(value);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message for everything that is no port.
    }
    throw new StandaloneException("option --" + name + ": '" + value + "' is no port (1 to 65535)");
  }
}
