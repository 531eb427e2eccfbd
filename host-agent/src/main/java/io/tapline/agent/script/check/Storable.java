package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;

/** Which values can be kept: the pipeline's rows and series have room for few types. */
final class Storable {
  private Storable() {}

  /** Refuses what cannot be kept; true otherwise. */
  static boolean require(Value value, Scope scope, SourceRange range) {
    if (!scope.isTrace() && TypeRules.fieldType(value.type()).isEmpty()) {
      String hint = value.type() instanceof Type.Bytes ? "ntop() makes an address of it" : "";
      throw scope.fail(range, "a value of type " + value.type() + " cannot be kept", hint);
    }
    return true;
  }
}
