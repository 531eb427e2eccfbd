package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;

/**
 * Arithmetic in R0. Operands come extended to 64 bits and so does the result; one whose type is
 * narrower is cut and extended again where the operation can leave the type's range.
 */
final class ArithmeticEmitter {
  private static final Register RESULT = Register.R0;
  private static final Register RIGHT = Register.R1;

  private final Assembler assembler;
  private final NumberEmitter numbers;

  ArithmeticEmitter(Program program, NumberEmitter numbers) {
    this.assembler = program.assembler();
    this.numbers = numbers;
  }

  /** Extends the lower bytes of R0, of which {@code loadedBytes} are not zero, by a type. */
  void extend(Type type, int loadedBytes) {
    Type.Int integer = Scalars.asInteger(type);
    int size = integer.sizeBytes();
    if (size == Long.BYTES || (!integer.signed() && loadedBytes <= size)) {
      return;
    }
    if (!integer.signed() && size == Integer.BYTES) {
      assembler.move32(RESULT, RESULT);
      return;
    }
    int shift = Long.SIZE - size * Byte.SIZE;
    assembler.alu(Alu.SHIFT_LEFT, RESULT, shift);
    assembler.alu(integer.signed() ? Alu.SHIFT_RIGHT_SIGNED : Alu.SHIFT_RIGHT, RESULT, shift);
  }

  void unary(Value.Unary node) {
    numbers.emit(node.operand());
    if (node.operator() == Value.Unary.Operator.NEGATE) {
      assembler.negate(RESULT);
    } else {
      assembler.alu(Alu.XOR, RESULT, -1);
    }
    extend(node.type(), Long.BYTES);
  }

  void convert(Value.Convert node) {
    numbers.emit(node.operand());
    if (!Scalars.holds(node.type(), node.operand().type())) {
      extend(node.type(), Long.BYTES);
    }
  }

  /** Without their sign, whatever the type says: so bpftrace reads them. */
  void bitField(Value.BitField node) {
    numbers.emit(node.number());
    int above = Long.SIZE - node.bitOffset() - node.bitWidth();
    if (above > 0) {
      assembler.alu(Alu.SHIFT_LEFT, RESULT, above);
    }
    int shift = Long.SIZE - node.bitWidth();
    if (shift > 0) {
      assembler.alu(Alu.SHIFT_RIGHT, RESULT, shift);
    }
  }

  void emit(Value.Arithmetic node) {
    compute(node);
    if (!staysInRange(node)) {
      extend(node.type(), Long.BYTES);
    }
  }

  private void compute(Value.Arithmetic node) {
    if (node.type().signed() && node.operator() == Value.Arithmetic.Operator.DIVIDE) {
      numbers.emitBoth(node.left(), node.right());
      SignedDivision.quotient(assembler);
      return;
    }
    if (node.type().signed() && node.operator() == Value.Arithmetic.Operator.REMAINDER) {
      numbers.emitBoth(node.left(), node.right());
      SignedDivision.remainder(assembler);
      return;
    }
    Alu operation = operation(node);
    if (node.right() instanceof Value.Constant constant && fits(operation, constant.value())) {
      numbers.emit(node.left());
      assembler.alu(operation, RESULT, (int) constant.value());
    } else {
      numbers.emitBoth(node.left(), node.right());
      assembler.alu(operation, RESULT, RIGHT);
    }
  }

  /** Whether the result of operands within the type's range is within it as well. */
  private static boolean staysInRange(Value.Arithmetic node) {
    if (node.type().sizeBytes() == Long.BYTES) {
      return true;
    }
    boolean inRange =
        Scalars.holds(node.type(), node.left().type())
            && Scalars.holds(node.type(), node.right().type());
    return inRange
        && switch (node.operator()) {
          case AND, OR, XOR, REMAINDER, SHIFT_RIGHT -> true;
          case DIVIDE -> !node.type().signed();
          case ADD, SUBTRACT, MULTIPLY, SHIFT_LEFT -> false;
        };
  }

  /** The verifier refuses to shift by a constant beyond 63; a register's low six bits count. */
  private static boolean fits(Alu operation, long value) {
    boolean shift =
        operation == Alu.SHIFT_LEFT
            || operation == Alu.SHIFT_RIGHT
            || operation == Alu.SHIFT_RIGHT_SIGNED;
    // It refuses to divide by a constant zero as well.
    boolean division = operation == Alu.DIV || operation == Alu.MOD;
    return shift
        ? value >= 0 && value < Long.SIZE
        : Assembler.fits(value) && !(division && value == 0);
  }

  private static Alu operation(Value.Arithmetic node) {
    return switch (node.operator()) {
      case ADD -> Alu.ADD;
      case SUBTRACT -> Alu.SUB;
      case MULTIPLY -> Alu.MUL;
      case DIVIDE -> Alu.DIV;
      case REMAINDER -> Alu.MOD;
      case AND -> Alu.AND;
      case OR -> Alu.OR;
      case XOR -> Alu.XOR;
      case SHIFT_LEFT -> Alu.SHIFT_LEFT;
      case SHIFT_RIGHT -> node.type().signed() ? Alu.SHIFT_RIGHT_SIGNED : Alu.SHIFT_RIGHT;
    };
  }
}
