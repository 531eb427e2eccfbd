package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.event.CounterLayout.Kind;
import io.tapline.agent.script.ir.Message;

/** Tells the host of a helper that failed, each time; what the ring has no room for is counted. */
final class FaultSender implements Faults.Sender {
  private final Program program;

  FaultSender(Program program) {
    this.program = program;
  }

  @Override
  public void send(Message.HelperFailed message) {
    MessageLayout layout = program.tables().messages().failure(message);
    Label sent = program.assembler().newLabel();
    program.assembler().move(Register.R1, layout.id());
    program.assembler().move(Register.R2, Register.R0);
    program.call(new FaultSubprogram(layout.sizeBytes(), layout.offsets().get(0)));
    program.assembler().jumpIf(Condition.NOT_EQUAL, Register.R0, 0, sent);
    program.count(Kind.DROPPED, MessageEmitter.RING_FULL);
    program.assembler().place(sent);
  }
}
