package io.tapline.agent.kernel.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** How the running kernel was built, where it or the host tells. */
public final class KernelConfig {
  private static final String PREFIX = "CONFIG_";
  private static final String UNSET = " is not set";
  private static final Path RELEASE = Path.of("/proc/sys/kernel/osrelease");

  /** A configuration has some 10,000 lines; whatever has more is none. */
  private static final int MAX_LINES = 100_000;

  private final String source;
  private final Map<String, String> options;

  private KernelConfig(String source, Map<String, String> options) {
    this.source = source;
    this.options = Map.copyOf(options);
  }

  /** Looks where kernels and distributions keep it. */
  public static KernelConfig read() {
    String release = release();
    return read(
        List.of(
            Path.of("/proc/config.gz"),
            Path.of("/boot/config-" + release),
            Path.of("/lib/modules/" + release + "/config")));
  }

  /** Reads the first of these files that is there; {@code .gz} is unpacked. */
  static KernelConfig read(List<Path> places) {
    for (Path place : places) {
      if (Files.isReadable(place)) {
        try (InputStream in = Files.newInputStream(place);
            InputStream plain = place.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
          return new KernelConfig(place.toString(), parse(plain));
        } catch (IOException e) {
          // Damaged: perhaps the next one tells.
        }
      }
    }
    return new KernelConfig("", Map.of());
  }

  private static Map<String, String> parse(InputStream in) throws IOException {
    Map<String, String> options = new HashMap<>();
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
    int lines = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (++lines > MAX_LINES) {
        throw new IOException("more than " + MAX_LINES + " lines");
      }
      int equals = line.indexOf('=');
      if (line.startsWith(PREFIX) && equals > 0) {
        options.put(line.substring(0, equals), line.substring(equals + 1));
      } else if (line.startsWith("# " + PREFIX) && line.endsWith(UNSET)) {
        options.put(line.substring(2, line.length() - UNSET.length()), "n");
      }
    }
    return options;
  }

  /** The file; empty when there is none. */
  public String source() {
    return source;
  }

  /**
   * An option's value: {@code y}, {@code m}, {@code n} or what it is set to; empty when nobody
   * tells.
   *
   * @param name with its {@code CONFIG_}
   */
  public Optional<String> value(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** Of these options those that are not built in, in order; none when nobody tells. */
  public List<String> missing(List<String> names) {
    return source.isEmpty()
        ? List.of()
        : names.stream().filter(n -> options.getOrDefault(n, "n").equals("n")).toList();
  }

  /** The lockdown mode that the kernel was built to begin in; empty when nobody tells. */
  public String forcedLockdown() {
    if (options.getOrDefault("CONFIG_LOCK_DOWN_KERNEL_FORCE_CONFIDENTIALITY", "n").equals("y")) {
      return "confidentiality";
    }
    return options.getOrDefault("CONFIG_LOCK_DOWN_KERNEL_FORCE_INTEGRITY", "n").equals("y")
        ? "integrity"
        : "";
  }

  private static String release() {
    try {
      return Files.readString(RELEASE).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }
}
