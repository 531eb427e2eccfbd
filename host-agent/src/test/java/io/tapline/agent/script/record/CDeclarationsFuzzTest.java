package io.tapline.agent.script.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tapline.agent.script.ast.Preamble.CDefinition;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Any text is declarations, or complaints that lie within it. */
final class CDeclarationsFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void readsAnyTextOrTellsWhereItIsWrong(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Diagnostics diagnostics = new Diagnostics(new Source("fuzz.bt", text));
    CDefinition whole = new CDefinition(text, new SourceRange(0, text.length()));
    RecordTable table = ScriptRecords.read(List.of(whole), Optional.empty(), diagnostics);
    for (String name : table.constants()) {
      table.constant(name);
    }
    table.named("struct A");
    for (Diagnostic diagnostic : diagnostics.list()) {
      assertThat(diagnostic.range().end()).isBetween(0, text.length());
    }
  }
}
