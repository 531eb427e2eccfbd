package io.tapline.agent.script.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Scripts for a terminal, from a seed: most make sense, because what they use they have set to
 * something of its kind before.
 */
final class RandomTraces {
  private static final String HEAD =
      "struct S { int x; long l; unsigned char u[4]; int b : 3; char c[6]; struct S *next; };"
          + " enum E { A, B = 3 };\n"
          + "begin { @text = \"x\"; @by[\"x\"] = 1; @count[1, \"x\"] = count(); @number = 1; }\n";
  private static final List<String> PROBES =
      List.of(
          "begin",
          "interval:s:1",
          "tracepoint:sched:sched_switch",
          "tracepoint:sched:sched_wakeup*",
          "tracepoint:syscalls:sys_enter_*",
          "profile:hz:99, end");

  private final Random random;
  private final List<String> numbers = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private int named;
  private int depth;

  RandomTraces(long seed) {
    this.random = new Random(seed);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  @SafeVarargs
  private String oneOf(Supplier<String>... kinds) {
    return kinds[random.nextInt(kinds.length)].get();
  }

  String script() {
    StringBuilder script = new StringBuilder(HEAD);
    int probes = 1 + random.nextInt(3);
    for (int i = 0; i < probes; i++) {
      numbers.clear();
      texts.clear();
      script.append(pick(PROBES));
      if (random.nextInt(4) == 0) {
        script.append(" / ").append(number()).append('/');
      }
      script.append(" {\n").append(statements(1 + random.nextInt(6))).append("}\n");
    }
    return script.toString();
  }

  private String statements(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("  ").append(statement()).append('\n');
    }
    return text.toString();
  }

  private String block() {
    int ints = numbers.size();
    int strings = texts.size();
    depth++;
    String block = "{ " + statements(1 + random.nextInt(2)) + "}";
    depth--;
    numbers.subList(ints, numbers.size()).clear();
    texts.subList(strings, texts.size()).clear();
    return block;
  }

  private String statement() {
    if (depth > 2) {
      return simple();
    }
    return oneOf(
        this::simple,
        this::simple,
        this::simple,
        () -> "if (" + number() + ") " + block() + " else " + block(),
        () -> "for ($i" + named++ + " : 0.." + (1 + random.nextInt(9)) + ") " + block(),
        () -> "for ($kv" + named++ + " : @count) " + block(),
        () -> "unroll(2) " + block(),
        () -> "while (" + number() + ") { break; }");
  }

  private String simple() {
    return oneOf(
        this::newNumber,
        this::newText,
        () -> "@number = " + number() + ";",
        () -> "@by[" + text() + "] = " + number() + ";",
        () -> "@by[" + text() + "] " + pick(List.of("+", "-", "*", "|", ">>")) + "= 3;",
        () -> "@by[" + text() + "]++;",
        () -> "@count[" + number() + ", " + text() + "] = count();",
        () -> "@sum = sum(" + number() + ");",
        () -> "@tuple[" + number() + "] = (" + number() + ", " + text() + ");",
        () -> "@text = " + text() + ";",
        () ->
            "$t"
                + ++named
                + " = ("
                + number()
                + ", ("
                + text()
                + ", 1)); $u"
                + named
                + " = $t"
                + named
                + ".1.0;",
        () ->
            "$p"
                + ++named
                + " = (struct S *)"
                + number()
                + "; $q"
                + named
                + " = "
                + field("$p" + named)
                + ";",
        () -> "_ = " + number() + ";");
  }

  private String field(String pointer) {
    return pointer
        + pick(
            List.of(
                ".x", ".l", ".u[1]", ".b", ".c", ".next.x", "->u", ".next", ".u[" + "pid" + "]"));
  }

  private String newNumber() {
    String name = "$n" + named++;
    String text = name + " = " + number() + ";";
    numbers.add(name);
    return text;
  }

  private String newText() {
    String name = "$s" + named++;
    String statement = name + " = " + text() + ";";
    texts.add(name);
    return statement;
  }

  private String number() {
    if (depth > 6) {
      return "1";
    }
    depth++;
    String number =
        oneOf(
            () -> String.valueOf(random.nextInt(2) == 0 ? random.nextInt(9) : random.nextLong()),
            () -> pick(List.of("pid", "tid", "nsecs", "cpu", "uid", "A", "B")),
            () -> numbers.isEmpty() ? "7" : pick(numbers),
            () -> "@number",
            () -> "@by[" + text() + "]",
            () -> "(" + number() + " " + operator() + " " + number() + ")",
            () -> "(" + number() + " " + operator() + " " + number() + ")",
            () -> "(uint8)(" + number() + " " + test() + " " + number() + ")",
            () -> "(uint8)(" + text() + " == " + text() + ")",
            () -> pick(List.of("-", "~", "(uint8)!")) + "(" + number() + ")",
            () ->
                "("
                    + pick(List.of("int8", "uint8", "int16", "uint32", "int64", "uint64"))
                    + ")("
                    + number()
                    + ")",
            () -> "(" + number() + " ? " + number() + " : " + number() + ")",
            () -> "((uint8[4])pid)[" + random.nextInt(4) + "]",
            () -> "*(int32 *)" + "pid",
            () -> "sizeof(" + number() + ")",
            () -> "{ " + number() + " }",
            () -> "@by[" + text() + "]++");
    depth--;
    return number;
  }

  private String operator() {
    return pick(List.of("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>"));
  }

  private String test() {
    return pick(List.of("==", "!=", "<", "<=", ">", ">=", "&&", "||"));
  }

  private String text() {
    return oneOf(
        () -> "\"" + "abcdefgh".substring(random.nextInt(8)) + "\"",
        () -> "comm",
        () -> texts.isEmpty() ? "comm" : pick(texts),
        () -> "@text");
  }
}
