package io.tapline.agent.script.ast;

import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a tree out of a tree, node by node; as it is, an equal one. A pass overrides what it
 * changes. A statement may become several, or none.
 */
public abstract class AstRewriter
    implements StatementVisitor<List<Statement>>, ExpressionVisitor<Expression> {

  /** What an expression becomes. */
  protected Expression rewrite(Expression expression) {
    return expression.accept(this);
  }

  /** What a statement becomes. */
  protected List<Statement> rewrite(Statement statement) {
    return statement.accept(this);
  }

  /** What a list of statements that make a block becomes. */
  protected List<Statement> rewriteBlock(List<Statement> statements) {
    List<Statement> all = new ArrayList<>(statements.size());
    statements.forEach(s -> all.addAll(rewrite(s)));
    return all;
  }

  /** Where a node is from now on. */
  protected SourceRange range(SourceRange range) {
    return range;
  }

  /** What a scratch variable becomes where only one can stand. */
  protected Expression.Variable variable(Expression.Variable variable) {
    return new Expression.Variable(variable.name(), range(variable.range()));
  }

  /** What a map becomes where only one can stand. */
  protected Expression.MapAccess map(Expression.MapAccess map) {
    return new Expression.MapAccess(map.name(), rewriteAll(map.keys()), range(map.range()));
  }

  /** What a type becomes. */
  protected TypeName type(TypeName type) {
    List<Optional<Expression>> lengths =
        type.lengths().stream().map(l -> l.map(this::rewrite)).toList();
    return new TypeName(base(type.base()), type.pointers(), lengths, range(type.range()));
  }

  /** What the start of a type becomes. */
  protected TypeName.Base base(TypeName.Base base) {
    if (base instanceof TypeName.Base.TypeOf of) {
      return new TypeName.Base.TypeOf(rewrite(of.value()));
    }
    return base instanceof TypeName.Base.Nested nested
        ? new TypeName.Base.Nested(type(nested.type()))
        : base;
  }

  /** What {@code sizeof} and its kin are asked about from now on. */
  protected Expression.TypeOperand operand(Expression.TypeOperand operand) {
    return operand instanceof Expression.TypeOperand.OfType of
        ? new Expression.TypeOperand.OfType(type(of.type()))
        : new Expression.TypeOperand.OfValue(
            rewrite(((Expression.TypeOperand.OfValue) operand).value()));
  }

  /** What expressions become, in order. */
  protected final List<Expression> rewriteAll(List<Expression> expressions) {
    return expressions.stream().map(this::rewrite).toList();
  }

  private List<Expression.Argument> arguments(List<Expression.Argument> arguments) {
    return arguments.stream()
        .map(a -> new Expression.Argument(a.name(), rewrite(a.value())))
        .toList();
  }

  /** A variable, or the map: what stands left of an assignment. */
  private Expression target(Expression target) {
    if (target instanceof Expression.Variable variable) {
      return variable(variable);
    }
    return target instanceof Expression.MapAccess map ? map(map) : rewrite(target);
  }

  @Override
  public List<Statement> visitAssignment(Statement.Assignment node) {
    return List.of(
        new Statement.Assignment(
            target(node.target()), node.operator(), rewrite(node.value()), range(node.range())));
  }

  @Override
  public List<Statement> visitIf(Statement.If node) {
    return List.of(
        new Statement.If(
            rewrite(node.condition()),
            rewriteBlock(node.then()),
            rewriteBlock(node.otherwise()),
            node.comptime(),
            range(node.range())));
  }

  @Override
  public List<Statement> visitUnroll(Statement.Unroll node) {
    return List.of(
        new Statement.Unroll(
            rewrite(node.times()), rewriteBlock(node.body()), range(node.range())));
  }

  @Override
  public List<Statement> visitReturn(Statement.Return node) {
    return List.of(new Statement.Return(node.value().map(this::rewrite), range(node.range())));
  }

  @Override
  public List<Statement> visitWhile(Statement.While node) {
    return List.of(
        new Statement.While(
            rewrite(node.condition()), rewriteBlock(node.body()), range(node.range())));
  }

  @Override
  public List<Statement> visitForMap(Statement.ForMap node) {
    return List.of(
        new Statement.ForMap(
            variable(node.variable()),
            map(node.map()),
            rewriteBlock(node.body()),
            range(node.range())));
  }

  @Override
  public List<Statement> visitForRange(Statement.ForRange node) {
    return List.of(
        new Statement.ForRange(
            variable(node.variable()),
            rewrite(node.from()),
            rewrite(node.to()),
            rewriteBlock(node.body()),
            range(node.range())));
  }

  @Override
  public List<Statement> visitBreak(Statement.Break node) {
    return List.of(new Statement.Break(range(node.range())));
  }

  @Override
  public List<Statement> visitContinue(Statement.Continue node) {
    return List.of(new Statement.Continue(range(node.range())));
  }

  @Override
  public List<Statement> visitLet(Statement.Let node) {
    return List.of(
        new Statement.Let(
            variable(node.variable()),
            node.type().map(this::type),
            node.value().map(this::rewrite),
            range(node.range())));
  }

  @Override
  public List<Statement> visitBlock(Statement.Block node) {
    return List.of(new Statement.Block(rewriteBlock(node.statements()), range(node.range())));
  }

  @Override
  public List<Statement> visitDiscard(Statement.Discard node) {
    return List.of(new Statement.Discard(rewrite(node.expression()), range(node.range())));
  }

  @Override
  public List<Statement> visitEvaluation(Statement.Evaluation node) {
    return List.of(new Statement.Evaluation(rewrite(node.expression()), range(node.range())));
  }

  @Override
  public Expression visitIntegerLiteral(Expression.IntegerLiteral node) {
    return new Expression.IntegerLiteral(node.value(), range(node.range()));
  }

  @Override
  public Expression visitStringLiteral(Expression.StringLiteral node) {
    return new Expression.StringLiteral(node.text(), range(node.range()));
  }

  @Override
  public Expression visitBooleanLiteral(Expression.BooleanLiteral node) {
    return new Expression.BooleanLiteral(node.value(), range(node.range()));
  }

  @Override
  public Expression visitPositionalParameter(Expression.PositionalParameter node) {
    return new Expression.PositionalParameter(node.number(), range(node.range()));
  }

  @Override
  public Expression visitIdentifier(Expression.Identifier node) {
    return new Expression.Identifier(node.name(), range(node.range()));
  }

  @Override
  public Expression visitVariable(Expression.Variable node) {
    return variable(node);
  }

  @Override
  public Expression visitMapAccess(Expression.MapAccess node) {
    return map(node);
  }

  @Override
  public Expression visitFieldAccess(Expression.FieldAccess node) {
    return new Expression.FieldAccess(rewrite(node.record()), node.field(), range(node.range()));
  }

  @Override
  public Expression visitIndex(Expression.Index node) {
    return new Expression.Index(rewrite(node.array()), rewrite(node.index()), range(node.range()));
  }

  @Override
  public Expression visitCall(Expression.Call node) {
    return new Expression.Call(node.function(), arguments(node.arguments()), range(node.range()));
  }

  @Override
  public Expression visitUnary(Expression.Unary node) {
    return new Expression.Unary(node.operator(), rewrite(node.operand()), range(node.range()));
  }

  @Override
  public Expression visitBinary(Expression.Binary node) {
    return new Expression.Binary(
        node.operator(), rewrite(node.left()), rewrite(node.right()), range(node.range()));
  }

  @Override
  public Expression visitConditional(Expression.Conditional node) {
    return new Expression.Conditional(
        rewrite(node.condition()),
        rewrite(node.then()),
        rewrite(node.otherwise()),
        range(node.range()));
  }

  @Override
  public Expression visitCast(Expression.Cast node) {
    return new Expression.Cast(type(node.type()), rewrite(node.operand()), range(node.range()));
  }

  @Override
  public Expression visitTuple(Expression.Tuple node) {
    return new Expression.Tuple(rewriteAll(node.elements()), range(node.range()));
  }

  @Override
  public Expression visitAddressOf(Expression.AddressOf node) {
    return new Expression.AddressOf(target(node.target()), range(node.range()));
  }

  @Override
  public Expression visitDereference(Expression.Dereference node) {
    return new Expression.Dereference(rewrite(node.pointer()), range(node.range()));
  }

  @Override
  public Expression visitStep(Expression.Step node) {
    return new Expression.Step(
        target(node.target()), node.up(), node.prefix(), range(node.range()));
  }

  @Override
  public Expression visitBlock(Expression.Block node) {
    return new Expression.Block(
        rewriteBlock(node.statements()), rewrite(node.value()), range(node.range()));
  }

  @Override
  public Expression visitNone(Expression.None node) {
    return new Expression.None(range(node.range()));
  }

  @Override
  public Expression visitSizeOf(Expression.SizeOf node) {
    return new Expression.SizeOf(operand(node.operand()), range(node.range()));
  }

  @Override
  public Expression visitOffsetOf(Expression.OffsetOf node) {
    return new Expression.OffsetOf(operand(node.operand()), node.path(), range(node.range()));
  }

  @Override
  public Expression visitTypeInfo(Expression.TypeInfo node) {
    return new Expression.TypeInfo(operand(node.operand()), range(node.range()));
  }

  @Override
  public Expression visitComptime(Expression.Comptime node) {
    return new Expression.Comptime(rewrite(node.operand()), range(node.range()));
  }

  @Override
  public Expression visitRecordLiteral(Expression.RecordLiteral node) {
    return new Expression.RecordLiteral(arguments(node.fields()), range(node.range()));
  }
}
