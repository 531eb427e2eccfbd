package io.tapline.agent.bpf.insn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds one program, instruction after instruction; jumps go to labels and get their distances at
 * the end. Not thread-safe.
 */
public final class Assembler {
  /** BPF_COMPLEXITY_LIMIT_INSNS, include/linux/bpf.h: most slots of a privileged program. */
  public static final int MAX_SLOTS = 1_000_000;

  private final List<Section> sections = new ArrayList<>();
  private final Map<Label, String> functions = new LinkedHashMap<>();
  private Section current = new Section();
  private List<Function> finished = List.of();
  private int position = -1;

  public Assembler() {
    sections.add(current);
  }

  /** What follows comes from this offset of the script's text. */
  public void at(int scriptPosition) {
    position = scriptPosition;
  }

  /** What was last said with {@link #at}. */
  public int position() {
    return position;
  }

  /** A stretch that lies here and is filled with {@link #within}, now or later. */
  public Section section() {
    Section hole = new Section();
    Section rest = new Section();
    int index = sections.indexOf(current);
    sections.add(index + 1, hole);
    sections.add(index + 2, rest);
    for (Section section : sections) {
      if (section.end == current) {
        section.end = rest;
      }
    }
    current = rest;
    return hole;
  }

  /** A stretch at the program's end, where functions go. */
  public Section appendix() {
    Section section = new Section();
    sections.add(section);
    return section;
  }

  /** Emits into a section, behind what it holds. */
  public void within(Section section, Runnable emission) {
    Section before = current;
    int at = position;
    current = section.end;
    emission.run();
    // Whatever cut the section we come from has moved its end.
    current = before.end;
    position = at;
  }

  /** A label to be placed later, or never. */
  public Label newLabel() {
    return new Label();
  }

  /** The label means the next instruction. */
  public void place(Label label) {
    label.place(current, current.instructions.size());
  }

  /** The program begins here, as a function of that name. */
  public void entry(String name) {
    Label start = newLabel();
    start.use();
    place(start);
    function(start, name);
  }

  /** The label, placed here or elsewhere, is where a function of that name begins. */
  public void function(Label entry, String name) {
    functions.put(entry, name);
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

  /**
   * The register's lowest bytes in the opposite order, zeros above; of a little-endian machine.
   *
   * @param bytes 2, 4 or 8
   */
  public void swapBytes(Register register, int bytes) {
    add(Opcode.TO_BIG_ENDIAN, register.number(), 0, 0, (long) bytes * Byte.SIZE);
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

  /** Likewise; {@code register} becomes what was there before. Kernel 5.12. */
  public void atomicFetchAdd(Register base, int offset, Register register) {
    add(Opcode.ATOMIC, base.number(), register.number(), offset, Opcode.FETCH);
  }

  /** {@code *(u64*)(base + offset)} and the register change places. Kernel 5.12. */
  public void atomicExchange(Register base, int offset, Register register) {
    add(Opcode.ATOMIC, base.number(), register.number(), offset, Opcode.EXCHANGE);
  }

  /**
   * If {@code *(u64*)(base + offset)} is R0, it becomes the source; R0 becomes what was there
   * before. Kernel 5.12.
   */
  public void atomicCompareExchange(Register base, int offset, Register source) {
    add(Opcode.ATOMIC, base.number(), source.number(), offset, Opcode.COMPARE_EXCHANGE);
  }

  /** Goes on at the label. */
  public void jump(Label target) {
    aim(target);
    add(Opcode.JUMP, 0, 0, 0, 0);
  }

  /** Goes on at the label if {@code left condition right}. */
  public void jumpIf(Condition condition, Register left, Register right, Label target) {
    aim(target);
    int opcode = Opcode.JUMP | Opcode.REGISTER_OPERAND | condition.bits();
    add(opcode, left.number(), right.number(), 0, 0);
  }

  /** Goes on at the label if {@code left condition value}. */
  public void jumpIf(Condition condition, Register left, int value, Label target) {
    aim(target);
    add(Opcode.JUMP | condition.bits(), left.number(), 0, 0, value);
  }

  /**
   * Goes on at the label when the program has gone round too often: a guard that lets the verifier
   * accept a loop without a bound. Kernel 6.9.
   */
  public void mayGoto(Label target) {
    aim(target);
    add(Opcode.MAY_GOTO, 0, 0, 0, 0);
  }

  /** Calls a kernel function. */
  public void call(Helper helper) {
    add(Opcode.CALL, 0, 0, 0, helper.number());
  }

  /** Calls a subprogram of this program. */
  public void call(Label subprogram) {
    aim(subprogram);
    add(Opcode.CALL, 0, Instruction.PSEUDO_CALL, 0, 0);
  }

  /** {@code destination = address of a function} of this program, for a helper to call. */
  public void loadFunction(Register destination, Label function) {
    aim(function);
    add(Instruction.LD_IMM64, destination.number(), Instruction.PSEUDO_FUNCTION, 0, 0);
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
    current.instructions.add(
        new Instruction(
            Instruction.LD_IMM64, destination.number(), pseudo, 0, immediate, map, position));
  }

  private void aim(Label target) {
    target.use();
    current.targets.put(current.instructions.size(), target);
  }

  private void add(int opcode, int destination, int source, int offset, long immediate) {
    if (offset != (short) offset) {
      throw new IllegalArgumentException("offset beyond 16 bits: " + offset);
    }
    current.instructions.add(
        new Instruction(opcode, destination, source, offset, immediate, null, position));
  }

  /**
   * The program so far, with all distances, without what is never reached: the verifier refuses
   * unreachable instructions, and a script may well have some after a return.
   *
   * @throws ProgramTooLongException when the kernel would not take it
   */
  public List<Instruction> finish() throws ProgramTooLongException {
    List<Instruction> instructions = new ArrayList<>();
    Map<Integer, Label> targets = new HashMap<>();
    for (Section section : sections) {
      section.start = instructions.size();
      instructions.addAll(section.instructions);
      section.targets.forEach((index, label) -> targets.put(section.start + index, label));
    }
    JumpPlan plan = new JumpPlan(instructions, targets);
    List<Instruction> program = plan.finish();
    finished =
        functions.entrySet().stream()
            .filter(f -> f.getKey().isUsed())
            .map(f -> new Function(f.getValue(), plan.slot(f.getKey())))
            .sorted((a, b) -> Integer.compare(a.slot(), b.slot()))
            .toList();
    return program;
  }

  /** The functions that the finished program calls or hands out, in its order. */
  public List<Function> functions() {
    return finished;
  }
}
