package io.tapline.agent.bpf.insn;

/**
 * A function of a program.
 *
 * @param name an identifier of C
 * @param slot of its first instruction
 */
public record Function(String name, int slot) {}
