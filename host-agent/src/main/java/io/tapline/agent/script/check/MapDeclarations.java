package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Preamble.MapDeclaration;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.ir.MapKind;
import io.tapline.agent.script.source.SourceRange;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code let @name = kind(entries)}: whether the kind is one, and one for what the map holds. */
final class MapDeclarations {
  private final ScriptContext script;

  private MapDeclarations(ScriptContext script) {
    this.script = script;
  }

  /** Says what is wrong with a script's declarations. */
  static void check(ScriptContext script) {
    script.maps().declarations().forEach(new MapDeclarations(script)::check);
  }

  private void check(MapDeclaration declaration) {
    SourceRange range = declaration.range();
    if (script.limits().dialect() == Dialect.PIPELINE) {
      script
          .diagnostics()
          .error(range, "the pipeline has no map declarations", "its maps have room for an epoch");
      return;
    }
    Optional<MapKind> kind =
        Arrays.stream(MapKind.values())
            .filter(k -> k.word().equals(declaration.kind()))
            .findFirst();
    if (kind.isEmpty()) {
      String known =
          Arrays.stream(MapKind.values()).map(MapKind::word).collect(Collectors.joining(", "));
      script
          .diagnostics()
          .error(range, "Invalid bpf map type: " + declaration.kind(), "Valid map types: " + known);
      return;
    }
    checkUse(declaration, kind.get());
  }

  private void checkUse(MapDeclaration declaration, MapKind kind) {
    String name = declaration.name();
    if (!script.maps().isUsed(name)) {
      script.diagnostics().warn(declaration.range(), "Unused map: " + name);
      return;
    }
    boolean gathers = script.types().gathering(name).isPresent();
    boolean perCpu = kind == MapKind.PERCPU_HASH || kind == MapKind.PERCPU_LRU_HASH;
    if (gathers != perCpu) {
      MapKind fitting = gathers ? MapKind.PERCPU_HASH : MapKind.HASH;
      script
          .diagnostics()
          .error(
              declaration.range(),
              "Incompatible map types. Type from declaration: "
                  + kind.word()
                  + ". Type from value/key type: "
                  + fitting.word(),
              gathers ? "what gathers has a value for each CPU" : "");
    }
  }
}
