package io.tapline.agent.script.parse;

import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.probe.Provider;
import io.tapline.agent.script.ast.AttachPoint;
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
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Scripts and probes, one method per production:
 *
 * <pre>
 *   script     = { preamble | probe } .
 *   probe      = point { "," point } [ "," ] [ "/" expression "/" ] block .
 *   point      = [ name "=" ] provider { ":" part } .
 * </pre>
 *
 * After an error it goes on at the next statement or probe, so that one run shows several.
 */
public final class Parser {
  private final TokenStream tokens;
  private final StatementParser statements;
  private final PreambleParser preambles;
  private final Diagnostics diagnostics;
  private final ParserOptions options;

  private Parser(ScriptText text, ParserOptions options) {
    this.options = options;
    this.diagnostics = text.diagnostics();
    this.tokens = new TokenStream(text);
    this.statements = new StatementParser(tokens);
    this.preambles = new PreambleParser(tokens, statements);
  }

  /** The script's tree, for the pipeline. */
  public static Script parse(Source source, Diagnostics diagnostics) {
    return parse(source, 0, ParserOptions.NONE, diagnostics);
  }

  /**
   * A file's tree. What could not be read is reported and left out.
   *
   * @param base where the file begins among the script's offsets
   */
  public static Script parse(
      Source file, int base, ParserOptions options, Diagnostics diagnostics) {
    SourceRange whole = new SourceRange(base, base + file.text().length());
    return parse(file, base, whole, options, diagnostics);
  }

  /**
   * The tree of what stands in a stretch of a file.
   *
   * @param base where the file begins among the script's offsets
   * @param stretch in the script's offsets
   */
  public static Script parse(
      Source file, int base, SourceRange stretch, ParserOptions options, Diagnostics diagnostics) {
    if (stretch.end() - stretch.start() > Source.MAX_LENGTH) {
      int limit = base + Source.MAX_LENGTH;
      diagnostics.error(
          new SourceRange(limit, limit), "script longer than " + Source.MAX_LENGTH + " characters");
      return new Script(Preamble.EMPTY, List.of(), stretch);
    }
    Parser parser = new Parser(text(file, base, stretch, options, diagnostics), options);
    List<Probe> probes = parser.script();
    return new Script(parser.preambles.preamble(), probes, stretch);
  }

  private static ScriptText text(
      Source file, int base, SourceRange stretch, ParserOptions options, Diagnostics diagnostics) {
    return new ScriptText(
        file.text(), base, stretch.start() - base, stretch.end() - base, options, diagnostics);
  }

  /** The number that a literal is; empty when it is none of 64 bits. */
  public static OptionalLong number(String literal) {
    try {
      return OptionalLong.of(Numbers.parse(literal));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** The expression that a stretch of a file is; empty when it is none, which is reported. */
  public static Optional<Expression> expression(
      Source file, int base, SourceRange stretch, Diagnostics diagnostics) {
    ParserOptions options = ParserOptions.NONE;
    Parser parser = new Parser(text(file, base, stretch, options, diagnostics), options);
    try {
      Expression expression = parser.statements.expressions().expression();
      if (parser.tokens.at(TokenKind.END)) {
        return Optional.of(expression);
      }
      parser.tokens.unexpected("the end of the expression", "the end");
    } catch (ParseFailure failure) {
      // Reported where it was met.
    }
    return Optional.empty();
  }

  private List<Probe> script() {
    List<Probe> probes = new ArrayList<>();
    while (!tokens.text().skipBlanks() && !diagnostics.isFull()) {
      try {
        if (!preambles.take()) {
          probes.add(probe());
        }
      } catch (ParseFailure failure) {
        skipProbe();
      }
    }
    return probes;
  }

  private Probe probe() {
    List<AttachPoint> points = new ArrayList<>();
    do {
      points.addAll(attachPoints());
    } while (tokens.takeIf(TokenKind.COMMA)
        && !tokens.at(TokenKind.LEFT_BRACE)
        && !tokens.at(TokenKind.SLASH));
    Optional<Expression> predicate = Optional.empty();
    if (tokens.takeIf(TokenKind.SLASH)) {
      predicate = Optional.of(statements.expressions().predicate());
      tokens.expect(TokenKind.SLASH, "after the predicate", "'/' to close predicate");
    }
    List<Statement> body = statements.block("to begin the probe's actions");
    return new Probe(points, predicate, body, points.get(0).range().to(tokens.last()));
  }

  /** The point here: several where its provider has a star. */
  private List<AttachPoint> attachPoints() {
    ScriptText text = tokens.text();
    text.skipBlanks();
    int start = text.position();
    List<String> parts = AttachPointLexer.read(text, options.positional());
    SourceRange range = text.rangeSince(start);
    List<Provider> providers =
        parts.get(0).contains("*")
            ? ProviderGlob.providers(parts)
            : Provider.of(parts.get(0)).stream().toList();
    if (providers.isEmpty()) {
      throw unknownProvider(parts.get(0), range);
    }
    List<String> words = parts.subList(1, parts.size());
    return providers.stream().map(p -> new AttachPoint(new ProbePattern(p, words), range)).toList();
  }

  private ParseFailure unknownProvider(String word, SourceRange range) {
    if (word.isEmpty()) {
      return tokens.unexpected("a probe such as 'tracepoint:sched:sched_switch'", "attach point");
    }
    List<String> known = Arrays.stream(Provider.values()).map(Provider::keyword).toList();
    String near = Suggestions.didYouMean(word, known);
    String hint =
        near.isEmpty() && !options.trace() ? "known ones are " + String.join(", ", known) : near;
    String shown = word.length() > 40 ? word.substring(0, 40) + "..." : word;
    String message =
        options.trace() ? "Invalid probe type: " + shown : "no provider '" + shown + "'";
    return tokens.fail(range, message, hint);
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
