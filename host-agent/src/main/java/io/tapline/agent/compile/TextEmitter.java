package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.compile.builtin.CommEmitter;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.ScriptBytes;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Texts and bytes that the script, the current thread or the traced record have. */
final class TextEmitter {
  private final Program program;
  private final Assembler assembler;

  TextEmitter(Program program) {
    this.program = program;
    this.assembler = program.assembler();
  }

  /** A text's bytes in a buffer of so many, rounded up to words; what does not fit is cut. */
  static byte[] bytes(Value.TextConstant constant, int size) {
    byte[] text = ScriptBytes.of(constant.text());
    byte[] cut = Arrays.copyOf(text, Math.min(text.length, size));
    return Arrays.copyOf(cut, Layout.roundUp(size, Long.BYTES));
  }

  void constant(Value.TextConstant constant, Place destination) {
    int length = ScriptBytes.of(constant.text()).length;
    byte[] bytes = bytes(constant, destination.sizeBytes());
    int end = Math.min(bytes.length, Layout.roundUp(length, Long.BYTES));
    for (int i = 0; i < end; i += Long.BYTES) {
      long word = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(i);
      if (Assembler.fits(word)) {
        program.memory().store(Width.DOUBLE, destination, i, (int) word);
      } else {
        assembler.move(Register.R1, word);
        program.memory().store(Width.DOUBLE, destination, i, Register.R1);
      }
    }
    program.memory().clear(destination, end);
  }

  /** The current thread's name. */
  void comm(Place destination) {
    program.memory().clear(destination, CommEmitter.BYTES);
    program.memory().address(Register.R1, destination);
    CommEmitter.emit(assembler);
  }

  /** An inline array of the traced record. */
  void context(Value.ContextBytes context, Place destination) {
    boolean text = context.type() instanceof Type.Text;
    int size = Math.min(Storage.valueBytes(context.type()), destination.sizeBytes());
    program.memory().clear(destination, text ? 0 : size / Long.BYTES * Long.BYTES);
    program.address(Register.R3, Program.CONTEXT, context.offsetBytes());
    call(text ? Helper.PROBE_READ_KERNEL_STR : Helper.PROBE_READ_KERNEL, destination, size);
  }

  void located(Value.LocatedText text, Place destination) {
    program.memory().clear(destination);
    locatedUpToNul(text, destination);
  }

  /** Likewise; anything lies behind the text's NUL. */
  void locatedUpToNul(Value.LocatedText text, Place destination) {
    assembler.load(Width.WORD, Register.R3, Program.CONTEXT, text.offsetBytes());
    assembler.alu(Alu.AND, Register.R3, 0xffff);
    assembler.alu(Alu.ADD, Register.R3, Program.CONTEXT);
    int size = Math.min(text.type().sizeBytes(), destination.sizeBytes());
    call(Helper.PROBE_READ_KERNEL_STR, destination, size);
  }

  /** Reads so many bytes at R3 into the destination. */
  private void call(Helper helper, Place destination, int size) {
    assembler.move(Register.R2, size);
    program.memory().address(Register.R1, destination);
    assembler.call(helper);
  }
}
