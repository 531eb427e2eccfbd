package io.tapline.agent.target.process;

/**
 * Stretches of memory in ascending order of their first addresses; some may be within others.
 *
 * @param starts first addresses, ascending
 * @param ends addresses behind the last
 */
@SuppressWarnings("ArrayRecordComponent") // Compared nowhere; a list would box each address.
record Ranges(long[] starts, long[] ends) {

  /**
   * Index of the one that an address is in, of several the last; -1 when there is none. A stretch
   * that ends before the one nearest to the address begins ends the search: nothing before it is
   * taken to reach over it.
   */
  int at(long address) {
    int next = notAfter(address);
    for (int i = next - 1; i >= 0; i--) {
      if (Long.compareUnsigned(address, ends[i]) < 0) {
        return i;
      }
      if (Long.compareUnsigned(starts[next - 1], ends[i]) > 0) {
        return -1;
      }
    }
    return -1;
  }

  /** How many begin at an address or before it. */
  private int notAfter(long address) {
    int low = 0;
    int high = starts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(starts[middle], address) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
