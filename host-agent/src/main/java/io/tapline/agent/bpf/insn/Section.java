package io.tapline.agent.bpf.insn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A stretch of a program that may be filled after what follows it: what a program does first is
 * often known last. Belongs to one assembler.
 */
public final class Section {
  final List<Instruction> instructions = new ArrayList<>();
  final Map<Integer, Label> targets = new HashMap<>();

  /** Where what is emitted into this section goes: itself, or what a later section cut off. */
  Section end = this;

  /** Index of its first instruction in the whole program, once all sections are full. */
  int start;

  Section() {}
}
