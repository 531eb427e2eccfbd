package io.tapline.agent.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearNamesTest {
  private static final List<String> NAMES = List.of("query", "up", "audit", "pg.query");

  @Test
  void findsASwapAMissingLetterAndAWrongOne() {
    assertThat(NearNames.nearest("qurey", NAMES)).contains("query");
    assertThat(NearNames.nearest("adit", NAMES)).contains("audit");
    assertThat(NearNames.nearest("pg.quary", NAMES)).contains("pg.query");
  }

  @Test
  void isSilentWhenNothingIsNear() {
    assertThat(NearNames.nearest("completely", NAMES)).isEmpty();
  }
}
