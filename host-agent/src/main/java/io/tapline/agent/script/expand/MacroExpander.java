package io.tapline.agent.script.expand;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.ast.Statement;
import io.tapline.agent.script.ast.TypeName;
import io.tapline.agent.script.ast.ValueStatements;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a macro is called, its body stands: with its parameters replaced and its own variables
 * renamed apart. Sizes and depths are bounded, because macros of macros grow without end.
 */
final class MacroExpander extends ScriptRewriter {
  /** Deepest tree, so that no pass runs out of stack. */
  private static final int MAX_DEPTH = 1500;

  /** Most nodes of a script when all macros are expanded. */
  private static final long MAX_NODES = 200_000;

  private static final String BUILTIN = "__builtin_";

  private final Source source;
  private final Diagnostics diagnostics;
  private MacroTable table;
  private MacroFrame frame = MacroFrame.OUTSIDE;
  private int expansions;
  private int depth;
  private int deepest;
  private long nodes;

  @SuppressWarnings("NullAway.Init") // Made when the script is known.
  MacroExpander(Source source, Diagnostics diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
  }

  /** The script with no macro left; as it was when that grew too large, which is reported. */
  @Override
  Script expand(Script script) {
    table = new MacroTable(source, script.preamble(), diagnostics);
    if (!diagnostics.isEmpty()) {
      return script;
    }
    try {
      return super.expand(script);
    } catch (ExpansionFailure failure) {
      return script;
    }
  }

  @Override
  List<Preamble.Macro> macros(List<Preamble.Macro> macros) {
    return List.of();
  }

  @Override
  protected Expression rewrite(Expression expression) {
    enter(expression.range());
    try {
      return super.rewrite(expression);
    } finally {
      depth--;
    }
  }

  @Override
  protected List<Statement> rewrite(Statement statement) {
    enter(statement.range());
    try {
      return super.rewrite(statement);
    } finally {
      depth--;
    }
  }

  private void enter(SourceRange range) {
    nodes++;
    deepest = Math.max(deepest, ++depth);
    checkBounds(range);
  }

  private void checkBounds(SourceRange range) {
    if (deepest > MAX_DEPTH || nodes > MAX_NODES) {
      boolean deep = deepest > MAX_DEPTH;
      diagnostics.error(
          source.outermost(frame.range(range)),
          deep
              ? "macros expand to a tree deeper than " + MAX_DEPTH
              : "the script has more than " + MAX_NODES + " parts when its macros are expanded",
          "bind an argument that is used often to a variable first");
      throw new ExpansionFailure();
    }
  }

  @Override
  protected SourceRange range(SourceRange range) {
    return frame.range(range);
  }

  @Override
  protected Expression.Variable variable(Expression.Variable variable) {
    return new Expression.Variable(frame.variable(variable.name()), range(variable.range()));
  }

  @Override
  protected Expression.MapAccess map(Expression.MapAccess map) {
    Optional<String> name = frame.map(map.name());
    if (name.isEmpty()) {
      diagnostics.error(
          range(map.range()),
          "Unhygienic access to map: "
              + map.name()
              + ". Maps must be passed into the macro as arguments.");
    }
    return new Expression.MapAccess(
        name.orElse(map.name()), rewriteAll(map.keys()), range(map.range()));
  }

  @Override
  public List<Statement> visitLet(Statement.Let node) {
    if (frame.isParameter(node.variable().name())) {
      diagnostics.error(
          range(node.range().upTo(node.variable().range())),
          "Variable declaration shadows macro arg " + node.variable().name());
    }
    return super.visitLet(node);
  }

  @Override
  public List<Statement> visitEvaluation(Statement.Evaluation node) {
    Expression expression = rewrite(node.expression());
    boolean replaced =
        node.expression() instanceof Expression.Call
            || node.expression() instanceof Expression.Identifier;
    return List.of(
        replaced
            ? ValueStatements.of(expression)
            : new Statement.Evaluation(expression, range(node.range())));
  }

  @Override
  public Expression visitIdentifier(Expression.Identifier node) {
    Optional<MacroFrame.Argument> argument = frame.argument(node.name());
    if (argument.isPresent()) {
      nodes += argument.get().nodes();
      deepest = Math.max(deepest, depth + argument.get().depth());
      checkBounds(node.range());
      return argument.get().value();
    }
    if (MacroChecks.BUILTINS.contains(node.name())) {
      return super.visitIdentifier(node);
    }
    if (node.name().startsWith(BUILTIN)) {
      // What bpftrace's own macros call its builtins, and some scripts do too.
      String name = node.name().substring(BUILTIN.length());
      return new Expression.Identifier(name, range(node.range()));
    }
    List<MacroDefinition> macros = table.named(node.name());
    Optional<MacroDefinition> bare =
        macros.stream().filter(m -> m.parameters().isEmpty()).findFirst();
    if (bare.isPresent() && frame.isRunningC(bare.get())) {
      diagnostics.error(range(node.range()), "Macro recursion: " + node.name());
      return super.visitIdentifier(node);
    }
    if (bare.isPresent()) {
      return expand(bare.get(), List.of(), range(node.range()));
    }
    if (bare.isEmpty() && table.isScripts(node.name())) {
      table.choose(macros, List.of(), range(node.range()));
    }
    return super.visitIdentifier(node);
  }

  @Override
  public Expression visitCall(Expression.Call node) {
    List<MacroDefinition> macros = table.named(node.function());
    boolean running = macros.stream().anyMatch(frame::isRunningC);
    if (macros.isEmpty() || running) {
      return super.visitCall(node);
    }
    List<MacroFrame.Argument> arguments = new ArrayList<>();
    node.arguments().forEach(a -> arguments.add(argument(a.value())));
    SourceRange call = range(node.range());
    List<Expression> values = arguments.stream().map(MacroFrame.Argument::value).toList();
    Optional<MacroDefinition> macro = table.choose(macros, values, call);
    return macro.isPresent()
        ? expand(macro.get(), arguments, call)
        : new Expression.Call(node.function(), List.of(), call);
  }

  private MacroFrame.Argument argument(Expression written) {
    int deepestBefore = deepest;
    long nodesBefore = nodes;
    deepest = depth;
    Expression value = rewrite(written);
    MacroFrame.Argument argument =
        new MacroFrame.Argument(value, deepest - depth, nodes - nodesBefore);
    deepest = Math.max(deepest, deepestBefore);
    return argument;
  }

  private Expression expand(
      MacroDefinition macro, List<MacroFrame.Argument> arguments, SourceRange call) {
    Optional<String> chain = frame.chainTo(macro);
    if (chain.isPresent()) {
      diagnostics.error(
          call, "Recursive macro call detected. Call chain: " + chain.get() + macro.name());
      return new Expression.None(call);
    }
    Optional<Integer> copy = source.expand(macro.extent(), call);
    if (copy.isEmpty()) {
      diagnostics.error(source.outermost(call), "macros expand to too much text");
      throw new ExpansionFailure();
    }
    MacroFrame caller = frame;
    frame = new MacroFrame(caller, macro, arguments, copy.get(), ++expansions);
    try {
      return body(macro, call);
    } finally {
      frame = caller;
    }
  }

  private Expression body(MacroDefinition macro, SourceRange call) {
    if (macro.body() instanceof Preamble.MacroBody.OfValue of) {
      Expression.Block block = of.block();
      List<Statement> statements = rewriteBlock(block.statements());
      Expression value = rewrite(block.value());
      return statements.isEmpty() ? value : new Expression.Block(statements, value, call);
    }
    List<Statement> written = ((Preamble.MacroBody.OfStatements) macro.body()).statements();
    SourceRange end = new SourceRange(call.end(), call.end());
    return new Expression.Block(rewriteBlock(written), new Expression.None(end), call);
  }

  @Override
  protected TypeName.Base base(TypeName.Base base) {
    if (base instanceof TypeName.Base.Named named) {
      Optional<MacroFrame.Argument> argument = frame.argument(named.words());
      if (argument.isPresent()) {
        return typeParameter(named.words(), argument.get().value());
      }
    }
    return super.base(base);
  }

  private TypeName.Base typeParameter(String parameter, Expression value) {
    if (value instanceof Expression.Identifier identifier) {
      return new TypeName.Base.Named(identifier.name());
    }
    diagnostics.error(
        source.outermost(value.range()),
        "Invalid replacement for macro '" + frame.name() + "' type parameter '" + parameter + "'",
        "give it a type's name");
    return new TypeName.Base.Named(parameter);
  }

  /** {@code sizeof(x[0])} asks about a type unless {@code x} is a parameter. */
  @Override
  protected Expression.TypeOperand operand(Expression.TypeOperand operand) {
    if (operand instanceof Expression.TypeOperand.OfType of
        && of.type().base() instanceof TypeName.Base.Named named
        && of.type().pointers() == 0) {
      Optional<Expression> value = frame.argument(named.words()).map(MacroFrame.Argument::value);
      if (value.isPresent() && !(value.get() instanceof Expression.Identifier)) {
        Expression indexed = value.get();
        for (Optional<Expression> index : of.type().lengths()) {
          if (index.isEmpty()) {
            return super.operand(operand);
          }
          indexed = new Expression.Index(indexed, index.get(), range(of.type().range()));
        }
        return new Expression.TypeOperand.OfValue(indexed);
      }
    }
    return super.operand(operand);
  }

  @Override
  public Expression visitOffsetOf(Expression.OffsetOf node) {
    List<String> path = new ArrayList<>();
    for (String field : node.path()) {
      Optional<Expression> value = frame.argument(field).map(MacroFrame.Argument::value);
      value.ifPresentOrElse(v -> fields(v, path), () -> path.add(field));
    }
    return new Expression.OffsetOf(operand(node.operand()), path, range(node.range()));
  }

  /** A name, or names with dots between them. */
  private void fields(Expression value, List<String> path) {
    if (value instanceof Expression.FieldAccess access) {
      fields(access.record(), path);
      path.add(access.field());
    } else if (value instanceof Expression.Identifier identifier) {
      path.add(identifier.name());
    } else {
      diagnostics.error(source.outermost(value.range()), "a field's name is expected here");
    }
  }
}
