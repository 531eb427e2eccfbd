package io.tapline.agent.kernel;

import io.tapline.agent.bpf.insn.Instruction;

/** Hand assembly for tests: one method per instruction, registers as numbers. */
final class Asm {
  static final int MAP_LOOKUP_ELEM = 1;
  static final int KTIME_GET_NS = 5;
  static final int GET_CURRENT_PID_TGID = 14;
  static final int PROBE_READ_USER_STR = 114;
  static final int RINGBUF_RESERVE = 131;
  static final int RINGBUF_SUBMIT = 132;
  static final int RINGBUF_DISCARD = 133;

  private Asm() {}

  static Instruction mov(int destination, long immediate) {
    return of(0xb7, destination, 0, 0, immediate);
  }

  static Instruction copy(int destination, int source) {
    return of(0xbf, destination, source, 0, 0);
  }

  static Instruction load(int destination, int source, int offset) {
    return of(0x79, destination, source, offset, 0);
  }

  static Instruction store(int destination, int offset, int source) {
    return of(0x7b, destination, source, offset, 0);
  }

  static Instruction add(int destination, long immediate) {
    return of(0x07, destination, 0, 0, immediate);
  }

  static Instruction shiftRight(int destination, long immediate) {
    return of(0x77, destination, 0, 0, immediate);
  }

  static Instruction atomicAdd(int destination, int offset, int source) {
    return of(0xdb, destination, source, offset, 0);
  }

  /** Atomic add that leaves the old value in {@code source}. */
  static Instruction atomicFetchAdd(int destination, int offset, int source) {
    return of(0xdb, destination, source, offset, 1);
  }

  static Instruction jumpIfNot(int register, long immediate, int slots) {
    return of(0x55, register, 0, slots, immediate);
  }

  static Instruction jumpIfZero(int register, int slots) {
    return of(0x15, register, 0, slots, 0);
  }

  static Instruction jump(int slots) {
    return of(0x05, 0, 0, slots, 0);
  }

  static Instruction call(int helper) {
    return of(0x85, 0, 0, 0, helper);
  }

  static Instruction exit() {
    return of(0x95, 0, 0, 0, 0);
  }

  static Instruction map(int destination, String name) {
    return new Instruction(
        Instruction.LD_IMM64, destination, Instruction.PSEUDO_MAP_FD, 0, 0, name, -1);
  }

  static Instruction mapValue(int destination, String name, int offset) {
    return new Instruction(
        Instruction.LD_IMM64, destination, Instruction.PSEUDO_MAP_VALUE, 0, offset, name, -1);
  }

  static Instruction at(int position, Instruction i) {
    return new Instruction(
        i.opcode(), i.destination(), i.source(), i.offset(), i.immediate(), i.map(), position);
  }

  private static Instruction of(
      int opcode, int destination, int source, int offset, long immediate) {
    return new Instruction(opcode, destination, source, offset, immediate, null, -1);
  }
}
