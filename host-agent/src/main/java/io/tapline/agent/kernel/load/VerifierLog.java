package io.tapline.agent.kernel.load;

import io.tapline.agent.bpf.insn.Instruction;
import io.tapline.agent.bpf.spec.ProgramSpec;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the kernel's verifier wrote, kernel/bpf/verifier.c at log level 1:
 *
 * <pre>
 *   0: R1=ctx() R10=fp0
 *   0: (bf) r0 = r3
 *   R3 !read_ok
 *   processed 1 insns (limit 1000000) max_states_per_insn 0 total_states 0 ...
 * </pre>
 *
 * The last line that is no statistic tells why; the last instruction before it tells where.
 */
final class VerifierLog {
  /** The tail of a log tells the cause; more than this helps nobody. */
  private static final int MAX_CHARS = 64 * 1024;

  private static final Pattern INSTRUCTION = Pattern.compile("^(\\d+): \\([0-9a-f]{2}\\)");
  private static final Pattern MENTION = Pattern.compile("\\binsn (\\d+)");
  private static final Pattern STATISTIC =
      Pattern.compile("^(processed \\d+ insns|verification time|stack depth|mark_precise).*");

  private final String text;
  private final List<String> telling;

  VerifierLog(String text) {
    String whole = text.strip();
    this.text = whole.substring(Math.max(0, whole.length() - MAX_CHARS));
    this.telling =
        this.text.lines().filter(line -> !line.isBlank()).filter(VerifierLog::tells).toList();
  }

  private static boolean tells(String line) {
    return !STATISTIC.matcher(line).matches();
  }

  boolean isEmpty() {
    return telling.isEmpty();
  }

  String text() {
    return text;
  }

  String summary() {
    return telling.isEmpty() ? "" : telling.get(telling.size() - 1).strip();
  }

  long omittedLines() {
    return Math.max(0, text.lines().count() - 1);
  }

  /** Where in the script the rejected instruction comes from. */
  OptionalInt position(ProgramSpec program) {
    OptionalInt slot = slot();
    return slot.isEmpty() ? OptionalInt.empty() : position(program, slot.getAsInt());
  }

  /** Index, in slots of 8 bytes, of the rejected instruction. */
  OptionalInt slot() {
    // Structural errors ("jump out of range from insn 3 to 9") name it in the telling line itself.
    return Stream.concat(last(INSTRUCTION), Stream.of(summary()).flatMap(this::mentioned))
        .mapToInt(Integer::parseInt)
        .findFirst();
  }

  private Stream<String> last(Pattern pattern) {
    return telling.stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(m -> m.group(1))
        .reduce((earlier, later) -> later)
        .stream();
  }

  private Stream<String> mentioned(String line) {
    Matcher matcher = MENTION.matcher(line);
    return matcher.find() ? Stream.of(matcher.group(1)) : Stream.of();
  }

  private static OptionalInt position(ProgramSpec program, int slot) {
    int next = 0;
    for (Instruction instruction : program.instructions()) {
      next += instruction.slots();
      if (slot < next) {
        return instruction.position() < 0
            ? OptionalInt.empty()
            : OptionalInt.of(instruction.position());
      }
    }
    return OptionalInt.empty();
  }
}
