package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.event.EventLayout;

/**
 * A record of the ring in the making: reserved, headed, submitted without waking anybody.
 *
 * @param record holds its address from {@link #begin} on; calls leave it alone
 */
record RingRecord(Assembler assembler, Register record) {
  /** BPF_RB_NO_WAKEUP: the agent polls; a wakeup costs the traced program ten times as much. */
  private static final int NO_WAKEUP = 1;

  /** R0 = its address, 0 if the ring has no room. */
  void reserve(int bytes) {
    assembler.loadMap(Register.R1, CompiledScript.RING);
    assembler.move(Register.R2, bytes);
    assembler.move(Register.R3, 0);
    assembler.call(Helper.RINGBUF_RESERVE);
  }

  /** R0 is the address. The time is now. */
  void begin() {
    assembler.move(record, Register.R0);
    assembler.call(Helper.KTIME_GET_NS);
    assembler.store(Width.DOUBLE, record, EventLayout.TIME_OFFSET, Register.R0);
  }

  void storeId(Register id) {
    assembler.store(Width.WORD, record, EventLayout.ID_OFFSET, id);
  }

  /** The CPU's number, a u16, and with it the u16 behind it: 0, no epoch and no speculation. */
  void storeCpu() {
    assembler.call(Helper.GET_SMP_PROCESSOR_ID);
    assembler.store(Width.WORD, record, EventLayout.CPU_OFFSET, Register.R0);
  }

  void submit() {
    assembler.move(Register.R1, record);
    assembler.move(Register.R2, NO_WAKEUP);
    assembler.call(Helper.RINGBUF_SUBMIT);
  }
}
