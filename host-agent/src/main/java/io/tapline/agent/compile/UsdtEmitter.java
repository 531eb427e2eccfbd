package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.event.CounterLayout.Kind;
import io.tapline.agent.probe.UsdtArgument;
import java.util.Map;

/** A USDT argument into R0: a constant, a register of the site, or user memory. */
final class UsdtEmitter {
  /** Offsets in struct pt_regs, arch/x86/include/asm/ptrace.h. */
  private static final Map<String, Integer> REGISTERS =
      Map.ofEntries(
          Map.entry("r15", 0),
          Map.entry("r14", 8),
          Map.entry("r13", 16),
          Map.entry("r12", 24),
          Map.entry("rbp", 32),
          Map.entry("rbx", 40),
          Map.entry("r11", 48),
          Map.entry("r10", 56),
          Map.entry("r9", 64),
          Map.entry("r8", 72),
          Map.entry("rax", 80),
          Map.entry("rcx", 88),
          Map.entry("rdx", 96),
          Map.entry("rsi", 104),
          Map.entry("rdi", 112),
          Map.entry("rip", 128),
          Map.entry("rsp", 152));

  private final Program program;
  private final Assembler assembler;

  UsdtEmitter(Program program) {
    this.program = program;
    this.assembler = program.assembler();
  }

  /** Answers how many of R0's lower bytes may be other than zero. */
  int emit(UsdtArgument argument) {
    switch (argument.kind()) {
      case CONSTANT -> {
        assembler.move(Register.R0, argument.displacement());
        return Long.BYTES;
      }
      case REGISTER -> {
        loadRegister(Register.R0, argument.base());
        return Long.BYTES;
      }
      case MEMORY -> {
        readMemory(argument);
        return argument.sizeBytes();
      }
    }
    throw new IllegalStateException("no such kind: " + argument.kind());
  }

  private void readMemory(UsdtArgument argument) {
    Label read = assembler.newLabel();
    Memory.Mark mark = program.memory().mark();
    Place slot = program.memory().slot();
    address(argument);
    assembler.move(Register.R2, argument.sizeBytes());
    program.memory().address(Register.R1, slot);
    assembler.call(Helper.PROBE_READ_USER);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, read);
    program.count(Kind.UNSEEN, "read_fault");
    assembler.place(read);
    // The helper cleared the slot if it could not read.
    program.memory().load(Width.of(argument.sizeBytes()), Register.R0, slot, 0);
    program.memory().release(mark);
  }

  /** R3 = base + index * scale + displacement. */
  private void address(UsdtArgument argument) {
    loadRegister(Register.R3, argument.base());
    if (!argument.index().isEmpty()) {
      loadRegister(Register.R2, argument.index());
      assembler.alu(Alu.MUL, Register.R2, argument.scale());
      assembler.alu(Alu.ADD, Register.R3, Register.R2);
    }
    if (Assembler.fits(argument.displacement())) {
      assembler.alu(Alu.ADD, Register.R3, (int) argument.displacement());
    } else {
      assembler.move(Register.R2, argument.displacement());
      assembler.alu(Alu.ADD, Register.R3, Register.R2);
    }
  }

  private void loadRegister(Register destination, String name) {
    Integer offset = REGISTERS.get(name);
    if (offset == null) {
      throw new CompileFailure(
          program.clause().range(),
          "an argument of " + program.clause().name() + " is in register '" + name + "'",
          "this register cannot be read");
    }
    assembler.load(Width.DOUBLE, destination, Program.CONTEXT, offset);
  }
}
