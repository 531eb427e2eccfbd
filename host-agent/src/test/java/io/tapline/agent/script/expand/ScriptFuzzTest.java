package io.tapline.agent.script.expand;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tapline.agent.script.ast.AstPrinter;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.Source;
import java.util.List;

/**
 * Whatever the bytes: a tree, or located diagnostics. Fuzzes with {@code JAZZER_FUZZ=1}; else runs
 * the seeds beside it.
 */
class ScriptFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void readsAnything(byte[] bytes) {
    for (Dialect dialect : Dialect.values()) {
      law(bytes, dialect);
    }
  }

  /** The law, for whoever has bytes. */
  static void law(byte[] bytes, Dialect dialect) {
    Source source = Source.decode("fuzz.bt", bytes);
    Reading.Result result = Reading.read(source, dialect, List.of("1", "two"));
    assertThat(AstPrinter.print(result.script().script())).isNotNull();
    for (Diagnostic diagnostic : result.errors()) {
      assertThat(diagnostic.message()).isNotBlank();
      assertThat(diagnostic.render()).contains(": error: ");
      assertThat(diagnostic.renderAsBpftrace()).contains("ERROR: ");
    }
    result.warnings().forEach(d -> assertThat(d.renderAsBpftrace()).contains("WARNING: "));
  }
}
