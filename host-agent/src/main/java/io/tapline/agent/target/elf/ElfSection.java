package io.tapline.agent.target.elf;

/**
 * A section header, {@code Elf64_Shdr}.
 *
 * @param name from the section name table
 * @param type SHT_*
 * @param address where it is loaded, before relocation; 0 when it is not
 * @param offset in the file
 * @param size in bytes
 * @param link index of a related section: of a symbol table its strings
 */
public record ElfSection(String name, int type, long address, long offset, long size, int link) {
  /** SHT_NOTE. */
  public static final int NOTE = 7;

  /** SHT_NOBITS: takes no room in the file. */
  public static final int NO_BITS = 8;
}
