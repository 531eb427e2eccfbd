package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.event.CounterLayout.Kind;
import io.tapline.agent.event.EventLayout;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Event;
import io.tapline.agent.script.type.Type;
import java.util.List;

/** One record into the ring: reserved, filled in place, submitted without waking anybody. */
final class EventEmitter {
  /** BPF_RB_NO_WAKEUP: the agent polls; a wakeup costs the traced program ten times as much. */
  private static final int NO_WAKEUP = 1;

  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;

  EventEmitter(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
  }

  /** The bytes of an event. */
  static EventLayout layout(Event event, int firstEventId) {
    Layout layout = fields(event);
    int size = Layout.roundUp(layout.sizeBytes(), Long.BYTES);
    return new EventLayout(firstEventId + event.id(), layout.fields(), size);
  }

  private static Layout fields(Event event) {
    List<String> names = event.columns().stream().map(Event.Column::name).toList();
    List<Type> types = event.columns().stream().map(Event.Column::type).toList();
    return Layout.of(names, types, EventLayout.FIELDS_OFFSET);
  }

  void emit(Action.Emit node) {
    EventLayout layout = layout(node.event(), program.options().firstEventId());
    Label reserved = assembler.newLabel();
    Label done = assembler.newLabel();
    program.count(Kind.HITS, "");
    assembler.loadMap(Register.R1, CompiledScript.RING);
    assembler.move(Register.R2, layout.sizeBytes());
    assembler.move(Register.R3, 0);
    assembler.call(Helper.RINGBUF_RESERVE);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, 0, reserved);
    program.count(Kind.DROPPED, "ring_full");
    assembler.jump(done);
    assembler.place(reserved);
    assembler.move(Program.RECORD, Register.R0);
    header(layout);
    Place record = Place.at(Program.RECORD, 0, layout.sizeBytes());
    for (int i = 0; i < node.values().size(); i++) {
      emitters.keys().store(node.values().get(i), layout.fields().get(i), record);
    }
    assembler.move(Register.R1, Program.RECORD);
    assembler.move(Register.R2, NO_WAKEUP);
    assembler.call(Helper.RINGBUF_SUBMIT);
    assembler.place(done);
  }

  private void header(EventLayout layout) {
    assembler.call(Helper.KTIME_GET_NS);
    store(Width.DOUBLE, EventLayout.TIME_OFFSET, Register.R0);
    assembler.store(Width.WORD, Program.RECORD, EventLayout.ID_OFFSET, layout.id());
    assembler.call(Helper.GET_SMP_PROCESSOR_ID);
    store(Width.HALF, EventLayout.CPU_OFFSET, Register.R0);
    store(Width.HALF, EventLayout.EPOCH_OFFSET, Program.PARITY);
  }

  private void store(Width width, int offset, Register source) {
    assembler.store(width, Program.RECORD, offset, source);
  }
}
