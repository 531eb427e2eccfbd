package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;

/**
 * Where a program keeps values, and how it gets at them. Small values lie on the stack; larger ones
 * and what the stack has no room for in scratch memory. Places are given back in order: {@link
 * #mark}, then {@link #release}.
 */
final class Memory {
  /** More is cleared and copied by a helper: a store takes a slot of the program, a call three. */
  static final int UNROLLED_BYTES = 128;

  /** What is larger lies in scratch memory, whatever room the stack has. */
  private static final int ON_STACK_BYTES = 128;

  /** Stack that is kept for pointers, which lose their type elsewhere. */
  private static final int RESERVED_BYTES = 64;

  /** Of 512 bytes, what the program itself leaves to its callbacks. */
  private static final int CALLBACKS_BYTES = 224;

  private final Assembler assembler;
  private final SourceRange clause;
  private final boolean scratchAllowed;
  private final StackFrame program;
  private final int callbackLimit;
  private final ScratchMemory scratch = new ScratchMemory();
  private StackFrame own;

  /**
   * @param callbackDepth how deep the program's callbacks are nested
   */
  Memory(Assembler assembler, SourceRange clause, Dialect dialect, int callbackDepth) {
    this.assembler = assembler;
    this.clause = clause;
    this.scratchAllowed = dialect == Dialect.TRACE;
    boolean callbacks = callbackDepth > 0;
    this.program = new StackFrame(StackFrame.LIMIT - (callbacks ? CALLBACKS_BYTES : 0));
    this.callbackLimit = callbacks ? CALLBACKS_BYTES / callbackDepth / Long.BYTES * Long.BYTES : 0;
    this.own = program;
  }

  /** What {@link #release} goes back to. */
  record Mark(StackFrame frame, int stack, int scratch) {}

  /** Remembers what is in use now. */
  Mark mark() {
    return new Mark(own, own.mark(), scratch.mark());
  }

  /** Takes back all places that were given since. */
  void release(Mark mark) {
    mark.frame().release(mark.stack());
    scratch.release(mark.scratch());
  }

  /** Memory beside the stack. */
  ScratchMemory scratch() {
    return scratch;
  }

  /** The stack of the function that is being emitted. */
  StackFrame frame() {
    return own;
  }

  /** What follows is a callback's own code until {@link #leaveCallback}. */
  StackFrame enterCallback() {
    StackFrame outer = own;
    own = new StackFrame(callbackLimit);
    return outer;
  }

  void leaveCallback(StackFrame outer) {
    own = outer;
  }

  /** Room for so many bytes; what lies there is not known. */
  Place allocate(int bytes) {
    boolean fits = own.room() - Layout.roundUp(bytes, Long.BYTES) >= RESERVED_BYTES;
    boolean small = bytes <= ON_STACK_BYTES && fits;
    return small || !scratchAllowed ? stack(bytes) : scratch(bytes);
  }

  /** Room for a value of that type. */
  Place allocate(Type type) {
    return allocate(Storage.storageBytes(type));
  }

  /** Eight bytes: room for a number, on the stack as long as there is some. */
  Place number() {
    boolean fits = own.room() >= RESERVED_BYTES || !scratchAllowed;
    return fits ? stack(Long.BYTES) : scratch(Long.BYTES);
  }

  /** Eight bytes of stack: room for a pointer. */
  Place slot() {
    return stack(Long.BYTES);
  }

  private Place stack(int bytes) {
    int offset = own.tryAllocate(bytes).orElseThrow(() -> full("stack"));
    return new Place(own == program ? Place.PROGRAM_FRAME : Place.OWN_FRAME, offset, bytes);
  }

  private Place scratch(int bytes) {
    int offset = scratch.tryAllocate(bytes).orElseThrow(() -> full("scratch memory"));
    return Place.at(Program.SCRATCH, offset, bytes);
  }

  private CompileFailure full(String what) {
    String limit = scratchAllowed ? "" : " than the " + StackFrame.LIMIT + " bytes";
    return new CompileFailure(
        clause,
        scratchAllowed
            ? "this probe needs more " + what + " than a program has"
            : "this probe needs more" + limit + " of stack a program has",
        "shorten strings: a length is str(address, bytes)");
  }

  /**
   * Puts an address on the stack and answers what it is the address of.
   *
   * @param pointer any register but R5
   */
  Place spill(Register pointer, int sizeBytes) {
    Place slot = slot();
    store(Width.DOUBLE, slot, 0, pointer);
    return new Place(new Place.Base.Spilled(slot), 0, sizeBytes);
  }

  /** {@code destination = *(place + offset)}, upper bytes zero. */
  void load(Width width, Register destination, Place place, int offset) {
    Operand operand = operand(place, offset, destination);
    assembler.load(width, destination, operand.base(), operand.offset());
  }

  /** {@code *(place + offset) = source}. */
  void store(Width width, Place place, int offset, Register source) {
    Operand operand = operand(place, offset, Register.R5);
    assembler.store(width, operand.base(), operand.offset(), source);
  }

  /** {@code *(place + offset) = value}. */
  void store(Width width, Place place, int offset, int value) {
    Operand operand = operand(place, offset, Register.R5);
    assembler.store(width, operand.base(), operand.offset(), value);
  }

  /** What an instruction says of memory: its offset has sixteen bits. */
  private record Operand(Register base, int offset) {}

  private Operand operand(Place place, int offset, Register temporary) {
    Register base = base(place, temporary);
    int whole = place.offsetBytes() + offset;
    if (whole + UNROLLED_BYTES == (short) (whole + UNROLLED_BYTES)) {
      return new Operand(base, whole);
    }
    if (base != temporary) {
      assembler.move(temporary, base);
    }
    assembler.alu(Alu.ADD, temporary, whole);
    return new Operand(temporary, 0);
  }

  /** {@code destination = address of the place}. */
  void address(Register destination, Place place) {
    Register base = base(place, destination);
    if (base != destination) {
      assembler.move(destination, base);
    }
    if (place.offsetBytes() != 0) {
      assembler.alu(Alu.ADD, destination, place.offsetBytes());
    }
  }

  /** The register that a place's offset counts from; {@code temporary} if it has to be loaded. */
  private Register base(Place place, Register temporary) {
    if (place.base() instanceof Place.Base.Held held) {
      return held.register();
    }
    if (place.base() instanceof Place.Base.Spilled spilled) {
      load(Width.DOUBLE, temporary, spilled.slot(), 0);
      return temporary;
    }
    boolean outer = place.base() instanceof Place.Base.ProgramFrame && own != program;
    return outer ? Program.PROGRAM_FRAME : Register.R10;
  }

  /** A number of R0 to a place of its size. */
  void storeNumber(Place place) {
    store(Width.of(place.sizeBytes()), place, 0, Register.R0);
  }

  /** Whether clearing a place leaves all registers but R5 alone. */
  boolean isUnrolled(Place place) {
    return place.storageBytes() <= UNROLLED_BYTES || !scratchAllowed;
  }

  /** Zeros all over. Spoils R0 to R5 where the place is large, else R5 only. */
  void clear(Place place) {
    clear(place, 0);
  }

  /** Zeros from an offset on, a multiple of 8. */
  void clear(Place place, int from) {
    int bytes = place.storageBytes() - from;
    if (bytes <= UNROLLED_BYTES || !scratchAllowed) {
      Operand operand = operand(place, from, Register.R5);
      for (int i = 0; i < bytes; i += Long.BYTES) {
        assembler.store(Width.DOUBLE, operand.base(), operand.offset() + i, 0);
      }
      return;
    }
    // The kernel cannot read at 0; it clears what it should have filled (bpf_probe_read_kernel).
    address(Register.R1, place.part(from, bytes));
    assembler.move(Register.R2, bytes);
    assembler.move(Register.R3, 0);
    assembler.call(Helper.PROBE_READ_KERNEL);
  }

  /**
   * Copies as many words as both have; what the destination has beyond stays. Spoils R0 to R5 where
   * the places are large, else R1, R4 and R5.
   */
  void copy(Place from, Place to) {
    int bytes = Math.min(from.storageBytes(), to.storageBytes());
    if (bytes <= UNROLLED_BYTES || !scratchAllowed) {
      Operand source = operand(from, 0, Register.R4);
      Operand destination = operand(to, 0, Register.R5);
      for (int i = 0; i < bytes; i += Long.BYTES) {
        assembler.load(Width.DOUBLE, Register.R1, source.base(), source.offset() + i);
        assembler.store(Width.DOUBLE, destination.base(), destination.offset() + i, Register.R1);
      }
      return;
    }
    address(Register.R1, to);
    assembler.move(Register.R2, bytes);
    address(Register.R3, from);
    assembler.call(Helper.PROBE_READ_KERNEL);
  }
}
