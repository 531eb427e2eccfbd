package io.tapline.agent.script.ast;

/** One method per statement. */
public interface StatementVisitor<R> {
  R visitAssignment(Statement.Assignment node);

  R visitStep(Statement.Step node);

  R visitIf(Statement.If node);

  R visitUnroll(Statement.Unroll node);

  R visitReturn(Statement.Return node);

  R visitEvaluation(Statement.Evaluation node);
}
