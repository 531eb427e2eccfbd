package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;

/**
 * Stacks: the frames go into a map of their own under a number made of them, which is what the
 * script's keys and values carry. bpftrace puts a kilobyte of frames into each key.
 */
final class StackEmitter {
  /** BPF_F_USER_STACK, include/uapi/linux/bpf.h. */
  private static final int USER_STACK = 1 << 8;

  private final Program program;
  private final Assembler assembler;
  private final Memory memory;
  private final Emitters emitters;

  StackEmitter(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.memory = program.memory();
    this.emitters = emitters;
  }

  /** The stack to its 16 bytes; of a task without one, no frames. */
  void emit(Value.StackTrace node, Place destination) {
    Type.Stack type = node.type();
    Label some = assembler.newLabel();
    Label none = assembler.newLabel();
    Label done = assembler.newLabel();
    Memory.Mark mark = memory.mark();
    Place frames = memory.allocate(type.frames() * Long.BYTES);
    process(type, destination);
    take(type, frames);
    assembler.jumpIf(Condition.SIGNED_GREATER, Register.R0, 0, some);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, none);
    emitters.faults().failed(Helper.GET_STACK, program.range(), program.options().reportFaults());
    assembler.place(none);
    memory.store(Width.DOUBLE, destination, 0, 0);
    memory.store(Width.WORD, destination, Storage.STACK_FRAMES_OFFSET, 0);
    assembler.jump(done);

    assembler.place(some);
    assembler.alu(Alu.SHIFT_RIGHT, Register.R0, 3);
    memory.store(Width.WORD, destination, Storage.STACK_FRAMES_OFFSET, Register.R0);
    memory.address(Register.R1, frames);
    assembler.move(Register.R2, Register.R0);
    program.call(new StackIdSubprogram(type.frames()));
    memory.store(Width.DOUBLE, destination, 0, Register.R0);
    keep(program.tables().stacks().map(type), frames);
    assembler.place(done);
    memory.release(mark);
  }

  /** R0 = bytes of frames, or a negative errno. */
  private void take(Type.Stack type, Place frames) {
    assembler.move(Register.R1, Program.CONTEXT);
    memory.address(Register.R2, frames);
    assembler.move(Register.R3, (long) type.frames() * Long.BYTES);
    assembler.move(Register.R4, type.user() ? USER_STACK : 0);
    assembler.call(Helper.GET_STACK);
  }

  private void process(Type.Stack type, Place destination) {
    if (type.user()) {
      emitters.context().process(true);
      memory.store(Width.WORD, destination, Storage.STACK_PROCESS_OFFSET, Register.R0);
    } else {
      memory.store(Width.WORD, destination, Storage.STACK_PROCESS_OFFSET, 0);
    }
  }

  /** Puts the frames under the id in R0 unless they are there. */
  private void keep(String map, Place frames) {
    Label kept = assembler.newLabel();
    Place id = memory.slot();
    memory.store(Width.DOUBLE, id, 0, Register.R0);
    assembler.loadMap(Register.R1, map);
    memory.address(Register.R2, id);
    assembler.call(Helper.MAP_LOOKUP_ELEM);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, 0, kept);
    assembler.loadMap(Register.R1, map);
    memory.address(Register.R2, id);
    memory.address(Register.R3, frames);
    assembler.move(Register.R4, MapEntries.ANY);
    assembler.call(Helper.MAP_UPDATE_ELEM);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, kept);
    emitters.faults().failed(Helper.MAP_UPDATE_ELEM, program.range(), false);
    assembler.place(kept);
  }
}
