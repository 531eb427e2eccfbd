package io.tapline.agent.script.record;

import io.tapline.agent.target.symbol.SyscallNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What headers of the C library and the kernel define on x86-64, so that scripts need none: {@code
 * AF_INET}, {@code EPERM}, {@code SIGKILL}, {@code O_CREAT}, {@code __NR_read} and their kin.
 */
final class HeaderConstants {
  private static final String RESOURCE = "constants-x86_64.txt";

  private HeaderConstants() {}

  /** Read at the first question. */
  private static final class Table {
    private static final Map<String, Long> VALUES = read();
    private static final SyscallNames CALLS = SyscallNames.load();
  }

  /** The constant of that name. */
  static OptionalLong value(String name) {
    Long value = Table.VALUES.get(name);
    if (value != null) {
      return OptionalLong.of(value);
    }
    for (String prefix : new String[] {"__NR_", "SYS_"}) {
      if (name.startsWith(prefix)) {
        return Table.CALLS.number(name.substring(prefix.length()));
      }
    }
    return OptionalLong.empty();
  }

  /** All names but those of system calls. */
  static Set<String> names() {
    return Collections.unmodifiableSet(Table.VALUES.keySet());
  }

  private static Map<String, Long> read() {
    Map<String, Long> values = new HashMap<>(4096);
    try (InputStream in =
            Objects.requireNonNull(
                HeaderConstants.class.getResourceAsStream(RESOURCE),
                "missing resource " + RESOURCE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int blank = line.indexOf(' ');
        if (!line.startsWith("#")) {
          values.put(line.substring(0, blank), Long.valueOf(line.substring(blank + 1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("read " + RESOURCE, e);
    }
    return values;
  }
}
