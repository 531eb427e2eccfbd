package io.tapline.agent.script.record;

import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.target.ProbeCatalog;
import java.util.List;

/** Makes a script's table of types. */
public final class Records {
  private Records() {}

  /**
   * The types that a script can name.
   *
   * @param definitions the script's pieces of C
   * @param catalog whose kernel's types are meant
   * @param diagnostics told what is wrong with the definitions
   */
  public static RecordTable of(
      List<Preamble.CDefinition> definitions, ProbeCatalog catalog, Diagnostics diagnostics) {
    return ScriptRecords.read(definitions, catalog.btf(), diagnostics);
  }
}
