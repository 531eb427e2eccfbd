package io.tapline.agent.bpf.insn;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Gives jumps their distances. A jump has 16 bits of slots; one that does not reach its label
 * becomes {@code gotol} with 32 bits (kernel 6.6), a conditional one a short jump to that.
 *
 * <pre>
 *   if r1 == r2 goto far        if r1 == r2 goto +1
 *                               goto +1
 *                               gotol far
 * </pre>
 */
final class JumpPlan {
  private final List<Instruction> instructions;
  private final Map<Integer, Label> targets;
  private final BitSet kept;
  private final BitSet far = new BitSet();
  private final int[] slots;

  JumpPlan(List<Instruction> instructions, Map<Integer, Label> targets) {
    this.instructions = instructions;
    this.targets = targets;
    this.kept = new Reachability(instructions, targets).reachable();
    this.slots = new int[instructions.size() + 1];
  }

  /** Where a label's instruction lies. */
  int slot(Label label) {
    return slots[label.index()];
  }

  List<Instruction> finish() throws ProgramTooLongException {
    // Each round lengthens at least one more jump, so that this ends.
    do {
      number();
    } while (lengthen());
    int length = slots[instructions.size()];
    if (length > Assembler.MAX_SLOTS) {
      throw new ProgramTooLongException(length);
    }
    List<Instruction> finished = new ArrayList<>(kept.cardinality());
    for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
      Label target = targets.get(i);
      if (target == null) {
        finished.add(instructions.get(i));
      } else {
        aim(i, slot(target), finished);
      }
    }
    return finished;
  }

  private void number() {
    for (int i = 0; i < instructions.size(); i++) {
      slots[i + 1] = slots[i] + (kept.get(i) ? length(i) : 0);
    }
  }

  private int length(int index) {
    boolean conditional = instructions.get(index).opcode() != Opcode.JUMP;
    return far.get(index) && conditional ? 3 : instructions.get(index).slots();
  }

  private boolean lengthen() {
    boolean any = false;
    for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
      Label target = targets.get(i);
      if (target != null && isJump(instructions.get(i)) && !far.get(i)) {
        int distance = slot(target) - slots[i + 1];
        if (distance != (short) distance) {
          far.set(i);
          any = true;
        }
      }
    }
    return any;
  }

  private static boolean isJump(Instruction instruction) {
    return instruction.opcode() != Opcode.CALL && instruction.opcode() != Instruction.LD_IMM64;
  }

  private void aim(int index, int target, List<Instruction> out) {
    Instruction jump = instructions.get(index);
    int distance = target - slots[index + 1];
    if (jump.opcode() == Opcode.CALL) {
      out.add(jump.with(jump.opcode(), 0, distance));
    } else if (jump.opcode() == Instruction.LD_IMM64) {
      // Counted from the second of its two slots.
      out.add(jump.with(jump.opcode(), 0, distance + 1));
    } else if (!far.get(index)) {
      out.add(jump.with(jump.opcode(), distance, jump.immediate()));
    } else {
      Instruction plain = new Instruction(Opcode.JUMP, 0, 0, 0, 0, null, jump.position());
      if (jump.opcode() != Opcode.JUMP) {
        out.add(jump.with(jump.opcode(), 1, jump.immediate()));
        out.add(plain.with(Opcode.JUMP, 1, 0));
      }
      out.add(plain.with(Opcode.JUMP_LONG, 0, distance));
    }
  }
}
