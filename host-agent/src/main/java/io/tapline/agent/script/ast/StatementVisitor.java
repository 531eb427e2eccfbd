package io.tapline.agent.script.ast;

/** One method per statement. */
public interface StatementVisitor<R> {
  R visitAssignment(Statement.Assignment node);

  R visitIf(Statement.If node);

  R visitUnroll(Statement.Unroll node);

  R visitReturn(Statement.Return node);

  R visitEvaluation(Statement.Evaluation node);

  R visitWhile(Statement.While node);

  R visitForMap(Statement.ForMap node);

  R visitForRange(Statement.ForRange node);

  R visitBreak(Statement.Break node);

  R visitContinue(Statement.Continue node);

  R visitLet(Statement.Let node);

  R visitBlock(Statement.Block node);

  R visitDiscard(Statement.Discard node);
}
