package io.tapline.agent.target.usdt;

import io.tapline.agent.target.elf.ElfFile;
import io.tapline.agent.target.elf.ElfSegment;
import io.tapline.agent.target.read.MalformedInputException;
import java.io.IOException;

/**
 * Turns addresses of a note into file offsets, and refuses what no honest note says: a uprobe
 * beside an instruction's start kills whoever runs into it, and the kernel does not look.
 */
final class SiteChecks {
  /** nop; the first byte of the long forms 0f 1f /0 and of 66 90. */
  private static final int NOP = 0x90;

  private static final int LONG_NOP = 0x1f0f;
  private static final int WIDE_NOP = 0x9066;

  /**
   * {@code unsigned short}, in sys/sdt.h and in the kernel's __update_ref_ctr
   * (kernel/events/uprobes.c).
   */
  private static final int SEMAPHORE_BYTES = Short.BYTES;

  private final ElfFile elf;
  private final long noteOffset;

  SiteChecks(ElfFile elf, long noteOffset) {
    this.elf = elf;
    this.noteOffset = noteOffset;
  }

  /** File offset of a site, which must be a nop in code. */
  long siteOffset(long address) throws IOException {
    ElfSegment segment = segment(address, "site");
    long offset = segment.fileOffset(address);
    if (!segment.executable()) {
      throw malformed("USDT site is not in code", address);
    }
    int first = Byte.toUnsignedInt(elf.bytes(offset, 1).get(0));
    if (first != NOP) {
      int two = Short.toUnsignedInt(elf.bytes(offset, 2).getShort(0));
      if (two != LONG_NOP && two != WIDE_NOP) {
        throw malformed("USDT site is not a nop", address);
      }
    }
    return offset;
  }

  /** File offset of a semaphore, which must be in data. */
  long semaphoreOffset(long address) throws IOException {
    ElfSegment segment = segment(address, "semaphore");
    if (!segment.writable()) {
      throw malformed("USDT semaphore is not in writable data", address);
    }
    long offset = segment.fileOffset(address);
    // Headers can claim more than the file has: reading it is the proof.
    elf.bytes(offset, SEMAPHORE_BYTES);
    return offset;
  }

  private ElfSegment segment(long address, String what) throws MalformedInputException {
    return elf.segment(address)
        .orElseThrow(() -> malformed("USDT " + what + " is outside every segment", address));
  }

  private MalformedInputException malformed(String problem, long address) {
    return MalformedInputException.at(
        elf.name(), noteOffset, problem + ": address=0x" + Long.toHexString(address));
  }
}
