package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Register;

/**
 * Memory that a program writes values to and reads them from, aligned to 8. It is storage that a
 * value has for a while: {@link Memory} hands it out and takes it back.
 *
 * @param base what the offset counts from
 * @param offsetBytes from the base
 * @param sizeBytes of what lies there; its storage is that rounded up to 8
 */
record Place(Base base, int offsetBytes, int sizeBytes) {

  /** What an offset counts from. */
  sealed interface Base {

    /** The frame pointer of the function that is being emitted. */
    record OwnFrame() implements Base {}

    /** The program's own frame, from inside its callbacks too. */
    record ProgramFrame() implements Base {}

    /** What a register holds that calls leave alone: a ring record, a map's value. */
    record Held(Register register) implements Base {}

    /** An address that was put on the stack; using it spoils R5. */
    record Spilled(Place slot) implements Base {}
  }

  static final Base OWN_FRAME = new Base.OwnFrame();
  static final Base PROGRAM_FRAME = new Base.ProgramFrame();

  /** At an offset from a register that calls leave alone. */
  static Place at(Register register, int offsetBytes, int sizeBytes) {
    return new Place(new Base.Held(register), offsetBytes, sizeBytes);
  }

  /** Bytes of it that programs clear and copy. */
  int storageBytes() {
    return Layout.roundUp(sizeBytes, Long.BYTES);
  }

  /** A field of what lies here. */
  Place part(int offset, int bytes) {
    return new Place(base, offsetBytes + offset, bytes);
  }
}
