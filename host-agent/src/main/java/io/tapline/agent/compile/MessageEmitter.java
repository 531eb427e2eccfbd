package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.event.CounterLayout.Kind;
import io.tapline.agent.event.EventLayout;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Messages to the host. A record is reserved, then its values are made in it, so that texts are
 * read straight into the ring. Values that may send something themselves, or leave the clause, are
 * made before: a record that is reserved must be submitted, and the ring keeps the order of
 * reservations.
 */
final class MessageEmitter {
  /** Reason of the counter of records that found no room. */
  static final String RING_FULL = "ring_full";

  /** Beyond this a record's values have an address of their own: offsets have 16 bits. */
  private static final int MAX_OFFSET = 1 << 14;

  /** Under which speculation the program's messages are held from now on; no name of a script. */
  static final Scratch SPECULATION = new Scratch("speculation", Type.UINT64);

  private final Program program;
  private final Assembler assembler;
  private final Memory memory;
  private final Emitters emitters;
  private final boolean speculates;

  /**
   * @param speculates whether the clause begins a speculation anywhere
   */
  MessageEmitter(Program program, Emitters emitters, boolean speculates) {
    this.program = program;
    this.assembler = program.assembler();
    this.memory = program.memory();
    this.emitters = emitters;
    this.speculates = speculates;
  }

  void send(Action.Send node) {
    if (node.message() instanceof Message.Speculate) {
      Memory.Mark mark = memory.mark();
      emitters.memory().store(node.values().get(0), program.scratch(SPECULATION));
      memory.release(mark);
      return;
    }
    if (!program.tables().messages().isSent(node.id())) {
      return;
    }
    MessageLayout layout = program.tables().messages().layout(node.id());
    Label reserved = assembler.newLabel();
    Label done = assembler.newLabel();
    Memory.Mark mark = memory.mark();
    List<Optional<Place>> made = makeBefore(node.values(), layout.types());
    RingRecord record = new RingRecord(assembler, Program.RECORD);
    record.reserve(layout.sizeBytes());
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, 0, reserved);
    program.count(Kind.DROPPED, RING_FULL);
    assembler.jump(done);
    assembler.place(reserved);
    record.begin();
    header(record, layout);
    for (int i = 0; i < made.size(); i++) {
      fill(layout, i, node.values().get(i), made.get(i));
    }
    record.submit();
    assembler.place(done);
    memory.release(mark);
  }

  private void header(RingRecord record, MessageLayout layout) {
    assembler.store(Width.WORD, Program.RECORD, EventLayout.ID_OFFSET, layout.id());
    record.storeCpu();
    if (speculates && isHeld(layout.message())) {
      memory.load(Width.DOUBLE, Register.R0, program.scratch(SPECULATION), 0);
      assembler.store(Width.HALF, Program.RECORD, EventLayout.EPOCH_OFFSET, Register.R0);
    }
  }

  /** What decides about a speculation, or ends the script, is done at once. */
  private static boolean isHeld(Message message) {
    return !(message instanceof Message.Commit
        || message instanceof Message.Discard
        || message instanceof Message.Exit);
  }

  /** The values up to the last that must not be made while a record is held. */
  private List<Optional<Place>> makeBefore(List<Value> values, List<Type> types) {
    int last = -1;
    for (int i = 0; i < values.size(); i++) {
      last = SendingValues.contains(values.get(i)) ? i : last;
    }
    List<Optional<Place>> made = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      if (i > last || value instanceof Value.Constant || value instanceof Value.TextConstant) {
        made.add(Optional.empty());
        continue;
      }
      Place place = memory.allocate(types.get(i));
      Memory.Mark mark = memory.mark();
      emitters.memory().store(value, place);
      memory.release(mark);
      made.add(Optional.of(place));
    }
    return made;
  }

  private void fill(MessageLayout layout, int index, Value value, Optional<Place> made) {
    Memory.Mark mark = memory.mark();
    int offset = layout.offsets().get(index);
    Type type = layout.types().get(index);
    int size = Storage.storageBytes(type);
    Place field = Place.at(Program.RECORD, offset, size);
    if (offset > MAX_OFFSET) {
      assembler.move(Register.R1, Program.RECORD);
      assembler.alu(Alu.ADD, Register.R1, offset);
      field = memory.spill(Register.R1, size);
    }
    if (made.isEmpty()) {
      emitters.memory().storeUpToNul(value, field);
    } else if (Storage.isScalar(type)) {
      memory.load(Width.of(size), Register.R0, made.get(), 0);
      memory.storeNumber(field);
    } else {
      memory.copy(made.get(), field);
    }
    memory.release(mark);
  }
}
