package io.tapline.agent.script.record;

import io.tapline.agent.script.source.SourceRange;
import java.util.List;

/**
 * A struct or union as declared.
 *
 * @param words with its keyword, or what stands for a name
 * @param union whether all members begin at the same place
 * @param pack most that a member is aligned to; 1 when packed
 * @param alignment what an attribute asks for; 0 when none does
 * @param range where it is written
 */
record CRecord(
    String words,
    boolean union,
    List<CMember> members,
    int pack,
    int alignment,
    SourceRange range) {
  /** More than any alignment: members lie where their types want to. */
  static final int UNPACKED = 1 << 20;

  CRecord {
    members = List.copyOf(members);
  }
}
