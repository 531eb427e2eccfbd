package io.tapline.agent.bpf.spec;

import io.tapline.agent.bpf.insn.Instruction;
import java.util.List;

/**
 * Blueprint of a program: deterministic, no kernel. Maps are referred to by name; a loader puts the
 * descriptors in.
 *
 * @param name shown in BPF listings; at most 15 bytes of [A-Za-z0-9_.]
 * @param type kind of program
 * @param instructions in order; a 64-bit immediate load is one instruction here and takes two slots
 */
public record ProgramSpec(String name, ProgramType type, List<Instruction> instructions) {
  public ProgramSpec {
    instructions = List.copyOf(instructions);
  }
}
