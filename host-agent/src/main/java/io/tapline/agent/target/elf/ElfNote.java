package io.tapline.agent.target.elf;

import java.nio.ByteBuffer;

/**
 * A note, {@code Elf64_Nhdr} and what follows it.
 *
 * @param owner its name
 * @param type what the owner means by it
 * @param fileOffset of the descriptor, for errors
 * @param descriptor little endian, from 0 to capacity
 */
public record ElfNote(String owner, int type, long fileOffset, ByteBuffer descriptor) {}
