package io.tapline.agent.script.tapset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TapsetHeaderTest {
  private static final String SCRIPT =
      """
      #!/usr/bin/env tapline
      /*
       * tapset: pg.query
       * question: Which SQL statements are slow?
       * key: statement, comm
       * value: latency
       * unit: ns
       * aggregation: event
       * redact: statement = sql
       * needs: PostgreSQL built with probes,
       *     and running
       *
       * Free text: is not a continued line of the header.
       */
      begin { }
      /* tapset: other */
      """;

  @Test
  void readsTheFirstBlockComment() {
    TapsetHeader header = TapsetHeader.of(SCRIPT, "fallback");
    assertThat(header.tapset()).isEqualTo("pg.query");
    assertThat(header.question()).isEqualTo("Which SQL statements are slow?");
    assertThat(header.keys()).containsExactly("statement", "comm");
    assertThat(header.value()).isEqualTo("latency");
    assertThat(header.unit()).isEqualTo("ns");
    assertThat(header.redactions()).containsEntry("statement", "sql").hasSize(1);
    assertThat(header.entries())
        .containsEntry("needs", "PostgreSQL built with probes, and running");
  }

  @Test
  void aScriptWithoutHeaderGetsTheFallbackName() {
    TapsetHeader header = TapsetHeader.of("begin { }", "mine");
    assertThat(header.tapset()).isEqualTo("mine");
    assertThat(header.keys()).isEmpty();
    assertThat(header.value()).isEmpty();
    assertThat(header.unit()).isEqualTo("count");
  }

  @Test
  void noneIsNoKeyAndNoValue() {
    TapsetHeader header = TapsetHeader.of("/*\n * key: none\n * value: -\n */", "x");
    assertThat(header.keys()).isEmpty();
    assertThat(header.value()).isEmpty();
  }
}
