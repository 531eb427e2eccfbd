package io.tapline.agent.script.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What scripts for a terminal are checked to, by concept: the checked tree, or what is wrong.
 * Rewritten only by {@code -Dgolden.rewrite=true}; the difference is then reviewed as code is.
 */
class CheckedGoldenTest {
  private static final Path ROOT = Path.of("src/test/resources/checked");

  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.filter(f -> f.toString().endsWith(".bt")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isCheckedToWhatIsExpected(Path script) throws IOException {
    String name = script.getFileName().toString();
    String actual = Checked.check(name, Files.readString(script)).describe();
    Path expected = script.resolveSibling(name.replace(".bt", ".expected"));
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(expected, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(expected));
  }
}
