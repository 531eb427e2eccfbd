package io.tapline.agent.target.elf;

/**
 * A function or variable by its symbol.
 *
 * @param address where it is as the file has it, before it is moved to where it is loaded
 * @param sizeBytes 0 when the file does not say
 */
public record ElfSymbol(long address, long sizeBytes) {}
