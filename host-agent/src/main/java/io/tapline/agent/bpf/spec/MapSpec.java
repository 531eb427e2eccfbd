package io.tapline.agent.bpf.spec;

/**
 * Blueprint of a map: deterministic, no kernel.
 *
 * @param name unique in its script; the first 15 bytes that the kernel accepts become the BPF name
 * @param type kind of map
 * @param keyBytes length of a key; 0 for a ring buffer
 * @param valueBytes length of a value on one CPU; 0 for a ring buffer
 * @param maxEntries bound on entries; for a ring buffer its size in bytes, a power of two
 * @param flags BPF_F_* of BPF_MAP_CREATE
 */
public record MapSpec(
    String name, MapType type, int keyBytes, int valueBytes, int maxEntries, int flags) {
  /** BPF_F_NO_PREALLOC: entries are allocated as they come. */
  public static final int NO_PREALLOC = 1;

  /** BPF_F_MMAPABLE: an array whose values user space may map. */
  public static final int MMAPABLE = 1 << 10;
}
