package io.tapline.agent.script.expand;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.parse.Parser;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code #if} and its kin: whether lines hold. Wrong nesting is for the room of types to tell. */
final class CConditions {
  private static final Pattern LINE =
      Pattern.compile("#[ \\t]*(if|ifdef|ifndef|elif|else|endif)\\b(.*)", Pattern.DOTALL);

  private static final Pattern DEFINED =
      Pattern.compile("\\bdefined\\s*(?:\\(\\s*(\\w+)\\s*\\)|(\\w+))");

  private static final Pattern NAME = Pattern.compile("\\b[A-Za-z_]\\w*\\b");

  /** Defined for every script, as bpftrace does where the kernel tells its types. */
  private static final Set<String> ALWAYS = Set.of("BPFTRACE_HAVE_BTF", "__x86_64__");

  private final Deque<Branch> open = new ArrayDeque<>();

  /**
   * A branch that is being read.
   *
   * @param holds whether its lines count, as far as this condition is concerned
   * @param taken whether it or one before it does
   */
  private record Branch(boolean holds, boolean taken) {}

  /** Whether lines here count. */
  boolean hold() {
    return open.stream().allMatch(Branch::holds);
  }

  /** Takes a line that is a condition; whether it was one. */
  boolean take(String line, Set<String> defined) {
    Matcher condition = LINE.matcher(line);
    if (!condition.matches()) {
      return false;
    }
    String rest = condition.group(2).strip();
    switch (condition.group(1)) {
      case "ifdef" -> push(isDefined(rest, defined));
      case "ifndef" -> push(!isDefined(rest, defined));
      case "if" -> push(holds(rest, defined));
      case "elif" -> turn(holds(rest, defined));
      case "else" -> turn(true);
      default -> open.poll();
    }
    return true;
  }

  private void push(boolean holds) {
    open.push(new Branch(holds, holds));
  }

  private void turn(boolean holds) {
    Branch before = open.poll();
    if (before != null) {
      open.push(new Branch(holds && !before.taken(), holds || before.taken()));
    }
  }

  private static boolean isDefined(String rest, Set<String> defined) {
    String name = rest.split("\\W", 2)[0];
    return defined.contains(name) || ALWAYS.contains(name);
  }

  private static boolean holds(String rest, Set<String> defined) {
    String numbers =
        DEFINED
            .matcher(rest)
            .replaceAll(
                m -> isDefined(m.group(1) != null ? m.group(1) : m.group(2), defined) ? "1" : "0");
    String literals = NAME.matcher(numbers).replaceAll("0");
    Source line = new Source("#if", literals);
    Optional<Expression> expression =
        Parser.expression(line, 0, new SourceRange(0, literals.length()), new Diagnostics(line));
    return expression
        .flatMap(LiteralEvaluator::evaluate)
        .map(LiteralEvaluator::isTrue)
        .orElse(false);
  }
}
