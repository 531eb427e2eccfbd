package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.compile.builtin.CommEmitter;
import io.tapline.agent.event.CounterLayout.Kind;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts and addresses into memory. The whole storage is written, zeros after the end, because ring
 * records, stack and map keys must not carry what lay there before. R0 to R5 are spoiled.
 */
final class TextEmitter {
  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;

  TextEmitter(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
  }

  void emit(Value value, Place destination) {
    if (value instanceof Value.TextConstant constant) {
      constant(constant, destination);
    } else if (value instanceof Value.BuiltinRead) {
      program.memory().clear(destination, CommEmitter.BYTES);
      program.memory().address(Register.R1, destination);
      CommEmitter.emit(assembler);
    } else if (value instanceof Value.ContextBytes context) {
      context(context, destination);
    } else if (value instanceof Value.LocatedText text) {
      located(text, destination);
    } else if (value instanceof Value.TextRead read) {
      read(read, destination);
    } else if (value instanceof Value.ScratchRead read) {
      program.memory().clear(destination, Layout.storageBytes(value.type()));
      program.memory().copy(program.scratch(read.scratch()), destination);
    } else if (value instanceof Value.MapRead) {
      emitters.maps().memory(value, destination);
    } else if (value instanceof Value.Conditional conditional) {
      conditional(conditional, destination);
    } else {
      throw new IllegalStateException("no text: " + value.type());
    }
  }

  /** A text's bytes in a buffer of so many, rounded up to words; what does not fit is cut. */
  static byte[] bytes(Value.TextConstant constant, int size) {
    byte[] text = constant.text().getBytes(StandardCharsets.UTF_8);
    byte[] cut = Arrays.copyOf(text, Math.min(text.length, size));
    return Arrays.copyOf(cut, Layout.roundUp(size, Long.BYTES));
  }

  private void constant(Value.TextConstant constant, Place destination) {
    byte[] bytes = bytes(constant, destination.sizeBytes());
    for (int i = 0; i < bytes.length; i += Long.BYTES) {
      long word = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(i);
      if (Assembler.fits(word)) {
        program.memory().store(Width.DOUBLE, destination, i, (int) word);
      } else {
        assembler.move(Register.R1, word);
        program.memory().store(Width.DOUBLE, destination, i, Register.R1);
      }
    }
  }

  /** An inline array of the traced record. */
  private void context(Value.ContextBytes context, Place destination) {
    boolean text = context.type() instanceof Type.Text;
    int size = size(context.type(), destination);
    program.memory().clear(destination, text ? 0 : size / Long.BYTES * Long.BYTES);
    program.address(Register.R3, Program.CONTEXT, context.offsetBytes());
    call(text ? Helper.PROBE_READ_KERNEL_STR : Helper.PROBE_READ_KERNEL, destination, size);
  }

  private void located(Value.LocatedText text, Place destination) {
    program.memory().clear(destination, 0);
    assembler.load(Width.WORD, Register.R3, Program.CONTEXT, text.offsetBytes());
    assembler.alu(Alu.AND, Register.R3, 0xffff);
    assembler.alu(Alu.ADD, Register.R3, Program.CONTEXT);
    call(Helper.PROBE_READ_KERNEL_STR, destination, size(text.type(), destination));
  }

  private void read(Value.TextRead read, Place destination) {
    Label done = assembler.newLabel();
    emitters.numbers().emit(read.address());
    assembler.move(Register.R3, Register.R0);
    program.memory().clear(destination, 0);
    boolean user = read.space() == Type.AddressSpace.USER;
    call(
        user ? Helper.PROBE_READ_USER_STR : Helper.PROBE_READ_KERNEL_STR,
        destination,
        size(read.type(), destination));
    assembler.jumpIf(Condition.SIGNED_GREATER_OR_EQUAL, Register.R0, 0, done);
    program.count(Kind.UNSEEN, "read_fault");
    assembler.place(done);
  }

  private void conditional(Value.Conditional node, Place destination) {
    Label no = assembler.newLabel();
    Label done = assembler.newLabel();
    emitters.conditions().jump(node.condition(), false, no);
    emit(node.then(), destination);
    assembler.jump(done);
    assembler.place(no);
    emit(node.otherwise(), destination);
    assembler.place(done);
  }

  private static int size(Type type, Place destination) {
    int bytes =
        type instanceof Type.Address address ? address.sizeBytes() : ((Type.Text) type).sizeBytes();
    return Math.min(bytes, destination.sizeBytes());
  }

  /** Reads so many bytes at R3 into the destination. */
  private void call(Helper helper, Place destination, int size) {
    assembler.move(Register.R2, size);
    program.memory().address(Register.R1, destination);
    assembler.call(helper);
  }
}
