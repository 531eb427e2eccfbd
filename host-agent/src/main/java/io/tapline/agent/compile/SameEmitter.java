package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.ScriptBytes;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Whether two values that lie in memory are the same. Storage is zero after a value, so that
 * comparing words is comparing bytes.
 */
final class SameEmitter {
  /** More words are compared by a subprogram. */
  private static final int UNROLLED_WORDS = 16;

  /** Of a text that is compared with a longer one, more than this is not read to the stack. */
  private static final int PREFIX_BYTES = 64;

  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;

  SameEmitter(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
  }

  /** Goes to {@code target} if sameness is {@code when}; falls through otherwise. */
  void jumpValues(Value left, Value right, boolean when, Label target) {
    Memory.Mark mark = program.memory().mark();
    Label different = when ? assembler.newLabel() : target;
    Place first = emitters.memory().locate(left);
    Place second = emitters.memory().locate(right);
    int bytes = Math.min(first.storageBytes(), second.storageBytes());
    words(first, second, bytes / Long.BYTES, different);
    finish(when, target, different);
    program.memory().release(mark);
  }

  /**
   * Goes to {@code target} if sameness of texts is {@code when}.
   *
   * @param limit how many bytes are looked at, at most
   */
  void jumpTexts(Value left, Value right, int limit, boolean when, Label target) {
    if (left instanceof Value.TextConstant && !(right instanceof Value.TextConstant)) {
      jumpTexts(right, left, limit, when, target);
      return;
    }
    Memory.Mark mark = program.memory().mark();
    Label different = when ? assembler.newLabel() : target;
    if (right instanceof Value.TextConstant constant) {
      constant(left, ScriptBytes.of(constant.text()), limit, different);
    } else {
      texts(left, right, limit, different);
    }
    finish(when, target, different);
    program.memory().release(mark);
  }

  private void finish(boolean when, Label target, Label different) {
    if (when) {
      assembler.jump(target);
      assembler.place(different);
    }
  }

  /** A text known now: nothing behind its end has to be read. */
  private void constant(Value left, byte[] text, int limit, Label different) {
    int size = Storage.valueBytes(left.type());
    if (text.length > size && limit > size) {
      assembler.jump(different);
      return;
    }
    boolean toTheEnd = limit > text.length;
    int bytes = Math.min(toTheEnd ? text.length + 1 : limit, size);
    if (bytes == 0) {
      return;
    }
    Place place = prefix(left, bytes);
    ByteBuffer words =
        ByteBuffer.wrap(Arrays.copyOf(text, Layout.roundUp(Math.max(bytes, text.length), 8)))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < bytes; i += Long.BYTES) {
      int beyond = toTheEnd ? 0 : Math.max(0, i + Long.BYTES - bytes);
      program.memory().load(Width.DOUBLE, Register.R1, place, i);
      drop(Register.R1, beyond);
      assembler.move(Register.R2, words.getLong(i) << (beyond * Byte.SIZE));
      assembler.jumpIf(Condition.NOT_EQUAL, Register.R1, Register.R2, different);
    }
  }

  private void drop(Register register, int bytes) {
    if (bytes > 0) {
      assembler.alu(Alu.SHIFT_LEFT, register, bytes * Byte.SIZE);
    }
  }

  /** The text, or as much of it as tells whether its first bytes are these. */
  private Place prefix(Value text, int bytes) {
    boolean read =
        text instanceof Value.TextRead
            || text instanceof Value.LocatedText
            || text instanceof Value.ContextBytes
            || text instanceof Value.MapRead
            || text instanceof Value.MemoryRead;
    // One more than is looked at: a read puts a NUL at its end.
    int enough = bytes + 1;
    if (!read || enough > PREFIX_BYTES || enough >= Storage.valueBytes(text.type())) {
      return emitters.memory().locate(text);
    }
    Place place = program.memory().allocate(enough);
    emitters.memory().emit(text, place);
    return place;
  }

  private void texts(Value left, Value right, int limit, Label different) {
    int leftSize = ((Type.Text) left.type()).sizeBytes();
    int rightSize = ((Type.Text) right.type()).sizeBytes();
    int shorter = Math.min(leftSize, rightSize);
    Place first = emitters.memory().locate(left);
    Place second = emitters.memory().locate(right);
    if (limit <= shorter) {
      first(first, second, limit, different);
      return;
    }
    int words = Layout.roundUp(shorter, Long.BYTES) / Long.BYTES;
    words(first, second, words, different);
    Place longer = leftSize > rightSize ? first : second;
    if (longer.storageBytes() > words * Long.BYTES) {
      // Where the shorter one ends without a NUL, the longer one must end too.
      program.memory().load(Width.DOUBLE, Register.R1, longer, words * Long.BYTES);
      assembler.jumpIf(Condition.NOT_EQUAL, Register.R1, 0, different);
    }
  }

  /** The first bytes, no more. */
  private void first(Place first, Place second, int bytes, Label different) {
    int words = bytes / Long.BYTES;
    words(first, second, words, different);
    int rest = bytes % Long.BYTES;
    if (rest > 0) {
      program.memory().load(Width.DOUBLE, Register.R1, first, words * Long.BYTES);
      program.memory().load(Width.DOUBLE, Register.R2, second, words * Long.BYTES);
      drop(Register.R1, Long.BYTES - rest);
      drop(Register.R2, Long.BYTES - rest);
      assembler.jumpIf(Condition.NOT_EQUAL, Register.R1, Register.R2, different);
    }
  }

  /** R0 = how so many words compare, as memcmp(3) does. */
  void order(Place first, Place second, int words) {
    boolean many = words >= ManyWordsSubprogram.FROM_WORDS;
    if (many) {
      assembler.call(Helper.GET_CURRENT_PID_TGID);
      assembler.move(Register.R4, Register.R0);
    }
    program.memory().address(Register.R1, first);
    program.memory().address(Register.R2, second);
    assembler.move(Register.R3, words);
    program.call(many ? new ManyWordsSubprogram() : new WordsSubprogram());
  }

  private void words(Place first, Place second, int words, Label different) {
    if (words > UNROLLED_WORDS) {
      order(first, second, words);
      assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, 0, different);
      return;
    }
    for (int i = 0; i < words * Long.BYTES; i += Long.BYTES) {
      program.memory().load(Width.DOUBLE, Register.R1, first, i);
      program.memory().load(Width.DOUBLE, Register.R2, second, i);
      assembler.jumpIf(Condition.NOT_EQUAL, Register.R1, Register.R2, different);
    }
  }
}
