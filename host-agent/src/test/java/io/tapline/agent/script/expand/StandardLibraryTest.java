package io.tapline.agent.script.expand;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The macros that come with Tapline. */
class StandardLibraryTest {

  static Iterable<String> names() {
    return StandardLibrary.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void isReadable(String name) {
    assertThat(StandardLibrary.find(name, new Source("x", ""))).isNotEmpty();
  }

  @Test
  void forgetsNoMacro() {
    assertThat(StandardLibrary.names()).isEqualTo(StandardLibrary.written());
  }

  @Test
  void everyMacroIsDocumentedAbove() throws IOException {
    try (var files = Files.list(Path.of("src/main/resources/stdlib"))) {
      for (Path file : files.toList()) {
        String[] lines = Files.readString(file).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
          if (lines[i].startsWith("macro ")) {
            String name = lines[i].substring("macro ".length(), lines[i].indexOf('('));
            int start = i;
            while (start > 0 && lines[start - 1].startsWith("// ")) {
              start--;
            }
            assertThat(start).as(lines[i]).isLessThan(i);
            assertThat(lines[start]).startsWith("// " + name);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "assert($a, \"no\") # { if ((!$a)) { errorf(\"assert failed: %s\", \"no\"); exit(1); } }",
        "static_assert(1 == 1, \"no\") # {}",
        "static_assert(1 == 2, \"no\") # { { fail(\"no\"); } }",
        "print(ppid) # print(curtask.real_parent.pid);",
        "print(ppid()) # print(curtask.real_parent.pid);",
        "print(ppid($t)) # print($t.real_parent.pid);",
        "print(is_err($p)) # print(((((int64)$p) < 0) && (((int64)$p) >= (-4095))));",
        "print(container_of($p, foo, a.b)) # print(((foo*)(((void*)$p) - offsetof(foo, a.b))));",
        "print(strcontains($a, \"x\")) # print((strstr($a, \"x\") >= 0));"
      })
  void expands(String statement, String expected) {
    assertThat(Reading.read("begin { " + statement + " }").probes())
        .isEqualTo("begin { " + expected + " }");
  }

  @Test
  void saysWhereItsMacrosAreCalled() {
    assertThat(Reading.read("begin { assert(1) }").errorTexts().get(0))
        .isEqualTo(
            """
            stdin:1:9-18: ERROR: Call to assert() has arguments that do not match any definition.
            begin { assert(1) }
                    ~~~~~~~~~
            stdlib/base.bt:5:1-13: ERROR: The closest definition of assert() has a different \
            number of arguments. Expected: 2 but got 1
            macro assert(condition, message) {
            ~~~~~~~~~~~~""");
  }
}
