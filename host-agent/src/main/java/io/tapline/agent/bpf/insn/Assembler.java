package io.tapline.agent.bpf.insn;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds one program, instruction after instruction; jumps go to labels and get their distances at
 * the end. Not thread-safe.
 */
public final class Assembler {
  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<Integer, Label> targets = new HashMap<>();
  private int position = -1;

  /** What follows comes from this offset of the script's text. */
  public void at(int scriptPosition) {
    position = scriptPosition;
  }

  /** A label to be placed later, or never. */
  public Label newLabel() {
    return new Label();
  }

  /** The label means the next instruction. */
  public void place(Label label) {
    label.place(instructions.size());
  }

  /** {@code destination = source}. */
  public void move(Register destination, Register source) {
    alu(Alu.MOVE, destination, source);
  }

  /** {@code destination = value}, in one slot where it fits. */
  public void move(Register destination, long value) {
    if (fits(value)) {
      alu(Alu.MOVE, destination, (int) value);
    } else {
      add(Instruction.LD_IMM64, destination.number(), 0, 0, value);
    }
  }

  /** {@code destination = (u32) source}. */
  public void move32(Register destination, Register source) {
    add(
        Opcode.ALU32 | Opcode.REGISTER_OPERAND | Alu.MOVE.bits(),
        destination.number(),
        source.number(),
        0,
        0);
  }

  /** Whether a number can be an operand. */
  public static boolean fits(long value) {
    return value == (int) value;
  }

  /** {@code destination operation= source}. */
  public void alu(Alu operation, Register destination, Register source) {
    int opcode = Opcode.ALU64 | Opcode.REGISTER_OPERAND | operation.bits();
    add(opcode, destination.number(), source.number(), 0, 0);
  }

  /** {@code destination operation= value}. */
  public void alu(Alu operation, Register destination, int value) {
    add(Opcode.ALU64 | operation.bits(), destination.number(), 0, 0, value);
  }

  /** {@code register = -register}. */
  public void negate(Register register) {
    add(Opcode.NEGATE, register.number(), 0, 0, 0);
  }

  /** {@code destination = *(base + offset)}, upper bytes zero. */
  public void load(Width width, Register destination, Register base, int offset) {
    add(Opcode.LOAD | width.bits(), destination.number(), base.number(), offset, 0);
  }

  /** {@code *(base + offset) = source}. */
  public void store(Width width, Register base, int offset, Register source) {
    add(Opcode.STORE | width.bits(), base.number(), source.number(), offset, 0);
  }

  /** {@code *(base + offset) = value}. */
  public void store(Width width, Register base, int offset, int value) {
    add(Opcode.STORE_IMMEDIATE | width.bits(), base.number(), 0, offset, value);
  }

  /** {@code lock *(u64*)(base + offset) += source}. */
  public void atomicAdd(Register base, int offset, Register source) {
    add(Opcode.ATOMIC, base.number(), source.number(), offset, 0);
  }

  /** Goes on at the label. */
  public void jump(Label target) {
    targets.put(instructions.size(), target);
    add(Opcode.JUMP, 0, 0, 0, 0);
  }

  /** Goes on at the label if {@code left condition right}. */
  public void jumpIf(Condition condition, Register left, Register right, Label target) {
    targets.put(instructions.size(), target);
    int opcode = Opcode.JUMP | Opcode.REGISTER_OPERAND | condition.bits();
    add(opcode, left.number(), right.number(), 0, 0);
  }

  /** Goes on at the label if {@code left condition value}. */
  public void jumpIf(Condition condition, Register left, int value, Label target) {
    targets.put(instructions.size(), target);
    add(Opcode.JUMP | condition.bits(), left.number(), 0, 0, value);
  }

  /** Calls a kernel function. */
  public void call(Helper helper) {
    add(Opcode.CALL, 0, 0, 0, helper.number());
  }

  /** Calls a subprogram of this program. */
  public void call(Label subprogram) {
    targets.put(instructions.size(), subprogram);
    add(Opcode.CALL, 0, Instruction.PSEUDO_CALL, 0, 0);
  }

  /** Ends the program, or returns from the subprogram, with R0. */
  public void exit() {
    add(Opcode.EXIT, 0, 0, 0, 0);
  }

  /** {@code destination = map}. */
  public void loadMap(Register destination, String map) {
    loadMap(destination, Instruction.PSEUDO_MAP_FD, 0, map);
  }

  /** {@code destination = address of the only value of an array map, plus offset}. */
  public void loadMapValue(Register destination, String map, int offset) {
    loadMap(destination, Instruction.PSEUDO_MAP_VALUE, offset, map);
  }

  private void loadMap(Register destination, int pseudo, int immediate, String map) {
    instructions.add(
        new Instruction(
            Instruction.LD_IMM64, destination.number(), pseudo, 0, immediate, map, position));
  }

  private void add(int opcode, int destination, int source, int offset, long immediate) {
    if (offset != (short) offset) {
      throw new IllegalArgumentException("offset beyond 16 bits: " + offset);
    }
    instructions.add(
        new Instruction(opcode, destination, source, offset, immediate, null, position));
  }

  /**
   * The program so far, with all distances, without what is never reached: the verifier refuses
   * unreachable instructions, and a script may well have some after a return.
   *
   * @throws JumpTooFarException when a label is out of reach
   */
  public List<Instruction> finish() throws JumpTooFarException {
    BitSet kept = new Reachability(instructions, targets).reachable();
    int[] slots = new int[instructions.size() + 1];
    for (int i = 0; i < instructions.size(); i++) {
      slots[i + 1] = slots[i] + (kept.get(i) ? instructions.get(i).slots() : 0);
    }
    List<Instruction> finished = new ArrayList<>(kept.cardinality());
    for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
      Instruction instruction = instructions.get(i);
      Label target = targets.get(i);
      finished.add(
          target == null ? instruction : aim(instruction, slots[target.index()] - slots[i + 1]));
    }
    return finished;
  }

  private static Instruction aim(Instruction jump, int distance) throws JumpTooFarException {
    boolean call = jump.opcode() == Opcode.CALL;
    if (!call && distance != (short) distance) {
      throw new JumpTooFarException(distance);
    }
    return new Instruction(
        jump.opcode(),
        jump.destination(),
        jump.source(),
        call ? 0 : distance,
        call ? distance : jump.immediate(),
        null,
        jump.position());
  }
}
