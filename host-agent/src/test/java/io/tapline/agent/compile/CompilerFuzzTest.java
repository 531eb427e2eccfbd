package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tapline.agent.script.source.Source;

/**
 * Whatever the bytes: a result, or located diagnostics. Fuzzes with {@code JAZZER_FUZZ=1}; else
 * runs the seeds beside it.
 */
class CompilerFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void answersAnything(byte[] bytes) {
    Source source = Source.decode("fuzz.bt", bytes);
    CompileResult result = Scripts.result(source.name(), source.text());
    if (result instanceof CompileResult.Refused refused) {
      assertThat(refused.diagnostics()).isNotEmpty();
      assertThat(refused.diagnostics())
          .allMatch(d -> d.render().contains(": error: ") && !d.message().isEmpty());
    }
  }
}
