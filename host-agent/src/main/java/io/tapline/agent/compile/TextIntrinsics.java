package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.ScriptBytes;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;

/** Functions on texts. */
final class TextIntrinsics implements IntrinsicEmitter {
  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;

  TextIntrinsics(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
  }

  @Override
  public void number(Value.Call call) {
    Memory.Mark mark = program.memory().mark();
    switch (call.function()) {
      case TEXT_LENGTH -> length(call.arguments().get(0));
      case TEXT_DIFFERS -> differs(call);
      case TEXT_FIND -> search(call, new TextFindSubprogram());
      case TEXT_GLOB -> search(call, new TextGlobSubprogram());
      default -> throw new IllegalStateException("not a number of texts: " + call.function());
    }
    program.memory().release(mark);
  }

  private void length(Value text) {
    if (text instanceof Value.TextConstant constant) {
      assembler.move(Register.R0, ScriptBytes.of(constant.text()).length);
    } else if (text instanceof Value.TextRead read) {
      // Reading it tells its length.
      Place place = program.memory().allocate(text.type());
      emitters.reads().textLength(read, place);
    } else {
      Place place = emitters.memory().locate(text);
      unknown(Register.R3);
      program.memory().address(Register.R1, place);
      assembler.move(Register.R2, place.storageBytes() / Long.BYTES);
      program.call(new TextLengthSubprogram());
    }
  }

  private void differs(Value.Call call) {
    Label same = assembler.newLabel();
    Label done = assembler.newLabel();
    jumpDiffers(call, false, same);
    assembler.move(Register.R0, 1);
    assembler.jump(done);
    assembler.place(same);
    assembler.move(Register.R0, 0);
    assembler.place(done);
  }

  /** Goes to {@code target} if TEXT_DIFFERS is {@code when}. */
  void jumpDiffers(Value.Call call, boolean when, Label target) {
    long limit = ((Value.Constant) call.arguments().get(2)).value();
    int bytes = limit < 0 || limit > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) limit;
    emitters
        .same()
        .jumpTexts(call.arguments().get(0), call.arguments().get(1), bytes, !when, target);
  }

  /** Two texts and their sizes, for a subprogram that goes through both. */
  private void search(Value.Call call, Subprogram subprogram) {
    Place text = emitters.memory().locate(call.arguments().get(0));
    Place wanted = emitters.memory().locate(call.arguments().get(1));
    unknown(Register.R5);
    program.memory().address(Register.R1, text);
    assembler.move(Register.R2, text.sizeBytes());
    program.memory().address(Register.R3, wanted);
    assembler.move(Register.R4, wanted.sizeBytes());
    program.call(subprogram);
  }

  /** Any number that the verifier cannot know. Spoils R0 to R5. */
  private void unknown(Register register) {
    assembler.call(Helper.GET_CURRENT_PID_TGID);
    assembler.move(register, Register.R0);
  }

  /** TEXT_JOIN: the second text is read behind the first one's characters. */
  @Override
  public void memory(Value.Call call, Place destination) {
    Memory.Mark mark = program.memory().mark();
    Value left = call.arguments().get(0);
    Value right = call.arguments().get(1);
    int leftSize = Storage.valueBytes(left.type());
    int rightSize = Storage.valueBytes(right.type());
    Place first = emitters.memory().locate(left);
    Place second = emitters.memory().locate(right);
    // Behind the first text, whatever its length, there has to be room for the second.
    int size = Math.min(Storage.valueBytes(call.type()), destination.sizeBytes());
    boolean room = size >= leftSize + rightSize + 1;
    Place whole = room ? destination : program.memory().allocate(leftSize + rightSize + 1);
    program.memory().clear(whole);
    program.memory().address(Register.R1, whole);
    assembler.move(Register.R2, leftSize + 1);
    program.memory().address(Register.R3, first);
    assembler.call(Helper.PROBE_READ_KERNEL_STR);
    Label failed = assembler.newLabel();
    assembler.jumpIf(Condition.SIGNED_LESS, Register.R0, 1, failed);
    assembler.jumpIf(Condition.GREATER, Register.R0, leftSize + 1, failed);
    assembler.alu(Alu.SUB, Register.R0, 1);
    program.memory().address(Register.R1, whole);
    assembler.alu(Alu.ADD, Register.R1, Register.R0);
    assembler.move(Register.R2, rightSize + 1);
    program.memory().address(Register.R3, second);
    assembler.call(Helper.PROBE_READ_KERNEL_STR);
    assembler.place(failed);
    if (!room) {
      Type.Text type = new Type.Text(size);
      emitters.reads().local(whole.part(0, type.sizeBytes()), type, destination);
    }
    program.memory().release(mark);
  }
}
