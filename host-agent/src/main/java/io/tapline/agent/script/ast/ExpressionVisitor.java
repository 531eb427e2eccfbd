package io.tapline.agent.script.ast;

/** One method per expression. */
public interface ExpressionVisitor<R> {
  R visitIntegerLiteral(Expression.IntegerLiteral node);

  R visitStringLiteral(Expression.StringLiteral node);

  R visitIdentifier(Expression.Identifier node);

  R visitVariable(Expression.Variable node);

  R visitMapAccess(Expression.MapAccess node);

  R visitFieldAccess(Expression.FieldAccess node);

  R visitIndex(Expression.Index node);

  R visitCall(Expression.Call node);

  R visitUnary(Expression.Unary node);

  R visitBinary(Expression.Binary node);

  R visitConditional(Expression.Conditional node);

  R visitCast(Expression.Cast node);

  R visitTuple(Expression.Tuple node);

  R visitBooleanLiteral(Expression.BooleanLiteral node);

  R visitPositionalParameter(Expression.PositionalParameter node);

  R visitAddressOf(Expression.AddressOf node);

  R visitDereference(Expression.Dereference node);

  R visitStep(Expression.Step node);

  R visitBlock(Expression.Block node);

  R visitSizeOf(Expression.SizeOf node);

  R visitOffsetOf(Expression.OffsetOf node);

  R visitTypeInfo(Expression.TypeInfo node);

  R visitComptime(Expression.Comptime node);

  R visitRecordLiteral(Expression.RecordLiteral node);

  R visitNone(Expression.None node);
}
