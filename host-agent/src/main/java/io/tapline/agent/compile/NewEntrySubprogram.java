package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;

/**
 * Makes an entry of zeros under the key at R1 and answers its value's address; if there is no room,
 * 0, and the helper's answer at R2. A subprogram, because a key is new once and found ever after.
 *
 * @param map the BPF map
 */
record NewEntrySubprogram(String map, int valueBytes) implements Subprogram {
  @Override
  public String name() {
    return "new_entry";
  }

  @Override
  public void emit(Assembler assembler) {
    Label made = assembler.newLabel();
    int zeros = -Layout.roundUp(valueBytes, Long.BYTES);
    assembler.move(Register.R6, Register.R1);
    assembler.move(Register.R7, Register.R2);
    for (int i = zeros; i < 0; i += Long.BYTES) {
      assembler.store(Width.DOUBLE, Register.R10, i, 0);
    }
    assembler.loadMap(Register.R1, map);
    assembler.move(Register.R2, Register.R6);
    assembler.move(Register.R3, Register.R10);
    assembler.alu(Alu.ADD, Register.R3, zeros);
    assembler.move(Register.R4, MapEntries.NOEXIST);
    assembler.call(Helper.MAP_UPDATE_ELEM);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, made);
    assembler.jumpIf(Condition.EQUAL, Register.R0, MapEntries.EEXIST, made);
    assembler.store(Width.DOUBLE, Register.R7, 0, Register.R0);
    assembler.move(Register.R0, 0);
    assembler.exit();
    assembler.place(made);
    assembler.loadMap(Register.R1, map);
    assembler.move(Register.R2, Register.R6);
    assembler.call(Helper.MAP_LOOKUP_ELEM);
    assembler.exit();
  }
}
