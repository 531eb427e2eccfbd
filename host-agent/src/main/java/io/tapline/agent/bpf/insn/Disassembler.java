package io.tapline.agent.bpf.insn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Instructions as text, one per line with its slot, in the manner of the verifier's log. */
public final class Disassembler {
  private final Map<Integer, String> functions = new HashMap<>();

  private Disassembler(List<Function> functions) {
    functions.forEach(f -> this.functions.put(f.slot(), f.name()));
  }

  /** The whole program. */
  public static String print(List<Instruction> program) {
    return print(program, List.of());
  }

  /** The whole program, its functions under their names. */
  public static String print(List<Instruction> program, List<Function> functions) {
    Disassembler disassembler = new Disassembler(functions);
    StringBuilder text = new StringBuilder();
    int slot = 0;
    for (Instruction instruction : program) {
      String name = disassembler.functions.get(slot);
      if (name != null && slot > 0) {
        text.append(name).append(":\n");
      }
      text.append(String.format("%4d: %s\n", slot, disassembler.print(instruction, slot)));
      slot += instruction.slots();
    }
    return text.toString();
  }

  private String function(long slot) {
    return functions.getOrDefault((int) slot, Long.toString(slot));
  }

  private String print(Instruction i, int slot) {
    String destination = "r" + i.destination();
    String source = "r" + i.source();
    return switch (i.opcode() & Opcode.CLASS_MASK) {
      case 0 -> destination + " = " + wide(i, slot);
      case 1 -> destination + " = " + memory(i, source);
      case 2 -> memory(i, destination) + " = " + i.immediate();
      case 3 -> store(i, destination, source);
      case 5 -> jump(i, slot, destination, source);
      case 6 -> "gotol " + (slot + 1 + i.immediate());
      case 4, 7 -> arithmetic(i, destination, source);
      default -> String.format("unknown opcode 0x%02x", i.opcode());
    };
  }

  private String wide(Instruction i, int slot) {
    if (i.source() == Instruction.PSEUDO_MAP_FD) {
      return "map " + i.map();
    }
    if (i.source() == Instruction.PSEUDO_FUNCTION) {
      return "function " + function(slot + 1 + i.immediate());
    }
    return i.source() == Instruction.PSEUDO_MAP_VALUE
        ? "value of " + i.map() + " + " + i.immediate()
        : String.format("0x%x ll", i.immediate());
  }

  private static String memory(Instruction i, String base) {
    for (Width width : Width.values()) {
      if (width.bits() == (i.opcode() & Opcode.SIZE_MASK)) {
        String sign = i.offset() < 0 ? " - " : " + ";
        return "*(u" + width.bytes() * 8 + " *)(" + base + sign + Math.abs(i.offset()) + ")";
      }
    }
    throw new IllegalStateException("no width: opcode=" + i.opcode());
  }

  private static String store(Instruction i, String destination, String source) {
    if (i.opcode() != Opcode.ATOMIC) {
      return memory(i, destination) + " = " + source;
    }
    if (i.immediate() == Opcode.EXCHANGE) {
      return source + " = xchg " + memory(i, destination) + ", " + source;
    }
    if (i.immediate() == Opcode.COMPARE_EXCHANGE) {
      return "r0 = cmpxchg " + memory(i, destination) + ", r0, " + source;
    }
    String addition = "lock " + memory(i, destination) + " += " + source;
    return i.immediate() == Opcode.FETCH ? source + " = fetch " + addition : addition;
  }

  private String jump(Instruction i, int slot, String destination, String source) {
    if (i.opcode() == Opcode.EXIT) {
      return "exit";
    }
    if (i.opcode() == Opcode.CALL) {
      return i.source() == Instruction.PSEUDO_CALL
          ? "call " + function(slot + 1 + i.immediate())
          : "call " + Helper.of(i.immediate()).map(Helper::word).orElse("helper " + i.immediate());
    }
    String target = "goto " + (slot + 1 + i.offset());
    if (i.opcode() == Opcode.MAY_GOTO) {
      return "may_" + target;
    }
    for (Condition condition : Condition.values()) {
      if (condition.bits() == (i.opcode() & Opcode.OPERATION_MASK)) {
        return "if "
            + destination
            + " "
            + condition.symbol()
            + " "
            + right(i, source)
            + " "
            + target;
      }
    }
    return target;
  }

  private static String arithmetic(Instruction i, String destination, String source) {
    if (i.opcode() == Opcode.NEGATE) {
      return destination + " = -" + destination;
    }
    if (i.opcode() == Opcode.TO_BIG_ENDIAN) {
      return destination + " = be" + i.immediate() + " " + destination;
    }
    boolean narrow = (i.opcode() & Opcode.CLASS_MASK) == Opcode.ALU32;
    for (Alu alu : Alu.values()) {
      if (alu.bits() == (i.opcode() & Opcode.OPERATION_MASK)) {
        String operation = destination + " " + alu.symbol() + " " + right(i, source);
        return narrow ? "w" + operation.substring(1).replace(source, "w" + i.source()) : operation;
      }
    }
    return String.format("unknown opcode 0x%02x", i.opcode());
  }

  private static String right(Instruction i, String source) {
    return (i.opcode() & Opcode.REGISTER_OPERAND) != 0 ? source : Long.toString(i.immediate());
  }
}
