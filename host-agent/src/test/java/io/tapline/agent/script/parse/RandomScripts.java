package io.tapline.agent.script.parse;

import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.probe.Provider;
import io.tapline.agent.script.ast.AttachPoint;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.ast.Probe;
import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Trees of every shape the grammar has, from a seed. They need not make sense. */
final class RandomScripts {
  static final SourceRange NOWHERE = new SourceRange(0, 0);
  static final List<String> NAMES = List.of("a", "tid", "comm", "x_1", "args", "zz", "FOO");
  private static final List<ProbePattern> PATTERNS =
      List.of(
          new ProbePattern(Provider.BEGIN, List.of()),
          new ProbePattern(Provider.END, List.of()),
          new ProbePattern(Provider.TRACEPOINT, List.of("sched", "sched_*")),
          new ProbePattern(Provider.USDT, List.of("/usr/lib/a-b/postgres", "query__start")),
          new ProbePattern(Provider.USDT, List.of("/a path", "ns", "probe")),
          new ProbePattern(Provider.UPROBE, List.of("/bin/$1", "operator new(int)", "f+0x10")),
          new ProbePattern(Provider.KPROBE, List.of("mod", "fn+0x10")),
          new ProbePattern(Provider.WATCHPOINT, List.of("0x1000", "8", "rw")),
          new ProbePattern(Provider.PROFILE, List.of("99")),
          new ProbePattern(Provider.SELF, List.of("signal", "SIGUSR1")),
          new ProbePattern(Provider.INTERVAL, List.of("ms", "10")));

  private final Random random;
  private final RandomExpressions expressions;
  private final RandomStatements statements;

  RandomScripts(long seed) {
    this.random = new Random(seed);
    this.expressions = new RandomExpressions(this);
    this.statements = new RandomStatements(this, expressions);
    expressions.useStatements(statements);
  }

  Random random() {
    return random;
  }

  Script script() {
    return new Script(preamble(), list(1, 3, this::probe), NOWHERE);
  }

  private Preamble preamble() {
    return new Preamble(
        list(0, 2, () -> setting()),
        list(0, 1, () -> new Preamble.Import(pick(List.of("x.bt", "stdlib/a b")), NOWHERE)),
        list(0, 2, () -> definition()),
        list(0, 1, () -> map()),
        list(0, 2, () -> macro()),
        list(0, 1, () -> subprogram()));
  }

  private Preamble.Setting setting() {
    String value = pick(List.of("perf", "1", "0x10", "", "GPL v2", "\"", "true"));
    return new Preamble.Setting(pick(NAMES), value, NOWHERE);
  }

  private Preamble.CDefinition definition() {
    String text =
        pick(
            List.of(
                "struct a { int b; struct { int c[3]; } d; }",
                "union __attribute__((packed)) u { /* } */ int a; }",
                "enum e { A, B = 3 }",
                "typedef struct { int x; } t",
                "#include <linux/fs.h>",
                "#define A(x) \\\n  ((x) + 1)"));
    return new Preamble.CDefinition(text, NOWHERE);
  }

  private Preamble.MapDeclaration map() {
    return new Preamble.MapDeclaration(
        "@" + pick(NAMES),
        pick(List.of("hash", "percpulruhash")),
        new Expression.IntegerLiteral(random.nextInt(1000), NOWHERE),
        NOWHERE);
  }

  private Preamble.Macro macro() {
    List<Preamble.MacroParameter> parameters =
        list(
            0,
            3,
            () ->
                new Preamble.MacroParameter(
                    pick(List.of("$", "@", "")) + pick(List.of("a", "b", "c")), NOWHERE));
    Preamble.MacroBody body =
        random.nextBoolean()
            ? new Preamble.MacroBody.OfStatements(statements.block(2))
            : new Preamble.MacroBody.OfValue(
                new Expression.Block(statements.block(2), expressions.valued(2), NOWHERE));
    return new Preamble.Macro(pick(NAMES), parameters, body, NOWHERE, NOWHERE);
  }

  private Preamble.Subprogram subprogram() {
    return new Preamble.Subprogram(
        pick(NAMES),
        list(0, 2, () -> new Preamble.SubprogramParameter("$" + pick(NAMES), expressions.type(1))),
        expressions.type(1),
        statements.block(2),
        NOWHERE);
  }

  private Probe probe() {
    Optional<Expression> predicate =
        random.nextBoolean() ? Optional.of(expressions.expression(3)) : Optional.empty();
    List<AttachPoint> points = list(1, 2, () -> new AttachPoint(pick(PATTERNS), NOWHERE));
    return new Probe(points, predicate, statements.block(3), NOWHERE);
  }

  <T> List<T> list(int least, int most, Supplier<T> element) {
    List<T> list = new ArrayList<>();
    int size = least + random.nextInt(most - least + 1);
    for (int i = 0; i < size; i++) {
      list.add(element.get());
    }
    return list;
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }
}
