package io.tapline.agent.script.ast;

import io.tapline.agent.probe.ProbePattern;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A tree as text that parses to the same tree. Every operation stands in parentheses, so that no
 * precedence is needed to read it back.
 */
public final class AstPrinter implements StatementVisitor<String>, ExpressionVisitor<String> {
  private int depth;

  private AstPrinter() {}

  /** The whole script. */
  public static String print(Script script) {
    AstPrinter printer = new AstPrinter();
    return script.probes().stream().map(printer::probe).collect(Collectors.joining("\n"));
  }

  private String probe(Probe probe) {
    String points =
        probe.points().stream().map(p -> point(p.pattern())).collect(Collectors.joining(", "));
    String predicate = probe.predicate().map(p -> " / " + p.accept(this) + " /").orElse("");
    return points + predicate + " " + block(probe.body()) + "\n";
  }

  private static String point(ProbePattern pattern) {
    StringBuilder text = new StringBuilder(pattern.provider().keyword());
    for (String part : pattern.parts()) {
      boolean plain = !part.isEmpty() && part.matches("[A-Za-z0-9_./*?\\[\\]+-]+");
      text.append(':').append(plain ? part : "\"" + part + "\"");
    }
    return text.toString();
  }

  private String block(List<Statement> statements) {
    if (statements.isEmpty()) {
      return "{}";
    }
    depth++;
    String indent = "  ".repeat(depth);
    StringBuilder text = new StringBuilder("{\n");
    for (Statement statement : statements) {
      text.append(indent).append(statement.accept(this)).append('\n');
    }
    depth--;
    return text.append("  ".repeat(depth)).append('}').toString();
  }

  @Override
  public String visitAssignment(Statement.Assignment node) {
    String operator = node.operator().map(BinaryOperator::symbol).orElse("");
    return node.target().accept(this) + " " + operator + "= " + node.value().accept(this) + ";";
  }

  @Override
  public String visitIf(Statement.If node) {
    String otherwise = node.otherwise().isEmpty() ? "" : " else " + block(node.otherwise());
    String start = node.comptime() ? "comptime if (" : "if (";
    return start + node.condition().accept(this) + ") " + block(node.then()) + otherwise;
  }

  @Override
  public String visitUnroll(Statement.Unroll node) {
    return "unroll (" + node.times().accept(this) + ") " + block(node.body());
  }

  @Override
  public String visitReturn(Statement.Return node) {
    return "return" + node.value().map(v -> " " + v.accept(this)).orElse("") + ";";
  }

  @Override
  public String visitWhile(Statement.While node) {
    return "while (" + node.condition().accept(this) + ") " + block(node.body());
  }

  @Override
  public String visitForMap(Statement.ForMap node) {
    return "for (" + node.variable().name() + " : " + node.map().name() + ") " + block(node.body());
  }

  @Override
  public String visitForRange(Statement.ForRange node) {
    String range = node.from().accept(this) + " .. " + node.to().accept(this);
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
        + node.type().map(t -> " : " + type(t)).orElse("")
        + node.value().map(v -> " = " + v.accept(this)).orElse("")
        + ";";
  }

  @Override
  public String visitBlock(Statement.Block node) {
    return block(node.statements());
  }

  @Override
  public String visitDiscard(Statement.Discard node) {
    return "_ = " + node.expression().accept(this) + ";";
  }

  private String type(TypeName type) {
    String base =
        type.base() instanceof TypeName.Base.Named named
            ? named.words()
            : "typeof(" + ((TypeName.Base.TypeOf) type.base()).value().accept(this) + ")";
    String lengths =
        type.lengths().stream()
            .map(l -> "[" + l.map(e -> e.accept(this)).orElse("") + "]")
            .collect(Collectors.joining());
    return base + "*".repeat(type.pointers()) + lengths;
  }

  private String operand(Expression.TypeOperand operand) {
    return operand instanceof Expression.TypeOperand.OfType of
        ? type(of.type())
        : ((Expression.TypeOperand.OfValue) operand).value().accept(this);
  }

  @Override
  public String visitEvaluation(Statement.Evaluation node) {
    return node.expression().accept(this) + ";";
  }

  @Override
  public String visitIntegerLiteral(Expression.IntegerLiteral node) {
    return Long.toUnsignedString(node.value());
  }

  @Override
  public String visitStringLiteral(Expression.StringLiteral node) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < node.text().length(); i++) {
      char c = node.text().charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> text.append(c);
      }
    }
    return text.append('"').toString();
  }

  @Override
  public String visitIdentifier(Expression.Identifier node) {
    return node.name();
  }

  @Override
  public String visitVariable(Expression.Variable node) {
    return node.name();
  }

  @Override
  public String visitMapAccess(Expression.MapAccess node) {
    return node.keys().isEmpty() ? node.name() : node.name() + "[" + list(node.keys()) + "]";
  }

  @Override
  public String visitFieldAccess(Expression.FieldAccess node) {
    return node.record().accept(this) + "." + node.field();
  }

  @Override
  public String visitIndex(Expression.Index node) {
    return node.array().accept(this) + "[" + node.index().accept(this) + "]";
  }

  @Override
  public String visitCall(Expression.Call node) {
    return node.arguments().stream()
        .map(a -> a.name().map(n -> n + " = ").orElse("") + a.value().accept(this))
        .collect(Collectors.joining(", ", node.function() + "(", ")"));
  }

  @Override
  public String visitUnary(Expression.Unary node) {
    return "(" + node.operator().symbol() + node.operand().accept(this) + ")";
  }

  @Override
  public String visitBinary(Expression.Binary node) {
    return "("
        + node.left().accept(this)
        + " "
        + node.operator().symbol()
        + " "
        + node.right().accept(this)
        + ")";
  }

  @Override
  public String visitConditional(Expression.Conditional node) {
    return "("
        + node.condition().accept(this)
        + " ? "
        + node.then().accept(this)
        + " : "
        + node.otherwise().accept(this)
        + ")";
  }

  @Override
  public String visitCast(Expression.Cast node) {
    return "((" + type(node.type()) + ")" + node.operand().accept(this) + ")";
  }

  @Override
  public String visitTuple(Expression.Tuple node) {
    return "(" + list(node.elements()) + (node.elements().size() == 1 ? ",)" : ")");
  }

  @Override
  public String visitBooleanLiteral(Expression.BooleanLiteral node) {
    return Boolean.toString(node.value());
  }

  @Override
  public String visitPositionalParameter(Expression.PositionalParameter node) {
    return node.number() == 0 ? "$#" : "$" + node.number();
  }

  @Override
  public String visitAddressOf(Expression.AddressOf node) {
    return "(&" + node.target().accept(this) + ")";
  }

  @Override
  public String visitDereference(Expression.Dereference node) {
    return "(*" + node.pointer().accept(this) + ")";
  }

  @Override
  public String visitStep(Expression.Step node) {
    String sign = node.up() ? "++" : "--";
    String target = node.target().accept(this);
    return node.prefix() ? sign + target : target + sign;
  }

  @Override
  public String visitBlock(Expression.Block node) {
    String statements = block(node.statements());
    String open = node.statements().isEmpty() ? "{" : statements.substring(0, statements.length() - 1);
    return open + "  " + node.value().accept(this) + " }";
  }

  @Override
  public String visitSizeOf(Expression.SizeOf node) {
    return "sizeof(" + operand(node.operand()) + ")";
  }

  @Override
  public String visitOffsetOf(Expression.OffsetOf node) {
    return "offsetof(" + operand(node.operand()) + ", " + String.join(".", node.path()) + ")";
  }

  @Override
  public String visitTypeInfo(Expression.TypeInfo node) {
    return "typeinfo(" + operand(node.operand()) + ")";
  }

  @Override
  public String visitComptime(Expression.Comptime node) {
    return "(comptime " + node.operand().accept(this) + ")";
  }

  @Override
  public String visitNone(Expression.None node) {
    return "";
  }

  @Override
  public String visitRecordLiteral(Expression.RecordLiteral node) {
    return node.fields().stream()
        .map(f -> f.name().orElseThrow() + " = " + f.value().accept(this))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private String list(List<Expression> expressions) {
    return expressions.stream().map(e -> e.accept(this)).collect(Collectors.joining(", "));
  }
}
