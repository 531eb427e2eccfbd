package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Registers as the kernel saves them: struct pt_regs, arch/x86/include/asm/ptrace.h, as the first
 * or only part of what a program is given.
 */
final class PtRegs {
  /** Offsets by the names that bpftrace gives them. */
  private static final Map<String, Integer> OFFSETS =
      Map.ofEntries(
          Map.entry("r15", 0),
          Map.entry("r14", 8),
          Map.entry("r13", 16),
          Map.entry("r12", 24),
          Map.entry("bp", 32),
          Map.entry("bx", 40),
          Map.entry("r11", 48),
          Map.entry("r10", 56),
          Map.entry("r9", 64),
          Map.entry("r8", 72),
          Map.entry("ax", 80),
          Map.entry("cx", 88),
          Map.entry("dx", 96),
          Map.entry("si", 104),
          Map.entry("di", 112),
          Map.entry("orig_ax", 120),
          Map.entry("ip", 128),
          Map.entry("cs", 136),
          Map.entry("flags", 144),
          Map.entry("sp", 152),
          Map.entry("ss", 160));

  /** Where a function's first six arguments are (System V psABI, section 3.2.3). */
  private static final List<String> ARGUMENTS = List.of("di", "si", "dx", "cx", "r8", "r9");

  private PtRegs() {}

  /** A register of the program's context; empty when none has that name. */
  static Optional<Value> read(String name) {
    return Optional.ofNullable(OFFSETS.get(name))
        .map(offset -> new Value.ContextRead(offset, Long.BYTES, Type.UINT64));
  }

  /** {@code argN}; empty for what does not travel in a register. */
  static Optional<Value> argument(int index) {
    return index < ARGUMENTS.size() ? read(ARGUMENTS.get(index)) : Optional.empty();
  }

  /** How many arguments travel in registers. */
  static int arguments() {
    return ARGUMENTS.size();
  }

  /** What a function returned. */
  static Optional<Value> result() {
    return read("ax");
  }
}
