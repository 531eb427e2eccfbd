package io.tapline.agent.script.ast;

import io.tapline.agent.probe.ProbePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A tree as text that parses to the same tree. Every operation stands in parentheses, so that no
 * precedence is needed to read it back. What stands before and between the probes comes first, each
 * kind together.
 */
public final class AstPrinter {
  private AstPrinter() {}

  /** The whole script. */
  public static String print(Script script) {
    List<String> pieces = new ArrayList<>(preamble(script.preamble()));
    script.probes().forEach(p -> pieces.add(probe(p)));
    return String.join("\n", pieces);
  }

  /** One expression. */
  public static String print(Expression expression) {
    return expression.accept(new StatementPrinter().expressions());
  }

  private static List<String> preamble(Preamble preamble) {
    List<String> pieces = new ArrayList<>();
    preamble.imports().forEach(i -> pieces.add("import " + Quoted.text(i.path()) + ";\n"));
    if (!preamble.settings().isEmpty()) {
      pieces.add(
          preamble.settings().stream()
              .map(s -> "  " + s.name() + " = " + setting(s.value()) + ";\n")
              .collect(Collectors.joining("", "config = {\n", "}\n")));
    }
    preamble.definitions().forEach(d -> pieces.add(definition(d.text())));
    preamble.maps().forEach(m -> pieces.add(map(m)));
    preamble.subprograms().forEach(s -> pieces.add(subprogram(s)));
    preamble.macros().forEach(m -> pieces.add(macro(m)));
    return pieces;
  }

  private static String setting(String value) {
    return value.matches("[A-Za-z_][A-Za-z0-9_]*|0|[1-9][0-9]*") ? value : Quoted.text(value);
  }

  private static String definition(String text) {
    return text + (text.startsWith("#") ? "\n" : ";\n");
  }

  private static String map(Preamble.MapDeclaration map) {
    return "let " + map.name() + " = " + map.kind() + "(" + print(map.entries()) + ");\n";
  }

  private static String macro(Preamble.Macro macro) {
    String parameters =
        macro.parameters().stream()
            .map(Preamble.MacroParameter::name)
            .collect(Collectors.joining(", "));
    StatementPrinter printer = new StatementPrinter();
    String body =
        macro.body() instanceof Preamble.MacroBody.OfValue of
            ? of.block().accept(printer.expressions())
            : printer.block(((Preamble.MacroBody.OfStatements) macro.body()).statements());
    return "macro " + macro.name() + "(" + parameters + ") " + body + "\n";
  }

  private static String subprogram(Preamble.Subprogram subprogram) {
    StatementPrinter printer = new StatementPrinter();
    String parameters =
        subprogram.parameters().stream()
            .map(p -> p.name() + " : " + printer.expressions().type(p.type()))
            .collect(Collectors.joining(", "));
    return "fn "
        + subprogram.name()
        + "("
        + parameters
        + ") : "
        + printer.expressions().type(subprogram.result())
        + " "
        + printer.block(subprogram.body())
        + "\n";
  }

  private static String probe(Probe probe) {
    StatementPrinter printer = new StatementPrinter();
    String points =
        probe.points().stream().map(p -> point(p.pattern())).collect(Collectors.joining(", "));
    String predicate =
        probe.predicate().map(p -> " / " + p.accept(printer.expressions()) + " /").orElse("");
    return points + predicate + " " + printer.block(probe.body()) + "\n";
  }

  /** Only after some providers is a slash a part of a path. */
  private static String point(ProbePattern pattern) {
    String plain =
        switch (pattern.provider()) {
          case USDT, UPROBE, URETPROBE, ITER -> "[A-Za-z0-9_./*?\\[\\]+-]+";
          default -> "[A-Za-z0-9_.*?\\[\\]+-]+";
        };
    StringBuilder text = new StringBuilder(pattern.provider().keyword());
    for (String part : pattern.parts()) {
      text.append(':').append(part.matches(plain) ? part : Quoted.text(part));
    }
    return text.toString();
  }
}
