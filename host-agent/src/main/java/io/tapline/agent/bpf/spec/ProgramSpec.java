package io.tapline.agent.bpf.spec;

import io.tapline.agent.bpf.insn.Function;
import io.tapline.agent.bpf.insn.Instruction;
import java.util.List;
import java.util.Optional;

/**
 * Blueprint of a program: deterministic, no kernel. Maps are referred to by name; a loader puts the
 * descriptors in.
 *
 * @param name shown in BPF listings; at most 15 bytes of [A-Za-z0-9_.]
 * @param type kind of program
 * @param instructions in order; a 64-bit immediate load is one instruction here and takes two slots
 * @param functions the program itself and its subprograms, in order; empty when it has none
 * @param callbacks whether helpers call one of the functions: the kernel wants {@link FunctionBtf}
 *     then
 * @param target what a TRACING program is made for
 */
public record ProgramSpec(
    String name,
    ProgramType type,
    List<Instruction> instructions,
    List<Function> functions,
    boolean callbacks,
    Optional<AttachTarget> target) {
  public ProgramSpec {
    instructions = List.copyOf(instructions);
    functions = List.copyOf(functions);
  }

  /** A program that no helper calls back. */
  public ProgramSpec(String name, ProgramType type, List<Instruction> instructions) {
    this(name, type, instructions, List.of(), false, Optional.empty());
  }
}
