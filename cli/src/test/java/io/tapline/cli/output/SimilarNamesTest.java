package io.tapline.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SimilarNamesTest {
  private static final List<String> NAMES = List.of("query", "up", "audit", "pg.query");

  @Test
  void findsASwapAMissingLetterAndAWrongOne() {
    assertThat(SimilarNames.nearest("qurey", NAMES)).contains("query");
    assertThat(SimilarNames.nearest("adit", NAMES)).contains("audit");
    assertThat(SimilarNames.nearest("pg.quary", NAMES)).contains("pg.query");
  }

  @Test
  void isSilentWhenNothingIsNear() {
    assertThat(SimilarNames.nearest("completely", NAMES)).isEmpty();
  }
}
