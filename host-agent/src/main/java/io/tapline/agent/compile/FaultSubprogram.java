package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;

/**
 * Sends the message of number R1 with the helper's answer R2; R0 = whether there was room, 1 or 0.
 */
record FaultSubprogram(int recordBytes, int answerOffset) implements Subprogram {
  @Override
  public String name() {
    return "helper_failed";
  }

  @Override
  public void emit(Assembler assembler) {
    Label full = assembler.newLabel();
    assembler.move(Register.R6, Register.R1);
    assembler.move(Register.R7, Register.R2);
    RingRecord record = new RingRecord(assembler, Register.R8);
    record.reserve(recordBytes);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, full);
    record.begin();
    record.storeId(Register.R6);
    record.storeCpu();
    assembler.store(Width.WORD, Register.R8, answerOffset, Register.R7);
    record.submit();
    assembler.move(Register.R0, 1);
    assembler.exit();
    assembler.place(full);
    assembler.move(Register.R0, 0);
    assembler.exit();
  }
}
