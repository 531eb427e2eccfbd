package io.tapline.agent.target.symbol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Tables that come with the program. */
final class ResourceLines {
  private ResourceLines() {}

  /** A table's lines without those that are comments. */
  static List<String> of(String resource) {
    try (InputStream in =
        Objects.requireNonNull(
            ResourceLines.class.getResourceAsStream(resource), "missing resource " + resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("read " + resource, e);
    }
  }
}
