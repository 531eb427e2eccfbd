package io.tapline.agent.kernel.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Probes that tell about the same as a function of the kernel, for kernels that do not let
 * functions be probed.
 */
public final class NearTracepoints {
  private static final String RESOURCE = "near-tracepoints.txt";

  private final List<Entry> entries;

  private record Entry(Pattern function, List<String> probes) {}

  private NearTracepoints(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** The table that comes with the program. */
  public static NearTracepoints load() {
    List<Entry> entries = new ArrayList<>();
    try (InputStream in =
            Objects.requireNonNull(
                NearTracepoints.class.getResourceAsStream(RESOURCE),
                "missing resource " + RESOURCE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> entries.add(entry(line)));
    } catch (IOException e) {
      throw new UncheckedIOException("read " + RESOURCE, e);
    }
    return new NearTracepoints(entries);
  }

  private static Entry entry(String line) {
    String[] words = line.split(" ", -1);
    return new Entry(
        Pattern.compile(words[0].replace("*", "\\w*")),
        Arrays.asList(words).subList(1, words.length));
  }

  /** Probes in the place of a function or pattern of functions; empty when none comes near. */
  public List<String> of(String function) {
    String plain = function.replace("*", "");
    return entries.stream()
        .filter(e -> e.function().matcher(plain).matches())
        .findFirst()
        .map(Entry::probes)
        .orElse(List.of());
  }
}
