package io.tapline.agent.script.parse;

import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.probe.Provider;
import io.tapline.agent.script.ast.AttachPoint;
import io.tapline.agent.script.ast.BinaryOperator;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.ast.Probe;
import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.ast.Statement;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.source.Suggestions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Probes and statements, one method per production:
 *
 * <pre>
 *   script     = { probe } .
 *   probe      = point { "," point } [ "/" expression "/" ] block .
 *   block      = "{" { statement [ ";" ] } "}" .
 *   statement  = if | unroll | "return" | expression [ assignment | "++" | "--" ] .
 *   if         = "if" "(" expression ")" block [ "else" ( if | block ) ] .
 *   unroll     = "unroll" "(" expression ")" block .
 *   assignment = ( "=" | "+=" | "-=" | ... ) expression .
 * </pre>
 *
 * After an error it goes on at the next statement or probe, so that one run shows several.
 */
public final class Parser {
  private static final Map<TokenKind, BinaryOperator> COMPOUND =
      Map.of(
          TokenKind.ADD_ASSIGN, BinaryOperator.ADD,
          TokenKind.SUBTRACT_ASSIGN, BinaryOperator.SUBTRACT,
          TokenKind.MULTIPLY_ASSIGN, BinaryOperator.MULTIPLY,
          TokenKind.DIVIDE_ASSIGN, BinaryOperator.DIVIDE,
          TokenKind.REMAINDER_ASSIGN, BinaryOperator.REMAINDER,
          TokenKind.AND_ASSIGN, BinaryOperator.AND,
          TokenKind.OR_ASSIGN, BinaryOperator.OR,
          TokenKind.XOR_ASSIGN, BinaryOperator.XOR,
          TokenKind.SHIFT_LEFT_ASSIGN, BinaryOperator.SHIFT_LEFT,
          TokenKind.SHIFT_RIGHT_ASSIGN, BinaryOperator.SHIFT_RIGHT);

  private final Lexer lexer;
  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final Diagnostics diagnostics;

  private Parser(Source source, Diagnostics diagnostics) {
    this.lexer = new Lexer(source, diagnostics);
    this.tokens = new TokenStream(lexer, diagnostics);
    this.expressions = new ExpressionParser(tokens);
    this.diagnostics = diagnostics;
  }

  /** The script's tree. What could not be read is reported and left out. */
  public static Script parse(Source source, Diagnostics diagnostics) {
    SourceRange whole = new SourceRange(0, source.text().length());
    if (source.text().length() > Source.MAX_LENGTH) {
      diagnostics.error(
          new SourceRange(Source.MAX_LENGTH, Source.MAX_LENGTH),
          "script longer than " + Source.MAX_LENGTH + " characters");
      return new Script(Preamble.EMPTY, List.of(), whole);
    }
    return new Script(Preamble.EMPTY, new Parser(source, diagnostics).script(), whole);
  }

  private List<Probe> script() {
    List<Probe> probes = new ArrayList<>();
    while (!lexer.atEnd() && !diagnostics.isFull()) {
      try {
        probes.add(probe());
      } catch (ParseFailure failure) {
        skipProbe();
      }
    }
    return probes;
  }

  private Probe probe() {
    List<AttachPoint> points = new ArrayList<>();
    do {
      points.add(attachPoint());
    } while (tokens.takeIf(TokenKind.COMMA));
    Optional<Expression> predicate = Optional.empty();
    if (tokens.takeIf(TokenKind.SLASH)) {
      predicate = Optional.of(expressions.predicate());
      tokens.expect(TokenKind.SLASH, "after the predicate");
    }
    List<Statement> body = block("to begin the probe's actions");
    return new Probe(points, predicate, body, points.get(0).range().to(tokens.last()));
  }

  private AttachPoint attachPoint() {
    lexer.atEnd();
    int start = lexer.position();
    List<String> parts = lexer.attachPoint();
    SourceRange range = new SourceRange(start, lexer.position());
    Provider provider =
        Provider.of(parts.get(0)).orElseThrow(() -> unknownProvider(parts.get(0), range));
    return new AttachPoint(new ProbePattern(provider, parts.subList(1, parts.size())), range);
  }

  private ParseFailure unknownProvider(String word, SourceRange range) {
    if (word.isEmpty()) {
      return tokens.unexpected("a probe such as 'tracepoint:sched:sched_switch'");
    }
    String hint =
        switch (word) {
          case "kprobe", "k", "kretprobe", "kr", "fentry", "fexit", "kfunc", "kretfunc" ->
              "probes on kernel functions are not built yet; a tracepoint may be near";
          case "uprobe", "u", "uretprobe", "ur" ->
              "probes on functions of programs are not built yet; a usdt probe may be near";
          default -> {
            List<String> known = Arrays.stream(Provider.values()).map(Provider::keyword).toList();
            String near = Suggestions.didYouMean(word, known);
            yield near.isEmpty() ? "known ones are " + String.join(", ", known) : near;
          }
        };
    String shown = word.length() > 40 ? word.substring(0, 40) + "..." : word;
    return tokens.fail(range, "no provider '" + shown + "'", hint);
  }

  private List<Statement> block(String why) {
    tokens.expect(TokenKind.LEFT_BRACE, why);
    SourceRange open = tokens.last();
    tokens.enter();
    try {
      List<Statement> statements = new ArrayList<>();
      while (!tokens.at(TokenKind.RIGHT_BRACE)) {
        if (tokens.at(TokenKind.END)) {
          throw tokens.fail(open, "block without an end", "close it with '}'");
        }
        if (diagnostics.isFull()) {
          throw new ParseFailure();
        }
        if (!tokens.takeIf(TokenKind.SEMICOLON)) {
          recoveringStatement(statements);
        }
      }
      tokens.take();
      return statements;
    } finally {
      tokens.leave();
    }
  }

  private void recoveringStatement(List<Statement> statements) {
    try {
      statements.add(statement());
    } catch (ParseFailure failure) {
      skipStatement();
    }
  }

  private Statement statement() {
    if (tokens.atWord("if")) {
      return ifStatement();
    }
    if (tokens.atWord("unroll")) {
      return unrollStatement();
    }
    Statement simple = simpleStatement();
    if (!tokens.at(TokenKind.RIGHT_BRACE)) {
      tokens.expect(TokenKind.SEMICOLON, "after the statement");
    }
    return simple;
  }

  private Statement ifStatement() {
    SourceRange start = tokens.take().range();
    tokens.enter();
    try {
      Expression condition = expressions.parenthesised("after 'if'");
      List<Statement> then = block("after the condition");
      List<Statement> otherwise = List.of();
      if (tokens.atWord("else")) {
        tokens.take();
        otherwise = tokens.atWord("if") ? List.of(ifStatement()) : block("after 'else'");
      }
      return new Statement.If(condition, then, otherwise, false, start.to(tokens.last()));
    } finally {
      tokens.leave();
    }
  }

  private Statement unrollStatement() {
    SourceRange start = tokens.take().range();
    Expression times = expressions.parenthesised("after 'unroll'");
    List<Statement> body = block("after the number of rounds");
    return new Statement.Unroll(times, body, start.to(tokens.last()));
  }

  private Statement simpleStatement() {
    SourceRange start = tokens.peek().range();
    if (tokens.atWord("return")) {
      tokens.take();
      return new Statement.Return(Optional.empty(), start);
    }
    if (tokens.at(TokenKind.INCREMENT) || tokens.at(TokenKind.DECREMENT)) {
      boolean up = tokens.take().kind() == TokenKind.INCREMENT;
      Expression target = expressions.expression();
      return step(target, up, true, start.to(tokens.last()));
    }
    Expression left = expressions.expression();
    if (tokens.at(TokenKind.INCREMENT) || tokens.at(TokenKind.DECREMENT)) {
      boolean up = tokens.take().kind() == TokenKind.INCREMENT;
      return step(left, up, false, start.to(tokens.last()));
    }
    return assignment(left, start);
  }

  private static Statement step(Expression target, boolean up, boolean prefix, SourceRange range) {
    return new Statement.Evaluation(new Expression.Step(target, up, prefix, range), range);
  }

  private Statement assignment(Expression left, SourceRange start) {
    Optional<BinaryOperator> compound = Optional.ofNullable(COMPOUND.get(tokens.peek().kind()));
    if (compound.isEmpty() && !tokens.at(TokenKind.ASSIGN)) {
      return new Statement.Evaluation(left, start.to(tokens.last()));
    }
    if (!(left instanceof Expression.MapAccess || left instanceof Expression.Variable)) {
      throw tokens.fail(
          left.range(), "only maps (@name) and variables ($name) are assigned to", "");
    }
    tokens.take();
    Expression value = expressions.expression();
    return new Statement.Assignment(left, compound, value, start.to(tokens.last()));
  }

  /** To the end of the statement, or before the brace that closes its block. */
  private void skipStatement() {
    int nested = 0;
    while (!tokens.at(TokenKind.END)) {
      TokenKind kind = tokens.peek().kind();
      if (nested == 0 && kind == TokenKind.RIGHT_BRACE) {
        return;
      }
      tokens.take();
      nested += kind == TokenKind.LEFT_BRACE ? 1 : kind == TokenKind.RIGHT_BRACE ? -1 : 0;
      if (nested == 0 && (kind == TokenKind.SEMICOLON || kind == TokenKind.RIGHT_BRACE)) {
        return;
      }
    }
  }

  /** To after the brace that closes the probe. */
  private void skipProbe() {
    int nested = 0;
    while (!tokens.at(TokenKind.END)) {
      TokenKind kind = tokens.take().kind();
      nested += kind == TokenKind.LEFT_BRACE ? 1 : kind == TokenKind.RIGHT_BRACE ? -1 : 0;
      if (kind == TokenKind.RIGHT_BRACE && nested <= 0) {
        return;
      }
    }
  }
}
