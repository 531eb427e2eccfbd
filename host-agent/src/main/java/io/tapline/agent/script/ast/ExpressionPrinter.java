package io.tapline.agent.script.ast;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Expressions and types as text, every operation in parentheses. */
final class ExpressionPrinter implements ExpressionVisitor<String> {
  private final StatementPrinter statements;

  ExpressionPrinter(StatementPrinter statements) {
    this.statements = statements;
  }

  /** A type's name. */
  String type(TypeName type) {
    String lengths =
        type.lengths().stream()
            .map(l -> "[" + l.map(this::text).orElse("") + "]")
            .collect(Collectors.joining());
    return base(type.base()) + "*".repeat(type.pointers()) + lengths;
  }

  private String base(TypeName.Base base) {
    if (base instanceof TypeName.Base.Named named) {
      return named.words();
    }
    return base instanceof TypeName.Base.TypeOf of
        ? "typeof(" + operand(new Expression.TypeOperand.OfValue(of.value())) + ")"
        : "typeof(" + type(((TypeName.Base.Nested) base).type()) + ")";
  }

  private String operand(Expression.TypeOperand operand) {
    if (operand instanceof Expression.TypeOperand.OfType of) {
      return type(of.type());
    }
    Expression value = ((Expression.TypeOperand.OfValue) operand).value();
    // A name before brackets would be a type of so many.
    return value instanceof Expression.Index ? "(" + text(value) + ")" : text(value);
  }

  @Override
  public String visitIntegerLiteral(Expression.IntegerLiteral node) {
    return Long.toUnsignedString(node.value());
  }

  @Override
  public String visitStringLiteral(Expression.StringLiteral node) {
    return Quoted.text(node.text());
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
    return closed(node.record()) + "." + node.field();
  }

  @Override
  public String visitIndex(Expression.Index node) {
    // The brackets after a map alone are its keys.
    boolean map = node.array() instanceof Expression.MapAccess;
    String array = map ? "(" + text(node.array()) + ")" : closed(node.array());
    return array + "[" + text(node.index()) + "]";
  }

  /** A statement that begins with a brace ends with it, and a cast has none after its type. */
  private String closed(Expression expression) {
    boolean block = expression instanceof Expression.Block;
    return block ? "(" + text(expression) + ")" : text(expression);
  }

  @Override
  public String visitCall(Expression.Call node) {
    return node.function() + "(" + arguments(node.arguments()) + ")";
  }

  private String arguments(List<Expression.Argument> arguments) {
    return arguments.stream()
        .map(a -> a.name().map(n -> n + " = ").orElse("") + text(a.value()))
        .collect(Collectors.joining(", "));
  }

  @Override
  public String visitUnary(Expression.Unary node) {
    return "(" + node.operator().symbol() + text(node.operand()) + ")";
  }

  @Override
  public String visitBinary(Expression.Binary node) {
    return "("
        + text(node.left())
        + " "
        + node.operator().symbol()
        + " "
        + text(node.right())
        + ")";
  }

  @Override
  public String visitConditional(Expression.Conditional node) {
    if (node.otherwise() instanceof Expression.None) {
      return "(if (" + text(node.condition()) + ") " + text(node.then()) + ")";
    }
    return "("
        + text(node.condition())
        + " ? "
        + text(node.then())
        + " : "
        + text(node.otherwise())
        + ")";
  }

  @Override
  public String visitCast(Expression.Cast node) {
    return "((" + type(node.type()) + ")" + closed(node.operand()) + ")";
  }

  @Override
  public String visitAddressOf(Expression.AddressOf node) {
    return "(&" + text(node.target()) + ")";
  }

  @Override
  public String visitDereference(Expression.Dereference node) {
    return "(*" + text(node.pointer()) + ")";
  }

  @Override
  public String visitStep(Expression.Step node) {
    String sign = node.up() ? "++" : "--";
    String target = text(node.target());
    return "(" + (node.prefix() ? sign + target : target + sign) + ")";
  }

  @Override
  public String visitBlock(Expression.Block node) {
    boolean none = node.value() instanceof Expression.None;
    return statements.block(node.statements(), none ? Optional.empty() : Optional.of(node.value()));
  }

  @Override
  public String visitNone(Expression.None node) {
    return "";
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
    return "(comptime " + text(node.operand()) + ")";
  }

  @Override
  public String visitTuple(Expression.Tuple node) {
    return "(" + list(node.elements()) + (node.elements().size() == 1 ? ",)" : ")");
  }

  @Override
  public String visitRecordLiteral(Expression.RecordLiteral node) {
    return "(" + arguments(node.fields()) + ")";
  }

  private String list(List<Expression> expressions) {
    return expressions.stream().map(this::text).collect(Collectors.joining(", "));
  }

  private String text(Expression expression) {
    return expression.accept(this);
  }
}
