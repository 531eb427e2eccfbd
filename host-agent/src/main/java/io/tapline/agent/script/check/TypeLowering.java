package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.TypeName;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.type.Type;

/** Types as they are written, with the expressions in them. */
final class TypeLowering implements RecordTable.Operands {
  private static final int MAX_LENGTH = 1 << 16;

  private final Scope scope;
  private final ExpressionLowering expressions;

  TypeLowering(Scope scope, ExpressionLowering expressions) {
    this.scope = scope;
    this.expressions = expressions;
  }

  /** The type; pointers point into the memory that the probe sees. */
  Type lower(TypeName written) {
    Type type =
        scope
            .records()
            .resolve(written, this)
            .orElseThrow(
                () -> {
                  String words = ((TypeName.Base.Named) written.base()).words();
                  RecordTable.Unknown unknown = scope.records().unknown(words);
                  return scope.fail(written.range(), unknown.message(), unknown.hint());
                });
    return RecordTable.inSpace(type, scope.site().arguments().space());
  }

  @Override
  public Type typeOf(Expression expression) {
    return expressions.lower(expression).type();
  }

  @Override
  public int length(Expression expression) {
    return (int) expressions.literal(expression, "an array's length", 0, MAX_LENGTH);
  }

  @Override
  public int textBytes() {
    return scope.limits().defaultTextBytes();
  }
}
