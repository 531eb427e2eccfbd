package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.IrWalker;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import org.jspecify.annotations.Nullable;

/** Scratch variables: numbers are kept extended to 64 bits. */
final class ScratchEmitter {
  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;

  ScratchEmitter(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
  }

  void set(Action.SetScratch node) {
    Place place = program.scratch(node.scratch());
    if (Storage.isScalar(node.scratch().type())) {
      emitters.numbers().emit(node.value());
      if (!(node.value() instanceof Value.Constant)) {
        program.forget();
      }
      program.memory().store(Width.DOUBLE, place, 0, Register.R0);
    } else if (readsWhatItSets(node)) {
      Memory.Mark mark = program.memory().mark();
      Place copy = program.memory().allocate(node.scratch().type());
      emitters.memory().emit(node.value(), copy);
      program.memory().copy(copy, place);
      program.memory().release(mark);
    } else {
      emitters.memory().emit(node.value(), place);
    }
  }

  private static boolean readsWhatItSets(Action.SetScratch node) {
    ReadFinder finder = new ReadFinder(node.scratch());
    finder.walk(node.value());
    return finder.found;
  }

  private static final class ReadFinder extends IrWalker {
    private final Scratch wanted;
    private boolean found;

    ReadFinder(Scratch wanted) {
      this.wanted = wanted;
    }

    @Override
    public @Nullable Void visitScratchRead(Value.ScratchRead node) {
      found |= node.scratch().equals(wanted);
      return null;
    }
  }

  /** Adds; R0 is the value after that, or before. */
  void step(Value.StepScratch node) {
    Place place = program.scratch(node.scratch());
    program.memory().load(Width.DOUBLE, Register.R0, place, 0);
    if (!node.prefix()) {
      assembler.move(Register.R2, Register.R0);
    }
    if (Assembler.fits(node.amount())) {
      assembler.alu(Alu.ADD, Register.R0, (int) node.amount());
    } else {
      assembler.move(Register.R1, node.amount());
      assembler.alu(Alu.ADD, Register.R0, Register.R1);
    }
    emitters.numbers().extend(node.scratch().type(), Long.BYTES);
    program.forget();
    program.memory().store(Width.DOUBLE, place, 0, Register.R0);
    if (!node.prefix()) {
      assembler.move(Register.R0, Register.R2);
    }
  }
}
