package io.tapline.agent.trace.output;

import java.nio.ByteBuffer;

/**
 * Internet addresses as inet_ntop(3) writes them: of version 6 the longest run of two or more zero
 * groups is left out, the first of several; an address that carries one of version 4 ends with it.
 */
final class InternetAddress {
  private static final int V4_BYTES = 4;
  private static final int GROUPS = 8;
  private static final int MAPPED = 0xffff;

  private InternetAddress() {}

  /**
   * The address in words.
   *
   * @param size 4 or 16
   */
  static String text(ByteBuffer bytes, int offset, int size) {
    return size == V4_BYTES ? version4(bytes, offset) : version6(bytes, offset);
  }

  private static String version4(ByteBuffer bytes, int offset) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < V4_BYTES; i++) {
      text.append(i == 0 ? "" : ".").append(Byte.toUnsignedInt(bytes.get(offset + i)));
    }
    return text.toString();
  }

  private static String version6(ByteBuffer bytes, int offset) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] =
          Byte.toUnsignedInt(bytes.get(offset + 2 * i)) << 8
              | Byte.toUnsignedInt(bytes.get(offset + 2 * i + 1));
    }
    int start = longestRun(groups);
    int end = start < 0 ? -1 : runEnd(groups, start);
    boolean carries = start == 0 && (end == 6 || (end == 5 && groups[5] == MAPPED));
    StringBuilder text = new StringBuilder();
    int last = carries ? 6 : GROUPS;
    for (int i = 0; i < last; i++) {
      if (i == start) {
        text.append("::");
        i = end - 1;
      } else {
        separate(text).append(Integer.toHexString(groups[i]));
      }
    }
    return carries
        ? separate(text).append(version4(bytes, offset + 12)).toString()
        : text.toString();
  }

  private static StringBuilder separate(StringBuilder text) {
    return text.isEmpty() || text.charAt(text.length() - 1) == ':' ? text : text.append(':');
  }

  /** Where the longest run of at least two zeros begins; -1 when there is none. */
  private static int longestRun(int[] groups) {
    int best = -1;
    int length = 1;
    for (int i = 0; i < GROUPS; i = Math.max(i + 1, runEnd(groups, i))) {
      if (runEnd(groups, i) - i > length) {
        best = i;
        length = runEnd(groups, i) - i;
      }
    }
    return best;
  }

  private static int runEnd(int[] groups, int start) {
    int end = start;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    return end;
  }
}
