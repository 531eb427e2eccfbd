package io.tapline.agent.trace.output;

import java.util.List;

/**
 * The kernel's allocation flags in words, as {@code %gr} shows them: {@code GFP_KERNEL|__GFP_ZERO}.
 * The bits are those of Linux 6.12 (include/linux/gfp_types.h); bpftrace 0.27 uses the same ones on
 * every kernel, and shows __GFP_MOVABLE and __GFP_RECLAIMABLE as numbers.
 */
final class GfpFlags {
  /** Those of several bits first: each takes its bits away from those that follow. */
  private static final List<Flag> FLAGS =
      List.of(
          new Flag("GFP_TRANSHUGE", 0x21c24ca),
          new Flag("GFP_TRANSHUGE_LIGHT", 0x21c20ca),
          new Flag("GFP_HIGHUSER_MOVABLE", 0x2100cca),
          new Flag("GFP_HIGHUSER", 0x100cc2),
          new Flag("GFP_USER", 0x100cc0),
          new Flag("GFP_KERNEL_ACCOUNT", 0x400cc0),
          new Flag("GFP_KERNEL", 0xcc0),
          new Flag("GFP_NOFS", 0xc40),
          new Flag("GFP_ATOMIC", 0x820),
          new Flag("GFP_NOIO", 0xc00),
          new Flag("GFP_NOWAIT", 0x2800),
          new Flag("GFP_DMA", 0x1),
          new Flag("__GFP_HIGHMEM", 0x2),
          new Flag("GFP_DMA32", 0x4),
          new Flag("__GFP_HIGH", 0x20),
          new Flag("__GFP_IO", 0x40),
          new Flag("__GFP_FS", 0x80),
          new Flag("__GFP_ZERO", 0x100),
          new Flag("__GFP_DIRECT_RECLAIM", 0x400),
          new Flag("__GFP_KSWAPD_RECLAIM", 0x800),
          new Flag("__GFP_WRITE", 0x1000),
          new Flag("__GFP_NOWARN", 0x2000),
          new Flag("__GFP_RETRY_MAYFAIL", 0x4000),
          new Flag("__GFP_NOFAIL", 0x8000),
          new Flag("__GFP_NORETRY", 0x10000),
          new Flag("__GFP_MEMALLOC", 0x20000),
          new Flag("__GFP_COMP", 0x40000),
          new Flag("__GFP_NOMEMALLOC", 0x80000),
          new Flag("__GFP_HARDWALL", 0x100000),
          new Flag("__GFP_THISNODE", 0x200000),
          new Flag("__GFP_ACCOUNT", 0x400000),
          new Flag("__GFP_ZEROTAGS", 0x800000),
          new Flag("__GFP_SKIP_ZERO", 0x1000000),
          new Flag("__GFP_SKIP_KASAN", 0x2000000),
          new Flag("__GFP_NO_OBJ_EXT", 0x4000000));

  private record Flag(String name, long bits) {}

  private GfpFlags() {}

  static String of(long flags) {
    if (flags == 0) {
      return "0";
    }
    StringBuilder text = new StringBuilder();
    long rest = flags;
    for (Flag flag : FLAGS) {
      if ((rest & flag.bits()) == flag.bits()) {
        text.append(text.isEmpty() ? "" : "|").append(flag.name());
        rest &= ~flag.bits();
      }
    }
    if (rest != 0) {
      text.append(text.isEmpty() ? "0x" : "|0x").append(Long.toHexString(rest));
    }
    return text.toString();
  }
}
