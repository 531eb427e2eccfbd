package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Section;
import io.tapline.agent.bpf.insn.Width;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions of a program that helpers call. The helper hands over the address of the program's
 * frame, where everything is that the function shares with its program: the context, the slot of
 * scratch memory, all scratch variables, and whether the script's {@code return} was met.
 */
final class Callbacks {
  private final Program program;
  private final Assembler assembler;
  private final Memory memory;
  private final Place context;
  private final Place scratch;
  private final Place left;
  private final Place answer;
  private final List<Section> starts = new ArrayList<>();
  private int count;

  /** Before anything else has a place on the stack. */
  Callbacks(Program program) {
    this.program = program;
    this.assembler = program.assembler();
    this.memory = program.memory();
    this.context = memory.slot();
    this.scratch = memory.slot();
    this.left = memory.slot();
    this.answer = memory.slot();
  }

  /**
   * Emits a callback, apart from what is being emitted.
   *
   * @param name an identifier of C
   * @param given the register that holds what the helper hands over, R2 to R5
   * @param body one round, with the helper's other arguments in their registers; ends with the
   *     round's end
   */
  Callback emit(String name, Register given, Runnable body) {
    Label entry = assembler.newLabel();
    Flow round = new Flow(assembler.newLabel(), assembler.newLabel(), assembler.newLabel());
    assembler.function(entry, name + count++);
    Flow outerFlow = program.flow();
    StackFrame outerFrame = memory.enterCallback();
    program.flow(round);
    assembler.within(
        assembler.appendix(),
        () -> {
          assembler.place(entry);
          assembler.move(Program.PROGRAM_FRAME, given);
          memory.load(Width.DOUBLE, Program.CONTEXT, context, 0);
          starts.add(assembler.section());
          program.enterRound();
          body.run();
          program.leaveRound();
          finish(round);
        });
    memory.leaveCallback(outerFrame);
    program.flow(outerFlow);
    return new Callback(entry, round.leave().isUsed());
  }

  private void finish(Flow round) {
    assembler.place(round.nextRound());
    assembler.move(Register.R0, 0);
    assembler.exit();
    if (round.leave().isUsed()) {
      assembler.place(round.leave());
      memory.store(Width.DOUBLE, left, 0, 1);
      memory.store(Width.DOUBLE, answer, 0, Register.R0);
    }
    if (round.leave().isUsed() || round.endLoop().isUsed()) {
      assembler.place(round.endLoop());
      assembler.move(Register.R0, 1);
      assembler.exit();
    }
  }

  /** {@code destination = what the helper is to hand over}. */
  void loadGiven(Register destination) {
    memory.address(destination, new Place(Place.PROGRAM_FRAME, 0, 0));
  }

  /** Behind the helper's call: ends the clause if the script said so in a round. */
  void leaveIfLeft(Callback callback) {
    if (callback.leaves()) {
      Label on = assembler.newLabel();
      memory.load(Width.DOUBLE, Register.R1, left, 0);
      assembler.jumpIf(Condition.EQUAL, Register.R1, 0, on);
      memory.load(Width.DOUBLE, Register.R0, answer, 0);
      assembler.jump(program.flow().leave());
      assembler.place(on);
    }
  }

  /** At the program's start, when all else of it is known: keeps what callbacks need. */
  void prepare() {
    memory.store(Width.DOUBLE, context, 0, Program.CONTEXT);
    memory.store(Width.DOUBLE, left, 0, 0);
    if (memory.scratch().isUsed()) {
      memory.store(Width.DOUBLE, scratch, 0, Program.SCRATCH);
      for (Section start : starts) {
        assembler.within(
            start,
            () ->
                assembler.load(
                    Width.DOUBLE, Program.SCRATCH, Program.PROGRAM_FRAME, scratch.offsetBytes()));
      }
    }
  }
}
