package io.tapline.agent.compile;

/**
 * Bounds of what a script may use.
 *
 * @param stateEntries entries of a map that holds plain values
 * @param aggregateEntries entries of each of an aggregation's two maps
 * @param ringBytes size of the ring buffer, a power of two
 * @param defaultTextBytes buffer of a text whose length the script does not say
 * @param maxTextBytes longest buffer a script may say
 * @param maxSites sites that all probes of a script may match together, one program each
 * @param maxMapBytes kernel memory of all maps together, the ring left out
 * @param firstEventId number that ring records of the script's first emit statement carry; scripts
 *     that share a ring must not share numbers
 */
public record CompileOptions(
    int stateEntries,
    int aggregateEntries,
    int ringBytes,
    int defaultTextBytes,
    int maxTextBytes,
    int maxSites,
    long maxMapBytes,
    int firstEventId) {

  /** What holds unless somebody says otherwise. */
  public static final CompileOptions DEFAULT =
      new CompileOptions(10_240, 16_384, 16 << 20, 64, 1024, 1024, 16L << 20, 0);

  /** The same bounds, for a script whose emit statements are numbered from {@code first}. */
  public CompileOptions withFirstEventId(int first) {
    return new CompileOptions(
        stateEntries,
        aggregateEntries,
        ringBytes,
        defaultTextBytes,
        maxTextBytes,
        maxSites,
        maxMapBytes,
        first);
  }

  public CompileOptions {
    if (Integer.bitCount(ringBytes) != 1 || ringBytes < 4096) {
      throw new IllegalArgumentException("not a power of two of pages: ringBytes=" + ringBytes);
    }
    if (stateEntries < 1 || aggregateEntries < 1) {
      throw new IllegalArgumentException(
          "maps need room: stateEntries=" + stateEntries + " aggregateEntries=" + aggregateEntries);
    }
  }
}
