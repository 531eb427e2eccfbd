package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;

/** Functions that change what is traced. Whether a script may is not decided here. */
final class ProcessIntrinsics implements IntrinsicEmitter {
  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;

  ProcessIntrinsics(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
  }

  @Override
  public void number(Value.Call call) {
    switch (call.function()) {
      case SIGNAL_PROCESS -> signal(call, Helper.SEND_SIGNAL);
      case SIGNAL_THREAD -> signal(call, Helper.SEND_SIGNAL_THREAD);
      case OVERRIDE_RETURN -> override(call);
      case WRITE_USER -> write(call);
      default -> throw new IllegalStateException("changes nothing: " + call.function());
    }
  }

  private void signal(Value.Call call, Helper helper) {
    emitters.numbers().emit(call.arguments().get(0));
    assembler.move(Register.R1, Register.R0);
    assembler.call(helper);
    tell(helper);
  }

  private void override(Value.Call call) {
    emitters.numbers().emit(call.arguments().get(0));
    assembler.move(Register.R2, Register.R0);
    assembler.move(Register.R1, Program.CONTEXT);
    assembler.call(Helper.OVERRIDE_RETURN);
    tell(Helper.OVERRIDE_RETURN);
  }

  private void write(Value.Call call) {
    Value value = call.arguments().get(1);
    Memory.Mark mark = program.memory().mark();
    Place bytes = emitters.memory().locate(value);
    emitters.numbers().emit(call.arguments().get(0));
    assembler.move(Register.R1, Register.R0);
    program.memory().address(Register.R2, bytes);
    assembler.move(Register.R3, Storage.valueBytes(value.type()));
    assembler.call(Helper.PROBE_WRITE_USER);
    program.memory().release(mark);
    tell(Helper.PROBE_WRITE_USER);
  }

  /** Failures of what the script does are told always. */
  private void tell(Helper helper) {
    Label fine = assembler.newLabel();
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, fine);
    emitters.faults().failed(helper, program.range(), true);
    assembler.place(fine);
  }
}
