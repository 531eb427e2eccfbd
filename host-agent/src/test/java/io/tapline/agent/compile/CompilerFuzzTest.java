package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.source.Source;

/**
 * Whatever the bytes: a result, or located diagnostics, in both dialects. Fuzzes with {@code
 * JAZZER_FUZZ=1}; else runs the seeds beside it.
 */
class CompilerFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void answersAnything(byte[] bytes) {
    Source source = Source.decode("fuzz.bt", bytes);
    answers(Scripts.result(source.name(), source.text()));
    answers(
        ScriptCompiler.compile(
            source,
            new RecordedCatalog(),
            CompileOptions.trace(ScriptConfig.DEFAULT, ScriptArguments.NONE)));
  }

  private static void answers(CompileResult result) {
    if (result instanceof CompileResult.Refused refused) {
      assertThat(refused.diagnostics()).isNotEmpty();
      assertThat(refused.diagnostics())
          .allMatch(d -> d.render().contains(": error: ") && !d.message().isEmpty());
    }
  }
}
