package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.BinaryOperator;
import io.tapline.agent.script.ast.UnaryOperator;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;

/** What operators mean in a dialect. */
interface Operators {

  /** {@code left operator right}. */
  Value binary(Operation operation);

  /** {@code operator operand}. */
  Value unary(UnaryOperator operator, Value operand, SourceRange range);

  /**
   * An operator with what stands beside it.
   *
   * @param leftRange where the left side is written
   * @param rightRange likewise
   * @param range of all
   */
  record Operation(
      BinaryOperator operator,
      Value left,
      Value right,
      SourceRange leftRange,
      SourceRange rightRange,
      SourceRange range) {}
}
