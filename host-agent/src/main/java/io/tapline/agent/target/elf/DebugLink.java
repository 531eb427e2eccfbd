package io.tapline.agent.target.elf;

/**
 * What section {@code .gnu_debuglink} says.
 *
 * @param file name of the debug file, without a folder
 * @param checksum CRC-32 of its bytes
 */
public record DebugLink(String file, int checksum) {}
