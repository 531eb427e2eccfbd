package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.bpf.spec.ProgramType;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;

/** Functions that ask the kernel or the processor. */
final class HostIntrinsics implements IntrinsicEmitter {
  /** cs in struct pt_regs, arch/x86/include/asm/ptrace.h; its low two bits are the ring. */
  private static final int CODE_SEGMENT_OFFSET = 136;

  private static final int USER_RING = 3;

  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;

  HostIntrinsics(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
  }

  @Override
  public void number(Value.Call call) {
    switch (call.function()) {
      case RANDOM -> random(call);
      case USER_MODE -> userMode();
      case SOCKET_COOKIE -> cookie(call);
      case PERCPU_ADDRESS -> perCpu(call);
      case SPECULATION -> speculation();
      default -> throw new IllegalStateException("not a number of the host: " + call.function());
    }
  }

  private void random(Value.Call call) {
    assembler.call(Helper.GET_PRANDOM_U32);
    emitters.numbers().extend(call.type(), Long.BYTES);
  }

  private void userMode() {
    ProgramType type = program.type();
    boolean registers =
        type == ProgramType.PERF_EVENT || type == ProgramType.KPROBE || type == ProgramType.UPROBE;
    if (!registers) {
      throw new CompileFailure(
          program.range(),
          "whether a program's own code runs is not known at " + program.clause().name(),
          "a probe that interrupts the processor knows it: profile, interval, hardware, software");
    }
    Label no = assembler.newLabel();
    assembler.load(Width.DOUBLE, Register.R1, Program.CONTEXT, CODE_SEGMENT_OFFSET);
    assembler.alu(Alu.AND, Register.R1, USER_RING);
    assembler.move(Register.R0, 0);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R1, USER_RING, no);
    assembler.move(Register.R0, 1);
    assembler.place(no);
  }

  /** The helper wants a pointer whose type it knows. */
  private void cookie(Value.Call call) {
    Label none = assembler.newLabel();
    assembler.move(Register.R0, 0);
    emitters.pointers().emit(call.arguments().get(0), Register.R1, none);
    assembler.call(Helper.GET_SOCKET_COOKIE);
    assembler.place(none);
  }

  /** {@code variable + __per_cpu_offset[cpu]}. */
  private void perCpu(Value.Call call) {
    Memory.Mark mark = program.memory().mark();
    long variable = ((Value.Constant) call.arguments().get(0)).value();
    long offsets = ((Value.Constant) call.arguments().get(2)).value();
    Place offset = program.memory().slot();
    long cpus = ((Value.Constant) call.arguments().get(3)).value();
    Label missing = assembler.newLabel();
    Label done = assembler.newLabel();
    emitters.numbers().emit(call.arguments().get(1));
    assembler.jumpIf(Condition.GREATER_OR_EQUAL, Register.R0, (int) cpus, missing);
    assembler.move(Register.R3, offsets);
    assembler.alu(Alu.SHIFT_LEFT, Register.R0, 3);
    assembler.alu(Alu.ADD, Register.R3, Register.R0);
    assembler.move(Register.R2, Long.BYTES);
    program.memory().address(Register.R1, offset);
    assembler.call(Helper.PROBE_READ_KERNEL);
    program.memory().load(Width.DOUBLE, Register.R0, offset, 0);
    assembler.move(Register.R1, variable);
    assembler.alu(Alu.ADD, Register.R0, Register.R1);
    assembler.jump(done);
    assembler.place(missing);
    assembler.move(Register.R0, 0);
    assembler.place(done);
    program.memory().release(mark);
  }

  /** Numbers in order, from 1; they come again after 65,535, because records have 16 bits. */
  private void speculation() {
    assembler.loadMapValue(Register.R1, program.tables().speculations(), 0);
    assembler.move(Register.R0, 1);
    assembler.atomicFetchAdd(Register.R1, 0, Register.R0);
    assembler.alu(Alu.MOD, Register.R0, 0xffff);
    assembler.alu(Alu.ADD, Register.R0, 1);
  }

  /** PATH_TEXT. */
  @Override
  public void memory(Value.Call call, Place destination) {
    Label fine = assembler.newLabel();
    int size = Math.min(Storage.valueBytes(call.type()), destination.sizeBytes());
    program.memory().clear(destination);
    emitters.pointers().emit(call.arguments().get(0), Register.R1, fine);
    program.memory().address(Register.R2, destination);
    assembler.move(Register.R3, size);
    assembler.call(Helper.D_PATH);
    assembler.jumpIf(Condition.SIGNED_GREATER_OR_EQUAL, Register.R0, 0, fine);
    emitters.faults().failed(Helper.D_PATH, program.range(), true);
    assembler.place(fine);
  }
}
