package io.tapline.agent.target.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code /proc/PID/maps}. */
final class ProcessMaps {
  private ProcessMaps() {}

  /** All mappings, ascending. */
  static List<Mapping> read(Path file) throws IOException {
    List<Mapping> mappings = new ArrayList<>();
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    for (String line : text.split("\n", -1)) {
      Mapping.parse(line).ifPresent(mappings::add);
    }
    return mappings;
  }
}
