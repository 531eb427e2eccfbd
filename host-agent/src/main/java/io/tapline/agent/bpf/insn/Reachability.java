package io.tapline.agent.bpf.insn;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Which instructions can be reached from the first one. Jumps to the next one are left out too. */
final class Reachability {
  private final List<Instruction> instructions;
  private final Map<Integer, Label> targets;

  Reachability(List<Instruction> instructions, Map<Integer, Label> targets) {
    this.instructions = instructions;
    this.targets = targets;
  }

  /** Indexes of the instructions to keep. */
  BitSet reachable() {
    BitSet reached = new BitSet(instructions.size());
    Deque<Integer> open = new ArrayDeque<>();
    open.push(0);
    while (!open.isEmpty()) {
      int index = open.pop();
      if (index >= instructions.size() || reached.get(index)) {
        continue;
      }
      reached.set(index);
      Label target = targets.get(index);
      if (target != null) {
        open.push(target.index());
      }
      int opcode = instructions.get(index).opcode();
      if (opcode != Opcode.EXIT && opcode != Opcode.JUMP) {
        open.push(index + 1);
      }
    }
    dropEmptyJumps(reached);
    return reached;
  }

  private void dropEmptyJumps(BitSet kept) {
    for (int i = kept.length() - 1; i >= 0; i = kept.previousSetBit(i - 1)) {
      Label target = targets.get(i);
      boolean empty =
          instructions.get(i).opcode() == Opcode.JUMP
              && target != null
              && kept.nextSetBit(i + 1) == kept.nextSetBit(target.index())
              && target.index() > i;
      if (empty) {
        kept.clear(i);
      }
    }
  }
}
