package io.tapline.agent.target.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FunctionNamesTest {
  /** {@code a::b(int, char)}. */
  private static final String MANGLED = "_ZN1a1bEic";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cpp | a::b            | true",
        "cpp | a::*            | true",
        "cpp | a::b(int, char) | true",
        "cpp | a::b(int)       | false",
        "cpp | _ZN1a1bEic      | true",
        "cpp | b               | false",
        "''  | a::b            | false",
        "''  | _ZN*            | true",
      })
  void readableNamesCountForCppOnly(String language, String pattern, boolean matches) {
    assertThat(FunctionNames.test(language, pattern).test(MANGLED)).isEqualTo(matches);
  }
}
