package io.tapline.agent.target.x86;

/**
 * Lengths of x86-64 instructions in 64-bit mode, legacy prefixes, REX, VEX, EVEX and XOP included.
 * Only lengths: an encoding that the processor would refuse may well have one.
 */
public final class InstructionLength {
  /** What {@link #of} answers for bytes that are no instruction. */
  public static final int INVALID = -1;

  /** The processor takes no longer ones. */
  public static final int LONGEST = 15;

  private static final int OPERAND_SIZE = 0x66;
  private static final int ADDRESS_SIZE = 0x67;
  private static final int ESCAPE = 0x0f;
  private static final int EVEX = 0x62;
  private static final int VEX3 = 0xc4;
  private static final int VEX2 = 0xc5;
  private static final int XOP = 0x8f;

  private final byte[] code;
  private final int end;
  private int position;
  private boolean operand16;
  private boolean address32;
  private boolean wide;
  private int lastPrefix;

  private InstructionLength(byte[] code, int offset, int end) {
    this.code = code;
    this.position = offset;
    this.end = end;
  }

  /**
   * The length of the instruction at an offset; {@link #INVALID} when there is none, or it does not
   * end before {@code end}.
   */
  public static int of(byte[] code, int offset, int end) {
    InstructionLength decoder = new InstructionLength(code, offset, Math.min(end, code.length));
    try {
      decoder.decode();
    } catch (NoInstruction e) {
      return INVALID;
    }
    int length = decoder.position - offset;
    return length <= LONGEST && decoder.position <= decoder.end ? length : INVALID;
  }

  private void decode() {
    int first = prefixes();
    if (first == VEX2) {
      vex(1, 1);
    } else if (first == VEX3) {
      vex(2, peek() & 0x1f);
    } else if (first == EVEX) {
      vex(3, peek() & 0x07);
    } else if (first == XOP && (peek() & 0x1f) >= 8) {
      xop(peek() & 0x1f);
    } else if (first == ESCAPE) {
      escaped();
    } else {
      operands(OpcodeMap.ONE.kind(first));
    }
  }

  /** Answers the first byte that is no prefix. A REX counts only right before it. */
  private int prefixes() {
    while (true) {
      int b = next();
      if ((b & 0xf0) == 0x40) {
        wide = (b & 0x08) != 0;
        int after = peek();
        if (!isLegacy(after) && (after & 0xf0) != 0x40) {
          return next();
        }
        wide = false;
      } else if (isLegacy(b)) {
        operand16 |= b == OPERAND_SIZE;
        address32 |= b == ADDRESS_SIZE;
        lastPrefix = b;
      } else {
        return b;
      }
    }
  }

  private static boolean isLegacy(int b) {
    return switch (b) {
      case 0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65, OPERAND_SIZE, ADDRESS_SIZE, 0xf0, 0xf2, 0xf3 -> true;
      default -> false;
    };
  }

  private void escaped() {
    int opcode = next();
    if (opcode == 0x38) {
      operands(OpcodeMap.PLAIN.kind(next()));
    } else if (opcode == 0x3a) {
      operands(OpcodeMap.WITH_BYTE.kind(next()));
    } else {
      operands(OpcodeMap.TWO.kind(opcode));
      // SSE4a's extrq and insertq with constants: two bytes after the ModRM.
      if (opcode == 0x78 && (lastPrefix == OPERAND_SIZE || lastPrefix == 0xf2)) {
        skip(2);
      }
    }
  }

  /** Payload bytes, then an opcode of one of the escaped maps. */
  private void vex(int payload, int map) {
    operand16 = false;
    skip(payload);
    int opcode = next();
    switch (map) {
      // vzeroupper and vzeroall have no operands.
      case 1 -> operands(opcode == 0x77 ? 'n' : vexKind(OpcodeMap.TWO.kind(opcode)));
      case 2, 5, 6 -> operands(OpcodeMap.PLAIN.kind(opcode));
      case 3 -> operands(OpcodeMap.WITH_BYTE.kind(opcode));
      default -> throw new NoInstruction();
    }
  }

  /** Under VEX every opcode of the map after 0F has a ModRM, and those with a byte keep it. */
  private static char vexKind(char legacy) {
    return legacy == 'B' ? 'B' : 'm';
  }

  private void xop(int map) {
    operand16 = false;
    skip(2);
    int opcode = next();
    switch (map) {
      case 8 -> operands(OpcodeMap.WITH_BYTE.kind(opcode));
      case 9 -> operands(OpcodeMap.PLAIN.kind(opcode));
      case 10 -> operands(OpcodeMap.WITH_WORD.kind(opcode));
      default -> throw new NoInstruction();
    }
  }

  private void operands(char kind) {
    switch (kind) {
      case 'n' -> skip(0);
      case 'm' -> modRm();
      case 'r' -> next();
      case 'b' -> skip(1);
      case 'B' -> {
        modRm();
        skip(1);
      }
      case 'w' -> skip(2);
      case 'e' -> skip(3);
      case 'z' -> skip(operandBytes());
      case 'Z' -> {
        modRm();
        skip(operandBytes());
      }
      case 'v' -> skip(wide ? 8 : operandBytes());
      case 'j' -> skip(4);
      case 'o' -> skip(address32 ? 4 : 8);
      case 't' -> skip(modRm() <= 1 ? 1 : 0);
      case 'T' -> skip(modRm() <= 1 ? operandBytes() : 0);
      default -> throw new NoInstruction();
    }
  }

  /** REX.W wins over the prefix. */
  private int operandBytes() {
    return operand16 && !wide ? 2 : 4;
  }

  /** Skips ModRM, SIB and displacement; answers the ModRM's reg. */
  private int modRm() {
    int modRm = next();
    int mod = modRm >>> 6;
    int rm = modRm & 7;
    if (mod != 3) {
      int base = rm == 4 ? next() & 7 : rm;
      if (mod == 1) {
        skip(1);
      } else if (mod == 2 || base == 5) {
        skip(4);
      }
    }
    return (modRm >>> 3) & 7;
  }

  private int peek() {
    if (position >= end) {
      throw new NoInstruction();
    }
    return code[position] & 0xff;
  }

  private int next() {
    int b = peek();
    position++;
    return b;
  }

  private void skip(int bytes) {
    position += bytes;
  }

  /** The bytes are no instruction, or not all of one. */
  private static final class NoInstruction extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoInstruction() {
      super("no instruction", null, false, false);
    }
  }
}
