package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.event.CounterLayout.Kind;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.source.SourceRange;
import java.util.Optional;

/**
 * What a program does about a helper that fails: it counts, always, by helper and place in the
 * script ({@code UNSEEN}, the helper's name, {@code from-to}); where the script's user wants to be
 * told, or {@code bpftrace} always tells, it sends a message too.
 */
final class Faults {
  private final Program program;
  private final Optional<Sender> sender;

  /** Sends to the host that a helper failed. */
  interface Sender {
    /** R0 is the helper's answer, a negative errno. Spoils R0 to R5. */
    void send(Message.HelperFailed message);
  }

  Faults(Program program, Optional<Sender> sender) {
    this.program = program;
    this.sender = sender;
  }

  /**
   * Whatever R0 says, goes on behind; below zero the helper failed. Leaves R0 alone if the user
   * does not want to be told, else spoils it after a failure; spoils R1 to R5.
   */
  void check(Helper helper, SourceRange range) {
    Label fine = program.assembler().newLabel();
    program.assembler().jumpIf(Condition.SIGNED_GREATER_OR_EQUAL, Register.R0, 0, fine);
    if (program.options().dialect() == Dialect.PIPELINE) {
      program.count(Kind.UNSEEN, "read_fault");
    } else {
      failed(helper, range, program.options().reportFaults());
    }
    program.assembler().place(fine);
  }

  /**
   * The helper failed; R0 is its answer. Spoils R0 to R5.
   *
   * @param told whether the user is told, besides counting
   */
  void failed(Helper helper, SourceRange range, boolean told) {
    String word = helper.word();
    Assembler assembler = program.assembler();
    if (told && sender.isPresent()) {
      Memory.Mark mark = program.memory().mark();
      Place answer = program.memory().slot();
      program.memory().store(Width.DOUBLE, answer, 0, Register.R0);
      program.count(Kind.UNSEEN, word, place(range));
      program.memory().load(Width.DOUBLE, Register.R0, answer, 0);
      sender.get().send(new Message.HelperFailed(word, range));
      program.memory().release(mark);
      assembler.at(range.start());
    } else {
      program.count(Kind.UNSEEN, word, place(range));
    }
  }

  private static String place(SourceRange range) {
    return range.start() + "-" + range.end();
  }
}
