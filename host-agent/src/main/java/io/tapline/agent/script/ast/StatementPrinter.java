package io.tapline.agent.script.ast;

import java.util.List;
import java.util.Optional;

/** Statements as text, indented. */
final class StatementPrinter implements StatementVisitor<String> {
  private final ExpressionPrinter expressions = new ExpressionPrinter(this);
  private int depth;

  ExpressionPrinter expressions() {
    return expressions;
  }

  String block(List<Statement> statements) {
    return block(statements, Optional.empty());
  }

  /** Braces that may end with a value. */
  String block(List<Statement> statements, Optional<Expression> value) {
    if (statements.isEmpty() && value.isEmpty()) {
      return "{}";
    }
    depth++;
    String indent = "  ".repeat(depth);
    StringBuilder text = new StringBuilder("{\n");
    for (Statement statement : statements) {
      text.append(indent).append(statement.accept(this)).append('\n');
    }
    value.ifPresent(v -> text.append(indent).append(text(v)).append('\n'));
    depth--;
    return text.append("  ".repeat(depth)).append('}').toString();
  }

  @Override
  public String visitAssignment(Statement.Assignment node) {
    String operator = node.operator().map(BinaryOperator::symbol).orElse("");
    return text(node.target()) + " " + operator + "= " + text(node.value()) + ";";
  }

  @Override
  public String visitIf(Statement.If node) {
    String otherwise = node.otherwise().isEmpty() ? "" : " else " + block(node.otherwise());
    String start = node.comptime() ? "comptime if (" : "if (";
    return start + text(node.condition()) + ") " + block(node.then()) + otherwise;
  }

  @Override
  public String visitUnroll(Statement.Unroll node) {
    return "unroll (" + text(node.times()) + ") " + block(node.body());
  }

  @Override
  public String visitReturn(Statement.Return node) {
    return "return" + node.value().map(v -> " " + text(v)).orElse("") + ";";
  }

  @Override
  public String visitWhile(Statement.While node) {
    return "while (" + text(node.condition()) + ") " + block(node.body());
  }

  @Override
  public String visitForMap(Statement.ForMap node) {
    return "for (" + node.variable().name() + " : " + node.map().name() + ") " + block(node.body());
  }

  @Override
  public String visitForRange(Statement.ForRange node) {
    String range = text(node.from()) + " .. " + text(node.to());
    return "for (" + node.variable().name() + " : " + range + ") " + block(node.body());
  }

  @Override
  public String visitBreak(Statement.Break node) {
    return "break;";
  }

  @Override
  public String visitContinue(Statement.Continue node) {
    return "continue;";
  }

  @Override
  public String visitLet(Statement.Let node) {
    return "let "
        + node.variable().name()
        + node.type().map(t -> " : " + expressions.type(t)).orElse("")
        + node.value().map(v -> " = " + text(v)).orElse("")
        + ";";
  }

  @Override
  public String visitBlock(Statement.Block node) {
    return block(node.statements());
  }

  @Override
  public String visitDiscard(Statement.Discard node) {
    return "_ = " + text(node.expression()) + ";";
  }

  @Override
  public String visitEvaluation(Statement.Evaluation node) {
    return text(node.expression()) + ";";
  }

  private String text(Expression expression) {
    return expression.accept(expressions);
  }
}
