package io.tapline.agent.script.record;

import io.tapline.agent.script.source.SourceRange;

/**
 * A member as declared.
 *
 * @param name empty for an anonymous struct, union or bit field
 * @param bitWidth of a bit field; -1 when it is none
 * @param alignment what an attribute asks for; 0 when none does
 * @param packed whether an attribute lets it lie anywhere
 */
record CMember(
    String name, CType type, int bitWidth, int alignment, boolean packed, SourceRange range) {}
