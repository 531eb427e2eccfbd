package io.tapline.agent.target.elf;

/**
 * A program header, {@code Elf64_Phdr}, of type PT_LOAD.
 *
 * @param executable whether it holds code
 * @param writable whether it holds data that changes
 * @param offset in the file
 * @param address where it is loaded, before relocation
 * @param fileSize bytes that come from the file
 */
public record ElfSegment(
    boolean executable, boolean writable, long offset, long address, long fileSize) {
  /** Whether an address is backed by the file here. */
  public boolean contains(long virtualAddress) {
    return Long.compareUnsigned(virtualAddress, address) >= 0
        && Long.compareUnsigned(virtualAddress - address, fileSize) < 0;
  }

  /** File offset of an address that it contains. */
  public long fileOffset(long virtualAddress) {
    return virtualAddress - address + offset;
  }
}
